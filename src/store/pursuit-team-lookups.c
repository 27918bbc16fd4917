/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-team-lookups.h"

#include "pursuit-assignment.h"
#include "pursuit-locale.h"
#include "pursuit-store-private.h"
#include "pursuit-str.h"

/* Takes one row into the coverage. */
typedef void (*TakeRow) (PursuitCoverage *coverage,
                         PursuitStmt     *stmt);

static gboolean
read_rows (PursuitStore     *store,
           PursuitCoverage  *coverage,
           const char       *sql,
           gint64            about_id,
           TakeRow           take,
           GError          **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  if (about_id != 0)
    pursuit_stmt_bind_number (&stmt, 1, about_id);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (row)
        take (coverage, &stmt);
    }

  return TRUE;
}

static int
read_enum (PursuitStmt *stmt,
           int          column,
           GType        type,
           int          otherwise)
{
  const char *nick = pursuit_stmt_get_text (stmt, column);
  int value;

  return nick != NULL && pursuit_enum_from_nick (type, nick, &value) ? value : otherwise;
}

static void
take_role (PursuitCoverage *coverage,
           PursuitStmt     *stmt)
{
  PursuitCoverageRole *role = pursuit_coverage_add_role (coverage, pursuit_stmt_get_number (stmt, 0), pursuit_stmt_get_text (stmt, 1));

  role->system_role = read_enum (stmt, 2, PURSUIT_TYPE_SYSTEM_ROLE, PURSUIT_SYSTEM_ROLE_NONE);
  role->coordinator_id = pursuit_stmt_get_number (stmt, 3);
  role->hours = pursuit_stmt_get_number (stmt, 4);
}

static void
take_stage (PursuitCoverage *coverage,
            PursuitStmt     *stmt)
{
  const char *name = pursuit_stmt_get_text (stmt, 2);
  const char *short_name = pursuit_stmt_get_text (stmt, 3);
  const char *name_zh = pursuit_stmt_get_text (stmt, 4);
  PursuitCoverageStage *stage = pursuit_coverage_add_stage (coverage, pursuit_stmt_get_number (stmt, 0),
                                                            (int) pursuit_stmt_get_number (stmt, 1),
                                                            pursuit_locale_choose_name (name, name_zh));

  stage->short_name = g_strdup (pursuit_locale_choose_name (pursuit_str_empty (short_name) ? name : short_name, name_zh));
  stage->lead_role_id = pursuit_stmt_get_number (stmt, 5);
}

static void
take_need (PursuitCoverage *coverage,
           PursuitStmt     *stmt)
{
  PursuitCoverageNeed *need = pursuit_coverage_add_need (coverage, (int) pursuit_stmt_get_number (stmt, 0),
                                                         pursuit_stmt_get_number (stmt, 1),
                                                         read_enum (stmt, 2, PURSUIT_TYPE_NEED, PURSUIT_NEED_OPTIONAL));

  need->from_amount = pursuit_stmt_get_number (stmt, 3);
}

static void
take_member (PursuitCoverage *coverage,
             PursuitStmt     *stmt)
{
  PursuitCoverageMember *member = pursuit_coverage_add_member (coverage, pursuit_stmt_get_number (stmt, 1),
                                                               pursuit_stmt_get_number (stmt, 2), pursuit_stmt_get_text (stmt, 3));

  member->assignment_id = pursuit_stmt_get_number (stmt, 0);
  member->from_stage = (int) pursuit_stmt_get_number (stmt, 4);
  member->until_stage = (int) pursuit_stmt_get_number (stmt, 5);
  member->hours = pursuit_stmt_get_number (stmt, 6);
  member->from_on = g_strdup (pursuit_stmt_get_text (stmt, 7));
  member->until_on = g_strdup (pursuit_stmt_get_text (stmt, 8));
  member->is_inactive = pursuit_stmt_get_number (stmt, 9) != 0;
}

static void
take_ask (PursuitCoverage *coverage,
          PursuitStmt     *stmt)
{
  PursuitCoverageAsk *ask = pursuit_coverage_add_ask (coverage, pursuit_stmt_get_number (stmt, 0), pursuit_stmt_get_number (stmt, 1),
                                                      (int) pursuit_stmt_get_number (stmt, 2));

  ask->staff_id = pursuit_stmt_get_number (stmt, 3);
  ask->name = g_strdup (pursuit_stmt_get_text (stmt, 4));
  ask->needed_on = g_strdup (pursuit_stmt_get_text (stmt, 5));
}

