/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Processes and their versions (STG-5, STG-7): each verb is one step that can be taken back, and deals are never left without
 * the stages they stand in. */

#include "desk-fixture.h"

#include <string.h>

#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-processes.h"
#include "pursuit-records.h"

static const char sample[] =
  "{ \"format\": \"pursuit-process\", \"format_version\": 1, \"code\": \"parts\", \"name\": \"Spare parts\","
  " \"stages\": ["
  "  { \"position\": 1, \"name\": \"Need\", \"buyer_name\": \"Low\", \"type\": \"open\", \"probability\": 30, \"expected_days\": 5,"
  "    \"lead_role\": \"seller\", \"milestones\": [ { \"name\": \"List sent\", \"kind\": \"document\", \"required\": true },"
  "      { \"name\": \"Called\", \"kind\": \"our-act\", \"required\": false } ] },"
  "  { \"position\": 2, \"name\": \"Offer\", \"buyer_name\": \"Compare\", \"type\": \"open\", \"probability\": 60, \"expected_days\": 5 },"
  "  { \"position\": 3, \"name\": \"Order\", \"buyer_name\": \"Order\", \"type\": \"won\", \"probability\": 100, \"expected_days\": 5 } ],"
  " \"activities\": [ { \"task\": \"Calls\", \"name\": \"Stock call\", \"stage\": 1 }, { \"name\": \"Dinner\" } ] }";

static gint64
import (DeskFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitProcessBook) book = pursuit_processes_parse (self->desk, sample, strlen (sample), &error);
  gint64 id;

  g_assert_no_error (error);
  pursuit_processes_import (self->desk, book, &id, NULL, &error);
  g_assert_no_error (error);

  return id;
}

static PursuitProcessBook *
load (DeskFixture *self,
      gint64       id)
{
  g_autoptr(GError) error = NULL;
  PursuitProcessBook *book = pursuit_processes_load (self->desk, id, &error);

  g_assert_no_error (error);
  return book;
}

static PursuitStage *
get_stage (PursuitProcessBook *book,
           guint               index)
{
  return ((PursuitBookStage *) g_ptr_array_index (book->stages, index))->stage;
}

/* The process as it stands in the database: what undo has to bring back. */
static char *
picture (DeskFixture *self,
         gint64       process_id)
{
  return desk_fixture_text (self,
    "SELECT group_concat (x, '|') FROM ("
    "SELECT 'p' || name || state || standard || silence_days AS x FROM process WHERE id = %1$lld AND deleted_at = 0"
    " UNION ALL SELECT 's' || id || '@' || position || name || probability || expected_days FROM stage"
    "  WHERE process_id = %1$lld AND deleted_at = 0"
    " UNION ALL SELECT 'm' || m.id || m.name || m.stage_id || m.position || m.required FROM milestone m JOIN stage s ON s.id = m.stage_id"
    "  WHERE s.process_id = %1$lld AND m.deleted_at = 0 AND s.deleted_at = 0"
    " UNION ALL SELECT 'a' || name || coalesce (stage_id, 0) || position FROM selling_activity"
    "  WHERE process_id = %1$lld AND deleted_at = 0)", (long long) process_id);
}

