/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of a dossier: who has left stands apart, a profile is shown to those who may see it, and that is written down. */

#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-contact-row.h"
#include "pursuit-contact-verbs.h"
#include "pursuit-contact.h"
#include "pursuit-org-chart.h"
#include "pursuit-people-view.h"
#include "pursuit-posts.h"
#include "pursuit-records.h"
#include "pursuit-worker-private.h"

/* The first two of the fixture, at the first customer. */
#define GAO 1
#define FANG 2

static gboolean
edit (PursuitDesk *desk,
      gint64       id,
      const char  *name,
      const char  *text,
      gint64       superior)
{
  g_autoptr(PursuitRecord) original = pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, name, text, "reports-to-id", superior, NULL);
  return pursuit_records_save (desk, original, edited, NULL, NULL);
}

static gpointer
prepare_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_assert_true (edit (desk, FANG, "ambition", "Model plant", 0));
  g_assert_true (edit (desk, GAO, "strengths", "Thermal models", FANG));
  return g_strdup ("");
}

static gpointer
leave_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_assert_true (pursuit_contacts_leave (desk, FANG, "2026-02-01", NULL, error));
  return g_strdup ("");
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GPtrArray) entries = pursuit_journal_list_about (pursuit_desk_get_store (desk), "contact", FANG, 100, error);
  guint *n = g_new0 (guint, 1);

  for (guint i = 0; i < entries->len; i++)
    *n += g_str_equal (((PursuitJournalEntry *) g_ptr_array_index (entries, i))->verb, "view");
  return n;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(gpointer *) user_data = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gpointer
run (DossierFixture *fixture,
     PursuitJob      job)
{
  gpointer answer = NULL;

  pursuit_worker_call_async (fixture->base.worker, job, NULL, NULL, g_free, NULL, done_cb, &answer);
  ui_wait_until (is_set, &answer);
  pursuit_worker_poll (fixture->base.worker);
  return answer;
}

static PursuitPeopleView *
find_people (DossierFixture *fixture)
{
  return PURSUIT_PEOPLE_VIEW (ui_find_type (GTK_WIDGET (fixture->dossier), PURSUIT_TYPE_PEOPLE_VIEW));
}

static gboolean
has_person (gpointer data)
{
  return pursuit_people_view_get_person (data) != NULL;
}

static PursuitPeopleView *
open_people (DossierFixture *fixture,
             const char     *staff)
{
  PursuitPeopleView *people;

  if (staff != NULL)
    dossier_fixture_open_again (fixture, PURSUIT_STORE_NONE, staff);
  dossier_show (fixture, 1);
  people = find_people (fixture);
  ui_wait_until (has_person, people);
  ui_settle ();
  return people;
}

static gboolean
shows_field (PursuitPeopleView *people,
             const char        *name)
{
  PursuitFieldList *fields = pursuit_contact_detail_get_fields (pursuit_people_view_get_detail (people));

  return pursuit_field_list_find (fields, name) != NULL;
}

static void
test_profile (void)
{
  DossierFixture fixture = { 0 };
  PursuitPeopleView *people;
  g_autofree guint *n_views = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  g_free (run (&fixture, prepare_job));
  people = open_people (&fixture, "Chen Zhuo");
  g_assert_true (shows_field (people, "ambition"));
  g_assert_cmpstr (pursuit_people_view_get_person (people)->ambition, ==, "Model plant");
  n_views = run (&fixture, count_job);
  g_assert_cmpuint (*n_views, ==, 1);

  people = open_people (&fixture, "Han Xu");
  g_assert_false (shows_field (people, "ambition"));
  g_assert_null (pursuit_people_view_get_person (people)->ambition);
  g_free (n_views);
  n_views = run (&fixture, count_job);
  g_assert_cmpuint (*n_views, ==, 1);
  dossier_fixture_tear_down (&fixture);
}

static gboolean
is_last (gpointer data)
{
  GtkWidget *row = ui_find_type (data, PURSUIT_TYPE_CONTACT_ROW);
  PursuitRow *shown = row != NULL ? pursuit_contact_row_get_row (PURSUIT_CONTACT_ROW (row)) : NULL;

  return shown != NULL && g_strcmp0 (pursuit_row_get_text (shown, PURSUIT_CONTACT_ROW_NAME), "Gao Huimin") == 0;
}

