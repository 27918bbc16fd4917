/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "board-fixture.h"
#include "pursuit-board-page.h"
#include "pursuit-closed-deal-row.h"
#include "pursuit-compare-field.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-next-step-popover.h"
#include "pursuit-record-form.h"
#include "pursuit-process.h"
#include "pursuit-record-picker.h"
#include "pursuit-records.h"
#include "pursuit-timeline-row.h"

static gboolean
has_form (gpointer dialog)
{
  GtkWidget *form = ui_find_type (dialog, PURSUIT_TYPE_RECORD_FORM);

  return pursuit_record_form_get_original (PURSUIT_RECORD_FORM (form)) != NULL;
}

/* The sheet of a card, with its deal in it. */
static GtkWidget *
open_sheet (BoardFixture *self,
            int           position,
            guint         at)
{
  GtkWidget *sheet;

  board_focus_card (self, position, at);
  gtk_widget_activate_action (self->page, "card.open", NULL);
  sheet = board_find_dialog (self);
  g_assert_nonnull (sheet);
  ui_wait_until (has_form, sheet);

  return sheet;
}

static void
type (GtkWidget  *dialog,
      const char *title,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (board_find_titled (dialog, title)), text);
}

static const char *
read_row (GtkWidget  *dialog,
          const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (board_find_titled (dialog, title)));
}

static gboolean
shows_history (gpointer sheet)
{
  return ui_find_type (sheet, PURSUIT_TYPE_TIMELINE_ROW) != NULL;
}

/* The fields of a deal are changed in its sheet, beside what happened with it; one entry can be taken back. */
static void
test_sheet_saves (BoardFixture  *self,
                  gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 1, 0)));
  GtkWidget *sheet = open_sheet (self, 1, 0);
  g_autoptr(PursuitDeal) deal = NULL;

  ui_wait_until (shows_history, sheet);
  g_assert_cmpstr (read_row (sheet, "Amount"), ==, "¥12,500,000");
  type (sheet, "Amount", "1,500");
  type (sheet, "Source", "Fair");
  gtk_widget_activate_action (sheet, "sheet.save", NULL);
  ui_wait_until (board_has_no_dialog, self);

  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->amount, ==, 150000);
  g_assert_cmpstr (deal->source, ==, "Fair");
  g_assert_cmpstr (self->said->str, ==, "“Press line” saved\n");
  g_assert_cmpint (self->offered_id, >, 0);
}

static void
test_sheet_refuses_in_place (BoardFixture  *self,
                             gconstpointer  data)
{
  GtkWidget *sheet = open_sheet (self, 1, 0);

  type (sheet, "Amount", "a lot");
  gtk_widget_activate_action (sheet, "sheet.save", NULL);
  g_assert_true (gtk_widget_has_css_class (board_find_titled (sheet, "Amount"), "error"));
  g_assert_true (board_find_dialog (self) == sheet);
  g_assert_cmpuint (self->said->len, ==, 0);
  gtk_window_destroy (GTK_WINDOW (sheet));
}

typedef struct
{
  gint64 id;
  const char *title;
  const char *source;
} Edit;

static gpointer
edit_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Edit *edit = data;
  g_autoptr(PursuitRecord) original = pursuit_records_load (desk, PURSUIT_TYPE_DEAL, edit->id, error);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "title", edit->title, "source", edit->source, NULL);
  return GINT_TO_POINTER (pursuit_records_save (desk, original, edited, NULL, error));
}

static gboolean
shows_fair (gpointer sheet)
{
  return g_str_equal (read_row (sheet, "Source"), "Fair");
}

static gboolean
tells_of_conflict (gpointer sheet)
{
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (sheet, text);
  return strstr (text->str, "Choose what shall stay") != NULL;
}

/* Both are shown, with what was there before. */
static PursuitCompareField *
find_compared (GtkWidget *sheet)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GtkWidget *row = ui_find_type (sheet, PURSUIT_TYPE_COMPARE_FIELD);

  g_assert_nonnull (row);
  board_collect_labels (row, text);
  g_assert_nonnull (strstr (text->str, "Theirs"));
  g_assert_nonnull (strstr (text->str, "Mine"));
  g_assert_nonnull (strstr (text->str, "When you opened it"));

  return PURSUIT_COMPARE_FIELD (row);
}

