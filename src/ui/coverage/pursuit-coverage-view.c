/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-coverage-view.h"

#include <glib/gi18n-lib.h>

#include "pursuit-coverage-cell-view.h"
#include "pursuit-team.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitCoverageView is the coverage of a deal (TEAM-3): roles in rows, stages in columns. Arrows move from cell to cell, and what
 * is opened by a click or Enter it tells by a signal. It follows nothing by itself: whoever shows it lets it read again.
 */
struct _PursuitCoverageView
{
  GtkWidget parent_instance;

  GtkLabel *present;
  GtkLabel *next;
  GtkLabel *later;
  GtkStack *state;
  GtkLabel *refusal;
  GtkGrid *grid;

  PursuitWorker *worker;
  gint64 deal_id;
  PursuitCoverage *coverage;    /* %NULL until it was read */
  GPtrArray *cells;             /* PursuitCoverageCellView, row by row; lent by the grid */
  GCancellable *cancellable;    /* while it is read */
  gboolean is_stale;
};

enum
{
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitCoverageView, pursuit_coverage_view, GTK_TYPE_WIDGET)

static void
show_chip (GtkLabel *label,
           gboolean  visible,
           char     *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), visible);
  gtk_label_set_text (label, text);
  g_free (text);
}

static void
set_class (GtkLabel   *label,
           const char *class,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), class);
}

static void
show_counts (PursuitCoverageView *self)
{
  const PursuitCoverage *coverage = self->coverage;
  gboolean is_covered = coverage->n_covered == coverage->n_required;

  show_chip (self->present, coverage->is_open && coverage->n_required > 0,
             /* Translators: how many of the roles that the stage needs are there */
             g_strdup_printf (_("This stage: %1$u of %2$u"), coverage->n_covered, coverage->n_required));
  set_class (self->present, "success", is_covered);
  set_class (self->present, "error", !is_covered);
  show_chip (self->next, coverage->n_next_asked + coverage->n_next_missing > 0,
             coverage->n_next_missing > 0
               ? g_strdup_printf (ngettext ("Next stage: %u missing", "Next stage: %u missing", coverage->n_next_missing), coverage->n_next_missing)
               : g_strdup_printf (ngettext ("Next stage: %u asked for", "Next stage: %u asked for", coverage->n_next_asked),
                                  coverage->n_next_asked));
  set_class (self->next, "error", coverage->n_next_missing > 0);
  show_chip (self->later, coverage->n_later > 0,
             g_strdup_printf (ngettext ("Later: %u to come", "Later: %u to come", coverage->n_later), coverage->n_later));
}

static void
add_head (PursuitCoverageView *self,
          const char          *text,
          const char          *class,
          int                  column,
          int                  row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 0.5f);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, class);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
pressed_cb (GtkWidget *cell)
{
  gtk_widget_grab_focus (cell);
  gtk_widget_activate_action (cell, "coverage.open", NULL);
}

static GtkWidget *
make_cell (void)
{
  GtkWidget *cell = pursuit_coverage_cell_view_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (pressed_cb), cell, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  return cell;
}

static void
build (PursuitCoverageView *self)
{
  const PursuitCoverage *coverage = self->coverage;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  g_ptr_array_set_size (self->cells, 0);
  add_head (self, _("Role"), "coverage-role", 0, 0);
  for (guint i = 0; i < coverage->stages->len; i++)
    {
      const PursuitCoverageStage *stage = g_ptr_array_index (coverage->stages, i);
      g_autofree char *text = stage->position == coverage->position && coverage->is_open
                                /* Translators: the head of a column: %1$d is the number of the stage in which the deal stands, %2$s its name */
                                ? g_strdup_printf (_("%1$d · now\n%2$s"), stage->position, stage->short_name)
                                : g_strdup_printf ("%d\n%s", stage->position, stage->short_name);

      add_head (self, text, "coverage-stage", (int) i + 1, 0);
    }
  for (guint row = 0; row < coverage->roles->len; row++)
    {
      add_head (self, ((PursuitCoverageRole *) g_ptr_array_index (coverage->roles, row))->name, "coverage-role", 0, (int) row + 1);
      for (guint i = 0; i < coverage->stages->len; i++)
        {
          GtkWidget *cell = make_cell ();

          gtk_widget_set_hexpand (cell, TRUE);
          gtk_grid_attach (self->grid, cell, (int) i + 1, (int) row + 1, 1, 1);
          g_ptr_array_add (self->cells, cell);
        }
    }
}

