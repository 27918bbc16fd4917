/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-completion-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-error.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"

/* Options that every command takes, before or after its name. */
typedef struct
{
  char *db;
  char *as;
  gboolean json;
  gboolean help;
  gboolean version;
  gboolean completion;
  char **rest;
} GlobalOptions;

static const GOptionEntry global_entries[] = {
  PURSUIT_OPTION (GlobalOptions, db, "db", G_OPTION_ARG_FILENAME,
                  N_("The database; otherwise the environment variable PURSUIT_DB names it"), N_("FILE")),
  PURSUIT_OPTION (GlobalOptions, as, "as", G_OPTION_ARG_STRING,
                  N_("Act as this member of staff, by name or number, with that person’s rights"), N_("STAFF")),
  PURSUIT_OPTION (GlobalOptions, json, "json", G_OPTION_ARG_NONE,
                  N_("Answer in JSON: amounts in minor units, times in UTC"), NULL),
  PURSUIT_OPTION (GlobalOptions, version, "version", G_OPTION_ARG_NONE, N_("Show the version"), NULL),
  { "completion", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, (gpointer) G_STRUCT_OFFSET (GlobalOptions, completion), NULL, NULL },
  { "help", 'h', 0, G_OPTION_ARG_NONE, (gpointer) G_STRUCT_OFFSET (GlobalOptions, help), N_("Explain"), NULL },
  { NULL },
};

static const GOptionEntry rest_entry[] = {
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, (gpointer) G_STRUCT_OFFSET (GlobalOptions, rest), NULL, NULL },
  { NULL },
};

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
 * pursuit_cli_open:
 * @self: the run
 * @error: return location
 *
 * Opens the database, once, and signs in whoever acts.
 *
 * Fails as pursuit_desk_open(), pursuit_desk_sign_in() and pursuit_cli_need_db().
 *
 * Returns: %TRUE when @self has a desk
 */
gboolean
pursuit_cli_open (PursuitCli  *self,
                  GError     **error)
{
  if (self->desk == NULL)
    {
      if (!pursuit_cli_need_db (self, error))
        return FALSE;
      self->at_file = TRUE;
      self->desk = pursuit_desk_open (self->db, PURSUIT_STORE_NONE, error);
      if (self->desk == NULL)
        return FALSE;
      self->at_file = FALSE;
    }

  return sign_in (self, error);
}

/* Turns the offsets of a table into addresses within @base. */
static void
add_entries (GOptionGroup       *group,
             const GOptionEntry *table,
             gpointer            base)
{
  for (guint i = 0; table != NULL && table[i].long_name != NULL; i++)
    {
      GOptionEntry entry[2] = { table[i], { NULL } };

      entry[0].arg_data = (char *) base + GPOINTER_TO_SIZE (table[i].arg_data);
      g_option_group_add_entries (group, entry);
    }
}

static void
clear_entries (const GOptionEntry *table,
               gpointer            base)
{
  for (guint i = 0; table != NULL && table[i].long_name != NULL; i++)
    {
      gpointer member = (char *) base + GPOINTER_TO_SIZE (table[i].arg_data);

      if (table[i].arg == G_OPTION_ARG_STRING || table[i].arg == G_OPTION_ARG_FILENAME)
        g_clear_pointer ((char **) member, g_free);
      else if (table[i].arg == G_OPTION_ARG_STRING_ARRAY || table[i].arg == G_OPTION_ARG_FILENAME_ARRAY)
        g_clear_pointer ((char ***) member, g_strfreev);
    }
}

static void
add_group (GOptionContext     *context,
           const char         *name,
           const char         *heading,
           const GOptionEntry *table,
           gpointer            base)
{
  GOptionGroup *group = g_option_group_new (name, heading, "", NULL, NULL);

  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  add_entries (group, table, base);
  g_option_context_add_group (context, group);
}

static GOptionContext *
make_context (const PursuitCommand *command,
              GlobalOptions        *globals,
              gpointer              options)
{
  g_autofree char *usage = NULL;
  GOptionContext *context;
  GOptionGroup *rest = g_option_group_new ("rest", "", "", NULL, NULL);

  if (command == NULL)
    usage = g_strdup (_("COMMAND …"));
  else
    usage = g_strjoin (" ", command->name, command->arguments != NULL ? _(command->arguments) : NULL, NULL);
  context = g_option_context_new (usage);
  g_option_context_set_help_enabled (context, FALSE);
  if (command != NULL)
    add_entries (rest, rest_entry, globals);
  g_option_context_set_main_group (context, rest);
  if (command != NULL && command->options != NULL)
    add_group (context, "command", _("Options:"), command->options, options);
  add_group (context, "global", _("Options of every command:"), global_entries, globals);

  return context;
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
      if (i + 1 == command->file_argument)
        self->args[i] = g_strdup (rest[i]);
      else
        self->args[i] = g_locale_to_utf8 (rest[i], -1, NULL, NULL, NULL);
      if (self->args[i] == NULL)
        return pursuit_cli_misuse (error, _("Argument %u is not text in the encoding of the locale."), i + 1);
    }

  return count_arguments (self, error);
}

