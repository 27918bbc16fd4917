/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-import-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-import-decide.h"
#include "pursuit-table-reader.h"

/* What became of an import, for people and for programs. */

/* So many doubtful rows are shown to people. */
#define MOST_DOUBTFUL 20

static const char *const outcome_keys[] = {
  [PURSUIT_OUTCOME_NEW] = "new",
  [PURSUIT_OUTCOME_CHANGED] = "changed",
  [PURSUIT_OUTCOME_UNCHANGED] = "unchanged",
  [PURSUIT_OUTCOME_DOUBTFUL] = "doubtful",
  [PURSUIT_OUTCOME_REFUSED] = "refused",
};

G_STATIC_ASSERT (G_N_ELEMENTS (outcome_keys) == PURSUIT_N_OUTCOMES);

static const char *const kind_words[] = {
  [PURSUIT_IMPORT_CUSTOMERS] = "customers", [PURSUIT_IMPORT_CONTACTS] = "contacts",
  [PURSUIT_IMPORT_PRODUCTS] = "products",   [PURSUIT_IMPORT_STAFF] = "staff",
  [PURSUIT_IMPORT_DEALS] = "deals",
};

const char *
pursuit_import_kind_get_word (PursuitImportKind kind)
{
  return kind_words[kind];
}

/* Misuse unless @word is a kind of import. */
gboolean
pursuit_import_kind_parse (const char         *word,
                           PursuitImportKind  *out_kind,
                           GError            **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_str_equal (word, kind_words[i]))
      {
        *out_kind = (PursuitImportKind) i;
        return TRUE;
      }

  return pursuit_cli_misuse (error, _("“%1$s” cannot be imported. The kinds are: %2$s."), word,
                             "customers, contacts, products, staff, deals");
}

static JsonArray *
describe_columns (PursuitImport *import)
{
  GPtrArray *columns = pursuit_import_get_columns (import);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (columns, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "header", column->header);
      pursuit_answer_set_text (object, "field", column->field);
      json_object_set_boolean_member (object, "recognised", column->field != NULL && column->guessed);
      json_object_set_int_member (object, "factor", column->factor);
      pursuit_answer_set_text (object, "sample", column->sample);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
describe_rows (const PursuitImportReport *report,
               PursuitOutcome             outcome)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->rows->len; i++)
    {
      const PursuitImportRow *row = g_ptr_array_index (report->rows, i);
      JsonObject *object;

      if (row->outcome != outcome)
        continue;
      object = json_object_new ();
      json_object_set_int_member (object, "row", (gint64) row->row);
      pursuit_answer_set_text (object, "column", row->column);
      pursuit_answer_set_text (object, "message", row->message);
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
describe (PursuitCli                *self,
          PursuitRowSource          *source,
          PursuitImport             *import,
          const PursuitImportReport *report,
          gboolean                   dry_run)
{
  JsonObject *counts = json_object_new ();
  JsonArray *notes = json_array_new ();
  const char separator[] = { pursuit_table_reader_get_separator (source), '\0' };

  for (guint i = 0; i < PURSUIT_N_OUTCOMES; i++)
    json_object_set_int_member (counts, outcome_keys[i], (gint64) report->counts[i]);
  for (guint i = 0; i < report->notes->len; i++)
    json_array_add_string_element (notes, g_ptr_array_index (report->notes, i));

  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "kind", self->args[0]);
  json_object_set_string_member (self->answer, "file", pursuit_row_source_get_name (source));
  pursuit_answer_set_text (self->answer, "encoding", pursuit_table_reader_get_encoding (source));
  pursuit_answer_set_text (self->answer, "separator", *separator != '\0' ? separator : NULL);
  pursuit_answer_set_text (self->answer, "sheet", pursuit_table_reader_get_sheet (source));
  json_object_set_boolean_member (self->answer, "dry_run", dry_run);
  json_object_set_array_member (self->answer, "columns", describe_columns (import));
  json_object_set_int_member (self->answer, "rows", (gint64) report->n_rows);
  json_object_set_object_member (self->answer, "counts", counts);
  json_object_set_int_member (self->answer, "kept_out", (gint64) report->n_kept_out);
  json_object_set_array_member (self->answer, "refused", describe_rows (report, PURSUIT_OUTCOME_REFUSED));
  json_object_set_array_member (self->answer, "doubtful", describe_rows (report, PURSUIT_OUTCOME_DOUBTFUL));
  json_object_set_array_member (self->answer, "notes", notes);
  if (report->entry_id != 0)
    json_object_set_int_member (self->answer, "entry", report->entry_id);
  else
    json_object_set_null_member (self->answer, "entry");
  json_object_set_null_member (self->answer, "rejects");
  json_object_set_null_member (self->answer, "doubts");
  json_object_set_null_member (self->answer, "proposed_template");
}

