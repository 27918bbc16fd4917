/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_FACET_CHIP (pursuit_facet_chip_get_type ())
G_DECLARE_FINAL_TYPE (PursuitFacetChip, pursuit_facet_chip, PURSUIT, FACET_CHIP, GtkButton)

GtkWidget  *pursuit_facet_chip_new       (const char       *field,
                                          const char       *value,
                                          const char       *label) G_GNUC_WARN_UNUSED_RESULT;
const char *pursuit_facet_chip_get_field (PursuitFacetChip *self);
const char *pursuit_facet_chip_get_value (PursuitFacetChip *self);

G_END_DECLS
