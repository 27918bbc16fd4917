/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-gate-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-locale.h"
#include "pursuit-money.h"
#include "pursuit-str.h"

/* What the sheet says about the gate it was given. */

static PursuitStage *
get_stage (PursuitGate *gate,
           int          position)
{
  for (guint i = 0; i < gate->stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (gate->stages, i);

      if (stage->position == position)
        return stage;
    }

  return NULL;
}

static const char *
get_stage_name (PursuitGate *gate,
                int          position)
{
  PursuitStage *stage = get_stage (gate, position);

  return stage != NULL ? pursuit_locale_choose_name (stage->name, stage->name_zh) : "";
}

static void
show_title (PursuitGateSheet *self)
{
  PursuitWorker *worker = pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self));
  const PursuitOpened *opened = pursuit_worker_get_opened (worker);
  const char *customer = self->row != NULL ? pursuit_row_get_text (self->row, PURSUIT_DEAL_ROW_CUSTOMER) : NULL;
  g_autofree char *amount = pursuit_money_format (self->gate->deal->amount, opened != NULL ? opened->currency : NULL,
                                                  PURSUIT_MONEY_SHORT);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (self->gate->is_win)
    title = g_strdup (_("Win the Deal"));
  else
    /* Translators: %1$d is the number of a stage, %2$s its name */
    title = g_strdup_printf (self->gate->goes_back ? _("Back to Stage %1$d · %2$s") : _("Move to Stage %1$d · %2$s"),
                             self->gate->to, get_stage_name (self->gate, self->gate->to));
  if (!pursuit_str_empty (customer))
    subtitle = g_strdup_printf ("%s · %s · %s", customer, self->gate->deal->title, amount);
  else
    subtitle = g_strdup_printf ("%s · %s", self->gate->deal->title, amount);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
}

/* Two or more ahead of the buyer is what the gap is about (STG-1); who wins is past it. */
static void
show_ahead (PursuitGateSheet *self)
{
  PursuitGate *gate = self->gate;
  int gap = gate->buyer > 0 ? gate->to - gate->buyer : 0;
  gboolean needed = !gate->is_win && gate->to > gate->from && pursuit_deal_is_ahead (gap);
  PursuitStage *stage = get_stage (gate, gate->buyer);
  const char *name = stage != NULL ? pursuit_locale_choose_name (stage->buyer_name, stage->buyer_name_zh) : "";
  g_autofree char *escaped = g_markup_escape_text (pursuit_str_empty (name) ? get_stage_name (gate, gate->buyer) : name, -1);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->ahead, needed);
  if (!needed)
    return;

  /* Translators: markup; %1$d counts stages, %2$s is the buyer's stage */
  text = g_strdup_printf (ngettext ("<b>The move leaves us %1$d stage ahead of the buyer.</b> The customer still stands at “%2$s”.",
                                    "<b>The move leaves us %1$d stages ahead of the buyer.</b> The customer still stands at “%2$s”.",
                                    (gulong) gap), gap, escaped);
  gtk_label_set_markup (self->ahead_text, text);
}

/* A role that is missing stops nothing, but nobody should find out in the stage (TEAM-3). */
static void
show_roles (PursuitGateSheet *self)
{
  PursuitGate *gate = self->gate;
  g_autofree char *escaped = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->roles, gate->missing_roles != NULL);
  if (gate->missing_roles == NULL)
    return;

  escaped = g_markup_escape_text (gate->missing_roles, -1);
  /* Translators: markup; %1$d is the number of a stage, %2$s names roles */
  text = g_strdup_printf (_("<b>Stage %1$d needs roles that nobody has:</b> %2$s."), gate->to, escaped);
  gtk_label_set_markup (self->roles_text, text);
}

