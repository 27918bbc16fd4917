/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier on paper: all of it that the actor may see, and nothing else. */

#include "desk-fixture.h"

#include "pursuit-bond.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-document.h"
#include "pursuit-dossier-paper.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-own-fields.h"
#include "pursuit-records.h"

#include <string.h>

static gint64
create (DeskFixture   *self,
        PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;
  g_autoptr(GError) error = NULL;

  pursuit_records_create (self->desk, record, NULL, &error);
  g_assert_no_error (error);
  return record->id;
}

/* Everything that is on it, in lines. */
static char *
read_out (const PursuitPaper *paper)
{
  GString *all = g_string_new (NULL);

  g_string_append_printf (all, "%s\n%s\n%s\n", paper->title, paper->subtitle, paper->footer);
  for (guint i = 0; i < paper->blocks->len; i++)
    {
      const PursuitPaperBlock *block = g_ptr_array_index (paper->blocks, i);

      if (block->text != NULL)
        g_string_append_printf (all, "%s\n", block->text);
      for (guint j = 0; block->cells != NULL && j < block->cells->len; j++)
        g_string_append_printf (all, "%s%s", (const char *) g_ptr_array_index (block->cells, j),
                                (j + 1) % block->n_columns == 0 ? "\n" : "|");
    }

  return g_string_free (all, FALSE);
}

static char *
print (DeskFixture *self,
       gint64       customer_id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitPaper) paper = pursuit_dossier_make_paper (self->desk, customer_id, &error);

  g_assert_no_error (error);
  return read_out (paper);
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in\n%s", part, text);
}

