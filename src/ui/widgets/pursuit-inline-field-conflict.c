/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-inline-field-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compare-field.h"

/* What the row does when somebody else changed or deleted the same thing: it shows both, in place, and asks. */

static gpointer
compare_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  PursuitRecord **pair = data;

  return pursuit_records_compare (desk, pair[0], pair[1], error);
}

static void
pair_free (gpointer data)
{
  PursuitRecord **pair = data;

  g_object_unref (pair[0]);
  g_object_unref (pair[1]);
  g_free (pair);
}

/* Asks what others made of @original, beside @wanted; the answer to @callback is a #PursuitComparison. */
void
pursuit_inline_field_compare_async (PursuitInlineField  *self,
                                    PursuitRecord       *original,
                                    PursuitRecord       *wanted,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  PursuitRecord **pair = g_new (PursuitRecord *, 2);

  /* Another thread reads them: nobody here may change them meanwhile. */
  pair[0] = pursuit_record_copy (original);
  pair[1] = pursuit_record_copy (wanted);
  pursuit_worker_call_async (self->worker, compare_job, pair, pair_free, (GDestroyNotify) pursuit_comparison_free,
                             cancellable, callback, user_data);
}

static void
show_buttons (PursuitInlineField *self)
{
  gboolean is_deleted = self->comparison->deleted_at != 0;
  gboolean is_long = self->field->kind == PURSUIT_KIND_LONG_TEXT;

  gtk_widget_set_visible (self->keep_theirs, !is_deleted);
  gtk_widget_set_visible (self->save_mine, !is_deleted);
  gtk_widget_set_visible (self->keep_both, !is_deleted && is_long);
  gtk_widget_set_visible (self->restore_mine, is_deleted);
  gtk_widget_set_visible (self->keep_draft, is_deleted);
}

static void
show_conflict (PursuitInlineField *self,
               const char         *sentence,
               GtkWidget          *versions)
{
  gtk_label_set_text (self->conflict_text, sentence);
  adw_bin_set_child (self->versions, versions);
  show_buttons (self);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_CONFLICT);
  gtk_widget_grab_focus (self->comparison->deleted_at != 0 ? self->restore_mine : self->keep_theirs);
  pursuit_inline_field_come_into_view (self);
}

static void
show_versions (PursuitInlineField         *self,
               const PursuitComparedField *compared)
{
  GtkWidget *versions = pursuit_compare_field_new (compared);
  g_autofree char *sentence = NULL;

  /* Translators: %1$s is a person, %2$s the name of a field */
  sentence = compared->who != NULL
               ? g_strdup_printf (_("%1$s changed %2$s too. Which one shall stay?"), compared->who, _(self->field->label))
               : g_strdup_printf (_("Somebody else changed %s too. Which one shall stay?"), _(self->field->label));
  pursuit_compare_field_set_in_row (PURSUIT_COMPARE_FIELD (versions));
  show_conflict (self, sentence, versions);
}

static void
show_deletion (PursuitInlineField *self)
{
  g_autofree char *sentence = pursuit_comparison_dup_deletion (self->comparison);

  show_conflict (self, sentence, NULL);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitInlineField) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitComparison) comparison = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  const PursuitComparedField *compared;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable || self->state == PURSUIT_INLINE_SHOWN)
    return;
  if (comparison == NULL)
    {
      pursuit_inline_field_refuse (self, error->message);
      return;
    }

  g_clear_pointer (&self->comparison, pursuit_comparison_free);
  self->comparison = g_steal_pointer (&comparison);
  compared = pursuit_comparison_find (self->comparison, self->field->name);
  if (self->comparison->deleted_at != 0)
    show_deletion (self);
  else if (compared != NULL)
    show_versions (self, compared);
  else
    pursuit_inline_field_enter (self, PURSUIT_INLINE_EDITING);
}

static void
start_comparing (PursuitInlineField  *self,
                 GAsyncReadyCallback  callback)
{
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (self->original);

  /* What cannot be read yet is compared as it was. */
  pursuit_field_input_store (self->editor, edited, pursuit_inline_field_get_currency (self), NULL);
  g_set_object (&self->wanted, edited);
  pursuit_inline_field_compare_async (self, self->original, edited, self->cancellable, callback, g_object_ref (self));
}

