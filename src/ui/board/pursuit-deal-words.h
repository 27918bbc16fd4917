/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-row.h"

G_BEGIN_DECLS

gboolean  pursuit_deal_words_is_parked  (PursuitRow *row);
gboolean  pursuit_deal_words_is_stalled (PursuitRow *row);
int       pursuit_deal_words_get_days   (PursuitRow *row);
char     *pursuit_deal_words_gap        (int         gap) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_deal_words_age        (PursuitRow *row,
                                         gboolean    brief) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_deal_words_stage      (PursuitRow *row) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_deal_words_parked     (PursuitRow *row) G_GNUC_WARN_UNUSED_RESULT;
char    **pursuit_deal_words_facts      (PursuitRow *row,
                                         const char *currency,
                                         int         stage_probability) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
