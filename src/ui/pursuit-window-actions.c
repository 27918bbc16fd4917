/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-duplicates-window.h"
#include "pursuit-journal-window.h"
#include "pursuit-offer.h"
#include "pursuit-own-fields-window.h"
#include "pursuit-rights-window.h"
#include "pursuit-shortcuts-window.h"
#include "pursuit-succession-window.h"
#include "pursuit-views.h"

/* What a person can do anywhere in the window; the keys are in pursuit-actions.c. */

static void
toast (PursuitWindow *self,
       const char    *text,
       const char    *label,
       const char    *action,
       gint64         target)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *message = adw_toast_new (escaped);

  if (action)
    {
      adw_toast_set_button_label (message, label);
      adw_toast_set_action_name (message, action);
      adw_toast_set_action_target (message, "x", target);
    }

  /* What was said before is old news, also when somebody is quick: nothing waits in a queue. */
  if (self->toast)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, message);
  adw_toast_overlay_add_toast (self->toasts, message);
}

void
pursuit_window_add_toast (PursuitWindow *self,
                          const char    *text)
{
  toast (self, text, NULL, NULL, 0);
}

static void
forget (GArray *entries,
        gint64  id)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, gint64, i) == id)
      g_array_remove_index (entries, i--);
}

typedef struct
{
  PursuitWindow *window;
  gboolean redo;
} Undo;

static void
tell_undone (PursuitWindow      *self,
             const PursuitSaved *saved,
             gboolean            redo)
{
  if (saved->state == PURSUIT_SAVED_CONFLICT)
    pursuit_window_add_toast (self, saved->sentence);
  else if (saved->state == PURSUIT_SAVED_QUEUED)
    pursuit_window_add_toast (self, _("Your change is kept on this computer and will be saved as soon as possible."));
  else
    {
      g_array_append_val (redo ? self->done : self->undone, saved->entry_id);
      pursuit_window_add_toast (self, redo ? _("Done again.") : _("Undone."));
    }
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Undo *undo = user_data;
  g_autoptr(PursuitWindow) self = undo->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (self->worker != PURSUIT_WORKER (source) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (saved == NULL)
    pursuit_window_add_toast (self, error->message);
  else
    tell_undone (self, saved, undo->redo);
  pursuit_window_update_actions (self);
}

static void
take_back (PursuitWindow *self,
           gint64         id,
           gboolean       redo)
{
  Undo *undo;

  if (!self->opened)
    return;

  undo = g_new0 (Undo, 1);
  undo->window = g_object_ref (self);
  undo->redo = redo;
  forget (self->done, id);
  forget (self->undone, id);
  pursuit_worker_save_async (self->worker, pursuit_save_new_undo (id), NULL, undone_cb, undo);
  pursuit_window_update_actions (self);
}

static void
undo_entry (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  take_back (PURSUIT_WINDOW (widget), g_variant_get_int64 (parameter), FALSE);
}

/* While somebody types, Ctrl+Z is about the text; our keys are asked before those of the field. */
static gboolean
act_on_text (PursuitWindow *self,
             const char    *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) && gtk_widget_activate_action (focus, action, NULL);
}

static void
undo_last (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (!act_on_text (self, "text.undo") && self->done->len > 0)
    take_back (self, g_array_index (self->done, gint64, self->done->len - 1), FALSE);
}

static void
redo_last (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (!act_on_text (self, "text.redo") && self->undone->len > 0)
    take_back (self, g_array_index (self->undone, gint64, self->undone->len - 1), TRUE);
}

