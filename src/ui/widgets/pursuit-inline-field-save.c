/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-inline-field-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"

/* How one field is saved: through the worker, now or when the database can be reached again. */

typedef struct
{
  PursuitInlineField *field;
  PursuitRecord *original;
  PursuitRecord *wanted;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->field);
  g_object_unref (saving->original);
  g_object_unref (saving->wanted);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

typedef struct
{
  PursuitInlineField *field;
  gint64 entry_id;
} Telling;

/* What was saved at once can be taken back at once. */
static void
offer_undo (PursuitInlineField *self,
            gint64              entry_id,
            const char         *merged)
{
  /* Translators: %s is the name of a field, such as "Region" */
  g_autofree char *text = merged != NULL ? g_strdup (merged) : g_strdup_printf (_("%s changed"), _(self->field->label));

  if (entry_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", text, entry_id);
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Telling *telling = user_data;
  g_autoptr(PursuitInlineField) self = telling->field;
  g_autoptr(PursuitComparison) comparison = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
  g_autofree char *merged = comparison != NULL ? pursuit_comparison_dup_merged (comparison) : NULL;

  offer_undo (self, telling->entry_id, merged);
}

/* Says that it is done and, when others changed other fields meanwhile, that theirs stand too. */
static void
tell_saved (Saving             *saving,
            const PursuitSaved *saved)
{
  PursuitInlineField *self = saving->field;
  Telling *telling;

  if (saved->record == NULL || saved->entry_id == 0 || saved->record->revision <= saving->original->revision + 1)
    {
      offer_undo (self, saved->entry_id, NULL);
      return;
    }

  telling = g_new0 (Telling, 1);
  telling->field = g_object_ref (self);
  telling->entry_id = saved->entry_id;
  pursuit_inline_field_compare_async (self, saving->original, saving->wanted, NULL, merged_cb, telling);
}

static void
drop_draft_of (Saving *saving)
{
  PursuitDrafts *drafts = pursuit_worker_get_drafts (saving->field->worker);

  if (drafts != NULL)
    pursuit_drafts_drop (drafts, G_OBJECT_TYPE (saving->wanted), saving->wanted->id, saving->field->field->name);
}

static gboolean
has_draft (Saving *saving)
{
  PursuitDrafts *drafts = pursuit_worker_get_drafts (saving->field->worker);

  return drafts != NULL && pursuit_drafts_find (drafts, G_OBJECT_TYPE (saving->wanted), saving->wanted->id,
                                                saving->field->field->name) != NULL;
}

/* The row shows another record by now: what became of the change is told by the window. */
static void
tell_late (Saving             *saving,
           const PursuitSaved *saved,
           const GError       *error)
{
  if (saved == NULL)
    gtk_widget_activate_action (GTK_WIDGET (saving->field), "win.toast", "s", error->message);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    gtk_widget_activate_action (GTK_WIDGET (saving->field), "win.toast", "s",
                                has_draft (saving)
                                  ? _("Somebody else changed the same thing meanwhile: yours is kept as a draft.")
                                  : _("Somebody else changed the same thing meanwhile: yours was not saved."));
  else
    tell_saved (saving, saved);
}

/* What refers to somebody is read again with the record; until then the name that was chosen is known to the editor. */
static void
show_saved (PursuitInlineField *self,
            PursuitRecord      *record,
            gboolean            is_waiting)
{
  g_autofree char *name = self->field->kind == PURSUIT_KIND_REF ? pursuit_field_input_dup_text (self->editor) : NULL;

  pursuit_inline_field_take (self, record, name);
  self->is_waiting = is_waiting;
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
}

static void
take_answer (Saving             *saving,
             const PursuitSaved *saved)
{
  PursuitInlineField *self = saving->field;

  switch (saved->state)
    {
    case PURSUIT_SAVED_CONFLICT:
      pursuit_inline_field_compare (self);
      break;
    case PURSUIT_SAVED_QUEUED:
      show_saved (self, saving->wanted, TRUE);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _("Your change is kept on this computer and will be saved as soon as possible."));
      break;
    case PURSUIT_SAVED_DONE:
    default:
      show_saved (self, saved->record != NULL ? saved->record : saving->wanted, FALSE);
      tell_saved (saving, saved);
      break;
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  PursuitInlineField *self = saving->field;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Acknowledged, or in the outbox, which is as safe. */
  if (saved != NULL && saved->state != PURSUIT_SAVED_CONFLICT)
    drop_draft_of (saving);
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      tell_late (saving, saved, error);
      return;
    }

  if (saved != NULL)
    take_answer (saving, saved);
  else if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND))
    pursuit_inline_field_compare (self);
  else
    pursuit_inline_field_refuse (self, error->message);
}

static void
start (PursuitInlineField *self,
       PursuitSave        *save)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->field = g_object_ref (self);
  saving->original = g_object_ref (self->original);
  saving->wanted = g_object_ref (self->wanted);
  pursuit_inline_field_keep_typed (self);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SAVING);
  pursuit_worker_save_async (self->worker, save, self->cancellable, saved_cb, saving);
}

/* Reads what was typed into a copy of what editing began with, and hands both to the worker. */
void
pursuit_inline_field_save (PursuitInlineField *self)
{
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (self->original);
  g_autoptr(GError) error = NULL;

  if (!pursuit_field_input_store (self->editor, edited, pursuit_inline_field_get_currency (self), &error))
    {
      pursuit_inline_field_refuse (self, error->message);
      return;
    }
  if (pursuit_record_diff (self->original, edited) == 0)
    {
      pursuit_inline_field_drop_draft (self);
      pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
      return;
    }

  g_set_object (&self->wanted, edited);
  start (self, pursuit_save_new_edit (self->original, edited));
}

/* Brings back what somebody deleted, with what was typed. */
void
pursuit_inline_field_restore_mine (PursuitInlineField *self)
{
  PursuitSave *save;

  if (self->state != PURSUIT_INLINE_CONFLICT)
    return;

  save = pursuit_save_new_edit (self->original, self->wanted);
  save->verb = PURSUIT_SAVE_REVIVE;
  start (self, save);
}
