/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-path.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* FOLDER/real/sales, FOLDER/link → real, FOLDER/other → real/sales */
typedef struct
{
  char *folder;
  char *real;
  char *file;
  char *link;
  char *other;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *made = g_dir_make_tmp ("pursuit-path-XXXXXX", NULL);

  g_assert_nonnull (made);
  fixture->folder = pursuit_path_canonicalize (made, NULL);
  fixture->real = g_build_filename (fixture->folder, "real", NULL);
  fixture->file = g_build_filename (fixture->real, "sales", NULL);
  fixture->link = g_build_filename (fixture->folder, "link", NULL);
  fixture->other = g_build_filename (fixture->folder, "other", NULL);
  g_assert_no_errno (g_mkdir (fixture->real, 0700));
  g_assert_true (g_file_set_contents (fixture->file, "x", 1, NULL));
  g_assert_no_errno (symlink ("real", fixture->link));
  g_assert_no_errno (symlink ("real/sales", fixture->other));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->other);
  g_unlink (fixture->link);
  g_unlink (fixture->file);
  g_rmdir (fixture->real);
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->folder);
  g_free (fixture->real);
  g_free (fixture->file);
  g_free (fixture->link);
  g_free (fixture->other);
}

static void
expect (const char *path,
        const char *folder,
        const char *expected)
{
  g_autofree char *found = pursuit_path_canonicalize (path, folder);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_one_name (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *new_file = g_build_filename (fixture->real, "new", NULL);
  g_autofree char *absent = g_build_filename (fixture->folder, "absent", "new", NULL);

  expect (fixture->file, NULL, fixture->file);
  expect (fixture->other, NULL, fixture->file);
  expect ("sales", fixture->real, fixture->file);
  expect ("link/sales", fixture->folder, fixture->file);
  expect ("../link/./sales", fixture->real, fixture->file);
  /* What is not there yet goes by its folder's name. */
  expect ("link/new", fixture->folder, new_file);
  expect ("real/../absent/new", fixture->folder, absent);
}

static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_true (pursuit_path_is_same (fixture->file, fixture->other));
  g_assert_true (pursuit_path_is_same (fixture->link, fixture->real));
  g_assert_false (pursuit_path_is_same (fixture->file, fixture->real));
  g_assert_false (pursuit_path_is_same (fixture->file, NULL));
  g_assert_false (pursuit_path_is_same (NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/core/path/canonicalize/one-name-for-one-file", Fixture, NULL, set_up, test_one_name, tear_down);
  g_test_add ("/core/path/is-same/follows-links", Fixture, NULL, set_up, test_same, tear_down);

  return g_test_run ();
}
