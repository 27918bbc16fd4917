/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-facets-private.h"

#include "pursuit-customer.h"
#include "pursuit-record-sql-private.h"
#include "pursuit-str.h"

/*
 * How many customers there are of each owner, grade, funnel, region and industry is kept by triggers (schema step 11), and so are
 * their tags (step 17). For one save that is nothing. For an import it was two fifths of the work: because of a trigger the engine copies every page that a
 * row touches, ten of them, to be able to take back that row alone.
 *
 *   pursuit_tx_begin_large() ─▶ defer: triggers off ─▶ new customers are counted here ─▶ settle: written, triggers on
 *
 * Triggers are off or on for a whole connection. So nothing else that has some is done before this is settled: writing to a
 * customer that is there already, to records of other tables, to the journal; and the commit at the latest. After many new
 * customers in a row it begins anew.
 */

#define N_TEXTS 4
#define REGION 2                /* among them */

/* More is written in between: a file may have another industry in each row. */
#define MOST_NOTED 50000

/* After so many new customers there will be more of them; turning triggers off has every statement prepared anew. */
#define MANY_IN_A_ROW 200

/* What customers are counted by, and how many new ones; the columns of customer_facet in their order. */
typedef struct
{
  gint64 owner_id;
  const char *texts[N_TEXTS];   /* owned by those in a table */
  gint64 count;
} Facet;

struct _PursuitFacets
{
  GHashTable *counts;           /* Facet -> itself */
  GHashTable *guarded;          /* tables with triggers; NULL while only counting */
  const PursuitField *tags;
  gint64 first_tagged;          /* the new customers that have tags lie between these, 0 for none */
  gint64 last_tagged;
  const PursuitField *owner;
  const PursuitField *fields[N_TEXTS];
};

static guint
facet_hash (gconstpointer key)
{
  const Facet *facet = key;
  guint hash = (guint) facet->owner_id;

  for (guint i = 0; i < N_TEXTS; i++)
    hash = hash * 31 + g_str_hash (facet->texts[i]);

  return hash;
}

static gboolean
facet_equal (gconstpointer a,
             gconstpointer b)
{
  const Facet *first = a;
  const Facet *second = b;

  if (first->owner_id != second->owner_id)
    return FALSE;
  for (guint i = 0; i < N_TEXTS; i++)
    if (!g_str_equal (first->texts[i], second->texts[i]))
      return FALSE;

  return TRUE;
}

static void
facet_free (gpointer data)
{
  Facet *facet = data;

  for (guint i = 0; i < N_TEXTS; i++)
    g_free ((char *) facet->texts[i]);
  g_free (facet);
}

static void
count (PursuitFacets *self,
       const Facet   *facet,
       gint64         n)
{
  Facet *kept = g_hash_table_lookup (self->counts, facet);

  if (kept == NULL)
    {
      kept = g_new0 (Facet, 1);
      kept->owner_id = facet->owner_id;
      for (guint i = 0; i < N_TEXTS; i++)
        kept->texts[i] = g_strdup (facet->texts[i]);
      g_hash_table_add (self->counts, kept);
    }
  kept->count += n;
}

static void
facets_free (PursuitFacets *self)
{
  g_hash_table_unref (self->counts);
  g_clear_pointer (&self->guarded, g_hash_table_unref);
  g_free (self);
}

static PursuitFacets *
facets_new (GHashTable *guarded)
{
  static const char *const names[N_TEXTS] = { "grade", "funnel", "region", "industry" };
  PursuitFacets *self = g_new0 (PursuitFacets, 1);

  self->counts = g_hash_table_new_full (facet_hash, facet_equal, facet_free, NULL);
  self->guarded = guarded != NULL ? g_hash_table_ref (guarded) : NULL;
  self->owner = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "owner_id");
  self->tags = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "tags");
  for (guint i = 0; i < N_TEXTS; i++)
    self->fields[i] = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, names[i]);

  return self;
}

