/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-sql-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-own-defs.h"
#include "pursuit-store-private.h"

/*
 * Lists in the order of an own field, in parts, each along an index of "own_value", which all fields share:
 *
 *   a choice:  those with the first one, with the second, ... ──▶ those without        each by their ids
 *   the rest:  those with a value, by its key                 ──▶ those without
 *
 * So choices stand as they are offered, and nothing is written when their order changes. Reversed, those without a value stay at the
 * end: whoever wants to see the most does not want to see nothing first.
 */

/* The schema step since which there is such a table. */
#define SINCE_VERSION 25

/* Greater than the key of any value, and less. */
#define LAST_KEY "x'ffffffffffff'"
#define FIRST_KEY "NULL"

static GType
get_type (PursuitList list)
{
  switch (list)
    {
    case PURSUIT_LIST_CUSTOMERS:
      return PURSUIT_TYPE_CUSTOMER;
    case PURSUIT_LIST_CONTACTS:
      return PURSUIT_TYPE_CONTACT;
    case PURSUIT_LIST_DEALS:
      return PURSUIT_TYPE_DEAL;
    case PURSUIT_LIST_ACTIVITIES:
    case PURSUIT_LIST_TIMELINE:
    case PURSUIT_LIST_STAFF:
    case PURSUIT_LIST_UNITS:
    case PURSUIT_LIST_PRODUCTS:
    case PURSUIT_LIST_DOCUMENTS:
    case PURSUIT_LIST_JOURNAL:
    default:
      return G_TYPE_INVALID;
    }
}

/* Sets the own field that a list is ordered by, NULL when it is ordered otherwise: a field that is gone orders nothing. Fails as
 * pursuit_own_defs_get(). */
gboolean
pursuit_query_find_own_order (PursuitStore        *store,
                              const PursuitQuery  *query,
                              const PursuitOwn   **out_own,
                              GError             **error)
{
  GType type = get_type (query->list);
  PursuitOwnSet *set;
  gint64 version;

  *out_own = NULL;
  if (query->own_order == NULL || type == G_TYPE_INVALID)
    return TRUE;
  set = pursuit_db_get_number (store->db, "PRAGMA user_version", &version, error) ? pursuit_own_defs_get (store, error) : NULL;
  if (set == NULL)
    return FALSE;
  if (version < SINCE_VERSION)
    return TRUE;

  *out_own = pursuit_own_set_find (set, type, query->own_order);
  return TRUE;
}

static gboolean
is_choice (const PursuitOwn *own)
{
  return own->field.kind == PURSUIT_KIND_CHOICE;
}

/* What a choice is kept as: a yes is 1. */
static void
append_choice (PursuitQuerySql        *self,
               const PursuitOwn       *own,
               const PursuitOwnChoice *choice)
{
  if (own->kind == PURSUIT_OWN_YES_NO)
    pursuit_query_sql_number (self, "", g_str_equal (choice->key, "true"), "");
  else
    pursuit_query_sql_text (self, "", choice->key, "");
}

static char *
dup_choices (const PursuitOwn *own)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < own->choices->len; i++)
    {
      const PursuitOwnChoice *choice = g_ptr_array_index (own->choices, i);

      if (own->kind == PURSUIT_OWN_YES_NO)
        json_array_add_int_element (json_node_get_array (node), g_str_equal (choice->key, "true"));
      else
        json_array_add_string_element (json_node_get_array (node), choice->key);
    }

  return json_to_string (node, FALSE);
}

/* Of one record the value v of the field. */
static void
append_value_is (PursuitQuerySql    *self,
                 const PursuitQuery *query,
                 const PursuitOwn   *own)
{
  g_string_append_printf (self->sql, "v.entity = '%s' AND v.key", pursuit_record_type_get_table (own->type));
  pursuit_query_sql_text (self, " = ", own->key, "");
  g_string_append_printf (self->sql, " AND v.record_id = %s", pursuit_list_shape (query->list)->id);
}

