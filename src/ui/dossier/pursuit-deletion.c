/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deletion.h"

#include <glib/gi18n-lib.h>

#include "pursuit-records.h"

/* Deleting at once, with the offer to take it back: nobody is asked whether they are sure. */

typedef struct
{
  GWeakRef widget;
  char *name;
} Asker;

typedef struct
{
  GType type;
  gint64 id;
} Victim;

static void
asker_free (Asker *asker)
{
  g_weak_ref_clear (&asker->widget);
  g_free (asker->name);
  g_free (asker);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asker, asker_free)

static gpointer
delete_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Victim *victim = data;
  gint64 entry_id = 0;

  if (!pursuit_records_delete (desk, victim->type, victim->id, &entry_id, error))
    return NULL;

  return g_memdup2 (&entry_id, sizeof entry_id);
}

static void
delete_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Asker) asker = user_data;
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&asker->widget);
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *entry_id = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *text = NULL;

  pursuit_worker_poll (PURSUIT_WORKER (source));
  if (widget == NULL)
    return;
  if (entry_id == NULL)
    {
      gtk_widget_activate_action (widget, "win.toast", "s", error->message);
      return;
    }

  text = g_strdup_printf (_("“%s” deleted"), asker->name);
  gtk_widget_activate_action (widget, "win.offer-undo", "(sx)", text, *entry_id);
}

/**
 * pursuit_deletion_start:
 * @widget: whose window tells how it went
 * @worker: the thread that keeps the records
 * @type: a record type
 * @id: which record
 * @name: what it is called
 *
 * Deletes a record softly and offers to undo it; a refusal is told as it is written.
 */
void
pursuit_deletion_start (GtkWidget     *widget,
                        PursuitWorker *worker,
                        GType          type,
                        gint64         id,
                        const char    *name)
{
  Asker *asker = g_new0 (Asker, 1);
  Victim *victim = g_new0 (Victim, 1);

  g_weak_ref_init (&asker->widget, widget);
  asker->name = g_strdup (name);
  *victim = (Victim) { type, id };
  pursuit_worker_call_async (worker, delete_job, victim, g_free, g_free, NULL, delete_cb, asker);
}
