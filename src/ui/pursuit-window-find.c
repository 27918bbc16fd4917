/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include "pursuit-customers-page.h"
#include "pursuit-deal-sheet.h"
#include "pursuit-dossier-window.h"

/* The command bar, and what it opens. */

/* It is built when somebody first wants it. */
static void
find (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  gboolean shown = g_strcmp0 (pursuit_window_get_state (self), PURSUIT_STATE_CONTENT) == 0;
  PursuitPage *page = shown ? pursuit_window_get_page (self) : NULL;

  if (self->bar == NULL)
    {
      self->bar = PURSUIT_COMMAND_BAR (pursuit_command_bar_new ());
      gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->bar));
    }

  if (pursuit_command_bar_is_open (self->bar))
    pursuit_command_bar_close (self->bar);
  else
    pursuit_command_bar_open (self->bar, shown ? pursuit_window_get_worker (self) : NULL, (GtkWidget *) page);
}

static void
clear_recent (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PursuitWorker *worker = pursuit_window_get_worker (PURSUIT_WINDOW (widget));

  if (worker != NULL)
    pursuit_recents_clear (pursuit_worker_get_recents (worker));
}

static void
show_dossier (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  PursuitPage *page = pursuit_window_find_page (self, "customers");
  const char *tab;
  gint64 customer_id, contact_id;

  g_variant_get (parameter, "(xx&s)", &customer_id, &contact_id, &tab);
  g_object_set (self, "view", "customers", NULL);
  pursuit_page_show_id (page, customer_id);
  pursuit_dossier_page_show_part (pursuit_customers_page_get_dossier (PURSUIT_CUSTOMERS_PAGE (page)), contact_id, tab);
}

static void
show_seller (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  PursuitPage *page = pursuit_window_find_page (self, "board");

  g_object_set (self, "view", "board", NULL);
  gtk_widget_activate_action_variant (GTK_WIDGET (page), "board.show-seller", parameter);
}

static void
show_beside (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const char *tab;
  gint64 customer_id, contact_id;

  g_variant_get (parameter, "(xx&s)", &customer_id, &contact_id, &tab);
  pursuit_dossier_window_present (PURSUIT_WINDOW (widget), customer_id, contact_id, tab);
}

/* A sheet that leaves the window usable, and goes with its database. */
static void
show_deal_beside (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PursuitWorker *worker = pursuit_window_get_worker (PURSUIT_WINDOW (widget));
  PursuitDealDialog *sheet;

  if (worker == NULL)
    return;

  sheet = pursuit_deal_sheet_present (widget, worker, g_variant_get_int64 (parameter));
  gtk_window_set_modal (GTK_WINDOW (sheet), FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (sheet), TRUE);
  g_signal_connect_object (widget, "notify::worker", G_CALLBACK (gtk_window_destroy), sheet, G_CONNECT_SWAPPED);
}

void
pursuit_window_install_find_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "win.clear-recent", NULL, clear_recent);
  gtk_widget_class_install_action (widget_class, "win.show-dossier", "(xxs)", show_dossier);
  gtk_widget_class_install_action (widget_class, "win.show-seller", "(xs)", show_seller);
  gtk_widget_class_install_action (widget_class, "win.show-beside", "(xxs)", show_beside);
  gtk_widget_class_install_action (widget_class, "win.show-deal-beside", "x", show_deal_beside);
}

static void
update_clear_cb (PursuitWindow *self)
{
  PursuitWorker *worker = pursuit_window_get_worker (self);
  PursuitRecents *recents = worker != NULL ? pursuit_worker_get_recents (worker) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.clear-recent",
                                 recents != NULL && pursuit_recents_get_list (recents)->len > 0);
}

/* Another database was opened, or the one that was is closed: what the bar shows is about the old one. */
void
pursuit_window_reset_bar (PursuitWindow *self)
{
  PursuitWorker *worker = pursuit_window_get_worker (self);
  PursuitRecents *recents = worker != NULL ? pursuit_worker_get_recents (worker) : NULL;

  if (self->bar != NULL)
    pursuit_command_bar_close (self->bar);
  if (recents != NULL)
    g_signal_connect_object (recents, "changed", G_CALLBACK (update_clear_cb), self, G_CONNECT_SWAPPED);
  update_clear_cb (self);
}
