/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-backup.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-journal.h"
#include "pursuit-way-back.h"

/*
 * One run over a file:
 *
 *   cells -> values -> record (-values.c, -refs.c) -> known, new (-match.c) or alike (-alike.c) -> written (-settle.c)
 *
 * in one transaction, with one journal entry (-trace.c) by which the whole can be taken back (-undo.c). A dry run does
 * the same and rolls back, so that it cannot tell anything else than the real one.
 *
 * What is wrong with a row is found before anything of it is written. Where that turns out later, all is rolled back and tried
 * again, and the row is refused from the start; where the engine refused a record that was written while later rows were read, it
 * is tried again record by record, so that the row is known. That hardly ever happens, and costs nothing where it does not.
 */

/* How often to tell how far it is. Whether anybody still wants it is asked for every row: one may be megabytes long. */
#define ROWS_PER_STEP 64

/* Of what changed, before and after together. */
#define MOST_CHANGES (40 * 1000 * 1000)

static void
run_clear (PursuitImportRun *run)
{
  if (run->state != NULL && run->free_state != NULL)
    run->free_state (run->state);
  pursuit_import_refs_clear (run);
  g_clear_pointer (&run->seen, g_hash_table_unref);
  g_clear_pointer (&run->merged, g_hash_table_unref);
  g_clear_pointer (&run->kept, g_hash_table_unref);
  g_clear_pointer (&run->bindings, g_array_unref);
  g_clear_pointer (&run->report, pursuit_import_report_free);
  g_clear_pointer (&run->trace, pursuit_import_trace_free);
  g_clear_pointer (&run->likeness, pursuit_likeness_free);
  g_clear_pointer (&run->colleagues, g_array_unref);
  g_clear_pointer (&run->alike, pursuit_import_likeness_free);
  g_clear_object (&run->company);
  g_clear_object (&run->incoming);
  g_clear_pointer (&run->type_class, g_type_class_unref);
  g_free (run->doubt);
  g_free (run->changes);
  g_string_free (run->scratch, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitImportRun, run_clear)

static void
run_init (PursuitImportRun           *run,
          PursuitImport              *import,
          PursuitDesk                *desk,
          const PursuitImportWatcher *watcher)
{
  run->import = import;
  run->handler = import->handler;
  run->watcher = watcher;
  run->desk = desk;
  run->store = pursuit_desk_get_store (desk);
  run->currency = pursuit_desk_get_currency (desk);
  run->type = run->handler->get_type ();
  run->type_class = g_type_class_ref (run->type);
  run->klass = PURSUIT_RECORD_CLASS (run->type_class);
  run->incoming = pursuit_record_new (run->type);
  run->bindings = g_array_new (FALSE, FALSE, sizeof (PursuitImportBinding));
  g_array_set_clear_func (run->bindings, pursuit_import_binding_clear);
  run->report = pursuit_import_report_new ();
  run->report->first_kept_out = import->first_kept_out;
  run->trace = pursuit_import_trace_new ();
  run->seen = g_hash_table_new (NULL, NULL);
  run->merged = g_hash_table_new (NULL, NULL);
  run->kept = g_hash_table_new (NULL, NULL);
  run->scratch = g_string_new (NULL);
  pursuit_import_refs_init (run);
}

static void
begin_row (PursuitImportRun    *run,
           const char * const  *cells)
{
  run->report->n_rows++;
  run->row = pursuit_row_source_get_row (run->import->source);
  run->cells = cells;
  run->column = NULL;
  run->doubt_column = NULL;
  g_clear_pointer (&run->doubt, g_free);
  g_clear_pointer (&run->changes, g_free);
  g_clear_pointer (&run->alike, pursuit_import_likeness_free);
  g_clear_object (&run->company);
  run->is_kept_out = FALSE;
  run->n_written = 0;
}

static gboolean
settle_row (PursuitImportRun  *run,
            GError           **error)
{
  PursuitFieldMask given;

  pursuit_record_reset (run->incoming);
  return pursuit_import_read_cells (run, run->incoming, &given, error) &&
         run->handler->settle (run, run->incoming, given, error);
}

static void
refusal_free (gpointer data)
{
  g_free (((PursuitImportRefusal *) data)->message);
  g_free (data);
}

/* A part of the row is written already, which cannot stay: this try ends here, and the next one knows. */
static void
break_at_row (PursuitImportRun *run,
              const GError     *refused)
{
  PursuitImportRefusal *refusal = g_new0 (PursuitImportRefusal, 1);

  refusal->message = g_strdup (refused->message);
  refusal->column = run->column;
  g_hash_table_insert (run->broken, GSIZE_TO_POINTER ((gsize) run->row), refusal);
  run->is_broken = TRUE;
}

/* What is wrong with a row is the row's; what is wrong with the store or the file ends the run. */
static gboolean
take_row (PursuitImportRun    *run,
          const char * const  *cells,
          GError             **error)
{
  const PursuitImportRefusal *broken = NULL;
  g_autoptr(GError) local = NULL;
  gboolean is_taken;

  begin_row (run, cells);
  if (g_hash_table_size (run->broken) > 0)
    broken = g_hash_table_lookup (run->broken, GSIZE_TO_POINTER ((gsize) run->row));
  if (broken != NULL)
    {
      run->column = broken->column;
      return pursuit_import_refuse_row (run, broken->message, FALSE, error);
    }
  is_taken = settle_row (run, &local);
  pursuit_import_settle_deferred (run, is_taken && !run->is_kept_out);
  if (is_taken)
    {
      if (!pursuit_import_write_doubt (run, error))
        return FALSE;
      pursuit_import_take_row (run);
      return TRUE;
    }
  /* A deal that lacks milestones concerns its own row. */
  if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_INVALID) ||
      g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_GATED))
    {
      if (run->n_written == 0)
        return pursuit_import_refuse_row (run, local->message, FALSE, error);
      break_at_row (run, local);
    }

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The journal takes 50 MB a text; what it could not take back is not done. */
static gboolean
can_be_undone (PursuitImportRun  *run,
               GError           **error)
{
  if (pursuit_import_trace_get_size (run->trace) <= MOST_CHANGES)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               _("“%s” changes more than can be undone in one step; divide it into several files."),
               pursuit_row_source_get_name (run->import->source));
  return FALSE;
}

