/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-document-copies.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "pursuit-documents-private.h"
#include "pursuit-error.h"
#include "pursuit-private-folder-private.h"

/*
 * PursuitDocumentCopies are files of documents that other programs have open: for this person's eyes, not to be written to,
 * and gone when the program ends. Whoever is killed cannot tidy up; a locked file in the folder says who is still there,
 * whatever became of process numbers.
 *
 *   $XDG_RUNTIME_DIR/pursuit/documents/XXXXXX/in-use        locked
 *                                            /12-3/Offer.pdf  version 3 of document 12
 */
struct _PursuitDocumentCopies
{
  GMutex lock;
  char *folder;          /* NULL before the first copy */
  int fd;
};

#define IN_USE "in-use"

/**
 * pursuit_document_copies_dup_home:
 *
 * Returns: (transfer full): where the copies of all programs of this person are; it need not be there yet
 */
char *
pursuit_document_copies_dup_home (void)
{
  const char *home = g_getenv ("PURSUIT_STATE_HOME");

  return g_build_filename (home != NULL && *home != '\0' ? home : g_get_user_runtime_dir (), "pursuit", "documents", NULL);
}

/* The descriptor of the lock, -1 when somebody else has it or it is not there. */
static int
lock_folder (const char *folder,
             int         flags)
{
  g_autofree char *path = g_build_filename (folder, IN_USE, NULL);
  int fd = g_open (path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | flags, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_close (fd, NULL);
      return -1;
    }

  return fd;
}

/**
 * pursuit_document_copies_tidy:
 *
 * Removes the copies of programs that ended without doing so.
 */
void
pursuit_document_copies_tidy (void)
{
  g_autofree char *home = pursuit_document_copies_dup_home ();
  g_autoptr(GDir) dir = g_dir_open (home, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (home, name, NULL);
      int fd = lock_folder (folder, 0);

      if (fd < 0)
        continue;
      pursuit_private_folder_remove (folder);
      g_close (fd, NULL);
    }
}

/**
 * pursuit_document_copies_new:
 *
 * Returns: (transfer full): no copies yet; for any thread
 */
PursuitDocumentCopies *
pursuit_document_copies_new (void)
{
  PursuitDocumentCopies *self = g_new0 (PursuitDocumentCopies, 1);

  g_mutex_init (&self->lock);
  self->fd = -1;

  return self;
}

/**
 * pursuit_document_copies_free:
 * @self: (transfer full): copies
 *
 * Removes them, also those that another program still has open: it keeps what it has read.
 */
void
pursuit_document_copies_free (PursuitDocumentCopies *self)
{
  if (self->folder != NULL)
    pursuit_private_folder_remove (self->folder);
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_free (self->folder);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
refuse (int      code,
        GError **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("There is no place for a copy on this computer: %s."),
               g_strerror (code));
  return FALSE;
}

static gboolean
make_own_folder (PursuitDocumentCopies  *self,
                 GError                **error)
{
  g_autofree char *home = pursuit_document_copies_dup_home ();
  g_autofree char *folder = g_build_filename (home, "XXXXXX", NULL);

  if (self->folder != NULL)
    return TRUE;
  if (g_mkdir_with_parents (home, 0700) != 0 || g_mkdtemp_full (folder, 0700) == NULL)
    return refuse (errno, error);
  self->fd = lock_folder (folder, O_CREAT | O_EXCL);
  if (self->fd < 0)
    {
      refuse (errno, error);
      g_rmdir (folder);
      return FALSE;
    }

  self->folder = g_steal_pointer (&folder);
  return TRUE;
}

static char *
dup_folder (PursuitDocumentCopies  *self,
            gint64                  document_id,
            gint64                  version,
            GError                **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *name = g_strdup_printf ("%lld-%lld", (long long) document_id, (long long) version);
  g_autofree char *folder = NULL;

  if (!make_own_folder (self, error))
    return NULL;
  folder = g_build_filename (self->folder, name, NULL);
  if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
    {
      refuse (errno, error);
      return NULL;
    }

  return g_steal_pointer (&folder);
}

/**
 * pursuit_document_copies_make:
 * @self: copies
 * @desk: a desk
 * @document_id: a document
 * @version: the number of a version, 0 for the present one
 * @cancellable: (nullable): looked at at each piece
 * @error: return location
 *
 * Fails as pursuit_documents_save_as().
 *
 * Returns: (transfer full) (type filename): a file that another program can be given to read
 */
char *
pursuit_document_copies_make (PursuitDocumentCopies  *self,
                              PursuitDesk            *desk,
                              gint64                  document_id,
                              gint64                  version,
                              GCancellable           *cancellable,
                              GError                **error)
{
  g_autofree char *folder = dup_folder (self, document_id, version, error);

  return folder != NULL ? pursuit_documents_copy (desk, document_id, version, folder, cancellable, error) : NULL;
}