/* The column orders are contracts with the functions above. */
static const char sql_roles[] =
  "SELECT id, name, system_role, coordinator_id, hours FROM role WHERE works_on_deals = 1 AND deleted_at = 0 ORDER BY position, id";

static const char sql_stages[] =
  "SELECT id, position, name, short_name, name_zh, lead_role_id FROM stage"
  " WHERE process_id = $1 AND deleted_at = 0 AND type <> 'lost' ORDER BY position";

static const char sql_needs[] =
  "SELECT s.position, r.role_id, r.need, r.from_amount FROM stage s JOIN stage_role r ON r.stage_id = s.id AND r.deleted_at = 0"
  " WHERE s.process_id = $1 AND s.deleted_at = 0 ORDER BY s.position, r.role_id";

static const char sql_members[] =
  "SELECT a.id, a.role_id, a.staff_id, p.name, a.from_stage, a.until_stage, a.hours, a.from_on, a.until_on,"
  " p.inactive <> 0 OR p.deleted_at <> 0 FROM assignment a JOIN staff p ON p.id = a.staff_id"
  " WHERE a.deal_id = $1 AND a.deleted_at = 0 AND a.released_on IS NULL ORDER BY a.from_stage, a.id";

static const char sql_asks[] =
  "SELECT q.id, q.role_id, q.stage, q.staff_id, p.name, q.needed_on FROM role_request q LEFT JOIN staff p ON p.id = q.staff_id"
  " WHERE q.deal_id = $1 AND q.deleted_at = 0 AND q.state = 'asked' ORDER BY q.needed_on, q.id";

/**
 * pursuit_team_lookup_coverage:
 * @store: a store
 * @coverage: a coverage whose deal is known; what is read is added to it
 * @process_id: the process of the deal
 * @error: return location
 *
 * Reads the roles that people have on deals, the stages of a process with what they ask for, and who works on the deal or was asked to.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is read
 */
gboolean
pursuit_team_lookup_coverage (PursuitStore     *store,
                              PursuitCoverage  *coverage,
                              gint64            process_id,
                              GError          **error)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);

  return read_rows (store, coverage, sql_roles, 0, take_role, error) &&
         read_rows (store, coverage, sql_stages, process_id, take_stage, error) &&
         read_rows (store, coverage, sql_needs, process_id, take_need, error) &&
         read_rows (store, coverage, sql_members, coverage->deal_id, take_member, error) &&
         read_rows (store, coverage, sql_asks, coverage->deal_id, take_ask, error);
}

static GArray *
list_ids (PursuitStore  *store,
          const char    *sql,
          gint64         about_id,
          GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, about_id);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (row)
        g_array_append_vals (ids, &(gint64) { pursuit_stmt_get_number (&stmt, 0) }, 1);
    }

  return g_steal_pointer (&ids);
}

/**
 * pursuit_team_lookup_defaults:
 * @store: a store
 * @seller_id: a member of staff
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): who works with that seller unless a deal says otherwise, as ids of default members;
 *   those who have left us are not among them
 */
GArray *
pursuit_team_lookup_defaults (PursuitStore  *store,
                              gint64         seller_id,
                              GError       **error)
{
  static const char sql[] =
    "SELECT m.id FROM default_member m JOIN staff p ON p.id = m.staff_id AND p.deleted_at = 0 AND p.inactive = 0"
    " WHERE m.seller_id = $1 AND m.deleted_at = 0 ORDER BY m.role_id";

  return list_ids (store, sql, seller_id, error);
}

/**
 * pursuit_team_lookup_spans:
 * @store: a store
 * @type: %PURSUIT_TYPE_ASSIGNMENT or %PURSUIT_TYPE_ROLE_REQUEST
 * @deal_id: a deal
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the assignments that were not released, or the requests without an answer: what says in
 *   which stages of the deal somebody is wanted
 */
GArray *
pursuit_team_lookup_spans (PursuitStore  *store,
                           GType          type,
                           gint64         deal_id,
                           GError       **error)
{
  return list_ids (store, type == PURSUIT_TYPE_ASSIGNMENT
                            ? "SELECT id FROM assignment WHERE deal_id = $1 AND deleted_at = 0 AND released_on IS NULL"
                            : "SELECT id FROM role_request WHERE deal_id = $1 AND deleted_at = 0 AND state = 'asked'",
                   deal_id, error);
}
