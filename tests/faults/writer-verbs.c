/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the people of a writer do, at random: verbs of the service layer, each with a marker by which it is found again. */

#include "writer.h"

#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

#define STAGES 8

static gint64
pick (Writer *self,
      GArray *ids)
{
  g_assert_cmpuint (ids->len, >, 0);

  return g_array_index (ids, gint64, g_rand_int_range (self->random, 0, (gint32) ids->len));
}

static gboolean
create_customer (Writer  *self,
                 Saved   *saved,
                 GError **error)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", saved->marker, NULL);

  if (!pursuit_records_create (self->desk, customer, &saved->entry, error))
    return FALSE;

  saved->id = customer->id;
  g_array_append_val (self->customers, customer->id);
  return TRUE;
}

/* One of a few fields, so that two people sometimes mean the same one. */
static gboolean
edit_customer (Writer  *self,
               Saved   *saved,
               GError **error)
{
  static const char *const fields[] = { "notes", "progress", "competitors" };
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;

  saved->id = pick (self, self->customers);
  original = pursuit_records_load (self->desk, PURSUIT_TYPE_CUSTOMER, saved->id, error);
  if (original == NULL)
    return FALSE;

  edited = pursuit_record_copy (original);
  g_object_set (edited, fields[g_rand_int_range (self->random, 0, G_N_ELEMENTS (fields))], saved->marker, NULL);
  return pursuit_records_save (self->desk, original, edited, &saved->entry, error);
}

static gboolean
create_deal (Writer  *self,
             Saved   *saved,
             GError **error)
{
  g_autoptr(PursuitRecord) deal =
    g_object_new (PURSUIT_TYPE_DEAL, "title", saved->marker, "customer-id", pick (self, self->customers), "amount",
                  (gint64) g_rand_int_range (self->random, 1, 1000000), NULL);

  if (!pursuit_deals_create (self->desk, PURSUIT_DEAL (deal), g_rand_int_range (self->random, 1, STAGES + 1),
                             &saved->entry, error))
    return FALSE;

  saved->id = deal->id;
  g_array_append_val (self->deals, deal->id);
  return TRUE;
}

static gboolean
move_deal (Writer  *self,
           Saved   *saved,
           GError **error)
{
  saved->id = pick (self, self->deals);
  return pursuit_deals_move (self->desk, saved->id, g_rand_int_range (self->random, 1, STAGES + 1), saved->marker,
                             &saved->entry, error);
}

static gboolean
win_deal (Writer  *self,
          Saved   *saved,
          GError **error)
{
  saved->id = pick (self, self->deals);
  return pursuit_deals_win (self->desk, saved->id, &saved->entry, error);
}

static gboolean
lose_deal (Writer  *self,
           Saved   *saved,
           GError **error)
{
  saved->id = pick (self, self->deals);
  return pursuit_deals_lose (self->desk, saved->id, saved->marker, NULL, &saved->entry, error);
}

static gboolean
undo (Writer  *self,
      Saved   *saved,
      GError **error)
{
  gint64 entry = self->last_entry;

  if (entry == 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, "nothing to undo");
      return FALSE;
    }

  self->last_entry = 0;
  return pursuit_records_undo (self->desk, entry, &saved->entry, error);
}

typedef struct
{
  int share;            /* of a hundred */
  const char *verb;
  const char *entity;   /* NULL: not known beforehand */
  gboolean (*run) (Writer  *self,
                   Saved   *saved,
                   GError **error);
} Verb;

static const Verb verbs[] = {
  { 10, "create", "customer", create_customer },
  { 40, "edit", "customer", edit_customer },
  { 15, "create", "deal", create_deal },
  { 20, "move", "deal", move_deal },
  { 3, "win", "deal", win_deal },
  { 2, "lose", "deal", lose_deal },
  { 10, "undo", NULL, undo },
};

/**
 * writer_save:
 * @self: a writer with a desk
 * @out_saved: (out): what was done, filled in as far as it came
 * @error: return location
 *
 * Somebody does something, as people do: some of it is refused, because another was faster.
 *
 * Fails as the verb does.
 *
 * Returns: %TRUE when the save is acknowledged
 */
gboolean
writer_save (Writer  *self,
             Saved   *out_saved,
             GError **error)
{
  int drawn = g_rand_int_range (self->random, 0, 100);
  const Verb *verb = verbs;

  while (drawn >= verb->share)
    drawn -= (verb++)->share;

  *out_saved = (Saved) { .verb = verb->verb, .entity = verb->entity };
  g_snprintf (out_saved->marker, sizeof out_saved->marker, "%s-%u", self->name, ++self->seq);
  if (!verb->run (self, out_saved, error))
    return FALSE;

  if (verb->run != undo)
    self->last_entry = out_saved->entry;
  return TRUE;
}

/**
 * writer_look:
 * @self: a writer with a desk
 * @error: return location
 *
 * Somebody looks at a list and at the journal: what they see is one state of the file.
 *
 * Fails as a query does; a state that cannot be aborts.
 *
 * Returns: %TRUE when all of it was read
 */
gboolean
writer_look (Writer  *self,
             GError **error)
{
  PursuitStore *store = pursuit_desk_get_store (self->desk);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) newest = NULL;
  g_auto(PursuitReading) reading = { NULL };
  gint64 last;

  if (!pursuit_reading_begin (&reading, store, error) || !pursuit_journal_get_last (store, &last, error))
    return FALSE;
  rows = pursuit_desk_query_first (self->desk, query, 50, error);
  if (rows == NULL || (newest = pursuit_journal_list_last (store, 20, error)) == NULL)
    return FALSE;

  g_assert_cmpint (((PursuitJournalEntry *) g_ptr_array_index (newest, 0))->id, ==, last);
  return TRUE;
}
