/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-names-private.h"

#include "pursuit-text.h"

/* Reading names from the database: all of them, or those of one record and what hangs on it. */

/* So many rows are read under one lock, some milliseconds long: on a share writers wait for it. */
#define BATCH 5000

#define EPOCH_DAYS 10957        /* 2000-01-01, days since 1970 */
#define DAY_US (86400 * (gint64) G_USEC_PER_SEC)

/* The column order is a contract between every SELECT here and put_row(). What has a customer gets the last contact, and people
 * their owner, from there: customers are read first, those that are gone as well, because their deals stay in the lists. */
#define CUSTOMER                                                                                                         \
  "SELECT id, name, search, CASE deleted_at WHEN 0 THEN coalesce(owner_id, 0) ELSE -1 END, 0, last_contact_at FROM customer"

static const struct
{
  const char *all;              /* after $1, $2 rows */
  const char *one;
} statements[PURSUIT_NAME_N_KINDS] = {
  [PURSUIT_NAME_CUSTOMER] = {
    CUSTOMER " WHERE id > $1 ORDER BY id LIMIT $2",
    CUSTOMER " WHERE id = $1",
  },
  [PURSUIT_NAME_DEAL] = {
    "SELECT id, title, search, owner_id, customer_id, 0 FROM deal WHERE deleted_at = 0 AND id > $1 ORDER BY id LIMIT $2",
    "SELECT id, title, search, owner_id, customer_id, 0 FROM deal WHERE deleted_at = 0 AND id = $1",
  },
  [PURSUIT_NAME_CONTACT] = {
    "SELECT id, name, search, 0, customer_id, 0 FROM contact WHERE deleted_at = 0 AND id > $1 ORDER BY id LIMIT $2",
    "SELECT id, name, search, 0, customer_id, 0 FROM contact WHERE deleted_at = 0 AND id = $1",
  },
  [PURSUIT_NAME_STAFF] = {
    "SELECT id, name, search, 0, 0, 0 FROM staff WHERE deleted_at = 0 AND id > $1 ORDER BY id LIMIT $2",
    "SELECT id, name, search, 0, 0, 0 FROM staff WHERE deleted_at = 0 AND id = $1",
  },
};

/**
 * pursuit_names_day:
 * @at: UTC microseconds
 *
 * Returns: the day as the index counts it, 0 for before 2000
 */
guint
pursuit_names_day (gint64 at)
{
  gint64 day = at / DAY_US - EPOCH_DAYS;

  return (guint) CLAMP (day, 0, G_MAXUINT16);
}

/* The search text begins with the name. */
static gsize
get_name_length (const char *name,
                 const char *text)
{
  g_autofree char *folded = pursuit_text_fold (name);

  return g_str_has_prefix (text, folded) ? strlen (folded) : strlen (text);
}

static void
put_row (PursuitNameIndex *index,
         PursuitNameKind   kind,
         PursuitStmt      *stmt)
{
  const char *name = pursuit_stmt_get_text (stmt, 1);
  const char *text = pursuit_stmt_get_text (stmt, 2);
  gint64 customer_id = pursuit_stmt_get_number (stmt, 4);
  PursuitNameEntry customer = { 0 };
  gboolean has_customer = customer_id != 0 &&
                          pursuit_name_index_look_up (index, PURSUIT_NAME_CUSTOMER, customer_id, &customer) &&
                          customer.owner_id != PURSUIT_NAMES_GONE;
  PursuitNameEntry entry = {
    .kind = kind,
    .id = pursuit_stmt_get_number (stmt, 0),
    .owner_id = kind == PURSUIT_NAME_CONTACT ? customer.owner_id : pursuit_stmt_get_number (stmt, 3),
    .day = kind == PURSUIT_NAME_CUSTOMER ? pursuit_names_day (pursuit_stmt_get_number (stmt, 5)) : customer.day,
    .text = text,
  };

  /* people leave the lists with their customer, deals stay */
  if (name == NULL || text == NULL || !g_utf8_validate (text, -1, NULL) || (kind == PURSUIT_NAME_CONTACT && !has_customer))
    {
      pursuit_name_index_remove (index, kind, entry.id);
      return;
    }

  entry.name_length = get_name_length (name, text);
  pursuit_name_index_put (index, &entry);
}

static gboolean
read_batch (PursuitStore      *store,
            PursuitNameIndex  *index,
            PursuitNameKind    kind,
            gint64            *last_id,
            guint             *out_n,
            GError           **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  *out_n = 0;
  if (!pursuit_stmt_prepare (&stmt, store->db, statements[kind].all, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, *last_id);
  pursuit_stmt_bind_number (&stmt, 2, BATCH);
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      put_row (index, kind, &stmt);
      *last_id = pursuit_stmt_get_number (&stmt, 0);
      (*out_n)++;
    }
}

/**
 * pursuit_names_read_some:
 * @store: a store
 * @reading: what has been read so far
 * @out_done: (out): whether it is all
 * @error: return location
 *
 * Reads some thousand names more. What fails can be gone on with.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: %TRUE when it got on
 */
gboolean
pursuit_names_read_some (PursuitStore         *store,
                         PursuitNamesReading  *reading,
                         gboolean             *out_done,
                         GError              **error)
{
  guint n;

  /* the engine itself looks only now and then */
  if (g_cancellable_set_error_if_cancelled (store->cancellable, error) ||
      !read_batch (store, reading->index, reading->kind, &reading->last_id, &n, error))
    return FALSE;

  if (n < BATCH)
    {
      reading->kind++;
      reading->last_id = 0;
    }
  *out_done = reading->kind == PURSUIT_NAME_N_KINDS;
  if (*out_done)
    pursuit_name_index_settle (reading->index);
  return TRUE;
}

static gboolean
read_row (PursuitStore      *store,
          PursuitNameIndex  *index,
          PursuitNameKind    kind,
          gint64             id,
          GError           **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, statements[kind].one, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  if (row)
    put_row (index, kind, &stmt);
  else
    pursuit_name_index_remove (index, kind, id);
  return TRUE;
}

/* What hangs on a customer is the customer's owner's, and is recent when the customer is. */
static gboolean
read_those_of (PursuitStore      *store,
               PursuitNameIndex  *index,
               PursuitNameKind    kind,
               const char        *sql,
               gint64             customer_id,
               GError           **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (row)
        g_array_append_vals (ids, &(gint64) { pursuit_stmt_get_number (&stmt, 0) }, 1);
    }

  for (guint i = 0; i < ids->len; i++)
    if (!read_row (store, index, kind, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

/**
 * pursuit_names_read_one:
 * @store: a store
 * @index: an index
 * @kind: a kind
 * @id: what may have changed, or be gone, or be there again
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: %TRUE when @index has it, and what hangs on it, as the database does
 */
gboolean
pursuit_names_read_one (PursuitStore      *store,
                        PursuitNameIndex  *index,
                        PursuitNameKind    kind,
                        gint64             id,
                        GError           **error)
{
  return read_row (store, index, kind, id, error) &&
         (kind != PURSUIT_NAME_CUSTOMER ||
          (read_those_of (store, index, PURSUIT_NAME_CONTACT, "SELECT id FROM contact WHERE customer_id = $1", id, error) &&
           read_those_of (store, index, PURSUIT_NAME_DEAL, "SELECT id FROM deal WHERE customer_id = $1", id, error)));
}
