/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-decide.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-import-settle-private.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * What becomes of rows that look like somebody: what was decided of the row in the window, or else in a file of decisions, or else of
 * all that look so by the same thing, or else of all. The file is a table that a run writes and somebody fills in, so that there may be
 * any number of rows; of each a number is kept.
 */

static const char *const alike_words[] = {
  [PURSUIT_ALIKE_SIMILAR] = "similar",     [PURSUIT_DUPLICATE_CODE] = "code",
  [PURSUIT_DUPLICATE_NAME] = "name",       [PURSUIT_DUPLICATE_PHONE] = "phone",
  [PURSUIT_DUPLICATE_EMAIL] = "email",     [PURSUIT_DUPLICATE_DOMAIN] = "domain",
};

/* The first columns of a file of decisions, whatever its header says. */
enum
{
  CELL_ROW,
  CELL_DECISION,
  CELL_CHECK,
  N_CELLS,
};

static const char *const decisions[] = {
  [PURSUIT_DOUBTFUL_MERGE] = NC_("doubtful row", "Merge"),
  [PURSUIT_DOUBTFUL_CREATE] = NC_("doubtful row", "Create Another"),
  [PURSUIT_DOUBTFUL_SKIP] = NC_("doubtful row", "Skip"),
};

/**
 * pursuit_doubtful_parse:
 * @word: "merge", "create" or "skip"
 * @out_doubtful: (out): what it means
 *
 * Returns: %TRUE when @out_doubtful was set
 */
gboolean
pursuit_doubtful_parse (const char      *word,
                        PursuitDoubtful *out_doubtful)
{
  static const char *const words[] = {
    [PURSUIT_DOUBTFUL_MERGE] = "merge", [PURSUIT_DOUBTFUL_CREATE] = "create", [PURSUIT_DOUBTFUL_SKIP] = "skip",
  };

  for (guint i = PURSUIT_DOUBTFUL_MERGE; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *out_doubtful = (PursuitDoubtful) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * pursuit_alike_parse:
 * @word: "code", "name", "phone", "email", "domain" or "similar"
 * @out_alike: (out): what it means
 *
 * Returns: %TRUE when @word is one of these
 */
gboolean
pursuit_alike_parse (const char *word,
                     guint      *out_alike)
{
  for (guint i = 0; i < G_N_ELEMENTS (alike_words); i++)
    if (g_str_equal (alike_words[i], word))
      {
        *out_alike = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * pursuit_import_set_doubtful:
 * @self: an import
 * @doubtful: what becomes of the rows that look like somebody who is there already, unless it is decided of one
 */
void
pursuit_import_set_doubtful (PursuitImport   *self,
                             PursuitDoubtful  doubtful)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  self->doubtful = doubtful;
}

/**
 * pursuit_import_get_doubtful:
 * @self: an import
 *
 * Returns: what becomes of the rows that look like somebody who is there already
 */
PursuitDoubtful
pursuit_import_get_doubtful (PursuitImport *self)
{
  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), PURSUIT_DOUBTFUL_KEEP_OUT);

  return self->doubtful;
}

/**
 * pursuit_import_decide:
 * @self: an import
 * @row: the number of a row that looked like somebody
 * @decision: what becomes of it; when another row stands there by now, it is not meant
 */
void
pursuit_import_decide (PursuitImport               *self,
                       guint64                      row,
                       const PursuitImportDecision *decision)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  g_hash_table_insert (self->decisions, GSIZE_TO_POINTER ((gsize) row), g_memdup2 (decision, sizeof *decision));
}

/**
 * pursuit_import_set_doubtful_alike:
 * @self: an import
 * @alike: by what rows look like somebody
 * @doubtful: what becomes of those, unless it is decided of one; to keep them out leaves that to pursuit_import_set_doubtful()
 */
void
pursuit_import_set_doubtful_alike (PursuitImport   *self,
                                   guint            alike,
                                   PursuitDoubtful  doubtful)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));
  g_return_if_fail (alike < PURSUIT_N_ALIKES);

  self->by_alike[alike] = doubtful;
}

