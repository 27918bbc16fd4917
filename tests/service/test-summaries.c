/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * P6b: what triggers keep for reports is what a recount finds, after any verbs in any order; and what is taken back was never there.
 * The recount is made here, deal by deal, by nothing of the program.
 */

#include "import-fixture.h"

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"

#include <string.h>

#define N_SELLERS 3
#define MOST_DEALS 40

typedef struct
{
  ScratchDesk *scratch;
  GRand *rand;
  gint64 now;
  GArray *imports;      /* their entries that were not taken back yet */
  guint n_done[16];
} Walk;

/* Figures by name: how many deals, then up to three sums. */
static void
count (GHashTable *figures,
       char       *name,
       gint64      first,
       gint64      second,
       gint64      third)
{
  gint64 *figure = g_hash_table_lookup (figures, name);

  if (figure == NULL)
    {
      figure = g_new0 (gint64, 4);
      g_hash_table_insert (figures, g_strdup (name), figure);
    }
  figure[0]++;
  figure[1] += first;
  figure[2] += second;
  figure[3] += third;
  g_free (name);
}

static gint64
get_month (const char *day)
{
  return day != NULL ? g_ascii_strtoll (day, NULL, 10) * 100 + g_ascii_strtoll (day + 5, NULL, 10) : 0;
}

/* Columns: stage, status, furthest, amount, probability, owner, process, closed, opened, stays. */
static void
count_deal (GHashTable   *figures,
            sqlite3_stmt *deal)
{
  const char *status = (const char *) sqlite3_column_text (deal, 1);
  const char *closed = (const char *) sqlite3_column_text (deal, 7);
  const char *opened = (const char *) sqlite3_column_text (deal, 8);
  const char *stays = (const char *) sqlite3_column_text (deal, 9);
  gint64 amount = sqlite3_column_int64 (deal, 3);
  gint64 owners[] = { sqlite3_column_int64 (deal, 5), -1 };
  gboolean timed = closed != NULL && opened != NULL && strcmp (closed, opened) >= 0;
  g_auto(GStrv) parts = g_strsplit (stays != NULL ? stays : "", ";", -1);

  count (figures, g_strdup_printf ("stage %s %s %s", sqlite3_column_text (deal, 0), status, sqlite3_column_text (deal, 2)), amount,
         amount * sqlite3_column_int64 (deal, 4) / 100, 0);
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      if (strcmp (status, "open") != 0)
        count (figures, g_strdup_printf ("outcome %d %s %d %s %s", (int) owners[i], sqlite3_column_text (deal, 6),
                                         (int) get_month (closed), status, sqlite3_column_text (deal, 2)),
               amount, timed, timed ? pursuit_date_days_between (opened, closed) : 0);
      for (guint p = 1; parts[0] != NULL && parts[p] != NULL; p++)
        {
          g_auto(GStrv) numbers = g_strsplit (parts[p], ":", 3);

          g_assert_cmpuint (g_strv_length (numbers), ==, 3);
          count (figures, g_strdup_printf ("stay %d %s %s", (int) owners[i], numbers[0], numbers[1]),
                 g_ascii_strtoll (numbers[2], NULL, 10), 0, 0);
        }
    }
}

static char *
dup_line (const char   *name,
          const gint64 *figure)
{
  return g_strdup_printf ("%s: %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, name, figure[0],
                          figure[1], figure[2], figure[3]);
}

static char *
dup_lines (GHashTable *figures)
{
  g_autoptr(GList) lines = NULL;
  GString *all = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, figure;

  g_hash_table_iter_init (&iter, figures);
  while (g_hash_table_iter_next (&iter, &name, &figure))
    lines = g_list_prepend (lines, dup_line (name, figure));
  lines = g_list_sort (lines, (GCompareFunc) strcmp);
  for (GList *l = lines; l != NULL; l = l->next)
    g_string_append_printf (all, "%s\n", (char *) l->data);
  g_list_free_full (g_steal_pointer (&lines), g_free);

  return g_string_free (all, FALSE);
}

static char *
recount (ScratchDesk *scratch)
{
  g_autoptr(GHashTable) figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3 *db = scratch_open (scratch->path, NULL);
  sqlite3_stmt *deal = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT stage_id, status, max_position, amount, probability, owner_id, process_id,"
                                           " closed_on, opened_on, stays FROM deal WHERE deleted_at = 0", -1, &deal, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (deal) == SQLITE_ROW)
    count_deal (figures, deal);
  sqlite3_finalize (deal);
  scratch_close (db);

  return dup_lines (figures);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The same lines from what is kept. */
