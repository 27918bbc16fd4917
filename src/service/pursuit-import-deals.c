/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-buyer-moves.h"
#include "pursuit-customer.h"
#include "pursuit-deal-rules.h"
#include "pursuit-deals-private.h"
#include "pursuit-error.h"
#include "pursuit-import-stages.h"
#include "pursuit-name-lookups.h"
#include "pursuit-product.h"
#include "pursuit-staff.h"
#include "pursuit-stage-moves.h"
#include "pursuit-str.h"

/*
 * Deals come in through the same rules as those that are worked with (pursuit-deal-rules.h), and with the same history:
 * they entered a stage on the day they were opened, and were won or lost on the day they were closed.
 *
 * A file that calls a deal lost seldom says where it stopped. It is then put into the first stage, the only one that it
 * passed for certain.
 */

/* Why a deal moved, as far as a file says it. */
#define IMPORTED N_("Imported from a file")

/* Entering, reopening, closing. */
#define MAX_MOVES 3

typedef struct
{
  PursuitImportStages *stages;
  gint64 placeholder_id;
  gulong n_without_customer;
  gulong n_unknown_customer;

  /* The row at hand. */
  guint64 row;
  PursuitImportStanding standing;
  PursuitStageMove moves[MAX_MOVES];
  guint n_moves;
} Deals;

static void
deals_free (gpointer data)
{
  Deals *state = data;

  g_clear_pointer (&state->stages, pursuit_import_stages_free);
  g_free (state);
}

static gboolean
prepare_deals (PursuitImportRun  *run,
               GError           **error)
{
  Deals *state = g_new0 (Deals, 1);

  run->state = state;
  run->free_state = deals_free;
  state->stages = pursuit_import_stages_new (run->import, run->desk, error);

  return state->stages != NULL && pursuit_import_stages_require_known (state->stages, run->watcher->cancellable, error);
}

/* Forgets what an earlier row said. */
static Deals *
get_state (PursuitImportRun *run)
{
  Deals *state = run->state;

  if (state->row != run->row)
    {
      state->standing = (PursuitImportStanding) { FALSE, PURSUIT_DEAL_OPEN, 0 };
      state->n_moves = 0;
      state->row = run->row;
    }

  return state;
}

/* Stage and status may be one column or two: that it is closed counts from either, the stage from whichever has one. */
static gboolean
read_standing (PursuitImportRun  *run,
               const char        *text,
               GError           **error)
{
  Deals *state = get_state (run);
  PursuitImportStanding *standing = &state->standing;
  PursuitImportStanding said;

  if (!pursuit_import_stages_parse (state->stages, text, &said))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("there is no stage “%s”"), text);
      return FALSE;
    }
  if (said.status != PURSUIT_DEAL_OPEN && standing->status != PURSUIT_DEAL_OPEN && said.status != standing->status)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("the deal cannot be both won and lost"));
      return FALSE;
    }

  standing->is_known = TRUE;
  if (said.status != PURSUIT_DEAL_OPEN)
    standing->status = said.status;
  if (said.position != 0)
    standing->position = said.position;
  return TRUE;
}

static gboolean
read_ref (PursuitImportRun            *run,
          const PursuitImportBinding  *binding,
          const char                  *text,
          PursuitRecord               *record,
          GError                     **error)
{
  Deals *state = get_state (run);
  GType type = binding->field->type ();
  gint64 id = 0;

  if (!pursuit_import_require_ref (run, type, text, &id, error))
    {
      if (type == PURSUIT_TYPE_CUSTOMER)
        state->n_unknown_customer++;
      return FALSE;
    }

  pursuit_record_set_number (record, binding->field, id);
  return TRUE;
}

static gboolean
read_deal (PursuitImportRun            *run,
           const PursuitImportBinding  *binding,
           const char                  *text,
           PursuitRecord               *record,
           GError                     **error)
{
  const char *name = binding->field->name;

  if (g_str_equal (name, "stage_id") || g_str_equal (name, "status"))
    return read_standing (run, text, error);
  if (binding->field->kind == PURSUIT_KIND_REF)
    return read_ref (run, binding, text, record, error);

  return pursuit_import_read_value (run, binding, text, record, error);
}

/* Deals without a customer are kept together, under a customer that is none. */
static gboolean
find_placeholder (PursuitImportRun  *run,
                  gint64            *out_id,
                  GError           **error)
{
  Deals *state = run->state;
  g_autoptr(PursuitRecord) customer = NULL;

  if (state->placeholder_id == 0 && !pursuit_lookup_placeholder (run->store, &state->placeholder_id, error))
    return FALSE;
  if (state->placeholder_id == 0)
    {
      customer = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
      PURSUIT_CUSTOMER (customer)->name = g_strdup (N_("No customer given"));
      PURSUIT_CUSTOMER (customer)->placeholder = TRUE;
      if (!pursuit_import_insert (run, customer, error))
        return FALSE;
      state->placeholder_id = customer->id;
      /* It is for all of them, and stays where this one is refused. */
      run->n_written--;
    }

  *out_id = state->placeholder_id;
  return TRUE;
}