/**
 * pursuit_query_own_order_n_parts:
 * @own: an own field
 *
 * Returns: in how many parts a list in its order is asked for
 */
guint
pursuit_query_own_order_n_parts (const PursuitOwn *own)
{
  return is_choice (own) ? own->choices->len + 1 : 2;
}

/* Those who have a value of which the part is. */
static gboolean
append_having (PursuitQuerySql     *self,
               PursuitStore        *store,
               const PursuitQuery  *query,
               const PursuitOwn    *own,
               guint                part,
               GError             **error)
{
  const char *direction = query->reversed ? " DESC" : "";

  g_string_append_printf (self->sql, "SELECT %s FROM own_value v CROSS JOIN%s", pursuit_list_shape (query->list)->id,
                          pursuit_list_from (query) + strlen (" FROM"));
  if (!pursuit_query_sql_where (self, store, query, error))
    return FALSE;
  g_string_append (self->sql, " AND ");
  append_value_is (self, query, own);
  if (is_choice (own))
    {
      g_string_append (self->sql, " AND v.value = ");
      append_choice (self, own, g_ptr_array_index (own->choices, part));
      g_string_append_printf (self->sql, " ORDER BY v.record_id%s", direction);
    }
  else
    g_string_append_printf (self->sql, " AND v.sort_key IS NOT NULL ORDER BY v.sort_key%s, v.record_id%s", direction, direction);

  return TRUE;
}

/* Those who have none. */
static gboolean
append_lacking (PursuitQuerySql     *self,
                PursuitStore        *store,
                const PursuitQuery  *query,
                const PursuitOwn    *own,
                GError             **error)
{
  const char *id = pursuit_list_shape (query->list)->id;

  g_string_append_printf (self->sql, "SELECT %s%s", id, pursuit_list_from (query));
  if (!pursuit_query_sql_where (self, store, query, error))
    return FALSE;
  g_string_append (self->sql, " AND NOT EXISTS (SELECT 1 FROM own_value v WHERE ");
  append_value_is (self, query, own);
  if (is_choice (own))
    {
      g_autofree char *choices = dup_choices (own);

      pursuit_query_sql_text (self, " AND v.value IN (SELECT value FROM json_each(", choices, "))");
    }
  else
    g_string_append (self->sql, " AND v.sort_key IS NOT NULL");
  g_string_append_printf (self->sql, ") ORDER BY %s%s", id, query->reversed ? " DESC" : "");

  return TRUE;
}

/* Makes @self, which is empty, the statement for the ids of one part; those without a value are the last. Fails as
 * pursuit_query_sql_where(). */
gboolean
pursuit_query_own_order_part (PursuitQuerySql     *self,
                              PursuitStore        *store,
                              const PursuitQuery  *query,
                              const PursuitOwn    *own,
                              guint                part,
                              GError             **error)
{
  guint last = pursuit_query_own_order_n_parts (own) - 1;

  pursuit_query_sql_init (self, "");
  if (part == last)
    return append_lacking (self, store, query, own, error);

  return append_having (self, store, query, own, query->reversed ? last - 1 - part : part, error);
}

/* Appends the key of a row in the order of the field, for whoever compares rows, and turns their order round when it is reversed. */
void
pursuit_query_own_order_key (PursuitQuerySql    *self,
                             const PursuitQuery *query,
                             const PursuitOwn   *own)
{
  if (is_choice (own))
    {
      g_autofree char *choices = dup_choices (own);

      pursuit_query_sql_text (self, "coalesce((SELECT o.key FROM own_value v JOIN json_each(", choices,
                              ") o ON o.value = v.value WHERE ");
      append_value_is (self, query, own);
      g_string_append_printf (self->sql, "), %d)", query->reversed ? -1 : (int) own->choices->len);
      return;
    }

  g_string_append (self->sql, "coalesce((SELECT v.sort_key FROM own_value v WHERE ");
  append_value_is (self, query, own);
  g_string_append (self->sql, query->reversed ? "), " FIRST_KEY ")" : "), " LAST_KEY ")");
}
