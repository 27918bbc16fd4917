/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gate-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-page.h"
#include "pursuit-picker-popover.h"
#include "pursuit-picker-row.h"
#include "pursuit-proof.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"

static gint64
get_id (PursuitGateSheet *sheet)
{
  return PURSUIT_RECORD (sheet->gate->deal)->id;
}

/* The number of living proofs of a deal. */
static gpointer
list_proofs_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_PROOF, error);
}

static GPtrArray *
list_proofs (BoardFixture *self)
{
  return ui_call (&self->base, list_proofs_job, NULL);
}

/* A move that lacks something opens the sheet, and moves nothing. */
static void
test_missing_opens_sheet (BoardFixture  *self,
                          gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);

  g_assert_cmpuint (pursuit_gate_sheet_count_missing (sheet), ==, 2);
  g_assert_cmpstr (gtk_label_get_text (sheet->status), ==, "2 required milestones are missing.");
  g_assert_false (gate_may (sheet, "gate.move"));
  g_assert_true (pursuit_gate_row_is_missing (gate_get_row (sheet, 0)));
  g_assert_true (pursuit_gate_row_is_missing (gate_get_row (sheet, 1)));
  g_assert_false (pursuit_gate_row_is_missing (gate_get_row (sheet, 2)));
  gate_wait_for_text (gate_get_row (sheet, 2), "Optional");
  g_assert_cmpint (board_load_position (self, get_id (sheet)), ==, 1);
  g_assert_cmpuint (self->said->len, ==, 0);
  gtk_window_close (GTK_WINDOW (sheet));
  g_assert_true (board_has_no_dialog (self));
}

/* A drop goes through the same gate. */
static void
test_drop_opens_sheet (BoardFixture  *self,
                       gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 1, 0)));

  gtk_widget_activate_action (self->page, "board.drop", "(xi)", id, 2);
  g_assert_cmpuint (pursuit_gate_sheet_count_missing (gate_wait_for_sheet (self)), ==, 2);
  g_assert_cmpint (board_load_position (self, id), ==, 1);
  gate_close (self);
}

/* What shows a milestone is saved there and then; when nothing is missing the deal moves. */
static void
test_tick_and_move (BoardFixture  *self,
                    gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);
  g_autoptr(GPtrArray) proofs = NULL;

  gate_tick (sheet, 0, "Note", "Signed by the board");
  g_assert_false (gate_may (sheet, "gate.move"));
  g_assert_cmpstr (gtk_label_get_text (sheet->status), ==, "1 required milestone is missing.");
  gate_wait_for_text (gate_get_row (sheet, 0), "Signed by the board");
  gate_tick (sheet, 1, "Note", "By post");
  proofs = list_proofs (self);
  g_assert_cmpuint (proofs->len, ==, 2);
  g_assert_cmpstr (((PursuitProof *) g_ptr_array_index (proofs, 0))->done_on, ==, "2026-03-17");

  g_assert_true (gate_may (sheet, "gate.move"));
  gtk_widget_activate_action (GTK_WIDGET (sheet), "gate.move", NULL);
  ui_wait_until (board_has_no_dialog, self);
  board_wait_for_lane (self, 2, "Press line|Mill refit");
  g_assert_cmpstr (self->said->str, ==, "“Press line” moved to stage 2\n");
  g_assert_cmpint (self->offered_id, >, 0);
}

static gpointer
list_documents_job (PursuitDesk   *desk,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  return pursuit_store_list (pursuit_desk_get_store (desk), *(GType *) data, error);
}

static GPtrArray *
list_records (BoardFixture *self,
              GType         type)
{
  return ui_call (&self->base, list_documents_job, &type);
}

