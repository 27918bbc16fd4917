/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-fields-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-locale.h"
#include "pursuit-own-field-dialog.h"
#include "pursuit-own-field-row.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitOwnFieldsWindow is where an administrator says which fields the house has beyond those that the program brings
 * along (DOS-1). What is changed here shows at once in every window.
 *
 *   pursuit_own_fields_list() on the worker ──▶ a row each, in three lists ──▶ a verb ──▶ news ──▶ read again
 */
#define N_LISTS 3

struct _PursuitOwnFieldsWindow
{
  AdwWindow parent_instance;

  GtkStack *states;
  AdwStatusPage *error;
  GtkLabel *denied;
  GtkLabel *problem;
  GtkListBox *customers;
  GtkListBox *contacts;
  GtkListBox *deals;

  PursuitWorker *worker;
  GCancellable *cancellable;
  gint64 focus_id;      /* the field whose row had the focus when it was moved */
};

G_DEFINE_FINAL_TYPE (PursuitOwnFieldsWindow, pursuit_own_fields_window, ADW_TYPE_WINDOW)

static void read_fields (PursuitOwnFieldsWindow *self);

static gboolean
may_change (PursuitOwnFieldsWindow *self)
{
  const PursuitOpened *opened = self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;

  return opened != NULL && !opened->read_only &&
         pursuit_rights_may (opened->rights, PURSUIT_RIGHT_FIELDS);
}

static GtkListBox *
get_list (PursuitOwnFieldsWindow *self,
          gint64                  entity)
{
  GtkListBox *const lists[N_LISTS] = { self->customers, self->contacts, self->deals };

  return lists[CLAMP (entity, 0, N_LISTS - 1)];
}

static PursuitOwnFieldRow *
find_row (PursuitOwnFieldsWindow *self,
          gint64                  id)
{
  for (guint i = 0; i < N_LISTS; i++)
    for (int j = 0;; j++)
      {
        GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_list (self, i), j);

        if (row == NULL)
          break;
        if (PURSUIT_RECORD (pursuit_own_field_row_get_definition (PURSUIT_OWN_FIELD_ROW (row)))->id == id)
          return PURSUIT_OWN_FIELD_ROW (row);
      }

  return NULL;
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_fields (PursuitOwnFieldsWindow *self,
             GPtrArray              *infos)
{
  PursuitOwnFieldRow *row;

  for (guint i = 0; i < N_LISTS; i++)
    clear (get_list (self, i));
  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitOwnFieldInfo *info = g_ptr_array_index (infos, i);

      gtk_list_box_append (get_list (self, info->definition->entity), pursuit_own_field_row_new (info, may_change (self)));
    }
  gtk_stack_set_visible_child_name (self->states, "lists");

  row = self->focus_id != 0 ? find_row (self, self->focus_id) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  self->focus_id = 0;
}

/* An answer that is on its way does not keep a window that was closed: what it stood over may be gone as well. */
static GWeakRef *
weaken (gpointer object)
{
  GWeakRef *ref = g_new (GWeakRef, 1);

  g_weak_ref_init (ref, object);
  return ref;
}

static gpointer
take_weak (GWeakRef *ref)
{
  gpointer object = g_weak_ref_get (ref);

  g_weak_ref_clear (ref);
  g_free (ref);
  return object;
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_own_fields_list (desk, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitOwnFieldsWindow) self = take_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) infos = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (infos != NULL)
    {
      show_fields (self, infos);
      return;
    }

  adw_status_page_set_description (self->error, error->message);
  gtk_stack_set_visible_child_name (self->states, "error");
}

static void
read_fields (PursuitOwnFieldsWindow *self)
{
  if (self->worker != NULL)
    pursuit_worker_call_async (self->worker, read_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                               read_cb, weaken (self));
}

