/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-posts.h"
#include "pursuit-str.h"

/* Where a person works: contact move, leave and return. */

typedef struct
{
  char *to;
  char *title;
  char *on;
} PostOptions;

static const GOptionEntry move_options[] = {
  PURSUIT_OPTION (PostOptions, to, "to", G_OPTION_ARG_STRING, N_("Where the person works from now on; needed"), N_("CUSTOMER")),
  PURSUIT_OPTION (PostOptions, title, "title", G_OPTION_ARG_STRING, N_("As what"), N_("TEXT")),
  PURSUIT_OPTION (PostOptions, on, "on", G_OPTION_ARG_STRING, N_("Since when, today if not said"), N_("DATE")),
  { NULL },
};

static const GOptionEntry leave_options[] = {
  PURSUIT_OPTION (PostOptions, on, "on", G_OPTION_ARG_STRING, N_("When, today if not said"), N_("DATE")),
  { NULL },
};

static const GOptionEntry return_options[] = {
  PURSUIT_OPTION (PostOptions, title, "title", G_OPTION_ARG_STRING, N_("As what, as before if not said"), N_("TEXT")),
  { NULL },
};

static gboolean
open_for (PursuitCli  *self,
          gint64      *out_id,
          GError     **error)
{
  return pursuit_cli_open (self, error) && pursuit_cli_look_up (self, PURSUIT_TYPE_CONTACT, self->args[0], out_id, error);
}

static gboolean
run_move (PursuitCli  *self,
          GError     **error)
{
  const PostOptions *options = self->options;
  gint64 id, customer_id, entry_id;

  if (pursuit_str_empty (options->to))
    return pursuit_cli_misuse (error, _("Say with --to where the person works from now on."));

  return open_for (self, &id, error) && pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, options->to, &customer_id, error) &&
         pursuit_contacts_move (self->desk, id, customer_id, options->title, options->on, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_CONTACT, id, entry_id, error);
}

const PursuitCommand pursuit_cmd_contact_move = {
  .name = "contact move",
  .arguments = N_("CONTACT --to CUSTOMER"),
  .summary = N_("Give a person a post at another customer; the one before is kept"),
  .n_required = 1,
  .n_allowed = 1,
  .options = move_options,
  .options_size = sizeof (PostOptions),
  .run = run_move,
};

static gboolean
run_leave (PursuitCli  *self,
           GError     **error)
{
  const PostOptions *options = self->options;
  gint64 id, entry_id;

  return open_for (self, &id, error) && pursuit_contacts_leave (self->desk, id, options->on, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_CONTACT, id, entry_id, error);
}

const PursuitCommand pursuit_cmd_contact_leave = {
  .name = "contact leave",
  .arguments = N_("CONTACT"),
  .summary = N_("Note that a person has left the company, for where nobody knows"),
  .n_required = 1,
  .n_allowed = 1,
  .options = leave_options,
  .options_size = sizeof (PostOptions),
  .run = run_leave,
};

static gboolean
run_return (PursuitCli  *self,
            GError     **error)
{
  const PostOptions *options = self->options;
  gint64 id, entry_id;

  return open_for (self, &id, error) && pursuit_contacts_come_back (self->desk, id, options->title, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_CONTACT, id, entry_id, error);
}

const PursuitCommand pursuit_cmd_contact_return = {
  .name = "contact return",
  .arguments = N_("CONTACT"),
  .summary = N_("Note that a person is back at the company"),
  .n_required = 1,
  .n_allowed = 1,
  .options = return_options,
  .options_size = sizeof (PostOptions),
  .run = run_return,
};
