/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was opened and done lately, kept on this computer. */

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-recents.h"

#include <glib/gstdio.h>

typedef struct
{
  char *base;
  char *dir;             /* does not exist at first */
  PursuitRecents *recents;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->base = g_dir_make_tmp ("pursuit-recents-XXXXXX", NULL);
  fixture->dir = g_build_filename (fixture->base, "recent", NULL);
  fixture->recents = pursuit_recents_new (fixture->dir);
}

static void
open_again (Fixture *fixture)
{
  g_assert_finalize_object (fixture->recents);
  fixture->recents = pursuit_recents_new (fixture->dir);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "recent.json", NULL);

  g_assert_finalize_object (fixture->recents);
  g_remove (path);
  g_remove (fixture->dir);
  g_assert_cmpint (g_remove (fixture->base), ==, 0);
  g_free (fixture->dir);
  g_free (fixture->base);
}

static char *
print (Fixture *fixture)
{
  GPtrArray *list = pursuit_recents_get_list (fixture->recents);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const PursuitRecent *recent = g_ptr_array_index (list, i);

      g_string_append (text, i > 0 ? "|" : "");
      if (recent->action != NULL)
        g_string_append (text, recent->action);
      else
        g_string_append_printf (text, "%s %d", pursuit_record_type_get_table (recent->type), (int) recent->id);
    }

  return g_strdup (text->str);
}

#define assert_recents(fixture, expected)            \
  G_STMT_START                                       \
    {                                                \
      g_autofree char *printed_ = print (fixture);   \
      g_assert_cmpstr (printed_, ==, expected);      \
    }                                                \
  G_STMT_END

static void
test_newest_first (Fixture       *fixture,
                   gconstpointer  data)
{
  assert_recents (fixture, "");
  pursuit_recents_note (fixture->recents, PURSUIT_TYPE_CUSTOMER, 7);
  pursuit_recents_note (fixture->recents, PURSUIT_TYPE_DEAL, 7);
  pursuit_recents_note_action (fixture->recents, "win.view::board");
  assert_recents (fixture, "win.view::board|deal 7|customer 7");
  pursuit_recents_note (fixture->recents, PURSUIT_TYPE_CUSTOMER, 7);
  assert_recents (fixture, "customer 7|win.view::board|deal 7");
  pursuit_recents_note (fixture->recents, PURSUIT_TYPE_CONTACT, 0);
  assert_recents (fixture, "customer 7|win.view::board|deal 7");
}

static void
count_up (guint *count)
{
  *count += 1;
}

static void
test_tells (Fixture       *fixture,
            gconstpointer  data)
{
  guint count = 0;

  g_signal_connect_swapped (fixture->recents, "changed", G_CALLBACK (count_up), &count);
  pursuit_recents_clear (fixture->recents);
  g_assert_cmpuint (count, ==, 0);
  pursuit_recents_note (fixture->recents, PURSUIT_TYPE_CUSTOMER, 1);
  pursuit_recents_note (fixture->recents, PURSUIT_TYPE_CUSTOMER, 1);
  g_assert_cmpuint (count, ==, 1);
  pursuit_recents_clear (fixture->recents);
  g_assert_cmpuint (count, ==, 2);
}

static void
test_survives (Fixture       *fixture,
               gconstpointer  data)
{
  pursuit_recents_note (fixture->recents, PURSUIT_TYPE_CUSTOMER, 1);
  pursuit_recents_note_action (fixture->recents, "win.import");
  open_again (fixture);
  assert_recents (fixture, "win.import|customer 1");
  pursuit_recents_clear (fixture->recents);
  open_again (fixture);
  assert_recents (fixture, "");
}

static void
test_bounded (Fixture       *fixture,
              gconstpointer  data)
{
  GPtrArray *list = pursuit_recents_get_list (fixture->recents);
  const PursuitRecent *last;

  for (int i = 1; i <= PURSUIT_RECENTS_MOST + 10; i++)
    pursuit_recents_note (fixture->recents, PURSUIT_TYPE_CUSTOMER, i);
  g_assert_cmpuint (list->len, ==, PURSUIT_RECENTS_MOST);
  open_again (fixture);
  list = pursuit_recents_get_list (fixture->recents);
  g_assert_cmpuint (list->len, ==, PURSUIT_RECENTS_MOST);
  last = g_ptr_array_index (list, PURSUIT_RECENTS_MOST - 1);
  g_assert_cmpint (last->id, ==, 11);
}

static void
test_damage (gconstpointer data)
{
  static const struct { const char *content; const char *left; } cases[] = {
    { "", "" },
    { "no JSON", "" },
    { "[]", "" },
    { "{\"format\":1}", "" },
    { "{\"format\":2,\"recent\":[{\"action\":\"win.import\"}]}", "" },
    { "{\"format\":1,\"recent\":{}}", "" },
    { "{\"format\":1,\"recent\":[{\"action\":\"win.imp", "" },
    { "{\"format\":1,\"recent\":[1,null,{},{\"type\":\"customer\"},{\"type\":\"moon\",\"id\":1},{\"type\":\"deal\",\"id\":-1},"
      "{\"type\":\"deal\",\"id\":\"1\"},{\"action\":4},{\"type\":\"deal\",\"id\":3},{\"type\":\"deal\",\"id\":3},"
      "{\"action\":\"win.import\"}]}", "deal 3|win.import" },
  };
  Fixture fixture = { NULL, NULL, NULL };
  g_autofree char *path = NULL;

  set_up (&fixture, NULL);
  path = g_build_filename (fixture.dir, "recent.json", NULL);
  g_assert_cmpint (g_mkdir (fixture.dir, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (path, cases[i].content, -1, NULL));
      open_again (&fixture);
      assert_recents (&fixture, cases[i].left);
    }
  pursuit_recents_note (fixture.recents, PURSUIT_TYPE_CUSTOMER, 1);
  open_again (&fixture);
  assert_recents (&fixture, "customer 1|deal 3|win.import");
  tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/service/recents/order/newest-first", Fixture, NULL, set_up, test_newest_first, tear_down);
  g_test_add ("/service/recents/changed/once-a-change", Fixture, NULL, set_up, test_tells, tear_down);
  g_test_add ("/service/recents/file/survives", Fixture, NULL, set_up, test_survives, tear_down);
  g_test_add ("/service/recents/file/is-bounded", Fixture, NULL, set_up, test_bounded, tear_down);
  g_test_add_data_func ("/service/recents/file/tolerates-damage", NULL, test_damage);

  return g_test_run ();
}
