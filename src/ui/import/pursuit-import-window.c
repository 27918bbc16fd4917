/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-str.h"

G_DEFINE_FINAL_TYPE (PursuitImportWindow, pursuit_import_window, ADW_TYPE_WINDOW)

static const char *const kind_labels[] = {
  [PURSUIT_IMPORT_CUSTOMERS] = NC_("import", "Customers"), [PURSUIT_IMPORT_CONTACTS] = NC_("import", "Contacts"),
  [PURSUIT_IMPORT_PRODUCTS] = NC_("import", "Products"),   [PURSUIT_IMPORT_STAFF] = NC_("import", "Staff"),
  [PURSUIT_IMPORT_DEALS] = NC_("import", "Deals"),
};

static const char *const kind_hints[] = {
  [PURSUIT_IMPORT_CUSTOMERS] = N_("One company a row"),
  [PURSUIT_IMPORT_CONTACTS] = N_("One person a row, with the customer’s name"),
  [PURSUIT_IMPORT_PRODUCTS] = N_("One product a row, with its price"),
  [PURSUIT_IMPORT_STAFF] = N_("One member of staff a row, with manager and office"),
  [PURSUIT_IMPORT_DEALS] = N_("One deal a row, with customer, seller and stage"),
};

static guint
get_step_number (const char *step)
{
  static const struct { const char *step; guint number; } numbers[] = {
    { "file", 1 }, { "reading", 1 }, { "preview", 2 }, { "running", 3 }, { "done", 4 },
  };
  guint i = 0;

  while (i < G_N_ELEMENTS (numbers) - 1 && !g_str_equal (numbers[i].step, step))
    i++;
  return numbers[i].number;
}

static void
show_step (PursuitImportWindow *self,
           const char          *step)
{
  gboolean preview = g_str_equal (step, "preview");

  gtk_stack_set_visible_child_name (self->steps, step);
  pursuit_step_trail_set_step (self->trail, get_step_number (step));
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), preview);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), !g_str_equal (step, "done"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.choose-file", preview || g_str_equal (step, "file"));
}

static void
show_file_error (PursuitImportWindow *self,
                 const char          *message)
{
  gtk_label_set_label (self->file_error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->file_error), message != NULL);
}

static void
update_heading (PursuitImportWindow *self)
{
  g_autofree char *name = self->plan->file != NULL ? g_file_get_basename (self->plan->file) : NULL;

  adw_window_title_set_title (self->heading, g_dpgettext2 (GETTEXT_PACKAGE, "import", kind_labels[self->plan->kind]));
  adw_window_title_set_subtitle (self->heading, name != NULL ? name : _("Import"));
}

static void
stop_watching (PursuitImportWindow *self)
{
  g_clear_handle_id (&self->pace_id, g_source_remove);
}

/* A question that nobody waits for any more is cancelled; its answer is not ours. */
static GCancellable *
begin (PursuitImportWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->pace, pursuit_import_pace_unref);
  self->pace = pursuit_import_pace_new ();

  return self->cancellable;
}

static gboolean
is_stale (PursuitImportWindow *self,
          GAsyncResult        *result)
{
  return g_task_get_cancellable (G_TASK (result)) != self->cancellable;
}

/* The step that waits for a run is the one that is seen; the other's bar is moved unseen. */
static gboolean
show_pace_cb (gpointer user_data)
{
  PursuitImportWindow *self = user_data;
  int rows = g_atomic_int_get (&self->pace->rows);
  double fraction = g_atomic_int_get (&self->pace->thousandths) / 1000.0;
  g_autofree char *text = g_strdup_printf (ngettext ("%d row read", "%d rows read", (gulong) rows), rows);

  gtk_progress_bar_set_fraction (self->is_importing ? self->progress : self->reading_progress, fraction);
  adw_status_page_set_description (self->is_importing ? self->running : self->reading, text);

  return G_SOURCE_CONTINUE;
}

/* Ten times a second: nobody reads numbers faster, and the worker is not made to wait for the window. */
static void
watch (PursuitImportWindow *self)
{
  stop_watching (self);
  show_pace_cb (self);
  self->pace_id = g_timeout_add (100, show_pace_cb, self);
}

/* Before the first answer there is only the step of the file; later it is said where the other way of reading was chosen. */
static void
show_unread (PursuitImportWindow *self,
             const GError        *error)
{
  if (self->analysis == NULL)
    {
      show_file_error (self, error->message);
      show_step (self, "file");
      return;
    }

  pursuit_set_str (&self->analysis->problem, error->message);
  g_clear_pointer (&self->analysis->report, pursuit_import_report_free);
  pursuit_import_window_show_preview (self);
}

