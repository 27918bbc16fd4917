/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-milestone-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deletion.h"
#include "pursuit-locale.h"
#include "pursuit-record-dialog.h"
#include "pursuit-ui-types.h"

/*
 * PursuitMilestoneRow is one milestone of a deal (STG-2): whether it is reached, what shows it, and the button that ticks or
 * unticks it.
 */
struct _PursuitMilestoneRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkWidget *tick;
  GtkWidget *untick;

  PursuitWorker *worker;
  PursuitDeal *deal;
  PursuitMilestone *milestone;
  PursuitProof *proof;       /* %NULL when there is none */
};

G_DEFINE_FINAL_TYPE (PursuitMilestoneRow, pursuit_milestone_row, ADW_TYPE_ACTION_ROW)

static const char *const proof_fields[] = { "kind", "done_on", "document_id", "activity_id", "contact_id", "note", NULL };

/* Only what belongs to the customer can show something about the deal. */
static void
narrow (PursuitMilestoneRow *self,
        PursuitRecordForm   *form,
        const char          *name,
        PursuitList          list)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);

  query->customer_id = self->deal->customer_id;
  pursuit_record_form_set_query (form, name, query);
}

static void
tick (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PursuitMilestoneRow *self = PURSUIT_MILESTONE_ROW (widget);
  g_autofree char *today = pursuit_date_today ();
  g_autoptr(PursuitRecord) proof = NULL;
  PursuitRecordForm *form;
  GtkWidget *dialog;

  proof = g_object_new (PURSUIT_TYPE_PROOF, "deal-id", PURSUIT_RECORD (self->deal)->id, "customer-id",
                        self->deal->customer_id, "milestone-id", PURSUIT_RECORD (self->milestone)->id, "done-on", today,
                        "staff-id", pursuit_worker_get_opened (self->worker)->actor_id, NULL);
  dialog = pursuit_record_dialog_new (widget, self->worker, proof,
                                      pursuit_locale_choose_name (self->milestone->name, self->milestone->name_zh),
                                      proof_fields);
  form = pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (dialog));
  narrow (self, form, "document_id", PURSUIT_LIST_DOCUMENTS);
  narrow (self, form, "activity_id", PURSUIT_LIST_ACTIVITIES);
  narrow (self, form, "contact_id", PURSUIT_LIST_CONTACTS);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
untick (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  PursuitMilestoneRow *self = PURSUIT_MILESTONE_ROW (widget);

  if (self->proof != NULL)
    pursuit_deletion_start (widget, self->worker, PURSUIT_RECORD (self->proof), NULL);
}

static void
pursuit_milestone_row_dispose (GObject *object)
{
  PursuitMilestoneRow *self = PURSUIT_MILESTONE_ROW (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->deal);
  g_clear_object (&self->milestone);
  g_clear_object (&self->proof);
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_MILESTONE_ROW);

  G_OBJECT_CLASS (pursuit_milestone_row_parent_class)->dispose (object);
}

static void
pursuit_milestone_row_class_init (PursuitMilestoneRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_milestone_row_dispose;

  gtk_widget_class_install_action (widget_class, "milestone.tick", NULL, tick);
  gtk_widget_class_install_action (widget_class, "milestone.untick", NULL, untick);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/milestone-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitMilestoneRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitMilestoneRow, tick);
  gtk_widget_class_bind_template_child (widget_class, PursuitMilestoneRow, untick);
}

static void
pursuit_milestone_row_init (PursuitMilestoneRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_milestone_row_new:
 * @worker: where ticks go
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
pursuit_milestone_row_new (PursuitWorker *worker)
{
  PursuitMilestoneRow *self = g_object_new (PURSUIT_TYPE_MILESTONE_ROW, NULL);

  self->worker = g_object_ref (worker);

  return GTK_WIDGET (self);
}

static const char *
get_caption (const PursuitGateItem *item)
{
  if (item->trouble != NULL)
    return item->trouble;
  if (item->proof != NULL)
    return item->shown_by != NULL ? item->shown_by : "";

  return item->milestone->required ? _("Required, nothing shows it yet") : _("Optional");
}

static void
show_icon (PursuitMilestoneRow   *self,
           const PursuitGateItem *item)
{
  gboolean is_shown = item->proof != NULL && item->trouble == NULL;
  const char *classes[] = { is_shown ? "success-text" : item->is_missing ? "warning-text" : "secondary", NULL };

  gtk_image_set_from_icon_name (self->icon, is_shown ? "pursuit-proven-symbolic" : "pursuit-milestone-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
}

/**
 * pursuit_milestone_row_show:
 * @self: a row
 * @deal: whose milestone it is
 * @item: the milestone, and what shows it
 * @editable: whether the person may tick it
 *
 * Shows a milestone, or a newer state of the same one.
 */
void
pursuit_milestone_row_show (PursuitMilestoneRow   *self,
                            PursuitDeal           *deal,
                            const PursuitGateItem *item,
                            gboolean               editable)
{
  g_return_if_fail (PURSUIT_IS_MILESTONE_ROW (self) && item != NULL);

  g_set_object (&self->deal, deal);
  g_set_object (&self->milestone, item->milestone);
  g_set_object (&self->proof, item->proof);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 pursuit_locale_choose_name (item->milestone->name, item->milestone->name_zh));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), get_caption (item));
  show_icon (self, item);
  gtk_widget_set_visible (self->tick, editable && item->proof == NULL);
  gtk_widget_set_visible (self->untick, editable && item->proof != NULL);
}

/**
 * pursuit_milestone_row_get_milestone:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitMilestone *
pursuit_milestone_row_get_milestone (PursuitMilestoneRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_MILESTONE_ROW (self), NULL);

  return self->milestone;
}
