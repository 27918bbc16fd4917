/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-traces.h"

#include "pursuit-names-private.h"
#include "pursuit-receipts-private.h"
#include "pursuit-store-private.h"

/* Where a person left traces in the file and on this computer, for whoever erases them. Asked for rarely: a journal is read through. */

static GArray *
list_ids (PursuitStmt  *stmt,
          GError      **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  for (;;)
    {
      gint64 id;

      if (!pursuit_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      id = pursuit_stmt_get_number (stmt, 0);
      g_array_append_val (ids, id);
    }
}

static GArray *
list_of (PursuitStore  *store,
         const char    *sql,
         gint64         id,
         GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, id);

  return list_ids (&stmt, error);
}

/**
 * pursuit_traces_list_persons:
 * @store: a store
 * @contact_id: a contact
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the contact, and those that were merged into it
 */
GArray *
pursuit_traces_list_persons (PursuitStore  *store,
                             gint64         contact_id,
                             GError       **error)
{
  return list_of (store,
                  "WITH RECURSIVE p (id) AS (SELECT $1 UNION SELECT c.id FROM contact c JOIN p ON c.merged_into_id = p.id)"
                  " SELECT id FROM p", contact_id, error);
}

/**
 * pursuit_traces_list_customers:
 * @store: a store
 * @contact_id: a contact
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): where that person is, was, or was met
 */
GArray *
pursuit_traces_list_customers (PursuitStore  *store,
                               gint64         contact_id,
                               GError       **error)
{
  return list_of (store,
                  "SELECT customer_id FROM contact WHERE id = $1 UNION SELECT customer_id FROM employment WHERE contact_id = $1"
                  " UNION SELECT customer_id FROM activity WHERE contact_id = $1"
                  " UNION SELECT customer_id FROM stakeholder WHERE contact_id = $1"
                  " UNION SELECT customer_id FROM bond WHERE contact_id = $1", contact_id, error);
}

/**
 * pursuit_traces_list_rows:
 * @store: a store
 * @type: a record type
 * @field: a reference of it
 * @ref_id: what it refers to
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the records that refer to it, deleted ones too
 */
GArray *
pursuit_traces_list_rows (PursuitStore  *store,
                          GType          type,
                          const char    *field,
                          gint64         ref_id,
                          GError       **error)
{
  g_autofree char *sql = NULL;

  g_return_val_if_fail (pursuit_record_type_find (type, field) != NULL, NULL);

  sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = $1 ORDER BY id", pursuit_record_type_get_table (type), field);
  return list_of (store, sql, ref_id, error);
}

/**
 * pursuit_traces_list_mentions:
 * @store: a store
 * @type: a record type that belongs to customers, or customers themselves
 * @customer_id: whose records
 * @text: a text
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the records with @text in any of their texts, deleted ones too
 */
GArray *
pursuit_traces_list_mentions (PursuitStore  *store,
                              GType          type,
                              gint64         customer_id,
                              const char    *text,
                              GError       **error)
{
  g_autoptr(GTypeClass) type_class = g_type_class_ref (type);
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (type_class);
  const char *owner = pursuit_record_class_find (klass, "customer_id") != NULL ? "customer_id" : "id";
  g_autoptr(GString) sql = g_string_new (NULL);
  g_auto(PursuitStmt) stmt = { NULL };

  g_string_append_printf (sql, "SELECT id FROM %s WHERE %s = $1 AND (0", klass->table, owner);
  for (guint i = 0; i < klass->n_fields; i++)
    if (pursuit_field_is_text (&klass->fields[i]))
      g_string_append_printf (sql, " OR instr(%s, $2) > 0", klass->fields[i].name);
  g_string_append (sql, ") ORDER BY id");
  if (!pursuit_stmt_prepare (&stmt, store->db, sql->str, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  pursuit_stmt_bind_text (&stmt, 2, text);

  return list_ids (&stmt, error);
}

/**
 * pursuit_traces_list_filters:
 * @store: a store
 * @text: a text
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the saved filters that are called so or look for it, deleted ones too
 */
GArray *
pursuit_traces_list_filters (PursuitStore  *store,
                             const char    *text,
                             GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT id FROM saved_filter WHERE instr(name, $1) > 0 OR instr(definition, $1) > 0 ORDER BY id", error))
    return NULL;
  pursuit_stmt_bind_text (&stmt, 1, text);

  return list_ids (&stmt, error);
}

/**
 * pursuit_traces_list_entries:
 * @store: a store
 * @entity: a table
 * @entity_id: a record of it
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the entries of the journal about it
 */
GArray *
pursuit_traces_list_entries (PursuitStore  *store,
                             const char    *entity,
                             gint64         entity_id,
                             GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT id FROM journal WHERE entity_id = $1 AND entity = $2 ORDER BY id", error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, entity_id);
  pursuit_stmt_bind_text (&stmt, 2, entity);

  return list_ids (&stmt, error);
}

/**
 * pursuit_traces_list_imports:
 * @store: a store
 * @contact_id: a contact
 * @error: return location
 *
 * Entries about many records, such as an import, list what they changed by number.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): those that may have changed the contact
 */
GArray *
pursuit_traces_list_imports (PursuitStore  *store,
                             gint64         contact_id,
                             GError       **error)
{
  return list_of (store,
                  "SELECT j.id FROM journal j JOIN journal_payload p ON p.journal_id = j.id WHERE j.entity_id = 0"
                  " AND (j.entity = 'contact' OR instr(p.after, '\"contact\"') > 0)"
                  " AND (instr(p.before, '[' || $1 || ',{') > 0 OR instr(p.after, '[' || $1 || ',{') > 0)", contact_id, error);
}

/**
 * pursuit_traces_list_payloads:
 * @store: a store
 * @text: a text as JSON has it
 * @customer_id: only entries about this customer or about many records, 0 for all
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the entries of the journal whose payload has @text in it
 */
GArray *
pursuit_traces_list_payloads (PursuitStore  *store,
                              const char    *text,
                              gint64         customer_id,
                              GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT j.id FROM journal_payload p JOIN journal j ON j.id = p.journal_id"
                             " WHERE (instr(p.before, $1) > 0 OR instr(p.after, $1) > 0)"
                             " AND ($2 = 0 OR j.customer_id = $2 OR j.entity_id = 0) ORDER BY j.id", error))
    return NULL;
  pursuit_stmt_bind_text (&stmt, 1, text);
  pursuit_stmt_bind_number (&stmt, 2, customer_id);

  return list_ids (&stmt, error);
}