static void
show_toast (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  pursuit_window_add_toast (PURSUIT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
offer_undo (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  const char *text;
  gint64 entry_id;

  g_variant_get (parameter, "(&sx)", &text, &entry_id);
  toast (self, text, _("Undo"), entry_id != 0 ? "win.undo-entry" : NULL, entry_id);
  if (entry_id == 0)
    return;

  /* Something new was done: what was undone before it can no longer be done again. */
  g_array_append_val (self->done, entry_id);
  g_array_set_size (self->undone, 0);
  pursuit_window_update_actions (self);
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
  toast (PURSUIT_WINDOW (widget), text, label, "win.accept-offer", id);
}

static void
accept_offer (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  pursuit_offer_accept (g_variant_get_int64 (parameter));
}

static void
show_in (PursuitWindow *self,
         const char    *view,
         gint64         id)
{
  PursuitPage *page = pursuit_window_find_page (self, view);

  if (page == NULL)
    return;

  g_object_set (self, "view", view, NULL);
  pursuit_page_show_id (page, id);
}

static void
show_customer (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  show_in (PURSUIT_WINDOW (widget), "customers", g_variant_get_int64 (parameter));
}

static void
show_filter (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PursuitPage *page;
  const char *view;
  gint64 id;

  g_variant_get (parameter, "(&sx)", &view, &id);
  page = pursuit_window_find_page (PURSUIT_WINDOW (widget), view);
  if (page == NULL)
    return;

  g_object_set (widget, "view", view, NULL);
  pursuit_page_show_filter (page, id);
}

static void
show_deal (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  show_in (PURSUIT_WINDOW (widget), "board", g_variant_get_int64 (parameter));
}

static void
show_stage (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  show_in (PURSUIT_WINDOW (widget), "processes", g_variant_get_int64 (parameter));
}

static void
search (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  pursuit_page_focus_search (pursuit_window_get_page (PURSUIT_WINDOW (widget)));
}

static void
add_new (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  pursuit_page_activate_new (pursuit_window_get_page (PURSUIT_WINDOW (widget)));
}

static void
refresh (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  pursuit_worker_poll (self->worker);
  pursuit_page_refresh (pursuit_window_get_page (self));
  pursuit_sidebar_count_again (self->sidebar);
}

static void
show_shortcuts (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (pursuit_shortcuts_window_new (GTK_WINDOW (widget))));
}

static void
close_window (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
may (PursuitWindow *self,
     PursuitRight   right)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  return pursuit_rights_may (opened->rights, right) &&
         (right == PURSUIT_RIGHT_EXPORT || !opened->read_only);
}

/* A file that could not be opened, or turned out to be damaged. */
static gboolean
is_in_need (PursuitWindow *self)
{
  if (self->opened)
    return pursuit_worker_get_link (self->worker, NULL) == PURSUIT_LINK_DAMAGED;

  return self->path != NULL && g_strcmp0 (pursuit_window_get_state (self), PURSUIT_STATE_ERROR) == 0;
}

static gboolean
may_see_journal (PursuitWindow *self)
{
  return pursuit_rights_may (pursuit_worker_get_opened (self->worker)->rights, PURSUIT_RIGHT_ADMINISTER);
}

static void
show_journal (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (self->opened)
    gtk_window_present (GTK_WINDOW (pursuit_journal_window_new (GTK_WINDOW (self), self->worker)));
}

static void
hand_over (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (self->opened)
    gtk_window_present (GTK_WINDOW (pursuit_succession_window_new (GTK_WINDOW (self), self->worker)));
}

static void
show_own_fields (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (self->opened)
    gtk_window_present (GTK_WINDOW (pursuit_own_fields_window_new (GTK_WINDOW (self), self->worker)));
}

static void
show_rights (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (self->opened)
    gtk_window_present (GTK_WINDOW (pursuit_rights_window_new (GTK_WINDOW (self), self->worker)));
}

static void
show_duplicates (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (self->opened)
    gtk_window_present (GTK_WINDOW (pursuit_duplicates_window_new (GTK_WINDOW (self), self->worker)));
}

/* Says what can be done now: what cannot is greyed everywhere at once. */
void
pursuit_window_update_actions (PursuitWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean shown = self->opened && g_strcmp0 (pursuit_window_get_state (self), PURSUIT_STATE_CONTENT) == 0;
  PursuitPage *page = shown ? pursuit_window_get_page (self) : NULL;
  gboolean may_edit = shown && may (self, PURSUIT_RIGHT_EDIT);
  gboolean may_import = shown && may (self, PURSUIT_RIGHT_IMPORT);
  gboolean may_export = shown && may (self, PURSUIT_RIGHT_EXPORT);

  gtk_widget_action_set_enabled (widget, "win.view", shown);
  gtk_widget_action_set_enabled (widget, "win.toggle-sidebar", shown);
  gtk_widget_action_set_enabled (widget, "win.search", page && pursuit_page_can_search (page));
  gtk_widget_action_set_enabled (widget, "win.new", page && may_edit && pursuit_page_can_add (page));
  gtk_widget_action_set_enabled (widget, "win.refresh", page != NULL);
  gtk_widget_action_set_enabled (widget, "win.import", may_import);
  gtk_widget_action_set_enabled (widget, "win.back-up", shown);
  gtk_widget_action_set_enabled (widget, "win.safety", shown);
  gtk_widget_action_set_enabled (widget, "win.show-missing", shown);
  gtk_widget_action_set_enabled (widget, "win.try-again", is_in_need (self));
  gtk_widget_action_set_enabled (widget, "win.open-newest-backup", is_in_need (self));
  gtk_widget_action_set_enabled (widget, "win.salvage", is_in_need (self));
  gtk_widget_action_set_enabled (widget, "win.show-own-fields", shown);
  gtk_widget_action_set_enabled (widget, "win.show-rights", shown);
  gtk_widget_action_set_enabled (widget, "win.show-journal", shown && may_see_journal (self));
  gtk_widget_action_set_enabled (widget, "win.show-duplicates", shown && may (self, PURSUIT_RIGHT_MERGE));
  gtk_widget_action_set_enabled (widget, "win.hand-over", shown && may (self, PURSUIT_RIGHT_HAND_OVER));
  gtk_widget_action_set_enabled (widget, "win.retry", shown);
  gtk_widget_action_set_enabled (widget, "win.show-unsent", shown);
  gtk_widget_action_set_enabled (widget, "win.show-drafts", shown);
  gtk_widget_action_set_enabled (widget, "win.work-alone", shown && self->may_work_alone);
  gtk_widget_action_set_enabled (widget, "win.export", page && may_export && pursuit_page_can_export (page));
  gtk_widget_action_set_enabled (widget, "win.undo", shown && self->done->len > 0);
  gtk_widget_action_set_enabled (widget, "win.redo", shown && self->undone->len > 0);
  pursuit_window_update_people_actions (self);
}

void
pursuit_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.toast", "s", show_toast);
  gtk_widget_class_install_action (widget_class, "win.offer-undo", "(sx)", offer_undo);
  gtk_widget_class_install_action (widget_class, "win.offer", "(ssx)", offer);
  gtk_widget_class_install_action (widget_class, "win.accept-offer", "x", accept_offer);
  gtk_widget_class_install_action (widget_class, "win.undo-entry", "x", undo_entry);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_last);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_last);
  gtk_widget_class_install_action (widget_class, "win.show-customer", "x", show_customer);
  gtk_widget_class_install_action (widget_class, "win.show-deal", "x", show_deal);
  gtk_widget_class_install_action (widget_class, "win.show-filter", "(sx)", show_filter);
  gtk_widget_class_install_action (widget_class, "win.show-stage", "x", show_stage);
  gtk_widget_class_install_action (widget_class, "win.show-own-fields", NULL, show_own_fields);
  gtk_widget_class_install_action (widget_class, "win.show-rights", NULL, show_rights);
  gtk_widget_class_install_action (widget_class, "win.show-journal", NULL, show_journal);
  gtk_widget_class_install_action (widget_class, "win.hand-over", NULL, hand_over);
  gtk_widget_class_install_action (widget_class, "win.show-duplicates", NULL, show_duplicates);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, add_new);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_window);
}
