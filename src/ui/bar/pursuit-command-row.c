/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-row.h"

#include <adwaita.h>

#include "pursuit-command-match.h"
#include "pursuit-label-tip.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"

/*
 * PursuitCommandRow is one line of the command bar: what it is called, with what was typed in bold, what tells it from
 * others, and the key that does the same. It never takes the focus, which stays where one types.
 */
struct _PursuitCommandRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  AdwAvatar *avatar;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *keys;

  PursuitCommandItem *item;
  char *name;               /* what a screen reader says */
};

G_DEFINE_FINAL_TYPE (PursuitCommandRow, pursuit_command_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_person (PursuitCommandItem *item)
{
  const PursuitFound *found = pursuit_command_item_get_found (item);

  return found != NULL && (found->kind == PURSUIT_FOUND_CONTACT || found->kind == PURSUIT_FOUND_STAFF);
}

static void
show_icon (PursuitCommandRow *self)
{
  g_autofree char *initial = pursuit_text_initial (pursuit_command_item_get_title (self->item));

  gtk_image_set_from_icon_name (self->icon, pursuit_command_item_get_icon (self->item));
  adw_avatar_set_text (self->avatar, initial);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !is_person (self->item));
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), is_person (self->item));
}

static void
show_words (PursuitCommandRow *self)
{
  const char *words = pursuit_command_item_get_words (self->item);
  const char *title = pursuit_command_item_get_title (self->item);
  g_autoptr(PangoAttrList) title_marks = pango_attr_list_new ();
  g_autoptr(PangoAttrList) detail_marks = pango_attr_list_new ();
  g_autofree char *detail = pursuit_command_item_dup_detail (self->item, detail_marks);

  if (words != NULL)
    pursuit_command_match_mark (title_marks, title, words);
  gtk_label_set_text (self->title, title);
  gtk_label_set_attributes (self->title, title_marks);
  gtk_label_set_text (self->detail, detail);
  gtk_label_set_attributes (self->detail, detail_marks);
}

static void
show_name (PursuitCommandRow *self,
           const char        *keys)
{
  g_autofree char *detail = pursuit_command_item_dup_detail (self->item, NULL);
  g_autoptr(GString) name = g_string_new (pursuit_command_item_get_title (self->item));

  if (*detail != '\0')
    g_string_append_printf (name, ", %s", detail);
  if (keys != NULL)
    g_string_append_printf (name, ", %s", keys);
  g_free (self->name);
  self->name = g_strdup (name->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
}

static void
changed_cb (PursuitCommandRow *self)
{
  g_assert (PURSUIT_IS_COMMAND_ROW (self));

  show_words (self);
}

static void
pursuit_command_row_dispose (GObject *object)
{
  PursuitCommandRow *self = PURSUIT_COMMAND_ROW (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_COMMAND_ROW);

  G_OBJECT_CLASS (pursuit_command_row_parent_class)->dispose (object);
}

static void
pursuit_command_row_finalize (GObject *object)
{
  g_free (PURSUIT_COMMAND_ROW (object)->name);

  G_OBJECT_CLASS (pursuit_command_row_parent_class)->finalize (object);
}

static void
pursuit_command_row_class_init (PursuitCommandRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_command_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_command_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("bar/command-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandRow, keys);
}

static void
pursuit_command_row_init (PursuitCommandRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_label_tip_when_cut (self->title);
  pursuit_label_tip_when_cut (self->detail);
}

/**
 * pursuit_command_row_new:
 * @item: what it shows
 *
 * Returns: (transfer floating): a row, which follows the words that are marked in @item
 */
GtkWidget *
pursuit_command_row_new (PursuitCommandItem *item)
{
  PursuitCommandRow *self = g_object_new (PURSUIT_TYPE_COMMAND_ROW, NULL);
  g_autofree char *keys = pursuit_command_item_dup_keys (item);

  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_text (self->keys, keys != NULL ? keys : "");
  gtk_widget_set_visible (GTK_WIDGET (self->keys), keys != NULL);
  show_icon (self);
  show_words (self);
  show_name (self, keys);

  return GTK_WIDGET (self);
}

/**
 * pursuit_command_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitCommandItem *
pursuit_command_row_get_item (PursuitCommandRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_ROW (self), NULL);

  return self->item;
}

/**
 * pursuit_command_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none): what a screen reader says of it
 */
const char *
pursuit_command_row_get_name (PursuitCommandRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_ROW (self), NULL);

  return self->name;
}
