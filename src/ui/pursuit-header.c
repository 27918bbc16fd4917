/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-header.h"

#include <adwaita.h>

#include "pursuit-menu-later.h"
#include "pursuit-ui-types.h"

/*
 * The header bar of one pane. What is the same everywhere is put in by itself: the button that brings the sidebar
 * back and the window's left controls in the "leading" pane, the command bar's button, the main menu and the right
 * controls in the "trailing" one; both are the default, for a page with one pane. "has-sidebar" is for what stands in
 * place of sidebar and views. Children go in with <child type="start"> and <child type="end">.
 */
struct _PursuitHeader
{
  GtkWidget parent;

  AdwHeaderBar *bar;
  GtkWidget *sidebar_button;
  GtkWidget *menu_button;
  GtkWidget *find_button;
  GMenuModel *main_menu;

  gboolean leading;
  gboolean trailing;
  gboolean has_sidebar;
  gboolean sidebar_docked;
  GBinding *docked;
};

enum
{
  PROP_0,
  PROP_TITLE_WIDGET,
  PROP_LEADING,
  PROP_TRAILING,
  PROP_HAS_SIDEBAR,
  PROP_SIDEBAR_DOCKED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitHeader, pursuit_header, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
arrange (PursuitHeader *self)
{
  gboolean alone = self->leading && (!self->has_sidebar || !self->sidebar_docked);

  gtk_widget_set_visible (self->sidebar_button, alone && self->has_sidebar);
  gtk_widget_set_visible (self->menu_button, self->trailing);
  gtk_widget_set_visible (self->find_button, self->trailing);
  adw_header_bar_set_show_start_title_buttons (self->bar, alone);
  adw_header_bar_set_show_end_title_buttons (self->bar, self->trailing);
}

static void
pursuit_header_root (GtkWidget *widget)
{
  PursuitHeader *self = PURSUIT_HEADER (widget);
  GObject *root;

  GTK_WIDGET_CLASS (pursuit_header_parent_class)->root (widget);

  /* Only the main window has a sidebar; in any other there is none to bring back. */
  root = G_OBJECT (gtk_widget_get_root (widget));
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (root), "sidebar-docked"))
    self->docked = g_object_bind_property (root, "sidebar-docked", self, "sidebar-docked", G_BINDING_SYNC_CREATE);
}

static void
pursuit_header_unroot (GtkWidget *widget)
{
  PursuitHeader *self = PURSUIT_HEADER (widget);

  g_clear_pointer (&self->docked, g_binding_unbind);

  GTK_WIDGET_CLASS (pursuit_header_parent_class)->unroot (widget);
}

static void
pursuit_header_add_child (GtkBuildable *buildable,
                          GtkBuilder   *builder,
                          GObject      *child,
                          const char   *type)
{
  PursuitHeader *self = PURSUIT_HEADER (buildable);

  if (self->bar == NULL || !GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (self->bar, GTK_WIDGET (child));
  else
    adw_header_bar_pack_start (self->bar, GTK_WIDGET (child));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = pursuit_header_add_child;
}

static void
pursuit_header_dispose (GObject *object)
{
  PursuitHeader *self = PURSUIT_HEADER (object);

  g_clear_pointer (&self->docked, g_binding_unbind);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_HEADER);

  G_OBJECT_CLASS (pursuit_header_parent_class)->dispose (object);
}

static void
pursuit_header_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PursuitHeader *self = PURSUIT_HEADER (object);

  switch (prop_id)
    {
    case PROP_TITLE_WIDGET:
      g_value_set_object (value, adw_header_bar_get_title_widget (self->bar));
      break;
    case PROP_LEADING:
      g_value_set_boolean (value, self->leading);
      break;
    case PROP_TRAILING:
      g_value_set_boolean (value, self->trailing);
      break;
    case PROP_HAS_SIDEBAR:
      g_value_set_boolean (value, self->has_sidebar);
      break;
    case PROP_SIDEBAR_DOCKED:
      g_value_set_boolean (value, self->sidebar_docked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_flag (PursuitHeader *self,
          gboolean      *flag,
          const GValue  *value,
          GParamSpec    *pspec)
{
  if (*flag == g_value_get_boolean (value))
    return;

  *flag = g_value_get_boolean (value);
  arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
pursuit_header_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PursuitHeader *self = PURSUIT_HEADER (object);

  switch (prop_id)
    {
    case PROP_TITLE_WIDGET:
      adw_header_bar_set_title_widget (self->bar, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LEADING:
      set_flag (self, &self->leading, value, pspec);
      break;
    case PROP_TRAILING:
      set_flag (self, &self->trailing, value, pspec);
      break;
    case PROP_HAS_SIDEBAR:
      set_flag (self, &self->has_sidebar, value, pspec);
      break;
    case PROP_SIDEBAR_DOCKED:
      set_flag (self, &self->sidebar_docked, value, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_header_class_init (PursuitHeaderClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_header_dispose;
  object_class->get_property = pursuit_header_get_property;
  object_class->set_property = pursuit_header_set_property;
  widget_class->root = pursuit_header_root;
  widget_class->unroot = pursuit_header_unroot;

  props[PROP_TITLE_WIDGET] = g_param_spec_object ("title-widget", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_LEADING] = g_param_spec_boolean ("leading", NULL, NULL, TRUE, flags);
  props[PROP_TRAILING] = g_param_spec_boolean ("trailing", NULL, NULL, TRUE, flags);
  props[PROP_HAS_SIDEBAR] = g_param_spec_boolean ("has-sidebar", NULL, NULL, TRUE, flags);
  props[PROP_SIDEBAR_DOCKED] = g_param_spec_boolean ("sidebar-docked", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("header.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitHeader, bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitHeader, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitHeader, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitHeader, find_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitHeader, main_menu);
}

static void
pursuit_header_init (PursuitHeader *self)
{
  self->leading = TRUE;
  self->trailing = TRUE;
  self->has_sidebar = TRUE;
  self->sidebar_docked = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_menu_later_set (GTK_MENU_BUTTON (self->menu_button), self->main_menu);
  arrange (self);
}
