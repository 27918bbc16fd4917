/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many classes of length there are; see pursuit_stays_classify(). */
#define PURSUIT_STAY_CLASSES 10

char   *pursuit_stays_add        (const char   *stays,
                                  gint64        stage_id,
                                  gint64        entered_at,
                                  gint64        left_at) G_GNUC_WARN_UNUSED_RESULT;
guint   pursuit_stays_classify   (gint64        seconds);
double  pursuit_stays_get_median (const gint64 *counts);

G_END_DECLS
