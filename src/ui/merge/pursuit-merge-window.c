/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-merge-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-merge-row.h"
#include "pursuit-own-set.h"
#include "pursuit-record-picker.h"
#include "pursuit-ui-types.h"

/*
 * Two customers or two people side by side, to be made one (DOS-6):
 *
 *   [which other one] ──▶ preview (worker) ──▶ a row for each field in which they differ ──▶ merge (worker) ──▶ "Undo"
 *         ▲                                         │
 *         └────────────── swap ◀────────────────────┘
 */
struct _PursuitMergeWindow
{
  AdwWindow parent_instance;

  GtkWidget *choosing;
  PursuitRecordPicker *picker;
  GtkLabel *problem;
  GtkWidget *comparison;
  GtkLabel *winner;
  GtkLabel *loser;
  GtkListBox *fields;
  GtkWidget *equal;
  GtkLabel *moves;
  GtkWidget *merge;

  PursuitWorker *worker;
  GWeakRef opener;
  GType type;
  gint64 winner_id;
  gint64 loser_id;
  PursuitMergePreview *preview;
  GCancellable *cancellable;
  gboolean is_merging;
};

static guint merged_signal;

G_DEFINE_FINAL_TYPE (PursuitMergeWindow, pursuit_merge_window, ADW_TYPE_WINDOW)

static void
say_problem (PursuitMergeWindow *self,
             const char         *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

/* What is worth a merge; @self of a job is no widget. */
typedef struct
{
  PursuitMerge merge;
  GPtrArray *theirs;     /* keys of own fields, and NULL */
  GPtrArray *kept;
} Asked;

static Asked *
asked_new (void)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->theirs = g_ptr_array_new_with_free_func (g_free);
  asked->kept = g_ptr_array_new_with_free_func (g_free);

  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_ptr_array_unref (asked->theirs);
  g_ptr_array_unref (asked->kept);
  g_free (asked);
}

static gpointer
preview_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Asked *asked = data;

  return pursuit_merge_preview (desk, asked->merge.type, asked->merge.winner_id, asked->merge.loser_id, error);
}

static PursuitMergeChoice
get_suggested (const PursuitMergePreview *preview,
               const PursuitField        *field)
{
  PursuitFieldMask bit = pursuit_record_class_get_bit (PURSUIT_RECORD_GET_CLASS (preview->winner), field);

  if (field->own == NULL && (preview->suggested.both & bit))
    return PURSUIT_MERGE_BOTH;

  return pursuit_combining_takes (&preview->suggested, preview->winner, field) ? PURSUIT_MERGE_THEIRS : PURSUIT_MERGE_KEPT;
}

static void
show_fields (PursuitMergeWindow *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_list_box_remove (self->fields, row);
  for (guint i = 0; i < self->preview->fields->len; i++)
    {
      const PursuitMergeField *field = g_ptr_array_index (self->preview->fields, i);

      gtk_list_box_append (self->fields, pursuit_merge_row_new (field, get_suggested (self->preview, field->field)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->fields), self->preview->fields->len > 0);
  gtk_widget_set_visible (self->equal, self->preview->fields->len == 0);
}

static void
show_moves (PursuitMergeWindow *self)
{
  g_autoptr(GString) all = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < self->preview->counts->len; i++)
    {
      const PursuitMergeCount *count = &g_array_index (self->preview->counts, PursuitMergeCount, i);
      g_autoptr(GTypeClass) klass = g_type_class_ref (count->type);

      if (count->n_loser > 0)
        /* Translators: in a list of what goes over: a kind of record, such as Deal, and how many there are */
        g_string_append_printf (all, C_("merge", "%1$s%2$s %3$lld"), all->len > 0 ? _(", ") : "",
                                _(PURSUIT_RECORD_CLASS (klass)->label), (long long) count->n_loser);
    }
  if (all->len > 0)
    /* Translators: a list such as: Deal 3, Contact 2 */
    sentence = g_strdup_printf (_("What goes over: %s"), all->str);
  gtk_label_set_text (self->moves, sentence != NULL ? sentence : _("Nothing else belongs to it."));
}

