/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-closed-deal-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-money.h"
#include "pursuit-placeholder.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitClosedDealRow is one line in the list of won or lost deals.
 */
struct _PursuitClosedDealRow
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *amount;
  GtkWidget *date;
  GtkWidget *reopen_button;

  PursuitRow *row;
  char *currency;
};

G_DEFINE_FINAL_TYPE (PursuitClosedDealRow, pursuit_closed_deal_row, GTK_TYPE_WIDGET)

static const char *
get_text (PursuitClosedDealRow *self,
          guint                 column)
{
  const char *text = pursuit_row_get_text (self->row, column);

  return text != NULL ? text : "";
}

static void
update (PursuitClosedDealRow *self)
{
  gboolean lost = pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_STATUS) == PURSUIT_DEAL_LOST;
  g_autofree char *amount = pursuit_money_format (pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_AMOUNT),
                                                  self->currency, PURSUIT_MONEY_SHORT);
  g_autofree char *date = pursuit_date_format (pursuit_row_get_text (self->row, PURSUIT_DEAL_ROW_CLOSED_ON));
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *subtitle = NULL;
  g_autofree char *spoken = NULL;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (!pursuit_row_is_loaded (self->row))
    return;

  if (lost && *get_text (self, PURSUIT_DEAL_ROW_LOST_REASON) != '\0')
    /* Translators: a lost deal: %1$s is the customer, %2$s why it was lost */
    subtitle = g_strdup_printf (_("%1$s · %2$s"), get_text (self, PURSUIT_DEAL_ROW_CUSTOMER),
                                get_text (self, PURSUIT_DEAL_ROW_LOST_REASON));
  else
    subtitle = g_strdup (get_text (self, PURSUIT_DEAL_ROW_CUSTOMER));

  gtk_widget_remove_css_class (self->icon, lost ? "success-text" : "error-text");
  gtk_widget_add_css_class (self->icon, lost ? "error-text" : "success-text");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), lost ? "pursuit-lost-symbolic" : "pursuit-won-symbolic");
  gtk_label_set_text (GTK_LABEL (self->title), get_text (self, PURSUIT_DEAL_ROW_TITLE));
  gtk_label_set_text (GTK_LABEL (self->subtitle), subtitle);
  gtk_label_set_text (GTK_LABEL (self->amount), amount);
  gtk_label_set_text (GTK_LABEL (self->date), date);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->reopen_button), "x", pursuit_row_get_id (self->row));

  /* Translators: a closed deal read aloud: title, customer and reason, amount, date */
  spoken = g_strdup_printf (_("%1$s, %2$s, %3$s, %4$s"), get_text (self, PURSUIT_DEAL_ROW_TITLE), subtitle, amount, date);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
row_changed_cb (PursuitRow           *row,
                PursuitClosedDealRow *self)
{
  update (self);
}

static void
pursuit_closed_deal_row_dispose (GObject *object)
{
  PursuitClosedDealRow *self = PURSUIT_CLOSED_DEAL_ROW (object);

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_clear_object (&self->row);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CLOSED_DEAL_ROW);

  G_OBJECT_CLASS (pursuit_closed_deal_row_parent_class)->dispose (object);
}

static void
pursuit_closed_deal_row_finalize (GObject *object)
{
  g_free (PURSUIT_CLOSED_DEAL_ROW (object)->currency);

  G_OBJECT_CLASS (pursuit_closed_deal_row_parent_class)->finalize (object);
}

static void
pursuit_closed_deal_row_class_init (PursuitClosedDealRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_closed_deal_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_closed_deal_row_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/closed-deal-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealRow, amount);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealRow, date);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealRow, reopen_button);
}

static void
pursuit_closed_deal_row_init (PursuitClosedDealRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_closed_deal_row_new:
 *
 * Returns: (transfer floating): a line that shows nothing yet
 */
GtkWidget *
pursuit_closed_deal_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_CLOSED_DEAL_ROW, NULL);
}

/**
 * pursuit_closed_deal_row_show:
 * @self: a line
 * @row: (nullable): a row of %PURSUIT_LIST_DEALS; %NULL for nothing
 * @currency: (nullable): the house currency
 */
void
pursuit_closed_deal_row_show (PursuitClosedDealRow *self,
                              PursuitRow           *row,
                              const char           *currency)
{
  g_return_if_fail (PURSUIT_IS_CLOSED_DEAL_ROW (self));

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;

  pursuit_set_str (&self->currency, currency);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), self);
  update (self);
}
