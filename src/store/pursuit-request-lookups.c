/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-request-lookups.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"

/* What is asked for and not done is little at any time, whatever has become of the years before: it has an index of its own, and each
 * list of it is found there. */

/* The column order is a contract with read_item(). */
#define COLUMNS                                                                                                   \
  "SELECT r.id, r.deal_id, r.customer_id, r.role_id, r.staff_id, r.requester_id, o.coordinator_id, coalesce (d.owner_id, 0), r.stage, r.hours, o.hours," \
  " d.amount, r.answered_at, r.state, r.needed_on, r.purpose, r.background, r.reason, o.name, d.title,"           \
  " coalesce (c.short_name, c.name), s.name, q.name, a.name, k.name"

#define NAMES                                                                                                     \
  " JOIN role o ON o.id = r.role_id JOIN deal d ON d.id = r.deal_id AND d.deleted_at = 0"                         \
  " JOIN customer c ON c.id = r.customer_id"                                                                      \
  " LEFT JOIN staff s ON s.id = r.staff_id LEFT JOIN staff q ON q.id = r.requester_id"                            \
  " LEFT JOIN staff a ON a.id = r.answered_by_id LEFT JOIN staff k ON k.id = o.coordinator_id"

/* The conditions of the indices, word by word. */
#define IS_OPEN " WHERE r.deleted_at = 0 AND (r.state = 'asked' OR r.state = 'accepted')"
#define IS_ANSWERED " WHERE r.deleted_at = 0 AND r.answered_at > 0"

static const char sql_open[] = COLUMNS " FROM role_request r INDEXED BY role_request_open" NAMES IS_OPEN;
static const char sql_answered[] = COLUMNS " FROM role_request r INDEXED BY role_request_by_answer" NAMES IS_ANSWERED;
static const char sql_item[] = COLUMNS " FROM role_request r" NAMES " WHERE r.id = $1";

/* Whoever is asked, asked, or answers for the role sees a request, whosever the deal is. */
static const PursuitListShape shape = { .owner = "coalesce (d.owner_id, 0)", .works_on_deal = "d.id" };

void
pursuit_request_item_free (PursuitRequestItem *self)
{
  g_free (self->needed_on);
  g_free (self->purpose);
  g_free (self->background);
  g_free (self->reason);
  g_free (self->role);
  g_free (self->deal);
  g_free (self->customer);
  g_free (self->person);
  g_free (self->requester);
  g_free (self->answerer);
  g_free (self->coordinator);
  g_free (self);
}

static void
read_numbers (PursuitRequestItem *self,
              PursuitStmt        *stmt)
{
  gint64 *const numbers[] = { &self->id, &self->deal_id, &self->customer_id, &self->role_id, &self->staff_id, &self->requester_id,
                              &self->coordinator_id, &self->owner_id, &self->stage, &self->hours, &self->role_hours, &self->amount,
                              &self->answered_at };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = pursuit_stmt_get_number (stmt, (int) i);
}

static PursuitRequestItem *
read_item (PursuitStmt *stmt,
           const char  *today)
{
  PursuitRequestItem *self = g_new0 (PursuitRequestItem, 1);
  char **const texts[] = { &self->needed_on, &self->purpose, &self->background, &self->reason, &self->role, &self->deal,
                           &self->customer, &self->person, &self->requester, &self->answerer, &self->coordinator };
  int state = PURSUIT_REQUEST_ASKED;

  read_numbers (self, stmt);
  pursuit_enum_from_nick (PURSUIT_TYPE_REQUEST_STATE, pursuit_stmt_get_text (stmt, 13), &state);
  self->state = (PursuitRequestState) state;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (pursuit_stmt_get_text (stmt, 14 + (int) i));
  self->is_overdue = self->state == PURSUIT_REQUEST_ASKED && g_strcmp0 (self->needed_on, today) < 0;

  return self;
}

/* " AND ..." or a value: whether it waits for the answer of whoever looks. */
static void
append_waits (PursuitQuerySql            *sql,
              const char                 *before,
              const PursuitRequestViewer *viewer,
              const char                 *after)
{
  g_string_append (sql->sql, before);
  pursuit_query_sql_number (sql, "(r.state = 'asked' AND (coalesce (r.staff_id, 0) = nullif (", viewer->staff_id, ", 0)");
  pursuit_query_sql_number (sql, " OR coalesce (o.coordinator_id, 0) = nullif (", viewer->staff_id, ", 0)");
  if (viewer->answers_all)
    g_string_append (sql->sql, " OR (r.staff_id IS NULL AND o.coordinator_id IS NULL)");
  g_string_append_printf (sql->sql, "))%s", after);
}

