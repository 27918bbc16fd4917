/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-missing-window.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "pursuit-compat.h"
#include "pursuit-date.h"
#include "pursuit-replay.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/* Saves that the database had acknowledged and does not have any more, and what to do about them (shared-database.md 3.9). */
struct _PursuitMissingWindow
{
  AdwWindow parent_instance;

  GtkStack *state;
  GtkListBox *list;
  GtkWidget *replay;
  GtkWidget *forget;
  AdwStatusPage *error_page;

  PursuitWorker *worker;
  GCancellable *cancellable;
};

static guint settled_signal;

G_DEFINE_FINAL_TYPE (PursuitMissingWindow, pursuit_missing_window, ADW_TYPE_WINDOW)

/* One save in words, made on the worker, where names can be looked up. */
typedef struct
{
  char *what;
  char *when;
  char *outcome;   /* NULL as long as nothing was tried */
  gboolean is_done;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->what);
  g_free (line->when);
  g_free (line->outcome);
  g_free (line);
}

static JsonObject *
parse_fields (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* As it is called now; a record that is gone with the save, as it was called then. */
static char *
dup_name (PursuitStore              *store,
          const PursuitJournalEntry *entry,
          GType                      type,
          JsonObject                *after)
{
  g_autoptr(PursuitRecord) record = NULL;

  if (entry->before != NULL)
    record = pursuit_store_load (store, type, entry->entity_id, NULL);
  else if (after != NULL)
    {
      record = pursuit_record_new (type);
      pursuit_record_apply_json (record, after, NULL);
    }

  return g_strdup (record != NULL ? pursuit_record_get_name (record) : NULL);
}

/* What the person changed; what followed from it by rules goes without saying. */
static char *
dup_labels (GType       type,
            JsonObject *after)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);
  PursuitFieldMask mask = 0;

  for (guint i = 0; after != NULL && i < record_class->n_fields; i++)
    if (json_object_has_member (after, record_class->fields[i].name))
      mask |= pursuit_record_class_get_bit (record_class, &record_class->fields[i]);

  return pursuit_record_class_dup_labels (record_class,
                                          mask & ~pursuit_record_class_select (record_class, PURSUIT_FIELD_DERIVED));
}

static char *
dup_what (PursuitStore              *store,
          const PursuitJournalEntry *entry)
{
  GType type = pursuit_record_type_from_table (entry->entity);
  g_autoptr(JsonObject) after = parse_fields (entry->after);
  g_autofree char *name = NULL;
  g_autofree char *labels = NULL;

  if (type == G_TYPE_INVALID)
    return g_strdup_printf ("%s, %s", entry->verb, entry->entity);

  name = dup_name (store, entry, type, after);
  if (pursuit_str_empty (name))
    {
      g_free (name);
      name = g_strdup_printf ("%lld", (long long) entry->entity_id);
    }
  if (entry->before == NULL)
    return g_strdup_printf (_("“%s”, new"), name);
  if (after != NULL && json_object_has_member (after, "deleted"))
    return json_object_get_boolean_member (after, "deleted") ? g_strdup_printf (_("Delete “%s”"), name)
                                                             : g_strdup_printf (_("Restore “%s”"), name);

  labels = dup_labels (type, after);
  /* Translators: %1$s is one or several names of fields, %2$s whose */
  return g_strdup_printf (_("%1$s of “%2$s”"), labels, name);
}

static Line *
describe (PursuitStore              *store,
          const PursuitJournalEntry *entry,
          const char                *outcome)
{
  Line *line = g_new0 (Line, 1);
  g_autofree char *at = pursuit_time_format (entry->at);

  line->what = dup_what (store, entry);
  /* Translators: %1$s is when something was saved, %2$s by whom */
  line->when = g_strdup_printf (_("%1$s, %2$s"), at, entry->actor);
  line->outcome = g_strdup (outcome);

  return line;
}

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) missing = pursuit_receipts_list_missing (store, error);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  if (missing == NULL)
    return NULL;
  for (guint i = 0; i < missing->len; i++)
    g_ptr_array_add (lines, describe (store, ((PursuitReceipt *) g_ptr_array_index (missing, i))->entry, NULL));

  return g_steal_pointer (&lines);
}

