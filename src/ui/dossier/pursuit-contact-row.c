/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-contact-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-field.h"
#include "pursuit-label-tip.h"
#include "pursuit-level-bar.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-watch.h"
#include "pursuit-template.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"

/* The bars of an attitude: from one for -2 to five for +2. */
#define NEUTRAL_BARS 3

/*
 * PursuitContactRow is one person at the customer in a list: who, in which part, and how they stand to us.
 */
struct _PursuitContactRow
{
  GtkWidget parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *caption;
  GtkLevelBar *bars;
  GtkLabel *attitude;
  GtkWidget *heading;

  PursuitRow *row;
};

G_DEFINE_FINAL_TYPE (PursuitContactRow, pursuit_contact_row, GTK_TYPE_WIDGET)

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

static const char *
get_text (PursuitContactRow *self,
          guint              column)
{
  const char *text = pursuit_row_get_text (self->row, column);

  return text != NULL ? text : "";
}

static gboolean
has_left (PursuitContactRow *self)
{
  return *get_text (self, PURSUIT_CONTACT_ROW_LEFT_ON) != '\0';
}

static char *
dup_caption (PursuitContactRow *self)
{
  const char *title = get_text (self, PURSUIT_CONTACT_ROW_TITLE);
  const char *role = pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE,
                                             (int) pursuit_row_get_number (self->row, PURSUIT_CONTACT_ROW_BUYING_ROLE));

  if (has_left (self))
    {
      g_autofree char *day = pursuit_date_format (get_text (self, PURSUIT_CONTACT_ROW_LEFT_ON));

      /* Translators: %s is when a person left the company */
      return g_strdup_printf (_("left %s"), day);
    }
  if (*title == '\0')
    return g_strdup (role);
  if (*role == '\0')
    return g_strdup (title);

  return g_strdup_printf ("%s · %s", title, role);
}

static void
show_attitude (PursuitContactRow *self)
{
  gint64 attitude = pursuit_row_get_number (self->row, PURSUIT_CONTACT_ROW_ATTITUDE);
  g_autofree char *number = g_strdup_printf (attitude > 0 ? "+%d" : attitude < 0 ? "−%d" : "%d", ABS ((int) attitude));

  gtk_level_bar_set_value (self->bars, (double) (NEUTRAL_BARS + attitude));
  gtk_label_set_text (self->attitude, number);
  gtk_widget_remove_css_class (GTK_WIDGET (self->bars), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->bars), "error");
  if (attitude != 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->bars), attitude > 0 ? "success" : "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bars), pursuit_attitude_get_text (attitude));
}

/* A screen reader stops at the list item: what is said goes there. */
static void
name_item (PursuitContactRow *self,
           const char        *caption)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken = NULL;

  if (item == NULL)
    return;

  spoken = g_strdup_printf ("%s, %s, %s", get_text (self, PURSUIT_CONTACT_ROW_NAME), caption,
                            pursuit_attitude_get_text (pursuit_row_get_number (self->row, PURSUIT_CONTACT_ROW_ATTITUDE)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
update (PursuitContactRow *self)
{
  g_autofree char *initial = NULL;
  g_autofree char *caption = NULL;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (self->row == NULL || !pursuit_row_is_loaded (self->row))
    return;

  initial = pursuit_text_initial (get_text (self, PURSUIT_CONTACT_ROW_NAME));
  caption = dup_caption (self);
  adw_avatar_set_text (self->avatar, initial);
  gtk_label_set_text (self->name, get_text (self, PURSUIT_CONTACT_ROW_NAME));
  gtk_label_set_text (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), *caption != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->bars), !has_left (self));
  gtk_widget_set_visible (GTK_WIDGET (self->attitude), !has_left (self));
  if (has_left (self))
    gtk_widget_add_css_class (GTK_WIDGET (self), "left");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "left");
  show_attitude (self);
  name_item (self, caption);
}

static void
changed_cb (PursuitRow        *row,
            PursuitContactRow *self)
{
  g_assert (PURSUIT_IS_CONTACT_ROW (self));

  update (self);
}

static void
pursuit_contact_row_dispose (GObject *object)
{
  PursuitContactRow *self = PURSUIT_CONTACT_ROW (object);

  pursuit_row_watch (&self->row, NULL, G_CALLBACK (changed_cb), self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CONTACT_ROW);

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
  gtk_widget_class_bind_template_child (widget_class, PursuitContactRow, heading);
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
 *
 * Returns: (transfer floating): a row that shows nobody yet
 */
GtkWidget *
pursuit_contact_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_CONTACT_ROW, NULL);
}

/**
 * pursuit_contact_row_show:
 * @self: a row
 * @row: (nullable): a row of %PURSUIT_LIST_CONTACTS, %NULL for nobody
 *
 * Shows a person, and follows the row while its values are on their way.
 */
void
pursuit_contact_row_show (PursuitContactRow *self,
                          PursuitRow        *row)
{
  g_return_if_fail (PURSUIT_IS_CONTACT_ROW (self));

  pursuit_row_watch (&self->row, row, G_CALLBACK (changed_cb), self);
  update (self);
}

/**
 * pursuit_contact_row_get_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitRow *
pursuit_contact_row_get_row (PursuitContactRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_CONTACT_ROW (self), NULL);

  return self->row;
}

/**
 * pursuit_contact_row_set_heading:
 * @self: a row
 * @visible: whether those who have left begin here
 *
 * Shows what stands above the first of those who have left.
 */
void
pursuit_contact_row_set_heading (PursuitContactRow *self,
                                 gboolean           visible)
{
  g_return_if_fail (PURSUIT_IS_CONTACT_ROW (self));

  gtk_widget_set_visible (self->heading, visible);
}
