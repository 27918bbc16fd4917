/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-compare.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-store-private.h"

/* Two states of one database: since each entry's hash covers all before it, one equal entry means an equal past. */

static gboolean
read_hash (PursuitStore  *store,
           gint64         id,
           char         **out_hash,
           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT lower (hex (hash)) FROM journal WHERE id = $1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_hash = row ? g_strdup (pursuit_stmt_get_text (&stmt, 0)) : NULL;
  return TRUE;
}

/**
 * pursuit_journal_dup_hash:
 * @store: a store
 * @id: an entry
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND or as pursuit_db_set_error() says.
 *
 * Returns: (transfer full): the entry's hash in hexadecimal digits
 */
char *
pursuit_journal_dup_hash (PursuitStore  *store,
                          gint64         id,
                          GError       **error)
{
  char *hash = NULL;

  if (read_hash (store, id, &hash, error) && hash == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("The journal has no entry %lld."), (long long) id);

  return hash;
}

static gboolean
is_common (PursuitStore  *a,
           PursuitStore  *b,
           gint64         id,
           gboolean      *out_common,
           GError       **error)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (!read_hash (a, id, &first, error) || !read_hash (b, id, &second, error))
    return FALSE;

  *out_common = first != NULL && g_strcmp0 (first, second) == 0;
  return TRUE;
}

/**
 * pursuit_journal_find_common:
 * @a: a store
 * @b: another
 * @out_id: (out): the last entry up to which both are the same, 0 when they have nothing in common
 * @error: return location
 *
 * Some twenty questions to each, however long the journals are.
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when @out_id was set
 */
gboolean
pursuit_journal_find_common (PursuitStore  *a,
                             PursuitStore  *b,
                             gint64        *out_id,
                             GError       **error)
{
  gint64 common = 0;
  gint64 last_a, last_b, beyond;

  if (!pursuit_journal_get_last (a, &last_a, error) || !pursuit_journal_get_last (b, &last_b, error))
    return FALSE;
  beyond = MIN (last_a, last_b) + 1;
  while (common + 1 < beyond)
    {
      gint64 middle = common + (beyond - common) / 2;
      gboolean equal;

      if (!is_common (a, b, middle, &equal, error))
        return FALSE;
      if (equal)
        common = middle;
      else
        beyond = middle;
    }

  *out_id = common;
  return TRUE;
}

/**
 * pursuit_journal_count_since:
 * @store: a store
 * @after_id: an entry
 * @out_n_entries: (out): how many came after it
 * @out_n_people: (out): of how many people
 * @error: return location
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when both were set
 */
gboolean
pursuit_journal_count_since (PursuitStore  *store,
                             gint64         after_id,
                             gint64        *out_n_entries,
                             gint64        *out_n_people,
                             GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT count(*), count(DISTINCT actor) FROM journal WHERE id > $1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, after_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_n_entries = pursuit_stmt_get_number (&stmt, 0);
  *out_n_people = pursuit_stmt_get_number (&stmt, 1);
  return TRUE;
}
