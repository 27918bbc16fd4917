/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-backups-restore.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-backups-private.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-journal-compare.h"
#include "pursuit-private-folder-private.h"
#include "pursuit-replace.h"

/*
 * Going back to a backup:
 *
 *   backup ──bytes, hash──▶ copy of this computer ──format, identity, journal entry──▶ the live file, in one transaction
 *                                                         the present ──▶ a backup of its own
 *
 * The entry is written into the copy before it goes into the live file: so there is no state without it, and the journal's
 * chain goes on from the backup's last entry.
 */

#define VERB "restore-backup"
#define ENTITY "database"

/* A copy of a backup that may be changed. */
typedef struct
{
  PursuitManifest *manifest;
  char *folder;
  PursuitStore *store;
} Prepared;

static void
prepared_clear (Prepared *self)
{
  g_clear_object (&self->store);
  if (self->folder != NULL)
    pursuit_private_folder_remove (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->manifest, pursuit_manifest_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Prepared, prepared_clear)

static gboolean
refuse_altered (const char  *name,
                GError     **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The backup “%s” is not what it was when it was made."), name);
  return FALSE;
}

/* The hash is that of what is then used: nobody can exchange the file in between. */
static gboolean
prepare (Prepared      *self,
         PursuitDesk   *desk,
         const char    *file,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *path = NULL;
  g_autofree char *hash = NULL;

  self->manifest = pursuit_manifest_load (file, error);
  if (self->manifest == NULL)
    return FALSE;
  self->folder = pursuit_private_folder_make (pursuit_store_get_uuid (pursuit_desk_get_store (desk)), error);
  if (self->folder == NULL)
    return FALSE;
  path = g_build_filename (self->folder, base, NULL);
  hash = pursuit_backups_copy_file (file, path, cancellable, error);
  if (hash == NULL)
    return FALSE;
  if (!g_str_equal (hash, self->manifest->sha256))
    return refuse_altered (name, error);

  self->store = pursuit_store_open (path, PURSUIT_STORE_NONE, error);
  return self->store != NULL;
}

/**
 * pursuit_restore_preview_free:
 * @self: (transfer full): a preview
 */
void
pursuit_restore_preview_free (PursuitRestorePreview *self)
{
  g_clear_pointer (&self->manifest, pursuit_manifest_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self);
}

static gboolean
compare_journals (PursuitRestorePreview  *self,
                  PursuitStore           *live,
                  PursuitStore           *copy,
                  GError                **error)
{
  gint64 common, nobody;

  if (!pursuit_journal_find_common (live, copy, &common, error) ||
      !pursuit_journal_count_since (live, common, &self->n_lost, &self->n_lost_people, error) ||
      !pursuit_journal_count_since (copy, common, &self->n_returning, &nobody, error))
    return FALSE;

  self->is_same_database = self->manifest->store_uuid != NULL
                               ? g_str_equal (self->manifest->store_uuid, pursuit_store_get_uuid (live))
                               : common > 0;
  return TRUE;
}

static gboolean
compare_rows (PursuitRestorePreview  *self,
              PursuitStore           *live,
              PursuitStore           *copy,
              GError                **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  self->rows = g_array_new (FALSE, FALSE, sizeof (PursuitRestoreRows));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) klass = g_type_class_ref (types[i]);
      PursuitRestoreRows rows = { PURSUIT_RECORD_CLASS (klass)->table, pursuit_store_count (live, types[i], error), -1 };

      if (rows.now >= 0)
        rows.then = pursuit_store_count (copy, types[i], error);
      if (rows.then < 0)
        return FALSE;
      g_array_append_val (self->rows, rows);
    }

  return TRUE;
}

/**
 * pursuit_backups_preview:
 * @desk: a desk
 * @file: a backup
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Looks at a backup, byte for byte, and compares it with the database. A window asks at a copy, so that nobody waits for it:
 * pursuit_worker_read_copy_async().
 *
 * Fails with %PURSUIT_ERROR_DENIED without the right to administer, %PURSUIT_ERROR_NOT_FOUND when @file is no backup,
 * %PURSUIT_ERROR_STORAGE when it is not what it was when it was made or cannot be read, %PURSUIT_ERROR_NEWER when a newer
 * program made it, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what going back to it would mean
 */
