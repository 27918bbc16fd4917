/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-local-json-private.h"

#include <string.h>

/* JSON in files of this computer. Whatever else may have got into such a file is refused, never guessed at. */

/* The longest note is far from this; a file that is larger is not one of ours. */
#define MOST_BYTES (4 * 1024 * 1024)
/* Ours have five levels; the library reads each level on the stack. */
#define MOST_LEVELS 32

static gboolean
is_flat (const char *json)
{
  gboolean in_text = FALSE;
  int level = 0;

  for (const char *p = json; *p != '\0' && level <= MOST_LEVELS; p++)
    {
      if (*p == '"')
        in_text = !in_text;
      else if (in_text && *p == '\\' && p[1] != '\0')
        p++;
      else if (!in_text)
        level += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');
    }

  return level <= MOST_LEVELS;
}

/**
 * pursuit_local_json_parse:
 * @json: whatever a file holds
 *
 * Returns: (transfer full) (nullable): the object; %NULL when there is none
 */
JsonObject *
pursuit_local_json_parse (const char *json)
{
  g_autoptr(JsonNode) node = NULL;

  if (strlen (json) <= MOST_BYTES && g_utf8_validate (json, -1, NULL) && is_flat (json))
    node = json_from_string (json, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/**
 * pursuit_local_json_print:
 * @object: an object
 *
 * Returns: (transfer full): JSON of one line
 */
char *
pursuit_local_json_print (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

void
pursuit_local_json_add_text (JsonObject *object,
                             const char *name,
                             const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

void
pursuit_local_json_add_number (JsonObject *object,
                               const char *name,
                               gint64      number)
{
  if (number != 0)
    json_object_set_int_member (object, name, number);
}

void
pursuit_local_json_add_record (JsonObject    *object,
                               const char    *name,
                               PursuitRecord *record)
{
  JsonObject *member;

  if (record == NULL)
    return;

  member = json_object_new ();
  pursuit_local_json_add_number (member, "id", record->id);
  pursuit_local_json_add_number (member, "revision", record->revision);
  pursuit_local_json_add_number (member, "created", record->created_at);
  pursuit_local_json_add_number (member, "changed", record->changed_at);
  pursuit_local_json_add_number (member, "deleted", record->deleted_at);
  pursuit_local_json_add_text (member, "external", record->external_id);
  json_object_set_object_member (member, "fields", pursuit_record_to_json (record, PURSUIT_FIELD_MASK_ALL));
  json_object_set_object_member (object, name, member);
}

static JsonNode *
find_value (JsonObject *object,
            const char *name,
            GType       type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

/* A member that is not there is 0; one of another kind is refused. */
gboolean
pursuit_local_json_read_number (JsonObject *object,
                                const char *name,
                                gint64     *out_number)
{
  JsonNode *node = find_value (object, name, G_TYPE_INT64);

  *out_number = node != NULL ? json_node_get_int (node) : 0;

  return (node != NULL || !json_object_has_member (object, name)) && *out_number >= 0;
}

/* A member that is not there is %NULL; one of another kind is refused. */
gboolean
pursuit_local_json_read_text (JsonObject  *object,
                              const char  *name,
                              char       **out_text)
{
  JsonNode *node = find_value (object, name, G_TYPE_STRING);

  *out_text = node != NULL ? json_node_dup_string (node) : NULL;

  return node != NULL || !json_object_has_member (object, name);
}

static gboolean
read_members (JsonObject    *object,
              PursuitRecord *record)
{
  JsonNode *fields = json_object_get_member (object, "fields");

  return fields != NULL && JSON_NODE_HOLDS_OBJECT (fields) &&
         pursuit_record_apply_json (record, json_node_get_object (fields), NULL) &&
         pursuit_local_json_read_number (object, "id", &record->id) &&
         pursuit_local_json_read_number (object, "revision", &record->revision) &&
         pursuit_local_json_read_number (object, "created", &record->created_at) &&
         pursuit_local_json_read_number (object, "changed", &record->changed_at) &&
         pursuit_local_json_read_number (object, "deleted", &record->deleted_at) &&
         pursuit_local_json_read_text (object, "external", &record->external_id);
}

/* A member that is not there is %NULL; one that is no such record is refused. */
gboolean
pursuit_local_json_read_record (JsonObject     *object,
                                const char     *name,
                                GType           type,
                                PursuitRecord **out_record)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autoptr(PursuitRecord) record = NULL;

  if (node == NULL)
    return TRUE;
  if (type == G_TYPE_INVALID || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  record = pursuit_record_new (type);
  if (!read_members (json_node_get_object (node), record))
    return FALSE;

  *out_record = g_steal_pointer (&record);
  return TRUE;
}
