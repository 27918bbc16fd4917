/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-extra.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-json-syntax.h"
#include "pursuit-str.h"

/*
 * PursuitExtra is what stands in a record's column "extra": the values of the fields that a house has added, by key. What
 * nobody here knows (a key without a definition, an object that another program put there) is kept as it is.
 *
 * It is printed in one form only, with its keys in order and without white space, so that equal values are equal texts.
 */
struct _PursuitExtra
{
  GPtrArray *entries;   /* Entry, by key */
};

typedef struct
{
  char *key;
  PursuitExtraType type;
  char *text;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->key);
  g_free (self->text);
  g_free (self);
}

/**
 * pursuit_extra_new:
 *
 * Returns: (transfer full): no values
 */
PursuitExtra *
pursuit_extra_new (void)
{
  PursuitExtra *self = g_new0 (PursuitExtra, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);

  return self;
}

/**
 * pursuit_extra_free:
 * @self: (transfer full): values
 */
void
pursuit_extra_free (PursuitExtra *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/* Where @key stands, or would stand. */
static gboolean
find (const PursuitExtra *self,
      const char         *key,
      guint              *out_position)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = strcmp (((Entry *) g_ptr_array_index (self->entries, middle))->key, key);

      if (order == 0)
        {
          *out_position = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  *out_position = low;
  return FALSE;
}

/* A number with as many decimals as ours have, none of them for nothing; NULL when it has more, or is too large. */
static char *
print_double (double number)
{
  const double scale = 1e4;
  double scaled = number * scale;
  gint64 whole;
  GString *text;

  if (!(fabs (number) < 1e11))
    return NULL;
  whole = llround (scaled);
  /* of a large number a double knows its last decimal only nearly */
  if (fabs (scaled - (double) whole) > MAX (1e-3, fabs (scaled) * 2.5e-16))
    return NULL;

  text = g_string_new (NULL);
  g_string_printf (text, "%s%" G_GINT64_FORMAT ".%04d", whole < 0 ? "-" : "", ABS (whole) / 10000, (int) (ABS (whole) % 10000));
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

static void
add_node (PursuitExtra *self,
          const char   *key,
          JsonNode     *node)
{
  GType held = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return;
  if (held == G_TYPE_STRING)
    {
      pursuit_extra_set (self, key, PURSUIT_EXTRA_TEXT, json_node_get_string (node));
      return;
    }
  if (held == G_TYPE_BOOLEAN)
    {
      pursuit_extra_set (self, key, PURSUIT_EXTRA_BOOL, json_node_get_boolean (node) ? "true" : "false");
      return;
    }

  if (held == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (held == G_TYPE_DOUBLE)
    text = print_double (json_node_get_double (node));
  if (text != NULL)
    {
      pursuit_extra_set (self, key, PURSUIT_EXTRA_NUMBER, text);
      return;
    }

  text = json_to_string (node, FALSE);
  pursuit_extra_set (self, key, PURSUIT_EXTRA_OTHER, text);
}

/**
 * pursuit_extra_parse:
 * @json: (nullable): a JSON object; blank means no values
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when @json is something else.
 *
 * Returns: (transfer full): the values
 */
PursuitExtra *
pursuit_extra_parse (const char  *json,
                     GError     **error)
{
  g_autoptr(PursuitExtra) self = pursuit_extra_new ();
  g_autoptr(JsonNode) node = NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (pursuit_str_empty (json))
    return g_steal_pointer (&self);

  if (pursuit_json_check_syntax (json, strlen (json), NULL))
    node = json_from_string (json, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The own fields cannot be read."));
      return NULL;
    }

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &member))
    add_node (self, key, member);

  return g_steal_pointer (&self);
}

static void
append_string (GString    *all,
               const char *text)
{
  g_string_append_c (all, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (all, '\\');
      if ((guchar) *p < 0x20)
        g_string_append_printf (all, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_c (all, *p);
    }
  g_string_append_c (all, '"');
}

/**
 * pursuit_extra_print:
 * @self: values
 *
 * Returns: (transfer full) (nullable): the JSON object, %NULL without a value
 */
char *
pursuit_extra_print (const PursuitExtra *self)
{
  GString *all;

  if (self->entries->len == 0)
    return NULL;

  all = g_string_new ("{");
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (i > 0)
        g_string_append_c (all, ',');
      append_string (all, entry->key);
      g_string_append_c (all, ':');
      if (entry->type == PURSUIT_EXTRA_TEXT)
        append_string (all, entry->text);
      else
        g_string_append (all, entry->text);
    }
  g_string_append_c (all, '}');

  return g_string_free (all, FALSE);
}

/**
 * pursuit_extra_count:
 * @self: values
 *
 * Returns: how many there are
 */
guint
pursuit_extra_count (const PursuitExtra *self)
{
  return self->entries->len;
}

/**
 * pursuit_extra_get_key:
 * @self: values
 * @position: below pursuit_extra_count()
 *
 * Returns: the key there, lent until the values change
 */
const char *
pursuit_extra_get_key (const PursuitExtra *self,
                       guint               position)
{
  g_return_val_if_fail (position < self->entries->len, NULL);

  return ((const Entry *) g_ptr_array_index (self->entries, position))->key;
}

/**
 * pursuit_extra_get:
 * @self: values
 * @key: a key
 * @out_type: (out) (optional): what stands there
 *
 * Returns: (nullable): its text, lent until the values change
 */
const char *
pursuit_extra_get (const PursuitExtra *self,
                   const char         *key,
                   PursuitExtraType   *out_type)
{
  guint position;
  const Entry *entry = find (self, key, &position) ? g_ptr_array_index (self->entries, position) : NULL;

  if (out_type != NULL)
    *out_type = entry != NULL ? entry->type : PURSUIT_EXTRA_NONE;

  return entry != NULL ? entry->text : NULL;
}

/**
 * pursuit_extra_set:
 * @self: values
 * @key: a key
 * @type: what @text is
 * @text: (nullable): the text of the value; blank for none
 *
 * Sets a value, or takes it away.
 */
void
pursuit_extra_set (PursuitExtra     *self,
                   const char       *key,
                   PursuitExtraType  type,
                   const char       *text)
{
  guint position;
  gboolean is_there = find (self, key, &position);
  Entry *entry;

  if (type == PURSUIT_EXTRA_NONE || text == NULL || *text == '\0')
    {
      if (is_there)
        g_ptr_array_remove_index (self->entries, position);
      return;
    }

  if (!is_there)
    {
      entry = g_new0 (Entry, 1);
      entry->key = g_strdup (key);
      g_ptr_array_insert (self->entries, (int) position, entry);
    }
  entry = g_ptr_array_index (self->entries, position);
  entry->type = type;
  pursuit_set_str (&entry->text, text);
}

/**
 * pursuit_extra_take_from:
 * @self: values
 * @from: others
 * @key: a key
 *
 * Sets the value at @key to what it is in @from, none included.
 */
void
pursuit_extra_take_from (PursuitExtra       *self,
                         const PursuitExtra *from,
                         const char         *key)
{
  PursuitExtraType type;
  const char *text = pursuit_extra_get (from, key, &type);

  pursuit_extra_set (self, key, type, text);
}

/**
 * pursuit_extra_differ:
 * @self: values
 * @other: others
 * @key: a key
 *
 * Returns: %TRUE when they differ at @key
 */
gboolean
pursuit_extra_differ (const PursuitExtra *self,
                      const PursuitExtra *other,
                      const char         *key)
{
  PursuitExtraType type;
  PursuitExtraType other_type;
  const char *text = pursuit_extra_get (self, key, &type);
  const char *other_text = pursuit_extra_get (other, key, &other_type);

  return type != other_type || g_strcmp0 (text, other_text) != 0;
}

/**
 * pursuit_extra_diff:
 * @self: values
 * @other: others
 *
 * Returns: (transfer full) (element-type utf8): the keys at which they differ, in their order
 */
GPtrArray *
pursuit_extra_diff (const PursuitExtra *self,
                    const PursuitExtra *other)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  guint i = 0;
  guint j = 0;

  while (i < self->entries->len || j < other->entries->len)
    {
      const char *mine = i < self->entries->len ? pursuit_extra_get_key (self, i) : NULL;
      const char *theirs = j < other->entries->len ? pursuit_extra_get_key (other, j) : NULL;
      int order = mine == NULL ? 1 : theirs == NULL ? -1 : strcmp (mine, theirs);
      const char *key = order <= 0 ? mine : theirs;

      if (pursuit_extra_differ (self, other, key))
        g_ptr_array_add (keys, g_strdup (key));
      i += order <= 0;
      j += order >= 0;
    }

  return keys;
}

