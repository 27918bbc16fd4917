/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-stage-editor.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-locale.h"
#include "pursuit-milestone-editor.h"
#include "pursuit-record-form.h"
#include "pursuit-role.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitStageEditor shows one stage of a process and lets administrators change it (STG-5): its names in both scripts and on
 * both sides, what moves are measured by, its milestones, and its playbook. What deals follow keeps what they are measured by,
 * so that is to be changed in drafts alone. "changed" says that something was typed.
 */
struct _PursuitStageEditor
{
  GtkWidget parent_instance;

  GtkLabel *title;
  PursuitRecordForm *names;
  PursuitRecordForm *measures;
  PursuitRecordForm *playbook;
  GtkWidget *frozen;           /* says why some fields cannot be changed */
  GtkListBox *milestones;
  GtkWidget *no_milestones;
  GtkWidget *add;

  PursuitBookStage *entry;     /* lent by the book that is edited */
  PursuitWorker *worker;
  GPtrArray *roles;
  AdwComboRow *lead;
  gboolean may_edit;
  gboolean is_draft;
  gboolean is_showing;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitStageEditor, pursuit_stage_editor, GTK_TYPE_WIDGET)

static const char *const name_names[] = { "name", "name_zh", "short_name", "buyer_name", "buyer_name_zh", "expected_days", NULL };
static const char *const measure_names[] = { "type", "probability", NULL };
static const char *const playbook_names[] = { "playbook", "scripts", "templates", "lessons", NULL };

