/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-outcome-tile.h"

#include <glib/gi18n-lib.h>

/* How many rows have one outcome; pressed, the table shows these alone. */
struct _PursuitOutcomeTile
{
  GtkToggleButton parent_instance;

  GtkLabel *title;
  GtkLabel *figure;
  guint outcome;
};

G_DEFINE_FINAL_TYPE (PursuitOutcomeTile, pursuit_outcome_tile, GTK_TYPE_TOGGLE_BUTTON)

static void
pursuit_outcome_tile_class_init (PursuitOutcomeTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/pursuit/Pursuit/ui/import/outcome-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PursuitOutcomeTile, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitOutcomeTile, figure);
}

static void
pursuit_outcome_tile_init (PursuitOutcomeTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_outcome_tile_set_count (self, 0);
}

/**
 * pursuit_outcome_get_label:
 * @outcome: a #PursuitOutcome or %PURSUIT_OUTCOME_ALL
 *
 * Returns: the word for it in the language of the window
 */
const char *
pursuit_outcome_get_label (guint outcome)
{
  switch (outcome)
    {
    case PURSUIT_OUTCOME_NEW:
      return C_("outcome", "New");
    case PURSUIT_OUTCOME_CHANGED:
      return C_("outcome", "Changed");
    case PURSUIT_OUTCOME_UNCHANGED:
      return C_("outcome", "Unchanged");
    case PURSUIT_OUTCOME_DOUBTFUL:
      return C_("outcome", "Doubtful");
    case PURSUIT_OUTCOME_REFUSED:
      return C_("outcome", "Refused");
    default:
      return C_("outcome", "All");
    }
}

/**
 * pursuit_outcome_get_style:
 * @outcome: a #PursuitOutcome or %PURSUIT_OUTCOME_ALL
 *
 * Returns: the style class that colours its tile
 */
const char *
pursuit_outcome_get_style (guint outcome)
{
  static const char *const styles[] = { "new", "changed", "unchanged", "doubtful", "refused", "all" };

  g_return_val_if_fail (outcome < G_N_ELEMENTS (styles), "all");

  return styles[outcome];
}

/**
 * pursuit_outcome_tile_new:
 * @outcome: a #PursuitOutcome or %PURSUIT_OUTCOME_ALL
 *
 * Returns: (transfer floating): a tile that counts none
 */
GtkWidget *
pursuit_outcome_tile_new (guint outcome)
{
  PursuitOutcomeTile *self = g_object_new (PURSUIT_TYPE_OUTCOME_TILE, NULL);

  self->outcome = outcome;
  gtk_label_set_label (self->title, pursuit_outcome_get_label (outcome));
  gtk_widget_add_css_class (GTK_WIDGET (self), pursuit_outcome_get_style (outcome));
  pursuit_outcome_tile_set_count (self, 0);

  return GTK_WIDGET (self);
}

/**
 * pursuit_outcome_tile_get_outcome:
 * @self: a tile
 *
 * Returns: what it counts
 */
guint
pursuit_outcome_tile_get_outcome (PursuitOutcomeTile *self)
{
  g_return_val_if_fail (PURSUIT_IS_OUTCOME_TILE (self), PURSUIT_OUTCOME_ALL);

  return self->outcome;
}

/**
 * pursuit_outcome_tile_set_count:
 * @self: a tile
 * @count: how many rows
 *
 * Shows a count.
 */
void
pursuit_outcome_tile_set_count (PursuitOutcomeTile *self,
                                guint64             count)
{
  g_autofree char *figure = g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
  /* Translators: what a screen reader says of a figure: "Refused: 6" */
  g_autofree char *name = g_strdup_printf (_("%1$s: %2$s"), pursuit_outcome_get_label (self->outcome), figure);

  gtk_label_set_label (self->figure, figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
