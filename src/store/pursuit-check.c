/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-document-versions.h"
#include "pursuit-duplicates-private.h"
#include "pursuit-facets-private.h"
#include "pursuit-journal-verify.h"
#include "pursuit-own-values-private.h"
#include "pursuit-text-index-private.h"

/* Looking at the whole of a database. */

/* Findings of the engine that are shown; after that it only repeats itself. */
#define MOST_FINDINGS 20

static gboolean
collect (PursuitStore  *self,
         const char    *sql,
         const char    *format,
         GPtrArray     *findings,
         GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, sql, error))
    return FALSE;
  while (findings->len < MOST_FINDINGS)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      if (g_strcmp0 (pursuit_stmt_get_text (&stmt, 0), "ok") != 0)
        g_ptr_array_add (findings, g_strdup_printf (format, pursuit_stmt_get_text (&stmt, 0)));
    }

  return TRUE;
}

/* A recount must agree with the totals that the triggers keep; a row of zeros is as good as none. */
static const char sql_totals[] =
  "WITH counted AS ("
  " SELECT stage_id, status, max_position AS f, count(*) AS n, sum(amount) AS a,"
  "        sum(amount / 100 * probability + amount % 100 * probability / 100) AS w"
  "   FROM deal WHERE deleted_at = 0 GROUP BY stage_id, status, max_position),"
  " kept AS ("
  " SELECT stage_id, status, furthest, count, amount, weighted FROM deal_stage_total"
  "  WHERE count <> 0 OR amount <> 0 OR weighted <> 0)"
  " SELECT stage_id FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)"
  " UNION SELECT stage_id FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)";

/* The same for the closed deals and the stays of each seller; number 0 is of deals without one, -1 of all together. */
static const char sql_outcome_totals[] =
  "WITH counted AS ("
  " SELECT coalesce(o.owner, d.owner_id, 0) AS owner_id, process_id,"
  "        coalesce(substr(closed_on, 1, 4) * 100 + substr(closed_on, 6, 2), 0) AS month, status, max_position,"
  "        count(*), sum(amount), sum(coalesce(closed_on >= opened_on, 0)),"
  "        sum(CASE WHEN closed_on >= opened_on THEN coalesce(CAST (julianday (closed_on) - julianday (opened_on) AS INTEGER), 0)"
  "                 ELSE 0 END)"
  "   FROM deal d, (SELECT NULL AS owner UNION ALL SELECT -1) o WHERE d.deleted_at = 0 AND d.status <> 'open'"
  "  GROUP BY 1, 2, 3, 4, 5),"
  " kept AS ("
  " SELECT owner_id, process_id, month, status, furthest, count, amount, timed, days FROM deal_outcome_total"
  "  WHERE count <> 0 OR amount <> 0 OR timed <> 0 OR days <> 0)"
  " SELECT month FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)"
  " UNION SELECT month FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)";

static const char sql_stay_totals[] =
  "WITH RECURSIVE e (owner_id, entry, rest) AS ("
  " SELECT owner_id, '', stays || ';' FROM deal WHERE deleted_at = 0 AND stays IS NOT NULL UNION ALL"
  " SELECT owner_id, substr (rest, 1, instr (rest, ';') - 1), substr (rest, instr (rest, ';') + 1) FROM e WHERE rest <> ''),"
  " counted AS ("
  " SELECT coalesce(o.owner, e.owner_id, 0) AS owner_id, CAST (entry AS INTEGER) AS stage_id,"
  "        CAST (substr (entry, instr (entry, ':') + 1, 7) AS INTEGER) AS slot, count(*),"
  "        sum(CAST (substr (entry, instr (entry, ':') + 9, 10) AS INTEGER))"
  "   FROM e, (SELECT NULL AS owner UNION ALL SELECT -1) o WHERE entry GLOB '[0-9]*:*:*' GROUP BY 1, 2, 3),"
  " kept AS (SELECT owner_id, stage_id, slot, count, seconds FROM deal_stay_total WHERE count <> 0 OR seconds <> 0)"
  " SELECT stage_id FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)"
  " UNION SELECT stage_id FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)";