static void
changed_cb (PursuitStageEditor *self)
{
  g_assert (PURSUIT_IS_STAGE_EDITOR (self));

  if (!self->is_showing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
milestone_changed_cb (PursuitStageEditor  *self,
                      PursuitMilestoneEditor *row)
{
  changed_cb (self);
}

static void fill_milestones (PursuitStageEditor *self);

static guint
find_milestone (PursuitStageEditor  *self,
                PursuitMilestoneEditor *row)
{
  guint at = 0;

  g_ptr_array_find (self->entry->milestones, pursuit_milestone_editor_get_milestone (row), &at);
  return at;
}

static void
number_milestones (PursuitStageEditor *self)
{
  for (guint i = 0; i < self->entry->milestones->len; i++)
    ((PursuitMilestone *) g_ptr_array_index (self->entry->milestones, i))->position = i + 1;
  fill_milestones (self);
  changed_cb (self);
}

static void
milestone_moved_cb (PursuitStageEditor  *self,
                    int                  by,
                    PursuitMilestoneEditor *row)
{
  GPtrArray *milestones = self->entry->milestones;
  guint at = find_milestone (self, row);
  int to = (int) at + by;

  if (to < 0 || to >= (int) milestones->len)
    return;

  pursuit_stage_editor_keep (self);
  g_ptr_array_insert (milestones, to, g_ptr_array_steal_index (milestones, at));
  number_milestones (self);
}

static void
milestone_removed_cb (PursuitStageEditor  *self,
                      PursuitMilestoneEditor *row)
{
  guint at = find_milestone (self, row);

  pursuit_stage_editor_keep (self);
  g_ptr_array_remove_index (self->entry->milestones, at);
  number_milestones (self);
}

static void
fill_milestones (PursuitStageEditor *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->milestones, 0)) != NULL)
    gtk_list_box_remove (self->milestones, GTK_WIDGET (row));
  for (guint i = 0; i < self->entry->milestones->len; i++)
    {
      GtkWidget *child = pursuit_milestone_editor_new (self->worker, g_ptr_array_index (self->entry->milestones, i), self->may_edit,
                                                    self->is_draft);

      g_signal_connect_object (child, "changed", G_CALLBACK (milestone_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (child, "moved", G_CALLBACK (milestone_moved_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (child, "removed", G_CALLBACK (milestone_removed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->milestones, child);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->milestones), self->entry->milestones->len > 0);
  gtk_widget_set_visible (self->no_milestones, self->entry->milestones->len == 0);
}

static void
add_milestone (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitStageEditor *self = PURSUIT_STAGE_EDITOR (widget);
  GtkListBoxRow *row;

  if (self->entry == NULL || !self->may_edit || !self->is_draft)
    return;

  pursuit_stage_editor_keep (self);
  pursuit_process_book_add_milestone (self->entry);
  number_milestones (self);
  row = gtk_list_box_get_row_at_index (self->milestones, (int) self->entry->milestones->len - 1);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
add_lead (PursuitStageEditor *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, C_("no value", "None"));
  for (guint i = 0; i < self->roles->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (self->roles, i);

      gtk_string_list_append (names, _(role->name));
      if (PURSUIT_RECORD (role)->id == self->entry->stage->lead_role_id)
        selected = i + 1;
    }

  self->lead = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->lead), _("Lead role"));
  adw_combo_row_set_model (self->lead, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->lead, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->lead), self->may_edit);
  g_signal_connect_object (self->lead, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  pursuit_record_form_insert (self->names, GTK_WIDGET (self->lead), "expected_days");
}

static void
take_lead_away (PursuitStageEditor *self)
{
  GtkWidget *list;

  if (self->lead == NULL)
    return;
  list = gtk_widget_get_parent (GTK_WIDGET (self->lead));
  if (list != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (self->lead));
  self->lead = NULL;
}

static void
show_title (PursuitStageEditor *self)
{
  PursuitStage *stage = self->entry->stage;
  const char *name = pursuit_locale_choose_name (stage->name, stage->name_zh);
  /* Translators: the number and the name of a stage */
  g_autofree char *title = g_strdup_printf (_("%1$d · %2$s"), (int) stage->position, *name != '\0' ? name : _("New stage"));

  gtk_label_set_label (self->title, title);
}

static void
show_form (PursuitStageEditor *self,
           PursuitRecordForm  *form,
           const char *const  *names,
           gboolean            editable)
{
  pursuit_record_form_set_record (form, self->worker, PURSUIT_RECORD (self->entry->stage), names);
  pursuit_record_form_set_editable (form, editable);
}

/**
 * pursuit_stage_editor_show:
 * @self: an editor
 * @worker: the database
 * @entry: a stage of a book, which must live until another one is shown
 * @roles: (element-type PursuitRole): the roles that there are
 * @may_edit: whether the person may change processes
 * @is_draft: whether everything may be changed, and not only what counts at once for deals that follow it
 *
 * Shows a stage.
 */
void
pursuit_stage_editor_show (PursuitStageEditor *self,
                           PursuitWorker      *worker,
                           PursuitBookStage   *entry,
                           GPtrArray          *roles,
                           gboolean            may_edit,
                           gboolean            is_draft)
{
  g_return_if_fail (PURSUIT_IS_STAGE_EDITOR (self));

  self->is_showing = TRUE;
  take_lead_away (self);
  g_set_object (&self->worker, worker);
  g_clear_pointer (&self->roles, g_ptr_array_unref);
  self->roles = g_ptr_array_ref (roles);
  self->entry = entry;
  self->may_edit = may_edit;
  self->is_draft = is_draft;

  show_title (self);
  show_form (self, self->names, name_names, may_edit);
  show_form (self, self->measures, measure_names, may_edit && is_draft);
  show_form (self, self->playbook, playbook_names, may_edit);
  add_lead (self);
  fill_milestones (self);
  gtk_widget_set_visible (self->frozen, may_edit && !is_draft);
  gtk_widget_set_visible (self->add, may_edit && is_draft);
  self->is_showing = FALSE;
}

static void
keep_form (PursuitStageEditor *self,
           PursuitRecordForm  *form,
           const char *const  *names)
{
  g_autoptr(PursuitRecord) typed = pursuit_record_form_peek (form);
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (typed);
  PursuitFieldMask mask = 0;

  for (guint i = 0; names[i] != NULL; i++)
    mask |= pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, names[i]));
  pursuit_record_assign (PURSUIT_RECORD (self->entry->stage), typed, mask);
}