/**
 * pursuit_extra_carry:
 * @self: values
 * @original: values as they were
 * @edited: what was made of them
 *
 * Changes @self at the keys at which @original was changed, to the same.
 */
void
pursuit_extra_carry (PursuitExtra       *self,
                     const PursuitExtra *original,
                     const PursuitExtra *edited)
{
  g_autoptr(GPtrArray) keys = pursuit_extra_diff (original, edited);

  for (guint i = 0; i < keys->len; i++)
    pursuit_extra_take_from (self, edited, g_ptr_array_index (keys, i));
}

/**
 * pursuit_extra_merge:
 * @original: the values as they were when editing began
 * @mine: @original with my changes; then with theirs too, but for the keys that are returned
 * @theirs: the values as they are now
 *
 * Brings two changes together, key by key, as pursuit_record_merge() does with fields.
 *
 * Returns: (transfer full) (element-type utf8): the keys that both changed, to different values
 */
GPtrArray *
pursuit_extra_merge (const PursuitExtra *original,
                     PursuitExtra       *mine,
                     const PursuitExtra *theirs)
{
  GPtrArray *conflict = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) changed_there = pursuit_extra_diff (original, theirs);

  for (guint i = 0; i < changed_there->len; i++)
    {
      const char *key = g_ptr_array_index (changed_there, i);

      if (!pursuit_extra_differ (original, mine, key))
        pursuit_extra_take_from (mine, theirs, key);
      else if (pursuit_extra_differ (mine, theirs, key))
        g_ptr_array_add (conflict, g_strdup (key));
    }

  return conflict;
}

