/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-activity-builder.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-locale.h"
#include "pursuit-process-analysis.h"
#include "pursuit-record-form.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitActivityBuilder is the way to a process of one's own (STG-6): all selling activities, grouped by task, each put into a
 * stage or into none, and what is blank or done twice. Whatever is typed goes into the book at once; "changed" says so.
 */
struct _PursuitActivityBuilder
{
  GtkWidget parent_instance;

  GtkListBox *findings;
  GtkWidget *no_findings;
  GtkBox *groups;
  GtkWidget *no_activities;
  GtkWidget *add;

  PursuitProcessBook *book;    /* lent by the page */
  gboolean may_edit;
  gboolean is_showing;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitActivityBuilder, pursuit_activity_builder, GTK_TYPE_WIDGET)

static const char *const names[] = { "task", "name", "notes", NULL };

/* One row, and what it is about. */
typedef struct
{
  PursuitActivityBuilder *builder;
  PursuitBookActivity *entry;
  PursuitRecordForm *form;
  AdwExpanderRow *row;
  GtkDropDown *stage;
} Line;

static void
fill_findings (PursuitActivityBuilder *self)
{
  g_autoptr(PursuitProcessAnalysis) analysis = pursuit_process_analysis_new (self->book);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->findings, 0)) != NULL)
    gtk_list_box_remove (self->findings, GTK_WIDGET (row));
  for (guint i = 0; i < analysis->findings->len; i++)
    {
      g_autofree char *sentence = pursuit_process_finding_dup_sentence (g_ptr_array_index (analysis->findings, i));
      GtkWidget *label = gtk_label_new (sentence);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_list_box_append (self->findings, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->findings), analysis->findings->len > 0);
  gtk_widget_set_visible (self->no_findings, analysis->findings->len == 0 && self->book->activities->len > 0);
}

static void
show_title (Line *line)
{
  const char *name = line->entry->activity->name;
  g_autofree char *title = g_markup_escape_text (pursuit_str_empty (name) ? _("New activity") : name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line->row), title);
}

static void
tell (PursuitActivityBuilder *self)
{
  fill_findings (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
typed_cb (PursuitRecordForm *form,
          Line              *line)
{
  g_autoptr(PursuitRecord) typed = pursuit_record_form_peek (form);
  PursuitRecord *record = PURSUIT_RECORD (line->entry->activity);

  if (line->builder->is_showing)
    return;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), names[i]);

      pursuit_record_set_text (record, field, pursuit_record_get_text (typed, field));
    }
  show_title (line);
  tell (line->builder);
}

static void
stage_cb (GtkDropDown *drop_down,
          GParamSpec  *pspec,
          Line        *line)
{
  if (line->builder->is_showing)
    return;

  line->entry->position = (int) gtk_drop_down_get_selected (drop_down);
  tell (line->builder);
}

static void fill_groups (PursuitActivityBuilder *self);

static gboolean
remove_later_cb (gpointer user_data)
{
  PursuitActivityBuilder *self = user_data;

  if (self->book != NULL)
    {
      fill_groups (self);
      tell (self);
    }

  return G_SOURCE_REMOVE;
}

static void
remove_cb (GtkButton *button,
           Line      *line)
{
  PursuitActivityBuilder *self = line->builder;

  g_ptr_array_remove (self->book->activities, line->entry);
  pursuit_process_book_number (self->book);
  /* Not while its button is being clicked. */
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_later_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
create_stage_choice (Line *line)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  PursuitProcessBook *book = line->builder->book;
  GtkWidget *drop_down;

  gtk_string_list_append (choices, _("No stage"));
  for (guint i = 0; i < book->stages->len; i++)
    {
      PursuitStage *stage = ((PursuitBookStage *) g_ptr_array_index (book->stages, i))->stage;
      g_autofree char *choice = g_strdup_printf ("%d  %s", (int) stage->position, pursuit_stage_get_label (stage));

      gtk_string_list_append (choices, choice);
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&choices)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), (guint) MAX (line->entry->position, 0));
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (drop_down, line->builder->may_edit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Stage"), -1);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (stage_cb), line);

  return drop_down;
}

static GtkWidget *
create_remove_button (Line *line)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove the Activity"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove the Activity"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), line);

  return button;
}

