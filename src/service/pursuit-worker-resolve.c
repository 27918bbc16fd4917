/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-customer.h"
#include "pursuit-enums.h"

/* What becomes of a save that others came before: the person has seen theirs, and says. */

/* Sends another save in place of a held one, which was refused and so never done. */
static void
add_save (PursuitWorker *self,
          PursuitSave   *save)
{
  pursuit_outbox_stamp (self->outbox, save, self->opened->actor_id, self->opened->actor_name);
  pursuit_outbox_keep (self->outbox, pursuit_outbox_add (self->outbox, save, NULL), NULL);
}

/* On top of theirs, in the fields that the person chose. */
static PursuitSave *
rebase (const PursuitUnsent *unsent,
        PursuitFieldMask     mine)
{
  PursuitSave *save = pursuit_save_copy (unsent->save);

  save->is_tried = FALSE;
  if (save->verb != PURSUIT_SAVE_EDIT)
    {
      /* Having seen where others moved it, the person means it all the same. */
      if (save->verb != PURSUIT_SAVE_REVIVE)
        g_clear_object (&save->original);
      return save;
    }

  mine &= pursuit_record_diff (unsent->save->original, unsent->save->edited);
  g_set_object (&save->original, unsent->theirs);
  g_object_unref (save->edited);
  save->edited = pursuit_record_copy (unsent->theirs);
  pursuit_record_assign (save->edited, unsent->save->edited, mine & ~pursuit_record_get_extra_bit (save->edited));
  if (mine & pursuit_record_get_extra_bit (save->edited))
    pursuit_record_carry_extra (save->edited, unsent->save->original, unsent->save->edited);

  return save;
}

static gboolean
send_mine (PursuitWorker       *self,
           PursuitOutboxEntry  *entry,
           PursuitFieldMask     mine,
           GError             **error)
{
  const PursuitUnsent *unsent = &entry->unsent;

  if (unsent->theirs == NULL && unsent->code == PURSUIT_ERROR_NOT_FOUND)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, unsent->sentence);
      return FALSE;
    }
  if (unsent->theirs == NULL)
    {
      pursuit_outbox_release (self->outbox, entry);
      return TRUE;
    }

  if (unsent->theirs->deleted_at != 0)
    add_save (self, pursuit_save_new (PURSUIT_SAVE_RESTORE, unsent->save->type, unsent->save->id));
  add_save (self, rebase (unsent, mine));
  pursuit_outbox_remove (self->outbox, entry);
  return TRUE;
}

/* A note is about a customer. */
static gint64
find_customer (const PursuitUnsent *unsent)
{
  PursuitRecord *record = unsent->theirs != NULL ? unsent->theirs : unsent->save->edited;
  const PursuitField *field;

  if (unsent->save->type == PURSUIT_TYPE_CUSTOMER)
    return unsent->save->id;
  if (record == NULL)
    return 0;

  field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), "customer_id");
  return field != NULL ? pursuit_record_get_number (record, field) : 0;
}

static void
add_line (GString    *text,
          const char *label,
          const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", label, value);
}

/* The fields of the house, a line for each that changed. */
static void
add_own_lines (PursuitWorker     *self,
               const PursuitSave *save,
               GString           *text)
{
  g_autoptr(GPtrArray) changed = pursuit_own_set_list_changed (self->opened->own_set, save->original, save->edited);

  for (guint i = 0; i < changed->len; i++)
    {
      const PursuitField *field = g_ptr_array_index (changed, i);
      g_autofree char *label = g_strdup_printf (_("%s:"), _(field->label));
      g_autofree char *value = pursuit_record_format (save->edited, field, self->opened->currency);

      add_line (text, label, value);
    }
}

