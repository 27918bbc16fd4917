/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The table of commands, in the order of the help. Parsing, help and completion all come from here. */
static const PursuitCommand *const commands[] = {
  &pursuit_cmd_init,
  &pursuit_cmd_demo,
  &pursuit_cmd_import,
  &pursuit_cmd_templates_list,
  &pursuit_cmd_templates_delete,
  &pursuit_cmd_export,
  &pursuit_cmd_board,
  &pursuit_cmd_report_pipeline,
  &pursuit_cmd_report_conversion,
  &pursuit_cmd_report_velocity,
  &pursuit_cmd_list,
  &pursuit_cmd_filters_list,
  &pursuit_cmd_filters_save,
  &pursuit_cmd_filters_rename,
  &pursuit_cmd_filters_delete,
  &pursuit_cmd_find,
  &pursuit_cmd_show,
  &pursuit_cmd_timeline,
  &pursuit_cmd_customer_export,
  &pursuit_cmd_customer_grade,
  &pursuit_cmd_customer_funnel,
  &pursuit_cmd_customer_level,
  &pursuit_cmd_customer_standing,
  &pursuit_cmd_wall_show,
  &pursuit_cmd_wall_set,
  &pursuit_cmd_wall_clear,
  &pursuit_cmd_wall_assess,
  &pursuit_cmd_team_show,
  &pursuit_cmd_team_assign,
  &pursuit_cmd_team_release,
  &pursuit_cmd_team_gaps,
  &pursuit_cmd_contact_show,
  &pursuit_cmd_contact_edit,
  &pursuit_cmd_contact_move,
  &pursuit_cmd_contact_leave,
  &pursuit_cmd_contact_return,
  &pursuit_cmd_contact_export,
  &pursuit_cmd_contact_erase,
  &pursuit_cmd_customer_show,
  &pursuit_cmd_customer_edit,
  &pursuit_cmd_customer_merge,
  &pursuit_cmd_contact_merge,
  &pursuit_cmd_duplicates,
  &pursuit_cmd_deal_add,
  &pursuit_cmd_deal_move,
  &pursuit_cmd_deal_win,
  &pursuit_cmd_deal_lose,
  &pursuit_cmd_deal_reopen,
  &pursuit_cmd_deal_buyer_stage,
  &pursuit_cmd_deal_milestone_list,
  &pursuit_cmd_deal_milestone_tick,
  &pursuit_cmd_deal_milestone_untick,
  &pursuit_cmd_deal_park,
  &pursuit_cmd_deal_unpark,
  &pursuit_cmd_deal_estimate,
  &pursuit_cmd_deal_handover,
  &pursuit_cmd_deal_accept,
  &pursuit_cmd_deal_strategy,
  &pursuit_cmd_request_new,
  &pursuit_cmd_request_answer,
  &pursuit_cmd_request_list,
  &pursuit_cmd_documents_add,
  &pursuit_cmd_documents_list,
  &pursuit_cmd_documents_get,
  &pursuit_cmd_documents_limit,
  &pursuit_cmd_field_list,
  &pursuit_cmd_field_add,
  &pursuit_cmd_field_edit,
  &pursuit_cmd_field_choices,
  &pursuit_cmd_field_retire,
  &pursuit_cmd_field_restore,
  &pursuit_cmd_field_delete,
  &pursuit_cmd_process_list,
  &pursuit_cmd_process_show,
  &pursuit_cmd_process_export,
  &pursuit_cmd_process_activities,
  &pursuit_cmd_process_validate,
  &pursuit_cmd_process_import,
  &pursuit_cmd_process_draft,
  &pursuit_cmd_process_publish,
  &pursuit_cmd_process_retire,
  &pursuit_cmd_process_standard,
  &pursuit_cmd_process_delete,
  &pursuit_cmd_process_migrate,
  &pursuit_cmd_handover,
  &pursuit_cmd_rights_show,
  &pursuit_cmd_rights_set,
  &pursuit_cmd_rights_reset,
  &pursuit_cmd_rights_explain,
  &pursuit_cmd_add,
  &pursuit_cmd_set,
  &pursuit_cmd_bulk_customers,
  &pursuit_cmd_delete,
  &pursuit_cmd_restore,
  &pursuit_cmd_undo,
  &pursuit_cmd_journal,
  &pursuit_cmd_journal_verify,
  &pursuit_cmd_journal_anchor,
  &pursuit_cmd_saves_missing,
  &pursuit_cmd_saves_replay,
  &pursuit_cmd_saves_forget,
  &pursuit_cmd_who,
  &pursuit_cmd_maintenance_begin,
  &pursuit_cmd_maintenance_end,
  &pursuit_cmd_maintenance_show,
  &pursuit_cmd_check,
  &pursuit_cmd_reindex,
  &pursuit_cmd_backup,
  &pursuit_cmd_salvage,
  &pursuit_cmd_place_check,
  &pursuit_cmd_place_show,
  &pursuit_cmd_backups_list,
  &pursuit_cmd_backups_now,
  &pursuit_cmd_backups_preview,
  &pursuit_cmd_backups_restore,
  &pursuit_cmd_backups_folder,
};

