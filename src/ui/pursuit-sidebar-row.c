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

  const PursuitView *view;
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
pursuit_sidebar_row_class_init (PursuitSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_sidebar_row_dispose;

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
  PursuitSidebarRow *self = g_object_new (PURSUIT_TYPE_SIDEBAR_ROW, NULL);

  self->view = view;
  gtk_image_set_from_icon_name (self->icon, view->icon);
  gtk_label_set_text (self->title, _(view->title));
  name_row (self, _(view->title));

  return GTK_WIDGET (self);
}

/**
 * pursuit_sidebar_row_get_view:
 * @self: a row
 *
 * Returns: (transfer none): the view it stands for
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
      name_row (self, _(self->view->title));
      return;
    }

  text = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  /* Translators: what a screen reader says of a view, its title and how much is in it: "Customers, 842" */
  name = g_strdup_printf (_("%s, %s"), _(self->view->title), text);
  gtk_label_set_text (self->count, text);
  name_row (self, name);
}
