/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-sidebar-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-ui-types.h"

/* One view in the sidebar: its icon, its title, and how much there is in it. */
struct _PursuitSidebarRow
{
  GtkListBoxRow parent;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;

  const PursuitView *view;   /* (nullable): of a saved filter */
  char *name;
};

G_DEFINE_FINAL_TYPE (PursuitSidebarRow, pursuit_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
name_row (PursuitSidebarRow *self,
          const char        *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
pursuit_sidebar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (pursuit_sidebar_row_parent_class)->dispose (object);
}

static void
pursuit_sidebar_row_finalize (GObject *object)
{
  g_free (PURSUIT_SIDEBAR_ROW (object)->name);

  G_OBJECT_CLASS (pursuit_sidebar_row_parent_class)->finalize (object);
}

static void
pursuit_sidebar_row_class_init (PursuitSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_sidebar_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_sidebar_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("sidebar-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebarRow, count);
}

static void
pursuit_sidebar_row_init (PursuitSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_sidebar_row_new:
 * @view: a view
 *
 * Returns: (transfer floating): a row without a count
 */
GtkWidget *
pursuit_sidebar_row_new (const PursuitView *view)
{
  GtkWidget *self = pursuit_sidebar_row_new_named (view->icon, _(view->title));

  PURSUIT_SIDEBAR_ROW (self)->view = view;

  return self;
}

/**
 * pursuit_sidebar_row_new_named:
 * @icon: the name of its icon
 * @name: what it is called
 *
 * Returns: (transfer floating): a row that stands for no view, without a count
 */
GtkWidget *
pursuit_sidebar_row_new_named (const char *icon,
                               const char *name)
{
  PursuitSidebarRow *self = g_object_new (PURSUIT_TYPE_SIDEBAR_ROW, NULL);

  self->name = g_strdup (name);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->title, name);
  name_row (self, name);

  return GTK_WIDGET (self);
}

/**
 * pursuit_sidebar_row_get_view:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the view it stands for
 */
const PursuitView *
pursuit_sidebar_row_get_view (PursuitSidebarRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_SIDEBAR_ROW (self), NULL);

  return self->view;
}

/**
 * pursuit_sidebar_row_set_count:
 * @self: a row
 * @count: how much there is, -1 when that is not known
 *
 * Shows a count beside the title.
 */
void
pursuit_sidebar_row_set_count (PursuitSidebarRow *self,
                               gint64             count)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (PURSUIT_IS_SIDEBAR_ROW (self));

  if (count < 0)
    {
      gtk_label_set_text (self->count, "");
      name_row (self, self->name);
      return;
    }

  text = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  /* Translators: what a screen reader says of a view, its title and how much is in it: "Customers, 842" */
  name = g_strdup_printf (_("%s, %s"), self->name, text);
  gtk_label_set_text (self->count, text);
  name_row (self, name);
}
