/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PAGE (pursuit_page_get_type ())
G_DECLARE_INTERFACE (PursuitPage, pursuit_page, PURSUIT, PAGE, GtkWidget)

/**
 * PursuitPageInterface:
 * @set_worker: takes the opened database, or %NULL when it is closed; models are made and dropped here
 * @handle_news: (nullable): told what others or this window did; pages whose lists are query models need not care
 * @focus_search: (nullable): puts the focus where the page is searched
 * @activate_new: (nullable): begins what Ctrl+N makes on this page
 * @show_id: (nullable): shows one record
 * @refresh: (nullable): reads everything again
 * @show_filter: (nullable): lists what a saved filter says
 * @dup_query: (nullable): the list as it is shown, which is what an export takes out; given, %NULL without a worker
 * @dup_columns: (nullable): the columns of that list as they are shown, %NULL for all
 *
 * One view of the window. Its boolean property "ready" turns %TRUE when the first content is on the screen (an empty
 * state or an error counts) and %FALSE again when the worker is taken away.
 */
struct _PursuitPageInterface
{
  GTypeInterface parent;

  void (*set_worker)   (PursuitPage   *self,
                        PursuitWorker *worker);
  void (*handle_news)  (PursuitPage   *self,
                        GPtrArray     *entries);
  void (*focus_search) (PursuitPage   *self);
  void (*activate_new) (PursuitPage   *self);
  void (*show_id)      (PursuitPage   *self,
                        gint64         id);
  void (*refresh)      (PursuitPage   *self);
  void (*show_filter)  (PursuitPage   *self,
                        gint64         id);

  PursuitQuery *(*dup_query) (PursuitPage *self);
  char **(*dup_columns)      (PursuitPage *self);
};

void     pursuit_page_set_worker   (PursuitPage   *self,
                                    PursuitWorker *worker);
void     pursuit_page_handle_news  (PursuitPage   *self,
                                    GPtrArray     *entries);
gboolean pursuit_page_can_search   (PursuitPage   *self);
void     pursuit_page_focus_search (PursuitPage   *self);
gboolean pursuit_page_can_add      (PursuitPage   *self);
void     pursuit_page_activate_new (PursuitPage   *self);
void     pursuit_page_show_id      (PursuitPage   *self,
                                    gint64         id);
void     pursuit_page_refresh      (PursuitPage   *self);
void     pursuit_page_show_filter  (PursuitPage   *self,
                                    gint64         id);
gboolean pursuit_page_can_export   (PursuitPage   *self);
gboolean pursuit_page_get_ready    (PursuitPage   *self);

PursuitQuery *pursuit_page_dup_query (PursuitPage *self) G_GNUC_WARN_UNUSED_RESULT;
char        **pursuit_page_dup_columns (PursuitPage *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
