/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-place-check-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "pursuit-error.h"

/* Whether a folder can hold a team's database (shared-database.md 3.13): each property is tried, not looked up. */

#define LEAST_FREE (256 * 1024 * 1024)
#define MOST_CLOCK_DIFFERENCE 120
#define SLOW_SYNC_US 200000
#define SLOW_REQUEST_US 5000
#define SYNCS 5
#define PIECE 8192

#define SERVER_CLOCK "timedatectl set-ntp true"
#define SMB_LETTERS "mount -t cifs //SERVER/SHARE MOUNT-POINT -o credentials=FILE,vers=3.1.1,iocharset=utf8"

typedef struct
{
  const char *id;
  void (*run) (PursuitPlaceTest    *self,
               PursuitPlaceFinding *finding);
} Test;

void
pursuit_place_pass (PursuitPlaceFinding *finding,
                    const char          *format,
                    ...)
{
  va_list args;

  va_start (args, format);
  finding->verdict = PURSUIT_PLACE_PASSED;
  finding->finding = g_strdup_vprintf (format, args);
  va_end (args);
}

void
pursuit_place_advise (PursuitPlaceFinding *finding,
                      const char          *format,
                      ...)
{
  va_list args;

  va_start (args, format);
  finding->verdict = PURSUIT_PLACE_ADVICE;
  finding->finding = g_strdup_vprintf (format, args);
  va_end (args);
}

/* With the line that an administrator needs, if there is one. */
void
pursuit_place_fail (PursuitPlaceFinding *finding,
                    const char          *remedy,
                    const char          *format,
                    ...)
{
  va_list args;

  va_start (args, format);
  finding->verdict = PURSUIT_PLACE_FAILED;
  finding->finding = g_strdup_vprintf (format, args);
  finding->remedy = remedy;
  va_end (args);
}

static void
measure (PursuitPlaceFinding *finding,
         gint64               value,
         const char          *unit)
{
  finding->value = value;
  finding->unit = unit;
}

static void
fail_with_errno (PursuitPlaceFinding *finding,
                 const char          *format)
{
  pursuit_place_fail (finding, NULL, format, g_strerror (errno));
}

static void
test_kind (PursuitPlaceTest    *self,
           PursuitPlaceFinding *finding)
{
  const PursuitPlace *place = self->place;

  if (place->kind == PURSUIT_PLACE_SYNCED)
    pursuit_place_fail (finding, NULL, "%s", place->reason);
  else if (place->kind == PURSUIT_PLACE_UNSAFE)
    pursuit_place_fail (finding, pursuit_place_get_mount_line (place), "%s", place->reason);
  else if (place->reason != NULL)
    pursuit_place_advise (finding, "%s", place->reason);
  else if (place->kind == PURSUIT_PLACE_LOCAL)
    pursuit_place_pass (finding,
                        _("It is on a disk of this computer (%1$s at %2$s), for all who work on this computer."),
                        place->file_system, place->mount_point);
  else
    pursuit_place_pass (finding, _("It is on a share whose locks reach every computer (%1$s at %2$s)."),
                        place->file_system, place->mount_point);
}

/* Files */

static gboolean
is_listed (const char *folder,
           const char *name)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *found;

  while (dir != NULL && (found = g_dir_read_name (dir)) != NULL)
    if (g_str_equal (found, name))
      return TRUE;

  return FALSE;
}

static int
make_file (const char *path)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);

  if (fd >= 0)
    close (fd);

  return fd >= 0 ? 0 : -1;
}

