/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-migration-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-banner.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-processes-migrate.h"
#include "pursuit-ui-types.h"

/*
 * PursuitMigrationDialog moves the running deals of a process over to another process or version (STG-5): one says where each
 * stage goes, sees what that would do, which a dry run has found out, and then does it.
 */
struct _PursuitMigrationDialog
{
  AdwWindow parent_instance;

  GtkWidget *confirm_button;
  PursuitBanner *problem;
  AdwComboRow *target;
  GtkListBox *stages;
  GtkLabel *outcome;

  PursuitWorker *worker;
  GCancellable *cancellable;   /* cancelled when the dialog goes */
  GCancellable *asking;        /* (nullable): the dry run under way */
  gint64 from_id;
  GArray *targets;             /* of gint64, beside the rows of @target */
  gint64 shown_target;         /* whose stages the rows offer, 0 for none yet */
  GArray *offered;             /* of int: the positions of those stages, after 0 for staying */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PursuitMigrationDialog, pursuit_migration_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  gint64 from_id;
  gint64 to_id;
  GArray *positions;   /* (nullable) (element-type int): where each stage goes, 0 for nowhere; NULL for what is proposed */
  gboolean dry_run;
} Question;

typedef struct
{
  PursuitMigration *plan;
  PursuitMigrated done;
  guint n_lost;
} Answer;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->positions, g_array_unref);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->plan, pursuit_migration_free);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
set_positions (PursuitMigration  *plan,
               GArray            *positions,
               GError           **error)
{
  for (guint i = 0; positions != NULL && i < positions->len && i < plan->mapping->len; i++)
    {
      PursuitStage *from = g_array_index (plan->mapping, PursuitStageMapping, i).from->stage;

      if (!pursuit_process_mapping_set (plan->mapping, plan->to, (int) from->position, g_array_index (positions, int, i), error))
        return FALSE;
    }

  return TRUE;
}

static gpointer
migrate_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Question *question = data;
  g_autoptr(Answer) answer = g_new0 (Answer, 1);
  g_autoptr(GPtrArray) lost = NULL;

  answer->plan = pursuit_processes_plan_migration (desk, question->from_id, question->to_id, error);
  if (answer->plan == NULL || !set_positions (answer->plan, question->positions, error) ||
      !pursuit_processes_migrate (desk, answer->plan, question->dry_run, cancellable, &answer->done, error))
    return NULL;

  lost = pursuit_migration_list_lost (answer->plan);
  answer->n_lost = lost->len;
  return g_steal_pointer (&answer);
}

/* What the rows say; NULL as long as they do not belong to the target. */
static GArray *
read_positions (PursuitMigrationDialog *self,
                gint64                  to_id)
{
  GArray *positions;
  GtkListBoxRow *row;

  if (self->shown_target != to_id)
    return NULL;

  positions = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->stages, i)) != NULL; i++)
    {
      g_array_append_val (positions, g_array_index (self->offered, int, adw_combo_row_get_selected (ADW_COMBO_ROW (row))));
    }

  return positions;
}

static gint64
get_target (PursuitMigrationDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->target);

  return selected < self->targets->len ? g_array_index (self->targets, gint64, selected) : 0;
}

static Question *
make_question (PursuitMigrationDialog *self,
               gboolean                dry_run)
{
  Question *question = g_new0 (Question, 1);

  question->from_id = self->from_id;
  question->to_id = get_target (self);
  question->positions = read_positions (self, question->to_id);
  question->dry_run = dry_run;

  return question;
}

static void preview (PursuitMigrationDialog *self);

static void
stage_chosen_cb (PursuitMigrationDialog *self)
{
  if (!self->filling)
    preview (self);
}

static guint
find_offered (PursuitMigrationDialog *self,
              PursuitBookStage       *to)
{
  for (guint i = 1; to != NULL && i < self->offered->len; i++)
    if (g_array_index (self->offered, int, i) == (int) to->stage->position)
      return i;

  return 0;
}

