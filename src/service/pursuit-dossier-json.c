/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier.h"

#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-deal.h"
#include "pursuit-records.h"

/* A dossier as text for another program, or for somebody who leaves this one. */

static JsonObject *
record_to_object (PursuitRecord *record)
{
  JsonObject *object = pursuit_record_to_json (record, PURSUIT_FIELD_MASK_ALL);

  json_object_set_int_member (object, "id", record->id);
  if (record->external_id != NULL)
    json_object_set_string_member (object, "external_id", record->external_id);

  return object;
}

/* Everything of one kind that belongs to the customer and that the actor may see. */
static JsonArray *
list_to_array (PursuitDesk  *desk,
               PursuitList   list,
               GType         type,
               gint64        customer_id,
               GError      **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(JsonArray) array = json_array_new ();

  query->customer_id = customer_id;
  ids = pursuit_desk_query_ids (desk, query, 0, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_records_load (desk, type, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return NULL;
      json_array_add_object_element (array, record_to_object (record));
    }

  return g_steal_pointer (&array);
}

static gboolean
add_list (JsonObject   *object,
          const char   *member,
          PursuitDesk  *desk,
          PursuitList   list,
          GType         type,
          gint64        customer_id,
          GError      **error)
{
  JsonArray *array = list_to_array (desk, list, type, customer_id, error);

  if (array == NULL)
    return FALSE;

  json_object_set_array_member (object, member, array);
  return TRUE;
}

/**
 * pursuit_dossier_export_json:
 * @desk: a desk
 * @customer_id: a customer
 * @error: return location
 *
 * Takes a whole dossier out: the customer, the people, the deals and what happened, in the stable form of
 * pursuit_record_to_json().
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may not see or not export it, %PURSUIT_ERROR_NOT_FOUND or
 * %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the text
 */
char *
pursuit_dossier_export_json (PursuitDesk  *desk,
                             gint64        customer_id,
                             GError      **error)
{
  g_autoptr(PursuitDossier) dossier = pursuit_dossier_read (desk, customer_id, error);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonObject) object = json_object_new ();

  if (dossier == NULL || !pursuit_desk_require_for (desk, PURSUIT_RIGHT_EXPORT, dossier->customer->owner_id, error))
    return NULL;

  json_object_set_string_member (object, "currency", pursuit_desk_get_currency (desk));
  json_object_set_object_member (object, "customer", record_to_object (PURSUIT_RECORD (dossier->customer)));
  if (!add_list (object, "contacts", desk, PURSUIT_LIST_CONTACTS, PURSUIT_TYPE_CONTACT, customer_id, error) ||
      !add_list (object, "deals", desk, PURSUIT_LIST_DEALS, PURSUIT_TYPE_DEAL, customer_id, error) ||
      !add_list (object, "activities", desk, PURSUIT_LIST_ACTIVITIES, PURSUIT_TYPE_ACTIVITY, customer_id, error))
    return NULL;
  json_node_set_object (node, object);

  return json_to_string (node, TRUE);
}
