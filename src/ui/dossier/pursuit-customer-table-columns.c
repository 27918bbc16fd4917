/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-table-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-own-set.h"
#include "pursuit-preferences.h"
#include "pursuit-str.h"
#include "pursuit-worker.h"

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

/* What names fields of another house stays for when that is opened again. */
static char *
dup_whole_layout (PursuitCustomerTable *self)
{
  g_autofree char *layout = pursuit_customer_table_dup_layout (self);

  return pursuit_str_empty (self->elsewhere) ? g_steal_pointer (&layout) : g_strconcat (layout, " ", self->elsewhere, NULL);
}

static void
keep_layout_cb (PursuitCustomerTable *self)
{
  g_autofree char *layout = NULL;

  if (self->is_laying_out)
    return;

  g_signal_emit_by_name (self, "columns-changed");

  layout = dup_whole_layout (self);
  g_object_set (pursuit_preferences_get_default (), "customer-columns", layout, NULL);
}

static void
add_column (PursuitCustomerTable        *self,
            const PursuitCustomerColumn *column)
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

/* The columns that there are in the usual order: what the house has added stands after the others. */
static GPtrArray *
list_columns (PursuitCustomerTable *self)
{
  GPtrArray *all = g_ptr_array_new ();
  guint n_own = 0;
  guint n;
  const PursuitCustomerColumn *columns = pursuit_customer_columns_list (&n);
  const PursuitField *const *fields =
    self->worker != NULL ? pursuit_own_set_list (pursuit_worker_get_own_set (self->worker), PURSUIT_TYPE_CUSTOMER, &n_own) : NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (all, (gpointer) &columns[i]);
  for (guint i = 0; i < n_own; i++)
    g_ptr_array_add (all, (gpointer) pursuit_customer_columns_get_own (fields[i]));

  return all;
}

/* Which columns there are to choose from, in the menu of every header and in one that the keyboard reaches. */
static GMenuModel *
make_menu (GPtrArray *columns)
{
  GMenu *menu = g_menu_new ();
  GMenu *shown = g_menu_new ();
  GMenu *place = g_menu_new ();
  GMenu *front = g_menu_new ();

  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitCustomerColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *action = g_strdup_printf ("columns.%s", column->name);
      g_autofree char *to_front = g_strdup_printf ("table.to-front::%s", column->name);

      g_menu_append (shown, _(column->title), action);
      g_menu_append (front, _(column->title), to_front);
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

/* What there is to choose from follows the columns. */
static void
offer_columns (PursuitCustomerTable *self)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GPtrArray) columns = list_columns (self);
  g_autoptr(GMenuModel) menu = make_menu (columns);

  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitCustomerColumn *column = g_ptr_array_index (columns, i);
      GtkColumnViewColumn *shown = find_column (self, column->name, NULL);
      GPropertyAction *action = g_property_action_new (column->name, shown, "visible");

      gtk_column_view_column_set_header_menu (shown, menu);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_object_unref (action);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (self->columns, menu);
}

/* All columns that there are without a database, in the usual order, and what follows them. */
void
pursuit_customer_table_make_columns (PursuitCustomerTable *self)
{
  g_autofree char *layout = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "customer-columns");
  guint n;
  const PursuitCustomerColumn *columns = pursuit_customer_columns_list (&n);

  self->is_laying_out = TRUE;
  for (guint i = 0; i < n; i++)
    add_column (self, &columns[i]);
  self->is_laying_out = FALSE;
  offer_columns (self);
  pursuit_customer_table_set_columns (self, layout);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed", G_CALLBACK (keep_layout_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
remove_own_columns (PursuitCustomerTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);

      if (get_column (column)->own != NULL)
        gtk_column_view_remove_column (self->view, column);
    }
}

/* Makes the columns of the fields that the house has now; each stands where it stood, a new one is there for those who want it. */
static void
own_fields_cb (PursuitCustomerTable *self)
{
  g_autofree char *layout = dup_whole_layout (self);
  g_autoptr(GPtrArray) columns = list_columns (self);

  g_assert (PURSUIT_IS_CUSTOMER_TABLE (self));

  self->is_laying_out = TRUE;
  remove_own_columns (self);
  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitCustomerColumn *column = g_ptr_array_index (columns, i);

      if (column->own == NULL)
        continue;
      add_column (self, column);
      gtk_column_view_column_set_visible (find_column (self, column->name, NULL), FALSE);
    }
  offer_columns (self);
  pursuit_customer_table_set_columns (self, layout);
  g_signal_emit_by_name (self, "columns-changed");
}

