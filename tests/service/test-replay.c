/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An old copy of the file is put in its place: what this computer had saved since is done again, once, and not over
 * somebody's later decision (shared-database.md 3.9). */

#include "pursuit-replay.h"

#include "desk-fixture.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-documents.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

#include <string.h>

typedef struct
{
  DeskFixture base;
  char *older;
  gsize length;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->base, data);
  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  desk_fixture_add_deal (&fixture->base, "Line", "Mill", "Li", 500, 2);
  g_assert_true (g_file_get_contents (fixture->base.base.path, &fixture->older, &fixture->length, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->older);
  desk_fixture_tear_down (&fixture->base, data);
}

static void
put_older_back (Fixture *fixture)
{
  scratch_write (fixture->base.base.path, fixture->older, fixture->length);
  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
}

static void
edit (Fixture    *fixture,
      const char *phone)
{
  PursuitStore *store = pursuit_desk_get_store (fixture->base.desk);
  gint64 id = desk_fixture_find (&fixture->base, "customer", "Mill");
  g_autoptr(PursuitRecord) original = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;

  g_object_set (edited, "phone", phone, NULL);
  pursuit_records_save (fixture->base.desk, original, edited, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
replay (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *all = pursuit_replay_missing (fixture->base.desk, NULL, &error);

  g_assert_no_error (error);
  return all;
}

static void
assert_done (GPtrArray *all,
             guint      n)
{
  g_assert_cmpuint (all->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (((PursuitReplayed *) g_ptr_array_index (all, i))->sentence, ==, NULL);
      g_assert_cmpint (((PursuitReplayed *) g_ptr_array_index (all, i))->entry_id, >, 0);
    }
}

static void
assert_nothing_missing (Fixture *fixture)
{
  g_autoptr(GPtrArray) missing = pursuit_receipts_list_missing (pursuit_desk_get_store (fixture->base.desk), NULL);

  g_assert_nonnull (missing);
  g_assert_cmpuint (missing->len, ==, 0);
  desk_fixture_assert_sound (&fixture->base);
}

/* What a file held is nowhere but in the database that is gone: that is said, and no document without content is made. */
static void
test_document (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("content", 7);
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_new_for_bytes ("Offer.pdf", bytes, G_MAXINT64, NULL);
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), NULL);
  g_autoptr(GPtrArray) all = NULL;

  g_assert_true (pursuit_documents_add (fixture->base.desk, document, file, NULL, NULL, NULL));
  put_older_back (fixture);
  all = replay (fixture);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((PursuitReplayed *) g_ptr_array_index (all, 0))->sentence, ==,
                   "The file “Offer.pdf” is not kept on this computer; please add it again.");
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM document"), ==, 0);
  desk_fixture_assert_sound (&fixture->base);
}

/* A customer, a person there and a deal are made and moved: all of it comes back, and belongs together again, although
 * somebody else's customer has the number now. */
static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  DeskFixture *base = &fixture->base;
  g_autoptr(PursuitRecord) contact = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;
  gint64 lost_id, deal_id;

  lost_id = desk_fixture_add_customer (base, "Forge", "Li");
  contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", lost_id, "name", "Sun Li", NULL);
  g_assert_true (pursuit_records_create (base->desk, contact, NULL, NULL));
  deal_id = desk_fixture_add_deal (base, "Press", "Forge", "Li", 700, 1);
  g_assert_true (pursuit_deals_move (base->desk, deal_id, 3, "asked for a plan", NULL, &error));
  g_assert_true (pursuit_records_delete (base->desk, PURSUIT_TYPE_CONTACT, contact->id, NULL, &error));

  put_older_back (fixture);
  g_assert_cmpint (desk_fixture_add_customer (base, "Colleague’s", "Wang"), ==, lost_id);
  all = replay (fixture);
  assert_done (all, 5);

  g_assert_cmpint (desk_fixture_int (base, "SELECT count(*) FROM customer WHERE name = 'Forge' AND id <> %d", (int) lost_id), ==, 1);
  g_assert_cmpint (desk_fixture_int (base, "SELECT count(*) FROM contact t JOIN customer c ON c.id = t.customer_id"
                                           " WHERE c.name = 'Forge' AND t.name = 'Sun Li' AND t.deleted_at > 0"), ==, 1);
  g_assert_cmpint (desk_fixture_int (base, "SELECT s.position FROM deal d JOIN stage s ON s.id = d.stage_id"
                                           " JOIN customer c ON c.id = d.customer_id"
                                           " WHERE d.title = 'Press' AND c.name = 'Forge'"), ==, 3);
  g_assert_cmpint (desk_fixture_int (base, "SELECT count(*) FROM stage_move m JOIN deal d ON d.id = m.deal_id"
                                           " WHERE d.title = 'Press'"), ==, 2);
  assert_nothing_missing (fixture);
}

static void
test_once (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) all = NULL;

  edit (fixture, "123");
  put_older_back (fixture);
  all = replay (fixture);
  assert_done (all, 1);
  g_clear_pointer (&all, g_ptr_array_unref);

  all = replay (fixture);
  g_assert_cmpuint (all->len, ==, 0);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM journal WHERE verb = 'edit' AND entity = 'customer'"), ==, 1);
  assert_nothing_missing (fixture);
}

static void
test_decided_otherwise (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) missing = NULL;
  g_autofree char *phone = NULL;

  edit (fixture, "123");
  put_older_back (fixture);
  edit (fixture, "456");
  all = replay (fixture);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (((PursuitReplayed *) g_ptr_array_index (all, 0))->entry_id, ==, 0);
  g_assert_cmpstr (((PursuitReplayed *) g_ptr_array_index (all, 0))->sentence, ==, "“Mill” is not as it was then.");
  phone = desk_fixture_text (&fixture->base, "SELECT phone FROM customer WHERE name = 'Mill'");
  g_assert_cmpstr (phone, ==, "456");

  missing = pursuit_receipts_list_missing (pursuit_desk_get_store (fixture->base.desk), NULL);
  g_assert_cmpuint (missing->len, ==, 1);
  pursuit_receipts_settle (pursuit_desk_get_store (fixture->base.desk));
  assert_nothing_missing (fixture);
}

static void
test_rights (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) all = NULL;

  edit (fixture, "123");
  put_older_back (fixture);
  desk_fixture_sign_in (&fixture->base, "Sun");
  all = replay (fixture);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_nonnull (strstr (((PursuitReplayed *) g_ptr_array_index (all, 0))->sentence, "may not change this"));

  /* The refused number is not taken by whatever is saved next. */
  desk_fixture_sign_in (&fixture->base, "Root");
  edit (fixture, "789");
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM journal WHERE client = '%s'",
                                     pursuit_store_get_client (pursuit_desk_get_store (fixture->base.desk))), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name, function) g_test_add ("/service/replay/" name, Fixture, NULL, set_up, function, tear_down)
  TEST ("all", test_all);
  TEST ("document-is-asked-for", test_document);
  TEST ("once", test_once);
  TEST ("decided-otherwise", test_decided_otherwise);
  TEST ("rights", test_rights);
#undef TEST

  return g_test_run ();
}
