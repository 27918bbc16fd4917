/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate-fixture.h"

#include <adwaita.h>

#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-proof-form.h"

static gint64
find_stage (PursuitDesk *desk,
            int          position)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) stages = pursuit_deals_list_stages (desk, 0, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < stages->len; i++)
    if (((PursuitStage *) g_ptr_array_index (stages, i))->position == position)
      return ((PursuitRecord *) g_ptr_array_index (stages, i))->id;

  g_assert_not_reached ();
}

static void
add_milestone (PursuitDesk          *desk,
               int                   stage,
               int                   position,
               const char           *name,
               PursuitMilestoneKind  kind,
               gboolean              required)
{
  g_autoptr(PursuitRecord) milestone = g_object_new (PURSUIT_TYPE_MILESTONE, "stage-id", find_stage (desk, stage),
                                                     "position", (gint64) position, "name", name, "kind", (gint64) kind,
                                                     "required", (gint64) required, NULL);
  g_auto(PursuitTx) tx = { NULL };
  GError *error = NULL;

  g_assert_true (pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), &error));
  g_assert_true (pursuit_store_insert (pursuit_desk_get_store (desk), milestone, &error));
  g_assert_true (pursuit_tx_commit (&tx, &error));
}

void
gate_fill (PursuitDesk *desk)
{
  gint64 mill = board_add_customer (desk, "Millworks");

  board_drop_milestones (desk);
  add_milestone (desk, 1, 1, "Budget approved", PURSUIT_MILESTONE_BUYER_ACT, TRUE);
  add_milestone (desk, 1, 2, "Survey sent", PURSUIT_MILESTONE_DOCUMENT, TRUE);
  add_milestone (desk, 1, 3, "Rivals compared", PURSUIT_MILESTONE_OUR_ACT, FALSE);
  add_milestone (desk, 2, 1, "Site seen", PURSUIT_MILESTONE_OUR_ACT, FALSE);

  pursuit_time_set_now (BOARD_NOW - 3 * BOARD_DAY);
  board_add_deal (desk, mill, "Press line", 1, 1250000000, "Call the buyer", "2026-03-13");
  board_add_deal (desk, mill, "Mill refit", 2, 30000000, "Send the offer", "2026-03-18");
  pursuit_time_set_now (BOARD_NOW);
}

void
gate_set_up (BoardFixture  *self,
             gconstpointer  data)
{
  board_set_up_with (self, gate_fill);
}

static gboolean
shows_gate (gpointer data)
{
  GtkWidget *dialog = board_find_dialog (data);

  return PURSUIT_IS_GATE_SHEET (dialog) && PURSUIT_GATE_SHEET (dialog)->gate != NULL;
}

PursuitGateSheet *
gate_wait_for_sheet (BoardFixture *self)
{
  ui_wait_until (shows_gate, self);
  ui_settle ();

  return PURSUIT_GATE_SHEET (board_find_dialog (self));
}

/* Presses Alt and an arrow at a card that has to stop. */
PursuitGateSheet *
gate_try (BoardFixture *self,
          int           position,
          guint         at,
          int           by)
{
  board_focus_card (self, position, at);
  gtk_widget_activate_action (self->page, "card.move", "i", by);

  return gate_wait_for_sheet (self);
}

PursuitGateRow *
gate_get_row (PursuitGateSheet *sheet,
              guint             at)
{
  return PURSUIT_GATE_ROW (gtk_list_box_get_row_at_index (sheet->list, (int) at));
}

typedef struct
{
  PursuitGateRow *row;
  PursuitGateSheet *sheet;
} Ticked;

static gboolean
is_ticked (gpointer data)
{
  Ticked *ticked = data;

  return pursuit_gate_row_is_shown (ticked->row) && !ticked->sheet->is_reading;
}

static GtkWidget *
find_labelled (GtkWidget  *below,
               const char *label)
{
  if (GTK_IS_BUTTON (below) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (below)), label) == 0)
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_labelled (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Presses "Done" in the form of a milestone. */
GtkWidget *
gate_say (PursuitGateSheet *sheet,
          guint             at,
          const char       *kind,
          const char       *text,
          const char       *day)
{
  PursuitGateRow *row = gate_get_row (sheet, at);
  GtkWidget *form = ui_find_type (GTK_WIDGET (row), PURSUIT_TYPE_PROOF_FORM);
  GtkWidget *first = gtk_widget_get_first_child (form);

  pursuit_gate_row_open (row);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_labelled (form, kind)), TRUE);
  if (day != NULL)
    gtk_editable_set_text (GTK_EDITABLE (ui_find_type (first, GTK_TYPE_ENTRY)), day);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (gtk_widget_get_next_sibling (first), GTK_TYPE_ENTRY)), text);
  g_signal_emit_by_name (find_labelled (form, "Done"), "clicked");

  return form;
}

/* Presses "Done", and waits until the milestone is ticked. */
void
gate_press_done (PursuitGateSheet *sheet,
                 guint             at)
{
  Ticked ticked = { gate_get_row (sheet, at), sheet };

  g_signal_emit_by_name (find_labelled (GTK_WIDGET (ticked.row), "Done"), "clicked");
  ui_wait_until (is_ticked, &ticked);
}

/* Says what shows a milestone. */
void
gate_tick (PursuitGateSheet *sheet,
           guint             at,
           const char       *kind,
           const char       *text)
{
  Ticked ticked = { gate_get_row (sheet, at), sheet };

  gate_say (sheet, at, kind, text, NULL);
  ui_wait_until (is_ticked, &ticked);
}

void
gate_write_reason (PursuitGateSheet *sheet,
                   const char       *text)
{
  gtk_text_buffer_set_text (sheet->reason_buffer, text, -1);
}

/* A button within the sheet knows whether its action can be done. */
gboolean
gate_may (PursuitGateSheet *sheet,
          const char       *action)
{
  return gtk_widget_get_sensitive (g_str_equal (action, "gate.move") ? sheet->move_button : sheet->override_button);
}

typedef struct
{
  GtkWidget *widget;
  const char *text;
} Shown;

static gboolean
says (gpointer data)
{
  Shown *shown = data;
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (shown->widget, text);
  return strstr (text->str, shown->text) != NULL;
}

void
gate_wait_for_text (gpointer    widget,
                    const char *text)
{
  Shown shown = { widget, text };

  ui_wait_until (says, &shown);
}

/* Another computer with the same file. */
PursuitDesk *
gate_open_elsewhere (BoardFixture *self)
{
  GError *error = NULL;
  PursuitDesk *desk = pursuit_desk_open (self->base.path, PURSUIT_STORE_NONE, &error);

  g_assert_no_error (error);
  return desk;
}

/* Whatever was typed is given up. */
void
gate_close (BoardFixture *self)
{
  gtk_window_destroy (GTK_WINDOW (board_find_dialog (self)));
  ui_wait_until (board_has_no_dialog, self);
}
