/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-review-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-words.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-money.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-watch.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitReviewRow is one deal that a review should look at: what it is, where it stands, and how far from the buyer.
 */
struct _PursuitReviewRow
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *gap;
  GtkLabel *amount;

  PursuitRow *row;
  char *currency;
};

G_DEFINE_FINAL_TYPE (PursuitReviewRow, pursuit_review_row, GTK_TYPE_WIDGET)

static const char *
get_text (PursuitReviewRow *self,
          guint             column)
{
  const char *text = pursuit_row_get_text (self->row, column);

  return text != NULL ? text : "";
}

static char *
dup_caption (PursuitReviewRow *self)
{
  const char *customer = get_text (self, PURSUIT_DEAL_ROW_CUSTOMER);
  const char *owner = get_text (self, PURSUIT_DEAL_ROW_OWNER);
  const char *stage = pursuit_locale_choose_name (pursuit_row_get_text (self->row, PURSUIT_DEAL_ROW_STAGE),
                                                  pursuit_row_get_text (self->row, PURSUIT_DEAL_ROW_STAGE_ZH));
  g_autofree char *day = pursuit_date_format (pursuit_row_get_text (self->row, PURSUIT_DEAL_ROW_CLOSED_ON));

  if (pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_STATUS) == PURSUIT_DEAL_WON)
    /* Translators: a won deal: %1$s is the customer, %2$s the seller, %3$s a date */
    return g_strdup_printf (_("%1$s · %2$s · won on %3$s"), customer, owner, day);

  /* Translators: a deal: %1$s is the customer, %2$s the seller, %3$s the stage */
  return g_strdup_printf (_("%1$s · %2$s · %3$s"), customer, owner, stage);
}

static void
show_gap (PursuitReviewRow *self)
{
  int gap = (int) pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_GAP);
  gboolean is_open = pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_STATUS) == PURSUIT_DEAL_OPEN;
  g_autofree char *text = is_open ? pursuit_deal_words_gap (gap) : NULL;

  gtk_label_set_text (self->gap, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->gap), text != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->gap), gap < 0 ? "warning" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->gap), gap < 0 ? "error" : "warning");
}

static void
update (PursuitReviewRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *caption = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *spoken = NULL;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (self->row == NULL || !pursuit_row_is_loaded (self->row))
    return;

  caption = dup_caption (self);
  amount = pursuit_money_format (pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_AMOUNT), self->currency,
                                 PURSUIT_MONEY_SHORT);
  gtk_label_set_text (self->title, get_text (self, PURSUIT_DEAL_ROW_TITLE));
  gtk_label_set_text (self->caption, caption);
  gtk_label_set_text (self->amount, amount);
  show_gap (self);
  spoken = g_strdup_printf ("%s, %s, %s%s%s", get_text (self, PURSUIT_DEAL_ROW_TITLE), caption, amount,
                            gtk_widget_get_visible (GTK_WIDGET (self->gap)) ? ", " : "",
                            gtk_widget_get_visible (GTK_WIDGET (self->gap)) ? gtk_label_get_text (self->gap) : "");
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
changed_cb (PursuitRow       *row,
            PursuitReviewRow *self)
{
  g_assert (PURSUIT_IS_REVIEW_ROW (self));

  update (self);
}

static void
pursuit_review_row_dispose (GObject *object)
{
  PursuitReviewRow *self = PURSUIT_REVIEW_ROW (object);

  pursuit_row_watch (&self->row, NULL, G_CALLBACK (changed_cb), self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_REVIEW_ROW);

  G_OBJECT_CLASS (pursuit_review_row_parent_class)->dispose (object);
}

static void
pursuit_review_row_finalize (GObject *object)
{
  g_free (PURSUIT_REVIEW_ROW (object)->currency);

  G_OBJECT_CLASS (pursuit_review_row_parent_class)->finalize (object);
}

static void
pursuit_review_row_class_init (PursuitReviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_review_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_review_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/review-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewRow, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewRow, gap);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewRow, amount);
}

static void
pursuit_review_row_init (PursuitReviewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_review_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
pursuit_review_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_REVIEW_ROW, NULL);
}

/**
 * pursuit_review_row_show:
 * @self: a row
 * @row: (nullable): a row of %PURSUIT_LIST_DEALS, %NULL for none
 * @currency: (nullable): the house currency
 *
 * Shows a deal, and follows it while its values are on their way.
 */
void
pursuit_review_row_show (PursuitReviewRow *self,
                         PursuitRow       *row,
                         const char       *currency)
{
  g_return_if_fail (PURSUIT_IS_REVIEW_ROW (self));

  pursuit_set_str (&self->currency, currency);
  pursuit_row_watch (&self->row, row, G_CALLBACK (changed_cb), self);
  update (self);
}
