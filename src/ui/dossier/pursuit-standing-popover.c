/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-standing-popover.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-standing.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitStandingPopover judges a customer anew: its grade, its place in the funnel or the level of the relationship, with a
 * reason; below stands how that changed until now. What is refused is said here, and nothing typed is lost.
 */
struct _PursuitStandingPopover
{
  GtkPopover parent_instance;

  GtkLabel *title;
  GtkWidget *form;
  GtkDropDown *value;
  GtkLabel *meaning;
  GtkEditable *reason;
  GtkLabel *problem;
  GtkWidget *save;
  GtkListBox *history;
  GtkLabel *none;

  PursuitWorker *worker;
  PursuitStandingKind kind;
  PursuitCustomer *customer;   /* as it is shown */
  GCancellable *cancellable;   /* of the reading under way */
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (PursuitStandingPopover, pursuit_standing_popover, GTK_TYPE_POPOVER)

static const char *
get_title (PursuitStandingKind kind)
{
  switch (kind)
    {
    case PURSUIT_STANDING_KIND_GRADE:
      return _("Grade");
    case PURSUIT_STANDING_KIND_FUNNEL:
      return _("Place in the Funnel");
    case PURSUIT_STANDING_KIND_LEVEL:
    default:
      return _("Relationship Level");
    }
}

static void
show_problem (PursuitStandingPopover *self,
              const char             *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
changed_cb (PursuitStandingPopover *self)
{
  guint chosen = gtk_drop_down_get_selected (self->value);

  g_assert (PURSUIT_IS_STANDING_POPOVER (self));

  show_problem (self, NULL);
  if (self->customer == NULL)
    return;
  if (self->kind == PURSUIT_STANDING_KIND_LEVEL)
    gtk_label_set_text (self->meaning, pursuit_standing_get_level_meaning (chosen));
  gtk_widget_set_visible (GTK_WIDGET (self->meaning), self->kind == PURSUIT_STANDING_KIND_LEVEL);
  gtk_widget_set_sensitive (self->save, !self->is_saving && chosen != GTK_INVALID_LIST_POSITION &&
                                          (gint64) chosen != pursuit_standing_get (self->customer, self->kind));
}

static void
show_values (PursuitStandingPopover *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (int value = 0; value <= pursuit_standing_kind_get_max (self->kind); value++)
    {
      g_autofree char *name = pursuit_standing_format (self->kind, value);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->value, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->value, (guint) pursuit_standing_get (self->customer, self->kind));
}

/* "Grade C → Grade B", below it who, when and why. */
static GtkWidget *
make_row (const PursuitStandingMove *move)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *from = pursuit_standing_format (move->kind, move->from);
  g_autofree char *to = pursuit_standing_format (move->kind, move->to);
  /* Translators: how a customer was judged before and after */
  g_autofree char *change = g_strdup_printf (_("%1$s → %2$s"), from, to);
  g_autofree char *at = pursuit_time_format (move->at);
  g_autofree char *by = move->staff != NULL
    /* Translators: %1$s is a date, %2$s a person */
    ? g_strdup_printf (_("%1$s, %2$s"), at, move->staff) : g_strdup (at);
  const char *const lines[] = { change, by, pursuit_str_empty (move->reason) ? NULL : _(move->reason) };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label = lines[i] != NULL ? gtk_label_new (lines[i]) : NULL;

      if (label == NULL)
        continue;
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
      gtk_widget_add_css_class (label, i == 0 ? "dense-heading" : "caption");
      if (i == 1)
        gtk_widget_add_css_class (label, "secondary");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "standing-row");
  return box;
}

static void
show_history (PursuitStandingPopover *self,
              GPtrArray              *moves)
{
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->history))) != NULL)
    gtk_list_box_remove (self->history, child);
  for (guint i = 0; i < moves->len; i++)
    {
      const PursuitStandingMove *move = g_ptr_array_index (moves, i);

      if (move->kind != self->kind)
        continue;
      gtk_list_box_append (self->history, make_row (move));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->history), n > 0);
  gtk_label_set_text (self->none, _("Nothing has changed yet."));
  gtk_widget_set_visible (GTK_WIDGET (self->none), n == 0);
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_standing_read (desk, *(gint64 *) data, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitStandingPopover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) moves = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (moves != NULL)
    show_history (self, moves);
  else
    {
      gtk_label_set_text (self->none, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->none), TRUE);
    }
}

