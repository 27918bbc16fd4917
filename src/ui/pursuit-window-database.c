/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-preferences.h"
#include "pursuit-str.h"

/* Opening and closing: what the window does about the file as a whole. */

/* Sooner than this nothing is said about waiting. */
#define SLOW_MS 250

static gboolean
slow_cb (gpointer user_data)
{
  PursuitWindow *self = user_data;

  self->slow_id = 0;
  adw_status_page_set_title (pursuit_later_get_object (self->loading, "loading_page"), self->waited_for);
  pursuit_window_set_state (self, PURSUIT_STATE_LOADING);

  return G_SOURCE_REMOVE;
}

/* Says that something is under way, should it take long. */
void
pursuit_window_begin_waiting (PursuitWindow *self,
                              const char    *title)
{
  g_clear_handle_id (&self->slow_id, g_source_remove);
  pursuit_set_str (&self->waited_for, title);
  self->slow_id = g_timeout_add (SLOW_MS, slow_cb, self);
}

static void
set_title (PursuitWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (!self->opened)
    {
      gtk_window_set_title (GTK_WINDOW (self), _("Pursuit"));
      return;
    }

  name = g_path_get_basename (self->path);
  /* Translators: the title of the window: a file's name, and the name of the program */
  title = g_strdup_printf (_("%s – Pursuit"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
news_cb (PursuitWindow *self,
         GPtrArray     *entries)
{
  GtkWidget *page;

  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page; page = gtk_widget_get_next_sibling (page))
    pursuit_page_handle_news (PURSUIT_PAGE (page), entries);
}

/* Somebody put an older state of the database back. */
static void
reset_cb (PursuitWindow *self)
{
  GtkWidget *page;

  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page; page = gtk_widget_get_next_sibling (page))
    pursuit_page_refresh (PURSUIT_PAGE (page));
}

static void
show_opened (PursuitWindow *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  pursuit_window_set_opened (self, TRUE);
  set_title (self);
  g_object_set (pursuit_preferences_get_default (), "last-database", opened->path, NULL);

  if (!pursuit_rights_may (opened->rights, PURSUIT_RIGHT_VIEW))
    {
      g_autofree char *refusal = pursuit_rights_dup_refusal (opened->rights, PURSUIT_RIGHT_VIEW);

      adw_status_page_set_description (pursuit_later_get_object (self->denied, "denied_page"), refusal);
      pursuit_window_set_state (self, PURSUIT_STATE_DENIED);
      return;
    }

  /* The page asks first, then the sidebar counts. */
  g_signal_connect_object (self->worker, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  pursuit_window_watch_missing (self);
  g_signal_connect_object (self->worker, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  pursuit_window_hand_out_worker (self);
  pursuit_sidebar_set_worker (self->sidebar, self->worker);
  pursuit_window_meet_people (self);
  pursuit_window_set_state (self, PURSUIT_STATE_CONTENT);
  pursuit_window_watch_link (self);
  pursuit_window_watch_backups (self);
  pursuit_window_show_drafts (self);
}

/* What one can do about it depends on what is the matter: a share comes back, a damaged file does not mend itself. */
static void
show_refusal (PursuitWindow *self,
              const GError  *error)
{
  gboolean is_damaged = g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);

  pursuit_window_show_error (self, is_damaged ? _("The Database Is Damaged") : _("The Database Could Not Be Opened"),
                             error->message);
  gtk_widget_set_visible (pursuit_later_get_object (self->error, "try_again"), TRUE);
  gtk_widget_set_visible (pursuit_later_get_object (self->error, "open_newest_backup"), is_damaged);
  gtk_widget_set_visible (pursuit_later_get_object (self->error, "salvage"), is_damaged);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitOpened) opened = pursuit_worker_open_finish (PURSUIT_WORKER (source), result, &error);

  /* Another file was asked for meanwhile, or the window was closed. */
  if (self->worker != PURSUIT_WORKER (source))
    return;

  if (opened)
    show_opened (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_refusal (self, error);
}

/* Takes the database away from the pages and ends its worker. */
void
pursuit_window_close_database (PursuitWindow *self)
{
  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_array_set_size (self->done, 0);
  g_array_set_size (self->undone, 0);
  pursuit_window_forget_backups (self);
  pursuit_window_forget_link (self);

  pursuit_window_set_opened (self, FALSE);
  pursuit_window_part_from_people (self);
  if (self->pages)
    pursuit_window_hand_out_worker (self);
  if (self->sidebar)
    pursuit_sidebar_set_worker (self->sidebar, NULL);
  if (self->worker)
    pursuit_worker_shut_down (self->worker);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->path, g_free);
}

/* Shows what went wrong in place of the content. */
void
pursuit_window_show_error (PursuitWindow *self,
                           const char    *title,
                           const char    *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  set_title (self);
  adw_status_page_set_title (pursuit_later_get_object (self->error, "error_page"), title);
  adw_status_page_set_description (pursuit_later_get_object (self->error, "error_page"), escaped);
  gtk_widget_set_visible (pursuit_later_get_object (self->error, "try_again"), FALSE);
  gtk_widget_set_visible (pursuit_later_get_object (self->error, "open_newest_backup"), FALSE);
  gtk_widget_set_visible (pursuit_later_get_object (self->error, "salvage"), FALSE);
  pursuit_window_set_state (self, PURSUIT_STATE_ERROR);
}

/**
 * pursuit_window_set_staff:
 * @self: a window
 * @staff: (nullable): the name of a member of staff, %NULL for the owner of the file
 *
 * Says who is signed in to the databases that are opened from now on: the window shows what that person may see and do.
 * A database that knows nobody of that name is not opened.
 */
void
pursuit_window_set_staff (PursuitWindow *self,
                          const char    *staff)
{
  g_return_if_fail (PURSUIT_IS_WINDOW (self));

  pursuit_set_str (&self->staff, staff);
}

/* Opens the file that is open, or was asked for, in another way or once more. */
void
pursuit_window_reopen (PursuitWindow     *self,
                       PursuitStoreFlags  flags)
{
  g_autofree char *path = g_strdup (self->path);

  if (path == NULL)
    return;

  pursuit_window_close_database (self);
  self->path = g_steal_pointer (&path);
  self->flags = flags;
  self->worker = pursuit_worker_new ();
  pursuit_worker_set_staff (self->worker, self->staff);
  self->opening = g_cancellable_new ();
  pursuit_worker_open_async (self->worker, self->path, flags, self->opening, opened_cb, g_object_ref (self));

  /* The views are made while the worker reads. */
  pursuit_window_set_state (self, PURSUIT_STATE_CONTENT);
  pursuit_window_begin_waiting (self, _("Opening the Database…"));
}

/**
 * pursuit_window_open:
 * @self: a window
 * @path: a database
 *
 * Opens a database in this window, in place of the one that was there. What goes wrong is shown in the window.
 */
void
pursuit_window_open (PursuitWindow *self,
                     const char    *path)
{
  g_return_if_fail (PURSUIT_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  pursuit_set_str (&self->path, path);
  pursuit_window_reopen (self, PURSUIT_STORE_NONE);
}
