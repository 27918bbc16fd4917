/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-bar-private.h"

#include "pursuit-command-row.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-staff.h"
#include "pursuit-stage.h"

/* Opening what was chosen: everything is an action of the window, done after the bar has closed. */

static GType
get_type (PursuitFoundKinds kind)
{
  switch (kind)
    {
    case PURSUIT_FOUND_CUSTOMER:
      return PURSUIT_TYPE_CUSTOMER;
    case PURSUIT_FOUND_CONTACT:
      return PURSUIT_TYPE_CONTACT;
    case PURSUIT_FOUND_DEAL:
      return PURSUIT_TYPE_DEAL;
    case PURSUIT_FOUND_STAFF:
      return PURSUIT_TYPE_STAFF;
    case PURSUIT_FOUND_TEXT:
    default:
      return G_TYPE_INVALID;
    }
}

static void
note (PursuitCommandBar *self,
      PursuitFoundKinds  kind,
      gint64             id)
{
  PursuitRecents *recents = self->worker != NULL ? pursuit_worker_get_recents (self->worker) : NULL;

  if (recents != NULL && get_type (kind) != G_TYPE_INVALID)
    pursuit_recents_note (recents, get_type (kind), id);
}

static void
open_dossier (PursuitCommandBar *self,
              PursuitCommandGo   go,
              gint64             customer_id,
              gint64             contact_id,
              const char        *tab)
{
  gtk_widget_activate_action (GTK_WIDGET (self), go == PURSUIT_COMMAND_GO_BESIDE ? "win.show-beside" : "win.show-dossier",
                              "(xxs)", customer_id, contact_id, tab);
}

static void
open_deal (PursuitCommandBar *self,
           PursuitCommandGo   go,
           gint64             deal_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), go == PURSUIT_COMMAND_GO_BESIDE ? "win.show-deal-beside" : "win.show-deal",
                              "x", deal_id);
}

/* Where a text can be read: a note of a person is with that person, minutes are in the timeline. A playbook is
 * with its stage. */
static void
open_text (PursuitCommandBar  *self,
           const PursuitFound *found,
           PursuitCommandGo    go)
{
  if (found->type == PURSUIT_TYPE_DEAL)
    open_deal (self, go, found->id);
  else if (found->type == PURSUIT_TYPE_CONTACT)
    open_dossier (self, go, found->customer_id, found->id, "people");
  else if (found->type == PURSUIT_TYPE_STAGE)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-stage", "x", found->id);
  else
    open_dossier (self, go, found->customer_id, (gint64) 0, found->type == PURSUIT_TYPE_CUSTOMER ? "overview" : "timeline");
}

static void
open_found (PursuitCommandBar  *self,
            const PursuitFound *found,
            PursuitCommandGo    go)
{
  switch (found->kind)
    {
    case PURSUIT_FOUND_DEAL:
      open_deal (self, go, found->id);
      break;
    case PURSUIT_FOUND_CONTACT:
      open_dossier (self, go, found->customer_id, found->id, "people");
      break;
    case PURSUIT_FOUND_STAFF:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-seller", "(xs)", found->id,
                                  found->title != NULL ? found->title : "");
      break;
    case PURSUIT_FOUND_TEXT:
      open_text (self, found, go);
      break;
    case PURSUIT_FOUND_CUSTOMER:
    default:
      open_dossier (self, go, found->id, (gint64) 0, "");
      break;
    }

  /* Last: a person is what was opened, more than the customer on whose dossier they are. */
  note (self, found->kind, found->id);
}

/* What an action is about has the focus again when it is done. */
static void
do_action (PursuitCommandBar   *self,
           const PursuitAction *action)
{
  PursuitRecents *recents = self->worker != NULL ? pursuit_worker_get_recents (self->worker) : NULL;
  g_autoptr(PursuitCommandActions) actions = g_steal_pointer (&self->actions);

  /* What clears the list is not the first thing on it. */
  if (recents != NULL && g_strcmp0 (action->name, "win.clear-recent") != 0)
    pursuit_recents_note_action (recents, action->name);
  pursuit_command_actions_run (actions, action);
}

/* Opens what is selected in the list, if anything is. */
void
pursuit_command_bar_open_selected (PursuitCommandBar *self,
                                   PursuitCommandGo   go)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autoptr(PursuitCommandItem) item = NULL;

  if (row == NULL || !pursuit_command_bar_is_open (self))
    return;

  item = g_object_ref (pursuit_command_row_get_item (PURSUIT_COMMAND_ROW (row)));
  pursuit_command_bar_close (self);
  if (pursuit_command_item_get_action (item) != NULL)
    do_action (self, pursuit_command_item_get_action (item));
  else
    open_found (self, pursuit_command_item_get_found (item), go);
}

/* Enter: what stands there is the answer to an older question, unless the person went to it. */
void
pursuit_command_bar_activate (PursuitCommandBar *self,
                              PursuitCommandGo   go)
{
  if (self->is_answered || self->was_moved)
    pursuit_command_bar_open_selected (self, go);
  else
    self->go = go;
}