/* Whether the grid has the same rows and columns already, so that what has the focus can stay. */
static gboolean
fits (const PursuitCoverage *old,
      const PursuitCoverage *new)
{
  if (old == NULL || old->deal_id != new->deal_id || old->position != new->position || old->is_open != new->is_open ||
      old->roles->len != new->roles->len || old->stages->len != new->stages->len)
    return FALSE;
  for (guint i = 0; i < old->roles->len; i++)
    if (((PursuitCoverageRole *) g_ptr_array_index (old->roles, i))->id != ((PursuitCoverageRole *) g_ptr_array_index (new->roles, i))->id)
      return FALSE;
  for (guint i = 0; i < old->stages->len; i++)
    if (((PursuitCoverageStage *) g_ptr_array_index (old->stages, i))->id != ((PursuitCoverageStage *) g_ptr_array_index (new->stages, i))->id)
      return FALSE;

  return TRUE;
}

static void
show_cells (PursuitCoverageView *self)
{
  const PursuitCoverage *coverage = self->coverage;

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint row = i / coverage->stages->len, column = i % coverage->stages->len;
      const PursuitCoverageStage *stage = g_ptr_array_index (coverage->stages, column);

      pursuit_coverage_cell_view_show (g_ptr_array_index (self->cells, i), g_ptr_array_index (coverage->roles, row), stage,
                                       pursuit_coverage_get_cell (coverage, row, column),
                                       coverage->is_open && stage->position == coverage->position);
    }
}

static void
show_coverage (PursuitCoverageView *self,
               PursuitCoverage     *coverage)
{
  gboolean stays = fits (self->coverage, coverage);

  g_clear_pointer (&self->coverage, pursuit_coverage_free);
  self->coverage = coverage;
  if (!stays)
    build (self);
  show_cells (self);
  show_counts (self);
  gtk_stack_set_visible_child_name (self->state, coverage->roles->len > 0 ? "coverage" : "empty");
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_team_read_coverage (desk, *(gint64 *) data, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitCoverageView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitCoverage) coverage = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another deal was asked for meanwhile, or the view is gone. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (coverage != NULL)
    show_coverage (self, g_steal_pointer (&coverage));
  else
    {
      gtk_label_set_text (self->refusal, error->message);
      gtk_stack_set_visible_child_name (self->state, "refusal");
    }
  if (self->is_stale)
    pursuit_coverage_view_read (self);
}

static void
stop_reading (PursuitCoverageView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_stale = FALSE;
}

/* The place of the cell that has the focus. */
static gboolean
find_focus (PursuitCoverageView *self,
            guint               *out_index)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && self->coverage != NULL && g_ptr_array_find (self->cells, focus, out_index);
}

static void
open_cell (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitCoverageView *self = PURSUIT_COVERAGE_VIEW (widget);
  guint index, n_columns;

  if (!find_focus (self, &index))
    return;
  n_columns = self->coverage->stages->len;
  g_signal_emit (self, signals[OPEN], 0, ((PursuitCoverageRole *) g_ptr_array_index (self->coverage->roles, index / n_columns))->id,
                 ((PursuitCoverageStage *) g_ptr_array_index (self->coverage->stages, index % n_columns))->position);
}

static void
move (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PursuitCoverageView *self = PURSUIT_COVERAGE_VIEW (widget);
  int columns, rows, column, row, n_columns;
  guint index;

  g_variant_get (parameter, "(ii)", &columns, &rows);
  if (!find_focus (self, &index))
    return;
  n_columns = (int) self->coverage->stages->len;
  column = (int) index % n_columns + columns;
  row = (int) index / n_columns + rows;
  if (column >= 0 && column < n_columns && row >= 0 && row < (int) self->coverage->roles->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->cells, (guint) (row * n_columns + column)));
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
      gtk_widget_class_add_binding_action (widget_class, moves[i].key, 0, "coverage.move", "(ii)", moves[i].columns, moves[i].rows);
      gtk_widget_class_add_binding_action (widget_class, moves[i].pad_key, 0, "coverage.move", "(ii)", moves[i].columns, moves[i].rows);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "coverage.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "coverage.open", NULL);
}

