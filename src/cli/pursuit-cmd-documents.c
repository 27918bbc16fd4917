/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-columns-private.h"
#include "pursuit-cli-filter-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-documents.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

/* documents add, list, get and limit (DOS-5). */

typedef struct
{
  char *deal;
  char *name;
  char *version_of;
  char *notes;
} AddOptions;

static const GOptionEntry add_options[] = {
  PURSUIT_OPTION (AddOptions, deal, "deal", G_OPTION_ARG_STRING, N_("The deal that it is about"), N_("TITLE|ID")),
  PURSUIT_OPTION (AddOptions, name, "name", G_OPTION_ARG_STRING, N_("What to call it instead of the file's name"), N_("NAME")),
  PURSUIT_OPTION (AddOptions, version_of, "version-of", G_OPTION_ARG_STRING, N_("The document of which it is the newest version"),
                  N_("NAME|ID")),
  PURSUIT_OPTION (AddOptions, notes, "notes", G_OPTION_ARG_STRING, N_("What to know of it"), N_("TEXT")),
  { NULL },
};

static PursuitDocumentFile *
open_file (PursuitCli    *self,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 limit = pursuit_documents_get_limit (self->desk, error);

  return limit != 0 ? pursuit_document_file_open (self->args[1], limit, NULL, NULL, cancellable, error) : NULL;
}

static gboolean
add_version (PursuitCli    *self,
             gint64         customer_id,
             GCancellable  *cancellable,
             GError       **error)
{
  const AddOptions *options = self->options;
  g_autoptr(PursuitDocumentFile) file = NULL;
  g_autoptr(PursuitRecord) document = NULL;
  gint64 id, entry_id;

  if (!pursuit_cli_look_up (self, PURSUIT_TYPE_DOCUMENT, options->version_of, &id, error) ||
      !(document = pursuit_records_load (self->desk, PURSUIT_TYPE_DOCUMENT, id, error)))
    return FALSE;
  if (PURSUIT_DOCUMENT (document)->customer_id != customer_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is a document of another customer."),
                   pursuit_record_get_name (document));
      return FALSE;
    }

  file = open_file (self, cancellable, error);
  return file != NULL && pursuit_documents_add_version (self->desk, id, file, cancellable, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_DOCUMENT, id, entry_id, error);
}

static gboolean
add_document (PursuitCli    *self,
              gint64         customer_id,
              GCancellable  *cancellable,
              GError       **error)
{
  const AddOptions *options = self->options;
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", customer_id, "name", options->name,
                                                      "notes", options->notes, NULL);
  g_autoptr(PursuitDocumentFile) file = NULL;
  gint64 entry_id;

  if (options->deal != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, options->deal, &document->deal_id, error))
    return FALSE;

  file = open_file (self, cancellable, error);
  return file != NULL && pursuit_documents_add (self->desk, document, file, cancellable, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_DOCUMENT, PURSUIT_RECORD (document)->id, entry_id, error);
}

static gboolean
run_add (PursuitCli  *self,
         GError     **error)
{
  const AddOptions *options = self->options;
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  GCancellable *cancellable;
  gint64 customer_id;

  if (options->version_of != NULL && (options->deal != NULL || options->name != NULL || options->notes != NULL))
    return pursuit_cli_misuse (error, _("--version-of goes without --deal, --name and --notes."));
  if (!pursuit_cli_open (self, error) ||
      !pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &customer_id, error))
    return FALSE;

  interrupt = pursuit_interrupt_new (self);
  cancellable = pursuit_interrupt_get_cancellable (interrupt);
  return options->version_of != NULL ? add_version (self, customer_id, cancellable, error)
                                     : add_document (self, customer_id, cancellable, error);
}

const PursuitCommand pursuit_cmd_documents_add = {
  .name = "documents add",
  .arguments = N_("CUSTOMER FILE"),
  .summary = N_("Keep a file with a customer"),
  .details = N_("The file itself is kept in the database, and stays where it is as well."),
  .n_required = 2,
  .n_allowed = 2,
  .file_argument = 2,
  .options = add_options,
  .options_size = sizeof (AddOptions),
  .run = run_add,
};

typedef struct
{
  char *deal;
  gboolean versions;
} ListOptions;

static const GOptionEntry list_options[] = {
  PURSUIT_OPTION (ListOptions, deal, "deal", G_OPTION_ARG_STRING, N_("Only documents of this deal"), N_("TITLE|ID")),
  PURSUIT_OPTION (ListOptions, versions, "versions", G_OPTION_ARG_NONE, N_("Every version of each document"), NULL),
  { NULL },
};

static PursuitQuery *
make_query (PursuitCli  *self,
            GError     **error)
{
  const ListOptions *options = self->options;
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DOCUMENTS);

  if ((self->n_args > 0 &&
       !pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &query->customer_id, error)) ||
      (options->deal != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, options->deal, &query->deal_id, error)))
    return NULL;

  return g_steal_pointer (&query);
}