/* Somebody else's change comes in while one types; what was typed stays, and replaces theirs only when that was chosen. */
static void
test_sheet_keeps_typed (BoardFixture  *self,
                        gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 1, 0)));
  GtkWidget *sheet = open_sheet (self, 1, 0);
  Edit edit = { id, "Theirs", "Fair" };
  g_autoptr(PursuitDeal) deal = NULL;

  type (sheet, "Deal", "Mine");
  ui_call (&self->base, edit_job, &edit);
  pursuit_worker_poll (self->base.worker);
  ui_wait_until (shows_fair, sheet);
  g_assert_cmpstr (read_row (sheet, "Deal"), ==, "Mine");

  gtk_widget_activate_action (sheet, "sheet.save", NULL);
  ui_wait_until (tells_of_conflict, sheet);
  deal = board_load_deal (self, id);
  g_assert_cmpstr (deal->title, ==, "Theirs");
  g_clear_object (&deal);
  g_assert_cmpstr (read_row (sheet, "Deal"), ==, "Mine");

  pursuit_compare_field_set_choice (find_compared (sheet), PURSUIT_COMPARE_MINE);
  ui_settle ();
  gtk_widget_activate_action (sheet, "sheet.save", NULL);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpstr (deal->title, ==, "Mine");
  g_assert_cmpstr (deal->source, ==, "Fair");
}

/* Nothing is chosen: theirs stays, and what nobody disputes is saved. */
static void
test_sheet_keeps_theirs (BoardFixture  *self,
                         gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 1, 0)));
  GtkWidget *sheet = open_sheet (self, 1, 0);
  Edit edit = { id, "Theirs", "Fair" };
  g_autoptr(PursuitDeal) deal = NULL;

  type (sheet, "Deal", "Mine");
  type (sheet, "Next step", "Call");
  ui_call (&self->base, edit_job, &edit);
  gtk_widget_activate_action (sheet, "sheet.save", NULL);
  ui_wait_until (tells_of_conflict, sheet);
  find_compared (sheet);
  ui_wait_until (shows_fair, sheet);
  gtk_widget_activate_action (sheet, "sheet.save", NULL);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpstr (deal->title, ==, "Theirs");
  g_assert_cmpstr (deal->next_step, ==, "Call");
  g_assert_cmpstr (deal->source, ==, "Fair");
}

static gboolean
tells_of_change (gpointer sheet)
{
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (sheet, text);
  return strstr (text->str, " changed Deal, Source ") != NULL;
}

/* Whoever deletes what somebody else just changed is told first, and may mean it all the same. */
static void
test_sheet_deletes_knowingly (BoardFixture  *self,
                              gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 1, 0)));
  GtkWidget *sheet = open_sheet (self, 1, 0);
  Edit edit = { id, "Theirs", "Fair" };
  g_autoptr(PursuitDeal) deal = NULL;

  ui_call (&self->base, edit_job, &edit);
  gtk_widget_activate_action (sheet, "sheet.delete", NULL);
  ui_wait_until (tells_of_change, sheet);
  deal = board_load_deal (self, id);
  g_assert_cmpint (PURSUIT_RECORD (deal)->deleted_at, ==, 0);
  g_clear_object (&deal);

  ui_wait_until (shows_fair, sheet);
  gtk_widget_activate_action (sheet, "sheet.delete", NULL);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpint (PURSUIT_RECORD (deal)->deleted_at, !=, 0);
}

static GtkWidget *
find_over (GtkWidget *window)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (window))
      return l->data;

  return NULL;
}

