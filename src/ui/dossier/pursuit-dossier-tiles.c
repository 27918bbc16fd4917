/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-tiles.h"

#include <glib/gi18n-lib.h>

#include "pursuit-columns-layout.h"
#include "pursuit-label-tip.h"
#include "pursuit-level-bar.h"
#include "pursuit-money.h"
#include "pursuit-spark.h"
#include "pursuit-standing-popover.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/* Missing fields that are named beside the percentage; the others open from "+N". */
#define MOST_CHIPS 2

/*
 * PursuitDossierTiles are the figures of a customer at a glance: how close we are (CUS-1), how complete the dossier is
 * (DOS-6), and the three big figures with how they went: customers of the group, amount traded, purchases (DOS-7).
 */
struct _PursuitDossierTiles
{
  GtkWidget parent_instance;

  GtkLabel *level;
  GtkLabel *level_before;
  PursuitStandingPopover *level_popover;
  GtkLevelBar *level_bar;
  GtkLabel *level_text;
  GtkLabel *percent;
  GtkLabel *missing;
  GtkLevelBar *complete_bar;
  GtkWidget *chips;
  GtkMenuButton *others;
  GtkLabel *group;
  GtkLabel *group_new;
  PursuitSpark *group_line;
  GtkLabel *group_text;
  GtkLabel *traded;
  GtkLabel *traded_change;
  PursuitSpark *traded_line;
  GtkLabel *traded_text;
  GtkLabel *purchases;
  GtkLabel *purchases_lately;
  PursuitSpark *purchases_bars;
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
  g_type_ensure (PURSUIT_TYPE_SPARK);
  g_type_ensure (PURSUIT_TYPE_STANDING_POPOVER);
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
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, level_before);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, level_popover);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, group);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, group_new);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, group_line);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, group_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, traded);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, traded_change);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, traded_line);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, traded_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, purchases);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, purchases_lately);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierTiles, purchases_bars);
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

/* A change beside its title: an arrow or a sign says which way, not the colour alone. */
static void
show_change (GtkLabel   *label,
             const char *text,
             gboolean    is_down)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  if (is_down)
    gtk_widget_add_css_class (GTK_WIDGET (label), "down");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "down");
}

