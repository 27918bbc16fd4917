/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page on which a house writes how it sells (STG-5, STG-6): read by everybody, changed in drafts, published, taken back. */

#include "pursuit-process-page.h"

#include <adwaita.h>
#include <string.h>

#include "board-fixture.h"
#include "pursuit-activity-builder.h"
#include "pursuit-banner.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-migration-dialog.h"
#include "pursuit-page.h"
#include "pursuit-processes.h"
#include "pursuit-record-form.h"
#include "pursuit-records.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"
#include "pursuit-stage-editor.h"

typedef struct
{
  UiFixture base;
  GtkWidget *window;
  GtkWidget *page;
} ProcessFixture;

static void
fill (PursuitDesk *desk)
{
  pursuit_time_set_now (BOARD_NOW);
}

static void
set_up (ProcessFixture *self,
        gconstpointer   data)
{
  void (*filler) (PursuitDesk *) = data;

  ui_fixture_set_up (&self->base, filler);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 900);
  self->page = g_object_new (PURSUIT_TYPE_PROCESS_PAGE, NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_false (pursuit_page_get_ready (PURSUIT_PAGE (self->page)));
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), self->base.worker);
  ui_wait_until (board_is_ready, self->page);
  ui_settle ();
}

static void
tear_down (ProcessFixture *self,
           gconstpointer   data)
{
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_fixture_tear_down (&self->base);
  pursuit_time_set_now (0);
}

static gpointer
get_child (ProcessFixture *self,
           const char     *name)
{
  return gtk_widget_get_template_child (self->page, PURSUIT_TYPE_PROCESS_PAGE, name);
}

static gboolean
is_draft (gpointer data)
{
  ProcessFixture *self = data;

  return g_str_equal (gtk_label_get_label (get_child (self, "state")), "Draft");
}

static gboolean
is_standard (gpointer data)
{
  ProcessFixture *self = data;

  return g_str_equal (gtk_label_get_label (get_child (self, "state")), "Standard");
}

static gboolean
is_saved (gpointer data)
{
  ProcessFixture *self = data;

  return !gtk_action_bar_get_revealed (get_child (self, "save_bar")) && gtk_widget_get_sensitive (get_child (self, "states"));
}

static void
select_row (ProcessFixture *self,
            int             index)
{
  GtkListBox *contents = get_child (self, "contents");

  gtk_list_box_select_row (contents, gtk_list_box_get_row_at_index (contents, index));
  ui_settle ();
}

static guint
count_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;

  return n;
}

typedef struct
{
  GtkWidget *root;
  const char *title;
  const char *text;
} Typing;

static gboolean
type_below (GtkWidget    *root,
            const Typing *typing)
{
  gboolean typed = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (ADW_IS_ENTRY_ROW (child) && gtk_widget_get_mapped (child) &&
          g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (child)), typing->title))
        {
          gtk_editable_set_text (GTK_EDITABLE (child), typing->text);
          typed = TRUE;
        }
      typed |= type_below (child, typing);
    }

  return typed;
}

static gboolean
is_typed (gpointer data)
{
  const Typing *typing = data;

  return type_below (typing->root, typing);
}

/* Types into the row of a form that is called @title, as soon as it is to be seen. */
static void
type_into (GtkWidget  *root,
           const char *title,
           const char *text)
{
  Typing typing = { root, title, text };

  ui_wait_until (is_typed, &typing);
}

static void
begin_draft (ProcessFixture *self)
{
  gtk_widget_activate_action (self->page, "process.new-version", NULL);
  ui_wait_until (is_draft, self);
  ui_settle ();
}

static gpointer
load_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) infos = pursuit_processes_list (desk, error);

  for (guint i = 0; i < infos->len; i++)
    {
      PursuitProcess *process = ((PursuitProcessInfo *) g_ptr_array_index (infos, i))->process;

      if (g_str_equal (process->code, "project") && process->version == GPOINTER_TO_INT (data))
        return pursuit_processes_load (desk, PURSUIT_RECORD (process)->id, error);
    }

  return NULL;
}

/* A process is laid out: rules, stages, activities. */
static void
test_shows (ProcessFixture *self,
            gconstpointer   data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (self, "states")), ==, "book");
  g_assert_true (is_standard (self));
  g_assert_cmpuint (count_rows (get_child (self, "contents")), ==, 10);

  select_row (self, 3);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (self, "parts")), ==, "stage");
  select_row (self, 9);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (self, "parts")), ==, "activities");
  select_row (self, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (self, "parts")), ==, "rules");
  g_assert_false (gtk_action_bar_get_revealed (get_child (self, "save_bar")));
}

