/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-gate-facts.h"

#include "pursuit-enums.h"
#include "pursuit-store-private.h"

/* What the gate of a stage asks the database (STG-2): the milestones of some stages and what one deal has to show for each. */

/**
 * pursuit_gate_fact_free:
 * @self: (transfer full): a fact
 */
void
pursuit_gate_fact_free (PursuitGateFact *self)
{
  g_free (self->name);
  g_free (self->name_zh);
  g_free (self->done_on);
  g_free (self->note);
  g_free (self->source);
  g_free (self);
}

/* The column order is a contract with read_fact(). A proof that needs a source and has none, or a deleted one, shows nothing;
 * nor does a person who has left. */
static const char sql_list[] =
  "SELECT m.id, s.position, m.required, m.handover, m.name, m.name_zh, p.id, p.kind, p.done_on, p.note,"
  " coalesce (d.name, a.subject, c.name),"
  " p.kind IN ('document', 'visit', 'contact') AND coalesce (d.deleted_at, a.deleted_at, c.deleted_at, 1) <> 0,"
  " p.kind = 'contact' AND c.deleted_at = 0 AND (c.left_on IS NOT NULL OR c.customer_id <> p.customer_id)"
  " FROM stage s JOIN milestone m ON m.stage_id = s.id AND m.deleted_at = 0"
  " LEFT JOIN proof p ON p.deal_id = $1 AND p.milestone_id = m.id AND p.deleted_at = 0"
  " LEFT JOIN document d ON d.id = p.document_id"
  " LEFT JOIN activity a ON a.id = p.activity_id"
  " LEFT JOIN contact c ON c.id = p.contact_id"
  " WHERE s.process_id = $2 AND s.position BETWEEN $3 AND $4 AND s.deleted_at = 0"
  " ORDER BY s.position, m.position, m.id";

static PursuitGateFact *
read_fact (PursuitStmt *stmt)
{
  PursuitGateFact *self = g_new0 (PursuitGateFact, 1);
  const char *kind = pursuit_stmt_get_text (stmt, 7);

  self->milestone_id = pursuit_stmt_get_number (stmt, 0);
  self->position = (int) pursuit_stmt_get_number (stmt, 1);
  self->required = pursuit_stmt_get_number (stmt, 2) != 0;
  self->handover = pursuit_stmt_get_number (stmt, 3) != 0;
  self->name = g_strdup (pursuit_stmt_get_text (stmt, 4));
  self->name_zh = g_strdup (pursuit_stmt_get_text (stmt, 5));
  self->proof_id = pursuit_stmt_get_number (stmt, 6);
  if (kind == NULL || !pursuit_enum_from_nick (PURSUIT_TYPE_PROOF_KIND, kind, &self->kind))
    self->kind = PURSUIT_PROOF_NOTE;
  self->done_on = g_strdup (pursuit_stmt_get_text (stmt, 8));
  self->note = g_strdup (pursuit_stmt_get_text (stmt, 9));
  self->source = g_strdup (pursuit_stmt_get_text (stmt, 10));
  self->has_left = pursuit_stmt_get_number (stmt, 12) != 0;
  self->is_gone = self->has_left || pursuit_stmt_get_number (stmt, 11) != 0;

  return self;
}

/**
 * pursuit_gate_facts_list:
 * @store: a store
 * @deal_id: a deal
 * @process_id: its process
 * @first_position: the first stage that counts
 * @last_position: the last stage that counts
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitGateFact): the milestones of those stages, hand-over ones too, in their order
 */
GPtrArray *
pursuit_gate_facts_list (PursuitStore  *store,
                         gint64         deal_id,
                         gint64         process_id,
                         int            first_position,
                         int            last_position,
                         GError       **error)
{
  g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_gate_fact_free);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql_list, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, deal_id);
  pursuit_stmt_bind_number (&stmt, 2, process_id);
  pursuit_stmt_bind_number (&stmt, 3, first_position);
  pursuit_stmt_bind_number (&stmt, 4, last_position);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (facts, read_fact (&stmt));
    }

  return g_steal_pointer (&facts);
}

/**
 * pursuit_gate_facts_count_between:
 * @store: a store
 * @process_id: a process
 * @from_position: of one of its stages
 * @to_position: of another
 * @out_count: (out): how many stages lie between, those for lost deals not counted
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_gate_facts_count_between (PursuitStore  *store,
                                  gint64         process_id,
                                  int            from_position,
                                  int            to_position,
                                  guint         *out_count,
                                  GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  *out_count = 0;
  /* Most moves go to the next stage. */
  if (ABS (to_position - from_position) < 2)
    return TRUE;
  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT count(*) FROM stage WHERE process_id = $1 AND position > $2 AND position < $3"
                             " AND type <> 'lost' AND deleted_at = 0", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, process_id);
  pursuit_stmt_bind_number (&stmt, 2, MIN (from_position, to_position));
  pursuit_stmt_bind_number (&stmt, 3, MAX (from_position, to_position));
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_count = row ? (guint) pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}
