/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deletion.h"

#include <glib/gi18n-lib.h>

#include "pursuit-offer.h"

/* Deleting at once, with the offer to take it back: nobody is asked whether they are sure. Only what somebody else changed
 * since it was seen is not deleted before that has been said. */

typedef struct
{
  GWeakRef widget;
  PursuitWorker *worker;
  PursuitRecord *seen;
  char *anyway;
} Asker;

static void
asker_free (Asker *asker)
{
  g_weak_ref_clear (&asker->widget);
  g_object_unref (asker->worker);
  g_object_unref (asker->seen);
  g_free (asker->anyway);
  g_free (asker);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asker, asker_free)

static void
tell (GtkWidget          *widget,
      const Asker        *asker,
      const PursuitSaved *saved)
{
  g_autofree char *text = g_strdup_printf (_("“%s” deleted"), pursuit_record_get_name (asker->seen));

  switch (saved->state)
    {
    case PURSUIT_SAVED_CONFLICT:
      pursuit_offer_make (widget, saved->sentence, _("Delete Anyway"), asker->anyway,
                          g_variant_new_int64 (asker->seen->id));
      break;
    case PURSUIT_SAVED_QUEUED:
      gtk_widget_activate_action (widget, "win.toast", "s",
                                  _("Your change is kept on this computer and will be saved as soon as possible."));
      break;
    case PURSUIT_SAVED_DONE:
    default:
      gtk_widget_activate_action (widget, "win.offer-undo", "(sx)", text, saved->entry_id);
      break;
    }
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Asker) asker = user_data;
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&asker->widget);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (widget == NULL)
    return;
  if (saved != NULL)
    tell (widget, asker, saved);
  else
    gtk_widget_activate_action (widget, "win.toast", "s", error->message);
}

/**
 * pursuit_deletion_start:
 * @widget: whose window tells how it went
 * @worker: the thread that keeps the records
 * @seen: the record as the person sees it
 * @anyway: (nullable): the action that deletes it although somebody changed it, its parameter the id; found from
 *   @widget. %NULL deletes it at once, whatever it has become
 *
 * Deletes a record softly and offers to undo it; a refusal is told as it is written.
 */
void
pursuit_deletion_start (GtkWidget     *widget,
                        PursuitWorker *worker,
                        PursuitRecord *seen,
                        const char    *anyway)
{
  PursuitSave *save = pursuit_save_new (PURSUIT_SAVE_DELETE, G_OBJECT_TYPE (seen), seen->id);
  Asker *asker = g_new0 (Asker, 1);

  g_weak_ref_init (&asker->widget, widget);
  asker->worker = g_object_ref (worker);
  asker->seen = pursuit_record_copy (seen);
  asker->anyway = g_strdup (anyway);
  if (anyway != NULL)
    save->original = pursuit_record_copy (seen);
  pursuit_worker_save_async (worker, save, NULL, deleted_cb, asker);
}
