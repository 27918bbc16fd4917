/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-place-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "pursuit-error.h"

/*
 * Where a database may live is decided by an allow-list (shared-database.md 3.1): what is not known to pass locks on to every
 * computer is taken for a place that does not. That mistake costs an inconvenience; the other one costs data, without a word,
 * and integrity_check finds nothing.
 */

#define MOUNT_TABLE "/proc/self/mountinfo"

static const char *test_table;

/* For the tests: a mount table to believe instead of the system's. %NULL puts things right again. */
void
pursuit_place_set_table (const char *mountinfo)
{
  test_table = mountinfo;
}

typedef struct
{
  const char *type;
  PursuitPlaceKind kind;
  const char *reason;   /* a message id */
} KnownType;

#define NO_JOURNAL N_("This file system has no journal of its own and may suffer when the power fails; back up often.")

#define MEMORY N_("This is the computer’s memory: what is kept there is gone when it is switched off.")

static const KnownType known_types[] = {
  { "ext2", PURSUIT_PLACE_LOCAL, NULL },
  { "ext3", PURSUIT_PLACE_LOCAL, NULL },
  { "ext4", PURSUIT_PLACE_LOCAL, NULL },
  { "xfs", PURSUIT_PLACE_LOCAL, NULL },
  { "btrfs", PURSUIT_PLACE_LOCAL, NULL },
  { "bcachefs", PURSUIT_PLACE_LOCAL, NULL },
  { "f2fs", PURSUIT_PLACE_LOCAL, NULL },
  { "zfs", PURSUIT_PLACE_LOCAL, NULL },
  { "jfs", PURSUIT_PLACE_LOCAL, NULL },
  { "nilfs2", PURSUIT_PLACE_LOCAL, NULL },
  { "reiserfs", PURSUIT_PLACE_LOCAL, NULL },
  { "ecryptfs", PURSUIT_PLACE_LOCAL, NULL },
  { "overlay", PURSUIT_PLACE_LOCAL, NULL },
  { "squashfs", PURSUIT_PLACE_LOCAL, NULL },
  { "erofs", PURSUIT_PLACE_LOCAL, NULL },
  { "iso9660", PURSUIT_PLACE_LOCAL, NULL },
  { "udf", PURSUIT_PLACE_LOCAL, NULL },
  { "tmpfs", PURSUIT_PLACE_LOCAL, MEMORY },
  { "ramfs", PURSUIT_PLACE_LOCAL, MEMORY },
  { "vfat", PURSUIT_PLACE_LOCAL, NO_JOURNAL },
  { "msdos", PURSUIT_PLACE_LOCAL, NO_JOURNAL },
  { "exfat", PURSUIT_PLACE_LOCAL, NO_JOURNAL },
  { "ntfs", PURSUIT_PLACE_LOCAL, NO_JOURNAL },
  { "ntfs3", PURSUIT_PLACE_LOCAL, NO_JOURNAL },
  { "hfsplus", PURSUIT_PLACE_LOCAL, NO_JOURNAL },
  /* Block devices through a driver outside the kernel: ntfs-3g and the older exfat. */
  { "fuseblk", PURSUIT_PLACE_LOCAL, NO_JOURNAL },
  { "fuse.gvfsd-fuse", PURSUIT_PLACE_UNSAFE,
    N_("Server folders of the file manager (gvfs) do not pass locks on to the server, so two computers could write at once;"
       " have the share mounted by the system instead.") },
  { "fuse.sshfs", PURSUIT_PLACE_UNSAFE,
    N_("Folders mounted with sshfs do not pass locks on to the server, so two computers could write at once.") },
  { "fuse.rclone", PURSUIT_PLACE_UNSAFE,
    N_("Folders mounted with rclone have no locks between computers and are written with a delay.") },
  { "fuse.portal", PURSUIT_PLACE_UNSAFE,
    N_("This is a view that a sandbox was given of the file, without what lies beside it and without locks for others;"
       " open the file at its own place.") },
  { "9p", PURSUIT_PLACE_UNSAFE,
    N_("A folder lent to a virtual machine (9p) does not share its locks with the other machines that use it.") },
  { "virtiofs", PURSUIT_PLACE_UNSAFE,
    N_("A folder lent to a virtual machine (virtiofs) does not share its locks with the other machines that use it.") },
  { "davfs", PURSUIT_PLACE_UNSAFE,
    N_("WebDAV folders have no locks on parts of a file and are written with a delay.") },
  { "fuse.davfs2", PURSUIT_PLACE_UNSAFE,
    N_("WebDAV folders have no locks on parts of a file and are written with a delay.") },
};