/* The tables that have triggers. A trigger of customers that is not known here may have something to do when one is new. */
static GHashTable *
list_guarded (PursuitStore  *store,
              gboolean      *out_may_defer,
              GError       **error)
{
  g_autoptr(GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  *out_may_defer = TRUE;
  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT tbl_name, tbl_name = 'customer' AND name NOT IN ('customer_facet_insert', 'customer_facet_leave',"
                             " 'customer_facet_enter', 'customer_facet_delete', 'customer_tag_insert', 'customer_tag_update',"
                             " 'customer_deal_change')"
                             "  FROM sqlite_schema WHERE type = 'trigger'", error))
    return NULL;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&tables);
      g_hash_table_add (tables, g_strdup (pursuit_stmt_get_text (&stmt, 0)));
      if (pursuit_stmt_get_number (&stmt, 1) != 0)
        *out_may_defer = FALSE;
    }
}

/**
 * pursuit_facets_defer:
 * @store: a store within a large transaction
 * @error: return location
 *
 * Has new customers counted here instead of by triggers, until pursuit_facets_settle() or pursuit_facets_forget().
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE, also when the triggers go on because customers have others too
 */
gboolean
pursuit_facets_defer (PursuitStore  *store,
                      GError       **error)
{
  gboolean may_defer;
  g_autoptr(GHashTable) guarded = list_guarded (store, &may_defer, error);

  g_return_val_if_fail (store->facets == NULL, FALSE);

  store->tx_new_customers = 0;
  if (guarded == NULL)
    return FALSE;
  if (!may_defer)
    return TRUE;

  sqlite3_db_config (store->db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  store->facets = facets_new (guarded);
  return TRUE;
}

static gboolean
write_count (PursuitStore  *store,
             const Facet   *facet,
             GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "INSERT INTO customer_facet (owner_id, grade, funnel, region, industry, count)"
                             " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (owner_id, grade, funnel, region, industry)"
                             " DO UPDATE SET count = count + excluded.count", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, facet->owner_id);
  for (guint i = 0; i < N_TEXTS; i++)
    pursuit_stmt_bind_text (&stmt, (int) i + 2, facet->texts[i]);
  pursuit_stmt_bind_number (&stmt, 2 + N_TEXTS, facet->count);

  return pursuit_stmt_run (&stmt, error);
}

static gboolean
write_counts (PursuitStore  *store,
              GError       **error)
{
  GHashTableIter iter;
  gpointer facet;

  g_hash_table_iter_init (&iter, store->facets->counts);
  while (g_hash_table_iter_next (&iter, &facet, NULL))
    if (!write_count (store, facet, error))
      return FALSE;
  g_hash_table_remove_all (store->facets->counts);

  return TRUE;
}

/* The new customers that have tags are few or follow each other; what is there already stays. */
static gboolean
write_tags (PursuitStore  *store,
            GError       **error)
{
  PursuitFacets *self = store->facets;
  g_auto(PursuitStmt) stmt = { NULL };

  if (self->first_tagged == 0)
    return TRUE;
  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "INSERT INTO customer_tag (tag, customer_id) SELECT tag, customer_id FROM customer_tag_found"
                             " WHERE customer_id BETWEEN $1 AND $2 ON CONFLICT (tag, customer_id) DO NOTHING", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, self->first_tagged);
  pursuit_stmt_bind_number (&stmt, 2, self->last_tagged);

  return pursuit_stmt_run (&stmt, error);
}

/**
 * pursuit_facets_before:
 * @store: a store within a transaction
 * @record: a record that is about to be written, of whatever type; a new one has no id
 * @error: return location
 *
 * Settles before anything for which there are triggers is done.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @record may be written
 */
gboolean
pursuit_facets_before (PursuitStore   *store,
                       PursuitRecord  *record,
                       GError        **error)
{
  gboolean is_new_customer = record->id == 0 && G_OBJECT_TYPE (record) == PURSUIT_TYPE_CUSTOMER;

  if (!is_new_customer)
    store->tx_new_customers = 0;
  if (store->facets == NULL || is_new_customer ||
      !g_hash_table_contains (store->facets->guarded, PURSUIT_RECORD_GET_CLASS (record)->table))
    return TRUE;

  return pursuit_facets_settle (store, error);
}

/**
 * pursuit_facets_after_insert:
 * @store: a store within a transaction
 * @record: a record that was just inserted, of whatever type
 * @error: return location
 *
 * Counts a new customer, and notes whether it has tags.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is noted
 */
