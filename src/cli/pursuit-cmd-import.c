/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-import-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-progress-private.h"
#include "pursuit-cli-target-private.h"
#include "pursuit-error.h"
#include "pursuit-import-decide.h"
#include "pursuit-import-templates.h"
#include "pursuit-staff.h"
#include "pursuit-own-fields.h"
#include "pursuit-records.h"
#include "pursuit-str.h"
#include "pursuit-table-reader.h"

/* A file that comes in: what its columns mean is found out, said, and can be put right with options. */

typedef struct
{
  gboolean dry_run;
  char *rejects;
  char **map;
  char *date_order;
  char **stage;
  char **unit;
  char *encoding;
  char *separator;
  char *sheet;
  char **doubtful;
  char *doubts;
  char *decisions;
  char **person;
  char *template;
  char *save_template;
  gboolean share;
} ImportOptions;

static const GOptionEntry import_options[] = {
  PURSUIT_OPTION (ImportOptions, dry_run, "dry-run", G_OPTION_ARG_NONE, N_("Say what would happen, and change nothing"), NULL),
  PURSUIT_OPTION (ImportOptions, rejects, "rejects", G_OPTION_ARG_FILENAME,
                  N_("Let the good rows in and write the refused ones to this file, each with its row and the reason"),
                  N_("FILE")),
  PURSUIT_OPTION (ImportOptions, map, "map", G_OPTION_ARG_STRING_ARRAY,
                  N_("Take a column for a field; “COLUMN=” leaves it out; can be repeated"), N_("COLUMN=FIELD")),
  PURSUIT_OPTION (ImportOptions, date_order, "date-order", G_OPTION_ARG_STRING,
                  N_("How to read dates such as 03-04-17: ymd, dmy or mdy"), N_("ORDER")),
  PURSUIT_OPTION (ImportOptions, stage, "stage", G_OPTION_ARG_STRING_ARRAY,
                  N_("What a stage of the file is among ours, by position; can be repeated"), N_("LABEL=POSITION")),
  PURSUIT_OPTION (ImportOptions, unit, "unit", G_OPTION_ARG_STRING_ARRAY,
                  N_("Multiply the amounts of a column, for example by 10000; can be repeated"), N_("COLUMN=FACTOR")),
  PURSUIT_OPTION (ImportOptions, encoding, "encoding", G_OPTION_ARG_STRING,
                  N_("The file’s encoding, if it is not recognised"), N_("NAME")),
  PURSUIT_OPTION (ImportOptions, separator, "separator", G_OPTION_ARG_STRING,
                  N_("What separates the cells, if it is not recognised: a character or “tab”"), N_("CHARACTER")),
  PURSUIT_OPTION (ImportOptions, sheet, "sheet", G_OPTION_ARG_STRING,
                  N_("The sheet of a workbook, by its name or number, if not the first"), N_("SHEET")),
  PURSUIT_OPTION (ImportOptions, doubtful, "doubtful", G_OPTION_ARG_STRING_ARRAY,
                  N_("What becomes of rows that look like somebody who is there already: merge, create or skip; with KIND of those that do by "
                     "that alone: code, email, phone, name, domain or similar; can be repeated; without it they stay out"),
                  N_("[KIND=]WHAT")),
  PURSUIT_OPTION (ImportOptions, doubts, "doubts", G_OPTION_ARG_FILENAME,
                  N_("Write the doubtful rows that stay out to this file, to be filled in for --decisions"), N_("FILE")),
  PURSUIT_OPTION (ImportOptions, decisions, "decisions", G_OPTION_ARG_FILENAME,
                  N_("What becomes of doubtful rows, from the filled-in file of --doubts"), N_("FILE")),
  PURSUIT_OPTION (ImportOptions, person, "person", G_OPTION_ARG_STRING_ARRAY,
                  N_("Which member of staff the file means by a name that is not ours; can be repeated"), N_("NAME=STAFF")),
  PURSUIT_OPTION (ImportOptions, template, "template", G_OPTION_ARG_STRING,
                  N_("Take the columns for what a template says; other options count before it"), N_("NAME")),
  PURSUIT_OPTION (ImportOptions, save_template, "save-template", G_OPTION_ARG_STRING,
                  N_("Keep what the columns were taken for under this name, once the file is in"), N_("NAME")),
  PURSUIT_OPTION (ImportOptions, share, "share", G_OPTION_ARG_NONE, N_("Let everybody use the template"), NULL),
  { NULL },
};

