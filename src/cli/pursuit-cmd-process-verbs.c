/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cmd-process-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-commands-private.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-standard.h"

/* What one does with processes: process import, draft, publish, retire, standard and delete. */

/* One more than the form may have: what is longer is refused, not read. */
#define MOST_BYTES (4 * 1024 * 1024 + 1)

/* "code" or "code@version" */
static gboolean
fits (const PursuitProcessInfo *info,
      const char               *code,
      gint64                    version)
{
  return g_strcmp0 (info->process->code, code) == 0 && (version == 0 || info->process->version == version);
}

static gboolean
find_process (GPtrArray   *infos,
              const char  *text,
              gint64      *out_id)
{
  const char *at = strrchr (text, '@');
  g_autofree char *code = at != NULL ? g_strndup (text, (gsize) (at - text)) : g_strdup (text);
  gint64 version = at != NULL ? g_ascii_strtoll (at + 1, NULL, 10) : 0;
  const PursuitProcessInfo *found = NULL;

  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitProcessInfo *info = g_ptr_array_index (infos, i);

      if (!fits (info, code, version) || (at != NULL && version < 1))
        continue;
      if (found == NULL || (!found->is_newest && info->is_newest))
        found = info;
    }
  if (found == NULL)
    return FALSE;

  *out_id = PURSUIT_RECORD (found->process)->id;
  return TRUE;
}

/* A number, or a code with or without a version. */
gboolean
pursuit_cli_look_up_process (PursuitCli  *self,
                             const char  *text,
                             gint64      *out_id,
                             GError     **error)
{
  g_autoptr(GPtrArray) infos = pursuit_processes_list (self->desk, error);
  gint64 id;

  if (infos == NULL)
    return FALSE;
  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    for (guint i = 0; i < infos->len; i++)
      if (PURSUIT_RECORD (((PursuitProcessInfo *) g_ptr_array_index (infos, i))->process)->id == id)
        {
          *out_id = id;
          return TRUE;
        }
  if (find_process (infos, text, out_id))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND,
               _("There is no process “%s”; “pursuitctl process list” names them."), text);
  return FALSE;
}

PursuitProcessBook *
pursuit_cli_read_process (PursuitCli  *self,
                          const char  *path,
                          GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;
  g_autofree char *name = g_filename_display_name (path);
  PursuitProcessBook *book;
  gsize length;

  if (stream == NULL)
    return NULL;
  text = g_malloc (MOST_BYTES);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, MOST_BYTES, &length, NULL, error))
    return NULL;

  book = pursuit_processes_parse (self->desk, text, length, error);
  if (book == NULL)
    g_prefix_error (error, "%s: ", name);
  return book;
}

typedef struct
{
  gboolean publish;
  gboolean shipped;
} ImportOptions;

static const GOptionEntry import_options[] = {
  PURSUIT_OPTION (ImportOptions, publish, "publish", G_OPTION_ARG_NONE, N_("Let deals follow it at once"), NULL),
  PURSUIT_OPTION (ImportOptions, shipped, "shipped", G_OPTION_ARG_NONE,
                  N_("Bring in the process of this code that comes with the program"), NULL),
  { NULL },
};

static gboolean
import_one (PursuitCli           *self,
            PursuitProcessBook   *book,
            const ImportOptions  *options,
            GError              **error)
{
  gint64 id;
  gint64 entry_id;

  return pursuit_processes_import (self->desk, book, &id, &entry_id, error) &&
         (!options->publish || pursuit_processes_publish (self->desk, id, &entry_id, error)) &&
         pursuit_answer_change (self, PURSUIT_TYPE_PROCESS, id, entry_id, error);
}

