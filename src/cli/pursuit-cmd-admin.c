/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-interrupt-private.h"
#include "pursuit-error.h"
#include "pursuit-receipts.h"
#include "pursuit-store.h"
#include "pursuit-text-index.h"

/* What one does with a whole database: init, check, reindex and backup. */

typedef struct
{
  char *currency;
} InitOptions;

static const GOptionEntry init_options[] = {
  PURSUIT_OPTION (InitOptions, currency, "currency", G_OPTION_ARG_STRING,
                  N_("The currency of every amount, CNY if not said"), N_("CODE")),
  { NULL },
};

static gboolean
run_init (PursuitCli  *self,
          GError     **error)
{
  const InitOptions *options = self->options;
  g_autofree char *path = NULL;

  if (!pursuit_cli_need_db (self, error))
    return FALSE;
  self->desk = pursuit_desk_create_with (self->db, options->currency, pursuit_cli_get_flags (self), error);
  if (self->desk == NULL)
    return FALSE;

  path = g_filename_display_name (pursuit_store_get_path (pursuit_desk_get_store (self->desk)));
  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "file", path);
  json_object_set_string_member (self->answer, "currency", pursuit_desk_get_currency (self->desk));
  json_object_set_int_member (self->answer, "format", pursuit_store_get_version (pursuit_desk_get_store (self->desk)));
  if (!self->json)
    pursuit_output_line (self->output, _("“%1$s” is ready; its currency is %2$s."), path,
                         pursuit_desk_get_currency (self->desk));

  return TRUE;
}

const PursuitCommand pursuit_cmd_init = {
  .name = "init",
  .summary = N_("Make a new, empty database with the standard process"),
  .options = init_options,
  .options_size = sizeof (InitOptions),
  .own_process = TRUE,
  .run = run_init,
};

static void
answer_check (PursuitCli *self,
              GPtrArray  *findings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      json_array_add_string_element (array, g_ptr_array_index (findings, i));
      if (!self->json)
        pursuit_output_line (self->output, "%s", (const char *) g_ptr_array_index (findings, i));
    }

  self->answer = json_object_new ();
  json_object_set_boolean_member (self->answer, "sound", findings->len == 0);
  json_object_set_array_member (self->answer, "findings", array);
}

/* What no check of the file can find out. */
static gboolean
check_receipts (PursuitStore  *store,
                GPtrArray     *findings,
                GError       **error)
{
  g_autoptr(GPtrArray) missing = NULL;
  gboolean whole;

  if (!pursuit_receipts_check (store, &whole, error))
    return FALSE;
  if (whole)
    return TRUE;

  missing = pursuit_receipts_list_missing (store, error);
  if (missing == NULL)
    return FALSE;
  if (missing->len == 0)
    g_ptr_array_add (findings, g_strdup (_("The journal is not the one that this computer saved into.")));
  else
    g_ptr_array_add (findings,
                     g_strdup_printf (ngettext ("%u save that this computer was told to be done is gone.",
                                                "%u saves that this computer was told to be done are gone.", missing->len),
                                      missing->len));

  return TRUE;
}

static gboolean
run_check (PursuitCli  *self,
           GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  PursuitStore *store;

  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_ADMINISTER, error))
    return FALSE;
  store = pursuit_desk_get_store (self->desk);
  interrupt = pursuit_interrupt_new (self);
  findings = pursuit_store_check (store, pursuit_interrupt_get_cancellable (interrupt), error);
  if (findings == NULL || !check_receipts (store, findings, error))
    return FALSE;

  answer_check (self, findings);
  if (findings->len > 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                   ngettext ("The check found %u thing that is not in order.", "The check found %u things that are not in order.",
                             findings->len),
                   findings->len);
      return FALSE;
    }
  if (!self->json)
    pursuit_output_line (self->output, "%s", _("Everything is in order."));

  return TRUE;
}

const PursuitCommand pursuit_cmd_check = {
  .name = "check",
  .summary = N_("Check the file, its references and totals, and the journal’s chain"),
  .details = N_("Says what is not in order, one sentence each, and ends with exit code 3 then."),
  .run = run_check,
};

static gboolean
run_reindex (PursuitCli  *self,
             GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  gint64 count;

  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_ADMINISTER, error))
    return FALSE;
  interrupt = pursuit_interrupt_new (self);
  if (!pursuit_text_index_rebuild (pursuit_desk_get_store (self->desk), &count, pursuit_interrupt_get_cancellable (interrupt), error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "texts", count);
  if (!self->json)
    pursuit_output_line (self->output, ngettext ("The text of %lld record can be searched.", "The texts of %lld records can be searched.",
                                                 (gulong) count), (long long) count);

  return TRUE;
}

const PursuitCommand pursuit_cmd_reindex = {
  .name = "reindex",
  .summary = N_("Make the index of the texts anew, by which they are searched"),
  .details = N_("Nothing is lost when it is interrupted: the rest is done by whoever opens the file next."),
  .run = run_reindex,
};

static gboolean
run_backup (PursuitCli  *self,
            GError     **error)
{
  g_autofree char *name = g_filename_display_name (self->args[0]);

  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_ADMINISTER, error) ||
      !pursuit_store_backup (pursuit_desk_get_store (self->desk), self->args[0], error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "file", name);
  if (!self->json)
    pursuit_output_line (self->output, _("“%s” is a checked copy of the database."), name);

  return TRUE;
}

const PursuitCommand pursuit_cmd_backup = {
  .name = "backup",
  .arguments = N_("FILE"),
  .summary = N_("Copy the database to a new file, also while others use it"),
  .n_required = 1,
  .n_allowed = 1,
  .file_argument = 1,
  .run = run_backup,
};