static void
stop_reading (PursuitStandingPopover *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_history (PursuitStandingPopover *self)
{
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_job,
                             g_memdup2 (&PURSUIT_RECORD (self->customer)->id, sizeof (gint64)), g_free,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, read_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitStandingPopover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  self->is_saving = FALSE;
  changed_cb (self);
  if (saved == NULL || saved->state == PURSUIT_SAVED_CONFLICT)
    {
      show_problem (self, saved != NULL ? saved->sentence : error->message);
      return;
    }

  gtk_editable_set_text (self->reason, "");
  if (saved->entry_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", _("The customer is judged anew"), saved->entry_id);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
save_cb (PursuitStandingPopover *self)
{
  PursuitSave *save;

  g_assert (PURSUIT_IS_STANDING_POPOVER (self));

  save = pursuit_save_new (PURSUIT_SAVE_STANDING, PURSUIT_TYPE_CUSTOMER, PURSUIT_RECORD (self->customer)->id);
  save->original = pursuit_record_copy (PURSUIT_RECORD (self->customer));
  save->other = g_strdup (pursuit_standing_kind_get_nick (self->kind));
  save->position = (int) gtk_drop_down_get_selected (self->value);
  save->text = g_strdup (gtk_editable_get_text (self->reason));
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (self->save, FALSE);
  pursuit_worker_save_async (self->worker, save, NULL, saved_cb, g_object_ref (self));
}

/* What is shown is read when somebody looks at it. */
static void
shown_cb (PursuitStandingPopover *self)
{
  g_assert (PURSUIT_IS_STANDING_POPOVER (self));

  if (self->worker == NULL || self->customer == NULL)
    return;

  show_problem (self, NULL);
  show_values (self);
  changed_cb (self);
  read_history (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->value));
}

static void
pursuit_standing_popover_dispose (GObject *object)
{
  PursuitStandingPopover *self = PURSUIT_STANDING_POPOVER (object);

  stop_reading (self);
  g_clear_object (&self->worker);
  g_clear_object (&self->customer);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_STANDING_POPOVER);

  G_OBJECT_CLASS (pursuit_standing_popover_parent_class)->dispose (object);
}

static void
pursuit_standing_popover_class_init (PursuitStandingPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_standing_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/standing-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, form);
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, value);
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, meaning);
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, reason);
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, save);
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, history);
  gtk_widget_class_bind_template_child (widget_class, PursuitStandingPopover, none);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
pursuit_standing_popover_init (PursuitStandingPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_popover_set_default_widget (GTK_POPOVER (self), self->save);
}

/**
 * pursuit_standing_popover_show_customer:
 * @self: a popover
 * @worker: the opened database
 * @kind: what is judged
 * @customer: the customer as it is shown
 * @editable: whether the person may judge it
 *
 * Says whom the popover is about; the history is read when it opens.
 */
void
pursuit_standing_popover_show_customer (PursuitStandingPopover *self,
                                        PursuitWorker          *worker,
                                        PursuitStandingKind     kind,
                                        PursuitCustomer        *customer,
                                        gboolean                editable)
{
  g_return_if_fail (PURSUIT_IS_STANDING_POPOVER (self));

  g_set_object (&self->worker, worker);
  g_set_object (&self->customer, customer);
  self->kind = kind;
  gtk_label_set_text (self->title, get_title (kind));
  gtk_widget_set_visible (self->form, editable);
}

/**
 * pursuit_standing_popover_is_reading:
 * @self: a popover
 *
 * Returns: %TRUE while the history is being read, or something saved
 */
gboolean
pursuit_standing_popover_is_reading (PursuitStandingPopover *self)
{
  g_return_val_if_fail (PURSUIT_IS_STANDING_POPOVER (self), FALSE);

  return self->cancellable != NULL || self->is_saving;
}