static char *
read_kept (ScratchDesk *scratch)
{
  g_autofree char *lines = scratch_desk_text (scratch,
    "SELECT * FROM (SELECT 'stage ' || stage_id || ' ' || status || ' ' || furthest || ': ' || count || ' ' || amount || ' ' ||"
    "  weighted || ' 0' AS line FROM deal_stage_total WHERE count <> 0 OR amount <> 0 OR weighted <> 0"
    " UNION ALL SELECT 'outcome ' || owner_id || ' ' || process_id || ' ' || month || ' ' || status || ' ' || furthest || ': ' ||"
    "  count || ' ' || amount || ' ' || timed || ' ' || days FROM deal_outcome_total"
    "  WHERE count <> 0 OR amount <> 0 OR timed <> 0 OR days <> 0"
    " UNION ALL SELECT 'stay ' || owner_id || ' ' || stage_id || ' ' || slot || ': ' || count || ' ' || seconds || ' 0 0'"
    "  FROM deal_stay_total WHERE count <> 0 OR seconds <> 0)");
  g_auto(GStrv) all = g_strsplit (lines, "\n", -1);
  g_autofree char *joined = NULL;

  qsort (all, g_strv_length (all), sizeof *all, compare_lines);
  joined = g_strjoinv ("\n", all);

  return *joined != '\0' ? g_strconcat (joined, "\n", NULL) : g_steal_pointer (&joined);
}

static void
assert_kept (ScratchDesk *scratch)
{
  g_autofree char *counted = recount (scratch);
  g_autofree char *kept = read_kept (scratch);

  g_assert_cmpstr (kept, ==, counted);
}

static gint64
random_deal (Walk *walk)
{
  return g_rand_int_range (walk->rand, 1, MOST_DEALS + 1);
}

static PursuitDeal *
load_deal (Walk *walk)
{
  return PURSUIT_DEAL (pursuit_store_load (walk->scratch->store, PURSUIT_TYPE_DEAL, random_deal (walk), NULL));
}

static gboolean
create (Walk   *walk,
        gint64 *out_entry_id)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Deal", "customer-id", G_GINT64_CONSTANT (1), "amount",
                                              (gint64) g_rand_int_range (walk->rand, 0, 1000000), NULL);

  return pursuit_deals_create (walk->scratch->desk, deal, g_rand_int_range (walk->rand, 1, 9), out_entry_id, NULL);
}

static gboolean
edit (Walk   *walk,
      gint64 *out_entry_id)
{
  g_autoptr(PursuitDeal) deal = load_deal (walk);
  g_autoptr(PursuitRecord) edited = NULL;

  if (deal == NULL)
    return FALSE;

  edited = pursuit_record_copy (PURSUIT_RECORD (deal));
  switch (g_rand_int_range (walk->rand, 0, 3))
    {
    case 0:
      g_object_set (edited, "amount", (gint64) g_rand_int_range (walk->rand, 0, 1000000), NULL);
      break;
    case 1:
      g_object_set (edited, "owner-id", (gint64) g_rand_int_range (walk->rand, 0, N_SELLERS + 1), NULL);
      break;
    default:
      g_object_set (edited, "opened-on", g_rand_boolean (walk->rand) ? "2025-11-30" : NULL, NULL);
      break;
    }

  return pursuit_records_save (walk->scratch->desk, PURSUIT_RECORD (deal), edited, out_entry_id, NULL);
}

