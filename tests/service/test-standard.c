/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a new database begins with: roles, and processes that are a standard from the first day (STG-2, STG-5, STG-7, STG-8). */

#include "desk-fixture.h"

#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-processes.h"
#include "pursuit-role.h"
#include "pursuit-standard-private.h"

static GPtrArray *
list_roles (DeskFixture *self)
{
  GPtrArray *roles = pursuit_store_list (self->base.store, PURSUIT_TYPE_ROLE, NULL);

  g_assert_nonnull (roles);
  return roles;
}

static PursuitProcessBook *
read_shipped (DeskFixture *self,
              const char  *code)
{
  g_autoptr(GPtrArray) roles = list_roles (self);
  g_autoptr(GError) error = NULL;
  PursuitProcessBook *book = pursuit_standard_read (code, roles, &error);

  g_assert_no_error (error);
  return book;
}

static void
test_three_processes (DeskFixture   *self,
                      gconstpointer  data)
{
  g_autofree char *all = desk_fixture_text (self,
    "SELECT group_concat (code || ' ' || state || ' ' || standard || ' ' || (SELECT count (*) FROM stage s WHERE s.process_id = p.id), '|')"
    "  FROM process p");
  g_autofree char *probabilities = desk_fixture_text (self,
    "SELECT group_concat (probability, ' ') FROM (SELECT probability FROM stage WHERE process_id = 1 ORDER BY position)");

  g_assert_cmpstr (all, ==, "project published 1 8|repeat published 0 5|renewal published 0 4");
  g_assert_cmpstr (probabilities, ==, "10 20 30 40 55 70 85 100");
  g_assert_cmpint (pursuit_desk_get_process_id (self->desk), ==, 1);
}

/* Few hard gates: each stage has one or two required milestones beside those of the hand-over, and most are the buyer's acts. */
static void
test_gates (DeskFixture   *self,
            gconstpointer  data)
{
  static const char sql_few[] =
    "SELECT count (*) FROM stage s WHERE"
    " (SELECT count (*) FROM milestone m WHERE m.stage_id = s.id AND m.required AND NOT m.handover) NOT BETWEEN 1 AND 2";
  static const char sql_buyer[] =
    "SELECT 2 * sum (kind = 'buyer-act') > count (*) FROM milestone m JOIN stage s ON s.id = m.stage_id"
    " WHERE required AND NOT handover AND s.process_id = 1";

  g_assert_cmpint (desk_fixture_int (self, "%s", sql_few), ==, 0);
  g_assert_cmpint (desk_fixture_int (self, "%s", sql_buyer), ==, 1);
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (DISTINCT kind) FROM milestone m JOIN stage s ON s.id = m.stage_id"
                                           " WHERE s.process_id = 1 AND NOT m.required"), ==, 3);
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM milestone WHERE handover AND stage_id = 8 AND required"), >=, 2);
  g_assert_cmpint (desk_fixture_int (self, "SELECT count (*) FROM milestone m JOIN stage s ON s.id = m.stage_id"
                                           " WHERE m.handover AND s.type <> 'won'"), ==, 0);
}

/* TEAM-1: led by the seller first, shared in the middle, by commercial and executives in the end. */
static void
test_lead_roles (DeskFixture   *self,
                 gconstpointer  data)
{
  g_autofree char *leads = desk_fixture_text (self,
    "SELECT group_concat (r, ' ') FROM (SELECT coalesce (r.system_role, '-') AS r FROM stage s LEFT JOIN role r ON r.id = s.lead_role_id"
    " WHERE s.process_id = 1 ORDER BY s.position)");

  g_assert_cmpstr (leads, ==, "seller seller seller seller presales commercial commercial commercial");
}

