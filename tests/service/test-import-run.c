/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "pursuit-error.h"
#include "pursuit-journal-verify.h"
#include "pursuit-records.h"

#include <string.h>

static PursuitRowSource *
mixed_source (void)
{
  return array_source_new ("mixed.csv", "name|price", "A|1", "|2", "B|x", "C|3", "!odd", NULL);
}

static void
test_all_or_nothing (ScratchDesk   *scratch,
                     gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_PRODUCTS, mixed_source ());
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "Row 3 of “mixed.csv”, column “name”: Name is missing (and 2 more rows are refused)");
  scratch_desk_assert (scratch, "SELECT count(*) FROM product", "0");
  scratch_desk_assert (scratch, "SELECT count(*) FROM journal WHERE verb = 'import'", "0");

  report = pursuit_import_take_report (import);
  assert_counts (report, "2 0 0 0 3");
  g_assert_cmpint (report->entry_id, ==, 0);
  g_assert_null (pursuit_import_take_report (import));
}

static void
test_one_refused (ScratchDesk   *scratch,
                  gconstpointer  unused)
{
  g_autoptr(PursuitImport) import =
    import_fixture_open (PURSUIT_IMPORT_PRODUCTS, array_source_new ("p.csv", "name|price", "A|one", NULL));
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "Row 2 of “p.csv”, column “price”: “one” is not an amount of money");
}

static void
test_good_rows (ScratchDesk   *scratch,
                gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = import_fixture_run_good (scratch, PURSUIT_IMPORT_PRODUCTS, mixed_source ());

  assert_counts (report, "2 0 0 0 3");
  scratch_desk_assert (scratch, "SELECT name FROM product", "A\nC");
}

static void
test_dry_run (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_PRODUCTS, mixed_source ());
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitImportReport) report =
    pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, &error);
  g_autoptr(PursuitImportReport) real = NULL;

  g_assert_no_error (error);
  assert_counts (report, "2 0 0 0 3");
  g_assert_cmpint (report->entry_id, ==, 0);
  scratch_desk_assert (scratch, "SELECT count(*) FROM product", "0");

  /* The same import can be run in earnest. */
  pursuit_import_set_allow_refused (import, TRUE);
  real = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counts (real, "2 0 0 0 3");
  scratch_desk_assert (scratch, "SELECT count(*) FROM product", "2");
}

static gboolean
collect (const char * const  *cells,
         gpointer             user_data,
         GError             **error)
{
  g_autofree char *line = g_strjoinv ("|", (char **) cells);

  g_string_append_printf (user_data, "%s\n", line);
  return TRUE;
}

static gboolean
fail (const char * const  *cells,
      gpointer             user_data,
      GError             **error)
{
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, "full");
  return FALSE;
}

static void
test_rejects (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_PRODUCTS, mixed_source ());
  g_autoptr(GString) rejects = g_string_new (NULL);
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(GError) error = NULL;

  pursuit_import_set_allow_refused (import, TRUE);
  pursuit_import_set_rejects (import, collect, NULL, rejects);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rejects->str, ==,
                   "Row in the file|Reason|name|price\n"
                   "3|Row 3 of “mixed.csv”, column “name”: Name is missing.||2\n"
                   "4|Row 4 of “mixed.csv”, column “price”: “x” is not an amount of money|B|x\n"
                   "6|Row 6 of “mixed.csv” is odd|!odd\n");

  pursuit_import_set_rejects (import, fail, NULL, NULL);
  g_assert_null (pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
}

