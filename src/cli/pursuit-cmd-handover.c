/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-org-unit.h"
#include "pursuit-pdf.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "pursuit-succession-sheet.h"
#include "pursuit-successions.h"

/* handover: all that somebody is responsible for goes to others (DOS-8). */

typedef struct
{
  char *to;
  char **regions;
  char **units;
  char **customers;
  gboolean deactivate;
  gboolean dry_run;
  char *sheet;
} HandoverOptions;

static const GOptionEntry handover_options[] = {
  PURSUIT_OPTION (HandoverOptions, to, "to", G_OPTION_ARG_STRING, N_("Who takes over what no other option says"), N_("PERSON")),
  PURSUIT_OPTION (HandoverOptions, regions, "region", G_OPTION_ARG_STRING_ARRAY,
                  N_("Who takes over the customers of a region; may be given several times"), N_("REGION=PERSON")),
  PURSUIT_OPTION (HandoverOptions, units, "unit", G_OPTION_ARG_STRING_ARRAY,
                  N_("Who leads a unit and has its people report to them; may be given several times"), N_("UNIT=PERSON")),
  PURSUIT_OPTION (HandoverOptions, customers, "customer", G_OPTION_ARG_STRING_ARRAY,
                  N_("Who takes over one customer; may be given several times"), N_("CUSTOMER=PERSON")),
  PURSUIT_OPTION (HandoverOptions, deactivate, "deactivate", G_OPTION_ARG_NONE, N_("The person has left and signs in no more"), NULL),
  PURSUIT_OPTION (HandoverOptions, dry_run, "dry-run", G_OPTION_ARG_NONE, N_("Say what would happen, and change nothing"), NULL),
  PURSUIT_OPTION (HandoverOptions, sheet, "sheet", G_OPTION_ARG_FILENAME, N_("Write the hand-over sheet, as PDF"), N_("FILE")),
  { NULL },
};

static gboolean
look_up_pair (PursuitCli  *self,
              GType        type,
              const char  *pair,
              char       **out_left,
              gint64      *out_left_id,
              gint64      *out_to_id,
              GError     **error)
{
  g_autofree char *right = NULL;

  return pursuit_cli_split_pair (pair, out_left, &right, error) &&
         (type == G_TYPE_INVALID || pursuit_cli_look_up (self, type, *out_left, out_left_id, error)) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, right, out_to_id, error);
}

typedef void (*SetById) (PursuitSuccession *succession,
                         gint64             id,
                         gint64             to_id);

static gboolean
add_by_id (PursuitCli         *self,
           PursuitSuccession  *succession,
           GType               type,
           char              **pairs,
           SetById             set,
           GError            **error)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      g_autofree char *left = NULL;
      gint64 left_id;
      gint64 to_id;

      if (!look_up_pair (self, type, pairs[i], &left, &left_id, &to_id, error))
        return FALSE;
      set (succession, left_id, to_id);
    }

  return TRUE;
}

static gboolean
add_regions (PursuitCli         *self,
             PursuitSuccession  *succession,
             char              **pairs,
             GError            **error)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      g_autofree char *region = NULL;
      gint64 to_id;

      if (!look_up_pair (self, G_TYPE_INVALID, pairs[i], &region, NULL, &to_id, error))
        return FALSE;
      pursuit_succession_set_region (succession, region, to_id);
    }

  return TRUE;
}

static PursuitSuccession *
make_succession (PursuitCli             *self,
                 const HandoverOptions  *options,
                 GError                **error)
{
  g_autoptr(PursuitSuccession) succession = NULL;
  gint64 leaver_id;
  gint64 to_id = 0;

  if (!pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, self->args[0], &leaver_id, error) ||
      (options->to != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, options->to, &to_id, error)))
    return NULL;

  succession = pursuit_succession_new (leaver_id, to_id);
  pursuit_succession_set_deactivate (succession, options->deactivate);
  if (!add_by_id (self, succession, PURSUIT_TYPE_CUSTOMER, options->customers, pursuit_succession_set_customer, error) ||
      !add_by_id (self, succession, PURSUIT_TYPE_ORG_UNIT, options->units, pursuit_succession_set_unit, error) ||
      !add_regions (self, succession, options->regions, error))
    return NULL;

  return g_steal_pointer (&succession);
}

