/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-visit-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-field.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-watch.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitVisitRow is one call, visit or meeting: when, what it was about, who met whom, and what came of it.
 */
struct _PursuitVisitRow
{
  GtkWidget parent_instance;

  GtkLabel *day;
  GtkImage *icon;
  GtkLabel *subject;
  GtkLabel *people;
  GtkLabel *body;

  PursuitRow *row;
};

G_DEFINE_FINAL_TYPE (PursuitVisitRow, pursuit_visit_row, GTK_TYPE_WIDGET)

static const char *
get_icon (gint64 kind)
{
  switch ((PursuitActivityKind) kind)
    {
    case PURSUIT_ACTIVITY_CALL:
      return "call-start-symbolic";
    case PURSUIT_ACTIVITY_MEETING:
      return "pursuit-team-symbolic";
    case PURSUIT_ACTIVITY_NOTE:
      return "document-edit-symbolic";
    case PURSUIT_ACTIVITY_VISIT:
    default:
      return "pursuit-visit-symbolic";
    }
}

/* The kind, who of us, whom, and about which deal: as far as it is known. */
static char *
dup_people (PursuitRow *row)
{
  const char *const parts[] = {
    pursuit_enum_get_label (PURSUIT_TYPE_ACTIVITY_KIND, (int) pursuit_row_get_number (row, PURSUIT_ACTIVITY_ROW_KIND)),
    pursuit_row_get_text (row, PURSUIT_ACTIVITY_ROW_STAFF),
    pursuit_row_get_text (row, PURSUIT_ACTIVITY_ROW_CONTACT),
    pursuit_row_get_text (row, PURSUIT_ACTIVITY_ROW_DEAL),
  };
  g_autoptr(GString) people = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!pursuit_str_empty (parts[i]))
      g_string_append_printf (people, "%s%s", people->len > 0 ? " · " : "", parts[i]);

  return g_string_free (g_steal_pointer (&people), FALSE);
}

static void
update (PursuitVisitRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *subject, *body;
  g_autofree char *day = NULL;
  g_autofree char *when = NULL;
  g_autofree char *people = NULL;
  g_autofree char *spoken = NULL;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (self->row == NULL || !pursuit_row_is_loaded (self->row))
    return;

  subject = pursuit_row_get_text (self->row, PURSUIT_ACTIVITY_ROW_SUBJECT);
  body = pursuit_row_get_text (self->row, PURSUIT_ACTIVITY_ROW_BODY);
  day = pursuit_time_format_ago (pursuit_row_get_number (self->row, PURSUIT_ACTIVITY_ROW_HAPPENED_AT));
  when = pursuit_time_format (pursuit_row_get_number (self->row, PURSUIT_ACTIVITY_ROW_HAPPENED_AT));
  people = dup_people (self->row);
  gtk_label_set_text (self->day, day);
  gtk_label_set_text (self->subject, subject != NULL ? subject : "");
  gtk_label_set_text (self->people, people);
  gtk_label_set_text (self->body, body != NULL ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), !pursuit_str_empty (body));
  gtk_image_set_from_icon_name (self->icon, get_icon (pursuit_row_get_number (self->row, PURSUIT_ACTIVITY_ROW_KIND)));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), when);
  spoken = g_strdup_printf ("%s, %s, %s", when, subject != NULL ? subject : "", people);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
changed_cb (PursuitRow      *row,
            PursuitVisitRow *self)
{
  g_assert (PURSUIT_IS_VISIT_ROW (self));

  update (self);
}

static void
pursuit_visit_row_dispose (GObject *object)
{
  PursuitVisitRow *self = PURSUIT_VISIT_ROW (object);

  pursuit_row_watch (&self->row, NULL, G_CALLBACK (changed_cb), self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_VISIT_ROW);

  G_OBJECT_CLASS (pursuit_visit_row_parent_class)->dispose (object);
}

static void
pursuit_visit_row_class_init (PursuitVisitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_visit_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/visit-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitRow, day);
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitRow, subject);
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitRow, people);
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitRow, body);
}

static void
pursuit_visit_row_init (PursuitVisitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_visit_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
pursuit_visit_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_VISIT_ROW, NULL);
}

/**
 * pursuit_visit_row_show:
 * @self: a row
 * @row: (nullable): a row of %PURSUIT_LIST_ACTIVITIES, %NULL for none
 *
 * Shows a call, visit or meeting, and follows it while its values are on their way.
 */
void
pursuit_visit_row_show (PursuitVisitRow *self,
                        PursuitRow      *row)
{
  g_return_if_fail (PURSUIT_IS_VISIT_ROW (self));

  pursuit_row_watch (&self->row, row, G_CALLBACK (changed_cb), self);
  update (self);
}

/**
 * pursuit_visit_row_get_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitRow *
pursuit_visit_row_get_row (PursuitVisitRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_VISIT_ROW (self), NULL);

  return self->row;
}
