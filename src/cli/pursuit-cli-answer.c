/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-answer-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-kinds-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-date.h"
#include "pursuit-profile.h"

/* What several commands answer with: a record in JSON, and what became of a change. */

/**
 * pursuit_answer_set_text:
 * @object: an object
 * @key: its key
 * @text: (nullable): the value, `null` for none
 */
void
pursuit_answer_set_text (JsonObject *object,
                         const char *key,
                         const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
  else
    json_object_set_null_member (object, key);
}

/**
 * pursuit_answer_set_id:
 * @object: an object
 * @key: its key
 * @id: a record's id; 0 gives `null`
 */
void
pursuit_answer_set_id (JsonObject *object,
                       const char *key,
                       gint64      id)
{
  if (id != 0)
    json_object_set_int_member (object, key, id);
  else
    json_object_set_null_member (object, key);
}

/**
 * pursuit_answer_set_time:
 * @object: an object
 * @key: its key
 * @at: UTC microseconds; 0 gives `null`
 */
void
pursuit_answer_set_time (JsonObject *object,
                         const char *key,
                         gint64      at)
{
  g_autofree char *iso = at != 0 ? pursuit_time_to_iso (at) : NULL;

  pursuit_answer_set_text (object, key, iso);
}

/**
 * pursuit_answer_describe_totals:
 * @totals: figures of some deals
 * @weighted: whether the weighted sum means something
 *
 * Returns: (transfer full): count and sums in minor units
 */
JsonObject *
pursuit_answer_describe_totals (const PursuitTotals *totals,
                                gboolean             weighted)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "count", totals->count);
  json_object_set_int_member (object, "amount", totals->amount);
  if (weighted)
    json_object_set_int_member (object, "weighted", totals->weighted);

  return object;
}

/* "owner_id": 3 has "owner": "Zhang Wei" beside it. */
static void
add_names (PursuitCli    *self,
           PursuitRecord *record,
           JsonObject    *object)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      g_autofree char *key = NULL;
      g_autofree char *name = NULL;

      if (field->kind != PURSUIT_KIND_REF || !g_str_has_suffix (field->name, "_id"))
        continue;
      key = g_strndup (field->name, strlen (field->name) - 3);
      name = pursuit_cli_dup_name (self, field->type (), pursuit_record_get_number (record, field));
      pursuit_answer_set_text (object, key, name);
    }
}

static void
copy_member_cb (JsonObject *object,
                const char *name,
                JsonNode   *node,
                gpointer    user_data)
{
  json_object_set_member (user_data, name, json_node_copy (node));
}

/**
 * pursuit_answer_describe_record:
 * @self: a run with an open desk
 * @record: a record
 *
 * The stable form of one record: its identity, its fields, and the names of what it refers to. Prices are left out for
 * those who may not see them (TEAM-6), and so is a personal profile.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
pursuit_answer_describe_record (PursuitCli    *self,
                                PursuitRecord *record)
{
  JsonObject *object = json_object_new ();
  const PursuitKind *kind = pursuit_kind_from_type (G_OBJECT_TYPE (record));
  g_autoptr(JsonObject) fields = NULL;
  PursuitFieldMask mask = PURSUIT_FIELD_MASK_ALL;

  if (pursuit_desk_get_scope (self->desk, PURSUIT_RIGHT_PRICE) == PURSUIT_SCOPE_NONE)
    mask &= ~pursuit_record_class_select (PURSUIT_RECORD_GET_CLASS (record), PURSUIT_FIELD_PRICE);

  if (PURSUIT_IS_CONTACT (record) && !pursuit_contacts_may_see_profile (self->desk, PURSUIT_CONTACT (record)))
    mask &= ~pursuit_record_class_select (PURSUIT_RECORD_GET_CLASS (record), PURSUIT_FIELD_PROFILE);

  /* What has commands of its own is no kind. */
  json_object_set_string_member (object, "type", kind != NULL ? kind->name : PURSUIT_RECORD_GET_CLASS (record)->table);
  json_object_set_int_member (object, "id", record->id);
  json_object_set_int_member (object, "revision", record->revision);
  pursuit_answer_set_time (object, "created_at", record->created_at);
  pursuit_answer_set_time (object, "changed_at", record->changed_at);
  pursuit_answer_set_time (object, "deleted_at", record->deleted_at);
  pursuit_answer_set_text (object, "external_id", record->external_id);
  fields = pursuit_record_to_json (record, mask);
  json_object_foreach_member (fields, copy_member_cb, object);
  add_names (self, record, object);

  return object;
}

/**
 * pursuit_answer_change:
 * @self: a run with an open desk
 * @type: the type of the record that was changed
 * @id: which one
 * @entry_id: the journal entry, 0 when nothing needed to be changed
 * @error: return location
 *
 * Answers a command that changed one record: with the record as it is now and the entry that "undo" takes.
 *
 * Fails as pursuit_store_load().
 *
 * Returns: %TRUE when the answer is ready
 */
gboolean
pursuit_answer_change (PursuitCli  *self,
                       GType        type,
                       gint64       id,
                       gint64       entry_id,
                       GError     **error)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (pursuit_desk_get_store (self->desk), type, id, error);
  g_autofree char *name = NULL;
  gboolean has_name;

  if (record == NULL)
    return FALSE;

  pursuit_profile_hide (self->desk, record);
  if (self->json)
    {
      self->answer = json_object_new ();
      if (entry_id != 0)
        json_object_set_int_member (self->answer, "entry", entry_id);
      else
        json_object_set_null_member (self->answer, "entry");
      json_object_set_object_member (self->answer, "record", pursuit_answer_describe_record (self, record));
      return TRUE;
    }

  name = pursuit_text_make_plain (pursuit_record_get_name (record));
  has_name = PURSUIT_RECORD_GET_CLASS (record)->name_field != NULL;
  if (!has_name && entry_id != 0)
    /* Translators: the kind of record, its number, and the number of the entry in the journal */
    pursuit_output_line (self->output, _("%1$s %2$lld is saved as entry %3$lld."),
                         _(PURSUIT_RECORD_GET_CLASS (record)->label), (long long) id, (long long) entry_id);
  else if (!has_name)
    pursuit_output_line (self->output, _("%1$s %2$lld is like that already."), _(PURSUIT_RECORD_GET_CLASS (record)->label),
                         (long long) id);
  else if (entry_id != 0)
    /* Translators: the kind of record, its number and name, and the number of the entry in the journal */
    pursuit_output_line (self->output, _("%1$s %2$lld “%3$s” is saved as entry %4$lld."),
                         _(PURSUIT_RECORD_GET_CLASS (record)->label), (long long) id, name, (long long) entry_id);
  else
    pursuit_output_line (self->output, _("%1$s %2$lld “%3$s” is like that already."),
                         _(PURSUIT_RECORD_GET_CLASS (record)->label), (long long) id, name);
  return TRUE;
}
