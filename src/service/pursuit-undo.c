/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "pursuit-backup.h"
#include "pursuit-buyer-moves.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-import-undo.h"
#include "pursuit-merge.h"
#include "pursuit-posts.h"
#include "pursuit-records-private.h"
#include "pursuit-requests.h"
#include "pursuit-stage-moves.h"
#include "pursuit-standing.h"
#include "pursuit-way-back.h"

/* Undo from the journal: an entry holds the fields that changed, before and after. Taking it back means that they are
 * still as the entry left them, and become as they were; an undo is an entry itself and can be taken back too. */

static JsonObject *
parse_object (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static gboolean
set_changed_since (PursuitRecord  *record,
                   GError        **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, _("“%s” was changed since; it cannot be undone."),
               pursuit_record_get_name (record));
  return FALSE;
}

/* The gap moves on whenever either side does; it is computed anew on writing. */
static void
forget_gap (PursuitRecord *record)
{
  if (PURSUIT_IS_DEAL (record))
    PURSUIT_DEAL (record)->gap = 0;
}

static gboolean
read_extra (PursuitRecord  *record,
            JsonObject     *fields,
            GError        **error)
{
  g_autoptr(JsonObject) extra = json_object_new ();
  JsonNode *node = json_object_get_member (fields, PURSUIT_RECORD_GET_CLASS (record)->extra->name);

  json_object_set_member (extra, PURSUIT_RECORD_GET_CLASS (record)->extra->name, json_node_copy (node));
  return pursuit_record_apply_json (record, extra, error);
}

/* Sets the fields in @to. Own fields stand there all together, but only those are set that @from has otherwise. */
static gboolean
apply_values (PursuitRecord  *record,
              JsonObject     *from,
              JsonObject     *to,
              GError        **error)
{
  const PursuitField *extra = PURSUIT_RECORD_GET_CLASS (record)->extra;
  g_autoptr(PursuitRecord) was = NULL;
  g_autoptr(PursuitRecord) is = NULL;
  g_autoptr(PursuitRecord) own = NULL;

  if (extra == NULL || from == NULL || !json_object_has_member (from, extra->name) || !json_object_has_member (to, extra->name))
    return pursuit_record_apply_json (record, to, error);

  was = pursuit_record_new (G_OBJECT_TYPE (record));
  is = pursuit_record_new (G_OBJECT_TYPE (record));
  own = pursuit_record_copy (record);
  if (!read_extra (was, from, error) || !read_extra (is, to, error) || !pursuit_record_apply_json (record, to, error))
    return FALSE;

  pursuit_record_carry_extra (own, was, is);
  pursuit_record_assign (record, own, pursuit_record_get_extra_bit (record));
  return TRUE;
}

/* Whether the fields in @after still hold those values. Fields that rules compute from the others may have moved on by
 * themselves: they are not compared. */
static gboolean
is_as_left (PursuitRecord  *record,
            JsonObject     *before,
            JsonObject     *after,
            GError        **error)
{
  g_autoptr(PursuitRecord) expected = pursuit_record_copy (record);
  g_autoptr(PursuitRecord) computed = pursuit_record_copy (record);

  if (!apply_values (expected, before, after, error))
    return FALSE;
  if (PURSUIT_RECORD_GET_CLASS (record)->derive != NULL)
    {
      PURSUIT_RECORD_GET_CLASS (record)->derive (expected);
      PURSUIT_RECORD_GET_CLASS (record)->derive (computed);
    }
  forget_gap (expected);
  forget_gap (computed);

  return pursuit_record_diff (computed, expected) == 0 || set_changed_since (record, error);
}

/**
 * pursuit_records_put_back:
 * @record: a record as it is
 * @before: the fields that changed, as they were
 * @after: the same as they became
 * @error: return location
 *
 * Puts fields back that are still as they became. Fields that rules compute from the others may have moved on by
 * themselves: they are not compared, and computed anew on writing.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when a field has another value by now; the record is then unchanged.
 *
 * Returns: %TRUE when @record is as it was
 */
gboolean
pursuit_records_put_back (PursuitRecord  *record,
                          JsonObject     *before,
                          JsonObject     *after,
                          GError        **error)
{
  return is_as_left (record, before, after, error) && apply_values (record, after, before, error);
}

