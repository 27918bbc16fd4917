/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-succession-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-file-export.h"
#include "pursuit-pdf.h"
#include "pursuit-record-picker.h"
#include "pursuit-str.h"
#include "pursuit-succession-sheet.h"
#include "pursuit-successions.h"
#include "pursuit-ui-types.h"

/* More rows nobody reads; they all stand on the sheet. */
#define MOST_ROWS 200

/*
 * PursuitSuccessionWindow gives all that somebody has to others (DOS-8). Whoever is chosen, what would happen is asked of the
 * service and shown; nothing is decided here.
 *
 *   pickers ──▶ PursuitSuccession ──▶ worker: pursuit_successions_preview() ──▶ counts, refusals, rows
 *                                  └▶ worker: pursuit_successions_do()      ──▶ "done", with the sheet
 */
struct _PursuitSuccessionWindow
{
  AdwWindow parent;

  GtkStack *states;
  PursuitRecordPicker *leaver;
  PursuitRecordPicker *to;
  GtkSwitch *deactivate;
  GtkWidget *regions_part;
  GtkListBox *regions;
  GtkLabel *refusals;
  GtkLabel *counts;
  GtkListBox *items;
  GtkLabel *more;
  AdwStatusPage *done_page;
  GtkWidget *cancel_button;
  GtkWidget *apply_button;
  GtkWidget *sheet_button;

  PursuitWorker *worker;
  GCancellable *cancellable;   /* of the last question */
  gint64 shown_id;             /* whose regions are listed */
  gint64 entry_id;             /* once it is done */
  char *said;                  /* what was done */
  char *sheet_name;
  GBytes *sheet;               /* nullable */
};

G_DEFINE_FINAL_TYPE (PursuitSuccessionWindow, pursuit_succession_window, ADW_TYPE_WINDOW)

typedef struct
{
  PursuitSuccessionPreview *done;
  gint64 entry_id;
  GBytes *sheet;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  pursuit_succession_preview_free (outcome->done);
  g_clear_pointer (&outcome->sheet, g_bytes_unref);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static void
succession_free (gpointer data)
{
  pursuit_succession_free (data);
}

static void
preview_free (gpointer data)
{
  pursuit_succession_preview_free (data);
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static PursuitSuccession *
make_succession (PursuitSuccessionWindow *self)
{
  PursuitSuccession *succession = pursuit_succession_new (pursuit_record_picker_get_id (self->leaver), pursuit_record_picker_get_id (self->to));
  GtkListBoxRow *row;

  pursuit_succession_set_deactivate (succession, gtk_switch_get_active (self->deactivate));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->regions, i)) != NULL; i++)
    {
      PursuitRecordPicker *picker = g_object_get_data (G_OBJECT (row), "picker");
      gint64 to_id = pursuit_record_picker_get_id (picker);

      if (to_id != 0)
        pursuit_succession_set_region (succession, g_object_get_data (G_OBJECT (row), "region"), to_id);
    }

  return succession;
}

static void refresh (PursuitSuccessionWindow *self);

static void
changed_cb (PursuitSuccessionWindow *self)
{
  refresh (self);
}

/* Whatever was said of somebody else's regions does not hold for this person's. */
static void
leaver_changed_cb (PursuitSuccessionWindow *self)
{
  clear_list (self->regions);
  self->shown_id = 0;
  refresh (self);
}

static void
set_up_picker (PursuitSuccessionWindow *self,
               PursuitRecordPicker     *picker,
               const char              *title,
               const char              *none_label)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_STAFF);

  query->order = PURSUIT_ORDER_NAME;
  pursuit_record_picker_set_source (picker, self->worker, query, none_label);
  pursuit_record_picker_set_title (picker, title);
}

