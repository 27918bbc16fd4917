/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-team.h"

/* deal move and deal win: one deal, or several at once, each by itself. */

typedef struct
{
  char *reason;
  int from;
  gboolean override;
} MoveOptions;

static const GOptionEntry move_options[] = {
  PURSUIT_OPTION (MoveOptions, reason, "reason", G_OPTION_ARG_STRING, N_("Why; kept in the history"), N_("TEXT")),
  PURSUIT_OPTION (MoveOptions, from, "from", G_OPTION_ARG_INT, N_("Only if it still stands there"), N_("POSITION")),
  PURSUIT_OPTION (MoveOptions, override, "override", G_OPTION_ARG_NONE,
                  N_("Go past milestones that are missing; needs the right and a --reason"), NULL),
  { NULL },
};

/* What the stage that was entered requires and nobody plays (TEAM-3): a warning, the deal stands there. */
static gboolean
warn_of_missing (PursuitCli  *self,
                 gint64       deal_id,
                 GError     **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(PursuitCoverage) coverage = pursuit_team_read_coverage (self->desk, deal_id, &local);
  g_autofree char *missing = NULL;

  /* Who may move a deal and not see it is not told who works on it. */
  if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DENIED))
    return TRUE;
  if (coverage == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (coverage->is_open)
    missing = pursuit_coverage_dup_missing (coverage, coverage->position);
  if (missing == NULL)
    return TRUE;

  if (self->json)
    json_object_set_string_member (self->answer, "missing_roles", missing);
  else
    /* Translators: %1$d is the number of a stage, %2$s names roles */
    pursuit_output_line (self->output, _("Roles that stage %1$d needs and nobody has: %2$s."), coverage->position, missing);

  return TRUE;
}

static gboolean
answer_moved (PursuitCli  *self,
              gint64       deal_id,
              gint64       entry_id,
              GError     **error)
{
  return pursuit_answer_change (self, PURSUIT_TYPE_DEAL, deal_id, entry_id, error) && warn_of_missing (self, deal_id, error);
}

static gboolean
move_one (PursuitCli               *self,
          const PursuitDealChange  *change,
          GError                  **error)
{
  gint64 entry_id;

  return pursuit_deals_change (self->desk, change, &entry_id, error) &&
         answer_moved (self, change->deal_id, entry_id, error);
}

/* Trouble with the database is that of every deal. */
static gboolean
is_about_one (const GError *error)
{
  return g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID) ||
         g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_GATED) ||
         g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED) ||
         g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT) ||
         g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

static void
add_blocked (PursuitCli   *self,
             JsonArray    *blocked,
             const char   *deal,
             const GError *error)
{
  JsonObject *object;

  if (!self->json)
    {
      pursuit_output_message (self->output, "%s", error->message);
      return;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "deal", deal);
  json_object_set_string_member (object, "code", pursuit_cli_name_error (error));
  json_object_set_string_member (object, "message", error->message);
  json_array_add_object_element (blocked, object);
}

static gboolean
add_moved (PursuitCli  *self,
           JsonArray   *moved,
           gint64       deal_id,
           gint64       entry_id,
           GError     **error)
{
  if (!answer_moved (self, deal_id, entry_id, error))
    return FALSE;

  /* The answer of one deal becomes a part of the answer of all. */
  if (self->json)
    json_array_add_object_element (moved, g_steal_pointer (&self->answer));
  return TRUE;
}

/* Finds the deal and, where it was said, the stage in which it was seen: that of the deal's own process. */
static gboolean
look_up (PursuitCli         *self,
         const char         *text,
         PursuitDealChange  *change,
         GError            **error)
{
  const MoveOptions *options = self->options;
  g_autoptr(PursuitRecord) deal = NULL;

  if (!pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, text, &change->deal_id, error))
    return FALSE;
  if (options->from == 0)
    return TRUE;

  deal = pursuit_records_load (self->desk, PURSUIT_TYPE_DEAL, change->deal_id, error);
  return deal != NULL &&
         pursuit_cli_look_up_stage (self, PURSUIT_DEAL (deal)->process_id, options->from, &change->seen.stage_id, error);
}

