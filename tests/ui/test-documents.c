/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "pursuit-customer.h"
#include "pursuit-document-row.h"
#include "pursuit-documents-view-private.h"
#include "pursuit-documents.h"
#include "pursuit-records.h"
#include "ui-fixture.h"

/* The documents of a customer in a window that notes what it is asked to tell. */

typedef struct
{
  UiFixture base;
  GtkWidget *window;
  PursuitDocumentsView *view;
  char *folder;      /* of files outside the database */
  char *offer;
  gint64 entry_id;
} Fixture;

static Fixture *present;

static void
offer_undo (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  const char *text;

  g_variant_get (parameter, "(&sx)", &text, &present->entry_id);
  g_free (present->offer);
  present->offer = g_strdup (text);
}

typedef GtkWindow NoteWindow;
typedef GtkWindowClass NoteWindowClass;

GType note_window_get_type (void);
G_DEFINE_TYPE (NoteWindow, note_window, GTK_TYPE_WINDOW)

static void
note_window_class_init (NoteWindowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.offer-undo", "(sx)", offer_undo);
}

static void
note_window_init (NoteWindow *self)
{
}

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming", NULL);

  g_assert_true (pursuit_records_create (desk, customer, NULL, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  present = fixture;
  fixture->folder = g_dir_make_tmp ("pursuit-documents-XXXXXX", NULL);
  ui_fixture_set_up (&fixture->base, fill);
  fixture->window = g_object_new (note_window_get_type (), NULL);
  fixture->view = g_object_new (PURSUIT_TYPE_DOCUMENTS_VIEW, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  pursuit_documents_view_set_worker (fixture->view, fixture->base.worker);
  pursuit_documents_view_show (fixture->view, 1, 0);
  pursuit_documents_view_set_editable (fixture->view, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->folder);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_fixture_tear_down (&fixture->base);
  g_free (fixture->offer);
}

static gboolean
shows_empty (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (PURSUIT_DOCUMENTS_VIEW (data)->stack), "empty") == 0;
}

static gboolean
is_idle_with_one (gpointer data)
{
  PursuitDocumentsView *view = data;

  return !pursuit_document_adder_is_busy (view->adder) && pursuit_documents_view_get_count (view) == 1;
}

static gboolean
is_refused (gpointer data)
{
  return pursuit_banners_find (PURSUIT_DOCUMENTS_VIEW (data)->banners, "refused") != NULL;
}

static gboolean
is_row_loaded (gpointer data)
{
  GtkWidget *row = ui_find_type (data, PURSUIT_TYPE_DOCUMENT_ROW);
  PursuitRow *document = row != NULL ? pursuit_document_row_get_document (PURSUIT_DOCUMENT_ROW (row)) : NULL;

  return document != NULL && pursuit_row_is_loaded (document);
}

static void
add (Fixture    *fixture,
     const char *name,
     const char *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GSList files = { file, NULL };

  if (content != NULL)
    g_assert_true (g_file_set_contents (path, content, -1, NULL));
  pursuit_documents_view_add_files (fixture->view, &files);
}

static void
test_empty_says_what_to_do (Fixture       *fixture,
                            gconstpointer  data)
{
  ui_wait_until (shows_empty, fixture->view);
  g_assert_nonnull (strstr (adw_status_page_get_description (ADW_STATUS_PAGE (fixture->view->empty)), "Drop files here"));
  g_assert_true (gtk_widget_get_visible (fixture->view->empty_add));

  pursuit_documents_view_set_editable (fixture->view, FALSE);
  g_assert_null (strstr (adw_status_page_get_description (ADW_STATUS_PAGE (fixture->view->empty)), "Drop files here"));
  g_assert_false (gtk_widget_get_visible (fixture->view->empty_add));
}

static void
test_added_file_is_listed (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *row;

  add (fixture, "Offer.pdf", "%PDF-1.7");
  ui_wait_until (is_idle_with_one, fixture->view);
  ui_wait_until (is_row_loaded, fixture->view);
  g_assert_cmpstr (fixture->offer, ==, "“Offer.pdf” added");
  g_assert_cmpint (fixture->entry_id, >, 0);
  g_assert_false (gtk_widget_get_visible (fixture->view->progress_box));
  row = ui_find_type (GTK_WIDGET (fixture->view), PURSUIT_TYPE_DOCUMENT_ROW);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_cmpint (pursuit_documents_view_get_selected (fixture->view), ==, 0);
  gtk_single_selection_set_selected (fixture->view->selection, 0);
  g_assert_cmpint (pursuit_documents_view_get_selected (fixture->view), ==, 1);
}

/* The first is refused, the next one is added all the same; what was refused is told until it was read. */
static void
test_refused_file_is_told (Fixture       *fixture,
                           gconstpointer  data)
{
  PursuitBanner *banner;

  add (fixture, "missing.pdf", NULL);
  ui_wait_until (is_refused, fixture->view);
  banner = pursuit_banners_find (fixture->view->banners, "refused");
  g_assert_cmpstr (pursuit_banner_get_sentence (banner), ==, "“missing.pdf” cannot be read: No such file or directory.");
  g_assert_cmpuint (pursuit_documents_view_get_count (fixture->view), ==, 0);

  add (fixture, "empty.pdf", "");
  add (fixture, "Offer.pdf", "%PDF-1.7");
  ui_wait_until (is_idle_with_one, fixture->view);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "documents.dismiss", NULL));
  g_assert_false (is_refused (fixture->view));
}

