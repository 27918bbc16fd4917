/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-salvage.h"

/* What can still be read of a damaged file goes into a new one; what is missing is said. */

/* Of a small screen's 800 pixels the report leaves room for the question. */
#define MOST_HEIGHT 360

typedef struct
{
  char *damaged;
  char *target;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->damaged);
  g_free (wish->target);
  g_free (wish);
}

static void
salvage_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Wish *wish = task_data;
  GError *error = NULL;
  g_autoptr(PursuitSalvage) salvage = pursuit_salvage_run (wish->damaged, wish->target, cancellable, &error);

  if (salvage == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pursuit_salvage_dup_text (salvage), g_free);
}

static void
open_salvaged_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree char *target = user_data;

  if (pursuit_compat_ask_finish (result, NULL))
    pursuit_window_open (PURSUIT_WINDOW (source), target);
}

/* What is missing can be a long list. */
static GtkWidget *
make_report (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);

  return scrolled;
}

static void
salvaged_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  PursuitWindow *self = PURSUIT_WINDOW (source);
  Wish *wish = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);

  if (text == NULL)
    {
      pursuit_window_show_error (self, _("Nothing Could Be Salvaged"), error->message);
      return;
    }

  pursuit_window_set_state (self, self->opened ? PURSUIT_STATE_CONTENT : PURSUIT_STATE_ERROR);
  pursuit_compat_ask_async (GTK_WINDOW (self), _("What Could Be Read Is Saved"), NULL, _("_Open It"),
                            PURSUIT_COMPAT_ASK_SUGGESTED, make_report (text), NULL, open_salvaged_cb,
                            g_strdup (wish->target));
}

/* Reads what can be read of the file that the window is about, into @target. */
void
pursuit_window_salvage_to (PursuitWindow *self,
                           const char    *target)
{
  g_autoptr(GTask) task = NULL;
  Wish *wish;

  if (self->path == NULL)
    return;

  wish = g_new0 (Wish, 1);
  wish->damaged = g_strdup (self->path);
  wish->target = g_strdup (target);
  pursuit_window_begin_waiting (self, _("Reading What Can Still Be Read…"));
  task = g_task_new (self, NULL, salvaged_cb, NULL);
  g_task_set_source_tag (task, pursuit_window_salvage_to);
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, salvage_thread);
}

static void
salvage_file_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GFile) file = pursuit_compat_choose_file_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL)
    pursuit_window_salvage_to (PURSUIT_WINDOW (source), path);
}

static void
salvage (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  pursuit_compat_choose_file_async (GTK_WINDOW (widget), PURSUIT_COMPAT_SAVE, _("Save What Can Be Read As"),
                                    _("Salvaged.pursuit"), NULL, NULL, salvage_file_cb, NULL);
}

void
pursuit_window_install_salvage_action (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.salvage", NULL, salvage);
}
