/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-team-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-default-member.h"
#include "pursuit-error.h"
#include "pursuit-lookups.h"
#include "pursuit-records-private.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "pursuit-team-lookups.h"

/* The owner of a deal sells wherever nobody else was named: the first role of sellers is theirs. */
static void
add_owner (PursuitCoverage *coverage)
{
  for (guint i = 0; coverage->owner_id != 0 && i < coverage->roles->len; i++)
    {
      const PursuitCoverageRole *role = g_ptr_array_index (coverage->roles, i);

      if (role->system_role != PURSUIT_SYSTEM_ROLE_SELLER)
        continue;
      pursuit_coverage_add_member (coverage, role->id, coverage->owner_id, coverage->owner);
      return;
    }
}

static void
find_position (PursuitCoverage *coverage,
               gint64           stage_id)
{
  for (guint i = 0; i < coverage->stages->len; i++)
    {
      const PursuitCoverageStage *stage = g_ptr_array_index (coverage->stages, i);

      if (stage->id == stage_id)
        coverage->position = stage->position;
    }
}

/* Names of roles that come with the program are message ids. */
static void
translate_roles (PursuitCoverage *coverage)
{
  for (guint i = 0; i < coverage->roles->len; i++)
    {
      PursuitCoverageRole *role = g_ptr_array_index (coverage->roles, i);

      pursuit_set_str (&role->name, _(role->name));
    }
}

/*
 * pursuit_team_fill_coverage:
 *
 * Reads what there is to know of a deal, whoever asks; its cells are still to be computed.
 */
gboolean
pursuit_team_fill_coverage (PursuitDesk      *desk,
                            PursuitDeal      *deal,
                            PursuitCoverage  *coverage,
                            GError          **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);

  coverage->deal_id = PURSUIT_RECORD (deal)->id;
  coverage->customer_id = deal->customer_id;
  coverage->title = g_strdup (deal->title);
  coverage->amount = deal->amount;
  coverage->is_open = deal->status == PURSUIT_DEAL_OPEN;
  coverage->owner_id = deal->owner_id;
  coverage->owner = deal->owner_id != 0 ? pursuit_lookup_name (store, PURSUIT_TYPE_STAFF, deal->owner_id) : NULL;
  if (!pursuit_team_lookup_coverage (store, coverage, deal->process_id, error))
    return FALSE;

  translate_roles (coverage);
  find_position (coverage, deal->stage_id);
  add_owner (coverage);
  return TRUE;
}

/* A row for every role that the process knows or somebody has. */
static void
drop_rows (PursuitCoverage *coverage)
{
  for (guint i = coverage->roles->len; i > 0; i--)
    {
      const PursuitCoverageRole *role = g_ptr_array_index (coverage->roles, i - 1);
      gboolean wanted = pursuit_coverage_has_role (coverage, role->id);

      for (guint j = 0; !wanted && j < coverage->members->len; j++)
        {
          const PursuitCoverageMember *member = g_ptr_array_index (coverage->members, j);

          wanted = member->assignment_id != 0 && member->role_id == role->id;
        }
      for (guint j = 0; !wanted && j < coverage->asks->len; j++)
        wanted = ((PursuitCoverageAsk *) g_ptr_array_index (coverage->asks, j))->role_id == role->id;
      if (!wanted)
        g_ptr_array_remove_index (coverage->roles, i - 1);
    }
}

/**
 * pursuit_team_read_coverage:
 * @desk: a desk
 * @deal_id: a deal
 * @error: return location
 *
 * Reads which roles of a deal are filled, asked for and missing, stage by stage (TEAM-3). What the process asks for goes by the amount
 * of the deal also for those who may not see it.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED when the actor may not see the deal, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the coverage, computed
 */
