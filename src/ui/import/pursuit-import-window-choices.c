/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-choice-row.h"
#include "pursuit-date.h"

/* The left side of the preview: how the file is read, and what its columns and stages mean. */

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
  self->plan->chose_order = TRUE;
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

/* What there is to say of a column beside its name: its unit, or that it names people whom nobody knows. */
static char *
dup_note (PursuitImportWindow       *self,
          const PursuitImportColumn *column)
{
  guint n_unknown = self->analysis->report != NULL ? self->analysis->report->people->len : 0;

  if (column->factor > 1)
    return g_strdup_printf ("× %'" G_GINT64_FORMAT, column->factor);
  if (n_unknown > 0 && g_strcmp0 (column->field, "owner_id") == 0)
    /* Translators: of a column with the names of members of staff */
    return g_strdup_printf (ngettext ("%u not known", "%u not known", n_unknown), n_unknown);

  return NULL;
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

  g_autofree char *note = dup_note (self, column);

  pursuit_choice_row_set_note (PURSUIT_CHOICE_ROW (row), note);
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

/* Choice 0 is nobody, then come the members of staff. */
static void
person_chosen_cb (PursuitChoiceRow    *row,
                  PursuitImportWindow *self)
{
  guint selected = pursuit_choice_row_get_selected (row);
  PursuitImportColleague *colleague;

  if (self->filling || selected == GTK_INVALID_LIST_POSITION || selected > self->analysis->staff->len)
    return;

  if (selected == 0)
    g_hash_table_remove (self->plan->people, pursuit_choice_row_get_title (row));
  else
    {
      colleague = g_ptr_array_index (self->analysis->staff, selected - 1);
      g_hash_table_insert (self->plan->people, g_strdup (pursuit_choice_row_get_title (row)),
                           g_memdup2 (&colleague->id, sizeof colleague->id));
    }
  pursuit_import_window_analyse (self);
}

static void
add_person (PursuitImportWindow *self,
            const char          *text,
            const char          *hint,
            gint64               chosen_id)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (choices, C_("import", "Nobody"));
  for (guint i = 0; i < self->analysis->staff->len; i++)
    {
      const PursuitImportColleague *colleague = g_ptr_array_index (self->analysis->staff, i);

      gtk_string_list_append (choices, colleague->name);
      if (colleague->id == chosen_id)
        selected = i + 1;
    }
  add_choice (self, self->people, text, hint, G_LIST_MODEL (choices), selected, G_CALLBACK (person_chosen_cb));
}

/* Whom the file calls otherwise; who was explained stays, so that it can be explained otherwise. */
static void
fill_people (PursuitImportWindow *self)
{
  GPtrArray *unknown = self->analysis->report != NULL ? self->analysis->report->people : NULL;
  g_autoptr(GList) known = g_list_sort (g_hash_table_get_keys (self->plan->people), (GCompareFunc) g_strcmp0);

  clear_list (self->people);
  for (GList *l = known; self->analysis->staff != NULL && l != NULL; l = l->next)
    add_person (self, l->data, NULL, *(gint64 *) g_hash_table_lookup (self->plan->people, l->data));
  for (guint i = 0; self->analysis->staff != NULL && unknown != NULL && i < unknown->len; i++)
    {
      const PursuitImportPerson *person = g_ptr_array_index (unknown, i);
      g_autofree char *hint = person->suggestion != NULL ? g_strdup_printf (_("Perhaps “%s”"), person->suggestion) : NULL;

      add_person (self, person->text, hint, 0);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->people), gtk_widget_get_first_child (GTK_WIDGET (self->people)) != NULL);
}

/* Applies a template, or none: what was chosen before about columns and stages is forgotten. */
void
pursuit_import_window_choose_template (PursuitImportWindow *self,
                                       PursuitSavedFilter  *kept)
{
  g_hash_table_remove_all (self->plan->fields);
  g_hash_table_remove_all (self->plan->stages);
  self->plan->date_order = PURSUIT_DATE_ORDER_AUTO;
  self->plan->chose_order = FALSE;
  pursuit_import_plan_set_template (self->plan, kept != NULL ? kept->name : NULL, kept != NULL ? kept->definition : NULL);
  pursuit_import_window_analyse (self);
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
  fill_people (self);
  pursuit_template_menu_set_source (self->templates, self->worker, self->plan->kind, self->analysis->definition);
  pursuit_template_menu_set_applied (self->templates, self->plan->template_name);
  self->filling = FALSE;
  if (title != NULL)
    focus_title (list, title);
}