static JsonObject *
describe_item (PursuitSuccessionPreview    *preview,
               const PursuitSuccessionItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "duty", pursuit_duty_get_nick (item->duty));
  json_object_set_int_member (object, "id", item->id);
  json_object_set_string_member (object, "name", item->name);
  pursuit_answer_set_id (object, "customer_id", item->customer_id);
  pursuit_answer_set_text (object, "customer", item->customer);
  pursuit_answer_set_id (object, "to_id", item->to_id);
  pursuit_answer_set_text (object, "to", pursuit_succession_preview_get_name (preview, item->to_id));

  return object;
}

static JsonObject *
describe_counts (const gint64 *counts)
{
  JsonObject *object = json_object_new ();

  for (PursuitDuty duty = 0; duty < PURSUIT_N_DUTIES; duty++)
    json_object_set_int_member (object, pursuit_duty_get_nick (duty), counts[duty]);

  return object;
}

static JsonArray *
describe_shares (PursuitSuccessionPreview *preview)
{
  JsonArray *shares = json_array_new ();

  for (guint i = 0; i < preview->shares->len; i++)
    {
      const PursuitSuccessionShare *share = g_ptr_array_index (preview->shares, i);
      JsonObject *object = describe_counts (share->counts);

      json_object_set_int_member (object, "to_id", share->staff_id);
      json_object_set_string_member (object, "to", share->name);
      json_array_add_object_element (shares, object);
    }

  return shares;
}

static void
answer (PursuitCli               *self,
        PursuitSuccessionPreview *preview,
        gboolean                  deactivated,
        gint64                    entry_id)
{
  JsonArray *items = json_array_new ();
  JsonArray *refusals = json_array_new ();

  for (guint i = 0; i < preview->items->len; i++)
    json_array_add_object_element (items, describe_item (preview, g_ptr_array_index (preview->items, i)));
  for (guint i = 0; i < preview->refusals->len; i++)
    json_array_add_string_element (refusals, g_ptr_array_index (preview->refusals, i));

  self->answer = json_object_new ();
  pursuit_answer_set_id (self->answer, "entry", entry_id);
  json_object_set_int_member (self->answer, "from_id", preview->leaver_id);
  json_object_set_string_member (self->answer, "from", preview->leaver);
  json_object_set_boolean_member (self->answer, "deactivated", deactivated);
  json_object_set_object_member (self->answer, "counts", describe_counts (preview->counts));
  json_object_set_int_member (self->answer, "closed_deals_that_stay", preview->n_closed);
  json_object_set_array_member (self->answer, "shares", describe_shares (preview));
  json_object_set_array_member (self->answer, "items", items);
  json_object_set_array_member (self->answer, "refusals", refusals);
}

static void
write_items (PursuitCli               *self,
             PursuitSuccessionPreview *preview)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  if (preview->items->len == 0)
    return;

  pursuit_table_add_column (table, _("What"), FALSE);
  pursuit_table_add_column (table, _("Name"), FALSE);
  pursuit_table_add_column (table, _("Customer"), FALSE);
  pursuit_table_add_column (table, _("To"), FALSE);
  for (guint i = 0; i < preview->items->len; i++)
    {
      const PursuitSuccessionItem *item = g_ptr_array_index (preview->items, i);

      pursuit_table_add_cell (table, pursuit_duty_get_label (item->duty));
      pursuit_table_add_cell (table, item->name);
      pursuit_table_add_cell (table, item->customer);
      pursuit_table_add_cell (table, pursuit_succession_preview_get_name (preview, item->to_id));
    }
  pursuit_table_write (table, self->output);
}