/**
 * pursuit_inline_field_compare:
 * @self: a row being edited
 *
 * Looks what others made of the field, and shows it beside what was typed.
 */
void
pursuit_inline_field_compare (PursuitInlineField *self)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  if (self->original != NULL && self->editor != NULL)
    start_comparing (self, compared_cb);
}

/* Says, or no longer says, that somebody did something to what is being edited. */
void
pursuit_inline_field_set_overtaken (PursuitInlineField *self,
                                    const char         *sentence)
{
  if (sentence == NULL && !self->is_overtaken)
    return;

  self->is_overtaken = sentence != NULL;
  gtk_widget_activate_action (GTK_WIDGET (self), "dossier.tell-overtaken", "s", sentence != NULL ? sentence : "");
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitInlineField) self = user_data;
  g_autoptr(PursuitComparison) comparison = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
  g_autofree char *sentence = NULL;

  if (comparison == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable ||
      self->state != PURSUIT_INLINE_EDITING)
    return;

  if (comparison->deleted_at != 0)
    sentence = pursuit_comparison_dup_deletion (comparison);
  else if (pursuit_comparison_find (comparison, self->field->name) != NULL)
    sentence = pursuit_comparison_dup_change (comparison, self->field->name);
  pursuit_inline_field_set_overtaken (self, sentence);
}

/**
 * pursuit_inline_field_look:
 * @self: a row
 *
 * Looks what others made of the field while it is being edited, and has the page say so. What is typed is left alone.
 */
void
pursuit_inline_field_look (PursuitInlineField *self)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  if (self->state == PURSUIT_INLINE_EDITING)
    start_comparing (self, looked_cb);
}

/**
 * pursuit_inline_field_is_overtaken:
 * @self: a row
 *
 * Returns: %TRUE while somebody else changed what is being edited here
 */
gboolean
pursuit_inline_field_is_overtaken (PursuitInlineField *self)
{
  g_return_val_if_fail (PURSUIT_IS_INLINE_FIELD (self), FALSE);

  return self->is_overtaken;
}

/* What the others wrote counts; what I typed is given up. */
void
pursuit_inline_field_keep_theirs (PursuitInlineField *self)
{
  const PursuitComparedField *compared;
  g_autoptr(PursuitRecord) theirs = NULL;
  g_autofree char *name = NULL;

  if (self->state != PURSUIT_INLINE_CONFLICT)
    return;

  compared = pursuit_comparison_find (self->comparison, self->field->name);
  theirs = g_object_ref (self->comparison->current);
  name = g_strdup (compared->theirs);
  pursuit_inline_field_drop_draft (self);
  pursuit_inline_field_take (self, theirs, name);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
}

/* What I typed counts, now that I have seen theirs. */
void
pursuit_inline_field_save_mine (PursuitInlineField *self)
{
  if (self->state != PURSUIT_INLINE_CONFLICT)
    return;

  g_set_object (&self->original, self->comparison->current);
  pursuit_inline_field_save (self);
}

void
pursuit_inline_field_keep_both (PursuitInlineField *self)
{
  g_autofree char *both = NULL;

  if (self->state != PURSUIT_INLINE_CONFLICT)
    return;

  both = pursuit_compare_field_join (pursuit_record_get_text (self->comparison->current, self->field),
                                     pursuit_record_get_text (self->wanted, self->field));
  pursuit_field_input_set_text (self->editor, both);
  pursuit_inline_field_save_mine (self);
}

void
pursuit_inline_field_keep_editing (PursuitInlineField *self)
{
  if (self->state != PURSUIT_INLINE_CONFLICT)
    return;

  pursuit_inline_field_enter (self, PURSUIT_INLINE_EDITING);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* The record is gone, what was typed is not. */
void
pursuit_inline_field_keep_draft (PursuitInlineField *self)
{
  if (self->state != PURSUIT_INLINE_CONFLICT)
    return;

  pursuit_inline_field_keep_typed (self);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
}
