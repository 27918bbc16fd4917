/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-tiles.h"

#include <glib/gi18n-lib.h>

#include "pursuit-columns-layout.h"
#include "pursuit-label-tip.h"
#include "pursuit-level-bar.h"
#include "pursuit-money.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/* Missing fields that are named beside the percentage; the others open from "+N". */
#define MOST_CHIPS 2

/*
 * PursuitDossierTiles are the figures of a customer at a glance: how close we are, how complete the dossier is, what is
 * in play, and what was sold (DOS-7).
 */
struct _PursuitDossierTiles
{
  GtkWidget parent_instance;

  GtkLabel *level;
  GtkLevelBar *level_bar;
  GtkLabel *level_text;
  GtkLabel *percent;
  GtkLabel *missing;
  GtkLevelBar *complete_bar;
  GtkWidget *chips;
  GtkMenuButton *others;
  GtkLabel *open_count;
  GtkLabel *open_amount;
  GtkLabel *open_weighted;
  GtkLabel *traded;
  GtkLabel *traded_average;
  GtkLabel *purchases;
  GtkLabel *purchases_text;
};

G_DEFINE_FINAL_TYPE (PursuitDossierTiles, pursuit_dossier_tiles, GTK_TYPE_WIDGET)

static void
pursuit_dossier_tiles_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_DOSSIER_TILES);

  G_OBJECT_CLASS (pursuit_dossier_tiles_parent_class)->dispose (object);
}

static void
pursuit_dossier_tiles_class_init (PursuitDossierTilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_dossier_tiles_dispose;

  g_type_ensure (PURSUIT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/dossier-tiles.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, level);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, level_bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, level_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, percent);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, missing);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, complete_bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, chips);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, others);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, open_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, open_amount);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, open_weighted);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, traded);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, traded_average);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, purchases);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, purchases_text);
}

static void
pursuit_dossier_tiles_init (PursuitDossierTiles *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_level_bar_make_plain (self->level_bar);
  pursuit_level_bar_make_plain (self->complete_bar);
  pursuit_label_tip_when_cut (self->level_text);
}

/* CUS-1: what a level of the relationship means. */
static const char *
get_level_text (gint64 level)
{
  static const char *const texts[] = {
    N_("Not assessed yet"),
    N_("Delivers to specification"),
    N_("Delivers excellent products and services"),
    N_("Gives excellent service and support"),
    N_("Contributes to business issues"),
    N_("Contributes to organisational issues"),
  };

  return _(texts[CLAMP (level, 0, (gint64) G_N_ELEMENTS (texts) - 1)]);
}

static void
show_level (PursuitDossierTiles   *self,
            const PursuitCustomer *customer)
{
  gint64 level = customer->relationship_level;
  /* Translators: a level of a relationship out of five; keep the markup around the second part */
  g_autofree char *markup = level > 0 ? g_strdup_printf (_("%d<span size=\"small\" weight=\"normal\"> / 5</span>"), (int) level)
                                      : g_strdup ("–");

  gtk_label_set_markup (self->level, markup);
  gtk_level_bar_set_value (self->level_bar, (double) level);
  gtk_label_set_text (self->level_text, get_level_text (level));
}

static void
set_chip (GtkWidget          *chip,
          const PursuitField *field)
{
  gtk_widget_set_visible (chip, field != NULL);
  if (field == NULL)
    return;

  gtk_button_set_label (GTK_BUTTON (chip), _(field->label));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", field->name);
}

