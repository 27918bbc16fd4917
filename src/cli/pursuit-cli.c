/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-completion-private.h"
#include "pursuit-cli-guest-private.h"
#include "pursuit-cli-handover-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-options-private.h"
#include "pursuit-error.h"
#include "pursuit-salvage.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"

/**
 * pursuit_cli_misuse:
 * @error: return location
 * @format: printf format of one sentence
 * @...: values
 *
 * Says that the program was called wrongly: %G_OPTION_ERROR_FAILED, exit code 2.
 *
 * Returns: %FALSE
 */
gboolean
pursuit_cli_misuse (GError     **error,
                    const char  *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, message);

  return FALSE;
}

/**
 * pursuit_cli_split_pair:
 * @text: `LEFT=RIGHT`
 * @out_left: (out): what stands before the last equals sign
 * @out_right: (out): what stands after it
 * @error: return location
 *
 * Headers of columns and labels of stages may contain equals signs, what they are mapped to never does.
 *
 * Fails with %G_OPTION_ERROR_FAILED when there is no equals sign or nothing before it.
 *
 * Returns: %TRUE when both were set
 */
gboolean
pursuit_cli_split_pair (const char  *text,
                        char       **out_left,
                        char       **out_right,
                        GError     **error)
{
  const char *sign = strrchr (text, '=');

  if (sign == NULL || sign == text)
    return pursuit_cli_misuse (error, _("“%s” does not have the form NAME=VALUE."), text);

  *out_left = g_strndup (text, sign - text);
  *out_right = g_strdup (sign + 1);
  return TRUE;
}

/**
 * pursuit_cli_parse_number:
 * @text: an argument
 * @min: least number allowed
 * @max: greatest number allowed
 * @out_number: (out): the number
 * @error: return location
 *
 * Fails with %G_OPTION_ERROR_FAILED.
 *
 * Returns: %TRUE when @text is a number in that range
 */
gboolean
pursuit_cli_parse_number (const char  *text,
                          gint64       min,
                          gint64       max,
                          gint64      *out_number,
                          GError     **error)
{
  if (g_ascii_string_to_signed (text, 10, min, max, out_number, NULL))
    return TRUE;
  if (max == G_MAXINT64)
    return pursuit_cli_misuse (error, _("“%1$s” is not a whole number from %2$s up."), text, min == 1 ? "1" : "0");

  return pursuit_cli_misuse (error,
                             _("“%1$s” is not a whole number from %2$lld to %3$lld."),
                             text, (long long) min, (long long) max);
}

/**
 * pursuit_cli_need_db:
 * @self: the run
 * @error: return location
 *
 * Fails with %G_OPTION_ERROR_FAILED when nobody said which database.
 *
 * Returns: %TRUE when @self names one
 */
gboolean
pursuit_cli_need_db (PursuitCli  *self,
                     GError     **error)
{
  if (pursuit_str_empty (self->db))
    {
      g_free (self->db);
      self->db = g_strdup (g_getenv ("PURSUIT_DB"));
    }
  if (!pursuit_str_empty (self->db))
    return TRUE;

  return pursuit_cli_misuse (error, _("Name the database with --db FILE or in the environment variable PURSUIT_DB."));
}

static gboolean
sign_in (PursuitCli  *self,
         GError     **error)
{
  gint64 staff_id;

  return self->as == NULL ||
         (pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, self->as, &staff_id, error) &&
          pursuit_desk_sign_in (self->desk, staff_id, error));
}

/**
 * pursuit_cli_get_flags:
 * @self: the run
 *
 * Returns: how whoever runs it wants the database to be opened
 */
PursuitStoreFlags
pursuit_cli_get_flags (PursuitCli *self)
{
  if (self->read_only)
    return PURSUIT_STORE_READ_ONLY;

  return self->alone ? PURSUIT_STORE_ALONE : PURSUIT_STORE_NONE;
}

