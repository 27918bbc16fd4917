/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* F_OFD_SETLK */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-presence-private.h"
#include "store-fixture.h"

/* Two openings of one file stand for two people. Another machine is a presence file of another place that the test writes;
 * whether its lock is seen here is up to the test, which is what a broken share does. */

#define NOON (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)
#define SECOND G_USEC_PER_SEC

#define THEIR_ID "6f1d2c7e-5d7a-4b7e-9a52-0d6d0e1f2a3b"
#define SECOND_ID "7a1d2c7e-5d7a-4b7e-9a52-0d6d0e1f2a3b"

static void
set_up (StoreFixture  *f,
        gconstpointer  data)
{
  pursuit_time_set_now (NOON);
  store_fixture_set_up (f, data);
}

static void
tear_down (StoreFixture  *f,
           gconstpointer  data)
{
  g_autofree char *folder = g_strconcat (f->path, ".presence", NULL);

  store_fixture_close (f);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  store_fixture_tear_down (f, data);
  pursuit_time_set_now (0);
}

static char *
name_file (StoreFixture *f,
           const char   *name)
{
  return g_strconcat (f->path, ".presence/", name, NULL);
}

static PursuitPresence *
get_presence (StoreFixture *f)
{
  return pursuit_store_get_presence (f->store);
}

static PursuitStore *
open_again (StoreFixture *f)
{
  g_autoptr(GError) error = NULL;
  PursuitStore *store = pursuit_store_open (f->path, PURSUIT_STORE_NONE, &error);

  g_assert_no_error (error);
  return store;
}

static void
beat_after (StoreFixture *f,
            gint64        seconds)
{
  g_autoptr(GError) error = NULL;

  pursuit_time_set_now (pursuit_time_now () + seconds * SECOND);
  pursuit_presence_beat (get_presence (f), &error);
  g_assert_no_error (error);
}

/* "me|Li Na alive|Wang Wei" */
static char *
print_people (PursuitPresence *presence)
{
  g_autoptr(GPtrArray) people = pursuit_presence_list (presence);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const PursuitPresent *present = g_ptr_array_index (people, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? "|" : "", present->is_me ? "me" : present->person,
                              present->is_alive && !present->is_me ? " alive" : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_people(presence, expected)                        \
  G_STMT_START                                                   \
  {                                                              \
    g_autofree char *people_ = print_people (presence);          \
    g_assert_cmpstr (people_, ==, expected);                     \
  }                                                              \
  G_STMT_END

/* Writes what another machine would. */
static void
write_theirs (StoreFixture *f,
              const char   *id,
              gint64        beat)
{
  g_autofree char *path = name_file (f, id);
  g_autofree char *text =
    g_strdup_printf ("{\"person\":\"Li Na\",\"machine\":\"SALES-07\",\"program\":\"pursuit\",\"version\":\"9\","
                     "\"since\":5,\"beat\":%" G_GINT64_FORMAT ",\"place\":\"another machine\"}", beat);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, text, strlen (text), 0), ==, (gssize) strlen (text));
  close (fd);
}

static int
lock_theirs (StoreFixture *f,
             off_t         byte)
{
  g_autofree char *path = name_file (f, THEIR_ID);
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  g_assert_cmpint (pursuit_presence_set_lock (fd, F_WRLCK, byte), ==, 0);
  return fd;
}

