/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-replay.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-import-undo.h"
#include "pursuit-merge.h"
#include "pursuit-records-private.h"
#include "pursuit-stage.h"

/*
 * Saves that the database had acknowledged and that are gone, because an older state of the file was put in its place, are
 * done again from this computer's receipts (shared-database.md 3.9): each as one intention under its old number, so that
 * nothing is done twice, and only where nobody decided otherwise meanwhile.
 */

/* A record that is made again gets another number: what was saved about the old one is about the new one. */
typedef struct
{
  PursuitDesk *desk;
  GHashTable *new_ids;     /* "table 12" -> new number */
} Replay;

static void
replayed_free (gpointer data)
{
  PursuitReplayed *replayed = data;

  pursuit_receipt_free (replayed->receipt);
  g_free (replayed->sentence);
  g_free (replayed);
}

static gint64
find_id (Replay     *self,
         const char *table,
         gint64      id)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, table, id);
  gint64 *new_id = g_hash_table_lookup (self->new_ids, key);

  return new_id != NULL ? *new_id : id;
}

static void
note_id (Replay     *self,
         const char *table,
         gint64      id,
         gint64      new_id)
{
  g_hash_table_replace (self->new_ids, g_strdup_printf ("%s %" G_GINT64_FORMAT, table, id),
                        g_memdup2 (&new_id, sizeof new_id));
}

static const char *
find_table (GType type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);

  return PURSUIT_RECORD_CLASS (klass)->table;
}

static JsonObject *
parse_fields (Replay     *self,
              GType       type,
              const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);
  JsonObject *fields;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  fields = json_node_dup_object (node);
  for (guint i = 0; i < record_class->n_fields; i++)
    {
      const PursuitField *field = &record_class->fields[i];
      JsonNode *member = json_object_get_member (fields, field->name);

      if (field->kind == PURSUIT_KIND_REF && member != NULL && json_node_get_value_type (member) == G_TYPE_INT64)
        json_object_set_int_member (fields, field->name,
                                    find_id (self, find_table (field->type ()), json_node_get_int (member)));
    }

  return fields;
}

static gboolean
create_deal (Replay       *self,
             PursuitDeal  *deal,
             gint64       *out_entry_id,
             GError      **error)
{
  g_autoptr(PursuitRecord) stage =
    pursuit_store_load (pursuit_desk_get_store (self->desk), PURSUIT_TYPE_STAGE, deal->stage_id, error);

  return stage != NULL &&
         pursuit_deals_create (self->desk, deal, (int) PURSUIT_STAGE (stage)->position, out_entry_id, error);
}

static gboolean
create (Replay                     *self,
        const PursuitJournalEntry  *entry,
        GType                       type,
        JsonObject                 *after,
        gint64                     *out_entry_id,
        GError                    **error)
{
  g_autoptr(PursuitRecord) record = pursuit_record_new (type);

  if (!pursuit_record_apply_json (record, after, error) ||
      !(PURSUIT_IS_DEAL (record) ? create_deal (self, PURSUIT_DEAL (record), out_entry_id, error)
                                 : pursuit_records_create (self->desk, record, out_entry_id, error)))
    return FALSE;

  note_id (self, entry->entity, entry->entity_id, record->id);
  return TRUE;
}

/* The fields become what they became then, where they are what they were. */
static gboolean
change_fields (Replay         *self,
               PursuitRecord  *record,
               JsonObject     *before,
               JsonObject     *after,
               GError        **error)
{
  g_autoptr(GError) local = NULL;

  if (pursuit_records_put_back (record, after, before, &local))
    return TRUE;

  if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, _("“%s” is not as it was then."),
                 pursuit_record_get_name (record));
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
change (Replay                     *self,
        const PursuitJournalEntry  *entry,
        GType                       type,
        JsonObject                 *before,
        JsonObject                 *after,
        gint64                     *out_entry_id,
        GError                    **error)
{
  PursuitStore *store = pursuit_desk_get_store (self->desk);
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(PursuitRecord) old = NULL;
  g_auto(PursuitTx) tx = { NULL };

  if (!pursuit_tx_begin (&tx, store, error))
    return FALSE;
  record = pursuit_store_load (store, type, find_id (self, entry->entity, entry->entity_id), error);
  if (record == NULL)
    return FALSE;

  old = pursuit_record_copy (record);
  return pursuit_records_require_alive (record, error) &&
         pursuit_records_require (self->desk, record, PURSUIT_RIGHT_EDIT, error) &&
         change_fields (self, record, before, after, error) &&
         pursuit_records_require_change (self->desk, old, record, error) &&
         pursuit_records_require_customer (self->desk, record, error) &&
         pursuit_records_complete_change (self->desk, record, error) &&
         pursuit_store_update (store, record, error) &&
         pursuit_records_write_history (self->desk, old, record, NULL, error) &&
         pursuit_records_follow (self->desk, old, record, error) &&
         /* An undo named an entry that may be gone: what it changed is a change like any other. */
         pursuit_desk_write_journal (self->desk, g_str_equal (entry->verb, "undo") ? "edit" : entry->verb, old, record,
                                     out_entry_id, error) &&
         pursuit_tx_commit (&tx, error);
}

