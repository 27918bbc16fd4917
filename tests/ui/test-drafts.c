/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-compare-field.h"
#include "pursuit-draft-row.h"
#include "pursuit-drafts-window.h"
#include "pursuit-form-draft.h"
#include "pursuit-records.h"

static const PursuitDraft *
find_draft (DossierFixture *fixture,
            const char     *field)
{
  return pursuit_drafts_find (pursuit_worker_get_drafts (fixture->base.worker), PURSUIT_TYPE_CUSTOMER, HEMING, field);
}

typedef struct
{
  DossierFixture *fixture;
  const char *text;
} Expected;

static gboolean
is_kept (gpointer data)
{
  const Expected *expected = data;
  const PursuitDraft *draft = find_draft (expected->fixture, "region");

  return expected->text != NULL ? draft != NULL && g_str_equal (draft->text, expected->text) : draft == NULL;
}

static void
wait_for_draft (DossierFixture *fixture,
                const char     *text)
{
  Expected expected = { fixture, text };

  ui_wait_until (is_kept, &expected);
}

/* A pause in typing is enough; a save that is acknowledged, or Escape, ends it. */
static void
test_typing_is_kept (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "region");
  pursuit_inline_field_set_text (row, "Sou");
  wait_for_draft (&fixture, "Sou");
  pursuit_inline_field_cancel (row);
  wait_for_draft (&fixture, NULL);

  row = dossier_edit (&fixture, "region");
  pursuit_inline_field_set_text (row, "South");
  wait_for_draft (&fixture, "South");
  pursuit_inline_field_apply (row);
  dossier_wait_shown (row);
  wait_for_draft (&fixture, NULL);
  dossier_fixture_tear_down (&fixture);
}

/* Closing the database in the middle of a word changes nothing in it, and loses nothing. */
static void
test_closing_keeps (void)
{
  DossierFixture fixture = { 0 };
  g_autofree char *text = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  pursuit_inline_field_set_text (dossier_edit (&fixture, "region"), "Sou");
  dossier_fixture_open_again (&fixture, PURSUIT_STORE_NONE, NULL);

  text = dossier_read_text (&fixture, HEMING, "region");
  g_assert_cmpstr (text, ==, "North");
  g_assert_cmpstr (find_draft (&fixture, "region")->text, ==, "Sou");
  pursuit_drafts_drop (pursuit_worker_get_drafts (fixture.base.worker), PURSUIT_TYPE_CUSTOMER, HEMING, "region");
  dossier_fixture_tear_down (&fixture);
}

static void
keep (DossierFixture *fixture,
      const char     *original,
      const char     *text)
{
  pursuit_drafts_keep (pursuit_worker_get_drafts (fixture->base.worker), PURSUIT_TYPE_CUSTOMER, HEMING, "region", original,
                       text);
}

static gboolean
has_read (gpointer window)
{
  GtkWidget *stack = ui_find_type (window, GTK_TYPE_STACK);

  return !g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "reading");
}

static GtkWidget *
show_drafts (DossierFixture *fixture)
{
  GtkWidget *window = pursuit_drafts_window_new (GTK_WINDOW (fixture->window), fixture->base.worker);

  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (has_read, window);

  return window;
}

static gboolean
is_settled (gpointer window)
{
  return ui_find_type (window, PURSUIT_TYPE_DRAFT_ROW) == NULL;
}

/* Nobody touched the field since: what was typed is offered, and saved when it is wanted. */
static void
test_offered_and_saved (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *window;
  GtkWidget *row;
  GtkWidget *compared;
  g_autofree char *text = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  keep (&fixture, "North", "South");
  window = show_drafts (&fixture);
  row = ui_find_type (window, PURSUIT_TYPE_DRAFT_ROW);
  compared = ui_find_type (row, PURSUIT_TYPE_COMPARE_FIELD);
  g_assert_cmpint (pursuit_compare_field_get_choice (PURSUIT_COMPARE_FIELD (compared)), ==, PURSUIT_COMPARE_MINE);
  pursuit_draft_row_save (PURSUIT_DRAFT_ROW (row));
  ui_wait_until (is_settled, window);

  text = dossier_read_text (&fixture, HEMING, "region");
  g_assert_cmpstr (text, ==, "South");
  g_assert_null (find_draft (&fixture, "region"));
  gtk_window_destroy (GTK_WINDOW (window));
  dossier_fixture_tear_down (&fixture);
}

/* Somebody wrote there since: theirs stays unless the person says otherwise. */
static void
test_offered_against_theirs (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *window;
  GtkWidget *row;
  GtkWidget *compared;
  g_autofree char *text = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  keep (&fixture, "North", "South");
  dossier_write_text (&fixture, HEMING, "region", "West");
  window = show_drafts (&fixture);
  row = ui_find_type (window, PURSUIT_TYPE_DRAFT_ROW);
  compared = ui_find_type (row, PURSUIT_TYPE_COMPARE_FIELD);
  g_assert_cmpint (pursuit_compare_field_get_choice (PURSUIT_COMPARE_FIELD (compared)), ==, PURSUIT_COMPARE_THEIRS);
  pursuit_draft_row_save (PURSUIT_DRAFT_ROW (row));
  ui_wait_until (is_settled, window);

  text = dossier_read_text (&fixture, HEMING, "region");
  g_assert_cmpstr (text, ==, "West");
  gtk_window_destroy (GTK_WINDOW (window));
  dossier_fixture_tear_down (&fixture);
}

/* What is in the database already is not offered. */
static void
test_done_is_not_offered (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *window;

  dossier_fixture_set_up (&fixture, FALSE);
  keep (&fixture, "North", "South");
  dossier_write_text (&fixture, HEMING, "region", "South");
  window = show_drafts (&fixture);
  g_assert_true (is_settled (window));
  g_assert_null (find_draft (&fixture, "region"));
  gtk_window_destroy (GTK_WINDOW (window));
  dossier_fixture_tear_down (&fixture);
}

static void
test_form_is_kept (void)
{
  g_autoptr(PursuitRecord) original = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "region", "North", NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(PursuitRecord) was = NULL;
  g_autoptr(PursuitRecord) is = NULL;
  DossierFixture fixture = { 0 };
  PursuitDrafts *drafts;

  dossier_fixture_set_up (&fixture, FALSE);
  drafts = pursuit_worker_get_drafts (fixture.base.worker);
  original->id = edited->id = HEMING;
  g_object_set (edited, "region", "South", "phone", "123", NULL);
  pursuit_form_draft_keep (drafts, original, edited);
  g_assert_true (pursuit_form_draft_read (find_draft (&fixture, PURSUIT_FORM_DRAFT), original, &was, &is));
  g_assert_cmpint (pursuit_record_diff (was, original), ==, 0);
  g_assert_cmpint (pursuit_record_diff (is, edited), ==, 0);

  /* As it was before: there is nothing to keep. */
  pursuit_form_draft_keep (drafts, original, original);
  g_assert_null (find_draft (&fixture, PURSUIT_FORM_DRAFT));
  dossier_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/drafts/typing/is-kept-until-saved", test_typing_is_kept);
  g_test_add_func ("/ui/drafts/closing/keeps-what-was-typed", test_closing_keeps);
  g_test_add_func ("/ui/drafts/offer/saves-what-was-typed", test_offered_and_saved);
  g_test_add_func ("/ui/drafts/offer/keeps-theirs", test_offered_against_theirs);
  g_test_add_func ("/ui/drafts/offer/not-what-is-done", test_done_is_not_offered);
  g_test_add_func ("/ui/drafts/form/keeps-what-was-changed", test_form_is_kept);

  return g_test_run ();
}