static void
add_region (PursuitSuccessionWindow *self,
            const char              *region,
            guint                    n_customers)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *picker = pursuit_record_picker_new ();
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u customer", "%u customers", n_customers), n_customers);
  g_autofree char *title = g_markup_escape_text (region, -1);

  set_up_picker (self, PURSUIT_RECORD_PICKER (picker), region, _("As above"));
  gtk_widget_set_valign (picker, GTK_ALIGN_CENTER);
  g_signal_connect_object (picker, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), picker);
  g_object_set_data (G_OBJECT (row), "picker", picker);
  g_object_set_data_full (G_OBJECT (row), "region", g_strdup (region), g_free);
  gtk_list_box_append (self->regions, row);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (a, b);
}

/* Where the customers are, once for each person who leaves: what was chosen there stays while the rest is changed. */
static void
show_regions (PursuitSuccessionWindow  *self,
              PursuitSuccessionPreview *preview)
{
  g_autoptr(GHashTable) n_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GList) names = NULL;

  if (self->shown_id == preview->leaver_id)
    return;
  clear_list (self->regions);
  for (guint i = 0; i < preview->items->len; i++)
    {
      const PursuitSuccessionItem *item = g_ptr_array_index (preview->items, i);

      if (item->duty == PURSUIT_DUTY_CUSTOMER && !pursuit_str_empty (item->region))
        g_hash_table_insert (n_of, item->region, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (n_of, item->region)) + 1));
    }
  names = g_list_sort (g_hash_table_get_keys (n_of), compare_names);
  for (GList *l = names; l != NULL; l = l->next)
    add_region (self, l->data, GPOINTER_TO_UINT (g_hash_table_lookup (n_of, l->data)));
  gtk_widget_set_visible (self->regions_part, names != NULL);
  self->shown_id = preview->leaver_id;
}

static char *
dup_counts (PursuitSuccessionPreview *preview)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (PursuitDuty duty = 0; duty < PURSUIT_N_DUTIES; duty++)
    if (preview->counts[duty] > 0)
      {
        g_string_append_printf (all, "%s", all->len > 0 ? " · " : "");
        /* Translators: what there is of a kind, and how many, such as “Open deals: 12” */
        g_string_append_printf (all, _("%1$s: %2$lld"), pursuit_duty_get_label (duty), (long long) preview->counts[duty]);
      }
  if (preview->n_closed > 0)
    {
      g_string_append_printf (all, "%s", all->len > 0 ? "\n" : "");
      g_string_append_printf (all, ngettext ("%1$lld closed deal stays with %2$s.", "%1$lld closed deals stay with %2$s.",
                                             (gulong) preview->n_closed), (long long) preview->n_closed, preview->leaver);
    }

  return g_strdup (all->str);
}

static void
add_item (PursuitSuccessionWindow     *self,
          PursuitSuccessionPreview    *preview,
          const PursuitSuccessionItem *item)
{
  const char *to = pursuit_succession_preview_get_name (preview, item->to_id);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (to != NULL ? to : item->is_settled ? _("Nobody") : "");
  g_autofree char *title = g_markup_escape_text (item->name, -1);
  g_autofree char *subtitle = NULL;

  if (item->duty == PURSUIT_DUTY_CUSTOMER && !pursuit_str_empty (item->region))
    subtitle = g_markup_printf_escaped ("%s · %s", pursuit_duty_get_label (item->duty), item->region);
  else if (pursuit_str_empty (item->customer) || item->duty == PURSUIT_DUTY_CUSTOMER)
    subtitle = g_markup_escape_text (pursuit_duty_get_label (item->duty), -1);
  else
    subtitle = g_markup_printf_escaped ("%s · %s", pursuit_duty_get_label (item->duty), item->customer);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->items, row);
}

static void
show_items (PursuitSuccessionWindow  *self,
            PursuitSuccessionPreview *preview)
{
  const guint n_more = preview->items->len > MOST_ROWS ? preview->items->len - MOST_ROWS : 0;
  g_autofree char *more = g_strdup_printf (ngettext ("And %u more.", "And %u more.", n_more), n_more);

  clear_list (self->items);
  for (guint i = 0; i < MIN (preview->items->len, MOST_ROWS); i++)
    add_item (self, preview, g_ptr_array_index (preview->items, i));
  gtk_widget_set_visible (GTK_WIDGET (self->items), preview->items->len > 0);
  gtk_label_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
}

