/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall-grid.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-bond-popover.h"
#include "pursuit-date.h"
#include "pursuit-label-tip.h"
#include "pursuit-template.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"
#include "pursuit-wall-person-view.h"

/*
 * PursuitWallGrid is the relationship wall: people at the customer in rows, ours in columns. The people stand still while the
 * columns are scrolled, and the heads of the columns while the people are. Arrows move, 0 to 5 say how well two people know each other, T says how well they should, Enter opens
 * everything about them. What is to be changed it tells by signals; it writes nothing itself.
 */
struct _PursuitWallGrid
{
  GtkWidget parent_instance;

  GtkScrolledWindow *head_scroller;
  GtkScrolledWindow *cell_scroller;
  GtkScrollbar *scrollbar;
  GtkGrid *heads;
  GtkGrid *people;
  GtkGrid *cells;

  GPtrArray *views;        /* PursuitWallCellView, row by row; lent by the grid */
  guint n_columns;
  gboolean editable;
};

enum
{
  CHANGE,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitWallGrid, pursuit_wall_grid, GTK_TYPE_WIDGET)

/* Whom the keys are about: not while somebody types in a popover. */
static PursuitWallCellView *
find_focus (PursuitWallGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return PURSUIT_IS_WALL_CELL_VIEW (focus) ? PURSUIT_WALL_CELL_VIEW (focus) : NULL;
}

static void
tell_change (PursuitWallGrid     *self,
             PursuitWallCellView *cell,
             int                  level,
             int                  target,
             const char          *evidence)
{
  g_signal_emit (self, signals[CHANGE], 0, cell, level, target, evidence);
}

static void
set_level (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitWallGrid *self = PURSUIT_WALL_GRID (widget);
  PursuitWallCellView *cell = find_focus (self);
  PursuitBond *bond = cell != NULL ? pursuit_wall_cell_view_get_bond (cell) : NULL;

  if (cell != NULL && self->editable)
    tell_change (self, cell, g_variant_get_int32 (parameter), bond != NULL ? (int) bond->target : 0,
                 bond != NULL ? bond->evidence : NULL);
}

static void
remove_bond (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitWallGrid *self = PURSUIT_WALL_GRID (widget);
  PursuitWallCellView *cell = find_focus (self);

  if (cell != NULL && self->editable && pursuit_wall_cell_view_get_bond (cell) != NULL)
    g_signal_emit (self, signals[REMOVE], 0, cell);
}

static void
move (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PursuitWallGrid *self = PURSUIT_WALL_GRID (widget);
  PursuitWallCellView *cell = find_focus (self);
  int columns, rows, at;
  guint index;

  g_variant_get (parameter, "(ii)", &columns, &rows);
  if (cell == NULL || !g_ptr_array_find (self->views, cell, &index))
    return;

  at = (int) (index % self->n_columns) + columns;
  rows += (int) (index / self->n_columns);
  if (at >= 0 && at < (int) self->n_columns && rows >= 0 && rows < (int) (self->views->len / self->n_columns))
    gtk_widget_grab_focus (g_ptr_array_index (self->views, (guint) rows * self->n_columns + (guint) at));
}

static void
save_cb (PursuitWallGrid    *self,
         int                 level,
         int                 target,
         const char         *evidence,
         PursuitBondPopover *popover)
{
  g_assert (PURSUIT_IS_WALL_GRID (self));

  tell_change (self, PURSUIT_WALL_CELL_VIEW (gtk_widget_get_parent (GTK_WIDGET (popover))), level, target, evidence);
}

static void
remove_cb (PursuitWallGrid    *self,
           PursuitBondPopover *popover)
{
  g_assert (PURSUIT_IS_WALL_GRID (self));

  g_signal_emit (self, signals[REMOVE], 0, gtk_widget_get_parent (GTK_WIDGET (popover)));
}

static gboolean
unparent_cb (gpointer data)
{
  if (gtk_widget_get_parent (data) != NULL)
    gtk_widget_unparent (data);

  return G_SOURCE_REMOVE;
}

/* Not at once: it is still being closed. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static char *
dup_assessed (PursuitBond *bond)
{
  g_autofree char *day = bond != NULL && bond->assessed_on != NULL ? pursuit_date_format (bond->assessed_on) : NULL;

  /* Translators: %s is a date */
  return day != NULL ? g_strdup_printf (_("Assessed on %s"), day) : NULL;
}