static void
remove_theirs (StoreFixture *f)
{
  g_autofree char *path = name_file (f, THEIR_ID);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Seconds, by the clock that stamps files. */
static void
make_older (const char *path,
            gint64      seconds)
{
  struct timespec times[2];

  times[0].tv_sec = times[1].tv_sec = g_get_real_time () / SECOND - seconds;
  times[0].tv_nsec = times[1].tv_nsec = 0;
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static void
test_names_everybody (StoreFixture  *f,
                      gconstpointer  data)
{
  g_autoptr(PursuitStore) other = open_again (f);
  g_autoptr(GPtrArray) people = NULL;
  const PursuitPresent *present;

  pursuit_presence_set_person (pursuit_store_get_presence (other), "Chen Jie");
  assert_people (get_presence (f), "me");
  beat_after (f, 1);
  assert_people (get_presence (f), "me|Chen Jie alive");
  people = pursuit_presence_list (get_presence (f));
  present = g_ptr_array_index (people, 1);
  g_assert_cmpstr (present->machine, ==, g_get_host_name ());
  g_assert_cmpstr (present->version, ==, PURSUIT_VERSION);
  g_assert_cmpint (present->since, ==, NOON);
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_PROVEN);

  g_clear_object (&other);
  beat_after (f, 1);
  assert_people (get_presence (f), "me");
}

static void
test_signs_in_soon (StoreFixture  *f,
                    gconstpointer  data)
{
  g_autoptr(PursuitStore) other = open_again (f);

  beat_after (f, 0);
  pursuit_presence_set_person (pursuit_store_get_presence (other), "Chen Jie");
  beat_after (f, 2);
  assert_people (get_presence (f), "me|Chen Jie alive");
}

static char *
read_own (StoreFixture *f)
{
  g_autoptr(GPtrArray) people = pursuit_presence_list (get_presence (f));
  const PursuitPresent *me = g_ptr_array_index (people, 0);
  g_autofree char *path = name_file (f, me->id);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

static void
test_beats_rarely (StoreFixture  *f,
                   gconstpointer  data)
{
  g_autofree char *first = read_own (f);
  g_autofree char *soon = NULL;
  g_autofree char *later = NULL;
  g_autofree char *set_back = NULL;

  beat_after (f, 19);
  soon = read_own (f);
  g_assert_cmpstr (soon, ==, first);
  beat_after (f, 1);
  later = read_own (f);
  g_assert_cmpstr (later, !=, first);
  beat_after (f, -86400);
  set_back = read_own (f);
  g_assert_cmpstr (set_back, !=, later);
}

static void
test_proves_locks (StoreFixture  *f,
                   gconstpointer  data)
{
  int fd;

  get_presence (f)->is_shared = TRUE;
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_ALONE);
  write_theirs (f, THEIR_ID, 1);
  fd = lock_theirs (f, PURSUIT_PRESENCE_ALIVE_BYTE);
  beat_after (f, 1);
  assert_people (get_presence (f), "me|Li Na alive");
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_PROVEN);
  g_assert_false (pursuit_store_is_read_only (f->store));
  close (fd);
  remove_theirs (f);
}

/* Two programs on one computer say nothing about locks between computers. */
static void
test_does_not_prove_itself (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autoptr(PursuitStore) other = open_again (f);

  get_presence (f)->is_shared = TRUE;
  beat_after (f, 1);
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_UNPROVEN);
  g_clear_object (&other);
  beat_after (f, 20);
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_ALONE);
}

static void
test_finds_broken_locks (StoreFixture  *f,
                         gconstpointer  data)
{
  g_autofree char *marker = name_file (f, PURSUIT_PRESENCE_MARKER);
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  write_theirs (f, THEIR_ID, 1);
  beat_after (f, 20);
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_UNPROVEN);
  beat_after (f, 20);
  g_assert_false (pursuit_store_is_read_only (f->store));

  write_theirs (f, THEIR_ID, 2);
  beat_after (f, 20);
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_BROKEN);
  g_assert_true (pursuit_store_is_read_only (f->store));
  g_assert_true (g_file_test (marker, G_FILE_TEST_EXISTS));
  g_assert_false (pursuit_tx_begin (&tx, f->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "Li Na (SALES-07)"));
  remove_theirs (f);
}

/* One side may see the other's locks and not the other way round. */
static void
test_hears_of_broken_locks (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autofree char *marker = name_file (f, PURSUIT_PRESENCE_MARKER);
  int fd;

  write_theirs (f, THEIR_ID, 1);
  fd = lock_theirs (f, PURSUIT_PRESENCE_ALIVE_BYTE);
  beat_after (f, 20);
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_PROVEN);
  g_assert_true (g_file_set_contents (marker, "", 0, NULL));
  beat_after (f, 1);
  g_assert_true (pursuit_store_is_read_only (f->store));

  /* Whoever opens it while the other is there is told at once. */
  store_fixture_open (f);
  g_assert_true (pursuit_store_is_read_only (f->store));

  close (fd);
  remove_theirs (f);
  store_fixture_open (f);
  g_assert_false (pursuit_store_is_read_only (f->store));
  g_assert_false (g_file_test (marker, G_FILE_TEST_EXISTS));
}

/* A clock that runs wrong and a lock that was lost while the server was down are no broken locks. */
static void
test_lost_lock_is_no_alarm (StoreFixture  *f,
                            gconstpointer  data)
{
  int fd;

  write_theirs (f, THEIR_ID, 1);
  beat_after (f, 20);
  write_theirs (f, THEIR_ID, 2);
  fd = lock_theirs (f, PURSUIT_PRESENCE_ALIVE_BYTE);
  beat_after (f, 20);
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_PROVEN);
  close (fd);
  write_theirs (f, THEIR_ID, 3);
  beat_after (f, 20);
  g_assert_cmpint (pursuit_presence_get_sharing (get_presence (f)), ==, PURSUIT_SHARING_PROVEN);
  remove_theirs (f);
}