static void
show_level (PursuitDossierTiles  *self,
            PursuitWorker        *worker,
            const PursuitDossier *dossier)
{
  gint64 level = dossier->customer->relationship_level;
  int before = dossier->figures->level_before;
  /* Translators: a level of a relationship out of five; keep the markup around the second part */
  g_autofree char *markup = level > 0 ? g_strdup_printf (_("%d<span size=\"small\" weight=\"normal\"> / 5</span>"), (int) level)
                                      : g_strdup ("–");
  g_autofree char *was = NULL;

  if (before >= 0 && before != level)
    /* Translators: the level of a relationship before; keep the arrow */
    was = g_strdup_printf (before < level ? _("↑ was %d") : _("↓ was %d"), before);
  gtk_label_set_markup (self->level, markup);
  gtk_level_bar_set_value (self->level_bar, (double) level);
  gtk_label_set_text (self->level_text, pursuit_standing_get_level_meaning (level));
  show_change (self->level_before, was, before > level);
  pursuit_standing_popover_show_customer (self->level_popover, worker, PURSUIT_STANDING_KIND_LEVEL, dossier->customer,
                                          dossier->may_edit);
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

static char *
dup_spoken (const char   *title,
            const double *figures)
{
  g_autoptr(GString) spoken = g_string_new (title);

  for (guint i = 0; i < PURSUIT_FIGURES_MONTHS; i++)
    g_string_append_printf (spoken, "%s%.0f", i > 0 ? ", " : ": ", figures[i]);

  return g_string_free (g_steal_pointer (&spoken), FALSE);
}

static void
show_line (PursuitSpark *line,
           const char   *title,
           const double *figures)
{
  g_autofree char *spoken = dup_spoken (title, figures);

  pursuit_spark_set_figures (line, figures, PURSUIT_FIGURES_MONTHS, spoken);
}

static void
show_group (PursuitDossierTiles  *self,
            const PursuitDossier *dossier)
{
  const PursuitCustomerFigures *figures = dossier->figures;
  guint n = figures->family->len;
  g_autofree char *count = g_strdup_printf ("%u", n + 1);
  g_autofree char *new = n > 0 && figures->n_new > 0 ? g_strdup_printf ("+%d", (int) figures->n_new) : NULL;
  g_autofree char *text = n > 0 ? g_strdup_printf (ngettext ("with %u subsidiary", "with %u subsidiaries", n), n)
                                : g_strdup (_("no subsidiaries"));

  gtk_label_set_text (self->group, count);
  gtk_label_set_text (self->group_text, text);
  show_change (self->group_new, new, FALSE);
  show_line (self->group_line, _("Customers of the group, month by month"), figures->group);
}

/* What was traded in the last twelve months against the twelve before. */
static char *
dup_change (const PursuitCustomerFigures *figures)
{
  double before = (double) figures->traded_before;

  if (figures->traded_before <= 0)
    return NULL;

  /* Translators: a change in percent with its sign; keep %% */
  return g_strdup_printf (_("%+.0f%%"), ((double) figures->traded_lately - before) / before * 100);
}

/* What the person may not see whole is not drawn. */
static void
show_purchases (PursuitDossierTiles  *self,
                const PursuitDossier *dossier,
                const char           *currency)
{
  const PursuitCustomerFigures *figures = dossier->figures;
  gboolean is_whole = figures->n_all == dossier->won.count;
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, dossier->won.count);
  g_autofree char *change = is_whole ? dup_change (figures) : NULL;
  g_autofree char *lately = is_whole && figures->n_lately > 0 ? g_strdup_printf ("+%d", (int) figures->n_lately) : NULL;
  /* Translators: %d is a year */
  g_autofree char *since = is_whole && figures->first_year > 0 ? g_strdup_printf (_("since %d"), figures->first_year) : NULL;
  g_autofree char *months = g_strdup_printf (ngettext ("%d in the last 12 months", "%d in the last 12 months", (gulong) figures->n_lately),
                                             (int) figures->n_lately);

  show_money (self->traded, dossier->won.amount, currency);
  gtk_label_set_text (self->traded_text, since != NULL ? since : dossier->won.count > 0 ? "" : _("nothing yet"));
  show_change (self->traded_change, change, figures->traded_lately < figures->traded_before);
  gtk_label_set_text (self->purchases, count);
  gtk_label_set_text (self->purchases_text, is_whole ? months : ngettext ("deal won", "deals won", (gulong) dossier->won.count));
  show_change (self->purchases_lately, lately, FALSE);
  show_line (self->traded_line, _("Amount traded, month by month"), figures->traded);
  show_line (self->purchases_bars, _("Purchases, month by month"), figures->purchases);
  gtk_widget_set_visible (GTK_WIDGET (self->traded_line), is_whole && figures->n_all > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->purchases_bars), is_whole && figures->n_all > 0);
}

/**
 * pursuit_dossier_tiles_show:
 * @self: the tiles
 * @worker: the opened database
 * @dossier: whose figures
 * @currency: the house currency
 *
 * Shows the figures of a customer.
 */
void
pursuit_dossier_tiles_show (PursuitDossierTiles  *self,
                            PursuitWorker        *worker,
                            const PursuitDossier *dossier,
                            const char           *currency)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_TILES (self));

  show_level (self, worker, dossier);
  show_completeness (self, dossier);
  show_group (self, dossier);
  show_purchases (self, dossier, currency);
}

/**
 * pursuit_dossier_tiles_judge:
 * @self: the tiles
 *
 * Opens what assesses the level of the relationship.
 */
void
pursuit_dossier_tiles_judge (PursuitDossierTiles *self)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_TILES (self));

  gtk_popover_popup (GTK_POPOVER (self->level_popover));
}
