/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-choice-row.h"
#include "pursuit-import-item.h"
#include "pursuit-outcome-tile.h"
#include "pursuit-rights.h"

/* The second step of the assistant: what the columns mean on the left, what would become of the rows on the right. */

/* More columns of the file than these are not shown in the table; what is said of a row names its column. */
#define MOST_TABLE_COLUMNS 5

static gboolean
has_shown_outcome (gpointer item,
                   gpointer user_data)
{
  PursuitImportWindow *self = user_data;

  return self->shown_outcome == PURSUIT_OUTCOME_ALL ||
         pursuit_import_item_get (item)->outcome == (PursuitOutcome) self->shown_outcome;
}

static void
tile_toggled_cb (GtkToggleButton     *tile,
                 PursuitImportWindow *self)
{
  if (!gtk_toggle_button_get_active (tile))
    return;

  self->shown_outcome = pursuit_outcome_tile_get_outcome (PURSUIT_OUTCOME_TILE (tile));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* Presses the tile of an outcome. */
void
pursuit_import_window_choose_outcome (PursuitImportWindow *self,
                                      guint                outcome)
{
  GtkWidget *tile = gtk_widget_get_first_child (GTK_WIDGET (self->tiles));

  while (pursuit_outcome_tile_get_outcome (PURSUIT_OUTCOME_TILE (tile)) != outcome)
    tile = gtk_widget_get_next_sibling (tile);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), TRUE);
}

static void
add_tiles (PursuitImportWindow *self)
{
  static const guint order[] = { PURSUIT_OUTCOME_ALL,      PURSUIT_OUTCOME_NEW,     PURSUIT_OUTCOME_CHANGED,
                                 PURSUIT_OUTCOME_DOUBTFUL, PURSUIT_OUTCOME_REFUSED, PURSUIT_OUTCOME_UNCHANGED };
  GtkToggleButton *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      GtkWidget *tile = pursuit_outcome_tile_new (order[i]);

      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tile), group);
      group = GTK_TOGGLE_BUTTON (tile);
      gtk_toggle_button_set_active (group, i == 0);
      g_signal_connect_object (tile, "toggled", G_CALLBACK (tile_toggled_cb), self, 0);
      gtk_box_append (self->tiles, tile);
    }
}

static void
set_up_cell_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static const PursuitImportRow *
row_of (GtkListItem *item)
{
  return pursuit_import_item_get (gtk_list_item_get_item (item));
}

static void
bind_number_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                gpointer                  user_data)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, row_of (item)->row);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
bind_outcome_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  user_data)
{
  static const char *const chips[] = { "success", "accent", "neutral", "warning", "error" };
  GtkWidget *label = gtk_list_item_get_child (item);
  PursuitOutcome outcome = row_of (item)->outcome;
  const char *classes[] = { "chip", chips[outcome], NULL };

  gtk_label_set_label (GTK_LABEL (label), pursuit_outcome_get_label (outcome));
  gtk_widget_set_css_classes (label, classes);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);
  const PursuitImportRow *row = row_of (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  gboolean there = row->cells != NULL && column < g_strv_length (row->cells);
  const char *text = there ? row->cells[column] : "";

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, *text != '\0' ? text : NULL);
}

/* What was decided about a row comes before what there was to decide. */
static char *
dup_message (PursuitImportWindow    *self,
             const PursuitImportRow *row)
{
  const char *message = row->message != NULL ? row->message : "";

  switch (pursuit_import_window_get_decided (self, row))
    {
    case PURSUIT_DOUBTFUL_MERGE:
      return g_strdup_printf (_("Merge: %s"), message);
    case PURSUIT_DOUBTFUL_CREATE:
      return g_strdup_printf (_("Create another: %s"), message);
    case PURSUIT_DOUBTFUL_SKIP:
      return g_strdup_printf (_("Skip: %s"), message);
    case PURSUIT_DOUBTFUL_KEEP_OUT:
    default:
      return g_strdup (message);
    }
}

static void
bind_message_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  user_data)
{
  const PursuitImportRow *row = row_of (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *classes[] = { row->outcome == PURSUIT_OUTCOME_REFUSED ? "error-text" : "secondary", NULL };
  g_autofree char *message = dup_message (user_data, row);

  gtk_label_set_label (GTK_LABEL (label), message);
  gtk_widget_set_tooltip_text (label, row->sentence != NULL ? row->sentence : row->message);
  gtk_widget_set_css_classes (label, classes);
}

static void
append_column (PursuitImportWindow *self,
               const char          *title,
               GCallback            bind_cb,
               gpointer             data,
               gboolean             expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell_cb), NULL);
  g_signal_connect (factory, "bind", bind_cb, data);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (self->table, column);
}

static void
fill_table_columns (PursuitImportWindow *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  guint n_shown = 0;

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) first = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, first);
    }

  append_column (self, _("Row"), G_CALLBACK (bind_number_cb), NULL, FALSE);
  append_column (self, _("Outcome"), G_CALLBACK (bind_outcome_cb), NULL, FALSE);
  for (guint i = 0; i < self->analysis->columns->len && n_shown < MOST_TABLE_COLUMNS; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (self->analysis->columns, i);

      if (column->field == NULL || *column->field == '\0')
        continue;
      append_column (self, column->header, G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (i), TRUE);
      n_shown++;
    }
  append_column (self, _("What to know"), G_CALLBACK (bind_message_cb), self, TRUE);
}

