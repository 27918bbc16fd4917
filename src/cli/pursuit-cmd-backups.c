/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-backups-restore.h"
#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-date.h"

/* The backups of a database: listing and making them, going back to one, and where they are. */

static gboolean
open_as_administrator (PursuitCli  *self,
                       GError     **error)
{
  return pursuit_cli_open (self, error) && pursuit_desk_require (self->desk, PURSUIT_RIGHT_ADMINISTER, error);
}

static void
set_file (JsonObject *object,
          const char *key,
          const char *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  pursuit_answer_set_text (object, key, name);
}

static JsonObject *
describe_backup (const PursuitBackup *backup)
{
  const PursuitManifest *manifest = backup->manifest;
  JsonObject *object = json_object_new ();
  g_autofree char *name = g_filename_display_basename (backup->path);

  json_object_set_string_member (object, "name", name);
  set_file (object, "file", backup->path);
  pursuit_answer_set_time (object, "at", manifest->at);
  json_object_set_string_member (object, "reason", manifest->reason);
  json_object_set_int_member (object, "entry", manifest->journal_id);
  json_object_set_int_member (object, "format", manifest->schema);
  json_object_set_int_member (object, "size", manifest->size);
  json_object_set_boolean_member (object, "good", pursuit_backup_is_good (backup));
  json_object_set_boolean_member (object, "second", backup->is_second);

  return object;
}

/* "list" */

typedef struct
{
  gboolean check;
} ListOptions;

static const GOptionEntry list_options[] = {
  PURSUIT_OPTION (ListOptions, check, "check", G_OPTION_ARG_NONE, N_("Read each of them and compare it with its hash"), NULL),
  { NULL },
};

static const char *
name_reason (const char *reason)
{
  static const struct
  {
    const char *reason;
    const char *label;
  } labels[] = {
    { PURSUIT_BACKUP_AUTOMATIC, N_("Automatic") },
    { PURSUIT_BACKUP_ASKED, N_("Asked for") },
    { PURSUIT_BACKUP_BEFORE_IMPORT, N_("Before an import") },
    { PURSUIT_BACKUP_BEFORE_MERGE, N_("Before merging") },
    { PURSUIT_BACKUP_BEFORE_MIGRATION, N_("Before a new format") },
    { PURSUIT_BACKUP_BEFORE_MOVING, N_("Before moving deals to another process") },
    { PURSUIT_BACKUP_BEFORE_RESTORE, N_("Before going back") },
    { PURSUIT_BACKUP_BEFORE_BULK, N_("Before changing many customers") },
    { PURSUIT_BACKUP_BEFORE_SUCCESSION, N_("Before handing over what somebody had") },
    { PURSUIT_BACKUP_BEFORE_UNDO, N_("Before taking an import back") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].reason, reason))
      return _(labels[i].label);

  return reason;
}

static void
write_list (PursuitCli *self,
            GPtrArray  *backups)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Backup"), FALSE);
  pursuit_table_add_column (table, _("When"), FALSE);
  pursuit_table_add_column (table, _("Reason"), FALSE);
  pursuit_table_add_column (table, _("Entry"), TRUE);
  pursuit_table_add_column (table, _("Size"), TRUE);
  pursuit_table_add_column (table, _("State"), FALSE);
  for (guint i = 0; i < backups->len; i++)
    {
      const PursuitBackup *backup = g_ptr_array_index (backups, i);

      pursuit_table_take_cell (table, g_filename_display_basename (backup->path));
      pursuit_table_take_cell (table, pursuit_time_format (backup->manifest->at));
      pursuit_table_add_cell (table, name_reason (backup->manifest->reason));
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, backup->manifest->journal_id));
      pursuit_table_take_cell (table, g_format_size ((guint64) backup->manifest->size));
      pursuit_table_add_cell (table, pursuit_backup_is_good (backup) ? _("good") : _("not good"));
    }

  pursuit_table_write (table, self->output);
}

/* What is not what it was is no backup any more. */
static gboolean
check_all (PursuitCli  *self,
           GPtrArray   *backups,
           GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = pursuit_interrupt_new (self);

  for (guint i = 0; i < backups->len; i++)
    {
      PursuitBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr(GError) local = NULL;

      if (pursuit_backup_verify (backup->path, pursuit_interrupt_get_cancellable (interrupt), &local))
        continue;
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      backup->is_whole = FALSE;
    }

  return TRUE;
}

static void
answer_list (PursuitCli               *self,
             GPtrArray                *backups,
             const PursuitBackupState *state)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < backups->len; i++)
    json_array_add_object_element (array, describe_backup (g_ptr_array_index (backups, i)));
  self->answer = json_object_new ();
  set_file (self->answer, "folder", state->folder);
  set_file (self->answer, "second_folder", state->second_folder);
  json_object_set_boolean_member (self->answer, "overdue", state->is_overdue);
  pursuit_answer_set_text (self->answer, "warning", state->warning);
  json_object_set_array_member (self->answer, "backups", array);
}