/* TEAM-2: technical exchange needs pre-sales, the survey an expert, what is large an executive, finance and legal. */
static void
test_needed_roles (DeskFixture   *self,
                   gconstpointer  data)
{
  g_autofree char *needed = desk_fixture_text (self,
    "SELECT group_concat (p || ':' || r || a, ' ') FROM (SELECT s.position AS p, coalesce (r.system_role, r.name) AS r,"
    " CASE q.from_amount WHEN 0 THEN '' ELSE '>' || (q.from_amount / 100) END AS a"
    " FROM stage s JOIN stage_role q ON q.stage_id = s.id JOIN role r ON r.id = q.role_id"
    " WHERE s.process_id = 1 AND s.position BETWEEN 3 AND 7 AND q.need = 'required' ORDER BY s.position, q.id)");

  g_assert_cmpstr (needed, ==, "3:seller 3:presales 4:seller 4:presales 5:presales 5:consultant 6:executive>5000000 6:commercial"
                               " 7:commercial 7:finance>1000000 7:legal>1000000");
}

static gboolean
has_chinese (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;

  return FALSE;
}

/* Every stage has a page of its own, in both languages. */
static void
test_playbooks (DeskFixture   *self,
                gconstpointer  data)
{
  static const char *const languages[] = { "C", "zh_CN" };
  static const char *const texts[] = { "playbook", "scripts", "templates", "lessons" };
  const char *const *codes = pursuit_standard_list_codes ();

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    for (guint c = 0; codes[c] != NULL; c++)
      {
        g_autoptr(PursuitProcessBook) book = NULL;

        g_setenv ("LANGUAGE", languages[l], TRUE);
        book = read_shipped (self, codes[c]);
        for (guint i = 0; i < book->stages->len; i++)
          for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
            {
              PursuitRecord *stage = PURSUIT_RECORD (((PursuitBookStage *) g_ptr_array_index (book->stages, i))->stage);
              const char *text = pursuit_record_get_text (stage, pursuit_record_type_find (PURSUIT_TYPE_STAGE, texts[t]));

              g_assert_nonnull (text);
              g_assert_cmpint (has_chinese (text), ==, l == 1);
            }
      }
  g_unsetenv ("LANGUAGE");
}

static void
check_name (GHashTable *known,
            const char *name)
{
  if (name != NULL && !g_hash_table_contains (known, name))
    g_error ("“%s” is not in pursuit-standard-names.c", name);
}

/* What is shown to people can be translated. */
static void
test_names_are_message_ids (DeskFixture   *self,
                            gconstpointer  data)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  const char *const *codes = pursuit_standard_list_codes ();
  guint n;
  const char *const *names = pursuit_standard_list_names (&n);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (known, (gpointer) names[i]);
  for (guint c = 0; codes[c] != NULL; c++)
    {
      g_autoptr(PursuitProcessBook) book = read_shipped (self, codes[c]);

      check_name (known, book->process->name);
      for (guint i = 0; i < book->stages->len; i++)
        {
          PursuitBookStage *entry = g_ptr_array_index (book->stages, i);

          check_name (known, entry->stage->name);
          check_name (known, entry->stage->short_name);
          check_name (known, entry->stage->buyer_name);
          for (guint j = 0; j < entry->milestones->len; j++)
            check_name (known, ((PursuitMilestone *) g_ptr_array_index (entry->milestones, j))->name);
        }
      for (guint i = 0; i < book->activities->len; i++)
        {
          PursuitSellingActivity *activity = ((PursuitBookActivity *) g_ptr_array_index (book->activities, i))->activity;

          check_name (known, activity->task);
          check_name (known, activity->name);
        }
    }
}

#define add(path, func) \
  g_test_add (path, DeskFixture, DESK_WITH_GATES, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/service/standard/three-processes", test_three_processes);
  add ("/service/standard/few-gates-mostly-the-buyers", test_gates);
  add ("/service/standard/lead-roles", test_lead_roles);
  add ("/service/standard/needed-roles", test_needed_roles);
  add ("/service/standard/playbooks-in-both-languages", test_playbooks);
  add ("/service/standard/names-are-message-ids", test_names_are_message_ids);

  return g_test_run ();
}