/* What is typed becomes a document or a visit of that name, kept with the customer and the deal. */
static void
test_new_proofs (BoardFixture  *self,
                 gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GPtrArray) visits = NULL;
  g_autoptr(GPtrArray) proofs = NULL;

  gate_tick (sheet, 1, "Document", "Survey.pdf");
  gate_tick (sheet, 0, "Visit", "The board met");
  documents = list_records (self, PURSUIT_TYPE_DOCUMENT);
  visits = list_records (self, PURSUIT_TYPE_ACTIVITY);
  proofs = list_proofs (self);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpstr (((PursuitDocument *) g_ptr_array_index (documents, 0))->name, ==, "Survey.pdf");
  g_assert_cmpint (((PursuitDocument *) g_ptr_array_index (documents, 0))->deal_id, ==, get_id (sheet));
  g_assert_cmpuint (visits->len, ==, 1);
  g_assert_cmpint (((PursuitActivity *) g_ptr_array_index (visits, 0))->kind, ==, PURSUIT_ACTIVITY_VISIT);
  g_assert_cmpuint (proofs->len, ==, 2);
  g_assert_cmpint (((PursuitProof *) g_ptr_array_index (proofs, 0))->document_id, ==, 1);
  g_assert_cmpint (((PursuitProof *) g_ptr_array_index (proofs, 1))->activity_id, ==, 1);
  gate_wait_for_text (gate_get_row (sheet, 1), "Survey.pdf");
  gtk_window_close (GTK_WINDOW (sheet));
}

static gpointer
add_contact_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", G_GINT64_CONSTANT (1), "name",
                                                   "Gao Huimin", NULL);

  return GINT_TO_POINTER (pursuit_records_create (desk, contact, NULL, error));
}

static gboolean
lists_somebody (gpointer popover)
{
  GtkWidget *row = ui_find_type (popover, PURSUIT_TYPE_PICKER_ROW);
  g_autoptr(GString) text = g_string_new (NULL);

  if (row != NULL)
    board_collect_labels (row, text);
  return g_str_has_prefix (text->str, "Gao Huimin");
}

/* A person is chosen from those of the customer. */
static void
test_chosen_proof (BoardFixture  *self,
                   gconstpointer  data)
{
  PursuitGateSheet *sheet;
  GtkWidget *form, *popover;
  g_autoptr(GPtrArray) proofs = NULL;

  ui_call (&self->base, add_contact_job, NULL);
  sheet = gate_try (self, 1, 0, 1);
  form = gate_say (sheet, 0, "Person", "", NULL);
  popover = ui_find_type (form, PURSUIT_TYPE_PICKER_POPOVER);
  gtk_popover_popup (GTK_POPOVER (popover));
  ui_wait_until (lists_somebody, popover);
  gtk_widget_activate_action (ui_find_type (popover, GTK_TYPE_LIST_VIEW), "list.activate-item", "u", 0);
  gate_press_done (sheet, 0);
  proofs = list_proofs (self);
  g_assert_cmpuint (proofs->len, ==, 1);
  g_assert_cmpint (((PursuitProof *) g_ptr_array_index (proofs, 0))->contact_id, ==, 1);
  gate_wait_for_text (gate_get_row (sheet, 0), "Gao Huimin");
  gtk_window_close (GTK_WINDOW (sheet));
}

/* Milestones of several stages stand under the names of theirs. */
static void
test_several_stages (BoardFixture  *self,
                     gconstpointer  data)
{
  PursuitGateSheet *sheet;
  GtkWidget *header;

  board_focus_card (self, 1, 0);
  gtk_widget_activate_action (self->page, "card.move-to", "i", 3);
  sheet = gate_wait_for_sheet (self);
  g_assert_cmpstr (gtk_label_get_text (sheet->milestones_title), ==, "Milestones of Stages 1 to 2");
  header = gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (gate_get_row (sheet, 0)));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (header)), "1 "));
  g_assert_null (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (gate_get_row (sheet, 1))));
  g_assert_nonnull (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (gate_get_row (sheet, 3))));
  gtk_window_close (GTK_WINDOW (sheet));
}

