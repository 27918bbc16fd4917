/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pursuit-manifest.h"

/* What lies beside a backup and says what it is. */
int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autofree char *copy = g_strdup_printf ("%s/pursuit-fuzz-%d", g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir (),
                                           (int) getpid ());
  g_autofree char *path = pursuit_manifest_dup_name (copy);
  g_autoptr(PursuitManifest) manifest = NULL;
  int fd = g_open (path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, length), ==, length);
  close (fd);
  manifest = pursuit_manifest_load (copy, NULL);
  if (manifest != NULL)
    g_assert_true (pursuit_manifest_write (manifest, copy, NULL));
  g_unlink (path);

  return 0;
}
