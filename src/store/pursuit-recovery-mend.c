/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-recovery-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "pursuit-date.h"

/* What refers to something that is lost gets something to point at or lets go of it, and what is missing is counted. */

/* Mending may leave something else without what it refers to: that often at most. */
#define MOST_ROUNDS 10
#define MOST_MISSING 10000

/* A number that is far beyond all others was made by the damage. */
#define LARGEST_LEAP 10000000

/* One reference that leads nowhere. */
typedef struct
{
  PursuitRecoveryTable *table;
  PursuitRecoveryTable *parent;
  gint64 id;
  guint column;
} Broken;

static const char sql_broken[] =
  "SELECT c.\"table\", c.rowid, c.parent, f.\"from\" FROM pragma_foreign_key_check c"
  "  JOIN pragma_foreign_key_list (c.\"table\") f ON f.id = c.fkid"
  " WHERE c.\"table\" <> 'journal'";

static guint
find_column (PursuitRecoveryTable *table,
             const char           *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_strcmp0 (g_array_index (table->columns, PursuitRecoveryColumn, i).name, name) == 0)
      return i;

  return 0;
}

/* Entries of the journal stay as they are, or they would not fit their hashes. */
static GArray *
list_broken (PursuitRecoveryWork  *work,
             GError              **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Broken));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, work->db, sql_broken, error))
    return NULL;
  for (;;)
    {
      Broken broken;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&list);
      broken.table = pursuit_recovery_find (work, pursuit_stmt_get_text (&stmt, 0));
      broken.parent = pursuit_recovery_find (work, pursuit_stmt_get_text (&stmt, 2));
      broken.id = pursuit_stmt_get_number (&stmt, 1);
      if (broken.table == NULL || broken.parent == NULL)
        continue;
      broken.column = find_column (broken.table, pursuit_stmt_get_text (&stmt, 3));
      g_array_append_val (list, broken);
    }
}

static gboolean
run_with_id (PursuitRecoveryWork  *work,
             const char           *sql,
             gint64                id,
             GError              **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, work->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);

  return pursuit_stmt_run (&stmt, error);
}

static gboolean
read_reference (PursuitRecoveryWork  *work,
                const Broken         *broken,
                gboolean             *out_is_there,
                gint64               *out_id,
                GError              **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE rowid = $1",
                                          g_array_index (broken->table->columns, PursuitRecoveryColumn, broken->column).name,
                                          broken->table->result->name);
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, work->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, broken->id);
  if (!pursuit_stmt_step (&stmt, out_is_there, error))
    return FALSE;

  *out_id = *out_is_there ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

static gboolean
let_go (PursuitRecoveryWork  *work,
        const Broken         *broken,
        GError              **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = NULL WHERE rowid = $1", broken->table->result->name,
                                          g_array_index (broken->table->columns, PursuitRecoveryColumn, broken->column).name);

  if (!run_with_id (work, sql, broken->id, error))
    return FALSE;

  broken->table->result->n_unlinked++;
  return TRUE;
}

/* What such a row needs; NULL for those without which whatever refers to them means nothing. */
static const char *
get_placeholder (const char *table)
{
  if (g_str_equal (table, "customer"))
    return "INSERT INTO customer (id, created_at, changed_at, name, placeholder) VALUES ($1, $2, $2, $3, 1)";
  if (g_str_equal (table, "process"))
    return "INSERT INTO process (id, created_at, changed_at, name) VALUES ($1, $2, $2, $3)";
  if (g_str_equal (table, "stage"))
    return "INSERT INTO stage (id, created_at, changed_at, name, buyer_name, process_id, position)"
           " VALUES ($1, $2, $2, $3, $3, coalesce ((SELECT min (id) FROM process), 1),"
           " (SELECT 1 + coalesce (max (position), 0) FROM stage))";

  return NULL;
}

static gboolean
make_up (PursuitRecoveryWork   *work,
         PursuitRecoveryTable  *table,
         gint64                 id,
         const char            *sql,
         GError               **error)
{
  g_autofree char *name = g_strdup_printf (_("Lost, no. %lld"), (long long) id);
  g_auto(PursuitStmt) stmt = { NULL };

  if (g_hash_table_contains (table->placeholders, &id))
    return TRUE;
  if (!pursuit_stmt_prepare (&stmt, work->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);
  pursuit_stmt_bind_number (&stmt, 2, pursuit_time_now ());
  pursuit_stmt_bind_text (&stmt, 3, name);
  if (!pursuit_stmt_run (&stmt, error))
    return FALSE;

  g_hash_table_add (table->placeholders, g_memdup2 (&id, sizeof id));
  table->result->n_placeholders++;
  return TRUE;
}

static gboolean
drop (PursuitRecoveryWork  *work,
      const Broken         *broken,
      GError              **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE rowid = $1", broken->table->result->name);
  PursuitPageRow row = { .id = broken->id };

  if (!run_with_id (work, sql, broken->id, error))
    return FALSE;

  pursuit_recovery_note_lost (work, broken->table, &row);
  broken->table->result->n_rows--;
  return TRUE;
}

static gboolean
mend_one (PursuitRecoveryWork  *work,
          const Broken         *broken,
          GError              **error)
{
  const PursuitRecoveryColumn *column = &g_array_index (broken->table->columns, PursuitRecoveryColumn, broken->column);
  const char *sql = get_placeholder (broken->parent->result->name);
  gboolean is_there;
  gint64 id;

  if (!column->must_be && !column->is_key)
    return let_go (work, broken, error);
  if (!read_reference (work, broken, &is_there, &id, error))
    return FALSE;
  if (!is_there)    /* gone already with another of its references */
    return TRUE;

  return sql != NULL && id > 0 ? make_up (work, broken->parent, id, sql, error) : drop (work, broken, error);
}

gboolean
pursuit_recovery_mend (PursuitRecoveryWork  *work,
                       GError              **error)
{
  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      g_autoptr(GArray) list = list_broken (work, error);

      if (list == NULL)
        return FALSE;
      if (list->len == 0)
        break;
      for (guint i = 0; i < list->len; i++)
        if (!mend_one (work, &g_array_index (list, Broken, i), error))
          return FALSE;
    }

  return TRUE;
}

