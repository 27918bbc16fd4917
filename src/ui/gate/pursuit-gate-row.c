/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-gate-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-proof-form.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitGateRow is one milestone of a deal: whether it is reached, what shows it, and the place to say so. A row keeps what
 * is being typed while others tick beside it.
 */
struct _PursuitGateRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *kind;
  GtkLabel *detail;
  GtkWidget *add;
  GtkWidget *fold;
  GtkWidget *remove;
  GtkRevealer *revealer;
  PursuitProofForm *form;
  GtkWidget *problem;

  PursuitWorker *worker;
  PursuitMilestone *milestone;
  PursuitProof *proof;       /* %NULL when there is none */
  char *trouble;
  char *shown_by;
  int position;              /* of the stage */
  gboolean is_missing;
  gboolean is_waiting;       /* ticked here, and kept on this computer until the database can be reached */
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (PursuitGateRow, pursuit_gate_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static char *
dup_detail (PursuitGateRow *self)
{
  if (self->is_waiting)
    return g_strdup (_("Kept on this computer until it can be saved."));
  if (self->trouble != NULL)
    return g_strdup (self->trouble);
  if (self->proof != NULL)
    return g_strdup (self->shown_by);
  if (self->milestone->required)
    return g_strdup (_("Required · nothing shows it yet"));

  return g_strdup (_("Optional · no move waits for it"));
}

static const char *
get_kind_label (PursuitMilestone *milestone)
{
  switch (milestone->kind)
    {
    case PURSUIT_MILESTONE_BUYER_ACT:
      return C_("milestone", "Buyer’s act");
    case PURSUIT_MILESTONE_DOCUMENT:
      return C_("milestone", "Document");
    case PURSUIT_MILESTONE_OUR_ACT:
    default:
      return C_("milestone", "Our act");
    }
}

static void
update_buttons (PursuitGateRow *self)
{
  gboolean open = gtk_revealer_get_reveal_child (self->revealer);
  gboolean shown = pursuit_gate_row_is_shown (self);

  gtk_widget_set_visible (self->add, self->editable && !shown && !open);
  gtk_widget_set_visible (self->fold, self->editable && !shown && open);
  gtk_widget_set_visible (self->remove, self->editable && self->proof != NULL && !self->is_waiting && shown);
  gtk_widget_set_visible (GTK_WIDGET (self->form), open);
}

static void
update (PursuitGateRow *self)
{
  gboolean shown = pursuit_gate_row_is_shown (self);
  gboolean missing = self->is_missing && !shown;
  const char *name = pursuit_locale_choose_name (self->milestone->name, self->milestone->name_zh);
  g_autofree char *detail = dup_detail (self);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", name, get_kind_label (self->milestone), detail);

  gtk_image_set_from_icon_name (self->icon, shown     ? "pursuit-proven-symbolic"
                                             : missing ? "pursuit-missing-symbolic"
                                                       : "pursuit-optional-symbolic");
  set_class (GTK_WIDGET (self->icon), "success-text", shown);
  set_class (GTK_WIDGET (self->icon), "warning-text", missing);
  set_class (GTK_WIDGET (self->icon), "hint", !shown && !missing);
  gtk_label_set_text (self->title, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), name);
  gtk_label_set_text (self->kind, get_kind_label (self->milestone));
  gtk_label_set_text (self->detail, detail);
  set_class (GTK_WIDGET (self->detail), "warning-text", missing || self->trouble != NULL);
  set_class (GTK_WIDGET (self->detail), "secondary", !missing && self->trouble == NULL);
  gtk_button_set_label (GTK_BUTTON (self->add), self->is_missing ? _("Add Proof…") : C_("proof", "Add…"));
  set_class (self->add, "flat", !self->is_missing);
  update_buttons (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_problem (PursuitGateRow *self,
              const char     *text)
{
  gtk_label_set_text (GTK_LABEL (self->problem), text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
}

static void
set_open (PursuitGateRow *self,
          gboolean        open)
{
  gtk_revealer_set_reveal_child (self->revealer, open);
  set_class (GTK_WIDGET (self), "open", open);
  update_buttons (self);
}

static void
toggle_cb (PursuitGateRow *self)
{
  gboolean open = !gtk_revealer_get_reveal_child (self->revealer);

  set_open (self, open);
  gtk_widget_grab_focus (open ? GTK_WIDGET (self->form) : self->add);
  if (!open)
    pursuit_proof_form_clear (self->form);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
saved_cb (PursuitProofForm *form,
          gboolean          waiting,
          PursuitGateRow   *self)
{
  self->is_waiting = waiting;
  set_open (self, FALSE);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitGateRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (self->worker == NULL)
    return;

  gtk_widget_set_sensitive (self->remove, TRUE);
  if (saved == NULL)
    show_problem (self, error->message);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    show_problem (self, saved->sentence);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What was ticked by mistake is taken back as simply; it can be ticked again. */
static void
remove_cb (PursuitGateRow *self)
{
  PursuitSave *save;

  if (self->proof == NULL)
    return;

  show_problem (self, NULL);
  gtk_widget_set_sensitive (self->remove, FALSE);
  save = pursuit_save_new (PURSUIT_SAVE_DELETE, PURSUIT_TYPE_PROOF, PURSUIT_RECORD (self->proof)->id);
  save->original = pursuit_record_copy (PURSUIT_RECORD (self->proof));
  pursuit_worker_save_async (self->worker, save, NULL, removed_cb, g_object_ref (self));
}

static void
pursuit_gate_row_dispose (GObject *object)
{
  PursuitGateRow *self = PURSUIT_GATE_ROW (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->milestone);
  g_clear_object (&self->proof);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_GATE_ROW);

  G_OBJECT_CLASS (pursuit_gate_row_parent_class)->dispose (object);
}

static void
pursuit_gate_row_finalize (GObject *object)
{
  g_free (PURSUIT_GATE_ROW (object)->trouble);
  g_free (PURSUIT_GATE_ROW (object)->shown_by);

  G_OBJECT_CLASS (pursuit_gate_row_parent_class)->finalize (object);
}

static void
pursuit_gate_row_class_init (PursuitGateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_gate_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_gate_row_finalize;

  /**
   * PursuitGateRow::changed:
   *
   * The milestone was ticked or unticked, or its form was opened or closed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (PURSUIT_TYPE_PROOF_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("gate/gate-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, kind);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, add);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, fold);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, remove);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, form);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, toggle_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
}

static void
pursuit_gate_row_init (PursuitGateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_gate_row_new:
 * @worker: the worker that saves
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
pursuit_gate_row_new (PursuitWorker *worker)
{
  PursuitGateRow *self = g_object_new (PURSUIT_TYPE_GATE_ROW, NULL);

  self->worker = g_object_ref (worker);
  return GTK_WIDGET (self);
}

/* What was kept on this computer is saved by now, was refused, or was given up: then the database says what is true. */
static gboolean
may_still_wait (PursuitGateRow *self)
{
  PursuitOutbox *outbox = pursuit_worker_get_outbox (self->worker);

  return outbox != NULL && pursuit_outbox_count (outbox) > pursuit_outbox_count_held (outbox);
}

/**
 * pursuit_gate_row_show:
 * @self: a row
 * @deal: the deal
 * @item: one of its milestones
 * @editable: whether it can be ticked here
 *
 * Shows a milestone as it is now. What is being typed about the same one stays.
 */
void
pursuit_gate_row_show (PursuitGateRow        *self,
                       PursuitDeal           *deal,
                       const PursuitGateItem *item,
                       gboolean               editable)
{
  gboolean is_new;

  g_return_if_fail (PURSUIT_IS_GATE_ROW (self));

  is_new = self->milestone == NULL || PURSUIT_RECORD (self->milestone)->id != PURSUIT_RECORD (item->milestone)->id;
  g_set_object (&self->milestone, item->milestone);
  g_set_object (&self->proof, item->proof);
  pursuit_set_str (&self->trouble, item->trouble);
  pursuit_set_str (&self->shown_by, item->shown_by);
  self->is_missing = item->is_missing;
  self->position = item->position;
  self->editable = editable;
  if (item->proof != NULL || is_new || !may_still_wait (self))
    self->is_waiting = FALSE;
  if (is_new)
    pursuit_proof_form_set_up (self->form, self->worker, deal->customer_id, PURSUIT_RECORD (deal)->id, item->milestone);
  pursuit_proof_form_set_replaced (self->form, item->proof);
  /* Somebody else was quicker: what was typed here is not needed any more. */
  if (pursuit_gate_row_is_shown (self) && gtk_revealer_get_reveal_child (self->revealer))
    {
      pursuit_proof_form_clear (self->form);
      set_open (self, FALSE);
    }
  update (self);
}

/**
 * pursuit_gate_row_get_milestone:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitMilestone *
pursuit_gate_row_get_milestone (PursuitGateRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_GATE_ROW (self), NULL);

  return self->milestone;
}

/**
 * pursuit_gate_row_get_position:
 * @self: a row
 *
 * Returns: the position of the stage that its milestone belongs to
 */
int
pursuit_gate_row_get_position (PursuitGateRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_GATE_ROW (self), 0);

  return self->position;
}

/**
 * pursuit_gate_row_is_shown:
 * @self: a row
 *
 * Returns: whether there is something that shows its milestone, be it still on its way to the database
 */
gboolean
pursuit_gate_row_is_shown (PursuitGateRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_GATE_ROW (self), FALSE);

  return self->is_waiting || (self->proof != NULL && self->trouble == NULL);
}

/**
 * pursuit_gate_row_is_missing:
 * @self: a row
 *
 * Returns: whether a move waits for its milestone
 */
gboolean
pursuit_gate_row_is_missing (PursuitGateRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_GATE_ROW (self), FALSE);

  return self->is_missing && !pursuit_gate_row_is_shown (self);
}

/**
 * pursuit_gate_row_is_changed:
 * @self: a row
 *
 * Returns: whether something was typed that is not saved
 */
gboolean
pursuit_gate_row_is_changed (PursuitGateRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_GATE_ROW (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer) && pursuit_proof_form_is_changed (self->form);
}

/**
 * pursuit_gate_row_open:
 * @self: a row
 *
 * Opens the form in which to say what shows the milestone.
 */
void
pursuit_gate_row_open (PursuitGateRow *self)
{
  g_return_if_fail (PURSUIT_IS_GATE_ROW (self));

  if (self->editable && !pursuit_gate_row_is_shown (self))
    set_open (self, TRUE);
}

/**
 * pursuit_gate_row_focus:
 * @self: a row
 *
 * Returns: whether the button that opens its form took the focus
 */
gboolean
pursuit_gate_row_focus (PursuitGateRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_GATE_ROW (self), FALSE);

  return gtk_widget_get_visible (self->add) && gtk_widget_grab_focus (self->add);
}
