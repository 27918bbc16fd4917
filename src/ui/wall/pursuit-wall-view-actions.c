/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall-view-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-picker-popover.h"
#include "pursuit-quarter.h"
#include "pursuit-str.h"

/* What a person can do on the relationship wall. */

/* A save and what is said once it is done. */
typedef struct
{
  PursuitWallView *view;
  char *done;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->view);
  g_free (call->done);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

/* Whatever came of it, what is shown is what the database has. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);
  GtkWidget *view = GTK_WIDGET (call->view);

  if (saved == NULL)
    gtk_widget_activate_action (view, "win.toast", "s", error->message);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    gtk_widget_activate_action (view, "win.toast", "s", saved->sentence);
  else if (saved->entry_id != 0)
    gtk_widget_activate_action (view, "win.offer-undo", "(sx)", call->done, saved->entry_id);
  pursuit_wall_view_read (call->view);
}

static void
send (PursuitWallView *self,
      PursuitSave     *save,
      char            *done)
{
  Call *call = g_new0 (Call, 1);

  call->view = g_object_ref (self);
  call->done = done;
  pursuit_worker_save_async (self->worker, save, NULL, saved_cb, call);
}

static PursuitBond *
make_bond (PursuitWallView     *self,
           PursuitWallCellView *cell)
{
  PursuitBond *bond = PURSUIT_BOND (pursuit_record_new (PURSUIT_TYPE_BOND));

  bond->customer_id = self->customer_id;
  bond->contact_id = pursuit_wall_cell_view_get_contact (cell);
  bond->staff_id = pursuit_wall_cell_view_get_staff (cell);
  bond->period = g_strdup (self->wall->period);

  return bond;
}

/* Says how well two people know each other. */
void
pursuit_wall_view_change (PursuitWallView     *self,
                          PursuitWallCellView *cell,
                          int                  level,
                          int                  target,
                          const char          *evidence)
{
  PursuitBond *was = pursuit_wall_cell_view_get_bond (cell);
  g_autoptr(PursuitRecord) edited = was != NULL ? pursuit_record_copy (PURSUIT_RECORD (was))
                                                : PURSUIT_RECORD (make_bond (self, cell));
  PursuitBond *bond = PURSUIT_BOND (edited);
  g_autofree char *names = pursuit_wall_cell_view_dup_names (cell);
  g_autofree char *today = pursuit_date_today ();

  bond->level = level;
  bond->target = target;
  pursuit_set_str (&bond->evidence, pursuit_str_empty (evidence) ? NULL : evidence);
  pursuit_set_str (&bond->assessed_on, today);
  bond->assessed_by_id = pursuit_worker_get_opened (self->worker)->actor_id;
  send (self, was != NULL ? pursuit_save_new_edit (PURSUIT_RECORD (was), edited) : pursuit_save_new_create (edited),
        /* Translators: %1$s are two people, %2$d how well they know each other */
        g_strdup_printf (_("%1$s: strength %2$d"), names, level));
}

/* Takes away what was said about two people. */
void
pursuit_wall_view_remove (PursuitWallView     *self,
                          PursuitWallCellView *cell)
{
  PursuitRecord *bond = PURSUIT_RECORD (pursuit_wall_cell_view_get_bond (cell));
  PursuitSave *save = pursuit_save_new (PURSUIT_SAVE_DELETE, PURSUIT_TYPE_BOND, bond->id);
  g_autofree char *names = pursuit_wall_cell_view_dup_names (cell);

  save->original = pursuit_record_copy (bond);
  /* Translators: %s are two people */
  send (self, save, g_strdup_printf (_("%s: not assessed any more"), names));
}

static void
assess (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  PursuitWallView *self = PURSUIT_WALL_VIEW (widget);
  PursuitSave *save = pursuit_save_new (PURSUIT_SAVE_ASSESS, PURSUIT_TYPE_CUSTOMER, self->customer_id);
  g_autofree char *quarter = pursuit_quarter_format (self->wall->present);

  save->other = g_strdup (self->wall->present);
  pursuit_set_str (&self->wanted, self->wall->present);
  /* Translators: %s is a quarter such as 2026 Q1 */
  send (self, save, g_strdup_printf (_("%s begins with what was known last"), quarter));
}

static void
picked_cb (PursuitWallView      *self,
           gint64                id,
           const char           *name,
           PursuitPickerPopover *popover)
{
  g_assert (PURSUIT_IS_WALL_VIEW (self));

  gtk_popover_popdown (GTK_POPOVER (popover));
  if (id != 0)
    pursuit_wall_view_add_guest (self, id, name);
}

static gboolean
unparent_cb (gpointer data)
{
  if (gtk_widget_get_parent (data) != NULL)
    gtk_widget_unparent (data);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
add_colleague (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitWallView *self = PURSUIT_WALL_VIEW (widget);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_STAFF);
  GtkWidget *popover = pursuit_picker_popover_new ();

  pursuit_picker_popover_set_source (PURSUIT_PICKER_POPOVER (popover), self->worker, query, NULL);
  g_signal_connect_object (popover, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_widget_set_parent (popover, self->menu);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* Greys what cannot be done with what is shown. */
void
pursuit_wall_view_update_actions (PursuitWallView *self)
{
  gboolean may_edit = self->wall != NULL && self->wall->may_edit;
  const PursuitWallPeriod *present = may_edit ? pursuit_wall_find_period (self->wall, self->wall->present) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wall.add-colleague", may_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wall.assess",
                                 may_edit && present == NULL && self->wall->periods->len > 0);
  gtk_widget_set_visible (self->menu, may_edit);
}

void
pursuit_wall_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "wall.assess", NULL, assess);
  gtk_widget_class_install_action (widget_class, "wall.add-colleague", NULL, add_colleague);
}
