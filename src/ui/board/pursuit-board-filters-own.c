/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-filters-own.h"

#include "pursuit-deal.h"
#include "pursuit-facet-menu.h"
#include "pursuit-own-set.h"

/*
 * PursuitBoardFiltersOwn narrows the board by what the house lets choose from in fields of its own of deals: a menu with counts for
 * each of them.
 */
struct _PursuitBoardFiltersOwn
{
  GtkWidget parent_instance;

  PursuitWorker *worker;
  PursuitQuery *query;       /* of open deals; its choices are what is chosen */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (PursuitBoardFiltersOwn, pursuit_board_filters_own, GTK_TYPE_WIDGET)

static void
show_chosen (PursuitBoardFiltersOwn *self)
{
  for (GtkWidget *menu = gtk_widget_get_first_child (GTK_WIDGET (self)); menu != NULL; menu = gtk_widget_get_next_sibling (menu))
    pursuit_facet_menu_set_source (PURSUIT_FACET_MENU (menu), self->worker, self->query);
}

static void
toggled_cb (PursuitBoardFiltersOwn *self,
            const char             *value,
            const char             *label,
            gboolean                is_chosen,
            PursuitFacetMenu       *menu)
{
  g_assert (PURSUIT_IS_BOARD_FILTERS_OWN (self));

  pursuit_query_set_chosen (self->query, pursuit_facet_menu_get_field (menu), value, is_chosen);
  show_chosen (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
remove_menus (PursuitBoardFiltersOwn *self)
{
  GtkWidget *menu;

  while ((menu = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (menu);
}

/* Nobody could take back what is chosen of a field that has no menu. */
static gboolean
drop_unknown (PursuitBoardFiltersOwn *self)
{
  gboolean dropped = FALSE;

  for (guint i = self->query->choices != NULL ? self->query->choices->len : 0; i > 0; i--)
    {
      g_autofree char *field = g_strdup (((PursuitChoice *) g_ptr_array_index (self->query->choices, i - 1))->field);
      GtkWidget *menu = gtk_widget_get_first_child (GTK_WIDGET (self));

      while (menu != NULL && !g_str_equal (pursuit_facet_menu_get_field (PURSUIT_FACET_MENU (menu)), field))
        menu = gtk_widget_get_next_sibling (menu);
      if (menu != NULL)
        continue;
      pursuit_query_choose (self->query, field, NULL);
      dropped = TRUE;
    }

  return dropped;
}

static void
make_menus (PursuitBoardFiltersOwn *self)
{
  guint n;
  const PursuitField *const *fields =
    pursuit_own_set_list (self->worker != NULL ? pursuit_worker_get_own_set (self->worker) : NULL, PURSUIT_TYPE_DEAL, &n);

  remove_menus (self);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *field = g_strconcat (PURSUIT_OWN_OF_DEAL_PREFIX, fields[i]->own->key, NULL);
      GtkWidget *menu;

      if (fields[i]->kind != PURSUIT_KIND_CHOICE)
        continue;
      menu = g_object_new (PURSUIT_TYPE_FACET_MENU, "field", field, "title", fields[i]->label, "several", TRUE, NULL);
      g_signal_connect_object (menu, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_insert_before (menu, GTK_WIDGET (self), NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

static void
own_fields_cb (PursuitBoardFiltersOwn *self)
{
  gboolean dropped;

  g_assert (PURSUIT_IS_BOARD_FILTERS_OWN (self));

  make_menus (self);
  dropped = drop_unknown (self);
  show_chosen (self);
  if (dropped)
    g_signal_emit (self, changed_signal, 0);
}

static void
pursuit_board_filters_own_dispose (GObject *object)
{
  PursuitBoardFiltersOwn *self = PURSUIT_BOARD_FILTERS_OWN (object);

  remove_menus (self);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (pursuit_board_filters_own_parent_class)->dispose (object);
}

static void
pursuit_board_filters_own_finalize (GObject *object)
{
  pursuit_query_free (PURSUIT_BOARD_FILTERS_OWN (object)->query);

  G_OBJECT_CLASS (pursuit_board_filters_own_parent_class)->finalize (object);
}

static void
pursuit_board_filters_own_class_init (PursuitBoardFiltersOwnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_board_filters_own_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_board_filters_own_finalize;

  /**
   * PursuitBoardFiltersOwn::changed:
   *
   * A person chose something else.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
pursuit_board_filters_own_init (PursuitBoardFiltersOwn *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->query = pursuit_query_new (PURSUIT_LIST_DEALS);
  self->query->status = PURSUIT_DEAL_OPEN;
}

/**
 * pursuit_board_filters_own_set_worker:
 * @self: filters
 * @worker: (nullable): of the database that is open from now on
 *
 * Says whose fields they are; nothing is chosen then.
 */
void
pursuit_board_filters_own_set_worker (PursuitBoardFiltersOwn *self,
                                      PursuitWorker          *worker)
{
  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS_OWN (self));

  if (self->worker != NULL)
    g_signal_handlers_disconnect_by_func (self->worker, own_fields_cb, self);
  g_set_object (&self->worker, worker);
  if (worker != NULL)
    g_signal_connect_object (worker, "own-fields", G_CALLBACK (own_fields_cb), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->query->choices, g_ptr_array_unref);
  make_menus (self);
  show_chosen (self);
}

/**
 * pursuit_board_filters_own_fill:
 * @self: filters
 * @query: a query of deals
 *
 * Writes what is chosen into @query.
 */
void
pursuit_board_filters_own_fill (PursuitBoardFiltersOwn *self,
                                PursuitQuery           *query)
{
  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS_OWN (self));

  for (guint i = 0; self->query->choices != NULL && i < self->query->choices->len; i++)
    {
      const PursuitChoice *choice = g_ptr_array_index (self->query->choices, i);

      pursuit_query_choose (query, choice->field, (const char *const *) choice->values);
    }
}

/**
 * pursuit_board_filters_own_show:
 * @self: filters
 * @query: (nullable): a query of deals, %NULL for nothing chosen
 *
 * Shows what @query chooses, as far as there is a menu for it. Nothing is emitted.
 */
void
pursuit_board_filters_own_show (PursuitBoardFiltersOwn *self,
                                const PursuitQuery     *query)
{
  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS_OWN (self));

  g_clear_pointer (&self->query->choices, g_ptr_array_unref);
  if (query != NULL)
    self->query->choices = pursuit_query_dup_choices (query);
  drop_unknown (self);
  show_chosen (self);
}

/**
 * pursuit_board_filters_own_is_active:
 * @self: filters
 *
 * Returns: %TRUE when something is chosen
 */
gboolean
pursuit_board_filters_own_is_active (PursuitBoardFiltersOwn *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_FILTERS_OWN (self), FALSE);

  return self->query->choices != NULL;
}