/**
 * pursuit_import_set_page:
 * @self: an import
 * @first: how many of the rows that are kept out the report leaves out before it begins to keep them
 *
 * Of any number of such rows a report has only so many; the others are seen in further dry runs.
 */
void
pursuit_import_set_page (PursuitImport *self,
                         guint64        first)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  self->first_kept_out = first;
}

/**
 * pursuit_import_set_doubts:
 * @self: an import
 * @sink: (nullable): where rows go that are kept out during a run
 * @anew: (nullable): told when the run begins anew
 * @user_data: for @sink and @anew
 *
 * Collects every row that is kept out, however many there are: first a header, then for each row its number, a blank for what is
 * decided, a check, whom it looks like, what is the same, and its cells. Filled in, pursuit_import_read_decisions() takes it.
 */
void
pursuit_import_set_doubts (PursuitImport   *self,
                           PursuitRowSink   sink,
                           PursuitRowsAnew  anew,
                           gpointer         user_data)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  self->doubts = sink;
  self->doubts_anew = anew;
  self->doubts_data = user_data;
}

/* A decision is about the row that somebody looked at, not about another that stands there now. */
const PursuitImportDecision *
pursuit_import_find_decision (PursuitImportRun *run)
{
  const PursuitImportDecision *decision;

  if (g_hash_table_size (run->import->decisions) == 0)
    return NULL;
  decision = g_hash_table_lookup (run->import->decisions, GSIZE_TO_POINTER ((gsize) run->row));

  return decision != NULL && decision->fingerprint == pursuit_import_make_fingerprint (run->cells) ? decision : NULL;
}

guint
pursuit_import_make_fingerprint (const char * const *cells)
{
  guint hash = 5381;

  for (; *cells != NULL; cells++)
    hash = hash * 33 + g_str_hash (*cells);

  return hash;
}

static gpointer
pack (guint           fingerprint,
      PursuitDoubtful what)
{
  return GSIZE_TO_POINTER (((gsize) fingerprint << 2) | what);
}

/* What becomes of the present row, about which nobody decided in the window. */
PursuitDoubtful
pursuit_import_choose (PursuitImportRun *run,
                       guint             alike)
{
  const PursuitImport *import = run->import;
  gsize listed = import->listed != NULL
                   ? GPOINTER_TO_SIZE (g_hash_table_lookup (import->listed, GSIZE_TO_POINTER ((gsize) run->row))) : 0;

  if (listed != 0 && listed >> 2 == pursuit_import_make_fingerprint (run->cells))
    return (PursuitDoubtful) (listed & 3);

  return import->by_alike[alike] != PURSUIT_DOUBTFUL_KEEP_OUT ? import->by_alike[alike] : import->doubtful;
}

/* Then nobody needs to know who looks like whom. */
gboolean
pursuit_import_takes_all_as_new (PursuitImport *self)
{
  for (guint i = 0; i < PURSUIT_N_ALIKES; i++)
    if (self->by_alike[i] != PURSUIT_DOUBTFUL_KEEP_OUT)
      return FALSE;

  return self->doubtful == PURSUIT_DOUBTFUL_CREATE && self->listed == NULL;
}

static gboolean
write_cells (PursuitImportRun    *run,
             const char * const  *first,
             const char * const  *cells,
             GError             **error)
{
  g_autoptr(GPtrArray) row = g_ptr_array_new ();

  for (; *first != NULL; first++)
    g_ptr_array_add (row, (gpointer) *first);
  for (; *cells != NULL; cells++)
    g_ptr_array_add (row, (gpointer) *cells);
  g_ptr_array_add (row, NULL);

  return run->import->doubts ((const char * const *) row->pdata, run->import->doubts_data, error);
}

static gboolean
write_doubts_head (PursuitImportRun  *run,
                   GError           **error)
{
  const char *const head[] = { _("Row in the file"), _("Decision: merge, create or skip"), _("Check"), _("Looks like"), _("What is the same"), NULL };

  return write_cells (run, head, pursuit_row_source_get_header (run->import->source), error);
}

