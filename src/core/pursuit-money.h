/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitMoneyStyle:
 * @PURSUIT_MONEY_FULL: every digit, thousands grouped, `.00` dropped
 * @PURSUIT_MONEY_SHORT: for a card or a column head: `¥1,460 万`, `¥14.6 M`
 */
typedef enum
{
  PURSUIT_MONEY_FULL,
  PURSUIT_MONEY_SHORT,
} PursuitMoneyStyle;

guint       pursuit_money_get_digits (const char         *currency);
gint64      pursuit_money_get_unit   (const char         *currency);
const char *pursuit_money_get_symbol (const char         *currency);
char       *pursuit_money_format     (gint64              minor,
                                      const char         *currency,
                                      PursuitMoneyStyle   style) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_money_parse      (const char         *text,
                                      const char         *currency,
                                      gint64             *out_minor,
                                      GError            **error);
gboolean    pursuit_money_parse_in   (const char         *text,
                                      const char         *currency,
                                      gint64              factor,
                                      gint64             *out_minor,
                                      gboolean           *out_own_unit,
                                      GError            **error);

G_END_DECLS
