/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-undo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-journal-customers.h"
#include "pursuit-name-lookups.h"
#include "pursuit-posts.h"
#include "pursuit-process-lookups.h"
#include "pursuit-records-private.h"
#include "pursuit-standing.h"
#include "pursuit-str.h"

/* Takes a whole import, a verb of processes, or a succession back from its journal entry; the form of the entry is that of
 * pursuit_import_trace_to_json(). */

typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  gint64 entry_id;
  JsonObject *before;
  JsonObject *after;
  gboolean is_import;     /* or else a verb of processes, see pursuit-processes-work.c, or */
  gboolean is_succession; /* a succession, see pursuit-successions.c, or its undo */
  gboolean is_bulk;       /* one field of many customers, see pursuit-bulk-customers.c */
  gint64 assessed_id;     /* the customer whose wall was assessed, see pursuit-wall-verbs.c; otherwise 0 */
} Undo;

static JsonObject *
parse_object (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static const char *
get_file (Undo *self)
{
  return json_object_get_string_member_with_default (self->after, self->is_import ? "file" : "name", "");
}

static gboolean
refuse_changed (Undo        *self,
                const char  *name,
                GError     **error)
{
  const char *sentence = _("What was done to the process “%1$s” cannot be undone: “%2$s” was changed since.");

  if (self->assessed_id != 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
                           _("The assessment cannot be undone: what it says was changed since."));
      return FALSE;
    }

  if (self->is_import)
    sentence = _("The import of “%1$s” cannot be undone: “%2$s” was changed since.");
  else if (self->is_succession)
    sentence = _("The handing over of what “%1$s” had cannot be undone: “%2$s” was changed since.");

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, sentence, get_file (self), name);
  return FALSE;
}

static gboolean
refuse_entry (const PursuitJournalEntry  *entry,
              GError                    **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Entry %lld cannot be undone."), (long long) entry->id);
  return FALSE;
}

/* The array of a table under a key, or NULL. */
static JsonArray *
get_array (JsonObject *object,
           const char *key,
           const char *table)
{
  JsonObject *tables = json_object_has_member (object, key) ? json_object_get_object_member (object, key) : NULL;

  return tables != NULL && json_object_has_member (tables, table) ? json_object_get_array_member (tables, table) : NULL;
}

static gboolean
put_back_external_id (Undo           *self,
                      PursuitRecord  *record,
                      JsonObject     *before,
                      JsonObject     *after,
                      GError        **error)
{
  if (!json_object_has_member (after, "external_id"))
    return TRUE;
  if (g_strcmp0 (record->external_id, json_object_get_string_member_with_default (after, "external_id", NULL)) != 0)
    return refuse_changed (self, pursuit_record_get_name (record), error);

  pursuit_set_str (&record->external_id, json_object_get_string_member_with_default (before, "external_id", NULL));
  return TRUE;
}