/* Options */

/* The value of an option, "" for one that is only named, %NULL when it is absent. */
static const char *
find_option (char       **options,
             const char  *name)
{
  gsize length = strlen (name);

  for (guint i = 0; options[i] != NULL; i++)
    if (strncmp (options[i], name, length) == 0 && (options[i][length] == '=' || options[i][length] == '\0'))
      return options[i] + length + (options[i][length] == '=');

  return NULL;
}

static gboolean
is_at_least (const char *version,
             gint64      major,
             gint64      minor)
{
  char *end = NULL;
  gint64 found = version != NULL ? g_ascii_strtoll (version, &end, 10) : 0;

  if (found != major)
    return found > major;

  return *end == '.' && g_ascii_strtoll (end + 1, NULL, 10) >= minor;
}

static const char *
find_fault_of_smb (char **options)
{
  const char *cache = find_option (options, "cache");

  if (find_option (options, "nobrl") != NULL || find_option (options, "nolock") != NULL)
    return N_("The share is mounted with “nobrl”, which keeps locks from the server, so two computers could write at once;"
              " have it mounted without.");
  if (cache != NULL && !g_str_equal (cache, "strict") && !g_str_equal (cache, "none"))
    return N_("The share is mounted with a “cache” that does not ask the server what others have written; have it mounted with"
              " “cache=strict”.");
  if (!is_at_least (find_option (options, "vers"), 2, 1))
    return N_("The share is mounted with an SMB version below 2.1, whose locks and caches cannot be relied on; have it mounted"
              " with “vers=3.1.1”.");

  return NULL;
}

static const char *
find_fault_of_nfs (char     **options,
                   gboolean   is_v4)
{
  const char *local_lock = find_option (options, "local_lock");

  if (find_option (options, "nolock") != NULL || (local_lock != NULL && !g_str_equal (local_lock, "none")) ||
      (local_lock == NULL && !is_v4))
    return N_("The share is mounted with “nolock” or “local_lock”, which keeps locks from the server, so two computers could"
              " write at once; have it mounted without.");

  return NULL;
}

/* Will do, but there is something to know. */
static const char *
find_weakness_of_smb (char **options)
{
  if (find_option (options, "nostrictsync") != NULL)
    return N_("The share is mounted with “nostrictsync”: what was saved last may be lost when the server loses power; have it"
              " mounted without.");

  return NULL;
}

/* What an administrator has tested counts as a share (docs/cli.md). */
static gboolean
is_named_by_administrator (const char *type)
{
  g_auto(GStrv) types = g_strsplit (g_getenv ("PURSUIT_SHARE_TYPES") != NULL ? g_getenv ("PURSUIT_SHARE_TYPES") : "", ",", -1);

  for (guint i = 0; types[i] != NULL; i++)
    if (g_str_equal (g_strstrip (types[i]), type))
      return TRUE;

  return FALSE;
}

static void
judge_type (PursuitPlace *self)
{
  self->kind = PURSUIT_PLACE_UNSAFE;
  for (guint i = 0; i < G_N_ELEMENTS (known_types); i++)
    if (g_str_equal (known_types[i].type, self->file_system))
      {
        self->kind = known_types[i].kind;
        self->reason = g_strdup (known_types[i].reason != NULL ? _(known_types[i].reason) : NULL);
        return;
      }

  self->reason = g_strdup_printf (_("Whether locks reach every computer is not known of a file system of the kind “%s”."),
                                  self->file_system);
}

static void
judge (PursuitPlace *self)
{
  g_auto(GStrv) options = g_strsplit (self->options, ",", -1);
  gboolean is_smb = g_str_equal (self->file_system, "cifs") || g_str_equal (self->file_system, "smb3");
  gboolean is_v4 = g_str_equal (self->file_system, "nfs4");
  const char *fault = NULL;

  if (is_smb)
    fault = find_fault_of_smb (options);
  else if (is_v4 || g_str_equal (self->file_system, "nfs"))
    fault = find_fault_of_nfs (options, is_v4);
  else if (!is_named_by_administrator (self->file_system))
    {
      judge_type (self);
      return;
    }

  self->kind = fault != NULL ? PURSUIT_PLACE_UNSAFE : PURSUIT_PLACE_SHARE;
  if (fault == NULL && is_smb)
    fault = find_weakness_of_smb (options);
  self->reason = g_strdup (fault != NULL ? _(fault) : NULL);
}

static void
note_program (PursuitPlace *self,
              const char   *program)
{
  self->kind = PURSUIT_PLACE_SYNCED;
  g_free (self->reason);
  self->reason = g_strdup_printf (_("This folder is kept in step by %s, which copies files while they are being written and makes"
                                    " two of them when two people save; keep the database elsewhere, and backups of it here."),
                                  program);
}

