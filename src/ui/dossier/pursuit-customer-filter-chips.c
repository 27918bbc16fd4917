/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-filter-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-facet-chip.h"
#include "pursuit-facet-popover.h"
#include "pursuit-row.h"

/* What was chosen in menus stands below them, one chip a value: three at first, the rest behind the last one. */

#define MOST_CHIPS 3

static char *
dup_label (PursuitCustomerFilter *self,
           const char            *field,
           const char            *value)
{
  const char *name = g_str_equal (field, "owner_id") ? g_hash_table_lookup (self->names, value)
                                                      : pursuit_customer_filter_get_own_label (self, field, value);

  return name != NULL ? g_strdup (name) : pursuit_facet_dup_label (field, value);
}

static void
chip_clicked_cb (PursuitCustomerFilter *self,
                 PursuitFacetChip      *chip)
{
  g_autofree char *field = g_strdup (pursuit_facet_chip_get_field (chip));
  g_autofree char *value = g_strdup (pursuit_facet_chip_get_value (chip));

  g_assert (PURSUIT_IS_CUSTOMER_FILTER (self));

  pursuit_customer_filter_set_chosen (self, field, value, FALSE);
}

static void
rest_clicked_cb (PursuitCustomerFilter *self)
{
  g_assert (PURSUIT_IS_CUSTOMER_FILTER (self));

  self->shows_all_chips = TRUE;
  pursuit_customer_filter_show_chips (self);
  gtk_widget_child_focus (self->active, GTK_DIR_TAB_FORWARD);
}

static void
add_chip (PursuitCustomerFilter *self,
          const char            *field,
          const char            *value)
{
  g_autofree char *label = dup_label (self, field, value);
  GtkWidget *chip = pursuit_facet_chip_new (field, value, label);

  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->active), chip);
}

/* "+N" stands for the rest and opens it. */
static void
add_rest (PursuitCustomerFilter *self,
          guint                  n)
{
  g_autofree char *label = g_strdup_printf ("+%u", n);
  g_autofree char *spoken = g_strdup_printf (ngettext ("Show %u more value", "Show %u more values", n), n);
  GtkWidget *rest = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (rest, "facet");
  gtk_widget_set_tooltip_text (rest, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (rest), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (rest, "clicked", G_CALLBACK (rest_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->active), rest);
}

static gpointer
name_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  GArray *ids = data;

  return pursuit_desk_query_rows (desk, PURSUIT_LIST_STAFF, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static void
name_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitCustomerFilter) self = user_data;
  g_autoptr(GPtrArray) rows = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->naming)
    return;

  g_clear_object (&self->naming);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);

      g_hash_table_replace (self->names, g_strdup_printf ("%" G_GINT64_FORMAT, pursuit_row_get_id (row)),
                            g_strdup (pursuit_row_get_text (row, PURSUIT_STAFF_ROW_NAME)));
    }
  if (rows != NULL && rows->len > 0)
    pursuit_customer_filter_show_chips (self);
}

void
pursuit_customer_filter_stop_naming (PursuitCustomerFilter *self)
{
  if (self->naming != NULL)
    g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
}

/* Who is known by a number only, as in a filter that was saved, is asked for. */
static void
name_owners (PursuitCustomerFilter *self)
{
  const char *const *owners = pursuit_query_get_choice (self->query, "owner_id");
  g_autoptr(GArray) unknown = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; owners != NULL && owners[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (owners[i], NULL, 10);

      if (id == 0 || g_hash_table_contains (self->names, owners[i]))
        continue;
      g_array_append_val (unknown, id);
    }
  if (unknown->len == 0 || self->worker == NULL || self->naming != NULL)
    return;

  self->naming = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, name_job, g_steal_pointer (&unknown), (GDestroyNotify) g_array_unref,
                             (GDestroyNotify) g_ptr_array_unref, self->naming, name_cb, g_object_ref (self));
}

/* Shows a chip for each value that a menu has; grades and places in the funnel have buttons of their own. */
void
pursuit_customer_filter_show_chips (PursuitCustomerFilter *self)
{
  GtkWidget *chip;
  guint n = 0;

  while ((chip = gtk_widget_get_first_child (self->active)) != NULL)
    gtk_box_remove (GTK_BOX (self->active), chip);
  for (guint i = 0; i < PURSUIT_N_FACET_MENUS + self->own_menus->len; i++)
    {
      PursuitFacetMenu *menu =
        i < PURSUIT_N_FACET_MENUS ? self->menus[i] : g_ptr_array_index (self->own_menus, i - PURSUIT_N_FACET_MENUS);
      const char *field = pursuit_facet_menu_get_field (menu);
      const char *const *chosen = pursuit_query_get_choice (self->query, field);

      for (guint j = 0; chosen != NULL && chosen[j] != NULL; j++)
        if (n++ < MOST_CHIPS || self->shows_all_chips)
          add_chip (self, field, chosen[j]);
    }
  if (n > MOST_CHIPS && !self->shows_all_chips)
    add_rest (self, n - MOST_CHIPS);
  gtk_widget_set_visible (self->active, n > 0);
  name_owners (self);
}