static void
test_files (PursuitPlaceTest    *self,
            PursuitPlaceFinding *finding)
{
  g_autofree char *part = NULL;

  if (self->scratch == NULL)
    {
      errno = self->trouble;
      fail_with_errno (finding, _("Nothing can be made in it: %s."));
      return;
    }

  part = g_strconcat (self->path, ".part", NULL);
  if (make_file (part) != 0)
    fail_with_errno (finding, _("Files cannot be made: %s."));
  else if (g_rename (part, self->path) != 0)
    fail_with_errno (finding, _("Files cannot be renamed: %s."));
  else if (make_file (part) != 0 || g_rename (part, self->path) != 0)
    fail_with_errno (finding, _("A file cannot take the place of another: %s."));
  else if (g_unlink (self->path) != 0 || make_file (self->path) != 0)
    fail_with_errno (finding, _("Files cannot be deleted: %s."));
  else
    pursuit_place_pass (finding, _("Files can be made, renamed, replaced and deleted."));
}

static void
test_names (PursuitPlaceTest    *self,
            PursuitPlaceFinding *finding)
{
  g_autoptr(GString) name = g_string_new ("逐鹿 ");
  g_autofree char *path = NULL;

  while (name->len < 220)
    g_string_append (name, "銷售项目");
  path = g_build_filename (self->scratch, name->str, NULL);
  if (make_file (path) != 0)
    pursuit_place_fail (finding, SMB_LETTERS, _("A file cannot have a long Chinese name: %s."), g_strerror (errno));
  else if (!is_listed (self->scratch, name->str))
    pursuit_place_fail (finding, SMB_LETTERS, _("A Chinese file name is not kept as it was given."));
  else
    pursuit_place_pass (finding, _("Long and Chinese file names are kept."));
  g_unlink (path);
}

static gboolean
has_size (PursuitPlaceTest *self,
          gint64            size)
{
  GStatBuf info;

  return g_stat (self->path, &info) == 0 && info.st_size == size;
}

static void
test_truncation (PursuitPlaceTest    *self,
                 PursuitPlaceFinding *finding)
{
  char piece[PIECE];

  memset (piece, 'x', sizeof piece);
  if (pwrite (self->first, piece, sizeof piece, 0) == (gssize) sizeof piece &&
      ftruncate (self->first, 0) == 0 && has_size (self, 0) && ftruncate (self->first, PIECE / 2) == 0 &&
      pread (self->first, piece, sizeof piece, 0) == PIECE / 2 && piece[0] == 0)
    pursuit_place_pass (finding, _("A file can be shortened."));
  else
    pursuit_place_fail (finding, NULL, _("A file cannot be shortened."));
}

/* Through the other handle and by name, as another program would see it. */
static void
test_freshness (PursuitPlaceTest    *self,
                PursuitPlaceFinding *finding)
{
  g_autofree char *text = g_uuid_string_random ();
  char found[64] = { 0 };
  gsize length = strlen (text);
  GStatBuf by_name, by_handle;

  if (ftruncate (self->first, 0) == 0 && pwrite (self->first, text, length, 0) == (gssize) length &&
      has_size (self, (gint64) length) && pread (self->second, found, sizeof found, 0) == (gssize) length &&
      g_str_equal (found, text) && g_stat (self->path, &by_name) == 0 && fstat (self->first, &by_handle) == 0 &&
      by_name.st_mtime == by_handle.st_mtime)
    pursuit_place_pass (finding, _("What one program writes, another sees at once."));
  else
    pursuit_place_fail (finding, pursuit_place_get_mount_line (self->place),
                        _("What one program writes, another does not see at once."));
}

static void
test_sync (PursuitPlaceTest    *self,
           PursuitPlaceFinding *finding)
{
  gint64 longest = 0;

  for (guint i = 0; i < SYNCS; i++)
    {
      gint64 begun;

      if (pwrite (self->first, "x", 1, i) != 1)
        {
          fail_with_errno (finding, _("A file cannot be written: %s."));
          return;
        }
      begun = g_get_monotonic_time ();
      if (fsync (self->first) != 0)
        {
          fail_with_errno (finding, _("What is written cannot be made to last: %s."));
          return;
        }
      longest = MAX (longest, g_get_monotonic_time () - begun);
    }

  measure (finding, longest, "us");
  if (longest > SLOW_SYNC_US)
    pursuit_place_advise (finding, _("Writing lasts, but takes up to %lld ms: saving will be slow."),
                          (long long) longest / 1000);
  else
    pursuit_place_pass (finding, _("What is written lasts; that takes %.1f ms at most."), (double) longest / 1000);
}

