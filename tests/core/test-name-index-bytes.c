/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An index in a file: it comes back as it was, and nothing else is taken for one. */

#include "pursuit-name-index.h"
#include "pursuit-text.h"

#include <string.h>

static PursuitNameIndex *
make_index (void)
{
  static const char *const names[] = { "海康威视", "harbour mill", "长沙 银行", "a" };
  PursuitNameIndex *index = pursuit_name_index_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PursuitNameEntry entry = { (PursuitNameKind) (i % 2), i + 1, i * 3, 100 + i, names[i], strlen (names[i]) };

      pursuit_name_index_put (index, &entry);
    }
  pursuit_name_index_remove (index, PURSUIT_NAME_DEAL, 4);

  return index;
}

static GBytes *
make_bytes (void)
{
  g_autoptr(PursuitNameIndex) index = make_index ();
  g_autoptr(GBytes) stamp = g_bytes_new_static ("of this", 7);

  return pursuit_name_index_to_bytes (index, stamp);
}

static void
assert_finds (PursuitNameIndex *index,
              const char       *words,
              gint64            id)
{
  PursuitNameQuestion question = { .words = words, .kinds = 0xf, .limit = 9 };
  g_autoptr(GArray) hits = pursuit_name_index_find (index, &question, NULL, NULL);

  g_assert_cmpuint (hits->len, ==, id != 0);
  if (id != 0)
    g_assert_cmpint (g_array_index (hits, PursuitNameHit, 0).ref.id, ==, id);
}

static void
test_round_trip (void)
{
  g_autoptr(GBytes) bytes = make_bytes ();
  g_autoptr(GBytes) stamp = NULL;
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new_from_bytes (bytes, &stamp);
  PursuitNameEntry entry = { PURSUIT_NAME_STAFF, 1, 9, 0, "zhao", 4 };

  g_assert_nonnull (index);
  g_assert_cmpmem (g_bytes_get_data (stamp, NULL), g_bytes_get_size (stamp), "of this", 7);
  assert_finds (index, "hkws", 1);
  assert_finds (index, "mill", 2);
  assert_finds (index, "changsha", 3);
  assert_finds (index, "龘", 0);
  g_assert_true (pursuit_name_index_look_up (index, PURSUIT_NAME_CUSTOMER, 3, &entry));
  g_assert_cmpstr (entry.text, ==, "长沙 银行");
  g_assert_cmpint (entry.owner_id, ==, 6);
  g_assert_cmpuint (entry.day, ==, 102);
  g_assert_cmpuint (pursuit_name_index_count (index, PURSUIT_NAME_DEAL), ==, 1);

  /* and it goes on from there */
  entry = (PursuitNameEntry) { PURSUIT_NAME_STAFF, 1, 9, 0, "zhao", 4 };
  pursuit_name_index_put (index, &entry);
  assert_finds (index, "zhao", 1);
}

static void
test_empty (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  g_autoptr(GBytes) stamp = g_bytes_new_static (NULL, 0);
  g_autoptr(GBytes) bytes = pursuit_name_index_to_bytes (index, stamp);
  g_autoptr(GBytes) read = NULL;
  g_autoptr(PursuitNameIndex) again = pursuit_name_index_new_from_bytes (bytes, &read);

  g_assert_nonnull (again);
  g_assert_cmpuint (pursuit_name_index_count (again, PURSUIT_NAME_CUSTOMER), ==, 0);
}

static gboolean
is_taken (const guint8 *data,
          gsize         length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  g_autoptr(GBytes) stamp = NULL;
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new_from_bytes (bytes, &stamp);

  g_assert_true ((index == NULL) == (stamp == NULL));
  return index != NULL;
}

static void
test_truncated (void)
{
  g_autoptr(GBytes) bytes = make_bytes ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize n = 0; n < length; n++)
    g_assert_false (is_taken (data, n));
  g_assert_true (is_taken (data, length));
}

static void
test_flipped (void)
{
  g_autoptr(GBytes) bytes = make_bytes ();
  gsize length;
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  length = g_bytes_get_size (bytes);
  for (gsize i = 0; i < length; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        copy[i] ^= (guint8) (1u << bit);
        g_assert_false (is_taken (copy, length));
        copy[i] ^= (guint8) (1u << bit);
      }
  g_assert_true (is_taken (copy, length));
}

static void
test_longer (void)
{
  g_autoptr(GBytes) bytes = make_bytes ();
  gsize length = g_bytes_get_size (bytes);
  g_autofree guint8 *copy = g_malloc0 (length + 8);

  memcpy (copy, g_bytes_get_data (bytes, NULL), length);
  g_assert_false (is_taken (copy, length + 8));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/name-index-bytes/come-back", test_round_trip);
  g_test_add_func ("/core/name-index-bytes/empty-index", test_empty);
  g_test_add_func ("/core/name-index-bytes/refuse-any-length-but-their-own", test_truncated);
  g_test_add_func ("/core/name-index-bytes/refuse-a-flipped-bit", test_flipped);
  g_test_add_func ("/core/name-index-bytes/refuse-what-follows", test_longer);

  return g_test_run ();
}