/* Which numbers the journal says were made: "create" entries, and ranges that imports made. */
static gboolean
note_created (PursuitRecoveryWork   *work,
              PursuitRecoveryTable  *table,
              GHashTable            *named,
              GError               **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, work->db, "SELECT entity_id FROM journal WHERE verb = 'create' AND entity = $1", error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, table->result->name);
  for (;;)
    {
      gint64 id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      id = pursuit_stmt_get_number (&stmt, 0);
      if (id > 0)
        g_hash_table_add (named, g_memdup2 (&id, sizeof id));
    }
}

static void
note_range (GHashTable *named,
            JsonNode   *range)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (range) ? json_node_get_array (range) : NULL;
  gint64 first, last;

  if (pair == NULL || json_array_get_length (pair) != 2 || !JSON_NODE_HOLDS_VALUE (json_array_get_element (pair, 0)) ||
      !JSON_NODE_HOLDS_VALUE (json_array_get_element (pair, 1)))
    return;

  first = json_array_get_int_element (pair, 0);
  last = json_array_get_int_element (pair, 1);
  if (first < 1 || last < first || last - first > LARGEST_LEAP)
    return;
  for (gint64 id = first; id <= last; id++)
    g_hash_table_add (named, g_memdup2 (&id, sizeof id));
}

static void
note_ranges (GHashTable *named,
             const char *table,
             const char *payload)
{
  g_autoptr(JsonNode) node = payload != NULL ? json_from_string (payload, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *created = object != NULL ? json_object_get_member (object, "created") : NULL;
  JsonNode *ranges = created != NULL && JSON_NODE_HOLDS_OBJECT (created)
                       ? json_object_get_member (json_node_get_object (created), table) : NULL;
  JsonArray *array = ranges != NULL && JSON_NODE_HOLDS_ARRAY (ranges) ? json_node_get_array (ranges) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    note_range (named, json_array_get_element (array, i));
}

static gboolean
note_imported (PursuitRecoveryWork   *work,
               PursuitRecoveryTable  *table,
               GHashTable            *named,
               GError               **error)
{
  static const char sql[] =
    "SELECT p.after FROM journal j JOIN journal_payload p ON p.journal_id = j.id"
    " WHERE j.verb = 'import' AND NOT EXISTS (SELECT 1 FROM journal u WHERE u.undoes_id = j.id)";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, work->db, sql, error))
    return FALSE;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      note_ranges (named, table->result->name, pursuit_stmt_get_text (&stmt, 0));
    }
}

static void
note_missing (PursuitRecoveryTable *table,
              GHashTable           *named,
              gint64                id)
{
  PursuitRecoveredTable *result = table->result;

  result->n_missing++;
  if (result->missing->len < MOST_MISSING)
    g_array_append_val (result->missing, id);
  if (g_hash_table_contains (named, &id))
    result->n_named++;
}

/* What is named beyond the last number that is there. */
static gint64
find_last_named (GHashTable *named,
                 gint64      last_id)
{
  gint64 found = last_id;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (*(gint64 *) id > found && *(gint64 *) id <= last_id + LARGEST_LEAP)
      found = *(gint64 *) id;

  return found;
}

static gboolean
miss_in_table (PursuitRecoveryWork   *work,
               PursuitRecoveryTable  *table,
               GError               **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM \"%s\" WHERE rowid > 0 ORDER BY rowid", table->result->name);
  g_autoptr(GHashTable) named = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gint64 last_id = 0;
  gint64 last_named;
  GHashTableIter iter;
  gpointer placeholder;
  gboolean row;

  /* What something refers to was there. */
  g_hash_table_iter_init (&iter, table->placeholders);
  while (g_hash_table_iter_next (&iter, &placeholder, NULL))
    g_hash_table_add (named, g_memdup2 (placeholder, sizeof (gint64)));
  if (!note_created (work, table, named, error) || !note_imported (work, table, named, error) ||
      !pursuit_stmt_prepare (&stmt, work->db, sql, error))
    return FALSE;
  for (;;)
    {
      gint64 id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      id = pursuit_stmt_get_number (&stmt, 0);
      if (g_hash_table_contains (table->placeholders, &id))
        continue;
      for (gint64 lost = last_id + 1; lost < id && id - last_id <= LARGEST_LEAP; lost++)
        note_missing (table, named, lost);
      last_id = id;
    }

  table->result->last_id = last_id;
  last_named = find_last_named (named, last_id);
  for (gint64 lost = last_id + 1; lost <= last_named; lost++)
    if (g_hash_table_contains (named, &lost))
      note_missing (table, named, lost);

  return TRUE;
}

/* What was erased from the journal is meant to be missing. */
gboolean
pursuit_recovery_miss (PursuitRecoveryWork  *work,
                       GError              **error)
{
  for (guint i = 0; i < work->tables->len; i++)
    {
      PursuitRecoveryTable *table = g_ptr_array_index (work->tables, i);

      if (!g_str_equal (table->result->name, "identity") && !g_str_equal (table->result->name, "journal_payload") &&
          !miss_in_table (work, table, error))
        return FALSE;
    }

  return TRUE;
}
