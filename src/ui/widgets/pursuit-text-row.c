/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-row.h"

#include "pursuit-ui-types.h"

/*
 * PursuitTextRow is a row for several lines of text, beside AdwEntryRow for one.
 */
struct _PursuitTextRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *title;
  GtkWidget *view;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (PursuitTextRow, pursuit_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
buffer_changed_cb (GtkTextBuffer  *buffer,
                   PursuitTextRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Tab goes on to the next row: several lines need Enter, nobody needs a tab stop in a note. */
static gboolean
pursuit_text_row_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  PursuitTextRow *self = PURSUIT_TEXT_ROW (widget);

  if (gtk_widget_has_focus (self->view))
    return FALSE;

  return gtk_widget_grab_focus (self->view);
}

static gboolean
pursuit_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PURSUIT_TEXT_ROW (widget)->view);
}

static void
pursuit_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (pursuit_text_row_parent_class)->dispose (object);
}

static void
pursuit_text_row_class_init (PursuitTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_text_row_dispose;
  widget_class->focus = pursuit_text_row_focus;
  widget_class->grab_focus = pursuit_text_row_grab_focus;

  /**
   * PursuitTextRow::changed:
   *
   * The text is another now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/text-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTextRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitTextRow, view);
  gtk_widget_class_bind_template_child (widget_class, PursuitTextRow, buffer);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
}

static void
pursuit_text_row_init (PursuitTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_text_row_new:
 * @title: what the text is about
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
pursuit_text_row_new (const char *title)
{
  PursuitTextRow *self = g_object_new (PURSUIT_TYPE_TEXT_ROW, "title", title, NULL);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}

/**
 * pursuit_text_row_set_text:
 * @self: a row
 * @text: (nullable): the text, %NULL for none
 */
void
pursuit_text_row_set_text (PursuitTextRow *self,
                           const char     *text)
{
  g_return_if_fail (PURSUIT_IS_TEXT_ROW (self));

  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
}

/**
 * pursuit_text_row_dup_text:
 * @self: a row
 *
 * Returns: (transfer full): the text as it stands
 */
char *
pursuit_text_row_dup_text (PursuitTextRow *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (PURSUIT_IS_TEXT_ROW (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * pursuit_text_row_set_editable:
 * @self: a row
 * @editable: whether the text can be changed; it can be read and copied in any case
 */
void
pursuit_text_row_set_editable (PursuitTextRow *self,
                               gboolean        editable)
{
  g_return_if_fail (PURSUIT_IS_TEXT_ROW (self));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
}