static GtkWidget *
make_row (PursuitMigrationDialog *self,
          PursuitMigration       *plan,
          guint                   index)
{
  const PursuitStageMapping *entry = &g_array_index (plan->mapping, PursuitStageMapping, index);
  PursuitStage *from = entry->from->stage;
  gint64 n_deals = g_array_index (plan->n_deals, gint64, index);
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *title = g_strdup_printf (_("%1$d  %2$s"), (int) from->position,
                                            pursuit_locale_choose_name (from->name, from->name_zh));
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%lld deal", "%lld deals", (gulong) n_deals), (long long) n_deals);
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);

  gtk_string_list_append (choices, _("Stay where they are"));
  for (guint i = 0; i < plan->to->stages->len; i++)
    {
      PursuitStage *to = ((PursuitBookStage *) g_ptr_array_index (plan->to->stages, i))->stage;
      g_autofree char *choice = g_strdup_printf (_("%1$d  %2$s"), (int) to->position, pursuit_stage_get_label (to));

      gtk_string_list_append (choices, choice);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_offered (self, entry->to));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (stage_chosen_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
fill_stages (PursuitMigrationDialog *self,
             PursuitMigration       *plan)
{
  gint64 to_id = PURSUIT_RECORD (plan->to->process)->id;
  GtkListBoxRow *row;

  if (self->shown_target == to_id)
    return;

  self->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->stages, 0)) != NULL)
    gtk_list_box_remove (self->stages, GTK_WIDGET (row));
  g_array_set_size (self->offered, 1);
  for (guint i = 0; i < plan->to->stages->len; i++)
    {
      int position = (int) ((PursuitBookStage *) g_ptr_array_index (plan->to->stages, i))->stage->position;

      g_array_append_val (self->offered, position);
    }
  for (guint i = 0; i < plan->mapping->len; i++)
    gtk_list_box_append (self->stages, make_row (self, plan, i));
  self->shown_target = to_id;
  self->filling = FALSE;
}

static void
show_problem (PursuitMigrationDialog *self,
              const GError           *error)
{
  if (error != NULL)
    pursuit_banner_set_sentence (self->problem, error->message, NULL);
  pursuit_banner_set_revealed (self->problem, error != NULL);
}

static void
add_sentence (GString    *text,
              const char *format,
              gint64      number)
{
  if (number == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, format, (long long) number);
}

static void
show_outcome (PursuitMigrationDialog *self,
              const Answer           *answer)
{
  const PursuitMigrated *done = &answer->done;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *label = g_strdup_printf (ngettext ("Move %lld Deal", "Move %lld Deals", (gulong) done->n_moved),
                                            (long long) done->n_moved);

  if (done->n_moved == 0 && done->n_left == 0)
    g_string_append (text, _("No open deal follows this process."));
  add_sentence (text, ngettext ("%lld deal will follow the other process.", "%lld deals will follow the other process.",
                                (gulong) done->n_moved), done->n_moved);
  add_sentence (text, ngettext ("%lld deal stays where it is.", "%lld deals stay where they are.", (gulong) done->n_left),
                done->n_left);
  add_sentence (text, ngettext ("%lld proof of a milestone goes along.", "%lld proofs of milestones go along.",
                                (gulong) done->n_proofs), done->n_proofs);
  add_sentence (text, ngettext ("%lld proof belongs to a milestone that has no counterpart, and counts no more.",
                                "%lld proofs belong to milestones that have no counterpart, and count no more.",
                                (gulong) done->n_proofs_left), done->n_proofs_left);
  gtk_label_set_label (self->outcome, text->str);
  gtk_button_set_label (GTK_BUTTON (self->confirm_button), label);
  gtk_widget_set_sensitive (self->confirm_button, done->n_moved > 0);
}

static void
preview_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitMigrationDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another choice took the place of this one, or nobody looks any more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->asking);
  show_problem (self, error);
  if (answer == NULL)
    return;
  fill_stages (self, answer->plan);
  show_outcome (self, answer);
}

/* Finds out what the present choices would do; the answer to the last question counts. */
static void
preview (PursuitMigrationDialog *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  gtk_widget_set_sensitive (self->confirm_button, FALSE);
  if (self->worker == NULL || get_target (self) == 0)
    return;

  self->asking = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, migrate_job, make_question (self, TRUE), question_free, answer_free, self->asking,
                             preview_cb, g_object_ref (self));
}

