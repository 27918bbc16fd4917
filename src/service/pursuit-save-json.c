/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-save-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-local-json-private.h"
#include "pursuit-quarter.h"
#include "pursuit-role-request.h"
#include "pursuit-standing-rules.h"

/* A save as a file of this computer holds it. Whatever else may have got into that file is refused, never guessed at. */

#define FORMAT 1

static const char *const verb_nicks[] = {
  [PURSUIT_SAVE_CREATE] = "create",
  [PURSUIT_SAVE_EDIT] = "edit",
  [PURSUIT_SAVE_REVIVE] = "revive",
  [PURSUIT_SAVE_DELETE] = "delete",
  [PURSUIT_SAVE_RESTORE] = "restore",
  [PURSUIT_SAVE_MOVE] = "move",
  [PURSUIT_SAVE_WIN] = "win",
  [PURSUIT_SAVE_LOSE] = "lose",
  [PURSUIT_SAVE_REOPEN] = "reopen",
  [PURSUIT_SAVE_BUYER_STAGE] = "buyer-stage",
  [PURSUIT_SAVE_PARK] = "park",
  [PURSUIT_SAVE_UNPARK] = "unpark",
  [PURSUIT_SAVE_ESTIMATE] = "estimate",
  [PURSUIT_SAVE_HAND_OVER] = "hand-over",
  [PURSUIT_SAVE_ACCEPT] = "accept",
  [PURSUIT_SAVE_PLAN] = "plan",
  [PURSUIT_SAVE_STANDING] = "standing",
  [PURSUIT_SAVE_ASSESS] = "assess",
  [PURSUIT_SAVE_POST] = "post",
  [PURSUIT_SAVE_LEAVE] = "leave",
  [PURSUIT_SAVE_COME_BACK] = "come-back",
  [PURSUIT_SAVE_ANSWER] = "answer",
  [PURSUIT_SAVE_UNDO] = "undo",
};

/**
 * pursuit_save_to_object:
 * @self: a save
 *
 * Returns: (transfer full): a new object
 */
JsonObject *
pursuit_save_to_object (const PursuitSave *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "format", FORMAT);
  json_object_set_string_member (object, "verb", verb_nicks[self->verb]);
  if (self->type != G_TYPE_INVALID)
    json_object_set_string_member (object, "type", pursuit_record_type_get_table (self->type));
  pursuit_local_json_add_number (object, "id", self->id);
  pursuit_local_json_add_record (object, "original", self->original);
  pursuit_local_json_add_record (object, "edited", self->edited);
  pursuit_local_json_add_number (object, "position", MAX (self->position, 0));
  pursuit_local_json_add_number (object, "unset", self->position < 0);
  pursuit_local_json_add_number (object, "override", self->override);
  pursuit_local_json_add_number (object, "ref", self->ref_id);
  pursuit_local_json_add_text (object, "text", self->text);
  pursuit_local_json_add_text (object, "other", self->other);
  pursuit_local_json_add_text (object, "day", self->day);
  pursuit_local_json_add_number (object, "entry", self->entry_id);
  pursuit_local_json_add_text (object, "client", self->client);
  pursuit_local_json_add_number (object, "seq", self->seq);
  pursuit_local_json_add_number (object, "made", self->made_at);
  pursuit_local_json_add_number (object, "actor_id", self->actor_id);
  pursuit_local_json_add_text (object, "actor", self->actor);

  return object;
}

/**
 * pursuit_save_to_json:
 * @self: a save
 *
 * Returns: (transfer full): JSON of one line
 */
char *
pursuit_save_to_json (const PursuitSave *self)
{
  g_autoptr(JsonObject) object = pursuit_save_to_object (self);

  return pursuit_local_json_print (object);
}

static gboolean
read_kind (JsonObject  *object,
           PursuitSave *self)
{
  g_autofree char *verb = NULL;
  g_autofree char *type = NULL;
  gint64 format;

  if (!pursuit_local_json_read_number (object, "format", &format) || format != FORMAT ||
      !pursuit_local_json_read_text (object, "verb", &verb) || verb == NULL ||
      !pursuit_local_json_read_text (object, "type", &type))
    return FALSE;

  self->type = type != NULL ? pursuit_record_type_from_table (type) : G_TYPE_INVALID;
  for (guint i = 0; i < G_N_ELEMENTS (verb_nicks); i++)
    if (g_str_equal (verb_nicks[i], verb))
      {
        self->verb = (PursuitSaveVerb) i;
        return TRUE;
      }

  return FALSE;
}

