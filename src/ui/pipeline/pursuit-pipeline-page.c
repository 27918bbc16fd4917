/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pipeline-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-header.h"
#include "pursuit-page.h"
#include "pursuit-period.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

enum
{
  PROP_0,
  PROP_TABLE,
  PROP_PROCESS,
  N_PROPS,
  PROP_READY = N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void page_init (PursuitPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitPipelinePage, pursuit_pipeline_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_PAGE, page_init))

/* Shows one of the states; every one but loading means that the page has something to say. */
void
pursuit_pipeline_page_set_state (PursuitPipelinePage *self,
                                 const char          *state)
{
  gboolean ready = !g_str_equal (state, PURSUIT_PIPELINE_LOADING);

  gtk_stack_set_visible_child_name (self->states, state);
  gtk_widget_set_visible (self->filter_bar,
                          g_str_equal (state, PURSUIT_PIPELINE_REPORT) || g_str_equal (state, PURSUIT_PIPELINE_NOTHING));
  if (self->ready == ready)
    return;

  self->ready = ready;
  g_object_notify (G_OBJECT (self), "ready");
}

static void
filter_changed_cb (PursuitPipelinePage *self)
{
  pursuit_pipeline_page_read (self);
}

static void
take_worker_away (PursuitPipelinePage *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->worker);
  if (self->process_button != NULL)
    pursuit_process_button_read (self->process_button, NULL);
  self->is_stale = FALSE;
  self->chosen_process = 0;
  self->process_id = 0;
}

static void
set_worker (PursuitPage   *page,
            PursuitWorker *worker)
{
  PursuitPipelinePage *self = PURSUIT_PIPELINE_PAGE (page);

  take_worker_away (self);
  pursuit_pipeline_page_set_state (self, PURSUIT_PIPELINE_LOADING);
  if (worker == NULL)
    return;

  self->worker = g_object_ref (worker);
  pursuit_filter_button_set_source (self->seller, worker, PURSUIT_LIST_STAFF);
  pursuit_filter_button_set_source (self->team, worker, PURSUIT_LIST_UNITS);
  pursuit_process_button_read (self->process_button, worker);
  pursuit_pipeline_page_read (self);
}

/* Whatever it was: reading again costs little, but once at a time is enough. */
static void
handle_news (PursuitPage *page,
             GPtrArray   *entries)
{
  PursuitPipelinePage *self = PURSUIT_PIPELINE_PAGE (page);

  pursuit_process_button_handle_news (self->process_button, entries);
  if (self->reading != NULL)
    self->is_stale = TRUE;
  else
    pursuit_pipeline_page_read (self);
}

static void
refresh (PursuitPage *page)
{
  pursuit_pipeline_page_read (PURSUIT_PIPELINE_PAGE (page));
}

static void
page_init (PursuitPageInterface *iface)
{
  iface->set_worker = set_worker;
  iface->handle_news = handle_news;
  iface->refresh = refresh;
}

static void
clear_filters (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitPipelinePage *self = PURSUIT_PIPELINE_PAGE (widget);

  pursuit_filter_button_set_id (self->seller, 0, NULL);
  pursuit_filter_button_set_id (self->team, 0, NULL);
  gtk_drop_down_set_selected (self->period, PURSUIT_PERIOD_ALL);
  pursuit_pipeline_page_read (self);
}

static void
read_again (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  pursuit_pipeline_page_set_state (PURSUIT_PIPELINE_PAGE (widget), PURSUIT_PIPELINE_LOADING);
  pursuit_pipeline_page_read (PURSUIT_PIPELINE_PAGE (widget));
}

static void
show_table (PursuitPipelinePage *self,
            gboolean             table)
{
  if (self->table == table)
    return;

  self->table = table;
  pursuit_report_card_show_table (self->pipeline, table);
  pursuit_report_card_show_table (self->conversion, table);
  pursuit_report_card_show_table (self->days, table);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TABLE]);
}

static void
set_process (PursuitPipelinePage *self,
             const char          *text)
{
  gint64 id = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  if (id == 0 || id == (self->chosen_process != 0 ? self->chosen_process : self->process_id))
    return;

  self->chosen_process = id;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROCESS]);
  pursuit_pipeline_page_read (self);
}

static void
pursuit_pipeline_page_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  PursuitPipelinePage *self = PURSUIT_PIPELINE_PAGE (object);

  switch (prop_id)
    {
    case PROP_TABLE:
      g_value_set_boolean (value, self->table);
      break;
    case PROP_PROCESS:
      g_value_take_string (value, g_strdup_printf ("%" G_GINT64_FORMAT,
                                                   self->chosen_process != 0 ? self->chosen_process : self->process_id));
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_pipeline_page_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      show_table (PURSUIT_PIPELINE_PAGE (object), g_value_get_boolean (value));
      break;
    case PROP_PROCESS:
      set_process (PURSUIT_PIPELINE_PAGE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_pipeline_page_dispose (GObject *object)
{
  take_worker_away (PURSUIT_PIPELINE_PAGE (object));
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_PIPELINE_PAGE);

  G_OBJECT_CLASS (pursuit_pipeline_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("pipeline/pipeline-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, process_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, seller);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, team);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, period);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, error_page);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, open);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, win_rate);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, cycle);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, velocity);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, pipeline);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, conversion);
  gtk_widget_class_bind_template_child (widget_class, PursuitPipelinePage, days);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
pursuit_pipeline_page_class_init (PursuitPipelinePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pursuit_pipeline_page_get_property;
  object_class->set_property = pursuit_pipeline_page_set_property;
  object_class->dispose = pursuit_pipeline_page_dispose;

  props[PROP_TABLE] = g_param_spec_boolean ("table", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_PROCESS] = g_param_spec_string ("process", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_READY, "ready");

  g_type_ensure (PURSUIT_TYPE_FILTER_BUTTON);
  g_type_ensure (PURSUIT_TYPE_HEADER);
  g_type_ensure (PURSUIT_TYPE_PROCESS_BUTTON);
  g_type_ensure (PURSUIT_TYPE_REPORT_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_property_action (widget_class, "pipeline.table", "table");
  gtk_widget_class_install_property_action (widget_class, "pipeline.process", "process");
  gtk_widget_class_install_action (widget_class, "pipeline.clear-filters", NULL, clear_filters);
  gtk_widget_class_install_action (widget_class, "pipeline.read-again", NULL, read_again);
  bind_template (widget_class);
}

static void
fill_periods (PursuitPipelinePage *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < PURSUIT_N_PERIODS; i++)
    gtk_string_list_append (labels, pursuit_period_get_label ((PursuitPeriod) i));
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (labels));
}

static void
pursuit_pipeline_page_init (PursuitPipelinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_periods (self);
  pursuit_filter_button_set_title (self->seller, _("Seller"), C_("sellers", "all"));
  pursuit_filter_button_set_title (self->team, _("Team"), C_("teams", "all"));
  g_signal_connect_object (self->period, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  pursuit_pipeline_page_set_state (self, PURSUIT_PIPELINE_LOADING);
}