static void
test_space (PursuitPlaceTest    *self,
            PursuitPlaceFinding *finding)
{
  struct statvfs info;
  g_autofree char *size = NULL;

  if (statvfs (self->scratch, &info) != 0)
    {
      fail_with_errno (finding, _("How much room is left cannot be said: %s."));
      return;
    }

  measure (finding, (gint64) info.f_bavail * (gint64) info.f_frsize, "bytes");
  size = g_format_size ((guint64) finding->value);
  if (finding->value < LEAST_FREE)
    pursuit_place_fail (finding, NULL, _("Only %s are free."), size);
  else
    pursuit_place_pass (finding, _("%s are free."), size);
}

static void
test_round_trip (PursuitPlaceTest    *self,
                 PursuitPlaceFinding *finding)
{
  gint64 time = pursuit_place_measure (self->path);
  double ms = (double) time / 1000;

  measure (finding, time, "us");
  if (time == 0)
    pursuit_place_fail (finding, NULL, _("Locks cannot be taken often enough to measure them."));
  else if (time > SLOW_REQUEST_US)
    pursuit_place_advise (finding, _("One request takes %.1f ms: the line is slow, and a PostgreSQL server would serve the"
                                    " team better."), ms);
  else
    pursuit_place_pass (finding, _("One request takes %.3f ms."), ms);
}

static void
test_clock (PursuitPlaceTest    *self,
            PursuitPlaceFinding *finding)
{
  g_autofree char *path = g_strconcat (self->path, ".clock", NULL);
  GStatBuf info;
  gboolean ok = make_file (path) == 0 && g_stat (path, &info) == 0;
  gint64 difference;

  if (!ok)
    {
      fail_with_errno (finding, _("The time of a file cannot be read: %s."));
      return;
    }
  g_unlink (path);

  difference = (gint64) info.st_mtime - (gint64) time (NULL);
  measure (finding, difference, "s");
  if (ABS (difference) > MOST_CLOCK_DIFFERENCE)
    pursuit_place_fail (finding, SERVER_CLOCK,
                        _("The clock of the file system differs from this computer’s by %lld seconds."),
                        (long long) difference);
  else
    pursuit_place_pass (finding, _("The clock of the file system agrees with this computer’s."));
}

static const Test tests[] = {
  { "kind", test_kind },
  { "files", test_files },
  { "names", test_names },
  { "locks", pursuit_place_test_locks },
  { "lock-upgrade", pursuit_place_test_upgrade },
  { "locks-and-closing", pursuit_place_test_closing },
  { "truncation", test_truncation },
  { "sync", test_sync },
  { "freshness", test_freshness },
  { "space", test_space },
  { "round-trip", test_round_trip },
  { "clock", test_clock },
};

/* All */

static void
finding_free (gpointer data)
{
  PursuitPlaceFinding *finding = data;

  g_free (finding->finding);
  g_free (finding);
}

static void
make_scratch (PursuitPlaceTest *self)
{
  self->scratch = g_build_filename (self->folder, ".pursuit-check-XXXXXX", NULL);
  if (g_mkdtemp (self->scratch) != NULL)
    {
      self->path = g_build_filename (self->scratch, "file", NULL);
      return;
    }

  self->trouble = errno;
  g_clear_pointer (&self->scratch, g_free);
}

/* Whatever a test left: its folder is its own. */
static void
clean_up (PursuitPlaceTest *self)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (self->first >= 0)
    close (self->first);
  if (self->second >= 0)
    close (self->second);
  if (self->scratch == NULL)
    return;

  dir = g_dir_open (self->scratch, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->scratch, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->scratch);
  g_free (self->scratch);
  g_free (self->path);
}