static gboolean
watch (PursuitImportRun  *run,
       GError           **error)
{
  const PursuitImportWatcher *watcher = run->watcher;

  if (watcher->func != NULL && run->report->n_rows % ROWS_PER_STEP == 0)
    watcher->func (pursuit_row_source_get_progress (run->import->source), run->report->n_rows, watcher->user_data);

  return can_be_undone (run, error) && !g_cancellable_set_error_if_cancelled (watcher->cancellable, error);
}

static gboolean
take_rows (PursuitImportRun  *run,
           GError           **error)
{
  PursuitRowSource *source = run->import->source;

  for (;;)
    {
      g_autoptr(GError) local = NULL;
      const char * const *cells = NULL;

      if (pursuit_row_source_next (source, &cells, &local))
        {
          if (cells == NULL)
            return TRUE;
          if (!take_row (run, cells, error))
            return FALSE;
        }
      else if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_INVALID))
        {
          begin_row (run, pursuit_row_source_get_refused (source));
          if (!pursuit_import_refuse_row (run, local->message, TRUE, error))
            return FALSE;
        }
      else
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }

      if (!watch (run, error))
        return FALSE;
    }
}

static void
note_revived (PursuitImportRun *run)
{
  if (run->n_revived > 0)
    pursuit_import_note (run, g_strdup_printf (ngettext ("%lu row brought back a record that had been deleted.",
                                                         "%lu rows brought back records that had been deleted.",
                                                         (gulong) run->n_revived),
                                               (gulong) run->n_revived));
}

static void
note_left_out (PursuitImportRun *run)
{
  g_autoptr(GString) headers = g_string_new (NULL);

  for (guint i = 0; i < run->import->columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (run->import->columns, i);

      if (column->field == NULL)
        g_string_append_printf (headers, "%s%s", headers->len > 0 ? _(", ") : "", column->header);
    }
  if (headers->len > 0)
    pursuit_import_note (run, g_strdup_printf (_("These columns were left out: %s."), headers->str));
}

/* What was not looked for was not found. */
static void
note_similar (PursuitImportRun *run)
{
  if (run->likeness != NULL && run->type == PURSUIT_TYPE_CUSTOMER && !pursuit_likeness_has_similar (run->likeness))
    pursuit_import_note (run, g_strdup (_("There are so many customers that names were only compared as they are, not those that differ in one character.")));
}