static gboolean
put_back_fields (Undo           *self,
                 PursuitRecord  *record,
                 JsonObject     *before,
                 JsonObject     *after,
                 GError        **error)
{
  g_autoptr(GError) local = NULL;

  if (pursuit_records_put_back (record, before, after, &local))
    return TRUE;
  if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
    return refuse_changed (self, pursuit_record_get_name (record), error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What was deleted comes back as it was. */
static gboolean
revive (Undo           *self,
        PursuitRecord  *record,
        GError        **error)
{
  return record->deleted_at != 0 ? pursuit_store_set_deleted (self->store, record, FALSE, error)
                                 : refuse_changed (self, pursuit_record_get_name (record), error);
}

/* Who gave one value to many takes it back where they may still do so: customers go to others, and so do people. */
static gboolean
require_for_bulk (Undo           *self,
                  PursuitRecord  *old,
                  PursuitRecord  *record,
                  GError        **error)
{
  if (!self->is_bulk)
    return TRUE;
  if (PURSUIT_CUSTOMER (old)->owner_id != PURSUIT_CUSTOMER (record)->owner_id)
    return pursuit_desk_require (self->desk, PURSUIT_RIGHT_ASSIGN, error);

  return pursuit_records_require (self->desk, old, PURSUIT_RIGHT_EDIT, error);
}

static gboolean
put_back (Undo        *self,
          GType        type,
          JsonArray   *was,
          JsonArray   *is,
          GError     **error)
{
  JsonObject *before = json_array_get_object_element (was, 1);
  JsonObject *after = json_array_get_object_element (is, 1);
  g_autoptr(PursuitRecord) record = pursuit_store_load (self->store, type, json_array_get_int_element (was, 0), error);
  g_autoptr(PursuitRecord) old = NULL;

  if (record == NULL)
    return FALSE;
  if (json_object_get_boolean_member_with_default (after, "deleted", FALSE))
    return revive (self, record, error);
  if (record->deleted_at != 0)
    return refuse_changed (self, pursuit_record_get_name (record), error);

  old = pursuit_record_copy (record);
  if (!put_back_external_id (self, record, before, after, error) ||
      !put_back_fields (self, record, before, after, error) || !require_for_bulk (self, old, record, error) ||
      !pursuit_standing_require_change (self->desk, old, record, error) ||
      !pursuit_records_complete_change (self->desk, record, error) || !pursuit_store_update (self->store, record, error) ||
      !pursuit_posts_take_back (self->desk, old, record, FALSE, error) ||
      !pursuit_records_write_history (self->desk, old, record, N_("Undone"), error))
    return FALSE;

  return !json_object_get_boolean_member_with_default (before, "deleted", FALSE) ||
         pursuit_store_set_deleted (self->store, record, TRUE, error);
}

/* The last change first: one record may have been changed twice. */
static gboolean
put_back_table (Undo        *self,
                GType        type,
                const char  *table,
                GError     **error)
{
  JsonArray *was = get_array (self->before, "changed", table);
  JsonArray *is = get_array (self->after, "changed", table);

  if (was == NULL || is == NULL)
    return TRUE;
  for (guint i = MIN (json_array_get_length (was), json_array_get_length (is)); i > 0; i--)
    if (!put_back (self, type, json_array_get_array_element (was, i - 1), json_array_get_array_element (is, i - 1),
                   error))
      return FALSE;

  return TRUE;
}

static gboolean
delete_one (Undo        *self,
            GType        type,
            const char  *table,
            gint64       id,
            GError     **error)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (self->store, type, id, error);
  gboolean touched;

  if (record == NULL || !pursuit_journal_is_touched (self->store, self->entry_id, table, id, &touched, error))
    return FALSE;
  if (record->deleted_at != 0)
    return TRUE;
  /* A verb of processes writes each new record once, and its parts have no entries of their own. */
  if (touched || (!self->is_import && record->revision > 1))
    return refuse_changed (self, pursuit_record_get_name (record), error);

  return pursuit_store_set_deleted (self->store, record, TRUE, error);
}

/* Most records were never written again: one statement deletes them. The others are looked at one by one. */
static gboolean
delete_range (Undo        *self,
              GType        type,
              const char  *table,
              gint64       first,
              gint64       last,
              GError     **error)
{
  gint64 n_deleted;

  if (!pursuit_store_delete_range (self->store, type, first, last, &n_deleted, error))
    return FALSE;
  if (n_deleted == last - first + 1)
    return TRUE;

  for (gint64 id = first; id <= last; id++)
    if (!delete_one (self, type, table, id, error))
      return FALSE;

  return TRUE;
}

/* Nothing may be left that belongs to what is gone. */
static gboolean
require_unused (Undo    *self,
                GType    type,
                gint64   first,
                gint64   last,
                GError **error)
{
  g_autoptr(GTypeClass) klass = NULL;
  GType user;
  gint64 count;

  if (!pursuit_lookup_uses (self->store, type, first, last, &user, &count, error))
    return FALSE;
  if (count == 0)
    return TRUE;

  klass = g_type_class_ref (user);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
               /* Translators: a file or a process, a number, the name of a kind of record such as Deal */
               ngettext ("The import of “%1$s” cannot be undone: %2$d record (%3$s) belongs to what it brought in.",
                         "The import of “%1$s” cannot be undone: %2$d records (%3$s) belong to what it brought in.",
                         (gulong) count),
               get_file (self), (int) count, _(PURSUIT_RECORD_CLASS (klass)->label));
  return FALSE;
}

