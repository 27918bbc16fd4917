/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-press-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-money.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "pursuit-stage.h"
#include "pursuit-str.h"

/* The deals with a customer, on both tracks, and what is to be done next. */

/* Open ones first, those that should be closed first before the others; then the closed ones, the last first. */
static int
compare_deals (gconstpointer a,
               gconstpointer b)
{
  PursuitDeal *left = *(PursuitDeal *const *) a;
  PursuitDeal *right = *(PursuitDeal *const *) b;
  int difference;

  if ((left->status == PURSUIT_DEAL_OPEN) != (right->status == PURSUIT_DEAL_OPEN))
    return left->status == PURSUIT_DEAL_OPEN ? -1 : 1;
  if (left->status != PURSUIT_DEAL_OPEN)
    difference = g_strcmp0 (right->closed_on, left->closed_on);
  else if ((left->expected_close == NULL) != (right->expected_close == NULL))
    difference = left->expected_close == NULL ? 1 : -1;
  else
    difference = g_strcmp0 (left->expected_close, right->expected_close);

  return difference != 0 ? difference : PURSUIT_RECORD (left)->id < PURSUIT_RECORD (right)->id ? -1 : 1;
}

static GPtrArray *
list_deals (PursuitPress  *self,
            gint64         customer_id,
            gboolean       closed_too,
            GError       **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GPtrArray) deals = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) ids = NULL;

  query->customer_id = customer_id;
  if (!closed_too)
    query->status = PURSUIT_DEAL_OPEN;
  ids = pursuit_desk_query_ids (self->desk, query, 0, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      PursuitRecord *deal = pursuit_records_load (self->desk, PURSUIT_TYPE_DEAL, g_array_index (ids, gint64, i), error);

      if (deal == NULL)
        return NULL;
      g_ptr_array_add (deals, deal);
    }
  g_ptr_array_sort (deals, compare_deals);

  return g_steal_pointer (&deals);
}

static char *
dup_stage (PursuitPress *self,
           gint64        stage_id,
           gboolean      is_buyers)
{
  g_autoptr(PursuitRecord) record = NULL;
  PursuitStage *stage;

  if (stage_id == 0)
    return NULL;
  record = pursuit_store_load (pursuit_desk_get_store (self->desk), PURSUIT_TYPE_STAGE, stage_id, NULL);
  if (record == NULL)
    return NULL;

  stage = PURSUIT_STAGE (record);
  return g_strdup_printf (C_("stage", "%1$d %2$s"), (int) stage->position,
                          is_buyers ? pursuit_locale_choose_name (stage->buyer_name, stage->buyer_name_zh)
                                    : pursuit_locale_choose_name (stage->name, stage->name_zh));
}

/* Of an open deal when it should be closed, of the others how they ended and when. */
static char *
dup_end (PursuitDeal *deal)
{
  g_autofree char *day = pursuit_date_format (deal->status == PURSUIT_DEAL_OPEN ? deal->expected_close : deal->closed_on);

  if (deal->status == PURSUIT_DEAL_OPEN)
    return g_steal_pointer (&day);
  /* Translators: how a deal ended, and when: “Won, 17 March 2026” */
  return g_strdup_printf (_("%1$s, %2$s"), pursuit_enum_get_label (PURSUIT_TYPE_DEAL_STATUS, (int) deal->status), day);
}

static void
add_deal (PursuitPress       *self,
          PursuitPaperBlock  *table,
          PursuitDeal        *deal)
{
  pursuit_paper_table_add (table, deal->title);
  pursuit_paper_table_take (table, dup_stage (self, deal->stage_id, FALSE));
  pursuit_paper_table_take (table, dup_stage (self, deal->buyer_stage_id, TRUE));
  pursuit_paper_table_take (table, pursuit_money_format (deal->amount, pursuit_desk_get_currency (self->desk), PURSUIT_MONEY_FULL));
  pursuit_paper_table_take (table, g_strdup_printf ("%d %%", (int) deal->probability));
  pursuit_paper_table_take (table, dup_end (deal));
  pursuit_paper_table_add (table, pursuit_press_get_name (self, PURSUIT_TYPE_STAFF, deal->owner_id));
}