static void
show_others (PursuitDossierTiles *self,
             GMenu               *menu)
{
  int n = g_menu_model_get_n_items (G_MENU_MODEL (menu));
  g_autofree char *label = g_strdup_printf ("+%d", n);
  g_autofree char *spoken = g_strdup_printf (ngettext ("%d more missing field", "%d more missing fields", (gulong) n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->others), n > 0);
  gtk_menu_button_set_label (self->others, label);
  gtk_menu_button_set_menu_model (self->others, G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->others), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* Names what is missing, the most telling first: the field table's order. */
static guint
show_missing (PursuitDossierTiles  *self,
              const PursuitDossier *dossier)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (dossier->customer);
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *chip = gtk_widget_get_first_child (self->chips);
  guint n_missing = 0;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (!(dossier->missing & (G_GUINT64_CONSTANT (1) << i)))
        continue;
      if (n_missing++ < MOST_CHIPS)
        {
          set_chip (chip, &klass->fields[i]);
          chip = gtk_widget_get_next_sibling (chip);
        }
      else
        {
          g_autofree char *action = g_strdup_printf ("dossier.edit-field::%s", klass->fields[i].name);

          g_menu_append (menu, _(klass->fields[i].label), action);
        }
    }
  for (guint i = n_missing; i < MOST_CHIPS; i++, chip = gtk_widget_get_next_sibling (chip))
    set_chip (chip, NULL);
  show_others (self, menu);

  return n_missing;
}

static void
show_completeness (PursuitDossierTiles  *self,
                   const PursuitDossier *dossier)
{
  int completeness = (int) dossier->customer->completeness;
  guint n_missing = show_missing (self, dossier);
  /* Translators: a percentage; keep the markup around the sign */
  g_autofree char *percent = g_strdup_printf (_("%d<span size=\"small\">%%</span>"), completeness);
  g_autofree char *missing = g_strdup_printf (ngettext ("%d missing", "%d missing", n_missing), (int) n_missing);

  gtk_label_set_markup (self->percent, percent);
  gtk_level_bar_set_value (self->complete_bar, completeness);
  gtk_label_set_text (self->missing, missing);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), n_missing > 0);
}

static void
show_money (GtkLabel   *label,
            gint64      amount,
            const char *currency)
{
  g_autofree char *text = pursuit_money_format (amount, currency, PURSUIT_MONEY_SHORT);
  g_autofree char *full = pursuit_money_format (amount, currency, PURSUIT_MONEY_FULL);

  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), full);
}

static void
show_open (PursuitDossierTiles *self,
           const PursuitTotals *open,
           const char          *currency)
{
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, open->count);
  g_autofree char *weighted_money = pursuit_money_format (open->weighted, currency, PURSUIT_MONEY_SHORT);
  /* Translators: %s is the amount of open deals, each multiplied with its probability */
  g_autofree char *weighted = g_strdup_printf (_("weighted %s"), weighted_money);

  gtk_label_set_text (self->open_count, count);
  show_money (self->open_amount, open->amount, currency);
  gtk_widget_set_visible (GTK_WIDGET (self->open_amount), open->count > 0);
  gtk_label_set_text (self->open_weighted, open->count > 0 ? weighted : _("nothing in play"));
}

static void
show_won (PursuitDossierTiles *self,
          const PursuitTotals *won,
          const char          *currency)
{
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, won->count);
  g_autofree char *average_money =
    pursuit_money_format (won->count > 0 ? won->amount / won->count : 0, currency, PURSUIT_MONEY_SHORT);
  /* Translators: %s is an amount, the average of the deals won */
  g_autofree char *average = g_strdup_printf (_("%s a deal"), average_money);

  show_money (self->traded, won->amount, currency);
  gtk_label_set_text (self->traded_average, won->count > 0 ? average : _("nothing yet"));
  gtk_label_set_text (self->purchases, count);
  gtk_label_set_text (self->purchases_text, ngettext ("deal won", "deals won", (gulong) won->count));
}

/**
 * pursuit_dossier_tiles_show:
 * @self: the tiles
 * @dossier: whose figures
 * @currency: the house currency
 *
 * Shows the figures of a customer.
 */
void
pursuit_dossier_tiles_show (PursuitDossierTiles  *self,
                            const PursuitDossier *dossier,
                            const char           *currency)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_TILES (self));

  show_level (self, dossier->customer);
  show_completeness (self, dossier);
  show_open (self, &dossier->open, currency);
  show_won (self, &dossier->won, currency);
}