/* Escape in haste loses nothing; without a change it just closes. */
static void
test_sheet_asks_before_losing (BoardFixture  *self,
                               gconstpointer  data)
{
  GtkWidget *sheet = open_sheet (self, 1, 0);

  type (sheet, "Deal", "Half a thou");
  gtk_window_close (GTK_WINDOW (sheet));
  g_assert_true (board_find_dialog (self) == sheet);
  g_assert_nonnull (find_over (sheet));
  g_signal_emit_by_name (find_over (sheet), "response", "answer");
  ui_wait_until (board_has_no_dialog, self);

  sheet = open_sheet (self, 1, 1);
  gtk_window_close (GTK_WINDOW (sheet));
  g_assert_true (board_has_no_dialog (self));
}

static void
click_suggested (GtkWidget *dialog)
{
  g_signal_emit_by_name (board_find_with_class (dialog, "suggested-action"), "clicked");
}

static gboolean
offers_processes (gpointer data)
{
  return gtk_widget_get_visible (board_find_titled (data, "Process"));
}

/* A deal needs a customer and a name; then it stands where it was put, and can be taken back. */
static void
test_new_deal (BoardFixture  *self,
               gconstpointer  data)
{
  GtkWidget *dialog, *picker;

  gtk_widget_activate_action (self->page, "board.new-deal", NULL);
  dialog = board_find_dialog (self);
  ui_wait_until (offers_processes, dialog);
  type (dialog, "Deal", "New mill");
  click_suggested (dialog);
  g_assert_true (gtk_widget_has_css_class (board_find_titled (dialog, "Customer"), "error"));

  picker = ui_find_type (board_find_titled (dialog, "Customer"), PURSUIT_TYPE_RECORD_PICKER);
  pursuit_record_picker_set_id (PURSUIT_RECORD_PICKER (picker), 1, "Millworks");
  type (dialog, "Amount", "5000");
  adw_combo_row_set_selected (ADW_COMBO_ROW (board_find_titled (dialog, "Stage")), 2);
  click_suggested (dialog);
  ui_wait_until (board_has_no_dialog, self);
  board_wait_for_lane (self, 3, "New mill");
  g_assert_cmpstr (self->said->str, ==, "“New mill” added\n");
  g_assert_cmpint (self->offered_id, >, 0);
}

static gpointer
get_process_code_job (PursuitDesk   *desk,
                      gpointer       data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) deals = pursuit_store_list (store, PURSUIT_TYPE_DEAL, error);

  for (guint i = 0; i < deals->len; i++)
    {
      PursuitDeal *deal = g_ptr_array_index (deals, i);
      g_autoptr(PursuitRecord) process = NULL;

      if (!g_str_equal (deal->title, data))
        continue;
      process = pursuit_store_load (store, PURSUIT_TYPE_PROCESS, deal->process_id, error);
      return g_strdup (PURSUIT_PROCESS (process)->code);
    }

  return NULL;
}

static gboolean
is_added (gpointer data)
{
  return ((BoardFixture *) data)->said->len > 0;
}

/* STG-7: of several processes one is chosen, and its stages are offered. */
static void
test_new_deal_process (BoardFixture  *self,
                       gconstpointer  data)
{
  GtkWidget *dialog, *picker, *process, *stage;
  g_autofree char *code = NULL;

  gtk_widget_activate_action (self->page, "board.new-deal", NULL);
  dialog = board_find_dialog (self);
  ui_wait_until (offers_processes, dialog);
  process = board_find_titled (dialog, "Process");
  stage = board_find_titled (dialog, "Stage");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (process))), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (stage))), ==, 8);

  for (guint i = 0; i < 3; i++)
    {
      adw_combo_row_set_selected (ADW_COMBO_ROW (process), i);
      if (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (stage))) == 4)
        break;
    }
  picker = ui_find_type (board_find_titled (dialog, "Customer"), PURSUIT_TYPE_RECORD_PICKER);
  pursuit_record_picker_set_id (PURSUIT_RECORD_PICKER (picker), 1, "Millworks");
  type (dialog, "Deal", "Next year");
  click_suggested (dialog);
  ui_wait_until (is_added, self);
  code = ui_call (&self->base, get_process_code_job, (gpointer) "Next year");
  g_assert_cmpstr (code, ==, "renewal");
}