static void
undo (DeskFixture *self,
      gint64       entry_id)
{
  g_autoptr(GError) error = NULL;

  pursuit_records_undo (self->desk, entry_id, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_refused (gboolean      done,
                GError      **error,
                PursuitError  code,
                const char   *begin)
{
  g_assert_false (done);
  g_assert_error (*error, PURSUIT_ERROR, (int) code);
  if (!g_str_has_prefix ((*error)->message, begin))
    g_error ("%s", (*error)->message);
  g_clear_error (error);
}

static void
test_import (DeskFixture   *self,
             gconstpointer  data)
{
  gint64 id = import (self);
  g_autoptr(PursuitProcessBook) book = load (self, id);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (book->process->state, ==, PURSUIT_PROCESS_DRAFT);
  g_assert_cmpint (book->process->version, ==, 1);
  g_assert_cmpint (book->stages->len, ==, 3);
  g_assert_cmpint (((PursuitBookStage *) g_ptr_array_index (book->stages, 0))->milestones->len, ==, 2);
  g_assert_cmpint (((PursuitBookActivity *) g_ptr_array_index (book->activities, 0))->position, ==, 1);
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM journal WHERE entity = 'process'"), ==, 1);
  text = pursuit_processes_export (self->desk, id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "\"lead_role\" : \"seller\""));

  /* the same again is the next version */
  g_clear_pointer (&book, pursuit_process_book_free);
  book = load (self, import (self));
  g_assert_cmpint (book->process->version, ==, 2);
}

static void
test_import_undone (DeskFixture   *self,
                    gconstpointer  data)
{
  gint64 id = import (self);

  undo (self, desk_fixture_int (self, "SELECT max (id) FROM journal"));
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM process WHERE id = %lld AND deleted_at = 0", (long long) id), ==, 0);
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM stage WHERE process_id = %lld AND deleted_at = 0", (long long) id), ==, 0);
  desk_fixture_assert_sound (self);
}

static void
test_draft_is_copy (DeskFixture   *self,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitProcessBook) first = NULL;
  g_autoptr(PursuitProcessBook) second = NULL;
  gint64 id = import (self);
  gint64 draft_id;

  pursuit_processes_draft (self->desk, id, &draft_id, NULL, &error);
  g_assert_no_error (error);
  first = load (self, id);
  second = load (self, draft_id);
  g_assert_cmpint (second->process->version, ==, 2);
  g_assert_cmpint (second->stages->len, ==, 3);
  g_assert_cmpint (PURSUIT_RECORD (get_stage (second, 0))->id, !=, PURSUIT_RECORD (get_stage (first, 0))->id);
  g_assert_cmpint (pursuit_record_diff (PURSUIT_RECORD (get_stage (second, 1)), PURSUIT_RECORD (get_stage (first, 1))), ==, 1);
  g_assert_cmpint (((PursuitBookActivity *) g_ptr_array_index (second->activities, 0))->position, ==, 1);
}

/* Everything at once: a stage goes, two change places, one is new, milestones and activities follow. */
static void
test_save_draft (DeskFixture   *self,
                 gconstpointer  data)
{
  gint64 id = import (self);
  g_autofree char *was = picture (self, id);
  g_autofree char *is = NULL;
  g_autoptr(PursuitProcessBook) original = load (self, id);
  g_autoptr(PursuitProcessBook) edited = pursuit_process_book_copy (original);
  g_autoptr(PursuitProcessBook) now = NULL;
  g_autoptr(GError) error = NULL;
  PursuitBookStage *fresh = pursuit_process_book_add_stage (edited);
  gint64 entry_id;

  g_object_set (fresh->stage, "name", "Fresh", "buyer-name", "Fresh", NULL);
  g_object_set (pursuit_process_book_add_milestone (fresh), "name", "New fact", NULL);
  pursuit_process_book_move_stage (edited, 3, 0);
  pursuit_process_book_move_stage (edited, 1, 2);
  g_object_set (get_stage (edited, 1), "probability", (gint64) 45, NULL);
  g_ptr_array_remove_index (((PursuitBookStage *) g_ptr_array_index (edited->stages, 2))->milestones, 0);
  pursuit_processes_save (self->desk, original, edited, &entry_id, &error);
  g_assert_no_error (error);

  now = load (self, id);
  g_assert_cmpstr (get_stage (now, 0)->name, ==, "Fresh");
  g_assert_cmpstr (get_stage (now, 1)->name, ==, "Offer");
  g_assert_cmpint (get_stage (now, 1)->probability, ==, 45);
  g_assert_cmpstr (get_stage (now, 2)->name, ==, "Need");
  g_assert_cmpint (((PursuitBookStage *) g_ptr_array_index (now->stages, 2))->milestones->len, ==, 1);
  g_assert_cmpint (((PursuitBookActivity *) g_ptr_array_index (now->activities, 0))->position, ==, 3);

  pursuit_process_book_remove_stage (now, 2);
  pursuit_processes_save (self->desk, edited, now, NULL, &error);
  g_assert_no_error (error);
  undo (self, desk_fixture_int (self, "SELECT max (id) FROM journal"));
  undo (self, entry_id);
  is = picture (self, id);
  g_assert_cmpstr (is, ==, was);
  desk_fixture_assert_sound (self);
}