/* The wanted state of deletion: 1 deleted, 0 alive, -1 when the entry is about fields. */
static int
wanted_deletion (const PursuitJournalEntry *entry,
                 JsonObject                *before)
{
  if (before == NULL)
    return g_str_equal (entry->verb, "create") ? 1 : -1;

  return json_object_has_member (before, "deleted") ? json_object_get_boolean_member (before, "deleted") : -1;
}

/* Where the buyer stands has a history of its own. */
static gboolean
write_buyer_history (PursuitDesk  *desk,
                     PursuitDeal  *was,
                     PursuitDeal  *is,
                     const char   *reason,
                     GError      **error)
{
  const PursuitBuyerMove move = {
    .deal_id = PURSUIT_RECORD (is)->id,
    .from_stage_id = was->buyer_stage_id,
    .to_stage_id = is->buyer_stage_id,
    .at = pursuit_time_now (),
    .staff_id = pursuit_desk_get_actor_id (desk),
    .evidence = reason,
  };

  return was->buyer_stage_id == is->buyer_stage_id ||
         pursuit_buyer_moves_add (pursuit_desk_get_store (desk), &move, error);
}

/* Every path of a stage, or of how a customer is judged, writes its history, back too. */
gboolean
pursuit_records_write_history (PursuitDesk    *desk,
                               PursuitRecord  *before,
                               PursuitRecord  *after,
                               const char     *reason,
                               GError        **error)
{
  PursuitDeal *was = PURSUIT_IS_DEAL (before) ? PURSUIT_DEAL (before) : NULL;
  PursuitDeal *is = PURSUIT_IS_DEAL (after) ? PURSUIT_DEAL (after) : NULL;
  PursuitStageMove move = { .deal_id = after->id, .at = pursuit_time_now (), .reason = reason };

  if (was == NULL)
    return pursuit_standing_note (desk, before, after, reason, error);
  if (!write_buyer_history (desk, was, is, reason, error))
    return FALSE;
  if (was->stage_id == is->stage_id && was->status == is->status)
    return TRUE;

  move.from_stage_id = was->stage_id;
  move.to_stage_id = is->stage_id;
  move.from_status = (int) was->status;
  move.to_status = (int) is->status;
  move.staff_id = pursuit_desk_get_actor_id (desk);
  return pursuit_stage_moves_add (pursuit_desk_get_store (desk), &move, error);
}

/* What is taken back, as far as it was read. */
typedef struct
{
  PursuitDesk *desk;
  const PursuitJournalEntry *entry;
  JsonObject *before;
  JsonObject *after;
  int deletion;           /* see wanted_deletion() */
  PursuitRecord *old;
  PursuitRecord *record;
} Undo;

/* Who did something may take it back as long as they may change the record; for what others did it takes the right to do
 * the opposite. */
static gboolean
did_it (Undo *self)
{
  return self->entry->actor_id == pursuit_desk_get_actor_id (self->desk);
}

static gboolean
put_back_deletion (Undo    *self,
                   GError **error)
{
  gboolean deleted = self->deletion == 1;

  if ((self->record->deleted_at != 0) == deleted)
    return set_changed_since (self->record, error);
  if (self->before == NULL && !is_as_left (self->record, NULL, self->after, error))
    return FALSE;

  return pursuit_records_require (self->desk, self->record, did_it (self) ? PURSUIT_RIGHT_EDIT : PURSUIT_RIGHT_DELETE, error) &&
         (deleted ? pursuit_records_may_go (self->desk, self->record, error)
                  : pursuit_records_may_come_back (self->desk, self->record, error)) &&
         pursuit_store_set_deleted (pursuit_desk_get_store (self->desk), self->record, deleted, error);
}

static gboolean
put_back_fields (Undo    *self,
                 GError **error)
{
  return pursuit_records_require_alive (self->record, error) &&
         pursuit_records_require (self->desk, self->record, PURSUIT_RIGHT_EDIT, error) &&
         pursuit_records_put_back (self->record, self->before, self->after, error) &&
         (did_it (self) || pursuit_records_require_change (self->desk, self->old, self->record, error)) &&
         pursuit_records_require_customer (self->desk, self->record, error) &&
         /* Nobody may be interested any more. */
         pursuit_standing_require_change (self->desk, self->old, self->record, error) &&
         pursuit_records_complete_change (self->desk, self->record, error) &&
         pursuit_store_update (pursuit_desk_get_store (self->desk), self->record, error) &&
         pursuit_records_write_history (self->desk, self->old, self->record, N_("Undone"), error);
}

