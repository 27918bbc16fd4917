/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-toasts.h"

#include <glib/gi18n-lib.h>

#include "pursuit-offer.h"
#include "pursuit-save.h"

/* What a dialog that stays open says, and the offer to take it back: the actions of the main window that do so, for whatever
 * lies in the dialog. */

typedef struct
{
  AdwToastOverlay *overlay;    /* lent: the dialog has both it and these actions; NULL once it is gone */
  PursuitWorker *worker;
} Toasts;

static void
toasts_free (gpointer  data,
             GClosure *closure)
{
  Toasts *self = data;

  g_clear_weak_pointer (&self->overlay);
  g_object_unref (self->worker);
  g_free (self);
}

static void
say (Toasts     *self,
     const char *text,
     const char *label,
     const char *action,
     gint64      target)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (self->overlay == NULL)
    return;

  toast = adw_toast_new (escaped);
  if (label != NULL)
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_action_name (toast, action);
      adw_toast_set_action_target (toast, "x", target);
    }
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static void
toast (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  say (user_data, g_variant_get_string (parameter, NULL), NULL, NULL, 0);
}

static void
offer_undo (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  const char *text;
  gint64 entry_id;

  g_variant_get (parameter, "(&sx)", &text, &entry_id);
  say (user_data, text, entry_id != 0 ? _("Undo") : NULL, "win.undo-entry", entry_id);
}

static void
offer (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  const char *text;
  const char *label;
  gint64 id;

  g_variant_get (parameter, "(&s&sx)", &text, &label, &id);
  say (user_data, text, label, "win.accept-offer", id);
}

static void
accept_offer (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  pursuit_offer_accept (g_variant_get_int64 (parameter));
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkWidget) overlay = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);
  const char *text = _("Undone.");

  if (saved == NULL)
    text = error->message;
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    text = saved->sentence;
  else if (saved->state == PURSUIT_SAVED_QUEUED)
    text = _("Your change is kept on this computer and will be saved as soon as possible.");
  gtk_widget_activate_action (overlay, "win.toast", "s", text);
}

static void
undo_entry (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  Toasts *self = user_data;

  if (self->overlay != NULL)
    pursuit_worker_save_async (self->worker, pursuit_save_new_undo (g_variant_get_int64 (parameter)), NULL, undone_cb,
                               g_object_ref (self->overlay));
}

static void
add (GSimpleActionGroup *group,
     const char         *name,
     const char         *type,
     void              (*activate) (GSimpleAction *, GVariant *, gpointer),
     AdwToastOverlay    *overlay,
     PursuitWorker      *worker)
{
  g_autoptr(GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE (type));
  Toasts *self = g_new0 (Toasts, 1);

  g_set_weak_pointer (&self->overlay, overlay);
  self->worker = g_object_ref (worker);
  g_signal_connect_data (action, "activate", G_CALLBACK (activate), self, toasts_free, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

/**
 * pursuit_toasts_install:
 * @widget: a dialog
 * @overlay: where its toasts appear
 * @worker: where changes are taken back
 *
 * Gives whatever lies in @widget the actions `win.toast`, `win.offer-undo` and `win.offer` of the main window.
 */
void
pursuit_toasts_install (GtkWidget       *widget,
                        AdwToastOverlay *overlay,
                        PursuitWorker   *worker)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget) && ADW_IS_TOAST_OVERLAY (overlay));

  add (group, "toast", "s", toast, overlay, worker);
  add (group, "offer-undo", "(sx)", offer_undo, overlay, worker);
  add (group, "offer", "(ssx)", offer, overlay, worker);
  add (group, "accept-offer", "x", accept_offer, overlay, worker);
  add (group, "undo-entry", "x", undo_entry, overlay, worker);
  gtk_widget_insert_action_group (widget, "win", G_ACTION_GROUP (group));
}
