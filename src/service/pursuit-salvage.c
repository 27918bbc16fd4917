/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-salvage-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-text-index.h"

/*
 * What can be done about a damaged database. Nothing is ever written to it: it is copied, and what can be read of the copy is
 * put into a new database, with a list of what is missing. Whoever has a good backup is told so first, since that is better.
 */

/**
 * pursuit_salvage_find_backup:
 * @path: a database, which need not be readable any more
 *
 * Returns: (transfer full) (nullable): the newest backup of it that one could go back to
 */
PursuitBackup *
pursuit_salvage_find_backup (const char *path)
{
  g_autoptr(GPtrArray) backups = pursuit_backups_list_for_path (path);

  for (guint i = 0; i < backups->len; i++)
    if (pursuit_backup_is_good (g_ptr_array_index (backups, i)))
      return g_ptr_array_steal_index (backups, i);

  return NULL;
}

/**
 * pursuit_salvage_dup_advice:
 * @path: a database that is damaged
 *
 * Returns: (transfer full): what to do now, in one or two sentences
 */
char *
pursuit_salvage_dup_advice (const char *path)
{
  g_autoptr(PursuitBackup) backup = pursuit_salvage_find_backup (path);
  g_autofree char *name = NULL;
  g_autofree char *when = NULL;

  if (backup == NULL)
    return g_strdup (_("This computer has no good backup of it; “pursuitctl salvage” saves what can still be read."));

  name = g_filename_display_basename (backup->path);
  when = pursuit_time_format (backup->manifest->at);
  return g_strdup_printf (_("The newest good backup is of %1$s (“%2$s”); “pursuitctl salvage” saves what is newer, as far as it"
                            " can be read."),
                          when, name);
}

/**
 * pursuit_salvage_free:
 * @self: (transfer full): what was saved
 */
void
pursuit_salvage_free (PursuitSalvage *self)
{
  g_free (self->target);
  g_free (self->evidence);
  g_free (self->sha256);
  g_clear_pointer (&self->recovery, pursuit_recovery_free);
  g_clear_pointer (&self->backup, pursuit_backup_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

static gboolean
make_target (const char  *target,
             GError     **error)
{
  g_autoptr(PursuitStore) store = pursuit_store_open (target, PURSUIT_STORE_CREATE, error);

  return store != NULL;
}

static void
remove_target (const char *target)
{
  g_autoptr(PursuitStore) store = pursuit_store_open (target, PURSUIT_STORE_NONE, NULL);

  if (store != NULL)
    pursuit_store_discard (g_steal_pointer (&store));
}

/* The process that new deals follow, when the setting is among what is lost. */
static gboolean
complete_settings (PursuitDesk  *desk,
                   GError      **error)
{
  g_autofree char *process = NULL;
  g_autoptr(GPtrArray) processes = NULL;
  g_autoptr(GError) local = NULL;

  process = pursuit_store_dup_setting (pursuit_desk_get_store (desk), PURSUIT_SETTING_PROCESS, &local);
  if (process == NULL && local == NULL)
    processes = pursuit_store_list (pursuit_desk_get_store (desk), pursuit_record_type_from_table ("process"), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (process != NULL || processes->len == 0)
    return TRUE;

  process = g_strdup_printf ("%" G_GINT64_FORMAT, ((PursuitRecord *) g_ptr_array_index (processes, 0))->id);
  return pursuit_store_put_setting (pursuit_desk_get_store (desk), PURSUIT_SETTING_PROCESS, process, error);
}

/* The journal of the new database says where it comes from; others see by its generation that it is not the old one. */
static gboolean
sign (PursuitSalvage  *self,
      GError         **error)
{
  g_autoptr(PursuitDesk) desk = pursuit_desk_open (self->target, PURSUIT_STORE_NONE, error);
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *after = NULL;
  g_auto(PursuitTx) tx = { NULL };
  gint64 n_texts;
  PursuitJournalEntry entry = { .verb = (char *) "salvage", .entity = (char *) "database" };

  json_object_set_string_member (object, "sha256", self->sha256);
  after = json_to_string (node, FALSE);
  if (desk == NULL || !pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error))
    return FALSE;
  entry.actor = (char *) pursuit_desk_get_actor_name (desk);
  entry.after = after;

  return complete_settings (desk, error) && pursuit_store_raise_generation (pursuit_desk_get_store (desk), error) &&
         pursuit_journal_add (pursuit_desk_get_store (desk), &entry, error) && pursuit_tx_commit (&tx, error) &&
         pursuit_text_index_rebuild (pursuit_desk_get_store (desk), &n_texts, NULL, error);
}

static gboolean
fill (PursuitSalvage  *self,
      const char      *work,
      GCancellable    *cancellable,
      GError         **error)
{
  if (!make_target (self->target, error))
    return FALSE;

  self->recovery = pursuit_recovery_run (work, self->target, cancellable, error);
  if (self->recovery != NULL && sign (self, error) && pursuit_salvage_judge (self, cancellable, error) &&
      pursuit_salvage_report (self, error))
    return TRUE;

  remove_target (self->target);
  return FALSE;
}

/**
 * pursuit_salvage_run:
 * @damaged: a damaged database
 * @target: a file that does not exist yet
 * @cancellable: (nullable): looked at now and then
 * @error: return location
 *
 * Saves what can be read of @damaged into @target. The folder `TARGET.evidence` gets a copy of the damaged file and its journal,
 * the rows that could not be placed, and the report. @damaged is only read.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no @damaged, %PURSUIT_ERROR_BUSY when somebody writes to it,
 * %PURSUIT_ERROR_STORAGE when @target or its folder exist or cannot be written, %G_IO_ERROR_CANCELLED. The evidence stays once it
 * was complete, @target does not.
 *
 * Returns: (transfer full): what was saved, and what is missing
 */
PursuitSalvage *
pursuit_salvage_run (const char    *damaged,
                     const char    *target,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(PursuitSalvage) self = g_new0 (PursuitSalvage, 1);
  g_autofree char *work = NULL;
  g_autofree char *name = g_filename_display_name (target);
  gboolean ok;

  self->target = g_canonicalize_filename (target, NULL);
  self->evidence = g_strconcat (self->target, ".evidence", NULL);
  self->findings = g_ptr_array_new_with_free_func (g_free);
  if (g_file_test (self->target, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” exists already."), name);
      return NULL;
    }

  self->sha256 = pursuit_salvage_keep_evidence (damaged, self->evidence, &work, cancellable, error);
  if (self->sha256 == NULL)
    return NULL;
  self->backup = pursuit_salvage_find_backup (damaged);
  ok = fill (self, work, cancellable, error);
  pursuit_salvage_remove_work (work);

  return ok ? g_steal_pointer (&self) : NULL;
}
