/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-date.h"
#include "pursuit-maintenance-form.h"

/* Who else has the database open, and what the window does when everybody is asked to leave. */

#define BANNER "maintenance"
#define TICK_SECONDS 5

static gboolean
may_stay (PursuitWindow *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  return pursuit_rights_may (opened->rights, PURSUIT_RIGHT_ADMINISTER);
}

static char *
write_sentence (const PursuitMaintenance *maintenance)
{
  if (maintenance->message == NULL)
    return g_strdup_printf (_("%s asks everybody to leave."), maintenance->by);

  /* Translators: a person, and what that person says about it */
  return g_strdup_printf (_("%1$s asks everybody to leave: %2$s"), maintenance->by, maintenance->message);
}

/* The last moment counts as a minute: "in 0 minutes" would be a riddle. */
static char *
write_time_left (const PursuitMaintenance *maintenance)
{
  gint64 left = MAX (maintenance->until - pursuit_time_now (), 0);
  guint minutes = (guint) ((left + 60 * (gint64) G_USEC_PER_SEC - 1) / (60 * (gint64) G_USEC_PER_SEC));

  minutes = MAX (minutes, 1);
  return g_strdup_printf (ngettext ("The database is closed here in %u minute; what is not saved yet is kept.",
                                    "The database is closed here in %u minutes; what is not saved yet is kept.", minutes),
                          minutes);
}

static char *
write_who_is_left (PursuitWindow *self)
{
  guint others = pursuit_people_count (self->people);

  others = others > 0 ? others - 1 : 0;
  if (others == 0)
    return g_strdup (_("Nobody else is here any more."));

  return g_strdup_printf (ngettext ("%u other person is still here.", "%u others are still here.", others), others);
}

static void
show_banner (PursuitWindow            *self,
             const PursuitMaintenance *maintenance)
{
  g_autofree char *sentence = write_sentence (maintenance);
  g_autofree char *detail = may_stay (self) ? write_who_is_left (self) : write_time_left (maintenance);

  if (may_stay (self))
    pursuit_banners_set (self->banners, BANNER, PURSUIT_SEVERITY_WARNING, sentence, detail, _("Let Everybody In"),
                         "win.end-maintenance");
  else
    pursuit_banners_set (self->banners, BANNER, PURSUIT_SEVERITY_WARNING, sentence, detail, _("Leave Now"), "win.leave");
}

static gboolean
is_over (PursuitWindow            *self,
         const PursuitMaintenance *maintenance)
{
  return !may_stay (self) && !pursuit_worker_get_opened (self->worker)->read_only &&
         pursuit_time_now () >= maintenance->until;
}

/* A question is answered with no; a form is not asked whether it minds. */
static void
close_dialog (GtkWindow *dialog)
{
  gtk_window_set_focus (dialog, NULL);
  if (ADW_IS_MESSAGE_DIALOG (dialog))
    gtk_window_close (dialog);
  else
    gtk_window_destroy (dialog);
}

/* Whatever is being typed is left like a field is left, which keeps it; the worker still does what it was asked to. */
static void
leave (PursuitWindow *self)
{
  const PursuitMaintenance *maintenance = pursuit_people_get_maintenance (self->people);
  g_autofree char *sentence = maintenance ? write_sentence (maintenance) : NULL;
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self))
      close_dialog (l->data);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);

  pursuit_window_close_database (self);
  pursuit_window_show_error (self, _("Closed for Maintenance"),
                             sentence ? sentence : _("You can open the database again when it is over."));
}

static gboolean
tick_cb (gpointer user_data)
{
  PursuitWindow *self = user_data;
  const PursuitMaintenance *maintenance = pursuit_people_get_maintenance (self->people);

  if (is_over (self, maintenance))
    {
      self->maintenance_id = 0;
      leave (self);
      return G_SOURCE_REMOVE;
    }

  show_banner (self, maintenance);
  return G_SOURCE_CONTINUE;
}

