/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-successions-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-backup.h"
#include "pursuit-error.h"
#include "pursuit-import-trace.h"
#include "pursuit-staff.h"
#include "pursuit-way-back.h"

/* Knowledge stays with the company (DOS-8): all that a leaver is responsible for goes to others in one step, with one entry of
 * the journal by which it is taken back (pursuit-import-undo.c), and a copy to go back to before it. */

/* Of what changed, before and after together: the journal takes 50 MB a text. */
#define MOST_CHANGES (40 * 1000 * 1000)

typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  PursuitSuccession *succession;
  PursuitSuccessionPreview *preview;
  PursuitImportTrace *trace;
  GCancellable *cancellable;
} Run;

/**
 * pursuit_successions_preview:
 * @desk: a desk
 * @succession: who comes after whom
 * @error: return location
 *
 * Says what pursuit_successions_do() would do, and what speaks against it; changes nothing.
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may not hand the leaver's work over, %PURSUIT_ERROR_NOT_FOUND when
 * somebody does not exist, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the preview
 */
PursuitSuccessionPreview *
pursuit_successions_preview (PursuitDesk        *desk,
                             PursuitSuccession  *succession,
                             GError            **error)
{
  g_auto(PursuitReading) reading = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && succession != NULL, NULL);

  if (!pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error))
    return NULL;

  return pursuit_successions_gather (desk, succession, error);
}

static gboolean
write_change (Run                 *run,
              GType                type,
              gint64               id,
              const PursuitField  *field,
              gint64               value,
              GError             **error)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (run->store, type, id, error);
  g_autoptr(PursuitRecord) before = NULL;

  if (record == NULL)
    return FALSE;
  before = pursuit_record_copy (record);
  pursuit_record_set_number (record, field, value);
  if (!pursuit_record_validate (record, error) || !pursuit_store_update (run->store, record, error))
    return FALSE;

  pursuit_import_trace_add_change (run->trace, before, record);
  return TRUE;
}

/* What is more than one entry holds could not be taken back. */
static gboolean
can_be_undone (Run     *run,
               GError **error)
{
  if (pursuit_import_trace_get_size (run->trace) <= MOST_CHANGES)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("This is more than can be undone in one step; hand it over region by region."));
  return FALSE;
}

static gboolean
hand_over (Run     *run,
           GError **error)
{
  for (guint i = 0; i < run->preview->items->len; i++)
    {
      PursuitSuccessionItem *item = g_ptr_array_index (run->preview->items, i);

      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
          !write_change (run, pursuit_duty_get_type_of (item->duty), item->id, pursuit_duty_get_field (item->duty), item->to_id, error) ||
          !can_be_undone (run, error))
        return FALSE;
    }
  if (!pursuit_succession_deactivates (run->succession) || run->preview->was_inactive)
    return TRUE;

  return write_change (run, PURSUIT_TYPE_STAFF, run->preview->leaver_id, pursuit_record_type_find (PURSUIT_TYPE_STAFF, "inactive"), 1,
                       error);
}

static JsonObject *
describe (PursuitSuccessionPreview *preview)
{
  JsonObject *head = json_object_new ();
  JsonArray *names = json_array_new ();

  json_object_set_string_member (head, "name", preview->leaver);
  for (guint i = 0; i < preview->shares->len; i++)
    json_array_add_string_element (names, ((PursuitSuccessionShare *) g_ptr_array_index (preview->shares, i))->name);
  json_object_set_array_member (head, "to", names);
  for (PursuitDuty duty = 0; duty < PURSUIT_N_DUTIES; duty++)
    json_object_set_int_member (head, pursuit_duty_get_nick (duty), preview->counts[duty]);

  return head;
}

static gboolean
write_entry (Run     *run,
             gint64  *out_entry_id,
             GError **error)
{
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);
  g_autoptr(JsonObject) head = describe (run->preview);

  entry->actor_id = pursuit_desk_get_actor_id (run->desk);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (run->desk));
  entry->verb = g_strdup ("succession");
  entry->entity = g_strdup ("staff");
  entry->entity_id = run->preview->leaver_id;
  pursuit_import_trace_to_json (run->trace, head, &entry->before, &entry->after);
  if (!pursuit_journal_add (run->store, entry, error))
    return FALSE;

  *out_entry_id = entry->id;
  return TRUE;
}

static gboolean
require_no_refusal (Run     *run,
                    GError **error)
{
  if (run->preview->refusals->len == 0)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, g_ptr_array_index (run->preview->refusals, 0));
  return FALSE;
}

/* Whoever may not is told so before anything is copied. */
static gboolean
run_all (Run     *run,
         gint64  *out_entry_id,
         GError **error)
{
  g_auto(PursuitWayBack) way_back = { NULL };
  g_auto(PursuitTx) tx = { NULL };

  if (!pursuit_desk_require_for (run->desk, PURSUIT_RIGHT_HAND_OVER, pursuit_succession_get_leaver (run->succession), error) ||
      !pursuit_way_back_begin (&way_back, run->desk, PURSUIT_BACKUP_BEFORE_SUCCESSION, run->cancellable, error) ||
      !pursuit_tx_begin (&tx, run->store, error))
    return FALSE;
  run->preview = pursuit_successions_gather (run->desk, run->succession, error);

  return run->preview != NULL && require_no_refusal (run, error) && hand_over (run, error) &&
         write_entry (run, out_entry_id, error) && pursuit_way_back_end (&way_back, error) && pursuit_tx_commit (&tx, error) &&
         pursuit_desk_refresh (run->desk, error);
}

/**
 * pursuit_successions_do:
 * @desk: a desk
 * @succession: who comes after whom
 * @cancellable: (nullable): ends it; everything is then as it was
 * @out_done: (out) (optional) (transfer full): what was done
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * DOS-8: gives all that the leaver is responsible for to the successors: customers, open deals, next steps, deals to accept, units
 * to lead, and the people who report to the leaver; with pursuit_succession_set_deactivate() the leaver has left. Closed deals
 * stay in the leaver's name, since the figures say who sold them. It is one journal entry, and pursuit_records_undo() takes it
 * back as a whole.
 *
 * Fails with %PURSUIT_ERROR_INVALID and the first sentence of the preview's refusals, %PURSUIT_ERROR_DENIED,
 * %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_STORAGE or %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE when it is done
 */
gboolean
pursuit_successions_do (PursuitDesk               *desk,
                        PursuitSuccession         *succession,
                        GCancellable              *cancellable,
                        PursuitSuccessionPreview **out_done,
                        gint64                    *out_entry_id,
                        GError                   **error)
{
  g_autoptr(PursuitImportTrace) trace = pursuit_import_trace_new ();
  g_autoptr(PursuitSuccessionPreview) preview = NULL;
  Run run = { desk, pursuit_desk_get_store (desk), succession, NULL, trace, cancellable };
  gint64 entry_id;
  gboolean done;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && succession != NULL, FALSE);

  done = run_all (&run, &entry_id, error);
  preview = run.preview;
  if (!done)
    return FALSE;

  if (out_done != NULL)
    *out_done = g_steal_pointer (&preview);
  if (out_entry_id != NULL)
    *out_entry_id = entry_id;
  return TRUE;
}