/* What a deal without a title is called. */
static gboolean
complete_title (PursuitImportRun  *run,
                PursuitDeal       *deal,
                GError           **error)
{
  Deals *state = run->state;
  gint64 customer_id = deal->customer_id != state->placeholder_id ? deal->customer_id : 0;
  g_autofree char *product = NULL;
  g_autofree char *customer = NULL;

  if (deal->title != NULL)
    return TRUE;
  if (!pursuit_import_read_name (run, PURSUIT_TYPE_PRODUCT, deal->product_id, &product, error) ||
      !pursuit_import_read_name (run, PURSUIT_TYPE_CUSTOMER, customer_id, &customer, error))
    return FALSE;

  if (product != NULL && customer != NULL)
    /* Translators: the title of a deal from its product and its customer */
    deal->title = g_strdup_printf (_("%1$s – %2$s"), product, customer);
  else if (product == NULL && PURSUIT_RECORD (deal)->external_id != NULL)
    deal->title = g_strdup (PURSUIT_RECORD (deal)->external_id);
  else
    deal->title = product != NULL ? g_steal_pointer (&product) : g_steal_pointer (&customer);

  return TRUE;
}

static void
add_move (PursuitImportRun  *run,
          PursuitDeal       *deal,
          gint64             from_stage_id,
          int                from_status,
          gint64             at,
          const char        *reason)
{
  Deals *state = run->state;

  g_assert (state->n_moves < MAX_MOVES);
  state->moves[state->n_moves++] = (PursuitStageMove) {
    .from_stage_id = from_stage_id,
    .to_stage_id = deal->stage_id,
    .from_status = from_status,
    .to_status = (int) deal->status,
    .at = at,
    .staff_id = pursuit_desk_get_actor_id (run->desk),
    .reason = reason,
  };
}

static gboolean
write_moves (PursuitImportRun  *run,
             gint64             deal_id,
             GError           **error)
{
  Deals *state = run->state;

  for (guint i = 0; i < state->n_moves; i++)
    {
      state->moves[i].deal_id = deal_id;
      if (!pursuit_stage_moves_add (run->store, &state->moves[i], error))
        return FALSE;
    }

  return TRUE;
}

/* Both sides begin together, where the deal begins at the beginning. */
static gboolean
write_buyer_move (PursuitImportRun  *run,
                  PursuitDeal       *deal,
                  GError           **error)
{
  const PursuitBuyerMove move = {
    .deal_id = PURSUIT_RECORD (deal)->id,
    .to_stage_id = deal->buyer_stage_id,
    .at = deal->buyer_entered_at,
    .staff_id = pursuit_desk_get_actor_id (run->desk),
  };

  return deal->buyer_stage_id == 0 || pursuit_buyer_moves_add (run->store, &move, error);
}

static gint64
day_or (const char *day,
        gint64      otherwise)
{
  return day != NULL ? pursuit_time_from_date (day) : otherwise;
}

/* What a file says about a deal that was closed; the rules set these fields. */
typedef struct
{
  const char *closed_on;
  const char *lost_reason;
  const char *lost_to;
} Closing;

/* A file does not say more than a person may: known deals pass the gate (STG-2), new ones leave no stage. */
static gboolean
pass_gate (PursuitImportRun  *run,
           PursuitDeal       *deal,
           PursuitStage      *to,
           gboolean           is_win,
           GError           **error)
{
  const PursuitDealWay way = { to, is_win, IMPORTED, FALSE };
  g_autofree char *missing = NULL;

  return PURSUIT_RECORD (deal)->id == 0 || pursuit_deals_pass_gate (run->desk, deal, &way, &missing, error);
}

static gboolean
win (PursuitImportRun  *run,
     PursuitDeal       *deal,
     gint64             at,
     GError           **error)
{
  g_autoptr(PursuitStage) won = pursuit_deals_find_won_stage (run->desk, deal->process_id, error);

  return won != NULL && pass_gate (run, deal, won, TRUE, error) && pursuit_deal_win (deal, won, at, error);
}

