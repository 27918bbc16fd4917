/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-team-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records-private.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"

/* What an assignment may be (TEAM-1 to TEAM-3), whichever way it is written. */

/**
 * pursuit_team_complete_assignment:
 * @desk: a desk
 * @assignment: a new assignment
 * @error: return location
 *
 * Fills in what need not be said: as many hours a week as the role usually takes.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such role, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @assignment is complete
 */
gboolean
pursuit_team_complete_assignment (PursuitDesk        *desk,
                                  PursuitAssignment  *assignment,
                                  GError            **error)
{
  g_autoptr(PursuitRecord) role = NULL;

  if (assignment->hours != 0 || assignment->role_id == 0)
    return TRUE;
  role = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, assignment->role_id, error);
  if (role == NULL)
    return FALSE;

  assignment->hours = PURSUIT_ROLE (role)->hours;
  return TRUE;
}

static gboolean
require_same_people (PursuitAssignment  *before,
                     PursuitAssignment  *after,
                     GError            **error)
{
  if (before == NULL || (before->staff_id == after->staff_id && before->role_id == after->role_id))
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("Who worked on a deal in a role stays in its history: release this person, and assign the other one."));
  return FALSE;
}

static gboolean
require_days (PursuitAssignment  *assignment,
              GError            **error)
{
  g_autofree char *today = pursuit_date_today ();

  if (assignment->from_on != NULL && assignment->until_on != NULL && strcmp (assignment->from_on, assignment->until_on) > 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%1$s is after %2$s."), assignment->from_on, assignment->until_on);
      return FALSE;
    }
  if (assignment->released_on == NULL || strcmp (assignment->released_on, today) <= 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Nobody can have been released on %s, which is still to come."),
               assignment->released_on);
  return FALSE;
}

static gboolean
has_stage (PursuitCoverage *coverage,
           gint64           position)
{
  for (guint i = 0; i < coverage->stages->len; i++)
    if (((PursuitCoverageStage *) g_ptr_array_index (coverage->stages, i))->position == position)
      return TRUE;

  return position == 0;
}

static gboolean
require_span (PursuitCoverage    *coverage,
              PursuitAssignment  *assignment,
              GError            **error)
{
  gint64 from = assignment->from_stage, until = assignment->until_stage;

  if (until != 0 && from > until)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Stage %1$lld comes after stage %2$lld."), (long long) from,
                   (long long) until);
      return FALSE;
    }
  if (has_stage (coverage, from) && has_stage (coverage, until))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The process of “%1$s” has no stage %2$lld."), coverage->title,
               (long long) (has_stage (coverage, from) ? until : from));
  return FALSE;
}

static gboolean
require_role (PursuitDesk        *desk,
              PursuitCoverage    *coverage,
              PursuitAssignment  *assignment,
              GError            **error)
{
  g_autoptr(PursuitRecord) role =
    pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, assignment->role_id, error);

  if (role == NULL || !pursuit_records_require_alive (role, error))
    return FALSE;
  if (!PURSUIT_ROLE (role)->works_on_deals)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a role that people have on deals."),
                   _(PURSUIT_ROLE (role)->name));
      return FALSE;
    }
  if (pursuit_coverage_has_role (coverage, assignment->role_id))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The process of “%1$s” has no role “%2$s”."), coverage->title,
               _(PURSUIT_ROLE (role)->name));
  return FALSE;
}

static gboolean
require_person (PursuitDesk        *desk,
                PursuitAssignment  *assignment,
                GError            **error)
{
  g_autoptr(PursuitRecord) staff =
    pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAFF, assignment->staff_id, error);

  if (staff == NULL || !pursuit_records_require_alive (staff, error))
    return FALSE;
  if (!PURSUIT_STAFF (staff)->inactive)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not with us any more."), pursuit_record_get_name (staff));
  return FALSE;
}

static gboolean
require_place (PursuitCoverage    *coverage,
               PursuitAssignment  *assignment,
               GError            **error)
{
  const PursuitCoverageMember member = {
    .assignment_id = PURSUIT_RECORD (assignment)->id,
    .role_id = assignment->role_id,
    .staff_id = assignment->staff_id,
    .from_stage = (int) assignment->from_stage,
    .until_stage = (int) assignment->until_stage,
  };
  int position;
  const PursuitCoverageMember *other = pursuit_coverage_find_overlap (coverage, &member, &position);

  if (other == NULL)
    return TRUE;
  if (other->staff_id == assignment->staff_id)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” has this role in stage %2$d already."), other->name, position);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 _("“%1$s” leads in stage %2$d already, and a stage has one lead: release “%1$s” first, or choose other stages."),
                 other->name, position);
  return FALSE;
}

static gboolean
require_deal (PursuitDeal  *deal,
              GError      **error)
{
  if (deal->status != PURSUIT_DEAL_LOST)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” was lost: nobody works on it any more."), deal->title);
  return FALSE;
}

/* Whether what is written makes somebody work on the deal who does not yet, or in other stages. */
static gboolean
is_news (PursuitAssignment *before,
         PursuitAssignment *after)
{
  if (after->released_on != NULL)
    return FALSE;

  return before == NULL || before->released_on != NULL || before->from_stage != after->from_stage ||
         before->until_stage != after->until_stage;
}

/**
 * pursuit_team_require_assignment:
 * @desk: a desk, within a transaction
 * @deal: the deal of the assignment
 * @before: (nullable): the assignment as it is, %NULL when it is new or comes back
 * @after: the assignment as it is to be
 * @error: return location
 *
 * Somebody who is with us has a role that the process of the deal knows, in stages that it has; no two lead in one stage, and nobody
 * has the same role twice at a time. One may play a role that is not one's own.
 *
 * Fails with %PURSUIT_ERROR_INVALID, %PURSUIT_ERROR_NOT_FOUND when a person or a role is gone, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @after may be written
 */
gboolean
pursuit_team_require_assignment (PursuitDesk        *desk,
                                 PursuitDeal        *deal,
                                 PursuitAssignment  *before,
                                 PursuitAssignment  *after,
                                 GError            **error)
{
  g_autoptr(PursuitCoverage) coverage = pursuit_coverage_new ();

  if (!require_same_people (before, after, error) || !require_days (after, error))
    return FALSE;
  if (!is_news (before, after))
    return TRUE;

  return require_deal (deal, error) && pursuit_team_fill_coverage (desk, deal, coverage, error) &&
         require_role (desk, coverage, after, error) && require_person (desk, after, error) &&
         require_span (coverage, after, error) && require_place (coverage, after, error);
}