static void
test_save_nothing (DeskFixture   *self,
                   gconstpointer  data)
{
  gint64 id = import (self);
  g_autoptr(PursuitProcessBook) original = load (self, id);
  g_autoptr(PursuitProcessBook) edited = pursuit_process_book_copy (original);
  g_autoptr(GError) error = NULL;
  gint64 entry_id = -1;

  pursuit_processes_save (self->desk, original, edited, &entry_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry_id, ==, 0);
}

/* Two people edit the same draft: different fields are brought together, the same one is refused. */
static void
test_save_meanwhile (DeskFixture   *self,
                     gconstpointer  data)
{
  gint64 id = import (self);
  g_autoptr(PursuitProcessBook) original = load (self, id);
  g_autoptr(PursuitProcessBook) mine = pursuit_process_book_copy (original);
  g_autoptr(PursuitProcessBook) theirs = pursuit_process_book_copy (original);
  g_autoptr(PursuitProcessBook) late = pursuit_process_book_copy (original);
  g_autoptr(PursuitProcessBook) now = NULL;
  g_autoptr(GError) error = NULL;

  g_object_set (get_stage (theirs, 0), "playbook", "Call.", NULL);
  g_object_set (get_stage (mine, 0), "probability", (gint64) 35, NULL);
  g_object_set (get_stage (late, 0), "playbook", "Write.", NULL);
  g_assert_true (pursuit_processes_save (self->desk, original, theirs, NULL, NULL));
  g_assert_true (pursuit_processes_save (self->desk, original, mine, NULL, NULL));
  assert_refused (pursuit_processes_save (self->desk, original, late, NULL, &error), &error, PURSUIT_ERROR_CONFLICT, "Somebody else");
  now = load (self, id);
  g_assert_cmpstr (get_stage (now, 0)->playbook, ==, "Call.");
  g_assert_cmpint (get_stage (now, 0)->probability, ==, 35);
}

/* What deals follow keeps its stages, milestones and probabilities; words may be mended at any time. */
static void
test_save_published (DeskFixture   *self,
                     gconstpointer  data)
{
  gint64 id = import (self);
  g_autoptr(PursuitProcessBook) original = NULL;
  g_autoptr(PursuitProcessBook) words = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_processes_publish (self->desk, id, NULL, NULL));
  original = load (self, id);
  words = pursuit_process_book_copy (original);
  g_object_set (words->process, "silence-days", (gint64) 9, NULL);
  g_object_set (get_stage (words, 0), "name-zh", "需求", "playbook", "Ask.", "expected-days", (gint64) 9, "lead-role-id", (gint64) 0, NULL);
  g_object_set (pursuit_process_book_add_activity (words)->activity, "name", "Visit", NULL);
  pursuit_processes_save (self->desk, original, words, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 7; i++)
    {
      g_autoptr(PursuitProcessBook) before = load (self, id);
      g_autoptr(PursuitProcessBook) edited = pursuit_process_book_copy (before);
      PursuitBookStage *first = g_ptr_array_index (edited->stages, 0);

      if (i == 0)
        g_object_set (first->stage, "probability", (gint64) 99, NULL);
      else if (i == 1)
        pursuit_process_book_move_stage (edited, 0, 1);
      else if (i == 2)
        pursuit_process_book_remove_stage (edited, 1);
      else if (i == 3)
        g_object_set (pursuit_process_book_add_stage (edited)->stage, "name", "x", "buyer-name", "x", NULL);
      else if (i == 4)
        g_object_set (g_ptr_array_index (first->milestones, 0), "required", (gboolean) FALSE, NULL);
      else if (i == 5)
        g_ptr_array_remove_index (first->milestones, 1);
      else
        g_object_set (edited->process, "skip-rule", PURSUIT_MOVE_RULE_FREE, NULL);
      assert_refused (pursuit_processes_save (self->desk, before, edited, NULL, &error), &error, PURSUIT_ERROR_INVALID, "Deals follow ");
    }
  desk_fixture_assert_sound (self);
}

