/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"

/* What a person hears of an import: rows, counts, notes, and the rows that were refused. */

/* What is kept of rows is for the eye: of long texts the beginning, and the cells of as many rows as fit. The file of
 * refused rows gets them whole. */
#define MAX_KEPT_CELL 512
#define MAX_KEPT_MESSAGE 4096
#define MAX_KEPT_BYTES (32 * 1024 * 1024)

static void
row_free (gpointer data)
{
  PursuitImportRow *row = data;

  g_free (row->column);
  g_free (row->message);
  g_free (row->sentence);
  g_strfreev (row->cells);
  g_clear_pointer (&row->likeness, pursuit_import_likeness_free);
  g_free (row);
}

PursuitImportReport *
pursuit_import_report_new (void)
{
  PursuitImportReport *report = g_new0 (PursuitImportReport, 1);

  report->rows = g_ptr_array_new_with_free_func (row_free);
  report->people = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_import_person_free);
  report->notes = g_ptr_array_new_with_free_func (g_free);

  return report;
}

/**
 * pursuit_import_report_free:
 * @report: (transfer full): a report
 */
void
pursuit_import_report_free (PursuitImportReport *report)
{
  g_ptr_array_unref (report->rows);
  g_ptr_array_unref (report->people);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

static char *
dup_beginning (const char *text,
               gsize       most)
{
  g_autofree char *beginning = NULL;

  if (text == NULL || strlen (text) <= most)
    return g_strdup (text);

  beginning = g_strndup (text, (gsize) (g_utf8_find_prev_char (text, text + most) - text));
  return g_strconcat (beginning, "…", NULL);
}

static char **
dup_cells (PursuitImportRun    *run,
           const char * const  *cells)
{
  guint n = cells != NULL ? g_strv_length ((char **) cells) : 0;
  gsize n_bytes = (n + 1) * sizeof (char *);
  char **kept;

  for (guint i = 0; i < n; i++)
    n_bytes += MIN (strlen (cells[i]), MAX_KEPT_CELL) + 16;
  if (cells == NULL || n_bytes > MAX_KEPT_BYTES - run->kept_bytes)
    return NULL;

  run->kept_bytes += n_bytes;
  kept = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    kept[i] = dup_beginning (cells[i], MAX_KEPT_CELL);
  return kept;
}

/* Takes the present row, but says that it wants a look; the first doubt is the one that is told. */
void
pursuit_import_doubt (PursuitImportRun *run,
                      const char       *column,
                      char             *message)
{
  if (run->doubt != NULL)
    {
      g_free (message);
      return;
    }

  run->doubt = message;
  run->doubt_column = column;
}

/* Takes over @sentence. */
void
pursuit_import_note (PursuitImportRun *run,
                     char             *sentence)
{
  g_ptr_array_add (run->report->notes, sentence);
}

static char *
make_sentence (PursuitImportRun *run,
               guint64           row,
               const char       *column,
               const char       *message)
{
  const char *file = pursuit_row_source_get_name (run->import->source);

  if (column == NULL)
    /* Translators: a row of a file and what is wrong with it */
    return g_strdup_printf (_("Row %1$lu of “%2$s”: %3$s"), (gulong) row, file, message);

  /* Translators: a cell of a file and what is wrong with it */
  return g_strdup_printf (_("Row %1$lu of “%2$s”, column “%3$s”: %4$s"), (gulong) row, file, column, message);
}

/* Of rows to decide about there are pages; of all others the first ones are kept, of each outcome so many. */
static gboolean
is_wanted (const PursuitImportReport *report,
           PursuitOutcome             outcome,
           gboolean                   is_kept_out)
{
  if (is_kept_out)
    return report->n_kept_out >= report->first_kept_out && report->n_kept_out - report->first_kept_out < PURSUIT_IMPORT_PAGE;

  return report->counts[outcome] - (outcome == PURSUIT_OUTCOME_DOUBTFUL ? report->n_kept_out : 0) < PURSUIT_IMPORT_MAX_ROWS;
}

static PursuitImportRow *
keep_row (PursuitImportRun *run,
          guint64           row,
          PursuitOutcome    outcome,
          gboolean          is_kept_out)
{
  PursuitImportRow *kept;
  gboolean wanted = is_wanted (run->report, outcome, is_kept_out);

  run->report->counts[outcome]++;
  if (!wanted)
    return NULL;

  kept = g_new0 (PursuitImportRow, 1);
  kept->row = row;
  kept->outcome = outcome;
  g_ptr_array_add (run->report->rows, kept);
  g_hash_table_insert (run->kept, GSIZE_TO_POINTER ((gsize) row), kept);

  return kept;
}

/* Counts the present row, which was settled. */
void
pursuit_import_take_row (PursuitImportRun *run)
{
  PursuitImportRow *kept = keep_row (run, run->row, run->outcome, run->is_kept_out);

  if (run->is_kept_out)
    {
      run->report->n_kept_out++;
      run->report->n_alike[run->alike->alike]++;
    }
  if (kept == NULL)
    return;

  kept->likeness = g_steal_pointer (&run->alike);
  kept->cells = dup_cells (run, run->cells);
  if (run->outcome == PURSUIT_OUTCOME_DOUBTFUL)
    {
      kept->column = g_strdup (run->doubt_column);
      kept->message = dup_beginning (run->doubt, MAX_KEPT_MESSAGE);
      kept->sentence = make_sentence (run, run->row, run->doubt_column, kept->message);
    }
  else if (run->outcome == PURSUIT_OUTCOME_CHANGED)
    kept->message = dup_beginning (run->changes, MAX_KEPT_MESSAGE);
}

static gboolean
write_reject (PursuitImportRun    *run,
              const char * const  *first,
              const char * const  *cells,
              GError             **error)
{
  g_autoptr(GPtrArray) row = g_ptr_array_new ();

  for (; *first != NULL; first++)
    g_ptr_array_add (row, (gpointer) *first);
  for (; cells != NULL && *cells != NULL; cells++)
    g_ptr_array_add (row, (gpointer) *cells);
  g_ptr_array_add (row, NULL);

  return run->import->rejects ((const char * const *) row->pdata, run->import->rejects_data, error);
}

/* The file of refused rows: what is wrong, then the row as it was, so that it can be mended and imported again. */
static gboolean
reject (PursuitImportRun  *run,
        const char        *sentence,
        GError           **error)
{
  const char *const head[] = { _("Row in the file"), _("Reason"), NULL };
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, run->row);
  const char *const first[] = { number, sentence, NULL };

  if (run->import->rejects == NULL)
    return TRUE;
  if (run->report->counts[PURSUIT_OUTCOME_REFUSED] == 1 &&
      !write_reject (run, head, pursuit_row_source_get_header (run->import->source), error))
    return FALSE;

  return write_reject (run, first, run->cells, error);
}

