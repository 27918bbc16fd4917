/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal-sheet.h"
#include "pursuit-offer.h"
#include "pursuit-ui-types.h"

/*
 * PursuitDossierWindow shows one dossier beside the window that it was opened from. It shares that window's worker, because
 * a file has one connection only, and goes when the database there is closed. What a dossier wants from its window, it
 * finds here; what is about the whole database is handed on.
 */
struct _PursuitDossierWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  PursuitDossierPage *dossier;

  GtkWidget *owner;          /* (weak) */
  PursuitWorker *worker;
};

G_DEFINE_FINAL_TYPE (PursuitDossierWindow, pursuit_dossier_window, ADW_TYPE_APPLICATION_WINDOW)

static void
add_toast (PursuitDossierWindow *self,
           const char           *text,
           const char           *label,
           const char           *action,
           gint64                target)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (action != NULL)
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_action_name (toast, action);
      adw_toast_set_action_target (toast, "x", target);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_toast (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  add_toast (PURSUIT_DOSSIER_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL, NULL, 0);
}

static void
offer_undo (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  const char *text;
  gint64 entry_id;

  g_variant_get (parameter, "(&sx)", &text, &entry_id);
  add_toast (PURSUIT_DOSSIER_WINDOW (widget), text, _("Undo"), entry_id != 0 ? "win.undo-entry" : NULL, entry_id);
}

static void
offer (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  const char *text;
  const char *label;
  gint64 id;

  g_variant_get (parameter, "(&s&sx)", &text, &label, &id);
  add_toast (PURSUIT_DOSSIER_WINDOW (widget), text, label, "win.accept-offer", id);
}

static void
accept_offer (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  pursuit_offer_accept (g_variant_get_int64 (parameter));
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitDossierWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (self->worker == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (saved == NULL)
    add_toast (self, error->message, NULL, NULL, 0);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    add_toast (self, saved->sentence, NULL, NULL, 0);
  else if (saved->state == PURSUIT_SAVED_QUEUED)
    add_toast (self, _("Your change is kept on this computer and will be saved as soon as possible."), NULL, NULL, 0);
  else
    add_toast (self, _("Undone."), NULL, NULL, 0);
}

static void
undo_entry (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  PursuitDossierWindow *self = PURSUIT_DOSSIER_WINDOW (widget);

  if (self->worker != NULL)
    pursuit_worker_save_async (self->worker, pursuit_save_new_undo (g_variant_get_int64 (parameter)), NULL, undone_cb,
                               g_object_ref (self));
}

static void
show_customer (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PursuitDossierWindow *self = PURSUIT_DOSSIER_WINDOW (widget);

  if (self->worker != NULL)
    pursuit_dossier_page_show (self->dossier, g_variant_get_int64 (parameter));
}

static void
show_deal (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  PursuitDossierWindow *self = PURSUIT_DOSSIER_WINDOW (widget);

  if (self->worker != NULL)
    pursuit_deal_sheet_present (widget, self->worker, g_variant_get_int64 (parameter));
}

/* What is about the database as a whole is done in the window that has it. */
static void
hand_on (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  PursuitDossierWindow *self = PURSUIT_DOSSIER_WINDOW (widget);

  if (self->owner == NULL)
    return;
  gtk_widget_activate_action_variant (self->owner, name, parameter);
  gtk_window_present (GTK_WINDOW (self->owner));
}

static void
close_window (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
news_cb (PursuitDossierWindow *self,
         GPtrArray            *entries)
{
  g_assert (PURSUIT_IS_DOSSIER_WINDOW (self));

  pursuit_dossier_page_handle_news (self->dossier, entries);
}

static void
reset_cb (PursuitDossierWindow *self)
{
  g_assert (PURSUIT_IS_DOSSIER_WINDOW (self));

  pursuit_dossier_page_refresh (self->dossier);
}

static void
show_title (PursuitDossierWindow *self)
{
  const char *name = pursuit_dossier_page_get_name (self->dossier);

  g_assert (PURSUIT_IS_DOSSIER_WINDOW (self));

  gtk_window_set_title (GTK_WINDOW (self), name != NULL ? name : _("Customer"));
}

/* What is typed is set aside as a draft, as in any window whose database goes. */
static void
let_go (PursuitDossierWindow *self)
{
  if (self->worker == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->worker, self);
  g_clear_object (&self->worker);
  pursuit_dossier_page_set_worker (self->dossier, NULL);
}

static void
pursuit_dossier_window_dispose (GObject *object)
{
  PursuitDossierWindow *self = PURSUIT_DOSSIER_WINDOW (object);

  let_go (self);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_DOSSIER_WINDOW);

  G_OBJECT_CLASS (pursuit_dossier_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.toast", "s", show_toast);
  gtk_widget_class_install_action (widget_class, "win.offer-undo", "(sx)", offer_undo);
  gtk_widget_class_install_action (widget_class, "win.offer", "(ssx)", offer);
  gtk_widget_class_install_action (widget_class, "win.accept-offer", "x", accept_offer);
  gtk_widget_class_install_action (widget_class, "win.undo-entry", "x", undo_entry);
  gtk_widget_class_install_action (widget_class, "win.show-customer", "x", show_customer);
  gtk_widget_class_install_action (widget_class, "win.show-deal", "x", show_deal);
  gtk_widget_class_install_action (widget_class, "win.show-drafts", NULL, hand_on);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, hand_on);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_window);
}

static void
pursuit_dossier_window_class_init (PursuitDossierWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_dossier_window_dispose;

  g_type_ensure (PURSUIT_TYPE_DOSSIER_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("bar/dossier-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierWindow, dossier);
  gtk_widget_class_bind_template_callback (widget_class, show_title);
  install_actions (widget_class);
}

static void
pursuit_dossier_window_init (PursuitDossierWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_dossier_window_present:
 * @owner: the window with the database
 * @customer_id: whose dossier
 * @contact_id: which person to show, or 0
 * @tab: which part of it to show first, "" for the beginning
 *
 * Shows a dossier in a window of its own, until that is closed or @owner closes its database.
 *
 * Returns: (transfer none) (nullable): the window, which is shown; %NULL when there is no database
 */
PursuitDossierWindow *
pursuit_dossier_window_present (PursuitWindow *owner,
                                gint64         customer_id,
                                gint64         contact_id,
                                const char    *tab)
{
  PursuitWorker *worker;
  PursuitDossierWindow *self;

  g_return_val_if_fail (PURSUIT_IS_WINDOW (owner), NULL);

  worker = pursuit_window_get_worker (owner);
  if (worker == NULL)
    return NULL;

  self = g_object_new (PURSUIT_TYPE_DOSSIER_WINDOW, "application", gtk_window_get_application (GTK_WINDOW (owner)), NULL);
  g_set_weak_pointer (&self->owner, GTK_WIDGET (owner));
  g_set_object (&self->worker, worker);
  g_signal_connect_object (owner, "notify::worker", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (worker, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  pursuit_dossier_page_set_worker (self->dossier, worker);
  pursuit_dossier_page_show (self->dossier, customer_id);
  pursuit_dossier_page_show_part (self->dossier, contact_id, tab);
  pursuit_recents_note (pursuit_worker_get_recents (worker), PURSUIT_TYPE_CUSTOMER, customer_id);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}

/**
 * pursuit_dossier_window_get_dossier:
 * @self: a window
 *
 * Returns: (transfer none): the dossier in it
 */
PursuitDossierPage *
pursuit_dossier_window_get_dossier (PursuitDossierWindow *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOSSIER_WINDOW (self), NULL);

  return self->dossier;
}