/**
 * pursuit_cli_open:
 * @self: the run
 * @error: return location
 *
 * Opens the database, once, and signs in whoever acts. What a window runs sits down at the desk that is open there. To be
 * called before the command has done or said anything: a window may do all of it in its place.
 *
 * Fails as pursuit_desk_open(), pursuit_desk_sign_in() and pursuit_cli_need_db(), for a window as pursuit_guest_sit_down();
 * with %G_IO_ERROR_CLOSED when a window has done it all, see pursuit_handover_try(). The command then just returns.
 *
 * Returns: %TRUE when @self has a desk
 */
gboolean
pursuit_cli_open (PursuitCli  *self,
                  GError     **error)
{
  if (self->host != NULL)
    return self->desk != NULL || pursuit_guest_sit_down (self, error);
  if (self->desk == NULL)
    {
      if (!pursuit_cli_need_db (self, error) || !pursuit_handover_try (self, error))
        return FALSE;
      self->at_file = TRUE;
      self->desk = pursuit_desk_open (self->db, pursuit_cli_get_flags (self), error);
      if (self->desk == NULL)
        return FALSE;
      self->at_file = FALSE;
    }

  return sign_in (self, error);
}

static void
print_help (PursuitCli           *self,
            const PursuitCommand *command,
            GOptionContext       *context)
{
  g_autofree char *help = NULL;
  g_autofree char *overview = NULL;

  if (command == NULL)
    {
      overview = pursuit_commands_dup_overview ();
      g_option_context_set_description (context, overview);
    }
  else
    {
      g_option_context_set_summary (context, _(command->summary));
      g_option_context_set_description (context, command->details != NULL ? _(command->details) : NULL);
    }
  help = g_option_context_get_help (context, FALSE, NULL);
  pursuit_output_text (self->output, help);
}

static gboolean
count_arguments (PursuitCli  *self,
                 GError     **error)
{
  const PursuitCommand *command = self->command;
  g_autofree char *usage = g_strjoin (" ", "pursuitctl", command->name,
                                      command->arguments != NULL ? _(command->arguments) : NULL, NULL);

  if (self->n_args < command->n_required)
    return pursuit_cli_misuse (error, _("Something is missing: %s"), usage);
  if (self->n_args > command->n_allowed)
    return pursuit_cli_misuse (error, _("“%1$s” is too much: %2$s"), self->args[command->n_allowed], usage);

  return TRUE;
}

/* A file name may be any bytes, everything else must be text. */
static gboolean
take_arguments (PursuitCli   *self,
                char        **rest,
                GError      **error)
{
  const PursuitCommand *command = self->command;

  self->n_args = rest != NULL ? g_strv_length (rest) : 0;
  self->args = g_new0 (char *, self->n_args + 1);
  for (guint i = 0; i < self->n_args; i++)
    {
      /* What came over the bus is text whatever the locale. */
      if (i + 1 == command->file_argument || self->host != NULL)
        self->args[i] = g_strdup (rest[i]);
      else
        self->args[i] = g_locale_to_utf8 (rest[i], -1, NULL, NULL, NULL);
      if (self->args[i] == NULL)
        return pursuit_cli_misuse (error, _("Argument %u is not text in the encoding of the locale."), i + 1);
    }

  return count_arguments (self, error) && pursuit_options_resolve_files (self, error);
}

static void
take_globals (PursuitCli           *self,
              PursuitGlobalOptions *globals)
{
  self->db = g_steal_pointer (&globals->db);
  self->as = g_steal_pointer (&globals->as);
  self->json = globals->json;
  self->via_window = globals->via_window;
  self->alone = globals->alone;
  self->read_only = globals->read_only;
}

static void
answer_completion (PursuitCli *self)
{
  g_autofree char *script = pursuit_completion_dup_script (pursuit_options_get_global ());

  pursuit_output_text (self->output, script);
}

static gboolean
asks_at_once (const PursuitGlobalOptions *globals)
{
  return globals->version || globals->completion || globals->help;
}