static gpointer
replay_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) all = pursuit_replay_missing (desk, cancellable, error);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const PursuitReplayed *replayed = g_ptr_array_index (all, i);

      Line *line = describe (store, replayed->receipt->entry,
                             replayed->sentence != NULL ? replayed->sentence : _("Done again"));

      line->is_done = replayed->sentence == NULL;
      g_ptr_array_add (lines, line);
    }

  return g_steal_pointer (&lines);
}

static gpointer
forget_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  pursuit_receipts_settle (pursuit_desk_get_store (desk));

  return g_ptr_array_new_with_free_func (line_free);
}

static GtkWidget *
make_row (const Line *line)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = NULL;

  /* Translators: %1$s is when something was saved and by whom, %2$s what became of it now */
  subtitle = line->outcome != NULL ? g_strdup_printf (_("%1$s – %2$s"), line->when, line->outcome) : g_strdup (line->when);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static void
show_lines (PursuitMissingWindow *self,
            GPtrArray            *lines)
{
  GtkWidget *row;
  gboolean was_tried = FALSE;
  gboolean is_left = FALSE;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      gtk_list_box_append (self->list, make_row (line));
      was_tried |= line->outcome != NULL;
      is_left |= !line->is_done;
    }
  gtk_widget_set_sensitive (self->replay, !was_tried);
  gtk_widget_set_visible (self->forget, !was_tried || is_left);
  if (!is_left)
    g_signal_emit (self, settled_signal, 0);
  gtk_stack_set_visible_child_name (self->state, lines->len > 0 ? "list" : "nothing");
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitMissingWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *escaped = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->state == NULL)
    return;

  pursuit_worker_poll (PURSUIT_WORKER (source));
  if (lines != NULL)
    {
      show_lines (self, lines);
      return;
    }

  escaped = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->error_page, escaped);
  gtk_stack_set_visible_child_name (self->state, "error");
}

static void
call (PursuitMissingWindow *self,
      PursuitJob            job)
{
  gtk_stack_set_visible_child_name (self->state, "loading");
  pursuit_worker_call_async (self->worker, job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable, done_cb,
                             g_object_ref (self));
}

static void
replay_cb (PursuitMissingWindow *self)
{
  call (self, replay_job);
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitMissingWindow) self = user_data;

  if (pursuit_compat_ask_finish (result, NULL) && self->worker != NULL)
    call (self, forget_job);
}

/* Nobody can list them any more afterwards, so this is asked. */
static void
forget_cb (PursuitMissingWindow *self)
{
  pursuit_compat_ask_async (GTK_WINDOW (self), _("Forget These Saves?"),
                            _("The database is taken as it is, and this computer does not miss them any more."), _("_Forget"),
                            PURSUIT_COMPAT_ASK_DESTRUCTIVE, NULL, NULL, forgotten_cb, g_object_ref (self));
}

static void
pursuit_missing_window_dispose (GObject *object)
{
  PursuitMissingWindow *self = PURSUIT_MISSING_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_MISSING_WINDOW);

  G_OBJECT_CLASS (pursuit_missing_window_parent_class)->dispose (object);
}

static void
pursuit_missing_window_class_init (PursuitMissingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_missing_window_dispose;

  /**
   * PursuitMissingWindow::settled:
   *
   * Nothing is missing any more.
   */
  settled_signal = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("missing-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitMissingWindow, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitMissingWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitMissingWindow, replay);
  gtk_widget_class_bind_template_child (widget_class, PursuitMissingWindow, forget);
  gtk_widget_class_bind_template_child (widget_class, PursuitMissingWindow, error_page);
  gtk_widget_class_bind_template_callback (widget_class, replay_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_missing_window_init (PursuitMissingWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_missing_window_new:
 * @parent: (nullable): the window over which it is shown
 * @worker: whose database it is about
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_missing_window_new (GtkWindow     *parent,
                            PursuitWorker *worker)
{
  PursuitMissingWindow *self = g_object_new (PURSUIT_TYPE_MISSING_WINDOW, "transient-for", parent, "modal", parent != NULL,
                                             NULL);

  self->worker = g_object_ref (worker);
  call (self, list_job);

  return GTK_WIDGET (self);
}