PursuitCoverage *
pursuit_team_read_coverage (PursuitDesk  *desk,
                            gint64        deal_id,
                            GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitCoverage) coverage = pursuit_coverage_new ();
  g_auto(PursuitReading) reading = { NULL };
  g_autoptr(PursuitRecord) shown = NULL;
  g_autoptr(PursuitRecord) deal = NULL;
  PursuitSubject subject = { 0 };
  gboolean may_write = !pursuit_store_is_read_only (store);

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (!pursuit_reading_begin (&reading, store, error) ||
      (shown = pursuit_records_load (desk, PURSUIT_TYPE_DEAL, deal_id, error)) == NULL ||
      !pursuit_records_require_alive (shown, error) ||
      (deal = pursuit_store_load (store, PURSUIT_TYPE_DEAL, deal_id, error)) == NULL ||
      !pursuit_team_fill_coverage (desk, PURSUIT_DEAL (deal), coverage, error))
    return NULL;

  subject.owner_id = PURSUIT_DEAL (deal)->owner_id;
  subject.customer_id = PURSUIT_DEAL (deal)->customer_id;
  subject.deal_id = deal_id;
  coverage->customer = pursuit_lookup_name (store, PURSUIT_TYPE_CUSTOMER, coverage->customer_id);
  coverage->may_assign = may_write && pursuit_desk_require_about (desk, PURSUIT_RIGHT_TEAM, &subject, NULL);
  coverage->may_ask = may_write && pursuit_desk_require_about (desk, PURSUIT_RIGHT_REQUEST, &subject, NULL);
  drop_rows (coverage);
  pursuit_coverage_compute (coverage);
  return g_steal_pointer (&coverage);
}

/**
 * pursuit_team_add:
 * @desk: a desk, within a transaction
 * @assignment: a new assignment, its id is set
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Puts somebody on a deal for a verb that has asked whether the actor may.
 *
 * Fails as pursuit_team_assign(), except with %PURSUIT_ERROR_DENIED.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_team_add (PursuitDesk        *desk,
                  PursuitAssignment  *assignment,
                  gint64             *out_entry_id,
                  GError            **error)
{
  PursuitRecord *record = PURSUIT_RECORD (assignment);

  return pursuit_records_complete_part (desk, record, error) && pursuit_record_validate (record, error) &&
         pursuit_records_require_customer (desk, record, error) && pursuit_records_require_part (desk, NULL, record, error) &&
         pursuit_store_insert (pursuit_desk_get_store (desk), record, error) &&
         pursuit_desk_write_journal (desk, "create", NULL, record, out_entry_id, error);
}

/**
 * pursuit_team_assign:
 * @desk: a desk
 * @assignment: a new assignment with deal, role and person; without stages it is for all of them, without hours for those that the
 *   role usually takes; its id is set on success
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Puts somebody on a deal in a role (TEAM-3).
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may not; with %PURSUIT_ERROR_INVALID when the person is not with us any more, the
 * process has no such role or stage, the first stage comes after the last, somebody else leads there already, or they have the role
 * already; with %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE. Nothing is written then.
 *
 * Returns: %TRUE when they work on it
 */
gboolean
pursuit_team_assign (PursuitDesk        *desk,
                     PursuitAssignment  *assignment,
                     gint64             *out_entry_id,
                     GError            **error)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_ASSIGNMENT (assignment), FALSE);

  return pursuit_records_create (desk, PURSUIT_RECORD (assignment), out_entry_id, error);
}

/**
 * pursuit_team_release:
 * @desk: a desk
 * @assignment_id: an assignment
 * @day: (nullable): since when they do not work on the deal any more, today when %NULL
 * @reason: (nullable): why
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Somebody does not work on a deal any more; that they did stays in its history.
 *
 * Fails with %PURSUIT_ERROR_INVALID when they were released already or @day is still to come, %PURSUIT_ERROR_DENIED,
 * %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE; nothing is written then.
 *
 * Returns: %TRUE when it is written down
 */
gboolean
pursuit_team_release (PursuitDesk  *desk,
                      gint64        assignment_id,
                      const char   *day,
                      const char   *reason,
                      gint64       *out_entry_id,
                      GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autofree char *today = pursuit_date_today ();
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(PursuitRecord) after = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!pursuit_tx_begin (&tx, store, error) ||
      (before = pursuit_store_load (store, PURSUIT_TYPE_ASSIGNMENT, assignment_id, error)) == NULL ||
      !pursuit_records_require_alive (before, error) || !pursuit_records_require (desk, before, PURSUIT_RIGHT_EDIT, error))
    return FALSE;
  if (PURSUIT_ASSIGNMENT (before)->released_on != NULL)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This person was released already."));
      return FALSE;
    }

  after = pursuit_record_copy (before);
  g_object_set (after, "released-on", day != NULL ? day : today, NULL);
  if (!pursuit_str_empty (reason))
    g_object_set (after, "reason", reason, NULL);
  return pursuit_record_validate (after, error) && pursuit_records_require_part (desk, before, after, error) &&
         pursuit_store_update (store, after, error) &&
         pursuit_desk_write_journal (desk, PURSUIT_VERB_RELEASE, before, after, out_entry_id, error) &&
         pursuit_tx_commit (&tx, error);
}