static void
append_within_sight (PursuitQuerySql            *sql,
                     const PursuitRequestViewer *viewer)
{
  if (viewer->scope->scope == PURSUIT_SCOPE_ALL)
    return;

  pursuit_query_sql_number (sql, " AND (nullif (", viewer->staff_id,
                            ", 0) IN (r.staff_id, r.requester_id, o.coordinator_id) OR (1 = 1");
  pursuit_query_sql_within_scope (sql, &shape, viewer->scope);
  g_string_append (sql->sql, "))");
}

static void
append_list (PursuitQuerySql            *sql,
             PursuitRequestList          list,
             const PursuitRequestViewer *viewer)
{
  if (list == PURSUIT_REQUESTS_WAITING)
    append_waits (sql, " AND ", viewer, "");
  else if (list == PURSUIT_REQUESTS_MINE)
    pursuit_query_sql_number (sql, " AND coalesce (r.requester_id, 0) = ", viewer->staff_id, "");
  append_within_sight (sql, viewer);
  g_string_append (sql->sql, list == PURSUIT_REQUESTS_ANSWERED ? " ORDER BY r.answered_at DESC, r.id DESC"
                                                               : " ORDER BY r.needed_on, r.id");
}

/**
 * pursuit_request_lookup_list:
 * @store: a store
 * @list: which
 * @viewer: who looks
 * @limit: how many at most
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitRequestItem): what @viewer may see of it, the soonest needed first; of what was
 *   answered, the last first
 */
GPtrArray *
pursuit_request_lookup_list (PursuitStore                *store,
                             PursuitRequestList           list,
                             const PursuitRequestViewer  *viewer,
                             guint                        limit,
                             GError                     **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_request_item_free);
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  pursuit_query_sql_init (&sql, list == PURSUIT_REQUESTS_ANSWERED ? sql_answered : sql_open);
  append_list (&sql, list, viewer);
  pursuit_query_sql_number (&sql, " LIMIT ", limit, "");
  if (!pursuit_query_sql_prepare (&sql, store->db, &stmt, error))
    return NULL;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&items);
      g_ptr_array_add (items, read_item (&stmt, viewer->today));
    }
}

/**
 * pursuit_request_lookup_item:
 * @store: a store
 * @id: a request
 * @today: the ISO date
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when it, or its deal, is not there, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the request with the names around it
 */
PursuitRequestItem *
pursuit_request_lookup_item (PursuitStore  *store,
                             gint64         id,
                             const char    *today,
                             GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql_item, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return NULL;
  if (row)
    return read_item (&stmt, today);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no request %lld."), (long long) id);
  return NULL;
}

/**
 * pursuit_request_lookup_counts:
 * @store: a store
 * @viewer: who looks
 * @out_counts: (out): how many there are
 * @error: return location
 *
 * Counts all lists of what is open in one pass.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_counts was set
 */
gboolean
pursuit_request_lookup_counts (PursuitStore                *store,
                               const PursuitRequestViewer  *viewer,
                               PursuitRequestCounts        *out_counts,
                               GError                     **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  pursuit_query_sql_init (&sql, "SELECT count(*)");
  append_waits (&sql, ", coalesce (sum(coalesce (", viewer, ", 0)), 0)");
  append_waits (&sql, ", coalesce (sum(coalesce (", viewer, " AND r.needed_on < ");
  pursuit_query_sql_text (&sql, "", viewer->today, ", 0)), 0)");
  pursuit_query_sql_number (&sql, ", coalesce (sum(coalesce (r.requester_id, 0) = ", viewer->staff_id, "), 0)");
  g_string_append (sql.sql, " FROM role_request r INDEXED BY role_request_open JOIN role o ON o.id = r.role_id"
                            " JOIN deal d ON d.id = r.deal_id AND d.deleted_at = 0" IS_OPEN);
  append_within_sight (&sql, viewer);
  if (!pursuit_query_sql_prepare (&sql, store->db, &stmt, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  out_counts->n_open = pursuit_stmt_get_number (&stmt, 0);
  out_counts->n_waiting = pursuit_stmt_get_number (&stmt, 1);
  out_counts->n_overdue = pursuit_stmt_get_number (&stmt, 2);
  out_counts->n_mine = pursuit_stmt_get_number (&stmt, 3);
  return TRUE;
}

/**
 * pursuit_request_lookup_assignment:
 * @store: a store
 * @deal_id: a deal
 * @request_id: a request for a role on it
 * @out_id: (out): what followed from its having been accepted, deleted or not, 0 for nothing
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_request_lookup_assignment (PursuitStore  *store,
                                   gint64         deal_id,
                                   gint64         request_id,
                                   gint64        *out_id,
                                   GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT max(id) FROM assignment INDEXED BY assignment_by_deal WHERE deal_id = $1 AND request_id = $2",
                             error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, deal_id);
  pursuit_stmt_bind_number (&stmt, 2, request_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_id = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}
