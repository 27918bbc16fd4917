/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier.h"

#include "pursuit-children.h"
#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-deal-history.h"
#include "pursuit-document.h"
#include "pursuit-documents.h"
#include "pursuit-document-versions.h"
#include "pursuit-lookups.h"
#include "pursuit-profile.h"
#include "pursuit-records-private.h"
#include "pursuit-row.h"
#include "pursuit-staff.h"
#include "pursuit-stage.h"
#include "pursuit-standing.h"

/* A dossier as text for another program, or for somebody who leaves this one: docs/dossier-format.md. Which kinds of records belong
 * to it is found in the field tables, so that a new kind is not forgotten. */

#define FORMAT "pursuit-dossier"
#define FORMAT_VERSION 1

/* The timeline is read in pieces of this size. */
#define PIECE 500

/* Where the records of a kind stand; a kind that is not listed stands under the name of its table. */
static const struct
{
  const char *table;
  const char *member;
} members[] = {
  { "activity", "activities" }, { "assignment", "assignments" }, { "role_request", "role_requests" }, { "bond", "bonds" },       { "contact", "contacts" },         { "deal", "deals" },
  { "document", "documents" },  { "employment", "employments" },                              { "proof", "proofs" },
  { "rival", "rivals" },        { "stakeholder", "stakeholders" },                            { "strategy", "strategies" },
};

typedef struct
{
  PursuitDesk *desk;
  JsonObject *all;
  JsonObject *names;        /* table -> id -> name, of what is referred to and not part of the dossier */
  GArray *deals;            /* gint64: those that the actor may see */
  GPtrArray *contacts;
  gint64 customer_id;
} Export;

static const char *
get_member (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i].table, table))
      return members[i].member;

  return table;
}

static void
set_time (JsonObject *object,
          const char *member,
          gint64      at)
{
  g_autofree char *iso = at != 0 ? pursuit_time_to_iso (at) : NULL;

  if (iso != NULL)
    json_object_set_string_member (object, member, iso);
  else
    json_object_set_null_member (object, member);
}

static void
set_text (JsonObject *object,
          const char *member,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static void
set_ref (JsonObject *object,
         const char *member,
         gint64      id)
{
  if (id != 0)
    json_object_set_int_member (object, member, id);
  else
    json_object_set_null_member (object, member);
}

/* Numbers of staff, stages and products mean nothing elsewhere: their names go along. */
static void
note_name (Export *self,
           GType   type,
           gint64  id)
{
  const char *table = pursuit_record_type_get_table (type);
  g_autofree char *key = g_strdup_printf ("%lld", (long long) id);
  g_autofree char *name = NULL;

  if (id == 0 || type == PURSUIT_TYPE_CONTACT || type == PURSUIT_TYPE_DEAL || (type == PURSUIT_TYPE_CUSTOMER && id == self->customer_id))
    return;
  if (!json_object_has_member (self->names, table))
    json_object_set_object_member (self->names, table, json_object_new ());
  if (json_object_has_member (json_object_get_object_member (self->names, table), key))
    return;

  name = pursuit_lookup_name (pursuit_desk_get_store (self->desk), type, id);
  set_text (json_object_get_object_member (self->names, table), key, name);
}

static void
note_names (Export        *self,
            PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].kind == PURSUIT_KIND_REF)
      note_name (self, klass->fields[i].type (), pursuit_record_get_number (record, &klass->fields[i]));
}

/* Own fields stand in a text that is JSON itself. */
static void
unfold_extra (JsonObject *object)
{
  const char *text = json_object_get_string_member_with_default (object, "extra", NULL);
  g_autoptr(JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_member (object, "extra", g_steal_pointer (&node));
}

static JsonObject *
describe (Export        *self,
          PursuitRecord *record)
{
  JsonObject *object = pursuit_record_to_json (record, PURSUIT_FIELD_MASK_ALL);

  json_object_set_int_member (object, "id", record->id);
  if (record->external_id != NULL)
    json_object_set_string_member (object, "external_id", record->external_id);
  set_time (object, "created_at", record->created_at);
  set_time (object, "changed_at", record->changed_at);
  if (PURSUIT_IS_CONTACT (record))
    json_object_set_boolean_member (object, "profile_shown", pursuit_contacts_may_see_profile (self->desk, PURSUIT_CONTACT (record)));
  if (json_object_has_member (object, "extra"))
    unfold_extra (object);
  note_names (self, record);

  return object;
}

static gboolean
add_versions (Export         *self,
              PursuitRecord  *document,
              JsonObject     *object,
              GError        **error)
{
  g_autoptr(GPtrArray) versions = pursuit_documents_list_versions (self->desk, document->id, error);
  JsonArray *array;

  if (versions == NULL)
    return FALSE;

  array = json_array_new ();
  for (guint i = 0; i < versions->len; i++)
    {
      const PursuitDocumentVersion *version = g_ptr_array_index (versions, i);
      JsonObject *item = json_object_new ();

      json_object_set_int_member (item, "version", version->version);
      json_object_set_string_member (item, "file_name", version->file_name);
      set_text (item, "media_type", version->media_type);
      json_object_set_int_member (item, "size", version->size);
      json_object_set_string_member (item, "checksum", version->checksum);
      set_time (item, "added_at", version->added_at);
      set_ref (item, "staff_id", version->staff_id);
      note_name (self, PURSUIT_TYPE_STAFF, version->staff_id);
      json_array_add_object_element (array, item);
    }
  json_object_set_array_member (object, "versions", array);

  return TRUE;
}

typedef struct
{
  Export *export;
  JsonArray *array;
  gint64 deal_id;
} Steps;

static void
add_step (const PursuitDealStep *step,
          gpointer               user_data)
{
  Steps *steps = user_data;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "deal_id", steps->deal_id);
  set_time (object, "moved_at", step->at);
  set_ref (object, "from_stage_id", step->from_stage_id);
  set_ref (object, "to_stage_id", step->to_stage_id);
  if (step->to_status != NULL)
    {
      set_text (object, "from_status", step->from_status);
      set_text (object, "to_status", step->to_status);
      set_text (object, "missing", step->missing);
    }
  set_ref (object, "staff_id", step->staff_id);
  set_text (object, step->to_status != NULL ? "reason" : "evidence", step->reason);
  note_name (steps->export, PURSUIT_TYPE_STAGE, step->from_stage_id);
  note_name (steps->export, PURSUIT_TYPE_STAGE, step->to_stage_id);
  note_name (steps->export, PURSUIT_TYPE_STAFF, step->staff_id);
  json_array_add_object_element (steps->array, object);
}

