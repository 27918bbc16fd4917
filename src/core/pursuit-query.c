/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query.h"

#include "pursuit-str.h"
#include "pursuit-timeline-topic.h"

G_DEFINE_BOXED_TYPE (PursuitQuery, pursuit_query, pursuit_query_copy, pursuit_query_free)

/**
 * pursuit_query_new:
 * @list: which list
 *
 * Returns: (transfer full): a query without filters, in the default order
 */
PursuitQuery *
pursuit_query_new (PursuitList list)
{
  PursuitQuery *self = g_new0 (PursuitQuery, 1);

  self->list = list;
  self->status = PURSUIT_ANY;
  self->grade = PURSUIT_ANY;
  self->funnel = PURSUIT_ANY;
  self->parked = PURSUIT_ANY;
  self->scope = PURSUIT_SCOPE_ALL;

  return self;
}

/**
 * pursuit_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): an independent copy
 */
PursuitQuery *
pursuit_query_copy (const PursuitQuery *self)
{
  PursuitQuery *copy = g_memdup2 (self, sizeof *self);

  copy->own_order = g_strdup (self->own_order);
  copy->search = g_strdup (self->search);
  copy->region = g_strdup (self->region);
  copy->industry = g_strdup (self->industry);
  copy->product_line = g_strdup (self->product_line);
  copy->expected_from = g_strdup (self->expected_from);
  copy->expected_to = g_strdup (self->expected_to);
  copy->except = g_strdup (self->except);
  copy->closed_from = g_strdup (self->closed_from);
  copy->closed_to = g_strdup (self->closed_to);
  copy->choices = pursuit_query_dup_choices (self);

  return copy;
}

/**
 * pursuit_query_free:
 * @self: (transfer full): a query
 */
void
pursuit_query_free (PursuitQuery *self)
{
  g_free (self->own_order);
  g_free (self->search);
  g_free (self->region);
  g_free (self->industry);
  g_free (self->product_line);
  g_free (self->expected_from);
  g_free (self->expected_to);
  g_free (self->except);
  g_free (self->closed_from);
  g_free (self->closed_to);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self);
}

/**
 * pursuit_query_is_filtered:
 * @self: a query
 *
 * Returns: %TRUE when a person narrowed the list, so that an empty one means "nothing found" rather than "nothing here
 *   yet". What the list is about (its customer, deal, process, stage, lane or status) does not count.
 */
gboolean
pursuit_query_is_filtered (const PursuitQuery *self)
{
  return !pursuit_str_empty (self->search) || self->owner_id != 0 || self->unit_id != 0 || self->product_id != 0 ||
         self->grade != PURSUIT_ANY || self->funnel != PURSUIT_ANY || self->region != NULL || self->industry != NULL ||
         self->stalled || self->product_line != NULL || self->gap != PURSUIT_GAP_ANY || self->parked != PURSUIT_ANY ||
         self->silent || self->incomplete || self->unaccepted || self->overridden != 0 || self->waiting_for != 0 ||
         self->expected_from != NULL || self->expected_to != NULL || self->choices != NULL ||
         self->topic != PURSUIT_TOPIC_ANY || self->actor_id != 0;
}
