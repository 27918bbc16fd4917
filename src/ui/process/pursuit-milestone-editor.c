/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-milestone-editor.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-record-form.h"

/*
 * PursuitMilestoneEditor is one milestone of a stage in the editor of processes (STG-2): what it is at a glance, and its fields
 * when it is opened. "changed" says that something was typed; "moved" (up or down) and "removed" what a person wants with it.
 */
struct _PursuitMilestoneEditor
{
  AdwExpanderRow parent_instance;

  PursuitMilestone *milestone;
  PursuitRecordForm *form;
  GtkWidget *chip;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_MOVED,
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitMilestoneEditor, pursuit_milestone_editor, ADW_TYPE_EXPANDER_ROW)

static const char *const all_names[] = { "name", "name_zh", "kind", "required", "handover", NULL };
static const char *const free_names[] = { "name", "name_zh", NULL };

/* What it is, in words, from what is typed at the moment. */
static void
show_summary (PursuitMilestoneEditor *self)
{
  g_autoptr(PursuitRecord) record = pursuit_record_form_peek (self->form);
  PursuitMilestone *milestone = PURSUIT_MILESTONE (record);
  const char *name = pursuit_locale_choose_name (milestone->name, milestone->name_zh);
  g_autofree char *title = g_markup_escape_text (*name != '\0' ? name : _("New milestone"), -1);
  const char *need = milestone->required ? _("required") : _("optional");
  g_autofree char *where = milestone->handover ? g_strdup_printf ("%s · %s", need, _("hand-over to delivery")) : g_strdup (need);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), where);
  gtk_label_set_label (GTK_LABEL (self->chip), pursuit_enum_get_label (PURSUIT_TYPE_MILESTONE_KIND, (int) milestone->kind));
}

static void
changed_cb (PursuitMilestoneEditor *self)
{
  g_assert (PURSUIT_IS_MILESTONE_EDITOR (self));

  show_summary (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
up_cb (PursuitMilestoneEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, -1);
}

static void
down_cb (PursuitMilestoneEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, 1);
}

static void
remove_cb (PursuitMilestoneEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static GtkWidget *
create_button (PursuitMilestoneEditor *self,
               const char          *icon,
               const char          *tooltip,
               GCallback            callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static void
pursuit_milestone_editor_dispose (GObject *object)
{
  g_clear_object (&PURSUIT_MILESTONE_EDITOR (object)->milestone);

  G_OBJECT_CLASS (pursuit_milestone_editor_parent_class)->dispose (object);
}

static void
pursuit_milestone_editor_class_init (PursuitMilestoneEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pursuit_milestone_editor_dispose;

  /**
   * PursuitMilestoneEditor::changed:
   *
   * Something was typed; pursuit_milestone_editor_keep() puts it into the milestone.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  /**
   * PursuitMilestoneEditor::moved:
   * @by: -1 for up, 1 for down
   */
  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * PursuitMilestoneEditor::removed:
   *
   * The person wants it gone.
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
pursuit_milestone_editor_init (PursuitMilestoneEditor *self)
{
  self->chip = gtk_label_new (NULL);
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->chip, "chip");
  gtk_widget_add_css_class (self->chip, "neutral");
  pursuit_compat_add_suffix (GTK_WIDGET (self), self->chip);
}

/**
 * pursuit_milestone_editor_new:
 * @worker: the database
 * @milestone: the milestone, which pursuit_milestone_editor_keep() changes
 * @may_edit: whether the person may change it
 * @is_draft: whether everything of it may be changed, not its names alone
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
pursuit_milestone_editor_new (PursuitWorker    *worker,
                           PursuitMilestone *milestone,
                           gboolean          may_edit,
                           gboolean          is_draft)
{
  PursuitMilestoneEditor *self = g_object_new (PURSUIT_TYPE_MILESTONE_EDITOR, NULL);
  GtkWidget *form = pursuit_record_form_new ();
  GtkWidget *row = gtk_list_box_row_new ();

  self->milestone = g_object_ref (milestone);
  self->form = PURSUIT_RECORD_FORM (form);
  pursuit_record_form_set_record (self->form, worker, PURSUIT_RECORD (milestone),
                                  is_draft || !may_edit ? all_names : free_names);
  pursuit_record_form_set_editable (self->form, may_edit);
  gtk_widget_set_margin_start (form, 12);
  gtk_widget_set_margin_end (form, 12);
  gtk_widget_set_margin_top (form, 6);
  gtk_widget_set_margin_bottom (form, 12);
  /* A row of its own: the one that the expander would make takes the focus and has no name. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), form);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Fields of the milestone"), -1);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  if (may_edit && is_draft)
    {
      pursuit_compat_add_suffix (GTK_WIDGET (self), create_button (self, "user-trash-symbolic", _("Remove the Milestone"), G_CALLBACK (remove_cb)));
      pursuit_compat_add_suffix (GTK_WIDGET (self), create_button (self, "go-down-symbolic", _("Move Down"), G_CALLBACK (down_cb)));
      pursuit_compat_add_suffix (GTK_WIDGET (self), create_button (self, "go-up-symbolic", _("Move Up"), G_CALLBACK (up_cb)));
    }
  show_summary (self);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * pursuit_milestone_editor_get_milestone:
 * @self: a row
 *
 * Returns: (transfer none): its milestone
 */
PursuitMilestone *
pursuit_milestone_editor_get_milestone (PursuitMilestoneEditor *self)
{
  g_return_val_if_fail (PURSUIT_IS_MILESTONE_EDITOR (self), NULL);

  return self->milestone;
}

/**
 * pursuit_milestone_editor_check:
 * @self: a row
 *
 * Opens itself and says what is wrong, if something cannot be read or is missing.
 *
 * Returns: %TRUE when all that was typed can be kept
 */
gboolean
pursuit_milestone_editor_check (PursuitMilestoneEditor *self)
{
  g_autoptr(PursuitRecord) typed = NULL;

  g_return_val_if_fail (PURSUIT_IS_MILESTONE_EDITOR (self), FALSE);

  typed = pursuit_record_form_read (self->form);
  if (typed == NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);

  return typed != NULL;
}

/**
 * pursuit_milestone_editor_keep:
 * @self: a row
 *
 * Puts what was typed into the milestone.
 */
void
pursuit_milestone_editor_keep (PursuitMilestoneEditor *self)
{
  g_autoptr(PursuitRecord) typed = NULL;
  PursuitRecordClass *klass;
  gint64 position;

  g_return_if_fail (PURSUIT_IS_MILESTONE_EDITOR (self));

  /* Its place may have changed since the form was filled. */
  position = self->milestone->position;
  typed = pursuit_record_form_peek (self->form);
  klass = PURSUIT_RECORD_GET_CLASS (typed);
  PURSUIT_MILESTONE (typed)->position = position;
  pursuit_record_assign (PURSUIT_RECORD (self->milestone), typed,
                         PURSUIT_FIELD_MASK_ALL & ~pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, "stage_id")));
}