/* Digits in groups of three, or without commas. */
static gboolean
has_strange_commas (const char *digits)
{
  const char *comma = strchr (digits, ',');

  if (comma == NULL)
    return FALSE;
  if (comma == digits || comma > digits + 3)
    return TRUE;
  for (; *comma == ','; comma += 4)
    if (!g_ascii_isdigit (comma[1]) || !g_ascii_isdigit (comma[2]) || !g_ascii_isdigit (comma[3]))
      return TRUE;

  return *comma != '\0' && *comma != '.';
}

/* Copies digits without commas; how many of them there are. */
static guint
take_digits (const char **text,
             GString     *number)
{
  guint n = 0;

  for (; g_ascii_isdigit (**text) || **text == ','; (*text)++)
    if (**text != ',')
      {
        g_string_append_c (number, **text);
        n++;
      }

  return n;
}

static void
drop_zeros (GString *number)
{
  gsize first = number->str[0] == '-';

  while (number->str[first] == '0' && g_ascii_isdigit (number->str[first + 1]))
    g_string_erase (number, (gssize) first, 1);
  if (strchr (number->str, '.') != NULL)
    {
      while (number->str[number->len - 1] == '0')
        g_string_truncate (number, number->len - 1);
      if (number->str[number->len - 1] == '.')
        g_string_truncate (number, number->len - 1);
    }
  if (g_str_equal (number->str, "-0"))
    g_string_erase (number, 0, 1);
}

static gboolean
is_too_long (const char *number)
{
  const char *whole = number + (number[0] == '-');
  const char *point = strchr (whole, '.');
  gsize n_whole = point != NULL ? (gsize) (point - whole) : strlen (whole);

  return n_whole > PURSUIT_EXTRA_DIGITS || (point != NULL && strlen (point + 1) > PURSUIT_EXTRA_DECIMALS);
}

static gboolean
read_number (const char *text,
             GString    *number)
{
  guint n_decimals = 0;
  guint n_whole;

  if (*text == '-' || *text == '+')
    {
      if (*text == '-')
        g_string_append_c (number, '-');
      text++;
    }
  if (has_strange_commas (text))
    return FALSE;
  n_whole = take_digits (&text, number);
  if (*text == '.')
    {
      if (n_whole == 0)
        g_string_append_c (number, '0');
      g_string_append_c (number, '.');
      text++;
      for (; g_ascii_isdigit (*text); text++, n_decimals++)
        g_string_append_c (number, *text);
    }

  return *text == '\0' && n_whole + n_decimals > 0;
}

/**
 * pursuit_extra_parse_number:
 * @text: what a person typed or a file holds
 * @out_number: (out) (transfer full): the number in its one form, "-1234.5"
 * @error: return location for the refusal
 *
 * Reads a decimal number; full-width digits and commas between groups of three are understood.
 *
 * Fails with %PURSUIT_ERROR_INVALID and a sentence that quotes @text.
 *
 * Returns: %TRUE when it is a number
 */
gboolean
pursuit_extra_parse_number (const char  *text,
                            char       **out_number,
                            GError     **error)
{
  g_autofree char *stripped = pursuit_str_dup_stripped (text);
  g_autofree char *narrow = stripped != NULL ? g_utf8_normalize (stripped, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
  g_autoptr(GString) number = g_string_new (NULL);

  if (narrow == NULL || !read_number (narrow, number))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a number."), text);
      return FALSE;
    }

  drop_zeros (number);
  if (is_too_long (number->str))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%1$s” is too long a number: up to %2$d digits and %3$d decimals are kept."), text,
                   PURSUIT_EXTRA_DIGITS, PURSUIT_EXTRA_DECIMALS);
      return FALSE;
    }

  *out_number = g_strdup (number->str);
  return TRUE;
}