static void
show_meaning (PursuitGateSheet *self)
{
  PursuitGate *gate = self->gate;
  PursuitStage *from = get_stage (gate, gate->from);
  PursuitStage *to = get_stage (gate, gate->to);
  int days = pursuit_deal_count_days_in_stage (gate->deal->stage_entered_at, pursuit_time_now ());
  g_autofree char *stages = NULL;
  g_autofree char *stay = NULL;
  g_autofree char *chance = NULL;

  /* Translators: from one stage to another: %1$d and %3$d are numbers, %2$s and %4$s names */
  stages = g_strdup_printf (_("%1$d %2$s → %3$d %4$s"), gate->from, get_stage_name (gate, gate->from), gate->to,
                            get_stage_name (gate, gate->to));
  /* Translators: %1$d is how many days a deal has stood in its stage, %2$lld how many are expected */
  stay = g_strdup_printf (ngettext ("%1$d day, %2$lld expected", "%1$d days, %2$lld expected", (gulong) days), days,
                          (long long) (from != NULL ? from->expected_days : 0));
  if (gate->deal->probability_manual && !gate->is_win)
    chance = g_strdup_printf (_("%lld%%, set by hand: it stays"), (long long) gate->deal->probability);
  else
    /* Translators: the win probability before and after the move */
    chance = g_strdup_printf (_("%1$lld%% → %2$lld%%"), (long long) gate->deal->probability,
                              (long long) (gate->is_win ? 100 : to != NULL ? to->probability : 0));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->stage_row), FALSE);
  adw_action_row_set_subtitle (self->stage_row, stages);
  adw_action_row_set_subtitle (self->days_row, stay);
  adw_action_row_set_subtitle (self->probability_row, chance);
  gtk_widget_set_visible (self->date, gate->is_win);
}

/* The milestone at a place, %NULL beyond the end; the list has headings among its children. */
PursuitGateRow *
pursuit_gate_sheet_get_row (PursuitGateSheet *self,
                            guint             at)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) at);

  return row != NULL ? PURSUIT_GATE_ROW (row) : NULL;
}

static PursuitGateRow *
find_row (PursuitGateSheet *self,
          gint64            milestone_id)
{
  PursuitGateRow *row;

  for (guint i = 0; (row = pursuit_gate_sheet_get_row (self, i)) != NULL; i++)
    if (PURSUIT_RECORD (pursuit_gate_row_get_milestone (row))->id == milestone_id)
      return row;

  return NULL;
}

static gboolean
has_item (PursuitGate *gate,
          gint64       milestone_id)
{
  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);

      if (PURSUIT_RECORD (item->milestone)->id == milestone_id)
        return TRUE;
    }

  return FALSE;
}

static void
remove_others (PursuitGateSheet *self)
{
  PursuitGateRow *row;
  guint at = 0;

  while ((row = pursuit_gate_sheet_get_row (self, at)) != NULL)
    if (has_item (self->gate, PURSUIT_RECORD (pursuit_gate_row_get_milestone (row))->id))
      at++;
    else
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* Milestones of several stages stand under the name of theirs. */
static void
show_header_cb (GtkListBoxRow *row,
                GtkListBoxRow *before,
                gpointer       user_data)
{
  PursuitGateSheet *self = user_data;
  int position = pursuit_gate_row_get_position (PURSUIT_GATE_ROW (row));
  int above = before != NULL ? pursuit_gate_row_get_position (PURSUIT_GATE_ROW (before)) : 0;
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (self->gate == NULL || !self->spans_stages || position == above)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  /* Translators: %1$d is the number of a stage, %2$s its name */
  text = g_strdup_printf (_("%1$d %2$s"), position, get_stage_name (self->gate, position));
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "stage-heading");
  gtk_list_box_row_set_header (row, label);
}

/* Called once, before the first milestone is shown. */
void
pursuit_gate_sheet_set_up_list (PursuitGateSheet *self)
{
  gtk_list_box_set_header_func (self->list, show_header_cb, self, NULL);
}

/* Rows stay: somebody may be typing in one of them. */
static void
show_items (PursuitGateSheet *self)
{
  PursuitDealDialog *dialog = PURSUIT_DEAL_DIALOG (self);
  gboolean editable = pursuit_deal_dialog_may_edit (dialog) && self->gone == NULL;

  remove_others (self);
  for (guint i = 0; i < self->gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (self->gate->items, i);
      PursuitGateRow *row = find_row (self, PURSUIT_RECORD (item->milestone)->id);

      if (row == NULL)
        {
          row = PURSUIT_GATE_ROW (pursuit_gate_row_new (pursuit_deal_dialog_get_worker (dialog)));
          pursuit_gate_row_show (row, self->gate->deal, item, editable);
          gtk_list_box_insert (self->list, GTK_WIDGET (row), (int) i);
          g_signal_connect_object (row, "changed", G_CALLBACK (pursuit_gate_sheet_read), self, G_CONNECT_SWAPPED);
        }
      else
        pursuit_gate_row_show (row, self->gate->deal, item, editable);
    }
}

