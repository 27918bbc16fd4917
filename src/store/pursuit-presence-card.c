/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-presence-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-date.h"
#include "pursuit-str.h"

/* What stands in a presence file: one JSON object. Whoever can write to the folder can write anything there, so nothing
 * of it is believed to be short, text or even JSON. */

#define MOST_CHARACTERS 60

/**
 * pursuit_present_copy:
 * @present: somebody
 *
 * Returns: (transfer full): the same
 */
PursuitPresent *
pursuit_present_copy (const PursuitPresent *present)
{
  PursuitPresent *copy = g_memdup2 (present, sizeof *present);

  copy->id = g_strdup (present->id);
  copy->person = g_strdup (present->person);
  copy->machine = g_strdup (present->machine);
  copy->program = g_strdup (present->program);
  copy->version = g_strdup (present->version);

  return copy;
}

static void
clear_present (PursuitPresent *present)
{
  g_free (present->id);
  g_free (present->person);
  g_free (present->machine);
  g_free (present->program);
  g_free (present->version);
}

/**
 * pursuit_present_free:
 * @present: (transfer full): somebody
 */
void
pursuit_present_free (PursuitPresent *present)
{
  clear_present (present);
  g_free (present);
}

/**
 * pursuit_present_dup_title:
 * @present: somebody
 *
 * Returns: (transfer full): how to name that person in a sentence, "Li Na (SALES-07)"
 */
char *
pursuit_present_dup_title (const PursuitPresent *present)
{
  /* Translators: a person and that person's computer */
  return g_strdup_printf (_("%1$s (%2$s)"), present->person, present->machine);
}

void
pursuit_card_clear (PursuitCard *self)
{
  clear_present (&self->present);
  g_free (self->place);
  *self = (PursuitCard) { .beat = 0 };
}

static gboolean
is_shown (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:              /* marks that turn the direction of what follows */
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * pursuit_card_clean:
 * @text: (nullable): what somebody says to be called
 *
 * Returns: (transfer full): one short line of it that can be shown, "?" when nothing is left
 */
char *
pursuit_card_clean (const char *text)
{
  gsize length = text != NULL ? strnlen (text, MOST_CHARACTERS * 6) : 0;
  g_autofree char *valid = g_utf8_make_valid (length > 0 ? text : "", (gssize) length);
  g_autoptr(GString) clean = g_string_new (NULL);
  glong n = 0;

  for (const char *p = valid; *p != '\0' && n < MOST_CHARACTERS; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, is_shown (c) ? c : ' ');
    }

  return pursuit_str_empty (clean->str) ? g_strdup ("?") : pursuit_str_dup_stripped (clean->str);
}

/**
 * pursuit_card_write:
 * @self: who it is
 *
 * Returns: (transfer full): %PURSUIT_CARD_SIZE bytes to put at the beginning of the file: the same number each time, so
 *   that one write replaces all of it
 */
char *
pursuit_card_write (PursuitCard *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;
  char *bytes = g_malloc (PURSUIT_CARD_SIZE);
  gsize length;

  json_object_set_string_member (object, "person", self->present.person);
  json_object_set_string_member (object, "machine", self->present.machine);
  json_object_set_string_member (object, "program", self->present.program);
  json_object_set_string_member (object, "version", self->present.version);
  json_object_set_int_member (object, "since", self->present.since);
  json_object_set_int_member (object, "beat", self->beat);
  json_object_set_string_member (object, "place", self->place);
  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);

  /* Six texts of at most MOST_CHARACTERS, none of which needs escaping but for quotes. */
  length = MIN (strlen (text), PURSUIT_CARD_SIZE - 1);
  memset (bytes, ' ', PURSUIT_CARD_SIZE);
  memcpy (bytes, text, length);
  bytes[PURSUIT_CARD_SIZE - 1] = '\n';

  return bytes;
}

static char *
take_text (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return pursuit_card_clean (node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL);
}

static gint64
take_number (JsonObject *object,
             const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

/**
 * pursuit_card_read:
 * @self: (out caller-allocates): an empty card
 * @bytes: what the file holds
 * @length: how much that is
 *
 * Returns: %TRUE when that is somebody's card
 */
gboolean
pursuit_card_read (PursuitCard *self,
                   const char  *bytes,
                   gsize        length)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  JsonObject *object;

  if (!g_utf8_validate (bytes, (gssize) length, NULL) ||
      !json_parser_load_from_data (parser, bytes, (gssize) length, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;

  object = json_node_get_object (root);
  self->present.person = take_text (object, "person");
  self->present.machine = take_text (object, "machine");
  self->present.program = take_text (object, "program");
  self->present.version = take_text (object, "version");
  self->present.since = take_number (object, "since");
  self->beat = take_number (object, "beat");
  self->place = take_text (object, "place");

  return self->beat != 0;
}