static const char sql_closed_totals[] =
  "WITH counted AS ("
  " SELECT status, closed_on, count(*) AS n, sum(amount) AS a,"
  "        sum(amount / 100 * probability + amount % 100 * probability / 100) AS w"
  "   FROM deal WHERE deleted_at = 0 AND status <> 'open' AND closed_on IS NOT NULL GROUP BY status, closed_on)"
  " SELECT t.closed_on FROM deal_closed_total t"
  "   LEFT JOIN counted c ON c.status = t.status AND c.closed_on = t.closed_on"
  "  WHERE t.count <> coalesce(c.n, 0) OR t.amount <> coalesce(c.a, 0) OR t.weighted <> coalesce(c.w, 0)"
  " UNION SELECT c.closed_on FROM counted c"
  "   LEFT JOIN deal_closed_total t ON t.status = c.status AND t.closed_on = c.closed_on WHERE t.status IS NULL";

static const char sql_expected_totals[] =
  "WITH counted AS ("
  " SELECT process_id, substr(expected_close, 1, 4) * 100 + substr(expected_close, 6, 2) AS month, count(*), sum(amount),"
  "        sum(amount / 100 * probability + amount % 100 * probability / 100)"
  "   FROM deal WHERE deleted_at = 0 AND status = 'open' AND expected_close IS NOT NULL GROUP BY 1, 2),"
  " kept AS ("
  " SELECT process_id, month, count, amount, weighted FROM deal_expected_total"
  "  WHERE count <> 0 OR amount <> 0 OR weighted <> 0)"
  " SELECT month FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)"
  " UNION SELECT month FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)";

/* The tags by which customers are found, against the texts from which they are made. */
static const char sql_of_tags[] =
  "SELECT customer_id FROM (SELECT tag, customer_id FROM customer_tag_found EXCEPT SELECT tag, customer_id FROM customer_tag)"
  " UNION SELECT customer_id FROM (SELECT tag, customer_id FROM customer_tag EXCEPT SELECT tag, customer_id FROM customer_tag_found)";

/* The values of own fields by which lists are ordered, against the records from which they are made. */
#define OWN_VALUES_FOUND                                                                                          \
  "SELECT 'customer', e.key, x.id, e.atom FROM customer" PURSUIT_OWN_VALUES_OF                                    \
  " UNION ALL SELECT 'contact', e.key, x.id, e.atom FROM contact" PURSUIT_OWN_VALUES_OF                           \
  " UNION ALL SELECT 'deal', e.key, x.id, e.atom FROM deal" PURSUIT_OWN_VALUES_OF

static const char sql_of_own_values[] =
  "WITH found (entity, key, id, value) AS (" OWN_VALUES_FOUND "),"
  " kept AS (SELECT entity, key, record_id AS id, value FROM own_value)"
  " SELECT DISTINCT id FROM (SELECT * FROM (SELECT * FROM found EXCEPT SELECT * FROM kept)"
  " UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM found))";

/* What a deal has of its customer is what the customer has. */
static const char sql_of_customers[] =
  "SELECT d.id FROM deal d JOIN customer c ON c.id = d.customer_id"
  " WHERE d.customer_region IS NOT c.region OR d.contacted_at <> c.last_contact_at";

/* How a customer is judged is what it was judged last; who was made of two has the history of both. */
static const char sql_standing[] =
  "SELECT m.customer_id FROM standing_move m JOIN customer c ON c.id = m.customer_id"
  " WHERE m.id = (SELECT max (n.id) FROM standing_move n WHERE n.customer_id = m.customer_id AND n.kind = m.kind)"
  "   AND m.to_value <> CASE m.kind WHEN 'grade' THEN instr ('abc', coalesce (c.grade, '-'))"
  "     WHEN 'funnel' THEN CASE c.funnel WHEN 'potential' THEN 0 WHEN 'lead' THEN 1 ELSE 2 END"
  "     ELSE c.relationship_level END"
  "   AND NOT EXISTS (SELECT 1 FROM customer x WHERE x.merged_into_id = c.id)";