static gboolean
parse_separator (const char  *text,
                 char        *out_separator,
                 GError     **error)
{
  if (text == NULL)
    *out_separator = '\0';
  else if (g_str_equal (text, "tab") || g_str_equal (text, "\\t"))
    *out_separator = '\t';
  else if (strlen (text) == 1 && *text != '"' && *text != '\n' && *text != '\r')
    *out_separator = *text;
  else
    return pursuit_cli_misuse (error, _("“%s” is not a separator; give one character, or “tab”."), text);

  return TRUE;
}

static PursuitRowSource *
open_source (PursuitCli           *self,
             const ImportOptions  *options,
             GError              **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (self->args[1]);
  PursuitTableOptions table = { .encoding = options->encoding, .sheet = options->sheet };
  PursuitRowSource *source;

  if (self->host != NULL && g_str_equal (self->args[1], "-"))
    {
      pursuit_cli_misuse (error, _("A window has no standard input to read; name a file."));
      return NULL;
    }
  if (!parse_separator (options->separator, &table.separator, error))
    return NULL;
  self->at_file = TRUE;
  source = pursuit_table_reader_new (file, &table, error);
  if (source == NULL)
    return NULL;

  self->at_file = FALSE;
  return source;
}

static gboolean
map_columns (PursuitImport        *import,
             const ImportOptions  *options,
             GError              **error)
{
  for (guint i = 0; options->map != NULL && options->map[i] != NULL; i++)
    {
      g_autofree char *header = NULL;
      g_autofree char *field = NULL;

      if (!pursuit_cli_split_pair (options->map[i], &header, &field, error) ||
          !pursuit_import_map_column (import, header, *field != '\0' ? field : NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
map_stages (PursuitImport        *import,
            const ImportOptions  *options,
            GError              **error)
{
  for (guint i = 0; options->stage != NULL && options->stage[i] != NULL; i++)
    {
      g_autofree char *label = NULL;
      g_autofree char *text = NULL;
      gint64 position;

      if (!pursuit_cli_split_pair (options->stage[i], &label, &text, error) ||
          !pursuit_cli_parse_number (text, 1, 100, &position, error) ||
          !pursuit_import_map_stage (import, label, (int) position, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
map_people (PursuitCli           *self,
            PursuitImport        *import,
            const ImportOptions  *options,
            GError              **error)
{
  for (guint i = 0; options->person != NULL && options->person[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *text = NULL;
      gint64 id;

      if (!pursuit_cli_split_pair (options->person[i], &name, &text, error) ||
          !pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, text, &id, error))
        return FALSE;
      pursuit_import_map_person (import, name, id);
    }

  return TRUE;
}

static gboolean
has_column (PursuitImport *import,
            const char    *header)
{
  GPtrArray *columns = pursuit_import_get_columns (import);

  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (((PursuitImportColumn *) g_ptr_array_index (columns, i))->header, header))
      return TRUE;

  return FALSE;
}

static gboolean
set_units (PursuitImport        *import,
           const ImportOptions  *options,
           GError              **error)
{
  for (guint i = 0; options->unit != NULL && options->unit[i] != NULL; i++)
    {
      g_autofree char *header = NULL;
      g_autofree char *text = NULL;
      gint64 factor;

      if (!pursuit_cli_split_pair (options->unit[i], &header, &text, error) ||
          !pursuit_cli_parse_number (text, 1, G_GINT64_CONSTANT (1000000000), &factor, error))
        return FALSE;
      if (!has_column (import, header))
        {
          g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is no column “%s”."), header);
          return FALSE;
        }
      pursuit_import_set_factor (import, header, factor);
    }

  return TRUE;
}

/* “merge” for all, or “phone=merge” for those that look like somebody by that. */
static gboolean
set_doubtful (PursuitImport  *import,
              const char     *option,
              GError        **error)
{
  const char *equals = strchr (option, '=');
  g_autofree char *kind = equals != NULL ? g_strndup (option, (gsize) (equals - option)) : NULL;
  const char *what = equals != NULL ? equals + 1 : option;
  PursuitDoubtful doubtful;
  guint alike;

  if (!pursuit_doubtful_parse (what, &doubtful))
    return pursuit_cli_misuse (error, _("“%s” cannot be done with doubtful rows; say merge, create or skip."), what);
  if (kind == NULL)
    pursuit_import_set_doubtful (import, doubtful);
  else if (pursuit_alike_parse (kind, &alike))
    pursuit_import_set_doubtful_alike (import, alike, doubtful);
  else
    return pursuit_cli_misuse (error, _("Nobody looks like somebody by “%1$s”; the kinds are %2$s."), kind,
                               "code, email, phone, name, domain, similar");

  return TRUE;
}

static gboolean
decide (PursuitCli           *self,
        PursuitImport        *import,
        const ImportOptions  *options,
        GError              **error)
{
  g_autoptr(GFile) file = options->decisions != NULL ? g_file_new_for_path (options->decisions) : NULL;
  g_autoptr(PursuitRowSource) source = NULL;

  for (guint i = 0; options->doubtful != NULL && options->doubtful[i] != NULL; i++)
    if (!set_doubtful (import, options->doubtful[i], error))
      return FALSE;
  if (file == NULL)
    return TRUE;

  self->at_file = TRUE;
  source = pursuit_table_reader_new (file, &(PursuitTableOptions) { NULL }, error);
  if (source == NULL || !pursuit_import_read_decisions (import, source, error))
    return FALSE;
  self->at_file = FALSE;
  return TRUE;
}

static gboolean
apply_template (PursuitCli           *self,
                PursuitImport        *import,
                PursuitImportKind     kind,
                const ImportOptions  *options,
                GError              **error)
{
  g_autoptr(PursuitSavedFilter) kept = NULL;

  if (options->template == NULL)
    return TRUE;
  kept = pursuit_import_templates_find (self->desk, kind, options->template, error);

  return kept != NULL && pursuit_import_apply_template (import, kept->definition, error);
}

/* Before anything is brought in: afterwards would be late to be refused. */
static gboolean
may_save_template (PursuitCli           *self,
                   const ImportOptions  *options,
                   GError              **error)
{
  if (!options->share)
    return TRUE;
  if (options->save_template == NULL)
    return pursuit_cli_misuse (error, _("“%1$s” goes with “%2$s”."), "--share", "--save-template");

  return pursuit_desk_require (self->desk, PURSUIT_RIGHT_ASSIGN, error);
}

/* One's own that is there is given what the columns are taken for now. */
static gboolean
save_template (PursuitCli           *self,
               PursuitImport        *import,
               PursuitImportKind     kind,
               const ImportOptions  *options,
               GError              **error)
{
  g_autofree char *definition = pursuit_import_dup_template (import);
  g_autoptr(PursuitSavedFilter) former = NULL;
  g_autoptr(PursuitRecord) kept = NULL;
  g_autoptr(GError) local = NULL;

  if (options->save_template == NULL || options->dry_run)
    return TRUE;
  former = pursuit_import_templates_find (self->desk, kind, options->save_template, &local);
  if (former == NULL && !g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (former != NULL && former->staff_id != pursuit_desk_get_actor_id (self->desk))
    g_clear_object (&former);

  kept = former != NULL ? pursuit_record_copy (PURSUIT_RECORD (former))
                        : PURSUIT_RECORD (pursuit_import_templates_new (kind, pursuit_desk_get_actor_id (self->desk),
                                                                        options->save_template, definition));
  pursuit_set_str (&PURSUIT_SAVED_FILTER (kept)->definition, definition);
  PURSUIT_SAVED_FILTER (kept)->shared |= options->share;
  return former != NULL ? pursuit_records_save (self->desk, PURSUIT_RECORD (former), kept, NULL, error)
                        : pursuit_records_create (self->desk, kept, NULL, error);
}

static PursuitImport *
prepare (PursuitCli           *self,
         PursuitImportKind     kind,
         PursuitRowSource     *source,
         const ImportOptions  *options,
         GError              **error)
{
  g_autoptr(PursuitImport) import = pursuit_import_new (kind, source, error);
  PursuitOwnSet *own_set = pursuit_desk_get_own_set (self->desk, error);
  PursuitDateOrder order;

  if (import == NULL || own_set == NULL)
    return NULL;
  pursuit_import_set_own_set (import, own_set);
  pursuit_import_set_new_customers (import, pursuit_table_reader_is_cards (source));
  if (!apply_template (self, import, kind, options, error) || !map_columns (import, options, error) || !map_stages (import, options, error) ||
      !map_people (self, import, options, error) ||
      !set_units (import, options, error))
    return NULL;
  if (options->date_order != NULL)
    {
      if (!pursuit_date_order_parse (options->date_order, &order, NULL))
        {
          pursuit_cli_misuse (error, _("“%s” is not an order of dates; the orders are ymd, dmy and mdy."),
                              options->date_order);
          return NULL;
        }
      pursuit_import_set_date_order (import, order);
    }

  return decide (self, import, options, error) ? g_steal_pointer (&import) : NULL;
}

/* A file for the rows that did not come in, as long as it is not closed. */
typedef struct
{
  PursuitCli *cli;
  const char *path;   /* NULL for none */
  PursuitTableWriter *writer;
} Rest;

static void
rest_clear (Rest *rest)
{
  g_clear_object (&rest->writer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rest, rest_clear)

static gboolean
begin_rest_cb (gpointer   user_data,
               GError   **error)
{
  Rest *rest = user_data;

  g_clear_object (&rest->writer);
  rest->writer = pursuit_target_open (rest->cli, rest->path, rest->cli->args[1], pursuit_table_format_of_name (rest->path), error);
  return rest->writer != NULL;
}

static gboolean
add_rest_cb (const char * const  *cells,
             gpointer             user_data,
             GError             **error)
{
  return pursuit_table_writer_add_row (((Rest *) user_data)->writer, cells, error);
}

/* The file appears only when there is something in it. */
static gboolean
keep_rest (const Rest  *rest,
           guint64      n_rows,
           void       (*answer) (PursuitCli *cli,
                                 const char *file),
           GError     **error)
{
  g_autofree char *name = rest->path != NULL ? g_filename_display_name (rest->path) : NULL;

  if (name == NULL || n_rows == 0)
    return TRUE;
  if (!pursuit_table_writer_close (rest->writer, error))
    return FALSE;

  answer (rest->cli, name);
  return TRUE;
}

static PursuitImportReport *
run_import (PursuitCli           *self,
            PursuitImport        *import,
            const ImportOptions  *options,
            GError              **error)
{
  g_autoptr(PursuitInterrupt) interrupt = pursuit_interrupt_new (self);
  g_autoptr(PursuitProgressLine) progress = pursuit_progress_line_new (self->output);

  return pursuit_import_run (import, self->desk, options->dry_run, pursuit_progress_line_show, progress,
                             pursuit_interrupt_get_cancellable (interrupt), error);
}

static gboolean
refuse (const PursuitImportReport  *report,
        gboolean                    dry_run,
        GError                    **error)
{
  gulong n = (gulong) report->counts[PURSUIT_OUTCOME_REFUSED];
  const char *format;

  if (dry_run)
    format = ngettext ("%lu row would be refused, so nothing would be imported; --rejects FILE lets the others in.",
                       "%lu rows would be refused, so nothing would be imported; --rejects FILE lets the others in.", n);
  else
    format = ngettext ("%lu row was refused, so nothing was imported; --rejects FILE lets the others in.",
                       "%lu rows were refused, so nothing was imported; --rejects FILE lets the others in.", n);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, format, n);

  return FALSE;
}

/* Refused rows without anywhere to go: say all of them, and that nothing happened. */
static gboolean
fail (PursuitCli        *self,
      PursuitRowSource  *source,
      PursuitImport     *import,
      GError            *failure,
      GError           **error)
{
  g_autoptr(PursuitImportReport) report = pursuit_import_take_report (import);

  if (report == NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  g_error_free (failure);
  pursuit_import_answer (self, source, import, report, FALSE);
  return refuse (report, FALSE, error);
}

/* A dry run ends as the real one would. */
static gboolean
conclude (const Rest                 *rejects,
          const Rest                 *doubts,
          const PursuitImportReport  *report,
          GError                    **error)
{
  guint64 n_refused = report->counts[PURSUIT_OUTCOME_REFUSED];

  if (!keep_rest (doubts, report->n_kept_out, pursuit_import_answer_doubts, error))
    return FALSE;
  if (n_refused > 0 && rejects->path == NULL)
    return refuse (report, TRUE, error);

  return keep_rest (rejects, n_refused, pursuit_import_answer_rejects, error);
}

/* Where the rows go that do not come in. */
static gboolean
collect_rest (PursuitImport  *import,
              Rest           *rejects,
              Rest           *doubts,
              GError        **error)
{
  if ((rejects->path != NULL && !begin_rest_cb (rejects, error)) || (doubts->path != NULL && !begin_rest_cb (doubts, error)))
    return FALSE;

  if (rejects->path != NULL)
    {
      pursuit_import_set_allow_refused (import, TRUE);
      pursuit_import_set_rejects (import, add_rest_cb, begin_rest_cb, rejects);
    }
  if (doubts->path != NULL)
    pursuit_import_set_doubts (import, add_rest_cb, begin_rest_cb, doubts);
  return TRUE;
}

/* For the next time: a template of a file with the same columns. */
static void
propose_template (PursuitCli        *self,
                  PursuitImport     *import,
                  PursuitImportKind  kind)
{
  g_autoptr(GPtrArray) templates = pursuit_import_templates_list (self->desk, kind, NULL);
  PursuitSavedFilter *kept = templates != NULL ? pursuit_import_templates_propose (templates, import) : NULL;

  if (kept != NULL)
    pursuit_import_answer_proposal (self, kept->name);
}

static gboolean
run (PursuitCli  *self,
     GError     **error)
{
  const ImportOptions *options = self->options;
  g_autoptr(PursuitRowSource) source = NULL;
  g_autoptr(PursuitImport) import = NULL;
  g_auto(Rest) rejects = { self, options->rejects, NULL };
  g_auto(Rest) doubts = { self, options->doubts, NULL };
  g_autoptr(PursuitImportReport) report = NULL;
  GError *failure = NULL;
  PursuitImportKind kind = PURSUIT_IMPORT_CUSTOMERS;

  if (!pursuit_import_kind_parse (self->args[0], &kind, error) || !pursuit_cli_open (self, error))
    return FALSE;
  source = may_save_template (self, options, error) ? open_source (self, options, error) : NULL;
  if (source == NULL)
    return FALSE;
  import = prepare (self, kind, source, options, error);
  if (import == NULL || !collect_rest (import, &rejects, &doubts, error))
    return FALSE;

  report = run_import (self, import, options, &failure);
  if (report == NULL)
    return fail (self, source, import, failure, error);

  pursuit_import_answer (self, source, import, report, options->dry_run);
  if (options->template == NULL && options->save_template == NULL)
    propose_template (self, import, kind);
  return conclude (&rejects, &doubts, report, error) && save_template (self, import, kind, options, error);
}

const PursuitCommand pursuit_cmd_import = {
  .name = "import",
  .arguments = N_("KIND FILE"),
  .summary = N_("Bring in a CSV file or a workbook (.xlsx) of customers, contacts, products, staff or deals"),
  .details = N_("KIND is customers, contacts, products, staff or deals. Columns are recognised by their headers in English and "
                "Chinese; the answer says what they were taken for. Encoding and separator are found out; of a workbook the first "
                "visible sheet is read, or that of --sheet. A row that is "
                "refused keeps the whole file out, unless --rejects says where such rows go. A new row that looks like somebody who is "
                "there already (the same registration code, telephone number, e-mail address or domain, a similar name) stays out, "
                "unless --doubtful says what becomes of it. An import is one entry of the "
                "journal, which “undo” takes back."),
  .n_required = 2,
  .n_allowed = 2,
  .file_argument = 2,
  .options = import_options,
  .options_size = sizeof (ImportOptions),
  .run = run,
};