static void
test_broken_file (ScratchDesk   *scratch,
                  gconstpointer  unused)
{
  g_autoptr(PursuitRowSource) at_once = array_source_new ("p.csv", "name", "!!", NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(GError) new_error = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_import_new (PURSUIT_IMPORT_PRODUCTS, at_once, &new_error));
  g_assert_error (new_error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);

  /* Broken far behind the samples. */
  g_ptr_array_add (rows, g_strsplit ("name", "|", -1));
  for (guint i = 0; i < 400; i++)
    g_ptr_array_add (rows, g_strdupv ((char *[]) { (char *) (i % 2 ? "!" : " "), NULL }));
  g_ptr_array_add (rows, g_strdupv ((char *[]) { (char *) "!!", NULL }));
  import = import_fixture_open (PURSUIT_IMPORT_PRODUCTS, array_source_new_rows ("p.csv", rows));
  g_ptr_array_unref (rows);
  pursuit_import_set_allow_refused (import, TRUE);
  g_assert_null (pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
}

typedef struct
{
  GCancellable *cancellable;
  double last;
  guint64 n_rows;
  guint n_looks_cancelled;
} Watch;

static void
watch_cb (double   fraction,
          guint64  n_rows,
          gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  watch->last = fraction;
  watch->n_rows = n_rows;
  if (watch->cancellable != NULL && n_rows >= 500)
    {
      g_cancellable_cancel (watch->cancellable);
      watch->n_looks_cancelled++;
    }
}

static PursuitImport *
open_many (guint n_rows)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, g_strsplit ("name", "|", -1));
  for (guint i = 0; i < n_rows; i++)
    {
      char **row = g_new0 (char *, 2);

      row[0] = g_strdup_printf ("Product %u", i);
      g_ptr_array_add (rows, row);
    }

  return import_fixture_open (PURSUIT_IMPORT_PRODUCTS, array_source_new_rows ("many.csv", rows));
}

static void
test_progress (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = open_many (3000);
  g_autoptr(GError) error = NULL;
  Watch watch = { NULL, 0.0, 0 };
  g_autoptr(PursuitImportReport) report =
    pursuit_import_run (import, scratch->desk, FALSE, watch_cb, &watch, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (watch.last, ==, 1.0);
  g_assert_cmpuint (watch.n_rows, ==, 3000);
  assert_counts (report, "3000 0 0 0 0");
  g_assert_cmpuint (report->rows->len, ==, 1000);
  scratch_desk_assert (scratch, "SELECT count(*) FROM product", "3000");
}

static void
test_cancel (ScratchDesk   *scratch,
             gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = open_many (3000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Watch watch = { cancellable, 0.0, 0 };

  g_assert_null (pursuit_import_run (import, scratch->desk, FALSE, watch_cb, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Not a row more: a row may be megabytes long. */
  g_assert_cmpuint (watch.n_rows, <, 600);
  g_assert_cmpuint (watch.n_looks_cancelled, ==, 1);
  scratch_desk_assert (scratch, "SELECT count(*) FROM product", "0");
}

/* So many different words stand in a column that is no column of stages. */
static void
test_many_stages (ScratchDesk   *scratch,
                  gconstpointer  unused)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) unknown = NULL;

  g_ptr_array_add (rows, g_strsplit ("title|customer|stage", "|", -1));
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *row = g_strdup_printf ("T%u|C|Word %u", i, i);

      g_ptr_array_add (rows, g_strsplit (row, "|", -1));
    }
  import = import_fixture_open (PURSUIT_IMPORT_DEALS, array_source_new_rows ("d.csv", rows));
  unknown = pursuit_import_list_unknown_stages (import, scratch->desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (unknown), ==, 200);

  g_cancellable_cancel (cancelled);
  g_assert_null (pursuit_import_list_unknown_stages (import, scratch->desk, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
measure_longest (const char * const  *cells,
                 gpointer             user_data,
                 GError             **error)
{
  gsize *longest = user_data;

  for (; *cells != NULL; cells++)
    *longest = MAX (*longest, strlen (*cells));
  return TRUE;
}

/* What is kept for the eye is cut; the file of refused rows gets all of it. */
static void
test_long_cells (ScratchDesk   *scratch,
                 gconstpointer  unused)
{
  const gsize n_long = 3 * 100000;
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  g_autoptr(GString) text = g_string_sized_new (n_long);
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(GError) error = NULL;
  gsize longest = 0;

  while (text->len < n_long)
    g_string_append (text, "长");
  g_ptr_array_add (rows, (char *[]) { (char *) "name", (char *) "price", NULL });
  g_ptr_array_add (rows, (char *[]) { (char *) "A", text->str, NULL });
  g_ptr_array_add (rows, (char *[]) { text->str, (char *) "1", NULL });
  import = import_fixture_open (PURSUIT_IMPORT_PRODUCTS, array_source_new_rows ("long.csv", rows));
  pursuit_import_set_allow_refused (import, TRUE);
  pursuit_import_set_rejects (import, measure_longest, NULL, &longest);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_counts (report, "1 0 0 0 1");
  g_assert_cmpuint (longest, ==, n_long);
  for (guint i = 0; i < report->rows->len; i++)
    {
      const PursuitImportRow *row = g_ptr_array_index (report->rows, i);

      g_assert_cmpuint (strlen (row->cells[0]) + strlen (row->cells[1]), <, 1200);
      g_assert_true (g_utf8_validate (row->cells[0], -1, NULL) && g_utf8_validate (row->cells[1], -1, NULL));
      g_assert_true (row->sentence == NULL || strlen (row->sentence) < 5000);
    }
  scratch_desk_assert (scratch, "SELECT length (name) FROM product", "100000");
}

/* Of ten thousand columns as many rows are kept as fit; the others are known by their numbers. */
static void
test_wide_rows (ScratchDesk   *scratch,
                gconstpointer  unused)
{
  const guint n_columns = 10000;
  const guint n_rows = 200;
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  g_autofree char **header = g_new0 (char *, n_columns + 1);
  g_autofree char **row = g_new0 (char *, n_columns + 1);
  g_autoptr(GStringChunk) texts = g_string_chunk_new (4096);
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(PursuitImportReport) report = NULL;
  guint n_with_cells = 0;

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *name = g_strdup_printf ("Column %u", i);

      header[i] = g_string_chunk_insert (texts, i == 0 ? "name" : name);
      row[i] = g_string_chunk_insert (texts, i == 0 ? "A" : "x");
    }
  g_ptr_array_add (rows, header);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, row);
  import = import_fixture_open (PURSUIT_IMPORT_PRODUCTS, array_source_new_rows ("wide.csv", rows));
  report = pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, NULL);

  assert_counts (report, "1 0 0 0 199");
  g_assert_cmpuint (report->rows->len, ==, n_rows);
  for (guint i = 0; i < report->rows->len; i++)
    n_with_cells += ((PursuitImportRow *) g_ptr_array_index (report->rows, i))->cells != NULL;
  g_assert_cmpuint (n_with_cells, >, 50);
  g_assert_cmpuint (n_with_cells, <, n_rows);
}

static PursuitImport *
open_series (char  letter,
             char *buffer,
             gsize length)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  memset (buffer, letter, length);
  g_ptr_array_add (rows, g_strsplit ("name|series", "|", -1));
  g_ptr_array_add (rows, g_strdupv ((char *[]) { (char *) "A", buffer, NULL }));
  return import_fixture_open (PURSUIT_IMPORT_PRODUCTS, array_source_new_rows ("much.csv", rows));
}