static gboolean
shows_a_stage (gpointer data)
{
  return g_str_equal (gtk_stack_get_visible_child_name (get_child (data, "parts")), "stage");
}

/* A stage is found by its number, in whichever process it is: that is where a playbook leads. */
static void
test_shows_stage (ProcessFixture *self,
                  gconstpointer   data)
{
  g_autoptr(PursuitProcessBook) book = ui_call (&self->base, load_job, GINT_TO_POINTER (1));
  PursuitBookStage *entry = g_ptr_array_index (book->stages, 4);

  pursuit_page_show_id (PURSUIT_PAGE (self->page), PURSUIT_RECORD (entry->stage)->id);
  ui_wait_until (shows_a_stage, self);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (get_child (self, "contents"))), ==, 5);
}

/* What deals follow keeps its probabilities; its expected days count at once (STG-3). */
static void
test_published (ProcessFixture *self,
                gconstpointer   data)
{
  g_autoptr(PursuitProcessBook) book = NULL;

  select_row (self, 2);
  g_assert_false (gtk_widget_get_visible (get_child (self, "stage_buttons")));
  type_into (self->page, "Expected days", "44");
  g_assert_true (gtk_action_bar_get_revealed (get_child (self, "save_bar")));
  gtk_widget_activate_action (self->page, "process.save", NULL);
  ui_wait_until (is_saved, self);

  book = ui_call (&self->base, load_job, GINT_TO_POINTER (1));
  g_assert_cmpint (((PursuitBookStage *) g_ptr_array_index (book->stages, 1))->stage->expected_days, ==, 44);
}

/* What cannot be read is said beside its field, and neither saved without it nor left behind. */
static void
test_unreadable (ProcessFixture *self,
                 gconstpointer   data)
{
  g_autoptr(PursuitProcessBook) book = NULL;
  GtkListBox *contents = get_child (self, "contents");

  select_row (self, 2);
  type_into (self->page, "Expected days", "soon");
  gtk_widget_activate_action (self->page, "process.save", NULL);
  ui_settle ();
  g_assert_true (gtk_action_bar_get_revealed (get_child (self, "save_bar")));
  select_row (self, 4);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (contents)), ==, 2);

  type_into (self->page, "Expected days", "45");
  select_row (self, 4);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (contents)), ==, 4);
  gtk_widget_activate_action (self->page, "process.save", NULL);
  ui_wait_until (is_saved, self);
  book = ui_call (&self->base, load_job, GINT_TO_POINTER (1));
  g_assert_cmpint (((PursuitBookStage *) g_ptr_array_index (book->stages, 1))->stage->expected_days, ==, 45);
}

/* A draft gets a stage and a milestone, is published, and new deals follow it. */
static void
test_version (ProcessFixture *self,
              gconstpointer   data)
{
  g_autoptr(PursuitProcessBook) book = NULL;
  PursuitBookStage *entry;

  begin_draft (self);
  select_row (self, 2);
  gtk_widget_activate_action (self->page, "process.add-stage", NULL);
  ui_settle ();
  g_assert_cmpuint (count_rows (get_child (self, "contents")), ==, 11);
  type_into (self->page, "Our stage (", "Pilot");
  type_into (self->page, "Our stage in Chinese", "试点");
  type_into (self->page, "The buyer’s stage (", "Pilot watched");
  gtk_widget_activate_action (get_child (self, "stage"), "stage.add-milestone", NULL);
  ui_settle ();
  type_into (get_child (self, "stage"), "Name", "Pilot accepted");
  gtk_widget_activate_action (self->page, "process.save", NULL);
  ui_wait_until (is_saved, self);

  book = ui_call (&self->base, load_job, GINT_TO_POINTER (2));
  g_assert_cmpuint (book->stages->len, ==, 9);
  entry = g_ptr_array_index (book->stages, 2);
  g_assert_cmpstr (entry->stage->name, ==, "Pilot");
  g_assert_cmpstr (entry->stage->name_zh, ==, "试点");
  g_assert_cmpint (entry->stage->position, ==, 3);
  g_assert_cmpuint (entry->milestones->len, ==, 1);
  g_assert_cmpstr (((PursuitMilestone *) g_ptr_array_index (entry->milestones, 0))->name, ==, "Pilot accepted");
}

