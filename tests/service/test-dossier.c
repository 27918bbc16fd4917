/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "pursuit-contact.h"
#include "pursuit-dossier.h"
#include "pursuit-records.h"

#define MORE_THAN_SHOWN 203

/* Who asks for everything at once gets 200 of a kind; what is said about how many there are is about all of them. */
static void
test_counts_what_it_does_not_show (DeskFixture   *fixture,
                                   gconstpointer  data)
{
  gint64 customer_id = desk_fixture_add_customer (fixture, "Heming Steel", "Li");
  g_autoptr(PursuitDossier) dossier = NULL;
  GError *error = NULL;

  for (guint i = 0; i < MORE_THAN_SHOWN; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      g_autofree char *title = g_strdup_printf ("Line %u", i);
      g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", customer_id, "name", name, NULL);

      g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, &error));
      desk_fixture_add_deal (fixture, title, "Heming Steel", "Li", 100, 1);
    }

  dossier = pursuit_dossier_read (fixture->desk, customer_id, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_dossier_read_lists (dossier, fixture->desk, &error));
  g_assert_cmpuint (dossier->contacts->len, ==, 200);
  g_assert_cmpint (dossier->n_contacts, ==, MORE_THAN_SHOWN);
  g_assert_cmpuint (dossier->deals->len, ==, 200);
  g_assert_cmpint (dossier->n_deals, ==, MORE_THAN_SHOWN);
  g_assert_cmpint (dossier->open.count, ==, MORE_THAN_SHOWN);
}

/* A seller's own customer with a colleague's deal: what may not be seen is not counted either. */
static void
test_counts_what_may_be_seen (DeskFixture   *fixture,
                              gconstpointer  data)
{
  gint64 customer_id = desk_fixture_add_customer (fixture, "Heming Steel", "Li");
  g_autoptr(PursuitDossier) dossier = NULL;
  GError *error = NULL;

  desk_fixture_add_deal (fixture, "Press line", "Heming Steel", "Li", 100, 1);
  desk_fixture_add_deal (fixture, "Mill refit", "Heming Steel", "Zhao", 100, 1);
  desk_fixture_sign_in (fixture, "Li");

  dossier = pursuit_dossier_read (fixture->desk, customer_id, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_dossier_read_lists (dossier, fixture->desk, &error));
  g_assert_cmpint (dossier->n_deals, ==, dossier->deals->len);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/dossier/counts-what-it-does-not-show", DeskFixture, NULL, desk_fixture_set_up,
              test_counts_what_it_does_not_show, desk_fixture_tear_down);
  g_test_add ("/service/dossier/counts-what-may-be-seen", DeskFixture, NULL, desk_fixture_set_up,
              test_counts_what_may_be_seen, desk_fixture_tear_down);

  return g_test_run ();
}
