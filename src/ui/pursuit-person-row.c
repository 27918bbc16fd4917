/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-person-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-ui-types.h"

/* PursuitPersonRow is somebody who has the database open: name, computer, since when, and whether they are still there. */
struct _PursuitPersonRow
{
  GtkListBoxRow parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *place;
  GtkLabel *seen;
};

G_DEFINE_FINAL_TYPE (PursuitPersonRow, pursuit_person_row, GTK_TYPE_LIST_BOX_ROW)

static void
pursuit_person_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_PERSON_ROW);

  G_OBJECT_CLASS (pursuit_person_row_parent_class)->dispose (object);
}

static void
pursuit_person_row_class_init (PursuitPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_person_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("person-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPersonRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, PursuitPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitPersonRow, place);
  gtk_widget_class_bind_template_child (widget_class, PursuitPersonRow, seen);
}

static void
pursuit_person_row_init (PursuitPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_person_row_new:
 *
 * Returns: (transfer floating): a row for nobody yet
 */
GtkWidget *
pursuit_person_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_PERSON_ROW, NULL);
}

static void
show_seen (PursuitPersonRow     *self,
           const PursuitPresent *present)
{
  g_autofree char *ago = pursuit_time_format_since (present->last_seen);
  /* Translators: somebody’s last sign of life, such as “3 min ago” or “at 10:31” */
  g_autofree char *text = g_strdup_printf (_("Last seen %s"), ago);

  gtk_label_set_text (self->seen, text);
  gtk_widget_set_visible (GTK_WIDGET (self->seen), !present->is_alive);
}

/**
 * pursuit_person_row_set_present:
 * @self: a row
 * @present: whom to show
 */
void
pursuit_person_row_set_present (PursuitPersonRow     *self,
                                const PursuitPresent *present)
{
  g_autofree char *since = pursuit_time_format_since (present->since);
  /* Translators: a computer, and when somebody opened the database at it, such as “3 min ago” or “at 10:31” */
  g_autofree char *place = g_strdup_printf (_("%1$s, opened %2$s"), present->machine, since);
  /* Translators: the person who is sitting here */
  g_autofree char *me = g_strdup_printf (_("%s (you)"), present->person);
  g_autofree char *program = g_strdup_printf ("%s %s", present->program, present->version);

  g_return_if_fail (PURSUIT_IS_PERSON_ROW (self));

  adw_avatar_set_text (self->avatar, present->person);
  gtk_label_set_text (self->name, present->is_me ? me : present->person);
  gtk_label_set_text (self->place, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), program);
  show_seen (self, present);
}