static gint64
furnish (DeskFixture *self)
{
  gint64 id = create (self, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "owner-id", desk_fixture_find (self, "staff", "Li"),
                                          "grade", (gint64) PURSUIT_GRADE_A, NULL));
  gint64 other = desk_fixture_add_customer (self, "Haiyue Port", "Wang");
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", id, "name", "Gao Huimin", "title", "Director",
                                                   "buying-role", (gint64) PURSUIT_BUYING_ROLE_DECIDER,
                                                   "ambition", "To lead the group", "notes", "Knows Ma well", NULL);
  g_autoptr(GError) error = NULL;

  pursuit_records_create (self->desk, contact, NULL, &error);
  g_assert_no_error (error);
  create (self, g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", other, "name", "Tian Ye", NULL));
  create (self, g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", id, "name", "Tender 7", "location", "file:///tender", NULL));
  create (self, g_object_new (PURSUIT_TYPE_BOND, "customer-id", id, "contact-id", contact->id, "staff-id",
                              desk_fixture_find (self, "staff", "Li"), "period", "2026-Q1", "level", (gint64) 2, "target", (gint64) 4,
                              "evidence", "Shared the budget", NULL));
  desk_fixture_add_deal (self, "Refit", "Heming Steel", "Li", 1000, 2);
  desk_fixture_add_deal (self, "Old line", "Heming Steel", "Li", 7000, 2);
  g_assert_true (pursuit_deals_lose (self->desk, desk_fixture_find (self, "deal", "Old line"), "Price", "Rival", NULL, NULL));
  desk_fixture_add_deal (self, "Quay", "Haiyue Port", "Wang", 1000, 2);

  return id;
}

static void
test_whole (DeskFixture   *self,
            gconstpointer  data)
{
  gint64 id = furnish (self);
  g_autofree char *text = print (self, id);

  assert_has (text, "Heming Steel\nLi\n");
  assert_has (text, "Gao Huimin|Director|");
  assert_has (text, "Ambition|To lead the group");
  assert_has (text, "Notes|Knows Ma well");
  assert_has (text, "Refit|2 ");
  assert_has (text, "Lost, ");
  assert_has (text, "Relationship wall, 2026-Q1");
  assert_has (text, "Gao Huimin|Li|2|4|Shared the budget|");
  assert_has (text, "They decide or approve, and nobody of us knows them as well as we want: Gao Huimin\n");
  assert_has (text, "Grade|");
  assert_has (text, "|Grade A|");
  assert_has (text, "Tender 7||");
  assert_has (text, "What Happened Last");
  assert_has (text, "Grade: No grade → Grade A");
  g_assert_null (strstr (text, "Tian Ye"));
  g_assert_null (strstr (text, "Quay"));
}

/* Who may not see a profile does not print it; who may, leaves a trace. */
static void
test_rights (DeskFixture   *self,
             gconstpointer  data)
{
  gint64 id = furnish (self);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *of_chief = NULL;

  desk_fixture_sign_in (self, "Sun");
  g_assert_null (pursuit_dossier_make_paper (self->desk, id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  desk_fixture_sign_in (self, "Wang");
  g_assert_null (pursuit_dossier_make_paper (self->desk, id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);

  /* Another team's manager sees the dossier, and no profile in it. */
  desk_fixture_sign_in (self, "Zhu");
  text = print (self, id);
  assert_has (text, "Gao Huimin|Director|");
  g_assert_null (strstr (text, "To lead the group"));
  g_assert_null (strstr (text, "Ambition"));
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM journal WHERE verb = 'view'"), ==, 0);

  desk_fixture_sign_in (self, "Chief");
  of_chief = print (self, id);
  assert_has (of_chief, "by Chief");
  assert_has (of_chief, "To lead the group");
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM journal WHERE verb = 'view' AND actor = 'Chief'"), ==, 1);
}

static void
test_empty (DeskFixture   *self,
            gconstpointer  data)
{
  gint64 id = desk_fixture_add_customer (self, "Nobody Yet", NULL);
  g_autofree char *text = print (self, id);

  assert_has (text, "Nobody is known there yet.");
  assert_has (text, "There are no deals yet.");
  assert_has (text, "Not known yet: ");
  g_assert_null (strstr (text, "Relationship wall"));
  g_assert_null (strstr (text, "Documents"));
}

/* What the house has added stands beside what came with the program. */
static void
test_own_fields (DeskFixture   *self,
                 gconstpointer  data)
{
  g_autoptr(PursuitOwnField) definition = g_object_new (PURSUIT_TYPE_OWN_FIELD, "key", "furnaces", "name", "Furnaces", "kind",
                                                        (gint64) PURSUIT_OWN_TEXT, NULL);
  gint64 id = desk_fixture_add_customer (self, "Heming Steel", "Li");
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  pursuit_own_fields_add (self->desk, definition, NULL, &error);
  g_assert_no_error (error);
  original = pursuit_records_load (self->desk, PURSUIT_TYPE_CUSTOMER, id, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "extra", "{\"furnaces\":\"Two, one idle\"}", NULL);
  pursuit_records_save (self->desk, original, edited, NULL, &error);
  g_assert_no_error (error);
  text = print (self, id);
  assert_has (text, "Furnaces|Two, one idle");
}

/* None of many is left out. */
static void
test_many (DeskFixture   *self,
           gconstpointer  data)
{
  gint64 id = desk_fixture_add_customer (self, "Big", "Li");
  g_autofree char *text = NULL;

  store_fixture_raw (&self->base,
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500)"
                     " INSERT INTO deal (created_at, changed_at, customer_id, title, process_id, stage_id, status, amount)"
                     " SELECT 1, 1, (SELECT id FROM customer WHERE name = 'Big'), 'deal-' || i || '-', p.id, s.id, 'open', i"
                     "  FROM n, (SELECT min (id) AS id FROM process) p,"
                     "  (SELECT min (id) AS id FROM stage WHERE process_id = (SELECT min (id) FROM process)) s");
  desk_fixture_reopen (self, PURSUIT_STORE_NONE);
  text = print (self, id);
  for (guint i = 1; i <= 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("deal-%u-", i);

      assert_has (text, name);
    }
}

#define add(path, func) g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/service/dossier-paper/holds-the-whole", test_whole);
  add ("/service/dossier-paper/rights-and-profile", test_rights);
  add ("/service/dossier-paper/nothing-known", test_empty);
  add ("/service/dossier-paper/own-fields", test_own_fields);
  add ("/service/dossier-paper/many-deals", test_many);

  return g_test_run ();
}
