/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"

/* The stable form of a record outside: in the journal, the exports and the command line. */

/* What a house has added stands in an object of its own. */
static void
add_extra (JsonObject         *object,
           PursuitRecord      *self,
           const PursuitField *field)
{
  g_autoptr(PursuitExtra) extra = pursuit_record_dup_extra (self, NULL);
  g_autofree char *text = extra != NULL ? pursuit_extra_print (extra) : g_strdup (TEXT_OF (self, field));
  JsonNode *node = extra != NULL && text != NULL ? json_from_string (text, NULL) : NULL;

  if (node != NULL)
    json_object_set_member (object, field->name, node);
  else if (text != NULL)
    json_object_set_string_member (object, field->name, text);
  else
    json_object_set_null_member (object, field->name);
}

static void
add_member (JsonObject         *object,
            PursuitRecord      *self,
            const PursuitField *field)
{
  gint64 number = pursuit_field_is_text (field) ? 0 : NUMBER_OF (self, field);

  if (field == PURSUIT_RECORD_GET_CLASS (self)->extra)
    add_extra (object, self, field);
  else if (pursuit_field_is_text (field))
    {
      if (TEXT_OF (self, field) != NULL)
        json_object_set_string_member (object, field->name, TEXT_OF (self, field));
      else
        json_object_set_null_member (object, field->name);
    }
  else if (field->kind == PURSUIT_KIND_BOOL)
    json_object_set_boolean_member (object, field->name, number != 0);
  else if (pursuit_record_is_blank (self, field) && field->kind != PURSUIT_KIND_INT &&
           field->kind != PURSUIT_KIND_MONEY)
    json_object_set_null_member (object, field->name);
  else if (field->kind == PURSUIT_KIND_ENUM)
    json_object_set_string_member (object, field->name, pursuit_enum_get_nick (field->type (), (int) number));
  else if (field->kind == PURSUIT_KIND_TIME)
    {
      g_autofree char *iso = pursuit_time_to_iso (number);
      json_object_set_string_member (object, field->name, iso);
    }
  else
    json_object_set_int_member (object, field->name, number);
}

/**
 * pursuit_record_to_json:
 * @self: a record
 * @mask: which fields
 *
 * The stable form of the journal, the exports and the command line: amounts in minor units, times
 * ISO 8601 UTC, enums by nick, `null` for no value, own fields as an object "extra". Identity (id, revision) is for the caller to add.
 *
 * Returns: (transfer full): a new object
 */
JsonObject *
pursuit_record_to_json (PursuitRecord    *self,
                        PursuitFieldMask  mask)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < klass->n_fields; i++)
    if (mask & (G_GUINT64_CONSTANT (1) << i))
      add_member (object, self, &klass->fields[i]);

  return object;
}

/* A yes or no may be written as a number, but there are only two. */
static gboolean
is_number_of (const PursuitField *field,
              gint64              number)
{
  if (field->kind == PURSUIT_KIND_BOOL)
    return number == 0 || number == 1;

  return field->kind != PURSUIT_KIND_ENUM && !pursuit_field_is_text (field);
}

static gboolean
apply_extra (PursuitRecord  *self,
             JsonNode       *node,
             GError        **error)
{
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr(PursuitExtra) extra = pursuit_extra_parse (text, error);

  if (extra == NULL)
    return FALSE;

  pursuit_record_set_extra (self, extra);
  return TRUE;
}

static gboolean
apply_member (PursuitRecord       *self,
              const PursuitField  *field,
              JsonNode            *node,
              GError             **error)
{
  GType held = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  gint64 number = 0;
  int value;

  if (field == PURSUIT_RECORD_GET_CLASS (self)->extra && JSON_NODE_HOLDS_OBJECT (node))
    return apply_extra (self, node, error);
  if (pursuit_field_is_text (field) && (JSON_NODE_HOLDS_NULL (node) || held == G_TYPE_STRING))
    {
      pursuit_record_set_text (self, field, JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node));
      return TRUE;
    }
  if (JSON_NODE_HOLDS_NULL (node) && !pursuit_field_is_text (field))
    number = 0;
  else if (held == G_TYPE_BOOLEAN && field->kind == PURSUIT_KIND_BOOL)
    number = json_node_get_boolean (node);
  else if (held == G_TYPE_STRING && field->kind == PURSUIT_KIND_TIME &&
           pursuit_time_from_iso (json_node_get_string (node), &number))
    ;
  else if (held == G_TYPE_STRING && field->kind == PURSUIT_KIND_ENUM &&
           pursuit_enum_from_nick (field->type (), json_node_get_string (node), &value))
    number = value;
  else if (held == G_TYPE_INT64 && is_number_of (field, json_node_get_int (node)))
    number = json_node_get_int (node);
  else
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The value of “%s” has the wrong kind."),
                   field->name);
      return FALSE;
    }

  pursuit_record_set_number (self, field, number);
  return TRUE;
}

/**
 * pursuit_record_apply_json:
 * @self: a record
 * @object: members named after fields; others are ignored
 * @error: return location for the refusal
 *
 * Sets the fields that @object names, in the form of pursuit_record_to_json().
 *
 * Fails with %PURSUIT_ERROR_INVALID when a member has the wrong kind; fields before it are then set.
 *
 * Returns: %TRUE when every named field was set
 */
gboolean
pursuit_record_apply_json (PursuitRecord  *self,
                           JsonObject     *object,
                           GError        **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      JsonNode *node = json_object_get_member (object, klass->fields[i].name);

      if (node != NULL && !apply_member (self, &klass->fields[i], node, error))
        return FALSE;
    }

  return TRUE;
}