static void
test_clears_up_after_a_crash (StoreFixture  *f,
                              gconstpointer  data)
{
  g_autofree char *path = name_file (f, THEIR_ID);

  write_theirs (f, THEIR_ID, 1);
  make_older (path, 30);
  beat_after (f, 1);
  assert_people (get_presence (f), "me|Li Na");
  make_older (path, 70);
  beat_after (f, 20);
  assert_people (get_presence (f), "me");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Copies our own file under another name: the crash of a program on this computer. */
static void
test_clears_up_at_once_here (StoreFixture  *f,
                             gconstpointer  data)
{
  g_autofree char *content = read_own (f);
  g_autofree char *path = name_file (f, THEIR_ID);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  beat_after (f, 1);
  assert_people (get_presence (f), "me");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Between making the file and locking it: whoever looks then must not be in the way. */
static void
test_lets_newcomers_in (StoreFixture  *f,
                        gconstpointer  data)
{
  g_autofree char *path = name_file (f, THEIR_ID);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  beat_after (f, 20);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  make_older (path, 70);
  beat_after (f, 20);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_comes_back (StoreFixture  *f,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) people = pursuit_presence_list (get_presence (f));
  const PursuitPresent *me = g_ptr_array_index (people, 0);
  g_autofree char *path = name_file (f, me->id);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  beat_after (f, 20);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  beat_after (f, 20);
  assert_people (get_presence (f), "me");
}

static void
write_hostile_files (StoreFixture *f)
{
  g_autofree char *link = name_file (f, "11111111-1111-4111-8111-111111111111");
  g_autofree char *fifo = name_file (f, "22222222-2222-4222-8222-222222222222");
  g_autofree char *large = name_file (f, "33333333-3333-4333-8333-333333333333");
  g_autofree char *folder = name_file (f, "44444444-4444-4444-8444-444444444444");
  g_autofree char *foreign = name_file (f, "Thumbs.db");
  int fd;

  g_assert_cmpint (symlink (f->path, link), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0666), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  g_assert_true (g_file_set_contents (foreign, "x", 1, NULL));
  fd = g_open (large, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  g_assert_cmpint (ftruncate (fd, 10 * 1024 * 1024), ==, 0);
  close (fd);
}

static void
remove_hostile_files (StoreFixture *f)
{
  static const char *const names[] = {
    "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222",
    "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444", "Thumbs.db",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = name_file (f, names[i]);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
test_leaves_the_foreign_alone (StoreFixture  *f,
                               gconstpointer  data)
{
  write_hostile_files (f);
  beat_after (f, 20);
  beat_after (f, 20);
  assert_people (get_presence (f), "me");
  store_fixture_open (f);
  assert_people (get_presence (f), "me");
  remove_hostile_files (f);
}

static void
test_cleans_texts (StoreFixture  *f,
                   gconstpointer  data)
{
  static const struct
  {
    const char *json;
    const char *person;
  } cases[] = {
    { "{\"person\":\"a\\u0000b\\n\\u001b[31mc\\u202ed\",\"beat\":1}", "a" },
    { "{\"person\":\"x\\ny\\u001b[31mz\\u202e!\",\"beat\":1}", "x y [31mz !" },
    { "{\"person\":17,\"machine\":[],\"beat\":1}", "?" },
    { "{\"person\":\"\",\"beat\":\"soon\"}", "?" },
    { "[[[[[[[[[[", "?" },
    { "\xff\xfe garbage", "?" },
    { "null", "?" },
    { "李娜", "?" },
    { "{\"person\":\"李娜\",\"beat\":1,\"since\":-9223372036854775808}", "李娜" },
  };
  g_autofree char *path = name_file (f, THEIR_ID);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = g_strconcat ("me|", cases[i].person, NULL);

      g_assert_true (g_file_set_contents (path, cases[i].json, -1, NULL));
      beat_after (f, 20);
      assert_people (get_presence (f), expected);
      g_unlink (path);
    }
}

static void
test_cuts_long_names (StoreFixture  *f,
                      gconstpointer  data)
{
  g_autofree char *long_name = g_strnfill (10000, 'x');
  g_autoptr(GPtrArray) people = NULL;
  g_autofree char *own = NULL;

  pursuit_presence_set_person (get_presence (f), long_name);
  people = pursuit_presence_list (get_presence (f));
  g_assert_cmpuint (strlen (((PursuitPresent *) people->pdata[0])->person), ==, 60);
  own = read_own (f);
  g_assert_cmpuint (strlen (own), ==, PURSUIT_CARD_SIZE);
}

static void
test_follows_no_linked_folder (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autofree char *folder = g_strconcat (f->path, ".presence", NULL);
  g_autofree char *elsewhere = g_strconcat (f->path, ".elsewhere", NULL);

  store_fixture_close (f);
  g_assert_cmpint (g_mkdir (elsewhere, 0777), ==, 0);
  g_assert_cmpint (symlink (elsewhere, folder), ==, 0);
  store_fixture_open (f);
  assert_people (get_presence (f), "");
  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_rmdir (elsewhere), ==, 0);     /* nothing is in it */
}

static void
test_reads_without_being_there (StoreFixture  *f,
                                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitStore) reader = pursuit_store_open (f->path, PURSUIT_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  pursuit_presence_set_person (get_presence (f), "Chen Jie");
  pursuit_presence_beat (pursuit_store_get_presence (reader), &error);
  g_assert_no_error (error);
  beat_after (f, 20);
  assert_people (get_presence (f), "me");
  pursuit_presence_beat (pursuit_store_get_presence (reader), &error);
  assert_people (pursuit_store_get_presence (reader), "Chen Jie alive");
}

static void
test_names_the_holder (StoreFixture  *f,
                       gconstpointer  data)
{
  g_autoptr(PursuitStore) other = open_again (f);
  g_autofree char *before = pursuit_presence_dup_holder (get_presence (f));
  g_autofree char *within = NULL;
  g_autofree char *after = NULL;
  g_autofree char *expected = g_strdup_printf ("Chen Jie (%s)", g_get_host_name ());
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  pursuit_presence_set_person (pursuit_store_get_presence (other), "Chen Jie");
  g_assert_null (before);
  g_assert_true (pursuit_tx_begin (&tx, other, &error));
  within = pursuit_presence_dup_holder (get_presence (f));
  g_assert_cmpstr (within, ==, expected);
  g_assert_true (pursuit_tx_commit (&tx, &error));
  after = pursuit_presence_dup_holder (get_presence (f));
  g_assert_null (after);
}

static guint
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* Whoever may write the database may come in too, whatever the umask of the first one was. */
static void
test_is_open_to_the_team (StoreFixture  *f,
                          gconstpointer  data)
{
  g_autofree char *folder = g_strconcat (f->path, ".presence", NULL);
  g_autofree char *file = NULL;
  g_autoptr(GPtrArray) people = NULL;
  mode_t umask_before = umask (077);

  store_fixture_close (f);
  g_assert_cmpint (g_chmod (f->path, 0664), ==, 0);
  store_fixture_open (f);
  umask (umask_before);
  people = pursuit_presence_list (get_presence (f));
  file = name_file (f, ((PursuitPresent *) g_ptr_array_index (people, 0))->id);
  g_assert_cmphex (get_mode (folder), ==, 0775);
  g_assert_cmphex (get_mode (file), ==, 0664);
}

#define add(path, test) g_test_add ("/store/presence/" path, StoreFixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_set_prgname ("test-presence");

  add ("names-everybody", test_names_everybody);
  add ("names-who-signs-in-soon", test_signs_in_soon);
  add ("writes-every-twenty-seconds", test_beats_rarely);
  add ("proves-locks-between-machines", test_proves_locks);
  add ("does-not-prove-locks-on-one-machine", test_does_not_prove_itself);
  add ("stops-writing-when-locks-do-not-hold", test_finds_broken_locks);
  add ("stops-writing-when-another-says-so", test_hears_of_broken_locks);
  add ("takes-a-lost-lock-for-no-alarm", test_lost_lock_is_no_alarm);
  add ("clears-up-after-a-crash", test_clears_up_after_a_crash);
  add ("clears-up-at-once-on-this-machine", test_clears_up_at_once_here);
  add ("lets-newcomers-in", test_lets_newcomers_in);
  add ("comes-back-when-removed", test_comes_back);
  add ("leaves-foreign-files-alone", test_leaves_the_foreign_alone);
  add ("cleans-what-others-write", test_cleans_texts);
  add ("cuts-long-names", test_cuts_long_names);
  add ("follows-no-linked-folder", test_follows_no_linked_folder);
  add ("is-open-to-the-team", test_is_open_to_the_team);
  add ("reading-alone-is-not-presence", test_reads_without_being_there);
  add ("names-the-holder", test_names_the_holder);

  return g_test_run ();
}
