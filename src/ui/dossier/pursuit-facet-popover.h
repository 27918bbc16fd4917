/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_FACET_POPOVER (pursuit_facet_popover_get_type ())
G_DECLARE_FINAL_TYPE (PursuitFacetPopover, pursuit_facet_popover, PURSUIT, FACET_POPOVER, GtkPopover)

GtkWidget *pursuit_facet_popover_new        (const char          *field,
                                             gboolean             several) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_facet_popover_set_source (PursuitFacetPopover *self,
                                             PursuitWorker       *worker,
                                             const PursuitQuery  *query);
char      *pursuit_facet_dup_label          (const char          *field,
                                             const char          *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
