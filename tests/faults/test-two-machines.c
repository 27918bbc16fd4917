/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens to a save when the cable is pulled: at any moment, for any time, from either end. */

#include "two-desks.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-presence.h"
#include "pursuit-receipts.h"
#include "pursuit-records.h"
#include "pursuit-save.h"
#include "scratch-db.h"

/* Nobody waits for a lock longer than that: here both people sit in one thread, and one of them has it. */
#define PATIENCE_MS "300"

static PursuitStore *
store_of (TwoDesks *fixture,
          guint     machine)
{
  return pursuit_desk_get_store (fixture->desks[machine]);
}

/* A transaction that stands still in the middle: the lock is held, something is written, nothing committed. */
static void
begin_half (TwoDesks  *fixture,
            PursuitTx *tx)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Half", NULL);
  g_autoptr(GError) error = NULL;

  pursuit_tx_begin (tx, store_of (fixture, HERE), &error);
  g_assert_no_error (error);
  pursuit_store_insert (store_of (fixture, HERE), customer, &error);
  g_assert_no_error (error);
}

static void
fail_to_commit (PursuitTx *tx,
                int        code)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_tx_commit (tx, &error));
  g_assert_error (error, PURSUIT_ERROR, code);
  pursuit_tx_clear (tx);
}

/* Others wait while somebody holds the lock, and go on as soon as the server has given it up. */
static void
take_over (TwoDesks *fixture)
{
  g_autoptr(GError) error = NULL;

  for (int i = 0; two_desks_add_customer (fixture, THERE, "Took over", &error) == 0; i++)
    {
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
      g_assert_cmpint (i, <, 100);
      g_clear_error (&error);
    }
}

/* The cable of a machine that holds the lock is out until after the lease: the other one takes over, the loser hears that
 * nothing of its save is there and goes on working. */
static void
test_cut_off_holding_the_lock (TwoDesks      *fixture,
                               gconstpointer  data)
{
  PursuitTx tx = { NULL };

  if (two_desks_are_missing (fixture))
    return;

  begin_half (fixture, &tx);
  machines_set (fixture->machines, HERE, "lease_ms=0\ndown=1\n");
  two_desks_refuses (fixture, THERE, PURSUIT_ERROR_BUSY);
  machines_set (fixture->machines, HERE, "lease_ms=100\n");
  take_over (fixture);
  fail_to_commit (&tx, PURSUIT_ERROR_AWAY);
  two_desks_refuses (fixture, HERE, PURSUIT_ERROR_AWAY);

  machines_set (fixture->machines, HERE, "down=0\n");
  g_assert_cmpint (two_desks_count (fixture, "Half"), ==, 0);
  g_assert_cmpint (two_desks_count (fixture, "Took over"), ==, 1);
  two_desks_add (fixture, HERE, "Back");
  two_desks_add (fixture, THERE, "Beside");
  two_desks_assert_sound (fixture);
}

/* The same, but the cable is in again before the loser tries to commit: it must not write over what others did. */
static void
test_back_too_late (TwoDesks      *fixture,
                    gconstpointer  data)
{
  PursuitTx tx = { NULL };

  if (two_desks_are_missing (fixture))
    return;

  begin_half (fixture, &tx);
  machines_set (fixture->machines, HERE, "lease_ms=20\ndown=1\n");
  take_over (fixture);
  machines_set (fixture->machines, HERE, "down=0\n");
  fail_to_commit (&tx, PURSUIT_ERROR_AWAY);

  g_assert_cmpint (two_desks_count (fixture, "Half"), ==, 0);
  g_assert_cmpint (two_desks_count (fixture, "Took over"), ==, 1);
  two_desks_add (fixture, HERE, "Back");
  two_desks_assert_sound (fixture);
}

/* A client that goes on as if nothing had happened after the server forgot its locks: nothing says so but the file itself. */
static void
test_locks_forgotten (TwoDesks      *fixture,
                      gconstpointer  data)
{
  PursuitTx tx = { NULL };

  if (two_desks_are_missing (fixture))
    return;

  begin_half (fixture, &tx);
  machines_set (fixture->machines, HERE, "drop_locks=1\n");
  two_desks_add (fixture, THERE, "Took over");
  fail_to_commit (&tx, PURSUIT_ERROR_AWAY);

  g_assert_cmpint (two_desks_count (fixture, "Half"), ==, 0);
  g_assert_cmpint (two_desks_count (fixture, "Took over"), ==, 1);
  two_desks_add (fixture, HERE, "Back");
  two_desks_assert_sound (fixture);
}

