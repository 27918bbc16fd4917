/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-banners.h"
#include "pursuit-deals-view.h"
#include "pursuit-documents-view.h"
#include "pursuit-dossier-head.h"
#include "pursuit-dossier-page.h"
#include "pursuit-dossier-tiles.h"
#include "pursuit-people-view.h"
#include "pursuit-query-model.h"
#include "pursuit-timeline-view.h"
#include "pursuit-visits-view.h"
#include "pursuit-wall-view.h"

G_BEGIN_DECLS

/* Open, won, lost: in this order they are listed. */
#define PURSUIT_N_DEAL_STATUSES 3

/*
 * PursuitDossierPage is everything we know of one customer (DOS-1 to DOS-4), for somebody who might take it over
 * tomorrow.
 *
 *   pursuit_dossier_read() on the worker -> head, tiles, fields
 *   PursuitQueryModel (people, deals by status, timeline) -> overview's first few and the tab with all of them
 *   worker's news about this customer -> read again; what is being edited is left alone
 */
struct _PursuitDossierPage
{
  GtkWidget parent_instance;

  PursuitBanners *banners;
  GtkStack *state;
  GtkWidget *status;
  GtkWidget *restore;
  GtkWidget *notice;
  PursuitDossierHead *head;
  PursuitDossierTiles *tiles;
  GtkWidget *hint;
  GtkStack *tabs;
  GtkStackPage *people_tab;
  GtkStackPage *deals_tab;
  GtkLabel *people_count;
  GtkLabel *deals_count;
  GtkWidget *add_person;
  GtkWidget *add_person_too;
  PursuitPeopleView *preview_people;
  PursuitPeopleView *people;
  PursuitDealsView *preview_deals;
  PursuitDealsView *deals;
  PursuitDocumentsView *documents;
  GtkStackPage *documents_tab;
  PursuitTimelineView *preview_timeline;
  PursuitTimelineView *timeline;
  PursuitWallView *preview_wall;
  PursuitWallView *wall;
  GtkStackPage *visits_tab;
  PursuitVisitsView *visits;
  PursuitFieldList *fields;

  PursuitWorker *worker;
  PursuitQueryModel *entries;
  PursuitQueryModel *contacts;
  PursuitQueryModel *meetings;
  PursuitQueryModel *deal_models[PURSUIT_N_DEAL_STATUSES];
  GCancellable *cancellable;   /* of the reading under way */
  gint64 customer_id;
  PursuitDossier *dossier;     /* what is shown */
  gint64 wanted_contact;       /* whom to show as soon as the dossier is read, or 0 */
  char *wanted_tab;            /* (nullable): and which part of it */
  gboolean is_held;            /* the customer is gone, what is typed about them is not */
  gboolean is_stale;           /* news came while reading */
};

void pursuit_dossier_page_install_actions (GtkWidgetClass     *widget_class);
void pursuit_dossier_page_install_meanwhile_actions (GtkWidgetClass *widget_class);
void pursuit_dossier_page_update_actions  (PursuitDossierPage *self);
void pursuit_dossier_page_show_dossier    (PursuitDossierPage *self,
                                           GPtrArray          *stages);
void pursuit_dossier_page_show_refusal    (PursuitDossierPage *self,
                                           const GError       *error);
void pursuit_dossier_page_show_wanted    (PursuitDossierPage *self);
gboolean pursuit_dossier_page_is_editing  (PursuitDossierPage *self);
void pursuit_dossier_page_show_drafts     (PursuitDossierPage *self);
void pursuit_dossier_page_set_edits_aside (PursuitDossierPage *self);
void pursuit_dossier_page_look_at_edits   (PursuitDossierPage *self);

G_END_DECLS
