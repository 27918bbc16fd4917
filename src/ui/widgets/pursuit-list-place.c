/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-list-place.h"

/*
 * A list view keeps its place by the rows that are told to stay. When a list is read anew, most of it goes and comes; the rows that
 * a person looks at are told to stay if they are still there, so that neither the place nor the selection is lost.
 */

/**
 * pursuit_list_place_get_first:
 * @view: a list view
 * @get_row: knows the row of what the view shows
 *
 * Returns: the id of the topmost row of which half is seen, 0 when there is none
 */
gint64
pursuit_list_place_get_first (GtkListView       *view,
                              PursuitRowOfChild  get_row)
{
  gint64 id = 0;
  float topmost = G_MAXFLOAT;

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *child = gtk_widget_get_first_child (item);
      PursuitRow *row = child != NULL ? get_row (child) : NULL;
      graphene_rect_t bounds;

      /* Rows out of sight lie where they lay last. */
      if (row == NULL || !gtk_widget_get_mapped (item) || !gtk_widget_compute_bounds (item, GTK_WIDGET (view), &bounds) ||
          bounds.origin.y + bounds.size.height / 2 < 0 || bounds.origin.y >= topmost)
        continue;
      topmost = bounds.origin.y;
      id = pursuit_row_get_id (row);
    }

  return id;
}

static GtkAdjustment *
get_adjustment (GtkListView *view)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
}

static gboolean
is_at_top (GtkListView *view)
{
  GtkAdjustment *adjustment = get_adjustment (view);

  return adjustment == NULL || gtk_adjustment_get_value (adjustment) <= gtk_adjustment_get_lower (adjustment);
}

typedef struct
{
  GtkListView *view;             /* not owned: lives as long as this does */
  PursuitRowOfChild get_row;
} Keeper;

static void
keeper_free (gpointer  data,
             GClosure *closure)
{
  g_free (data);
}

static void
add_id (GArray *ids,
        gint64  id)
{
  if (id != 0)
    g_array_append_val (ids, id);
}

/* Who is at the top wants to see what comes on top. */
static void
keep_cb (PursuitQueryModel *model,
         GArray            *ids,
         Keeper            *keeper)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (keeper->view);

  if (!is_at_top (keeper->view))
    add_id (ids, pursuit_list_place_get_first (keeper->view, keeper->get_row));
  if (GTK_IS_SINGLE_SELECTION (selection))
    add_id (ids, pursuit_query_model_get_id (model, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (selection))));
}

/* A row that comes above the topmost one stays hidden otherwise. Before a list view had a size it must not be told to scroll: it would
 * show one row for good (GTK 4.8). */
static void
items_changed_cb (PursuitQueryModel *model,
                  guint              position,
                  guint              removed,
                  guint              added,
                  Keeper            *keeper)
{
  if (position == 0 && added > 0 && gtk_widget_get_height (GTK_WIDGET (keeper->view)) > 0 && is_at_top (keeper->view))
    gtk_widget_activate_action (GTK_WIDGET (keeper->view), "list.scroll-to-item", "u", 0);
}

static void
connect (Keeper            *keeper,
         PursuitQueryModel *model,
         const char        *signal,
         GCallback          callback,
         gboolean           after)
{
  GClosure *closure = g_cclosure_new (callback, g_memdup2 (keeper, sizeof *keeper), keeper_free);

  g_object_watch_closure (G_OBJECT (keeper->view), closure);
  g_signal_connect_closure (model, signal, closure, after);
}

/**
 * pursuit_list_place_keep:
 * @view: a list view
 * @model: what it lists, whatever stands between the two
 * @get_row: knows the row of what the view shows, the child of a list item
 *
 * Keeps the place of the view, and what is selected in it, when @model is read anew: the topmost row stays where it is as long as
 * it is listed. Who is at the top stays at the top.
 */
void
pursuit_list_place_keep (GtkListView       *view,
                         PursuitQueryModel *model,
                         PursuitRowOfChild  get_row)
{
  Keeper keeper = { view, get_row };

  g_return_if_fail (GTK_IS_LIST_VIEW (view) && PURSUIT_IS_QUERY_MODEL (model) && get_row != NULL);

  connect (&keeper, model, "keep", G_CALLBACK (keep_cb), FALSE);
  connect (&keeper, model, "items-changed", G_CALLBACK (items_changed_cb), TRUE);
}
