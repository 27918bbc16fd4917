/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-import.h"
#include "pursuit-paper.h"

G_BEGIN_DECLS

/**
 * PursuitDemoPrinter:
 * @paper: what a document says
 * @out_n_pages: (optional): how many pages it has
 * @error: return location
 *
 * Returns: (transfer full): a file, the same bytes for the same paper
 */
typedef GBytes *(*PursuitDemoPrinter) (const PursuitPaper  *paper,
                                       guint               *out_n_pages,
                                       GError             **error);

/**
 * PursuitDemoOrder:
 * @n_customers: how many
 * @seed: decides everything that is made up
 * @print: (nullable): makes the documents of the first customers files that can be opened; without it all of them say only where a file is
 * @progress: (nullable): told how far it is
 * @data: for @progress
 *
 * What a demonstration is to be.
 */
typedef struct
{
  guint n_customers;
  guint32 seed;
  PursuitDemoPrinter print;
  PursuitProgress progress;
  gpointer data;
} PursuitDemoOrder;

gboolean pursuit_demo_make (PursuitDesk             *desk,
                            const PursuitDemoOrder  *order,
                            GCancellable            *cancellable,
                            GError                 **error);
gboolean pursuit_demo_fill (PursuitDesk      *desk,
                            guint             n_customers,
                            guint32           seed,
                            PursuitProgress   progress,
                            gpointer          user_data,
                            GCancellable     *cancellable,
                            GError          **error);

G_END_DECLS