static gboolean
take_back_read (Undo    *self,
                gint64  *out_entry_id,
                GError **error)
{
  return (self->deletion >= 0 ? put_back_deletion (self, error) : put_back_fields (self, error)) &&
         pursuit_records_follow (self->desk, self->old, self->record, error) &&
         pursuit_posts_take_back (self->desk, self->old, self->record, self->entry->undoes_id != 0, error) &&
         pursuit_requests_follow (self->desk, self->old, self->record, error) &&
         pursuit_desk_write_undo (self->desk, self->entry->id, self->old, self->record, out_entry_id, error);
}

static gboolean
take_back (PursuitDesk                *desk,
           const PursuitJournalEntry  *entry,
           gint64                     *out_entry_id,
           GError                    **error)
{
  GType type = pursuit_record_type_from_table (entry->entity);
  g_autoptr(JsonObject) before = parse_object (entry->before);
  g_autoptr(JsonObject) after = parse_object (entry->after);
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(PursuitRecord) old = NULL;
  Undo self = { desk, entry, before, after, wanted_deletion (entry, before), NULL, NULL };

  if (type == G_TYPE_INVALID || after == NULL || (self.deletion < 0 && before == NULL))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Entry %lld cannot be undone."),
                   (long long) entry->id);
      return FALSE;
    }
  record = pursuit_store_load (pursuit_desk_get_store (desk), type, entry->entity_id, error);
  if (record == NULL)
    return FALSE;

  old = pursuit_record_copy (record);
  self.old = old;
  self.record = record;
  return take_back_read (&self, out_entry_id, error);
}

/* Taking an import back may change as much as the import did; with the transaction it is too late for a copy. */
static gboolean
keep_before (PursuitWayBack  *way_back,
             PursuitDesk     *desk,
             gint64           entry_id,
             GError         **error)
{
  g_autoptr(PursuitJournalEntry) entry = pursuit_journal_load (pursuit_desk_get_store (desk), entry_id, error);

  if (entry == NULL)
    return FALSE;

  return !pursuit_import_is_large (entry) ||
         (pursuit_import_require_undo (desk, entry, error) &&
          pursuit_way_back_begin (way_back, desk, PURSUIT_BACKUP_BEFORE_UNDO, NULL, error));
}

/**
 * pursuit_records_undo:
 * @desk: a desk
 * @entry_id: a journal entry
 * @out_entry_id: (out) (optional): the entry that takes it back; undoing that one does it again
 * @error: return location
 *
 * Takes one entry of the journal back. One's own takes the right to change the record, somebody else's that to do the
 * opposite.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when what it changed was changed again since, %PURSUIT_ERROR_INVALID when it was
 * taken back already, is of a kind that cannot be, or would leave open deals behind, %PURSUIT_ERROR_NOT_FOUND when the
 * record or its customer was deleted, %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when things are as they were
 */
gboolean
pursuit_records_undo (PursuitDesk  *desk,
                      gint64        entry_id,
                      gint64       *out_entry_id,
                      GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitJournalEntry) entry = NULL;
  g_auto(PursuitWayBack) way_back = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  gboolean undone;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!keep_before (&way_back, desk, entry_id, error) || !pursuit_tx_begin (&tx, store, error))
    return FALSE;
  entry = pursuit_journal_load (store, entry_id, error);
  if (entry == NULL || !pursuit_journal_is_undone (store, entry_id, &undone, error))
    return FALSE;
  if (undone)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This was undone already."));
      return FALSE;
    }

  if (pursuit_import_is_whole (entry))
    return pursuit_import_take_back (desk, entry, out_entry_id, error) && pursuit_way_back_end (&way_back, error) &&
           pursuit_tx_commit (&tx, error) && pursuit_desk_refresh (desk, error);

  if (pursuit_merge_is_entry (entry))
    return pursuit_merge_take_back (desk, entry, out_entry_id, error) && pursuit_tx_commit (&tx, error);

  if (!take_back (desk, entry, out_entry_id, error) || !pursuit_tx_commit (&tx, error))
    return FALSE;

  if (g_str_equal (entry->entity, "role_right"))
    pursuit_desk_refresh_rights (desk, NULL);
  return TRUE;
}
