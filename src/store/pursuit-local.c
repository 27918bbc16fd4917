/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-local.h"

/**
 * pursuit_local_dup_dir:
 * @store_uuid: which database, see pursuit_store_get_uuid()
 *
 * Where this computer keeps what belongs to a database and to one person alone: what is typed and not saved yet, saves that
 * wait, receipts. It is `$XDG_STATE_HOME/pursuit/stores/UUID`; `PURSUIT_STATE_HOME` stands in for the first two parts. Made
 * when it is not there, for nobody else's eyes.
 *
 * Returns: (transfer full) (nullable): the folder's path; %NULL when it cannot be made
 */
char *
pursuit_local_dup_dir (const char *store_uuid)
{
  const char *home = g_getenv ("PURSUIT_STATE_HOME");
  g_autofree char *dir = NULL;

  if (home != NULL && *home != '\0')
    dir = g_build_filename (home, "stores", store_uuid, NULL);
  else
    dir = g_build_filename (g_get_user_state_dir (), "pursuit", "stores", store_uuid, NULL);

  return g_mkdir_with_parents (dir, 0700) == 0 ? g_steal_pointer (&dir) : NULL;
}
