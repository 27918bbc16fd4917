/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-maintenance.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-setting.h"
#include "pursuit-str.h"

/* Asking everybody to leave: a setting that the journal carries into every open window, and that keeps out whoever comes
 * while it is there. */

#define MOST_CHARACTERS 200

/**
 * pursuit_maintenance_free:
 * @self: (transfer full): a maintenance
 */
void
pursuit_maintenance_free (PursuitMaintenance *self)
{
  g_free (self->by);
  g_free (self->message);
  g_free (self);
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gint64
get_time (JsonObject *object,
          const char *name)
{
  const char *text = get_text (object, name);
  gint64 at = 0;

  return text != NULL && pursuit_time_from_iso (text, &at) ? at : 0;
}

static PursuitMaintenance *
parse (const char *value)
{
  g_autoptr(JsonNode) node = value != NULL ? json_from_string (value, NULL) : NULL;
  PursuitMaintenance *self;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  self = g_new0 (PursuitMaintenance, 1);
  self->by = g_strdup (get_text (object, "by"));
  self->message = g_strdup (get_text (object, "message"));
  self->since = get_time (object, "since");
  self->until = get_time (object, "until");
  if (self->by == NULL)
    self->by = g_strdup ("?");

  return self;
}

static void
set_time (JsonObject *object,
          const char *name,
          gint64      at)
{
  g_autofree char *text = pursuit_time_to_iso (at);

  json_object_set_string_member (object, name, text);
}

static char *
describe (PursuitDesk *desk,
          const char  *message,
          guint        minutes)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonObject) object = json_object_new ();
  gint64 now = pursuit_time_now ();

  json_object_set_string_member (object, "by", pursuit_desk_get_actor_name (desk));
  if (!pursuit_str_empty (message))
    json_object_set_string_member (object, "message", message);
  set_time (object, "since", now);
  set_time (object, "until", now + (gint64) minutes * 60 * G_USEC_PER_SEC);
  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

/**
 * pursuit_maintenance_load:
 * @store: a store
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE or what else reading may fail with.
 *
 * Returns: (transfer full) (nullable): what everybody was asked to leave for; %NULL when nobody was, or on failure
 */
PursuitMaintenance *
pursuit_maintenance_load (PursuitStore  *store,
                          GError       **error)
{
  g_autofree char *value = pursuit_store_dup_setting (store, PURSUIT_SETTING_MAINTENANCE, error);

  return parse (value);
}

/* The setting as a record, made when it was never there: so the journal entry can be taken back like any other. */
static PursuitRecord *
load_record (PursuitStore  *store,
             GError       **error)
{
  g_autoptr(GPtrArray) settings = pursuit_store_list (store, PURSUIT_TYPE_SETTING, error);
  g_autoptr(PursuitRecord) fresh = NULL;

  if (settings == NULL)
    return NULL;
  for (guint i = 0; i < settings->len; i++)
    {
      PursuitRecord *record = g_ptr_array_index (settings, i);

      if (g_strcmp0 (PURSUIT_SETTING (record)->key, PURSUIT_SETTING_MAINTENANCE) == 0)
        return g_object_ref (record);
    }

  fresh = g_object_new (PURSUIT_TYPE_SETTING, "key", PURSUIT_SETTING_MAINTENANCE, NULL);
  return pursuit_store_insert (store, fresh, error) ? g_steal_pointer (&fresh) : NULL;
}

static gboolean
put (PursuitDesk  *desk,
     const char   *verb,
     const char   *value,
     gint64       *out_entry_id,
     GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(PursuitRecord) before = NULL;
  g_auto(PursuitTx) tx = { NULL };

  if (!pursuit_tx_begin (&tx, store, error))
    return FALSE;
  record = load_record (store, error);
  if (record == NULL)
    return FALSE;

  before = pursuit_record_copy (record);
  if (!pursuit_set_str (&PURSUIT_SETTING (record)->value, value))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Nobody was asked to leave."));
      return FALSE;
    }

  return pursuit_store_update (store, record, error) &&
         pursuit_desk_write_journal (desk, verb, before, record, out_entry_id, error) && pursuit_tx_commit (&tx, error);
}

static gboolean
is_message (const char  *message,
            GError     **error)
{
  if (message == NULL)
    return TRUE;
  for (const char *p = message; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      {
        g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The message must be one line of text."));
        return FALSE;
      }
  if (g_utf8_strlen (message, -1) <= MOST_CHARACTERS)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The message is longer than %d characters."), MOST_CHARACTERS);
  return FALSE;
}

/**
 * pursuit_maintenance_begin:
 * @desk: a desk
 * @message: (nullable): valid UTF-8, one line: why, for the others
 * @minutes: how long they have to finish what they do
 * @out_entry_id: (out) (optional): the journal entry; undoing it ends the maintenance
 * @error: return location
 *
 * Asks everybody to leave. Open windows say so, and close when the time is over; nobody but administrators can sign in to
 * change something until it is ended. Asking again changes message and time.
 *
 * Fails with %PURSUIT_ERROR_DENIED for those who do not administer, %PURSUIT_ERROR_INVALID when the message is too long or
 * the time longer than a day, %PURSUIT_ERROR_BUSY, %PURSUIT_ERROR_AWAY or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when everybody will hear of it
 */
gboolean
pursuit_maintenance_begin (PursuitDesk  *desk,
                           const char   *message,
                           guint         minutes,
                           gint64       *out_entry_id,
                           GError      **error)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) || !is_message (message, error))
    return FALSE;
  if (minutes > PURSUIT_MAINTENANCE_MOST_MINUTES)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                           _("Everybody is to leave within a day, not later."));
      return FALSE;
    }

  value = describe (desk, message, minutes);
  return put (desk, "begin-maintenance", value, out_entry_id, error);
}

/**
 * pursuit_maintenance_end:
 * @desk: a desk
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Lets everybody in again.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID when nobody was asked to leave, %PURSUIT_ERROR_BUSY,
 * %PURSUIT_ERROR_AWAY or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is over
 */
gboolean
pursuit_maintenance_end (PursuitDesk  *desk,
                         gint64       *out_entry_id,
                         GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  return pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) &&
         put (desk, "end-maintenance", NULL, out_entry_id, error);
}

/**
 * pursuit_maintenance_admits:
 * @store: a store
 * @rights: of who wants to sign in
 * @error: return location
 *
 * Whoever administers may come in during maintenance, and whoever only reads.
 *
 * Fails with %PURSUIT_ERROR_DENIED and a sentence that says who asked to stay away, or with what reading may fail with.
 *
 * Returns: %TRUE when nothing is in the way
 */
gboolean
pursuit_maintenance_admits (PursuitStore         *store,
                            const PursuitRights  *rights,
                            GError              **error)
{
  g_autoptr(PursuitMaintenance) maintenance = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *name = NULL;

  if (pursuit_store_is_read_only (store) || pursuit_rights_may (rights, PURSUIT_RIGHT_ADMINISTER))
    return TRUE;

  maintenance = pursuit_maintenance_load (store, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (maintenance == NULL)
    return TRUE;

  name = g_path_get_basename (pursuit_store_get_path (store));
  if (maintenance->message != NULL)
    /* Translators: a file, a person, what that person says about the maintenance */
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, _("“%1$s” is closed for maintenance by %2$s: %3$s"), name,
                 maintenance->by, maintenance->message);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, _("“%1$s” is closed for maintenance by %2$s."), name,
                 maintenance->by);
  return FALSE;
}