/* What cannot be a proof is refused in place, and nothing is saved. */
static void
test_refused_proofs (BoardFixture  *self,
                     gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);
  g_autoptr(GPtrArray) proofs = NULL;
  GtkWidget *form = gate_say (sheet, 0, "Note", "Soon", "2026-03-18");

  gate_wait_for_text (form, "A day to come shows nothing yet.");
  gate_say (sheet, 0, "Document", "", "2026-03-17");
  gate_wait_for_text (form, "Say what shows it, or choose it.");
  gate_say (sheet, 0, "Person", "", "2026-03-17");
  gate_wait_for_text (form, "Choose who confirmed it.");
  proofs = list_proofs (self);
  g_assert_cmpuint (proofs->len, ==, 0);
  gate_close (self);
}

/* What was ticked by mistake is taken back in its row. */
static void
test_untick (BoardFixture  *self,
             gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);

  gate_tick (sheet, 0, "Note", "Signed by the board");
  g_signal_emit_by_name (board_find_with_class (GTK_WIDGET (gate_get_row (sheet, 0)), "quiet"), "clicked");
  gate_wait_for_text (sheet, "2 required milestones are missing.");
  g_assert_true (pursuit_gate_row_is_missing (gate_get_row (sheet, 0)));
  gtk_window_close (GTK_WINDOW (sheet));
}

/* No move waits for what is optional. */
static void
test_optional_is_no_gate (BoardFixture  *self,
                          gconstpointer  data)
{
  board_focus_card (self, 2, 0);
  gtk_widget_activate_action (self->page, "card.move", "i", 1);
  board_wait_for_lane (self, 3, "Mill refit");
  g_assert_true (board_has_no_dialog (self));
}

/* Who may goes past what is missing with a reason that says something. */
static void
test_override (BoardFixture  *self,
               gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);
  gint64 id = get_id (sheet);

  g_assert_true (sheet->gate->may_override);
  gate_write_reason (sheet, "Nineteen letters ok");
  g_assert_false (gate_may (sheet, "gate.override"));
  gate_write_reason (sheet, "The board meets on Friday");
  g_assert_true (gate_may (sheet, "gate.override"));
  g_assert_false (gate_may (sheet, "gate.move"));
  gtk_widget_activate_action (GTK_WIDGET (sheet), "gate.override", NULL);
  ui_wait_until (board_has_no_dialog, self);
  g_assert_cmpint (board_load_position (self, id), ==, 2);
}

static void
fill_for_seller (PursuitDesk *desk)
{
  GError *error = NULL;
  g_autoptr(PursuitRecord) seller = g_object_new (PURSUIT_TYPE_STAFF, "name", "Chen Zhuo", "role-id",
                                                  (gint64) PURSUIT_SYSTEM_ROLE_SELLER, NULL);
  g_autoptr(PursuitRecord) customer = NULL;
  g_autoptr(PursuitRecord) edited = NULL;

  g_assert_true (pursuit_records_create (desk, seller, NULL, &error));
  gate_fill (desk);
  customer = pursuit_records_load (desk, PURSUIT_TYPE_DEAL, 1, &error);
  g_assert_no_error (error);
  edited = pursuit_record_copy (customer);
  PURSUIT_DEAL (edited)->owner_id = seller->id;
  g_assert_true (pursuit_records_save (desk, customer, edited, NULL, &error));
  g_assert_no_error (error);
}

/* The same board for somebody else. */
static void
open_again (BoardFixture      *self,
            const char        *staff,
            PursuitStoreFlags  flags)
{
  PursuitWorker *before = self->base.worker;

  self->base.worker = pursuit_worker_new ();
  pursuit_worker_set_staff (self->base.worker, staff);
  ui_open (self->base.worker, self->base.path, flags);
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), self->base.worker);
  ui_wait_until (board_is_ready, self->page);
  ui_end_worker (before);
}

static void
set_up_for_seller (BoardFixture  *self,
                   gconstpointer  data)
{
  board_set_up_with (self, fill_for_seller);
  open_again (self, "Chen Zhuo", PURSUIT_STORE_NONE);
}