static void
open_bond (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitWallGrid *self = PURSUIT_WALL_GRID (widget);
  PursuitWallCellView *cell = find_focus (self);
  PursuitBond *bond;
  GtkWidget *popover;
  g_autofree char *names = NULL;
  g_autofree char *assessed = NULL;

  if (cell == NULL)
    return;

  bond = pursuit_wall_cell_view_get_bond (cell);
  if (bond == NULL && !self->editable)
    return;
  names = pursuit_wall_cell_view_dup_names (cell);
  assessed = dup_assessed (bond);
  popover = pursuit_bond_popover_new (names, bond, assessed, self->editable,
                                      g_str_equal (g_variant_get_string (parameter, NULL), "target"));
  g_signal_connect_object (popover, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_widget_set_parent (popover, GTK_WIDGET (cell));
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
pursuit_wall_grid_dispose (GObject *object)
{
  PursuitWallGrid *self = PURSUIT_WALL_GRID (object);

  g_ptr_array_set_size (self->views, 0);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_WALL_GRID);

  G_OBJECT_CLASS (pursuit_wall_grid_parent_class)->dispose (object);
}

static void
pursuit_wall_grid_finalize (GObject *object)
{
  g_ptr_array_unref (PURSUIT_WALL_GRID (object)->views);

  G_OBJECT_CLASS (pursuit_wall_grid_parent_class)->finalize (object);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; guint pad_key; int columns, rows; } moves[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, moves[i].key, 0, "grid.move", "(ii)", moves[i].columns, moves[i].rows);
      gtk_widget_class_add_binding_action (widget_class, moves[i].pad_key, 0, "grid.move", "(ii)", moves[i].columns, moves[i].rows);
    }
  for (int level = 0; level <= PURSUIT_BOND_MAX; level++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + (guint) level, 0, "grid.set-level", "i", level);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + (guint) level, 0, "grid.set-level", "i", level);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "grid.open", "s", "target");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "grid.open", "s", "level");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "grid.open", "s", "level");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "grid.remove", NULL);
}