static char *
dup_roles (DeskFixture *self,
           gint64       process_id,
           gint64       position)
{
  return desk_fixture_text (self, "SELECT group_concat (r || n || a, ' ') FROM (SELECT q.role_id AS r, q.need AS n, q.from_amount AS a"
                                  " FROM stage_role q JOIN stage s ON s.id = q.stage_id WHERE s.process_id = %lld AND s.position = %lld"
                                  " AND q.deleted_at = 0 ORDER BY q.role_id)", (long long) process_id, (long long) position);
}

/* Which roles a stage needs counts at once, in a process that deals follow, too; a new version begins with the same. */
static void
test_roles (DeskFixture   *self,
            gconstpointer  data)
{
  gint64 id = pursuit_desk_get_process_id (self->desk);
  g_autoptr(PursuitProcessBook) original = load (self, id);
  g_autoptr(PursuitProcessBook) edited = pursuit_process_book_copy (original);
  PursuitBookStage *third = g_ptr_array_index (edited->stages, 2);
  g_autofree char *before = dup_roles (self, id, 3);
  g_autofree char *after = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *undone = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id, draft_id;

  g_ptr_array_remove (third->roles, pursuit_process_book_find_role (third, PURSUIT_SYSTEM_ROLE_SELLER));
  pursuit_process_book_find_role (third, PURSUIT_SYSTEM_ROLE_PRESALES)->need = PURSUIT_NEED_OPTIONAL;
  pursuit_process_book_add_role (third, PURSUIT_SYSTEM_ROLE_LEGAL)->from_amount = 700;
  pursuit_processes_save (self->desk, original, edited, &entry_id, &error);
  g_assert_no_error (error);
  after = dup_roles (self, id, 3);
  g_assert_cmpstr (before, ==, "4required0 5required0");
  g_assert_cmpstr (after, ==, "5optional0 9required700");
  g_assert_true (pursuit_processes_draft (self->desk, id, &draft_id, NULL, NULL));
  copied = dup_roles (self, draft_id, 3);
  g_assert_cmpstr (copied, ==, after);
  undo (self, entry_id);
  undone = dup_roles (self, id, 3);
  g_assert_cmpstr (undone, ==, before);
}

/* The verbs that are the same for every record keep to it, too: nobody passes a gate by way of a form. */
static void
test_no_way_round (DeskFixture   *self,
                   gconstpointer  data)
{
  static const struct { const char *table; const char *property; gint64 number; } cases[] = {
    { "stage", "probability", 99 }, { "stage", "position", 9 }, { "milestone", "handover", 1 }, { "process", "skip-rule", PURSUIT_MOVE_RULE_FREE },
  };
  g_autoptr(PursuitRecord) milestone = g_object_new (PURSUIT_TYPE_MILESTONE, "stage-id", (gint64) 1, "position", (gint64) 1, "name", "New", NULL);
  g_autoptr(PursuitRecord) stage = pursuit_store_load (self->base.store, PURSUIT_TYPE_STAGE, 1, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (stage);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitRecord) was = pursuit_store_load (self->base.store, pursuit_record_type_from_table (cases[i].table), 1, NULL);
      g_autoptr(PursuitRecord) is = pursuit_record_copy (was);

      pursuit_record_set_number (is, pursuit_record_type_find (G_OBJECT_TYPE (is), i == 3 ? "skip_rule" : cases[i].property), cases[i].number);
      assert_refused (pursuit_records_save (self->desk, was, is, NULL, &error), &error, PURSUIT_ERROR_INVALID, "Deals follow ");
      assert_refused (pursuit_records_delete (self->desk, G_OBJECT_TYPE (is), 1, NULL, &error), &error, PURSUIT_ERROR_INVALID, "Deals follow ");
    }
  assert_refused (pursuit_records_create (self->desk, milestone, NULL, &error), &error, PURSUIT_ERROR_INVALID, "Deals follow ");
  g_object_set (edited, "expected-days", (gint64) 99, NULL);
  pursuit_records_save (self->desk, stage, edited, NULL, &error);
  g_assert_no_error (error);
}

