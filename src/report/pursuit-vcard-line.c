/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-vcard-line.h"

#include <string.h>

#include "pursuit-str.h"

/*
 * The grammar of one line: [group.]NAME[;KEY=word,word…]:value. Version 2.1 writes bare words (";CELL") where the later ones write
 * ";TYPE=cell", and may encode the value as quoted-printable in a character set of its own.
 */

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* The first of @stops outside of quotation marks, or the end. */
static const char *
find_stop (const char *text,
           const char *stops)
{
  gboolean is_quoted = FALSE;

  for (; *text != '\0'; text++)
    if (*text == '"')
      is_quoted = !is_quoted;
    else if (!is_quoted && strchr (stops, *text) != NULL)
      break;

  return text;
}

/* What bare words of version 2.1 are about. */
static const char *
get_bare_key (const char *word)
{
  static const char *const encodings[] = { "QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT", NULL };

  for (guint i = 0; encodings[i] != NULL; i++)
    if (g_ascii_strcasecmp (word, encodings[i]) == 0)
      return "ENCODING";

  return "TYPE";
}

/* TYPE=cell,work may also be written TYPE="cell,work". */
static void
add_param (PursuitVcardLine *self,
           const char       *from,
           const char       *to)
{
  const char *equals = memchr (from, '=', (gsize) (to - from));
  const char *start = equals != NULL ? equals + 1 : from;
  g_autofree char *plain = g_strndup (start, (gsize) (to - start));
  g_auto(GStrv) words = g_strsplit (plain, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *word = g_strstrip (g_strdelimit (words[i], "\"", ' '));

      g_ptr_array_add (self->keys, equals != NULL ? g_ascii_strup (from, equals - from) : g_strdup (get_bare_key (word)));
      g_ptr_array_add (self->words, g_strdup (word));
    }
}

/**
 * pursuit_vcard_line_parse:
 * @text: one line, unfolded, in UTF-8
 *
 * Returns: (transfer full) (nullable): what it says, %NULL when it is no line of a vCard
 */
PursuitVcardLine *
pursuit_vcard_line_parse (const char *text)
{
  g_autoptr(PursuitVcardLine) self = NULL;
  const char *name = text;
  const char *end = text;

  while (is_name_char (*end) || *end == '.')
    {
      if (*end == '.')
        name = end + 1;
      end++;
    }
  if (end == name || (*end != ':' && *end != ';') || !g_ascii_isalpha (*name))
    return NULL;

  self = g_new0 (PursuitVcardLine, 1);
  self->name = g_ascii_strup (name, end - name);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->words = g_ptr_array_new_with_free_func (g_free);
  while (*end == ';')
    {
      const char *from = end + 1;

      end = find_stop (from, ";:");
      add_param (self, from, end);
    }
  if (*end != ':')
    return NULL;

  self->value = g_strdup (end + 1);
  return g_steal_pointer (&self);
}

/**
 * pursuit_vcard_line_free:
 * @self: (transfer full): a line
 */
void
pursuit_vcard_line_free (PursuitVcardLine *self)
{
  g_free (self->name);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_free (self->value);
  g_free (self);
}

/**
 * pursuit_vcard_line_get_param:
 * @self: a line
 * @key: in capitals
 *
 * Returns: (transfer none) (nullable): the first word with that key
 */
const char *
pursuit_vcard_line_get_param (const PursuitVcardLine *self,
                              const char             *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (g_str_equal (g_ptr_array_index (self->keys, i), key))
      return g_ptr_array_index (self->words, i);

  return NULL;
}

/**
 * pursuit_vcard_line_is_type:
 * @self: a line
 * @type: "cell", "pref"
 *
 * Returns: %TRUE when the value is of that type
 */
gboolean
pursuit_vcard_line_is_type (const PursuitVcardLine *self,
                            const char             *type)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (g_str_equal (g_ptr_array_index (self->keys, i), "TYPE") &&
        g_ascii_strcasecmp (g_ptr_array_index (self->words, i), type) == 0)
      return TRUE;

  return FALSE;
}