/**
 * pursuit_traces_has_namesake:
 * @store: a store
 * @contact_id: a contact
 * @customer_id: a customer, 0 for all
 * @name: the name of @contact_id
 * @out_has: (out): whether somebody else there is called so, or is called something with that in it
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_has was set
 */
gboolean
pursuit_traces_has_namesake (PursuitStore  *store,
                             gint64         contact_id,
                             gint64         customer_id,
                             const char    *name,
                             gboolean      *out_has,
                             GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT 1 FROM contact WHERE ($1 = 0 OR customer_id = $1) AND id <> $2 AND instr(name, $3) > 0"
                             " AND coalesce(merged_into_id, 0) <> $2 LIMIT 1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  pursuit_stmt_bind_number (&stmt, 2, contact_id);
  pursuit_stmt_bind_text (&stmt, 3, name);

  return pursuit_stmt_step (&stmt, out_has, error);
}

/**
 * pursuit_traces_blot_reasons:
 * @store: a store, within a transaction
 * @customer_id: a customer
 * @text: a text
 * @blot: what is to stand in its place
 * @error: return location
 *
 * Blots @text out of the reasons that were given for moves, and of what files were called: they are no records.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is in none of them
 */
gboolean
pursuit_traces_blot_reasons (PursuitStore  *store,
                             gint64         customer_id,
                             const char    *text,
                             const char    *blot,
                             GError       **error)
{
  static const char *const statements[] = {
    "UPDATE stage_move SET reason = replace(reason, $1, $2) WHERE instr(reason, $1) > 0"
    " AND deal_id IN (SELECT id FROM deal WHERE customer_id = $3)",
    "UPDATE buyer_move SET evidence = replace(evidence, $1, $2) WHERE instr(evidence, $1) > 0"
    " AND deal_id IN (SELECT id FROM deal WHERE customer_id = $3)",
    "UPDATE standing_move SET reason = replace(reason, $1, $2) WHERE instr(reason, $1) > 0 AND customer_id = $3",
    "UPDATE document_version SET file_name = replace(file_name, $1, $2) WHERE instr(file_name, $1) > 0"
    " AND document_id IN (SELECT id FROM document WHERE customer_id = $3)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto(PursuitStmt) stmt = { NULL };

      if (!pursuit_stmt_prepare (&stmt, store->db, statements[i], error))
        return FALSE;
      /* The engine counts parameters in the order in which they first stand. */
      pursuit_stmt_bind_text (&stmt, 1, text);
      pursuit_stmt_bind_text (&stmt, 2, blot);
      pursuit_stmt_bind_number (&stmt, 3, customer_id);
      if (!pursuit_stmt_run (&stmt, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_traces_wipe:
 * @store: a store, outside any transaction
 * @error: return location
 *
 * What is deleted is overwritten by this program, but not what another one deleted in the file, or this one with an engine that did
 * not: has the file written anew, without anything that is no longer in it.
 *
 * Fails with %PURSUIT_ERROR_BUSY when somebody else is in the file, %PURSUIT_ERROR_AWAY or %PURSUIT_ERROR_STORAGE; what was erased
 * is erased all the same.
 *
 * Returns: %TRUE when the file has nothing but what is in it
 */
gboolean
pursuit_traces_wipe (PursuitStore  *store,
                     GError       **error)
{
  gboolean guarded;
  gboolean ok;

  g_return_val_if_fail (!store->in_transaction, FALSE);

  if (!pursuit_db_is_connected (store->db, error))
    return FALSE;

  guarded = pursuit_db_set_guarded (store->db, FALSE);
  ok = pursuit_db_exec (store->db, "VACUUM", error);
  pursuit_db_set_guarded (store->db, guarded);
  return ok;
}

/**
 * pursuit_traces_wipe_local:
 * @store: a store
 * @texts: (array zero-terminated=1): texts, as they stand and as JSON has them
 * @entries: (element-type gint64): entries of the journal, as GSIZE_TO_POINTER
 *
 * Takes out of what this computer keeps of the database, beside what is typed, whatever has one of @texts in it or was said in @entries:
 * the names are read anew, receipts say no more than that something was saved.
 */
void
pursuit_traces_wipe_local (PursuitStore       *store,
                           const char * const *texts,
                           GHashTable         *entries)
{
  pursuit_names_forget_file (store);
  pursuit_receipts_blot (store, texts, entries);
}