static gboolean
close_deal (PursuitImportRun  *run,
            PursuitDeal       *deal,
            const Closing     *closing,
            GError           **error)
{
  Deals *state = run->state;
  gint64 at = day_or (closing->closed_on, pursuit_time_now ());
  gint64 from_stage_id = deal->stage_id;

  if (state->standing.status == PURSUIT_DEAL_WON)
    {
      if (!win (run, deal, at, error))
        return FALSE;
    }
  else if (!pursuit_deal_lose (deal, closing->lost_reason != NULL ? closing->lost_reason : N_("Imported without a reason"),
                               closing->lost_to, at, error))
    return FALSE;

  if (closing->closed_on == NULL)
    pursuit_import_doubt (run, NULL, g_strdup (_("the deal is closed, but the day is missing; today was taken")));
  add_move (run, deal, from_stage_id, PURSUIT_DEAL_OPEN, at, deal->lost_reason);
  return TRUE;
}

/* Which stage a new deal began in, as far as one knows. */
static PursuitStage *
get_first_stage (Deals *state)
{
  if (state->standing.position != 0 && state->standing.status != PURSUIT_DEAL_WON)
    return pursuit_import_stages_get (state->stages, state->standing.position);

  return pursuit_import_stages_get (state->stages, 1);
}

/* The day a file gives for closing an open deal is when somebody hopes to. */
static void
take_expected_close (PursuitImportRun *run,
                     PursuitDeal      *deal,
                     const char       *closed_on,
                     PursuitFieldMask *given)
{
  const Deals *state = run->state;

  if (closed_on == NULL || deal->expected_close != NULL || state->standing.status != PURSUIT_DEAL_OPEN)
    return;

  deal->expected_close = g_strdup (closed_on);
  *given |= pursuit_record_class_get_bit (run->klass, pursuit_record_class_find (run->klass, "expected_close"));
}

static gboolean
settle_new (PursuitImportRun  *run,
            PursuitDeal       *deal,
            const Closing     *closing,
            GError           **error)
{
  Deals *state = run->state;
  gint64 now = pursuit_time_now ();
  gint64 at = day_or (deal->opened_on, state->standing.status != PURSUIT_DEAL_OPEN ? day_or (closing->closed_on, now) : now);
  PursuitStage *first = get_first_stage (state);

  if (first == NULL)
    first = pursuit_import_stages_get_last (state->stages);
  deal->process_id = first->process_id;
  if (!pursuit_deal_enter_stage (deal, first, at, error))
    return FALSE;
  add_move (run, deal, 0, -1, at, NULL);
  if (state->standing.status == PURSUIT_DEAL_OPEN)
    pursuit_deal_begin_with_buyer (deal, first);
  else if (!close_deal (run, deal, closing, error))
    return FALSE;

  return pursuit_import_create (run, PURSUIT_RECORD (deal), error) && write_buyer_move (run, deal, error) &&
         write_moves (run, PURSUIT_RECORD (deal)->id, error);
}

static gboolean
reopen (PursuitImportRun  *run,
        PursuitDeal       *deal,
        PursuitStage      *stage,
        GError           **error)
{
  gint64 from_stage_id = deal->stage_id;
  int from_status = (int) deal->status;
  gint64 now = pursuit_time_now ();

  if (!pursuit_deal_reopen (deal, stage, now, error))
    return FALSE;

  add_move (run, deal, from_stage_id, from_status, now, NULL);
  return TRUE;
}

static gboolean
enter (PursuitImportRun  *run,
       PursuitDeal       *deal,
       PursuitStage      *to,
       GError           **error)
{
  gint64 from_stage_id = deal->stage_id;
  gint64 now = pursuit_time_now ();

  if (!pass_gate (run, deal, to, FALSE, error) || !pursuit_deal_enter_stage (deal, to, now, error))
    return FALSE;

  add_move (run, deal, from_stage_id, PURSUIT_DEAL_OPEN, now, IMPORTED);
  return TRUE;
}

/* Brings a known deal to where the file says it stands; a lost one stays in the stage where it stopped. */
static gboolean
follow (PursuitImportRun  *run,
        PursuitDeal       *deal,
        const Closing     *closing,
        GError           **error)
{
  Deals *state = run->state;
  const PursuitImportStanding *to = &state->standing;
  g_autoptr(PursuitStage) here = NULL;
  PursuitStage *there;

  if (!to->is_known)
    return TRUE;
  /* It may follow another process than the stages of the file belong to: it is then not moved there. */
  here = pursuit_deals_load_stage (run->desk, deal->stage_id, error);
  if (here == NULL)
    return FALSE;
  there = to->position != 0 ? pursuit_import_stages_get (state->stages, to->position) : here;
  if ((int) deal->status == (int) to->status)
    return deal->status != PURSUIT_DEAL_OPEN || PURSUIT_RECORD (here)->id == PURSUIT_RECORD (there)->id ||
           enter (run, deal, there, error);
  if (deal->status != PURSUIT_DEAL_OPEN && !reopen (run, deal, here, error))
    return FALSE;
  if (to->status != PURSUIT_DEAL_OPEN)
    return close_deal (run, deal, closing, error);

  return PURSUIT_RECORD (here)->id == PURSUIT_RECORD (there)->id || enter (run, deal, there, error);
}