/* A file with three deals, some of which are there already. */
static gboolean
import (Walk   *walk,
        gint64 *out_entry_id)
{
  static const char *const stages[] = { "1", "3", "5", "8", "won", "lost" };
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(PursuitImportReport) report = NULL;
  char *rows[3];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = g_strdup_printf ("D%d|House|Import %d|%s|%d|2025-12-0%d|2026-01-1%d", g_rand_int_range (walk->rand, 1, 9), (int) i,
                               stages[g_rand_int_range (walk->rand, 0, G_N_ELEMENTS (stages))],
                               g_rand_int_range (walk->rand, 0, 100000), g_rand_int_range (walk->rand, 1, 9),
                               g_rand_int_range (walk->rand, 0, 9));
  import = import_fixture_open (PURSUIT_IMPORT_DEALS,
                                array_source_new ("d.csv", "id|customer|deal|stage|amount|opened|closed", rows[0], rows[1], rows[2],
                                                  NULL));
  pursuit_import_set_allow_refused (import, TRUE);
  report = pursuit_import_run (import, walk->scratch->desk, FALSE, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_free (rows[i]);
  if (report == NULL || report->entry_id == 0)
    return FALSE;

  *out_entry_id = report->entry_id;
  g_array_append_val (walk->imports, report->entry_id);
  return TRUE;
}

static gboolean
undo_import (Walk   *walk,
             gint64 *out_entry_id)
{
  guint place;

  if (walk->imports->len == 0)
    return FALSE;

  place = g_rand_boolean (walk->rand) ? walk->imports->len - 1
                                      : (guint) g_rand_int_range (walk->rand, 0, (gint32) walk->imports->len);
  if (!pursuit_records_undo (walk->scratch->desk, g_array_index (walk->imports, gint64, place), out_entry_id, NULL))
    return FALSE;

  g_array_remove_index (walk->imports, place);
  return TRUE;
}

static gboolean
undo_any (Walk   *walk,
          gint64 *out_entry_id)
{
  gint64 last = scratch_desk_int (walk->scratch, "SELECT max(id) FROM journal");

  return pursuit_records_undo (walk->scratch->desk, last - g_rand_int_range (walk->rand, 0, 30), out_entry_id, NULL);
}

/* One verb; what the rules do not allow does nothing. */
static gboolean
act (Walk   *walk,
     guint   verb,
     gint64 *out_entry_id)
{
  PursuitDesk *desk = walk->scratch->desk;
  gint64 deal = random_deal (walk);

  switch (verb)
    {
    case 0:
      return create (walk, out_entry_id);
    case 1:
      return edit (walk, out_entry_id);
    case 2:
      return pursuit_deals_win (desk, deal, out_entry_id, NULL);
    case 3:
      return pursuit_deals_win_on (desk, deal, "2026-02-11", out_entry_id, NULL);
    case 4:
      return pursuit_deals_lose (desk, deal, "Too dear", NULL, out_entry_id, NULL);
    case 5:
      return pursuit_deals_reopen (desk, deal, out_entry_id, NULL);
    case 6:
      return pursuit_records_delete (desk, PURSUIT_TYPE_DEAL, deal, out_entry_id, NULL);
    case 7:
      return pursuit_records_restore (desk, PURSUIT_TYPE_DEAL, deal, out_entry_id, NULL);
    case 8:
      return undo_any (walk, out_entry_id);
    case 9:
      return g_rand_int_range (walk->rand, 0, 4) == 0 && import (walk, out_entry_id);
    case 10:
      return undo_import (walk, out_entry_id);
    default:
      return pursuit_deals_move (desk, deal, g_rand_int_range (walk->rand, 1, 9), "because", out_entry_id, NULL);
    }
}

/* Now and then the last verb is taken back at once: the figures are those before it. Doing it again gives those after it. */
static void
step (Walk *walk)
{
  guint verb = (guint) g_rand_int_range (walk->rand, 0, 16);
  gboolean takes_back = g_rand_int_range (walk->rand, 0, 12) == 0;
  g_autofree char *before = takes_back ? read_kept (walk->scratch) : NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  gint64 entry_id = 0;
  gint64 undo_id = 0;

  walk->now += g_rand_int_range (walk->rand, 1, 40 * 24) * G_TIME_SPAN_HOUR / 8;
  pursuit_time_set_now (walk->now);
  if (!act (walk, verb, &entry_id))
    return;
  walk->n_done[verb]++;
  if (!takes_back || verb == 9 || verb == 10)
    return;

  after = read_kept (walk->scratch);
  if (!pursuit_records_undo (walk->scratch->desk, entry_id, &undo_id, NULL))
    return;
  undone = read_kept (walk->scratch);
  g_assert_cmpstr (undone, ==, before);
  if (!g_rand_boolean (walk->rand) || !pursuit_records_undo (walk->scratch->desk, undo_id, NULL, NULL))
    return;
  redone = read_kept (walk->scratch);
  g_assert_cmpstr (redone, ==, after);
}

static void
add_ground (ScratchDesk *scratch)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "House", NULL);
  g_autoptr(GError) error = NULL;

  pursuit_records_create (scratch->desk, customer, NULL, &error);
  g_assert_no_error (error);
  while (scratch_desk_int (scratch, "SELECT count(*) FROM staff") < N_SELLERS)
    {
      g_autoptr(PursuitRecord) seller = g_object_new (PURSUIT_TYPE_STAFF, "name", "Seller", NULL);

      pursuit_records_create (scratch->desk, seller, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_walk (ScratchDesk   *scratch,
           gconstpointer  unused)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260317);
  g_autoptr(GArray) imports = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_steps = g_test_slow () ? 100000 : 2500;
  Walk walk = { scratch, rand, pursuit_time_now (), imports, { 0 } };
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;

  add_ground (scratch);
  for (guint i = 0; i < n_steps; i++)
    {
      step (&walk);
      if (i % 50 == 0)
        assert_kept (scratch);
    }
  assert_kept (scratch);
  for (guint verb = 0; verb <= 11; verb++)
    {
      g_test_message ("verb %u: %u times", verb, walk.n_done[verb]);
      g_assert_cmpuint (walk.n_done[verb], >, 5);
    }

  findings = pursuit_store_check (scratch->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/summaries/kept/equal-a-recount-after-any-verbs", test_walk);

  return g_test_run ();
}