static void
show_preview (PursuitMergeWindow *self)
{
  gtk_label_set_text (self->winner, pursuit_record_get_name (self->preview->winner));
  gtk_label_set_text (self->loser, pursuit_record_get_name (self->preview->loser));
  show_fields (self);
  show_moves (self);
}

static void
update (PursuitMergeWindow *self)
{
  gtk_widget_set_visible (self->comparison, self->preview != NULL);
  gtk_widget_set_sensitive (self->merge, self->preview != NULL && !self->is_merging);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.swap", self->preview != NULL && !self->is_merging);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitMergeWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitMergePreview) preview = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  g_clear_pointer (&self->preview, pursuit_merge_preview_free);
  self->preview = g_steal_pointer (&preview);
  if (self->preview != NULL)
    show_preview (self);
  else
    say_problem (self, error->message);
  update (self);
}

static void
compare (PursuitMergeWindow *self)
{
  Asked *asked = asked_new ();

  asked->merge.type = self->type;
  asked->merge.winner_id = self->winner_id;
  asked->merge.loser_id = self->loser_id;
  pursuit_worker_call_async (self->worker, preview_job, asked, asked_free, (GDestroyNotify) pursuit_merge_preview_free, NULL,
                             previewed_cb, g_object_ref (self));
}

static void
picked_cb (PursuitMergeWindow *self)
{
  g_assert (PURSUIT_IS_MERGE_WINDOW (self));

  self->loser_id = pursuit_record_picker_get_id (self->picker);
  say_problem (self, NULL);
  if (self->loser_id != 0)
    compare (self);
}

static void
swap (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  PursuitMergeWindow *self = PURSUIT_MERGE_WINDOW (widget);
  gint64 winner_id = self->winner_id;

  self->winner_id = self->loser_id;
  self->loser_id = winner_id;
  say_problem (self, NULL);
  compare (self);
}

static void
read_choices (PursuitMergeWindow *self,
              Asked              *asked)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self->preview->winner);
  PursuitMerge *merge = &asked->merge;

  merge->combining = self->preview->suggested;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->fields)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const PursuitField *field = pursuit_merge_row_get_field (PURSUIT_MERGE_ROW (row));
      PursuitFieldMask bit = pursuit_record_class_get_bit (klass, field);
      PursuitMergeChoice choice = pursuit_merge_row_get_choice (PURSUIT_MERGE_ROW (row));

      if (field->own != NULL)
        {
          g_ptr_array_add (choice == PURSUIT_MERGE_THEIRS ? asked->theirs : asked->kept, g_strdup (field->own->key));
          continue;
        }
      merge->combining.theirs = choice == PURSUIT_MERGE_THEIRS ? merge->combining.theirs | bit : merge->combining.theirs & ~bit;
      merge->combining.both = choice == PURSUIT_MERGE_BOTH ? merge->combining.both | bit : merge->combining.both & ~bit;
    }
  g_ptr_array_add (asked->theirs, NULL);
  g_ptr_array_add (asked->kept, NULL);
  merge->combining.extra_theirs = (const char *const *) asked->theirs->pdata;
  merge->combining.extra_kept = (const char *const *) asked->kept->pdata;
  merge->type = self->type;
  merge->winner_id = self->winner_id;
  merge->loser_id = self->loser_id;
  merge->winner_revision = self->preview->winner->revision;
  merge->loser_revision = self->preview->loser->revision;
  merge->has_choices = TRUE;
}

static gpointer
merge_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Asked *asked = data;
  gint64 entry_id;

  return pursuit_merge_records (desk, &asked->merge, &entry_id, error) ? g_memdup2 (&entry_id, sizeof entry_id) : NULL;
}

