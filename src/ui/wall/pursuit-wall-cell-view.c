/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall-cell-view.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitWallCellView is a cell of the relationship wall: how well two people know each other, tinted by that, and an arrow to
 * how well they should while they do not. A dot stands for nothing known.
 */
struct _PursuitWallCellView
{
  GtkWidget parent_instance;

  GtkLabel *level;
  GtkLabel *target;
  GtkWidget *dot;

  gint64 contact_id;
  gint64 staff_id;
  char *contact;
  char *staff;
  PursuitBond *bond;       /* NULL while nothing is known */
};

G_DEFINE_FINAL_TYPE (PursuitWallCellView, pursuit_wall_cell_view, GTK_TYPE_WIDGET)

static void
pressed_cb (PursuitWallCellView *self)
{
  g_assert (PURSUIT_IS_WALL_CELL_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "grid.open", "s", "level");
}

static void
pursuit_wall_cell_view_dispose (GObject *object)
{
  PursuitWallCellView *self = PURSUIT_WALL_CELL_VIEW (object);

  g_clear_object (&self->bond);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_WALL_CELL_VIEW);

  G_OBJECT_CLASS (pursuit_wall_cell_view_parent_class)->dispose (object);
}

static void
pursuit_wall_cell_view_finalize (GObject *object)
{
  PursuitWallCellView *self = PURSUIT_WALL_CELL_VIEW (object);

  g_free (self->contact);
  g_free (self->staff);

  G_OBJECT_CLASS (pursuit_wall_cell_view_parent_class)->finalize (object);
}

static void
pursuit_wall_cell_view_class_init (PursuitWallCellViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_wall_cell_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_wall_cell_view_finalize;

  gtk_widget_class_set_css_name (widget_class, "wallcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("wall/wall-cell-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitWallCellView, level);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallCellView, target);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallCellView, dot);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
pursuit_wall_cell_view_init (PursuitWallCellView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_wall_cell_view_new:
 * @contact_id: a person at the customer
 * @staff_id: one of us
 *
 * Returns: (transfer floating): a cell that shows nothing yet
 */
GtkWidget *
pursuit_wall_cell_view_new (gint64 contact_id,
                       gint64 staff_id)
{
  PursuitWallCellView *self = g_object_new (PURSUIT_TYPE_WALL_CELL_VIEW, NULL);

  self->contact_id = contact_id;
  self->staff_id = staff_id;
  return GTK_WIDGET (self);
}

static char *
dup_spoken (PursuitWallCellView *self)
{
  int level = self->bond != NULL ? (int) self->bond->level : 0;

  if (self->bond == NULL)
    /* Translators: %1$s is a person at the customer, %2$s one of us */
    return g_strdup_printf (_("%1$s, %2$s: not assessed"), self->contact, self->staff);
  if (self->bond->target > self->bond->level)
    /* Translators: %1$s is a person at the customer, %2$s one of us, then how well they know each other and should */
    return g_strdup_printf (_("%1$s, %2$s: strength %3$d of 5, target %4$d"), self->contact, self->staff, level,
                            (int) self->bond->target);

  /* Translators: %1$s is a person at the customer, %2$s one of us, then how well they know each other */
  return g_strdup_printf (_("%1$s, %2$s: strength %3$d of 5"), self->contact, self->staff, level);
}

static void
show_tint (PursuitWallCellView *self)
{
  for (int i = 0; i <= PURSUIT_BOND_MAX; i++)
    {
      g_autofree char *class = g_strdup_printf ("level-%d", i);

      if (self->bond != NULL && self->bond->level == i)
        gtk_widget_add_css_class (GTK_WIDGET (self->level), class);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->level), class);
    }
}

/**
 * pursuit_wall_cell_view_show:
 * @self: a cell
 * @cell: (nullable): what was assessed, %NULL for nothing
 * @contact: who the person at the customer is
 * @staff: who of us it is
 */
void
pursuit_wall_cell_view_show (PursuitWallCellView   *self,
                        const PursuitWallCell *cell,
                        const char            *contact,
                        const char            *staff)
{
  g_autofree char *level = NULL;
  g_autofree char *target = NULL;
  g_autofree char *spoken = NULL;
  gboolean has_target;

  g_return_if_fail (PURSUIT_IS_WALL_CELL_VIEW (self));

  pursuit_set_str (&self->contact, contact);
  pursuit_set_str (&self->staff, staff);
  g_clear_object (&self->bond);
  if (cell != NULL)
    self->bond = g_object_ref (cell->bond);
  has_target = self->bond != NULL && self->bond->target > self->bond->level;
  level = g_strdup_printf ("%d", self->bond != NULL ? (int) self->bond->level : 0);
  target = g_strdup_printf ("→%d", has_target ? (int) self->bond->target : 0);
  gtk_label_set_text (self->level, level);
  gtk_label_set_text (self->target, target);
  gtk_widget_set_visible (GTK_WIDGET (self->level), self->bond != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->target), has_target);
  gtk_widget_set_visible (self->dot, self->bond == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->bond != NULL ? self->bond->evidence : NULL);
  show_tint (self);
  spoken = dup_spoken (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * pursuit_wall_cell_view_get_contact:
 * @self: a cell
 *
 * Returns: the person at the customer
 */
gint64
pursuit_wall_cell_view_get_contact (PursuitWallCellView *self)
{
  g_return_val_if_fail (PURSUIT_IS_WALL_CELL_VIEW (self), 0);

  return self->contact_id;
}

/**
 * pursuit_wall_cell_view_get_staff:
 * @self: a cell
 *
 * Returns: who of us it is
 */
gint64
pursuit_wall_cell_view_get_staff (PursuitWallCellView *self)
{
  g_return_val_if_fail (PURSUIT_IS_WALL_CELL_VIEW (self), 0);

  return self->staff_id;
}

/**
 * pursuit_wall_cell_view_get_bond:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): what was assessed
 */
PursuitBond *
pursuit_wall_cell_view_get_bond (PursuitWallCellView *self)
{
  g_return_val_if_fail (PURSUIT_IS_WALL_CELL_VIEW (self), NULL);

  return self->bond;
}

/**
 * pursuit_wall_cell_view_dup_names:
 * @self: a cell
 *
 * Returns: (transfer full): whom it is about
 */
char *
pursuit_wall_cell_view_dup_names (PursuitWallCellView *self)
{
  g_return_val_if_fail (PURSUIT_IS_WALL_CELL_VIEW (self), NULL);

  /* Translators: a person at the customer and one of us */
  return g_strdup_printf (_("%1$s and %2$s"), self->contact, self->staff);
}
