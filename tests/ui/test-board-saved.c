/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "board-fixture.h"
#include "pursuit-board-page-private.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-filters.h"
#include "pursuit-page.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"

/* Filters of deals that somebody kept, on the board. */

static void
add_deal (PursuitDesk *desk,
          gint64       customer_id,
          const char  *title,
          gint64       owner_id)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", customer_id, "title", title, "owner-id", owner_id, NULL);

  g_assert_true (pursuit_deals_create (desk, deal, 1, NULL, NULL));
}

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitRecord) ines = g_object_new (PURSUIT_TYPE_STAFF, "name", "Ines Wallow", NULL);
  g_autoptr(PursuitRecord) mill = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Millworks", "region", "North", NULL);
  gint64 harbour;

  pursuit_time_set_now (BOARD_NOW);
  g_assert_true (pursuit_records_create (desk, ines, NULL, NULL));
  g_assert_true (pursuit_records_create (desk, mill, NULL, NULL));
  harbour = board_add_customer (desk, "Old Harbour");
  add_deal (desk, mill->id, "Mill refit", ines->id);
  add_deal (desk, mill->id, "Mill service", 0);
  add_deal (desk, harbour, "Quay crane", ines->id);
}

static void
set_up (BoardFixture  *self,
        gconstpointer  data)
{
  board_set_up_with (self, fill);
}

static gpointer
save_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(PursuitSavedFilter) filter = pursuit_filters_new (desk, PURSUIT_LIST_DEALS);
  gint64 *id = g_new (gint64, 1);

  g_object_set (filter, "name", "Mine in the north", "definition", data, NULL);
  g_assert_true (pursuit_records_create (desk, PURSUIT_RECORD (filter), NULL, NULL));
  *id = PURSUIT_RECORD (filter)->id;

  return id;
}

static void
show (BoardFixture *self,
      const char   *definition)
{
  g_autofree gint64 *id = ui_call (&self->base, save_job, (gpointer) definition);

  pursuit_page_show_filter (PURSUIT_PAGE (self->page), *id);
}

static gboolean
names_seller (gpointer page)
{
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (GTK_WIDGET (PURSUIT_BOARD_PAGE (page)->filters), text);
  return strstr (text->str, "Seller: Ines Wallow") != NULL;
}

/* The buttons say what was kept, those whom it knows by number too. */
static void
test_is_shown (BoardFixture  *self,
               gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = NULL;

  show (self, "{\"owner_id\":1,\"region\":\"North\",\"status\":\"open\"}");
  board_wait_for_lane (self, 1, "Mill refit");
  ui_wait_until (names_seller, self->page);
  g_assert_cmpstr (self->said->str, ==, "");
  query = pursuit_board_page_dup_filter (PURSUIT_BOARD_PAGE (self->page));
  g_assert_cmpint (query->owner_id, ==, 1);
  g_assert_cmpstr (query->region, ==, "North");

  show (self, "{\"search\":\"crane\"}");
  board_wait_for_lane (self, 1, "Quay crane");
  g_assert_cmpstr (self->said->str, ==, "");
}

static gboolean
has_said (gpointer data)
{
  return ((BoardFixture *) data)->said->len > 0;
}

/* Nobody is left to believe that these are all of it, and no others. */
static void
test_rest_is_told (BoardFixture  *self,
                   gconstpointer  data)
{
  show (self, "{\"owner_id\":1,\"incomplete\":true}");
  ui_wait_until (has_said, self);
  g_assert_nonnull (strstr (self->said->str, "The board cannot show all that this filter asks"));
}

static gboolean
has_row (gpointer menu)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_template_child (menu, PURSUIT_TYPE_FILTER_MENU, "list"));

  return gtk_list_box_get_row_at_index (list, 0) != NULL;
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(PursuitSavedFilter) filter = pursuit_filters_find (desk, PURSUIT_LIST_DEALS, "North only", error);
  gint64 *count = g_new (gint64, 1);

  g_assert_nonnull (filter);
  g_assert_cmpstr (filter->definition, ==, "{\"region\":\"North\",\"status\":\"open\"}");
  g_assert_true (pursuit_filters_count (desk, filter, count, error));

  return count;
}

/* What is on the board is what is kept, among the filters of deals. */
static void
test_is_kept (BoardFixture  *self,
              gconstpointer  data)
{
  GtkWidget *menu = GTK_WIDGET (PURSUIT_BOARD_PAGE (self->page)->saved);
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (gtk_widget_get_template_child (menu, PURSUIT_TYPE_FILTER_MENU, "button")));
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autofree gint64 *count = NULL;

  query->region = g_strdup ("North");
  pursuit_board_page_show_saved (PURSUIT_BOARD_PAGE (self->page), query);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (menu, PURSUIT_TYPE_FILTER_MENU, "name")), "North only");
  g_assert_true (gtk_widget_activate_action (menu, "filters.save", NULL));
  gtk_popover_popup (popover);
  ui_wait_until (has_row, menu);
  gtk_popover_popdown (popover);
  count = ui_call (&self->base, count_job, NULL);
  g_assert_cmpint (*count, ==, 2);
}

static void
add (const char *path,
     void        (*test) (BoardFixture *self, gconstpointer data))
{
  g_test_add (path, BoardFixture, NULL, set_up, test, board_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/board-saved/is-shown", test_is_shown);
  add ("/ui/board-saved/rest-is-told", test_rest_is_told);
  add ("/ui/board-saved/is-kept", test_is_kept);

  return g_test_run ();
}
