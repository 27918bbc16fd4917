/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-locale.h"

/* The table of contents at the left, and the part at the right: the rules, a stage, or the activities. */

#define RULES_ROW 0

static const char *const rule_names[] = { "name", "name_zh", "silence_days", "skip_rule", "back_rule", NULL };
static const char *const free_rule_names[] = { "name", "name_zh", "silence_days", NULL };

static void
fill_row (GtkListBoxRow *row,
          const char    *title,
          const char    *subtitle,
          const char    *number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (title);
  GtkWidget *second = gtk_label_new (subtitle);

  if (number != NULL)
    {
      GtkWidget *label = gtk_label_new (number);

      gtk_label_set_width_chars (GTK_LABEL (label), 2);
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_ellipsize (GTK_LABEL (first), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "secondary");
  gtk_widget_set_visible (second, *subtitle != '\0');
  gtk_widget_set_tooltip_text (box, title);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), first);
  gtk_box_append (GTK_BOX (texts), second);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (row, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

static void
fill_stage_row (GtkListBoxRow    *row,
                PursuitBookStage *entry)
{
  PursuitStage *stage = entry->stage;
  g_autofree char *number = g_strdup_printf ("%d", (int) stage->position);
  g_autofree char *milestones = g_strdup_printf (ngettext ("%u milestone", "%u milestones", entry->milestones->len),
                                                 entry->milestones->len);
  /* Translators: a win probability, days that are expected, and a count of milestones */
  g_autofree char *subtitle = g_strdup_printf (_("%1$d %% · %2$d d · %3$s"), (int) stage->probability,
                                               (int) stage->expected_days, milestones);
  const char *name = pursuit_locale_choose_name (stage->name, stage->name_zh);

  fill_row (row, *name != '\0' ? name : _("New stage"), subtitle, number);
}

static void
fill_activities_row (GtkListBoxRow      *row,
                     PursuitProcessPage *self)
{
  guint n = self->edited->activities->len;
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u activity", "%u activities", n), n);

  fill_row (row, _("Selling Activities"), subtitle, NULL);
}

static GtkListBoxRow *
append_row (PursuitProcessPage *self)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_append (self->contents, row);
  return GTK_LIST_BOX_ROW (row);
}

static void
fill_rows (PursuitProcessPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->contents, 0)) != NULL)
    gtk_list_box_remove (self->contents, GTK_WIDGET (row));

  fill_row (append_row (self), _("Rules"), "", NULL);
  for (guint i = 0; i < self->edited->stages->len; i++)
    fill_stage_row (append_row (self), g_ptr_array_index (self->edited->stages, i));
  fill_activities_row (append_row (self), self);
}

/* Fills the table of contents from what is edited, and shows the part of row @selected. */
void
pursuit_process_page_fill_list (PursuitProcessPage *self,
                                guint               selected)
{
  gboolean was_showing = self->is_showing;

  self->is_showing = TRUE;
  fill_rows (self);
  gtk_list_box_select_row (self->contents, gtk_list_box_get_row_at_index (self->contents, (int) selected));
  self->is_showing = was_showing;
  pursuit_process_page_show_part (self, selected);
}

static void
show_facts (PursuitProcessPage *self)
{
  PursuitProcessInfo *info = pursuit_process_page_get_info (self);
  g_autofree char *deals = NULL;
  g_autofree char *text = NULL;

  if (info == NULL)
    return;

  deals = g_strdup_printf (ngettext ("%lld deal follows it", "%lld deals follow it", (gulong) info->n_deals),
                           (long long) info->n_deals);
  /* Translators: the code of a process, its version, how many deals follow it, how many of these are open */
  text = g_strdup_printf (_("%1$s · version %2$lld · %3$s, %4$lld of them open"), info->process->code,
                          (long long) info->process->version, deals, (long long) info->n_open);
  gtk_label_set_label (self->facts, text);
}

static void
show_rules (PursuitProcessPage *self)
{
  gboolean is_draft = pursuit_process_page_is_draft (self);

  pursuit_record_form_set_record (self->rules, self->worker, PURSUIT_RECORD (self->edited->process),
                                  is_draft || !self->may_edit ? rule_names : free_rule_names);
  pursuit_record_form_set_editable (self->rules, self->may_edit);
  show_facts (self);
  gtk_stack_set_visible_child_name (self->parts, "rules");
}

/* Shows what belongs to a row of the table of contents. */
void
pursuit_process_page_show_part (PursuitProcessPage *self,
                                guint               row)
{
  gboolean was_showing = self->is_showing;
  guint n_stages = self->edited->stages->len;

  self->is_showing = TRUE;
  self->shown = row;
  if (row == RULES_ROW)
    show_rules (self);
  else if (row <= n_stages)
    {
      pursuit_stage_editor_show (self->stage, self->worker, g_ptr_array_index (self->edited->stages, row - 1), self->roles,
                                 self->may_edit, pursuit_process_page_is_draft (self));
      gtk_stack_set_visible_child_name (self->parts, "stage");
    }
  else
    {
      pursuit_activity_builder_show (self->builder, self->edited, self->may_edit);
      gtk_stack_set_visible_child_name (self->parts, "activities");
    }
  self->is_showing = was_showing;
  pursuit_process_page_update_actions (self);
}

static void
refresh_row (PursuitProcessPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->contents, (int) self->shown);

  if (row == NULL)
    return;
  if (self->shown > RULES_ROW && self->shown <= self->edited->stages->len)
    fill_stage_row (row, g_ptr_array_index (self->edited->stages, self->shown - 1));
  else if (self->shown > self->edited->stages->len)
    fill_activities_row (row, self);
}

/* Whether everything typed in the part that is shown can be kept; if not, it is said beside its field. */
gboolean
pursuit_process_page_check_part (PursuitProcessPage *self)
{
  g_autoptr(PursuitRecord) typed = NULL;

  if (self->edited == NULL || !self->may_edit || !self->is_changed)
    return TRUE;
  if (self->shown > RULES_ROW)
    return self->shown > self->edited->stages->len || pursuit_stage_editor_check (self->stage);

  typed = pursuit_record_form_read (self->rules);
  return typed != NULL;
}

/* What was typed in the part that is shown goes into the book. */
void
pursuit_process_page_keep_part (PursuitProcessPage *self)
{
  if (self->edited == NULL || !self->may_edit)
    return;

  if (self->shown == RULES_ROW)
    {
      g_autoptr(PursuitRecord) typed = pursuit_record_form_peek (self->rules);

      pursuit_record_assign (PURSUIT_RECORD (self->edited->process), typed, PURSUIT_FIELD_MASK_ALL);
    }
  else if (self->shown <= self->edited->stages->len)
    pursuit_stage_editor_keep (self->stage);
  refresh_row (self);
}
