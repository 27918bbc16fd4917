/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-sql-private.h"

#include "pursuit-date.h"

/* What deals alone are narrowed by. The conditions of the partial indices (schema step "board") stand here word by word, or the
 * engine would not know that it may use them. */

#define DAY "86400000000"
#define IS_OPEN " AND d.status = 'open'"
#define IS_MISALIGNED IS_OPEN " AND (d.gap >= 2 OR d.gap <= -1)"

/* A day to which a deal is parked is over when it comes. */
static void
is_not_parked (PursuitQuerySql *self)
{
  g_autofree char *today = pursuit_date_today ();

  pursuit_query_sql_text (self, " AND coalesce(d.parked_until, '') <= ", today, "");
}

static void
parked_is (PursuitQuerySql *self,
           int              parked)
{
  if (parked == FALSE)
    is_not_parked (self);
  else if (parked != PURSUIT_ANY)
    {
      g_autofree char *today = pursuit_date_today ();

      pursuit_query_sql_text (self, IS_OPEN " AND d.parked_until > ", today, "");
    }
}

static void
stands_still (PursuitQuerySql *self)
{
  g_string_append (self->sql, IS_OPEN " AND d.stage_entered_at > 0 AND EXISTS (SELECT 1 FROM stage st WHERE st.id = d.stage_id"
                              " AND st.expected_days > 0");
  pursuit_query_sql_number (self, " AND ", pursuit_time_now (), " - d.stage_entered_at >= (st.expected_days + 1) * " DAY ")");
  is_not_parked (self);
}

/* Of one process, the border is the same for all deals, and an index tells who is beyond it. */
static void
is_silent (PursuitQuerySql *self,
           gint64           process_id)
{
  gint64 now = pursuit_time_now ();

  if (process_id != 0)
    {
      pursuit_query_sql_number (self, IS_OPEN " AND d.contacted_at <= (SELECT ", now,
                                " - (silence_days + 1) * " DAY " FROM process WHERE silence_days > 0");
      pursuit_query_sql_number (self, " AND id = ", process_id, ")");
    }
  else
    pursuit_query_sql_number (self, IS_OPEN " AND EXISTS (SELECT 1 FROM process pr WHERE pr.id = d.process_id"
                              " AND pr.silence_days > 0 AND ", now,
                              " - d.contacted_at >= (pr.silence_days + 1) * " DAY ")");
  is_not_parked (self);
}

static void
gap_is (PursuitQuerySql  *self,
        PursuitGapFilter  gap)
{
  static const char *const conditions[] = {
    [PURSUIT_GAP_ANY] = "",
    [PURSUIT_GAP_MISALIGNED] = IS_MISALIGNED,
    [PURSUIT_GAP_AHEAD] = IS_MISALIGNED " AND d.gap >= 2",
    [PURSUIT_GAP_LATE] = IS_MISALIGNED " AND d.gap <= -1",
  };

  g_return_if_fail ((guint) gap < G_N_ELEMENTS (conditions));

  g_string_append (self->sql, conditions[gap]);
}

/* Each half along an index of its own; of an OR the engine would look at all that is due. */
static void
waits_for (PursuitQuerySql *self,
           gint64           staff_id)
{
  g_autofree char *today = pursuit_date_today ();

  pursuit_query_sql_text (self, IS_OPEN " AND d.next_step_on <= ", today, "");
  pursuit_query_sql_text (self, " AND d.id IN (SELECT id FROM deal WHERE status = 'open' AND deleted_at = 0 AND next_step_on <= ", today, "");
  pursuit_query_sql_number (self, " AND owner_id = ", staff_id, "");
  pursuit_query_sql_text (self, " UNION SELECT id FROM deal WHERE status = 'open' AND deleted_at = 0 AND next_step_on <= ", today, "");
  pursuit_query_sql_number (self, " AND next_step_owner_id = ", staff_id, ")");
  is_not_parked (self);
}

