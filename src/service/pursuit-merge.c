/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-merge-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-records-private.h"
#include "pursuit-standing.h"

/* Somebody who is there twice becomes one (DOS-6). The loser stays as a deleted row that says into whom it was merged: its number,
 * its id in another system and its texts are not lost, and lead to the winner. */

/* How many records above one another are looked at: in a loop one would never come to an end. */
#define MOST_ABOVE 1000

static gint64
get_number (PursuitRecord *record,
            const char    *name)
{
  const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), name);

  return field != NULL ? pursuit_record_get_number (record, field) : 0;
}

/* What is put back when it is taken back; what rules compute follows by itself. */
PursuitFieldMask
pursuit_merge_select_written (PursuitRecordClass *klass)
{
  return pursuit_record_class_select_combined (klass) |
         pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, "extra"));
}

/* The right to merge, for whom the record belongs to. */
gboolean
pursuit_merge_require (PursuitDesk    *desk,
                       PursuitRecord  *record,
                       GError        **error)
{
  return pursuit_records_require (desk, record, PURSUIT_RIGHT_MERGE, error);
}

/**
 * pursuit_merge_load_both:
 * @desk: a desk
 * @type: a record type
 * @winner_id: a record
 * @loser_id: another
 * @out_winner: (out) (transfer full): the first
 * @out_loser: (out) (transfer full): the second
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when both are the same, %PURSUIT_ERROR_NOT_FOUND when one is gone, %PURSUIT_ERROR_DENIED when the
 * actor may not merge one of them, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when both are there and may be merged
 */
gboolean
pursuit_merge_load_both (PursuitDesk    *desk,
                         GType           type,
                         gint64          winner_id,
                         gint64          loser_id,
                         PursuitRecord **out_winner,
                         PursuitRecord **out_loser,
                         GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) winner = pursuit_store_load (store, type, winner_id, error);
  g_autoptr(PursuitRecord) loser = winner != NULL ? pursuit_store_load (store, type, loser_id, error) : NULL;

  if (loser == NULL)
    return FALSE;
  if (winner_id == loser_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” cannot be merged with itself."),
                   pursuit_record_get_name (winner));
      return FALSE;
    }
  if (!pursuit_merge_require (desk, winner, error) || !pursuit_merge_require (desk, loser, error) ||
      !pursuit_records_require_alive (winner, error) || !pursuit_records_require_alive (loser, error))
    return FALSE;

  *out_winner = g_steal_pointer (&winner);
  *out_loser = g_steal_pointer (&loser);
  return TRUE;
}

/* Whether @other stands above @record. */
static gboolean
is_below (PursuitStore   *store,
          PursuitRecord  *record,
          PursuitRecord  *other,
          const char     *above,
          gboolean       *out_below,
          GError        **error)
{
  gint64 id = get_number (record, above);

  for (guint i = 0; id != 0 && id != other->id && i < MOST_ABOVE; i++)
    {
      g_autoptr(PursuitRecord) next = pursuit_store_load (store, G_OBJECT_TYPE (record), id, error);

      if (next == NULL)
        return FALSE;
      id = get_number (next, above);
    }

  *out_below = id == other->id;
  return TRUE;
}

/* An infinite loop of firms or superiors would be the least that comes of it: whoever stands above somebody is somebody else. */
gboolean
pursuit_merge_require_apart (PursuitDesk    *desk,
                             PursuitRecord  *winner,
                             PursuitRecord  *loser,
                             GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  gboolean is_customer = PURSUIT_IS_CUSTOMER (winner);
  const char *above = is_customer ? "parent_id" : "reports_to_id";
  gboolean winner_below = FALSE, loser_below = FALSE;

  if (!is_below (store, winner, loser, above, &winner_below, error) ||
      !is_below (store, loser, winner, above, &loser_below, error))
    return FALSE;
  if (!winner_below && !loser_below)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               is_customer ? _("“%1$s” belongs to “%2$s”: a subsidiary is not merged with the company above it.")
                           : _("“%1$s” reports to “%2$s”: these are two people."),
               pursuit_record_get_name (winner_below ? winner : loser),
               pursuit_record_get_name (winner_below ? loser : winner));
  return FALSE;
}

