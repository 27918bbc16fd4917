/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-local.h"
#include "pursuit-place.h"
#include "pursuit-store-resources.h"

/* One numbered resource per version, run in order, each in a transaction of its own that also sets
 * user_version. A released step is never edited. */
static const char *const steps[] = {
  "/io/github/pursuit/Pursuit/schema/0001-records.sql",
  "/io/github/pursuit/Pursuit/schema/0002-totals.sql",
  "/io/github/pursuit/Pursuit/schema/0003-closed-totals.sql",
  "/io/github/pursuit/Pursuit/schema/0004-covering-indexes.sql",
  "/io/github/pursuit/Pursuit/schema/0005-stalled.sql",
  "/io/github/pursuit/Pursuit/schema/0006-sharing.sql",
  "/io/github/pursuit/Pursuit/schema/0007-append-only.sql",
  "/io/github/pursuit/Pursuit/schema/0008-texts.sql",
  "/io/github/pursuit/Pursuit/schema/0009-sort-keys.sql",
  "/io/github/pursuit/Pursuit/schema/0010-summaries.sql",
  "/io/github/pursuit/Pursuit/schema/0011-facets.sql",
  "/io/github/pursuit/Pursuit/schema/0012-two-tracks.sql",
  "/io/github/pursuit/Pursuit/schema/0013-board.sql",
  "/io/github/pursuit/Pursuit/schema/0014-forecast.sql",
  "/io/github/pursuit/Pursuit/schema/0015-missing.sql",
  "/io/github/pursuit/Pursuit/schema/0016-dossier.sql",
  "/io/github/pursuit/Pursuit/schema/0017-customer-tags.sql",
  "/io/github/pursuit/Pursuit/schema/0018-document-pieces.sql",
  "/io/github/pursuit/Pursuit/schema/0019-own-values.sql",
  "/io/github/pursuit/Pursuit/schema/0020-duplicates.sql",
  "/io/github/pursuit/Pursuit/schema/0021-team.sql",
  "/io/github/pursuit/Pursuit/schema/0022-journal-customers.sql",
  "/io/github/pursuit/Pursuit/schema/0023-bench.sql",
  "/io/github/pursuit/Pursuit/schema/0024-role-rights.sql",
  "/io/github/pursuit/Pursuit/schema/0025-own-value-order.sql",
  "/io/github/pursuit/Pursuit/schema/0026-requests.sql",
};

/**
 * pursuit_schema_get_newest:
 *
 * Returns: the version that this program makes and reads
 */
int
pursuit_schema_get_newest (void)
{
  return G_N_ELEMENTS (steps);
}

