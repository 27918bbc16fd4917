/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-report-card.h"

#include "pursuit-chart.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* One block of a report: a heading, a sentence, and the same figures as a chart or as a table. */
struct _PursuitReportCard
{
  GtkWidget parent_instance;

  GtkLabel *heading;
  GtkLabel *caption;
  GtkStack *views;
  PursuitChart *chart;
  GtkGrid *table;

  GArray *bars;         /* PursuitBar; they own their texts */
  int n_rows;
};

enum
{
  PROP_TITLE = 1,
  PROP_CENTERED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitReportCard, pursuit_report_card, GTK_TYPE_WIDGET)

static void
clear_bar (gpointer data)
{
  PursuitBar *bar = data;

  g_free ((char *) bar->label);
  g_free ((char *) bar->figure);
}

static void
pursuit_report_card_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PursuitReportCard *self = PURSUIT_REPORT_CARD (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->heading, g_value_get_string (value));
      break;
    case PROP_CENTERED:
      pursuit_chart_set_centered (self->chart, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_report_card_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_REPORT_CARD);

  G_OBJECT_CLASS (pursuit_report_card_parent_class)->dispose (object);
}

static void
pursuit_report_card_finalize (GObject *object)
{
  g_array_unref (PURSUIT_REPORT_CARD (object)->bars);

  G_OBJECT_CLASS (pursuit_report_card_parent_class)->finalize (object);
}

static void
pursuit_report_card_class_init (PursuitReportCardClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = pursuit_report_card_set_property;
  object_class->dispose = pursuit_report_card_dispose;
  object_class->finalize = pursuit_report_card_finalize;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_CENTERED] = g_param_spec_boolean ("centered", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PURSUIT_TYPE_CHART);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("pipeline/report-card.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitReportCard, heading);
  gtk_widget_class_bind_template_child (widget_class, PursuitReportCard, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitReportCard, views);
  gtk_widget_class_bind_template_child (widget_class, PursuitReportCard, chart);
  gtk_widget_class_bind_template_child (widget_class, PursuitReportCard, table);
}

static void
pursuit_report_card_init (PursuitReportCard *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (PursuitBar));
  g_array_set_clear_func (self->bars, clear_bar);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The first column is text, the others are figures. */
static void
add_cell (PursuitReportCard *self,
          int                column,
          const char        *text,
          gboolean           is_header)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (label, column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (GTK_WIDGET (label), column == 0);
  gtk_widget_add_css_class (GTK_WIDGET (label), is_header ? "report-header" : "numeric");
  gtk_grid_attach (self->table, GTK_WIDGET (label), column, self->n_rows, 1, 1);
}

static void
add_row (PursuitReportCard *self,
         const char *const *cells,
         gboolean           is_header)
{
  for (int i = 0; cells[i] != NULL; i++)
    add_cell (self, i, cells[i], is_header);
  self->n_rows++;
}

/**
 * pursuit_report_card_begin:
 * @self: a card
 * @headers: (array zero-terminated): the heads of the table's columns
 *
 * Takes the present figures away, for others to be added.
 */
void
pursuit_report_card_begin (PursuitReportCard *self,
                           const char *const *headers)
{
  GtkWidget *child;

  g_return_if_fail (PURSUIT_IS_REPORT_CARD (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
  g_array_set_size (self->bars, 0);
  self->n_rows = 0;
  add_row (self, headers, TRUE);
}

/**
 * pursuit_report_card_add:
 * @self: a card, between begin and end
 * @bar: a row of the chart, copied
 * @cells: (array zero-terminated): the same as a row of the table
 */
void
pursuit_report_card_add (PursuitReportCard *self,
                         const PursuitBar  *bar,
                         const char *const *cells)
{
  PursuitBar copy = *bar;

  g_return_if_fail (PURSUIT_IS_REPORT_CARD (self));

  copy.label = g_strdup (bar->label);
  copy.figure = g_strdup (bar->figure);
  g_array_append_val (self->bars, copy);
  add_row (self, cells, FALSE);
}

/**
 * pursuit_report_card_end:
 * @self: a card to which figures were added
 * @caption: what they come to, in a sentence
 *
 * Shows them.
 */
void
pursuit_report_card_end (PursuitReportCard *self,
                         const char        *caption)
{
  g_return_if_fail (PURSUIT_IS_REPORT_CARD (self));

  gtk_label_set_label (self->caption, caption);
  pursuit_chart_set_bars (self->chart, gtk_label_get_label (self->heading), (const PursuitBar *) (gpointer) self->bars->data,
                          self->bars->len);
}

/**
 * pursuit_report_card_show_table:
 * @self: a card
 * @table: whether the figures stand in a table
 */
void
pursuit_report_card_show_table (PursuitReportCard *self,
                                gboolean           table)
{
  g_return_if_fail (PURSUIT_IS_REPORT_CARD (self));

  gtk_stack_set_visible_child_name (self->views, table ? "table" : "chart");
}