static void
target_chosen_cb (PursuitMigrationDialog *self)
{
  if (!self->filling)
    preview (self);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitMigrationDialog) self = user_data;
  GtkWidget *below = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *text = NULL;

  if (answer == NULL)
    {
      gtk_widget_set_sensitive (self->confirm_button, TRUE);
      show_problem (self, error);
      return;
    }

  text = g_strdup_printf (ngettext ("%lld deal was moved over.", "%lld deals were moved over.", (gulong) answer->done.n_moved),
                          (long long) answer->done.n_moved);
  if (below != NULL && answer->done.entry_id != 0)
    gtk_widget_activate_action (below, "win.offer-undo", "(sx)", text, answer->done.entry_id);
  gtk_window_close (GTK_WINDOW (self));
}

/* Not cancelled with the dialog: what a person did is done. */
static void
confirm_cb (PursuitMigrationDialog *self)
{
  gtk_widget_set_sensitive (self->confirm_button, FALSE);
  pursuit_worker_call_async (self->worker, migrate_job, make_question (self, FALSE), question_free, answer_free, NULL, done_cb,
                             g_object_ref (self));
}

static void
pursuit_migration_dialog_dispose (GObject *object)
{
  PursuitMigrationDialog *self = PURSUIT_MIGRATION_DIALOG (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_MIGRATION_DIALOG);

  G_OBJECT_CLASS (pursuit_migration_dialog_parent_class)->dispose (object);
}

static void
pursuit_migration_dialog_finalize (GObject *object)
{
  g_array_unref (PURSUIT_MIGRATION_DIALOG (object)->targets);
  g_array_unref (PURSUIT_MIGRATION_DIALOG (object)->offered);

  G_OBJECT_CLASS (pursuit_migration_dialog_parent_class)->finalize (object);
}

static void
pursuit_migration_dialog_class_init (PursuitMigrationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_migration_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_migration_dialog_finalize;

  g_type_ensure (PURSUIT_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("process/migration-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitMigrationDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitMigrationDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitMigrationDialog, target);
  gtk_widget_class_bind_template_child (widget_class, PursuitMigrationDialog, stages);
  gtk_widget_class_bind_template_child (widget_class, PursuitMigrationDialog, outcome);
  gtk_widget_class_bind_template_callback (widget_class, target_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_migration_dialog_init (PursuitMigrationDialog *self)
{
  self->targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->offered = g_array_set_size (g_array_new (FALSE, TRUE, sizeof (int)), 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The newest version of the same process comes first: that is what a migration is mostly for. */
static void
fill_targets (PursuitMigrationDialog *self,
              GPtrArray              *infos)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  const char *code = NULL;
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < infos->len; i++)
    if (PURSUIT_RECORD (((PursuitProcessInfo *) g_ptr_array_index (infos, i))->process)->id == self->from_id)
      code = ((PursuitProcessInfo *) g_ptr_array_index (infos, i))->process->code;
  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitProcessInfo *info = g_ptr_array_index (infos, i);
      gint64 id = PURSUIT_RECORD (info->process)->id;
      g_autofree char *name = NULL;

      if (id == self->from_id || info->process->state != PURSUIT_PROCESS_PUBLISHED)
        continue;
      name = g_strdup_printf (_("%1$s v%2$lld"), pursuit_locale_choose_name (info->process->name, info->process->name_zh),
                              (long long) info->process->version);
      if (selected == GTK_INVALID_LIST_POSITION && info->is_newest && g_strcmp0 (info->process->code, code) == 0)
        selected = self->targets->len;
      gtk_string_list_append (names, name);
      g_array_append_val (self->targets, id);
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->target, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->target, selected == GTK_INVALID_LIST_POSITION ? 0 : selected);
  self->filling = FALSE;
}

/**
 * pursuit_migration_dialog_present:
 * @over: the widget that asks for it; its window offers to take the migration back
 * @worker: the worker
 * @from_id: the process whose running deals are to go
 * @infos: (element-type PursuitProcessInfo): all processes; those that are published are offered
 *
 * Asks where the deals of each stage go, says what that would do, and does it.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
GtkWindow *
pursuit_migration_dialog_present (GtkWidget     *over,
                                  PursuitWorker *worker,
                                  gint64         from_id,
                                  GPtrArray     *infos)
{
  PursuitMigrationDialog *self = g_object_new (PURSUIT_TYPE_MIGRATION_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (over);

  self->worker = g_object_ref (worker);
  self->from_id = from_id;
  fill_targets (self, infos);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  preview (self);

  return GTK_WINDOW (self);
}
