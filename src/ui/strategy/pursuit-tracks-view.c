/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-tracks-view.h"

#include "pursuit-template.h"
#include "pursuit-track-row.h"
#include "pursuit-ui-types.h"

/*
 * PursuitTracksView is the history of both tracks of a deal in one time line (STG-1), the newest first, with the gap from
 * each step on.
 */
struct _PursuitTracksView
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PursuitTracksView, pursuit_tracks_view, GTK_TYPE_WIDGET)

static void
pursuit_tracks_view_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_TRACKS_VIEW);

  G_OBJECT_CLASS (pursuit_tracks_view_parent_class)->dispose (object);
}

static void
pursuit_tracks_view_class_init (PursuitTracksViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_tracks_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/tracks-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTracksView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitTracksView, list);
}

static void
pursuit_tracks_view_init (PursuitTracksView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_tracks_view_show:
 * @self: a view
 * @tracks: (element-type PursuitTrackMove): the steps, computed, the newest first
 *
 * Shows the history of a deal.
 */
void
pursuit_tracks_view_show (PursuitTracksView *self,
                          GPtrArray         *tracks)
{
  GtkListBoxRow *row;

  g_return_if_fail (PURSUIT_IS_TRACKS_VIEW (self) && tracks != NULL);

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < tracks->len; i++)
    gtk_list_box_append (self->list, pursuit_track_row_new (g_ptr_array_index (tracks, i)));
}