static void
write_counts (PursuitCli               *self,
              PursuitSuccessionPreview *preview)
{
  for (PursuitDuty duty = 0; duty < PURSUIT_N_DUTIES; duty++)
    if (preview->counts[duty] > 0)
      /* Translators: what there is of a kind, and how many, such as “Open deals: 12” */
      pursuit_output_line (self->output, _("%1$s: %2$lld"), pursuit_duty_get_label (duty), (long long) preview->counts[duty]);
  if (preview->n_closed > 0)
    pursuit_output_line (self->output, ngettext ("%1$lld closed deal stays with %2$s.", "%1$lld closed deals stay with %2$s.",
                                                 (gulong) preview->n_closed), (long long) preview->n_closed, preview->leaver);
}

/* Written before anything is changed, so that a command that fails there changed nothing; and not for what will be refused. */
static gboolean
write_sheet (PursuitCli             *self,
             PursuitSuccession      *succession,
             const HandoverOptions  *options,
             GError                **error)
{
  g_autoptr(PursuitSuccessionPreview) preview = NULL;
  g_autoptr(PursuitPaper) paper = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (options->sheet == NULL)
    return TRUE;
  preview = pursuit_successions_preview (self->desk, succession, error);
  if (preview == NULL)
    return FALSE;
  if (!options->dry_run && preview->refusals->len > 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, g_ptr_array_index (preview->refusals, 0));
      return FALSE;
    }

  return (paper = pursuit_succession_make_sheet (self->desk, preview, error)) != NULL &&
         (bytes = pursuit_pdf_make (paper, NULL, error)) != NULL &&
         g_file_set_contents (options->sheet, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

static gboolean
run_dry (PursuitCli         *self,
         PursuitSuccession  *succession,
         GError            **error)
{
  g_autoptr(PursuitSuccessionPreview) preview = pursuit_successions_preview (self->desk, succession, error);

  if (preview == NULL)
    return FALSE;

  answer (self, preview, FALSE, 0);
  if (self->json)
    return TRUE;

  write_items (self, preview);
  write_counts (self, preview);
  for (guint i = 0; i < preview->refusals->len; i++)
    /* Translators: why something cannot be done; a whole sentence follows */
    pursuit_output_line (self->output, _("Not possible: %s"), (const char *) g_ptr_array_index (preview->refusals, i));
  return TRUE;
}

static gboolean
run_really (PursuitCli         *self,
            PursuitSuccession  *succession,
            GError            **error)
{
  g_autoptr(PursuitInterrupt) interrupt = pursuit_interrupt_new (self);
  g_autoptr(PursuitSuccessionPreview) done = NULL;
  gint64 entry_id;

  if (!pursuit_successions_do (self->desk, succession, pursuit_interrupt_get_cancellable (interrupt), &done, &entry_id, error))
    return FALSE;

  answer (self, done, pursuit_succession_deactivates (succession) && !done->was_inactive, entry_id);
  if (self->json)
    return TRUE;

  pursuit_output_line (self->output, _("What “%s” had is handed over."), done->leaver);
  write_counts (self, done);
  pursuit_output_line (self->output, _("It is saved as entry %lld."), (long long) entry_id);
  return TRUE;
}

static gboolean
run_handover (PursuitCli  *self,
              GError     **error)
{
  const HandoverOptions *options = self->options;
  g_autoptr(PursuitSuccession) succession = NULL;

  if (pursuit_str_empty (options->to) && options->regions == NULL && options->units == NULL && options->customers == NULL)
    return pursuit_cli_misuse (error, _("Say who takes over, with --to."));
  if (!pursuit_cli_open (self, error) || (succession = make_succession (self, options, error)) == NULL ||
      !write_sheet (self, succession, options, error))
    return FALSE;

  return options->dry_run ? run_dry (self, succession, error) : run_really (self, succession, error);
}

const PursuitCommand pursuit_cmd_handover = {
  .name = "handover",
  .arguments = N_("PERSON --to PERSON"),
  .summary = N_("Give all that somebody is responsible for to others"),
  .details = N_("Customers, open deals, next steps, deals to accept for delivery, units to lead, and the people who report to them. "
                "Closed deals stay, because the figures say who sold them."),
  .n_required = 1,
  .n_allowed = 1,
  .options = handover_options,
  .options_size = sizeof (HandoverOptions),
  .run = run_handover,
};