static void
changed_cb (PursuitWindow *self)
{
  const PursuitMaintenance *maintenance = pursuit_people_get_maintenance (self->people);

  if (maintenance == NULL)
    {
      g_clear_handle_id (&self->maintenance_id, g_source_remove);
      pursuit_banners_unset (self->banners, BANNER);
    }
  else if (is_over (self, maintenance))
    leave (self);
  else
    {
      show_banner (self, maintenance);
      if (self->maintenance_id == 0)
        self->maintenance_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
    }
  pursuit_window_update_actions (self);
}

/* Begins to look who else has the database open. */
void
pursuit_window_meet_people (PursuitWindow *self)
{
  self->people = pursuit_people_new (self->worker);
  g_signal_connect_object (self->people, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  pursuit_sidebar_set_people (self->sidebar, self->people);
}

/* Before the worker ends. */
void
pursuit_window_part_from_people (PursuitWindow *self)
{
  g_clear_handle_id (&self->maintenance_id, g_source_remove);
  if (self->sidebar)
    pursuit_sidebar_set_people (self->sidebar, NULL);
  if (self->banners)
    pursuit_banners_unset (self->banners, BANNER);
  if (self->people)
    pursuit_people_shut_down (self->people);
  g_clear_object (&self->people);
}

typedef struct
{
  char *message;
  guint minutes;
  gboolean ends;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->message);
  g_free (request);
}

static gpointer
request_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Request *wanted = data;
  g_autofree gint64 *entry_id = g_new0 (gint64, 1);

  if (wanted->ends ? pursuit_maintenance_end (desk, entry_id, error)
                   : pursuit_maintenance_begin (desk, wanted->message, wanted->minutes, entry_id, error))
    return g_steal_pointer (&entry_id);

  return NULL;
}

static void
requested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *done = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (self->worker != PURSUIT_WORKER (source))
    return;
  if (done == NULL)
    pursuit_window_add_toast (self, error->message);

  pursuit_worker_poll (PURSUIT_WORKER (source));
}

static void
request (PursuitWindow *self,
         Request       *wanted)
{
  pursuit_worker_call_async (self->worker, request_job, wanted, request_free, g_free, NULL, requested_cb,
                             g_object_ref (self));
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitMaintenanceForm) form = user_data;
  PursuitWindow *self = PURSUIT_WINDOW (source);
  Request *wanted;

  if (!pursuit_compat_ask_finish (result, NULL) || !self->opened)
    return;

  wanted = g_new0 (Request, 1);
  wanted->message = g_strdup (pursuit_maintenance_form_get_message (form));
  wanted->minutes = pursuit_maintenance_form_get_minutes (form);
  request (self, wanted);
}

static void
begin_maintenance (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  GtkWidget *form = pursuit_maintenance_form_new ();

  pursuit_compat_ask_async (GTK_WINDOW (widget), _("Ask Everybody to Leave?"),
                            _("Every open window says so and closes the database when the time is over. Only administrators can"
                              " open it again until you let everybody in."),
                            _("_Ask"), PURSUIT_COMPAT_ASK_SUGGESTED, form, NULL, asked_cb, g_object_ref (form));
}

static void
end_maintenance (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  Request *wanted = g_new0 (Request, 1);

  wanted->ends = TRUE;
  request (self, wanted);
}

static void
leave_now (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  leave (PURSUIT_WINDOW (widget));
}

/* Called whenever the window's state, its database or who is asked to leave changed. */
void
pursuit_window_update_people_actions (PursuitWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_open = self->opened && self->people != NULL;
  gboolean administers = is_open && may_stay (self) && !pursuit_worker_get_opened (self->worker)->read_only;
  gboolean is_asked = is_open && pursuit_people_get_maintenance (self->people) != NULL;

  gtk_widget_action_set_enabled (widget, "win.begin-maintenance", administers);
  gtk_widget_action_set_enabled (widget, "win.end-maintenance", administers && is_asked);
  gtk_widget_action_set_enabled (widget, "win.leave", is_open);
}

void
pursuit_window_install_people_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.begin-maintenance", NULL, begin_maintenance);
  gtk_widget_class_install_action (widget_class, "win.end-maintenance", NULL, end_maintenance);
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave_now);
}