static void
tell (PursuitMergeWindow *self,
      gint64              entry_id)
{
  g_autoptr(GtkWidget) opener = g_weak_ref_get (&self->opener);
  g_autofree char *text = g_strdup_printf (_("“%1$s” is now part of “%2$s”"), pursuit_record_get_name (self->preview->loser),
                                           pursuit_record_get_name (self->preview->winner));

  if (opener != NULL)
    gtk_widget_activate_action (opener, "win.offer-undo", "(sx)", text, entry_id);
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitMergeWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *entry_id = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->is_merging = FALSE;
  if (entry_id == NULL)
    {
      say_problem (self, error->message);
      /* what changed meanwhile is shown beside the sentence */
      compare (self);
      return;
    }

  pursuit_worker_poll (PURSUIT_WORKER (source));
  tell (self, *entry_id);
  g_signal_emit (self, merged_signal, 0, self->winner_id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
merge_clicked_cb (PursuitMergeWindow *self)
{
  g_assert (PURSUIT_IS_MERGE_WINDOW (self));

  pursuit_merge_window_merge (self);
}

static void
pursuit_merge_window_dispose (GObject *object)
{
  PursuitMergeWindow *self = PURSUIT_MERGE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_weak_ref_set (&self->opener, NULL);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_MERGE_WINDOW);

  G_OBJECT_CLASS (pursuit_merge_window_parent_class)->dispose (object);
}

static void
pursuit_merge_window_finalize (GObject *object)
{
  PursuitMergeWindow *self = PURSUIT_MERGE_WINDOW (object);

  g_weak_ref_clear (&self->opener);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->preview, pursuit_merge_preview_free);

  G_OBJECT_CLASS (pursuit_merge_window_parent_class)->finalize (object);
}

static void
pursuit_merge_window_class_init (PursuitMergeWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_merge_window_dispose;
  object_class->finalize = pursuit_merge_window_finalize;

  /**
   * PursuitMergeWindow::merged:
   * @id: the record that stayed
   *
   * The two are one; the window goes away.
   */
  merged_signal = g_signal_new ("merged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_INT64);

  g_type_ensure (PURSUIT_TYPE_RECORD_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("merge/merge-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, choosing);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, picker);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, comparison);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, winner);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, loser);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, fields);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, equal);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, moves);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeWindow, merge);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_clicked_cb);
  gtk_widget_class_install_action (widget_class, "merge.swap", NULL, swap);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_merge_window_init (PursuitMergeWindow *self)
{
  g_weak_ref_init (&self->opener, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.swap", FALSE);
}

/**
 * pursuit_merge_window_new:
 * @opener: the widget that asks for it; its window is covered and tells how it went
 * @worker: the thread that keeps the records
 * @type: %PURSUIT_TYPE_CUSTOMER or %PURSUIT_TYPE_CONTACT
 * @winner_id: the record that is to stay
 * @loser_id: the one that is to become part of it, 0 to have it chosen
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWidget *
pursuit_merge_window_new (GtkWidget     *opener,
                          PursuitWorker *worker,
                          GType          type,
                          gint64         winner_id,
                          gint64         loser_id)
{
  PursuitMergeWindow *self = g_object_new (PURSUIT_TYPE_MERGE_WINDOW, "title",
                                           type == PURSUIT_TYPE_CUSTOMER ? _("Merge Customers") : _("Merge People"), NULL);
  GtkRoot *root = gtk_widget_get_root (opener);
  g_autoptr(PursuitQuery) query = pursuit_query_new (type == PURSUIT_TYPE_CUSTOMER ? PURSUIT_LIST_CUSTOMERS : PURSUIT_LIST_CONTACTS);

  self->worker = g_object_ref (worker);
  self->type = type;
  self->winner_id = winner_id;
  self->loser_id = loser_id;
  g_weak_ref_set (&self->opener, opener);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  pursuit_record_picker_set_source (self->picker, worker, query, NULL);
  pursuit_record_picker_set_title (self->picker, _("Merge With"));
  gtk_widget_set_visible (self->choosing, loser_id == 0);
  if (loser_id != 0)
    compare (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_merge_window_merge:
 * @self: a window in which two are compared
 *
 * Makes them one as was chosen. On success the window goes away; a refusal is said in it.
 */
void
pursuit_merge_window_merge (PursuitMergeWindow *self)
{
  Asked *asked;

  g_return_if_fail (PURSUIT_IS_MERGE_WINDOW (self));

  if (self->preview == NULL || self->is_merging)
    return;

  asked = asked_new ();
  read_choices (self, asked);
  self->is_merging = TRUE;
  update (self);
  pursuit_worker_call_async (self->worker, merge_job, asked, asked_free, g_free, NULL, merged_cb, g_object_ref (self));
}