/* The company above, chosen from the loser, may itself stand below the winner. */
static gboolean
require_no_loop (PursuitDesk    *desk,
                 PursuitRecord  *winner,
                 GError        **error)
{
  gboolean below = FALSE;

  if (!is_below (pursuit_desk_get_store (desk), winner, winner, PURSUIT_IS_CUSTOMER (winner) ? "parent_id" : "reports_to_id",
                 &below, error))
    return FALSE;
  if (!below)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” would stand above itself."), pursuit_record_get_name (winner));
  return FALSE;
}

static gboolean
require_as_seen (PursuitRecord  *record,
                 gint64          revision,
                 GError        **error)
{
  if (revision == 0 || record->revision == revision)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, _("Somebody else changed “%s” meanwhile."),
               pursuit_record_get_name (record));
  return FALSE;
}

static gboolean
write_winner (PursuitDesk             *desk,
              PursuitRecord           *before,
              PursuitRecord           *winner,
              PursuitRecord           *loser,
              const PursuitCombining  *combining,
              GError                 **error)
{
  pursuit_record_combine (winner, loser, combining);

  return require_no_loop (desk, winner, error) &&
         pursuit_records_require_customer (desk, winner, error) &&
         pursuit_records_require_change (desk, before, winner, error) &&
         pursuit_standing_require_change (desk, before, winner, error) &&
         (pursuit_record_diff (before, winner) == 0 ||
          pursuit_store_update (pursuit_desk_get_store (desk), winner, error)) &&
         pursuit_standing_note (desk, before, winner, N_("Merged"), error) &&
         (!PURSUIT_IS_CUSTOMER (winner) || pursuit_records_follow_contact (desk, winner->id, error));
}

static gboolean
write_loser (PursuitDesk    *desk,
             PursuitRecord  *loser,
             gint64          winner_id,
             GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);

  pursuit_record_set_number (loser, pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (loser), "merged_into_id"), winner_id);

  return pursuit_store_update (store, loser, error) && pursuit_store_set_deleted (store, loser, TRUE, error);
}

static char *
to_text (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static void
describe (PursuitJournalEntry *entry,
          PursuitRecord       *before,
          PursuitRecord       *winner,
          PursuitRecord       *loser,
          PursuitMergeTrace   *trace)
{
  PursuitFieldMask changed = pursuit_record_diff (before, winner) &
                             pursuit_merge_select_written (PURSUIT_RECORD_GET_CLASS (winner));
  g_autoptr(JsonObject) was = pursuit_record_to_json (before, changed);
  g_autoptr(JsonObject) is = pursuit_record_to_json (winner, changed);
  JsonObject *merge = json_object_new ();

  json_object_set_object_member (was, "kept", json_object_ref (trace->kept_before));
  json_object_set_int_member (merge, "loser", loser->id);
  json_object_set_string_member (merge, "name", pursuit_record_get_name (loser));
  json_object_set_object_member (merge, "moved", json_object_ref (trace->moved));
  json_object_set_object_member (merge, "deleted", json_object_ref (trace->deleted));
  json_object_set_object_member (is, "merge", merge);
  json_object_set_object_member (is, "kept", json_object_ref (trace->kept_after));
  entry->before = to_text (was);
  entry->after = to_text (is);
}

static gboolean
write_journal (PursuitDesk        *desk,
               PursuitRecord      *before,
               PursuitRecord      *winner,
               PursuitRecord      *loser,
               PursuitMergeTrace  *trace,
               gint64             *out_entry_id,
               GError            **error)
{
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);

  entry->actor_id = pursuit_desk_get_actor_id (desk);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (desk));
  entry->verb = g_strdup (PURSUIT_MERGE_VERB);
  entry->entity = g_strdup (PURSUIT_RECORD_GET_CLASS (winner)->table);
  entry->entity_id = winner->id;
  entry->customer_id = PURSUIT_IS_CUSTOMER (winner) ? winner->id : get_number (winner, "customer_id");
  describe (entry, before, winner, loser, trace);
  if (!pursuit_journal_add (pursuit_desk_get_store (desk), entry, error))
    return FALSE;

  if (out_entry_id != NULL)
    *out_entry_id = entry->id;
  return TRUE;
}

