/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where people work: earlier posts are kept whichever way somebody goes, and whom people report to never goes in a circle. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-posts.h"
#include "pursuit-records.h"
#include "pursuit-red-flags.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy-read.h"

typedef struct
{
  DeskFixture base;
  gint64 mill;
  gint64 press;
  gint64 gao;
} Fixture;

static gint64
add_person (Fixture    *fixture,
            const char *name,
            gint64      customer_id,
            gint64      reports_to)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "customer-id", customer_id,
                                                   "reports-to-id", reports_to, "title", "CTO", NULL);
  g_autoptr(GError) error = NULL;

  pursuit_records_create (fixture->base.desk, contact, NULL, &error);
  g_assert_no_error (error);
  return contact->id;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->base, data);
  fixture->mill = desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  fixture->press = desk_fixture_add_customer (&fixture->base, "Press", "Li");
  fixture->gao = add_person (fixture, "Gao", fixture->mill, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  desk_fixture_tear_down (&fixture->base, data);
}

/* "Press CEO 2026-03-01–|Mill CTO –2026-03-01" */
static char *
list_posts (Fixture *fixture)
{
  g_autoptr(PursuitRecord) contact = pursuit_records_load (fixture->base.desk, PURSUIT_TYPE_CONTACT, fixture->gao, NULL);
  g_autoptr(GPtrArray) posts = pursuit_contacts_list_posts (fixture->base.desk, PURSUIT_CONTACT (contact), NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < posts->len; i++)
    {
      const PursuitPost *post = g_ptr_array_index (posts, i);

      g_string_append_printf (text, "%s%s %s %s–%s", i > 0 ? "|" : "", post->customer, post->title != NULL ? post->title : "?",
                              post->from_on != NULL ? post->from_on : "", post->until_on != NULL ? post->until_on : "");
    }

  return g_string_free (text, FALSE);
}

static void
assert_posts (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *found = list_posts (fixture);

  g_assert_cmpstr (found, ==, expected);
}

static gint64
undo (Fixture *fixture,
      gint64   entry_id)
{
  g_autoptr(GError) error = NULL;
  gint64 undo_id;

  pursuit_records_undo (fixture->base.desk, entry_id, &undo_id, &error);
  g_assert_no_error (error);
  return undo_id;
}

static gint64
move (Fixture    *fixture,
      gint64      customer_id,
      const char *title,
      const char *day)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  pursuit_contacts_move (fixture->base.desk, fixture->gao, customer_id, title, day, &entry_id, &error);
  g_assert_no_error (error);
  return entry_id;
}

static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 entry_id, undo_id;

  assert_posts (fixture, "Mill CTO –");
  entry_id = move (fixture, fixture->press, "CEO", "2026-03-01");
  assert_posts (fixture, "Press CEO 2026-03-01–|Mill CTO –2026-03-01");
  undo_id = undo (fixture, entry_id);
  assert_posts (fixture, "Mill CTO –");
  undo (fixture, undo_id);
  assert_posts (fixture, "Press CEO 2026-03-01–|Mill CTO –2026-03-01");
  move (fixture, fixture->mill, "COO", "2026-03-10");
  assert_posts (fixture, "Mill COO 2026-03-10–|Press CEO 2026-03-01–2026-03-10|Mill CTO –2026-03-01");
  desk_fixture_assert_sound (&fixture->base);
}