/* A seller reads who may, and is offered nothing that would be refused. */
static void
test_no_override (BoardFixture  *self,
                  gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);

  g_assert_false (sheet->gate->may_override);
  g_assert_false (gtk_widget_get_visible (sheet->override_button));
  g_assert_false (gtk_widget_get_visible (sheet->reason_card));
  g_assert_true (gtk_widget_get_visible (sheet->may_not));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (sheet->may_not)), ==, sheet->gate->may_not);
  g_assert_cmpuint (strlen (sheet->gate->may_not), >, 0);
  gate_tick (sheet, 0, "Note", "Signed by the board");
  gate_tick (sheet, 1, "Note", "By post");
  g_assert_true (gate_may (sheet, "gate.move"));
  gtk_window_close (GTK_WINDOW (sheet));
}

static void
set_up_read_only (BoardFixture  *self,
                  gconstpointer  data)
{
  board_set_up_with (self, gate_fill);
  open_again (self, NULL, PURSUIT_STORE_READ_ONLY);
}

/* Who may only read sees what a move would need. */
static void
test_read_only (BoardFixture  *self,
                gconstpointer  data)
{
  PursuitGateSheet *sheet;

  board_focus_card (self, 1, 0);
  gtk_widget_activate_action (self->page, "card.milestones", NULL);
  sheet = gate_wait_for_sheet (self);
  g_assert_cmpuint (pursuit_gate_sheet_count_missing (sheet), ==, 2);
  g_assert_false (gate_may (sheet, "gate.move"));
  g_assert_false (gtk_widget_get_visible (sheet->reason_box));
  pursuit_gate_row_open (gate_get_row (sheet, 0));
  g_assert_false (pursuit_gate_row_is_changed (gate_get_row (sheet, 0)));
  gate_write_reason (sheet, "The board meets on Friday");
  g_assert_false (gate_may (sheet, "gate.override"));
  gate_close (self);
}

/* A process without milestones asks for nothing but the reason for leaving stages out, or for going back. */
static void
test_reason_alone (BoardFixture  *self,
                   gconstpointer  data)
{
  PursuitGateSheet *sheet;
  gint64 id = board_focus_card (self, 2, 0);

  gtk_widget_activate_action (self->page, "card.move-to", "i", 5);
  sheet = gate_wait_for_sheet (self);
  g_assert_true (sheet->gate->skips);
  g_assert_cmpuint (pursuit_gate_sheet_count_missing (sheet), ==, 0);
  g_assert_false (gate_may (sheet, "gate.move"));
  gate_write_reason (sheet, "They know us");
  g_assert_true (gate_may (sheet, "gate.move"));
  gtk_widget_activate_action (GTK_WIDGET (sheet), "gate.move", NULL);
  ui_wait_until (board_has_no_dialog, self);
  board_wait_for_lane (self, 5, "Mill refit");

  board_focus_card (self, 5, 0);
  gtk_widget_activate_action (self->page, "card.move", "i", -1);
  sheet = gate_wait_for_sheet (self);
  g_assert_true (sheet->gate->goes_back);
  g_assert_false (gtk_widget_get_visible (sheet->milestones));
  gate_write_reason (sheet, "The budget is gone");
  gtk_widget_activate_action (GTK_WIDGET (sheet), "gate.move", NULL);
  ui_wait_until (board_has_no_dialog, self);
  g_assert_cmpint (board_load_position (self, id), ==, 4);
}

static gpointer
delete_document_job (PursuitDesk   *desk,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  return GINT_TO_POINTER (pursuit_records_delete (desk, PURSUIT_TYPE_DOCUMENT, *(gint64 *) data, NULL, error));
}

static gint64
prove_by_document (BoardFixture *self,
                   gint64        deal_id)
{
  g_autoptr(PursuitDesk) desk = gate_open_elsewhere (self);
  g_autoptr(PursuitRecord) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), "deal-id",
                                                    deal_id, "name", "Survey.pdf", NULL);
  g_autoptr(GPtrArray) milestones = NULL;
  g_autoptr(PursuitRecord) proof = NULL;
  GError *error = NULL;

  g_assert_true (pursuit_records_create (desk, document, NULL, &error));
  milestones = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_MILESTONE, &error);
  for (guint i = 0; i < milestones->len; i++)
    if (g_str_equal (((PursuitMilestone *) g_ptr_array_index (milestones, i))->name, "Survey sent"))
      proof = g_object_new (PURSUIT_TYPE_PROOF, "deal-id", deal_id, "customer-id", G_GINT64_CONSTANT (1), "milestone-id",
                            ((PursuitRecord *) g_ptr_array_index (milestones, i))->id, "kind",
                            (gint64) PURSUIT_PROOF_DOCUMENT, "document-id", document->id, "done-on", "2026-03-16", NULL);
  g_assert_true (pursuit_records_create (desk, proof, NULL, &error));
  g_assert_no_error (error);

  return document->id;
}

