/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitLocaleScript:
 * @PURSUIT_LOCALE_OTHER: not Chinese
 * @PURSUIT_LOCALE_HANS: Chinese in simplified characters
 * @PURSUIT_LOCALE_HANT: Chinese in traditional characters
 *
 * What amounts and dates must know of the language that the person reads.
 */
typedef enum
{
  PURSUIT_LOCALE_OTHER,
  PURSUIT_LOCALE_HANS,
  PURSUIT_LOCALE_HANT,
} PursuitLocaleScript;

PursuitLocaleScript pursuit_locale_get_script  (void);
const char         *pursuit_locale_choose_name (const char *name,
                                                const char *name_zh);

G_END_DECLS
