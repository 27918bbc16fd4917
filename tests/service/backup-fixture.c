/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backup-fixture.h"

#include <glib/gstdio.h>

#include "pursuit-date.h"

void
backup_fixture_set_up (BackupFixture *self,
                       gconstpointer  data)
{
  desk_fixture_set_up (&self->base, data);
  self->home = scratch_dir_new ();
  g_setenv ("PURSUIT_BACKUP_HOME", self->home, TRUE);
}

/* Removes a folder with the files and folders in it. */
void
backup_fixture_remove (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        backup_fixture_remove (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
backup_fixture_tear_down (BackupFixture *self,
                          gconstpointer  data)
{
  backup_fixture_remove (self->home);
  g_free (self->home);
  desk_fixture_tear_down (&self->base, data);
}

PursuitBackup *
backup_fixture_take (BackupFixture *self,
                     const char    *reason)
{
  g_autoptr(GError) error = NULL;
  PursuitBackup *backup = pursuit_backups_take (self->base.desk, reason, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (backup);
  return backup;
}

/* How many files there are, manifests and leftovers too. */
guint
backup_fixture_count (BackupFixture *self,
                      const char    *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

void
backup_fixture_pass_time (int minutes)
{
  pursuit_time_set_now (pursuit_time_now () + minutes * 60 * (gint64) G_USEC_PER_SEC);
}