static gboolean
settle_known (PursuitImportRun  *run,
              PursuitRecord     *existing,
              PursuitRecord     *incoming,
              PursuitFieldMask   given,
              const Closing     *closing,
              GError           **error)
{
  Deals *state = run->state;
  g_autoptr(PursuitRecord) changed = pursuit_record_copy (existing);
  PursuitDeal *deal = PURSUIT_DEAL (changed);
  gboolean was_closed = deal->status != PURSUIT_DEAL_OPEN && state->standing.is_known &&
                        (int) deal->status == (int) state->standing.status;

  if (was_closed && closing->closed_on != NULL)
    pursuit_set_str (&deal->closed_on, closing->closed_on);
  if (was_closed && deal->status == PURSUIT_DEAL_LOST && closing->lost_reason != NULL)
    pursuit_set_str (&deal->lost_reason, closing->lost_reason);
  if (was_closed && deal->status == PURSUIT_DEAL_LOST && closing->lost_to != NULL)
    pursuit_set_str (&deal->lost_to, closing->lost_to);

  given &= ~pursuit_record_class_select (run->klass, PURSUIT_FIELD_DERIVED);
  return pursuit_import_merge (run, changed, incoming, given, error) && follow (run, deal, closing, error) &&
         (state->n_moves == 0 || pursuit_deals_keep_gap (run->desk, deal, error)) &&
         pursuit_import_change (run, existing, changed, error) &&
         write_moves (run, changed->id, error);
}

static gboolean
settle_deal (PursuitImportRun  *run,
             PursuitRecord     *incoming,
             PursuitFieldMask   given,
             GError           **error)
{
  Deals *state = get_state (run);
  PursuitDeal *deal = PURSUIT_DEAL (incoming);
  g_autofree char *closed_on = g_steal_pointer (&deal->closed_on);
  g_autofree char *lost_reason = g_steal_pointer (&deal->lost_reason);
  g_autofree char *lost_to = g_steal_pointer (&deal->lost_to);
  const Closing closing = { closed_on, lost_reason, lost_to };
  gboolean without_customer = deal->customer_id == 0;
  g_autoptr(PursuitRecord) existing = NULL;

  if (without_customer && !find_placeholder (run, &deal->customer_id, error))
    return FALSE;
  take_expected_close (run, deal, closed_on, &given);
  if (!complete_title (run, deal, error) || !pursuit_import_match (run, incoming, &existing, error))
    return FALSE;
  if (existing != NULL)
    return settle_known (run, existing, incoming, given, &closing, error);
  if (!settle_new (run, deal, &closing, error))
    return FALSE;

  state->n_without_customer += without_customer;
  return TRUE;
}

static void
finish_deals (PursuitImportRun *run)
{
  const Deals *state = run->state;

  if (state->n_without_customer > 0)
    pursuit_import_note (run, g_strdup_printf (ngettext ("%1$lu deal without a customer was put under “%2$s”.",
                                                         "%1$lu deals without a customer were put under “%2$s”.",
                                                         state->n_without_customer),
                                               state->n_without_customer, _("No customer given")));
  if (state->n_unknown_customer > 0)
    pursuit_import_note (run, g_strdup_printf (ngettext ("%lu row names a customer who is not known: import the customers "
                                                         "first.",
                                                         "%lu rows name customers who are not known: import the customers "
                                                         "first.",
                                                         state->n_unknown_customer),
                                               state->n_unknown_customer));
}

static const PursuitField deal_own[] = {
  { .name = PURSUIT_IMPORT_EXTERNAL_ID, .label = N_("External number"),
    .aliases = "external id|id|number|no|deal id|deal no|deal number|opportunity id|opportunity number|project id|"
               "project number|编号|编码|外部编号|项目编号|项目编码|商机编号|商机编码|专案编号|專案編號|项目 ID|商机 ID" },
};

static const char *const deal_required[] = { "customer_id", "title|product_id|" PURSUIT_IMPORT_EXTERNAL_ID, NULL };

const PursuitImportHandler pursuit_import_deals = {
  .get_type = pursuit_deal_get_type,
  .own = deal_own,
  .n_own = G_N_ELEMENTS (deal_own),
  .required = deal_required,
  .right = PURSUIT_RIGHT_IMPORT,
  .number_decides = TRUE,
  .prepare = prepare_deals,
  .read = read_deal,
  .settle = settle_deal,
  .finish = finish_deals,
};
