/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <string.h>

#include "pursuit-error.h"
#include "pursuit-export.h"

static gboolean
collect_cb (const char * const  *cells,
            gpointer             user_data,
            GError             **error)
{
  GString *all = user_data;
  g_autofree char *line = g_strjoinv ("|", (char **) cells);

  g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", line);
  return TRUE;
}

static gboolean
fail_cb (const char * const  *cells,
         gpointer             user_data,
         GError             **error)
{
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, "the disk is full");
  return FALSE;
}

static void
fill (ScratchDesk *scratch)
{
  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF,
                        array_source_new ("s.csv", "name|role|unit", "Ann|Seller|East", "Pam|Pre-sales engineer|East", "Bob|Seller|", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_PRODUCTS, array_source_new ("p.csv", "name|price", "GTX|12.5", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("c.csv", "name|owner|grade", "A|Ann|A", "B|Bob|", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_CONTACTS, array_source_new ("n.csv", "name|customer|phone|title", "Sam|A|139|CEO", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_DEALS,
                        array_source_new ("d.csv", "title|customer|owner|stage|value|opened|close date", "Line|A|Ann|2|1234567.8|2026-03-01|2026-06-01",
                                          "Mill|B|Bob|Won|5|2026-01-01|2026-02-02", NULL));
}

static void
assert_list (ScratchDesk *scratch,
             PursuitList  list,
             const char  *expected)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);
  g_autoptr(GString) all = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  query->order = PURSUIT_ORDER_NAME;
  g_assert_true (pursuit_export_list (scratch->desk, query, NULL, collect_cb, all, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_lists (ScratchDesk   *scratch,
            gconstpointer  unused)
{
  fill (scratch);
  assert_list (scratch, PURSUIT_LIST_CUSTOMERS,
               "Name|Short name|Grade|Funnel|Region|Industry|Owner|Last contact|Completeness|Open deals|Open amount\n"
               "A||Grade A|Potential customer|||Ann||18|1|1234567.80\n"
               "B|||Potential customer|||Bob||9|0|0.00");
  assert_list (scratch, PURSUIT_LIST_DEALS,
               "Deal|Customer|Status|Position|Stage|In this stage since|Amount|Win probability|Seller|Product|Next step|Next step on|"
               "Expected close|Closed|Lost because\n"
               "Line|A|Open|2|Customer visit and first survey|2026-03-01T00:00:00Z|1234567.80|20|Ann||||2026-06-01||\n"
               "Mill|B|Won|8|Contract signed, handed to delivery|2026-02-02T00:00:00Z|5.00|100|Bob|||||2026-02-02|");
  assert_list (scratch, PURSUIT_LIST_PRODUCTS, "Name|Series|List price|No longer sold\nGTX||12.50|No");
  assert_list (scratch, PURSUIT_LIST_CONTACTS,
               "Name|Title|Customer|Role in the purchase|Attitude to us|Phone|E-mail\nSam|CEO|A||0|139|");
}

/* Every list that can be shown can be taken out: as many cells as labels. */
static void
test_every_list (ScratchDesk   *scratch,
                 gconstpointer  unused)
{
  fill (scratch);
  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_JOURNAL; list++)
    {
      g_autoptr(PursuitQuery) query = pursuit_query_new (list);
      g_autoptr(GString) all = g_string_new (NULL);
      g_auto(GStrv) lines = NULL;

      query->customer_id = list == PURSUIT_LIST_TIMELINE ? 1 : 0;
      g_assert_true (pursuit_export_list (scratch->desk, query, NULL, collect_cb, all, NULL, NULL));
      lines = g_strsplit (all->str, "\n", -1);
      for (guint i = 1; lines[i] != NULL; i++)
        {
          g_auto(GStrv) labels = g_strsplit (lines[0], "|", -1);
          g_auto(GStrv) cells = g_strsplit (lines[i], "|", -1);

          g_assert_cmpuint (g_strv_length (cells), ==, g_strv_length (labels));
        }
    }
}

static char *
export_records (ScratchDesk        *scratch,
                PursuitList         list,
                PursuitExportFlags  flags)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);
  g_autoptr(GString) all = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_export_records (scratch->desk, scratch->desk, query, flags, collect_cb, all, NULL, &error));
  g_assert_no_error (error);

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_personal (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autofree char *all = NULL;
  g_autofree char *without = NULL;

  fill (scratch);
  all = export_records (scratch, PURSUIT_LIST_CONTACTS, PURSUIT_EXPORT_NONE);
  without = export_records (scratch, PURSUIT_LIST_CONTACTS, PURSUIT_EXPORT_WITHOUT_PERSONAL);
  g_assert_nonnull (strstr (all, "139"));
  g_assert_cmpstr (without, ==,
                   "External number|Customer|Name|Title|Role in the purchase|Attitude to us|Reports to|Interested in|Left the company|"
                   "Notes\n|A|Sam|CEO||0||||");
  g_assert_true (pursuit_export_has_personal (PURSUIT_LIST_CONTACTS));
  g_assert_false (pursuit_export_has_personal (PURSUIT_LIST_PRODUCTS));
  g_assert_false (pursuit_export_has_personal (PURSUIT_LIST_TIMELINE));
}

static void
test_rights (ScratchDesk   *scratch,
             gconstpointer  unused)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GString) own = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *records = NULL;

  fill (scratch);
  g_assert_true (pursuit_desk_sign_in (scratch->desk, 1, NULL));   /* Ann: a seller takes out what is hers */
  records = export_records (scratch, PURSUIT_LIST_CUSTOMERS, PURSUIT_EXPORT_NONE);
  g_assert_nonnull (strstr (records, "\n|A|"));
  g_assert_null (strstr (records, "\n|B|"));

  g_assert_true (pursuit_desk_sign_in (scratch->desk, 2, NULL));   /* Pam: a pre-sales engineer sees, but takes nothing out */
  g_assert_false (pursuit_export_list (scratch->desk, query, NULL, collect_cb, own, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (pursuit_export_records (scratch->desk, scratch->desk, query, PURSUIT_EXPORT_NONE, collect_cb, own, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_cmpstr (own->str, ==, "");
}

static void
test_failures (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GString) all = g_string_new (NULL);
  g_autoptr(GError) full = NULL;
  g_autoptr(GError) cancelled = NULL;

  fill (scratch);
  g_assert_false (pursuit_export_records (scratch->desk, scratch->desk, query, PURSUIT_EXPORT_NONE, fail_cb, NULL, NULL, &full));
  g_assert_error (full, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_cancellable_cancel (cancellable);
  g_assert_false (pursuit_export_list (scratch->desk, query, NULL, collect_cb, all, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/export/lists-as-shown", test_lists);
  scratch_desk_add ("/service/export/every-list", test_every_list);
  scratch_desk_add ("/service/export/personal-data-can-stay", test_personal);
  scratch_desk_add ("/service/export/reaches-as-far-as-the-right", test_rights);
  scratch_desk_add ("/service/export/failures-end-it", test_failures);

  return g_test_run ();
}
