/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-snapshot.h"

#include <glib/gstdio.h>

#include "pursuit-backup.h"
#include "pursuit-private-folder-private.h"

/* Long reading, such as an export: at a copy, so that nobody waits for it and all of it is of one moment. */

/**
 * pursuit_snapshot_new:
 * @desk: a desk, outside any transaction
 * @cancellable: (nullable): ends the copying
 * @error: return location
 *
 * Copies the database, some 30 ms for 50 MB, to a private place on this computer. The copy has no name any more when this
 * returns: whatever happens, nothing is left of it once the desk is gone.
 *
 * Fails as pursuit_store_copy() and pursuit_store_open().
 *
 * Returns: (transfer full): a desk at the copy, with the same person and rights, for one thread, any; nothing can be changed
 */
PursuitDesk *
pursuit_snapshot_new (PursuitDesk   *desk,
                      GCancellable  *cancellable,
                      GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autofree char *folder = pursuit_private_folder_make (pursuit_store_get_uuid (store), error);
  g_autofree char *base = g_path_get_basename (pursuit_store_get_path (store));
  g_autofree char *path = folder != NULL ? g_build_filename (folder, base, NULL) : NULL;
  g_autoptr(PursuitStore) copy = NULL;

  if (folder == NULL)
    return NULL;
  if (pursuit_store_copy (store, path, cancellable, error))
    copy = pursuit_store_open (path, PURSUIT_STORE_READ_ONLY, error);
  pursuit_private_folder_remove (folder);

  return copy != NULL ? pursuit_desk_new_at_copy (desk, copy, error) : NULL;
}
