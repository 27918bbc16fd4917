/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-compat.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static void
add_filters (GtkFileChooser            *chooser,
             const PursuitCompatFilter *filters)
{
  for (; filters && filters->name; filters++)
    {
      g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
      g_auto(GStrv) patterns = g_strsplit (filters->patterns, " ", -1);

      gtk_file_filter_set_name (filter, filters->name);
      for (guint i = 0; patterns[i]; i++)
        gtk_file_filter_add_pattern (filter, patterns[i]);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                GTask           *task)
{
  GFile *file = NULL;

  if (g_task_get_completed (task))
    return;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);

  if (file)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("No file was chosen."));
  g_object_unref (task);
}

/**
 * pursuit_compat_choose_file_async:
 * @parent: the window that asks
 * @purpose: whether the file is read or written, or is a folder
 * @title: of the dialog
 * @name: (nullable): the name that a new file is offered
 * @filters: (nullable) (array zero-terminated=1): which files are offered
 * @cancellable: (nullable): a cancellable
 * @callback: called when a file is chosen or the dialog was left
 * @user_data: for @callback
 *
 * Asks for a file with the dialog of the desktop.
 */
void
pursuit_compat_choose_file_async (GtkWindow                 *parent,
                                  PursuitCompatPurpose       purpose,
                                  const char                *title,
                                  const char                *name,
                                  const PursuitCompatFilter *filters,
                                  GCancellable              *cancellable,
                                  GAsyncReadyCallback        callback,
                                  gpointer                   user_data)
{
  gboolean save = purpose == PURSUIT_COMPAT_SAVE;
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  dialog = gtk_file_chooser_native_new (title, parent,
                                        save                                   ? GTK_FILE_CHOOSER_ACTION_SAVE
                                        : purpose == PURSUIT_COMPAT_FOLDER     ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                                                               : GTK_FILE_CHOOSER_ACTION_OPEN,
                                        NULL, NULL);
  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, pursuit_compat_choose_file_async);
  /* A native dialog is nobody's child: the task keeps it. */
  g_task_set_task_data (task, dialog, g_object_unref);

  if (save && name)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_filters (GTK_FILE_CHOOSER (dialog), filters);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * pursuit_compat_choose_file_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Fails with %G_IO_ERROR_CANCELLED when no file was chosen.
 *
 * Returns: (transfer full): the file, or %NULL with @error set
 */
GFile *
pursuit_compat_choose_file_finish (GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
files_chosen_cb (GtkNativeDialog *dialog,
                 int              response,
                 GTask           *task)
{
  GListModel *files = NULL;

  if (g_task_get_completed (task))
    return;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);

  if (files)
    g_task_return_pointer (task, files, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("No file was chosen."));
  g_object_unref (task);
}

/**
 * pursuit_compat_choose_files_async:
 * @parent: the window that asks
 * @several: whether more than one file may be chosen
 * @title: of the dialog
 * @callback: called when files are chosen or the dialog was left
 * @user_data: for @callback
 *
 * Asks for files that are there with the dialog of the desktop.
 */
void
pursuit_compat_choose_files_async (GtkWindow           *parent,
                                   gboolean             several,
                                   const char          *title,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, pursuit_compat_choose_files_async);
  g_task_set_task_data (task, dialog, g_object_unref);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (files_chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * pursuit_compat_choose_files_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Fails with %G_IO_ERROR_CANCELLED when no file was chosen.
 *
 * Returns: (transfer full) (element-type GFile): the files, or %NULL with @error set
 */
GListModel *
pursuit_compat_choose_files_finish (GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             GTask            *task)
{
  g_task_return_boolean (task, g_str_equal (response, "answer"));
  g_object_unref (task);
}

/**
 * pursuit_compat_ask_async:
 * @parent: the window that asks
 * @heading: the question
 * @body: (nullable): what follows from the answer
 * @answer: the verb on the button that goes ahead
 * @kind: how that button looks
 * @extra: (nullable): something to fill in
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks before something that cannot be undone, or for something that must be known first.
 */
void
pursuit_compat_ask_async (GtkWindow           *parent,
                          const char          *heading,
                          const char          *body,
                          const char          *answer,
                          PursuitCompatAsk     kind,
                          GtkWidget           *extra,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  static const AdwResponseAppearance appearances[] = {
    [PURSUIT_COMPAT_ASK_PLAIN] = ADW_RESPONSE_DEFAULT,
    [PURSUIT_COMPAT_ASK_SUGGESTED] = ADW_RESPONSE_SUGGESTED,
    [PURSUIT_COMPAT_ASK_DESTRUCTIVE] = ADW_RESPONSE_DESTRUCTIVE,
  };
  AdwMessageDialog *dialog;
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, pursuit_compat_ask_async);

  adw_message_dialog_add_responses (dialog, "cancel", _("Cancel"), "answer", answer, NULL);
  adw_message_dialog_set_response_appearance (dialog, "answer", appearances[kind]);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, kind == PURSUIT_COMPAT_ASK_DESTRUCTIVE ? "cancel" : "answer");
  if (extra)
    adw_message_dialog_set_extra_child (dialog, extra);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * pursuit_compat_ask_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether to go ahead; %FALSE without @error when the person left the dialog
 */
gboolean
pursuit_compat_ask_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * pursuit_compat_show_about:
 * @parent: (nullable): the window over which it is shown
 *
 * Shows what the program is.
 */
void
pursuit_compat_show_about (GtkWindow *parent)
{
  AdwAboutWindow *about = ADW_ABOUT_WINDOW (adw_about_window_new ());

  adw_about_window_set_application_name (about, _("Pursuit"));
  adw_about_window_set_application_icon (about, PURSUIT_APP_ID);
  adw_about_window_set_version (about, PURSUIT_VERSION);
  adw_about_window_set_developer_name (about, _("The Pursuit developers"));
  adw_about_window_set_comments (about, _("Selling projects as a team: customers, deals and who does what next."));
  adw_about_window_set_license_type (about, GTK_LICENSE_GPL_3_0);
  /* Translators: put your names here, one a line. */
  adw_about_window_set_translator_credits (about, _("translator-credits"));
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), parent != NULL);
  gtk_window_present (GTK_WINDOW (about));
}

/**
 * pursuit_compat_open_uri:
 * @parent: (nullable): the window that asks
 * @uri: what to open
 *
 * Opens something with the program that the desktop has for it.
 */
void
pursuit_compat_open_uri (GtkWindow  *parent,
                         const char *uri)
{
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

/**
 * pursuit_compat_add_suffix:
 * @expander_row: an #AdwExpanderRow
 * @widget: (transfer floating): what stands at its end, before the arrow
 */
void
pursuit_compat_add_suffix (GtkWidget *expander_row,
                           GtkWidget *widget)
{
  adw_expander_row_add_action (ADW_EXPANDER_ROW (expander_row), widget);
}

/**
 * pursuit_compat_get_color:
 * @widget: whose style it is
 * @name: of a colour that the style defines
 * @out_color: (out): the colour; the one of the text when there is none of that name
 */
void
pursuit_compat_get_color (GtkWidget  *widget,
                          const char *name,
                          GdkRGBA    *out_color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, out_color))
    gtk_style_context_get_color (context, out_color);
}
