/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal in a window: everything that was done, newest first, for those who may see it. */

#include <adwaita.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-journal-text.h"
#include "pursuit-journal-window.h"
#include "pursuit-records.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"
#include "ui-fixture.h"

typedef struct
{
  UiFixture base;
  PursuitJournalWindow *window;
  PursuitQueryModel *model;
} Fixture;

static gint64
find_role (PursuitDesk       *desk,
           PursuitSystemRole  system_role)
{
  g_autoptr(GPtrArray) roles = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, NULL);

  for (guint i = 0; i < roles->len; i++)
    if (PURSUIT_ROLE (g_ptr_array_index (roles, i))->system_role == (gint64) system_role)
      return PURSUIT_RECORD (g_ptr_array_index (roles, i))->id;

  g_return_val_if_reached (0);
}

static void
create (PursuitDesk   *desk,
        PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;

  g_assert_true (pursuit_records_create (desk, owned, NULL, NULL));
}

static void
fill (PursuitDesk *desk)
{
  create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Root", "role-id",
                              find_role (desk, PURSUIT_SYSTEM_ROLE_ADMINISTRATOR), NULL));
  create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Li", "role-id", find_role (desk, PURSUIT_SYSTEM_ROLE_SELLER), NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "region", "North", NULL));
}

static gboolean
is_listed (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr(PursuitRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);

  return !pursuit_query_model_is_loading (fixture->model) && (row == NULL || pursuit_row_is_loaded (row));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(PursuitOpened **) user_data = pursuit_worker_open_finish (PURSUIT_WORKER (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
open_as (Fixture    *fixture,
         const char *staff)
{
  g_autoptr(PursuitOpened) opened = NULL;

  pursuit_worker_set_staff (fixture->base.worker, staff);
  pursuit_worker_open_async (fixture->base.worker, fixture->base.path, PURSUIT_STORE_NONE, NULL, opened_cb, &opened);
  ui_wait_until (is_set, &opened);
  fixture->window = PURSUIT_JOURNAL_WINDOW (pursuit_journal_window_new (NULL, fixture->base.worker));
  fixture->model = pursuit_journal_window_get_model (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_wait_until (is_listed, fixture);
}

static void
set_up (Fixture    *fixture,
        const char *staff)
{
  ui_fixture_set_up (&fixture->base, fill);
  open_as (fixture, staff);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_fixture_tear_down (&fixture->base);
}

static void
assert_entry (Fixture    *fixture,
              guint       position,
              const char *title,
              const char *detail)
{
  g_autoptr(PursuitRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);
  g_autofree char *its_title = pursuit_journal_dup_title (row);
  g_autofree char *its_detail = pursuit_journal_dup_detail (row, "CNY", NULL);

  g_assert_cmpstr (its_title, ==, title);
  if (detail != NULL)
    g_assert_cmpstr (its_detail, ==, detail);
}

static gpointer
edit_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, 1, error);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "region", "East", "estimated-revenue", G_GINT64_CONSTANT (1200000), NULL);
  g_assert_true (pursuit_records_save (desk, original, edited, NULL, error));

  return NULL;
}

typedef struct
{
  PursuitQueryModel *model;
  guint n;
} Count;

static gboolean
has_entries (gpointer data)
{
  const Count *count = data;

  return g_list_model_get_n_items (G_LIST_MODEL (count->model)) == count->n;
}

static void
test_lists_and_follows (void)
{
  Fixture fixture = { 0 };
  Count count;

  set_up (&fixture, "Root");
  count = (Count) { fixture.model, g_list_model_get_n_items (G_LIST_MODEL (fixture.model)) + 1 };
  assert_entry (&fixture, 0, "Added: Customer “Heming Steel”", NULL);

  ui_call (&fixture.base, edit_job, NULL);
  pursuit_worker_poll (fixture.base.worker);
  ui_wait_until (has_entries, &count);
  ui_wait_until (is_listed, &fixture);
  assert_entry (&fixture, 0, "Changed: Customer “Heming Steel”", "Region: North → East\nEstimated revenue: ¥12,000");
  tear_down (&fixture);
}

/* By one person only. */
static void
test_narrows_to_a_person (void)
{
  Fixture fixture = { 0 };
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_JOURNAL);
  Count count;

  set_up (&fixture, "Root");
  ui_call (&fixture.base, edit_job, NULL);
  query->owner_id = 1;
  pursuit_query_model_set_query (fixture.model, query);
  count = (Count) { fixture.model, 1 };
  ui_wait_until (has_entries, &count);
  query->owner_id = 2;
  pursuit_query_model_set_query (fixture.model, query);
  count.n = 0;
  ui_wait_until (has_entries, &count);
  tear_down (&fixture);
}

/* It is the administrator's. */
static void
test_others_see_nothing (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "Li");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.model)), ==, 0);
  g_assert_null (pursuit_query_model_get_error (fixture.model));
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/journal/lists-and-follows", test_lists_and_follows);
  g_test_add_func ("/ui/journal/narrows-to-a-person", test_narrows_to_a_person);
  g_test_add_func ("/ui/journal/others-see-nothing", test_others_see_nothing);

  return g_test_run ();
}