static void
show_refusal (PursuitSuccessionWindow *self,
              const char              *text)
{
  gtk_label_set_label (self->refusals, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusals), text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "succession.apply", text == NULL);
}

static void
show_preview (PursuitSuccessionWindow  *self,
              PursuitSuccessionPreview *preview)
{
  g_autofree char *counts = dup_counts (preview);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < preview->refusals->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (preview->refusals, i));
  show_regions (self, preview);
  gtk_label_set_label (self->counts, counts);
  show_items (self, preview);
  show_refusal (self, all->len > 0 ? all->str : NULL);
}

static gpointer
preview_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return pursuit_successions_preview (desk, data, error);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitSuccessionWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSuccessionPreview) preview = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (preview != NULL)
    show_preview (self, preview);
  else
    show_refusal (self, error->message);
}

/* Asks what would happen now; what was asked before is of no interest any more. */
static void
refresh (PursuitSuccessionWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "succession.apply", FALSE);
  if (self->worker == NULL || pursuit_record_picker_get_id (self->leaver) == 0)
    return;

  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, preview_job, make_succession (self), succession_free, preview_free, self->cancellable,
                             previewed_cb, g_object_ref (self));
}

/* Who may hand over but not take lists out has no sheet; that is no reason to fail. */
static GBytes *
make_sheet (PursuitDesk              *desk,
            PursuitSuccessionPreview *done)
{
  g_autoptr(PursuitPaper) paper = pursuit_succession_make_sheet (desk, done, NULL);

  return paper != NULL ? pursuit_pdf_make (paper, NULL, NULL) : NULL;
}

static gpointer
apply_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(PursuitSuccessionPreview) done = NULL;
  Outcome *outcome;
  gint64 entry_id;

  if (!pursuit_successions_do (desk, data, cancellable, &done, &entry_id, error))
    return NULL;

  outcome = g_new0 (Outcome, 1);
  outcome->sheet = make_sheet (desk, done);
  outcome->done = g_steal_pointer (&done);
  outcome->entry_id = entry_id;
  return outcome;
}

static void
show_done (PursuitSuccessionWindow *self,
           Outcome                 *outcome)
{
  g_autofree char *counts = dup_counts (outcome->done);
  g_autofree char *escaped = g_markup_escape_text (counts, -1);

  self->entry_id = outcome->entry_id;
  self->sheet = g_steal_pointer (&outcome->sheet);
  self->said = g_strdup_printf (_("What “%s” had is handed over."), outcome->done->leaver);
  /* Translators: the name of a file; %s is the person whose customers and deals went to others */
  self->sheet_name = g_strdup_printf (_("Hand-over %s.pdf"), outcome->done->leaver);
  g_strdelimit (self->sheet_name, G_DIR_SEPARATOR_S, '-');
  adw_status_page_set_title (self->done_page, self->said);
  adw_status_page_set_description (self->done_page, escaped);
  gtk_widget_set_visible (self->sheet_button, self->sheet != NULL);
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_widget_set_visible (self->apply_button, FALSE);
  gtk_stack_set_visible_child_name (self->states, "done");
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitSuccessionWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Outcome) outcome = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  if (outcome != NULL)
    {
      show_done (self, outcome);
      return;
    }
  gtk_stack_set_visible_child_name (self->states, "choose");
  show_refusal (self, error->message);
}

static void
apply (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  PursuitSuccessionWindow *self = PURSUIT_SUCCESSION_WINDOW (widget);

  gtk_widget_action_set_enabled (widget, "succession.apply", FALSE);
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  gtk_stack_set_visible_child_name (self->states, "working");
  pursuit_worker_call_async (self->worker, apply_job, make_succession (self), succession_free, outcome_free, NULL, applied_cb,
                             g_object_ref (self));
}

static gpointer
sheet_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return g_bytes_ref (data);
}

static void
sheet_free (gpointer data)
{
  g_bytes_unref (data);
}

/* Toasts belong to the window below. */
static void
tell (GtkWidget  *widget,
      const char *text)
{
  adw_status_page_set_description (PURSUIT_SUCCESSION_WINDOW (widget)->done_page, text);
}