static GtkWidget *
find_popover (BoardFixture *self)
{
  return ui_find_type (self->page, PURSUIT_TYPE_NEXT_STEP_POPOVER);
}

static gboolean
card_shows_step (gpointer data)
{
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (GTK_WIDGET (board_find_card (data, 1, 0)), text);
  return strstr (text->str, "today|Send the contract") != NULL;
}

/* F2 changes what comes next on the card itself. */
static void
test_next_step (BoardFixture  *self,
                gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);
  GtkWidget *text, *date;
  g_autoptr(PursuitDeal) deal = NULL;

  gtk_widget_activate_action (self->page, "card.edit-next-step", NULL);
  text = ui_find_type (find_popover (self), GTK_TYPE_ENTRY);
  date = ui_find_type (gtk_widget_get_next_sibling (text), GTK_TYPE_ENTRY);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "Call the buyer");
  gtk_editable_set_text (GTK_EDITABLE (text), "Send the contract");
  gtk_editable_set_text (GTK_EDITABLE (date), "some day");
  g_signal_emit_by_name (text, "activate");
  g_assert_true (gtk_widget_has_css_class (date, "error"));

  gtk_editable_set_text (GTK_EDITABLE (date), "2026-03-17");
  g_signal_emit_by_name (date, "activate");
  ui_wait_until (card_shows_step, self);
  deal = board_load_deal (self, id);
  g_assert_cmpstr (deal->next_step, ==, "Send the contract");
  g_assert_cmpstr (deal->next_step_on, ==, "2026-03-17");
}

static gpointer
lose_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return GINT_TO_POINTER (pursuit_deals_lose (desk, *(gint64 *) data, "Price", NULL, NULL, error));
}

static gboolean
lists_closed (gpointer dialog)
{
  GtkWidget *row = ui_find_type (dialog, PURSUIT_TYPE_CLOSED_DEAL_ROW);
  g_autoptr(GString) text = g_string_new (NULL);

  if (row != NULL)
    board_collect_labels (row, text);
  return g_str_has_prefix (text->str, "Dredger|Old Harbour · Price|¥1|");
}

/* The end of the board lists what was closed, and gives it back. */
static void
test_closed_deals_reopen (BoardFixture  *self,
                          gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 4, 0)));
  GtkWidget *dialog;
  g_autoptr(PursuitDeal) deal = NULL;

  ui_call (&self->base, lose_job, &id);
  pursuit_worker_poll (self->base.worker);
  board_wait_for_lane (self, 4, "");
  gtk_widget_activate_action (self->page, "board.show-closed", "s", "lost");
  dialog = board_find_dialog (self);
  ui_wait_until (lists_closed, dialog);

  gtk_widget_activate_action (dialog, "closed.reopen", "x", id);
  board_wait_for_lane (self, 4, "Dredger");
  gtk_window_close (GTK_WINDOW (dialog));
  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_OPEN);
}

static void
add (const char *path,
     void      (*test) (BoardFixture *self, gconstpointer data))
{
  g_test_add (path, BoardFixture, NULL, board_set_up, test, board_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/deal-sheet/save/writes", test_sheet_saves);
  add ("/ui/deal-sheet/save/refuses-in-place", test_sheet_refuses_in_place);
  add ("/ui/deal-sheet/news/keep-what-was-typed", test_sheet_keeps_typed);
  add ("/ui/deal-sheet/conflict/keeps-theirs-unless-chosen", test_sheet_keeps_theirs);
  add ("/ui/deal-sheet/delete/says-what-changed-first", test_sheet_deletes_knowingly);
  add ("/ui/deal-sheet/close/asks-before-losing", test_sheet_asks_before_losing);
  add ("/ui/new-deal/add/needs-customer", test_new_deal);
  add ("/ui/new-deal/process/is-chosen", test_new_deal_process);
  add ("/ui/next-step/edit/on-the-card", test_next_step);
  add ("/ui/closed-deals/reopen/gives-back", test_closed_deals_reopen);

  return g_test_run ();
}