/* How many ways of changing a document its menu offers. */
static int
count_changes (Fixture *fixture)
{
  GtkWidget *row = ui_find_type (GTK_WIDGET (fixture->view), PURSUIT_TYPE_DOCUMENT_ROW);
  GtkWidget *button = ui_find_type (row, GTK_TYPE_MENU_BUTTON);
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
  g_autoptr(GMenuModel) changes = g_menu_model_get_item_link (menu, 1, G_MENU_LINK_SECTION);

  return g_menu_model_get_n_items (changes);
}

/* Whoever may not change the customer is offered nothing that would be refused. */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  add (fixture, "Offer.pdf", "%PDF-1.7");
  ui_wait_until (is_idle_with_one, fixture->view);
  g_assert_true (gtk_widget_get_visible (fixture->view->add));

  pursuit_documents_view_set_editable (fixture->view, FALSE);
  g_assert_false (gtk_widget_get_visible (fixture->view->add));
  ui_wait_until (is_row_loaded, fixture->view);
  g_assert_cmpint (count_changes (fixture), ==, 0);
  pursuit_documents_view_set_editable (fixture->view, TRUE);
  ui_wait_until (is_row_loaded, fixture->view);
  g_assert_cmpint (count_changes (fixture), ==, 3);
}

static gboolean
is_idle (gpointer data)
{
  return !pursuit_document_adder_is_busy (PURSUIT_DOCUMENTS_VIEW (data)->adder);
}

static void
test_cancel_gives_up_the_rest (Fixture       *fixture,
                               gconstpointer  data)
{
  ui_wait_until (shows_empty, fixture->view);
  add (fixture, "one.txt", "1");
  add (fixture, "two.txt", "2");
  add (fixture, "three.txt", "3");
  g_assert_cmpuint (pursuit_document_adder_get_waiting (fixture->view->adder), ==, 2);
  g_assert_true (gtk_widget_get_visible (fixture->view->progress_box));
  pursuit_document_adder_cancel (fixture->view->adder);
  ui_wait_until (is_idle, fixture->view);
  g_assert_cmpuint (pursuit_documents_view_get_count (fixture->view), ==, 0);
  g_assert_false (is_refused (fixture->view));
}

#define ADD(path, function) g_test_add ("/ui/documents/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("empty/says-what-to-do", test_empty_says_what_to_do);
  ADD ("add/is-listed", test_added_file_is_listed);
  ADD ("add/refused-is-told", test_refused_file_is_told);
  ADD ("add/cancel-gives-up-the-rest", test_cancel_gives_up_the_rest);
  ADD ("rights/read-only", test_read_only);

  return g_test_run ();
}
