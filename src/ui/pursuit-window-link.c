/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-date.h"
#include "pursuit-drafts-window.h"
#include "pursuit-place.h"
#include "pursuit-unsent-window.h"

/* How the database can be reached, and what is not in it yet: said at the top of the window for as long as it lasts. */

/* Colleagues save in milliseconds; whoever has been at it for longer than this is named. */
#define BUSY_SECONDS 5
/* On a share each save is in the outbox for a moment: that is nothing to speak of. */
#define UNSENT_SECONDS 2

static guint
count_unsent (PursuitWindow *self)
{
  PursuitOutbox *outbox = self->worker != NULL ? pursuit_worker_get_outbox (self->worker) : NULL;

  return outbox != NULL ? pursuit_outbox_count (outbox) : 0;
}

static void
show_busy (PursuitWindow *self,
           const char    *sentence)
{
  pursuit_banners_set (self->banners, "link", PURSUIT_SEVERITY_WARNING,
                       sentence != NULL ? sentence : _("Somebody else is holding the database just now."),
                       _("Your change is kept and will be saved as soon as it is free."), NULL, NULL);
}

static void
show_away (PursuitWindow *self)
{
  g_autofree char *at = pursuit_time_format (pursuit_worker_get_link_since (self->worker));
  const char *clock = strrchr (at, ' ');
  /* Translators: %s is the time of day, such as 10:32 */
  g_autofree char *sentence = g_strdup_printf (_("The folder cannot be reached since %s."), clock != NULL ? clock + 1 : at);

  pursuit_banners_set (self->banners, "link", PURSUIT_SEVERITY_WARNING, sentence,
                       _("You see the state of then; what you change is kept here and saved when it is back."),
                       _("_Retry Now"), "win.retry");
}

static gpointer
place_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const PursuitPlace *place = pursuit_store_get_place (pursuit_desk_get_store (desk));

  return GINT_TO_POINTER (place != NULL && place->kind == PURSUIT_PLACE_UNSAFE);
}

static void
show_read_only (PursuitWindow *self,
                const char    *reason)
{
  pursuit_banners_set (self->banners, "link", PURSUIT_SEVERITY_INFO,
                       reason != NULL ? reason : _("This database is open for reading only."),
                       _("You see everything as it is; nothing can be changed from here."),
                       self->may_work_alone ? _("_Work Alone…") : NULL, "win.work-alone");
}

static void
placed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitWindow) self = user_data;
  const char *reason;

  if (self->worker != PURSUIT_WORKER (source))
    return;

  self->may_work_alone = GPOINTER_TO_INT (pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL));
  pursuit_window_update_actions (self);
  if (self->opened && self->may_work_alone && pursuit_worker_get_link (self->worker, &reason) == PURSUIT_LINK_READ_ONLY)
    show_read_only (self, reason);
}

/* Where locks do not reach every computer, somebody who is the only one may write all the same. */
static void
look_at_place (PursuitWindow *self)
{
  if (pursuit_worker_get_opened (self->worker)->read_only)
    pursuit_worker_call_async (self->worker, place_job, NULL, NULL, NULL, NULL, placed_cb, g_object_ref (self));
}

static void
show_damaged (PursuitWindow *self,
              const char    *sentence)
{
  pursuit_banners_set (self->banners, "link", PURSUIT_SEVERITY_ERROR,
                       _("The database is damaged. Nothing is written to it any more."), sentence,
                       _("_Open the Newest Backup"), "win.open-newest-backup");
  pursuit_banner_set_second_button (pursuit_banners_find (self->banners, "link"), _("_Salvage…"), "win.salvage");
  pursuit_window_update_actions (self);
}

static gboolean
busy_cb (gpointer user_data)
{
  PursuitWindow *self = user_data;
  const char *sentence;

  self->busy_id = 0;
  if (self->opened && pursuit_worker_get_link (self->worker, &sentence) == PURSUIT_LINK_BUSY)
    show_busy (self, sentence);

  return G_SOURCE_REMOVE;
}

static void
show_link (PursuitWindow *self)
{
  const char *sentence = NULL;
  PursuitLink link = pursuit_worker_get_link (self->worker, &sentence);

  if (link != PURSUIT_LINK_BUSY)
    g_clear_handle_id (&self->busy_id, g_source_remove);
  switch (link)
    {
    case PURSUIT_LINK_BUSY:
      /* While it lasts the sentence counts the seconds. */
      if (pursuit_banners_find (self->banners, "link") != NULL)
        show_busy (self, sentence);
      else if (self->busy_id == 0)
        self->busy_id = g_timeout_add_seconds (BUSY_SECONDS, busy_cb, self);
      break;
    case PURSUIT_LINK_AWAY:
      show_away (self);
      break;
    case PURSUIT_LINK_READ_ONLY:
      show_read_only (self, sentence);
      break;
    case PURSUIT_LINK_DAMAGED:
      show_damaged (self, sentence);
      break;
    case PURSUIT_LINK_OK:
    default:
      pursuit_banners_unset (self->banners, "link");
      break;
    }
}

static void
show_waiting (PursuitWindow *self,
              guint          n)
{
  g_autofree char *sentence =
    g_strdup_printf (ngettext ("%u change is kept on this computer and not saved yet.",
                               "%u changes are kept on this computer and not saved yet.", n),
                     n);

  pursuit_banners_set (self->banners, "unsent", PURSUIT_SEVERITY_INFO, sentence, NULL, _("_Show"), "win.show-unsent");
}

