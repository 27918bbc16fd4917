/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-inline-field-private.h"

#include <glib/gi18n-lib.h>

/* What is typed and not saved yet is kept on this computer at each pause; what waits to be saved is shown as it will be. */

/* As long as this nobody types in one go. */
#define PAUSE_MS 500

static char *
dup_original (PursuitInlineField *self)
{
  if (self->field->kind == PURSUIT_KIND_TEXT || self->field->kind == PURSUIT_KIND_LONG_TEXT)
    return g_strdup (pursuit_record_get_text (self->original, self->field));

  return pursuit_record_format (self->original, self->field, pursuit_inline_field_get_currency (self));
}

/* A choice is saved as soon as it is made; only what is typed takes time. */
static gboolean
is_typed (PursuitInlineField *self)
{
  return self->editor != NULL && self->original != NULL && self->field->kind != PURSUIT_KIND_REF &&
         !pursuit_field_input_is_choice (self->editor);
}

/* Keeps what was typed until now as a draft. */
void
pursuit_inline_field_keep_typed (PursuitInlineField *self)
{
  PursuitDrafts *drafts = self->worker != NULL ? pursuit_worker_get_drafts (self->worker) : NULL;
  g_autofree char *original = NULL;
  g_autofree char *text = NULL;
  PursuitDraft draft = { 0 };

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (drafts == NULL || !is_typed (self))
    return;

  original = dup_original (self);
  text = pursuit_field_input_dup_text (self->editor);
  draft.type = G_OBJECT_TYPE (self->original);
  draft.id = self->original->id;
  draft.field = (char *) self->field->name;
  draft.revision = self->original->revision;
  draft.original = original;
  draft.text = text;
  pursuit_drafts_keep_draft (drafts, &draft);
}

void
pursuit_inline_field_drop_draft (PursuitInlineField *self)
{
  PursuitDrafts *drafts = pursuit_worker_get_drafts (self->worker);

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (drafts != NULL && self->original != NULL)
    pursuit_drafts_drop (drafts, G_OBJECT_TYPE (self->original), self->original->id, self->field->name);
}

/**
 * pursuit_inline_field_set_aside:
 * @self: a row
 *
 * Ends an edit without saving it: what was typed is kept as a draft.
 */
void
pursuit_inline_field_set_aside (PursuitInlineField *self)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  if (self->state != PURSUIT_INLINE_EDITING && self->state != PURSUIT_INLINE_CONFLICT)
    return;

  pursuit_inline_field_keep_typed (self);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
}

static gboolean
paused_cb (gpointer user_data)
{
  PursuitInlineField *self = user_data;

  self->draft_id = 0;
  if (self->state == PURSUIT_INLINE_EDITING)
    pursuit_inline_field_keep_typed (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (PursuitInlineField *self)
{
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->draft_id = g_timeout_add (PAUSE_MS, paused_cb, self);
}

static void
left_cb (PursuitInlineField *self)
{
  if (self->state == PURSUIT_INLINE_EDITING && self->draft_id != 0)
    pursuit_inline_field_keep_typed (self);
}

/* To be called for each new editor. */
void
pursuit_inline_field_watch_typing (PursuitInlineField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (self->editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), focus);
}

/* The last of the saves that wait and touch this field. */
static const PursuitSave *
find_waiting (PursuitInlineField *self,
              GPtrArray          *unsent)
{
  for (guint i = unsent->len; i > 0; i--)
    {
      const PursuitUnsent *item = g_ptr_array_index (unsent, i - 1);
      const PursuitSave *save = item->save;

      if (save->verb == PURSUIT_SAVE_EDIT && save->type == G_OBJECT_TYPE (self->record) && save->id == self->record->id &&
          item->state != PURSUIT_UNSENT_SENDING &&
          pursuit_record_differs (save->original, save->edited, self->field))
        return save;
    }

  return NULL;
}

/* What waits to be saved is what a person sees: a change that was made does not seem to be gone. */
void
pursuit_inline_field_overlay (PursuitInlineField *self)
{
  PursuitOutbox *outbox = pursuit_worker_get_outbox (self->worker);
  g_autoptr(GPtrArray) unsent = NULL;
  g_autoptr(PursuitRecord) overlaid = NULL;
  const PursuitSave *save;

  self->is_waiting = FALSE;
  if (outbox == NULL || self->record == NULL || pursuit_outbox_count (outbox) == 0)
    return;
  unsent = pursuit_outbox_list (outbox);
  save = find_waiting (self, unsent);
  if (save == NULL)
    return;

  overlaid = pursuit_record_copy (self->record);
  pursuit_record_assign_field (overlaid, save->edited, self->field);
  g_set_object (&self->record, overlaid);
  self->is_waiting = TRUE;
}

/**
 * pursuit_inline_field_is_waiting:
 * @self: a row
 *
 * Returns: %TRUE when what is shown is kept on this computer and not in the database yet
 */
gboolean
pursuit_inline_field_is_waiting (PursuitInlineField *self)
{
  g_return_val_if_fail (PURSUIT_IS_INLINE_FIELD (self), FALSE);

  return self->is_waiting;
}