/* Something that a stage up to the deal's own requires was not shown (STG-2). */
static void
is_incomplete (PursuitQuerySql *self)
{
  g_string_append (self->sql, IS_OPEN " AND EXISTS (SELECT 1 FROM stage o JOIN stage g ON g.process_id = o.process_id"
                              " AND g.position <= o.position AND g.deleted_at = 0 JOIN milestone m ON m.stage_id = g.id"
                              " AND m.required AND NOT m.handover AND m.deleted_at = 0 WHERE o.id = d.stage_id AND NOT EXISTS ("
                              "SELECT 1 FROM proof x WHERE x.deal_id = d.id AND x.milestone_id = m.id AND " PURSUIT_PROOF_SHOWS "))");
}

static void
is_in_lane (PursuitQuerySql    *self,
            const PursuitQuery *query)
{
  if (query->no_owner)
    g_string_append (self->sql, " AND d.owner_id IS NULL");
  if (query->no_region)
    g_string_append (self->sql, " AND d.customer_region IS NULL");
  if (query->no_product)
    g_string_append (self->sql, " AND d.product_id IS NULL");
  if (query->region != NULL)
    pursuit_query_sql_text (self, " AND d.customer_region = ", query->region, "");
  if (query->product_line != NULL)
    pursuit_query_sql_text (self, " AND d.product_id IN (SELECT id FROM product WHERE " PURSUIT_PRODUCT_LINE " = ",
                            query->product_line, ")");
}

/* What is in none of the lanes of its own. */
static void
is_in_no_lane (PursuitQuerySql    *self,
               const PursuitQuery *query)
{
  static const char *const befores[] = {
    [PURSUIT_BOARD_BY_STAGE] = " AND d.stage_id NOT IN (SELECT value FROM json_each (",
    [PURSUIT_BOARD_BY_SELLER] = " AND d.owner_id NOT IN (SELECT value FROM json_each (",
    [PURSUIT_BOARD_BY_REGION] = " AND d.customer_region NOT IN (SELECT value FROM json_each (",
    [PURSUIT_BOARD_BY_PRODUCT] = " AND d.product_id NOT IN (SELECT id FROM product WHERE " PURSUIT_PRODUCT_LINE
                                 " IN (SELECT value FROM json_each (",
  };

  g_return_if_fail ((guint) query->except_by < G_N_ELEMENTS (befores));

  if (query->except != NULL)
    pursuit_query_sql_text (self, befores[query->except_by], query->except,
                            query->except_by == PURSUIT_BOARD_BY_PRODUCT ? ")))" : "))");
}

static void
is_within_days (PursuitQuerySql *self,
                const char      *column,
                const char      *from,
                const char      *to)
{
  if (from != NULL)
    {
      g_string_append_printf (self->sql, " AND %s", column);
      pursuit_query_sql_text (self, " >= ", from, "");
    }
  if (to != NULL)
    {
      g_string_append_printf (self->sql, " AND %s", column);
      pursuit_query_sql_text (self, " <= ", to, "");
    }
}

/* Appends " AND ..." for the days between which @query says that deals were closed. */
void
pursuit_query_sql_closing_days (PursuitQuerySql    *self,
                                const PursuitQuery *query)
{
  is_within_days (self, "d.closed_on", query->closed_from, query->closed_to);
}

/* Appends " AND ..." for whatever narrows deals but does not narrow other lists. */
void
pursuit_query_sql_deals (PursuitQuerySql    *self,
                         const PursuitQuery *query)
{
  if (query->process_id != 0)
    pursuit_query_sql_number (self, " AND d.process_id = ", query->process_id, "");
  is_in_lane (self, query);
  is_in_no_lane (self, query);
  gap_is (self, query->gap);
  parked_is (self, query->parked);
  if (query->stalled)
    stands_still (self);
  if (query->silent)
    is_silent (self, query->process_id);
  if (query->incomplete)
    is_incomplete (self);
  if (query->unaccepted)
    g_string_append (self->sql, " AND d.status = 'won' AND d.accepted_on IS NULL");
  if (query->overridden != 0)
    pursuit_query_sql_number (self, " AND d.id IN (SELECT deal_id FROM stage_move WHERE missing IS NOT NULL AND moved_at >= ",
                              pursuit_time_now () - query->overridden * G_TIME_SPAN_DAY, ")");
  if (query->waiting_for != 0)
    waits_for (self, query->waiting_for);
  is_within_days (self, "d.expected_close", query->expected_from, query->expected_to);
  pursuit_query_sql_closing_days (self, query);
}
