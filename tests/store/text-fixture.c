/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-fixture.h"

#include <string.h>

#include "pursuit-activity.h"
#include "pursuit-customer.h"
#include "pursuit-stage.h"

/**
 * text_fixture_find:
 * @self: a fixture
 * @scope: whose scope it is
 * @words: what somebody typed
 *
 * Returns: (transfer full): everything that is found, "activity 3|customer 1"
 */
char *
text_fixture_find (StoreFixture       *self,
                   const PursuitQuery *scope,
                   const char         *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = pursuit_text_index_find (self->store, scope, words, 1000, &error);
  GString *list = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const PursuitTextHit *hit = g_ptr_array_index (hits, i);

      g_assert_nonnull (strchr (hit->snippet, '\002'));
      g_assert_true (hit->id != 0 && (hit->customer_id != 0) == (hit->type != PURSUIT_TYPE_STAGE) && hit->title != NULL);
      g_string_append_printf (list, "%s%s %d", i > 0 ? "|" : "", pursuit_record_type_get_table (hit->type), (int) hit->id);
    }

  return g_string_free (list, FALSE);
}

void
text_fixture_assert_found (StoreFixture *self,
                           const char   *words,
                           const char   *expected)
{
  g_autoptr(PursuitQuery) scope = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autofree char *found = text_fixture_find (self, scope, words);

  g_assert_cmpstr (found, ==, expected);
}

/**
 * text_fixture_is_sound:
 * @self: a fixture
 *
 * Returns: %TRUE when the check finds nothing wrong with the index
 */
gboolean
text_fixture_is_sound (StoreFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  pursuit_text_index_check (self->store, NULL, findings, &error);
  g_assert_no_error (error);

  return findings->len == 0;
}

void
text_fixture_assert_sound (StoreFixture *self)
{
  gboolean ready;

  g_assert_true (pursuit_text_index_is_ready (self->store, &ready, NULL) && ready);
  g_assert_true (text_fixture_is_sound (self));
}

/**
 * text_fixture_save:
 * @self: a fixture
 * @record: a record, new or not
 *
 * Writes it in a transaction of its own.
 */
void
text_fixture_save (StoreFixture  *self,
                   PursuitRecord *record)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_tx_begin (&tx, self->store, NULL));
  if (record->id == 0)
    pursuit_store_insert (self->store, record, &error);
  else
    pursuit_store_update (self->store, record, &error);
  g_assert_no_error (error);
  pursuit_tx_commit (&tx, &error);
  g_assert_no_error (error);
}

void
text_fixture_set_deleted (StoreFixture  *self,
                          PursuitRecord *record,
                          gboolean       deleted)
{
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, self->store, NULL));
  g_assert_true (pursuit_store_set_deleted (self->store, record, deleted, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

PursuitRecord *
text_fixture_add_customer (StoreFixture *self,
                           const char   *notes)
{
  PursuitRecord *record = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "海康威视", "notes", notes, NULL);

  text_fixture_save (self, record);
  return record;
}

PursuitRecord *
text_fixture_add_activity (StoreFixture *self,
                           gint64        customer_id,
                           const char   *subject,
                           const char   *body)
{
  PursuitRecord *record = g_object_new (PURSUIT_TYPE_ACTIVITY, "customer-id", customer_id, "subject", subject, "body", body,
                                        "happened-at", (gint64) 1000000, NULL);

  text_fixture_save (self, record);
  return record;
}