static GtkWidget *
create_line (PursuitActivityBuilder *self,
             PursuitBookActivity    *entry)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *form = pursuit_record_form_new ();

  line->builder = self;
  line->entry = entry;
  line->form = PURSUIT_RECORD_FORM (form);
  line->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  g_object_set_data_full (G_OBJECT (line->row), "line", line, g_free);
  pursuit_record_form_set_record (line->form, NULL, PURSUIT_RECORD (entry->activity), names);
  pursuit_record_form_set_editable (line->form, self->may_edit);
  gtk_widget_set_margin_start (form, 12);
  gtk_widget_set_margin_end (form, 12);
  gtk_widget_set_margin_top (form, 6);
  gtk_widget_set_margin_bottom (form, 12);
  show_title (line);
  adw_expander_row_add_row (line->row, form);
  if (self->may_edit)
    pursuit_compat_add_suffix (GTK_WIDGET (line->row), create_remove_button (line));
  pursuit_compat_add_suffix (GTK_WIDGET (line->row), create_stage_choice (line));
  g_signal_connect (form, "changed", G_CALLBACK (typed_cb), line);

  return GTK_WIDGET (line->row);
}

static GtkWidget *
create_group (PursuitActivityBuilder     *self,
              const PursuitActivityGroup *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (pursuit_str_empty (group->task) ? _("No task") : group->task);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < group->activities->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), create_line (self, g_ptr_array_index (group->activities, i)));
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);

  return box;
}

static void
fill_groups (PursuitActivityBuilder *self)
{
  g_autoptr(PursuitProcessAnalysis) analysis = pursuit_process_analysis_new (self->book);
  gboolean was_showing = self->is_showing;
  GtkWidget *child;

  self->is_showing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < analysis->groups->len; i++)
    gtk_box_append (self->groups, create_group (self, g_ptr_array_index (analysis->groups, i)));
  gtk_widget_set_visible (self->no_activities, self->book->activities->len == 0);
  self->is_showing = was_showing;
}

static void
add_activity (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PursuitActivityBuilder *self = PURSUIT_ACTIVITY_BUILDER (widget);
  GtkWidget *group, *list, *row;

  if (self->book == NULL || !self->may_edit)
    return;

  pursuit_process_book_add_activity (self->book);
  pursuit_process_book_number (self->book);
  fill_groups (self);
  tell (self);
  /* Without a task it is the last row of the last group. */
  group = gtk_widget_get_last_child (GTK_WIDGET (self->groups));
  list = group != NULL ? gtk_widget_get_last_child (group) : NULL;
  row = list != NULL ? gtk_widget_get_last_child (list) : NULL;
  if (row != NULL)
    {
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      gtk_widget_grab_focus (row);
    }
}

/**
 * pursuit_activity_builder_show:
 * @self: a builder
 * @book: the process, which must live until another one is shown, and which is changed as somebody types
 * @may_edit: whether the person may change it
 *
 * Shows the activities of a process, and what is blank or done twice (STG-6).
 */
void
pursuit_activity_builder_show (PursuitActivityBuilder *self,
                               PursuitProcessBook     *book,
                               gboolean                may_edit)
{
  g_return_if_fail (PURSUIT_IS_ACTIVITY_BUILDER (self));

  self->book = book;
  self->may_edit = may_edit;
  gtk_widget_set_visible (self->add, may_edit);
  fill_groups (self);
  fill_findings (self);
}

/**
 * pursuit_activity_builder_forget:
 * @self: a builder
 *
 * The book goes away, and with it what the rows are about.
 */
void
pursuit_activity_builder_forget (PursuitActivityBuilder *self)
{
  GtkWidget *child;

  g_return_if_fail (PURSUIT_IS_ACTIVITY_BUILDER (self));

  self->book = NULL;
  self->is_showing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  self->is_showing = FALSE;
}

static void
pursuit_activity_builder_dispose (GObject *object)
{
  PursuitActivityBuilder *self = PURSUIT_ACTIVITY_BUILDER (object);

  self->is_showing = TRUE;
  self->book = NULL;
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_ACTIVITY_BUILDER);

  G_OBJECT_CLASS (pursuit_activity_builder_parent_class)->dispose (object);
}

static void
pursuit_activity_builder_class_init (PursuitActivityBuilderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_activity_builder_dispose;

  /**
   * PursuitActivityBuilder::changed:
   *
   * Something was typed or chosen, and is in the book.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("process/activity-builder.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitActivityBuilder, findings);
  gtk_widget_class_bind_template_child (widget_class, PursuitActivityBuilder, no_findings);
  gtk_widget_class_bind_template_child (widget_class, PursuitActivityBuilder, groups);
  gtk_widget_class_bind_template_child (widget_class, PursuitActivityBuilder, no_activities);
  gtk_widget_class_bind_template_child (widget_class, PursuitActivityBuilder, add);
  gtk_widget_class_install_action (widget_class, "builder.add-activity", NULL, add_activity);
}

static void
pursuit_activity_builder_init (PursuitActivityBuilder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