/* Answers what needs no command to run. */
static gboolean
answer_at_once (PursuitCli                  *self,
                const PursuitGlobalOptions  *globals,
                const PursuitCommand        *command,
                GOptionContext              *context,
                GError                     **error)
{
  /* The help names the program that it was asked of. */
  if (self->host != NULL)
    return pursuit_cli_misuse (error, _("Help, version and completion are given by pursuitctl itself."));

  if (globals->version)
    pursuit_output_line (self->output, "pursuitctl %s", PURSUIT_VERSION);
  else if (globals->completion)
    answer_completion (self);
  else
    print_help (self, command, context);

  return TRUE;
}

static void
drop_words (char  **argv,
            guint   n_words)
{
  for (; n_words > 0; n_words--)
    {
      g_free (argv[1]);
      memmove (argv + 1, argv + 2, (g_strv_length (argv + 2) + 1) * sizeof *argv);
    }
}

/* Once for what stands before the command's name and once for everything, since only the name tells which options
 * there are. */
static gboolean
run_command (PursuitCli             *self,
             PursuitGlobalOptions   *globals,
             char                 ***argv,
             GError                **error)
{
  g_autoptr(GOptionContext) before = pursuit_options_make_context (NULL, globals, NULL);
  g_autoptr(GOptionContext) context = NULL;
  guint n_words = 0;

  g_option_context_set_strict_posix (before, TRUE);
  if (!g_option_context_parse_strv (before, argv, error))
    return FALSE;
  if (asks_at_once (globals))
    return answer_at_once (self, globals, NULL, before, error);

  self->command = pursuit_commands_find ((const char * const *) *argv + 1, &n_words, error);
  if (self->command == NULL)
    return FALSE;
  drop_words (*argv, n_words);

  self->options = self->command->options_size > 0 ? g_malloc0 (self->command->options_size) : NULL;
  context = pursuit_options_make_context (self->command, globals, self->options);
  if (!g_option_context_parse_strv (context, argv, error))
    return FALSE;
  if (asks_at_once (globals))
    return answer_at_once (self, globals, self->command, context, error);
  take_globals (self, globals);

  return take_arguments (self, globals->rest, error) && (self->host == NULL || pursuit_guest_may_run (self, error)) &&
         self->command->run (self, error);
}

static PursuitExit
judge (PursuitCli   *self,
       const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return PURSUIT_EXIT_USAGE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return PURSUIT_EXIT_REFUSED;
  if (error->domain != PURSUIT_ERROR)
    return PURSUIT_EXIT_STORAGE;

  switch ((PursuitError) error->code)
    {
    case PURSUIT_ERROR_INVALID:
    case PURSUIT_ERROR_DENIED:
    case PURSUIT_ERROR_GATED:
      return PURSUIT_EXIT_REFUSED;
    case PURSUIT_ERROR_NOT_FOUND:
      return self->at_file ? PURSUIT_EXIT_STORAGE : PURSUIT_EXIT_REFUSED;
    case PURSUIT_ERROR_CONFLICT:
      return PURSUIT_EXIT_CONFLICT;
    case PURSUIT_ERROR_STORAGE:
    case PURSUIT_ERROR_NEWER:
    case PURSUIT_ERROR_BUSY:
    case PURSUIT_ERROR_AWAY:
    case PURSUIT_ERROR_DAMAGED:
    default:
      return PURSUIT_EXIT_STORAGE;
    }
}

/* What a program reads in place of the sentence. */
const char *
pursuit_cli_name_error (const GError *error)
{
  static const char *const names[] = {
    [PURSUIT_ERROR_INVALID] = "invalid",   [PURSUIT_ERROR_NOT_FOUND] = "not-found",
    [PURSUIT_ERROR_CONFLICT] = "conflict", [PURSUIT_ERROR_DENIED] = "denied",
    [PURSUIT_ERROR_STORAGE] = "storage",   [PURSUIT_ERROR_NEWER] = "newer",
    [PURSUIT_ERROR_BUSY] = "busy",         [PURSUIT_ERROR_AWAY] = "away",
    [PURSUIT_ERROR_DAMAGED] = "damaged",   [PURSUIT_ERROR_GATED] = "gated",
  };

  if (error->domain == G_OPTION_ERROR)
    return "usage";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  if (error->domain == PURSUIT_ERROR && (guint) error->code < G_N_ELEMENTS (names))
    return names[error->code];

  return "storage";
}

