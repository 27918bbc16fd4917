/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-font-pages.h"
#include "pursuit-header.h"
#include "pursuit-preferences.h"
#include "pursuit-states.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"
#include "pursuit-views.h"

enum
{
  PROP_0,
  PROP_VIEW,
  PROP_SIDEBAR_DOCKED,
  PROP_SIDEBAR_REVEALED,
  PROP_WORKER,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitWindow, pursuit_window, ADW_TYPE_APPLICATION_WINDOW)

/* After so long whatever a new view still had to make is made. */
#define REST_SECONDS 1

static gboolean
rest_cb (gpointer user_data)
{
  PursuitWindow *self = user_data;

  self->rest_id = 0;
  pursuit_font_pages_give_back ();
  if (self->opened)
    pursuit_worker_rest (self->worker);

  return G_SOURCE_REMOVE;
}

static void
rest_later (PursuitWindow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add_seconds_full (G_PRIORITY_LOW, REST_SECONDS, rest_cb, self, NULL);
}

static void
page_ready_cb (PursuitWindow *self)
{
  pursuit_window_update_actions (self);
  rest_later (self);
}

static GtkWidget *
make_page (PursuitWindow     *self,
           const PursuitView *view)
{
  GtkWidget *page = g_object_new (view->get_type (), NULL);

  gtk_stack_add_named (self->pages, page, view->name);
  g_signal_connect_object (page, "notify::ready", G_CALLBACK (page_ready_cb), self, G_CONNECT_SWAPPED);
  if (self->opened)
    pursuit_page_set_worker (PURSUIT_PAGE (page), self->worker);

  return page;
}

/* Makes the page of a view when it is first asked for; %NULL for a view that there is not. */
PursuitPage *
pursuit_window_find_page (PursuitWindow *self,
                          const char    *name)
{
  const PursuitView *view = pursuit_views_find (name);
  GtkWidget *page;

  if (view == NULL)
    return NULL;

  page = gtk_stack_get_child_by_name (self->pages, name);
  return PURSUIT_PAGE (page ? page : make_page (self, view));
}

/* Whether there is a database, for the pages and for whoever looks from outside. */
void
pursuit_window_set_opened (PursuitWindow *self,
                           gboolean       opened)
{
  if (self->opened == opened)
    return;

  self->opened = opened;
  if (self->overlay != NULL)
    pursuit_window_reset_bar (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WORKER]);
}

/* Gives every page that was made the worker, or takes it away. */
void
pursuit_window_hand_out_worker (PursuitWindow *self)
{
  GtkWidget *page;

  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page; page = gtk_widget_get_next_sibling (page))
    pursuit_page_set_worker (PURSUIT_PAGE (page), self->opened ? self->worker : NULL);
}

static void
set_view (PursuitWindow *self,
          const char    *name)
{
  PursuitPage *page = pursuit_window_find_page (self, name);

  if (page == NULL)
    return;

  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  pursuit_sidebar_select (self->sidebar, name);
  /* Having chosen, a person looks at the view, not at the sidebar over it. */
  if (pursuit_adaptive_bin_get_folded (self->bin))
    pursuit_adaptive_bin_set_revealed (self->bin, FALSE);

  if (pursuit_set_str (&self->view, name))
    {
      g_object_set (pursuit_preferences_get_default (), "last-view", name, NULL);
      pursuit_window_update_actions (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VIEW]);
    }
}

void
pursuit_window_set_state (PursuitWindow *self,
                          const char    *state)
{
  g_clear_handle_id (&self->slow_id, g_source_remove);
  pursuit_states_show (self->states, state);
  pursuit_window_update_actions (self);
}

static void
docked_cb (PursuitWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIDEBAR_DOCKED]);
}

static void
revealed_cb (PursuitWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIDEBAR_REVEALED]);
}

static void
remember_size (PursuitWindow *self)
{
  PursuitPreferences *preferences = pursuit_preferences_get_default ();
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_object_set (preferences, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)), NULL);
  if (width > 0 && height > 0)
    g_object_set (preferences, "window-width", width, "window-height", height, NULL);
}

static void
restore_size (PursuitWindow *self)
{
  gboolean maximized;
  int width, height;

  g_object_get (pursuit_preferences_get_default (),
                "window-width", &width,
                "window-height", &height,
                "window-maximized", &maximized,
                NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
choose_first_view (PursuitWindow *self)
{
  g_autofree char *last = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "last-view");
  const PursuitView *views;
  guint n_views;

  views = pursuit_views_list (&n_views);
  if (pursuit_views_find (last))
    set_view (self, last);
  else if (n_views > 0)
    set_view (self, views[0].name);
}

static gboolean
pursuit_window_close_request (GtkWindow *window)
{
  remember_size (PURSUIT_WINDOW (window));

  return GTK_WINDOW_CLASS (pursuit_window_parent_class)->close_request (window);
}

static void
pursuit_window_dispose (GObject *object)
{
  PursuitWindow *self = PURSUIT_WINDOW (object);

  pursuit_window_close_database (self);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_WINDOW);

  G_OBJECT_CLASS (pursuit_window_parent_class)->dispose (object);
}

static void
pursuit_window_finalize (GObject *object)
{
  PursuitWindow *self = PURSUIT_WINDOW (object);

  g_free (self->path);
  g_free (self->staff);
  g_free (self->view);
  g_free (self->waited_for);
  g_array_unref (self->done);
  g_array_unref (self->undone);

  G_OBJECT_CLASS (pursuit_window_parent_class)->finalize (object);
}

