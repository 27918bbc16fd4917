/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-demo-private.h"
#include "pursuit-error.h"
#include "pursuit-milestone.h"
#include "pursuit-money.h"

#define MAX_CUSTOMERS 1000000
#define STEP 64   /* customers between two words about the progress */

/*
 * pursuit_demo_time:
 * @days_ago: how many days before today
 *
 * Returns: an instant of that day when people work in China; never later than now
 */
gint64
pursuit_demo_time (PursuitDemo       *self,
                   PursuitDemoRandom *random,
                   int                days_ago)
{
  gint64 midnight = self->now - self->now % G_TIME_SPAN_DAY - days_ago * G_TIME_SPAN_DAY;
  gint64 minutes = pursuit_demo_random_between (random, 60, 570);
  gint64 at = midnight + minutes * G_TIME_SPAN_MINUTE;

  return at <= self->now ? at : self->now - minutes * G_TIME_SPAN_SECOND;
}

static void
pursuit_demo_clear (PursuitDemo *self)
{
  g_clear_pointer (&self->names, pursuit_demo_names_free);
  g_clear_pointer (&self->words, pursuit_demo_words_free);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->milestones, g_ptr_array_unref);
  g_clear_pointer (&self->products, g_array_unref);
  g_clear_pointer (&self->sellers, g_ptr_array_unref);
  g_clear_pointer (&self->presales, g_array_unref);
  pursuit_demo_company_clear (&self->group);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitDemo, pursuit_demo_clear)

static gboolean
prepare (PursuitDemo  *self,
         GError      **error)
{
  guint n_regions;

  self->store = pursuit_desk_get_store (self->desk);
  self->now = pursuit_time_now ();
  self->unit = pursuit_money_get_unit (pursuit_desk_get_currency (self->desk));
  self->stages = pursuit_deals_list_stages (self->desk, 0, error);
  if (self->stages == NULL)
    return FALSE;
  if (self->stages->len == 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The database has no process for deals to follow."));
      return FALSE;
    }

  self->milestones = pursuit_store_list (self->store, PURSUIT_TYPE_MILESTONE, error);
  if (self->milestones == NULL)
    return FALSE;

  self->words = pursuit_demo_words_new ();
  self->names = pursuit_demo_names_new (self->words, self->seed);
  self->products = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->presales = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sellers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  pursuit_demo_words_list (self->words, "regions", &n_regions);
  for (guint i = 0; i < n_regions; i++)
    g_ptr_array_add (self->sellers, g_array_new (FALSE, FALSE, sizeof (gint64)));

  return TRUE;
}

/* Invented customers must never end up among real ones. */
static gboolean
require_empty (PursuitDemo  *self,
               GError      **error)
{
  gint64 count = pursuit_store_count (self->store, PURSUIT_TYPE_CUSTOMER, error);

  if (count < 0)
    return FALSE;
  if (count > 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                           _("The database has customers already; the demonstration needs an empty one."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
write_journal (PursuitDemo  *self,
               GError      **error)
{
  g_autofree char *after = g_strdup_printf ("{\"customers\":%u,\"seed\":%" G_GUINT32_FORMAT "}", self->n_customers, self->seed);
  PursuitJournalEntry entry = {
    .at = self->now,
    .actor_id = pursuit_desk_get_actor_id (self->desk),
    .actor = (char *) pursuit_desk_get_actor_name (self->desk),
    .verb = (char *) "demo",
    .entity = (char *) "database",
    .after = after,
  };

  return pursuit_journal_add (self->store, &entry, error);
}

static gboolean
add_customers (PursuitDemo      *self,
               PursuitProgress   progress,
               gpointer          user_data,
               GCancellable     *cancellable,
               GError          **error)
{
  for (guint i = 0; i < self->n_customers; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !pursuit_demo_add_customer (self, i, error))
        return FALSE;
      if (progress != NULL && (i + 1) % STEP == 0)
        progress ((double) (i + 1) / self->n_customers, i + 1, user_data);
    }
  if (progress != NULL)
    progress (1.0, self->n_customers, user_data);

  return TRUE;
}

/**
 * pursuit_demo_make:
 * @desk: a desk at a database without customers
 * @order: what is wanted: 1 to 1 000 000 customers; its progress is told now and then, on this thread
 * @cancellable: (nullable): to give up; nothing is left behind then
 * @error: return location
 *
 * Fills a database with an invented industrial seller: staff, products, customers, contacts, deals with their history, visits,
 * documents. The same number, seed and time of day make the same database. All is one transaction and one journal entry; memory
 * does not grow with the number of customers.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID when there are customers already or their number is out of range,
 * %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED; as the printer does.
 *
 * Returns: %TRUE when the database is filled
 */
gboolean
pursuit_demo_make (PursuitDesk             *desk,
                   const PursuitDemoOrder  *order,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  g_auto(PursuitDemo) demo = { .desk = desk, .n_customers = order->n_customers, .seed = order->seed, .print = order->print };
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (order->n_customers < 1 || order->n_customers > MAX_CUSTOMERS)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("A demonstration has 1 to %1$d customers, not %2$u."), MAX_CUSTOMERS, order->n_customers);
      return FALSE;
    }

  return pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) && prepare (&demo, error) &&
         pursuit_tx_begin (&tx, demo.store, error) && require_empty (&demo, error) &&
         pursuit_demo_make_own_fields (&demo, error) &&
         pursuit_demo_make_house (&demo, error) &&
         add_customers (&demo, order->progress, order->data, cancellable, error) && pursuit_demo_make_team (&demo, error) && write_journal (&demo, error) &&
         pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_demo_fill:
 * @desk: a desk at a database without customers
 * @n_customers: how many customers, 1 to 1 000 000
 * @seed: what decides everything that is made up
 * @progress: (nullable): called now and then, on this thread
 * @user_data: for @progress
 * @cancellable: (nullable): to give up; nothing is left behind then
 * @error: return location
 *
 * The same without the content of documents. Fails as pursuit_demo_make().
 *
 * Returns: %TRUE when the database is filled
 */
gboolean
pursuit_demo_fill (PursuitDesk      *desk,
                   guint             n_customers,
                   guint32           seed,
                   PursuitProgress   progress,
                   gpointer          user_data,
                   GCancellable     *cancellable,
                   GError          **error)
{
  const PursuitDemoOrder order = { .n_customers = n_customers, .seed = seed, .progress = progress, .data = user_data };

  return pursuit_demo_make (desk, &order, cancellable, error);
}
