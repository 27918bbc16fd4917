/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-enums.h"
#include "pursuit-filter-definition.h"

/* What a saved filter says, of every list that has filters. */

static char *
rewrite (PursuitList   list,
         const char   *json,
         char       ***out_unknown)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitFilterDefinition) definition = pursuit_filter_definition_parse (list, json, &error);

  g_assert_no_error (error);
  if (out_unknown != NULL)
    *out_unknown = g_strdupv (definition->unknown);

  return pursuit_filter_definition_to_json (definition);
}

/* Everything that is understood is written as it was read. */
static void
test_same_again (void)
{
  static const struct
  {
    PursuitList list;
    const char *json;
  } cases[] = {
    { PURSUIT_LIST_CUSTOMERS, "{\"search\":\"mill\",\"choices\":{\"region\":[\"\",\"East\"]},\"customer_id\":3,\"order\":\"name\"}" },
    { PURSUIT_LIST_CONTACTS, "{\"choices\":{\"owner_id\":[\"7\"]},\"customer_id\":3,\"order\":\"role\",\"reversed\":true}" },
    { PURSUIT_LIST_ACTIVITIES, "{\"search\":\"pump\",\"customer_id\":3,\"contacts_only\":true}" },
    { PURSUIT_LIST_DEALS,
      "{\"customer_id\":3,\"owner_id\":7,\"unit_id\":2,\"stage_id\":4,\"process_id\":1,\"product_line\":\"Drives\",\"region\":\"East\","
      "\"status\":\"open\",\"grade\":\"a\",\"gap\":\"ahead\",\"parked\":false,\"stalled\":true,\"silent\":true,\"incomplete\":true,"
      "\"overridden\":30,\"unaccepted\":true,\"waiting\":true,\"order\":\"closing\"}" },
    { PURSUIT_LIST_DEALS, "{\"gap\":\"late\",\"parked\":true}" },
    { PURSUIT_LIST_DEALS, "{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) unknown = NULL;
      g_autofree char *again = rewrite (cases[i].list, cases[i].json, &unknown);

      g_assert_cmpstr (again, ==, cases[i].json);
      g_assert_null (unknown);
    }
}

static void
test_values_are_read (void)
{
  g_autoptr(PursuitFilterDefinition) definition =
    pursuit_filter_definition_parse (PURSUIT_LIST_DEALS, "{\"owner_id\":7,\"parked\":true,\"gap\":\"late\",\"status\":\"won\",\"waiting\":true}",
                                     NULL);

  g_assert_cmpint (definition->query->owner_id, ==, 7);
  g_assert_cmpint (definition->query->parked, ==, TRUE);
  g_assert_cmpint (definition->query->gap, ==, PURSUIT_GAP_LATE);
  g_assert_cmpint (definition->query->status, ==, PURSUIT_DEAL_WON);
  g_assert_cmpint (definition->query->grade, ==, PURSUIT_ANY);
  g_assert_cmpint (definition->query->waiting_for, ==, PURSUIT_FILTER_WHOEVER_ASKS);
}

/* What another list asks, a number that is none, a word nobody knows: named, not counted, and kept. */
static void
test_unknown_stays (void)
{
  static const struct
  {
    PursuitList list;
    const char *json;
    const char *name;
  } cases[] = {
    { PURSUIT_LIST_CUSTOMERS, "{\"stalled\":true}", "stalled" },
    { PURSUIT_LIST_CONTACTS, "{\"waiting\":true}", "waiting" },
    { PURSUIT_LIST_DEALS, "{\"owner_id\":-1}", "owner_id" },
    { PURSUIT_LIST_DEALS, "{\"owner_id\":\"seven\"}", "owner_id" },
    { PURSUIT_LIST_DEALS, "{\"gap\":\"sideways\"}", "gap" },
    { PURSUIT_LIST_DEALS, "{\"status\":\"asleep\"}", "status" },
    { PURSUIT_LIST_DEALS, "{\"stalled\":1}", "stalled" },
    { PURSUIT_LIST_DEALS, "{\"overridden\":99999999999}", "overridden" },
    { PURSUIT_LIST_ACTIVITIES, "{\"contacts_only\":\"yes\"}", "contacts_only" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) unknown = NULL;
      g_autofree char *again = rewrite (cases[i].list, cases[i].json, &unknown);

      g_assert_cmpstr (again, ==, cases[i].json);
      g_assert_nonnull (unknown);
      g_assert_cmpstr (unknown[0], ==, cases[i].name);
    }
}

static void
test_lists_have_names (void)
{
  static const PursuitList lists[] = { PURSUIT_LIST_CUSTOMERS, PURSUIT_LIST_CONTACTS, PURSUIT_LIST_DEALS, PURSUIT_LIST_ACTIVITIES };
  PursuitList found;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_assert_true (pursuit_filter_find_list (pursuit_filter_get_list_name (lists[i]), &found));
      g_assert_cmpint (found, ==, lists[i]);
    }
  g_assert_false (pursuit_filter_find_list ("journal", &found));
  g_assert_false (pursuit_filter_find_list (NULL, &found));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/filter-definition/same-again", test_same_again);
  g_test_add_func ("/core/filter-definition/values-are-read", test_values_are_read);
  g_test_add_func ("/core/filter-definition/unknown-stays", test_unknown_stays);
  g_test_add_func ("/core/filter-definition/lists-have-names", test_lists_have_names);

  return g_test_run ();
}
