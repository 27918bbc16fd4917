/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-inline-field-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/* How one field is saved: on the worker, with other people's changes in view. */

typedef struct
{
  PursuitRecord *original;
  PursuitRecord *edited;
  const PursuitField *field;
} Change;

typedef struct
{
  PursuitRecord *record;   /* as it is now in the store */
  char *ref_name;
  gboolean is_conflict;
  gint64 entry_id;
} Outcome;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->original);
  g_object_unref (change->edited);
  g_free (change);
}

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_object (&outcome->record);
  g_free (outcome->ref_name);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static char *
dup_ref_name (PursuitStore       *store,
              PursuitRecord      *record,
              const PursuitField *field)
{
  g_autoptr(PursuitRecord) other = NULL;

  if (field->kind != PURSUIT_KIND_REF || pursuit_record_get_number (record, field) == 0)
    return NULL;
  other = pursuit_store_load (store, field->type (), pursuit_record_get_number (record, field), NULL);

  return other != NULL ? g_strdup (pursuit_record_get_name (other)) : NULL;
}

static gpointer
save_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Change *change = data;
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(Outcome) outcome = g_new0 (Outcome, 1);
  g_autoptr(GError) local = NULL;

  if (!pursuit_records_save (desk, change->original, change->edited, &outcome->entry_id, &local))
    {
      if (!g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      outcome->is_conflict = TRUE;
    }
  outcome->record = pursuit_records_load (desk, G_OBJECT_TYPE (change->edited), change->edited->id, error);
  if (outcome->record == NULL)
    return NULL;
  outcome->ref_name = dup_ref_name (store, outcome->record, change->field);

  return g_steal_pointer (&outcome);
}

static char *
dup_theirs (PursuitInlineField *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  if (self->field->kind == PURSUIT_KIND_REF)
    return g_strdup (self->theirs_name != NULL ? self->theirs_name : "");

  return pursuit_record_format (self->theirs, self->field, opened != NULL ? opened->currency : "CNY");
}

static void
show_conflict (PursuitInlineField *self,
               Outcome            *outcome)
{
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  g_set_object (&self->theirs, outcome->record);
  pursuit_set_str (&self->theirs_name, outcome->ref_name);
  value = dup_theirs (self);
  /* Translators: %s is the value that somebody else saved in the meantime */
  text = *value != '\0' ? g_strdup_printf (_("Somebody else changed this to “%s” meanwhile."), value)
                        : g_strdup (_("Somebody else emptied this meanwhile."));
  gtk_label_set_text (self->conflict_text, text);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_CONFLICT);
}

/* What was saved at once can be taken back at once. */
static void
offer_undo (PursuitInlineField *self,
            gint64              entry_id)
{
  /* Translators: %s is the name of a field, such as "Region" */
  g_autofree char *text = g_strdup_printf (_("%s changed"), _(self->field->label));

  if (entry_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", text, entry_id);
}

/* The row shows another record by now: what became of the change is told by the window. */
static void
tell_late (PursuitInlineField *self,
           Outcome            *outcome,
           const GError       *error)
{
  if (outcome == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
  else if (outcome->is_conflict)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("Somebody else changed the same thing meanwhile: yours was not saved."));
  else
    offer_undo (self, outcome->entry_id);
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitInlineField) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Outcome) outcome = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  pursuit_worker_poll (PURSUIT_WORKER (source));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      tell_late (self, outcome, error);
      return;
    }

  if (outcome == NULL)
    pursuit_inline_field_refuse (self, error->message);
  else if (outcome->is_conflict)
    show_conflict (self, outcome);
  else
    {
      pursuit_inline_field_take (self, outcome->record, outcome->ref_name);
      pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
      offer_undo (self, outcome->entry_id);
    }
}

/* Reads what was typed into a copy of what editing began with, and hands both to the verb. */
void
pursuit_inline_field_save (PursuitInlineField *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (self->original);
  g_autoptr(GError) error = NULL;
  Change *change;

  if (!pursuit_field_input_store (self->editor, edited, opened != NULL ? opened->currency : "CNY", &error))
    {
      pursuit_inline_field_refuse (self, error->message);
      return;
    }
  if (pursuit_record_diff (self->original, edited) == 0)
    {
      pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
      return;
    }

  change = g_new0 (Change, 1);
  change->original = pursuit_record_copy (self->original);
  change->edited = g_steal_pointer (&edited);
  change->field = self->field;
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SAVING);
  pursuit_worker_call_async (self->worker, save_job, change, change_free, outcome_free, self->cancellable, save_cb,
                             g_object_ref (self));
}

/* What I typed counts, now that I have seen theirs. */
void
pursuit_inline_field_keep_mine (PursuitInlineField *self)
{
  if (self->state != PURSUIT_INLINE_CONFLICT)
    return;

  g_set_object (&self->original, self->theirs);
  pursuit_inline_field_save (self);
}

/* What the others wrote counts; what I typed is given up. */
void
pursuit_inline_field_take_theirs (PursuitInlineField *self)
{
  if (self->state != PURSUIT_INLINE_CONFLICT)
    return;

  pursuit_inline_field_take (self, self->theirs, self->theirs_name);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
}