static void
show_milestones (PursuitGateSheet *self)
{
  PursuitGate *gate = self->gate;
  g_autofree char *title = NULL;
  int last = gate->is_win ? gate->to : gate->to - 1;

  gtk_widget_set_visible (self->milestones, gate->items->len > 0);
  if (last > gate->from)
    title = g_strdup_printf (_("Milestones of Stages %1$d to %2$d"), gate->from, last);
  else
    title = g_strdup_printf (_("Milestones for Leaving Stage %d"), gate->from);
  gtk_label_set_text (self->milestones_title, title);
  self->spans_stages = last > gate->from;
  show_items (self);
  gtk_list_box_invalidate_headers (self->list);
}

/* Where there is something to do. */
static void
focus_first (PursuitGateSheet *self)
{
  PursuitGateRow *row;

  for (guint i = 0; (row = pursuit_gate_sheet_get_row (self, i)) != NULL; i++)
    if (pursuit_gate_row_is_missing (row) && pursuit_gate_row_focus (row))
      return;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->reason)))
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  else
    gtk_widget_grab_focus (self->move_button);
}

/* Called whenever the sheet has read what the move needs. */
void
pursuit_gate_sheet_show (PursuitGateSheet *self)
{
  PursuitGate *gate = self->gate;
  gboolean is_first = !gtk_widget_get_visible (self->bar);

  show_title (self);
  pursuit_stage_tracks_show (self->tracks, gate->stages, gate->from, gate->to, gate->buyer);
  show_ahead (self);
  show_roles (self);
  show_milestones (self);
  show_meaning (self);
  gtk_stack_set_visible_child_name (self->states, "gate");
  gtk_widget_set_visible (self->bar, TRUE);
  pursuit_gate_sheet_update (self);
  if (is_first)
    focus_first (self);
}

/* How many required milestones nothing shows; those ticked here and still on their way count as shown. */
guint
pursuit_gate_sheet_count_missing (PursuitGateSheet *self)
{
  PursuitGateRow *row;
  guint n = 0;

  for (guint i = 0; (row = pursuit_gate_sheet_get_row (self, i)) != NULL; i++)
    n += pursuit_gate_row_is_missing (row);

  return n;
}

/* What was written, without the blanks around it; never %NULL. */
char *
pursuit_gate_sheet_dup_reason (PursuitGateSheet *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (self->reason_buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->reason_buffer, &start, &end, FALSE);

  return g_strstrip (g_steal_pointer (&text));
}

static gboolean
can_change (PursuitGateSheet *self)
{
  return self->gate != NULL && self->gone == NULL && !self->is_busy && !self->gate->is_forbidden &&
         pursuit_deal_dialog_may_edit (PURSUIT_DEAL_DIALOG (self));
}

/* Whether nothing is missing, and what is asked was answered. */
gboolean
pursuit_gate_sheet_may_move (PursuitGateSheet *self)
{
  g_autofree char *reason = pursuit_gate_sheet_dup_reason (self);

  return can_change (self) && pursuit_gate_sheet_count_missing (self) == 0 && (!self->gate->needs_reason || *reason != '\0');
}

/* Whether the person may go past what is missing, and said why. */
gboolean
pursuit_gate_sheet_may_override (PursuitGateSheet *self)
{
  g_autofree char *reason = pursuit_gate_sheet_dup_reason (self);

  return can_change (self) && self->gate->may_override && pursuit_gate_sheet_count_missing (self) > 0 &&
         pursuit_gate_is_reason (reason);
}

static char *
dup_status (PursuitGateSheet *self,
            guint             missing)
{
  if (self->gone != NULL)
    return g_strdup (self->gone);
  if (self->gate->is_forbidden)
    return g_strdup (self->gate->goes_back ? _("The process does not let a deal go back.")
                                           : _("The process does not let stages be left out."));
  if (missing > 0)
    return g_strdup_printf (ngettext ("%u required milestone is missing.", "%u required milestones are missing.", missing),
                            missing);
  if (self->gate->needs_reason && !pursuit_gate_sheet_may_move (self))
    return g_strdup (self->gate->goes_back ? _("Say why the deal goes back.") : _("Say why stages are left out."));

  return g_strdup (_("Nothing is missing."));
}