static void
show_held (PursuitWindow *self,
           guint          n)
{
  g_autofree char *sentence = g_strdup_printf (ngettext ("%u change could not be saved and waits for you.",
                                                         "%u changes could not be saved and wait for you.", n),
                                               n);

  pursuit_banners_set (self->banners, "unsent", PURSUIT_SEVERITY_WARNING, sentence, NULL, _("_Show"), "win.show-unsent");
}

static gboolean
unsent_cb (gpointer user_data)
{
  PursuitWindow *self = user_data;
  guint n = count_unsent (self);

  self->unsent_id = 0;
  if (n > 0)
    show_waiting (self, n);

  return G_SOURCE_REMOVE;
}

static void
show_unsent (PursuitWindow *self)
{
  PursuitOutbox *outbox = pursuit_worker_get_outbox (self->worker);
  guint n_held = outbox != NULL ? pursuit_outbox_count_held (outbox) : 0;
  guint n = count_unsent (self);

  if (n == 0 || n_held > 0)
    g_clear_handle_id (&self->unsent_id, g_source_remove);
  if (n == 0)
    pursuit_banners_unset (self->banners, "unsent");
  else if (n_held > 0)
    show_held (self, n_held);
  else if (pursuit_banners_find (self->banners, "unsent") != NULL ||
           pursuit_worker_get_link (self->worker, NULL) == PURSUIT_LINK_AWAY)
    show_waiting (self, n);
  else if (self->unsent_id == 0)
    self->unsent_id = g_timeout_add_seconds (UNSENT_SECONDS, unsent_cb, self);
}

/* Begins to tell how the database can be reached. */
void
pursuit_window_watch_link (PursuitWindow *self)
{
  g_signal_connect_object (self->worker, "link", G_CALLBACK (show_link), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->worker, "unsent", G_CALLBACK (show_unsent), self, G_CONNECT_SWAPPED);
  self->may_work_alone = FALSE;
  show_link (self);
  show_unsent (self);
  look_at_place (self);
}

/* The database is closed: what was said about it is over. */
void
pursuit_window_forget_link (PursuitWindow *self)
{
  g_clear_handle_id (&self->busy_id, g_source_remove);
  g_clear_handle_id (&self->unsent_id, g_source_remove);
  if (self->worker != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->worker, show_link, self);
      g_signal_handlers_disconnect_by_func (self->worker, show_unsent, self);
    }
  if (self->banners != NULL)
    pursuit_banners_clear (self->banners);
}

static void
retry (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (self->opened)
    pursuit_worker_retry (self->worker);
}

static void
alone_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PursuitWindow *self = PURSUIT_WINDOW (source);

  if (pursuit_compat_ask_finish (result, NULL) && self->opened)
    pursuit_window_reopen (self, PURSUIT_STORE_ALONE);
}

static void
work_alone (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  pursuit_compat_ask_async (GTK_WINDOW (widget), _("Work Alone?"),
                            _("In this place two people who save at the same moment can destroy each other’s work, and nobody"
                              " notices. Go on only if nobody else opens this file while you do."),
                            _("_Work Alone"), PURSUIT_COMPAT_ASK_DESTRUCTIVE, NULL, NULL, alone_cb, NULL);
}

/* Drafts of an earlier session; those of this one belong to fields that are open. */
static const PursuitDraft *
find_left_behind (GPtrArray *drafts)
{
  for (guint i = 0; i < drafts->len; i++)
    if (((PursuitDraft *) g_ptr_array_index (drafts, i))->left_behind)
      return g_ptr_array_index (drafts, i);

  return NULL;
}

/* Says that something was typed and never saved, as long as there is something. */
void
pursuit_window_show_drafts (PursuitWindow *self)
{
  PursuitDrafts *drafts = self->opened ? pursuit_worker_get_drafts (self->worker) : NULL;
  g_autoptr(GPtrArray) list = drafts != NULL ? pursuit_drafts_list (drafts) : NULL;
  const PursuitDraft *oldest = list != NULL ? find_left_behind (list) : NULL;
  g_autofree char *at = NULL;
  g_autofree char *sentence = NULL;

  if (oldest == NULL)
    {
      pursuit_banners_unset (self->banners, "drafts");
      return;
    }

  at = pursuit_time_format (oldest->at);
  /* Translators: %s is when it was typed */
  sentence = g_strdup_printf (_("There is unsaved text from %s."), at);
  pursuit_banners_set (self->banners, "drafts", PURSUIT_SEVERITY_INFO, sentence, NULL, _("_Show"), "win.show-drafts");
}

static void
show_drafts_window (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  GtkWidget *window;

  if (!self->opened || pursuit_worker_get_drafts (self->worker) == NULL)
    return;

  window = pursuit_drafts_window_new (GTK_WINDOW (self), self->worker);
  g_signal_connect_object (window, "destroy", G_CALLBACK (pursuit_window_show_drafts), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_unsent_window (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (self->opened)
    gtk_window_present (GTK_WINDOW (pursuit_unsent_window_new (GTK_WINDOW (self), self->worker)));
}

void
pursuit_window_install_link_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "win.show-drafts", NULL, show_drafts_window);
  gtk_widget_class_install_action (widget_class, "win.show-unsent", NULL, show_unsent_window);
  gtk_widget_class_install_action (widget_class, "win.work-alone", NULL, work_alone);
}
