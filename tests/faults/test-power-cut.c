/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The power goes at any moment of any verb: when it is back, the database is whole, what was acknowledged is there, and of
 * the verb that was under way all or nothing. */

#include "power-vfs.h"
#include "pursuit-db-private.h"
#include "pursuit-share-vfs-private.h"
#include "verb-cases.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the program does to the engine's calls happens above the disk that fails. */
#define SHARE_ON_POWER "share-on-power"

typedef struct
{
  DeskFixture base;
  char *journal_path;
  GPtrArray *pictures;     /* after none, one, two ... of the verbs */
  GHashTable *seen;        /* what was looked at already, with how many verbs acknowledged */
  guint n_calls;
  guint n_cuts;
  guint n_looks;
} Fixture;

/* Each seed falls at every STRIDE-th call, so that every call is cut SEEDS / STRIDE times. script/soak asks for more seeds,
 * at every call. */
#define SEEDS 20
#define STRIDE 2

static guint
get_seeds (void)
{
  const char *text = g_getenv ("PURSUIT_FAULT_SEEDS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : SEEDS;
}

static void
close_desk (Fixture *fixture)
{
  fixture->base.base.store = NULL;
  g_clear_object (&fixture->base.desk);
}

static gboolean
open_desk (Fixture *fixture)
{
  fixture->base.desk = pursuit_desk_open (fixture->base.base.path, PURSUIT_STORE_NONE, NULL);
  if (fixture->base.desk != NULL)
    fixture->base.base.store = pursuit_desk_get_store (fixture->base.desk);

  return fixture->base.desk != NULL;
}

/* The verbs are done once, one after the other, while the log is kept. */
static void
do_verbs (Fixture *fixture)
{
  const char *path = fixture->base.base.path;
  guint n_verbs;
  const VerbCase *verbs = verb_cases_list (&n_verbs);

  g_ptr_array_add (fixture->pictures, verb_cases_picture (&fixture->base));
  close_desk (fixture);
  g_unlink (fixture->journal_path);

  power_vfs_begin (path);
  pursuit_db_set_vfs (SHARE_ON_POWER);
  g_assert_true (open_desk (fixture));
  pursuit_db_set_vfs (NULL);
  for (guint i = 0; i < n_verbs; i++)
    {
      g_autoptr(GError) error = NULL;

      verbs[i].verb (fixture->base.desk, &error);
      g_assert_no_error (error);
      power_vfs_acknowledge ();
      g_ptr_array_add (fixture->pictures, verb_cases_picture (&fixture->base));
    }
  fixture->n_calls = power_vfs_end ();
  close_desk (fixture);
}

static void
write_file (const char *path,
            GByteArray *content)
{
  if (content == NULL)
    g_unlink (path);
  else
    scratch_write (path, content->data, content->len);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  lies)
{
  if (sqlite3_vfs_find (POWER_VFS) == NULL)
    {
      power_vfs_register ("unix");
      pursuit_share_vfs_register_over (SHARE_ON_POWER, POWER_VFS);
    }
  desk_fixture_set_up (&fixture->base, NULL);
  verb_cases_furnish (&fixture->base);
  fixture->journal_path = g_strconcat (fixture->base.base.path, "-journal", NULL);
  fixture->pictures = g_ptr_array_new_with_free_func (g_free);
  fixture->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  power_vfs_lie (GPOINTER_TO_INT (lies));
  do_verbs (fixture);
  power_vfs_lie (FALSE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->pictures);
  g_hash_table_unref (fixture->seen);
  g_unlink (fixture->journal_path);
  g_free (fixture->journal_path);
  write_file (fixture->base.base.path, power_vfs_get_fresh ());
  g_assert_true (open_desk (fixture));
  desk_fixture_tear_down (&fixture->base, data);
}

/* Many dice fall alike: what was looked at once is not looked at again. */
static gboolean
is_new (Fixture   *fixture,
        PowerDisk *disk,
        guint      acknowledged)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *key = NULL;

  g_checksum_update (sum, disk->database->data, disk->database->len);
  if (disk->journal != NULL && disk->journal->len > 0)
    g_checksum_update (sum, disk->journal->data, disk->journal->len);
  key = g_strdup_printf ("%u %s", acknowledged, g_checksum_get_string (sum));

  return g_hash_table_add (fixture->seen, g_steal_pointer (&key));
}

/* The state is that after the verbs that were acknowledged, or with the one that was under way. */
static gboolean
state_is_right (Fixture *fixture,
                guint    acknowledged)
{
  g_autofree char *found = verb_cases_picture (&fixture->base);

  for (guint i = acknowledged; i < fixture->pictures->len && i <= acknowledged + 1; i++)
    if (g_strcmp0 (found, g_ptr_array_index (fixture->pictures, i)) == 0)
      return TRUE;

  return FALSE;
}

/* The power is back, and somebody opens the program. */
static gboolean
survives (Fixture   *fixture,
          PowerDisk *disk,
          guint      acknowledged)
{
  g_autoptr(GPtrArray) findings = NULL;
  gboolean right;

  write_file (fixture->base.base.path, disk->database);
  write_file (fixture->journal_path, disk->journal);
  if (!open_desk (fixture))
    return FALSE;

  findings = pursuit_store_check (fixture->base.base.store, NULL, NULL);
  right = findings != NULL && findings->len == 0 && state_is_right (fixture, acknowledged);
  close_desk (fixture);

  return right;
}

static guint
cut_everywhere (Fixture *fixture,
                guint    n_seeds,
                guint    stride)
{
  g_autoptr(GRand) dice = g_rand_new_with_seed (20260317);
  guint n_lost = 0;

  for (guint n_calls = 0; n_calls <= fixture->n_calls; n_calls++)
    for (guint seed = n_calls % stride; seed < n_seeds; seed += stride)
      {
        g_autoptr(PowerDisk) disk = power_vfs_cut (n_calls, dice);
        guint acknowledged = power_vfs_get_acknowledged (n_calls);

        fixture->n_cuts++;
        if (!is_new (fixture, disk, acknowledged))
          continue;
        fixture->n_looks++;
        n_lost += !survives (fixture, disk, acknowledged);
      }

  return n_lost;
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_lost = cut_everywhere (fixture, get_seeds (), g_getenv ("PURSUIT_FAULT_SEEDS") != NULL ? 1 : STRIDE);

  g_test_message ("%u calls, %u power cuts, %u different disks, %u damaged, half or forgetful", fixture->n_calls,
                  fixture->n_cuts, fixture->n_looks, n_lost);
  g_assert_cmpuint (fixture->n_calls, >, 50);
  g_assert_cmpuint (n_lost, ==, 0);
}

/* Were the test blind, it would find nothing wrong with such a disk either. */
static void
test_lying_disk (Fixture       *fixture,
                 gconstpointer  data)
{
  guint n_lost = cut_everywhere (fixture, 1, 1);

  g_test_message ("a disk that lies: %u power cuts, %u damaged, half or forgetful", fixture->n_cuts, n_lost);
  g_assert_cmpuint (n_lost, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/faults/power-cut/whole", Fixture, GINT_TO_POINTER (FALSE), set_up, test_whole, tear_down);
  g_test_add ("/faults/power-cut/lying-disk", Fixture, GINT_TO_POINTER (TRUE), set_up, test_lying_disk, tear_down);

  return g_test_run ();
}
