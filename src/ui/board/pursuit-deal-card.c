/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-card.h"

#include <glib/gi18n-lib.h>

#include "pursuit-card-layout.h"
#include "pursuit-chip-line.h"
#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-deal-words.h"
#include "pursuit-money.h"
#include "pursuit-placeholder.h"
#include "pursuit-str.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"

/* As many as libadwaita gives to avatars. */
#define N_COLORS 14

/*
 * PursuitDealCard shows one deal on the board: whose, what, how much, how long it stands there, what comes next. It
 * follows its row; everything that can be done with it is an action of the page around it.
 */
struct _PursuitDealCard
{
  GtkWidget parent_instance;

  GtkWidget *customer;
  GtkWidget *missing;     /* made when the first deal needs it, as are the chips */
  GtkWidget *initial;
  GtkWidget *deal;
  GtkWidget *amount;
  GtkWidget *age;
  GtkWidget *chips;
  GtkWidget *when;
  GtkWidget *step;

  PursuitRow *row;
  char *currency;
  int stage_probability;
  gboolean says_stage;    /* where the lanes are no stages */
  gboolean compact;
  guint color;            /* of the avatar, 0 for none */
};

G_DEFINE_FINAL_TYPE (PursuitDealCard, pursuit_deal_card, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static const char *
get_text (PursuitDealCard *self,
          guint            column)
{
  const char *text = pursuit_row_get_text (self->row, column);

  return text != NULL ? text : "";
}

static PursuitCardLayout *
get_layout (PursuitDealCard *self)
{
  return PURSUIT_CARD_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
}

static void
update_owner (PursuitDealCard *self)
{
  const char *owner = get_text (self, PURSUIT_DEAL_ROW_OWNER);
  g_autofree char *initial = pursuit_text_initial (owner);
  guint color = *owner != '\0' ? g_str_hash (owner) % N_COLORS + 1 : 0;

  gtk_widget_set_visible (self->initial, *owner != '\0');
  gtk_label_set_text (GTK_LABEL (self->initial), initial);
  if (color == self->color)
    return;

  for (guint i = 0; i < 2; i++)
    {
      guint which = i == 0 ? self->color : color;
      g_autofree char *name = g_strdup_printf ("color%u", which);

      if (which != 0)
        set_class (self->initial, name, i == 1);
    }
  self->color = color;
}

static void
update_age (PursuitDealCard *self)
{
  gboolean stalled = pursuit_deal_words_is_stalled (self->row);
  g_autofree char *text = pursuit_deal_words_age (self->row, self->compact);

  gtk_label_set_text (GTK_LABEL (self->age), text);
  set_class (self->age, "chip", stalled);
  set_class (self->age, "warning", stalled);
  set_class (self->age, "age", !stalled);
}

/* How many required milestones are not reached: a dot that the style draws, and the count. */
static void
update_missing (PursuitDealCard *self)
{
  gint64 missing = pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_MISSING);
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, missing);

  if (missing > 0 && self->missing == NULL)
    {
      self->missing = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->missing, "missing");
      gtk_widget_insert_after (self->missing, GTK_WIDGET (self), self->customer);
      pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_MISSING, self->missing);
    }
  if (self->missing == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (self->missing), count);
  gtk_widget_set_visible (self->missing, missing > 0);
}

static void
show_chips (PursuitDealCard   *self,
            const PursuitChip *chips,
            guint              n_chips)
{
  if (n_chips > 0 && self->chips == NULL)
    {
      self->chips = pursuit_chip_line_new ();
      gtk_widget_insert_after (self->chips, GTK_WIDGET (self), self->age);
      pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_CHIPS, self->chips);
    }
  if (self->chips == NULL)
    return;

  pursuit_chip_line_show (PURSUIT_CHIP_LINE (self->chips), chips, n_chips, self->compact);
  gtk_widget_set_visible (self->chips, n_chips > 0);
}

static void
update_chips (PursuitDealCard *self,
              gboolean         is_parked)
{
  int gap = (int) pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_GAP);
  g_autofree char *gap_text = pursuit_deal_words_gap (gap);
  g_autofree char *parked_text = is_parked ? pursuit_deal_words_parked (self->row) : NULL;
  g_autofree char *stage_text = self->says_stage ? pursuit_deal_words_stage (self->row) : NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT,
                                             pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_POSITION));
  PursuitChip chips[3];
  guint n_chips = 0;

  if (stage_text != NULL)
    chips[n_chips++] = (PursuitChip) { stage_text, number, "neutral" };
  if (gap_text != NULL)
    chips[n_chips++] = (PursuitChip) { gap_text, NULL, gap > 0 ? "warning ahead" : "error behind" };
  if (parked_text != NULL)
    chips[n_chips++] = (PursuitChip) { parked_text, NULL, "neutral parked" };
  show_chips (self, chips, n_chips);
  set_class (GTK_WIDGET (self), "has-chips", n_chips > 0);
  set_class (GTK_WIDGET (self), "parked", is_parked);
}

