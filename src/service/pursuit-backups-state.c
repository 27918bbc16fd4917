/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-backups-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-backups-folder.h"
#include "pursuit-date.h"
#include "pursuit-journal.h"

/* How the backups stand, for whoever is responsible for the data. */

#define MOST_DAYS 3
#define DAY (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * pursuit_backup_state_free:
 * @self: (transfer full): how backups stand
 */
void
pursuit_backup_state_free (PursuitBackupState *self)
{
  g_free (self->folder);
  g_free (self->second_folder);
  g_free (self->warning);
  g_free (self->advice);
  g_free (self);
}

static void
count_backups (PursuitBackupState *self,
               GPtrArray          *backups,
               gint64             *out_journal_id)
{
  for (guint i = backups->len; i > 0; i--)
    {
      const PursuitBackup *backup = g_ptr_array_index (backups, i - 1);

      if (backup->is_whole)
        self->size += backup->manifest->size;
      if (!pursuit_backup_is_good (backup))
        continue;
      self->n_good++;
      self->last_at = backup->manifest->at;
      *out_journal_id = backup->manifest->journal_id;
    }
}

/* Since when there has been something to back up. */
static gboolean
read_waiting_since (PursuitStore  *store,
                    gint64         after_id,
                    gint64        *out_since,
                    GError       **error)
{
  g_autoptr(GPtrArray) entries = pursuit_journal_list_since (store, after_id, 1, error);

  if (entries == NULL)
    return FALSE;

  *out_since = entries->len > 0 ? ((PursuitJournalEntry *) g_ptr_array_index (entries, 0))->at : G_MAXINT64;
  return TRUE;
}

static void
find_words (PursuitBackupState *self,
              PursuitBackups     *where)
{
  if (self->is_overdue && self->n_good == 0)
    self->warning = g_strdup (_("There is no backup of this database yet."));
  else if (self->is_overdue)
    {
      g_autofree char *when = pursuit_time_format (self->last_at);

      self->warning = g_strdup_printf (_("The last checked backup is of %s."), when);
    }
  else if (where->second != NULL && !g_file_test (where->second, G_FILE_TEST_IS_DIR))
    self->warning = g_strdup_printf (_("The folder “%s” for backups is not there."), where->second);

  if (where->second == NULL && pursuit_backups_is_same_place (where->folder, where->path))
    self->advice = g_strdup (_("Backups lie on the same disk as the database; choose a second folder on another one."));
}

/**
 * pursuit_backups_get_state:
 * @desk: a desk, on its thread
 * @error: return location
 *
 * Looks at the folders and at the journal; nothing is checked anew.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the journal cannot be read.
 *
 * Returns: (transfer full): how the backups stand
 */
PursuitBackupState *
pursuit_backups_get_state (PursuitDesk  *desk,
                           GError      **error)
{
  g_autoptr(PursuitBackupState) self = g_new0 (PursuitBackupState, 1);
  g_autoptr(PursuitBackups) where = pursuit_backups_new (desk);
  g_autoptr(GPtrArray) backups = pursuit_backups_list (where);
  gint64 journal_id = 0;
  gint64 since;

  self->folder = g_strdup (where->folder);
  self->second_folder = g_strdup (where->second);
  count_backups (self, backups, &journal_id);
  /* What making the database wrote is nothing that anybody would miss. */
  if (!read_waiting_since (pursuit_desk_get_store (desk), MAX (journal_id, 1), &since, error))
    return NULL;

  self->is_overdue = since < pursuit_time_now () - MOST_DAYS * DAY;
  find_words (self, where);
  return g_steal_pointer (&self);
}