/* From now on the columns are those of the house whose database was opened. */
void
pursuit_customer_table_follow_own_fields (PursuitCustomerTable *self)
{
  g_signal_connect_object (self->worker, "own-fields", G_CALLBACK (own_fields_cb), self, G_CONNECT_SWAPPED);
  own_fields_cb (self);
}

/* Before the database is closed: how its columns stood is remembered. */
void
pursuit_customer_table_forget_own_fields (PursuitCustomerTable *self)
{
  g_autoptr(PursuitWorker) worker = g_steal_pointer (&self->worker);

  if (worker == NULL)
    return;
  g_signal_handlers_disconnect_by_func (worker, own_fields_cb, self);
  own_fields_cb (self);
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

static gboolean
place_column (PursuitCustomerTable *self,
              const char           *word,
              guint                 position)
{
  g_auto(GStrv) parts = g_strsplit (*word == '-' ? word + 1 : word, ":", 2);
  guint at;
  GtkColumnViewColumn *column = find_column (self, parts[0], &at);
  gint64 width;

  if (column == NULL)
    return FALSE;
  gtk_column_view_column_set_visible (column, *word != '-');
  if (parts[1] != NULL && g_ascii_string_to_signed (parts[1], 10, 30, 2000, &width, NULL))
    gtk_column_view_column_set_fixed_width (column, (int) width);
  if (at == position)
    return TRUE;
  g_object_ref (column);
  gtk_column_view_remove_column (self->view, column);
  gtk_column_view_insert_column (self->view, position, column);
  g_object_unref (column);

  return TRUE;
}

/* Those that are for everybody are shown, but for the last one; that and what the house has added is for those who want it. */
static char *
dup_usual_layout (PursuitCustomerTable *self)
{
  g_autoptr(GPtrArray) columns = list_columns (self);
  GString *layout = g_string_new (NULL);
  guint n_usual;

  pursuit_customer_columns_list (&n_usual);
  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitCustomerColumn *column = g_ptr_array_index (columns, i);

      g_string_append_printf (layout, "%s%s%s:%d", i > 0 ? " " : "", i + 1 >= n_usual ? "-" : "", column->name, column->width);
    }

  return g_string_free (layout, FALSE);
}

static gboolean
is_of_own_field (const char *word)
{
  return g_str_has_prefix (*word == '-' ? word + 1 : word, PURSUIT_OWN_PREFIX);
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
  g_autofree char *usual = pursuit_str_empty (layout) ? dup_usual_layout (self) : NULL;
  g_autoptr(GString) elsewhere = g_string_new (NULL);
  g_auto(GStrv) words = NULL;
  guint position = 0;

  g_return_if_fail (PURSUIT_IS_CUSTOMER_TABLE (self));

  words = g_strsplit (usual != NULL ? usual : layout, " ", -1);
  self->is_laying_out = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && place_column (self, words[i], position))
      position++;
    else if (is_of_own_field (words[i]))
      g_string_append_printf (elsewhere, "%s%s", elsewhere->len > 0 ? " " : "", words[i]);
  self->is_laying_out = FALSE;
  if (usual == NULL)
    pursuit_set_str (&self->elsewhere, elsewhere->str);
}

/**
 * pursuit_customer_table_show_columns:
 * @self: a table
 * @names: (array zero-terminated=1): names of columns
 *
 * Shows just these, in this order. That is not remembered.
 */
void
pursuit_customer_table_show_columns (PursuitCustomerTable *self,
                                     const char *const    *names)
{
  g_autoptr(GPtrArray) columns = list_columns (self);
  g_autoptr(GString) layout = g_string_new (NULL);

  g_return_if_fail (PURSUIT_IS_CUSTOMER_TABLE (self));

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (layout, "%s ", names[i]);
  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitCustomerColumn *column = g_ptr_array_index (columns, i);

      if (!g_strv_contains (names, column->name))
        g_string_append_printf (layout, "-%s ", column->name);
    }
  if (!pursuit_str_empty (self->elsewhere))
    g_string_append (layout, self->elsewhere);
  pursuit_customer_table_set_columns (self, layout->str);
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
