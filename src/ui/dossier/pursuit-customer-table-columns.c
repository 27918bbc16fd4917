/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-table-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-preferences.h"

/* The columns of the table: which there are, in what order, and by which the list is ordered. */

static const PursuitCustomerColumn *
get_column (gpointer column)
{
  return g_object_get_data (G_OBJECT (column), "column");
}

static void
setup_cb (GtkSignalListItemFactory    *factory,
          GtkListItem                 *item,
          const PursuitCustomerColumn *column)
{
  gtk_list_item_set_child (item, pursuit_customer_cell_new (column));
}

static void
bind_cb (PursuitCustomerTable *self,
         GtkListItem          *item)
{
  pursuit_customer_cell_show (PURSUIT_CUSTOMER_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                              pursuit_customer_table_get_currency (self));
}

static void
unbind_cb (PursuitCustomerTable *self,
           GtkListItem          *item)
{
  pursuit_customer_cell_show (PURSUIT_CUSTOMER_CELL (gtk_list_item_get_child (item)), NULL, NULL);
}

/* The view does not say by which column it is sorted: each notes when it is asked. Nobody compares rows here. */
static int
note_column (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  GtkColumnViewColumn *column = user_data;
  PursuitCustomerTable *self = g_object_get_data (G_OBJECT (column), "table");

  if (self->probed == NULL)
    self->probed = get_column (column);

  return a < b ? -1 : a > b;
}

/* A click on a header: the filter puts the list in that order, the larger end first where that is what people want. */
static void
sorter_changed_cb (PursuitCustomerTable *self,
                   GtkSorterChange       change,
                   GtkSorter            *sorter)
{
  g_autoptr(PursuitRow) first = pursuit_row_new (1, 0);
  g_autoptr(PursuitRow) second = pursuit_row_new (2, 0);
  GtkOrdering ordering;

  g_assert (PURSUIT_IS_CUSTOMER_TABLE (self));

  self->probed = NULL;
  ordering = gtk_sorter_compare (sorter, MIN (first, second), MAX (first, second));
  if (self->probed == NULL || self->filter == NULL)
    return;

  g_object_set (self->filter, "order", self->probed->order, "reversed",
                (ordering == GTK_ORDERING_LARGER) != self->probed->begins_large, NULL);
}

static void
keep_layout_cb (PursuitCustomerTable *self)
{
  g_autofree char *layout = NULL;

  if (self->is_laying_out)
    return;

  g_signal_emit_by_name (self, "columns-changed");

  layout = pursuit_customer_table_dup_layout (self);
  g_object_set (pursuit_preferences_get_default (), "customer-columns", layout, NULL);
}

static void
add_column (PursuitCustomerTable        *self,
            const PursuitCustomerColumn *column,
            GMenuModel                  *menu)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *shown;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) column);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  shown = gtk_column_view_column_new (_(column->title), factory);
  g_object_set_data (G_OBJECT (shown), "column", (gpointer) column);
  g_object_set_data (G_OBJECT (shown), "table", self);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_fixed_width (shown, column->width);
  gtk_column_view_column_set_header_menu (shown, menu);
  if (column->order != NULL)
    {
      GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, shown, NULL));

      gtk_column_view_column_set_sorter (shown, sorter);
      g_object_unref (sorter);
    }
  gtk_column_view_append_column (self->view, shown);
  g_signal_connect_object (shown, "notify::fixed-width", G_CALLBACK (keep_layout_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shown, "notify::visible", G_CALLBACK (keep_layout_cb), self, G_CONNECT_SWAPPED);
  g_object_unref (shown);
}

static GtkColumnViewColumn *
find_column (PursuitCustomerTable *self,
             const char           *name,
             guint                *out_position)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (get_column (column)->name, name) != 0)
        continue;
      if (out_position != NULL)
        *out_position = i;
      return column;   /* the view has it */
    }

  return NULL;
}

/* Which columns there are to choose from, in the menu of every header and in one that the keyboard reaches. */
static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *shown = g_menu_new ();
  GMenu *place = g_menu_new ();
  GMenu *front = g_menu_new ();
  guint n;
  const PursuitCustomerColumn *columns = pursuit_customer_columns_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *action = g_strdup_printf ("columns.%s", columns[i].name);
      g_autofree char *to_front = g_strdup_printf ("table.to-front::%s", columns[i].name);

      g_menu_append (shown, _(columns[i].title), action);
      g_menu_append (front, _(columns[i].title), to_front);
    }
  g_menu_append_submenu (place, _("Move to the Front"), G_MENU_MODEL (front));
  g_menu_append (place, _("Usual Columns"), "table.usual");
  g_menu_append_section (menu, _("Columns"), G_MENU_MODEL (shown));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (place));
  g_object_unref (shown);
  g_object_unref (place);
  g_object_unref (front);

  return G_MENU_MODEL (menu);
}