typedef gboolean (*RangeFunc) (Undo        *self,
                               GType        type,
                               const char  *table,
                               gint64       first,
                               gint64       last,
                               GError     **error);

static gboolean
check_range (Undo        *self,
             GType        type,
             const char  *table,
             gint64       first,
             gint64       last,
             GError     **error)
{
  return require_unused (self, type, first, last, error);
}

static gboolean
each_range (Undo        *self,
            GType        type,
            const char  *table,
            RangeFunc    func,
            GError     **error)
{
  JsonArray *created = get_array (self->after, "created", table);

  for (guint i = 0; created != NULL && i < json_array_get_length (created); i++)
    {
      JsonArray *range = json_array_get_array_element (created, i);

      if (!func (self, type, table, json_array_get_int_element (range, 0), json_array_get_int_element (range, 1), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_back_all (Undo    *self,
              GError **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    if (!put_back_table (self, types[i], pursuit_record_type_get_table (types[i]), error))
      return FALSE;

  return TRUE;
}

static gboolean
each_created (Undo       *self,
              RangeFunc   func,
              GError    **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    if (!each_range (self, types[i], pursuit_record_type_get_table (types[i]), func, error))
      return FALSE;

  return TRUE;
}

/* First what was changed, since it may refer to what was created; then what was created; then a look at what is left. A new
 * stage goes before the old ones come back: two of them cannot stand in one position. */
static gboolean
take_back (Undo    *self,
           GError **error)
{
  return (self->is_import || each_created (self, delete_range, error)) && put_back_all (self, error) &&
         (!self->is_import || each_created (self, delete_range, error)) && each_created (self, check_range, error);
}

/* Deals may have begun to follow what was published. */
static gboolean
require_no_deals (Undo    *self,
                  GError **error)
{
  gint64 process_id;

  if (self->is_import || self->is_succession)
    return TRUE;
  if (!pursuit_lookup_draft_with_deals (self->store, &process_id, error))
    return FALSE;
  if (process_id == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
               _("What was done to the process “%s” cannot be undone: deals follow it."), get_file (self));
  return FALSE;
}

static char *
to_text (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

/* A succession created nothing: the other way round its entry does it again. */
static void
turn_round (Undo                 *self,
            PursuitJournalEntry  *undo)
{
  g_autoptr(JsonObject) was = json_object_ref (json_object_get_object_member (self->before, "changed"));
  g_autoptr(JsonObject) is = json_object_ref (json_object_get_object_member (self->after, "changed"));

  json_object_set_object_member (self->before, "changed", json_object_ref (is));
  json_object_set_object_member (self->after, "changed", json_object_ref (was));
  undo->before = to_text (self->before);
  undo->after = to_text (self->after);
}

static gboolean
write_entry (Undo                       *self,
             const PursuitJournalEntry  *entry,
             gint64                     *out_entry_id,
             GError                    **error)
{
  PursuitDesk *desk = self->desk;
  g_autoptr(PursuitJournalEntry) undo = g_new0 (PursuitJournalEntry, 1);

  undo->actor_id = pursuit_desk_get_actor_id (desk);
  undo->actor = g_strdup (pursuit_desk_get_actor_name (desk));
  undo->verb = g_strdup ("undo");
  undo->entity = g_strdup (entry->entity);
  undo->customer_id = entry->customer_id;
  undo->undoes_id = entry->id;
  if (self->is_succession)
    {
      undo->entity_id = entry->entity_id;
      turn_round (self, undo);
    }
  if (!pursuit_journal_add (pursuit_desk_get_store (desk), undo, error) ||
      !pursuit_journal_customers_copy (pursuit_desk_get_store (desk), entry->id, undo->id, error))
    return FALSE;

  if (out_entry_id != NULL)
    *out_entry_id = undo->id;
  return TRUE;
}

/* Who may change a customer may take back what was assessed of it. */
static gboolean
require_for_wall (PursuitDesk                *desk,
                  const PursuitJournalEntry  *entry,
                  GError                    **error)
{
  g_autoptr(PursuitRecord) customer =
    pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, entry->customer_id, error);

  return customer != NULL && pursuit_records_require_alive (customer, error) &&
         pursuit_records_require (desk, customer, PURSUIT_RIGHT_EDIT, error);
}

/* Its undo can be taken back too, and has the same form. */
static gboolean
is_succession (const PursuitJournalEntry *entry)
{
  return g_str_equal (entry->entity, "staff") &&
         (g_str_equal (entry->verb, "succession") ||
          (g_str_equal (entry->verb, "undo") && entry->after != NULL && strstr (entry->after, ",\"changed\":{") != NULL));
}

/**
 * pursuit_import_require_undo:
 * @desk: a desk
 * @entry: an entry for which pursuit_import_is_whole() holds
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the actor may take it back
 */
gboolean
pursuit_import_require_undo (PursuitDesk                *desk,
                             const PursuitJournalEntry  *entry,
                             GError                    **error)
{
  if (is_succession (entry))
    return pursuit_desk_require_for (desk, PURSUIT_RIGHT_HAND_OVER, entry->entity_id, error);
  if (g_str_equal (entry->verb, PURSUIT_VERB_ASSESS))
    return require_for_wall (desk, entry, error);

  if (g_str_equal (entry->verb, "bulk") && entry->actor_id == pursuit_desk_get_actor_id (desk))
    return TRUE;
  if (g_str_equal (entry->verb, "bulk"))
    return pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error);

  return pursuit_desk_require (desk, g_str_equal (entry->entity, "process") ? PURSUIT_RIGHT_ADMINISTER : PURSUIT_RIGHT_IMPORT, error);
}

/**
 * pursuit_import_take_back:
 * @desk: a desk, within a transaction
 * @entry: the journal entry of an import, of a verb of processes, of a succession, or of a wall that was assessed
 * @out_entry_id: (out) (optional): the entry of the undo
 * @error: return location
 *
 * Deletes what an import created and puts back what it changed. It is not done again by undoing this: the file is imported
 * again instead, which brings the same records back. A succession is.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when any of it was changed since, or other records belong to it by now, with
 * %PURSUIT_ERROR_INVALID when the entry is not one of an import, with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is taken back
 */
gboolean
pursuit_import_take_back (PursuitDesk                *desk,
                          const PursuitJournalEntry  *entry,
                          gint64                     *out_entry_id,
                          GError                    **error)
{
  g_autoptr(JsonObject) before = parse_object (entry->before);
  g_autoptr(JsonObject) after = parse_object (entry->after);
  Undo self = { desk, pursuit_desk_get_store (desk), entry->id, before, after, FALSE, is_succession (entry) };

  if (before == NULL || after == NULL)
    return refuse_entry (entry, error);

  self.is_import = !self.is_succession && !g_str_equal (entry->entity, "process");
  self.is_bulk = g_str_equal (entry->verb, "bulk");
  if (g_str_equal (entry->verb, PURSUIT_VERB_ASSESS))
    self.assessed_id = entry->customer_id;
  return pursuit_import_require_undo (desk, entry, error) && take_back (&self, error) && require_no_deals (&self, error) &&
         write_entry (&self, entry, out_entry_id, error);
}

/**
 * pursuit_import_is_whole:
 * @entry: a journal entry
 *
 * Returns: %TRUE when it is about many records at once, and pursuit_import_take_back() takes it back
 */
gboolean
pursuit_import_is_whole (const PursuitJournalEntry *entry)
{
  if (entry->after != NULL && is_succession (entry))
    return TRUE;

  return entry->entity_id == 0 && entry->after != NULL && !g_str_equal (entry->verb, "undo") &&
         (g_str_equal (entry->verb, "import") || g_str_equal (entry->verb, PURSUIT_VERB_ASSESS) ||
          g_str_equal (entry->verb, "bulk") || g_str_equal (entry->entity, "process"));
}

/**
 * pursuit_import_is_large:
 * @entry: a journal entry
 *
 * Returns: %TRUE when taking it back may change so much that there has to be a copy first
 */
gboolean
pursuit_import_is_large (const PursuitJournalEntry *entry)
{
  return pursuit_import_is_whole (entry) && !g_str_equal (entry->verb, PURSUIT_VERB_ASSESS);
}
