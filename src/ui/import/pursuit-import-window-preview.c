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

static const struct
{
  const char *name;
  const char *label;
} encodings[] = {
  { NULL, N_("Found by itself") }, { "UTF-8", "UTF-8" }, { "GB18030", "GB18030" },
  { "BIG5", "Big5" },              { "UTF-16", "UTF-16" }, { "WINDOWS-1252", "Windows-1252" },
};

static const char *const date_orders[] = {
  [PURSUIT_DATE_ORDER_AUTO] = N_("Found by itself"),
  [PURSUIT_DATE_ORDER_YMD] = N_("Year, month, day"),
  [PURSUIT_DATE_ORDER_DMY] = N_("Day, month, year"),
  [PURSUIT_DATE_ORDER_MDY] = N_("Month, day, year"),
};

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
encoding_chosen_cb (PursuitChoiceRow    *row,
                    PursuitImportWindow *self)
{
  guint selected = pursuit_choice_row_get_selected (row);

  if (self->filling || selected >= G_N_ELEMENTS (encodings))
    return;

  g_free (self->plan->encoding);
  self->plan->encoding = g_strdup (encodings[selected].name);
  pursuit_import_window_analyse (self);
}

static void
date_order_chosen_cb (PursuitChoiceRow    *row,
                      PursuitImportWindow *self)
{
  if (self->filling)
    return;

  self->plan->date_order = (PursuitDateOrder) pursuit_choice_row_get_selected (row);
  pursuit_import_window_analyse (self);
}

static void
add_choice (PursuitImportWindow *self,
            GtkListBox          *list,
            const char          *title,
            const char          *subtitle,
            GListModel          *choices,
            guint                selected,
            GCallback            chosen_cb)
{
  GtkWidget *row = pursuit_choice_row_new (title, subtitle, choices, selected);

  g_signal_connect_object (row, "changed", chosen_cb, self, 0);
  gtk_list_box_append (list, row);
}

static void
sheet_chosen_cb (PursuitChoiceRow    *row,
                 PursuitImportWindow *self)
{
  guint selected = pursuit_choice_row_get_selected (row);

  if (self->filling || selected >= g_strv_length (self->analysis->sheets))
    return;

  pursuit_import_plan_set_sheet (self->plan, self->analysis->sheets[selected]);
  pursuit_import_window_analyse (self);
}

static void
add_encodings (PursuitImportWindow *self)
{
  g_autoptr(GtkStringList) encoding_names = gtk_string_list_new (NULL);
  guint encoding = 0;

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gtk_string_list_append (encoding_names, _(encodings[i].label));
      if (g_strcmp0 (encodings[i].name, self->plan->encoding) == 0)
        encoding = i;
    }
  add_choice (self, self->how_to_read, _("Encoding"), self->analysis->encoding, G_LIST_MODEL (encoding_names), encoding,
              G_CALLBACK (encoding_chosen_cb));
}

/* A workbook has sheets where a text file has an encoding. */
static void
add_sheets (PursuitImportWindow *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new ((const char * const *) self->analysis->sheets);
  guint selected = 0;

  while (self->analysis->sheets[selected] != NULL && g_strcmp0 (self->analysis->sheets[selected], self->analysis->sheet) != 0)
    selected++;
  add_choice (self, self->how_to_read, _("Sheet"), NULL, G_LIST_MODEL (names), selected, G_CALLBACK (sheet_chosen_cb));
}

static void
fill_how_to_read (PursuitImportWindow *self)
{
  g_autoptr(GtkStringList) order_names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (date_orders); i++)
    gtk_string_list_append (order_names, _(date_orders[i]));

  clear_list (self->how_to_read);
  if (self->analysis->sheets != NULL)
    add_sheets (self);
  else
    add_encodings (self);
  add_choice (self, self->how_to_read, _("Order of dates"), NULL, G_LIST_MODEL (order_names), self->plan->date_order,
              G_CALLBACK (date_order_chosen_cb));
}

/* Choice 0 leaves the column out, 1 is the id in the other system, then come the fields. */
static void
field_chosen_cb (PursuitChoiceRow    *row,
                 PursuitImportWindow *self)
{
  g_autofree const PursuitField **fields = NULL;
  guint selected = pursuit_choice_row_get_selected (row);
  const char *field = "";
  guint n_fields;

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;

  fields = pursuit_import_list_fields (self->plan->kind, pursuit_worker_get_own_set (self->worker), &n_fields);
  if (selected == 1)
    field = "external_id";
  else if (selected >= 2 && selected - 2 < n_fields)
    field = fields[selected - 2]->name;
  g_hash_table_insert (self->plan->fields, g_strdup (pursuit_choice_row_get_title (row)), g_strdup (field));
  pursuit_import_window_analyse (self);
}

static guint
find_field (const PursuitField **fields,
            guint                n_fields,
            const char          *name)
{
  if (name == NULL || *name == '\0')
    return 0;
  if (g_str_equal (name, "external_id"))
    return 1;
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i]->name, name))
      return i + 2;

  return 0;
}

static void
add_column (PursuitImportWindow        *self,
            const PursuitImportColumn  *column,
            GListModel                 *choices,
            const PursuitField        **fields,
            guint                       n_fields)
{
  GtkWidget *row = pursuit_choice_row_new (column->header, column->sample, choices,
                                           find_field (fields, n_fields, column->field));

  if (column->factor > 1)
    {
      g_autofree char *note = g_strdup_printf ("× %'" G_GINT64_FORMAT, column->factor);

      pursuit_choice_row_set_note (PURSUIT_CHOICE_ROW (row), note);
    }
  g_signal_connect_object (row, "changed", G_CALLBACK (field_chosen_cb), self, 0);
  gtk_list_box_append (self->fields, row);
}

