/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall-person-view.h"

#include <glib/gi18n-lib.h>

#include "pursuit-label-tip.h"
#include "pursuit-spark.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitWallPersonView is the head of a row of the wall: who it is, their part in the purchase, whether nobody knows them as well
 * as we want, and how that went from period to period.
 */
struct _PursuitWallPersonView
{
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkLabel *role;
  GtkWidget *left;
  GtkWidget *gap;
  GtkLabel *change;
  PursuitSpark *spark;
};

G_DEFINE_FINAL_TYPE (PursuitWallPersonView, pursuit_wall_person_view, GTK_TYPE_WIDGET)

static void
pursuit_wall_person_view_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_WALL_PERSON_VIEW);

  G_OBJECT_CLASS (pursuit_wall_person_view_parent_class)->dispose (object);
}

static void
pursuit_wall_person_view_class_init (PursuitWallPersonViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_wall_person_view_dispose;

  g_type_ensure (PURSUIT_TYPE_SPARK);
  gtk_widget_class_set_css_name (widget_class, "wallperson");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("wall/wall-person-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitWallPersonView, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallPersonView, role);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallPersonView, left);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallPersonView, gap);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallPersonView, change);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallPersonView, spark);
}

static void
pursuit_wall_person_view_init (PursuitWallPersonView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_label_tip_when_cut (self->name);
  pursuit_label_tip_when_cut (self->role);
}

/**
 * pursuit_wall_person_view_new:
 *
 * Returns: (transfer floating): the head of a row that shows nobody yet
 */
GtkWidget *
pursuit_wall_person_view_new (void)
{
  return g_object_new (PURSUIT_TYPE_WALL_PERSON_VIEW, NULL);
}

/* Since the period before: an arrow and the number beside it, never only a colour. */
static void
show_change (PursuitWallPersonView   *self,
             const PursuitWallPerson *person)
{
  int change = person->strength >= 0 && person->before >= 0 ? person->strength - person->before : 0;
  g_autofree char *text = g_strdup_printf (change > 0 ? "↑%d" : "↓%d", ABS (change));

  gtk_label_set_text (self->change, text);
  gtk_widget_set_visible (GTK_WIDGET (self->change), change != 0);
  gtk_widget_remove_css_class (GTK_WIDGET (self->change), change > 0 ? "error-text" : "success-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->change), change > 0 ? "success-text" : "error-text");
}

static void
show_trend (PursuitWallPersonView   *self,
            const PursuitWall       *wall,
            const PursuitWallPerson *person)
{
  g_autoptr(GArray) trend = pursuit_wall_list_trend (wall, person->id);
  g_autofree double *figures = g_new0 (double, trend->len + 1);
  g_autoptr(GString) spoken = g_string_new (_("Best relationship"));

  for (guint i = 0; i < trend->len; i++)
    {
      const PursuitWallPeriod *period = g_ptr_array_index (wall->periods, i);
      int level = g_array_index (trend, int, i);

      figures[i] = level;
      if (level >= 0)
        g_string_append_printf (spoken, "; %s: %d", period->period, level);
    }
  pursuit_spark_set_figures (self->spark, figures, trend->len, spoken->str);
  gtk_widget_set_visible (GTK_WIDGET (self->spark), trend->len > 1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->spark), spoken->str);
}

/**
 * pursuit_wall_person_view_show:
 * @self: the head of a row
 * @wall: a wall
 * @person: one of its people
 */
void
pursuit_wall_person_view_show (PursuitWallPersonView   *self,
                          const PursuitWall       *wall,
                          const PursuitWallPerson *person)
{
  const char *role = person->role != PURSUIT_BUYING_ROLE_NONE ? pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, person->role)
                                                              : person->title;
  g_autofree char *spoken = NULL;

  g_return_if_fail (PURSUIT_IS_WALL_PERSON_VIEW (self));

  gtk_label_set_text (self->name, person->name);
  gtk_label_set_text (self->role, role != NULL ? role : "");
  gtk_widget_set_visible (self->left, person->has_left);
  gtk_widget_set_visible (self->gap, person->is_hole);
  show_change (self, person);
  show_trend (self, wall, person);

  spoken = pursuit_str_empty (role) ? g_strdup (person->name) : g_strdup_printf ("%s, %s", person->name, role);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