static JsonObject *
describe_version (const PursuitDocumentVersion *version,
                  gint64                        present)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "version", version->version);
  json_object_set_boolean_member (object, "present", version->version == present);
  json_object_set_string_member (object, "file_name", version->file_name);
  pursuit_answer_set_text (object, "media_type", version->media_type);
  json_object_set_int_member (object, "size", version->size);
  json_object_set_string_member (object, "checksum", version->checksum);
  pursuit_answer_set_time (object, "added_at", version->added_at);
  pursuit_answer_set_text (object, "staff", version->staff);

  return object;
}

static PursuitTable *
make_versions_table (void)
{
  PursuitTable *table = pursuit_table_new ();

  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Name"), FALSE);
  pursuit_table_add_column (table, _("Version"), TRUE);
  pursuit_table_add_column (table, _("File"), FALSE);
  pursuit_table_add_column (table, _("Bytes"), TRUE);
  pursuit_table_add_column (table, _("Added"), FALSE);
  pursuit_table_add_column (table, _("By"), FALSE);

  return table;
}

static void
add_version_row (PursuitTable                 *table,
                 PursuitRow                   *row,
                 const PursuitDocumentVersion *version)
{
  pursuit_table_take_cell (table, g_strdup_printf ("%lld", (long long) pursuit_row_get_id (row)));
  pursuit_table_add_cell (table, pursuit_row_get_text (row, PURSUIT_DOCUMENT_ROW_NAME));
  pursuit_table_take_cell (table, g_strdup_printf ("%lld", (long long) version->version));
  pursuit_table_add_cell (table, version->file_name);
  pursuit_table_take_cell (table, g_strdup_printf ("%lld", (long long) version->size));
  pursuit_table_take_cell (table, pursuit_time_format (version->added_at));
  pursuit_table_add_cell (table, version->staff);
}

/* One document with its versions, into @table or @documents. */
static gboolean
add_versions (PursuitCli    *self,
              PursuitRow    *row,
              PursuitTable  *table,
              JsonArray     *documents,
              GError       **error)
{
  g_autoptr(GPtrArray) versions = pursuit_documents_list_versions (self->desk, pursuit_row_get_id (row), error);
  JsonObject *object = versions != NULL ? pursuit_columns_describe (PURSUIT_LIST_DOCUMENTS, row) : NULL;
  JsonArray *array = versions != NULL ? json_array_new () : NULL;

  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const PursuitDocumentVersion *version = g_ptr_array_index (versions, i);

      json_array_add_object_element (array, describe_version (version, pursuit_row_get_number (row, PURSUIT_DOCUMENT_ROW_VERSION)));
      add_version_row (table, row, version);
    }
  json_object_set_array_member (object, "versions", array);
  json_array_add_object_element (documents, object);

  return TRUE;
}

static gboolean
list_versions (PursuitCli          *self,
               const PursuitQuery  *query,
               GError             **error)
{
  g_autoptr(GArray) ids = pursuit_desk_query_ids (self->desk, query, 0, error);
  g_autoptr(GPtrArray) rows = ids != NULL ? pursuit_desk_query_rows (self->desk, PURSUIT_LIST_DOCUMENTS,
                                                                     (const gint64 *) (gpointer) ids->data, ids->len, error) : NULL;
  g_autoptr(PursuitTable) table = make_versions_table ();
  g_autoptr(JsonArray) documents = json_array_new ();

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!add_versions (self, g_ptr_array_index (rows, i), table, documents, error))
      return FALSE;

  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "documents", json_array_ref (documents));
  if (!self->json)
    pursuit_table_write (table, self->output);
  return TRUE;
}

static gboolean
run_list (PursuitCli  *self,
          GError     **error)
{
  const ListOptions *options = self->options;
  g_autoptr(PursuitQuery) query = NULL;

  if (self->n_args == 0 && options->deal == NULL)
    return pursuit_cli_misuse (error, _("Give a customer or --deal."));
  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_VIEW, error))
    return FALSE;
  query = make_query (self, error);
  if (query == NULL)
    return FALSE;

  return options->versions ? list_versions (self, query, error) : pursuit_list_write (self, "documents", query, 0, NULL, error);
}

const PursuitCommand pursuit_cmd_documents_list = {
  .name = "documents list",
  .arguments = N_("[CUSTOMER]"),
  .summary = N_("List the documents of a customer or a deal"),
  .n_required = 0,
  .n_allowed = 1,
  .options = list_options,
  .options_size = sizeof (ListOptions),
  .run = run_list,
};

typedef struct
{
  int version;
  char *output;
} GetOptions;

static const GOptionEntry get_options[] = {
  PURSUIT_OPTION (GetOptions, version, "version", G_OPTION_ARG_INT, N_("Another version than the present one"), N_("N")),
  PURSUIT_OPTION (GetOptions, output, "output", G_OPTION_ARG_FILENAME,
                  N_("Where to write it: a file, which is replaced, a folder, or “-” for the standard output"), N_("FILE")),
  { NULL },
};

