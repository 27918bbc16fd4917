/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-deals.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"

/* What is said of a deal that stays in its stage: deal buyer-stage, park, unpark, estimate, handover and accept. */

static gboolean
change_deal (PursuitCli         *self,
             PursuitDealChange  *change,
             GError            **error)
{
  gint64 entry_id;

  return pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &change->deal_id, error) &&
         pursuit_deals_change (self->desk, change, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_DEAL, change->deal_id, entry_id, error);
}

typedef struct
{
  char *evidence;
} BuyerOptions;

static const GOptionEntry buyer_options[] = {
  PURSUIT_OPTION (BuyerOptions, evidence, "evidence", G_OPTION_ARG_STRING, N_("What shows it; needed"), N_("TEXT")),
  { NULL },
};

static gboolean
run_buyer_stage (PursuitCli  *self,
                 GError     **error)
{
  const BuyerOptions *options = self->options;
  PursuitDealChange change = { .verb = "buyer-stage", .reason = options->evidence };
  gint64 position;

  if (pursuit_str_empty (options->evidence))
    return pursuit_cli_misuse (error, _("Say what shows where the buyer stands, with --evidence."));
  if (!pursuit_cli_parse_number (self->args[1], 0, 100, &position, error) || !pursuit_cli_open (self, error))
    return FALSE;

  change.position = (int) position;
  return change_deal (self, &change, error);
}

const PursuitCommand pursuit_cmd_deal_buyer_stage = {
  .name = "deal buyer-stage",
  .arguments = N_("DEAL POSITION --evidence TEXT"),
  .summary = N_("Say where the buyer of a deal stands"),
  .details = N_("The stages count from 1; 0 means that it is not known any more."),
  .n_required = 2,
  .n_allowed = 2,
  .options = buyer_options,
  .options_size = sizeof (BuyerOptions),
  .run = run_buyer_stage,
};

typedef struct
{
  char *until;
  char *reason;
} ParkOptions;

static const GOptionEntry park_options[] = {
  PURSUIT_OPTION (ParkOptions, until, "until", G_OPTION_ARG_STRING, N_("The day until which it waits; needed"), N_("DATE")),
  PURSUIT_OPTION (ParkOptions, reason, "reason", G_OPTION_ARG_STRING, N_("Why it waits; needed"), N_("TEXT")),
  { NULL },
};

static gboolean
run_park (PursuitCli  *self,
          GError     **error)
{
  const ParkOptions *options = self->options;
  PursuitDealChange change = { .verb = "park", .day = options->until, .reason = options->reason };

  if (pursuit_str_empty (options->until) || pursuit_str_empty (options->reason))
    return pursuit_cli_misuse (error, _("Parking a deal needs --until and --reason."));

  return pursuit_cli_open (self, error) && change_deal (self, &change, error);
}

const PursuitCommand pursuit_cmd_deal_park = {
  .name = "deal park",
  .arguments = N_("DEAL --until DATE --reason TEXT"),
  .summary = N_("Let a deal wait; it neither stalls nor is silent meanwhile"),
  .n_required = 1,
  .n_allowed = 1,
  .options = park_options,
  .options_size = sizeof (ParkOptions),
  .run = run_park,
};

static gboolean
run_unpark (PursuitCli  *self,
            GError     **error)
{
  PursuitDealChange change = { .verb = "unpark" };

  return pursuit_cli_open (self, error) && change_deal (self, &change, error);
}

const PursuitCommand pursuit_cmd_deal_unpark = {
  .name = "deal unpark",
  .arguments = N_("DEAL"),
  .summary = N_("Go on with a deal that waits"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_unpark,
};

static gboolean
run_estimate (PursuitCli  *self,
              GError     **error)
{
  PursuitDealChange change = { .verb = "estimate", .position = -1 };
  gint64 percent = -1;

  if (!g_str_equal (self->args[1], "stage") && !pursuit_cli_parse_number (self->args[1], 0, 100, &percent, error))
    return FALSE;

  change.position = (int) percent;
  return pursuit_cli_open (self, error) && change_deal (self, &change, error);
}

const PursuitCommand pursuit_cmd_deal_estimate = {
  .name = "deal estimate",
  .arguments = N_("DEAL PERCENT|stage"),
  .summary = N_("Set the win probability of a deal by hand"),
  .details = N_("The word “stage” gives it back to the stage in which the deal stands."),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_estimate,
};

typedef struct
{
  char *to;
  char *day;
} HandoverOptions;

static const GOptionEntry handover_options[] = {
  PURSUIT_OPTION (HandoverOptions, to, "to", G_OPTION_ARG_STRING, N_("Who receives it; needed"), N_("NAME|ID")),
  PURSUIT_OPTION (HandoverOptions, day, "on", G_OPTION_ARG_STRING, N_("When, today if not said"), N_("DATE")),
  { NULL },
};

static gboolean
run_handover (PursuitCli  *self,
              GError     **error)
{
  const HandoverOptions *options = self->options;
  PursuitDealChange change = { .verb = "hand-over", .day = options->day };

  if (pursuit_str_empty (options->to))
    return pursuit_cli_misuse (error, _("Say who receives the deal, with --to."));

  return pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, options->to, &change.ref_id, error) &&
         change_deal (self, &change, error);
}

const PursuitCommand pursuit_cmd_deal_handover = {
  .name = "deal handover",
  .arguments = N_("DEAL --to NAME|ID"),
  .summary = N_("Hand a deal over to delivery"),
  .n_required = 1,
  .n_allowed = 1,
  .options = handover_options,
  .options_size = sizeof (HandoverOptions),
  .run = run_handover,
};

typedef struct
{
  char *day;
} AcceptOptions;

static const GOptionEntry accept_options[] = {
  PURSUIT_OPTION (AcceptOptions, day, "on", G_OPTION_ARG_STRING, N_("When, today if not said"), N_("DATE")),
  { NULL },
};

static gboolean
run_accept (PursuitCli  *self,
            GError     **error)
{
  const AcceptOptions *options = self->options;
  PursuitDealChange change = { .verb = "accept", .day = options->day };

  return pursuit_cli_open (self, error) && change_deal (self, &change, error);
}

const PursuitCommand pursuit_cmd_deal_accept = {
  .name = "deal accept",
  .arguments = N_("DEAL"),
  .summary = N_("Accept a deal that was handed over"),
  .n_required = 1,
  .n_allowed = 1,
  .options = accept_options,
  .options_size = sizeof (AcceptOptions),
  .run = run_accept,
};