/* A proof whose document was deleted says so and does not count; another takes its place. */
static void
test_deleted_document (BoardFixture  *self,
                       gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 1, 0)));
  gint64 document_id = prove_by_document (self, id);
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);
  g_autoptr(GPtrArray) proofs = NULL;

  g_assert_cmpuint (pursuit_gate_sheet_count_missing (sheet), ==, 1);
  gate_wait_for_text (gate_get_row (sheet, 1), "Survey.pdf");
  ui_call (&self->base, delete_document_job, &document_id);
  pursuit_worker_poll (self->base.worker);
  gate_wait_for_text (sheet, "2 required milestones are missing.");
  g_assert_true (pursuit_gate_row_is_missing (gate_get_row (sheet, 1)));

  gate_tick (sheet, 1, "Note", "By post");
  proofs = list_proofs (self);
  g_assert_cmpuint (proofs->len, ==, 1);
  g_assert_cmpstr (((PursuitProof *) g_ptr_array_index (proofs, 0))->note, ==, "By post");
  gtk_window_close (GTK_WINDOW (sheet));
}

/* Somebody else ticks meanwhile: the sheet follows. */
static void
test_follows_news (BoardFixture  *self,
                   gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);

  pursuit_gate_row_open (gate_get_row (sheet, 0));
  prove_by_document (self, get_id (sheet));
  pursuit_worker_poll (self->base.worker);
  gate_wait_for_text (sheet, "1 required milestone is missing.");
  g_assert_true (pursuit_gate_row_is_shown (gate_get_row (sheet, 1)));
  gtk_window_close (GTK_WINDOW (sheet));
}

static void
move_elsewhere (BoardFixture *self,
                gint64        deal_id,
                int           position)
{
  g_autoptr(PursuitDesk) desk = gate_open_elsewhere (self);
  const PursuitDealChange change = { .verb = "move", .deal_id = deal_id, .position = position, .override = TRUE,
                                     .reason = "Somebody else knows more than we do" };
  GError *error = NULL;

  g_assert_true (pursuit_deals_change (desk, &change, NULL, &error));
  g_assert_no_error (error);
}

/* Two people move the same card: who comes second is told, and decides. */
static void
test_conflict (BoardFixture  *self,
               gconstpointer  data)
{
  PursuitGateSheet *sheet;
  gint64 id = board_focus_card (self, 2, 0);

  gtk_widget_activate_action (self->page, "card.move-to", "i", 5);
  sheet = gate_wait_for_sheet (self);
  gate_write_reason (sheet, "They know us");
  move_elsewhere (self, id, 3);
  gtk_widget_activate_action (GTK_WIDGET (sheet), "gate.move", NULL);
  gate_wait_for_text (sheet, " moved “Mill refit”");
  g_assert_cmpint (board_load_position (self, id), ==, 3);
  gate_wait_for_text (sheet, "3 ");
  g_assert_true (board_find_dialog (self) == GTK_WIDGET (sheet));

  gtk_widget_activate_action (GTK_WIDGET (sheet), "gate.move", NULL);
  ui_wait_until (board_has_no_dialog, self);
  g_assert_cmpint (board_load_position (self, id), ==, 5);
}

/* Somebody else moved the deal to where it was to go: there is nothing left to do. */
static void
test_was_moved_there (BoardFixture  *self,
                      gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);

  move_elsewhere (self, get_id (sheet), 2);
  pursuit_worker_poll (self->base.worker);
  gate_wait_for_text (sheet, "The deal stands in this stage already.");
  g_assert_false (gate_may (sheet, "gate.move"));
  gtk_window_close (GTK_WINDOW (sheet));
}