static void
save_sheet (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  PursuitSuccessionWindow *self = PURSUIT_SUCCESSION_WINDOW (widget);
  PursuitFileExport what = {
    .title = _("Save the Hand-Over Sheet"),
    .name = self->sheet_name,
    .label = _("PDF files"),
    .pattern = "*.pdf",
    .job = sheet_job,
    .free_data = sheet_free,
    .tell = tell,
  };

  if (self->sheet == NULL)
    return;
  what.data = g_bytes_ref (self->sheet);
  pursuit_file_export_start (widget, self->worker, &what);
}

/* What was done is said where it can be taken back, once nothing lies over it. While it is being done, nobody leaves. */
static gboolean
pursuit_succession_window_close_request (GtkWindow *window)
{
  PursuitSuccessionWindow *self = PURSUIT_SUCCESSION_WINDOW (window);
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->states), "working"))
    return TRUE;
  if (self->entry_id != 0 && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.offer-undo", "(sx)", self->said, self->entry_id);

  return GTK_WINDOW_CLASS (pursuit_succession_window_parent_class)->close_request (window);
}

static void
pursuit_succession_window_dispose (GObject *object)
{
  PursuitSuccessionWindow *self = PURSUIT_SUCCESSION_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_SUCCESSION_WINDOW);

  G_OBJECT_CLASS (pursuit_succession_window_parent_class)->dispose (object);
}

static void
pursuit_succession_window_finalize (GObject *object)
{
  PursuitSuccessionWindow *self = PURSUIT_SUCCESSION_WINDOW (object);

  g_free (self->said);
  g_free (self->sheet_name);
  g_clear_pointer (&self->sheet, g_bytes_unref);

  G_OBJECT_CLASS (pursuit_succession_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("succession/succession-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, leaver);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, to);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, deactivate);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, regions_part);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, regions);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, refusals);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, counts);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, items);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, more);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, done_page);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, apply_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitSuccessionWindow, sheet_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaver_changed_cb);
}

static void
pursuit_succession_window_class_init (PursuitSuccessionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_succession_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_succession_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pursuit_succession_window_close_request;

  g_type_ensure (PURSUIT_TYPE_RECORD_PICKER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "succession.apply", NULL, apply);
  gtk_widget_class_install_action (widget_class, "succession.save-sheet", NULL, save_sheet);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_succession_window_init (PursuitSuccessionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "succession.apply", FALSE);
}

/**
 * pursuit_succession_window_new:
 * @parent: (nullable): the window over which it is shown, and which offers to take it back
 * @worker: the thread that keeps the records
 *
 * Returns: (transfer none): the window, to be presented
 */
PursuitSuccessionWindow *
pursuit_succession_window_new (GtkWindow     *parent,
                               PursuitWorker *worker)
{
  PursuitSuccessionWindow *self = g_object_new (PURSUIT_TYPE_SUCCESSION_WINDOW, "transient-for", parent, "modal", parent != NULL, NULL);

  self->worker = g_object_ref (worker);
  set_up_picker (self, self->leaver, _("Who Leaves"), _("Nobody"));
  set_up_picker (self, self->to, _("Who Takes Over"), _("Nobody"));

  return self;
}

/**
 * pursuit_succession_window_choose:
 * @self: a window
 * @leaver_id: who leaves, 0 for nobody
 * @leaver: (nullable): that person's name
 * @to_id: who takes over, 0 for nobody
 * @to: (nullable): that person's name
 *
 * Chooses as a person would.
 */
void
pursuit_succession_window_choose (PursuitSuccessionWindow *self,
                                  gint64                   leaver_id,
                                  const char              *leaver,
                                  gint64                   to_id,
                                  const char              *to)
{
  g_return_if_fail (PURSUIT_IS_SUCCESSION_WINDOW (self));

  pursuit_record_picker_set_id (self->leaver, leaver_id, leaver);
  pursuit_record_picker_set_id (self->to, to_id, to);
  leaver_changed_cb (self);
}
