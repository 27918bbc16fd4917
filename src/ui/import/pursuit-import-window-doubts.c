/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-import-item.h"

/* The rows that look like somebody who is there: one after the other beside the one they look like, until all are decided. */

static const PursuitImportRow *
get_row (GListModel *model,
         guint       position)
{
  g_autoptr(PursuitImportItem) item = g_list_model_get_item (model, position);

  return item != NULL ? pursuit_import_item_get (item) : NULL;
}

static gboolean
is_alike (const PursuitImportRow *row)
{
  return row != NULL && row->likeness != NULL;
}

/* A decision that was made about another row of that number does not count. */
static const PursuitImportDecision *
find_decision (PursuitImportWindow    *self,
               const PursuitImportRow *row)
{
  const PursuitImportDecision *decision = g_hash_table_lookup (self->plan->decisions, GSIZE_TO_POINTER ((gsize) row->row));

  return decision != NULL && decision->fingerprint == row->likeness->fingerprint ? decision : NULL;
}

/* What becomes of a row, as far as it is decided: of it by itself, or of all that look like somebody by the same thing. */
PursuitDoubtful
pursuit_import_window_get_decided (PursuitImportWindow    *self,
                                   const PursuitImportRow *row)
{
  const PursuitImportDecision *decision = row->likeness != NULL ? find_decision (self, row) : NULL;

  if (decision != NULL)
    return decision->what;

  return row->likeness != NULL ? self->plan->by_alike[row->likeness->alike] : PURSUIT_DOUBTFUL_KEEP_OUT;
}

static gboolean
is_taken (PursuitDoubtful what)
{
  return what == PURSUIT_DOUBTFUL_MERGE || what == PURSUIT_DOUBTFUL_CREATE;
}

/* @out_taken: (out): how many of the decided rows come in. Of rows that are not shown, too. */
void
pursuit_import_window_count_doubts (PursuitImportWindow *self,
                                    guint64             *out_undecided,
                                    guint64             *out_taken)
{
  PursuitImportReport *report = self->analysis != NULL ? self->analysis->report : NULL;
  gint64 n_decided = 0;
  gint64 n_taken = 0;
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; report != NULL && i < PURSUIT_N_ALIKES; i++)
    {
      n_decided += self->plan->by_alike[i] != PURSUIT_DOUBTFUL_KEEP_OUT ? (gint64) report->n_alike[i] : 0;
      n_taken += is_taken (self->plan->by_alike[i]) ? (gint64) report->n_alike[i] : 0;
    }
  g_hash_table_iter_init (&iter, self->plan->decisions);
  while (report != NULL && g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PursuitImportDecision *decision = value;
      PursuitDoubtful otherwise = self->plan->by_alike[decision->alike];

      n_decided += (decision->what != PURSUIT_DOUBTFUL_KEEP_OUT) - (otherwise != PURSUIT_DOUBTFUL_KEEP_OUT);
      n_taken += is_taken (decision->what) - is_taken (otherwise);
    }

  *out_undecided = report != NULL && n_decided < (gint64) report->n_kept_out ? report->n_kept_out - (guint64) n_decided : 0;
  *out_taken = report != NULL ? MIN ((guint64) MAX (n_taken, 0), report->n_kept_out) : 0;
}

/* Where among all alike rows @wanted stands. */
static guint
count_alike (PursuitImportWindow    *self,
             const PursuitImportRow *wanted,
             guint                  *out_index)
{
  GListModel *rows = G_LIST_MODEL (self->rows);
  guint n = 0;

  *out_index = 0;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      const PursuitImportRow *row = get_row (rows, i);

      if (!is_alike (row))
        continue;
      if (row == wanted)
        *out_index = n;
      n++;
    }

  return n;
}

/* The pane is there while there is anything to decide; it shows the selected row, and else the first. */
void
pursuit_import_window_show_doubt (PursuitImportWindow *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_column_view_get_model (self->table));
  PursuitImportItem *item = gtk_single_selection_get_selected_item (selection);
  const PursuitImportRow *row = item != NULL ? pursuit_import_item_get (item) : NULL;
  guint index;
  guint n = count_alike (self, row, &index);

  gtk_widget_set_visible (GTK_WIDGET (self->doubt), n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next-doubt", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.previous-doubt", n > 0);
  for (guint i = 0; n > 0 && !is_alike (row); i++)
    row = get_row (G_LIST_MODEL (self->rows), i);
  if (n == 0)
    return;

  pursuit_doubt_pane_show (self->doubt, row, find_decision (self, row), self->plan->by_alike[row->likeness->alike]);
  pursuit_doubt_pane_set_position (self->doubt, self->analysis->report->first_kept_out + index, self->analysis->report->n_kept_out);
  pursuit_doubt_pane_set_all (self->doubt, self->analysis->report->n_alike[row->likeness->alike]);
  self->shown_row = row->row;
}

static guint
find_position (GListModel *model,
               guint64     number)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (get_row (model, i)->row == number)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* A row that the chosen tile does not show is shown among the doubtful ones. */
static void
select_row (PursuitImportWindow *self,
            guint64              number)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (self->table);
  guint position = find_position (G_LIST_MODEL (selection), number);

  if (position == GTK_INVALID_LIST_POSITION)
    {
      pursuit_import_window_choose_outcome (self, PURSUIT_OUTCOME_DOUBTFUL);
      position = find_position (G_LIST_MODEL (selection), number);
    }
  if (position == GTK_INVALID_LIST_POSITION)
    return;

  gtk_selection_model_select_item (selection, position, TRUE);
  /* The rows are a list within the table. */
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->table)), "list.scroll-to-item", "u", position);
}

