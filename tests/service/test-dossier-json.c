/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "pursuit-contact.h"
#include "pursuit-dossier.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

static JsonObject *
parse (const char *text)
{
  GError *error = NULL;
  g_autoptr(JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);

  return json_node_dup_object (node);
}

static void
add_contact (DeskFixture *fixture,
             gint64       customer_id,
             const char  *name)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", customer_id, "name", name, NULL);
  GError *error = NULL;

  g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, &error));
  g_assert_no_error (error);
}

/* Everything of this customer and nothing of another. */
static void
test_holds_the_whole (DeskFixture   *fixture,
                      gconstpointer  data)
{
  gint64 mine = desk_fixture_add_customer (fixture, "Heming Steel", "Li");
  gint64 other = desk_fixture_add_customer (fixture, "Haiyue Port", "Li");
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) dossier = NULL;
  GError *error = NULL;

  add_contact (fixture, mine, "Gao Huimin");
  add_contact (fixture, other, "Tian Ye");
  text = pursuit_dossier_export_json (fixture->desk, mine, &error);
  g_assert_no_error (error);
  dossier = parse (text);

  g_assert_cmpstr (json_object_get_string_member (dossier, "currency"), ==, pursuit_desk_get_currency (fixture->desk));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (dossier, "customer"), "name"), ==,
                   "Heming Steel");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (dossier, "customer"), "id"), ==, mine);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dossier, "contacts")), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (
                     json_array_get_object_element (json_object_get_array_member (dossier, "contacts"), 0), "name"),
                   ==, "Gao Huimin");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dossier, "deals")), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dossier, "activities")), ==, 0);
}

/* Who may look may not always take away. */
static void
test_needs_the_right (DeskFixture   *fixture,
                      gconstpointer  data)
{
  gint64 customer_id = desk_fixture_add_customer (fixture, "Heming Steel", "Li");
  g_autoptr(GError) error = NULL;
  g_autofree char *own = NULL;

  desk_fixture_sign_in (fixture, "Sun");
  g_assert_null (pursuit_dossier_export_json (fixture->desk, customer_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);

  g_clear_error (&error);
  desk_fixture_sign_in (fixture, "Li");
  own = pursuit_dossier_export_json (fixture->desk, customer_id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (own);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/dossier-json/holds-the-whole", DeskFixture, NULL, desk_fixture_set_up, test_holds_the_whole,
              desk_fixture_tear_down);
  g_test_add ("/service/dossier-json/needs-the-right", DeskFixture, NULL, desk_fixture_set_up, test_needs_the_right,
              desk_fixture_tear_down);

  return g_test_run ();
}
