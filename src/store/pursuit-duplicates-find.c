/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-duplicates-private.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-store-private.h"

/* Who may mean the same, by the keys that they share. */

/* A key that so many share says nothing about two of them. */
#define MOST_SHARERS 12

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const PursuitDuplicatePair *first = a;
  const PursuitDuplicatePair *second = b;

  if (first->score != second->score)
    return second->score - first->score;
  if (first->first_id != second->first_id)
    return first->first_id < second->first_id ? -1 : 1;

  return first->second_id < second->second_id ? -1 : first->second_id > second->second_id;
}

static void
score_all (GArray *pairs,
           GType   type)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      PursuitDuplicatePair *pair = &g_array_index (pairs, PursuitDuplicatePair, i);

      pair->score = pursuit_duplicate_score (type, pair->kinds);
    }
  g_array_sort (pairs, compare_pairs);
}

typedef struct
{
  PursuitStore *store;
  PursuitRecord *record;
  GArray *pairs;
  GError *error;
} Search;

static void
note (Search               *search,
      gint64                id,
      PursuitDuplicateKind  kind)
{
  PursuitDuplicatePair fresh = { search->record->id, id, 1u << kind, 0 };

  for (guint i = 0; i < search->pairs->len; i++)
    {
      PursuitDuplicatePair *pair = &g_array_index (search->pairs, PursuitDuplicatePair, i);

      if (pair->second_id != id)
        continue;
      pair->kinds |= 1u << kind;
      return;
    }

  g_array_append_val (search->pairs, fresh);
}

#define DISTINCT_FROM(first, second)                                                                                             \
  " NOT EXISTS (SELECT 1 FROM distinction x WHERE x.entity = $1 AND x.first_id = min (" first ", " second ")"                     \
  " AND x.second_id = max (" first ", " second ") AND x.deleted_at = 0)"

static const char sql_of_customer[] =
  "SELECT k.record_id FROM duplicate_key k JOIN customer r ON r.id = k.record_id AND r.deleted_at = 0"
  " WHERE k.entity = $1 AND k.kind = $2 AND k.key = $3 AND k.record_id <> $4 AND" DISTINCT_FROM ("k.record_id", "$4") " LIMIT $5";
static const char sql_of_contact[] =
  "SELECT k.record_id FROM duplicate_key k JOIN contact r ON r.id = k.record_id AND r.deleted_at = 0"
  " WHERE k.entity = $1 AND k.kind = $2 AND k.key = $3 AND k.record_id <> $4 AND" DISTINCT_FROM ("k.record_id", "$4") " LIMIT $5";

static gboolean
search_key_cb (PursuitDuplicateKind  kind,
               const char           *key,
               gpointer              user_data)
{
  Search *search = user_data;
  gboolean is_customer = PURSUIT_IS_CUSTOMER (search->record);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, search->store->db, is_customer ? sql_of_customer : sql_of_contact, &search->error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, pursuit_duplicates_get_entity (G_OBJECT_TYPE (search->record)));
  pursuit_stmt_bind_number (&stmt, 2, kind);
  pursuit_stmt_bind_text (&stmt, 3, key);
  pursuit_stmt_bind_number (&stmt, 4, search->record->id);
  pursuit_stmt_bind_number (&stmt, 5, MOST_SHARERS);
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, &search->error))
        return FALSE;
      if (!row)
        return TRUE;
      note (search, pursuit_stmt_get_number (&stmt, 0), kind);
    }
}

/**
 * pursuit_duplicates_of:
 * @store: a store
 * @record: a customer or a contact, in the database or not
 * @error: return location
 *
 * A few look-ups in an index. Records that have no keys yet are not found, see pursuit_duplicates_has_more().
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitDuplicatePair): who may be the same as @record, the likeliest first, without those of whom
 *   somebody said that they are not
 */
GArray *
pursuit_duplicates_of (PursuitStore   *store,
                       PursuitRecord  *record,
                       GError        **error)
{
  g_autoptr(GArray) pairs = g_array_new (FALSE, FALSE, sizeof (PursuitDuplicatePair));
  Search search = { store, record, pairs, NULL };

  pursuit_duplicate_keys_foreach (record, search_key_cb, &search);
  if (search.error != NULL)
    {
      g_propagate_error (error, search.error);
      return NULL;
    }

  score_all (pairs, G_OBJECT_TYPE (record));
  return g_steal_pointer (&pairs);
}

/* The index of the keys is gone through once, in its order; only what is shared by few is looked at. */
#define PAIRS_OF(table)                                                                                                          \
  "SELECT a.record_id, b.record_id, a.kind FROM (SELECT kind, key FROM duplicate_key WHERE entity = $1 GROUP BY kind, key"       \
  "  HAVING count(*) BETWEEN 2 AND $2) s"                                                                                        \
  " CROSS JOIN duplicate_key a ON a.entity = $1 AND a.kind = s.kind AND a.key = s.key"                                           \
  " CROSS JOIN duplicate_key b ON b.entity = $1 AND b.kind = s.kind AND b.key = s.key AND b.record_id > a.record_id"             \
  " CROSS JOIN " table " x ON x.id = a.record_id AND x.deleted_at = 0"                                                           \
  " CROSS JOIN " table " y ON y.id = b.record_id AND y.deleted_at = 0"                                                           \
  " WHERE NOT EXISTS (SELECT 1 FROM distinction d WHERE d.entity = $1 AND d.first_id = a.record_id"                              \
  "  AND d.second_id = b.record_id AND d.deleted_at = 0)"

static gboolean
add_pair (GHashTable  *known,
          GArray      *pairs,
          PursuitStmt *stmt)
{
  PursuitDuplicatePair fresh = { pursuit_stmt_get_number (stmt, 0), pursuit_stmt_get_number (stmt, 1), 0, 0 };
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, fresh.first_id, fresh.second_id);
  gpointer index = g_hash_table_lookup (known, name);

  if (index == NULL)
    {
      g_array_append_val (pairs, fresh);
      index = GUINT_TO_POINTER (pairs->len);
      g_hash_table_insert (known, g_steal_pointer (&name), index);
    }
  g_array_index (pairs, PursuitDuplicatePair, GPOINTER_TO_UINT (index) - 1).kinds |= 1u << pursuit_stmt_get_number (stmt, 2);

  return TRUE;
}

/**
 * pursuit_duplicates_pairs:
 * @store: a store
 * @type: %PURSUIT_TYPE_CUSTOMER or %PURSUIT_TYPE_CONTACT
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitDuplicatePair): every two that may mean the same, the likeliest first, without those of whom
 *   somebody said that they do not
 */
GArray *
pursuit_duplicates_pairs (PursuitStore  *store,
                          GType          type,
                          GError       **error)
{
  g_autoptr(GArray) pairs = g_array_new (FALSE, FALSE, sizeof (PursuitDuplicatePair));
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, type == PURSUIT_TYPE_CUSTOMER ? PAIRS_OF ("customer") : PAIRS_OF ("contact"), error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, pursuit_duplicates_get_entity (type));
  pursuit_stmt_bind_number (&stmt, 2, MOST_SHARERS);
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        break;
      add_pair (known, pairs, &stmt);
    }

  score_all (pairs, type);
  return g_steal_pointer (&pairs);
}
