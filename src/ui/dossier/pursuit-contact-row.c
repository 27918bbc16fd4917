/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-contact-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-label-tip.h"
#include "pursuit-level-bar.h"
#include "pursuit-str.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"

/* The bars of an attitude: from one for -2 to five for +2. */
#define NEUTRAL_BARS 3

/*
 * PursuitContactRow is one person at the customer in a list: who, in which part, and how they stand to us.
 */
struct _PursuitContactRow
{
  GtkListBoxRow parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *caption;
  GtkLevelBar *bars;
  GtkLabel *attitude;

  PursuitContact *contact;
};

G_DEFINE_FINAL_TYPE (PursuitContactRow, pursuit_contact_row, GTK_TYPE_LIST_BOX_ROW)

/**
 * pursuit_attitude_get_text:
 * @attitude: -2 to 2
 *
 * Returns: how a person stands to us (DOS-2), in words
 */
const char *
pursuit_attitude_get_text (gint64 attitude)
{
  switch (attitude)
    {
    case -2:
      return _("Attitude −2, against us");
    case -1:
      return _("Attitude −1, leans away from us");
    case 1:
      return _("Attitude +1, leans to us");
    case 2:
      return _("Attitude +2, for us");
    default:
      return _("Attitude 0, neutral");
    }
}

static char *
dup_caption (PursuitContact *contact)
{
  const char *role = pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, (int) contact->buying_role);

  if (pursuit_str_empty (contact->title))
    return g_strdup (role);
  if (*role == '\0')
    return g_strdup (contact->title);

  return g_strdup_printf ("%s · %s", contact->title, role);
}

static void
show_attitude (PursuitContactRow *self)
{
  gint64 attitude = self->contact->attitude;
  g_autofree char *number = g_strdup_printf (attitude > 0 ? "+%d" : attitude < 0 ? "−%d" : "%d", ABS ((int) attitude));

  gtk_level_bar_set_value (self->bars, (double) (NEUTRAL_BARS + attitude));
  gtk_label_set_text (self->attitude, number);
  if (attitude != 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->bars), attitude > 0 ? "success" : "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bars), pursuit_attitude_get_text (attitude));
}

static void
show (PursuitContactRow *self)
{
  const char *name = pursuit_record_get_name (PURSUIT_RECORD (self->contact));
  g_autofree char *initial = pursuit_text_initial (name);
  g_autofree char *caption = dup_caption (self->contact);
  g_autofree char *spoken = NULL;

  adw_avatar_set_text (self->avatar, initial);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), *caption != '\0');
  show_attitude (self);

  spoken = g_strdup_printf ("%s, %s, %s", name, caption, pursuit_attitude_get_text (self->contact->attitude));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
pursuit_contact_row_dispose (GObject *object)
{
  PursuitContactRow *self = PURSUIT_CONTACT_ROW (object);

  g_clear_object (&self->contact);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_CONTACT_ROW);

  G_OBJECT_CLASS (pursuit_contact_row_parent_class)->dispose (object);
}

static void
pursuit_contact_row_class_init (PursuitContactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_contact_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/contact-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitContactRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactRow, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactRow, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactRow, bars);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactRow, attitude);
}

static void
pursuit_contact_row_init (PursuitContactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_level_bar_make_plain (self->bars);
  pursuit_label_tip_when_cut (self->name);
  pursuit_label_tip_when_cut (self->caption);
}

/**
 * pursuit_contact_row_new:
 * @contact: a person
 *
 * Returns: (transfer floating): a row for @contact
 */
GtkWidget *
pursuit_contact_row_new (PursuitContact *contact)
{
  PursuitContactRow *self = g_object_new (PURSUIT_TYPE_CONTACT_ROW, NULL);

  self->contact = g_object_ref (contact);
  show (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_contact_row_get_contact:
 * @self: a row
 *
 * Returns: (transfer none): the person it shows
 */
PursuitContact *
pursuit_contact_row_get_contact (PursuitContactRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_CONTACT_ROW (self), NULL);

  return self->contact;
}