static gboolean
run_list (PursuitCli  *self,
          GError     **error)
{
  const ListOptions *options = self->options;
  g_autoptr(PursuitBackups) where = NULL;
  g_autoptr(GPtrArray) backups = NULL;
  g_autoptr(PursuitBackupState) state = NULL;

  if (!open_as_administrator (self, error))
    return FALSE;
  where = pursuit_backups_new (self->desk);
  backups = pursuit_backups_list (where);
  state = pursuit_backups_get_state (self->desk, error);
  if (state == NULL || (options->check && !check_all (self, backups, error)))
    return FALSE;

  answer_list (self, backups, state);
  if (!self->json && backups->len > 0)
    write_list (self, backups);
  else if (!self->json)
    pursuit_output_line (self->output, "%s", _("There is no backup of this database yet."));
  if (!self->json && state->warning != NULL && backups->len > 0)
    pursuit_output_line (self->output, "%s", state->warning);
  return TRUE;
}

const PursuitCommand pursuit_cmd_backups_list = {
  .name = "backups list",
  .summary = N_("Show the backups of the database, the newest first"),
  .options = list_options,
  .options_size = sizeof (ListOptions),
  .run = run_list,
};

/* "now" */

static gboolean
run_now (PursuitCli  *self,
         GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(PursuitBackup) backup = NULL;
  g_autofree char *name = NULL;

  if (!pursuit_cli_open (self, error))
    return FALSE;
  interrupt = pursuit_interrupt_new (self);
  backup = pursuit_backups_take (self->desk, PURSUIT_BACKUP_ASKED, pursuit_interrupt_get_cancellable (interrupt), error);
  if (backup == NULL)
    return FALSE;

  self->answer = describe_backup (backup);
  pursuit_answer_set_text (self->answer, "trouble", backup->trouble);
  name = g_filename_display_basename (backup->path);
  if (!self->json)
    pursuit_output_line (self->output, _("“%s” is a checked backup of the database."), name);
  if (!self->json && backup->trouble != NULL)
    pursuit_output_line (self->output, _("It is not in the second folder: %s"), backup->trouble);
  return TRUE;
}

const PursuitCommand pursuit_cmd_backups_now = {
  .name = "backups now",
  .summary = N_("Make a backup now, in this computer’s folder"),
  .run = run_now,
};

/* "preview" and "restore" */

static PursuitBackup *
find_backup (PursuitCli  *self,
             GError     **error)
{
  g_autoptr(PursuitBackups) where = NULL;

  if (!open_as_administrator (self, error))
    return NULL;

  where = pursuit_backups_new (self->desk);
  return pursuit_backups_find (where, self->args[0], error);
}

static const char *
name_kind (const char *table)
{
  GType type = pursuit_record_type_from_table (table);
  g_autoptr(GTypeClass) klass = type != G_TYPE_INVALID ? g_type_class_ref (type) : NULL;

  return klass != NULL ? _(PURSUIT_RECORD_CLASS (klass)->label) : table;
}

static void
write_preview (PursuitCli                  *self,
               const PursuitBackup         *backup,
               const PursuitRestorePreview *preview)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();
  g_autofree char *name = g_filename_display_basename (backup->path);
  g_autofree char *when = pursuit_time_format (preview->manifest->at);
  g_autofree char *sentence = pursuit_restore_preview_dup_sentence (preview);

  pursuit_table_add_column (table, _("Kind"), FALSE);
  pursuit_table_add_column (table, _("Now"), TRUE);
  pursuit_table_add_column (table, _("Then"), TRUE);
  for (guint i = 0; i < preview->rows->len; i++)
    {
      const PursuitRestoreRows *rows = &g_array_index (preview->rows, PursuitRestoreRows, i);

      pursuit_table_add_cell (table, name_kind (rows->table));
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, rows->now));
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, rows->then));
    }
  /* Translators: the name of a backup; a time */
  pursuit_output_line (self->output, _("“%1$s” is the state of %2$s."), name, when);
  pursuit_table_write (table, self->output);
  pursuit_output_line (self->output, "%s", sentence);
  if (preview->n_returning > 0)
    pursuit_output_line (self->output,
                         ngettext ("%lld save that is not in the database now would come back.",
                                   "%lld saves that are not in the database now would come back.",
                                   (gulong) preview->n_returning),
                         (long long) preview->n_returning);
}

static JsonObject *
describe_rows (const PursuitRestorePreview *preview)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < preview->rows->len; i++)
    {
      const PursuitRestoreRows *rows = &g_array_index (preview->rows, PursuitRestoreRows, i);
      JsonObject *counts = json_object_new ();

      json_object_set_int_member (counts, "now", rows->now);
      json_object_set_int_member (counts, "then", rows->then);
      json_object_set_object_member (object, rows->table, counts);
    }

  return object;
}