/* What is done to a field; the answer is the journal entry. */
typedef struct
{
  GWeakRef *window;
  char *sentence;
  gint64 id;
  gint64 before_id;
  gboolean retired;
  gboolean with_values;   /* somebody was told that there are some, and wants it all the same */
  gboolean (*verb) (PursuitDesk *desk, gpointer change, gint64 *out_entry_id, GError **error);
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->sentence);
  g_free (change);
}

static gboolean
move_verb (PursuitDesk  *desk,
           gpointer      data,
           gint64       *out_entry_id,
           GError      **error)
{
  const Change *change = data;

  return pursuit_own_fields_move (desk, change->id, change->before_id, out_entry_id, error);
}

static gboolean
retire_verb (PursuitDesk  *desk,
             gpointer      data,
             gint64       *out_entry_id,
             GError      **error)
{
  const Change *change = data;

  return pursuit_own_fields_retire (desk, change->id, change->retired, out_entry_id, error);
}

static gboolean
delete_verb (PursuitDesk  *desk,
             gpointer      data,
             gint64       *out_entry_id,
             GError      **error)
{
  const Change *change = data;

  return pursuit_own_fields_delete (desk, change->id, change->with_values, out_entry_id, error);
}

static gpointer
change_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Change *change = data;
  gint64 entry_id = 0;

  return change->verb (desk, change, &entry_id, error) ? g_memdup2 (&entry_id, sizeof entry_id) : NULL;
}

static void
show_problem (PursuitOwnFieldsWindow *self,
              const char             *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Change *change = user_data;
  g_autoptr(PursuitOwnFieldsWindow) self = take_weak (change->window);
  g_autofree char *sentence = g_steal_pointer (&change->sentence);
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *entry_id = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  GtkWindow *parent;

  change_free (change);
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  show_problem (self, error != NULL ? error->message : NULL);
  if (entry_id != NULL && *entry_id != 0 && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.offer-undo", "(sx)", sentence, *entry_id);
  pursuit_worker_poll (self->worker);
  read_fields (self);
}

/* Takes over @change. */
static void
do_change (PursuitOwnFieldsWindow *self,
           Change                 *change)
{
  Change *asked = g_new0 (Change, 1);

  *asked = *change;
  asked->sentence = NULL;
  change->window = weaken (self);
  pursuit_worker_call_async (self->worker, change_job, asked, change_free, g_free, NULL, changed_cb, change);
}

static Change *
change_new (PursuitOwnFieldRow *row,
            const char         *format)
{
  Change *change = g_new0 (Change, 1);
  PursuitOwnField *definition = pursuit_own_field_row_get_definition (row);

  change->id = PURSUIT_RECORD (definition)->id;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  change->sentence = g_strdup_printf (format, pursuit_locale_choose_name (definition->name, definition->name_zh));
#pragma GCC diagnostic pop
  return change;
}

static void
dialog_saved_cb (PursuitOwnFieldsWindow *self)
{
  read_fields (self);
}

static void
show_dialog (PursuitOwnFieldsWindow *self,
             PursuitOwnField        *definition,
             gint64                  n_values)
{
  GtkWidget *dialog = pursuit_own_field_dialog_new (GTK_WINDOW (self), self->worker, definition, n_values);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (dialog_saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add (GtkWidget  *widget,
     const char *name,
     GVariant   *parameter)
{
  g_autoptr(PursuitOwnField) definition = g_object_new (PURSUIT_TYPE_OWN_FIELD, "entity", (gint64) g_variant_get_int32 (parameter),
                                                        NULL);

  show_dialog (PURSUIT_OWN_FIELDS_WINDOW (widget), definition, 0);
}

static void
edit (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  PursuitOwnFieldRow *row = find_row (PURSUIT_OWN_FIELDS_WINDOW (widget), g_variant_get_int64 (parameter));

  if (row != NULL)
    show_dialog (PURSUIT_OWN_FIELDS_WINDOW (widget), pursuit_own_field_row_get_definition (row),
                 pursuit_own_field_row_get_n_values (row));
}

static void
retire (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  PursuitOwnFieldsWindow *self = PURSUIT_OWN_FIELDS_WINDOW (widget);
  PursuitOwnFieldRow *row = find_row (self, g_variant_get_int64 (parameter));
  gboolean retired;
  Change *change;

  if (row == NULL)
    return;

  retired = !pursuit_own_field_row_get_definition (row)->retired;
  change = change_new (row, retired ? _("The field “%s” is shown no more; its values are kept.") : _("The field “%s” is shown again."));
  change->verb = retire_verb;
  change->retired = retired;
  do_change (self, change);
}

static void
move_before (PursuitOwnFieldsWindow *self,
             gint64                  id,
             gint64                  before_id)
{
  PursuitOwnFieldRow *row = find_row (self, id);
  Change *change;

  if (row == NULL || id == before_id)
    return;

  self->focus_id = id;
  change = change_new (row, _("The field “%s” was moved."));
  change->verb = move_verb;
  change->before_id = before_id;
  do_change (self, change);
}

static gint64
get_id_at (GtkListBox *list,
           int         position)
{
  GtkListBoxRow *row = position >= 0 ? gtk_list_box_get_row_at_index (list, position) : NULL;

  return row != NULL ? PURSUIT_RECORD (pursuit_own_field_row_get_definition (PURSUIT_OWN_FIELD_ROW (row)))->id : 0;
}

static void
step (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  PursuitOwnFieldsWindow *self = PURSUIT_OWN_FIELDS_WINDOW (widget);
  gint64 id = g_variant_get_int64 (parameter);
  PursuitOwnFieldRow *row = find_row (self, id);
  gboolean up = g_str_equal (name, "fields.up");
  GtkListBox *list;
  int position;

  if (row == NULL)
    return;

  list = GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row)));
  position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  if (up && position > 0)
    move_before (self, id, get_id_at (list, position - 1));
  else if (!up && get_id_at (list, position + 1) != 0)
    move_before (self, id, get_id_at (list, position + 2));
}