static gboolean
add_moves (Export      *self,
           const char  *member,
           gboolean     is_buyers,
           GError     **error)
{
  Steps steps = { self, json_array_new (), 0 };
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < self->deals->len; i++)
    {
      steps.deal_id = g_array_index (self->deals, gint64, i);
      ok = pursuit_deal_history_tell (pursuit_desk_get_store (self->desk), steps.deal_id, is_buyers, add_step, &steps, error);
    }
  json_object_set_array_member (self->all, member, steps.array);

  return ok;
}

static gboolean
add_standing (Export  *self,
              GError **error)
{
  g_autoptr(GPtrArray) moves = pursuit_standing_read (self->desk, self->customer_id, error);
  JsonArray *array;

  if (moves == NULL)
    return FALSE;

  array = json_array_new ();
  for (guint i = 0; i < moves->len; i++)
    {
      const PursuitStandingMove *move = g_ptr_array_index (moves, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", pursuit_standing_kind_get_nick (move->kind));
      json_object_set_int_member (object, "from", move->from);
      json_object_set_int_member (object, "to", move->to);
      set_time (object, "moved_at", move->at);
      set_ref (object, "staff_id", move->staff_id);
      set_text (object, "reason", move->reason);
      note_name (self, PURSUIT_TYPE_STAFF, move->staff_id);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (self->all, "standing_moves", array);

  return TRUE;
}

/* Deals may belong to others than the customer: those the actor may not see do not exist. */
static gboolean
list_deals (Export  *self,
            GError **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);

  query->customer_id = self->customer_id;
  self->deals = pursuit_desk_query_ids (self->desk, query, 0, error);

  return self->deals != NULL;
}

static gboolean
add_record (Export     *self,
            GType       type,
            gint64      id,
            JsonArray  *array,
            GError    **error)
{
  g_autoptr(PursuitRecord) record = pursuit_records_load (self->desk, type, id, error);
  JsonObject *object;

  if (record == NULL)
    return FALSE;

  object = describe (self, record);
  json_array_add_object_element (array, object);
  if (PURSUIT_IS_CONTACT (record))
    g_ptr_array_add (self->contacts, g_object_ref (record));

  return !PURSUIT_IS_DOCUMENT (record) || add_versions (self, record, object, error);
}

static gboolean
add_ids (Export     *self,
         GType       type,
         GArray     *ids,
         JsonArray  *array,
         GError    **error)
{
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!add_record (self, type, g_array_index (ids, gint64, i), array, error))
      return FALSE;

  return TRUE;
}

