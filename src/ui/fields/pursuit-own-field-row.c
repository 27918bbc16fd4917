/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-field-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* PursuitOwnFieldRow is one field of the house in the list of them; it is moved by dragging it onto another, or by Alt+Up. */
struct _PursuitOwnFieldRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *name;
  GtkLabel *detail;
  GtkWidget *retired;
  GtkMenuButton *menu;

  PursuitOwnField *definition;
  gint64 n_values;
};

G_DEFINE_FINAL_TYPE (PursuitOwnFieldRow, pursuit_own_field_row, GTK_TYPE_LIST_BOX_ROW)

static gint64
get_id (PursuitOwnFieldRow *self)
{
  return PURSUIT_RECORD (self->definition)->id;
}

static GdkContentProvider *
prepare_cb (PursuitOwnFieldRow *self)
{
  return gdk_content_provider_new_typed (G_TYPE_INT64, get_id (self));
}

static gboolean
drop_cb (PursuitOwnFieldRow *self,
         const GValue       *value)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "fields.move", "(xx)", g_value_get_int64 (value), get_id (self));
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   unused)
{
  PursuitOwnFieldRow *self = PURSUIT_OWN_FIELD_ROW (widget);

  return self->definition != NULL && gtk_widget_activate_action (widget, g_variant_get_string (args, NULL), "x", get_id (self));
}

static void
pursuit_own_field_row_dispose (GObject *object)
{
  g_clear_object (&PURSUIT_OWN_FIELD_ROW (object)->definition);
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_OWN_FIELD_ROW);

  G_OBJECT_CLASS (pursuit_own_field_row_parent_class)->dispose (object);
}

static void
pursuit_own_field_row_class_init (PursuitOwnFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_own_field_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("fields/own-field-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldRow, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldRow, retired);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldRow, menu);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, key_cb, "s", "fields.up");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, key_cb, "s", "fields.down");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, key_cb, "s", "fields.edit");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, key_cb, "s", "fields.delete");
}

static void
pursuit_own_field_row_init (PursuitOwnFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_detail (const PursuitOwnFieldInfo *info)
{
  const char *kind = pursuit_enum_get_label (PURSUIT_TYPE_OWN_KIND, (int) info->definition->kind);

  /* Translators: %1$s is a kind of field, such as "Choice", %2$d how many records have a value of it */
  return g_strdup_printf (ngettext ("%1$s, filled in %2$d record", "%1$s, filled in %2$d records", (gulong) info->n_values), kind,
                          (int) info->n_values);
}

static void
add_item (GMenu      *menu,
          const char *label,
          const char *action,
          gint64      id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

static void
make_movable (PursuitOwnFieldRow *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  gint64 id = get_id (self);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  add_item (menu, _("_Edit…"), "fields.edit", id);
  add_item (menu, _("Move _Up"), "fields.up", id);
  add_item (menu, _("Move _Down"), "fields.down", id);
  add_item (menu, self->definition->retired ? _("_Show Again") : _("_Retire"), "fields.retire", id);
  add_item (menu, _("_Delete…"), "fields.delete", id);
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * pursuit_own_field_row_new:
 * @info: what is known of a field
 * @editable: whether the person may change it
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
pursuit_own_field_row_new (const PursuitOwnFieldInfo *info,
                           gboolean                   editable)
{
  PursuitOwnFieldRow *self = g_object_new (PURSUIT_TYPE_OWN_FIELD_ROW, NULL);
  const char *name = pursuit_locale_choose_name (info->definition->name, info->definition->name_zh);
  g_autofree char *detail = dup_detail (info);
  g_autofree char *spoken = g_strjoin (", ", name, detail, info->definition->retired ? C_("of a field", "Retired") : NULL, NULL);

  self->definition = g_object_ref (info->definition);
  self->n_values = info->n_values;
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (self->retired, info->definition->retired != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (editable)
    make_movable (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_own_field_row_get_definition:
 * @self: a row
 *
 * Returns: (transfer none): the definition
 */
PursuitOwnField *
pursuit_own_field_row_get_definition (PursuitOwnFieldRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_OWN_FIELD_ROW (self), NULL);

  return self->definition;
}

/**
 * pursuit_own_field_row_get_n_values:
 * @self: a row
 *
 * Returns: how many records have a value of it
 */
gint64
pursuit_own_field_row_get_n_values (PursuitOwnFieldRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_OWN_FIELD_ROW (self), 0);

  return self->n_values;
}
