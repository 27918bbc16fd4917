/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-desk.h"

/* The journal in the actor's name. */

static gint64
get_ref (PursuitRecord *record,
         const char    *name)
{
  const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), name);

  return field != NULL ? pursuit_record_get_number (record, field) : 0;
}

/* Of own fields, which stand all together, only those that changed. */
static void
keep_changed_extra (JsonObject    *object,
                    PursuitRecord *record,
                    PursuitRecord *other)
{
  const char *name = PURSUIT_RECORD_GET_CLASS (record)->extra->name;
  g_autoptr(PursuitExtra) values = pursuit_record_dup_extra (record, NULL);
  g_autoptr(PursuitExtra) others = pursuit_record_dup_extra (other, NULL);
  g_autoptr(GPtrArray) keys = values != NULL && others != NULL ? pursuit_extra_diff (values, others) : NULL;
  JsonNode *all = json_object_get_member (object, name);
  JsonObject *extra = json_object_new ();

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      JsonNode *value = JSON_NODE_HOLDS_OBJECT (all) ? json_object_get_member (json_node_get_object (all), key) : NULL;

      json_object_set_member (extra, key, value != NULL ? json_node_copy (value) : json_node_new (JSON_NODE_NULL));
    }
  if (keys != NULL)
    json_object_set_object_member (object, name, extra);
  else
    json_object_unref (extra);
}

static char *
to_json_text (PursuitRecord    *record,
              PursuitRecord    *other,
              PursuitFieldMask  mask)
{
  g_autoptr(JsonObject) object = pursuit_record_to_json (record, mask);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  if (other != NULL && (mask & pursuit_record_get_extra_bit (record)))
    keep_changed_extra (object, record, other);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

/* When only the deletion changed, that is what is written down. */
static void
describe_change (PursuitRecord        *before,
                 PursuitRecord        *after,
                 PursuitJournalEntry  *entry)
{
  PursuitFieldMask changed = before != NULL ? pursuit_record_diff (before, after) : PURSUIT_FIELD_MASK_ALL;

  if (before != NULL && (before->deleted_at != 0) != (after->deleted_at != 0))
    {
      entry->before = g_strdup (before->deleted_at != 0 ? "{\"deleted\":true}" : "{\"deleted\":false}");
      entry->after = g_strdup (after->deleted_at != 0 ? "{\"deleted\":true}" : "{\"deleted\":false}");
      return;
    }

  entry->before = before != NULL ? to_json_text (before, after, changed) : NULL;
  entry->after = to_json_text (after, before, changed);
}

static gboolean
write_entry (PursuitDesk    *self,
             const char     *verb,
             gint64          undoes_id,
             PursuitRecord  *before,
             PursuitRecord  *after,
             gint64         *out_entry_id,
             GError        **error)
{
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);

  entry->actor_id = pursuit_desk_get_actor_id (self);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (self));
  entry->verb = g_strdup (verb);
  entry->entity = g_strdup (PURSUIT_RECORD_GET_CLASS (after)->table);
  entry->entity_id = after->id;
  entry->customer_id = PURSUIT_IS_CUSTOMER (after) ? after->id : get_ref (after, "customer_id");
  entry->deal_id = PURSUIT_IS_DEAL (after) ? after->id : get_ref (after, "deal_id");
  entry->undoes_id = undoes_id;
  describe_change (before, after, entry);
  if (!pursuit_journal_add (pursuit_desk_get_store (self), entry, error))
    return FALSE;

  if (out_entry_id != NULL)
    *out_entry_id = entry->id;
  return TRUE;
}

/**
 * pursuit_desk_write_journal:
 * @self: a desk, within a transaction
 * @verb: what was done
 * @before: (nullable): the record as it was, %NULL when it is new
 * @after: the record as it is
 * @out_entry_id: (out) (optional): the entry
 * @error: return location
 *
 * Writes down the fields that changed, in the actor's name.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_desk_write_journal (PursuitDesk    *self,
                            const char     *verb,
                            PursuitRecord  *before,
                            PursuitRecord  *after,
                            gint64         *out_entry_id,
                            GError        **error)
{
  return write_entry (self, verb, 0, before, after, out_entry_id, error);
}

/**
 * pursuit_desk_write_undo:
 * @self: a desk, within a transaction
 * @undoes_id: the entry that is taken back
 * @before: the record as it was until now
 * @after: the record as it is again
 * @out_entry_id: (out) (optional): the entry
 * @error: return location
 *
 * Like pursuit_desk_write_journal(), with the verb "undo".
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_desk_write_undo (PursuitDesk    *self,
                         gint64          undoes_id,
                         PursuitRecord  *before,
                         PursuitRecord  *after,
                         gint64         *out_entry_id,
                         GError        **error)
{
  return write_entry (self, "undo", undoes_id, before, after, out_entry_id, error);
}