static void
update_next_step (PursuitDealCard *self)
{
  const char *on = pursuit_row_get_text (self->row, PURSUIT_DEAL_ROW_NEXT_STEP_ON);
  const char *step = get_text (self, PURSUIT_DEAL_ROW_NEXT_STEP);
  g_autofree char *today = pursuit_date_today ();
  PursuitNextStepState state = pursuit_deal_judge_next_step (on, today);
  g_autofree char *when = pursuit_date_format_relative (on);
  gboolean none = state == PURSUIT_NEXT_STEP_NONE && *step == '\0';
  gboolean soon = state == PURSUIT_NEXT_STEP_TODAY || pursuit_date_days_between (today, on) == 1;

  gtk_label_set_text (GTK_LABEL (self->when), when);
  gtk_widget_set_visible (self->when, *when != '\0');
  set_class (self->when, "error-text", state == PURSUIT_NEXT_STEP_OVERDUE);
  set_class (self->when, "soon", soon || state == PURSUIT_NEXT_STEP_OVERDUE);
  gtk_label_set_text (GTK_LABEL (self->step), none ? _("No next step") : step);
  set_class (self->step, "warning-text", none);
}

/* While a deal is put aside, why it is says more than what was planned before. */
static void
show_reason (PursuitDealCard *self)
{
  gtk_widget_set_visible (self->when, FALSE);
  gtk_label_set_text (GTK_LABEL (self->step), get_text (self, PURSUIT_DEAL_ROW_PARKED_REASON));
  set_class (self->step, "warning-text", FALSE);
}

static void
update_name (PursuitDealCard *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = pursuit_deal_card_dup_text (self);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Everything in words, nothing cut, line by line. Asked for when somebody points: to set it, GTK asks the display each time where the
 * pointer is, which for a board of cards takes longer than to lay them out. */
static gboolean
pursuit_deal_card_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    keyboard,
                                 GtkTooltip *tooltip)
{
  PursuitDealCard *self = PURSUIT_DEAL_CARD (widget);
  g_auto(GStrv) facts = NULL;
  g_autofree char *text = NULL;

  if (self->row == NULL || !pursuit_row_is_loaded (self->row))
    return FALSE;

  facts = pursuit_deal_words_facts (self->row, self->currency, self->stage_probability);
  text = g_strjoinv ("\n", facts);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
update (PursuitDealCard *self)
{
  g_autofree char *amount = NULL;
  gboolean is_parked;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (!pursuit_row_is_loaded (self->row))
    return;

  is_parked = pursuit_deal_words_is_parked (self->row);
  amount = pursuit_money_format (pursuit_row_get_number (self->row, PURSUIT_DEAL_ROW_AMOUNT), self->currency,
                                 PURSUIT_MONEY_SHORT);
  gtk_label_set_text (GTK_LABEL (self->customer), get_text (self, PURSUIT_DEAL_ROW_CUSTOMER));
  gtk_label_set_text (GTK_LABEL (self->deal), get_text (self, PURSUIT_DEAL_ROW_TITLE));
  gtk_label_set_text (GTK_LABEL (self->amount), amount);
  update_missing (self);
  update_owner (self);
  update_age (self);
  update_chips (self, is_parked);
  if (is_parked)
    show_reason (self);
  else
    update_next_step (self);
  update_name (self);
}

static void
row_changed_cb (PursuitRow      *row,
                PursuitDealCard *self)
{
  update (self);
}

static void
pursuit_deal_card_dispose (GObject *object)
{
  PursuitDealCard *self = PURSUIT_DEAL_CARD (object);

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_clear_object (&self->row);
  g_clear_pointer (&self->missing, gtk_widget_unparent);
  g_clear_pointer (&self->chips, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_DEAL_CARD);

  G_OBJECT_CLASS (pursuit_deal_card_parent_class)->dispose (object);
}

static void
pursuit_deal_card_finalize (GObject *object)
{
  g_free (PURSUIT_DEAL_CARD (object)->currency);

  G_OBJECT_CLASS (pursuit_deal_card_parent_class)->finalize (object);
}

static void
pursuit_deal_card_class_init (PursuitDealCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_deal_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_deal_card_finalize;
  widget_class->query_tooltip = pursuit_deal_card_query_tooltip;

  gtk_widget_class_set_layout_manager_type (widget_class, PURSUIT_TYPE_CARD_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/deal-card.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDealCard, customer);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealCard, initial);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealCard, deal);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealCard, amount);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealCard, age);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealCard, when);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealCard, step);
}