/**
 * pursuit_import_refuse_row:
 * @run: a run
 * @message: what is wrong with the present row
 * @is_located: whether @message names the file and the row already
 * @error: return location
 *
 * Counts the present row as refused and hands it to whoever collects such rows.
 *
 * Fails when that one fails.
 *
 * Returns: %TRUE when the run can go on
 */
gboolean
pursuit_import_refuse_row (PursuitImportRun  *run,
                           const char        *message,
                           gboolean           is_located,
                           GError           **error)
{
  g_autofree char *beginning = dup_beginning (message, MAX_KEPT_MESSAGE);
  g_autofree char *sentence = is_located ? g_strdup (beginning) : make_sentence (run, run->row, run->column, beginning);
  PursuitImportRow *kept = keep_row (run, run->row, PURSUIT_OUTCOME_REFUSED, FALSE);

  if (kept != NULL)
    {
      kept->column = g_strdup (run->column);
      kept->message = g_strdup (beginning);
      kept->sentence = g_strdup (sentence);
      kept->cells = dup_cells (run, run->cells);
    }

  return reject (run, sentence, error);
}

/* The outcome of an earlier row turned out differently at the end. Its cells are known only if it was kept. */
void
pursuit_import_revise_row (PursuitImportRun *run,
                           guint64           row,
                           PursuitOutcome    from,
                           PursuitOutcome    to,
                           const char       *column,
                           const char       *message)
{
  PursuitImportRow *kept = g_hash_table_lookup (run->kept, GSIZE_TO_POINTER ((gsize) row));

  if (kept != NULL)
    {
      from = kept->outcome;
      kept->outcome = to;
      run->report->counts[to]++;
    }
  else
    kept = keep_row (run, row, to, FALSE);
  run->report->counts[from]--;

  if (kept == NULL || message == NULL)
    return;
  g_free (kept->column);
  g_free (kept->message);
  g_free (kept->sentence);
  kept->column = g_strdup (column);
  kept->message = g_strdup (message);
  kept->sentence = make_sentence (run, row, column, message);
}

/* A run fails when rows were refused and nobody allowed that: the first one speaks for all. */
void
pursuit_import_set_refused (PursuitImportRun  *run,
                            GError           **error)
{
  const gulong n_more = (gulong) run->report->counts[PURSUIT_OUTCOME_REFUSED] - 1;
  g_autofree char *first = NULL;

  for (guint i = 0; i < run->report->rows->len && first == NULL; i++)
    {
      const PursuitImportRow *row = g_ptr_array_index (run->report->rows, i);

      if (row->outcome == PURSUIT_OUTCOME_REFUSED)
        first = g_strdup (row->sentence);
    }

  if (n_more == 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, first);
      return;
    }
  if (g_str_has_suffix (first, "."))
    first[strlen (first) - 1] = '\0';
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               /* Translators: what is wrong with the first refused row, then how many more there are */
               ngettext ("%1$s (and %2$lu more row is refused)", "%1$s (and %2$lu more rows are refused)", n_more), first,
               n_more);
}
