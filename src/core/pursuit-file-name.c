/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-file-name.h"

#include <string.h>

#include "pursuit-str.h"

/* Names of files that come from other people: they name one file in one folder, and look like what they are. */

/* File systems take 255 bytes; some room is left for a number. */
#define MOST_BYTES 200
#define MOST_SUFFIX 16

/* Characters that turn the direction of what follows make "exe" look like a part of the name. */
static gboolean
is_misleading (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Where the suffix begins, or the end of @name when it has none. */
static const char *
find_suffix (const char *name)
{
  const char *dot = strrchr (name, '.');

  if (dot == NULL || dot == name || dot[1] == '\0' || strlen (dot) > MOST_SUFFIX || strchr (dot, ' ') != NULL)
    return name + strlen (name);

  return dot;
}

/* Cuts the name before its suffix, never through a character. */
static char *
shorten (const char *name)
{
  const char *suffix = find_suffix (name);
  const char *end;

  if (strlen (name) <= MOST_BYTES)
    return g_strdup (name);

  end = g_utf8_find_prev_char (name, name + MOST_BYTES - strlen (suffix) + 1);
  return g_strdup_printf ("%.*s%s", (int) (end - name), name, suffix);
}

/**
 * pursuit_file_name_make_safe:
 * @name: (nullable): what something is called, not even necessarily valid text
 *
 * Makes a name that can be given to a file in any folder: slashes, control characters and what other systems do not allow
 * become "_", characters that turn the direction of writing are left out, dots and spaces around it too.
 *
 * Returns: (transfer full): the name, never empty
 */
char *
pursuit_file_name_make_safe (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autoptr(GString) safe = g_string_new (NULL);
  g_autofree char *stripped = NULL;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_misleading (c))
        continue;
      if (g_unichar_iscntrl (c) || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL))
        g_string_append_c (safe, '_');
      else
        g_string_append_unichar (safe, c);
    }

  stripped = pursuit_str_dup_stripped (safe->str);
  for (gsize length = strlen (stripped); length > 0 && strchr (". ", stripped[length - 1]) != NULL; length--)
    stripped[length - 1] = '\0';
  return *stripped != '\0' && stripped[strspn (stripped, ".")] != '\0' ? shorten (stripped + strspn (stripped, "."))
                                                                      : g_strdup ("_");
}

/**
 * pursuit_file_name_add_suffix:
 * @name: what somebody calls something
 * @model: the name of a file
 *
 * Returns: (transfer full): @name, with the suffix of @model unless it has that already, so that other programs know what it is
 */
char *
pursuit_file_name_add_suffix (const char *name,
                              const char *model)
{
  const char *suffix = find_suffix (model);

  if (*suffix == '\0' || g_ascii_strcasecmp (find_suffix (name), suffix) == 0)
    return g_strdup (name);

  return g_strconcat (name, suffix, NULL);
}

/**
 * pursuit_file_name_number:
 * @name: the name of a file
 * @number: from 2
 *
 * Returns: (transfer full): a name for another one, such as "Offer (2).pdf"
 */
char *
pursuit_file_name_number (const char *name,
                          guint       number)
{
  const char *suffix = find_suffix (name);

  return g_strdup_printf ("%.*s (%u)%s", (int) (suffix - name), name, number, suffix);
}
