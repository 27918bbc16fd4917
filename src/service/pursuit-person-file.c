/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-person-file.h"

#include <json-glib/json-glib.h>

#include "pursuit-activity.h"
#include "pursuit-bond.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-employment.h"
#include "pursuit-profile.h"
#include "pursuit-records-private.h"
#include "pursuit-records.h"
#include "pursuit-stakeholder.h"
#include "pursuit-traces.h"

/* All that is held about one person, for whoever asks for their own data. */

/* Nobody has more. */
#define MOST_ENTRIES 100000

static JsonObject *
describe_record (PursuitRecord *record)
{
  JsonObject *object = pursuit_record_to_json (record, PURSUIT_FIELD_MASK_ALL);

  json_object_set_int_member (object, "id", record->id);
  if (record->external_id != NULL)
    json_object_set_string_member (object, "external_id", record->external_id);
  return object;
}

/* The records of one kind that are about the person. */
static gboolean
add_records (PursuitDesk  *desk,
             JsonObject   *all,
             const char   *name,
             GType         type,
             gint64        contact_id,
             GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GArray) ids = pursuit_traces_list_rows (store, type, "contact_id", contact_id, error);
  g_autoptr(JsonArray) array = json_array_new ();

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_store_load (store, type, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return FALSE;
      if (record->deleted_at == 0)
        json_array_add_object_element (array, describe_record (record));
    }

  json_object_set_array_member (all, name, g_steal_pointer (&array));
  return TRUE;
}

static void
set_payload (JsonObject *object,
             const char *name,
             const char *payload)
{
  JsonNode *node = payload != NULL ? json_from_string (payload, NULL) : NULL;

  json_object_set_member (object, name, node != NULL ? node : json_node_new (JSON_NODE_NULL));
}

static JsonObject *
describe_entry (const PursuitJournalEntry *entry,
                gboolean                   with_payload)
{
  JsonObject *object = json_object_new ();
  g_autofree char *at = pursuit_time_to_iso (entry->at);

  json_object_set_int_member (object, "id", entry->id);
  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "by", entry->actor);
  if (with_payload)
    {
      json_object_set_string_member (object, "verb", entry->verb);
      set_payload (object, "before", entry->before);
      set_payload (object, "after", entry->after);
    }
  return object;
}

static gboolean
add_journal (PursuitDesk  *desk,
             JsonObject   *all,
             gint64        contact_id,
             GError      **error)
{
  g_autoptr(GPtrArray) entries =
    pursuit_journal_list_about (pursuit_desk_get_store (desk), "contact", contact_id, MOST_ENTRIES, error);
  JsonArray *changes;
  JsonArray *views;

  if (entries == NULL)
    return FALSE;

  pursuit_profile_hide_entries (desk, entries);
  changes = json_array_new ();
  views = json_array_new ();
  for (guint i = entries->len; i > 0; i--)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i - 1);
      gboolean is_view = g_str_equal (entry->verb, PURSUIT_VERB_VIEW);

      json_array_add_object_element (is_view ? views : changes, describe_entry (entry, !is_view));
    }
  json_object_set_array_member (all, "journal", changes);
  json_object_set_array_member (all, "profile_seen_by", views);
  return TRUE;
}

/* Fails with %PURSUIT_ERROR_DENIED unless the actor may take out what is the customer's owner's. */
static PursuitRecord *
load_for_export (PursuitDesk  *desk,
                 gint64        contact_id,
                 GError      **error)
{
  g_autoptr(PursuitRecord) contact = pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, contact_id, error);
  g_autoptr(PursuitRecord) customer = NULL;

  if (contact == NULL ||
      (customer = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, PURSUIT_CONTACT (contact)->customer_id,
                                      error)) == NULL ||
      !pursuit_desk_require_about (desk, PURSUIT_RIGHT_EXPORT,
                                   &(PursuitSubject) { PURSUIT_CUSTOMER (customer)->owner_id, customer->id, 0 }, error))
    return NULL;

  return g_steal_pointer (&contact);
}

/**
 * pursuit_contacts_note_export:
 * @desk: a desk, outside any transaction
 * @contact_id: a person
 * @error: return location
 *
 * Writes down that what is known about a person is being taken out, and that the profile was seen; where nothing can be written
 * because the file can only be read, nothing is.
 *
 * Fails with %PURSUIT_ERROR_DENIED without the right to export, %PURSUIT_ERROR_NOT_FOUND, or as the store does.
 *
 * Returns: %TRUE when it may be taken out
 */
gboolean
pursuit_contacts_note_export (PursuitDesk  *desk,
                              gint64        contact_id,
                              GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) contact = load_for_export (desk, contact_id, error);
  g_autoptr(GPtrArray) one = g_ptr_array_new ();
  g_auto(PursuitTx) tx = { NULL };
  PursuitJournalEntry entry = {
    .actor_id = pursuit_desk_get_actor_id (desk),
    .actor = (char *) pursuit_desk_get_actor_name (desk),
    .verb = (char *) PURSUIT_VERB_EXPORT,
    .entity = (char *) "contact",
    .entity_id = contact_id,
  };

  if (contact == NULL)
    return FALSE;
  if (pursuit_store_is_read_only (store))
    return TRUE;

  g_ptr_array_add (one, contact);
  return pursuit_contacts_note_views (desk, one, error) && pursuit_tx_begin (&tx, store, error) &&
         pursuit_journal_add (store, &entry, error) && pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_contacts_export:
 * @desk: a desk, outside any transaction
 * @contact_id: a person
 * @error: return location
 *
 * Gathers all that is held about a person: the fields, earlier posts, what is noted of their part in deals and of who of us knows
 * them, what was done with them, what the journal says of them, and who saw the profile. That it was taken out is written down.
 * A profile that the actor may not see is left out.
 *
 * Fails as pursuit_contacts_note_export().
 *
 * Returns: (transfer full): an object
 */
JsonObject *
pursuit_contacts_export (PursuitDesk  *desk,
                         gint64        contact_id,
                         GError      **error)
{
  g_autoptr(PursuitRecord) contact = NULL;
  g_autoptr(JsonObject) all = json_object_new ();

  if (!pursuit_contacts_note_export (desk, contact_id, error) || (contact = load_for_export (desk, contact_id, error)) == NULL)
    return NULL;

  json_object_set_object_member (all, "person", describe_record (contact));
  if (!add_records (desk, all, "earlier_posts", PURSUIT_TYPE_EMPLOYMENT, contact_id, error) ||
      !add_records (desk, all, "deals", PURSUIT_TYPE_STAKEHOLDER, contact_id, error) ||
      !add_records (desk, all, "bonds", PURSUIT_TYPE_BOND, contact_id, error) ||
      !add_records (desk, all, "activities", PURSUIT_TYPE_ACTIVITY, contact_id, error) ||
      !add_journal (desk, all, contact_id, error))
    return NULL;

  return g_steal_pointer (&all);
}
