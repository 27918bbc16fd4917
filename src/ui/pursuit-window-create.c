/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-demo.h"
#include "pursuit-error.h"
#include "pursuit-pdf.h"

/* Making a database where there is none. */

/* The demonstration of a first run. */
#define DEMO_CUSTOMERS 200
#define DEMO_SEED 1

typedef struct
{
  char *path;
  char *currency;
  gboolean demo;
} Creation;

static void
creation_free (gpointer data)
{
  Creation *creation = data;

  g_free (creation->path);
  g_free (creation->currency);
  g_free (creation);
}

/* Under another name first: a demonstration that was interrupted is not taken for one. */
static gboolean
make_demo (Creation      *creation,
           GCancellable  *cancellable,
           GError       **error)
{
  const PursuitDemoOrder order = { .n_customers = DEMO_CUSTOMERS, .seed = DEMO_SEED, .print = pursuit_pdf_make };
  g_autofree char *part = g_strconcat (creation->path, ".part", NULL);
  g_autofree char *journal = g_strconcat (part, "-journal", NULL);
  g_autoptr(PursuitDesk) desk = NULL;
  gboolean made = FALSE;

  /* What an interrupted run left would be taken for this one's. */
  g_unlink (part);
  g_unlink (journal);
  desk = pursuit_desk_create (part, creation->currency, error);
  if (desk && pursuit_demo_make (desk, &order, cancellable, error))
    {
      g_clear_object (&desk);
      made = g_rename (part, creation->path) == 0;
      if (!made)
        g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” cannot be written."), creation->path);
    }

  g_clear_object (&desk);
  g_unlink (part);
  g_unlink (journal);
  return made;
}

static gboolean
make_empty (Creation  *creation,
            GError   **error)
{
  g_autoptr(PursuitDesk) desk = pursuit_desk_create (creation->path, creation->currency, error);

  return desk != NULL;
}

static void
create_job (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Creation *creation = data;
  g_autofree char *folder = g_path_get_dirname (creation->path);
  GError *error = NULL;

  /* That the folder cannot be made shows when the file is made. */
  g_mkdir_with_parents (folder, 0700);
  if (creation->demo ? make_demo (creation, cancellable, &error) : make_empty (creation, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PursuitWindow *self = PURSUIT_WINDOW (source);
  Creation *creation = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    pursuit_window_open (self, creation->path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pursuit_window_show_error (self, _("The Database Could Not Be Created"), error->message);
}

static void
begin (PursuitWindow *self,
       const char    *path,
       const char    *currency,
       gboolean       demo)
{
  g_autoptr(GTask) task = NULL;
  Creation *creation = g_new0 (Creation, 1);

  pursuit_window_close_database (self);
  self->opening = g_cancellable_new ();
  creation->path = g_strdup (path);
  creation->currency = g_strdup (currency);
  creation->demo = demo;
  task = g_task_new (self, self->opening, created_cb, NULL);
  g_task_set_task_data (task, creation, creation_free);
  g_task_run_in_thread (task, create_job);
  pursuit_window_begin_waiting (self, demo ? _("Preparing the Demonstration…") : _("Creating the Database…"));
}

/* Makes an empty database and opens it. */
void
pursuit_window_create (PursuitWindow *self,
                       const char    *path,
                       const char    *currency)
{
  begin (self, path, currency, FALSE);
}

/* Opens the demonstration, which is made once and then kept: what somebody tried in it is still there. */
static void
open_demo (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "pursuit", "demo.pursuit", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    pursuit_window_open (self, path);
  else
    begin (self, path, "CNY", TRUE);
}

void
pursuit_window_install_create_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-demo", NULL, open_demo);
}