/* A form that changes the customer keeps the post before, too. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->base.desk, PURSUIT_TYPE_CONTACT, fixture->gao, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  g_object_set (edited, "customer-id", fixture->press, NULL);
  pursuit_records_save (fixture->base.desk, original, edited, &entry_id, &error);
  g_assert_no_error (error);
  assert_posts (fixture, "Press CTO " DESK_TODAY "–|Mill CTO –" DESK_TODAY);
  undo (fixture, entry_id);
  assert_posts (fixture, "Mill CTO –");
}

static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;
  gint64 left_id, back_id;

  pursuit_contacts_leave (fixture->base.desk, fixture->gao, "2026-02-01", &left_id, &error);
  g_assert_no_error (error);
  assert_posts (fixture, "Mill CTO –2026-02-01");
  g_assert_false (pursuit_contacts_leave (fixture->base.desk, fixture->gao, NULL, NULL, &again));
  g_assert_error (again, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);

  pursuit_contacts_come_back (fixture->base.desk, fixture->gao, "Adviser", &back_id, &error);
  g_assert_no_error (error);
  assert_posts (fixture, "Mill Adviser 2026-02-01–|Mill CTO –2026-02-01");
  undo (fixture, back_id);
  assert_posts (fixture, "Mill CTO –2026-02-01");
  undo (fixture, left_id);
  assert_posts (fixture, "Mill CTO –");
}

/* What ended before somebody began elsewhere ended then. */
static void
test_leave_and_move (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_true (pursuit_contacts_leave (fixture->base.desk, fixture->gao, "2026-02-01", NULL, NULL));
  move (fixture, fixture->press, "CEO", "2026-03-01");
  assert_posts (fixture, "Press CEO 2026-02-01–|Mill CTO –2026-02-01");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) same = NULL;
  g_autoptr(GError) day = NULL;
  g_autoptr(GError) back = NULL;
  g_autoptr(GError) denied = NULL;
  g_autoptr(GError) gone = NULL;
  gint64 other = desk_fixture_add_customer (&fixture->base, "Of Zhao", "Zhao");

  g_assert_false (pursuit_contacts_move (fixture->base.desk, fixture->gao, fixture->mill, "x", NULL, NULL, &same));
  g_assert_error (same, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_false (pursuit_contacts_move (fixture->base.desk, fixture->gao, fixture->press, "x", "2026-02-30", NULL, &day));
  g_assert_error (day, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_false (pursuit_contacts_come_back (fixture->base.desk, fixture->gao, NULL, NULL, &back));
  g_assert_error (back, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_false (pursuit_contacts_move (fixture->base.desk, fixture->gao, 4711, "x", NULL, NULL, &gone));
  g_assert_error (gone, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  desk_fixture_sign_in (&fixture->base, "Li");
  g_assert_false (pursuit_contacts_move (fixture->base.desk, fixture->gao, other, "x", NULL, NULL, &denied));
  g_assert_error (denied, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  assert_posts (fixture, "Mill CTO –");
}

static gboolean
set_superior (Fixture  *fixture,
              gint64    contact_id,
              gint64    superior_id,
              GError  **error)
{
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->base.desk, PURSUIT_TYPE_CONTACT, contact_id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "reports-to-id", superior_id, NULL);
  return pursuit_records_save (fixture->base.desk, original, edited, NULL, error);
}

static void
test_circle (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 fang = add_person (fixture, "Fang", fixture->mill, fixture->gao);
  gint64 tian = add_person (fixture, "Tian", fixture->mill, fang);
  g_autoptr(GError) self = NULL;
  g_autoptr(GError) circle = NULL;
  g_autoptr(GError) fine = NULL;

  g_assert_false (set_superior (fixture, fixture->gao, fixture->gao, &self));
  g_assert_error (self, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (self->message, ==, "“Gao” cannot report to themselves.");
  g_assert_false (set_superior (fixture, fixture->gao, tian, &circle));
  g_assert_error (circle, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (circle->message, ==,
                   "“Tian” reports to “Gao” already, directly or through others; it cannot be the other way round too.");
  set_superior (fixture, tian, fixture->gao, &fine);
  g_assert_no_error (fine);
}

static gboolean
has_flag (Fixture        *fixture,
          gint64          deal_id,
          PursuitRedFlagKind kind)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitStrategySheet) sheet = pursuit_strategy_read (fixture->base.desk, deal_id, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < sheet->flags->len; i++)
    if (((PursuitRedFlag *) g_ptr_array_index (sheet->flags, i))->kind == kind)
      return TRUE;

  return FALSE;
}

/* Who has left decides nothing: the deal has no decision maker any more. */
static void
test_decides_nothing (Fixture       *fixture,
                      gconstpointer  data)
{
  gint64 deal_id = desk_fixture_add_deal (&fixture->base, "Line", "Mill", "Li", 100, 2);
  g_autoptr(PursuitRecord) part = g_object_new (PURSUIT_TYPE_STAKEHOLDER, "deal-id", deal_id, "contact-id", fixture->gao, "role",
                                                (gint64) PURSUIT_BUYING_ROLE_DECIDER, NULL);

  g_assert_true (pursuit_records_create (fixture->base.desk, part, NULL, NULL));
  g_assert_false (has_flag (fixture, deal_id, PURSUIT_FLAG_NO_DECIDER));
  g_assert_true (pursuit_contacts_leave (fixture->base.desk, fixture->gao, NULL, NULL, NULL));
  g_assert_true (has_flag (fixture, deal_id, PURSUIT_FLAG_NO_DECIDER));
}

#define ADD(path, test) g_test_add ("/service/posts/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("move/keeps-the-post-before", test_move);
  ADD ("edit/keeps-the-post-before", test_edit);
  ADD ("leave/and-come-back", test_leave);
  ADD ("leave/then-begin-elsewhere", test_leave_and_move);
  ADD ("refused/and-nothing-changed", test_refused);
  ADD ("reports-to/no-circle", test_circle);
  ADD ("left/decides-nothing", test_decides_nothing);

  return g_test_run ();
}
