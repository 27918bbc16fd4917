/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-locale.h"

#include <string.h>

/**
 * pursuit_locale_get_script:
 *
 * Looks at the language of messages, not at the one of numbers: 万 belongs to the words.
 *
 * Returns: the script of Chinese to write in, or %PURSUIT_LOCALE_OTHER
 */
PursuitLocaleScript
pursuit_locale_get_script (void)
{
  const char *language = g_get_language_names ()[0];

  if (!g_str_has_prefix (language, "zh") || g_ascii_isalpha (language[2]))
    return PURSUIT_LOCALE_OTHER;

  if (strstr (language, "Hans") != NULL)
    return PURSUIT_LOCALE_HANS;

  if (strstr (language, "TW") != NULL || strstr (language, "HK") != NULL ||
      strstr (language, "MO") != NULL || strstr (language, "Hant") != NULL)
    return PURSUIT_LOCALE_HANT;

  return PURSUIT_LOCALE_HANS;
}