static void
analysed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitImportWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitImportAnalysis) analysis = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (is_stale (self, result))
    return;

  stop_watching (self);
  gtk_spinner_stop (self->checking);
  if (analysis == NULL)
    {
      show_unread (self, error);
      return;
    }

  g_clear_pointer (&self->analysis, pursuit_import_analysis_free);
  self->analysis = g_steal_pointer (&analysis);
  /* What was proposed for a new file stays as it is until somebody chooses otherwise. */
  pursuit_import_plan_set_template (self->plan, self->analysis->template_name, self->analysis->template);
  self->plan->date_order = self->analysis->date_order;
  pursuit_import_window_fill_choices (self);
  pursuit_import_window_show_preview (self);
  show_step (self, "preview");
}

/* Finds out what would become of the file under the present plan. */
void
pursuit_import_window_analyse (PursuitImportWindow *self)
{
  GCancellable *cancellable = begin (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
  gtk_spinner_start (self->checking);
  if (self->analysis == NULL)
    show_step (self, "reading");
  watch (self);
  pursuit_import_plan_run_async (self->plan, self->worker, TRUE, self->pace, cancellable, analysed_cb,
                                 g_object_ref (self));
}

static char *
describe_result (PursuitImportAnalysis *analysis)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (analysis->rejects != NULL)
    {
      g_autofree char *name = g_file_get_basename (analysis->rejects);
      guint64 n = analysis->report->counts[PURSUIT_OUTCOME_REFUSED];
      g_autofree char *line =
        g_strdup_printf (ngettext ("%1$d row was refused; it is in “%2$s” with the reason.",
                                   "%1$d rows were refused; they are in “%2$s” with the reasons.", (gulong) n),
                         (int) n, name);

      g_string_append (text, line);
    }
  for (guint i = 0; i < analysis->report->notes->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (analysis->report->notes, i));

  return g_markup_escape_text (text->str, -1);
}

static void
show_result (PursuitImportWindow   *self,
             PursuitImportAnalysis *analysis)
{
  const guint64 *counts = analysis->report->counts;
  guint64 n = counts[PURSUIT_OUTCOME_NEW] + counts[PURSUIT_OUTCOME_CHANGED] + counts[PURSUIT_OUTCOME_DOUBTFUL] -
              analysis->report->n_kept_out;
  g_autofree char *title = g_strdup_printf (ngettext ("%d Row Imported", "%d Rows Imported", (gulong) n), (int) n);
  g_autofree char *description = describe_result (analysis);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  adw_status_page_set_title (self->done, title);
  adw_status_page_set_description (self->done, description);
  show_step (self, "done");
  if (parent != NULL && analysis->report->entry_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.offer-undo", "(sx)", title, analysis->report->entry_id);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitImportWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitImportAnalysis) analysis = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (is_stale (self, result))
    return;

  self->is_importing = FALSE;
  stop_watching (self);
  pursuit_worker_poll (self->worker);
  if (analysis != NULL)
    show_result (self, analysis);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->problem, escaped);
      gtk_stack_set_visible_child_name (self->outcome, "problem");
      show_step (self, "preview");
    }
}

static void
run_import (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  PursuitImportWindow *self = PURSUIT_IMPORT_WINDOW (widget);
  GCancellable *cancellable = begin (self);

  show_step (self, "running");
  self->is_importing = TRUE;
  watch (self);
  pursuit_import_plan_run_async (self->plan, self->worker, FALSE, self->pace, cancellable, imported_cb,
                                 g_object_ref (self));
}

/* While an import runs, this ends it and leaves the data as it was; the window goes when the worker has let go. */
static void
cancel (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  PursuitImportWindow *self = PURSUIT_IMPORT_WINDOW (widget);

  if (self->is_importing)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PursuitImportWindow) self = user_data;
  g_autoptr(GFile) file = pursuit_compat_choose_file_finish (result, NULL);

  if (file != NULL && self->worker != NULL)
    pursuit_import_window_take_file (self, self->plan->kind, file);
}

static void
choose_file (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const PursuitCompatFilter filters[] = {
    { _("Tables"), "*.xlsx *.XLSX *.xlsm *.csv *.CSV *.tsv *.txt *.vcf *.VCF" },
    { _("All files"), "*" },
    { NULL, NULL },
  };

  pursuit_compat_choose_file_async (GTK_WINDOW (widget), PURSUIT_COMPAT_OPEN, _("Choose a File to Import"), NULL, filters,
                                    NULL, file_chosen_cb, g_object_ref (widget));
}

static gboolean
dropped_cb (GtkDropTarget       *target,
            const GValue        *value,
            double               x,
            double               y,
            PursuitImportWindow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->cancel_button)) || self->is_importing)
    return FALSE;

  pursuit_import_window_take_file (self, self->plan->kind, g_value_get_object (value));
  return TRUE;
}

static void
kind_activated_cb (GtkListBox          *list,
                   GtkListBoxRow       *row,
                   PursuitImportWindow *self)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "button");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

static void
template_chosen_cb (PursuitTemplateMenu *menu,
                    PursuitSavedFilter  *kept,
                    PursuitImportWindow *self)
{
  pursuit_import_window_choose_template (self, kept);
}

