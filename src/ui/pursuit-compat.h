/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Everything that releases after our floor replaced is reached through here, and only here (platform.md 2). */

typedef enum
{
  PURSUIT_COMPAT_OPEN,
  PURSUIT_COMPAT_SAVE,
  PURSUIT_COMPAT_FOLDER,
} PursuitCompatPurpose;

/**
 * PursuitCompatFilter:
 * @name: in the language of the window; %NULL ends a list
 * @patterns: globs separated by blanks
 *
 * Which files a file dialog offers.
 */
typedef struct
{
  const char *name;
  const char *patterns;
} PursuitCompatFilter;

void   pursuit_compat_choose_file_async  (GtkWindow                 *parent,
                                          PursuitCompatPurpose       purpose,
                                          const char                *title,
                                          const char                *name,
                                          const PursuitCompatFilter *filters,
                                          GCancellable              *cancellable,
                                          GAsyncReadyCallback        callback,
                                          gpointer                   user_data);
GFile *pursuit_compat_choose_file_finish (GAsyncResult              *result,
                                          GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

void        pursuit_compat_choose_files_async  (GtkWindow           *parent,
                                                gboolean             several,
                                                const char          *title,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
GListModel *pursuit_compat_choose_files_finish (GAsyncResult        *result,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the answering button is coloured as. */
typedef enum
{
  PURSUIT_COMPAT_ASK_PLAIN,
  PURSUIT_COMPAT_ASK_SUGGESTED,
  PURSUIT_COMPAT_ASK_DESTRUCTIVE,
} PursuitCompatAsk;

void     pursuit_compat_ask_async  (GtkWindow            *parent,
                                    const char           *heading,
                                    const char           *body,
                                    const char           *answer,
                                    PursuitCompatAsk      kind,
                                    GtkWidget            *extra,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean pursuit_compat_ask_finish (GAsyncResult         *result,
                                    GError              **error);

void pursuit_compat_add_suffix (GtkWidget  *expander_row,
                                GtkWidget  *widget);
void pursuit_compat_get_color  (GtkWidget  *widget,
                                const char *name,
                                GdkRGBA    *out_color);
void pursuit_compat_show_about (GtkWindow  *parent);
void pursuit_compat_open_uri   (GtkWindow  *parent,
                                const char *uri);

G_END_DECLS
