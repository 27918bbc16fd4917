/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-json-syntax.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"

/*
 * The library reads more than JSON (comments, two members of one name), reads each level on the stack, and is not sure where
 * a fault is. So what people write or send is looked through here first: strictly, and with line and column.
 */

/* A file of ours has far less, and far fewer levels. */
#define MOST_BYTES (4 * 1024 * 1024)
#define MOST_LEVELS 32

typedef struct
{
  const char *text;
  const char *end;
  const char *at;
  const char *what;     /* the sentence of the first fault, a message id */
  int level;
} Syntax;

static gboolean read_value (Syntax *self);

static gboolean
fail (Syntax     *self,
      const char *what)
{
  if (self->what == NULL)
    self->what = what;

  return FALSE;
}

static void
skip_space (Syntax *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static gboolean
take (Syntax *self,
      char    c)
{
  if (self->at >= self->end || *self->at != c)
    return FALSE;

  self->at++;
  return TRUE;
}

/* Half of a pair of surrogates, and the character 0, are no text. */
static gboolean
read_hex (Syntax   *self,
          gunichar *out)
{
  gunichar c = 0;

  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (self->at >= self->end || !g_ascii_isxdigit (*self->at))
        return fail (self, N_("After “\\u” there are four digits from 0 to f."));
      c = c * 16 + (gunichar) g_ascii_xdigit_value (*self->at);
    }

  *out = c;
  return TRUE;
}

static gboolean
read_escape (Syntax *self)
{
  gunichar c;
  gunichar low;

  if (self->at >= self->end || strchr ("\"\\/bfnrtu", *self->at) == NULL || *self->at == '\0')
    return fail (self, N_("A backslash stands before one of \" \\ / b f n r t u."));
  if (*self->at++ != 'u')
    return TRUE;
  if (!read_hex (self, &c))
    return FALSE;
  if (c == 0)
    return fail (self, N_("The character 0 is not allowed in a text."));
  if (c < 0xd800 || c > 0xdfff)
    return TRUE;
  if (c > 0xdbff || !take (self, '\\') || !take (self, 'u'))
    return fail (self, N_("This is half a character."));

  return read_hex (self, &low) && ((low >= 0xdc00 && low <= 0xdfff) || fail (self, N_("This is half a character.")));
}

static gboolean
read_string (Syntax *self)
{
  if (!take (self, '"'))
    return fail (self, N_("A text in quotes is expected here."));

  while (self->at < self->end && *self->at != '"')
    {
      if ((guchar) *self->at < 0x20)
        return fail (self, N_("A line ends within a text; write “\\n” for a new line."));
      if (*self->at++ == '\\' && !read_escape (self))
        return FALSE;
    }

  return take (self, '"') || fail (self, N_("The text ends before its closing quote."));
}

static gboolean
read_digits (Syntax *self)
{
  const char *begin = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;

  return self->at > begin || fail (self, N_("A digit is expected here."));
}

static gboolean
read_number (Syntax *self)
{
  const char *begin;

  take (self, '-');
  begin = self->at;
  if (!read_digits (self))
    return FALSE;
  if (*begin == '0' && self->at > begin + 1)
    return fail (self, N_("A number does not begin with 0."));
  if (take (self, '.') && !read_digits (self))
    return FALSE;
  if (take (self, 'e') || take (self, 'E'))
    {
      if (!take (self, '+'))
        take (self, '-');
      return read_digits (self);
    }

  return TRUE;
}

static gboolean
read_word (Syntax *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (self->end - self->at) >= length && strncmp (self->at, words[i], length) == 0)
        {
          self->at += length;
          return TRUE;
        }
    }

  return fail (self, N_("A value is expected here: a text in quotes, a number, true, false, null, “{” or “[”."));
}

static gboolean
read_member (Syntax     *self,
             GHashTable *names)
{
  const char *begin;

  skip_space (self);
  begin = self->at;
  if (!read_string (self))
    return FALSE;
  if (!g_hash_table_add (names, g_strndup (begin, (gsize) (self->at - begin))))
    {
      self->at = begin;
      return fail (self, N_("There is a member of this name already."));
    }
  skip_space (self);

  return (take (self, ':') || fail (self, N_("“:” is expected here."))) && read_value (self);
}

static gboolean
read_object (Syntax *self)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  skip_space (self);
  if (take (self, '}'))
    return TRUE;
  do
    {
      if (!read_member (self, names))
        return FALSE;
      skip_space (self);
    }
  while (take (self, ','));

  return take (self, '}') || fail (self, N_("“,” or “}” is expected here."));
}

static gboolean
read_array (Syntax *self)
{
  skip_space (self);
  if (take (self, ']'))
    return TRUE;
  do
    {
      if (!read_value (self))
        return FALSE;
      skip_space (self);
    }
  while (take (self, ','));

  return take (self, ']') || fail (self, N_("“,” or “]” is expected here."));
}

static gboolean
read_nested (Syntax *self)
{
  gboolean ok;

  if (++self->level > MOST_LEVELS)
    return fail (self, N_("There are too many levels in each other."));
  ok = take (self, '{') ? read_object (self) : take (self, '[') && read_array (self);
  self->level--;

  return ok;
}

static gboolean
read_value (Syntax *self)
{
  skip_space (self);
  if (self->at >= self->end)
    return fail (self, N_("The file ends here too early."));
  if (*self->at == '{' || *self->at == '[')
    return read_nested (self);
  if (*self->at == '"')
    return read_string (self);

  return *self->at == '-' || g_ascii_isdigit (*self->at) ? read_number (self) : read_word (self);
}

/* People count lines and columns from 1, and characters, not bytes. */
static gboolean
refuse (Syntax      *self,
        const char  *what,
        GError     **error)
{
  const char *line = self->text;
  int n_line = 1;

  for (const char *p = self->text; p < self->at; p++)
    if (*p == '\n')
      {
        line = p + 1;
        n_line++;
      }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               /* Translators: two numbers, then a sentence that says what is wrong there */
               _("Line %1$d, column %2$ld: %3$s"), n_line, g_utf8_strlen (line, self->at - line) + 1, what);
  return FALSE;
}

/**
 * pursuit_json_check_syntax:
 * @text: what a file holds
 * @length: of how many bytes
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when @text is no JSON, no UTF-8, too long or too deep, or gives a member twice; the message
 * says where.
 *
 * Returns: %TRUE when the library may read it
 */
gboolean
pursuit_json_check_syntax (const char  *text,
                           gsize        length,
                           GError     **error)
{
  Syntax self = { text, text + length, text, NULL, 0 };
  const char *end;

  if (length > MOST_BYTES)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This is longer than %d MB."), MOST_BYTES / (1024 * 1024));
      return FALSE;
    }
  if (!g_utf8_validate_len (text, length, &end))
    {
      self.at = end;
      return refuse (&self, _("This is no UTF-8."), error);
    }

  if (read_value (&self))
    {
      skip_space (&self);
      return self.at == self.end || refuse (&self, _("Nothing more is expected here."), error);
    }

  return refuse (&self, _(self.what), error);
}
