/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-dialog-private.h"

#include "pursuit-form-draft.h"

/* What was typed into the form is kept on this computer at each pause in typing, until it is saved or given up. */

/* As long as this nobody types in one go. */
#define PAUSE_MS 500

void
pursuit_record_dialog_keep_typed (PursuitRecordDialog *self)
{
  PursuitDrafts *drafts = self->worker != NULL ? pursuit_worker_get_drafts (self->worker) : NULL;
  g_autoptr(PursuitRecord) edited = NULL;

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (drafts == NULL)
    return;

  edited = pursuit_record_form_peek (self->form);
  pursuit_form_draft_keep (drafts, pursuit_record_form_get_original (self->form), edited);
}

void
pursuit_record_dialog_drop_draft (PursuitRecordDialog *self)
{
  PursuitDrafts *drafts = pursuit_worker_get_drafts (self->worker);

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (drafts != NULL)
    pursuit_form_draft_drop (drafts, pursuit_record_form_get_original (self->form));
}

static gboolean
paused_cb (gpointer user_data)
{
  PursuitRecordDialog *self = user_data;

  self->draft_id = 0;
  pursuit_record_dialog_keep_typed (self);

  return G_SOURCE_REMOVE;
}

/* Something was typed. */
void
pursuit_record_dialog_typed (PursuitRecordDialog *self)
{
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->draft_id = g_timeout_add (PAUSE_MS, paused_cb, self);
  pursuit_record_dialog_look_for_twins (self);
}
