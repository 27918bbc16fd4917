/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

/* What the lanes are, and what a drop means where they are not stages: another seller or product, and nothing else. */

/* The words of the menu and what they stand for. */
static const char *const names[PURSUIT_N_BOARD_GROUPINGS] = {
  [PURSUIT_BOARD_BY_STAGE] = "stage",
  [PURSUIT_BOARD_BY_SELLER] = "seller",
  [PURSUIT_BOARD_BY_REGION] = "region",
  [PURSUIT_BOARD_BY_PRODUCT] = "product",
};

const char *
pursuit_board_page_get_grouping (PursuitBoardPage *self)
{
  return names[self->grouping];
}

/* Whether that is something else than before. */
gboolean
pursuit_board_page_set_grouping (PursuitBoardPage *self,
                                 const char       *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], name) == 0 && self->grouping != i)
      {
        self->grouping = i;
        return TRUE;
      }

  return FALSE;
}

/* What the worker is asked. */
typedef struct
{
  gint64 deal_id;
  PursuitBoardGrouping grouping;
  gint64 owner_id;
  char *product_line;      /* nullable: no product */
} Gift;

/* Who asks it. */
typedef struct
{
  PursuitBoardPage *page;
  gint64 deal_id;
  char *done_text;
} Giving;

typedef struct
{
  PursuitRecord *original;
  PursuitRecord *edited;
} Edit;

static void
gift_free (gpointer data)
{
  Gift *gift = data;

  g_free (gift->product_line);
  g_free (gift);
}

static void
giving_free (Giving *giving)
{
  g_object_unref (giving->page);
  g_free (giving->done_text);
  g_free (giving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Giving, giving_free)

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_clear_object (&edit->original);
  g_clear_object (&edit->edited);
  g_free (edit);
}

/* A line is the series of products, or a product without one: its first by name that is still sold. */
static gint64
find_product (PursuitDesk  *desk,
              const char   *line,
              GError      **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_PRODUCTS);
  g_autoptr(GArray) ids = pursuit_desk_query_ids (desk, query, 0, error);
  g_autoptr(GPtrArray) rows = NULL;

  if (ids != NULL)
    rows = pursuit_desk_query_rows (desk, PURSUIT_LIST_PRODUCTS, (const gint64 *) (gpointer) ids->data, ids->len, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);
      const char *series = pursuit_row_get_text (row, PURSUIT_PRODUCT_ROW_SERIES);
      const char *name = pursuit_row_get_text (row, PURSUIT_PRODUCT_ROW_NAME);

      if (pursuit_row_get_number (row, PURSUIT_PRODUCT_ROW_RETIRED) == 0 &&
          g_strcmp0 (pursuit_str_empty (series) ? name : series, line) == 0)
        return pursuit_row_get_id (row);
    }
  if (rows != NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("No product of “%s” is sold any more."), line);

  return 0;
}

static gpointer
read_edit_job (PursuitDesk   *desk,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Gift *gift = data;
  Edit *edit = g_new0 (Edit, 1);
  gint64 product_id = 0;

  edit->original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, gift->deal_id, error);
  if (edit->original != NULL && gift->product_line != NULL)
    product_id = find_product (desk, gift->product_line, error);
  if (edit->original == NULL || (gift->product_line != NULL && product_id == 0))
    {
      edit_free (edit);
      return NULL;
    }

  edit->edited = pursuit_record_copy (edit->original);
  if (gift->grouping == PURSUIT_BOARD_BY_SELLER)
    g_object_set (edit->edited, "owner-id", gift->owner_id, NULL);
  else
    g_object_set (edit->edited, "product-id", product_id, NULL);

  return edit;
}

static void
read_edit_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Giving) giving = user_data;
  PursuitBoardPage *self = giving->page;
  g_autoptr(GError) error = NULL;
  Edit *edit = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  PursuitDealVerb *verb;

  if (self->worker == NULL || edit == NULL)
    {
      if (self->worker != NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      g_clear_pointer ((gpointer *) &edit, edit_free);
      return;
    }

  verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_SAVE, giving->deal_id);
  verb->original = g_steal_pointer (&edit->original);
  verb->edited = g_steal_pointer (&edit->edited);
  edit_free (edit);
  pursuit_board_page_follow (self, giving->deal_id);
  pursuit_board_page_call (self, verb, giving->done_text);
}

/* A card was dropped on the lane of another seller or product line. */
static void
give_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardLane *lane;
  PursuitRow *row;
  Giving *giving;
  Gift *gift;
  gint64 deal_id;
  int position;

  g_variant_get (parameter, "(xi)", &deal_id, &position);
  lane = pursuit_board_page_find_lane (self, position);
  row = pursuit_board_page_find_row (self, deal_id);
  if (self->worker == NULL || lane == NULL || row == NULL ||
      (self->grouping != PURSUIT_BOARD_BY_SELLER && self->grouping != PURSUIT_BOARD_BY_PRODUCT))
    return;

  gift = g_new0 (Gift, 1);
  gift->deal_id = deal_id;
  gift->grouping = self->grouping;
  if (self->grouping == PURSUIT_BOARD_BY_SELLER)
    gift->owner_id = pursuit_board_lane_get_key_id (lane);
  else
    gift->product_line = g_strdup (pursuit_board_lane_get_key_text (lane));
  giving = g_new0 (Giving, 1);
  giving->page = g_object_ref (self);
  giving->deal_id = deal_id;
  /* Translators: %1$s is a deal, %2$s the seller or the product line that it was given */
  giving->done_text = g_strdup_printf (_("“%1$s”: now %2$s"), pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE),
                                       pursuit_board_lane_get_label (lane));
  pursuit_worker_call_async (self->worker, read_edit_job, gift, gift_free, edit_free, NULL, read_edit_cb, giving);
}

/* Called from class_init. */
void
pursuit_board_page_install_group (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "board.give", "(xi)", give_card);
}