/* A short break changes nothing: the lock is still held, and the save goes through. */
static void
test_back_in_time (TwoDesks      *fixture,
                   gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  if (two_desks_are_missing (fixture))
    return;

  begin_half (fixture, &tx);
  machines_set (fixture->machines, HERE, "lease_ms=0\ndown=1\n");
  two_desks_refuses (fixture, THERE, PURSUIT_ERROR_BUSY);
  machines_set (fixture->machines, HERE, "down=0\n");
  pursuit_tx_commit (&tx, &error);
  g_assert_no_error (error);
  g_assert_cmpint (two_desks_count (fixture, "Half"), ==, 1);
  two_desks_add (fixture, THERE, "After");
  two_desks_assert_sound (fixture);
}

/* The power of a machine goes off in the middle of writing: the other one takes back what is half there. */
static void
test_power_cut (TwoDesks      *fixture,
                gconstpointer  data)
{
  g_autofree char *journal = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf info;

  if (two_desks_are_missing (fixture))
    return;

  /* The first write of the database itself is the last call that arrives. */
  machines_set (fixture->machines, HERE, "lease_ms=0\nfail_classes=write\nfail_count=-1\nfail_at=4\n");
  g_assert_cmpint (two_desks_add_customer (fixture, HERE, "Half", &error), ==, 0);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY);
  machines_set (fixture->machines, HERE, "down=1\n");
  two_desks_leave (fixture, HERE);
  journal = machines_dup_server_path (fixture->machines, "team.pursuit-journal");
  g_assert_cmpint (g_stat (journal, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 0);
  machines_set (fixture->machines, HERE, "lease_ms=50\n");
  take_over (fixture);
  g_assert_cmpint (two_desks_count (fixture, "Half"), ==, 0);

  machines_set (fixture->machines, HERE, "down=0\nfail_at=0\n");
  two_desks_sit_down (fixture, HERE);
  two_desks_add (fixture, HERE, "Back");
  two_desks_assert_sound (fixture);
}

/* A save under a number of its own, as an outbox sends it. */
static PursuitSave *
make_save (int n)
{
  g_autofree char *name = g_strdup_printf ("Save %d", n);
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
  PursuitSave *save = pursuit_save_new_create (customer);

  save->client = g_strdup ("00000000000000000000000000000001");
  save->seq = n;

  return save;
}

static gint64
count_save (TwoDesks *fixture,
            int       n)
{
  g_autofree char *name = g_strdup_printf ("Save %d", n);

  return two_desks_count (fixture, name);
}

/* Sends until it is acknowledged, as an outbox does. */
static void
send_again (TwoDesks    *fixture,
            PursuitSave *save)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  for (int i = 0; !pursuit_save_apply (save, fixture->desks[HERE], &entry_id, &error); i++)
    {
      g_assert_true (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY) ||
                     g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY));
      if (i >= 20)
        g_error ("%s", error->message);
      g_clear_error (&error);
      pursuit_store_reopen (store_of (fixture, HERE), NULL);
    }
  g_assert_cmpint (entry_id, >, 0);
}

/* Each call of a save in turn (every other one in the short form) is lost, or done and its answer lost; for one call, or until the cable is in again. However it
 * goes, what was acknowledged is there, what was not may be sent again, and nothing is there twice.
 * @data: what to tell the share */
static void
test_every_call (TwoDesks      *fixture,
                 gconstpointer  data)
{
  int step = g_test_slow () ? 1 : 2;
  int acknowledged = 0;
  int tried = 0;
  int n;

  if (two_desks_are_missing (fixture))
    return;

  for (n = 1;; n += step)
    {
      g_autofree char *arm = g_strdup_printf ("%sfail_at=%d\n", (const char *) data, n);
      g_autoptr(PursuitSave) save = make_save (n);
      g_autoptr(GError) error = NULL;
      gint64 entry_id;
      gboolean done, was_hit;

      machines_set (fixture->machines, HERE, arm);
      done = pursuit_save_apply (save, fixture->desks[HERE], &entry_id, &error);
      was_hit = machines_get (fixture->machines, HERE, "matching") >= n;
      machines_set (fixture->machines, HERE, "fail_at=0\n");
      if (done)
        g_assert_cmpint (count_save (fixture, n), ==, 1);
      else
        send_again (fixture, save);
      acknowledged += done;
      tried++;
      g_assert_cmpint (count_save (fixture, n), ==, 1);
      if (!was_hit)
        break;
    }

  g_test_message ("%d of %d calls lost, %d saves acknowledged at once, %d after asking again", tried - 1, n - 1, acknowledged,
                  tried - acknowledged);
  g_assert_cmpint (n, >, 20);
  two_desks_add (fixture, THERE, "After");
  two_desks_assert_sound (fixture);
}