static void
fill_fields (PursuitImportWindow *self)
{
  GPtrArray *columns = self->analysis->columns;
  guint n_fields;
  g_autofree const PursuitField **fields = pursuit_import_list_fields (self->plan->kind, pursuit_worker_get_own_set (self->worker), &n_fields);
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  g_autofree char *heading = NULL;
  guint n_matched = 0;

  gtk_string_list_append (choices, _("Leave out"));
  gtk_string_list_append (choices, _("Number in the other system"));
  for (guint i = 0; i < n_fields; i++)
    gtk_string_list_append (choices, _(fields[i]->label));

  clear_list (self->fields);
  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (columns, i);

      n_matched += column->field != NULL && *column->field != '\0';
      add_column (self, column, G_LIST_MODEL (choices), fields, n_fields);
    }
  heading = g_strdup_printf (ngettext ("Columns: %1$u of %2$u is used", "Columns: %1$u of %2$u are used", n_matched),
                             n_matched, columns->len);
  gtk_label_set_label (self->fields_heading, heading);
}

static void
stage_chosen_cb (PursuitChoiceRow    *row,
                 PursuitImportWindow *self)
{
  guint selected = pursuit_choice_row_get_selected (row);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected == 0)
    g_hash_table_remove (self->plan->stages, pursuit_choice_row_get_title (row));
  else
    g_hash_table_insert (self->plan->stages, g_strdup (pursuit_choice_row_get_title (row)), GUINT_TO_POINTER (selected));
  pursuit_import_window_analyse (self);
}

static void
add_stage (PursuitImportWindow *self,
           const char          *word,
           guint                position)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  GStrv names = self->analysis->stage_names;

  gtk_string_list_append (choices, _("Choose…"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      /* Translators: a choice of stage: its number and its name */
      g_autofree char *label = g_strdup_printf (_("%1$u  %2$s"), i + 1, _(names[i]));

      gtk_string_list_append (choices, label);
    }
  add_choice (self, self->stages, word, NULL, G_LIST_MODEL (choices), position, G_CALLBACK (stage_chosen_cb));
}

/* Words that were explained stay, so that they can be explained otherwise. */
static void
fill_stages (PursuitImportWindow *self)
{
  g_autoptr(GList) words = g_list_sort (g_hash_table_get_keys (self->plan->stages), (GCompareFunc) g_strcmp0);

  clear_list (self->stages);
  for (GList *l = words; l != NULL; l = l->next)
    add_stage (self, l->data, GPOINTER_TO_UINT (g_hash_table_lookup (self->plan->stages, l->data)));
  for (guint i = 0; self->analysis->unknown_stages != NULL && self->analysis->unknown_stages[i] != NULL; i++)
    add_stage (self, self->analysis->unknown_stages[i], 0);
  gtk_widget_set_visible (GTK_WIDGET (self->stages), gtk_widget_get_first_child (GTK_WIDGET (self->stages)) != NULL);
}

/* The row that has the focus is made anew under the hand of whoever goes through them by keyboard. */
static char *
dup_focused_title (PursuitImportWindow  *self,
                   GtkListBox          **out_list)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, PURSUIT_TYPE_CHOICE_ROW) : NULL;

  if (row == NULL)
    return NULL;

  *out_list = GTK_LIST_BOX (gtk_widget_get_parent (row));
  return g_strdup (pursuit_choice_row_get_title (PURSUIT_CHOICE_ROW (row)));
}

static void
focus_title (GtkListBox *list,
             const char *title)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list));

  while (row != NULL && g_strcmp0 (pursuit_choice_row_get_title (PURSUIT_CHOICE_ROW (row)), title) != 0)
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

/* Shows on the left what the analysis found and the person decided. */
void
pursuit_import_window_fill_choices (PursuitImportWindow *self)
{
  GtkListBox *list = NULL;
  g_autofree char *title = dup_focused_title (self, &list);

  self->filling = TRUE;
  fill_how_to_read (self);
  fill_fields (self);
  fill_stages (self);
  self->filling = FALSE;
  if (title != NULL)
    focus_title (list, title);
}

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

static void
bind_message_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  user_data)
{
  const PursuitImportRow *row = row_of (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *classes[] = { row->outcome == PURSUIT_OUTCOME_REFUSED ? "error-text" : "secondary", NULL };

  gtk_label_set_label (GTK_LABEL (label), row->message != NULL ? row->message : "");
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
  append_column (self, _("What to know"), G_CALLBACK (bind_message_cb), NULL, TRUE);
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
         pursuit_rights_get_scope (opened->role, PURSUIT_RIGHT_IMPORT) != PURSUIT_SCOPE_NONE;
}

static void
fill_button (PursuitImportWindow *self)
{
  const guint64 *counts = self->analysis->report != NULL ? self->analysis->report->counts : NULL;
  guint64 n = counts != NULL ? counts[PURSUIT_OUTCOME_NEW] + counts[PURSUIT_OUTCOME_CHANGED] +
                                 counts[PURSUIT_OUTCOME_DOUBTFUL]
                             : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("Import %d Row", "Import %d Rows", (gulong) n), (int) n);
  guint64 n_refused = counts != NULL ? counts[PURSUIT_OUTCOME_REFUSED] : 0;
  g_autofree char *promise =
    n_refused == 0 ? g_strdup (_("One step, which can be undone as a whole."))
                   : g_strdup_printf (ngettext ("One step, which can be undone as a whole; %d refused row goes to a file "
                                                "beside this one.",
                                                "One step, which can be undone as a whole; %d refused rows go to a file "
                                                "beside this one.",
                                                (gulong) n_refused),
                                      (int) n_refused);

  gtk_button_set_label (self->import_button, label);
  gtk_label_set_label (self->promise, promise);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", n > 0 && may_import (self));
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
}
