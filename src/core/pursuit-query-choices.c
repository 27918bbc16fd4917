/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query.h"

#include <string.h>

#include "pursuit-own-set.h"

/* Several values of one field at once: any of them will do within a field, every field has to agree. */

static void
choice_free (gpointer data)
{
  PursuitChoice *choice = data;

  g_free (choice->field);
  g_strfreev (choice->values);
  g_free (choice);
}

static PursuitChoice *
find_choice (const PursuitQuery *self,
             const char         *field,
             guint              *out_position)
{
  guint n = self->choices != NULL ? self->choices->len : 0;
  guint i = 0;

  while (i < n && strcmp (((PursuitChoice *) g_ptr_array_index (self->choices, i))->field, field) < 0)
    i++;
  if (out_position != NULL)
    *out_position = i;

  return i < n && g_str_equal (((PursuitChoice *) g_ptr_array_index (self->choices, i))->field, field)
           ? g_ptr_array_index (self->choices, i) : NULL;
}

/* The same values in the same order make the same statement. */
static char **
dup_sorted (const char *const *values)
{
  g_autoptr(GTree) sorted = g_tree_new ((GCompareFunc) strcmp);
  GStrvBuilder *builder = g_strv_builder_new ();
  char **strv;

  for (guint i = 0; values[i] != NULL; i++)
    g_tree_insert (sorted, (gpointer) values[i], NULL);
  for (GTreeNode *node = g_tree_node_first (sorted); node != NULL; node = g_tree_node_next (node))
    g_strv_builder_add (builder, g_tree_node_key (node));
  strv = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);

  return strv;
}

/**
 * pursuit_query_choose:
 * @self: a query
 * @field: a field of customers, see #PursuitChoice
 * @values: (nullable) (array zero-terminated=1): which values will do, "" for none; nothing for any
 *
 * Narrows a list to customers that have one of some values.
 */
void
pursuit_query_choose (PursuitQuery      *self,
                      const char        *field,
                      const char *const *values)
{
  guint position;
  PursuitChoice *choice = find_choice (self, field, &position);
  char **sorted = values != NULL && values[0] != NULL ? dup_sorted (values) : NULL;

  if (choice != NULL)
    g_ptr_array_remove_index (self->choices, position);
  if (sorted != NULL)
    {
      choice = g_new0 (PursuitChoice, 1);
      choice->field = g_strdup (field);
      choice->values = sorted;
      if (self->choices == NULL)
        self->choices = g_ptr_array_new_with_free_func (choice_free);
      g_ptr_array_insert (self->choices, (int) position, choice);
    }
  if (self->choices != NULL && self->choices->len == 0)
    g_clear_pointer (&self->choices, g_ptr_array_unref);
}

/**
 * pursuit_query_set_chosen:
 * @self: a query
 * @field: a field of customers
 * @value: a value of it, "" for none
 * @chosen: whether that will do
 *
 * Adds one value to those that will do, or takes it away.
 */
void
pursuit_query_set_chosen (PursuitQuery *self,
                          const char   *field,
                          const char   *value,
                          gboolean      chosen)
{
  const char *const *former = pursuit_query_get_choice (self, field);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; former != NULL && former[i] != NULL; i++)
    if (!g_str_equal (former[i], value))
      g_ptr_array_add (values, g_strdup (former[i]));
  if (chosen)
    g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_add (values, NULL);
  pursuit_query_choose (self, field, (const char *const *) values->pdata);
}

/**
 * pursuit_query_get_choice:
 * @self: a query
 * @field: a field of customers
 *
 * Returns: (nullable) (transfer none): the values that will do, %NULL for any
 */
const char *const *
pursuit_query_get_choice (const PursuitQuery *self,
                          const char         *field)
{
  const PursuitChoice *choice = find_choice (self, field, NULL);

  return choice != NULL ? (const char *const *) choice->values : NULL;
}

/**
 * pursuit_query_has_chosen:
 * @self: a query
 * @field: a field of customers
 * @value: a value of it
 *
 * Returns: %TRUE when that value is one of those that will do
 */
gboolean
pursuit_query_has_chosen (const PursuitQuery *self,
                          const char         *field,
                          const char         *value)
{
  const char *const *values = pursuit_query_get_choice (self, field);

  return values != NULL && g_strv_contains (values, value);
}

/**
 * pursuit_query_knows_field:
 * @field: a word
 *
 * Returns: %TRUE when customers can be narrowed by that; "own." and a key means a field that the house has added, "contact.own."
 *   and "deal.own." one of contacts or deals, whose lists can be narrowed by it
 */
gboolean
pursuit_query_knows_field (const char *field)
{
  static const char *const fields[] = { "grade", "funnel", "owner_id", "region", "industry", "source", "tag", NULL };

  return g_strv_contains (fields, field) || pursuit_query_is_own_field (field);
}

/**
 * pursuit_query_is_own_field:
 * @field: a word
 *
 * Returns: %TRUE when it means a field that a house has added, as choices have it
 */
gboolean
pursuit_query_is_own_field (const char *field)
{
  static const char *const prefixes[] = { PURSUIT_OWN_PREFIX, PURSUIT_OWN_OF_CONTACT_PREFIX, PURSUIT_OWN_OF_DEAL_PREFIX };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (field, prefixes[i]))
      return pursuit_key_is_valid (field + strlen (prefixes[i]));

  return FALSE;
}

/**
 * pursuit_query_dup_choices:
 * @self: a query
 *
 * Returns: (transfer full) (nullable) (element-type PursuitChoice): a copy of its choices, for a copy of the query
 */
GPtrArray *
pursuit_query_dup_choices (const PursuitQuery *self)
{
  GPtrArray *copy;

  if (self->choices == NULL)
    return NULL;

  copy = g_ptr_array_new_with_free_func (choice_free);
  for (guint i = 0; i < self->choices->len; i++)
    {
      const PursuitChoice *choice = g_ptr_array_index (self->choices, i);
      PursuitChoice *same = g_new0 (PursuitChoice, 1);

      same->field = g_strdup (choice->field);
      same->values = g_strdupv (choice->values);
      g_ptr_array_add (copy, same);
    }

  return copy;
}