static gboolean
move_each (PursuitCli         *self,
           PursuitDealChange  *change,
           JsonArray          *moved,
           JsonArray          *blocked,
           GError            **error)
{
  for (guint i = 0; i + 1 < self->n_args; i++)
    {
      g_autoptr(GError) local = NULL;
      gint64 entry_id;

      if (look_up (self, self->args[i], change, &local) &&
          pursuit_deals_change (self->desk, change, &entry_id, &local))
        {
          if (!add_moved (self, moved, change->deal_id, entry_id, error))
            return FALSE;
          continue;
        }
      if (!is_about_one (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      add_blocked (self, blocked, self->args[i], local);
      self->code = PURSUIT_EXIT_REFUSED;
    }

  return TRUE;
}

static gboolean
move_several (PursuitCli         *self,
              PursuitDealChange  *change,
              GError            **error)
{
  g_autoptr(JsonArray) moved = json_array_new ();
  g_autoptr(JsonArray) blocked = json_array_new ();

  if (!move_each (self, change, moved, blocked, error))
    return FALSE;
  if (!self->json)
    return TRUE;

  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "moved", g_steal_pointer (&moved));
  json_object_set_array_member (self->answer, "blocked", g_steal_pointer (&blocked));
  return TRUE;
}

static gboolean
run_move (PursuitCli  *self,
          GError     **error)
{
  const MoveOptions *options = self->options;
  /* Whoever says where they saw it saw it open. */
  PursuitDealChange change = { .verb = "move", .reason = options->reason, .override = options->override,
                               .seen.status = PURSUIT_DEAL_OPEN };
  gint64 position;

  if (!pursuit_cli_parse_number (self->args[self->n_args - 1], 1, 100, &position, error) ||
      !pursuit_cli_open (self, error))
    return FALSE;

  change.position = (int) position;
  if (self->n_args > 2)
    return move_several (self, &change, error);

  return look_up (self, self->args[0], &change, error) && move_one (self, &change, error);
}

const PursuitCommand pursuit_cmd_deal_move = {
  .name = "deal move",
  .arguments = N_("DEAL... POSITION"),
  .summary = N_("Move deals to another stage, forward or back"),
  .details = N_("DEAL is the deal’s number, or its title if no other deal has it. The stages count from 1; "
                "“pursuitctl board” lists them. Several deals are moved one by one; those that cannot be moved are named, "
                "and the exit code is 1. With --from a deal is moved only if nobody moved it meanwhile."),
  .n_required = 2,
  .n_allowed = PURSUIT_ARGUMENTS_UNLIMITED,
  .options = move_options,
  .options_size = sizeof (MoveOptions),
  .run = run_move,
};

typedef struct
{
  char *reason;
  char *day;
  gboolean override;
} WinOptions;

static const GOptionEntry win_options[] = {
  PURSUIT_OPTION (WinOptions, day, "on", G_OPTION_ARG_STRING, N_("When it was won, today if not said"), N_("DATE")),
  PURSUIT_OPTION (WinOptions, reason, "reason", G_OPTION_ARG_STRING, N_("Why; kept in the history"), N_("TEXT")),
  PURSUIT_OPTION (WinOptions, override, "override", G_OPTION_ARG_NONE,
                  N_("Go past milestones that are missing; needs the right and a --reason"), NULL),
  { NULL },
};

static gboolean
run_win (PursuitCli  *self,
         GError     **error)
{
  const WinOptions *options = self->options;
  PursuitDealChange change = { .verb = "win", .reason = options->reason, .override = options->override, .day = options->day };

  return pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &change.deal_id, error) &&
         move_one (self, &change, error);
}

const PursuitCommand pursuit_cmd_deal_win = {
  .name = "deal win",
  .arguments = N_("DEAL"),
  .summary = N_("Close a deal as won"),
  .n_required = 1,
  .n_allowed = 1,
  .options = win_options,
  .options_size = sizeof (WinOptions),
  .run = run_win,
};
