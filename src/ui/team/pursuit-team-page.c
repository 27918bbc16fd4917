/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-team-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-header.h"
#include "pursuit-page.h"
#include "pursuit-request-inbox.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitTeamPage says who is in place, who is asked for and who has room (TEAM-3, TEAM-4, TEAM-7). Its first tab is what is asked, the
 * inbox, at the right of whatever else belongs to it; the other tabs are one widget each, which follow the news themselves.
 */
struct _PursuitTeamPage
{
  GtkWidget parent;

  GtkStack *titles;
  AdwViewStack *tabs;
  PursuitRequestInbox *inbox;

  PursuitWorker *worker;
  gboolean ready;
};

enum
{
  PROP_0,
  PROP_TAB,
  N_PROPS,
  PROP_READY = N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* A tab plugs in with one line: what its widget is, and how it is handed the worker, or NULL. */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
  void (*set_worker) (GtkWidget *view, PursuitWorker *worker);
} Tab;

static const Tab tabs[] = {
  { NULL },
};

static void page_init (PursuitPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitTeamPage, pursuit_team_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_PAGE, page_init))

static void
set_ready (PursuitTeamPage *self,
           gboolean         ready)
{
  if (self->ready == ready)
    return;

  self->ready = ready;
  g_object_notify (G_OBJECT (self), "ready");
}

static void
shown_cb (PursuitTeamPage *self)
{
  set_ready (self, self->worker != NULL);
}

static void
set_worker (PursuitPage   *page,
            PursuitWorker *worker)
{
  PursuitTeamPage *self = PURSUIT_TEAM_PAGE (page);

  g_set_object (&self->worker, worker);
  set_ready (self, FALSE);
  pursuit_request_inbox_set_worker (self->inbox, worker);
  for (const Tab *tab = tabs; tab->name != NULL; tab++)
    tab->set_worker (adw_view_stack_get_child_by_name (self->tabs, tab->name), worker);
}

static void
refresh (PursuitPage *page)
{
  pursuit_request_inbox_read (PURSUIT_TEAM_PAGE (page)->inbox);
}

static void
page_init (PursuitPageInterface *iface)
{
  iface->set_worker = set_worker;
  iface->refresh = refresh;
}

static void
pursuit_team_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PursuitTeamPage *self = PURSUIT_TEAM_PAGE (object);

  switch (prop_id)
    {
    case PROP_TAB:
      g_value_set_string (value, adw_view_stack_get_visible_child_name (self->tabs));
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_team_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PursuitTeamPage *self = PURSUIT_TEAM_PAGE (object);

  if (prop_id == PROP_TAB)
    adw_view_stack_set_visible_child_name (self->tabs, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
pursuit_team_page_dispose (GObject *object)
{
  PursuitTeamPage *self = PURSUIT_TEAM_PAGE (object);

  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_TEAM_PAGE);

  G_OBJECT_CLASS (pursuit_team_page_parent_class)->dispose (object);
}

static void
pursuit_team_page_class_init (PursuitTeamPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pursuit_team_page_get_property;
  object_class->set_property = pursuit_team_page_set_property;
  object_class->dispose = pursuit_team_page_dispose;

  props[PROP_TAB] = g_param_spec_string ("tab", NULL, NULL, NULL,
                                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_READY, "ready");

  g_type_ensure (PURSUIT_TYPE_HEADER);
  g_type_ensure (PURSUIT_TYPE_REQUEST_INBOX);
  gtk_widget_class_install_property_action (widget_class, "team.tab", "tab");
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("team/team-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTeamPage, titles);
  gtk_widget_class_bind_template_child (widget_class, PursuitTeamPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, PursuitTeamPage, inbox);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
pursuit_team_page_init (PursuitTeamPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const Tab *tab = tabs; tab->name != NULL; tab++)
    {
      GtkWidget *view = g_object_new (tab->get_type (), NULL);

      adw_view_stack_page_set_icon_name (adw_view_stack_add_titled (self->tabs, view, tab->name, _(tab->title)), tab->icon);
    }
  /* One tab alone needs no switcher. */
  gtk_stack_set_visible_child_name (self->titles, tabs[0].name != NULL ? "switcher" : "title");
}
