/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-facets-private.h"

#include "pursuit-customer.h"
#include "pursuit-record-sql-private.h"

/*
 * How many customers there are of each owner, grade, funnel, region and industry is kept by triggers (schema step 11). For one
 * save that is nothing. For an import it was two fifths of the work: because of a trigger the engine copies every page that a
 * row touches, ten of them, to be able to take back that row alone.
 *
 *   pursuit_tx_begin_large() ─▶ defer: triggers off ─▶ what they would have counted is noted ─▶ settle: written, triggers on
 *
 * Triggers are off or on for a whole connection. So whatever else has some is not written to before this is settled: the
 * records of other tables and the journal see to that, and the commit does at the latest.
 */

#define N_TEXTS 4

/* More is written in between: a file may have another industry in each row. */
#define MOST_NOTED 50000

/* What customers are counted by, and by how much the count is to change; the columns of customer_facet in their order. */
typedef struct
{
  gint64 owner_id;
  const char *texts[N_TEXTS];   /* owned by those in a table */
  gint64 change;
} Facet;

struct _PursuitFacets
{
  GHashTable *changes;          /* Facet -> itself */
  GHashTable *touched;          /* id of a customer -> Facet in @changes as which it is counted so far, NULL for none */
  GHashTable *guarded;          /* tables with triggers of their own */
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

/* The facet in the table that is the same as @facet. */
static Facet *
keep_facet (PursuitFacets *self,
            const Facet   *facet)
{
  Facet *kept = g_hash_table_lookup (self->changes, facet);

  if (kept == NULL)
    {
      kept = g_new0 (Facet, 1);
      kept->owner_id = facet->owner_id;
      for (guint i = 0; i < N_TEXTS; i++)
        kept->texts[i] = g_strdup (facet->texts[i]);
      g_hash_table_add (self->changes, kept);
    }

  return kept;
}

static void
facets_free (PursuitFacets *self)
{
  g_hash_table_unref (self->touched);
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->guarded);
  g_free (self);
}

static PursuitFacets *
facets_new (GHashTable *guarded)
{
  static const char *const names[N_TEXTS] = { "grade", "funnel", "region", "industry" };
  PursuitFacets *self = g_new0 (PursuitFacets, 1);

  self->changes = g_hash_table_new_full (facet_hash, facet_equal, facet_free, NULL);
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->guarded = g_hash_table_ref (guarded);
  self->owner = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "owner_id");
  for (guint i = 0; i < N_TEXTS; i++)
    self->fields[i] = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, names[i]);

  return self;
}

/* The tables that have triggers other than the ones that are made up for here. */
static GHashTable *
list_guarded (PursuitStore  *store,
              GError       **error)
{
  g_autoptr(GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name NOT IN ('customer_facet_insert',"
                             " 'customer_facet_leave', 'customer_facet_enter', 'customer_facet_delete')", error))
    return NULL;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&tables);
      g_hash_table_add (tables, g_strdup (pursuit_stmt_get_text (&stmt, 0)));
    }
}

/**
 * pursuit_facets_defer:
 * @store: a store at the beginning of a large transaction
 * @error: return location
 *
 * Has the counts of customers noted instead of written, until pursuit_facets_settle() or pursuit_facets_forget().
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE, also when the triggers go on because customers have others too
 */
