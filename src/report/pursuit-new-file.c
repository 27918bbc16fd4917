/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pursuit-error.h"

/*
 * PursuitNewFile: a file that is written beside the wanted one and takes its place only when all of it is on the disk, so that
 * whoever looks sees the old file or the complete new one. GIO's own replacing writes a file that did not exist before in place,
 * so it is done here.
 */
struct _PursuitNewFile
{
  char *name;       /* for messages */
  char *path;       /* what is replaced in the end, links followed */
  char *temporary;  /* what is written meanwhile; NULL once it is in place */
  int fd;
};

static void
set_write_error (GError     **error,
                 int          saved_errno,
                 const char  *name)
{
  const char *format;

  switch (saved_errno)
    {
    case ENOSPC:
    case EDQUOT:
      format = _("“%s” cannot be written: the disk is full");
      break;
    case EACCES:
    case EPERM:
      format = _("“%s” cannot be written: you do not have permission to write in its folder");
      break;
    case EROFS:
      format = _("“%s” cannot be written: its disk is read-only");
      break;
    case ENOENT:
    case ENOTDIR:
      format = _("“%s” cannot be written: its folder does not exist");
      break;
    case EFBIG:
      format = _("“%s” cannot be written: the disk does not take files of this size");
      break;
    default:
      format = _("“%s” cannot be written: %s");
      break;
    }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format, name, g_strerror (saved_errno));
}

/* @info: (out): what is known of the file that will be replaced; its mode is 0 when there is none */
static gboolean
check_target (PursuitNewFile  *self,
              struct stat     *info,
              GError         **error)
{
  const char *format;

  if (stat (self->path, info) != 0)
    {
      info->st_mode = 0;
      return TRUE;
    }

  if (S_ISDIR (info->st_mode))
    format = _("“%s” is a folder");
  else if (!S_ISREG (info->st_mode))
    format = _("“%s” is a device or a pipe, not a file");
  else if (faccessat (AT_FDCWD, self->path, W_OK, AT_EACCESS) != 0)
    format = _("“%s” cannot be written: the file is read-only");
  else
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format, self->name);

  return FALSE;
}

static gboolean
open_temporary (PursuitNewFile  *self,
                GError         **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *template = g_build_filename (folder, ".pursuit-export-XXXXXX", NULL);
  struct stat info;

  if (!check_target (self, &info, error))
    return FALSE;

  self->fd = g_mkstemp_full (template, O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      set_write_error (error, errno, self->name);
      return FALSE;
    }
  self->temporary = g_steal_pointer (&template);

  /* Who could not read the old file shall not read the new one; some shares keep no modes. */
  if (info.st_mode != 0 && fchmod (self->fd, info.st_mode & 0777) != 0)
    g_debug ("The mode of %s could not be kept: %s", self->path, g_strerror (errno));

  return TRUE;
}

/**
 * pursuit_new_file_open:
 * @file: the file to write; replaced if it exists
 * @error: return location for the refusal
 *
 * Begins a file. Nothing is seen of it before pursuit_new_file_commit(); without that, nothing is left behind.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @file is not on a mounted file system, and with %PURSUIT_ERROR_STORAGE when it is a
 * folder or its folder cannot be written.
 *
 * Returns: (transfer full): an empty file
 */
PursuitNewFile *
pursuit_new_file_open (GFile   *file,
                       GError **error)
{
  g_autoptr(PursuitNewFile) self = NULL;
  g_autofree char *path = NULL;
  g_autofree char *basename = NULL;
  g_autofree char *target = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_new0 (PursuitNewFile, 1);
  self->fd = -1;
  basename = g_file_get_basename (file);
  self->name = g_filename_display_name (basename);

  path = g_file_get_path (file);
  if (path == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” is not in a folder that this computer has mounted"), self->name);
      return NULL;
    }

  /* A link to the file stays a link. */
  target = realpath (path, NULL);
  self->path = g_strdup (target != NULL ? target : path);
  if (!open_temporary (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_new_file_free:
 * @self: (transfer full): a file; what was written goes unless it was committed
 */
void
pursuit_new_file_free (PursuitNewFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->name);
  g_free (self->path);
  g_free (self->temporary);
  g_free (self);
}

/**
 * pursuit_new_file_get_name:
 * @self: a file
 *
 * Returns: (transfer none): the display name of the wanted file, for messages
 */
const char *
pursuit_new_file_get_name (PursuitNewFile *self)
{
  return self->name;
}

/**
 * pursuit_new_file_get_path:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): where it is written meanwhile; %NULL once it is in place
 */
const char *
pursuit_new_file_get_path (PursuitNewFile *self)
{
  return self->temporary;
}

/**
 * pursuit_new_file_get_fd:
 * @self: a file
 *
 * Returns: what to write to
 */
int
pursuit_new_file_get_fd (PursuitNewFile *self)
{
  return self->fd;
}

/**
 * pursuit_new_file_set_error:
 * @self: a file
 * @saved_errno: why a write failed
 * @error: (out): %PURSUIT_ERROR_STORAGE with the sentence for it
 */
void
pursuit_new_file_set_error (PursuitNewFile  *self,
                            int              saved_errno,
                            GError         **error)
{
  set_write_error (error, saved_errno, self->name);
}

/* Makes the new name survive a power cut. A file system that cannot do that is no reason to fail. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  if (fsync (fd) != 0)
    g_debug ("%s could not be synchronised: %s", folder, g_strerror (errno));
  close (fd);
}

/**
 * pursuit_new_file_commit:
 * @self: a file that is written
 * @error: return location for the refusal
 *
 * Puts the file in its place.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the disk is full or refuses; a file that was there before is then unchanged.
 *
 * Returns: %TRUE when the complete file is on the disk
 */
gboolean
pursuit_new_file_commit (PursuitNewFile  *self,
                         GError         **error)
{
  int fd = self->fd;

  if (fsync (fd) != 0)
    {
      set_write_error (error, errno, self->name);
      return FALSE;
    }

  /* A share may tell only now that it is full. */
  self->fd = -1;
  if (close (fd) != 0 || g_rename (self->temporary, self->path) != 0)
    {
      set_write_error (error, errno, self->name);
      return FALSE;
    }

  g_clear_pointer (&self->temporary, g_free);
  sync_folder (self->path);

  return TRUE;
}
