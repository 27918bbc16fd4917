/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-index-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-record-sql-private.h"

/* Whether the full-text index says what the records say. */

/* Compares the texts of one kind with their entries. */
static gboolean
compare_kind (PursuitStore      *self,
              PursuitRecordSql  *sql,
              gboolean          *out_same,
              GError           **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gint64 n_entries = 0;
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, sql->texts_beside, error))
    return FALSE;
  for (*out_same = TRUE; *out_same; n_entries++)
    {
      g_autofree char *body = NULL;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      body = pursuit_text_dup_body (&stmt, sql->n_texts);
      *out_same = g_strcmp0 (body, pursuit_stmt_get_text (&stmt, (int) sql->n_texts + 1)) == 0;
    }
  if (*out_same)
    {
      gint64 counted;

      if (!pursuit_db_get_number (self->db, sql->texts_count, &counted, error))
        return FALSE;
      *out_same = counted == n_entries;
    }

  return TRUE;
}

/* The engine's own look: whether the words of the index are those of the entries. It is told so in a statement that writes, by
 * what the engine knows, so it is taken back: a file that is looked at stays as it is, byte by byte. */
static gboolean
run_check (PursuitStore  *self,
           GError       **error)
{
  gboolean ok;

  if (!pursuit_db_exec (self->db, "BEGIN", error))
    return FALSE;
  ok = pursuit_db_exec (self->db, "INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)", error);
  pursuit_db_exec (self->db, "ROLLBACK", NULL);

  return ok;
}

static gboolean
look_at_words (PursuitStore  *self,
               gboolean      *out_same,
               GError       **error)
{
  g_autoptr(GError) local = NULL;

  *out_same = TRUE;
  if (pursuit_store_is_read_only (self) || run_check (self, &local))
    return TRUE;
  if (self->db->is_index_damaged)
    {
      self->db->is_index_damaged = FALSE;
      *out_same = FALSE;
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* An index that is still being made cannot be wrong yet. */
gboolean
pursuit_text_index_check (PursuitStore  *self,
                          GCancellable  *cancellable,
                          GPtrArray     *findings,
                          GError       **error)
{
  gboolean ready, same;

  if (!pursuit_text_index_is_ready (self, &ready, error))
    return FALSE;
  if (!ready)
    return TRUE;

  if (!look_at_words (self, &same, error))
    return FALSE;
  for (int kind = 1; kind < PURSUIT_TEXT_KINDS && same; kind++)
    {
      GType type = pursuit_text_kind_get_type (kind);

      if (type != G_TYPE_INVALID && (g_cancellable_set_error_if_cancelled (cancellable, error) ||
                                     !compare_kind (self, pursuit_store_get_sql (self, type), &same, error)))
        return FALSE;
    }
  if (!same)
    g_ptr_array_add (findings, g_strdup (_("The index of the texts does not agree with them; “pursuitctl reindex” makes it anew.")));

  return TRUE;
}
