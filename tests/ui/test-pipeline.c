/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page that tells what stands in the funnel: what it shows, in which state, and to whom. */

#include "pursuit-pipeline-page.h"

#include <adwaita.h>

#include "board-fixture.h"
#include "pursuit-chart.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-page.h"
#include "pursuit-process-button.h"
#include "pursuit-processes.h"
#include "pursuit-report-card.h"

typedef struct
{
  UiFixture base;
  GtkWidget *window;
  GtkWidget *page;
} PipelineFixture;

static void
fill (PursuitDesk *desk)
{
  gint64 mill = board_add_customer (desk, "Millworks");

  pursuit_time_set_now (BOARD_NOW - 40 * BOARD_DAY);
  board_add_deal (desk, mill, "Quay crane", 1, 2000000, NULL, NULL);
  board_add_deal (desk, mill, "Press line", 1, 1000000, NULL, NULL);
  pursuit_time_set_now (BOARD_NOW - 10 * BOARD_DAY);
  g_assert_true (pursuit_deals_move (desk, 1, 2, "because", NULL, NULL));
  g_assert_true (pursuit_deals_win (desk, 1, NULL, NULL));
  pursuit_time_set_now (BOARD_NOW);
}

static void
fill_nothing (PursuitDesk *desk)
{
  pursuit_time_set_now (BOARD_NOW);
}

static void
set_up (PipelineFixture *self,
        gconstpointer    data)
{
  void (*filler) (PursuitDesk *) = data;

  ui_fixture_set_up (&self->base, filler);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 900);
  self->page = g_object_new (PURSUIT_TYPE_PIPELINE_PAGE, NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_false (pursuit_page_get_ready (PURSUIT_PAGE (self->page)));
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), self->base.worker);
  ui_wait_until (board_is_ready, self->page);
  ui_settle ();
}

static void
tear_down (PipelineFixture *self,
           gconstpointer    data)
{
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), NULL);
  g_assert_false (pursuit_page_get_ready (PURSUIT_PAGE (self->page)));
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_fixture_tear_down (&self->base);
  pursuit_time_set_now (0);
}

static char *
dup_labels (PipelineFixture *self)
{
  GString *text = g_string_new (NULL);

  board_collect_labels (self->page, text);
  return g_string_free (text, FALSE);
}

static void
assert_says (PipelineFixture *self,
             const char      *words)
{
  g_autofree char *labels = dup_labels (self);

  if (strstr (labels, words) == NULL)
    g_error ("“%s” is not in: %s", words, labels);
}

static const char *
get_state (PipelineFixture *self)
{
  GObject *states = gtk_widget_get_template_child (self->page, PURSUIT_TYPE_PIPELINE_PAGE, "states");

  return gtk_stack_get_visible_child_name (GTK_STACK (states));
}

static void
test_shows_figures (PipelineFixture *self,
                    gconstpointer    data)
{
  GtkWidget *chart = ui_find_type (self->page, PURSUIT_TYPE_CHART);

  g_assert_cmpstr (get_state (self), ==, "report");
  assert_says (self, "100 %");
  assert_says (self, "30 days");
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Pipeline. Planning: 1 deal · ¥10 K; Survey: 0 deals · ¥0; Proposal: 0 deals · ¥0;"
                                       " Demonstration: 0 deals · ¥0; Design: 0 deals · ¥0; Evaluation: 0 deals · ¥0;"
                                       " Negotiation: 0 deals · ¥0; Signing: 0 deals · ¥0");
}

static void
test_tables (PipelineFixture *self,
             gconstpointer    data)
{
  GtkWidget *card = ui_find_type (self->page, PURSUIT_TYPE_REPORT_CARD);
  GtkWidget *views = ui_find_type (card, GTK_TYPE_STACK);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (views)), ==, "chart");
  gtk_widget_activate_action (self->page, "pipeline.table", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (views)), ==, "table");
  assert_says (self, "Weighted");
}

static gpointer
move_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  pursuit_deals_lose (desk, 2, "Too dear", NULL, NULL, error);
  return NULL;
}

static gboolean
is_halved (gpointer data)
{
  g_autofree char *labels = dup_labels (data);

  return strstr (labels, "50 %") != NULL;
}

/* What somebody does is shown without asking. */
static void
test_news (PipelineFixture *self,
           gconstpointer    data)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  ui_call (&self->base, move_job, NULL);
  pursuit_page_handle_news (PURSUIT_PAGE (self->page), none);
  pursuit_page_handle_news (PURSUIT_PAGE (self->page), none);
  ui_wait_until (is_halved, self);
}

static gpointer
add_repeat_job (PursuitDesk   *desk,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GPtrArray) infos = pursuit_processes_list (desk, error);

  for (guint i = 0; i < infos->len; i++)
    {
      PursuitProcess *process = ((PursuitProcessInfo *) g_ptr_array_index (infos, i))->process;
      g_autoptr(PursuitDeal) deal = NULL;

      if (g_strcmp0 (process->code, "repeat") != 0)
        continue;
      deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", G_GINT64_CONSTANT (1), "title", "Bolts", "amount",
                           G_GINT64_CONSTANT (7000000), "process-id", PURSUIT_RECORD (process)->id, NULL);
      g_assert_true (pursuit_deals_create (desk, deal, 2, NULL, error));
      return g_strdup_printf ("%" G_GINT64_FORMAT, PURSUIT_RECORD (process)->id);
    }

  g_assert_not_reached ();
}

static gboolean
offers_processes (gpointer button)
{
  return gtk_widget_get_visible (button);
}

static gboolean
shows_repeat_selling (gpointer button)
{
  return g_str_equal (pursuit_process_button_get_label (button), "Repeat selling v1");
}

/* Where there are several processes, each has its report (STG-7). */
static void
test_processes (PipelineFixture *self,
                gconstpointer    data)
{
  GtkWidget *button = ui_find_type (self->page, PURSUIT_TYPE_PROCESS_BUTTON);
  g_autofree char *id = ui_call (&self->base, add_repeat_job, NULL);
  g_autofree char *shown = NULL;

  ui_wait_until (offers_processes, button);
  g_assert_cmpstr (pursuit_process_button_get_label (PURSUIT_PROCESS_BUTTON (button)), ==, "Project selling v1");
  gtk_widget_activate_action (self->page, "pipeline.process", "s", id);
  ui_wait_until (shows_repeat_selling, button);
  assert_says (self, "¥70 K");
  g_object_get (self->page, "process", &shown, NULL);
  g_assert_cmpstr (shown, ==, id);
}

static void
test_empty (PipelineFixture *self,
            gconstpointer    data)
{
  g_assert_cmpstr (get_state (self), ==, "empty");
}

#define ADD(path, filler, func) g_test_add (path, PipelineFixture, filler, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/ui/pipeline/figures/are-shown-and-spoken", fill, test_shows_figures);
  ADD ("/ui/pipeline/figures/stand-in-tables-too", fill, test_tables);
  ADD ("/ui/pipeline/news/are-followed", fill, test_news);
  ADD ("/ui/pipeline/processes/each-has-its-report", fill, test_processes);
  ADD ("/ui/pipeline/states/empty", fill_nothing, test_empty);

  return g_test_run ();
}