/**
 * pursuit_vcard_line_is_quoted:
 * @self: a line
 *
 * Returns: %TRUE when the value is quoted-printable, so that a line that ends in "=" goes on
 */
gboolean
pursuit_vcard_line_is_quoted (const PursuitVcardLine *self)
{
  const char *encoding = pursuit_vcard_line_get_param (self, "ENCODING");

  return encoding != NULL && g_ascii_strcasecmp (encoding, "QUOTED-PRINTABLE") == 0;
}

/* Quoted-printable to bytes; what is no code stands as it is. */
static GBytes *
unquote (const char *text,
         gsize       length)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint) length);

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) text[i];

      if (text[i] == '=' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
        {
          byte = (guint8) (g_ascii_xdigit_value (text[i + 1]) << 4 | g_ascii_xdigit_value (text[i + 2]));
          i += 2;
        }
      g_byte_array_append (bytes, &byte, 1);
    }

  return g_byte_array_free_to_bytes (bytes);
}

/* Bytes as text: in the set that the line names, else UTF-8, else what phones in China write. */
static char *
decode_bytes (const PursuitVcardLine *self,
              GBytes                 *bytes)
{
  const char *charset = pursuit_vcard_line_get_param (self, "CHARSET");
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = NULL;

  if (length == 0)
    return g_strdup ("");
  if (charset != NULL && g_ascii_strcasecmp (charset, "UTF-8") != 0)
    text = g_convert (data, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);
  else if (g_utf8_validate_len (data, length, NULL))
    text = g_strndup (data, length);
  else if (charset == NULL)
    text = g_convert (data, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

/* @text without its escapes. */
static char *
unescape (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    if (*text == '\\' && (text[1] == 'n' || text[1] == 'N'))
      {
        g_string_append_c (out, '\n');
        text++;
      }
    else if (*text == '\\' && text[1] != '\0' && strchr ("\\,;:", text[1]) != NULL)
      g_string_append_c (out, *++text);
    else if (*text != '\r')
      g_string_append_c (out, *text);

  return g_string_free (out, FALSE);
}

static char *
decode (const PursuitVcardLine *self,
        const char             *from,
        gsize                   length)
{
  const char *encoding = pursuit_vcard_line_get_param (self, "ENCODING");
  g_autofree char *raw = g_strndup (from, length);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (pursuit_vcard_line_is_quoted (self))
    bytes = unquote (raw, length);
  else if (encoding != NULL && (g_ascii_strcasecmp (encoding, "B") == 0 || g_ascii_strcasecmp (encoding, "BASE64") == 0))
    {
      gsize n;
      guchar *data = g_base64_decode (raw, &n);

      bytes = g_bytes_new_take (data, n);
    }
  text = bytes != NULL ? decode_bytes (self, bytes) : g_steal_pointer (&raw);

  return text != NULL ? unescape (text) : NULL;
}

/**
 * pursuit_vcard_line_dup_text:
 * @self: a line
 *
 * Returns: (transfer full) (nullable): the value as people read it; %NULL when it is not text in the set that the line names
 */
char *
pursuit_vcard_line_dup_text (const PursuitVcardLine *self)
{
  return decode (self, self->value, strlen (self->value));
}

/**
 * pursuit_vcard_line_dup_parts:
 * @self: a line
 *
 * Returns: (transfer full) (nullable): the parts of a value that has several, such as a name or an address; %NULL as for
 *   pursuit_vcard_line_dup_text()
 */
GStrv
pursuit_vcard_line_dup_parts (const PursuitVcardLine *self)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *from = self->value;
  const char *to = from;

  for (;; to++)
    {
      if (*to == '\\' && to[1] != '\0')
        {
          to++;
          continue;
        }
      if (*to != ';' && *to != '\0')
        continue;
      g_ptr_array_add (parts, decode (self, from, (gsize) (to - from)));
      if (g_ptr_array_index (parts, parts->len - 1) == NULL)
        return NULL;
      if (*to == '\0')
        break;
      from = to + 1;
    }

  g_ptr_array_add (parts, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}