/* First what belongs to the loser goes over, so that what the winner becomes can be judged by all of it. */
static gboolean
merge_loaded (PursuitDesk         *desk,
              const PursuitMerge  *merge,
              PursuitRecord       *winner,
              PursuitRecord       *loser,
              gint64              *out_entry_id,
              GError             **error)
{
  g_autoptr(PursuitRecord) before = pursuit_record_copy (winner);
  g_auto(PursuitMergeTrace) trace = { NULL };
  PursuitCombining combining = merge->combining;

  if (!merge->has_choices)
    pursuit_record_suggest_combining (winner, loser, &combining);
  pursuit_merge_trace_init (&trace);

  return pursuit_merge_move_children (desk, merge->type, loser->id, winner->id, &trace, error) &&
         write_winner (desk, before, winner, loser, &combining, error) &&
         write_loser (desk, loser, winner->id, error) &&
         write_journal (desk, before, winner, loser, &trace, out_entry_id, error);
}

/**
 * pursuit_merge_records:
 * @desk: a desk
 * @merge: what is to become one, and how
 * @out_entry_id: (out) (optional): the journal entry, which pursuit_records_undo() takes back
 * @error: return location
 *
 * Merges two customers or two contacts: one stays with the fields that were chosen, and everything that belongs to the other or refers
 * to it goes over. Where both have the same thing of which there can only be one (somebody's part in a deal, a relationship in a
 * period), it is brought together. It is done here and now or not at all: it does not wait in the outbox.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the two are one already or one stands above the other, %PURSUIT_ERROR_NOT_FOUND when one was
 * deleted, %PURSUIT_ERROR_CONFLICT when one was changed since it was seen, %PURSUIT_ERROR_DENIED unless the actor may merge both, or
 * %PURSUIT_ERROR_STORAGE; nothing is written then.
 *
 * Returns: %TRUE when they are one
 */
gboolean
pursuit_merge_records (PursuitDesk         *desk,
                       const PursuitMerge  *merge,
                       gint64              *out_entry_id,
                       GError             **error)
{
  g_autoptr(PursuitRecord) winner = NULL;
  g_autoptr(PursuitRecord) loser = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);
  g_return_val_if_fail (merge->type == PURSUIT_TYPE_CUSTOMER || merge->type == PURSUIT_TYPE_CONTACT, FALSE);

  return pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) &&
         pursuit_merge_load_both (desk, merge->type, merge->winner_id, merge->loser_id, &winner, &loser, error) &&
         require_as_seen (winner, merge->winner_revision, error) && require_as_seen (loser, merge->loser_revision, error) &&
         pursuit_merge_require_apart (desk, winner, loser, error) &&
         merge_loaded (desk, merge, winner, loser, out_entry_id, error) && pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_merge_find_kept:
 * @desk: a desk
 * @type: a record type
 * @id: a record
 * @out_id: (out): the record into which it was merged, @id itself when it was not
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_id was set
 */
gboolean
pursuit_merge_find_kept (PursuitDesk  *desk,
                         GType         type,
                         gint64        id,
                         gint64       *out_id,
                         GError      **error)
{
  gint64 kept_id = id;

  for (guint i = 0; i < MOST_ABOVE; i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_store_load (pursuit_desk_get_store (desk), type, kept_id, error);

      if (record == NULL)
        return FALSE;
      if (get_number (record, "merged_into_id") == 0)
        break;
      kept_id = get_number (record, "merged_into_id");
    }

  *out_id = kept_id;
  return TRUE;
}