/* From the third test on there is a file to work with. */
static gboolean
open_twice (PursuitPlaceTest *self)
{
  if (self->first < 0)
    self->first = g_open (self->path, O_RDWR | O_CLOEXEC, 0);
  if (self->second < 0)
    self->second = g_open (self->path, O_RDWR | O_CLOEXEC, 0);

  return self->first >= 0 && self->second >= 0;
}

static GPtrArray *
run_tests (PursuitPlaceTest  *self,
           GCancellable      *cancellable,
           GError           **error)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (finding_free);
  gboolean has_files = TRUE;

  for (guint i = 0; has_files && i < G_N_ELEMENTS (tests); i++)
    {
      PursuitPlaceFinding *finding = g_new0 (PursuitPlaceFinding, 1);

      g_ptr_array_add (findings, finding);
      finding->id = tests[i].id;
      tests[i].run (self, finding);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (tests[i].run == test_files)
        has_files = finding->verdict != PURSUIT_PLACE_FAILED && open_twice (self);
    }

  return g_steal_pointer (&findings);
}

static gboolean
is_folder (const char  *folder,
           GError     **error)
{
  g_autofree char *name = g_filename_display_name (folder);
  GStatBuf info = { 0 };
  int code = g_stat (folder, &info) == 0 ? 0 : errno;

  if (code == 0 && S_ISDIR (info.st_mode))
    return TRUE;

  if (code == 0 || code == ENOENT || code == ENOTDIR)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no folder “%s”."), name);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY, _("“%1$s” cannot be reached: %2$s."), name, g_strerror (code));
  return FALSE;
}

/**
 * pursuit_place_check:
 * @folder: a folder
 * @cancellable: (nullable): looked at between the tests
 * @out_place: (out) (optional) (transfer full): what kind of place it is
 * @error: return location
 *
 * Tries everything that a team's database needs of a folder. Works in a hidden folder of its own there, which is gone afterwards,
 * also when cancelled. When files cannot be made, that is the last finding.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such folder, %PURSUIT_ERROR_AWAY when it does not answer,
 * %PURSUIT_ERROR_STORAGE when the system has no mount table, %G_IO_ERROR_CANCELLED when cancelled.
 *
 * Returns: (transfer full) (element-type PursuitPlaceFinding): one finding for each property
 */
GPtrArray *
pursuit_place_check (const char    *folder,
                     GCancellable  *cancellable,
                     PursuitPlace **out_place,
                     GError       **error)
{
  PursuitPlaceTest self = { .folder = folder, .first = -1, .second = -1 };
  g_autoptr(PursuitPlace) place = NULL;
  GPtrArray *findings;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!is_folder (folder, error) || (place = pursuit_place_classify (folder, error)) == NULL)
    return NULL;

  self.place = place;
  make_scratch (&self);
  findings = run_tests (&self, cancellable, error);
  clean_up (&self);
  if (findings != NULL && out_place != NULL)
    *out_place = g_steal_pointer (&place);

  return findings;
}

/**
 * pursuit_place_count_failures:
 * @findings: (element-type PursuitPlaceFinding): what pursuit_place_check() found
 *
 * Returns: how many properties are missing; 0 when the folder can hold a team's database
 */
guint
pursuit_place_count_failures (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((PursuitPlaceFinding *) g_ptr_array_index (findings, i))->verdict == PURSUIT_PLACE_FAILED;

  return n;
}

/**
 * pursuit_place_verdict_to_word:
 * @verdict: a verdict
 *
 * Returns: the stable word for it, as in JSON
 */
const char *
pursuit_place_verdict_to_word (PursuitPlaceVerdict verdict)
{
  static const char *const words[] = { "passed", "advice", "failed" };

  g_return_val_if_fail (verdict < G_N_ELEMENTS (words), NULL);

  return words[verdict];
}
