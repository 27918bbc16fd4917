/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-replay.h"

/* Saves that this computer was told to be done and that are gone: saves missing, replay and forget. */

static JsonObject *
describe_save (const PursuitReceipt *receipt)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "entry", receipt->entry->id);
  pursuit_answer_set_time (object, "at", receipt->entry->at);
  pursuit_answer_set_text (object, "actor", receipt->entry->actor);
  pursuit_answer_set_text (object, "verb", receipt->entry->verb);
  pursuit_answer_set_text (object, "entity", receipt->entry->entity);
  json_object_set_int_member (object, "entity_id", receipt->entry->entity_id);

  return object;
}

static void
add_row (PursuitTable         *table,
         const PursuitReceipt *receipt,
         const char           *outcome)
{
  pursuit_table_take_cell (table, pursuit_time_format (receipt->entry->at));
  pursuit_table_add_cell (table, receipt->entry->actor);
  pursuit_table_add_cell (table, receipt->entry->verb);
  pursuit_table_add_cell (table, receipt->entry->entity);
  pursuit_table_take_cell (table, g_strdup_printf ("%lld", (long long) receipt->entry->entity_id));
  if (outcome != NULL)
    pursuit_table_add_cell (table, outcome);
}

static PursuitTable *
begin_table (gboolean with_outcome)
{
  PursuitTable *table = pursuit_table_new ();

  pursuit_table_add_column (table, _("When"), FALSE);
  pursuit_table_add_column (table, _("By"), FALSE);
  pursuit_table_add_column (table, _("What"), FALSE);
  pursuit_table_add_column (table, _("Kind"), FALSE);
  pursuit_table_add_column (table, _("Number"), TRUE);
  if (with_outcome)
    pursuit_table_add_column (table, _("Outcome"), FALSE);

  return table;
}

static gboolean
run_missing (PursuitCli  *self,
             GError     **error)
{
  g_autoptr(GPtrArray) missing = NULL;
  JsonArray *array = json_array_new ();

  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "missing", array);
  if (!pursuit_cli_open (self, error))
    return FALSE;
  missing = pursuit_receipts_list_missing (pursuit_desk_get_store (self->desk), error);
  if (missing == NULL)
    return FALSE;

  for (guint i = 0; i < missing->len; i++)
    json_array_add_object_element (array, describe_save (g_ptr_array_index (missing, i)));
  if (self->json)
    return TRUE;

  if (missing->len == 0)
    pursuit_output_line (self->output, "%s", _("Every save that this computer was told to be done is there."));
  else
    {
      g_autoptr(PursuitTable) table = begin_table (FALSE);

      for (guint i = 0; i < missing->len; i++)
        add_row (table, g_ptr_array_index (missing, i), NULL);
      pursuit_table_write (table, self->output);
    }

  return TRUE;
}

const PursuitCommand pursuit_cmd_saves_missing = {
  .name = "saves missing",
  .summary = N_("List the saves that this computer was told to be done and that are gone"),
  .details = N_("Saves vanish when an older copy of the file is put in its place. The file itself is sound then; only the computers "
                "that saved can tell."),
  .run = run_missing,
};

static void
answer_replayed (PursuitCli *self,
                 GPtrArray  *all)
{
  g_autoptr(PursuitTable) table = begin_table (TRUE);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const PursuitReplayed *replayed = g_ptr_array_index (all, i);
      JsonObject *object = describe_save (replayed->receipt);

      if (replayed->entry_id != 0)
        json_object_set_int_member (object, "new_entry", replayed->entry_id);
      pursuit_answer_set_text (object, "refusal", replayed->sentence);
      json_array_add_object_element (array, object);
      add_row (table, replayed->receipt, replayed->sentence != NULL ? replayed->sentence : _("Done again"));
    }

  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "replayed", array);
  if (self->json)
    return;
  if (all->len == 0)
    pursuit_output_line (self->output, "%s", _("Every save that this computer was told to be done is there."));
  else
    pursuit_table_write (table, self->output);
}

static gboolean
run_replay (PursuitCli  *self,
            GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(GPtrArray) all = NULL;
  guint n_left = 0;

  if (!pursuit_cli_open (self, error))
    return FALSE;
  interrupt = pursuit_interrupt_new (self);
  all = pursuit_replay_missing (self->desk, pursuit_interrupt_get_cancellable (interrupt), error);
  if (all == NULL)
    return FALSE;

  answer_replayed (self, all);
  for (guint i = 0; i < all->len; i++)
    n_left += ((PursuitReplayed *) g_ptr_array_index (all, i))->sentence != NULL;
  if (n_left == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
               ngettext ("%u save was not done again; look at it, then forget it.",
                         "%u saves were not done again; look at them, then forget them.", n_left), n_left);
  return FALSE;
}

const PursuitCommand pursuit_cmd_saves_replay = {
  .name = "saves replay",
  .summary = N_("Do the saves that are gone again, where nobody decided otherwise meanwhile"),
  .run = run_replay,
};

static gboolean
run_forget (PursuitCli  *self,
            GError     **error)
{
  g_autoptr(GPtrArray) missing = NULL;

  if (!pursuit_cli_open (self, error))
    return FALSE;
  missing = pursuit_receipts_list_missing (pursuit_desk_get_store (self->desk), error);
  if (missing == NULL)
    return FALSE;

  pursuit_receipts_settle (pursuit_desk_get_store (self->desk));
  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "forgotten", missing->len);
  if (!self->json)
    pursuit_output_line (self->output,
                         ngettext ("%u save is not missed any more.", "%u saves are not missed any more.", missing->len),
                         missing->len);

  return TRUE;
}

const PursuitCommand pursuit_cmd_saves_forget = {
  .name = "saves forget",
  .summary = N_("Take the file as it is, and miss no saves any more"),
  .run = run_forget,
};