static gboolean
run_preview (PursuitCli  *self,
             GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(PursuitBackup) backup = find_backup (self, error);
  g_autoptr(PursuitRestorePreview) preview = NULL;

  if (backup == NULL)
    return FALSE;
  interrupt = pursuit_interrupt_new (self);
  preview = pursuit_backups_preview (self->desk, backup->path, pursuit_interrupt_get_cancellable (interrupt), error);
  if (preview == NULL)
    return FALSE;

  self->answer = describe_backup (backup);
  json_object_set_boolean_member (self->answer, "same_database", preview->is_same_database);
  json_object_set_int_member (self->answer, "lost", preview->n_lost);
  json_object_set_int_member (self->answer, "lost_people", preview->n_lost_people);
  json_object_set_int_member (self->answer, "returning", preview->n_returning);
  json_object_set_object_member (self->answer, "rows", describe_rows (preview));
  if (!self->json)
    write_preview (self, backup, preview);
  return TRUE;
}

const PursuitCommand pursuit_cmd_backups_preview = {
  .name = "backups preview",
  .arguments = N_("BACKUP"),
  .summary = N_("Show what going back to a backup would mean"),
  .details = N_("BACKUP is a name from “backups list”, a file, or “last”."),
  .n_required = 1,
  .n_allowed = 1,
  .file_argument = 1,
  .run = run_preview,
};

static gboolean
run_restore (PursuitCli  *self,
             GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(PursuitBackup) backup = find_backup (self, error);
  g_autofree char *kept = NULL;
  g_autofree char *kept_name = NULL;
  g_autofree char *when = NULL;
  gint64 entry_id;

  if (backup == NULL)
    return FALSE;
  interrupt = pursuit_interrupt_new (self);
  if (!pursuit_backups_restore (self->desk, backup->path, pursuit_interrupt_get_cancellable (interrupt), &kept, &entry_id,
                                error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "entry", entry_id);
  set_file (self->answer, "kept", kept);
  when = pursuit_time_format (backup->manifest->at);
  if (!self->json)
    pursuit_output_line (self->output, _("The database is again as it was at %1$s, with entry %2$lld of the journal."), when,
                         (long long) entry_id);
  kept_name = kept != NULL ? g_filename_display_basename (kept) : NULL;
  if (!self->json && kept_name != NULL)
    pursuit_output_line (self->output, _("What it was until now is kept as “%s”."), kept_name);
  return TRUE;
}

const PursuitCommand pursuit_cmd_backups_restore = {
  .name = "backups restore",
  .arguments = N_("BACKUP"),
  .summary = N_("Go back to a backup; the present is kept as another one"),
  .details = N_("BACKUP is a name from “backups list”, a file, or “last”. Everybody who has the database open sees the older "
                "state at once."),
  .n_required = 1,
  .n_allowed = 1,
  .file_argument = 1,
  .run = run_restore,
};

/* "folder" */

typedef struct
{
  gboolean none;
} FolderOptions;

static const GOptionEntry folder_options[] = {
  PURSUIT_OPTION (FolderOptions, none, "none", G_OPTION_ARG_NONE, N_("Have no second folder any more"), NULL),
  { NULL },
};

static gboolean
run_folder (PursuitCli  *self,
            GError     **error)
{
  const FolderOptions *options = self->options;
  g_autoptr(PursuitBackups) where = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *second = NULL;

  if (options->none && self->n_args > 0)
    return pursuit_cli_misuse (error, _("--none and a folder do not go together."));
  if (!open_as_administrator (self, error))
    return FALSE;
  where = pursuit_backups_new (self->desk);
  if ((options->none || self->n_args > 0) &&
      !pursuit_backups_set_second (where, options->none ? NULL : self->args[0], error))
    return FALSE;

  self->answer = json_object_new ();
  set_file (self->answer, "folder", pursuit_backups_get_folder (where));
  set_file (self->answer, "second_folder", pursuit_backups_get_second (where));
  folder = g_filename_display_name (pursuit_backups_get_folder (where));
  if (!self->json)
    pursuit_output_line (self->output, _("Backups are in “%s”."), folder);
  second = pursuit_backups_get_second (where) != NULL ? g_filename_display_name (pursuit_backups_get_second (where)) : NULL;
  if (!self->json && second != NULL)
    pursuit_output_line (self->output, _("Each of them is in “%s” as well."), second);
  return TRUE;
}

const PursuitCommand pursuit_cmd_backups_folder = {
  .name = "backups folder",
  .arguments = N_("[FOLDER]"),
  .summary = N_("Show where backups are, or choose a second place for them"),
  .details = N_("The choice is this computer’s: other computers have their own."),
  .n_allowed = 1,
  .file_argument = 1,
  .options = folder_options,
  .options_size = sizeof (FolderOptions),
  .run = run_folder,
};
