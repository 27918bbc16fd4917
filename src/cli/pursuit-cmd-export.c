/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "pursuit-cli-filter-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-target-private.h"
#include "pursuit-error.h"
#include "pursuit-export.h"
#include "pursuit-place.h"
#include "pursuit-snapshot.h"

/* Lists that go out as CSV files or workbooks. */

/* What is copied to the standard output at a time. */
#define PIECE 65536

typedef struct
{
  PursuitFilterOptions filter;
  gboolean as_shown;
  char *columns;
  gboolean without_personal;
  char *format;
} ExportOptions;

static const GOptionEntry export_options[] = {
  PURSUIT_FILTER_ENTRIES (ExportOptions, filter),
  PURSUIT_OPTION (ExportOptions, as_shown, "as-shown", G_OPTION_ARG_NONE,
                  N_("The columns of the list instead of all fields of the records"), NULL),
  PURSUIT_OPTION (ExportOptions, columns, "columns", G_OPTION_ARG_STRING,
                  N_("With --as-shown only these columns, with commas between, in this order"), N_("COLUMNS")),
  PURSUIT_OPTION (ExportOptions, without_personal, "without-personal", G_OPTION_ARG_NONE,
                  N_("Leave personal data of contacts out"), NULL),
  PURSUIT_OPTION (ExportOptions, format, "format", G_OPTION_ARG_STRING,
                  N_("csv or xlsx, if the name of FILE does not say it"), N_("FORMAT")),
  { NULL },
};

typedef struct
{
  PursuitTableWriter *writer;
  gint64 n_rows;          /* the header too */
} Sink;

static gboolean
add_row_cb (const char * const  *cells,
            gpointer             user_data,
            GError             **error)
{
  Sink *sink = user_data;

  sink->n_rows++;
  return pursuit_table_writer_add_row (sink->writer, cells, error);
}

/* A server would be asked for each row: there a copy is made first. On a local disk that only takes longer (20 000 customers in
 * 0.33 s instead of 0.21 s), and nobody waits for what is read row by row. */
static PursuitDesk *
choose_desk (PursuitCli    *self,
             GCancellable  *cancellable,
             GError       **error)
{
  const PursuitPlace *place = pursuit_store_get_place (pursuit_desk_get_store (self->desk));

  return place->kind == PURSUIT_PLACE_LOCAL ? g_object_ref (self->desk)
                                            : pursuit_snapshot_new (self->desk, cancellable, error);
}

static PursuitExportFlags
get_flags (const ExportOptions *options)
{
  return options->without_personal ? PURSUIT_EXPORT_WITHOUT_PERSONAL : PURSUIT_EXPORT_NONE;
}

static void
set_kinds (const ExportOptions *options,
           PursuitDesk         *desk,
           PursuitList          list,
           const char *const   *columns,
           PursuitTableWriter  *writer)
{
  guint n;
  g_autofree PursuitCellKind *kinds = options->as_shown ? pursuit_export_list_kinds (desk, list, columns, &n)
                                                        : pursuit_export_record_kinds (desk, list, get_flags (options), &n);

  pursuit_table_writer_set_kinds (writer, kinds, n);
}

static gboolean
write_table (PursuitCli          *self,
             const PursuitQuery  *query,
             PursuitTableWriter  *writer,
             gint64              *out_n_rows,
             GError             **error)
{
  const ExportOptions *options = self->options;
  g_autoptr(PursuitInterrupt) interrupt = pursuit_interrupt_new (self);
  GCancellable *cancellable = pursuit_interrupt_get_cancellable (interrupt);
  g_autoptr(PursuitDesk) desk = choose_desk (self, cancellable, error);
  g_auto(GStrv) columns = options->columns != NULL ? g_strsplit (options->columns, ",", -1) : NULL;
  Sink sink = { writer, 0 };
  gboolean ok;

  if (desk == NULL)
    return FALSE;
  set_kinds (options, desk, query->list, (const char *const *) columns, writer);
  if (options->as_shown)
    ok = pursuit_export_list (desk, query, (const char *const *) columns, add_row_cb, &sink, cancellable, error);
  else
    ok = pursuit_export_records (desk, self->desk, query, get_flags (options), add_row_cb, &sink, cancellable, error);
  if (!ok || !pursuit_table_writer_close (writer, error))
    return FALSE;

  *out_n_rows = sink.n_rows - 1;
  return TRUE;
}

static gboolean
holds_personal (const ExportOptions *options,
                PursuitList          list)
{
  return !options->without_personal && pursuit_export_has_personal (list);
}