static void
fill_rows (PursuitImportWindow *self)
{
  PursuitImportReport *report = self->analysis->report;
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; report != NULL && i < report->rows->len; i++)
    g_ptr_array_add (items, pursuit_import_item_new (report, i));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), items->pdata, items->len);
}

static void
fill_tiles (PursuitImportWindow *self)
{
  PursuitImportReport *report = self->analysis->report;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      guint outcome = pursuit_outcome_tile_get_outcome (PURSUIT_OUTCOME_TILE (child));
      guint64 count = 0;

      if (report != NULL)
        count = outcome == PURSUIT_OUTCOME_ALL ? report->n_rows : report->counts[outcome];
      pursuit_outcome_tile_set_count (PURSUIT_OUTCOME_TILE (child), count);
    }
}

static void
fill_notes (PursuitImportWindow *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; self->analysis->report != NULL && i < self->analysis->report->notes->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (self->analysis->report->notes, i));
  gtk_label_set_label (self->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text->len > 0);
}

static gboolean
may_import (PursuitImportWindow *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  return opened != NULL && !opened->read_only &&
         pursuit_rights_may (opened->rights, PURSUIT_RIGHT_IMPORT);
}

static char *
describe_promise (guint64 n_refused,
                  guint64 n_undecided)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *undone =
    n_refused == 0 ? g_strdup (_("One step, which can be undone as a whole."))
                   : g_strdup_printf (ngettext ("One step, which can be undone as a whole; %d refused row goes to a file "
                                                "beside this one.",
                                                "One step, which can be undone as a whole; %d refused rows go to a file "
                                                "beside this one.",
                                                (gulong) n_refused),
                                      (int) n_refused);

  g_string_append (text, undone);
  if (n_undecided > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("%d doubtful row stays out until it is decided.",
                                              "%d doubtful rows stay out until they are decided.", (gulong) n_undecided),
                              (int) n_undecided);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_button (PursuitImportWindow *self)
{
  const PursuitImportReport *report = self->analysis->report;
  guint64 n = 0;
  guint64 n_undecided, n_taken;
  g_autofree char *label = NULL;
  g_autofree char *first = NULL;
  g_autofree char *promise = NULL;

  pursuit_import_window_count_doubts (self, &n_undecided, &n_taken);
  if (report != NULL)
    n = report->counts[PURSUIT_OUTCOME_NEW] + report->counts[PURSUIT_OUTCOME_CHANGED] +
        report->counts[PURSUIT_OUTCOME_DOUBTFUL] - report->n_kept_out + n_taken;
  label = g_strdup_printf (ngettext ("Import %d Row", "Import %d Rows", (gulong) n), (int) n);
  first = g_strdup_printf (ngettext ("Decide %d Doubtful Row First", "Decide %d Doubtful Rows First", (gulong) n_undecided),
                           (int) n_undecided);
  promise = describe_promise (report != NULL ? report->counts[PURSUIT_OUTCOME_REFUSED] : 0, n_undecided);

  gtk_button_set_label (self->import_button, label);
  gtk_button_set_label (self->decide_button, first);
  gtk_widget_set_visible (GTK_WIDGET (self->decide_button), n_undecided > 0);
  gtk_label_set_label (self->promise, promise);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", n > 0 && may_import (self));
}

/* The row is shown with what was decided, and the button counts it. */
void
pursuit_import_window_decision_changed (PursuitImportWindow *self,
                                        guint64              number)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr(PursuitImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (pursuit_import_item_get (item)->row != number)
        continue;
      self->replacing = TRUE;
      g_list_store_splice (self->rows, i, 1, (gpointer *) &item, 1);
      self->replacing = FALSE;
      break;
    }
  fill_button (self);
}

/* The same for all rows, of which any may have been meant. */
void
pursuit_import_window_decisions_changed (PursuitImportWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_column_view_get_model (self->table));
  guint selected = gtk_single_selection_get_selected (selection);

  self->replacing = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self->rows), 0, n, n);
  gtk_single_selection_set_selected (selection, selected);
  self->replacing = FALSE;
  fill_button (self);
}

/* Shows on the right what would become of the rows. */
void
pursuit_import_window_show_preview (PursuitImportWindow *self)
{
  const char *problem = self->analysis->problem;

  if (problem == NULL && self->analysis->report == NULL)
    problem = _("Say what the stages of the file mean.");
  if (problem != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (problem, -1);

      adw_status_page_set_description (self->problem, escaped);
    }
  gtk_stack_set_visible_child_name (self->outcome, problem != NULL ? "problem" : "table");
  fill_table_columns (self);
  fill_rows (self);
  fill_tiles (self);
  fill_notes (self);
  fill_button (self);
  pursuit_import_window_show_doubt (self);
  pursuit_import_window_show_turned (self);
}

/* Once: the tiles, and the models behind the table. */
void
pursuit_import_window_set_up_preview (PursuitImportWindow *self)
{
  GtkFilterListModel *shown;

  self->rows = g_list_store_new (PURSUIT_TYPE_IMPORT_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (has_shown_outcome, self, NULL));
  shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), g_object_ref (self->filter));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (shown))));
  add_tiles (self);
  pursuit_import_window_set_up_doubts (self);
}