static void
show_status (PursuitGateSheet *self,
             guint             missing)
{
  g_autofree char *text = dup_status (self, missing);
  gboolean fine = missing == 0 && self->gone == NULL && !self->gate->is_forbidden &&
                  (!self->gate->needs_reason || pursuit_gate_sheet_may_move (self));

  gtk_label_set_text (self->status, text);
  gtk_image_set_from_icon_name (self->status_icon, fine ? "pursuit-proven-symbolic" : "dialog-warning-symbolic");
  if (fine)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), "warning-text");
      gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), "success-text");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), "success-text");
      gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), "warning-text");
    }
}

static const char *
get_reason_title (PursuitGateSheet *self,
                  guint             missing)
{
  if (missing > 0)
    return _("Go On with a Reason");

  return self->gate->goes_back ? _("Why Does It Go Back?") : _("Why Are Stages Left Out?");
}

static void
show_reason (PursuitGateSheet *self,
             guint             missing)
{
  PursuitGate *gate = self->gate;
  gboolean past = missing > 0;
  gboolean may = past ? gate->may_override : TRUE;
  gboolean needed = !gate->is_forbidden && (past || gate->needs_reason) &&
                    pursuit_deal_dialog_may_edit (PURSUIT_DEAL_DIALOG (self));
  g_autofree char *reason = pursuit_gate_sheet_dup_reason (self);
  int length = (int) g_utf8_strlen (reason, -1);
  g_autofree char *count = NULL;

  gtk_widget_set_visible (self->reason_box, needed);
  gtk_label_set_text (self->reason_title, get_reason_title (self, missing));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_reason_title (self, missing), -1);
  gtk_widget_set_visible (self->who_may, past);
  gtk_widget_set_visible (self->reason_card, may);
  gtk_label_set_text (GTK_LABEL (self->may_not), gate->may_not != NULL ? gate->may_not : "");
  gtk_widget_set_visible (self->may_not, !may && gate->may_not != NULL);
  gtk_label_set_text (self->reason_hint, past ? _("Goes to the journal, and to the list of the next review.")
                                              : _("Goes to the history of the deal."));
  if (past)
    /* Translators: %1$d is how many characters were written, %2$d how many are needed */
    count = g_strdup_printf (ngettext ("%1$d character · at least %2$d", "%1$d characters · at least %2$d", (gulong) length),
                             length, PURSUIT_GATE_LEAST_REASON);
  gtk_label_set_text (self->reason_count, count != NULL ? count : "");
}

static void
show_required (PursuitGateSheet *self,
               guint             missing)
{
  guint n = self->gate->n_required;
  g_autofree char *text = NULL;

  /* Translators: how many of the required milestones are reached */
  text = g_strdup_printf (_("Required %1$u / %2$u"), n - MIN (missing, n), n);
  gtk_label_set_text (self->required_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->required_text), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->required_bar), n > 0);
  if (n > 0)
    gtk_level_bar_set_value (self->required_bar, (double) (n - MIN (missing, n)) / n);
}

/* Called whenever something was typed, ticked or begun. */
void
pursuit_gate_sheet_update (PursuitGateSheet *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint missing;

  if (self->gate == NULL)
    return;

  missing = pursuit_gate_sheet_count_missing (self);
  show_required (self, missing);
  show_reason (self, missing);
  show_status (self, missing);
  gtk_widget_set_visible (self->override_button, missing > 0 && self->gate->may_override);
  gtk_button_set_label (GTK_BUTTON (self->override_button),
                        self->gate->is_win ? _("Win with a Reason") : _("Move with a Reason"));
  gtk_button_set_label (GTK_BUTTON (self->move_button), self->gate->is_win ? C_("deal", "Won") : C_("deal", "Move"));
  gtk_widget_action_set_enabled (widget, "gate.move", pursuit_gate_sheet_may_move (self));
  gtk_widget_action_set_enabled (widget, "gate.override", pursuit_gate_sheet_may_override (self));
  gtk_widget_action_set_enabled (widget, "gate.buyer-stage", can_change (self));
}
