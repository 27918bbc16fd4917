/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-bulk-customers.h"
#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-filter-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-customer.h"

/* One value for many customers. */

typedef struct
{
  PursuitFilterOptions filter;
  gboolean dry_run;
  gboolean all;
} BulkOptions;

static const GOptionEntry bulk_options[] = {
  PURSUIT_FILTER_ENTRIES (BulkOptions, filter),
  PURSUIT_OPTION (BulkOptions, all, "all", G_OPTION_ARG_NONE, N_("All customers, without a filter"), NULL),
  PURSUIT_OPTION (BulkOptions, dry_run, "dry-run", G_OPTION_ARG_NONE, N_("Say what would happen, and change nothing"), NULL),
  { NULL },
};

static JsonArray *
describe_refusals (const PursuitBulkOutcome *outcome)
{
  JsonArray *refusals = json_array_new ();

  for (guint i = 0; i < outcome->refusals->len; i++)
    {
      const PursuitBulkRefusal *refusal = g_ptr_array_index (outcome->refusals, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", refusal->id);
      json_object_set_string_member (object, "name", refusal->name);
      json_object_set_string_member (object, "reason", refusal->sentence);
      json_array_add_object_element (refusals, object);
    }

  return refusals;
}

static void
tell (PursuitCli               *self,
      const PursuitBulkOutcome *outcome,
      gboolean                  dry_run)
{
  pursuit_output_line (self->output,
                       dry_run ? ngettext ("%lld customer will change.", "%lld customers will change.", (gulong) outcome->n_changed)
                               : ngettext ("%lld customer changed.", "%lld customers changed.", (gulong) outcome->n_changed),
                       (long long) outcome->n_changed);
  if (outcome->n_same > 0)
    pursuit_output_line (self->output,
                         ngettext ("%lld is like that already.", "%lld are like that already.", (gulong) outcome->n_same),
                         (long long) outcome->n_same);
  if (outcome->n_refused > 0)
    pursuit_output_line (self->output, ngettext ("%lld cannot:", "%lld cannot:", (gulong) outcome->n_refused),
                         (long long) outcome->n_refused);
  for (guint i = 0; i < outcome->refusals->len; i++)
    {
      const PursuitBulkRefusal *refusal = g_ptr_array_index (outcome->refusals, i);
      g_autofree char *name = pursuit_text_make_plain (refusal->name);

      pursuit_output_line (self->output, "  %s: %s", name, refusal->sentence);
    }
}

static void
answer (PursuitCli               *self,
        const PursuitBulkOutcome *outcome,
        gboolean                  dry_run)
{
  self->answer = json_object_new ();
  pursuit_answer_set_id (self->answer, "entry", outcome->entry_id);
  json_object_set_int_member (self->answer, "changed", outcome->n_changed);
  json_object_set_int_member (self->answer, "same", outcome->n_same);
  json_object_set_int_member (self->answer, "refused", outcome->n_refused);
  json_object_set_array_member (self->answer, "refusals", describe_refusals (outcome));
  if (!self->json)
    tell (self, outcome, dry_run);
}

static gboolean
run_bulk (PursuitCli  *self,
          GError     **error)
{
  const BulkOptions *options = self->options;
  const PursuitKind *kind = pursuit_kind_find_list ("customers", error);
  g_autoptr(PursuitRecord) wanted = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  g_autoptr(PursuitBulkOutcome) outcome = NULL;
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(PursuitQuery) query = NULL;
  g_auto(GStrv) parts = g_strsplit (self->args[0], "=", 2);
  PursuitBulkChange change = { .wanted = wanted, .preview = options->dry_run };

  if (kind == NULL || !pursuit_filter_check (&options->filter, kind, error) || !pursuit_cli_open (self, error))
    return FALSE;
  if (!pursuit_cli_set_fields (self, wanted, self->args, error))
    return FALSE;
  change.field = pursuit_cli_find_field (self, PURSUIT_RECORD_GET_CLASS (wanted), parts[0], error);
  query = pursuit_filter_make_query (self, &options->filter, PURSUIT_LIST_CUSTOMERS, error);
  if (query == NULL)
    return FALSE;
  if (!options->all && query->customer_id == 0 && !pursuit_query_is_filtered (query))
    return pursuit_cli_misuse (error, _("Say which customers, or --all."));

  change.query = query;
  interrupt = pursuit_interrupt_new (self);
  outcome = pursuit_bulk_customers (self->desk, &change, NULL, NULL, pursuit_interrupt_get_cancellable (interrupt), error);
  if (outcome == NULL)
    return FALSE;

  answer (self, outcome, options->dry_run);
  return TRUE;
}

const PursuitCommand pursuit_cmd_bulk_customers = {
  .name = "bulk customers",
  .arguments = N_("FIELD=VALUE"),
  .summary = N_("Give one value to many customers"),
  .details = N_("The options say which, as those of “list customers”. Those that may not be changed so stay as they are and are named. "
                "It is one entry of the journal, which “undo” takes back as a whole."),
  .n_required = 1,
  .n_allowed = 1,
  .options = bulk_options,
  .options_size = sizeof (BulkOptions),
  .run = run_bulk,
};