static gboolean
check_chain (PursuitStore  *self,
             GCancellable  *cancellable,
             GPtrArray     *findings,
             GError       **error)
{
  g_autoptr(PursuitJournalVerdict) verdict = pursuit_journal_verify (self, cancellable, error);

  if (verdict == NULL)
    return FALSE;

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const PursuitJournalFinding *finding = g_ptr_array_index (verdict->findings, i);

      g_ptr_array_add (findings, g_strdup (finding->sentence));
    }
  return TRUE;
}

/**
 * pursuit_store_check_content:
 * @self: a store
 * @cancellable: (nullable): looked at between the parts
 * @error: return location
 *
 * Looks at what the engine does not: references, kept totals against a recount, documents against their checksums, the
 * journal's chain.
 *
 * Fails as pursuit_store_check().
 *
 * Returns: (transfer full) (element-type utf8): one sentence per finding; empty when all is well
 */
GPtrArray *
pursuit_store_check_content (PursuitStore  *self,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  if (!collect (self, "PRAGMA foreign_key_check", _("A row of “%s” refers to something that does not exist."), findings,
                error) ||
      !collect (self, sql_totals, _("The totals of stage %s do not agree with its deals."), findings, error) ||
      !collect (self, sql_closed_totals, _("The totals of the deals closed on %s do not agree with them."), findings,
                error) ||
      !collect (self, sql_outcome_totals, _("The summary of the deals closed in month %s does not agree with them."), findings,
                error) ||
      !collect (self, sql_stay_totals, _("The summary of the time in stage %s does not agree with its deals."), findings,
                error) ||
      !collect (self, sql_expected_totals, _("The totals of the deals expected in month %s do not agree with them."), findings,
                error) ||
      !collect (self, sql_of_customers, _("What deal %s knows of its customer does not agree with it."), findings, error) ||
      !collect (self, sql_standing, _("How customer %s is judged does not agree with its history."), findings, error) ||
      !pursuit_facets_check (self, _("The counts of the customers in region “%s” do not agree with them."), MOST_FINDINGS, findings,
                             error) ||
      !collect (self, sql_of_tags, _("The list of tags does not agree with customer %s."), findings, error) ||
      !collect (self, sql_of_own_values, _("The list of the values of own fields does not agree with record %s."), findings, error) ||
      !pursuit_document_versions_check (self, MOST_FINDINGS, cancellable, findings, error) ||
      !pursuit_duplicates_check (self, _("What is kept to find duplicates does not agree with the records of “%s”."), findings, error) ||
      !check_chain (self, cancellable, findings, error))
    return NULL;

  return g_steal_pointer (&findings);
}

/**
 * pursuit_store_check:
 * @self: a store
 * @cancellable: (nullable): looked at between the parts
 * @error: return location
 *
 * Looks at the whole database: the engine's own check, references, kept totals against a recount, documents
 * against their checksums, the journal's chain.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the file cannot be read so far, %G_IO_ERROR_CANCELLED when cancelled.
 *
 * Returns: (transfer full) (element-type utf8): one sentence per finding; empty when all is well
 */
GPtrArray *
pursuit_store_check (PursuitStore  *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) others = NULL;

  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  if (!collect (self, "PRAGMA integrity_check (20)", _("The file is damaged: %s."), findings, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  others = pursuit_store_check_content (self, cancellable, error);
  if (others == NULL || !pursuit_text_index_check (self, cancellable, others, error))
    return NULL;

  while (others->len > 0 && findings->len < MOST_FINDINGS)
    g_ptr_array_add (findings, g_ptr_array_steal_index (others, 0));
  return g_steal_pointer (&findings);
}