/* What the person wanted, a line for each thing. */
static char *
dup_wish (PursuitWorker     *self,
          const PursuitSave *save)
{
  g_autoptr(PursuitRecord) blank = save->edited != NULL ? pursuit_record_new (save->type) : NULL;
  GString *text = g_string_new (NULL);
  PursuitRecordClass *klass = blank != NULL ? PURSUIT_RECORD_GET_CLASS (blank) : NULL;
  PursuitFieldMask changed = 0;

  if (blank != NULL)
    changed = pursuit_record_diff (save->original != NULL ? save->original : blank, save->edited);
  for (guint i = 0; klass != NULL && i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      g_autofree char *value = NULL;
      /* Translators: the name of a field, before its value */
      g_autofree char *label = g_strdup_printf (_("%s:"), _(field->label));

      if (!(changed & (G_GUINT64_CONSTANT (1) << i)) || field->kind == PURSUIT_KIND_REF)
        continue;
      if (field == klass->extra)
        {
          add_own_lines (self, save, text);
          continue;
        }
      value = pursuit_record_format (save->edited, field, self->opened->currency);
      add_line (text, label, value);
    }
  add_line (text, _("Reason:"), save->text);
  add_line (text, _("Lost to:"), save->other);
  add_line (text, _("On:"), save->day);

  return g_string_free (text, FALSE);
}

static gboolean
keep_as_note (PursuitWorker       *self,
              PursuitOutboxEntry  *entry,
              GError             **error)
{
  g_autoptr(PursuitRecord) note = pursuit_record_new (PURSUIT_TYPE_ACTIVITY);
  gint64 customer_id = find_customer (&entry->unsent);

  if (customer_id == 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This belongs to no customer at whom a note could stand."));
      return FALSE;
    }

  PURSUIT_ACTIVITY (note)->kind = PURSUIT_ACTIVITY_NOTE;
  PURSUIT_ACTIVITY (note)->customer_id = customer_id;
  PURSUIT_ACTIVITY (note)->subject = g_strdup (_("A change that could not be saved"));
  PURSUIT_ACTIVITY (note)->body = dup_wish (self, entry->unsent.save);
  add_save (self, pursuit_save_new_create (note));
  pursuit_outbox_remove (self->outbox, entry);
  return TRUE;
}

/* What waits needs nobody, but may be given up. */
static gboolean
may_be_resolved (PursuitOutboxEntry *entry,
                 PursuitResolution   resolution)
{
  return entry->unsent.state == PURSUIT_UNSENT_HELD ||
         (entry->unsent.state == PURSUIT_UNSENT_WAITING && resolution == PURSUIT_RESOLVE_DISCARD);
}

/**
 * pursuit_worker_resolve:
 * @self: a worker
 * @key: a save in the outbox that is held, or one that waits and is to be discarded
 * @resolution: what is to become of it
 * @mine: for %PURSUIT_RESOLVE_MINE, the fields in which it is to stand against theirs
 * @error: return location
 *
 * Does with a held save what the person said. A record that was deleted meanwhile is brought back for it.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such save, or what it is about is gone for good, and with
 * %PURSUIT_ERROR_INVALID when it is not held, or a note has nowhere to stand.
 *
 * Returns: %TRUE when it is on its way, or given up
 */
gboolean
pursuit_worker_resolve (PursuitWorker      *self,
                        const char         *key,
                        PursuitResolution   resolution,
                        PursuitFieldMask    mine,
                        GError            **error)
{
  PursuitOutboxEntry *entry;
  gboolean done = TRUE;

  g_return_val_if_fail (PURSUIT_IS_WORKER (self), FALSE);

  entry = self->outbox != NULL ? pursuit_outbox_get_entry (self->outbox, key) : NULL;
  if (entry == NULL || !may_be_resolved (entry, resolution))
    {
      g_set_error_literal (error, PURSUIT_ERROR, entry == NULL ? PURSUIT_ERROR_NOT_FOUND : PURSUIT_ERROR_INVALID,
                           _("This change is not waiting for you any more."));
      return FALSE;
    }

  if (resolution == PURSUIT_RESOLVE_MINE)
    done = send_mine (self, entry, mine, error);
  else if (resolution == PURSUIT_RESOLVE_NOTE)
    done = keep_as_note (self, entry, error);
  else
    pursuit_outbox_remove (self->outbox, entry);

  pursuit_worker_tell_unsent (self);
  pursuit_worker_send (self);
  return done;
}
