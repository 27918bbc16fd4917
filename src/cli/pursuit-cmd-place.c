/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-claim.h"
#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-error.h"
#include "pursuit-place-check.h"

/* Where a database lies or could lie, and whether that is a good place. Neither opens one. */

static void
describe_place (JsonObject         *answer,
                const PursuitPlace *place)
{
  json_object_set_string_member (answer, "kind", pursuit_place_kind_to_word (place->kind));
  json_object_set_string_member (answer, "file_system", place->file_system);
  pursuit_answer_set_text (answer, "mount_point", place->mount_point);
  pursuit_answer_set_text (answer, "options", place->options);
  pursuit_answer_set_text (answer, "reason", place->reason);
}

/* check */

static JsonObject *
describe_finding (const PursuitPlaceFinding *finding)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "test", finding->id);
  json_object_set_string_member (object, "result", pursuit_place_verdict_to_word (finding->verdict));
  json_object_set_string_member (object, "finding", finding->finding);
  pursuit_answer_set_text (object, "remedy", finding->remedy);
  if (finding->unit != NULL)
    {
      json_object_set_int_member (object, "value", finding->value);
      json_object_set_string_member (object, "unit", finding->unit);
    }
  else
    json_object_set_null_member (object, "value");

  return object;
}

static void
print_finding (PursuitCli                *self,
               const PursuitPlaceFinding *finding)
{
  static const char *const formats[] = {
    /* TRANSLATORS: how a test of a folder ended; a sentence follows */
    N_("passed: %s"),
    N_("advice: %s"),
    N_("failed: %s"),
  };

  pursuit_output_line (self->output, _(formats[finding->verdict]), finding->finding);
  if (finding->remedy != NULL)
    pursuit_output_line (self->output, "    %s", finding->remedy);
}

static void
answer_check (PursuitCli         *self,
              const char         *name,
              const PursuitPlace *place,
              GPtrArray          *findings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const PursuitPlaceFinding *finding = g_ptr_array_index (findings, i);

      json_array_add_object_element (array, describe_finding (finding));
      if (!self->json)
        print_finding (self, finding);
    }

  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "folder", name);
  describe_place (self->answer, place);
  json_object_set_boolean_member (self->answer, "fit", pursuit_place_count_failures (findings) == 0);
  json_object_set_array_member (self->answer, "tests", array);
}

static gboolean
run_check (PursuitCli  *self,
           GError     **error)
{
  g_autofree char *name = g_filename_display_name (self->args[0]);
  g_autoptr(PursuitInterrupt) interrupt = pursuit_interrupt_new (self);
  g_autoptr(PursuitPlace) place = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  guint n_failures;

  self->at_file = TRUE;
  findings = pursuit_place_check (self->args[0], pursuit_interrupt_get_cancellable (interrupt), &place, error);
  if (findings == NULL)
    return FALSE;

  answer_check (self, name, place, findings);
  n_failures = pursuit_place_count_failures (findings);
  if (n_failures > 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                   ngettext ("“%1$s” cannot hold a team’s database: %2$u test failed.",
                             "“%1$s” cannot hold a team’s database: %2$u tests failed.", n_failures),
                   name, n_failures);
      return FALSE;
    }
  if (!self->json)
    pursuit_output_line (self->output, _("“%s” can hold a team’s database."), name);
  if (!self->json && place->kind == PURSUIT_PLACE_SHARE)
    pursuit_output_line (self->output, "%s",
                         _("Whether its locks reach other computers is verified when the second person opens the database."));

  return TRUE;
}

const PursuitCommand pursuit_cmd_place_check = {
  .name = "place check",
  .arguments = N_("FOLDER"),
  .summary = N_("Test whether a folder can hold a team’s database"),
  .details = N_("Tries what a database needs of it in a hidden folder that is removed again, and says what is missing together with"
                " the line that an administrator needs. Ends with exit code 3 when something is."),
  .n_required = 1,
  .n_allowed = 1,
  .file_argument = 1,
  .own_process = TRUE,
  .run = run_check,
};

/* show */

static void
print_place (PursuitCli         *self,
             const char         *name,
             const PursuitPlace *place)
{
  static const char *const formats[] = {
    /* TRANSLATORS: 1: file, 2: type of the file system, 3: where it is mounted */
    N_("“%1$s” is on a disk of this computer (%2$s at %3$s)."),
    N_("“%1$s” is on a share that a team can use (%2$s at %3$s)."),
    N_("“%1$s” is where it can only be read (%2$s at %3$s)."),
    N_("“%1$s” is in a folder that is kept in step with other computers (%2$s at %3$s)."),
  };

  pursuit_output_line (self->output, _(formats[place->kind]), name, place->file_system, place->mount_point);
  if (place->reason != NULL)
    pursuit_output_line (self->output, "%s", place->reason);
}

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *holder = NULL;
  g_autoptr(PursuitPlace) place = NULL;

  if (self->n_args == 0 && !pursuit_cli_need_db (self, error))
    return FALSE;
  path = g_canonicalize_filename (self->n_args > 0 ? self->args[0] : self->db, NULL);
  name = g_filename_display_name (path);
  place = pursuit_place_classify (path, error);
  if (place == NULL)
    return FALSE;

  pursuit_claim_is_held (path, &holder);
  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "file", name);
  describe_place (self->answer, place);
  pursuit_answer_set_text (self->answer, "holder", holder);
  if (self->json)
    return TRUE;

  print_place (self, name, place);
  if (holder != NULL)
    pursuit_output_line (self->output, _("It is held by %s on this computer."), holder);

  return TRUE;
}

const PursuitCommand pursuit_cmd_place_show = {
  .name = "place show",
  .arguments = N_("[FILE]"),
  .summary = N_("Say what kind of place the database is in"),
  .details = N_("Of the database, or of a file or folder that is named instead and need not exist yet."),
  .n_allowed = 1,
  .file_argument = 1,
  .own_process = TRUE,
  .run = run_show,
};