static void
test_publish (DeskFixture   *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 standard = pursuit_desk_get_process_id (self->desk);
  gint64 draft_id;
  gint64 entry_id;

  pursuit_processes_draft (self->desk, standard, &draft_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pursuit_desk_get_process_id (self->desk), ==, standard);
  pursuit_processes_publish (self->desk, draft_id, &entry_id, &error);
  g_assert_no_error (error);
  /* new deals follow the new version, the old one stays */
  g_assert_cmpint (pursuit_desk_get_process_id (self->desk), ==, draft_id);
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM process WHERE standard = 1"), ==, 1);
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM process WHERE id = %lld AND state = 'published'", (long long) standard), ==, 1);
  assert_refused (pursuit_processes_publish (self->desk, draft_id, NULL, &error), &error, PURSUIT_ERROR_INVALID, "“Project selling, version 2”");

  undo (self, entry_id);
  g_assert_cmpint (pursuit_desk_get_process_id (self->desk), ==, standard);
}

static void
test_publish_incomplete (DeskFixture   *self,
                         gconstpointer  data)
{
  gint64 id = import (self);
  g_autoptr(PursuitProcessBook) original = load (self, id);
  g_autoptr(PursuitProcessBook) edited = pursuit_process_book_copy (original);
  g_autoptr(GError) error = NULL;

  pursuit_process_book_remove_stage (edited, 2);
  g_assert_true (pursuit_processes_save (self->desk, original, edited, NULL, NULL));
  assert_refused (pursuit_processes_publish (self->desk, id, NULL, &error), &error, PURSUIT_ERROR_INVALID, "stages: No stage has the type “won”");
}

/* Once deals follow it, publishing is not taken back. */
static void
test_publish_undone_too_late (DeskFixture   *self,
                              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 draft_id;
  gint64 entry_id;

  g_assert_true (pursuit_processes_draft (self->desk, pursuit_desk_get_process_id (self->desk), &draft_id, NULL, NULL));
  g_assert_true (pursuit_processes_publish (self->desk, draft_id, &entry_id, NULL));
  desk_fixture_add_customer (self, "Mill", "Li");
  desk_fixture_add_deal (self, "Line", "Mill", "Li", 1000, 1);
  assert_refused (pursuit_records_undo (self->desk, entry_id, NULL, &error), &error, PURSUIT_ERROR_CONFLICT,
                  "What was done to the process “Project selling” cannot be undone: deals follow it.");
  g_assert_cmpint (pursuit_desk_get_process_id (self->desk), ==, draft_id);
}

static void
test_retire (DeskFixture   *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 standard = pursuit_desk_get_process_id (self->desk);
  gint64 id = import (self);

  assert_refused (pursuit_processes_retire (self->desk, id, NULL, &error), &error, PURSUIT_ERROR_INVALID, "“Spare parts, version 1” is not published.");
  assert_refused (pursuit_processes_retire (self->desk, standard, NULL, &error), &error, PURSUIT_ERROR_INVALID, "New deals follow ");
  g_assert_true (pursuit_processes_publish (self->desk, id, NULL, NULL));
  g_assert_true (pursuit_processes_set_standard (self->desk, id, NULL, NULL));
  g_assert_cmpint (pursuit_desk_get_process_id (self->desk), ==, id);
  g_assert_true (pursuit_processes_retire (self->desk, standard, NULL, NULL));
  assert_refused (pursuit_processes_set_standard (self->desk, standard, NULL, &error), &error, PURSUIT_ERROR_INVALID, "“Project selling, version 1” is not published.");
  g_assert_true (pursuit_processes_publish (self->desk, standard, NULL, NULL));
  g_assert_cmpint (pursuit_desk_get_process_id (self->desk), ==, id);
}