/* The parts of a deal are found by their deal, all else by its customer. */
static gboolean
fill_array (Export     *self,
            GType       type,
            JsonArray  *array,
            GError    **error)
{
  PursuitStore *store = pursuit_desk_get_store (self->desk);

  if (type == PURSUIT_TYPE_DEAL)
    return add_ids (self, type, self->deals, array, error);
  if (!pursuit_records_is_part_of_deal (type))
    {
      g_autoptr(GArray) ids = pursuit_children_list (store, type, pursuit_record_type_find (type, "customer_id"), self->customer_id, error);

      return add_ids (self, type, ids, array, error);
    }
  for (guint i = 0; i < self->deals->len; i++)
    {
      g_autoptr(GArray) ids = pursuit_children_list (store, type, pursuit_record_type_find (type, "deal_id"),
                                                     g_array_index (self->deals, gint64, i), error);

      if (!add_ids (self, type, ids, array, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_records (Export  *self,
             GError **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      JsonArray *array;

      if (pursuit_record_type_find (types[i], "customer_id") == NULL)
        continue;
      array = json_array_new ();
      json_object_set_array_member (self->all, get_member (pursuit_record_type_get_table (types[i])), array);
      if (!fill_array (self, types[i], array, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_subsidiaries (Export  *self,
                  GError **error)
{
  g_autoptr(GArray) ids = pursuit_children_list (pursuit_desk_get_store (self->desk), PURSUIT_TYPE_CUSTOMER,
                                                 pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "parent_id"), self->customer_id, error);
  JsonArray *array;

  if (ids == NULL)
    return FALSE;

  array = json_array_new ();
  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *name = pursuit_lookup_name (pursuit_desk_get_store (self->desk), PURSUIT_TYPE_CUSTOMER, id);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", id);
      set_text (object, "name", name);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (self->all, "subsidiaries", array);

  return TRUE;
}

static JsonObject *
describe_event (PursuitRow *row)
{
  static const char *const sources[] = {
    [PURSUIT_TIMELINE_ACTIVITY] = "activity", [PURSUIT_TIMELINE_MOVE] = "stage-move",
    [PURSUIT_TIMELINE_CHANGE] = "change",     [PURSUIT_TIMELINE_BUYER] = "buyer-move",
    [PURSUIT_TIMELINE_STANDING] = "standing", [PURSUIT_TIMELINE_DOCUMENT] = "document",
  };
  const gint64 source = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE);
  JsonObject *object = json_object_new ();

  set_time (object, "at", pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_AT));
  set_text (object, "source", source >= 0 && source < (gint64) G_N_ELEMENTS (sources) ? sources[source] : NULL);
  set_text (object, "actor", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ACTOR));
  set_text (object, "verb", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB));
  set_text (object, "entity", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY));
  set_text (object, "text", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT));
  set_text (object, "detail", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_DETAIL));

  return object;
}

static gboolean
add_timeline (Export  *self,
              GError **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GArray) ids = NULL;
  JsonArray *array;

  query->customer_id = self->customer_id;
  ids = pursuit_desk_query_ids (self->desk, query, 0, error);
  if (ids == NULL)
    return FALSE;

  array = json_array_new ();
  json_object_set_array_member (self->all, "timeline", array);
  for (guint i = 0; i < ids->len; i += PIECE)
    {
      g_autoptr(GPtrArray) rows = pursuit_desk_query_rows (self->desk, PURSUIT_LIST_TIMELINE, &g_array_index (ids, gint64, i),
                                                           MIN (PIECE, ids->len - i), error);

      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        json_array_add_object_element (array, describe_event (g_ptr_array_index (rows, j)));
    }

  return TRUE;
}

static void
add_head (Export         *self,
          PursuitRecord  *customer)
{
  json_object_set_string_member (self->all, "format", FORMAT);
  json_object_set_int_member (self->all, "format_version", FORMAT_VERSION);
  set_time (self->all, "exported_at", pursuit_time_now ());
  set_text (self->all, "exported_by", pursuit_desk_get_actor_name (self->desk));
  json_object_set_string_member (self->all, "currency", pursuit_desk_get_currency (self->desk));
  json_object_set_object_member (self->all, "customer", describe (self, customer));
}

static gboolean
write_all (Export         *self,
           PursuitRecord  *customer,
           GError        **error)
{
  add_head (self, customer);
  if (!list_deals (self, error) || !add_records (self, error) || !add_subsidiaries (self, error) ||
      !add_moves (self, "stage_moves", FALSE, error) || !add_moves (self, "buyer_moves", TRUE, error) || !add_standing (self, error) ||
      !add_timeline (self, error) || !pursuit_contacts_note_views (self->desk, self->contacts, error))
    return FALSE;

  json_object_set_object_member (self->all, "names", json_object_ref (self->names));
  return TRUE;
}

/**
 * pursuit_dossier_export_json:
 * @desk: a desk, outside of a transaction
 * @customer_id: a customer
 * @error: return location
 *
 * Takes a whole dossier out: the customer, every kind of record that belongs to it, the moves of deals and of the standing, the
 * documents without their content, and the timeline, in the form of docs/dossier-format.md. What the actor may not see is not in it;
 * that profiles were taken out is noted in the journal.
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
  g_autoptr(JsonObject) all = json_object_new ();
  g_autoptr(JsonObject) names = json_object_new ();
  g_autoptr(GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) deals = NULL;
  Export self = { desk, all, names, NULL, contacts, customer_id };
  gboolean ok;

  if (dossier == NULL || !pursuit_desk_require_about (desk, PURSUIT_RIGHT_EXPORT,
                                                      &(PursuitSubject) { dossier->customer->owner_id, customer_id, 0 }, error))
    return NULL;

  ok = write_all (&self, PURSUIT_RECORD (dossier->customer), error);
  deals = self.deals;
  json_node_set_object (node, all);

  return ok ? json_to_string (node, TRUE) : NULL;
}
