/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-work-lookups.h"

#include "pursuit-name-index.h"
#include "pursuit-store-private.h"

/* What somebody works on in a role, and was not released from (TEAM-3). Each is told as often as it is assigned. */
#define LIVING "FROM assignment WHERE deleted_at = 0 AND released_on IS NULL AND staff_id = $1"

static const char *const statements[PURSUIT_NAME_N_KINDS] = {
  [PURSUIT_NAME_CUSTOMER] = "SELECT customer_id " LIVING " LIMIT $2",
  [PURSUIT_NAME_DEAL] = "SELECT deal_id " LIVING " LIMIT $2",
  [PURSUIT_NAME_CONTACT] = "SELECT id FROM contact WHERE deleted_at = 0 AND customer_id IN (SELECT customer_id " LIVING ") LIMIT $2",
};

static gboolean
list_kind (PursuitStore     *store,
           PursuitNameKind   kind,
           gint64            staff_id,
           guint             limit,
           GArray           *work,
           GError          **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, statements[kind], error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, staff_id);
  pursuit_stmt_bind_number (&stmt, 2, limit);

  for (;;)
    {
      PursuitNameRef ref = { kind, 0 };
      gboolean row;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      ref.id = pursuit_stmt_get_number (&stmt, 0);
      g_array_append_val (work, ref);
    }
}

static int
compare_refs (gconstpointer a,
              gconstpointer b)
{
  return pursuit_name_ref_compare (a, b);
}

/* In order, each once. */
static void
settle (GArray *work)
{
  guint n = 0;

  g_array_sort (work, compare_refs);
  for (guint i = 0; i < work->len; i++)
    {
      const PursuitNameRef ref = g_array_index (work, PursuitNameRef, i);

      if (n == 0 || pursuit_name_ref_compare (&ref, &g_array_index (work, PursuitNameRef, n - 1)) != 0)
        g_array_index (work, PursuitNameRef, n++) = ref;
    }
  g_array_set_size (work, n);
}

/**
 * pursuit_lookup_work:
 * @store: a store
 * @staff_id: a member of staff
 * @limit: how many of each kind at most
 * @error: return location
 *
 * Finds the deals that somebody works on in a role, their customers and the people there.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitNameRef): them, in the order of kind and id, each once
 */
GArray *
pursuit_lookup_work (PursuitStore  *store,
                     gint64         staff_id,
                     guint          limit,
                     GError       **error)
{
  g_autoptr(GArray) work = g_array_new (FALSE, FALSE, sizeof (PursuitNameRef));

  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    if (statements[kind] != NULL && !list_kind (store, (PursuitNameKind) kind, staff_id, limit, work, error))
      return NULL;
  settle (work);

  return g_steal_pointer (&work);
}