static void
pursuit_window_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PursuitWindow *self = PURSUIT_WINDOW (object);

  switch (prop_id)
    {
    case PROP_VIEW:
      g_value_set_string (value, self->view ? self->view : "");
      break;
    case PROP_SIDEBAR_DOCKED:
      g_value_set_boolean (value, self->bin && pursuit_adaptive_bin_get_docked (self->bin));
      break;
    case PROP_SIDEBAR_REVEALED:
      g_value_set_boolean (value, self->bin && pursuit_adaptive_bin_get_revealed (self->bin));
      break;
    case PROP_WORKER:
      g_value_set_object (value, pursuit_window_get_worker (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_window_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PursuitWindow *self = PURSUIT_WINDOW (object);

  switch (prop_id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_string (value));
      break;
    case PROP_SIDEBAR_REVEALED:
      pursuit_adaptive_bin_set_revealed (self->bin, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "", flags | G_PARAM_READWRITE);
  props[PROP_SIDEBAR_DOCKED] =
    g_param_spec_boolean ("sidebar-docked", NULL, NULL, TRUE, flags | G_PARAM_READABLE);
  props[PROP_SIDEBAR_REVEALED] =
    g_param_spec_boolean ("sidebar-revealed", NULL, NULL, TRUE, flags | G_PARAM_READWRITE);
  props[PROP_WORKER] =
    g_param_spec_object ("worker", NULL, NULL, PURSUIT_TYPE_WORKER, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, banners);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, loading);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, error);
  gtk_widget_class_bind_template_child (widget_class, PursuitWindow, denied);
  gtk_widget_class_bind_template_callback (widget_class, docked_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

static void
pursuit_window_class_init (PursuitWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_window_dispose;
  object_class->finalize = pursuit_window_finalize;
  object_class->get_property = pursuit_window_get_property;
  object_class->set_property = pursuit_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = pursuit_window_close_request;

  install_properties (object_class);
  g_type_ensure (PURSUIT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (PURSUIT_TYPE_BANNERS);
  g_type_ensure (PURSUIT_TYPE_HEADER);
  g_type_ensure (PURSUIT_TYPE_LATER);
  g_type_ensure (PURSUIT_TYPE_SIDEBAR);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.view", "view");
  gtk_widget_class_install_property_action (widget_class, "win.toggle-sidebar", "sidebar-revealed");
  pursuit_window_install_actions (widget_class);
  pursuit_window_install_create_actions (widget_class);
  pursuit_window_install_export_actions (widget_class);
  pursuit_window_install_file_actions (widget_class);
  pursuit_window_install_find_actions (widget_class);
  pursuit_window_install_missing_actions (widget_class);
  pursuit_window_install_people_actions (widget_class);
  pursuit_window_install_link_actions (widget_class);
  pursuit_window_install_rescue_actions (widget_class);
}

/* Whoever looks sees sooner what colleagues do. */
static void
is_active_cb (PursuitWindow *self)
{
  if (self->worker != NULL)
    pursuit_worker_set_active (self->worker, gtk_window_is_active (GTK_WINDOW (self)));
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    rest_later (self);
}

static void
pursuit_window_init (PursuitWindow *self)
{
  self->done = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->undone = g_array_new (FALSE, FALSE, sizeof (gint64));

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
  g_object_bind_property (pursuit_preferences_get_default (), "sidebar-visible", self->bin, "pinned",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  restore_size (self);
  choose_first_view (self);
  pursuit_window_set_state (self, PURSUIT_STATE_WELCOME);
  pursuit_window_reset_bar (self);
}

/**
 * pursuit_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window without a database; GTK owns it until it is closed
 */
PursuitWindow *
pursuit_window_new (PursuitApplication *application)
{
  return g_object_new (PURSUIT_TYPE_WINDOW, "application", application, NULL);
}

/**
 * pursuit_window_get_path:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the file that is open or was asked for, %NULL for none
 */
const char *
pursuit_window_get_path (PursuitWindow *self)
{
  g_return_val_if_fail (PURSUIT_IS_WINDOW (self), NULL);

  return self->path;
}

/**
 * pursuit_window_get_worker:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the opened database, %NULL when there is none
 */
PursuitWorker *
pursuit_window_get_worker (PursuitWindow *self)
{
  g_return_val_if_fail (PURSUIT_IS_WINDOW (self), NULL);

  return self->opened ? self->worker : NULL;
}

/**
 * pursuit_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the page that is looked at
 */
PursuitPage *
pursuit_window_get_page (PursuitWindow *self)
{
  GtkWidget *page;

  g_return_val_if_fail (PURSUIT_IS_WINDOW (self), NULL);

  page = gtk_stack_get_visible_child (self->pages);
  return page ? PURSUIT_PAGE (page) : NULL;
}

/**
 * pursuit_window_get_banners:
 * @self: a window
 *
 * Returns: (transfer none): where it says what lasts
 */
PursuitBanners *
pursuit_window_get_banners (PursuitWindow *self)
{
  g_return_val_if_fail (PURSUIT_IS_WINDOW (self), NULL);

  return self->banners;
}

/**
 * pursuit_window_get_state:
 * @self: a window
 *
 * Returns: (transfer none): "welcome", "loading", "error", "denied" or "content"
 */
const char *
pursuit_window_get_state (PursuitWindow *self)
{
  g_return_val_if_fail (PURSUIT_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->states);
}
