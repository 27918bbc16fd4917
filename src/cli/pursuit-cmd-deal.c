/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cmd-process-private.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/* The verbs of deals that begin, lose or reopen them: deal add, lose and reopen. */

typedef struct
{
  char *customer;
  char *title;
  char *amount;
  int stage;
  char *owner;
  char *product;
  char *expected_close;
  char *next_step;
  char *next_step_on;
  char *source;
  char *notes;
  char *process;
} AddOptions;

static const GOptionEntry add_options[] = {
  PURSUIT_OPTION (AddOptions, customer, "customer", G_OPTION_ARG_STRING, N_("Who may buy; needed"), N_("NAME|ID")),
  PURSUIT_OPTION (AddOptions, title, "title", G_OPTION_ARG_STRING, N_("What the deal is called; needed"), N_("TEXT")),
  PURSUIT_OPTION (AddOptions, amount, "amount", G_OPTION_ARG_STRING, N_("What it is worth"), N_("AMOUNT")),
  PURSUIT_OPTION (AddOptions, stage, "stage", G_OPTION_ARG_INT, N_("The stage to begin in, 1 if not said"), N_("POSITION")),
  PURSUIT_OPTION (AddOptions, process, "process", G_OPTION_ARG_STRING, N_("The process to follow, the standard one if not said"), N_("PROCESS")),
  PURSUIT_OPTION (AddOptions, owner, "owner", G_OPTION_ARG_STRING, N_("The seller"), N_("NAME|ID")),
  PURSUIT_OPTION (AddOptions, product, "product", G_OPTION_ARG_STRING, N_("The product"), N_("NAME|ID")),
  PURSUIT_OPTION (AddOptions, expected_close, "expected-close", G_OPTION_ARG_STRING, N_("When it should be closed"), N_("DATE")),
  PURSUIT_OPTION (AddOptions, next_step, "next-step", G_OPTION_ARG_STRING, N_("What to do next"), N_("TEXT")),
  PURSUIT_OPTION (AddOptions, next_step_on, "next-step-on", G_OPTION_ARG_STRING, N_("When to do it"), N_("DATE")),
  PURSUIT_OPTION (AddOptions, source, "source", G_OPTION_ARG_STRING, N_("Where the deal came from"), N_("TEXT")),
  PURSUIT_OPTION (AddOptions, notes, "notes", G_OPTION_ARG_STRING, N_("What else to know"), N_("TEXT")),
  { NULL },
};

static gboolean
set_all (PursuitCli        *self,
         PursuitRecord     *deal,
         const AddOptions  *options,
         GError           **error)
{
  const struct
  {
    const char *name;
    const char *value;
  } fields[] = {
    { "customer_id", options->customer },       { "title", options->title },
    { "amount", options->amount },              { "owner_id", options->owner },
    { "product_id", options->product },         { "expected_close", options->expected_close },
    { "next_step", options->next_step },        { "next_step_on", options->next_step_on },
    { "source", options->source },              { "notes", options->notes },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL &&
        !pursuit_cli_set_field (self, deal, pursuit_record_type_find (PURSUIT_TYPE_DEAL, fields[i].name),
                                fields[i].value, error))
      return FALSE;

  return TRUE;
}

static gboolean
run_add (PursuitCli  *self,
         GError     **error)
{
  const AddOptions *options = self->options;
  g_autoptr(PursuitRecord) deal = NULL;
  gint64 entry_id;

  if (pursuit_str_empty (options->customer) || pursuit_str_empty (options->title))
    return pursuit_cli_misuse (error, _("A deal needs --customer and --title."));
  if (options->stage < 0)
    return pursuit_cli_misuse (error, _("The stages count from 1."));
  if (!pursuit_cli_open (self, error))
    return FALSE;

  deal = pursuit_record_new (PURSUIT_TYPE_DEAL);
  if (!set_all (self, deal, options, error) ||
      (options->process != NULL && !pursuit_cli_look_up_process (self, options->process, &PURSUIT_DEAL (deal)->process_id, error)) ||
      !pursuit_deals_create (self->desk, PURSUIT_DEAL (deal), MAX (options->stage, 1), &entry_id, error))
    return FALSE;

  return pursuit_answer_change (self, PURSUIT_TYPE_DEAL, deal->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_deal_add = {
  .name = "deal add",
  .arguments = N_("--customer NAME|ID --title TEXT"),
  .summary = N_("Begin a deal"),
  .options = add_options,
  .options_size = sizeof (AddOptions),
  .run = run_add,
};

typedef struct
{
  char *reason;
  char *to;
} ReasonOptions;

static const GOptionEntry lose_options[] = {
  PURSUIT_OPTION (ReasonOptions, reason, "reason", G_OPTION_ARG_STRING, N_("Why it was lost; needed"), N_("TEXT")),
  PURSUIT_OPTION (ReasonOptions, to, "to", G_OPTION_ARG_STRING, N_("Who got it instead"), N_("COMPETITOR")),
  { NULL },
};

static gboolean
run_lose (PursuitCli  *self,
          GError     **error)
{
  const ReasonOptions *options = self->options;
  gint64 deal_id;
  gint64 entry_id;

  if (pursuit_str_empty (options->reason))
    return pursuit_cli_misuse (error, _("Say why the deal was lost, with --reason."));

  return pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &deal_id, error) &&
         pursuit_deals_lose (self->desk, deal_id, options->reason, options->to, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_DEAL, deal_id, entry_id, error);
}

const PursuitCommand pursuit_cmd_deal_lose = {
  .name = "deal lose",
  .arguments = N_("DEAL --reason TEXT"),
  .summary = N_("Close a deal as lost"),
  .n_required = 1,
  .n_allowed = 1,
  .options = lose_options,
  .options_size = sizeof (ReasonOptions),
  .run = run_lose,
};

static gboolean
run_reopen (PursuitCli  *self,
            GError     **error)
{
  gint64 deal_id;
  gint64 entry_id;

  return pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &deal_id, error) &&
         pursuit_deals_reopen (self->desk, deal_id, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_DEAL, deal_id, entry_id, error);
}

const PursuitCommand pursuit_cmd_deal_reopen = {
  .name = "deal reopen",
  .arguments = N_("DEAL"),
  .summary = N_("Open a closed deal again, in the stage where it stopped"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_reopen,
};
