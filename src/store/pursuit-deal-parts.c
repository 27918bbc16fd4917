/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-parts.h"

#include "pursuit-contact.h"
#include "pursuit-enums.h"
#include "pursuit-journal.h"
#include "pursuit-rival.h"
#include "pursuit-stage.h"
#include "pursuit-stakeholder.h"
#include "pursuit-store-private.h"
#include "pursuit-strategy.h"
#include "pursuit-tracks.h"

/* What one deal consists of. A person reads it on one sheet: what is more than this is in the lists. */
#define MOST "500"

static GType
get_type (PursuitDealPart part)
{
  switch (part)
    {
    case PURSUIT_PART_STAGES:
      return PURSUIT_TYPE_STAGE;
    case PURSUIT_PART_STAKEHOLDERS:
      return PURSUIT_TYPE_STAKEHOLDER;
    case PURSUIT_PART_CONTACTS:
      return PURSUIT_TYPE_CONTACT;
    case PURSUIT_PART_RIVALS:
      return PURSUIT_TYPE_RIVAL;
    case PURSUIT_PART_STRATEGIES:
      return PURSUIT_TYPE_STRATEGY;
    default:
      g_assert_not_reached ();
    }
}

static const char *const part_sql[] = {
  [PURSUIT_PART_STAGES] =
    "SELECT g.id FROM deal d JOIN stage g ON g.process_id = d.process_id AND g.deleted_at = 0"
    " WHERE d.id = $1 ORDER BY g.position",
  [PURSUIT_PART_STAKEHOLDERS] =
    "SELECT id FROM stakeholder WHERE deal_id = $1 AND deleted_at = 0 ORDER BY influence DESC, id LIMIT " MOST,
  [PURSUIT_PART_CONTACTS] =
    "SELECT p.id FROM deal d JOIN contact p ON p.customer_id = d.customer_id"
    " WHERE d.id = $1 AND p.buying_role IS NOT NULL AND p.deleted_at = 0 AND p.left_on IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM stakeholder s WHERE s.deal_id = d.id AND s.contact_id = p.id AND s.deleted_at = 0)"
    " ORDER BY p.id LIMIT " MOST,
  [PURSUIT_PART_RIVALS] = "SELECT id FROM rival WHERE deal_id = $1 AND deleted_at = 0 ORDER BY id LIMIT " MOST,
  [PURSUIT_PART_STRATEGIES] =
    "SELECT id FROM strategy WHERE deal_id = $1 AND deleted_at = 0 ORDER BY written_on DESC, id DESC LIMIT " MOST,
};

static GArray *
list_ids (PursuitStore  *store,
          const char    *sql,
          gint64         deal_id,
          gint64         since,
          GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, deal_id);
  if (since >= 0)
    pursuit_stmt_bind_number (&stmt, 2, since);
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
 * pursuit_deal_parts_list:
 * @store: a store
 * @part: what to read
 * @deal_id: of which deal
 * @error: return location
 *
 * Reads what belongs to one deal and is not deleted, at most 500 records.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitRecord): the records
 */
GPtrArray *
pursuit_deal_parts_list (PursuitStore     *store,
                         PursuitDealPart   part,
                         gint64            deal_id,
                         GError          **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) ids = NULL;

  g_return_val_if_fail (PURSUIT_IS_STORE (store) && (guint) part < G_N_ELEMENTS (part_sql), NULL);

  ids = list_ids (store, part_sql[part], deal_id, -1, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      PursuitRecord *record = pursuit_store_load (store, get_type (part), g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}

/* Where something was written down twice for one instant, the order is that in which it was. */
static const char tracks_sql[] =
  "SELECT 0, m.moved_at, m.id, coalesce(f.position, 0), t.position, t.name, t.name_zh, m.from_status, m.to_status,"
  " s.name, m.reason, m.missing"
  "  FROM stage_move m JOIN stage t ON t.id = m.to_stage_id LEFT JOIN stage f ON f.id = m.from_stage_id"
  "  LEFT JOIN staff s ON s.id = m.staff_id WHERE m.deal_id = $1"
  " UNION ALL "
  "SELECT 1, b.moved_at, b.id, coalesce(f.position, 0), coalesce(t.position, 0), t.buyer_name, t.buyer_name_zh, NULL,"
  " 'open', s.name, b.evidence, NULL"
  "  FROM buyer_move b LEFT JOIN stage t ON t.id = b.to_stage_id LEFT JOIN stage f ON f.id = b.from_stage_id"
  "  LEFT JOIN staff s ON s.id = b.staff_id WHERE b.deal_id = $1"
  " ORDER BY 2, 1, 3";

static int
get_status (PursuitStmt *stmt,
            int          column)
{
  const char *nick = pursuit_stmt_get_text (stmt, column);
  int status;

  return nick != NULL && pursuit_enum_from_nick (PURSUIT_TYPE_DEAL_STATUS, nick, &status) ? status : -1;
}

static PursuitTrackMove *
read_move (PursuitStmt *stmt)
{
  PursuitTrackMove *move = g_new0 (PursuitTrackMove, 1);

  move->is_buyer = pursuit_stmt_get_number (stmt, 0) != 0;
  move->at = pursuit_stmt_get_number (stmt, 1);
  move->from = (int) pursuit_stmt_get_number (stmt, 3);
  move->to = (int) pursuit_stmt_get_number (stmt, 4);
  move->stage = g_strdup (pursuit_stmt_get_text (stmt, 5));
  move->stage_zh = g_strdup (pursuit_stmt_get_text (stmt, 6));
  move->from_status = get_status (stmt, 7);
  move->to_status = get_status (stmt, 8);
  move->staff = g_strdup (pursuit_stmt_get_text (stmt, 9));
  move->reason = g_strdup (pursuit_stmt_get_text (stmt, 10));
  move->missing = g_strdup (pursuit_stmt_get_text (stmt, 11));

  return move;
}

/**
 * pursuit_deal_parts_tracks:
 * @store: a store
 * @deal_id: a deal
 * @error: return location
 *
 * Reads the history of both tracks (STG-1). What pursuit_tracks_compute() computes is not filled in.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitTrackMove): every step, the oldest first
 */
GPtrArray *
pursuit_deal_parts_tracks (PursuitStore  *store,
                           gint64         deal_id,
                           GError       **error)
{
  g_autoptr(GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_track_move_free);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  if (!pursuit_stmt_prepare (&stmt, store->db, tracks_sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, deal_id);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (moves, read_move (&stmt));
    }

  return g_steal_pointer (&moves);
}

/**
 * pursuit_deal_parts_journal:
 * @store: a store
 * @deal_id: a deal
 * @since: UTC microseconds
 * @error: return location
 *
 * Reads what was written down about a deal and what belongs to it, at most 500 entries.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitJournalEntry): the entries later than @since, the newest first
 */
GPtrArray *
pursuit_deal_parts_journal (PursuitStore  *store,
                            gint64         deal_id,
                            gint64         since,
                            GError       **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_journal_entry_free);
  g_autoptr(GArray) ids = NULL;

  g_return_val_if_fail (PURSUIT_IS_STORE (store) && since >= 0, NULL);

  ids = list_ids (store, "SELECT id FROM journal WHERE deal_id = $1 AND at > $2 ORDER BY at DESC, id DESC LIMIT " MOST,
                  deal_id, since, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      PursuitJournalEntry *entry = pursuit_journal_load (store, g_array_index (ids, gint64, i), error);

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }

  return g_steal_pointer (&entries);
}