static void
note_source (PursuitImportRun *run)
{
  char *note = pursuit_row_source_dup_note (run->import->source);

  if (note != NULL)
    pursuit_import_note (run, note);
}

static JsonObject *
make_head (PursuitImportRun *run)
{
  static const char *const names[] = { "new", "changed", "unchanged", "doubtful", "refused" };
  JsonObject *head = json_object_new ();

  json_object_set_string_member (head, "file", pursuit_row_source_get_name (run->import->source));
  json_object_set_int_member (head, "rows", (gint64) run->report->n_rows);
  for (guint i = 0; i < PURSUIT_N_OUTCOMES; i++)
    json_object_set_int_member (head, names[i], (gint64) run->report->counts[i]);

  return head;
}

static gboolean
write_journal (PursuitImportRun  *run,
               GError           **error)
{
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);
  g_autoptr(JsonObject) head = make_head (run);

  if (pursuit_import_trace_is_empty (run->trace))
    return TRUE;

  entry->actor_id = pursuit_desk_get_actor_id (run->desk);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (run->desk));
  entry->verb = g_strdup ("import");
  entry->entity = g_strdup (run->klass->table);
  pursuit_import_trace_to_json (run->trace, head, &entry->before, &entry->after);
  if (!pursuit_journal_add (run->store, entry, error))
    return FALSE;

  run->report->entry_id = entry->id;
  return TRUE;
}

static gboolean
do_run (PursuitImportRun  *run,
        GError           **error)
{
  const PursuitImportWatcher *watcher = run->watcher;

  if ((run->handler->prepare != NULL && !run->handler->prepare (run, error)) ||
      !pursuit_row_source_rewind (run->import->source, error) || !take_rows (run, error) ||
      !pursuit_import_resolve_deferred (run, error) || !can_be_undone (run, error) ||
      !pursuit_import_note_standing (run, error) || !pursuit_store_settle_inserts (run->store, error))
    return FALSE;

  pursuit_import_note_names (run);
  if (run->handler->finish != NULL)
    run->handler->finish (run);
  note_revived (run);
  note_left_out (run);
  note_similar (run);
  note_source (run);
  if (watcher->func != NULL)
    watcher->func (1.0, run->report->n_rows, watcher->user_data);
  return !g_cancellable_set_error_if_cancelled (watcher->cancellable, error);
}

/* What the actor may not see of anybody, a file cannot bring in either. */
static gboolean
may_fill (PursuitImport  *self,
          PursuitDesk    *desk,
          GError        **error)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (self->columns, i);
      const PursuitField *field = column->field != NULL ? pursuit_import_find_field (self->kind, self->own_set, column->field) : NULL;

      if (field != NULL && (field->flags & PURSUIT_FIELD_PROFILE))
        return pursuit_desk_require (desk, PURSUIT_RIGHT_PROFILE, error);
    }

  return TRUE;
}

static gboolean
may_run (PursuitImport  *self,
         PursuitDesk    *desk,
         GError        **error)
{
  return may_fill (self, desk, error) && pursuit_desk_require (desk, PURSUIT_RIGHT_IMPORT, error) &&
         pursuit_desk_require (desk, self->handler->right, error);
}

/* What the tries of one run have in common. */
typedef struct
{
  PursuitImport *import;
  PursuitDesk *desk;
  const PursuitImportWatcher *watcher;
  PursuitWayBack *way_back;   /* NULL for a dry run */
  GHashTable *broken;         /* as in a PursuitImportRun */
  gboolean at_once;           /* record by record */
  gboolean again;             /* the last try failed, and the next one knows why */
} Attempt;

static gboolean
finish_run (PursuitImportRun  *run,
            const Attempt     *attempt,
            PursuitTx         *tx,
            GError           **error)
{
  if (attempt->way_back == NULL)
    return TRUE;
  if (!attempt->import->allow_refused && run->report->counts[PURSUIT_OUTCOME_REFUSED] > 0)
    {
      pursuit_import_set_refused (run, error);
      attempt->import->report = g_steal_pointer (&run->report);
      return FALSE;
    }

  return write_journal (run, error) && pursuit_way_back_end (attempt->way_back, error) && pursuit_tx_commit (tx, error);
}