static void
pursuit_coverage_view_dispose (GObject *object)
{
  PursuitCoverageView *self = PURSUIT_COVERAGE_VIEW (object);

  stop_reading (self);
  g_clear_object (&self->worker);
  g_ptr_array_set_size (self->cells, 0);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_COVERAGE_VIEW);

  G_OBJECT_CLASS (pursuit_coverage_view_parent_class)->dispose (object);
}

static void
pursuit_coverage_view_finalize (GObject *object)
{
  PursuitCoverageView *self = PURSUIT_COVERAGE_VIEW (object);

  g_clear_pointer (&self->coverage, pursuit_coverage_free);
  g_ptr_array_unref (self->cells);

  G_OBJECT_CLASS (pursuit_coverage_view_parent_class)->finalize (object);
}

static void
pursuit_coverage_view_class_init (PursuitCoverageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_coverage_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_coverage_view_finalize;

  /**
   * PursuitCoverageView::open:
   * @self: the view
   * @role_id: the role of the cell
   * @position: its stage
   *
   * Somebody wants to do something about a role in a stage.
   */
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "coverage");
  gtk_widget_class_install_action (widget_class, "coverage.move", "(ii)", move);
  gtk_widget_class_install_action (widget_class, "coverage.open", NULL, open_cell);
  bind_keys (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("coverage/coverage-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageView, present);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageView, next);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageView, later);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageView, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageView, refusal);
  gtk_widget_class_bind_template_child (widget_class, PursuitCoverageView, grid);
}

static void
pursuit_coverage_view_init (PursuitCoverageView *self)
{
  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_coverage_view_set_worker:
 * @self: a view
 * @worker: (nullable): the opened database, %NULL when it is closed
 *
 * Says where to read; the view then shows no deal.
 */
void
pursuit_coverage_view_set_worker (PursuitCoverageView *self,
                                  PursuitWorker       *worker)
{
  g_return_if_fail (PURSUIT_IS_COVERAGE_VIEW (self));

  if (self->worker == worker)
    return;

  pursuit_coverage_view_set_deal (self, 0);
  g_set_object (&self->worker, worker);
}

/**
 * pursuit_coverage_view_set_deal:
 * @self: a view
 * @deal_id: a deal, 0 for none
 *
 * Shows the coverage of a deal.
 */
void
pursuit_coverage_view_set_deal (PursuitCoverageView *self,
                                gint64               deal_id)
{
  g_return_if_fail (PURSUIT_IS_COVERAGE_VIEW (self));

  if (self->deal_id == deal_id)
    return;

  stop_reading (self);
  self->deal_id = deal_id;
  gtk_widget_set_visible (GTK_WIDGET (self->present), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->next), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->later), FALSE);
  gtk_stack_set_visible_child_name (self->state, "loading");
  pursuit_coverage_view_read (self);
}

/**
 * pursuit_coverage_view_read:
 * @self: a view
 *
 * Reads the coverage again. One reading is under way at most, and one more follows when it did not see everything.
 */
void
pursuit_coverage_view_read (PursuitCoverageView *self)
{
  g_return_if_fail (PURSUIT_IS_COVERAGE_VIEW (self));

  self->is_stale = self->cancellable != NULL;
  if (self->worker == NULL || self->deal_id == 0 || self->is_stale)
    return;

  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_job, g_memdup2 (&self->deal_id, sizeof (gint64)), g_free,
                             (GDestroyNotify) pursuit_coverage_free, self->cancellable, read_cb, g_object_ref (self));
}

/**
 * pursuit_coverage_view_get_coverage:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows, %NULL while it is being read
 */
const PursuitCoverage *
pursuit_coverage_view_get_coverage (PursuitCoverageView *self)
{
  g_return_val_if_fail (PURSUIT_IS_COVERAGE_VIEW (self), NULL);

  return self->cancellable == NULL ? self->coverage : NULL;
}