static void
move_to (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  PursuitOwnFieldsWindow *self = PURSUIT_OWN_FIELDS_WINDOW (widget);
  PursuitOwnFieldRow *moved;
  PursuitOwnFieldRow *before;
  gint64 id;
  gint64 before_id;

  g_variant_get (parameter, "(xx)", &id, &before_id);
  moved = find_row (self, id);
  before = find_row (self, before_id);
  if (moved == NULL || before == NULL || gtk_widget_get_parent (GTK_WIDGET (moved)) != gtk_widget_get_parent (GTK_WIDGET (before)))
    return;

  /* dragged down it takes the place of the one it was dropped on */
  if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (moved)) < gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (before)))
    before_id = get_id_at (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (before))),
                           gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (before)) + 1);
  move_before (self, id, before_id);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Change *change = user_data;
  g_autoptr(PursuitOwnFieldsWindow) self = take_weak (change->window);

  change->window = NULL;
  if (pursuit_compat_ask_finish (result, NULL) && self != NULL)
    do_change (self, change);
  else
    change_free (change);
}

/* Nothing is lost by mistake; what nobody has a value of is deleted at once, and can be brought back. */
static void
delete (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  PursuitOwnFieldsWindow *self = PURSUIT_OWN_FIELDS_WINDOW (widget);
  PursuitOwnFieldRow *row = find_row (self, g_variant_get_int64 (parameter));
  g_autofree char *body = NULL;
  gint64 n_values;
  Change *change;

  if (row == NULL)
    return;

  n_values = pursuit_own_field_row_get_n_values (row);
  change = change_new (row, _("The field “%s” was deleted."));
  change->verb = delete_verb;
  change->with_values = n_values > 0;
  if (n_values == 0)
    {
      do_change (self, change);
      return;
    }

  body = g_strdup_printf (ngettext ("%d record has a value of it, which nobody will see any more. Retired, it keeps its values.",
                                    "%d records have values of it, which nobody will see any more. Retired, it keeps its values.",
                                    (gulong) n_values), (int) n_values);
  change->window = weaken (self);
  pursuit_compat_ask_async (GTK_WINDOW (self), _("Delete the Field With Its Values?"), body, _("_Delete"),
                            PURSUIT_COMPAT_ASK_DESTRUCTIVE, NULL, NULL, asked_cb, change);
}

