/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-field.h"
#include "pursuit-label-tip.h"
#include "pursuit-level-bar.h"
#include "pursuit-money.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-watch.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* Below this a dossier is poor enough to be marked. */
#define POOR_COMPLETENESS 60

/*
 * PursuitCustomerRow is one customer in the list: grade, name, where and whose and since when, what is in play, and how
 * complete the dossier is.
 */
struct _PursuitCustomerRow
{
  GtkWidget parent_instance;

  GtkLabel *grade;
  GtkLabel *name;
  GtkLabel *caption;
  GtkLabel *amount;
  GtkLevelBar *bar;

  PursuitRow *row;
  char *currency;
};

G_DEFINE_FINAL_TYPE (PursuitCustomerRow, pursuit_customer_row, GTK_TYPE_WIDGET)

static const char *
get_text (PursuitCustomerRow *self,
          guint               column)
{
  const char *text = pursuit_row_get_text (self->row, column);

  return text != NULL ? text : "";
}

static gint64
get_number (PursuitCustomerRow *self,
            guint               column)
{
  return pursuit_row_get_number (self->row, column);
}

static void
add_fact (GString    *facts,
          const char *fact)
{
  if (*fact == '\0')
    return;
  if (facts->len > 0)
    g_string_append (facts, " · ");
  g_string_append (facts, fact);
}

static char *
dup_caption (PursuitCustomerRow *self)
{
  g_autoptr(GString) facts = g_string_new (NULL);
  gint64 last_contact = get_number (self, PURSUIT_CUSTOMER_ROW_LAST_CONTACT_AT);
  g_autofree char *ago = pursuit_time_format_ago (last_contact);

  if (get_number (self, PURSUIT_CUSTOMER_ROW_PLACEHOLDER))
    return g_strdup (_("Deals that came without a customer"));

  add_fact (facts, get_text (self, PURSUIT_CUSTOMER_ROW_REGION));
  add_fact (facts, get_number (self, PURSUIT_CUSTOMER_ROW_OWNER_ID) != 0 ? get_text (self, PURSUIT_CUSTOMER_ROW_OWNER)
                                                                         : _("Public pool"));
  add_fact (facts, last_contact != 0 ? ago : _("no contact yet"));

  return g_string_free (g_steal_pointer (&facts), FALSE);
}

static void
show_grade (PursuitCustomerRow *self)
{
  static const char *const letters[] = { "–", "A", "B", "C" };
  gboolean is_placeholder = get_number (self, PURSUIT_CUSTOMER_ROW_PLACEHOLDER) != 0;
  gint64 grade = CLAMP (get_number (self, PURSUIT_CUSTOMER_ROW_GRADE), 0, (gint64) G_N_ELEMENTS (letters) - 1);

  gtk_label_set_text (self->grade, is_placeholder ? "?" : letters[grade]);
  if (is_placeholder || grade == PURSUIT_GRADE_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->grade), "none");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->grade), "none");
  if (is_placeholder)
    gtk_widget_add_css_class (GTK_WIDGET (self), "placeholder");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "placeholder");
}

static void
show_figures (PursuitCustomerRow *self)
{
  gint64 amount = get_number (self, PURSUIT_CUSTOMER_ROW_OPEN_AMOUNT);
  int completeness = (int) get_number (self, PURSUIT_CUSTOMER_ROW_COMPLETENESS);
  g_autofree char *money = amount != 0 ? pursuit_money_format (amount, self->currency, PURSUIT_MONEY_SHORT) : g_strdup ("");
  g_autofree char *tip = g_strdup_printf (_("The dossier is %d%% complete"), completeness);

  gtk_label_set_text (self->amount, money);
  gtk_level_bar_set_value (self->bar, completeness);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !get_number (self, PURSUIT_CUSTOMER_ROW_PLACEHOLDER));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bar), tip);
  if (completeness < POOR_COMPLETENESS)
    gtk_widget_add_css_class (GTK_WIDGET (self->bar), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->bar), "warning");
}

/* List items are what assistive technology reads: the name goes there. */
static void
name_item (PursuitCustomerRow *self,
           const char         *caption)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *grade = pursuit_enum_get_label (PURSUIT_TYPE_GRADE, (int) get_number (self, PURSUIT_CUSTOMER_ROW_GRADE));
  g_autofree char *spoken = NULL;

  if (item == NULL)
    return;
  spoken = g_strjoin (", ", get_text (self, PURSUIT_CUSTOMER_ROW_NAME), caption, *grade != '\0' ? grade : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
update (PursuitCustomerRow *self)
{
  gboolean is_loaded = self->row != NULL && pursuit_row_is_loaded (self->row);
  g_autofree char *caption = is_loaded ? dup_caption (self) : NULL;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (!is_loaded)
    return;

  gtk_label_set_text (self->name, get_text (self, PURSUIT_CUSTOMER_ROW_NAME));
  gtk_label_set_text (self->caption, caption);
  show_grade (self);
  show_figures (self);
  name_item (self, caption);
}

static void
changed_cb (PursuitRow         *row,
            PursuitCustomerRow *self)
{
  g_assert (PURSUIT_IS_CUSTOMER_ROW (self));

  update (self);
}

static void
pursuit_customer_row_dispose (GObject *object)
{
  PursuitCustomerRow *self = PURSUIT_CUSTOMER_ROW (object);

  pursuit_row_watch (&self->row, NULL, G_CALLBACK (changed_cb), self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CUSTOMER_ROW);

  G_OBJECT_CLASS (pursuit_customer_row_parent_class)->dispose (object);
}

static void
pursuit_customer_row_finalize (GObject *object)
{
  PursuitCustomerRow *self = PURSUIT_CUSTOMER_ROW (object);

  g_free (self->currency);

  G_OBJECT_CLASS (pursuit_customer_row_parent_class)->finalize (object);
}

static void
pursuit_customer_row_class_init (PursuitCustomerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_customer_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_customer_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/customer-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerRow, grade);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerRow, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerRow, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerRow, amount);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerRow, bar);
}

static void
pursuit_customer_row_init (PursuitCustomerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_level_bar_make_plain (self->bar);
  pursuit_label_tip_when_cut (self->name);
  pursuit_label_tip_when_cut (self->caption);
}

/**
 * pursuit_customer_row_new:
 *
 * Returns: (transfer floating): a row that shows nobody yet
 */
GtkWidget *
pursuit_customer_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_CUSTOMER_ROW, NULL);
}

/**
 * pursuit_customer_row_show:
 * @self: a row
 * @row: (nullable): a row of %PURSUIT_LIST_CUSTOMERS, %NULL for nobody
 * @currency: (nullable): the house currency
 *
 * Shows a customer, and follows the row while its values are on their way.
 */
void
pursuit_customer_row_show (PursuitCustomerRow *self,
                           PursuitRow         *row,
                           const char         *currency)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_ROW (self));

  pursuit_row_watch (&self->row, row, G_CALLBACK (changed_cb), self);
  pursuit_set_str (&self->currency, currency);
  update (self);
}

/**
 * pursuit_customer_row_get_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitRow *
pursuit_customer_row_get_row (PursuitCustomerRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_ROW (self), NULL);

  return self->row;
}
