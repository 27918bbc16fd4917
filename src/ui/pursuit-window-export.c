/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-export.h"
#include "pursuit-table-writer.h"
#include "pursuit-views.h"

/* Taking out the list that is looked at, as it is shown. */

typedef struct
{
  PursuitQuery *query;
  char **columns;
  GFile *file;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  pursuit_query_free (export->query);
  g_strfreev (export->columns);
  g_clear_object (&export->file);
  g_free (export);
}

static gboolean
write_row (const char *const  *cells,
           gpointer            user_data,
           GError            **error)
{
  return pursuit_table_writer_add_row (user_data, cells, error);
}

static gpointer
export_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Export *export = data;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree PursuitCellKind *kinds = NULL;
  g_autoptr(PursuitTableWriter) writer = NULL;
  guint n_kinds;

  writer = pursuit_table_writer_new (export->file, pursuit_table_format_of_name (name), error);
  if (writer == NULL)
    return NULL;
  kinds = pursuit_export_list_kinds (desk, export->query->list, (const char *const *) export->columns, &n_kinds);
  pursuit_table_writer_set_kinds (writer, kinds, n_kinds);
  if (!pursuit_export_list (desk, export->query, (const char *const *) export->columns, write_row, writer, cancellable, error) ||
      !pursuit_table_writer_close (writer, error))
    return NULL;

  return g_steal_pointer (&name);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *text = NULL;

  if (self->worker != PURSUIT_WORKER (source))
    return;
  if (name == NULL)
    {
      pursuit_window_add_toast (self, error->message);
      return;
    }

  /* Translators: after an export; the file's name */
  text = g_strdup_printf (_("Exported as “%s”"), name);
  pursuit_window_add_toast (self, text);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  PursuitWindow *self = PURSUIT_WINDOW (source);
  g_autoptr(PursuitQuery) query = user_data;
  g_autoptr(GFile) file = pursuit_compat_choose_file_finish (result, NULL);

  if (file)
    pursuit_window_export (self, query, file);
}

static void
export_list (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  g_autoptr(PursuitQuery) query = pursuit_page_dup_query (pursuit_window_get_page (self));
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *proposal = NULL;
  const PursuitCompatFilter filters[] = {
    { _("Workbooks (.xlsx) and CSV files"), "*.xlsx *.XLSX *.csv *.CSV" },
    { _("All files"), "*" },
    { NULL, NULL },
  };

  if (query == NULL)
    return;

  /* The ending that is chosen in the end decides the format. */
  proposal = g_strdup_printf ("%s %s.xlsx", _(pursuit_views_find (self->view)->title), day);
  pursuit_compat_choose_file_async (GTK_WINDOW (self), PURSUIT_COMPAT_SAVE, _("Export the List"), proposal, filters,
                                    NULL, file_chosen_cb, g_steal_pointer (&query));
}

/* Writes what a query finds into a file, and says so. */
void
pursuit_window_export (PursuitWindow      *self,
                       const PursuitQuery *query,
                       GFile              *file)
{
  Export *export;

  if (!self->opened)
    return;

  export = g_new0 (Export, 1);
  export->query = pursuit_query_copy (query);
  export->columns = pursuit_page_dup_columns (pursuit_window_get_page (self));
  export->file = g_object_ref (file);
  pursuit_worker_read_copy_async (self->worker, export_job, export, export_free, g_free, self->opening, exported_cb,
                                  g_object_ref (self));
}

void
pursuit_window_install_export_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_list);
}