/* A suggestion may be this many slips away from what was typed. */
#define MOST_SLIPS 2

/* How many letters must be put in, left out or changed to make one word of the other. */
static guint
count_slips (const char *a,
             const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i + 1;
      for (gsize j = 0; j < n; j++)
        {
          guint above = row[j + 1];

          row[j + 1] = MIN (MIN (above, row[j]) + 1, diagonal + (a[i] != b[j]));
          diagonal = above;
        }
    }

  return row[n];
}

static gboolean
is_near (const char *name,
         const char *typed)
{
  const char *last = strrchr (name, ' ');

  return g_str_has_prefix (name, typed) || count_slips (typed, name) <= MOST_SLIPS ||
         (last != NULL && g_str_equal (last + 1, typed));
}

static gboolean
refuse_unknown (const char  *typed,
                GError     **error)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (is_near (commands[i]->name, typed))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", commands[i]->name);

  if (names->len > 0)
    return pursuit_cli_misuse (error, _("There is no command “%1$s”. Did you mean: %2$s?"), typed, names->str);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", commands[i]->name);
  return pursuit_cli_misuse (error, _("There is no command “%1$s”. The commands are: %2$s."), typed, names->str);
}

/* No command has more words. */
#define MOST_WORDS 3

static char *
join_words (const char * const *words,
            guint               n_words)
{
  GString *name = g_string_new (words[0]);

  for (guint i = 1; i < n_words; i++)
    g_string_append_printf (name, " %s", words[i]);

  return g_string_free (name, FALSE);
}

/**
 * pursuit_commands_find:
 * @words: what was typed, options left out
 * @out_n_words: (out): how many of @words make the name
 * @error: return location
 *
 * Fails with %G_OPTION_ERROR_FAILED when there is no such command; the message suggests some.
 *
 * Returns: (nullable): the command
 */
const PursuitCommand *
pursuit_commands_find (const char * const  *words,
                       guint               *out_n_words,
                       GError             **error)
{
  g_autofree char *both = NULL;
  guint n_words = 0;

  if (words[0] == NULL)
    {
      pursuit_cli_misuse (error, _("Say what to do; “pursuitctl --help” lists the commands."));
      return NULL;
    }

  while (n_words < MOST_WORDS && words[n_words] != NULL)
    n_words++;
  /* "journal verify" before "journal". */
  for (*out_n_words = n_words; *out_n_words > 0; --*out_n_words)
    {
      g_autofree char *name = join_words (words, *out_n_words);

      for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
        if (g_str_equal (commands[i]->name, name))
          return commands[i];
    }

  both = join_words (words, MIN (n_words, 2));
  refuse_unknown (words[1] != NULL && g_str_equal (words[0], "deal") && *words[1] != '-' ? both : words[0], error);
  return NULL;
}

/**
 * pursuit_commands_list:
 * @out_n: (out): how many there are
 *
 * Returns: (array length=out_n): all commands, in the order of the help
 */
const PursuitCommand *const *
pursuit_commands_list (guint *out_n)
{
  *out_n = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * pursuit_commands_dup_overview:
 *
 * Returns: (transfer full): the list of commands and what else the help says about all of them
 */
char *
pursuit_commands_dup_overview (void)
{
  g_autoptr(GString) text = g_string_new (_("Commands:"));
  int width = 0;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    width = MAX (width, (int) strlen (commands[i]->name));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-*s  %s\n", width, commands[i]->name, _(commands[i]->summary));
  g_string_append_printf (text, "\n%s\n", _("“pursuitctl COMMAND --help” explains a command and its options."));
  g_string_append_printf (text, "\n%s\n",
                          _("Exit codes: 0 done, 1 refused, 2 wrong usage, 3 trouble with a file or the disk, "
                            "4 somebody else changed the same."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