/* The decision maker, who came first, comes last, grey. */
static void
test_left (void)
{
  DossierFixture fixture = { 0 };
  PursuitPeopleView *people;
  GtkWidget *row;

  dossier_fixture_set_up (&fixture, FALSE);
  people = open_people (&fixture, NULL);
  g_free (run (&fixture, leave_job));
  ui_wait_until (is_last, people);
  row = ui_find_type (GTK_WIDGET (people), PURSUIT_TYPE_CONTACT_ROW);
  g_assert_false (gtk_widget_has_css_class (row, "left"));
  row = gtk_widget_get_first_child (gtk_widget_get_next_sibling (gtk_widget_get_parent (row)));
  g_assert_true (gtk_widget_has_css_class (row, "left"));
  dossier_fixture_tear_down (&fixture);
}

static GtkWidget *
find_question (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window) && ui_find_type (window, PURSUIT_TYPE_POST_FORM) != NULL)
        return window;
    }

  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_question () != NULL;
}

static gboolean
is_not_asked (gpointer data)
{
  return find_question () == NULL;
}

static GtkEditable *
get_day (void)
{
  GtkWidget *form = ui_find_type (find_question (), PURSUIT_TYPE_POST_FORM);

  return GTK_EDITABLE (gtk_widget_get_template_child (form, PURSUIT_TYPE_POST_FORM, "day"));
}

/* As its button does. */
static void
answer (void)
{
  g_autoptr(GtkWidget) dialog = g_object_ref (find_question ());

  g_signal_emit_by_name (dialog, "response", "answer");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
has_said (gpointer data)
{
  return ((DossierFixture *) data)->toast != NULL;
}

static gboolean
is_sent (gpointer data)
{
  return pursuit_outbox_count (pursuit_worker_get_outbox (((DossierFixture *) data)->base.worker)) == 0;
}

static gpointer
left_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(PursuitRecord) person = pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, FANG, error);

  return g_strdup (PURSUIT_CONTACT (person)->left_on != NULL ? PURSUIT_CONTACT (person)->left_on : "");
}

/* What cannot be saved now waits; what is no date is asked for again, with what was typed. */
static void
test_leave_waits (void)
{
  DossierFixture fixture = { 0 };
  PursuitPeopleView *people;
  g_autoptr(PursuitContact) fang = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Fang Jingzhi", "customer-id", G_GINT64_CONSTANT (1), NULL);
  g_autofree char *left = NULL;

  PURSUIT_RECORD (fang)->id = FANG;
  dossier_fixture_set_up (&fixture, FALSE);
  people = open_people (&fixture, NULL);
  pursuit_worker_set_link (fixture.base.worker, PURSUIT_LINK_AWAY, "Away.");
  pursuit_contact_ask_post (GTK_WIDGET (people), fixture.base.worker, fang, PURSUIT_POST_LEAVE);
  ui_wait_until (is_asked, NULL);
  gtk_editable_set_text (get_day (), "last spring");
  answer ();
  ui_wait_until (has_said, &fixture);
  ui_wait_until (is_asked, NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_day ()), ==, "last spring");

  g_clear_pointer (&fixture.toast, g_free);
  gtk_editable_set_text (get_day (), "2026-02-01");
  answer ();
  ui_wait_until (has_said, &fixture);
  g_assert_nonnull (strstr (fixture.toast, "is kept on this computer"));
  ui_wait_until (is_not_asked, NULL);

  pursuit_worker_set_link (fixture.base.worker, PURSUIT_LINK_OK, NULL);
  ui_wait_until (is_sent, &fixture);
  left = run (&fixture, left_job);
  g_assert_cmpstr (left, ==, "2026-02-01");
  dossier_fixture_tear_down (&fixture);
}

#define ADD(path, test) g_test_add_func ("/ui/people-view/" path, test)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("profile/shown-and-noted-or-closed", test_profile);
  ADD ("left/last-and-grey", test_left);
  ADD ("left/waits-while-away", test_leave_waits);

  return g_test_run ();
}