/* All columns that there are, in the usual order, and what follows them. */
void
pursuit_customer_table_make_columns (PursuitCustomerTable *self)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GMenuModel) menu = make_menu ();
  g_autofree char *layout = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "customer-columns");
  guint n;
  const PursuitCustomerColumn *columns = pursuit_customer_columns_list (&n);

  self->is_laying_out = TRUE;
  for (guint i = 0; i < n; i++)
    {
      GPropertyAction *action;

      add_column (self, &columns[i], menu);
      action = g_property_action_new (columns[i].name, find_column (self, columns[i].name, NULL), "visible");
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_object_unref (action);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (group));
  self->is_laying_out = FALSE;
  gtk_menu_button_set_menu_model (self->columns, menu);
  pursuit_customer_table_set_columns (self, layout);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed", G_CALLBACK (keep_layout_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The action that puts all columns back. */
void
pursuit_customer_table_show_usual (GtkWidget  *widget,
                                   const char *action_name,
                                   GVariant   *parameter)
{
  pursuit_customer_table_set_columns (PURSUIT_CUSTOMER_TABLE (widget), "");
  keep_layout_cb (PURSUIT_CUSTOMER_TABLE (widget));
}

/**
 * pursuit_customer_table_dup_columns:
 * @self: a table
 *
 * Returns: (transfer full): the names of the columns that are shown, in their order
 */
char **
pursuit_customer_table_dup_columns (PursuitCustomerTable *self)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  GListModel *columns;

  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_TABLE (self), NULL);

  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        g_strv_builder_add (names, get_column (column)->name);
    }

  return g_strv_builder_end (names);
}

/**
 * pursuit_customer_table_dup_layout:
 * @self: a table
 *
 * Returns: (transfer full): the columns in their order with their widths, those that are left out with a minus: "name:240 -grade:80"
 */
char *
pursuit_customer_table_dup_layout (PursuitCustomerTable *self)
{
  GString *layout = g_string_new (NULL);
  GListModel *columns;

  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_TABLE (self), NULL);

  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (layout, "%s%s%s:%d", i > 0 ? " " : "", gtk_column_view_column_get_visible (column) ? "" : "-",
                              get_column (column)->name, gtk_column_view_column_get_fixed_width (column));
    }

  return g_string_free (layout, FALSE);
}

static void
place_column (PursuitCustomerTable *self,
              const char           *word,
              guint                 position)
{
  g_auto(GStrv) parts = g_strsplit (*word == '-' ? word + 1 : word, ":", 2);
  guint at;
  GtkColumnViewColumn *column = find_column (self, parts[0], &at);
  gint64 width;

  if (column == NULL)
    return;
  gtk_column_view_column_set_visible (column, *word != '-');
  if (parts[1] != NULL && g_ascii_string_to_signed (parts[1], 10, 30, 2000, &width, NULL))
    gtk_column_view_column_set_fixed_width (column, (int) width);
  if (at == position)
    return;
  g_object_ref (column);
  gtk_column_view_remove_column (self->view, column);
  gtk_column_view_insert_column (self->view, position, column);
  g_object_unref (column);
}

/**
 * pursuit_customer_table_set_columns:
 * @self: a table
 * @layout: what pursuit_customer_table_dup_layout() gave, or empty for the usual columns
 *
 * Puts the columns in an order; those that are not named stand after the others. Words that mean nothing are passed over.
 */
void
pursuit_customer_table_set_columns (PursuitCustomerTable *self,
                                    const char           *layout)
{
  guint n;
  const PursuitCustomerColumn *columns = pursuit_customer_columns_list (&n);
  g_auto(GStrv) words = NULL;

  g_return_if_fail (PURSUIT_IS_CUSTOMER_TABLE (self));

  self->is_laying_out = TRUE;
  for (guint i = 0; i < n && (layout == NULL || *layout == '\0'); i++)
    {
      /* The last one is for those who want it. */
      g_autofree char *word = g_strdup_printf ("%s%s:%d", i == n - 1 ? "-" : "", columns[i].name, columns[i].width);

      place_column (self, word, i);
    }
  words = g_strsplit (layout != NULL ? layout : "", " ", -1);
  for (guint i = 0; words[i] != NULL && i < n; i++)
    if (*words[i] != '\0')
      place_column (self, words[i], i);
  self->is_laying_out = FALSE;
}

/* The action that moves a column before all others, for those who do not drag. */
void
pursuit_customer_table_move_to_front (GtkWidget  *widget,
                                      const char *action_name,
                                      GVariant   *parameter)
{
  PursuitCustomerTable *self = PURSUIT_CUSTOMER_TABLE (widget);

  self->is_laying_out = TRUE;
  place_column (self, g_variant_get_string (parameter, NULL), 0);
  self->is_laying_out = FALSE;
  keep_layout_cb (self);
}
