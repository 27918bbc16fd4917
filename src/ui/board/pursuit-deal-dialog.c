/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-rights.h"

/*
 * PursuitDealDialog is what the dialogs about a deal have in common: they carry out a verb on the worker, say in place
 * why it was refused, and otherwise close and let the window below offer to take it back.
 */
typedef struct
{
  PursuitWorker *worker;
  GCancellable *cancellable;    /* cancelled when the dialog goes: nothing in it is shown any more */
  gboolean may_close;           /* what was typed is saved, or may be lost */
  gint64 seen_stage_id;         /* where the person saw the deal, 0 when that does not matter */
  gint64 seen_status;
} PursuitDealDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PursuitDealDialog, pursuit_deal_dialog, ADW_TYPE_WINDOW)

enum
{
  DONE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
close_without_asking (PursuitDealDialog *self)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);

  priv->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
close_when_done (PursuitDealDialog     *self,
                 const PursuitDealDone *done)
{
  close_without_asking (self);
}

static gboolean
is_never_changed (PursuitDealDialog *self)
{
  return FALSE;
}

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitDealDialog) self = user_data;

  if (!pursuit_compat_ask_finish (result, NULL))
    return;

  PURSUIT_DEAL_DIALOG_GET_CLASS (self)->discard (self);
  close_without_asking (self);
}

/* Nothing that was typed is lost by a key pressed in haste. */
static gboolean
pursuit_deal_dialog_close_request (GtkWindow *window)
{
  PursuitDealDialog *self = PURSUIT_DEAL_DIALOG (window);
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);

  if (priv->may_close || !PURSUIT_DEAL_DIALOG_GET_CLASS (self)->is_changed (self))
    return GTK_WINDOW_CLASS (pursuit_deal_dialog_parent_class)->close_request (window);

  pursuit_compat_ask_async (window, _("Discard what was typed?"), _("It has not been saved."), _("Discard"),
                            PURSUIT_COMPAT_ASK_DESTRUCTIVE, NULL, priv->cancellable, discard_cb, g_object_ref (self));
  return GDK_EVENT_STOP;
}

static void
show_nothing (PursuitDealDialog *self,
              gboolean           busy)
{
}

static void
discard_nothing (PursuitDealDialog *self)
{
}

static void
pursuit_deal_dialog_dispose (GObject *object)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (PURSUIT_DEAL_DIALOG (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->worker);

  G_OBJECT_CLASS (pursuit_deal_dialog_parent_class)->dispose (object);
}

static void
pursuit_deal_dialog_finalize (GObject *object)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (PURSUIT_DEAL_DIALOG (object));

  g_clear_object (&priv->cancellable);

  G_OBJECT_CLASS (pursuit_deal_dialog_parent_class)->finalize (object);
}

static void
pursuit_deal_dialog_class_init (PursuitDealDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pursuit_deal_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_deal_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pursuit_deal_dialog_close_request;
  klass->is_changed = is_never_changed;
  klass->discard = discard_nothing;
  klass->done = close_when_done;
  klass->show_busy = show_nothing;

  /**
   * PursuitDealDialog::done:
   * @self: the dialog
   * @deal_id: the deal
   *
   * What the dialog is for was done.
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_INT64);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_deal_dialog_init (PursuitDealDialog *self)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
}

/**
 * pursuit_deal_dialog_set_up:
 * @self: a new dialog
 * @over: the widget that asks for it; its window is blocked meanwhile
 * @worker: the worker that answers
 */
void
pursuit_deal_dialog_set_up (PursuitDealDialog *self,
                            GtkWidget         *over,
                            PursuitWorker     *worker)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (over);

  g_return_if_fail (PURSUIT_IS_DEAL_DIALOG (self));

  g_set_object (&priv->worker, worker);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
}

/**
 * pursuit_deal_dialog_get_worker:
 * @self: a dialog
 *
 * Returns: (transfer none): the worker that answers
 */
PursuitWorker *
pursuit_deal_dialog_get_worker (PursuitDealDialog *self)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);

  return priv->worker;
}

/**
 * pursuit_deal_dialog_get_cancellable:
 * @self: a dialog
 *
 * Returns: (transfer none): cancelled when the dialog goes
 */
GCancellable *
pursuit_deal_dialog_get_cancellable (PursuitDealDialog *self)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);

  return priv->cancellable;
}

