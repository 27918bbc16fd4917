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

/**
 * pursuit_local_dup_backups_dir:
 *
 * Where this computer keeps backups, a folder for each database: `$XDG_DATA_HOME/pursuit/backups`; `PURSUIT_BACKUP_HOME`
 * stands in for it.
 *
 * Returns: (transfer full): the folder's path; it need not be there yet
 */
char *
pursuit_local_dup_backups_dir (void)
{
  const char *home = g_getenv ("PURSUIT_BACKUP_HOME");

  if (home != NULL && *home != '\0')
    return g_strdup (home);

  return g_build_filename (g_get_user_data_dir (), "pursuit", "backups", NULL);
}

/**
 * pursuit_local_dup_formats_dir:
 *
 * Returns: (transfer full): where this computer keeps what databases on shares were before they got a new format; it need not
 *   be there yet
 */
char *
pursuit_local_dup_formats_dir (void)
{
  g_autofree char *backups = pursuit_local_dup_backups_dir ();

  return g_build_filename (backups, "formats", NULL);
}
