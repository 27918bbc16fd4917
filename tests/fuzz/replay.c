/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <string.h>

/* Shows a target every file of a folder, and some hundred ways to spoil each, always the same ones: what every compiler can do.
 * usage: fuzz-replay-TARGET FOLDER */

#define N_SPOILT 300
#define N_HITS 8

static void
spoil (GByteArray *bytes,
       GRand      *rand)
{
  guint n = (guint) g_rand_int_range (rand, 1, N_HITS);

  for (guint i = 0; i < n && bytes->len > 0; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len);
      guint some = (guint) g_rand_int_range (rand, 1, 20);

      switch (g_rand_int_range (rand, 0, 5))
        {
        case 0:
          bytes->data[at] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
          break;
        case 1:
          bytes->data[at] = (guint8) g_rand_int (rand);
          break;
        case 2:
          g_byte_array_remove_range (bytes, at, MIN (bytes->len - at, some));
          break;
        case 3:
          memset (bytes->data + at, "\0\xff\",["[g_rand_int_range (rand, 0, 5)], MIN (bytes->len - at, 8));
          break;
        default:
          {
            guint n_again = MIN (bytes->len - at, 10 * some);
            g_autofree guint8 *again = g_memdup2 (bytes->data + at, n_again);

            g_byte_array_append (bytes, again, n_again);
          }
          break;
        }
    }
}

/* A copy of exactly that size, so that reading beyond its end is found out. */
static void
show (const guint8 *bytes,
      gsize         length)
{
  g_autofree guint8 *exact = g_malloc (MAX (length, 1));

  if (length > 0)
    memcpy (exact, bytes, length);
  LLVMFuzzerTestOneInput (exact, length);
}

static void
test_seed (gconstpointer data)
{
  g_autofree char *name = g_path_get_basename (data);
  g_autofree char *content = NULL;
  g_autoptr(GRand) rand = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (data, &content, &length, NULL));
  rand = g_rand_new_with_seed (g_str_hash (name) ^ (guint32) length);
  show ((const guint8 *) content, length);
  for (guint i = 0; i < N_SPOILT; i++)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) content, (guint) length);
      spoil (bytes, rand);
      show (bytes->data, bytes->len);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GDir) dir = NULL;
  g_autofree char *target = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  dir = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (dir);
  target = g_path_get_basename (argv[1]);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/fuzz/%s/%s", target, name);

      g_test_add_data_func_full (path, g_build_filename (argv[1], name, NULL), test_seed, g_free);
    }

  return g_test_run ();
}
