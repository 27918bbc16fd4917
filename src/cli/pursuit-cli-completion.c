/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-completion-private.h"

#include <string.h>

#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-kinds-private.h"

/* The completion for bash, written from the table of commands when the program is built. */

static const char head[] =
  "# SPDX-License-Identifier: GPL-3.0-or-later\n"
  "# Completion of pursuitctl for bash; the program wrote it from its own table of commands.\n"
  "_pursuitctl ()\n"
  "{\n"
  "  local cur=${COMP_WORDS[COMP_CWORD]} command= words= i\n"
  "  COMPREPLY=()\n"
  "  case ${COMP_WORDS[COMP_CWORD - 1]} in\n";

/* What follows such an option is a file, or a word of one's own. */
static const char after_values[] =
  ") return ;;\n"
  "  esac\n"
  "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
  "    case ${COMP_WORDS[i]} in\n"
  "      ";

static const char middle[] =
  ") ((i++)) ;;\n"
  "      -*) ;;\n"
  "      *)\n"
  "        command+=${command:+ }${COMP_WORDS[i]}\n"
  "        case $command in\n"
  "          ";

/* After the first words of pairs. */
static const char after_pairs[] =
  ") ;;\n"
  "          *) break ;;\n"
  "        esac\n"
  "        ;;\n"
  "    esac\n"
  "  done\n"
  "  case $command in\n";

static const char tail[] =
  "  esac\n"
  "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
  "}\n"
  "complete -o default -F _pursuitctl pursuitctl\n";

static void
append_once (GString    *words,
             const char *word)
{
  g_auto(GStrv) present = g_strsplit (words->str, " ", -1);

  if (!g_strv_contains ((const char * const *) present, word))
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
}

static void
append_options (GString            *words,
                const GOptionEntry *entries,
                gboolean            only_with_value)
{
  for (guint i = 0; entries != NULL && entries[i].long_name != NULL; i++)
    {
      g_autofree char *word = g_strconcat ("--", entries[i].long_name, NULL);

      if (!(entries[i].flags & G_OPTION_FLAG_HIDDEN) && (!only_with_value || entries[i].arg != G_OPTION_ARG_NONE))
        append_once (words, word);
    }
}

/* What may stand after @prefix, which is nothing or the first words of longer names. */
static char *
dup_names (const char *prefix)
{
  g_autoptr(GString) words = g_string_new (NULL);
  gsize length = prefix != NULL ? strlen (prefix) + 1 : 0;
  guint n;
  const PursuitCommand *const *commands = pursuit_commands_list (&n);

  for (guint i = 0; i < n; i++)
    {
      const char *name = commands[i]->name;
      g_autofree char *next = NULL;

      if (prefix != NULL && (!g_str_has_prefix (name, prefix) || name[length - 1] != ' '))
        continue;
      next = g_strndup (name + length, strcspn (name + length, " "));
      append_once (words, next);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
append_case (GString            *script,
             const char         *pattern,
             const char         *names,
             const GOptionEntry *entries,
             const GOptionEntry *globals)
{
  g_autoptr(GString) words = g_string_new (names);

  append_options (words, entries, FALSE);
  append_options (words, globals, FALSE);
  g_string_append_printf (script, "    '%s') words='%s' ;;\n", pattern, words->str);
}

/* The first words of the commands that have several, such as "deal" and "deal milestone". */
static GPtrArray *
list_prefixes (void)
{
  GPtrArray *prefixes = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const PursuitCommand *const *commands = pursuit_commands_list (&n);

  for (guint i = 0; i < n; i++)
    for (const char *space = strchr (commands[i]->name, ' '); space != NULL; space = strchr (space + 1, ' '))
      {
        g_autofree char *prefix = g_strndup (commands[i]->name, (gsize) (space - commands[i]->name));

        if (!g_ptr_array_find_with_equal_func (prefixes, prefix, g_str_equal, NULL))
          g_ptr_array_add (prefixes, g_steal_pointer (&prefix));
      }

  return prefixes;
}

static char *
dup_pattern (GPtrArray *prefixes)
{
  GString *pattern = g_string_new (NULL);

  for (guint i = 0; i < prefixes->len; i++)
    g_string_append_printf (pattern, "%s'%s'", i > 0 ? "|" : "", (const char *) g_ptr_array_index (prefixes, i));

  return g_string_free (pattern, FALSE);
}

static gboolean
is_command (const char *name)
{
  guint n;
  const PursuitCommand *const *commands = pursuit_commands_list (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (commands[i]->name, name))
      return TRUE;

  return FALSE;
}

/* What a command takes first, and what may follow its name where that begins a pair, too. */
static char *
dup_words (const PursuitCommand *command)
{
  const char *arguments = command->arguments;
  gboolean takes_kind = arguments != NULL && g_str_has_prefix (arguments, "KIND");
  gboolean takes_many = takes_kind && (strlen (arguments) == strlen ("KIND") || strstr (arguments, "FILE") != NULL);

  return takes_kind ? pursuit_kinds_dup_words (takes_many) : dup_names (command->name);
}

/**
 * pursuit_completion_dup_script:
 * @globals: the options of every command
 *
 * Returns: (transfer full): a script for bash
 */
char *
pursuit_completion_dup_script (const GOptionEntry *globals)
{
  g_autoptr(GString) script = g_string_new (head);
  g_autoptr(GString) with_value = g_string_new (NULL);
  g_autofree char *all = dup_names (NULL);
  g_autoptr(GPtrArray) prefixes = list_prefixes ();
  g_autofree char *pattern = dup_pattern (prefixes);
  guint n;
  const PursuitCommand *const *commands = pursuit_commands_list (&n);

  append_options (with_value, globals, TRUE);
  for (guint i = 0; i < n; i++)
    append_options (with_value, commands[i]->options, TRUE);
  g_string_replace (with_value, " ", "|", 0);
  g_string_append_printf (script, "    %s%s%s%s%s%s", with_value->str, after_values, with_value->str, middle, pattern,
                          after_pairs);

  append_case (script, "", all, NULL, globals);
  for (guint i = 0; i < prefixes->len; i++)
    if (!is_command (g_ptr_array_index (prefixes, i)))
      {
        g_autofree char *next = dup_names (g_ptr_array_index (prefixes, i));

        append_case (script, g_ptr_array_index (prefixes, i), next, NULL, NULL);
      }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = dup_words (commands[i]);

      append_case (script, commands[i]->name, words, commands[i]->options, globals);
    }
  g_string_append (script, tail);

  return g_string_free (g_steal_pointer (&script), FALSE);
}