/* Within a transaction: somebody else may have been quicker, then there is nothing to do. */
static gboolean
run_locked (PursuitDb   *db,
            int          version,
            GError     **error)
{
  /* Named, not looked up everywhere: so the linker cannot drop the bundle. */
  g_autoptr(GBytes) sql = g_resource_lookup_data (pursuit_store_get_resource (), steps[version - 1],
                                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *stamp = NULL;
  gint64 present;

  if (sql == NULL || !pursuit_db_get_number (db, "PRAGMA user_version", &present, error))
    return FALSE;
  if (present >= version)
    return pursuit_db_exec (db, "COMMIT", error);

  /* A pragma takes no parameter; the two numbers are ours. */
  stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;", PURSUIT_APPLICATION_ID, version);

  return pursuit_db_exec (db, g_bytes_get_data (sql, NULL), error) && pursuit_db_exec (db, stamp, error);
}

static gboolean
run_step (PursuitDb   *db,
          int          version,
          GError     **error)
{
  if (!pursuit_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_locked (db, version, error))
    return TRUE;

  pursuit_db_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

/* Beside the file, so that whoever moves the file finds it; the name says what it was. An older backup is never
 * overwritten, and never taken for one of the present content. */
static char *
name_backup (const char *path,
             gint64      version)
{
  g_autofree char *target = g_strdup_printf ("%s.v%" G_GINT64_FORMAT ".backup", path, version);

  for (guint n = 2; g_file_test (target, G_FILE_TEST_EXISTS); n++)
    {
      g_free (target);
      target = g_strdup_printf ("%s.v%" G_GINT64_FORMAT "-%u.backup", path, version, n);
    }

  return g_steal_pointer (&target);
}

static gboolean
climb (PursuitDb   *db,
       gint64       version,
       int          target,
       GError     **error)
{
  gboolean guarded = pursuit_db_set_guarded (db, FALSE);
  gboolean ok = TRUE;

  while (ok && version < target)
    ok = run_step (db, (int) ++version, error);
  pursuit_db_set_guarded (db, guarded);

  return ok;
}

/* Beside the file is not enough where the file is on a share: what takes the one takes both. */
static gboolean
keep_locally (PursuitDb    *db,
              const char   *path,
              gint64        version,
              char        **out_backup,
              GError      **error)
{
  g_autoptr(PursuitPlace) place = pursuit_place_classify (path, NULL);
  g_autofree char *folder = pursuit_local_dup_formats_dir ();
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *local = g_build_filename (folder, base, NULL);

  if (place == NULL || place->kind == PURSUIT_PLACE_LOCAL)
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The folder “%1$s” cannot take backups: %2$s."), folder,
                   g_strerror (errno));
      return FALSE;
    }

  *out_backup = name_backup (local, version);
  return pursuit_backup_copy (db, path, *out_backup, PURSUIT_BACKUP_BEFORE_MIGRATION, error);
}

static gboolean
climb_after_backup (PursuitDb   *db,
                    const char  *path,
                    gint64       version,
                    int          target,
                    GError     **error)
{
  g_autofree char *backup = name_backup (path, version);
  g_autofree char *local = NULL;
  gint64 reached;

  if (!keep_locally (db, path, version, &local, error) ||
      !pursuit_backup_copy (db, path, backup, PURSUIT_BACKUP_BEFORE_MIGRATION, error))
    return FALSE;
  if (climb (db, version, target, error))
    return TRUE;

  /* The file is as it was: so is the folder. */
  if (pursuit_db_get_number (db, "PRAGMA user_version", &reached, NULL) && reached == version)
    {
      pursuit_backup_remove (backup);
      if (local != NULL)
        pursuit_backup_remove (local);
    }
  return FALSE;
}

void
pursuit_schema_set_newer_error (PursuitDb  *db,
                                int         version,
                                GError    **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NEWER,
               _("“%1$s” was made by a newer version of Pursuit (format %2$d, this one reads up to %3$d)."), db->name,
               version, pursuit_schema_get_newest ());
}

/**
 * pursuit_schema_migrate:
 * @db: a connection
 * @path: the file, to name the backup after
 * @target: the version to reach, normally the newest
 * @error: return location
 *
 * Brings a database to @target in numbered steps. A database with content is first copied to
 * `PATH.vN.backup`, or `PATH.vN-2.backup` and so on when there is one already.
 *
 * Fails with %PURSUIT_ERROR_NEWER when the file is newer than the program, with %PURSUIT_ERROR_STORAGE when a
 * step cannot be made; the steps before it stand.
 *
 * Returns: %TRUE when the database has the version @target
 */
gboolean
pursuit_schema_migrate (PursuitDb   *db,
                        const char  *path,
                        int          target,
                        GError     **error)
{
  gint64 version;

  if (!pursuit_db_get_number (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > pursuit_schema_get_newest ())
    {
      pursuit_schema_set_newer_error (db, (int) version, error);
      return FALSE;
    }
  if (version >= target)
    return TRUE;
  if (db->read_only)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                   _("“%s” has an older format and cannot be brought up to date, because it can only be read."),
                   db->name);
      return FALSE;
    }

  return version > 0 ? climb_after_backup (db, path, version, target, error) : climb (db, version, target, error);
}
