/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-filter-definition.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-filter-members-private.h"
#include "pursuit-own-set.h"
#include "pursuit-str.h"

/*
 * A saved filter as JSON:
 *
 *   {"search": "mill", "choices": {"region": ["", "East"]}, "order": "name", "reversed": true, "columns": ["name", "grade"]}
 *
 * Deals and what is about customers have members of their own beside (pursuit-filter-members.c): {"owner_id": 7, "stalled": true}.
 * What is not said is not asked. A member that is not understood does not count, is named, and is written again as it was.
 */

static const char *const orders[] = {
  [PURSUIT_ORDER_DEFAULT] = "default",  [PURSUIT_ORDER_NAME] = "name",   [PURSUIT_ORDER_AMOUNT] = "amount",
  [PURSUIT_ORDER_AGE] = "age",          [PURSUIT_ORDER_GRADE] = "grade", [PURSUIT_ORDER_CLOSING] = "closing",
  [PURSUIT_ORDER_BUYING_ROLE] = "role", [PURSUIT_ORDER_GAP] = "gap",
};

G_STATIC_ASSERT (G_N_ELEMENTS (orders) == PURSUIT_N_ORDERS);

/**
 * pursuit_order_get_nick:
 * @order: an order
 *
 * Returns: the stable word for it
 */
const char *
pursuit_order_get_nick (PursuitOrder order)
{
  g_return_val_if_fail ((guint) order < G_N_ELEMENTS (orders), NULL);

  return orders[order];
}

/**
 * pursuit_order_from_nick:
 * @nick: (nullable): a word
 * @out_order: (out): the order
 *
 * Returns: %TRUE when @nick is the word for an order
 */
gboolean
pursuit_order_from_nick (const char   *nick,
                         PursuitOrder *out_order)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (orders[i], nick) == 0)
      {
        *out_order = (PursuitOrder) i;
        return TRUE;
      }

  return FALSE;
}

static const struct
{
  PursuitList list;
  const char *name;
} lists[] = {
  { PURSUIT_LIST_CUSTOMERS, "customers" },
  { PURSUIT_LIST_CONTACTS, "contacts" },
  { PURSUIT_LIST_DEALS, "deals" },
  { PURSUIT_LIST_ACTIVITIES, "activities" },
};

/**
 * pursuit_filter_get_list_name:
 * @list: a list of which filters are saved: customers, contacts, deals or activities
 *
 * Returns: the stable word for it, as #PursuitSavedFilter has it
 */
const char *
pursuit_filter_get_list_name (PursuitList list)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i].list == list)
      return lists[i].name;

  g_return_val_if_reached (NULL);
}

/**
 * pursuit_filter_find_list:
 * @name: (nullable): a word
 * @out_list: (out): the list
 *
 * Returns: %TRUE when @name is the word for a list of which filters are saved
 */
gboolean
pursuit_filter_find_list (const char  *name,
                          PursuitList *out_list)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_strcmp0 (lists[i].name, name) == 0)
      {
        *out_list = lists[i].list;
        return TRUE;
      }

  return FALSE;
}

/**
 * pursuit_filter_definition_new:
 * @query: what is listed, and in what order; copied
 * @columns: (nullable) (array zero-terminated=1): the columns of a table
 *
 * Returns: (transfer full): what a filter says that lists just that
 */
PursuitFilterDefinition *
pursuit_filter_definition_new (const PursuitQuery *query,
                               const char *const  *columns)
{
  PursuitFilterDefinition *self = g_new0 (PursuitFilterDefinition, 1);

  self->query = pursuit_query_copy (query);
  self->columns = g_strdupv ((char **) columns);

  return self;
}

/**
 * pursuit_filter_definition_free:
 * @self: (transfer full): what a filter says
 */
void
pursuit_filter_definition_free (PursuitFilterDefinition *self)
{
  g_clear_pointer (&self->query, pursuit_query_free);
  g_strfreev (self->columns);
  g_strfreev (self->unknown);
  g_clear_pointer (&self->rest, json_object_unref);
  g_free (self);
}

/* Strings only, or it is not understood. */
static char **
dup_texts (JsonNode *node)
{
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return NULL;
      g_strv_builder_add (texts, json_node_get_string (element));
    }

  return g_strv_builder_end (texts);
}

static JsonObject *
get_rest (PursuitFilterDefinition *self)
{
  if (self->rest == NULL)
    self->rest = json_object_new ();

  return self->rest;
}

/* What was read of "choices"; those of a field that is not known stay for whoever knows it. */
static void
read_choices (PursuitFilterDefinition *self,
              JsonNode                *node,
              GStrvBuilder            *unknown)
{
  g_autoptr(JsonObject) rest = json_object_new ();
  JsonObject *choices = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr(GList) fields = choices != NULL ? json_object_get_members (choices) : NULL;

  if (choices == NULL)
    {
      json_object_set_member (get_rest (self), "choices", json_node_copy (node));
      g_strv_builder_add (unknown, "choices");
    }
  for (GList *l = fields; l != NULL; l = l->next)
    {
      g_auto(GStrv) values = pursuit_query_knows_field (l->data) ? dup_texts (json_object_get_member (choices, l->data)) : NULL;

      if (values != NULL)
        {
          pursuit_query_choose (self->query, l->data, (const char *const *) values);
          continue;
        }
      json_object_set_member (rest, l->data, json_node_copy (json_object_get_member (choices, l->data)));
      g_strv_builder_add (unknown, l->data);
    }
  if (json_object_get_size (rest) > 0)
    json_object_set_object_member (get_rest (self), "choices", g_steal_pointer (&rest));
}