static void
take_globals (PursuitCli    *self,
              GlobalOptions *globals)
{
  self->db = g_steal_pointer (&globals->db);
  self->as = g_steal_pointer (&globals->as);
  self->json = globals->json;
}

static void
answer_completion (PursuitCli *self)
{
  g_autofree char *script = pursuit_completion_dup_script (global_entries);

  pursuit_output_text (self->output, script);
}

/* Answers what needs no command to run. */
static gboolean
answer_at_once (PursuitCli           *self,
                GlobalOptions        *globals,
                const PursuitCommand *command,
                GOptionContext       *context)
{
  if (globals->version)
    pursuit_output_line (self->output, "pursuitctl %s", PURSUIT_VERSION);
  else if (globals->completion)
    answer_completion (self);
  else if (globals->help)
    print_help (self, command, context);

  return globals->version || globals->completion || globals->help;
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
run_command (PursuitCli     *self,
             GlobalOptions  *globals,
             char         ***argv,
             GError        **error)
{
  g_autoptr(GOptionContext) before = make_context (NULL, globals, NULL);
  g_autoptr(GOptionContext) context = NULL;
  guint n_words = 0;

  g_option_context_set_strict_posix (before, TRUE);
  if (!g_option_context_parse_strv (before, argv, error))
    return FALSE;
  if (answer_at_once (self, globals, NULL, before))
    return TRUE;

  self->command = pursuit_commands_find ((const char * const *) *argv + 1, &n_words, error);
  if (self->command == NULL)
    return FALSE;
  drop_words (*argv, n_words);

  self->options = self->command->options_size > 0 ? g_malloc0 (self->command->options_size) : NULL;
  context = make_context (self->command, globals, self->options);
  if (!g_option_context_parse_strv (context, argv, error))
    return FALSE;
  if (answer_at_once (self, globals, self->command, context))
    return TRUE;
  take_globals (self, globals);

  return take_arguments (self, globals->rest, error) && self->command->run (self, error);
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

static const char *
name_of_code (const GError *error)
{
  static const char *const names[] = {
    [PURSUIT_ERROR_INVALID] = "invalid",   [PURSUIT_ERROR_NOT_FOUND] = "not-found",
    [PURSUIT_ERROR_CONFLICT] = "conflict", [PURSUIT_ERROR_DENIED] = "denied",
    [PURSUIT_ERROR_STORAGE] = "storage",   [PURSUIT_ERROR_NEWER] = "newer",
    [PURSUIT_ERROR_BUSY] = "busy",         [PURSUIT_ERROR_AWAY] = "away",
    [PURSUIT_ERROR_DAMAGED] = "damaged",
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

  pursuit_message_print ("%s", message);
  if (self->json && !pursuit_output_has_begun (self->output))
    {
      JsonObject *object = json_object_new ();

      pursuit_output_discard (self->output);
      json_object_set_string_member (object, "code", name_of_code (error));
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
  PursuitExit code = failure != NULL ? judge (self, failure) : PURSUIT_EXIT_DONE;
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

  pursuit_message_print ("%s", error->message);
  return code != PURSUIT_EXIT_DONE ? code : PURSUIT_EXIT_STORAGE;
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
  g_auto(GStrv) words = g_strdupv (argv);
  GlobalOptions globals = { NULL };
  PursuitCli self = { .output = pursuit_output_new () };
  g_autoptr(GError) error = NULL;
  PursuitExit code;

  g_set_prgname ("pursuitctl");

  /* Even the complaint about a wrong option shall be in JSON when it was asked for. */
  self.json = g_strv_contains ((const char * const *) words, "--json");
  run_command (&self, &globals, &words, &error);
  code = finish (&self, error);

  g_clear_object (&self.desk);
  g_clear_pointer (&self.answer, json_object_unref);
  g_clear_pointer (&self.output, pursuit_output_free);
  if (self.options != NULL)
    clear_entries (self.command->options, self.options);
  clear_entries (global_entries, &globals);
  clear_entries (rest_entry, &globals);
  g_free (self.options);
  g_strfreev (self.args);
  g_free (self.db);
  g_free (self.as);

  return code;
}
