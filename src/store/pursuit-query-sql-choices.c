/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-sql-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-own-set.h"

/* Several values of a field at once. Values are bound together as one array, so that their number changes no statement. */

typedef enum
{
  CHOICE_NICK,
  CHOICE_NUMBER,
  CHOICE_TEXT,
  CHOICE_SET,
  CHOICE_OWN,
} ChoiceKind;

typedef struct
{
  const char *field;
  ChoiceKind kind;
  const char *column;     /* of customers; of a set who has one of the values, up to where these stand */
  const char *kept;       /* where triggers count, and nothing is 0 or ''; NULL where they do not */
  const char *nothing;    /* of a set: who has none */
} ChoiceSql;

static const ChoiceSql *
find_choice (const char *field)
{
  /* Every index that puts customers in order has the grade in it; by the grade first, they would have to be sorted. */
  static const ChoiceSql choices[] = {
    { "grade", CHOICE_NICK, "coalesce(c.grade, '')", "x.grade" },
    { "funnel", CHOICE_NICK, "c.funnel", "x.funnel" },
    { "id", CHOICE_NUMBER, "c.id", NULL },
    { "owner_id", CHOICE_NUMBER, "c.owner_id", "x.owner_id" },
    { "region", CHOICE_TEXT, "c.region", "x.region" },
    { "industry", CHOICE_TEXT, "c.industry", "x.industry" },
    { "source", CHOICE_SET, "c.id IN (SELECT g.id FROM customer g WHERE g.deleted_at = 0 AND g.source", NULL,
      "c.id NOT IN (SELECT g.id FROM customer g WHERE g.deleted_at = 0 AND g.source IS NOT NULL)" },
    { "tag", CHOICE_SET, "c.id IN (SELECT g.customer_id FROM customer_tag g WHERE g.tag", NULL,
      "NOT EXISTS (SELECT 1 FROM customer_tag g WHERE g.customer_id = c.id)" },
  };

  static const ChoiceSql own = { PURSUIT_OWN_PREFIX, CHOICE_OWN, NULL, NULL, NULL };

  if (pursuit_query_is_own_field (field))
    return &own;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].field, field))
      return &choices[i];

  g_return_val_if_reached (NULL);
}

/* The engine takes yes and no out of JSON as numbers. */
static gboolean
is_answer (const char *value)
{
  return g_str_equal (value, "true") || g_str_equal (value, "false");
}

/* An array of the values but nothing, which is no value. */
static char *
dup_json (const ChoiceSql   *sql,
          char *const       *values,
          gboolean           with_nothing)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; values[i] != NULL; i++)
    if (*values[i] == '\0' && !with_nothing)
      continue;
    else if (sql->kind == CHOICE_OWN && is_answer (values[i]))
      json_array_add_int_element (json_node_get_array (node), g_str_equal (values[i], "true"));
    else if (sql->kind == CHOICE_NUMBER)
      json_array_add_int_element (json_node_get_array (node), g_ascii_strtoll (values[i], NULL, 10));
    else
      json_array_add_string_element (json_node_get_array (node), values[i]);

  return json_to_string (node, FALSE);
}

/* Nicks are constants of the program, see nick_is(). */
static void
append_nicks (PursuitQuerySql     *self,
              const char          *column,
              const PursuitChoice *choice)
{
  GType type = g_str_equal (choice->field, "grade") ? PURSUIT_TYPE_GRADE : PURSUIT_TYPE_FUNNEL;
  gboolean first = TRUE;

  g_string_append_printf (self->sql, " AND %s IN (", column);
  for (guint i = 0; choice->values[i] != NULL; i++)
    {
      int value = 0;
      const char *nick = "";

      if (*choice->values[i] != '\0' && !pursuit_enum_from_nick (type, choice->values[i], &value))
        continue;
      if (*choice->values[i] != '\0')
        nick = pursuit_enum_get_nick (type, value);
      g_string_append_printf (self->sql, "%s'%s'", first ? "" : ", ", g_str_equal (nick, "none") ? "" : nick);
      first = FALSE;
    }
  g_string_append_c (self->sql, ')');
}

static void
append_values (PursuitQuerySql     *self,
               const ChoiceSql     *sql,
               const PursuitChoice *choice)
{
  gboolean has_nothing = g_strv_contains ((const char *const *) choice->values, "");
  guint n = g_strv_length (choice->values) - has_nothing;
  g_autofree char *json = dup_json (sql, choice->values, FALSE);

  g_string_append (self->sql, " AND (");
  if (n == 1)
    {
      const char *value = choice->values[has_nothing];   /* they are in order, and nothing is the first */

      g_string_append (self->sql, sql->column);
      if (sql->kind == CHOICE_NUMBER)
        pursuit_query_sql_number (self, " = ", g_ascii_strtoll (value, NULL, 10), "");
      else
        pursuit_query_sql_text (self, " = ", value, "");
    }
  else if (n > 1)
    {
      g_string_append (self->sql, sql->column);
      pursuit_query_sql_text (self, " IN (SELECT value FROM json_each(", json, "))");
    }
  if (has_nothing)
    g_string_append_printf (self->sql, "%s%s IS NULL", n > 0 ? " OR " : "", sql->column);
  g_string_append_c (self->sql, ')');
}