/* Locks that do not cross machines: whoever notices says so, and within a heartbeat nobody writes any more. */
static void
test_broken_locks (TwoDesks      *fixture,
                   gconstpointer  data)
{
  gint64 now = pursuit_time_now ();

  if (two_desks_are_missing (fixture))
    return;

  two_desks_leave (fixture, HERE);
  two_desks_leave (fixture, THERE);
  for (guint i = 0; i < N_DESKS; i++)
    machines_set (fixture->machines, i, "no_locks=1\n");
  two_desks_sit_down (fixture, HERE);
  two_desks_sit_down (fixture, THERE);
  for (int beat = 0; beat < 3; beat++)
    for (guint i = 0; i < N_DESKS; i++)
      {
        pursuit_time_set_now (now + beat * 21 * G_USEC_PER_SEC);
        pursuit_presence_beat (pursuit_store_get_presence (store_of (fixture, i)), NULL);
      }
  pursuit_time_set_now (0);

  for (guint i = 0; i < N_DESKS; i++)
    {
      g_assert_cmpint (pursuit_presence_get_sharing (pursuit_store_get_presence (store_of (fixture, i))), ==,
                       PURSUIT_SHARING_BROKEN);
      g_assert_nonnull (pursuit_store_get_read_only_reason (store_of (fixture, i)));
      two_desks_refuses (fixture, i, PURSUIT_ERROR_STORAGE);
    }
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *content = NULL;
  gsize length;
  int fd;

  /* As cp does it: into the file that is there. */
  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  fd = g_open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, content, length), ==, length);
  close (fd);
}

/* Somebody puts an old copy back, with tools of the system. The engine finds nothing wrong with it; the receipts do.
 * @data: "cp" or "mv" */
static void
test_old_copy (TwoDesks      *fixture,
               gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *copy = NULL;
  g_autoptr(GPtrArray) missing = NULL;
  g_autoptr(GError) error = NULL;
  gboolean whole = TRUE;

  if (two_desks_are_missing (fixture))
    return;

  path = machines_dup_server_path (fixture->machines, "team.pursuit");
  copy = machines_dup_server_path (fixture->machines, "old.pursuit");
  copy_file (path, copy);
  two_desks_add (fixture, HERE, "Since");
  if (g_str_equal (data, "cp"))
    copy_file (copy, path);
  else
    g_assert_cmpint (g_rename (copy, path), ==, 0);
  g_assert_cmpint (two_desks_count (fixture, "Since"), ==, 0);

  /* Through another file than the one that has the name nothing may be written. */
  two_desks_add_customer (fixture, HERE, "Next", &error);
  if (error != NULL)
    pursuit_store_reopen (store_of (fixture, HERE), NULL);
  g_assert_true (pursuit_receipts_check (store_of (fixture, HERE), &whole, NULL));
  g_assert_false (whole);
  missing = pursuit_receipts_list_missing (store_of (fixture, HERE), NULL);
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_nonnull (strstr (((PursuitReceipt *) g_ptr_array_index (missing, 0))->entry->after, "Since"));
  g_assert_cmpint (two_desks_count (fixture, "Next"), ==, error == NULL);
  two_desks_leave (fixture, THERE);
  two_desks_sit_down (fixture, THERE);
  two_desks_add (fixture, THERE, "Later");
  two_desks_assert_sound (fixture);
}

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* Whose clock is wrong neither loses a save nor makes another lose one. */
static void
test_clocks (TwoDesks      *fixture,
             gconstpointer  data)
{
  static const gint64 skews[] = { 0, DAY, -DAY, 400 * DAY, -400 * DAY };
  gint64 now = pursuit_time_now ();

  if (two_desks_are_missing (fixture))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (skews); i++)
    for (guint machine = 0; machine < N_DESKS; machine++)
      {
        g_autofree char *name = g_strdup_printf ("Clock %u on %u", i, machine);

        pursuit_time_set_now (now + (machine == HERE ? skews[i] : -skews[i]));
        two_desks_add (fixture, machine, name);
        pursuit_presence_beat (pursuit_store_get_presence (store_of (fixture, machine)), NULL);
        g_assert_null (pursuit_store_get_read_only_reason (store_of (fixture, machine)));
      }
  pursuit_time_set_now (0);
  two_desks_assert_sound (fixture);
}