/* The doubtful rows after or before those that are shown, of any number; after the last ones come the first. */
static gboolean
turn (PursuitImportWindow *self,
      int                  step)
{
  const PursuitImportReport *report = self->analysis->report;
  guint64 first = report->first_kept_out;
  guint index;
  guint n = count_alike (self, NULL, &index);

  if (report->n_kept_out <= n || n == 0)
    return FALSE;

  if (step > 0)
    first = first + n < report->n_kept_out ? first + n : 0;
  else if (first == 0)
    first = (report->n_kept_out - 1) / PURSUIT_IMPORT_PAGE * PURSUIT_IMPORT_PAGE;
  else
    first = first > PURSUIT_IMPORT_PAGE ? first - PURSUIT_IMPORT_PAGE : 0;
  self->plan->first_kept_out = first;
  self->turned = step;
  pursuit_import_window_analyse (self);
  return TRUE;
}

/* @step: 1 or -1. */
static void
go (PursuitImportWindow *self,
    int                  step)
{
  GListModel *rows = G_LIST_MODEL (self->rows);
  guint n = g_list_model_get_n_items (rows);
  guint at = find_position (rows, self->shown_row);

  at = at == GTK_INVALID_LIST_POSITION ? 0 : at;
  for (guint i = 1; i <= n; i++)
    {
      guint position = (at + (step > 0 ? i : n - i)) % n;
      const PursuitImportRow *row = get_row (rows, position);

      if (!is_alike (row))
        continue;
      if ((step > 0 ? position <= at : position >= at) && turn (self, step))
        return;
      select_row (self, row->row);
      return;
    }
}

/* Once the other rows are there: whoever went forward goes on with the first of them, and whoever went back with the last. */
void
pursuit_import_window_show_turned (PursuitImportWindow *self)
{
  GListModel *rows = G_LIST_MODEL (self->rows);
  guint n = g_list_model_get_n_items (rows);
  int step = self->turned;

  self->turned = 0;
  for (guint i = 0; step != 0 && i < n; i++)
    {
      const PursuitImportRow *row = get_row (rows, step > 0 ? i : n - 1 - i);

      if (!is_alike (row))
        continue;
      select_row (self, row->row);
      break;
    }
}

static void
go_next (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  go (PURSUIT_IMPORT_WINDOW (widget), 1);
}

static void
go_previous (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  go (PURSUIT_IMPORT_WINDOW (widget), -1);
}

/* The first row that nobody has decided, with the keyboard on its buttons. */
static void
decide_first (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PursuitImportWindow *self = PURSUIT_IMPORT_WINDOW (widget);
  GListModel *rows = G_LIST_MODEL (self->rows);

  pursuit_import_window_choose_outcome (self, PURSUIT_OUTCOME_DOUBTFUL);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      const PursuitImportRow *row = get_row (rows, i);

      if (!is_alike (row) || pursuit_import_window_get_decided (self, row) != PURSUIT_DOUBTFUL_KEEP_OUT)
        continue;
      select_row (self, row->row);
      gtk_widget_grab_focus (GTK_WIDGET (self->doubt));
      return;
    }

  turn (self, 1);
}

static void
decided_cb (PursuitDoubtPane    *pane,
            PursuitImportWindow *self)
{
  PursuitImportDecision decision = pursuit_doubt_pane_get_decision (pane);

  if (decision.what == PURSUIT_DOUBTFUL_KEEP_OUT && self->plan->by_alike[decision.alike] == PURSUIT_DOUBTFUL_KEEP_OUT)
    g_hash_table_remove (self->plan->decisions, GSIZE_TO_POINTER ((gsize) self->shown_row));
  else
    g_hash_table_insert (self->plan->decisions, GSIZE_TO_POINTER ((gsize) self->shown_row), g_memdup2 (&decision, sizeof decision));
  pursuit_import_window_decision_changed (self, self->shown_row);
}

/* What is decided of the row that is shown goes for all that look like somebody by the same thing; these are decided as a whole. */
static void
all_decided_cb (PursuitDoubtPane    *pane,
                PursuitImportWindow *self)
{
  PursuitImportDecision decision = pursuit_doubt_pane_get_decision (pane);

  self->plan->by_alike[decision.alike] = decision.what;
  g_hash_table_remove (self->plan->decisions, GSIZE_TO_POINTER ((gsize) self->shown_row));
  pursuit_import_window_decisions_changed (self);
  pursuit_import_window_show_doubt (self);
}

static void
selected_cb (GtkSingleSelection  *selection,
             GParamSpec          *pspec,
             PursuitImportWindow *self)
{
  PursuitImportItem *item = gtk_single_selection_get_selected_item (selection);

  if (!self->replacing && item != NULL && is_alike (pursuit_import_item_get (item)))
    pursuit_import_window_show_doubt (self);
}

/* Once: the pane follows the table. */
void
pursuit_import_window_set_up_doubts (PursuitImportWindow *self)
{
  g_signal_connect_object (gtk_column_view_get_model (self->table), "notify::selected-item", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->doubt, "decided", G_CALLBACK (decided_cb), self, 0);
  g_signal_connect_object (self->doubt, "all-decided", G_CALLBACK (all_decided_cb), self, 0);
}

void
pursuit_import_window_install_doubt_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.next-doubt", NULL, go_next);
  gtk_widget_class_install_action (widget_class, "import.previous-doubt", NULL, go_previous);
  gtk_widget_class_install_action (widget_class, "import.decide-first", NULL, decide_first);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "import.next-doubt", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "import.previous-doubt", NULL);
}
