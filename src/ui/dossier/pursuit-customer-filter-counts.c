/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-filter-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-field.h"

/* How the facets come by their numbers. Counting goes through all customers: it begins when nothing else is asked for. */

/* Counting begins when nothing was asked for this long. */
#define COUNT_AFTER_MS 150

static void
label_toggle (GtkToggleButton *toggle,
              const char      *name,
              const char      *spoken_name,
              gint64           count)
{
  /* Translators: a facet: %1$s is a value, %2$d how many customers have it */
  g_autofree char *label = g_strdup_printf (C_("facet", "%1$s %2$d"), name, (int) count);
  g_autofree char *spoken = g_strdup_printf (ngettext ("%1$s, %2$d customer", "%1$s, %2$d customers", (gulong) count),
                                             spoken_name, (int) count);

  gtk_button_set_label (GTK_BUTTON (toggle), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_counts (PursuitCustomerFilter       *self,
             const PursuitCustomerCounts *counts)
{
  static const char *const letters[] = { "A", "B", "C" };
  static const char *const funnels[] = { NC_ ("funnel", "Potential"), NC_ ("funnel", "Lead"), NC_ ("funnel", "Opp.") };
  g_autofree char *placeholder = NULL;

  for (int i = 0; i < PURSUIT_N_GRADES; i++)
    label_toggle (self->grades[i], letters[i], pursuit_enum_get_label (PURSUIT_TYPE_GRADE, PURSUIT_GRADE_A + i),
                  counts->grades[i]);
  for (int i = 0; i < PURSUIT_N_FUNNELS; i++)
    label_toggle (self->funnels[i], g_dpgettext2 (GETTEXT_PACKAGE, "funnel", funnels[i]),
                  pursuit_enum_get_label (PURSUIT_TYPE_FUNNEL, PURSUIT_FUNNEL_POTENTIAL + i), counts->funnels[i]);
  if (counts->total < 0)
    return;

  placeholder = g_strdup_printf (ngettext ("Filter %d customer", "Filter %d customers", (gulong) counts->total),
                                 (int) counts->total);
  g_object_set (self->search, "placeholder-text", placeholder, NULL);
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitCustomerFilter) self = user_data;
  g_autofree PursuitCustomerCounts *counts = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  /* Counts are an aid: the list beside them says what went wrong, if something did. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (counts != NULL)
    show_counts (self, counts);
}

static gboolean
count_later_cb (gpointer user_data)
{
  PursuitCustomerFilter *self = user_data;

  self->timeout_id = 0;
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, pursuit_customer_counts_job, pursuit_query_copy (self->query),
                             (GDestroyNotify) pursuit_query_free, g_free, self->cancellable, count_cb,
                             g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* Whatever is being counted is no longer wanted. */
void
pursuit_customer_filter_stop_counting (PursuitCustomerFilter *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * pursuit_customer_filter_recount:
 * @self: a filter
 *
 * Counts the facets again soon, because the filters or the customers changed.
 */
void
pursuit_customer_filter_recount (PursuitCustomerFilter *self)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self));

  pursuit_customer_filter_stop_counting (self);
  if (self->worker != NULL)
    self->timeout_id = g_timeout_add (COUNT_AFTER_MS, count_later_cb, self);
}

/**
 * pursuit_customer_filter_step_aside:
 * @self: a filter
 *
 * Lets something go first for which a person waits: counting goes through all customers, and the worker does one thing
 * after the other.
 */
void
pursuit_customer_filter_step_aside (PursuitCustomerFilter *self)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self));

  if (self->cancellable != NULL || self->timeout_id != 0)
    pursuit_customer_filter_recount (self);
}
