/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-missing-window.h"
#include "pursuit-receipts.h"

/* Saves of this computer that are gone: said until somebody has looked at them. */

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GPtrArray) missing = pursuit_receipts_list_missing (pursuit_desk_get_store (desk), error);

  /* One more than there are: none is an answer too. */
  return missing != NULL ? GUINT_TO_POINTER (missing->len + 1) : NULL;
}

static void
show_count (PursuitWindow *self,
            guint          n)
{
  g_autofree char *sentence = NULL;

  if (n == 0)
    {
      pursuit_banners_set (self->banners, "missing", PURSUIT_SEVERITY_ERROR,
                           _("The journal is not the one that this computer saved into."),
                           _("Somebody wrote it anew, or put another file in the place of this one."), NULL, NULL);
      return;
    }

  sentence = g_strdup_printf (ngettext ("%u save that this computer was told to be done is gone.",
                                        "%u saves that this computer was told to be done are gone.", n), n);
  pursuit_banners_set (self->banners, "missing", PURSUIT_SEVERITY_ERROR, sentence,
                       _("An older state of the file was put in its place."), _("_Show"), "win.show-missing");
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gpointer counted = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Trouble with the place is told already; when it is over, this is looked at again. */
  if (error == NULL && self->worker == PURSUIT_WORKER (source) && self->opened)
    show_count (self, GPOINTER_TO_UINT (counted) - 1);
}

static void
missing_cb (PursuitWindow *self)
{
  pursuit_worker_call_async (self->worker, count_job, NULL, NULL, NULL, NULL, counted_cb, g_object_ref (self));
}

/* Begins to tell what is gone. */
void
pursuit_window_watch_missing (PursuitWindow *self)
{
  g_signal_connect_object (self->worker, "missing", G_CALLBACK (missing_cb), self, G_CONNECT_SWAPPED);
}

static void
seen_cb (PursuitWindow *self)
{
  if (self->banners != NULL)
    pursuit_banners_unset (self->banners, "missing");
}

static void
show_missing (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  GtkWidget *window;

  if (!self->opened)
    return;

  window = pursuit_missing_window_new (GTK_WINDOW (self), self->worker);
  g_signal_connect_object (window, "settled", G_CALLBACK (seen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

void
pursuit_window_install_missing_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-missing", NULL, show_missing);
}
