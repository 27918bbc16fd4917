/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-kinds-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-journal.h"
#include "pursuit-person-file.h"
#include "pursuit-profile.h"
#include "pursuit-records.h"

/* The verbs that are the same for every kind of record: add, set, delete, restore and undo. */

/* How far back undo looks for something to take back. */
#define UNDO_DEPTH 1000

static gboolean
create (PursuitCli     *self,
        PursuitRecord  *record,
        gint64         *out_entry_id,
        GError        **error)
{
  if (PURSUIT_IS_DEAL (record))
    return pursuit_deals_create (self->desk, PURSUIT_DEAL (record), 1, out_entry_id, error);

  return pursuit_records_create (self->desk, record, out_entry_id, error);
}

static gboolean
run_add (PursuitCli  *self,
         GError     **error)
{
  const PursuitKind *kind = pursuit_kind_find (self->args[0], error);
  g_autoptr(PursuitRecord) record = NULL;
  gint64 entry_id;

  if (kind == NULL || !pursuit_cli_open (self, error))
    return FALSE;
  record = pursuit_record_new (kind->type ());
  if (!pursuit_cli_set_fields (self, record, self->args + 1, error) || !create (self, record, &entry_id, error))
    return FALSE;

  return pursuit_answer_change (self, kind->type (), record->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_add = {
  .name = "add",
  .arguments = N_("KIND FIELD=VALUE…"),
  .summary = N_("Add a record"),
  .details = N_("A field goes by its name in JSON, with or without “_id”, or by its label. What refers to another record "
                "takes its number or its name. A deal begins in the first stage; see also “deal add”."),
  .n_required = 2,
  .n_allowed = PURSUIT_ARGUMENTS_UNLIMITED,
  .run = run_add,
};

static gboolean
run_set (PursuitCli  *self,
         GError     **error)
{
  const PursuitKind *kind = pursuit_kind_find (self->args[0], error);
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 id;
  gint64 entry_id;

  if (kind == NULL || !pursuit_cli_open (self, error) ||
      !pursuit_cli_look_up (self, kind->type (), self->args[1], &id, error))
    return FALSE;
  original = pursuit_records_load (self->desk, kind->type (), id, error);
  if (original == NULL)
    return FALSE;

  edited = pursuit_record_copy (original);
  return pursuit_cli_set_fields (self, edited, self->args + 2, error) &&
         pursuit_records_save (self->desk, original, edited, &entry_id, error) &&
         pursuit_answer_change (self, kind->type (), id, entry_id, error);
}

const PursuitCommand pursuit_cmd_set = {
  .name = "set",
  .arguments = N_("KIND RECORD FIELD=VALUE…"),
  .summary = N_("Change fields of a record"),
  .details = N_("RECORD is a number, or a name if no other record of the kind has it. A field goes by its name in JSON, with or "
                "without “_id”, or by its label; “FIELD=” empties it. What refers to another record takes its number "
                "or its name."),
  .n_required = 3,
  .n_allowed = PURSUIT_ARGUMENTS_UNLIMITED,
  .run = run_set,
};

static gboolean
run_delete (PursuitCli  *self,
            GError     **error)
{
  const PursuitKind *kind = pursuit_kind_find (self->args[0], error);
  gint64 id;
  gint64 entry_id;

  return kind != NULL && pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, kind->type (), self->args[1], &id, error) &&
         pursuit_records_delete (self->desk, kind->type (), id, &entry_id, error) &&
         pursuit_answer_change (self, kind->type (), id, entry_id, error);
}

const PursuitCommand pursuit_cmd_delete = {
  .name = "delete",
  .arguments = N_("KIND RECORD"),
  .summary = N_("Delete a record; “restore” brings it back"),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_delete,
};

static gboolean
run_restore (PursuitCli  *self,
             GError     **error)
{
  const PursuitKind *kind = pursuit_kind_find (self->args[0], error);
  gint64 id;
  gint64 entry_id;

  return kind != NULL && pursuit_cli_parse_number (self->args[1], 1, G_MAXINT64, &id, error) &&
         pursuit_cli_open (self, error) &&
         pursuit_records_restore (self->desk, kind->type (), id, &entry_id, error) &&
         pursuit_answer_change (self, kind->type (), id, entry_id, error);
}

const PursuitCommand pursuit_cmd_restore = {
  .name = "restore",
  .arguments = N_("KIND ID"),
  .summary = N_("Bring back a deleted record"),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_restore,
};

static gboolean
is_look (const PursuitJournalEntry *entry)
{
  return g_str_equal (entry->verb, PURSUIT_VERB_VIEW) || g_str_equal (entry->verb, PURSUIT_VERB_EXPORT);
}

/* What one means by undo: one's own last change that still stands. */
static gboolean
find_last (PursuitCli  *self,
           gint64      *out_entry_id,
           GError     **error)
{
  PursuitStore *store = pursuit_desk_get_store (self->desk);
  g_autoptr(GPtrArray) entries = pursuit_journal_list_last (store, UNDO_DEPTH, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      PursuitJournalEntry *entry = g_ptr_array_index (entries, i);
      gboolean undone;

      /* Having looked at something is no change. */
      if (entry->undoes_id != 0 || is_look (entry) || entry->actor_id != pursuit_desk_get_actor_id (self->desk))
        continue;
      if (!pursuit_journal_is_undone (store, entry->id, &undone, error))
        return FALSE;
      if (undone)
        continue;
      *out_entry_id = entry->id;
      return TRUE;
    }

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is nothing to undo."));
  return FALSE;
}

static gboolean
run_undo (PursuitCli  *self,
          GError     **error)
{
  gint64 undone_id;
  gint64 entry_id;

  if (self->n_args > 0 && !pursuit_cli_parse_number (self->args[0], 1, G_MAXINT64, &undone_id, error))
    return FALSE;
  if (!pursuit_cli_open (self, error) || (self->n_args == 0 && !find_last (self, &undone_id, error)) ||
      !pursuit_records_undo (self->desk, undone_id, &entry_id, error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "undone", undone_id);
  json_object_set_int_member (self->answer, "entry", entry_id);
  if (!self->json)
    pursuit_output_line (self->output, _("Entry %1$lld is undone, by entry %2$lld."),
                         (long long) undone_id, (long long) entry_id);

  return TRUE;
}

const PursuitCommand pursuit_cmd_undo = {
  .name = "undo",
  .arguments = N_("[ENTRY]"),
  .summary = N_("Take back one’s last change, or an entry of the journal"),
  .details = N_("An entry that undoes another can be undone by its number."),
  .n_allowed = 1,
  .run = run_undo,
};