static gboolean
edit (TwoDesks      *fixture,
      guint          machine,
      PursuitRecord *original,
      const char    *field,
      const char    *text,
      GError       **error)
{
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, field, text, NULL);
  return pursuit_records_save (fixture->desks[machine], original, edited, NULL, error);
}

/* Both have the form open: what touches different fields is merged, the same field is a conflict and not overwritten. */
static void
test_edit_together (TwoDesks      *fixture,
                    gconstpointer  data)
{
  PursuitRecord *seen[N_DESKS];
  g_autoptr(GError) error = NULL;

  if (two_desks_are_missing (fixture))
    return;

  for (guint i = 0; i < N_DESKS; i++)
    seen[i] = pursuit_records_load (fixture->desks[i], PURSUIT_TYPE_CUSTOMER, fixture->customer_id, NULL);
  g_assert_true (edit (fixture, HERE, seen[HERE], "phone", "1", NULL));
  g_assert_true (edit (fixture, THERE, seen[THERE], "notes", "theirs", NULL));
  g_assert_false (edit (fixture, THERE, seen[THERE], "phone", "2", &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_autoptr(PursuitRecord) now =
        pursuit_records_load (fixture->desks[i], PURSUIT_TYPE_CUSTOMER, fixture->customer_id, NULL);

      g_assert_cmpstr (PURSUIT_CUSTOMER (now)->phone, ==, "1");
      g_assert_cmpstr (PURSUIT_CUSTOMER (now)->notes, ==, "theirs");
      g_object_unref (seen[i]);
    }
  two_desks_assert_sound (fixture);
}

/* On a default SMB mount the engine's own way of locking cannot save anything; ours can, from both machines. */
static void
test_smb (TwoDesks      *fixture,
          gconstpointer  data)
{
  g_autofree char *path = NULL;
  sqlite3 *stock;

  if (two_desks_are_missing (fixture))
    return;

  for (guint i = 0; i < N_DESKS; i++)
    machines_set (fixture->machines, i, "smb_locks=1\n");
  path = machines_dup_path (fixture->machines, HERE, "stock.db");
  g_assert_cmpint (sqlite3_open (path, &stock), ==, SQLITE_OK);
  g_assert_cmpint (scratch_try (stock, "CREATE TABLE t (x)"), ==, SQLITE_BUSY);
  scratch_close (stock);

  two_desks_add (fixture, HERE, "Mine");
  two_desks_add (fixture, THERE, "Theirs");
  two_desks_add (fixture, HERE, "Mine again");
  two_desks_assert_sound (fixture);
}

#define ADD(path, data, func) g_test_add (path, TwoDesks, data, two_desks_set_up, func, two_desks_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("PURSUIT_PATIENCE_MS", PATIENCE_MS, TRUE);

  ADD ("/faults/two-machines/cut-off/the-other-takes-over", NULL, test_cut_off_holding_the_lock);
  ADD ("/faults/two-machines/cut-off/back-too-late", NULL, test_back_too_late);
  ADD ("/faults/two-machines/cut-off/back-in-time", NULL, test_back_in_time);
  ADD ("/faults/two-machines/cut-off/locks-forgotten", NULL, test_locks_forgotten);
  ADD ("/faults/two-machines/cut-off/power-cut", NULL, test_power_cut);
  ADD ("/faults/two-machines/in-doubt/call-lost", "fail_after=0\nfail_count=1\n", test_every_call);
  ADD ("/faults/two-machines/in-doubt/answer-lost", "fail_after=1\nfail_count=1\n", test_every_call);
  ADD ("/faults/two-machines/in-doubt/cable-out", "fail_after=0\nfail_count=-1\n", test_every_call);
  ADD ("/faults/two-machines/in-doubt/answer-lost-and-cable-out", "fail_after=1\nfail_count=-1\n", test_every_call);
  ADD ("/faults/two-machines/broken-locks/nobody-writes", NULL, test_broken_locks);
  ADD ("/faults/two-machines/old-copy/copied-over", "cp", test_old_copy);
  ADD ("/faults/two-machines/old-copy/moved-over", "mv", test_old_copy);
  ADD ("/faults/two-machines/smb/both-can-save", NULL, test_smb);
  ADD ("/faults/two-machines/clocks/differ", NULL, test_clocks);
  ADD ("/faults/two-machines/edit-together/merged-or-refused", NULL, test_edit_together);

  return g_test_run ();
}