/* Those who have it are found by it, whatever the engine thinks of that. */
static void
append_set (PursuitQuerySql     *self,
            const ChoiceSql     *sql,
            const PursuitChoice *choice)
{
  gboolean has_nothing = g_strv_contains ((const char *const *) choice->values, "");
  guint n = g_strv_length (choice->values) - has_nothing;
  g_autofree char *json = dup_json (sql, choice->values, FALSE);

  g_string_append (self->sql, " AND (");
  if (n > 0)
    {
      g_string_append (self->sql, sql->column);
      pursuit_query_sql_text (self, " IN (SELECT value FROM json_each(", json, ")))");
    }
  if (has_nothing)
    g_string_append_printf (self->sql, "%s%s", n > 0 ? " OR " : "", sql->nothing);
  g_string_append_c (self->sql, ')');
}

/* Whose own field it is, and where its key stands; %FALSE when the rows of the list are nobody of that kind. */
static gboolean
find_own (PursuitList   list,
          const char   *field,
          const char  **out_entity,
          const char  **out_id,
          const char  **out_key)
{
  static const struct
  {
    const char *prefix, *entity, *id;
    PursuitList list;   /* customers come with all lists that have choices */
  } owners[] = {
    { PURSUIT_OWN_PREFIX, "customer", "c.id", PURSUIT_LIST_CUSTOMERS },
    { PURSUIT_OWN_OF_CONTACT_PREFIX, "contact", "p.id", PURSUIT_LIST_CONTACTS },
    { PURSUIT_OWN_OF_DEAL_PREFIX, "deal", "d.id", PURSUIT_LIST_DEALS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    if (g_str_has_prefix (field, owners[i].prefix) && (i == 0 || owners[i].list == list))
      {
        *out_entity = owners[i].entity;
        *out_id = owners[i].id;
        *out_key = field + strlen (owners[i].prefix);
        return TRUE;
      }

  return FALSE;
}

/* The ids of those who have a value, the statement to be gone on with. */
static void
append_own_values (PursuitQuerySql *self,
                   const char      *before,
                   const char      *entity,
                   const char      *key)
{
  g_string_append_printf (self->sql, "%s (SELECT g.record_id FROM own_value g WHERE g.entity = '%s' AND g.key", before, entity);
  pursuit_query_sql_text (self, " = ", key, "");
}

/* The values stand one by one in a table of their own (schema step 25). */
static void
append_own (PursuitQuerySql     *self,
            PursuitList          list,
            const ChoiceSql     *sql,
            const PursuitChoice *choice)
{
  gboolean has_nothing = g_strv_contains ((const char *const *) choice->values, "");
  guint n = g_strv_length (choice->values) - has_nothing;
  g_autofree char *json = dup_json (sql, choice->values, FALSE);
  const char *entity, *id, *key;

  if (!find_own (list, choice->field, &entity, &id, &key))
    return;

  g_string_append_printf (self->sql, " AND (%s", id);
  if (n > 0)
    {
      append_own_values (self, " IN", entity, key);
      pursuit_query_sql_text (self, " AND g.value IN (SELECT value FROM json_each(", json, ")))");
    }
  if (n > 0 && has_nothing)
    g_string_append_printf (self->sql, " OR %s", id);
  if (has_nothing)
    {
      append_own_values (self, " NOT IN", entity, key);
      g_string_append_c (self->sql, ')');
    }
  g_string_append_c (self->sql, ')');
}

/* Appends " AND ..." for the choices of @query, about customer c and, of their own fields, contact p or deal d. */
void
pursuit_query_sql_choices (PursuitQuerySql    *self,
                           const PursuitQuery *query)
{
  for (guint i = 0; query->choices != NULL && i < query->choices->len; i++)
    {
      const PursuitChoice *choice = g_ptr_array_index (query->choices, i);
      const ChoiceSql *sql = find_choice (choice->field);

      if (sql == NULL)
        continue;
      if (sql->kind == CHOICE_NICK)
        append_nicks (self, sql->column, choice);
      else if (sql->kind == CHOICE_SET)
        append_set (self, sql, choice);
      else if (sql->kind == CHOICE_OWN)
        append_own (self, query->list, sql, choice);
      else
        append_values (self, sql, choice);
    }
}

/* The same about the kept counts x. */
void
pursuit_query_sql_choices_kept (PursuitQuerySql    *self,
                                const PursuitQuery *query)
{
  for (guint i = 0; query->choices != NULL && i < query->choices->len; i++)
    {
      const PursuitChoice *choice = g_ptr_array_index (query->choices, i);
      const ChoiceSql *sql = find_choice (choice->field);
      g_autofree char *json = NULL;

      g_return_if_fail (sql != NULL && sql->kept != NULL);

      if (sql->kind == CHOICE_NICK)
        {
          append_nicks (self, sql->kept, choice);
          continue;
        }
      json = dup_json (sql, choice->values, TRUE);
      g_string_append_printf (self->sql, " AND %s", sql->kept);
      pursuit_query_sql_text (self, " IN (SELECT value FROM json_each(", json, "))");
    }
}

/* Whether the kept counts know all that was chosen. */
gboolean
pursuit_query_sql_keeps_choices (const PursuitQuery *query)
{
  for (guint i = 0; query->choices != NULL && i < query->choices->len; i++)
    if (find_choice (((PursuitChoice *) g_ptr_array_index (query->choices, i))->field)->kept == NULL)
      return FALSE;

  return TRUE;
}

/* Whether something was chosen that few have, who are then found by it. */
gboolean
pursuit_query_sql_leads_to_few (const PursuitQuery *query)
{
  for (guint i = 0; query->choices != NULL && i < query->choices->len; i++)
    {
      const PursuitChoice *choice = g_ptr_array_index (query->choices, i);

      if (g_str_equal (choice->field, "id"))
        return TRUE;
      if (find_choice (choice->field)->kind >= CHOICE_SET && !g_strv_contains ((const char *const *) choice->values, ""))
        return TRUE;
    }

  return FALSE;
}