/* Stages change places, and go; what is discarded was never there. */
static void
test_arranges (ProcessFixture *self,
               gconstpointer   data)
{
  g_autoptr(PursuitProcessBook) book = NULL;

  begin_draft (self);
  select_row (self, 1);
  gtk_widget_activate_action (self->page, "process.move-stage", "i", 1);
  ui_settle ();
  gtk_widget_activate_action (self->page, "process.save", NULL);
  ui_wait_until (is_saved, self);
  select_row (self, 5);
  gtk_widget_activate_action (self->page, "process.remove-stage", NULL);
  ui_settle ();
  g_assert_cmpuint (count_rows (get_child (self, "contents")), ==, 9);
  gtk_widget_activate_action (self->page, "process.discard", NULL);
  ui_wait_until (is_saved, self);

  book = ui_call (&self->base, load_job, GINT_TO_POINTER (2));
  g_assert_cmpuint (book->stages->len, ==, 8);
  g_assert_cmpstr (((PursuitBookStage *) g_ptr_array_index (book->stages, 0))->stage->short_name, ==, "Survey");
}

/* The builder shows blanks and repeats as they come (STG-6). */
static void
test_builder (ProcessFixture *self,
              gconstpointer   data)
{
  GtkWidget *builder = get_child (self, "builder");
  GtkListBox *findings;
  guint before;

  begin_draft (self);
  select_row (self, 9);
  findings = GTK_LIST_BOX (gtk_widget_get_template_child (builder, PURSUIT_TYPE_ACTIVITY_BUILDER, "findings"));
  before = count_rows (findings);
  gtk_widget_activate_action (builder, "builder.add-activity", NULL);
  ui_settle ();
  type_into (builder, "Activity", "Call the plant manager");
  ui_settle ();
  g_assert_cmpuint (count_rows (findings), ==, before + 1);
  g_assert_true (gtk_action_bar_get_revealed (get_child (self, "save_bar")));
  gtk_widget_activate_action (self->page, "process.save", NULL);
  ui_wait_until (is_saved, self);
}

static gboolean
answer_dialog (gpointer data)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      {
        g_signal_emit_by_name (l->data, "response", "answer");
        gtk_window_destroy (GTK_WINDOW (l->data));
        return TRUE;
      }

  return FALSE;
}

static gboolean
has_problem (gpointer data)
{
  return pursuit_banner_get_revealed (PURSUIT_BANNER (get_child (data, "problem")));
}

/* What has no stage in which deals are won is no process that they can follow; the page says so. */
static void
test_refusal (ProcessFixture *self,
              gconstpointer   data)
{
  begin_draft (self);
  select_row (self, 8);
  gtk_widget_activate_action (self->page, "process.remove-stage", NULL);
  ui_settle ();
  gtk_widget_activate_action (self->page, "process.save", NULL);
  ui_wait_until (is_saved, self);
  ui_settle ();
  gtk_widget_activate_action (self->page, "process.publish", NULL);
  ui_wait_until (answer_dialog, NULL);
  ui_wait_until (has_problem, self);
  g_assert_nonnull (strstr (pursuit_banner_get_sentence (PURSUIT_BANNER (get_child (self, "problem"))), "won"));
  g_assert_true (is_draft (self));
}

/* A draft that holds together is published, and takes the place of the version before it. */
static void
test_publishes (ProcessFixture *self,
                gconstpointer   data)
{
  g_autoptr(PursuitProcessBook) book = NULL;

  begin_draft (self);
  gtk_widget_activate_action (self->page, "process.publish", NULL);
  ui_wait_until (answer_dialog, NULL);
  ui_wait_until (is_standard, self);
  book = ui_call (&self->base, load_job, GINT_TO_POINTER (2));
  g_assert_cmpint (book->process->state, ==, PURSUIT_PROCESS_PUBLISHED);
  g_assert_true (book->process->standard);
}

static void
fill_people (PursuitDesk *desk)
{
  g_autoptr(GPtrArray) roles = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, NULL);

  fill (desk);
  for (guint i = 0; i < roles->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (roles, i);
      gboolean is_seller = role->system_role == PURSUIT_SYSTEM_ROLE_SELLER;
      g_autoptr(PursuitRecord) person = NULL;

      if (!is_seller && role->system_role != PURSUIT_SYSTEM_ROLE_ADMINISTRATOR)
        continue;
      person = g_object_new (PURSUIT_TYPE_STAFF, "name", is_seller ? "Li" : "Root", "role-id", PURSUIT_RECORD (role)->id, NULL);
      g_assert_true (pursuit_records_create (desk, person, NULL, NULL));
    }
}

