/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of lists, and the questions that lists answer. */

#include "pursuit-enums.h"
#include "pursuit-query.h"
#include "pursuit-row.h"

static void
count_up_cb (PursuitRow *row,
             guint      *count)
{
  (*count)++;
}

static PursuitRow *
make_row (gint64      id,
          const char *name,
          gint64      grade)
{
  PursuitRow *row = pursuit_row_new (id, PURSUIT_CUSTOMER_ROW_N_COLUMNS);

  pursuit_row_set_text (row, PURSUIT_CUSTOMER_ROW_NAME, name);
  pursuit_row_set_number (row, PURSUIT_CUSTOMER_ROW_GRADE, grade);

  return row;
}

static void
test_placeholder (void)
{
  g_autoptr(PursuitRow) row = pursuit_row_new (5, PURSUIT_CUSTOMER_ROW_N_COLUMNS);

  g_assert_cmpint (pursuit_row_get_id (row), ==, 5);
  g_assert_false (pursuit_row_is_loaded (row));
  g_assert_null (pursuit_row_get_text (row, PURSUIT_CUSTOMER_ROW_NAME));
  g_assert_cmpint (pursuit_row_get_number (row, PURSUIT_CUSTOMER_ROW_GRADE), ==, 0);
}

static void
test_fill (void)
{
  g_autoptr(PursuitRow) row = pursuit_row_new (5, PURSUIT_CUSTOMER_ROW_N_COLUMNS);
  g_autoptr(PursuitRow) first = make_row (5, "Mill", PURSUIT_GRADE_A);
  g_autoptr(PursuitRow) same = make_row (5, "Mill", PURSUIT_GRADE_A);
  g_autoptr(PursuitRow) other = make_row (5, "Mill", PURSUIT_GRADE_B);
  guint changed = 0;

  g_signal_connect (row, "changed", G_CALLBACK (count_up_cb), &changed);
  pursuit_row_fill (row, first);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_true (pursuit_row_is_loaded (row));
  g_assert_cmpstr (pursuit_row_get_text (row, PURSUIT_CUSTOMER_ROW_NAME), ==, "Mill");

  pursuit_row_fill (row, same);
  pursuit_row_fill (row, row);
  g_assert_cmpuint (changed, ==, 1);
  pursuit_row_fill (row, other);
  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpint (pursuit_row_get_number (row, PURSUIT_CUSTOMER_ROW_GRADE), ==, PURSUIT_GRADE_B);
}

static void
test_query_copy (void)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) copy = NULL;

  g_assert_cmpint (query->status, ==, PURSUIT_ANY);
  g_assert_cmpint (query->scope, ==, PURSUIT_SCOPE_ALL);
  query->search = g_strdup ("mill");
  query->region = g_strdup ("East");
  query->closed_from = g_strdup ("2026-01-01");
  copy = pursuit_query_copy (query);
  g_assert_true (copy->search != query->search);
  g_assert_cmpstr (copy->search, ==, "mill");
  g_assert_cmpstr (copy->region, ==, "East");
  g_assert_cmpstr (copy->closed_from, ==, "2026-01-01");
}

/* What the list is about does not make it "filtered", what a person narrowed does. */
static void
test_query_filtered (void)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);

  query->customer_id = 1;
  query->stage_id = 2;
  query->status = PURSUIT_DEAL_OPEN;
  query->order = PURSUIT_ORDER_AMOUNT;
  query->search = g_strdup ("\u3000 ");
  g_assert_false (pursuit_query_is_filtered (query));
  query->stalled = TRUE;
  g_assert_true (pursuit_query_is_filtered (query));
  query->stalled = FALSE;
  query->unit_id = 3;
  g_assert_true (pursuit_query_is_filtered (query));
  query->unit_id = 0;
  g_free (query->search);
  query->search = g_strdup ("x");
  g_assert_true (pursuit_query_is_filtered (query));
}

static void
test_columns (void)
{
  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_JOURNAL; list++)
    {
      g_assert_cmpuint (pursuit_list_n_columns (list), >, 0);
      g_assert_cmpuint (pursuit_list_n_columns (list), <=, PURSUIT_ROW_MAX_COLUMNS);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/row/placeholder/is-blank", test_placeholder);
  g_test_add_func ("/core/row/fill/changes-once", test_fill);
  g_test_add_func ("/core/query/copy/is-independent", test_query_copy);
  g_test_add_func ("/core/query/filtered/what-a-person-narrowed", test_query_filtered);
  g_test_add_func ("/core/lists/columns-are-bounded", test_columns);

  return g_test_run ();
}