/* For the stages in which the process has the role. */
static gboolean
add_default (PursuitDesk      *desk,
             PursuitCoverage  *coverage,
             gint64            member_id,
             GError          **error)
{
  g_autoptr(PursuitRecord) member =
    pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEFAULT_MEMBER, member_id, error);
  g_autoptr(PursuitAssignment) assignment = NULL;
  int from, until;

  if (member == NULL)
    return FALSE;
  if (!pursuit_coverage_find_span (coverage, PURSUIT_DEFAULT_MEMBER (member)->role_id, &from, &until))
    return TRUE;

  assignment = g_object_new (PURSUIT_TYPE_ASSIGNMENT, "deal-id", coverage->deal_id, "role-id", PURSUIT_DEFAULT_MEMBER (member)->role_id,
                             "staff-id", PURSUIT_DEFAULT_MEMBER (member)->staff_id, "hours", PURSUIT_DEFAULT_MEMBER (member)->hours,
                             "from-stage", (gint64) from, "until-stage", (gint64) until, NULL);
  return pursuit_team_add (desk, assignment, NULL, error);
}

/**
 * pursuit_team_begin:
 * @desk: a desk, within a transaction
 * @deal: a deal that was created in it
 * @error: return location
 *
 * Puts those on a new deal who work with its owner unless a deal says otherwise, for the stages in which its process has their roles.
 * Each is an entry of its own, so that one of them can be taken back.
 *
 * Fails as the store does.
 *
 * Returns: %TRUE when they work on it
 */
gboolean
pursuit_team_begin (PursuitDesk  *desk,
                    PursuitDeal  *deal,
                    GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitCoverage) coverage = NULL;
  g_autoptr(GArray) ids = NULL;

  if (deal->owner_id == 0)
    return TRUE;
  ids = pursuit_team_lookup_defaults (store, deal->owner_id, error);
  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    return TRUE;

  coverage = pursuit_coverage_new ();
  if (!pursuit_team_fill_coverage (desk, deal, coverage, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!add_default (desk, coverage, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static int
by_place (gconstpointer a,
          gconstpointer b)
{
  const PursuitTeamGap *first = *(PursuitTeamGap *const *) a;
  const PursuitTeamGap *second = *(PursuitTeamGap *const *) b;

  if (first->position != second->position)
    return first->position - second->position;
  if (first->role_id != second->role_id)
    return first->role_id < second->role_id ? -1 : 1;

  return first->deal_id < second->deal_id ? -1 : first->deal_id > second->deal_id;
}

/**
 * pursuit_team_list_gaps:
 * @desk: a desk
 * @query: (nullable): of which deals, all when %NULL; open ones only in either case
 * @error: return location
 *
 * Lists the roles that open deals need now or next, and do not have (TEAM-3), as far as the actor may see the deals.
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitTeamGap): the gaps, by stage and role
 */
GPtrArray *
pursuit_team_list_gaps (PursuitDesk         *desk,
                        const PursuitQuery  *query,
                        GError             **error)
{
  g_autoptr(PursuitQuery) open = query != NULL ? pursuit_query_copy (query) : pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GArray) ids = NULL;
  GPtrArray *gaps;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  open->status = PURSUIT_DEAL_OPEN;
  ids = pursuit_desk_query_ids (desk, open, 0, error);
  if (ids == NULL)
    return NULL;
  gaps = pursuit_team_lookup_gaps (pursuit_desk_get_store (desk), (const gint64 *) (gpointer) ids->data, ids->len, error);
  if (gaps == NULL)
    return NULL;

  for (guint i = 0; i < gaps->len; i++)
    {
      PursuitTeamGap *gap = g_ptr_array_index (gaps, i);

      pursuit_set_str (&gap->role, _(gap->role));
    }
  g_ptr_array_sort (gaps, by_place);
  return gaps;
}
