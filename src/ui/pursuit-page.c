/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-page.h"

G_DEFINE_INTERFACE (PursuitPage, pursuit_page, GTK_TYPE_WIDGET)

static void
pursuit_page_default_init (PursuitPageInterface *iface)
{
  g_object_interface_install_property (iface,
                                       g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

/**
 * pursuit_page_set_worker:
 * @self: a page
 * @worker: (nullable): the opened database, or %NULL when it is closed
 *
 * Hands the page what it reads from. The page takes its own reference.
 */
void
pursuit_page_set_worker (PursuitPage   *self,
                         PursuitWorker *worker)
{
  g_return_if_fail (PURSUIT_IS_PAGE (self));
  g_return_if_fail (worker == NULL || PURSUIT_IS_WORKER (worker));

  PURSUIT_PAGE_GET_IFACE (self)->set_worker (self, worker);
}

/**
 * pursuit_page_handle_news:
 * @self: a page
 * @entries: (element-type PursuitJournalEntry): what was done, oldest first
 *
 * Tells the page what was written into the journal, by this window or another.
 */
void
pursuit_page_handle_news (PursuitPage *self,
                          GPtrArray   *entries)
{
  g_return_if_fail (PURSUIT_IS_PAGE (self));

  if (PURSUIT_PAGE_GET_IFACE (self)->handle_news)
    PURSUIT_PAGE_GET_IFACE (self)->handle_news (self, entries);
}

/**
 * pursuit_page_can_search:
 * @self: a page
 *
 * Returns: whether the page has something to search in
 */
gboolean
pursuit_page_can_search (PursuitPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_PAGE (self), FALSE);

  return PURSUIT_PAGE_GET_IFACE (self)->focus_search != NULL;
}

/**
 * pursuit_page_focus_search:
 * @self: a page
 *
 * Puts the focus where the page is searched.
 */
void
pursuit_page_focus_search (PursuitPage *self)
{
  g_return_if_fail (PURSUIT_IS_PAGE (self));

  if (PURSUIT_PAGE_GET_IFACE (self)->focus_search)
    PURSUIT_PAGE_GET_IFACE (self)->focus_search (self);
}

/**
 * pursuit_page_can_add:
 * @self: a page
 *
 * Returns: whether Ctrl+N makes something on this page
 */
gboolean
pursuit_page_can_add (PursuitPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_PAGE (self), FALSE);

  return PURSUIT_PAGE_GET_IFACE (self)->activate_new != NULL;
}

/**
 * pursuit_page_activate_new:
 * @self: a page
 *
 * Begins what Ctrl+N makes on this page.
 */
void
pursuit_page_activate_new (PursuitPage *self)
{
  g_return_if_fail (PURSUIT_IS_PAGE (self));

  if (PURSUIT_PAGE_GET_IFACE (self)->activate_new)
    PURSUIT_PAGE_GET_IFACE (self)->activate_new (self);
}

/**
 * pursuit_page_dup_columns:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): the columns of its list as they are shown, in their order; %NULL for all
 */
char **
pursuit_page_dup_columns (PursuitPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_PAGE (self), NULL);

  return PURSUIT_PAGE_GET_IFACE (self)->dup_columns ? PURSUIT_PAGE_GET_IFACE (self)->dup_columns (self) : NULL;
}

/**
 * pursuit_page_show_filter:
 * @self: a page
 * @id: of a saved filter
 *
 * Lists what a saved filter says.
 */
void
pursuit_page_show_filter (PursuitPage *self,
                          gint64       id)
{
  g_return_if_fail (PURSUIT_IS_PAGE (self));

  if (PURSUIT_PAGE_GET_IFACE (self)->show_filter)
    PURSUIT_PAGE_GET_IFACE (self)->show_filter (self, id);
}

/**
 * pursuit_page_show_id:
 * @self: a page
 * @id: a record of the kind that the page shows
 *
 * Shows one record.
 */
void
pursuit_page_show_id (PursuitPage *self,
                      gint64       id)
{
  g_return_if_fail (PURSUIT_IS_PAGE (self));

  if (PURSUIT_PAGE_GET_IFACE (self)->show_id)
    PURSUIT_PAGE_GET_IFACE (self)->show_id (self, id);
}

/**
 * pursuit_page_refresh:
 * @self: a page
 *
 * Reads everything on the page again.
 */
void
pursuit_page_refresh (PursuitPage *self)
{
  g_return_if_fail (PURSUIT_IS_PAGE (self));

  if (PURSUIT_PAGE_GET_IFACE (self)->refresh)
    PURSUIT_PAGE_GET_IFACE (self)->refresh (self);
}

/**
 * pursuit_page_can_export:
 * @self: a page
 *
 * Returns: whether the page shows a list that can be taken out
 */
gboolean
pursuit_page_can_export (PursuitPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_PAGE (self), FALSE);

  return PURSUIT_PAGE_GET_IFACE (self)->dup_query != NULL;
}

/**
 * pursuit_page_dup_query:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): what the page's list shows, with its filters and order
 */
PursuitQuery *
pursuit_page_dup_query (PursuitPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_PAGE (self), NULL);

  return pursuit_page_can_export (self) ? PURSUIT_PAGE_GET_IFACE (self)->dup_query (self) : NULL;
}

/**
 * pursuit_page_get_ready:
 * @self: a page
 *
 * Returns: whether the first content is on the screen
 */
gboolean
pursuit_page_get_ready (PursuitPage *self)
{
  gboolean ready = FALSE;

  g_return_val_if_fail (PURSUIT_IS_PAGE (self), FALSE);

  g_object_get (self, "ready", &ready, NULL);
  return ready;
}
