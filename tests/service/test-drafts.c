/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was typed and not saved yet: kept on this computer until it is, or until the person gives it up. */

#include "main-loop.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-drafts.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT (1773729120000007)

typedef struct
{
  char *base;
  char *dir;             /* does not exist at first */
  PursuitDrafts *drafts;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  pursuit_time_set_now (NOW);
  fixture->base = g_dir_make_tmp ("pursuit-drafts-XXXXXX", NULL);
  fixture->dir = g_build_filename (fixture->base, "a", "drafts", NULL);
  fixture->drafts = pursuit_drafts_new (fixture->dir);
}

static void
close_drafts (Fixture *fixture)
{
  pursuit_drafts_flush (fixture->drafts);
  main_loop_drain ();
  g_assert_finalize_object (fixture->drafts);
}

static void
open_again (Fixture *fixture)
{
  close_drafts (fixture);
  fixture->drafts = pursuit_drafts_new (fixture->dir);
}

static char *
list_files (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  g_autoptr(GString) names = g_string_new (NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_string_append_printf (names, "%s%s", names->len > 0 ? "|" : "", name);

  return g_strdup (names->str);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->dir);
  const char *name;

  close_drafts (fixture);
  dir = g_dir_open (fixture->dir, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_remove (path);
    }
  g_remove (fixture->dir);
  g_remove (parent);
  g_assert_cmpint (g_remove (fixture->base), ==, 0);
  g_free (fixture->dir);
  g_free (fixture->base);
  pursuit_time_set_now (0);
}

static char *
print (Fixture *fixture)
{
  g_autoptr(GPtrArray) list = pursuit_drafts_list (fixture->drafts);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const PursuitDraft *draft = g_ptr_array_index (list, i);

      g_string_append_printf (text, "%s%s %d %s: %s -> %s%s", text->len > 0 ? "|" : "",
                              pursuit_record_type_get_table (draft->type), (int) draft->id, draft->field,
                              draft->original != NULL ? draft->original : "-", draft->text, draft->left_behind ? " (left)" : "");
    }

  return g_strdup (text->str);
}

#define assert_drafts(fixture, expected)             \
  G_STMT_START                                       \
    {                                                \
      g_autofree char *printed_ = print (fixture);   \
      g_assert_cmpstr (printed_, ==, expected);      \
    }                                                \
  G_STMT_END

static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *before = list_files (fixture);

  g_assert_cmpstr (before, ==, "");
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "notes", "Old", "Line one\nline “two”");
  pursuit_time_set_now (NOW + 1);
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CONTACT, 0, "form", NULL, "{\"name\":\"Wáng\"}");
  open_again (fixture);
  assert_drafts (fixture, "customer 7 notes: Old -> Line one\nline “two” (left)"
                          "|contact 0 form: - -> {\"name\":\"Wáng\"} (left)");
  g_assert_cmpint (pursuit_drafts_find (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "notes")->at, ==, NOW);
  g_assert_null (pursuit_drafts_find (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 8, "notes"));
}

/* The last text of a field counts, however quickly one types, and what is typed on is not left behind any more. */
static void
test_keep_again (Fixture       *fixture,
                 gconstpointer  data)
{
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strnfill ((gsize) i, 'x');

      pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, text);
    }
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, "last");
  open_again (fixture);
  assert_drafts (fixture, "customer 7 phone: - -> last (left)");
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, "later");
  assert_drafts (fixture, "customer 7 phone: - -> later");
}

/* A field that is as it was has no draft. */
static void
test_typed_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *files = NULL;

  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", "12", "123");
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", "12", "12");
  pursuit_drafts_flush (fixture->drafts);
  files = list_files (fixture);
  g_assert_cmpstr (files, ==, "");
  assert_drafts (fixture, "");
}

static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, "1");
  pursuit_time_set_now (NOW + 1);
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "notes", NULL, "2");
  pursuit_time_set_now (NOW + 2);
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 8, "notes", NULL, "3");
  open_again (fixture);
  pursuit_drafts_drop (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "notes");
  pursuit_drafts_drop (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 99, "notes");
  open_again (fixture);
  assert_drafts (fixture, "customer 7 phone: - -> 1 (left)|customer 8 notes: - -> 3 (left)");
  pursuit_drafts_drop_record (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7);
  open_again (fixture);
  assert_drafts (fixture, "customer 8 notes: - -> 3 (left)");
}

