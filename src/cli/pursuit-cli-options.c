/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-options-private.h"

#include <glib/gi18n-lib.h>

/* The options of every command and those of one, as GOption wants them. */

static const GOptionEntry global_entries[] = {
  PURSUIT_OPTION (PursuitGlobalOptions, db, "db", G_OPTION_ARG_FILENAME,
                  N_("The database; otherwise the environment variable PURSUIT_DB names it"), N_("FILE")),
  PURSUIT_OPTION (PursuitGlobalOptions, as, "as", G_OPTION_ARG_STRING,
                  N_("Act as this member of staff, by name or number, with that person’s rights"), N_("STAFF")),
  PURSUIT_OPTION (PursuitGlobalOptions, json, "json", G_OPTION_ARG_NONE,
                  N_("Answer in JSON: amounts in minor units, times in UTC"), NULL),
  PURSUIT_OPTION (PursuitGlobalOptions, via_window, "via-window", G_OPTION_ARG_NONE,
                  N_("Let the window do it that has the database open, if there is one"), NULL),
  PURSUIT_OPTION (PursuitGlobalOptions, alone, "alone", G_OPTION_ARG_NONE,
                  N_("Write even where locks do not reach other computers; nobody else may use the file meanwhile"), NULL),
  PURSUIT_OPTION (PursuitGlobalOptions, read_only, "read-only", G_OPTION_ARG_NONE,
                  N_("Change nothing; a backup is always opened so"), NULL),
  PURSUIT_OPTION (PursuitGlobalOptions, version, "version", G_OPTION_ARG_NONE, N_("Show the version"), NULL),
  { "completion", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE,
    (gpointer) G_STRUCT_OFFSET (PursuitGlobalOptions, completion), NULL, NULL },
  { "help", 'h', 0, G_OPTION_ARG_NONE, (gpointer) G_STRUCT_OFFSET (PursuitGlobalOptions, help), N_("Explain"), NULL },
  { NULL },
};

static const GOptionEntry rest_entry[] = {
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, (gpointer) G_STRUCT_OFFSET (PursuitGlobalOptions, rest), NULL,
    NULL },
  { NULL },
};

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

/**
 * pursuit_options_get_global:
 *
 * Returns: the entries of the options that every command takes, lent
 */
const GOptionEntry *
pursuit_options_get_global (void)
{
  return global_entries;
}

/**
 * pursuit_options_make_context:
 * @command: (nullable): a command, %NULL for what stands before its name
 * @globals: what the options of every command fill; must outlive the context
 * @options: (nullable): what the options of @command fill
 *
 * Returns: (transfer full): what parses the words
 */
GOptionContext *
pursuit_options_make_context (const PursuitCommand *command,
                              PursuitGlobalOptions *globals,
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

/* A standard stream and an address are no names that start from a folder. */
static gboolean
is_relative (const char *name)
{
  return !g_path_is_absolute (name) && !g_str_equal (name, "-") && !g_str_has_prefix (name, "file://");
}

static gboolean
resolve (PursuitCli  *cli,
         char       **name,
         GError     **error)
{
  g_autofree char *resolved = NULL;

  if (*name == NULL || !is_relative (*name))
    return TRUE;
  if (!g_path_is_absolute (cli->folder))
    return pursuit_cli_misuse (error, _("“%s” does not say in which folder it is."), *name);

  resolved = g_canonicalize_filename (*name, cli->folder);
  g_free (*name);
  *name = g_steal_pointer (&resolved);
  return TRUE;
}

static gboolean
resolve_option (PursuitCli          *cli,
                const GOptionEntry  *entry,
                GError             **error)
{
  gpointer member = (char *) cli->options + GPOINTER_TO_SIZE (entry->arg_data);
  char **names;

  if (entry->arg == G_OPTION_ARG_FILENAME)
    return resolve (cli, member, error);
  if (entry->arg != G_OPTION_ARG_FILENAME_ARRAY)
    return TRUE;

  names = *(char ***) member;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!resolve (cli, &names[i], error))
      return FALSE;

  return TRUE;
}

/**
 * pursuit_options_resolve_files:
 * @cli: a run whose words were parsed
 * @error: return location
 *
 * Makes the names of files absolute that whoever asked gave from their folder, when that is not the process's own.
 *
 * Fails with %G_OPTION_ERROR_FAILED when there are such names and nobody said from which folder.
 *
 * Returns: %TRUE when every name stands for itself
 */
gboolean
pursuit_options_resolve_files (PursuitCli  *cli,
                               GError     **error)
{
  const GOptionEntry *table = cli->command->options;
  guint argument = cli->command->file_argument;

  if (cli->folder == NULL)
    return TRUE;

  for (guint i = 0; table != NULL && table[i].long_name != NULL; i++)
    if (!resolve_option (cli, &table[i], error))
      return FALSE;

  return resolve (cli, &cli->db, error) &&
         (argument == 0 || argument > cli->n_args || resolve (cli, &cli->args[argument - 1], error));
}

/**
 * pursuit_options_clear:
 * @command: (nullable): the command
 * @globals: what the options of every command filled
 * @options: (nullable): what the options of @command filled
 *
 * Frees the values, not the structs.
 */
void
pursuit_options_clear (const PursuitCommand *command,
                       PursuitGlobalOptions *globals,
                       gpointer              options)
{
  if (options != NULL)
    clear_entries (command->options, options);
  clear_entries (global_entries, globals);
  clear_entries (rest_entry, globals);
}