/**
 * pursuit_stage_editor_keep:
 * @self: an editor that shows a stage
 *
 * Puts what was typed into the book.
 */
void
pursuit_stage_editor_keep (PursuitStageEditor *self)
{
  guint chosen;
  GtkListBoxRow *row;

  g_return_if_fail (PURSUIT_IS_STAGE_EDITOR (self));

  if (self->entry == NULL || !self->may_edit)
    return;

  keep_form (self, self->names, name_names);
  keep_form (self, self->measures, measure_names);
  keep_form (self, self->playbook, playbook_names);
  chosen = adw_combo_row_get_selected (self->lead);
  self->entry->stage->lead_role_id =
    chosen > 0 && chosen <= self->roles->len ? ((PursuitRecord *) g_ptr_array_index (self->roles, chosen - 1))->id : 0;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->milestones, i)) != NULL; i++)
    pursuit_milestone_editor_keep (PURSUIT_MILESTONE_EDITOR (row));
}

static gboolean
check_form (PursuitRecordForm *form)
{
  g_autoptr(PursuitRecord) typed = pursuit_record_form_read (form);

  return typed != NULL;
}

/**
 * pursuit_stage_editor_check:
 * @self: an editor that shows a stage
 *
 * Says beside its field what cannot be read or is missing: pursuit_stage_editor_keep() would leave it as it was.
 *
 * Returns: %TRUE when all that was typed can be kept
 */
gboolean
pursuit_stage_editor_check (PursuitStageEditor *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (PURSUIT_IS_STAGE_EDITOR (self), FALSE);

  if (self->entry == NULL || !self->may_edit)
    return TRUE;
  if (!check_form (self->names) || !check_form (self->measures) || !check_form (self->playbook))
    return FALSE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->milestones, i)) != NULL; i++)
    if (!pursuit_milestone_editor_check (PURSUIT_MILESTONE_EDITOR (row)))
      return FALSE;

  return TRUE;
}

/**
 * pursuit_stage_editor_forget:
 * @self: an editor
 *
 * The book to which the stage belongs goes away.
 */
void
pursuit_stage_editor_forget (PursuitStageEditor *self)
{
  g_return_if_fail (PURSUIT_IS_STAGE_EDITOR (self));

  self->entry = NULL;
}

static void
pursuit_stage_editor_dispose (GObject *object)
{
  PursuitStageEditor *self = PURSUIT_STAGE_EDITOR (object);

  self->is_showing = TRUE;
  self->entry = NULL;
  self->lead = NULL;
  g_clear_object (&self->worker);
  g_clear_pointer (&self->roles, g_ptr_array_unref);
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_STAGE_EDITOR);

  G_OBJECT_CLASS (pursuit_stage_editor_parent_class)->dispose (object);
}

static void
pursuit_stage_editor_class_init (PursuitStageEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_stage_editor_dispose;

  /**
   * PursuitStageEditor::changed:
   *
   * Something was typed; pursuit_stage_editor_keep() puts it into the book.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  g_type_ensure (PURSUIT_TYPE_RECORD_FORM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("process/stage-editor.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitStageEditor, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitStageEditor, names);
  gtk_widget_class_bind_template_child (widget_class, PursuitStageEditor, measures);
  gtk_widget_class_bind_template_child (widget_class, PursuitStageEditor, playbook);
  gtk_widget_class_bind_template_child (widget_class, PursuitStageEditor, frozen);
  gtk_widget_class_bind_template_child (widget_class, PursuitStageEditor, milestones);
  gtk_widget_class_bind_template_child (widget_class, PursuitStageEditor, no_milestones);
  gtk_widget_class_bind_template_child (widget_class, PursuitStageEditor, add);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "stage.add-milestone", NULL, add_milestone);
}

static void
pursuit_stage_editor_init (PursuitStageEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
