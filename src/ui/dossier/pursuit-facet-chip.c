/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-facet-chip.h"

#include <glib/gi18n-lib.h>

#include "pursuit-ui-types.h"

/*
 * PursuitFacetChip is one value to which a list is narrowed; a click takes it away.
 */
struct _PursuitFacetChip
{
  GtkButton parent_instance;

  GtkLabel *label;
  char *field;
  char *value;
};

G_DEFINE_FINAL_TYPE (PursuitFacetChip, pursuit_facet_chip, GTK_TYPE_BUTTON)

static void
pursuit_facet_chip_finalize (GObject *object)
{
  PursuitFacetChip *self = PURSUIT_FACET_CHIP (object);

  g_free (self->field);
  g_free (self->value);

  G_OBJECT_CLASS (pursuit_facet_chip_parent_class)->finalize (object);
}

static void
pursuit_facet_chip_class_init (PursuitFacetChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pursuit_facet_chip_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/facet-chip.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitFacetChip, label);
}

static void
pursuit_facet_chip_init (PursuitFacetChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_facet_chip_new:
 * @field: the field that it narrows
 * @value: the value, as the facet has it
 * @label: what people call it
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
pursuit_facet_chip_new (const char *field,
                        const char *value,
                        const char *label)
{
  PursuitFacetChip *self = g_object_new (PURSUIT_TYPE_FACET_CHIP, NULL);
  g_autofree char *spoken = g_strdup_printf (_("Remove the filter “%s”"), label);

  self->field = g_strdup (field);
  self->value = g_strdup (value);
  gtk_label_set_text (self->label, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return GTK_WIDGET (self);
}

/**
 * pursuit_facet_chip_get_field:
 * @self: a chip
 *
 * Returns: the field that it narrows
 */
const char *
pursuit_facet_chip_get_field (PursuitFacetChip *self)
{
  g_return_val_if_fail (PURSUIT_IS_FACET_CHIP (self), NULL);

  return self->field;
}

/**
 * pursuit_facet_chip_get_value:
 * @self: a chip
 *
 * Returns: the value, as the facet has it
 */
const char *
pursuit_facet_chip_get_value (PursuitFacetChip *self)
{
  g_return_val_if_fail (PURSUIT_IS_FACET_CHIP (self), NULL);

  return self->value;
}