static void
write_columns (PursuitCli    *self,
               PursuitImport *import)
{
  GPtrArray *columns = pursuit_import_get_columns (import);
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Column"), FALSE);
  pursuit_table_add_column (table, _("Taken for"), FALSE);
  pursuit_table_add_column (table, _("Times"), TRUE);
  pursuit_table_add_column (table, _("Example"), FALSE);
  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (columns, i);

      pursuit_table_add_cell (table, column->header);
      pursuit_table_add_cell (table, column->field != NULL ? column->field : _("(left out)"));
      pursuit_table_take_cell (table, column->factor != 1 ? g_strdup_printf ("%" G_GINT64_FORMAT, column->factor) : NULL);
      pursuit_table_add_cell (table, column->sample);
    }

  pursuit_table_write (table, self->output);
}

static void
write_counts (PursuitCli                *self,
              const PursuitImportReport *report)
{
  const struct
  {
    const char *label;
    guint64 n;
  } lines[] = {
    { _("New"), report->counts[PURSUIT_OUTCOME_NEW] },
    { _("Changed"), report->counts[PURSUIT_OUTCOME_CHANGED] },
    { _("Unchanged"), report->counts[PURSUIT_OUTCOME_UNCHANGED] },
    { _("Taken, but doubtful"), report->counts[PURSUIT_OUTCOME_DOUBTFUL] - report->n_kept_out },
    { _("Kept out, doubtful"), report->n_kept_out },
    { _("Refused"), report->counts[PURSUIT_OUTCOME_REFUSED] },
  };
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, NULL, FALSE);
  pursuit_table_add_column (table, NULL, TRUE);
  pursuit_table_add_cell (table, _("Rows read"));
  pursuit_table_take_cell (table, g_strdup_printf ("%" G_GUINT64_FORMAT, report->n_rows));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      pursuit_table_add_cell (table, lines[i].label);
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GUINT64_FORMAT, lines[i].n));
    }

  pursuit_output_text (self->output, "\n");
  pursuit_table_write (table, self->output);
}

static void
write_line (PursuitCli *self,
            const char *sentence)
{
  g_autofree char *plain = pursuit_text_make_plain (sentence);

  pursuit_output_line (self->output, "%s", plain);
}

static void
write_doubtful (PursuitCli                *self,
                const PursuitImportReport *report)
{
  guint64 n_more = report->counts[PURSUIT_OUTCOME_DOUBTFUL];
  guint n_shown = 0;

  for (guint i = 0; i < report->rows->len && n_shown < MOST_DOUBTFUL; i++)
    {
      const PursuitImportRow *row = g_ptr_array_index (report->rows, i);

      if (row->outcome != PURSUIT_OUTCOME_DOUBTFUL || row->sentence == NULL)
        continue;
      write_line (self, row->sentence);
      n_shown++;
    }
  n_more -= n_shown;
  if (n_shown > 0 && n_more > 0)
    pursuit_output_line (self->output, ngettext ("… and %lu more doubtful row.", "… and %lu more doubtful rows.", (gulong) n_more),
                         (gulong) n_more);
}