static PursuitProcessBook *
read_shipped (PursuitCli  *self,
              GError     **error)
{
  const char *const *codes = pursuit_standard_list_codes ();
  g_autofree char *all = g_strjoinv (", ", (char **) codes);

  if (g_strv_contains (codes, self->args[0]))
    return pursuit_processes_read_shipped (self->desk, self->args[0], error);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("No process “%1$s” comes with the program; there are: %2$s."),
               self->args[0], all);
  return NULL;
}

static gboolean
run_import (PursuitCli  *self,
            GError     **error)
{
  const ImportOptions *options = self->options;
  g_autoptr(PursuitProcessBook) book = NULL;

  if (!pursuit_cli_open (self, error))
    return FALSE;
  book = options->shipped ? read_shipped (self, error) : pursuit_cli_read_process (self, self->args[0], error);

  return book != NULL && import_one (self, book, options, error);
}

const PursuitCommand pursuit_cmd_process_import = {
  .name = "process import",
  .arguments = N_("FILE|CODE"),
  .summary = N_("Bring a process in as the draft of a new version of its code"),
  .details = N_("docs/process-format.md describes the file. A fault is refused with the path to it. With --shipped the argument is a code: "
                "project, repeat or renewal."),
  .n_required = 1,
  .n_allowed = 1,
  .file_argument = 1,
  .options = import_options,
  .options_size = sizeof (ImportOptions),
  .run = run_import,
};

static gboolean
run_draft (PursuitCli  *self,
           GError     **error)
{
  gint64 id;
  gint64 entry_id;

  return pursuit_cli_open (self, error) && pursuit_cli_look_up_process (self, self->args[0], &id, error) &&
         pursuit_processes_draft (self->desk, id, &id, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_PROCESS, id, entry_id, error);
}

const PursuitCommand pursuit_cmd_process_draft = {
  .name = "process draft",
  .arguments = N_("PROCESS"),
  .summary = N_("Begin a new version of a process, as a copy of this one"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_draft,
};

typedef gboolean (*ProcessVerb) (PursuitDesk  *desk,
                                 gint64        process_id,
                                 gint64       *out_entry_id,
                                 GError      **error);

static gboolean
run_verb (PursuitCli   *self,
          ProcessVerb   verb,
          GError      **error)
{
  gint64 id;
  gint64 entry_id;

  return pursuit_cli_open (self, error) && pursuit_cli_look_up_process (self, self->args[0], &id, error) &&
         verb (self->desk, id, &entry_id, error) && pursuit_answer_change (self, PURSUIT_TYPE_PROCESS, id, entry_id, error);
}

static gboolean
run_publish (PursuitCli  *self,
             GError     **error)
{
  return run_verb (self, pursuit_processes_publish, error);
}

const PursuitCommand pursuit_cmd_process_publish = {
  .name = "process publish",
  .arguments = N_("PROCESS"),
  .summary = N_("Let deals follow a draft, or a process that was retired"),
  .details = N_("A newer version of the process that new deals follow takes its place; running deals keep theirs."),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_publish,
};

static gboolean
run_retire (PursuitCli  *self,
            GError     **error)
{
  return run_verb (self, pursuit_processes_retire, error);
}

const PursuitCommand pursuit_cmd_process_retire = {
  .name = "process retire",
  .arguments = N_("PROCESS"),
  .summary = N_("Let no new deal follow a process; running deals keep it"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_retire,
};

static gboolean
run_standard (PursuitCli  *self,
              GError     **error)
{
  return run_verb (self, pursuit_processes_set_standard, error);
}

const PursuitCommand pursuit_cmd_process_standard = {
  .name = "process standard",
  .arguments = N_("PROCESS"),
  .summary = N_("Let new deals follow a process unless they are given another one"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_standard,
};

static gboolean
run_delete (PursuitCli  *self,
            GError     **error)
{
  return run_verb (self, pursuit_processes_delete, error);
}

const PursuitCommand pursuit_cmd_process_delete = {
  .name = "process delete",
  .arguments = N_("PROCESS"),
  .summary = N_("Give up the draft of a version"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_delete,
};