/* The journal knows what a file was, not what was in it. */
static gboolean
is_about_content (const PursuitJournalEntry *entry,
                  JsonObject                *after)
{
  return g_str_equal (entry->entity, "document") && after != NULL &&
         json_object_get_int_member_with_default (after, "version", 0) > 0;
}

static gboolean
do_again (Replay                     *self,
          const PursuitJournalEntry  *entry,
          gint64                     *out_entry_id,
          GError                    **error)
{
  GType type = pursuit_record_type_from_table (entry->entity);
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;

  if (type != G_TYPE_INVALID)
    {
      before = parse_fields (self, type, entry->before);
      after = parse_fields (self, type, entry->after);
    }
  if (after == NULL || pursuit_import_is_whole (entry) || pursuit_merge_is_entry (entry))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                           _("This cannot be done again from here; please do it anew."));
      return FALSE;
    }

  if (is_about_content (entry, after))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("The file “%s” is not kept on this computer; please add it again."),
                   json_object_get_string_member_with_default (after, "name", ""));
      return FALSE;
    }
  if (before == NULL)
    return create (self, entry, type, after, out_entry_id, error);
  if (json_object_has_member (after, "deleted"))
    return (json_object_get_boolean_member (after, "deleted") ? pursuit_records_delete : pursuit_records_restore) (
      self->desk, type, find_id (self, entry->entity, entry->entity_id), out_entry_id, error);

  return change (self, entry, type, before, after, out_entry_id, error);
}

/* Trouble with the place ends it; whatever else is in the way concerns this one save. */
static gboolean
is_trouble (const GError *error)
{
  return error->domain != PURSUIT_ERROR || error->code == PURSUIT_ERROR_STORAGE || error->code == PURSUIT_ERROR_NEWER ||
         error->code == PURSUIT_ERROR_BUSY || error->code == PURSUIT_ERROR_AWAY || error->code == PURSUIT_ERROR_DAMAGED;
}

static gboolean
replay_one (Replay           *self,
            PursuitReplayed  *replayed,
            GError          **error)
{
  PursuitStore *store = pursuit_desk_get_store (self->desk);
  const PursuitJournalEntry *entry = replayed->receipt->entry;
  g_autoptr(GError) local = NULL;
  gboolean done;

  pursuit_store_set_save (store, entry->client, entry->seq);
  done = do_again (self, entry, &replayed->entry_id, &local);
  /* What wrote nothing has not used the number up; the next save must not have it. */
  pursuit_store_set_save (store, NULL, 0);
  if (done)
    return TRUE;

  replayed->entry_id = 0;
  if (is_trouble (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  replayed->sentence = g_strdup (local->message);
  return TRUE;
}

/**
 * pursuit_replay_missing:
 * @desk: a desk
 * @cancellable: (nullable): looked at between two saves
 * @error: return location
 *
 * Does again what pursuit_receipts_list_missing() lists, oldest first, in the actor's name and with the actor's rights. A
 * save that somebody's later decision stands against is left out and says so; what was left out stays missing until
 * pursuit_receipts_settle().
 *
 * Fails with %PURSUIT_ERROR_BUSY, %PURSUIT_ERROR_AWAY, %PURSUIT_ERROR_STORAGE or %G_IO_ERROR_CANCELLED; the saves before
 * that are done, and are not missing any more.
 *
 * Returns: (transfer full) (element-type PursuitReplayed): what became of each
 */
GPtrArray *
pursuit_replay_missing (PursuitDesk   *desk,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(GHashTable) new_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (replayed_free);
  g_autoptr(GPtrArray) missing = NULL;
  Replay self = { desk, new_ids };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  missing = pursuit_receipts_list_missing (pursuit_desk_get_store (desk), error);
  if (missing == NULL)
    return NULL;

  while (missing->len > 0)
    {
      PursuitReplayed *replayed = g_new0 (PursuitReplayed, 1);

      replayed->receipt = g_ptr_array_steal_index (missing, 0);
      g_ptr_array_add (all, replayed);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !replay_one (&self, replayed, error))
        return NULL;
    }

  return g_steal_pointer (&all);
}
