/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* struct ucred */

#include "pursuit-claim.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "pursuit-busy-private.h"
#include "pursuit-error.h"
#include "pursuit-path.h"

/*
 * A claim says that one process of this computer works with a file. On a share that has to be: on SMB two processes that
 * lock through the same client leave locks behind on the server, and then nobody saves (shared-database.md 2.5).
 *
 * It is a listening socket whose name the kernel keeps, not a file: it goes with its process however that ends, needs no
 * place to write to, and tells who holds it.
 */
struct _PursuitClaim
{
  int fd;
};

/* Askers are never answered: they stay in this line until the claim is given up. */
#define LONGEST_LINE SOMAXCONN

static socklen_t
make_address (const char         *path,
              struct sockaddr_un *out_address)
{
  g_autofree char *real = pursuit_path_canonicalize (path, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  int length;

  *out_address = (struct sockaddr_un) { .sun_family = AF_UNIX };
  /* A name that begins with a zero is no file. */
  length = g_snprintf (out_address->sun_path + 1, sizeof out_address->sun_path - 1, "pursuit-claim-%s", hash);

  return (socklen_t) (offsetof (struct sockaddr_un, sun_path) + 1 + (size_t) length);
}

/* The name of @pid's program, as far as the system tells; 0 for one that does not say who it is. */
static char *
describe_process (pid_t pid)
{
  g_autofree char *file = g_strdup_printf ("/proc/%d/comm", (int) pid);
  g_autofree char *program = NULL;

  if (pid == 0)
    return g_strdup (_("another program"));
  if (!g_file_get_contents (file, &program, NULL, NULL))
    /* TRANSLATORS: a running program whose name is not known; the number is that of the process */
    return g_strdup_printf (_("process %d"), (int) pid);

  /* TRANSLATORS: the name of a program, and the number of its process */
  return g_strdup_printf (_("%1$s (process %2$d)"), g_strchomp (program), (int) pid);
}

/* Knocks at the address without waiting. Taking the name for a moment would tell as well, but could be in the way of somebody
 * who takes it in earnest. */
static gboolean
find_holder (const struct sockaddr_un *address,
             socklen_t                 length,
             pid_t                    *out_pid)
{
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  struct ucred peer = { 0 };
  socklen_t size = sizeof peer;
  gboolean answers = fd >= 0 && connect (fd, (const struct sockaddr *) address, length) == 0;
  gboolean is_held = answers || (fd >= 0 && errno == EAGAIN);   /* the line is full */

  *out_pid = answers && getsockopt (fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : 0;
  if (fd >= 0)
    close (fd);

  return is_held;
}

static void
refuse (const char                *path,
        const struct sockaddr_un  *address,
        socklen_t                  length,
        char                     **out_holder,
        GError                   **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *holder = NULL;
  pid_t pid;

  find_holder (address, length, &pid);
  holder = describe_process (pid);
  if (pid == getpid ())
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY, _("“%s” is open in this program already."), name);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY, _("“%1$s” is held by %2$s on this computer."), name, holder);
  if (out_holder != NULL)
    *out_holder = g_steal_pointer (&holder);
}

/* Takes the name, or says in errno why not. */
static int
bind_to (const struct sockaddr_un *address,
         socklen_t                 length)
{
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int code;

  if (fd < 0)
    return -1;
  if (bind (fd, (const struct sockaddr *) address, length) == 0 && listen (fd, LONGEST_LINE) == 0)
    return fd;

  code = errno;
  close (fd);
  errno = code;
  return -1;
}

/**
 * pursuit_claim_wait:
 * @path: a file
 * @patience_ms: how long to wait for whoever holds it
 * @out_holder: (out) (optional) (nullable): who holds it, when it is refused for that
 * @error: return location
 *
 * Claims a file for this process, and waits its turn if need be: tries again after random pauses, as for a lock.
 *
 * Fails with %PURSUIT_ERROR_BUSY when another process has it for longer than that, or this one has claimed it before, and with
 * %PURSUIT_ERROR_STORAGE when the system gives no socket.
 *
 * Returns: (transfer full): the claim, to be freed when the file is closed
 */
PursuitClaim *
pursuit_claim_wait (const char  *path,
                    guint        patience_ms,
                    char       **out_holder,
                    GError     **error)
{
  gint64 until = g_get_monotonic_time () + (gint64) patience_ms * 1000;
  struct sockaddr_un address;
  socklen_t length;
  PursuitClaim *self;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  length = make_address (path, &address);
  for (guint attempt = 0; (fd = bind_to (&address, length)) < 0 && errno == EADDRINUSE; attempt++)
    {
      gint64 left = until - g_get_monotonic_time ();

      if (left <= 0)
        {
          refuse (path, &address, length, out_holder, error);
          return NULL;
        }
      g_usleep (pursuit_busy_draw_us (attempt, left));
    }
  if (fd < 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be opened: %2$s."), path, g_strerror (errno));
      return NULL;
    }

  self = g_new0 (PursuitClaim, 1);
  self->fd = fd;
  return self;
}

/**
 * pursuit_claim_take:
 * @path: a file
 * @out_holder: (out) (optional) (nullable): who holds it, when it is refused for that
 * @error: return location
 *
 * Claims a file for this process, or not, at once. See pursuit_claim_wait().
 *
 * Returns: (transfer full): the claim, to be freed when the file is closed
 */
PursuitClaim *
pursuit_claim_take (const char  *path,
                    char       **out_holder,
                    GError     **error)
{
  return pursuit_claim_wait (path, 0, out_holder, error);
}

/**
 * pursuit_claim_is_held:
 * @path: a file
 * @out_holder: (out) (optional) (transfer full): who holds it, such as “pursuit (process 1234)”
 *
 * Asks whether a process of this computer, perhaps this one, has claimed a file; only a file on a share is claimed.
 *
 * Returns: %TRUE when one has
 */
gboolean
pursuit_claim_is_held (const char  *path,
                       char       **out_holder)
{
  struct sockaddr_un address;
  socklen_t length;
  pid_t pid;

  g_return_val_if_fail (path != NULL, FALSE);

  length = make_address (path, &address);
  if (!find_holder (&address, length, &pid))
    return FALSE;

  if (out_holder != NULL)
    *out_holder = describe_process (pid);
  return TRUE;
}

/**
 * pursuit_claim_free:
 * @self: (transfer full): a claim
 *
 * Gives it up.
 */
void
pursuit_claim_free (PursuitClaim *self)
{
  close (self->fd);
  g_free (self);
}
