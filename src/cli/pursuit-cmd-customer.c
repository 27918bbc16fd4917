/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-customer.h"
#include "pursuit-records.h"

/* One customer by itself: customer show, customer edit. */

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  return pursuit_cli_show (self, "customer", self->args[0], error);
}

const PursuitCommand pursuit_cmd_customer_show = {
  .name = "customer show",
  .arguments = N_("CUSTOMER"),
  .summary = N_("Show a customer with its dossier"),
  .details = N_("CUSTOMER is a number, or a name if no other has it. The number of one that was merged leads to the one that stayed."),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_show,
};

static gboolean
run_edit (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 id;
  gint64 entry_id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &id, error))
    return FALSE;
  original = pursuit_records_load (self->desk, PURSUIT_TYPE_CUSTOMER, id, error);
  if (original == NULL)
    return FALSE;

  edited = pursuit_record_copy (original);
  return pursuit_cli_set_fields (self, edited, self->args + 1, error) &&
         pursuit_records_save (self->desk, original, edited, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_CUSTOMER, id, entry_id, error);
}

const PursuitCommand pursuit_cmd_customer_edit = {
  .name = "customer edit",
  .arguments = N_("CUSTOMER FIELD=VALUE…"),
  .summary = N_("Change fields of a customer"),
  .details = N_("A field goes by its name in JSON, with or without “_id”, or by its label; “FIELD=” empties it."),
  .n_required = 2,
  .n_allowed = PURSUIT_ARGUMENTS_UNLIMITED,
  .run = run_edit,
};