/* Whether what the verb needs is there, and belongs together. */
static gboolean
is_whole (const PursuitSave *self)
{
  if (self->day != NULL && !pursuit_date_is_valid (self->day))
    return FALSE;

  switch (self->verb)
    {
    case PURSUIT_SAVE_UNDO:
      return self->entry_id > 0;
    case PURSUIT_SAVE_CREATE:
      return self->edited != NULL;
    case PURSUIT_SAVE_EDIT:
    case PURSUIT_SAVE_REVIVE:
      return self->original != NULL && self->edited != NULL && self->id > 0 && self->original->id == self->id &&
             self->edited->id == self->id;
    case PURSUIT_SAVE_DELETE:
    case PURSUIT_SAVE_RESTORE:
      return self->type != G_TYPE_INVALID && self->id > 0;
    case PURSUIT_SAVE_STANDING:
      return self->type == PURSUIT_TYPE_CUSTOMER && self->id > 0 && self->position >= 0 &&
             pursuit_standing_kind_from_nick (self->other, &(PursuitStandingKind) { 0 });
    case PURSUIT_SAVE_ASSESS:
      return self->type == PURSUIT_TYPE_CUSTOMER && self->id > 0 && pursuit_quarter_is_valid (self->other);
    case PURSUIT_SAVE_POST:
    case PURSUIT_SAVE_LEAVE:
    case PURSUIT_SAVE_COME_BACK:
      return self->type == PURSUIT_TYPE_CONTACT && self->id > 0 && (self->verb != PURSUIT_SAVE_POST || self->ref_id > 0);
    case PURSUIT_SAVE_ANSWER:
      return self->type == PURSUIT_TYPE_ROLE_REQUEST && self->id > 0 && self->other != NULL &&
             pursuit_enum_from_nick (PURSUIT_TYPE_REQUEST_STATE, self->other, &(int) { 0 });
    default:
      return self->type == PURSUIT_TYPE_DEAL && self->id > 0;
    }
}

static gboolean
read_wish (JsonObject  *object,
           PursuitSave *self)
{
  gint64 position = 0;
  gint64 unset = 0;
  gint64 override = 0;

  if (!pursuit_local_json_read_number (object, "id", &self->id) ||
      !pursuit_local_json_read_record (object, "original", self->type, &self->original) ||
      !pursuit_local_json_read_record (object, "edited", self->type, &self->edited) ||
      !pursuit_local_json_read_number (object, "position", &position) || position > G_MAXINT ||
      !pursuit_local_json_read_number (object, "unset", &unset) ||
      !pursuit_local_json_read_number (object, "override", &override) ||
      !pursuit_local_json_read_number (object, "ref", &self->ref_id) ||
      !pursuit_local_json_read_text (object, "text", &self->text) ||
      !pursuit_local_json_read_text (object, "other", &self->other) ||
      !pursuit_local_json_read_text (object, "day", &self->day) ||
      !pursuit_local_json_read_number (object, "entry", &self->entry_id))
    return FALSE;

  self->position = unset != 0 ? -1 : (int) position;
  self->override = override != 0;
  return is_whole (self);
}

static gboolean
read_stamp (JsonObject  *object,
            PursuitSave *self)
{
  return pursuit_local_json_read_text (object, "client", &self->client) &&
         pursuit_local_json_read_number (object, "seq", &self->seq) &&
         pursuit_local_json_read_number (object, "made", &self->made_at) &&
         pursuit_local_json_read_number (object, "actor_id", &self->actor_id) &&
         pursuit_local_json_read_text (object, "actor", &self->actor) && (self->client == NULL) == (self->seq == 0);
}

/**
 * pursuit_save_from_object:
 * @object: what pursuit_save_to_object() made, or something else
 *
 * Returns: (transfer full) (nullable): the save; %NULL when it is none
 */
PursuitSave *
pursuit_save_from_object (JsonObject *object)
{
  g_autoptr(PursuitSave) self = pursuit_save_new (PURSUIT_SAVE_UNDO, G_TYPE_INVALID, 0);

  if (!read_kind (object, self) || !read_wish (object, self) || !read_stamp (object, self))
    return NULL;

  /* The process that kept it may have ended before it heard the answer. */
  self->is_tried = self->client != NULL;
  return g_steal_pointer (&self);
}

/**
 * pursuit_save_from_json:
 * @json: what pursuit_save_to_json() wrote, or something else
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when @json is no save: cut off, of another program or of a newer one.
 *
 * Returns: (transfer full): the save
 */
PursuitSave *
pursuit_save_from_json (const char  *json,
                        GError     **error)
{
  g_autoptr(JsonObject) object = pursuit_local_json_parse (json);
  PursuitSave *self = object != NULL ? pursuit_save_from_object (object) : NULL;

  if (self == NULL)
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This is not a change that Pursuit kept."));

  return self;
}
