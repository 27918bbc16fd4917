/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-team-gaps.h"

#include "pursuit-locale.h"
#include "pursuit-store-private.h"
#include "pursuit-str.h"

/*
 * Which roles are missing on many deals at once, by the same rule as that of one deal (pursuit-coverage.c): what the present stage and
 * the next one require of a deal of that amount, nobody who is still with us plays, and the owner does not do as its seller.
 */

/**
 * pursuit_team_gap_free:
 * @self: (transfer full): a gap
 */
void
pursuit_team_gap_free (PursuitTeamGap *self)
{
  g_free (self->title);
  g_free (self->customer);
  g_free (self->owner);
  g_free (self->stage);
  g_free (self->role);
  g_free (self);
}

/* The column order is a contract with read_gap(). */
static const char sql_gaps[] =
  "SELECT d.id, d.title, d.customer_id, coalesce (c.short_name, c.name), o.name, s.position, g.position, g.name, g.short_name, g.name_zh,"
  " l.id, l.name,"
  " EXISTS (SELECT 1 FROM role_request q WHERE q.deal_id = d.id AND q.role_id = l.id AND q.state = 'asked' AND q.deleted_at = 0"
  "   AND CASE q.stage WHEN 0 THEN s.position ELSE q.stage END = g.position)"
  " FROM json_each ($1) e JOIN deal d ON d.id = e.value AND d.status = 'open' AND d.deleted_at = 0"
  " JOIN stage s ON s.id = d.stage_id"
  " JOIN stage g ON g.process_id = d.process_id AND g.deleted_at = 0 AND g.type <> 'lost' AND (g.position = s.position OR g.position ="
  "   (SELECT min (n.position) FROM stage n WHERE n.process_id = d.process_id AND n.position > s.position AND n.deleted_at = 0"
  "     AND n.type <> 'lost'))"
  " JOIN stage_role r ON r.stage_id = g.id AND r.deleted_at = 0 AND r.need = 'required' AND r.from_amount <= d.amount"
  " JOIN role l ON l.id = r.role_id AND l.works_on_deals = 1 AND l.deleted_at = 0"
  " JOIN customer c ON c.id = d.customer_id LEFT JOIN staff o ON o.id = d.owner_id"
  " WHERE NOT EXISTS (SELECT 1 FROM assignment a JOIN staff p ON p.id = a.staff_id AND p.inactive = 0 AND p.deleted_at = 0"
  "   WHERE a.deal_id = d.id AND a.role_id = l.id AND a.deleted_at = 0 AND a.released_on IS NULL"
  "     AND g.position >= a.from_stage AND (a.until_stage = 0 OR g.position <= a.until_stage))"
  " AND (d.owner_id IS NULL OR l.id <> coalesce ((SELECT x.id FROM role x WHERE x.system_role = 'seller' AND x.works_on_deals = 1"
  "   AND x.deleted_at = 0 ORDER BY x.position, x.id LIMIT 1), 0))";

static PursuitTeamGap *
read_gap (PursuitStmt *stmt)
{
  PursuitTeamGap *self = g_new0 (PursuitTeamGap, 1);
  const char *short_name = pursuit_stmt_get_text (stmt, 8);

  self->deal_id = pursuit_stmt_get_number (stmt, 0);
  self->title = g_strdup (pursuit_stmt_get_text (stmt, 1));
  self->customer_id = pursuit_stmt_get_number (stmt, 2);
  self->customer = g_strdup (pursuit_stmt_get_text (stmt, 3));
  self->owner = g_strdup (pursuit_stmt_get_text (stmt, 4));
  self->at = (int) pursuit_stmt_get_number (stmt, 5);
  self->position = (int) pursuit_stmt_get_number (stmt, 6);
  self->stage = g_strdup (pursuit_locale_choose_name (pursuit_str_empty (short_name) ? pursuit_stmt_get_text (stmt, 7) : short_name,
                                                      pursuit_stmt_get_text (stmt, 9)));
  self->role_id = pursuit_stmt_get_number (stmt, 10);
  self->role = g_strdup (pursuit_stmt_get_text (stmt, 11));
  self->is_asked = pursuit_stmt_get_number (stmt, 12) != 0;

  return self;
}

static char *
write_ids (const gint64 *ids,
           guint         n_ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

/**
 * pursuit_team_lookup_gaps:
 * @store: a store
 * @deal_ids: (array length=n_deals): deals
 * @n_deals: how many
 * @error: return location
 *
 * Reads which roles those of the deals that are open need now or next, and do not have, in one statement.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitTeamGap): the gaps, deal by deal in the order of @deal_ids
 */
GPtrArray *
pursuit_team_lookup_gaps (PursuitStore  *store,
                          const gint64  *deal_ids,
                          guint          n_deals,
                          GError       **error)
{
  g_autoptr(GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_team_gap_free);
  g_autofree char *json = write_ids (deal_ids, n_deals);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql_gaps, error))
    return NULL;
  pursuit_stmt_bind_text (&stmt, 1, json);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (gaps, read_gap (&stmt));
    }

  return g_steal_pointer (&gaps);
}