static void
add_step (PursuitPress       *self,
          PursuitPaperBlock  *table,
          PursuitDeal        *deal)
{
  const gint64 by_id = deal->next_step_owner_id != 0 ? deal->next_step_owner_id : deal->owner_id;

  pursuit_paper_table_take (table, pursuit_date_format (deal->next_step_on));
  pursuit_paper_table_add (table, deal->next_step);
  pursuit_paper_table_add (table, deal->title);
  pursuit_paper_table_add (table, pursuit_press_get_name (self, PURSUIT_TYPE_STAFF, by_id));
}

/* What is due first stands first; what has no day, last. */
static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  PursuitDeal *left = *(PursuitDeal *const *) a;
  PursuitDeal *right = *(PursuitDeal *const *) b;

  if ((left->next_step_on == NULL) != (right->next_step_on == NULL))
    return left->next_step_on == NULL ? 1 : -1;

  return g_strcmp0 (left->next_step_on, right->next_step_on);
}

static void
add_steps (PursuitPress *self,
           GPtrArray    *deals)
{
  g_autoptr(GPtrArray) due = g_ptr_array_new ();
  PursuitPaperBlock *table;

  for (guint i = 0; i < deals->len; i++)
    {
      PursuitDeal *deal = g_ptr_array_index (deals, i);

      if (deal->status == PURSUIT_DEAL_OPEN && (!pursuit_str_empty (deal->next_step) || deal->next_step_on != NULL))
        g_ptr_array_add (due, deal);
    }
  if (due->len == 0)
    return;

  g_ptr_array_sort (due, compare_steps);
  pursuit_paper_add (self->paper, PURSUIT_PAPER_SUBHEADING, _("What Is Due Next"));
  table = pursuit_paper_add_table (self->paper, 0, _("Due"), _("Next step"), _("Deal"), _("By"), NULL);
  for (guint i = 0; i < due->len; i++)
    add_step (self, table, g_ptr_array_index (due, i));
}

/* Notes on deals are read as they are. */
static void
add_notes (PursuitPress *self,
           GPtrArray    *deals)
{
  for (guint i = 0; i < deals->len; i++)
    {
      PursuitDeal *deal = g_ptr_array_index (deals, i);

      if (pursuit_str_empty (deal->notes) || deal->status != PURSUIT_DEAL_OPEN)
        continue;
      pursuit_paper_add (self->paper, PURSUIT_PAPER_SUBHEADING, deal->title);
      pursuit_paper_add (self->paper, PURSUIT_PAPER_TEXT, deal->notes);
    }
}

/**
 * pursuit_press_add_deals:
 * @self: a press
 * @customer_id: a customer
 * @closed_too: whether those that are over are wanted, too
 * @error: return location
 *
 * Adds the deals that the actor may see, and what is due next in them.
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when they are on the paper
 */
gboolean
pursuit_press_add_deals (PursuitPress  *self,
                         gint64         customer_id,
                         gboolean       closed_too,
                         GError       **error)
{
  g_autoptr(GPtrArray) deals = list_deals (self, customer_id, closed_too, error);
  PursuitPaperBlock *table;

  if (deals == NULL)
    return FALSE;
  pursuit_paper_add (self->paper, PURSUIT_PAPER_HEADING, closed_too ? _("Deals") : _("Open deals"));
  if (deals->len == 0)
    pursuit_paper_add (self->paper, PURSUIT_PAPER_NOTE, closed_too ? _("There are no deals yet.") : _("There are no open deals."));

  table = pursuit_paper_add_table (self->paper, 1u << 3 | 1u << 4, _("Deal"), _("Our stage"), _("The buyer’s stage"), _("Amount"),
                                   _("Win probability"), _("Expected close"), _("Seller"), NULL);
  for (guint i = 0; i < deals->len; i++)
    add_deal (self, table, g_ptr_array_index (deals, i));
  add_steps (self, deals);
  add_notes (self, deals);

  return TRUE;
}
