/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-merge-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-part-lookups.h"
#include "pursuit-records-private.h"
#include "pursuit-references.h"
#include "pursuit-standing.h"

/* Takes a merge apart again. What was moved goes back unless somebody moved it elsewhere since; what was written is put back if it is
 * as the merge left it, field by field; what is newer stays with the winner. */

typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  GType type;
  PursuitRecord *winner;
  PursuitRecord *loser;
  JsonObject *before;
  JsonObject *after;
  JsonObject *merge;
} Undo;

static JsonObject *
parse_object (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
move_range_back (Undo                    *self,
                 const PursuitReference  *reference,
                 gint64                   first,
                 gint64                   last,
                 GError                 **error)
{
  for (gint64 id = first; id <= last; id++)
    {
      gboolean moved;

      if (!pursuit_references_move (self->store, reference, id, self->winner->id, self->loser->id, &moved, error))
        return FALSE;
      /* what was added to a deal since goes with it */
      if (moved && reference->type == PURSUIT_TYPE_DEAL && self->type == PURSUIT_TYPE_CUSTOMER &&
          !pursuit_part_set_customer (self->store, id, self->loser->id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
move_back (Undo    *self,
           GError **error)
{
  g_autoptr(GArray) references = pursuit_references_list (self->type);

  for (guint i = 0; i < references->len; i++)
    {
      const PursuitReference *reference = &g_array_index (references, PursuitReference, i);
      g_autofree char *name = g_strconcat (reference->table, ".", reference->column, NULL);
      JsonArray *ranges = get_array (get_object (self->merge, "moved"), name);

      for (guint j = 0; ranges != NULL && j < json_array_get_length (ranges); j++)
        {
          JsonArray *range = json_array_get_array_element (ranges, j);

          if (!move_range_back (self, reference, json_array_get_int_element (range, 0),
                                json_array_get_int_element (range, json_array_get_length (range) - 1), error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
put_back_kept (Undo         *self,
               GType         type,
               JsonArray    *was,
               JsonArray    *is,
               GError      **error)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (self->store, type, json_array_get_int_element (was, 0), error);

  return record != NULL &&
         pursuit_records_put_back (record, json_array_get_object_element (was, 1), json_array_get_object_element (is, 1),
                                   error) &&
         pursuit_store_update (self->store, record, error);
}

/* What was brought together comes apart; of one record the last change first. */
static gboolean
part (Undo        *self,
      GType        type,
      const char  *table,
      GError     **error)
{
  JsonArray *was = get_array (get_object (self->before, "kept"), table);
  JsonArray *is = get_array (get_object (self->after, "kept"), table);
  JsonArray *deleted = get_array (get_object (self->merge, "deleted"), table);

  for (guint i = was != NULL && is != NULL ? MIN (json_array_get_length (was), json_array_get_length (is)) : 0; i > 0; i--)
    if (!put_back_kept (self, type, json_array_get_array_element (was, i - 1), json_array_get_array_element (is, i - 1),
                        error))
      return FALSE;
  for (guint i = 0; deleted != NULL && i < json_array_get_length (deleted); i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_store_load (self->store, type, json_array_get_int_element (deleted, i), error);

      if (record == NULL || (record->deleted_at != 0 && !pursuit_store_set_deleted (self->store, record, FALSE, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
part_all (Undo    *self,
          GError **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    if (!part (self, types[i], pursuit_record_type_get_table (types[i]), error))
      return FALSE;

  return TRUE;
}

static gboolean
revive_loser (Undo    *self,
              GError **error)
{
  pursuit_record_set_number (self->loser,
                             pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (self->loser), "merged_into_id"), 0);

  return pursuit_store_set_deleted (self->store, self->loser, FALSE, error) &&
         pursuit_store_update (self->store, self->loser, error);
}

static gboolean
put_winner_back (Undo    *self,
                 GError **error)
{
  g_autoptr(PursuitRecord) old = pursuit_record_copy (self->winner);

  return pursuit_records_put_back (self->winner, self->before, self->after, error) &&
         (pursuit_record_diff (old, self->winner) == 0 || pursuit_store_update (self->store, self->winner, error)) &&
         pursuit_standing_note (self->desk, old, self->winner, N_("Undone"), error);
}

static gboolean
follow_contact (Undo    *self,
                GError **error)
{
  return self->type != PURSUIT_TYPE_CUSTOMER || (pursuit_records_follow_contact (self->desk, self->winner->id, error) &&
                                                 pursuit_records_follow_contact (self->desk, self->loser->id, error));
}

/* Later merges are taken back first. */
static gboolean
require_merged (Undo    *self,
                GError **error)
{
  const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (self->loser), "merged_into_id");

  if (pursuit_record_get_number (self->winner, field) != 0)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
                 _("“%s” was itself merged into another since; take that back first."), pursuit_record_get_name (self->winner));
  else if (self->loser->deleted_at == 0 || pursuit_record_get_number (self->loser, field) != self->winner->id)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, _("“%s” was changed since; it cannot be undone."),
                 pursuit_record_get_name (self->loser));
  else
    return pursuit_records_require_alive (self->winner, error) && pursuit_records_require_customer (self->desk, self->loser, error);

  return FALSE;
}

static char *
to_text (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static JsonObject *
describe (PursuitRecord    *record,
          PursuitFieldMask  changed,
          PursuitRecord    *loser)
{
  JsonObject *object = pursuit_record_to_json (record, changed);
  JsonObject *merge = json_object_new ();

  json_object_set_int_member (merge, "loser", loser->id);
  json_object_set_string_member (merge, "name", pursuit_record_get_name (loser));
  json_object_set_object_member (object, "merge", merge);

  return object;
}

static gboolean
write_entry (Undo                       *self,
             const PursuitJournalEntry  *undone,
             PursuitRecord              *old,
             gint64                     *out_entry_id,
             GError                    **error)
{
  PursuitFieldMask changed = pursuit_record_diff (old, self->winner) &
                             pursuit_merge_select_written (PURSUIT_RECORD_GET_CLASS (self->winner));
  g_autoptr(JsonObject) was = pursuit_record_to_json (old, changed);
  g_autoptr(JsonObject) is = describe (self->winner, changed, self->loser);
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);

  entry->actor_id = pursuit_desk_get_actor_id (self->desk);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (self->desk));
  entry->verb = g_strdup (PURSUIT_UNMERGE_VERB);
  entry->entity = g_strdup (undone->entity);
  entry->entity_id = undone->entity_id;
  entry->customer_id = undone->customer_id;
  entry->undoes_id = undone->id;
  entry->before = to_text (was);
  entry->after = to_text (is);
  if (!pursuit_journal_add (self->store, entry, error))
    return FALSE;

  if (out_entry_id != NULL)
    *out_entry_id = entry->id;
  return TRUE;
}

/* Rows go back before what was deleted for their sake comes back: there can only be one. */
static gboolean
take_back (Undo                       *self,
           const PursuitJournalEntry  *entry,
           gint64                     *out_entry_id,
           GError                    **error)
{
  g_autoptr(PursuitRecord) old = pursuit_record_copy (self->winner);

  return pursuit_merge_require (self->desk, self->winner, error) && pursuit_merge_require (self->desk, self->loser, error) &&
         require_merged (self, error) && put_winner_back (self, error) && revive_loser (self, error) &&
         move_back (self, error) && part_all (self, error) && follow_contact (self, error) &&
         write_entry (self, entry, old, out_entry_id, error);
}

/**
 * pursuit_merge_is_entry:
 * @entry: a journal entry
 *
 * Returns: %TRUE when it is about a merge or its undoing: more than the one record that it names was changed
 */
gboolean
pursuit_merge_is_entry (const PursuitJournalEntry *entry)
{
  return g_str_equal (entry->verb, PURSUIT_MERGE_VERB) || g_str_equal (entry->verb, PURSUIT_UNMERGE_VERB);
}

/**
 * pursuit_merge_take_back:
 * @desk: a desk, within a transaction
 * @entry: an entry for which pursuit_merge_is_entry() says so
 * @out_entry_id: (out) (optional): the entry of the undo
 * @error: return location
 *
 * Makes two of one again. What was changed since stays changed where that is possible: rows that went elsewhere stay there, what was
 * added stays with the winner.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when a field that the merge wrote was changed since, or the winner was merged again;
 * %PURSUIT_ERROR_NOT_FOUND when the winner was deleted, %PURSUIT_ERROR_INVALID when @entry itself undoes a merge,
 * %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when both are as they were
 */
gboolean
pursuit_merge_take_back (PursuitDesk                *desk,
                         const PursuitJournalEntry  *entry,
                         gint64                     *out_entry_id,
                         GError                    **error)
{
  g_autoptr(JsonObject) before = parse_object (entry->before);
  g_autoptr(JsonObject) after = parse_object (entry->after);
  g_autoptr(PursuitRecord) winner = NULL;
  g_autoptr(PursuitRecord) loser = NULL;
  Undo self = { desk, pursuit_desk_get_store (desk), pursuit_record_type_from_table (entry->entity), NULL, NULL, before, after,
                get_object (after, "merge") };

  if (!g_str_equal (entry->verb, PURSUIT_MERGE_VERB) || before == NULL || self.merge == NULL || self.type == G_TYPE_INVALID)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                           _("This cannot be done again from here; please merge them anew."));
      return FALSE;
    }

  winner = pursuit_store_load (self.store, self.type, entry->entity_id, error);
  loser = winner != NULL ? pursuit_store_load (self.store, self.type, json_object_get_int_member_with_default (self.merge, "loser", 0),
                                               error) : NULL;
  if (loser == NULL)
    return FALSE;

  self.winner = winner;
  self.loser = loser;
  return take_back (&self, entry, out_entry_id, error);
}