static PursuitPlace *
classify (const char  *path,
          gint64       mount_id,
          const char  *mountinfo,
          const char  *home,
          GError     **error)
{
  g_autoptr(PursuitPlace) self = NULL;
  g_auto(PursuitMount) mount = { NULL };
  g_autofree char *program = NULL;

  if (!pursuit_mount_find (mountinfo, path, mount_id, &mount))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The system does not say what “%s” lies on."), path);
      return NULL;
    }

  self = g_new0 (PursuitPlace, 1);
  self->file_system = g_steal_pointer (&mount.type);
  self->mount_point = g_steal_pointer (&mount.point);
  self->options = g_steal_pointer (&mount.options);
  judge (self);
  program = pursuit_synced_dup_program (path, home);
  if (program != NULL)
    note_program (self, program);

  return g_steal_pointer (&self);
}

/**
 * pursuit_place_classify_in:
 * @path: an absolute path without symbolic links
 * @mountinfo: the text of a mount table, as in `/proc/self/mountinfo`
 * @home: the home directory of whoever asks
 * @error: return location
 *
 * What pursuit_place_classify() does, on another computer's mount table.
 *
 * Fails as that does.
 *
 * Returns: (transfer full): the place
 */
PursuitPlace *
pursuit_place_classify_in (const char  *path,
                           const char  *mountinfo,
                           const char  *home,
                           GError     **error)
{
  g_return_val_if_fail (g_path_is_absolute (path), NULL);

  return classify (path, 0, mountinfo, home, error);
}

/* Follows links as far as the path exists; what is to be made there yet is appended. */
static char *
resolve (const char  *path,
         gint64      *out_mount_id)
{
  g_autofree char *named = g_canonicalize_filename (path, NULL);
  g_autofree char *existing = g_strdup (named);
  g_autofree char *real = NULL;

  while ((real = realpath (existing, NULL)) == NULL && !g_str_equal (existing, "/"))
    {
      char *folder = g_path_get_dirname (existing);

      g_free (existing);
      existing = folder;
    }
  if (real == NULL)
    return g_steal_pointer (&named);

  *out_mount_id = pursuit_mount_get_id (real);
  return g_build_filename (real, named + strlen (existing), NULL);
}

/**
 * pursuit_place_classify:
 * @path: a file or folder, which need not exist yet
 * @error: return location
 *
 * Finds out what kind of place a database is or would be in: by the type and options of the mount, and by what programs that
 * synchronise folders leave there. Nothing is written.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the system has no mount table to look at.
 *
 * Returns: (transfer full): the place; nothing was measured
 */
PursuitPlace *
pursuit_place_classify (const char  *path,
                        GError     **error)
{
  g_autofree char *real = NULL;
  g_autofree char *mountinfo = NULL;
  gint64 mount_id = 0;

  g_return_val_if_fail (path != NULL, NULL);

  real = resolve (path, &mount_id);
  if (test_table != NULL)
    return classify (real, 0, test_table, g_get_home_dir (), error);
  if (!g_file_get_contents (MOUNT_TABLE, &mountinfo, NULL, NULL))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The system does not say what “%s” lies on."), path);
      return NULL;
    }

  return classify (real, mount_id, mountinfo, g_get_home_dir (), error);
}

/**
 * pursuit_place_copy:
 * @self: a place
 *
 * Returns: (transfer full): the same, with what was measured
 */
PursuitPlace *
pursuit_place_copy (const PursuitPlace *self)
{
  PursuitPlace *copy = g_new (PursuitPlace, 1);

  *copy = (PursuitPlace) {
    .kind = self->kind,
    .file_system = g_strdup (self->file_system),
    .mount_point = g_strdup (self->mount_point),
    .options = g_strdup (self->options),
    .reason = g_strdup (self->reason),
    .round_trip_us = self->round_trip_us,
  };
  return copy;
}

/**
 * pursuit_place_free:
 * @self: (transfer full): a place
 */
void
pursuit_place_free (PursuitPlace *self)
{
  g_free (self->file_system);
  g_free (self->mount_point);
  g_free (self->options);
  g_free (self->reason);
  g_free (self);
}

/**
 * pursuit_place_kind_to_word:
 * @kind: a kind
 *
 * Returns: the stable word for it, as in JSON
 */
const char *
pursuit_place_kind_to_word (PursuitPlaceKind kind)
{
  static const char *const words[] = { "local", "share", "unsafe", "synced" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);

  return words[kind];
}