static void
pursuit_wall_grid_class_init (PursuitWallGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_wall_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_wall_grid_finalize;

  /**
   * PursuitWallGrid::change:
   * @self: the grid
   * @cell: a cell
   * @level: how well the two are to know each other from now on
   * @target: how well they should
   * @evidence: (nullable): what shows it
   */
  signals[CHANGE] = g_signal_new ("change", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                                  PURSUIT_TYPE_WALL_CELL_VIEW, G_TYPE_INT, G_TYPE_INT, G_TYPE_STRING);

  /**
   * PursuitWallGrid::remove:
   * @self: the grid
   * @cell: a cell whose assessment is to go
   */
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  PURSUIT_TYPE_WALL_CELL_VIEW);

  gtk_widget_class_set_css_name (widget_class, "wallgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_widget_class_install_action (widget_class, "grid.set-level", "i", set_level);
  gtk_widget_class_install_action (widget_class, "grid.remove", NULL, remove_bond);
  gtk_widget_class_install_action (widget_class, "grid.move", "(ii)", move);
  gtk_widget_class_install_action (widget_class, "grid.open", "s", open_bond);
  bind_keys (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("wall/wall-grid.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitWallGrid, head_scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallGrid, cell_scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallGrid, scrollbar);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallGrid, heads);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallGrid, people);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallGrid, cells);
}

static void
width_changed_cb (PursuitWallGrid *self,
                  GtkAdjustment   *adjustment)
{
  g_assert (PURSUIT_IS_WALL_GRID (self));

  gtk_widget_set_visible (GTK_WIDGET (self->scrollbar),
                          gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
}

/* The heads go along with the cells; the bar lies below all rows, not below the last of them. */
static void
pursuit_wall_grid_init (PursuitWallGrid *self)
{
  GtkAdjustment *columns;

  self->views = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  columns = gtk_scrolled_window_get_hadjustment (self->cell_scroller);
  gtk_scrollbar_set_adjustment (self->scrollbar, columns);
  g_object_bind_property (columns, "value", gtk_scrolled_window_get_hadjustment (self->head_scroller), "value",
                          G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (columns, "changed", G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static GtkLabel *
add_line (GtkWidget  *box,
          const char *text,
          const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* The head of a column: face, name and what they are with us. */
static GtkWidget *
make_head (const PursuitWallStaff *staff)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *initial = pursuit_text_initial (staff->name);
  GtkWidget *avatar = adw_avatar_new (20, initial, TRUE);

  gtk_widget_add_css_class (avatar, "avatar-20");
  gtk_widget_set_halign (avatar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), avatar);
  pursuit_label_tip_when_cut (add_line (box, staff->name, "dense-heading"));
  gtk_widget_add_css_class (GTK_WIDGET (add_line (box, staff->is_inactive ? _("Not with us any more")
                                                       : staff->title != NULL ? staff->title : "", "caption")), "secondary");
  gtk_widget_add_css_class (box, "wall-head");
  return box;
}

/* Both grids have the same heights, row by row. */
static void
add_row (PursuitWallGrid   *self,
         const PursuitWall *wall,
         guint              row)
{
  g_autoptr(GtkSizeGroup) heights = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  const PursuitWallPerson *person = g_ptr_array_index (wall->people, row);
  GtkWidget *head = pursuit_wall_person_view_new ();

  gtk_widget_set_hexpand (head, TRUE);
  gtk_size_group_add_widget (heights, head);
  gtk_grid_attach (self->people, head, 0, (int) row, 1, 1);
  for (guint i = 0; i < wall->staff->len; i++)
    {
      const PursuitWallStaff *staff = g_ptr_array_index (wall->staff, i);
      GtkWidget *cell = pursuit_wall_cell_view_new (person->id, staff->id);

      gtk_size_group_add_widget (heights, cell);
      gtk_grid_attach (self->cells, cell, (int) i, (int) row, 1, 1);
      g_ptr_array_add (self->views, cell);
    }
}

static void
build (PursuitWallGrid   *self,
       const PursuitWall *wall)
{
  g_autoptr(GtkSizeGroup) widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  g_ptr_array_set_size (self->views, 0);
  clear (self->heads);
  clear (self->people);
  clear (self->cells);
  self->n_columns = wall->staff->len;
  for (guint i = 0; i < wall->staff->len; i++)
    {
      GtkWidget *head = make_head (g_ptr_array_index (wall->staff, i));

      gtk_size_group_add_widget (widths, head);
      gtk_grid_attach (self->heads, head, (int) i, 0, 1, 1);
    }
  for (guint row = 0; row < wall->people->len; row++)
    add_row (self, wall, row);
  for (guint i = 0; i < MIN (self->n_columns, self->views->len); i++)
    gtk_size_group_add_widget (widths, g_ptr_array_index (self->views, i));
}

/* Whether the grid has just the rows and columns of the wall, so that what has the focus can stay. */
static gboolean
fits (PursuitWallGrid   *self,
      const PursuitWall *wall)
{
  if (self->n_columns != wall->staff->len || self->views->len != wall->staff->len * wall->people->len ||
      self->views->len == 0)
    return FALSE;

  for (guint i = 0; i < self->views->len; i++)
    {
      PursuitWallCellView *view = g_ptr_array_index (self->views, i);
      const PursuitWallPerson *person = g_ptr_array_index (wall->people, i / self->n_columns);
      const PursuitWallStaff *staff = g_ptr_array_index (wall->staff, i % self->n_columns);

      if (pursuit_wall_cell_view_get_contact (view) != person->id || pursuit_wall_cell_view_get_staff (view) != staff->id)
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_wall_grid_show:
 * @self: a grid
 * @wall: a wall
 *
 * Shows a wall, or a newer state of the same one; whatever has the focus keeps it then.
 */
void
pursuit_wall_grid_show (PursuitWallGrid   *self,
                        const PursuitWall *wall)
{
  g_return_if_fail (PURSUIT_IS_WALL_GRID (self));

  self->editable = wall->may_edit;
  if (!fits (self, wall))
    build (self, wall);
  for (guint row = 0; row < wall->people->len; row++)
    {
      const PursuitWallPerson *person = g_ptr_array_index (wall->people, row);

      pursuit_wall_person_view_show (PURSUIT_WALL_PERSON_VIEW (gtk_grid_get_child_at (self->people, 0, (int) row)), wall, person);
      for (guint i = 0; i < wall->staff->len; i++)
        {
          const PursuitWallStaff *staff = g_ptr_array_index (wall->staff, i);

          pursuit_wall_cell_view_show (g_ptr_array_index (self->views, row * self->n_columns + i),
                                  pursuit_wall_find_cell (wall, person->id, staff->id), person->name, staff->name);
        }
    }
}

/**
 * pursuit_wall_grid_find_cell:
 * @self: a grid
 * @contact_id: a person at the customer
 * @staff_id: one of us
 *
 * Returns: (transfer none) (nullable): the cell of the two
 */
PursuitWallCellView *
pursuit_wall_grid_find_cell (PursuitWallGrid *self,
                             gint64           contact_id,
                             gint64           staff_id)
{
  g_return_val_if_fail (PURSUIT_IS_WALL_GRID (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    {
      PursuitWallCellView *view = g_ptr_array_index (self->views, i);

      if (pursuit_wall_cell_view_get_contact (view) == contact_id && pursuit_wall_cell_view_get_staff (view) == staff_id)
        return view;
    }

  return NULL;
}
