/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-locale.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-str.h"

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

/**
 * pursuit_locale_choose_name:
 * @name: the name of a process, a stage or a milestone; the message id of one that is shipped
 * @name_zh: (nullable): what people call it in Chinese, when they said so themselves
 *
 * What a house names itself has no translation, so it may be named in both scripts (STG-5).
 *
 * Returns: the name for the person who reads, lent
 */
const char *
pursuit_locale_choose_name (const char *name,
                            const char *name_zh)
{
  if (!pursuit_str_empty (name_zh) && pursuit_locale_get_script () != PURSUIT_LOCALE_OTHER)
    return name_zh;

  return pursuit_str_empty (name) ? "" : _(name);
}
