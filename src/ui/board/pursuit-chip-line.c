/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-chip-line.h"

#include "pursuit-wrap-layout.h"

/*
 * PursuitChipLine shows the few chips of a card one after the other, never cut. What a chip looks like is all in the
 * style, its icon too: a chip is one widget, and is used again for the next deal.
 */
struct _PursuitChipLine
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PursuitChipLine, pursuit_chip_line, GTK_TYPE_WIDGET)

static void
pursuit_chip_line_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pursuit_chip_line_parent_class)->dispose (object);
}

static void
pursuit_chip_line_class_init (PursuitChipLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pursuit_chip_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "chips");
}

static void
pursuit_chip_line_init (PursuitChipLine *self)
{
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", 4, NULL);
}

static void
set_style (GtkWidget  *chip,
           const char *style,
           gboolean    bare)
{
  g_autofree char *words = g_strconcat ("chip ", style, bare ? " bare" : NULL, NULL);
  g_auto(GStrv) classes = g_strsplit (words, " ", -1);

  gtk_widget_set_css_classes (chip, (const char **) classes);
}

/**
 * pursuit_chip_line_new:
 *
 * Returns: (transfer floating): a line without chips
 */
GtkWidget *
pursuit_chip_line_new (void)
{
  return g_object_new (PURSUIT_TYPE_CHIP_LINE, NULL);
}

/**
 * pursuit_chip_line_show:
 * @self: a line
 * @chips: (array length=n_chips): what it shows from now on
 * @n_chips: how many
 * @compact: whether there is no room for words; they are then only heard
 *
 * Shows other chips.
 */
void
pursuit_chip_line_show (PursuitChipLine   *self,
                        const PursuitChip *chips,
                        guint              n_chips,
                        gboolean           compact)
{
  GtkWidget *chip;

  g_return_if_fail (PURSUIT_IS_CHIP_LINE (self));

  chip = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; i < n_chips; i++)
    {
      if (chip == NULL)
        {
          chip = gtk_label_new (NULL);
          /* For words that are longer than a card is wide; what fits on a line of its own is never cut. */
          gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
          gtk_widget_set_parent (chip, GTK_WIDGET (self));
        }
      gtk_label_set_text (GTK_LABEL (chip), !compact ? chips[i].text : chips[i].brief != NULL ? chips[i].brief : "");
      set_style (chip, chips[i].style, compact && chips[i].brief == NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, chips[i].text, -1);
      gtk_widget_set_visible (chip, TRUE);
      chip = gtk_widget_get_next_sibling (chip);
    }
  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    gtk_widget_set_visible (chip, FALSE);
}
