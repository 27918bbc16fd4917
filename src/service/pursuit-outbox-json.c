/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-outbox-private.h"

#include "pursuit-local-json-private.h"
#include "pursuit-save-private.h"

/* An unsent save as a file of this computer holds it. */

#define FORMAT 1

/* Why a save is held; what is not in the list is storage. */
static const struct
{
  PursuitError code;
  const char *nick;
} reasons[] = {
  { PURSUIT_ERROR_CONFLICT, "conflict" },
  { PURSUIT_ERROR_NOT_FOUND, "not-found" },
  { PURSUIT_ERROR_DENIED, "denied" },
  { PURSUIT_ERROR_INVALID, "invalid" },
  { PURSUIT_ERROR_GATED, "gated" },
};

static const char *
nick_of (PursuitError code)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].code == code)
      return reasons[i].nick;

  return "storage";
}

static PursuitError
code_of (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].nick, nick))
      return reasons[i].code;

  return PURSUIT_ERROR_STORAGE;
}

/**
 * pursuit_unsent_to_json:
 * @unsent: an unsent save
 *
 * Returns: (transfer full): JSON of one line
 */
char *
pursuit_unsent_to_json (const PursuitUnsent *unsent)
{
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "format", FORMAT);
  json_object_set_object_member (object, "save", pursuit_save_to_object (unsent->save));
  if (unsent->state == PURSUIT_UNSENT_HELD)
    {
      json_object_set_string_member (object, "held", nick_of (unsent->code));
      pursuit_local_json_add_text (object, "sentence", unsent->sentence);
      pursuit_local_json_add_record (object, "theirs", unsent->theirs);
    }

  return pursuit_local_json_print (object);
}

/**
 * pursuit_unsent_from_json:
 * @unsent: a blank one, which is filled
 * @json: what pursuit_unsent_to_json() wrote, or something else
 *
 * Returns: %FALSE when @json is nothing of ours; @unsent may be filled in part
 */
gboolean
pursuit_unsent_from_json (PursuitUnsent *unsent,
                          const char    *json)
{
  g_autoptr(JsonObject) object = pursuit_local_json_parse (json);
  JsonNode *save = object != NULL ? json_object_get_member (object, "save") : NULL;
  g_autofree char *held = NULL;
  gint64 format;

  if (save == NULL || !JSON_NODE_HOLDS_OBJECT (save) || !pursuit_local_json_read_number (object, "format", &format) ||
      format != FORMAT)
    return FALSE;

  unsent->save = pursuit_save_from_object (json_node_get_object (save));
  if (unsent->save == NULL || unsent->save->client == NULL || !pursuit_local_json_read_text (object, "held", &held) ||
      !pursuit_local_json_read_text (object, "sentence", &unsent->sentence) ||
      !pursuit_local_json_read_record (object, "theirs", unsent->save->type, &unsent->theirs))
    return FALSE;

  unsent->state = held != NULL ? PURSUIT_UNSENT_HELD : PURSUIT_UNSENT_WAITING;
  if (held != NULL)
    unsent->code = code_of (held);
  return TRUE;
}