/* Nobody has said what becomes of them. */
static void
write_kept_out (PursuitCli                *self,
                const PursuitImportReport *report,
                gboolean                   is_decided)
{
  gulong n = (gulong) report->n_kept_out;

  if (n > 0 && !is_decided)
    pursuit_output_line (self->output,
                         ngettext ("%lu doubtful row stays out; --doubtful merge, create or skip says what becomes of it.",
                                   "%lu doubtful rows stay out; --doubtful merge, create or skip says what becomes of them.", n), n);
}

/* One sentence for each refused row, to the person even when the answer is for a program. */
static void
complain (PursuitCli                *self,
          const PursuitImportReport *report)
{
  guint64 n_more = report->counts[PURSUIT_OUTCOME_REFUSED];

  for (guint i = 0; i < report->rows->len; i++)
    {
      const PursuitImportRow *row = g_ptr_array_index (report->rows, i);

      if (row->outcome != PURSUIT_OUTCOME_REFUSED)
        continue;
      pursuit_output_message (self->output, "%s", row->sentence);
      n_more--;
    }
  if (n_more > 0)
    pursuit_output_message (self->output,
                            ngettext ("… and %lu more refused row.", "… and %lu more refused rows.", (gulong) n_more),
                            (gulong) n_more);
}

/**
 * pursuit_import_answer:
 * @self: the run
 * @source: the file
 * @import: the import
 * @report: what became of the rows
 * @dry_run: whether nothing was to be changed
 *
 * Says what the columns were taken for, how many rows had which outcome, and what else to know.
 */
void
pursuit_import_answer (PursuitCli                *self,
                       PursuitRowSource          *source,
                       PursuitImport             *import,
                       const PursuitImportReport *report,
                       gboolean                   dry_run)
{
  complain (self, report);
  if (self->json)
    {
      describe (self, source, import, report, dry_run);
      return;
    }

  write_columns (self, import);
  write_counts (self, report);
  write_doubtful (self, report);
  write_kept_out (self, report, pursuit_import_get_doubtful (import) != PURSUIT_DOUBTFUL_KEEP_OUT);
  for (guint i = 0; i < report->notes->len; i++)
    write_line (self, g_ptr_array_index (report->notes, i));
  if (dry_run)
    pursuit_output_line (self->output, "%s", _("This was a dry run: nothing was changed."));
  else if (report->entry_id != 0)
    pursuit_output_line (self->output, _("The import is entry %lld of the journal."), (long long) report->entry_id);
}

/**
 * pursuit_import_answer_doubts:
 * @self: the run
 * @file: the file with the doubtful rows
 *
 * Says where the doubtful rows are.
 */
void
pursuit_import_answer_doubts (PursuitCli *self,
                              const char *file)
{
  if (self->json)
    json_object_set_string_member (self->answer, "doubts", file);
  else
    pursuit_output_line (self->output, _("The doubtful rows are in “%s”; fill in what becomes of them, and give it to --decisions."), file);
}

/**
 * pursuit_import_answer_proposal:
 * @self: the run
 * @name: a template of a file with the same columns
 *
 * Says that there is one.
 */
void
pursuit_import_answer_proposal (PursuitCli *self,
                                const char *name)
{
  if (self->json)
    json_object_set_string_member (self->answer, "proposed_template", name);
  else
    pursuit_output_line (self->output, _("The template “%s” was made of a file with the same columns; --template applies it."), name);
}

/**
 * pursuit_import_answer_rejects:
 * @self: the run
 * @file: the file with the refused rows
 *
 * Says where the refused rows are.
 */
void
pursuit_import_answer_rejects (PursuitCli *self,
                               const char *file)
{
  if (self->json)
    json_object_set_string_member (self->answer, "rejects", file);
  else
    pursuit_output_line (self->output, _("The refused rows are in “%s”."), file);
}
