/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-coverage-cell-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-label-tip.h"
#include "pursuit-template.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"

/*
 * PursuitCoverageCellView is a cell of the coverage of a deal: who plays a role in a stage, or one word for why nobody does. Every
 * state has words of its own; the colour repeats them.
 */
struct _PursuitCoverageCellView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwAvatar *avatar;
  GtkImage *icon;
  GtkLabel *text;
  GtkWidget *lead;
};

G_DEFINE_FINAL_TYPE (PursuitCoverageCellView, pursuit_coverage_cell_view, GTK_TYPE_WIDGET)

static const char *const classes[] = { NULL, "optional", "filled", "requested", "missing", "pending", "past" };

static void
pursuit_coverage_cell_view_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_COVERAGE_CELL_VIEW);

  G_OBJECT_CLASS (pursuit_coverage_cell_view_parent_class)->dispose (object);
}

static void
pursuit_coverage_cell_view_class_init (PursuitCoverageCellViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_coverage_cell_view_dispose;

  gtk_widget_class_set_css_name (widget_class, "coveragecell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("coverage/coverage-cell-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageCellView, box);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageCellView, avatar);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageCellView, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageCellView, text);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageCellView, lead);
}

static void
pursuit_coverage_cell_view_init (PursuitCoverageCellView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_label_tip_when_cut (self->text);
}

/**
 * pursuit_coverage_cell_view_new:
 *
 * Returns: (transfer floating): a cell that shows nothing yet
 */
GtkWidget *
pursuit_coverage_cell_view_new (void)
{
  return g_object_new (PURSUIT_TYPE_COVERAGE_CELL_VIEW, NULL);
}

static const char *
get_person (const PursuitCoverageCell *cell)
{
  if (cell->member != NULL)
    return cell->member->name;

  return cell->ask != NULL ? cell->ask->name : NULL;
}

static char *
dup_spoken (const PursuitCoverageRole  *role,
            const PursuitCoverageStage *stage,
            const PursuitCoverageCell  *cell)
{
  const char *word = pursuit_coverage_get_word (cell->state);
  const char *person = get_person (cell);

  if (person == NULL)
    /* Translators: %1$s is a role, %2$d the number of a stage, %3$s its name, %4$s how it is, such as Missing */
    return g_strdup_printf (_("%1$s in stage %2$d %3$s: %4$s"), role->name, stage->position, stage->short_name, word);
  if (cell->is_lead)
    /* Translators: %1$s is a role, %2$d the number of a stage, %3$s its name, %4$s how it is, %5$s a person */
    return g_strdup_printf (_("%1$s in stage %2$d %3$s: %4$s, %5$s, leads"), role->name, stage->position, stage->short_name, word, person);

  /* Translators: %1$s is a role, %2$d the number of a stage, %3$s its name, %4$s how it is, %5$s a person */
  return g_strdup_printf (_("%1$s in stage %2$d %3$s: %4$s, %5$s"), role->name, stage->position, stage->short_name, word, person);
}

static void
show_class (PursuitCoverageCellView *self,
            PursuitCoverageState     state)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] != NULL && i != (guint) state)
      gtk_widget_remove_css_class (self->box, classes[i]);
  if (classes[state] != NULL)
    gtk_widget_add_css_class (self->box, classes[state]);
}

/* A small picture repeats the word: a gap, or an answer that is waited for. */
static void
show_icon (PursuitCoverageCellView *self,
           PursuitCoverageState     state)
{
  gtk_image_set_from_icon_name (self->icon, state == PURSUIT_COVERAGE_MISSING ? "pursuit-missing-symbolic" : "pursuit-waiting-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), state == PURSUIT_COVERAGE_MISSING || state == PURSUIT_COVERAGE_REQUESTED);
}

/**
 * pursuit_coverage_cell_view_show:
 * @self: a cell
 * @role: its row
 * @stage: its column
 * @cell: how it is
 * @is_present: whether the deal stands in the stage
 */
void
pursuit_coverage_cell_view_show (PursuitCoverageCellView    *self,
                                 const PursuitCoverageRole  *role,
                                 const PursuitCoverageStage *stage,
                                 const PursuitCoverageCell  *cell,
                                 gboolean                    is_present)
{
  const char *person = get_person (cell);
  g_autofree char *initial = person != NULL ? pursuit_text_initial (person) : NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (PURSUIT_IS_COVERAGE_CELL_VIEW (self));

  spoken = dup_spoken (role, stage, cell);
  adw_avatar_set_text (self->avatar, initial);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), person != NULL);
  gtk_label_set_text (self->text, person != NULL ? person : pursuit_coverage_get_word (cell->state));
  show_icon (self, cell->state);
  gtk_widget_set_visible (self->lead, cell->is_lead && cell->member != NULL);
  gtk_widget_set_visible (self->box, cell->state != PURSUIT_COVERAGE_NONE);
  show_class (self, cell->state);
  if (is_present)
    gtk_widget_add_css_class (GTK_WIDGET (self), "present");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "present");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