static gboolean
write_piece (const guint8  *bytes,
             gsize          length,
             gpointer       data,
             GError       **error)
{
  pursuit_output_bytes (data, (const char *) bytes, length);
  return TRUE;
}

/* What was written there cannot be taken back: so it is read twice. */
static gboolean
write_to_output (PursuitCli    *self,
                 gint64         id,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const GetOptions *options = self->options;

  if (self->json)
    return pursuit_cli_misuse (error, _("--json and “--output -” do not go together."));
  if (pursuit_output_is_kept (self->output))
    return pursuit_cli_misuse (error, _("A window has this database open and answers in text: give --output a file."));

  return pursuit_documents_read (self->desk, id, options->version, NULL, NULL, cancellable, error) &&
         pursuit_documents_read (self->desk, id, options->version, write_piece, self->output, cancellable, error);
}

static char *
write_to_place (PursuitCli    *self,
                gint64         id,
                GCancellable  *cancellable,
                GError       **error)
{
  const GetOptions *options = self->options;
  const char *folder = self->folder != NULL && *self->folder != '\0' ? self->folder : ".";

  if (options->output != NULL && !g_file_test (options->output, G_FILE_TEST_IS_DIR))
    return pursuit_documents_save_as (self->desk, id, options->version, options->output, cancellable, error)
             ? g_strdup (options->output) : NULL;

  return pursuit_documents_export (self->desk, id, options->version, options->output != NULL ? options->output : folder,
                                   cancellable, error);
}

static gboolean
run_get (PursuitCli  *self,
         GError     **error)
{
  const GetOptions *options = self->options;
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  GCancellable *cancellable;
  gint64 id;

  if (options->version < 0)
    return pursuit_cli_misuse (error, _("Versions are counted from 1."));
  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_DOCUMENT, self->args[0], &id, error))
    return FALSE;
  interrupt = pursuit_interrupt_new (self);
  cancellable = pursuit_interrupt_get_cancellable (interrupt);
  if (g_strcmp0 (options->output, "-") == 0)
    return write_to_output (self, id, cancellable, error);

  path = write_to_place (self, id, cancellable, error);
  if (path == NULL)
    return FALSE;
  name = g_filename_display_name (path);
  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "id", id);
  json_object_set_string_member (self->answer, "file", name);
  if (!self->json)
    pursuit_output_line (self->output, _("“%s” is written."), name);
  return TRUE;
}

const PursuitCommand pursuit_cmd_documents_get = {
  .name = "documents get",
  .arguments = N_("DOCUMENT"),
  .summary = N_("Write a document to a file"),
  .details = N_("Without “--output” it goes into this folder under its own name, with a number behind it if that name is taken."),
  .n_required = 1,
  .n_allowed = 1,
  .options = get_options,
  .options_size = sizeof (GetOptions),
  .run = run_get,
};

/* "40M" */
static gboolean
parse_size (const char  *text,
            gint64      *out_size,
            GError     **error)
{
  static const char units[] = "KMG";
  g_autofree char *number = g_strdup (text);
  gsize length = strlen (number);
  const char *unit = length > 0 ? strchr (units, g_ascii_toupper (number[length - 1])) : NULL;
  guint shift = unit != NULL && *unit != '\0' ? 10 * (guint) (unit - units + 1) : 0;

  if (shift > 0)
    number[length - 1] = '\0';
  if (!g_ascii_string_to_signed (number, 10, 1, G_MAXINT64 >> shift, out_size, NULL))
    return pursuit_cli_misuse (error, _("“%s” is not a size such as 26214400, 800K or 25M."), text);

  *out_size <<= shift;
  return TRUE;
}

static gboolean
run_limit (PursuitCli  *self,
           GError     **error)
{
  g_autofree char *shown = NULL;
  gint64 limit = 0;

  if (self->n_args > 0 && !parse_size (self->args[0], &limit, error))
    return FALSE;
  if (!pursuit_cli_open (self, error) || (limit > 0 && !pursuit_documents_set_limit (self->desk, limit, NULL, error)))
    return FALSE;
  limit = pursuit_documents_get_limit (self->desk, error);
  if (limit == 0)
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "limit", limit);
  shown = g_format_size_full ((guint64) limit, G_FORMAT_SIZE_IEC_UNITS);
  if (!self->json)
    pursuit_output_line (self->output, _("A document may have %s."), shown);
  return TRUE;
}

const PursuitCommand pursuit_cmd_documents_limit = {
  .name = "documents limit",
  .arguments = N_("[SIZE]"),
  .summary = N_("Show or set how large a document may be"),
  .details = N_("SIZE is a number of bytes, or of KiB, MiB or GiB with K, M or G behind it. Only administrators set it."),
  .n_required = 0,
  .n_allowed = 1,
  .run = run_limit,
};