static void
pursuit_deal_card_init (PursuitDealCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->stage_probability = -1;
  pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_CUSTOMER, self->customer);
  pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_INITIAL, self->initial);
  pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_DEAL, self->deal);
  pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_AMOUNT, self->amount);
  pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_AGE, self->age);
  pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_WHEN, self->when);
  pursuit_card_layout_set_part (get_layout (self), PURSUIT_CARD_STEP, self->step);
}

/**
 * pursuit_deal_card_new:
 *
 * Returns: (transfer floating): a blank card
 */
GtkWidget *
pursuit_deal_card_new (void)
{
  return g_object_new (PURSUIT_TYPE_DEAL_CARD, NULL);
}

/**
 * pursuit_deal_card_show:
 * @self: a card
 * @row: (nullable): a row of %PURSUIT_LIST_DEALS; %NULL when the card is put aside
 * @currency: (nullable): the house currency
 *
 * Shows another deal and follows its changes. The list item around the card takes the deal's name for those who hear
 * rather than see.
 */
void
pursuit_deal_card_show (PursuitDealCard *self,
                        PursuitRow      *row,
                        const char      *currency)
{
  g_return_if_fail (PURSUIT_IS_DEAL_CARD (self));

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_set_object (&self->row, row);   /* which may be the same */
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragged");
  if (row == NULL)
    return;

  pursuit_set_str (&self->currency, currency);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), self);
  update (self);
}

/**
 * pursuit_deal_card_get_row:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitRow *
pursuit_deal_card_get_row (PursuitDealCard *self)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL_CARD (self), NULL);

  return self->row;
}

/**
 * pursuit_deal_card_set_compact:
 * @self: a card
 * @compact: whether to use one line for the deal, and none for the next step alone
 */
void
pursuit_deal_card_set_compact (PursuitDealCard *self,
                               gboolean         compact)
{
  g_return_if_fail (PURSUIT_IS_DEAL_CARD (self));

  if (self->compact == compact)
    return;

  self->compact = compact;
  set_class (GTK_WIDGET (self), "compact", compact);
  gtk_label_set_lines (GTK_LABEL (self->deal), compact ? 1 : 2);
  gtk_label_set_wrap (GTK_LABEL (self->deal), !compact);
  gtk_label_set_ellipsize (GTK_LABEL (self->when), compact ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pursuit_card_layout_set_compact (get_layout (self), compact);
  if (self->row != NULL)
    update (self);
}

/**
 * pursuit_deal_card_set_stage_probability:
 * @self: a card
 * @probability: what is usual in the stage of its deals, -1 when they stand in several
 *
 * Shown beside a probability that somebody set by hand.
 */
void
pursuit_deal_card_set_stage_probability (PursuitDealCard *self,
                                         int              probability)
{
  g_return_if_fail (PURSUIT_IS_DEAL_CARD (self));

  self->stage_probability = probability;
}

/**
 * pursuit_deal_card_set_says_stage:
 * @self: a card
 * @says_stage: whether it says in which stage its deals stand, as it has to where the lanes are no stages
 */
void
pursuit_deal_card_set_says_stage (PursuitDealCard *self,
                                  gboolean         says_stage)
{
  g_return_if_fail (PURSUIT_IS_DEAL_CARD (self));

  self->says_stage = says_stage;
}

/**
 * pursuit_deal_card_dup_text:
 * @self: a card with a row
 *
 * Returns: (transfer full): everything on the card in words
 */
char *
pursuit_deal_card_dup_text (PursuitDealCard *self)
{
  g_auto(GStrv) facts = NULL;

  g_return_val_if_fail (PURSUIT_IS_DEAL_CARD (self) && self->row != NULL, NULL);

  facts = pursuit_deal_words_facts (self->row, self->currency, self->stage_probability);
  /* Translators: what stands between the facts about a deal, read aloud */
  return g_strjoinv (C_("list of facts", ", "), facts);
}