static GtkWidget *
find_question (PursuitGateSheet *sheet)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (sheet))
      return l->data;

  return NULL;
}

/* Nothing that was typed is lost by a key pressed in haste. */
static void
test_close_asks (BoardFixture  *self,
                 gconstpointer  data)
{
  PursuitGateSheet *sheet = gate_try (self, 1, 0, 1);

  gate_write_reason (sheet, "The board meets");
  gtk_window_close (GTK_WINDOW (sheet));
  g_assert_true (board_find_dialog (self) == GTK_WIDGET (sheet));
  g_assert_nonnull (find_question (sheet));
  g_signal_emit_by_name (find_question (sheet), "response", "answer");
  ui_wait_until (board_has_no_dialog, self);
}

/* Winning asks for the milestones as well, and for the day. */
static void
test_win (BoardFixture  *self,
          gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);
  PursuitGateSheet *sheet;
  g_autoptr(PursuitDeal) deal = NULL;

  gtk_widget_activate_action (self->page, "card.win", NULL);
  sheet = gate_wait_for_sheet (self);
  g_assert_true (sheet->gate->is_win);
  g_assert_true (gtk_widget_get_visible (sheet->date));
  gate_tick (sheet, 0, "Note", "Signed by the board");
  gate_tick (sheet, 1, "Note", "By post");
  gtk_editable_set_text (GTK_EDITABLE (sheet->date), "some day");
  gtk_widget_activate_action (GTK_WIDGET (sheet), "gate.move", NULL);
  g_assert_true (gtk_widget_has_css_class (sheet->date, "error"));
  gtk_editable_set_text (GTK_EDITABLE (sheet->date), "2026-03-16");
  gtk_widget_activate_action (GTK_WIDGET (sheet), "gate.move", NULL);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_WON);
  g_assert_cmpstr (deal->closed_on, ==, "2026-03-16");
}

static void
add (const char *path,
     void      (*set_up) (BoardFixture *self, gconstpointer data),
     void      (*test) (BoardFixture *self, gconstpointer data))
{
  g_test_add (path, BoardFixture, NULL, set_up, test, board_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/gate/missing/opens-instead-of-moving", gate_set_up, test_missing_opens_sheet);
  add ("/ui/gate/missing/holds-a-drop", gate_set_up, test_drop_opens_sheet);
  add ("/ui/gate/tick/saves-and-lets-move", gate_set_up, test_tick_and_move);
  add ("/ui/gate/tick/makes-what-shows-it", gate_set_up, test_new_proofs);
  add ("/ui/gate/tick/takes-who-is-chosen", gate_set_up, test_chosen_proof);
  add ("/ui/gate/missing/of-several-stages", gate_set_up, test_several_stages);
  add ("/ui/gate/tick/refuses-in-place", gate_set_up, test_refused_proofs);
  add ("/ui/gate/tick/is-taken-back", gate_set_up, test_untick);
  add ("/ui/gate/optional/holds-nothing", gate_set_up, test_optional_is_no_gate);
  add ("/ui/gate/override/needs-a-reason", gate_set_up, test_override);
  add ("/ui/gate/override/says-who-may", set_up_for_seller, test_no_override);
  add ("/ui/gate/read-only/shows-what-is-missing", set_up_read_only, test_read_only);
  add ("/ui/gate/reason/alone", gate_set_up, test_reason_alone);
  add ("/ui/gate/proof/of-a-deleted-document", gate_set_up, test_deleted_document);
  add ("/ui/gate/news/follows-ticks", gate_set_up, test_follows_news);
  add ("/ui/gate/conflict/one-decides", gate_set_up, test_conflict);
  add ("/ui/gate/conflict/moved-there-already", gate_set_up, test_was_moved_there);
  add ("/ui/gate/close/asks-before-losing", gate_set_up, test_close_asks);
  add ("/ui/gate/win/asks-for-milestones-and-day", gate_set_up, test_win);

  return g_test_run ();
}