/* An import that the journal could not take back is none, and the preview says so already. */
static void
test_too_much (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  const gsize length = 21 * 1000 * 1000;
  g_autofree char *buffer = g_malloc0 (length + 1);
  g_autoptr(PursuitImport) first = open_series ('x', buffer, length);
  g_autoptr(PursuitImport) second = open_series ('y', buffer, length);
  g_autoptr(PursuitImportReport) report = pursuit_import_run (first, scratch->desk, FALSE, NULL, NULL, NULL, NULL);

  assert_counts (report, "1 0 0 0 0");
  for (gboolean dry_run = FALSE; dry_run <= TRUE; dry_run++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (pursuit_import_run (second, scratch->desk, dry_run, NULL, NULL, NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==,
                       "“much.csv” changes more than can be undone in one step; divide it into several files.");
    }
  scratch_desk_assert (scratch, "SELECT substr (series, 1, 3), length (series) FROM product", "xxx|21000000");
}

static void
test_rights (ScratchDesk   *scratch,
             gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_PRODUCTS, mixed_source ());
  g_autoptr(GError) error = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF, array_source_new ("s.csv", "name", "Ann", NULL));
  g_assert_true (pursuit_desk_sign_in (scratch->desk, 1, &error));   /* a seller */
  g_assert_null (pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

static void
test_journal (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  g_autoptr(PursuitJournalVerdict) verdict = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_PRODUCTS, array_source_new ("p.csv", "id|name|price", "1|A|1", "|B|2", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_PRODUCTS, array_source_new ("“q”.csv", "id|name|price", "1|A|3", "5|B|2", "|C|", NULL));
  scratch_desk_assert (scratch,
                       "SELECT j.entity, j.entity_id, p.before, p.after FROM journal j JOIN journal_payload p"
                       " ON p.journal_id = j.id WHERE j.verb = 'import' ORDER BY j.id",
                       "product|0|{\"changed\":{}}|{\"file\":\"p.csv\",\"rows\":2,\"new\":2,\"changed\":0,\"unchanged\":0,"
                       "\"doubtful\":0,\"refused\":0,\"created\":{\"product\":[[1,2]]},\"changed\":{}}\n"
                       "product|0|{\"changed\":{\"product\":[[1,{\"price\":100}],[2,{\"external_id\":null}]]}}|"
                       "{\"file\":\"“q”.csv\",\"rows\":3,\"new\":1,\"changed\":2,\"unchanged\":0,\"doubtful\":0,\"refused\":0,"
                       "\"created\":{\"product\":[[3,3]]},\"changed\":{\"product\":[[1,{\"price\":300}],[2,{\"external_id\":\"5\"}]]}}");
  verdict = pursuit_journal_verify (scratch->store, NULL, NULL);
  g_assert_cmpuint (verdict->findings->len, ==, 0);
}

static gboolean
begin_anew (gpointer   user_data,
            GError   **error)
{
  g_string_truncate (user_data, 0);
  return TRUE;
}

/* What only the database refuses is found out while later rows are read; the row is refused all the same, and the others come in. */
static void
test_refused_by_database (ScratchDesk   *scratch,
                          gconstpointer  unused)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(PursuitImportReport) preview = NULL;
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(GString) rejects = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  scratch_desk_exec (scratch, "CREATE TRIGGER no_bad BEFORE INSERT ON customer WHEN NEW.name IN ('Bad', 'Worse')"
                              " BEGIN SELECT RAISE (ABORT, 'not this one'); END");
  g_ptr_array_add (rows, g_strsplit ("name", "|", -1));
  for (guint i = 2; i <= 3000; i++)
    {
      g_autofree char *name = i == 1702 || i == 2999 ? g_strdup (i == 1702 ? "Bad" : "Worse") : g_strdup_printf ("Company %u", i);

      g_ptr_array_add (rows, g_strsplit (name, "|", -1));
    }
  import = import_fixture_open (PURSUIT_IMPORT_CUSTOMERS, array_source_new_rows ("many.csv", rows));
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_null (report);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "Row 1702 of “many.csv”: "));
  g_assert_true (g_str_has_suffix (error->message, "not this one (and 1 more row is refused)"));
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer WHERE name LIKE 'Company%'", "0");

  preview = pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, NULL);
  assert_counts (preview, "2997 0 0 0 2");
  pursuit_import_set_allow_refused (import, TRUE);
  pursuit_import_set_rejects (import, collect, begin_anew, rejects);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, NULL);
  assert_counts (report, "2997 0 0 0 2");
  g_assert_true (g_str_has_suffix (rejects->str, "not this one.|Worse\n"));
  g_assert_nonnull (strstr (rejects->str, "\n1702|Row 1702 of “many.csv”: "));
  scratch_desk_assert (scratch, "SELECT count(*), sum(name LIKE 'Company%') FROM customer", "2997|2997");
  scratch_desk_assert (scratch, "SELECT sum(count) FROM customer_facet", "2997");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/run/all-or-nothing", test_all_or_nothing);
  scratch_desk_add ("/service/import/run/one-refusal-speaks-for-itself", test_one_refused);
  scratch_desk_add ("/service/import/run/good-rows-where-allowed", test_good_rows);
  scratch_desk_add ("/service/import/run/dry-changes-nothing", test_dry_run);
  scratch_desk_add ("/service/import/run/rejects-are-handed-out", test_rejects);
  scratch_desk_add ("/service/import/run/broken-file-changes-nothing", test_broken_file);
  scratch_desk_add ("/service/import/run/tells-progress", test_progress);
  scratch_desk_add ("/service/import/run/cancelled-changes-nothing", test_cancel);
  scratch_desk_add ("/service/import/run/too-many-words-are-no-stages", test_many_stages);
  scratch_desk_add ("/service/import/run/long-cells-are-cut-for-the-eye", test_long_cells);
  scratch_desk_add ("/service/import/run/wide-rows-are-kept-as-they-fit", test_wide_rows);
  scratch_desk_add ("/service/import/run/more-than-can-be-undone-is-not-done", test_too_much);
  scratch_desk_add ("/service/import/run/needs-the-right", test_rights);
  scratch_desk_add ("/service/import/run/one-journal-entry", test_journal);
  scratch_desk_add ("/service/import/run/what-the-database-refuses-is-a-refused-row", test_refused_by_database);

  return g_test_run ();
}