/**
 * pursuit_deal_dialog_may_edit:
 * @self: a dialog
 *
 * Returns: whether the person may change deals at all in this database
 */
gboolean
pursuit_deal_dialog_may_edit (PursuitDealDialog *self)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);
  const PursuitOpened *opened = priv->worker != NULL ? pursuit_worker_get_opened (priv->worker) : NULL;

  return opened != NULL && !opened->read_only &&
         pursuit_rights_may (opened->rights, PURSUIT_RIGHT_EDIT);
}

/* The window that shows toasts: a dialog may stand above another. */
static GtkWindow *
find_below (PursuitDealDialog *self)
{
  GtkWindow *window = GTK_WINDOW (self);

  while (PURSUIT_IS_DEAL_DIALOG (window))
    window = gtk_window_get_transient_for (window);

  return window;
}

typedef struct
{
  PursuitDealDialog *dialog;
  GtkWindow *below;
  char *done_text;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->dialog);
  g_clear_object (&call->below);
  g_free (call->done_text);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
call_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  PursuitDealDialog *self = call->dialog;
  PursuitDealDialogClass *klass = PURSUIT_DEAL_DIALOG_GET_CLASS (self);
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);
  gboolean gone = g_cancellable_is_cancelled (priv->cancellable);
  g_autoptr(GError) error = NULL;
  PursuitDealDone done = { 0 };

  if (!pursuit_deal_verb_call_finish (PURSUIT_WORKER (source), result, &done, &error))
    {
      if (gone && call->below != NULL)
        gtk_widget_activate_action (GTK_WIDGET (call->below), "win.toast", "s", error->message);
      else if (!gone)
        {
          /* Having been told who moved it, the person may mean it all the same. */
          priv->seen_stage_id = 0;
          klass->show_busy (self, FALSE);
          klass->show_problem (self, error);
        }
      return;
    }

  if (done.is_waiting && call->below != NULL)
    gtk_widget_activate_action (GTK_WIDGET (call->below), "win.toast", "s",
                                _("Your change is kept on this computer and will be saved as soon as possible."));
  if (done.entry_id != 0 && call->below != NULL)
    gtk_widget_activate_action (GTK_WIDGET (call->below), "win.offer-undo", "(sx)", call->done_text, done.entry_id);
  if (gone)
    return;

  klass->show_busy (self, FALSE);
  g_signal_emit (self, signals[DONE], 0, done.deal_id);
  klass->done (self, &done);
}

/**
 * pursuit_deal_dialog_expect:
 * @self: a dialog that moves a deal
 * @stage_id: the stage in which the person saw the deal
 * @status: its status there
 *
 * Lets the dialog be refused once when somebody else moved the deal meanwhile.
 */
void
pursuit_deal_dialog_expect (PursuitDealDialog *self,
                            gint64             stage_id,
                            gint64             status)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);

  g_return_if_fail (PURSUIT_IS_DEAL_DIALOG (self));

  priv->seen_stage_id = stage_id;
  priv->seen_status = status;
}

/**
 * pursuit_deal_dialog_call:
 * @self: a dialog
 * @verb: (transfer full): what to do
 * @done_text: what to say when it is done
 *
 * Does what the dialog is for. It is done even when the dialog is closed meanwhile.
 */
void
pursuit_deal_dialog_call (PursuitDealDialog *self,
                          PursuitDealVerb   *verb,
                          const char        *done_text)
{
  PursuitDealDialogPrivate *priv = pursuit_deal_dialog_get_instance_private (self);
  GtkWindow *below = find_below (self);
  Call *call = g_new0 (Call, 1);

  g_return_if_fail (PURSUIT_IS_DEAL_DIALOG (self));

  call->dialog = g_object_ref (self);
  call->below = below != NULL ? g_object_ref (below) : NULL;
  call->done_text = g_strdup (done_text);
  if (priv->seen_stage_id != 0 && verb->original == NULL)
    pursuit_deal_verb_expect (verb, priv->seen_stage_id, priv->seen_status);
  PURSUIT_DEAL_DIALOG_GET_CLASS (self)->show_problem (self, NULL);
  PURSUIT_DEAL_DIALOG_GET_CLASS (self)->show_busy (self, TRUE);
  pursuit_deal_verb_call_async (verb, priv->worker, NULL, call_cb, call);
}
