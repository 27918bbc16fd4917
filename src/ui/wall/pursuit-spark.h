/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_SPARK (pursuit_spark_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSpark, pursuit_spark, PURSUIT, SPARK, GtkWidget)

void pursuit_spark_set_figures (PursuitSpark *self,
                                const double *figures,
                                guint         n_figures,
                                const char   *spoken);

G_END_DECLS
