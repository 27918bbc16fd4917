/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-filter-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"

/* The house's own choices, and its yes or no, have a menu each below the others. */

static void
remove_menus (PursuitCustomerFilter *self)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (self->source));

  for (guint i = 0; i < self->own_menus->len; i++)
    gtk_box_remove (GTK_BOX (box), g_ptr_array_index (self->own_menus, i));
  g_ptr_array_set_size (self->own_menus, 0);
}

static gboolean
is_shown (const PursuitOwnSet *set,
          const char          *field)
{
  const PursuitOwn *own = pursuit_own_set_find (set, PURSUIT_TYPE_CUSTOMER, field);

  return own != NULL && !own->retired;
}

/* Nobody could take back what is chosen of a field that is not shown any more. */
static gboolean
drop_unknown (PursuitCustomerFilter *self,
              const PursuitOwnSet   *set)
{
  gboolean dropped = FALSE;

  if (self->query->own_order != NULL && !is_shown (set, self->query->own_order))
    {
      g_clear_pointer (&self->query->own_order, g_free);
      g_object_notify (G_OBJECT (self), "order");
      dropped = TRUE;
    }

  for (guint i = self->query->choices != NULL ? self->query->choices->len : 0; i > 0; i--)
    {
      g_autofree char *field = g_strdup (((PursuitChoice *) g_ptr_array_index (self->query->choices, i - 1))->field);

      if (!g_str_has_prefix (field, PURSUIT_OWN_PREFIX) || is_shown (set, field))
        continue;
      pursuit_query_choose (self->query, field, NULL);
      dropped = TRUE;
    }

  return dropped;
}

/* Makes the menus anew for the fields that there are now; returns whether something that was chosen is gone. */
gboolean
pursuit_customer_filter_make_own_menus (PursuitCustomerFilter *self)
{
  const PursuitOwnSet *set = self->worker != NULL ? pursuit_worker_get_own_set (self->worker) : NULL;
  GtkWidget *above = GTK_WIDGET (self->source);
  guint n;
  const PursuitField *const *fields = pursuit_own_set_list (set, PURSUIT_TYPE_CUSTOMER, &n);

  remove_menus (self);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *menu;

      if (fields[i]->kind != PURSUIT_KIND_CHOICE)
        continue;
      menu = g_object_new (PURSUIT_TYPE_FACET_MENU, "field", fields[i]->name, "title", _(fields[i]->label), "several", TRUE, NULL);
      g_signal_connect_object (menu, "toggled", G_CALLBACK (pursuit_customer_filter_value_toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (above)), menu, above);
      g_ptr_array_add (self->own_menus, menu);
      above = menu;
    }

  return drop_unknown (self, set);
}

/* What people call a value of an own field; NULL where it is none. */
const char *
pursuit_customer_filter_get_own_label (PursuitCustomerFilter *self,
                                       const char            *field,
                                       const char            *value)
{
  const PursuitOwnSet *set = self->worker != NULL ? pursuit_worker_get_own_set (self->worker) : NULL;
  const PursuitOwn *own =
    g_str_has_prefix (field, PURSUIT_OWN_PREFIX) ? pursuit_own_set_find (set, PURSUIT_TYPE_CUSTOMER, field) : NULL;
  const PursuitOwnChoice *choice = own != NULL ? pursuit_own_choices_find (own->choices, value) : NULL;

  return choice != NULL ? pursuit_own_choice_get_label (choice) : NULL;
}