gboolean
pursuit_facets_after_insert (PursuitStore   *store,
                             PursuitRecord  *record,
                             GError        **error)
{
  PursuitFacets *self = store->facets;
  Facet facet;

  if (!store->tx_is_large || G_OBJECT_TYPE (record) != PURSUIT_TYPE_CUSTOMER)
    return TRUE;
  if (self == NULL)
    return ++store->tx_new_customers < MANY_IN_A_ROW || pursuit_facets_defer (store, error);

  facet.owner_id = pursuit_record_get_number (record, self->owner);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      const char *text = pursuit_record_sql_get_text (record, self->fields[i]);

      facet.texts[i] = text != NULL ? text : "";
    }
  count (self, &facet, 1);
  if (!pursuit_str_empty (pursuit_record_get_text (record, self->tags)))
    {
      self->first_tagged = self->first_tagged == 0 ? record->id : MIN (self->first_tagged, record->id);
      self->last_tagged = MAX (self->last_tagged, record->id);
    }

  return g_hash_table_size (self->counts) < MOST_NOTED || write_counts (store, error);
}

/**
 * pursuit_facets_settle:
 * @store: a store within a transaction
 * @error: return location
 *
 * Writes what was counted, and leaves the counts to the triggers again. Does nothing when they have them already.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the counts are right
 */
gboolean
pursuit_facets_settle (PursuitStore  *store,
                       GError       **error)
{
  if (store->facets == NULL)
    return TRUE;
  if (!pursuit_db_wait (store->db, error) || !write_counts (store, error) || !write_tags (store, error))
    return FALSE;

  pursuit_facets_forget (store);
  return TRUE;
}

/* The same without writing, after a rollback. */
void
pursuit_facets_forget (PursuitStore *store)
{
  if (store->facets == NULL)
    return;

  g_clear_pointer (&store->facets, facets_free);
  if (store->db->handle != NULL)
    sqlite3_db_config (store->db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
}

/* Says what is counted otherwise than it is kept, by region, each region once. */
static void
collect_differences (GHashTable *counts,
                     const char *format,
                     guint       most,
                     GPtrArray  *findings)
{
  g_autoptr(GTree) regions = g_tree_new ((GCompareFunc) strcmp);
  GHashTableIter iter;
  gpointer facet;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &facet, NULL))
    if (((const Facet *) facet)->count != 0)
      g_tree_insert (regions, (gpointer) ((const Facet *) facet)->texts[REGION], NULL);

  for (GTreeNode *node = g_tree_node_first (regions); node != NULL && findings->len < most; node = g_tree_node_next (node))
    g_ptr_array_add (findings, g_strdup_printf (format, (const char *) g_tree_node_key (node)));
}

static gboolean
add_rows (PursuitStore  *store,
          const char    *sql,
          PursuitFacets *counted,
          GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  Facet facet;
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      facet.owner_id = pursuit_stmt_get_number (&stmt, 0);
      for (guint i = 0; i < N_TEXTS; i++)
        {
          /* in a damaged file there may be anything */
          const char *text = pursuit_stmt_get_text (&stmt, (int) i + 1);

          facet.texts[i] = text != NULL ? text : "";
        }
      count (counted, &facet, pursuit_stmt_get_number (&stmt, 1 + N_TEXTS));
    }
}

/**
 * pursuit_facets_check:
 * @store: a store
 * @format: a sentence with a place for a region
 * @most: how many findings there may be
 * @findings: (element-type utf8): gets one sentence for each region in which the counts are wrong
 * @error: return location
 *
 * Counts all customers, and compares. The engine would sort them for that, which takes ten times as long and all of their memory.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when they have been counted
 */
gboolean
pursuit_facets_check (PursuitStore  *store,
                      const char    *format,
                      guint          most,
                      GPtrArray     *findings,
                      GError       **error)
{
  PursuitFacets *counted = facets_new (NULL);
  gboolean ok = add_rows (store,
                          "SELECT coalesce (owner_id, 0), coalesce (grade, ''), funnel, coalesce (region, ''),"
                          " coalesce (industry, ''), 1 FROM customer WHERE deleted_at = 0", counted, error) &&
                add_rows (store, "SELECT owner_id, grade, funnel, region, industry, - count FROM customer_facet", counted, error);

  if (ok)
    collect_differences (counted->counts, format, most, findings);
  facets_free (counted);

  return ok;
}
