/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-timeline-filter.h"

#include <glib/gi18n-lib.h>

#include "pursuit-record-picker.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/*
 * PursuitTimelineFilter chooses what of a history is shown: what it is about, one topic at a time, and who did it.
 */
struct _PursuitTimelineFilter
{
  GtkWidget parent_instance;

  GtkToggleButton *any;
  GtkToggleButton *visits;
  GtkToggleButton *deals;
  GtkToggleButton *documents;
  GtkToggleButton *company;
  GtkToggleButton *people;
  GtkToggleButton *looks;
  PursuitRecordPicker *actor;

  gboolean is_quiet;      /* several things change at once */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitTimelineFilter, pursuit_timeline_filter, GTK_TYPE_WIDGET)

static GtkToggleButton *
get_button (PursuitTimelineFilter *self,
            PursuitTimelineTopic   topic)
{
  switch (topic)
    {
    case PURSUIT_TOPIC_VISITS:
      return self->visits;
    case PURSUIT_TOPIC_DEALS:
      return self->deals;
    case PURSUIT_TOPIC_DOCUMENTS:
      return self->documents;
    case PURSUIT_TOPIC_COMPANY:
      return self->company;
    case PURSUIT_TOPIC_PEOPLE:
      return self->people;
    case PURSUIT_TOPIC_LOOKS:
      return self->looks;
    case PURSUIT_TOPIC_ANY:
    case PURSUIT_N_TOPICS:
    default:
      return self->any;
    }
}

static void
emit_changed (PursuitTimelineFilter *self)
{
  if (!self->is_quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Of the one that is let go of and the one that is pressed, the second tells. */
static void
toggled_cb (PursuitTimelineFilter *self,
            GtkToggleButton       *button)
{
  g_assert (PURSUIT_IS_TIMELINE_FILTER (self));

  if (gtk_toggle_button_get_active (button))
    emit_changed (self);
}

static void
actor_cb (PursuitTimelineFilter *self)
{
  g_assert (PURSUIT_IS_TIMELINE_FILTER (self));

  emit_changed (self);
}

static void
pursuit_timeline_filter_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_TIMELINE_FILTER);

  G_OBJECT_CLASS (pursuit_timeline_filter_parent_class)->dispose (object);
}

static void
pursuit_timeline_filter_class_init (PursuitTimelineFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_timeline_filter_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PURSUIT_TYPE_RECORD_PICKER);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/timeline-filter.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineFilter, any);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineFilter, visits);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineFilter, deals);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineFilter, documents);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineFilter, company);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineFilter, people);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineFilter, looks);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineFilter, actor);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, actor_cb);
}

static void
pursuit_timeline_filter_init (PursuitTimelineFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_timeline_filter_set_worker:
 * @self: a filter
 * @worker: (nullable): the opened database
 *
 * Says where our people are, and offers only what the person may see.
 */
void
pursuit_timeline_filter_set_worker (PursuitTimelineFilter *self,
                                    PursuitWorker         *worker)
{
  const PursuitOpened *opened;
  g_autoptr(PursuitQuery) staff = pursuit_query_new (PURSUIT_LIST_STAFF);

  g_return_if_fail (PURSUIT_IS_TIMELINE_FILTER (self));

  opened = worker != NULL ? pursuit_worker_get_opened (worker) : NULL;
  pursuit_timeline_filter_clear (self);
  pursuit_record_picker_set_source (self->actor, worker, staff, _("Anybody"));
  gtk_widget_set_visible (GTK_WIDGET (self->looks),
                          opened != NULL && pursuit_rights_may (opened->rights, PURSUIT_RIGHT_ADMINISTER));
}

/**
 * pursuit_timeline_filter_set_topic:
 * @self: a filter
 * @topic: what entries are to be about
 */
void
pursuit_timeline_filter_set_topic (PursuitTimelineFilter *self,
                                   PursuitTimelineTopic   topic)
{
  g_return_if_fail (PURSUIT_IS_TIMELINE_FILTER (self));

  if (gtk_widget_get_visible (GTK_WIDGET (get_button (self, topic))))
    gtk_toggle_button_set_active (get_button (self, topic), TRUE);
}

/**
 * pursuit_timeline_filter_get_topic:
 * @self: a filter
 *
 * Returns: what entries are to be about
 */
PursuitTimelineTopic
pursuit_timeline_filter_get_topic (PursuitTimelineFilter *self)
{
  g_return_val_if_fail (PURSUIT_IS_TIMELINE_FILTER (self), PURSUIT_TOPIC_ANY);

  for (guint i = 0; i < PURSUIT_N_TOPICS; i++)
    if (gtk_toggle_button_get_active (get_button (self, (PursuitTimelineTopic) i)))
      return (PursuitTimelineTopic) i;

  return PURSUIT_TOPIC_ANY;
}

/**
 * pursuit_timeline_filter_get_actor_id:
 * @self: a filter
 *
 * Returns: whose entries, 0 for anybody's
 */
gint64
pursuit_timeline_filter_get_actor_id (PursuitTimelineFilter *self)
{
  g_return_val_if_fail (PURSUIT_IS_TIMELINE_FILTER (self), 0);

  return pursuit_record_picker_get_id (self->actor);
}

/**
 * pursuit_timeline_filter_clear:
 * @self: a filter
 *
 * Shows everything again.
 */
void
pursuit_timeline_filter_clear (PursuitTimelineFilter *self)
{
  g_return_if_fail (PURSUIT_IS_TIMELINE_FILTER (self));

  self->is_quiet = TRUE;
  gtk_toggle_button_set_active (self->any, TRUE);
  pursuit_record_picker_set_id (self->actor, 0, NULL);
  self->is_quiet = FALSE;
  emit_changed (self);
}