static void
test_delete (DeskFixture   *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 id = import (self);
  g_autofree char *was = picture (self, id);
  g_autofree char *is = NULL;
  gint64 entry_id;

  pursuit_processes_delete (self->desk, id, &entry_id, &error);
  g_assert_no_error (error);
  g_assert_null (pursuit_processes_load (self->desk, id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  undo (self, entry_id);
  is = picture (self, id);
  g_assert_cmpstr (is, ==, was);
  g_assert_true (pursuit_processes_publish (self->desk, id, NULL, NULL));
  assert_refused (pursuit_processes_delete (self->desk, id, NULL, &error), &error, PURSUIT_ERROR_INVALID, "“Spare parts, version 1” was published");
}

static void
test_list (DeskFixture   *self,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) infos = NULL;
  g_autoptr(GString) all = g_string_new (NULL);
  gint64 draft_id;

  g_assert_true (pursuit_processes_publish (self->desk, import (self), NULL, NULL));
  g_assert_true (pursuit_processes_draft (self->desk, pursuit_desk_get_process_id (self->desk), &draft_id, NULL, NULL));
  desk_fixture_add_customer (self, "Mill", "Li");
  desk_fixture_add_deal (self, "Line", "Mill", "Li", 1000, 1);
  desk_fixture_add_deal (self, "Press", "Mill", "Li", 1000, 1);
  g_assert_true (pursuit_deals_lose (self->desk, desk_fixture_find (self, "deal", "Press"), "why", NULL, NULL, NULL));
  infos = pursuit_processes_list (self->desk, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitProcessInfo *info = g_ptr_array_index (infos, i);

      if (g_str_equal (info->process->code, "parts") || g_str_equal (info->process->code, "project"))
        g_string_append_printf (all, "%s %lld %u stages %lld deals %lld open%s|", info->process->code, (long long) info->process->version,
                                info->n_stages, (long long) info->n_deals, (long long) info->n_open, info->is_newest ? " newest" : "");
    }
  g_assert_cmpstr (all->str, ==, "parts 1 3 stages 0 deals 0 open newest|project 2 8 stages 0 deals 0 open|project 1 8 stages 2 deals 1 open newest|");
}

/* Everybody reads; only an administrator changes, or takes back what one did. */
static void
test_rights (DeskFixture   *self,
             gconstpointer  data)
{
  static const char *const people[] = { "Chief", "Ma", "Li", "Sun" };
  gint64 id = import (self);
  gint64 entry_id = desk_fixture_int (self, "SELECT max (id) FROM journal");

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PursuitProcessBook) book = NULL;
      g_autoptr(PursuitProcessBook) edited = NULL;

      desk_fixture_sign_in (self, people[i]);
      book = load (self, id);
      edited = pursuit_process_book_copy (book);
      g_object_set (edited->process, "name", "Mine", NULL);
      assert_refused (pursuit_processes_save (self->desk, book, edited, NULL, &error), &error, PURSUIT_ERROR_DENIED, "");
      assert_refused (pursuit_processes_draft (self->desk, id, NULL, NULL, &error), &error, PURSUIT_ERROR_DENIED, "");
      assert_refused (pursuit_processes_publish (self->desk, id, NULL, &error), &error, PURSUIT_ERROR_DENIED, "");
      assert_refused (pursuit_processes_retire (self->desk, id, NULL, &error), &error, PURSUIT_ERROR_DENIED, "");
      assert_refused (pursuit_processes_set_standard (self->desk, id, NULL, &error), &error, PURSUIT_ERROR_DENIED, "");
      assert_refused (pursuit_processes_delete (self->desk, id, NULL, &error), &error, PURSUIT_ERROR_DENIED, "");
      assert_refused (pursuit_records_undo (self->desk, entry_id, NULL, &error), &error, PURSUIT_ERROR_DENIED, "");
    }
}

#define add(path, func) \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/service/processes/import/draft-of-next-version", test_import);
  add ("/service/processes/import/undone-as-a-whole", test_import_undone);
  add ("/service/processes/draft/is-a-copy", test_draft_is_copy);
  add ("/service/processes/save/draft-becomes-anything", test_save_draft);
  add ("/service/processes/save/nothing-is-no-entry", test_save_nothing);
  add ("/service/processes/save/brings-changes-together", test_save_meanwhile);
  add ("/service/processes/save/published-keeps-its-stages", test_save_published);
  add ("/service/processes/roles-count-at-once", test_roles);
  add ("/service/processes/save/no-way-round", test_no_way_round);
  add ("/service/processes/publish/replaces-standard", test_publish);
  add ("/service/processes/publish/refuses-incomplete", test_publish_incomplete);
  add ("/service/processes/publish/undo-refused-when-followed", test_publish_undone_too_late);
  add ("/service/processes/retire/not-the-standard", test_retire);
  add ("/service/processes/delete/draft-only", test_delete);
  add ("/service/processes/list/newest-first", test_list);
  add ("/service/processes/rights/administrators-only", test_rights);

  return g_test_run ();
}