/* Own fields order by "own." and their key. */
static gboolean
read_order (PursuitFilterDefinition *self,
            const char              *nick)
{
  if (!g_str_has_prefix (nick, PURSUIT_OWN_PREFIX) || !pursuit_query_is_own_field (nick))
    return pursuit_order_from_nick (nick, &self->query->order);

  pursuit_set_str (&self->query->own_order, nick);
  return TRUE;
}

/* Returns: whether the member is understood */
static gboolean
read_member (PursuitFilterDefinition *self,
             const char              *name,
             JsonNode                *node)
{
  GType type = json_node_get_value_type (node);

  if (g_str_equal (name, "search") && type == G_TYPE_STRING)
    pursuit_set_str (&self->query->search, json_node_get_string (node));
  else if (g_str_equal (name, "order") && type == G_TYPE_STRING)
    return read_order (self, json_node_get_string (node));
  else if (g_str_equal (name, "reversed") && type == G_TYPE_BOOLEAN)
    self->query->reversed = json_node_get_boolean (node);
  else if (g_str_equal (name, "columns") && self->columns == NULL)
    return (self->columns = dup_texts (node)) != NULL;
  else
    return pursuit_filter_read_member (self->query, name, node);

  return TRUE;
}

/**
 * pursuit_filter_definition_parse:
 * @list: which list the filter is of
 * @json: (nullable): what was saved
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is no JSON object.
 *
 * Returns: (transfer full): what the filter says
 */
PursuitFilterDefinition *
pursuit_filter_definition_parse (PursuitList   list,
                                 const char   *json,
                                 GError      **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);
  g_autoptr(PursuitFilterDefinition) self = pursuit_filter_definition_new (query, NULL);
  g_autoptr(GStrvBuilder) unknown = g_strv_builder_new ();
  g_autoptr(JsonNode) node = json_from_string (pursuit_str_empty (json) ? "{}" : json, NULL);
  g_autoptr(GList) names = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This filter cannot be read."));
      return NULL;
    }
  names = json_object_get_members (json_node_get_object (node));
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), l->data);

      if (g_str_equal (l->data, "choices"))
        read_choices (self, member, unknown);
      else if (!read_member (self, l->data, member))
        {
          json_object_set_member (get_rest (self), l->data, json_node_copy (member));
          g_strv_builder_add (unknown, l->data);
        }
    }
  if (self->rest != NULL)
    self->unknown = g_strv_builder_end (unknown);

  return g_steal_pointer (&self);
}

/**
 * pursuit_filter_definition_keep:
 * @self: what a filter is to say
 * @former: what it said
 *
 * Takes over what was not understood of @former.
 */
void
pursuit_filter_definition_keep (PursuitFilterDefinition       *self,
                                const PursuitFilterDefinition *former)
{
  g_clear_pointer (&self->rest, json_object_unref);
  g_strfreev (self->unknown);
  self->rest = former->rest != NULL ? json_object_ref (former->rest) : NULL;
  self->unknown = g_strdupv (former->unknown);
}

static JsonNode *
make_texts (char *const *texts)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (json_node_get_array (node), texts[i]);

  return node;
}

static void
take_members (JsonObject *object,
              JsonObject *rest)
{
  g_autoptr(GList) names = json_object_get_members (rest);

  for (GList *l = names; l != NULL; l = l->next)
    if (!json_object_has_member (object, l->data))
      json_object_set_member (object, l->data, json_node_copy (json_object_get_member (rest, l->data)));
}

static void
write_choices (const PursuitFilterDefinition *self,
               JsonObject                    *object)
{
  g_autoptr(JsonObject) choices = json_object_new ();
  JsonNode *rest = self->rest != NULL ? json_object_get_member (self->rest, "choices") : NULL;

  for (guint i = 0; self->query->choices != NULL && i < self->query->choices->len; i++)
    {
      const PursuitChoice *choice = g_ptr_array_index (self->query->choices, i);

      json_object_set_member (choices, choice->field, make_texts (choice->values));
    }
  if (rest != NULL && JSON_NODE_HOLDS_OBJECT (rest))
    take_members (choices, json_node_get_object (rest));
  if (json_object_get_size (choices) > 0)
    json_object_set_object_member (object, "choices", g_steal_pointer (&choices));
}

/**
 * pursuit_filter_definition_to_json:
 * @self: what a filter says
 *
 * Returns: (transfer full): how it is saved
 */
char *
pursuit_filter_definition_to_json (const PursuitFilterDefinition *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  if (!pursuit_str_empty (self->query->search))
    json_object_set_string_member (object, "search", self->query->search);
  write_choices (self, object);
  pursuit_filter_write_members (self->query, object);
  if (self->query->own_order != NULL)
    json_object_set_string_member (object, "order", self->query->own_order);
  else if (self->query->order != PURSUIT_ORDER_DEFAULT)
    json_object_set_string_member (object, "order", pursuit_order_get_nick (self->query->order));
  if (self->query->reversed)
    json_object_set_boolean_member (object, "reversed", TRUE);
  if (self->columns != NULL)
    json_object_set_member (object, "columns", make_texts (self->columns));
  if (self->rest != NULL)
    take_members (object, self->rest);

  return json_to_string (node, FALSE);
}