static gboolean
export_to_file (PursuitCli          *self,
                const PursuitKind   *kind,
                const PursuitQuery  *query,
                PursuitTableFormat   format,
                GError             **error)
{
  g_autoptr(PursuitTableWriter) writer = pursuit_target_open (self, self->args[1], NULL, format, error);
  g_autofree char *name = g_filename_display_name (self->args[1]);
  gint64 n_rows;

  if (writer == NULL || !write_table (self, query, writer, &n_rows, error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "kind", kind->plural);
  json_object_set_string_member (self->answer, "file", name);
  json_object_set_int_member (self->answer, "rows", n_rows);
  json_object_set_boolean_member (self->answer, "personal", holds_personal (self->options, kind->list));
  if (!self->json)
    pursuit_output_line (self->output,
                         ngettext ("“%1$s” has %2$lu row.", "“%1$s” has %2$lu rows.", (gulong) n_rows), name,
                         (gulong) n_rows);
  if (!self->json && holds_personal (self->options, kind->list))
    pursuit_output_line (self->output, "%s", _("It holds personal data; --without-personal leaves that out."));

  return TRUE;
}

static gboolean
copy_to_output (PursuitCli  *self,
                const char  *path,
                GError     **error)
{
  g_autofree char *piece = g_malloc (PIECE);
  FILE *file = g_fopen (path, "rb");
  gsize n;

  if (file == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, "%s", g_strerror (errno));
      return FALSE;
    }
  while (!pursuit_output_is_ended (self->output) && (n = fread (piece, 1, PIECE, file)) > 0)
    pursuit_output_bytes (self->output, piece, n);
  fclose (file);

  return TRUE;
}

/* By way of a file, so that a failure leaves no half of a list on the standard output. */
static gboolean
export_to_output (PursuitCli          *self,
                  const PursuitQuery  *query,
                  PursuitTableFormat   format,
                  GError             **error)
{
  g_autofree char *folder = g_dir_make_tmp ("pursuit-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "export", NULL) : NULL;
  g_autoptr(GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr(PursuitTableWriter) writer = NULL;
  gint64 n_rows;
  gboolean ok;

  if (folder == NULL)
    return FALSE;
  writer = pursuit_table_writer_new (file, format, error);
  ok = writer != NULL && write_table (self, query, writer, &n_rows, error) && copy_to_output (self, path, error);

  g_clear_object (&writer);
  g_unlink (path);
  g_rmdir (folder);
  return ok;
}

/* Records go out in the order in which they were made, lists with all of their columns. */
static gboolean
check_options (const ExportOptions  *options,
               const PursuitKind    *kind,
               GError              **error)
{
  if (options->as_shown && options->without_personal)
    return pursuit_cli_misuse (error, _("--as-shown and --without-personal do not go together."));
  if (!options->as_shown && options->columns != NULL)
    return pursuit_cli_misuse (error, _("--columns goes with --as-shown."));
  if (!options->as_shown && options->filter.order != NULL)
    return pursuit_cli_misuse (error, _("--order goes with --as-shown."));
  if (!options->as_shown && options->filter.reverse)
    return pursuit_cli_misuse (error, _("--reverse goes with --as-shown."));

  return pursuit_filter_check (&options->filter, kind, error);
}

static gboolean
run_export (PursuitCli  *self,
            GError     **error)
{
  const ExportOptions *options = self->options;
  const PursuitKind *kind = pursuit_kind_find_list (self->args[0], error);
  g_auto(GStrv) columns = options->columns != NULL ? g_strsplit (options->columns, ",", -1) : NULL;
  g_autoptr(PursuitQuery) query = NULL;
  gboolean has_file = self->n_args > 1 && !g_str_equal (self->args[1], "-");
  PursuitTableFormat format;

  if (kind == NULL || !check_options (options, kind, error) ||
      !pursuit_target_choose_format (options->format, has_file ? self->args[1] : NULL, &format, error))
    return FALSE;
  if (self->json && !has_file)
    return pursuit_cli_misuse (error, _("With --json the list needs a FILE to go to; “list” gives it in JSON."));
  if (!pursuit_cli_open (self, error) ||
      !pursuit_export_check_columns (self->desk, kind->list, (const char *const *) columns, error))
    return FALSE;
  query = pursuit_filter_make_query (self, &options->filter, kind->list, error);
  if (query == NULL)
    return FALSE;

  return has_file ? export_to_file (self, kind, query, format, error) : export_to_output (self, query, format, error);
}

const PursuitCommand pursuit_cmd_export = {
  .name = "export",
  .arguments = N_("KIND [FILE]"),
  .summary = N_("Take a list out as a CSV file or a workbook that spreadsheets and “import” read"),
  .details = N_("KIND is customers, contacts, deals, activities, staff, units, products or documents. Without FILE the list goes to "
                "the standard output. A file of that name is replaced when the new one is complete. A name that ends in .xlsx, or "
                "--format xlsx, makes a workbook with real numbers and dates. Texts that a spreadsheet would run as formulas are "
                "disarmed."),
  .n_required = 1,
  .n_allowed = 2,
  .file_argument = 2,
  .options = export_options,
  .options_size = sizeof (ExportOptions),
  .run = run_export,
};