PursuitRestorePreview *
pursuit_backups_preview (PursuitDesk   *desk,
                         const char    *file,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr(PursuitRestorePreview) self = g_new0 (PursuitRestorePreview, 1);
  g_auto(Prepared) prepared = { NULL };
  g_auto(PursuitReading) reading = { NULL };
  PursuitStore *live = pursuit_desk_get_store (desk);

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) ||
      !prepare (&prepared, desk, file, cancellable, error))
    return NULL;

  self->manifest = g_steal_pointer (&prepared.manifest);
  self->is_older_format = self->manifest->schema < pursuit_store_get_newest ();
  if (!pursuit_reading_begin (&reading, live, error) || !compare_journals (self, live, prepared.store, error) ||
      !compare_rows (self, live, prepared.store, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_restore_preview_dup_sentence:
 * @self: a preview
 *
 * Returns: (transfer full): what would go, a sentence or two
 */
char *
pursuit_restore_preview_dup_sentence (const PursuitRestorePreview *self)
{
  g_autofree char *saves = NULL;
  g_autofree char *people = NULL;

  if (!self->is_same_database)
    return g_strdup_printf (_("This is a backup of another database, “%s”."), self->manifest->database);
  if (self->n_lost == 0)
    return g_strdup (_("Nothing was saved since."));

  saves = g_strdup_printf (ngettext ("%lld save came later and would go.", "%lld saves came later and would go.",
                                     (gulong) self->n_lost), (long long) self->n_lost);
  people = g_strdup_printf (ngettext ("%lld person made them.", "%lld people made them.", (gulong) self->n_lost_people),
                            (long long) self->n_lost_people);
  /* Translators: two sentences: "214 saves came later and would go." and "6 people made them." */
  return g_strdup_printf (_("%1$s %2$s"), saves, people);
}

static char *
describe (const char            *file,
          const PursuitManifest *manifest)
{
  g_autofree char *base = g_filename_display_basename (file);
  g_autofree char *at = pursuit_time_to_iso (manifest->at);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "backup", base);
  json_object_set_string_member (object, "at", at);
  json_object_set_int_member (object, "entry", manifest->journal_id);
  json_node_take_object (node, object);

  return json_to_string (node, FALSE);
}

/* The last thing that the present says, and the first that the restored state does. */
static gboolean
write_entry (PursuitDesk  *desk,
             Prepared     *prepared,
             const char   *file,
             gint64       *out_entry_id,
             GError      **error)
{
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);
  g_auto(PursuitTx) tx = { NULL };
  PursuitStore *live = pursuit_desk_get_store (desk);
  gint64 last_id;

  if (!pursuit_journal_get_last (live, &last_id, error) || !pursuit_tx_begin (&tx, prepared->store, error) ||
      !pursuit_store_adopt_identity (prepared->store, live, error))
    return FALSE;

  entry->actor_id = pursuit_desk_get_actor_id (desk);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (desk));
  entry->verb = g_strdup (VERB);
  entry->entity = g_strdup (ENTITY);
  entry->before = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", last_id);
  entry->after = describe (file, prepared->manifest);
  if (!pursuit_journal_add (prepared->store, entry, error) || !pursuit_tx_commit (&tx, error))
    return FALSE;

  *out_entry_id = entry->id;
  return TRUE;
}

/* With the file to ourselves. */
static gboolean
replace (PursuitDesk        *desk,
         Prepared           *prepared,
         const char         *file,
         GCancellable       *cancellable,
         PursuitBackupJob  **out_present,
         gint64             *out_entry_id,
         GError            **error)
{
  *out_present = pursuit_backup_job_new (desk, PURSUIT_BACKUP_BEFORE_RESTORE, cancellable, error);

  return *out_present != NULL && write_entry (desk, prepared, file, out_entry_id, error) &&
         pursuit_store_replace (pursuit_desk_get_store (desk), prepared->store, cancellable, error);
}

static gboolean
seize_and_replace (PursuitDesk        *desk,
                   Prepared           *prepared,
                   const char         *file,
                   GCancellable       *cancellable,
                   PursuitBackupJob  **out_present,
                   gint64             *out_entry_id,
                   GError            **error)
{
  PursuitStore *live = pursuit_desk_get_store (desk);
  gboolean ok;

  if (!pursuit_store_seize (live, error))
    return FALSE;
  ok = replace (desk, prepared, file, cancellable, out_present, out_entry_id, error);

  /* What came before is the better reason. */
  return pursuit_store_release (live, ok ? error : NULL) && ok && pursuit_desk_refresh (desk, error);
}

static gboolean
is_of_this_database (PursuitDesk   *desk,
                     Prepared      *prepared,
                     GError       **error)
{
  g_autoptr(PursuitRestorePreview) preview = g_new0 (PursuitRestorePreview, 1);
  PursuitManifest *manifest = preview->manifest = g_steal_pointer (&prepared->manifest);
  gboolean ok = compare_journals (preview, pursuit_desk_get_store (desk), prepared->store, error);

  prepared->manifest = g_steal_pointer (&preview->manifest);
  if (ok && !preview->is_same_database)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This is a backup of another database, “%s”."),
                 manifest->database);

  return ok && preview->is_same_database;
}

/**
 * pursuit_backups_restore:
 * @desk: a desk
 * @file: a backup
 * @cancellable: (nullable): ends it as long as nothing is decided
 * @out_kept: (out) (optional) (transfer full): where the present was kept
 * @out_entry_id: (out) (optional): the entry of the journal that says so
 * @error: return location
 *
 * Goes back to a backup. The present becomes a backup itself; a damaged one is kept as it is, under a name that ends with
 * ".damaged". Everybody who has the database open sees the older state as a change.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is a backup of another database, %PURSUIT_ERROR_BUSY when somebody stays in the
 * file, and as pursuit_backups_preview(); the database is then as it was.
 *
 * Returns: %TRUE when the database is as it was when the backup was made, but for the journal's entry
 */
gboolean
pursuit_backups_restore (PursuitDesk   *desk,
                         const char    *file,
                         GCancellable  *cancellable,
                         char         **out_kept,
                         gint64        *out_entry_id,
                         GError       **error)
{
  g_auto(Prepared) prepared = { NULL };
  g_autoptr(PursuitBackupJob) present = NULL;
  g_autofree char *kept = NULL;
  gint64 entry_id;

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) ||
      !prepare (&prepared, desk, file, cancellable, error) || !is_of_this_database (desk, &prepared, error) ||
      !seize_and_replace (desk, &prepared, file, cancellable, &present, &entry_id, error))
    return FALSE;

  /* Checking takes longer than copying: nobody waits for it. */
  kept = pursuit_backup_job_finish_or_keep (g_steal_pointer (&present));
  if (out_kept != NULL)
    *out_kept = g_steal_pointer (&kept);
  if (out_entry_id != NULL)
    *out_entry_id = entry_id;
  return TRUE;
}