gboolean
pursuit_facets_defer (PursuitStore  *store,
                      GError       **error)
{
  g_autoptr(GHashTable) guarded = list_guarded (store, error);

  g_return_val_if_fail (store->facets == NULL, FALSE);

  if (guarded == NULL)
    return FALSE;
  if (g_hash_table_contains (guarded, "customer"))
    return TRUE;

  sqlite3_db_config (store->db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  store->facets = facets_new (guarded);
  return TRUE;
}

/* As what a customer of the database is to be counted; *out_facet is NULL for one that is gone or deleted. */
static gboolean
read_facet (PursuitStore  *store,
            gint64         id,
            Facet        **out_facet,
            GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  Facet facet;
  gboolean row;

  *out_facet = NULL;
  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT coalesce (owner_id, 0), coalesce (grade, ''), funnel, coalesce (region, ''),"
                             " coalesce (industry, '') FROM customer WHERE id = $1 AND deleted_at = 0", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;

  facet.owner_id = pursuit_stmt_get_number (&stmt, 0);
  for (guint i = 0; i < N_TEXTS; i++)
    facet.texts[i] = pursuit_stmt_get_text (&stmt, (int) i + 1);
  *out_facet = keep_facet (store->facets, &facet);
  return TRUE;
}

/* What was touched goes from where it is counted so far to where it belongs now. */
static gboolean
recount_touched (PursuitStore  *store,
                 GError       **error)
{
  GHashTableIter iter;
  gpointer id, old;

  g_hash_table_iter_init (&iter, store->facets->touched);
  while (g_hash_table_iter_next (&iter, &id, &old))
    {
      Facet *new;

      if (!read_facet (store, *(const gint64 *) id, &new, error))
        return FALSE;
      if (old != NULL)
        ((Facet *) old)->change--;
      if (new != NULL)
        new->change++;
    }
  g_hash_table_remove_all (store->facets->touched);

  return TRUE;
}

static gboolean
write_change (PursuitStore  *store,
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
  pursuit_stmt_bind_number (&stmt, 2 + N_TEXTS, facet->change);

  return pursuit_stmt_run (&stmt, error);
}

/* A combination that nobody is of any more goes, as it would by the triggers. */
static gboolean
drop_empty (PursuitStore  *store,
            const Facet   *facet,
            GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "DELETE FROM customer_facet WHERE owner_id = $1 AND grade = $2 AND funnel = $3 AND region = $4"
                             " AND industry = $5 AND count = 0", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, facet->owner_id);
  for (guint i = 0; i < N_TEXTS; i++)
    pursuit_stmt_bind_text (&stmt, (int) i + 2, facet->texts[i]);

  return pursuit_stmt_run (&stmt, error);
}

static gboolean
write_changes (PursuitStore  *store,
               GError       **error)
{
  GHashTableIter iter;
  gpointer facet;

  if (!recount_touched (store, error))
    return FALSE;

  g_hash_table_iter_init (&iter, store->facets->changes);
  while (g_hash_table_iter_next (&iter, &facet, NULL))
    {
      gint64 change = ((const Facet *) facet)->change;

      if (change != 0 && !write_change (store, facet, error))
        return FALSE;
      if (change < 0 && !drop_empty (store, facet, error))
        return FALSE;
    }
  g_hash_table_remove_all (store->facets->changes);

  return TRUE;
}

static gboolean
write_some_if_many (PursuitStore  *store,
                    GError       **error)
{
  return g_hash_table_size (store->facets->changes) + g_hash_table_size (store->facets->touched) < MOST_NOTED ||
         write_changes (store, error);
}

/**
 * pursuit_facets_before:
 * @store: a store within a transaction
 * @record: a record that is about to be written, of whatever type
 * @error: return location
 *
 * Notes how a customer is counted before it is changed; before anything that has triggers of its own is written to, settles.
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
  Facet *counted;

  if (store->facets == NULL)
    return TRUE;
  if (g_hash_table_contains (store->facets->guarded, PURSUIT_RECORD_GET_CLASS (record)->table))
    return pursuit_facets_settle (store, error);
  if (G_OBJECT_TYPE (record) != PURSUIT_TYPE_CUSTOMER || record->id == 0 ||
      g_hash_table_contains (store->facets->touched, &record->id))
    return TRUE;

  if (!write_some_if_many (store, error) || !read_facet (store, record->id, &counted, error))
    return FALSE;
  g_hash_table_insert (store->facets->touched, g_memdup2 (&record->id, sizeof record->id), counted);
  return TRUE;
}

/**
 * pursuit_facets_after_insert:
 * @store: a store within a transaction
 * @record: a record that was just inserted, of whatever type
 * @error: return location
 *
 * Counts a new customer.
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

  if (self == NULL || G_OBJECT_TYPE (record) != PURSUIT_TYPE_CUSTOMER)
    return TRUE;

  facet.owner_id = pursuit_record_get_number (record, self->owner);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      const char *text = pursuit_record_sql_get_text (record, self->fields[i]);

      facet.texts[i] = text != NULL ? text : "";
    }
  keep_facet (self, &facet)->change++;

  return write_some_if_many (store, error);
}

/**
 * pursuit_facets_settle:
 * @store: a store within a transaction
 * @error: return location
 *
 * Writes what was noted, and leaves the counts to the triggers again. Does nothing when they have them already.
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
  if (!write_changes (store, error))
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