/* The present row, which is kept out, to whoever collects such rows. A check of digits alone would be a number to a spreadsheet. */
gboolean
pursuit_import_write_doubt (PursuitImportRun  *run,
                            GError           **error)
{
  g_autofree char *number = NULL;
  g_autofree char *check = NULL;

  if (run->import->doubts == NULL || run->alike == NULL)
    return TRUE;
  if (run->report->n_kept_out == 0 && !write_doubts_head (run, error))
    return FALSE;

  number = g_strdup_printf ("%" G_GUINT64_FORMAT, run->row);
  check = g_strdup_printf ("k%08x", run->alike->fingerprint);
  return write_cells (run, (const char *const[]) { number, "", check, run->alike->name != NULL ? run->alike->name : "", run->alike->reasons, NULL },
                      run->cells, error);
}

/* The words of the options, or those on the buttons. */
static gboolean
parse_decision (const char      *text,
                PursuitDoubtful *out_what)
{
  g_autofree char *key = pursuit_text_fold_key (text);

  for (guint i = PURSUIT_DOUBTFUL_MERGE; i <= PURSUIT_DOUBTFUL_SKIP; i++)
    {
      g_autofree char *label = pursuit_text_fold_key (g_dpgettext2 (GETTEXT_PACKAGE, "doubtful row", decisions[i]));

      if (g_str_equal (key, label))
        {
          *out_what = (PursuitDoubtful) i;
          return TRUE;
        }
    }

  return pursuit_doubtful_parse (key, out_what);
}

static gboolean
refuse_decision (PursuitRowSource  *source,
                 const char        *message,
                 GError           **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Row %1$lu of “%2$s”: %3$s"), (gulong) pursuit_row_source_get_row (source),
               pursuit_row_source_get_name (source), message);
  return FALSE;
}

static gboolean
take_decision (PursuitImport       *self,
               PursuitRowSource    *source,
               const char * const  *cells,
               GError             **error)
{
  PursuitDoubtful what = PURSUIT_DOUBTFUL_KEEP_OUT;
  guint64 row, check;

  if (pursuit_str_empty (cells[CELL_DECISION]))
    return TRUE;
  if (!parse_decision (cells[CELL_DECISION], &what))
    {
      g_autofree char *excerpt = pursuit_str_excerpt (cells[CELL_DECISION]);
      g_autofree char *message =
        g_strdup_printf (_("“%s” cannot be done with a doubtful row; say merge, create or skip."), excerpt);

      return refuse_decision (source, message, error);
    }
  if (!g_ascii_string_to_unsigned (cells[CELL_ROW], 10, 2, G_MAXINT64, &row, NULL) || cells[CELL_CHECK][0] != 'k' ||
      !g_ascii_string_to_unsigned (cells[CELL_CHECK] + 1, 16, 0, G_MAXUINT, &check, NULL))
    return refuse_decision (source, _("the number of the row or its check is missing."), error);

  g_hash_table_insert (self->listed, GSIZE_TO_POINTER ((gsize) row), pack ((guint) check, what));
  return TRUE;
}

/**
 * pursuit_import_read_decisions:
 * @self: an import
 * @source: a table as pursuit_import_set_doubts() wrote it, with what was decided in its second column
 * @error: return location
 *
 * Rows of which nothing is said stay as undecided as before; what is said of a row that is another one by now does not count.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @source is no such table or says something else, or as it fails.
 *
 * Returns: %TRUE when it is read
 */
gboolean
pursuit_import_read_decisions (PursuitImport     *self,
                               PursuitRowSource  *source,
                               GError           **error)
{
  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), FALSE);

  if (g_strv_length ((char **) pursuit_row_source_get_header (source)) < N_CELLS)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is no list of doubtful rows."), pursuit_row_source_get_name (source));
      return FALSE;
    }

  g_clear_pointer (&self->listed, g_hash_table_unref);
  self->listed = g_hash_table_new (NULL, NULL);
  for (;;)
    {
      const char * const *cells = NULL;

      if (!pursuit_row_source_next (source, &cells, error))
        return FALSE;
      if (cells == NULL)
        return TRUE;
      if (!take_decision (self, source, cells, error))
        return FALSE;
    }
}
