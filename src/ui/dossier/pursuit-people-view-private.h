/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-list-status.h"
#include "pursuit-org-chart.h"
#include "pursuit-people-view.h"

G_BEGIN_DECLS

/*
 * PursuitPeopleView shows who the people at a customer are: a list, and what we know of the one selected, which is read
 * when it is selected.
 *
 *   PursuitQueryModel (PURSUIT_LIST_CONTACTS) [-> GtkSliceListModel] -> GtkSingleSelection -> GtkListView
 *                                                                              │
 *                                                       PursuitContactDetail ◀──worker
 */
struct _PursuitPeopleView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  PursuitContactDetail *detail;
  PursuitListStatus *status;
  GtkWidget *add;
  GtkWidget *chart_box;
  PursuitOrgChart *chart;

  PursuitWorker *worker;
  PursuitQueryModel *model;
  GtkSingleSelection *selection;
  GCancellable *cancellable;   /* of the reading of a person */
  GCancellable *chart_cancellable;
  PursuitContact *person;      /* whose details are shown */
  gint64 selected_id;
  gboolean editable;
  gboolean may_erase;
  gboolean preview;
  gboolean is_restoring;       /* the selection follows the model, nobody selected anything */
};

void pursuit_people_view_install_actions (GtkWidgetClass    *widget_class);
void pursuit_people_view_update_actions  (PursuitPeopleView *self);
void pursuit_people_view_read_chart      (PursuitPeopleView *self);
void pursuit_people_view_stop_chart      (PursuitPeopleView *self);

G_END_DECLS