static void
test_private (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  GStatBuf info;

  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "../../etc/passwd", NULL, "secret");
  pursuit_drafts_flush (fixture->drafts);
  file = list_files (fixture);
  path = g_build_filename (fixture->dir, file, NULL);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->dir, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
  g_assert_cmpuint (strspn (file, "0123456789abcdef"), ==, 40);
}

/* Two windows of one person: neither takes away what the other keeps. */
static void
test_two_processes (Fixture       *fixture,
                    gconstpointer  data)
{
  PursuitDrafts *other = pursuit_drafts_new (fixture->dir);

  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, "here");
  pursuit_drafts_keep (other, PURSUIT_TYPE_CUSTOMER, 8, "phone", NULL, "there");
  pursuit_drafts_drop (other, PURSUIT_TYPE_CUSTOMER, 7, "phone");
  pursuit_drafts_flush (other);
  main_loop_drain ();
  g_assert_finalize_object (other);
  open_again (fixture);
  g_assert_nonnull (pursuit_drafts_find (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone"));
  g_assert_nonnull (pursuit_drafts_find (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 8, "phone"));
}

static void
put_file (Fixture    *fixture,
          const char *name,
          const char *content)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_mkdir_with_parents (fixture->dir, 0700);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

/* Whatever lies there, what can be read is offered, the rest is set aside and nothing is deleted. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const contents[] = {
    "",
    "{",
    "\xff\xfe\xfd",
    "{\"format\":9,\"type\":\"customer\",\"field\":\"phone\",\"text\":\"x\"}",
    "{\"format\":1,\"type\":\"journal\",\"field\":\"phone\",\"text\":\"x\"}",
    "{\"format\":1,\"type\":\"customer\",\"field\":\"phone\"}",
    "{\"format\":1,\"type\":\"customer\",\"id\":\"7\",\"field\":\"phone\",\"text\":\"x\"}",
    "{\"format\":1,\"type\":\"customer\",\"id\":7,\"field\":\"phone\",\"text\":\"x\"}",
  };
  g_autofree char *files = NULL;
  g_auto(GStrv) names = NULL;

  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, "x");
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.json", i);

      put_file (fixture, name, contents[i]);
    }
  put_file (fixture, "0.json.bad", "an earlier one");
  open_again (fixture);
  assert_drafts (fixture, "customer 7 phone: - -> x (left)");
  files = list_files (fixture);
  names = g_strsplit (files, "|", -1);
  g_assert_cmpuint (g_strv_length (names), ==, G_N_ELEMENTS (contents) + 2);
  g_assert_true (g_strv_contains ((const char *const *) names, "0.json.bad"));
  g_assert_true (g_strv_contains ((const char *const *) names, "0.json.2.bad"));
  g_assert_true (g_strv_contains ((const char *const *) names, "7.json.bad"));
}

static void
note_problem_cb (PursuitDrafts *drafts,
                 const char    *sentence,
                 GString       *problems)
{
  g_string_append (problems, sentence);
}

/* A folder that cannot be made, or a full disk, is said once, and again when it comes back. */
static void
test_problem (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GString) problems = g_string_new (NULL);
  g_autofree char *parent = g_path_get_dirname (fixture->dir);
  gsize length;

  g_signal_connect (fixture->drafts, "problem", G_CALLBACK (note_problem_cb), problems);
  g_assert_true (g_file_set_contents (parent, "in the way", -1, NULL));
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, "1");
  pursuit_drafts_flush (fixture->drafts);
  main_loop_drain ();
  g_assert_true (g_str_has_prefix (problems->str, "This cannot be kept on this computer: "));
  length = problems->len;
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, "12");
  pursuit_drafts_flush (fixture->drafts);
  main_loop_drain ();
  g_assert_cmpuint (problems->len, ==, length);

  g_assert_cmpint (g_remove (parent), ==, 0);
  pursuit_drafts_keep (fixture->drafts, PURSUIT_TYPE_CUSTOMER, 7, "phone", NULL, "123");
  open_again (fixture);
  assert_drafts (fixture, "customer 7 phone: - -> 123 (left)");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/drafts/keep", test_keep);
  ADD ("/service/drafts/keep-again", test_keep_again);
  ADD ("/service/drafts/typed-back", test_typed_back);
  ADD ("/service/drafts/drop", test_drop);
  ADD ("/service/drafts/private", test_private);
  ADD ("/service/drafts/two-processes", test_two_processes);
  ADD ("/service/drafts/problem-is-said", test_problem);
  ADD ("/service/drafts/unreadable-is-set-aside", test_unreadable);

  return g_test_run ();
}