static void
choose_kind (PursuitImportWindow *self,
             PursuitImportKind    kind)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->kinds, (int) kind);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (g_object_get_data (G_OBJECT (row), "button")), TRUE);
}

static void
kind_toggled_cb (GtkCheckButton      *button,
                 PursuitImportWindow *self)
{
  if (!gtk_check_button_get_active (button))
    return;

  self->plan->kind = (PursuitImportKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));
  pursuit_import_plan_forget_doubts (self->plan);
  update_heading (self);
}

static void
add_kinds (PursuitImportWindow *self)
{
  GtkCheckButton *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kind_labels); i++)
    {
      const char *label = g_dpgettext2 (GETTEXT_PACKAGE, "import", kind_labels[i]);
      GtkWidget *button = gtk_check_button_new ();
      GtkWidget *row = adw_action_row_new ();

      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
      group = GTK_CHECK_BUTTON (button);
      g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (i));
      g_object_set_data (G_OBJECT (row), "button", button);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(kind_hints[i]));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
      gtk_list_box_append (self->kinds, row);
      g_signal_connect_object (button, "toggled", G_CALLBACK (kind_toggled_cb), self, 0);
      if (i == 0)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
    }
}

static gboolean
pursuit_import_window_close_request (GtkWindow *window)
{
  PursuitImportWindow *self = PURSUIT_IMPORT_WINDOW (window);

  if (self->is_importing)
    {
      g_cancellable_cancel (self->cancellable);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (pursuit_import_window_parent_class)->close_request (window);
}

static void
pursuit_import_window_dispose (GObject *object)
{
  PursuitImportWindow *self = PURSUIT_IMPORT_WINDOW (object);

  stop_watching (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (pursuit_import_window_parent_class)->dispose (object);
}

static void
pursuit_import_window_finalize (GObject *object)
{
  PursuitImportWindow *self = PURSUIT_IMPORT_WINDOW (object);

  g_clear_pointer (&self->plan, pursuit_import_plan_free);
  g_clear_pointer (&self->analysis, pursuit_import_analysis_free);
  g_clear_pointer (&self->pace, pursuit_import_pace_unref);

  G_OBJECT_CLASS (pursuit_import_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, trail);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, templates);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, kinds);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, file_hint);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, file_error);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, how_to_read);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, fields_heading);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, fields);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, people);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, tiles);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, outcome);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, table);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, notes);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, promise);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, checking);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, decide_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, doubt);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, reading);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, reading_progress);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, running);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, PursuitImportWindow, done);
}

static void
pursuit_import_window_class_init (PursuitImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_import_window_dispose;
  object_class->finalize = pursuit_import_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pursuit_import_window_close_request;

  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "import.choose-file", NULL, choose_file);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_import);
  pursuit_import_window_install_doubt_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "import.choose-file", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "import.run", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/pursuit/Pursuit/ui/import/import-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, kind_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_chosen_cb);
}

static void
pursuit_import_window_init (PursuitImportWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_type_ensure (PURSUIT_TYPE_DOUBT_PANE);
  g_type_ensure (PURSUIT_TYPE_STEP_TRAIL);
  g_type_ensure (PURSUIT_TYPE_TEMPLATE_MENU);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->plan = pursuit_import_plan_new ();
  self->shown_outcome = PURSUIT_N_OUTCOMES;
  add_kinds (self);
  pursuit_import_window_set_up_preview (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  update_heading (self);
}

/**
 * pursuit_import_window_new:
 * @parent: the window that the assistant belongs to; a finished import offers its undo there
 * @worker: the worker of that window
 *
 * Returns: (transfer full): the import assistant, not shown yet
 */
GtkWidget *
pursuit_import_window_new (GtkWindow     *parent,
                           PursuitWorker *worker)
{
  PursuitImportWindow *self = g_object_new (PURSUIT_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  int width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;

  self->worker = g_object_ref (worker);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width - 44, 900, 1460), CLAMP (height - 44, 560, 912));

  return GTK_WIDGET (self);
}

/**
 * pursuit_import_window_take_file:
 * @self: the assistant
 * @kind: what the file holds
 * @file: the file
 *
 * Reads a file and shows what would become of it.
 */
void
pursuit_import_window_take_file (PursuitImportWindow *self,
                                 PursuitImportKind    kind,
                                 GFile               *file)
{
  g_return_if_fail (PURSUIT_IS_IMPORT_WINDOW (self) && G_IS_FILE (file));

  choose_kind (self, kind);
  pursuit_import_plan_set_file (self->plan, file);
  g_clear_pointer (&self->analysis, pursuit_import_analysis_free);
  show_file_error (self, NULL);
  update_heading (self);
  pursuit_import_window_analyse (self);
}

/**
 * pursuit_import_window_has_preview:
 * @self: the assistant
 *
 * Returns: %TRUE while it shows what would become of a file's rows
 */
gboolean
pursuit_import_window_has_preview (PursuitImportWindow *self)
{
  g_return_val_if_fail (PURSUIT_IS_IMPORT_WINDOW (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), "preview") == 0;
}