/* The rows that were handed out come again. */
static gboolean
begin_anew (PursuitImport  *self,
            GError        **error)
{
  return (self->rejects_anew == NULL || self->rejects_anew (self->rejects_data, error)) &&
         (self->doubts_anew == NULL || self->doubts_anew (self->doubts_data, error));
}

/* One way through the file, in a transaction of its own. */
static PursuitImportReport *
try_once (Attempt  *attempt,
          GError  **error)
{
  PursuitStore *store = pursuit_desk_get_store (attempt->desk);
  g_auto(PursuitImportRun) run = { NULL };
  g_auto(PursuitTx) tx = { NULL };

  attempt->again = FALSE;
  run_init (&run, attempt->import, attempt->desk, attempt->watcher);
  run.broken = attempt->broken;
  if (!pursuit_import_bind_columns (attempt->import, run.bindings, error) || !pursuit_tx_begin_large (&tx, store, error))
    return NULL;
  if (attempt->at_once)
    pursuit_store_insert_at_once (store);

  if (do_run (&run, error) && finish_run (&run, attempt, &tx, error))
    return g_steal_pointer (&run.report);

  if (!attempt->at_once && pursuit_store_has_refused_insert (store))
    attempt->again = attempt->at_once = TRUE;
  else
    attempt->again = run.is_broken;
  return NULL;
}

/**
 * pursuit_import_run:
 * @self: an import
 * @desk: where to
 * @dry_run: find out what would happen, and change nothing; refused rows do not make it fail
 * @progress: (nullable) (scope call): told how far it is, on this thread
 * @user_data: for @progress
 * @cancellable: (nullable): ends the run; the data is then as it was
 * @error: return location
 *
 * Reads the file from its beginning, once, and brings it in, all in one transaction: either everything, or, when it fails or
 * is cancelled, nothing. Of the rows before the present one only what is needed is kept: some 60 bytes for whatever a record
 * is known by, and what a person reads of the first rows of each outcome. It is one journal entry, and pursuit_records_undo() takes it back as a whole. The same file can be
 * imported again: rows that are known are updated where they say something else, cells that are blank change nothing.
 *
 * Fails with %PURSUIT_ERROR_INVALID when a required column is missing, a stage is unknown, more is changed than one entry of the
 * journal holds, or any row is refused without
 * pursuit_import_set_allow_refused() (then pursuit_import_take_report() has them all); with %PURSUIT_ERROR_DENIED without
 * the right; with %PURSUIT_ERROR_STORAGE when the file or the database cannot be used; with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what became of the rows
 */
PursuitImportReport *
pursuit_import_run (PursuitImport    *self,
                    PursuitDesk      *desk,
                    gboolean          dry_run,
                    PursuitProgress   progress,
                    gpointer          user_data,
                    GCancellable     *cancellable,
                    GError          **error)
{
  const PursuitImportWatcher watcher = { progress, user_data, cancellable };
  g_autoptr(GHashTable) broken = g_hash_table_new_full (NULL, NULL, NULL, refusal_free);
  g_auto(PursuitWayBack) way_back = { NULL };
  Attempt attempt = { self, desk, &watcher, dry_run ? NULL : &way_back, broken, FALSE, FALSE };
  PursuitImportReport *report;

  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), NULL);
  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  g_clear_pointer (&self->report, pursuit_import_report_free);
  if (!may_run (self, desk, error) ||
      (!dry_run && !pursuit_way_back_begin (&way_back, desk, PURSUIT_BACKUP_BEFORE_IMPORT, cancellable, error)))
    return NULL;

  for (;;)
    {
      g_autoptr(GError) local = NULL;

      report = try_once (&attempt, &local);
      if (report == NULL && attempt.again && begin_anew (self, error))
        continue;
      if (report == NULL && !attempt.again)
        g_propagate_error (error, g_steal_pointer (&local));
      return report;
    }
}

/**
 * pursuit_import_take_report:
 * @self: an import
 *
 * What the last run that failed because of refused rows found out.
 *
 * Returns: (transfer full) (nullable): the report, once; %NULL when the last run did not fail for that reason
 */
PursuitImportReport *
pursuit_import_take_report (PursuitImport *self)
{
  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), NULL);

  return g_steal_pointer (&self->report);
}