/* The sentence goes to the person; a program finds it in the answer as well. */
static void
report (PursuitCli   *self,
        const GError *error)
{
  g_autofree char *message = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    message = g_strdup (_("Interrupted; the data is as it was."));
  else
    message = g_utf8_make_valid (error->message, -1);

  pursuit_output_message (self->output, "%s", message);
  if (self->json && !pursuit_output_has_begun (self->output))
    {
      JsonObject *object = json_object_new ();

      pursuit_output_discard (self->output);
      json_object_set_string_member (object, "code", pursuit_cli_name_error (error));
      json_object_set_string_member (object, "message", message);
      if (self->answer == NULL)
        self->answer = json_object_new ();
      json_object_set_object_member (self->answer, "error", object);
    }
}

static PursuitExit
finish (PursuitCli   *self,
        const GError *failure)
{
  PursuitExit code = failure != NULL ? judge (self, failure) : self->code;
  g_autoptr(GError) error = NULL;

  if (failure != NULL)
    report (self, failure);
  if (self->json && self->answer != NULL)
    {
      pursuit_output_object (self->output, self->answer);
      pursuit_output_text (self->output, "\n");
    }
  if (pursuit_output_flush (self->output, &error))
    return code;

  pursuit_output_message (self->output, "%s", error->message);
  return code != PURSUIT_EXIT_DONE ? code : PURSUIT_EXIT_STORAGE;
}

/* Once a sound file was called damaged (shared-database.md 2.5): it is opened anew and looked through before anybody is
 * frightened. Whoever has to be is told what to do. In a window the worker does that. */
static void
look_again (PursuitCli  *self,
            GError     **error)
{
  g_autoptr(GError) first = NULL;
  g_autofree char *advice = NULL;

  if (!g_error_matches (*error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED) || self->host != NULL || self->db == NULL)
    return;

  first = g_steal_pointer (error);
  if (self->desk != NULL && pursuit_store_reopen (pursuit_desk_get_store (self->desk), NULL))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY,
                   _("The database gave an answer that could not be right, but it is sound; try again."));
      return;
    }

  advice = pursuit_salvage_dup_advice (self->db);
  /* Translators: what is wrong, and what can be done; two sentences. */
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED, _("%1$s %2$s"), first->message, advice);
}

/**
 * pursuit_cli_execute:
 * @self: a run with an output, for somebody
 * @words: what to do, without the program's name
 *
 * Runs one command and frees everything in @self but the output.
 *
 * Returns: the exit code
 */
PursuitExit
pursuit_cli_execute (PursuitCli         *self,
                     const char * const *words)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) argv = NULL;
  PursuitGlobalOptions globals = { NULL };
  g_autoptr(GError) error = NULL;
  PursuitExit code;

  g_strv_builder_add (builder, "pursuitctl");
  g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  self->words = words;

  /* Even the complaint about a wrong option shall be in JSON when it was asked for. */
  self->json = g_strv_contains (words, "--json");
  run_command (self, &globals, &argv, &error);
  if (self->handed_over)
    g_clear_error (&error);
  else if (error != NULL)
    look_again (self, &error);
  code = finish (self, error);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->answer, json_object_unref);
  pursuit_options_clear (self->command, &globals, self->options);
  g_clear_pointer (&self->options, g_free);
  g_clear_pointer (&self->args, g_strfreev);
  g_clear_pointer (&self->db, g_free);
  g_clear_pointer (&self->as, g_free);

  return code;
}

/**
 * pursuit_cli_run:
 * @argc: how many words
 * @argv: the words, the program's name first
 *
 * Runs one command of `pursuitctl`.
 *
 * Returns: the exit code
 */
int
pursuit_cli_run (int    argc,
                 char **argv)
{
  PursuitCli self = { .output = pursuit_output_new () };
  PursuitExit code;

  g_set_prgname ("pursuitctl");
  code = pursuit_cli_execute (&self, (const char * const *) argv + MIN (argc, 1));
  pursuit_output_free (self.output);

  return code;
}
