/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-document-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-watch.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitDocumentRow is one document in a list: what kind of file it is, what it is called, how large, which version, of whom
 * and when; and what can be done with it.
 */
struct _PursuitDocumentRow
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *detail;
  GtkLabel *size;
  GtkMenuButton *menu;

  PursuitRow *document;
  gboolean may_edit;
};

G_DEFINE_FINAL_TYPE (PursuitDocumentRow, pursuit_document_row, GTK_TYPE_WIDGET)

static void
append (GString    *text,
        const char *part)
{
  if (!pursuit_str_empty (part))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static char *
dup_kind (PursuitRow *document)
{
  const char *media_type = pursuit_row_get_text (document, PURSUIT_DOCUMENT_ROW_MEDIA_TYPE);
  g_autofree char *type = media_type != NULL ? g_content_type_from_mime_type (media_type) : NULL;

  return type != NULL ? g_content_type_get_description (type) : NULL;
}

/* Which version, since when, by whom, for which deal; of a link, where it leads. */
static char *
dup_detail (PursuitRow *document)
{
  gint64 version = pursuit_row_get_number (document, PURSUIT_DOCUMENT_ROW_VERSION);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *when = pursuit_time_format_ago (pursuit_row_get_number (document, PURSUIT_DOCUMENT_ROW_ADDED_AT));
  g_autofree char *kind = dup_kind (document);

  if (version == 0)
    append (text, pursuit_row_get_text (document, PURSUIT_DOCUMENT_ROW_LOCATION));
  append (text, kind);
  if (version > 1)
    {
      /* Translators: of a document */
      g_autofree char *number = g_strdup_printf (_("version %lld"), (long long) version);

      append (text, number);
    }
  append (text, when);
  append (text, pursuit_row_get_text (document, PURSUIT_DOCUMENT_ROW_STAFF));
  append (text, pursuit_row_get_text (document, PURSUIT_DOCUMENT_ROW_DEAL));

  return g_string_free (g_steal_pointer (&text), FALSE);
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

static GMenuModel *
create_menu (PursuitDocumentRow *self)
{
  gint64 id = pursuit_row_get_id (self->document);
  gboolean is_kept = pursuit_row_get_number (self->document, PURSUIT_DOCUMENT_ROW_VERSION) > 0;
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) reading = g_menu_new ();
  g_autoptr(GMenu) changing = g_menu_new ();

  if (is_kept)
    {
      add_item (reading, _("Open"), "documents.open", id);
      add_item (reading, _("Save As…"), "documents.save-as", id);
      add_item (reading, _("Versions…"), "documents.versions", id);
    }
  if (self->may_edit)
    {
      add_item (changing, _("Add New Version…"), "documents.new-version", id);
      add_item (changing, _("Rename…"), "documents.rename", id);
      add_item (changing, _("Delete"), "documents.delete", id);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (reading));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changing));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
show_icon (PursuitDocumentRow *self)
{
  const char *media_type = pursuit_row_get_text (self->document, PURSUIT_DOCUMENT_ROW_MEDIA_TYPE);
  g_autofree char *type = media_type != NULL ? g_content_type_from_mime_type (media_type) : NULL;
  g_autoptr(GIcon) icon = type != NULL ? g_content_type_get_symbolic_icon (type) : NULL;

  if (icon != NULL)
    gtk_image_set_from_gicon (self->icon, icon);
  else
    gtk_image_set_from_icon_name (self->icon, "text-x-generic-symbolic");
}

/* A screen reader stops at the list item: what is said goes there. */
static void
name_item (PursuitDocumentRow *self,
           const char         *name,
           const char         *size,
           const char         *detail)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *whole = g_strdup_printf (*size != '\0' ? "%s, %s, %s" : "%s, %s%s", name, size, detail);
  /* Translators: of a button; %s is a document */
  g_autofree char *menu = g_strdup_printf (_("What can be done with “%s”"), name);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
}

static void
update (PursuitDocumentRow *self)
{
  gboolean is_loaded = self->document != NULL && pursuit_row_is_loaded (self->document);
  g_autoptr(GMenuModel) menu = is_loaded ? create_menu (self) : NULL;
  g_autofree char *detail = NULL;
  g_autofree char *size = NULL;
  const char *name;

  pursuit_placeholder_show (GTK_WIDGET (self), self->document);
  gtk_menu_button_set_menu_model (self->menu, menu);
  if (!is_loaded)
    {
      gtk_label_set_text (self->name, "");
      gtk_label_set_text (self->detail, "");
      gtk_label_set_text (self->size, "");
      return;
    }

  name = pursuit_row_get_text (self->document, PURSUIT_DOCUMENT_ROW_NAME);
  detail = dup_detail (self->document);
  size = pursuit_row_get_number (self->document, PURSUIT_DOCUMENT_ROW_VERSION) > 0
           ? g_format_size ((guint64) pursuit_row_get_number (self->document, PURSUIT_DOCUMENT_ROW_SIZE)) : g_strdup ("");
  gtk_label_set_text (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), name);
  gtk_label_set_text (self->detail, detail);
  gtk_label_set_text (self->size, size);
  show_icon (self);
  name_item (self, name, size, detail);
}

static void
changed_cb (PursuitRow         *row,
            PursuitDocumentRow *self)
{
  g_assert (PURSUIT_IS_DOCUMENT_ROW (self));

  update (self);
}

static void
pursuit_document_row_dispose (GObject *object)
{
  PursuitDocumentRow *self = PURSUIT_DOCUMENT_ROW (object);

  pursuit_row_watch (&self->document, NULL, G_CALLBACK (changed_cb), self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_DOCUMENT_ROW);

  G_OBJECT_CLASS (pursuit_document_row_parent_class)->dispose (object);
}

static void
pursuit_document_row_class_init (PursuitDocumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_document_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("documents/document-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentRow, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentRow, size);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentRow, menu);
}

static void
pursuit_document_row_init (PursuitDocumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_document_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
pursuit_document_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_DOCUMENT_ROW, NULL);
}

/**
 * pursuit_document_row_show:
 * @self: a row
 * @document: (nullable): a row of %PURSUIT_LIST_DOCUMENTS, %NULL for none
 * @may_edit: whether the person may change it
 *
 * Shows a document, and follows it while its values are on their way.
 */
void
pursuit_document_row_show (PursuitDocumentRow *self,
                           PursuitRow         *document,
                           gboolean            may_edit)
{
  g_return_if_fail (PURSUIT_IS_DOCUMENT_ROW (self));

  self->may_edit = may_edit;
  pursuit_row_watch (&self->document, document, G_CALLBACK (changed_cb), self);
  update (self);
}

/**
 * pursuit_document_row_get_document:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitRow *
pursuit_document_row_get_document (PursuitDocumentRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOCUMENT_ROW (self), NULL);

  return self->document;
}

/**
 * pursuit_document_row_popup:
 * @self: a row
 *
 * Opens the menu of what can be done with it.
 */
void
pursuit_document_row_popup (PursuitDocumentRow *self)
{
  g_return_if_fail (PURSUIT_IS_DOCUMENT_ROW (self));

  gtk_menu_button_popup (self->menu);
}