static void
refresh (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  read_fields (PURSUIT_OWN_FIELDS_WINDOW (widget));
}

static void
row_activated_cb (PursuitOwnFieldsWindow *self,
                  GtkListBoxRow          *row)
{
  g_assert (PURSUIT_IS_OWN_FIELDS_WINDOW (self));

  if (may_change (self))
    show_dialog (self, pursuit_own_field_row_get_definition (PURSUIT_OWN_FIELD_ROW (row)),
                 pursuit_own_field_row_get_n_values (PURSUIT_OWN_FIELD_ROW (row)));
}

static void
pursuit_own_fields_window_dispose (GObject *object)
{
  PursuitOwnFieldsWindow *self = PURSUIT_OWN_FIELDS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_OWN_FIELDS_WINDOW);

  G_OBJECT_CLASS (pursuit_own_fields_window_parent_class)->dispose (object);
}

static void
pursuit_own_fields_window_finalize (GObject *object)
{
  g_clear_object (&PURSUIT_OWN_FIELDS_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (pursuit_own_fields_window_parent_class)->finalize (object);
}

static void
pursuit_own_fields_window_class_init (PursuitOwnFieldsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_own_fields_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_own_fields_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("fields/own-fields-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldsWindow, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldsWindow, error);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldsWindow, denied);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldsWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldsWindow, customers);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldsWindow, contacts);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldsWindow, deals);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_install_action (widget_class, "fields.add", "i", add);
  gtk_widget_class_install_action (widget_class, "fields.edit", "x", edit);
  gtk_widget_class_install_action (widget_class, "fields.retire", "x", retire);
  gtk_widget_class_install_action (widget_class, "fields.up", "x", step);
  gtk_widget_class_install_action (widget_class, "fields.down", "x", step);
  gtk_widget_class_install_action (widget_class, "fields.move", "(xx)", move_to);
  gtk_widget_class_install_action (widget_class, "fields.delete", "x", delete);
  gtk_widget_class_install_action (widget_class, "fields.refresh", NULL, refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_own_fields_window_init (PursuitOwnFieldsWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_rights (PursuitOwnFieldsWindow *self)
{
  static const char *const actions[] = {
    "fields.add", "fields.edit", "fields.retire", "fields.up", "fields.down", "fields.move", "fields.delete",
  };
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);
  g_autofree char *refusal = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], may_change (self));
  if (may_change (self) || opened == NULL)
    return;

  refusal = opened->read_only ? g_strdup (_("The database can only be read."))
                              : pursuit_rights_dup_refusal (opened->rights, PURSUIT_RIGHT_FIELDS);
  gtk_label_set_text (self->denied, refusal);
  gtk_widget_set_visible (GTK_WIDGET (self->denied), TRUE);
}

/**
 * pursuit_own_fields_window_new:
 * @parent: (nullable): the window over which it is shown, and which offers to undo
 * @worker: the opened database
 *
 * Who may not change own fields sees which there are, and who may.
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_own_fields_window_new (GtkWindow     *parent,
                               PursuitWorker *worker)
{
  PursuitOwnFieldsWindow *self = g_object_new (PURSUIT_TYPE_OWN_FIELDS_WINDOW, "transient-for", parent, NULL);

  self->worker = g_object_ref (worker);
  g_signal_connect_object (worker, "own-fields", G_CALLBACK (read_fields), self, G_CONNECT_SWAPPED);
  show_rights (self);
  read_fields (self);

  return GTK_WIDGET (self);
}
