/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PursuitOrgPerson:
 * @id: who
 * @superior_id: whom they report to, 0 for nobody or somebody who is not in the chart
 * @name: what they are called
 * @caption: (nullable): as what they work, and their part
 * @has_left: whether they have left the company
 *
 * One person of a chart, the strings lent.
 */
typedef struct
{
  gint64 id;
  gint64 superior_id;
  const char *name;
  const char *caption;
  gboolean has_left;
} PursuitOrgPerson;

#define PURSUIT_TYPE_ORG_CHART (pursuit_org_chart_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOrgChart, pursuit_org_chart, PURSUIT, ORG_CHART, GtkWidget)

GtkWidget *pursuit_org_chart_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_org_chart_set_people (PursuitOrgChart         *self,
                                         const PursuitOrgPerson  *people,
                                         guint                    n_people);
guint      pursuit_org_chart_get_n_people (PursuitOrgChart       *self);
gboolean   pursuit_org_chart_has_lines  (PursuitOrgChart         *self);
GtkWidget *pursuit_org_chart_find       (PursuitOrgChart         *self,
                                         gint64                   id);
gboolean   pursuit_org_chart_get_place  (PursuitOrgChart         *self,
                                         gint64                   id,
                                         GdkRectangle            *out_place);

G_END_DECLS
