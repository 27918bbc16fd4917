/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "pursuit-str.h"
#include "pursuit-vcard.h"

/* Cards as other programs read them: RFC 6350, or RFC 2426 for those that know no later one. */

/* A line has at most 75 bytes. */
#define MOST_BYTES 75

static void
append_folded (GString    *out,
               const char *line)
{
  gsize n = 0;

  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    {
      gsize length = (gsize) (g_utf8_next_char (c) - c);

      if (n + length > MOST_BYTES)
        {
          g_string_append (out, "\r\n ");
          n = 1;
        }
      g_string_append_len (out, c, (gssize) length);
      n += length;
    }

  g_string_append (out, "\r\n");
}

static char *
escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text == '\n')
      g_string_append (out, "\\n");
    else if (strchr ("\\,;", *text) != NULL)
      g_string_append_printf (out, "\\%c", *text);
    else if (*text != '\r')
      g_string_append_c (out, *text);

  return g_string_free (out, FALSE);
}

/* A line, unless there is nothing to say. */
static void
append (GString    *out,
        const char *before,
        const char *text,
        const char *after)
{
  g_autofree char *escaped = NULL;
  g_autofree char *line = NULL;

  if (pursuit_str_empty (text))
    return;

  escaped = escape (text);
  line = g_strconcat (before, escaped, after, NULL);
  append_folded (out, line);
}

/* The last word of a Western name is the family's; a Chinese name is given whole. */
static void
append_name_parts (GString    *out,
                   const char *name)
{
  const char *space = strrchr (name, ' ');
  g_autofree char *family = escape (space != NULL ? space + 1 : name);
  g_autofree char *rest = space != NULL ? g_strndup (name, (gsize) (space - name)) : g_strdup ("");
  g_autofree char *given = escape (rest);
  g_autofree char *line = g_strdup_printf ("N:%s;%s;;;", family, given);

  append_folded (out, line);
}

static void
append_birthday (GString             *out,
                 const char          *day,
                 PursuitVcardVersion  version)
{
  g_autofree char *text = NULL;

  if (day == NULL)
    return;

  text = g_strdup (day);
  if (version == PURSUIT_VCARD_4_0 && strlen (text) == 10)
    {
      memmove (text + 4, text + 5, 2);
      memmove (text + 6, text + 8, 3);
    }
  append (out, "BDAY:", text, "");
}

/**
 * pursuit_vcard_to_text:
 * @self: a card that names somebody
 * @version: what the reader knows
 *
 * Returns: (transfer full): the card as a file has it; several may follow each other in one file
 */
char *
pursuit_vcard_to_text (const PursuitVcard  *self,
                       PursuitVcardVersion  version)
{
  GString *out = g_string_new ("BEGIN:VCARD\r\n");

  g_return_val_if_fail (self != NULL && self->cells[PURSUIT_VCARD_NAME] != NULL, NULL);

  append_folded (out, version == PURSUIT_VCARD_4_0 ? "VERSION:4.0" : "VERSION:3.0");
  append (out, "UID:", self->cells[PURSUIT_VCARD_UID], "");
  append (out, "FN:", self->cells[PURSUIT_VCARD_NAME], "");
  append_name_parts (out, self->cells[PURSUIT_VCARD_NAME]);
  append (out, "ORG:", self->cells[PURSUIT_VCARD_COMPANY], "");
  append (out, "TITLE:", self->cells[PURSUIT_VCARD_TITLE], "");
  append (out, version == PURSUIT_VCARD_4_0 ? "TEL;TYPE=\"cell,work\":" : "TEL;TYPE=CELL,WORK:", self->cells[PURSUIT_VCARD_PHONE], "");
  append (out, "EMAIL;TYPE=work:", self->cells[PURSUIT_VCARD_EMAIL], "");
  append (out, "X-WECHAT:", self->cells[PURSUIT_VCARD_WECHAT], "");
  append (out, "ADR;TYPE=work:;;", self->cells[PURSUIT_VCARD_ADDRESS], ";;;;");
  append_birthday (out, self->cells[PURSUIT_VCARD_BIRTHDAY], version);
  append (out, "NOTE:", self->cells[PURSUIT_VCARD_NOTES], "");
  append_folded (out, "END:VCARD");

  return g_string_free (out, FALSE);
}