/* Everybody reads how the house sells; only administrators write it. */
static void
test_reader (ProcessFixture *self,
             gconstpointer   data)
{
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), NULL);
  pursuit_worker_set_staff (self->base.worker, "Li");
  ui_open (self->base.worker, self->base.path, PURSUIT_STORE_NONE);
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), self->base.worker);
  ui_wait_until (board_is_ready, self->page);
  ui_settle ();

  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (self, "states")), ==, "book");
  gtk_widget_activate_action (self->page, "process.new-version", NULL);
  ui_settle ();
  g_assert_true (is_standard (self));
  select_row (self, 2);
  type_into (self->page, "Expected days", "44");
  g_assert_false (gtk_action_bar_get_revealed (get_child (self, "save_bar")));
}

static void
fill_deals (PursuitDesk *desk)
{
  g_autoptr(PursuitRecord) mill = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", NULL);

  fill (desk);
  g_assert_true (pursuit_records_create (desk, mill, NULL, NULL));
  board_add_deal (desk, mill->id, "Press line", 1, 100, NULL, NULL);
  board_add_deal (desk, mill->id, "Furnace", 2, 100, NULL, NULL);
}

static GtkWindow *
find_migration (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (PURSUIT_IS_MIGRATION_DIALOG (l->data))
      return l->data;

  return NULL;
}

static gboolean
offers_to_move (gpointer label)
{
  GtkWindow *dialog = find_migration ();
  GtkWidget *button = dialog != NULL ? gtk_window_get_default_widget (dialog) : NULL;

  return button != NULL && gtk_widget_get_sensitive (button) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0;
}

static gboolean
is_over (gpointer unused)
{
  return find_migration () == NULL;
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GPtrArray) infos = pursuit_processes_list (desk, error);
  GString *counts = g_string_new (NULL);

  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitProcessInfo *info = g_ptr_array_index (infos, i);

      if (info->n_open > 0)
        g_string_append_printf (counts, "%s %lld;", info->process->code, (long long) info->n_open);
    }

  return g_string_free (counts, FALSE);
}

/* Running deals are moved over deliberately: stage by stage, with what it would do said before (STG-5). */
static void
test_migrates (ProcessFixture *self,
               gconstpointer   data)
{
  GtkListBox *stages;
  g_autofree char *counts = NULL;
  g_autofree char *first = ui_call (&self->base, count_job, NULL);

  g_assert_cmpstr (first, ==, "project 2;");
  gtk_widget_activate_action (self->page, "process.migrate", NULL);
  ui_wait_until (offers_to_move, (gpointer) "Move 2 Deals");
  stages = GTK_LIST_BOX (gtk_widget_get_template_child (GTK_WIDGET (find_migration ()), PURSUIT_TYPE_MIGRATION_DIALOG, "stages"));
  g_assert_cmpuint (count_rows (stages), ==, 8);

  adw_combo_row_set_selected (ADW_COMBO_ROW (gtk_list_box_get_row_at_index (stages, 0)), 0);
  ui_wait_until (offers_to_move, (gpointer) "Move 1 Deal");
  g_signal_emit_by_name (gtk_window_get_default_widget (find_migration ()), "clicked");
  ui_wait_until (is_over, NULL);
  counts = ui_call (&self->base, count_job, NULL);
  g_assert_nonnull (strstr (counts, "project 1;"));
  g_assert_true (g_str_has_suffix (counts, " 1;") && strlen (counts) > strlen ("project 1;"));
}

#define ADD(path, filler, func) g_test_add (path, ProcessFixture, filler, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/ui/process/shows/rules-stages-activities", fill, test_shows);
  ADD ("/ui/process/shows/a-stage-that-was-found", fill, test_shows_stage);
  ADD ("/ui/process/published/what-counts-at-once", fill, test_published);
  ADD ("/ui/process/published/what-cannot-be-read", fill, test_unreadable);
  ADD ("/ui/process/draft/becomes-a-version", fill, test_version);
  ADD ("/ui/process/draft/is-arranged-and-discarded", fill, test_arranges);
  ADD ("/ui/process/builder/shows-blanks", fill, test_builder);
  ADD ("/ui/process/draft/without-a-won-stage", fill, test_refusal);
  ADD ("/ui/process/draft/is-published", fill, test_publishes);
  ADD ("/ui/process/deals/are-moved-over", fill_deals, test_migrates);
  ADD ("/ui/process/rights/a-seller-reads", fill_people, test_reader);

  return g_test_run ();
}
