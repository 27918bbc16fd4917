/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-requests.h"

#include <glib/gi18n-lib.h>

#include "pursuit-assignment.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-lookups.h"
#include "pursuit-records-private.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"
#include "pursuit-stage.h"
#include "pursuit-str.h"

/*
 * Requests for a role (TEAM-4). Asking is creating a record; what becomes of it is one verb, which alone may write how far a request
 * has come:
 *
 *   asked ──▶ accepted ──▶ done          accepting puts the person on the deal, in the same transaction
 *     ├─────▶ declined                   with a reason
 *     └─────▶ withdrawn                  by whoever asked
 */

static PursuitRole *
load_role (PursuitDesk  *desk,
           gint64        role_id,
           GError      **error)
{
  PursuitRecord *role = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, role_id, error);

  return role != NULL ? PURSUIT_ROLE (role) : NULL;
}

static gboolean
administers (PursuitDesk *desk)
{
  return pursuit_desk_get_scope (desk, PURSUIT_RIGHT_ADMINISTER) != PURSUIT_SCOPE_NONE;
}

/* The owner of the file has no number. */
static gboolean
is_actor (PursuitDesk *desk,
          gint64       staff_id)
{
  return staff_id != 0 && staff_id == pursuit_desk_get_actor_id (desk);
}

static gboolean
is_requester (PursuitDesk *desk,
              gint64       requester_id)
{
  return requester_id == pursuit_desk_get_actor_id (desk);
}

/* Nobody can be asked who is not there any more. */
static gboolean
require_person (PursuitDesk  *desk,
                gint64        staff_id,
                GError      **error)
{
  g_autoptr(PursuitRecord) staff = NULL;

  if (staff_id == 0)
    return TRUE;
  staff = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAFF, staff_id, error);
  if (staff == NULL || !pursuit_records_require_alive (staff, error))
    return FALSE;
  if (!PURSUIT_STAFF (staff)->inactive)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” does not work here any more."), pursuit_record_get_name (staff));
  return FALSE;
}

static gboolean
require_role (PursuitDesk  *desk,
              gint64        role_id,
              GError      **error)
{
  g_autoptr(PursuitRole) role = load_role (desk, role_id, error);

  if (role == NULL || !pursuit_records_require_alive (PURSUIT_RECORD (role), error))
    return FALSE;
  if (role->works_on_deals)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Nobody works on deals in the role “%s”."),
               pursuit_locale_choose_name (role->name, NULL));
  return FALSE;
}

static gboolean
require_day (PursuitRoleRequest  *request,
             GError             **error)
{
  g_autofree char *today = pursuit_date_today ();

  if (g_strcmp0 (request->needed_on, today) >= 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Nobody can come on %s, which is over."), request->needed_on);
  return FALSE;
}

static gboolean
require_open_deal (PursuitDesk         *desk,
                   PursuitRoleRequest  *request,
                   GError             **error)
{
  g_autoptr(PursuitRecord) deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, request->deal_id, error);

  if (deal == NULL)
    return FALSE;
  if (PURSUIT_DEAL (deal)->status == PURSUIT_DEAL_OPEN)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is closed; it needs nobody any more."),
               pursuit_record_get_name (deal));
  return FALSE;
}

/**
 * pursuit_requests_complete:
 * @desk: a desk
 * @request: a new request
 * @deal: its deal
 *
 * Fills in what a request need not say: who asks, and for which stage.
 *
 * Returns: %TRUE
 */
gboolean
pursuit_requests_complete (PursuitDesk         *desk,
                           PursuitRoleRequest  *request,
                           PursuitRecord       *deal)
{
  g_autoptr(PursuitRecord) stage = NULL;

  request->requester_id = pursuit_desk_get_actor_id (desk);
  if (request->stage != 0)
    return TRUE;

  stage = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, PURSUIT_DEAL (deal)->stage_id, NULL);
  request->stage = stage != NULL ? PURSUIT_STAGE (stage)->position : 0;
  return TRUE;
}

static gboolean
answers (PursuitDesk        *desk,
         PursuitRoleRequest *request,
         PursuitRole        *role)
{
  return is_actor (desk, request->staff_id) || is_actor (desk, role->coordinator_id) || administers (desk);
}

static gboolean
refuse_answer (PursuitDesk         *desk,
               PursuitRoleRequest  *request,
               PursuitRole         *role,
               GError             **error)
{
  gint64 staff_id = request->staff_id != 0 ? request->staff_id : role->coordinator_id;
  g_autofree char *name = pursuit_lookup_name (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAFF, staff_id);

  if (name != NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED,
                 /* Translators: %1$s is a person, %2$s a role */
                 _("This was asked of “%1$s”: they answer it, or whoever coordinates “%2$s”, or an administrator."), name,
                 pursuit_locale_choose_name (role->name, NULL));
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, _("Nobody coordinates “%s”: an administrator answers this."),
                 pursuit_locale_choose_name (role->name, NULL));
  return FALSE;
}

/**
 * pursuit_requests_require:
 * @desk: a desk
 * @request: what somebody wants to change
 * @subject: its deal
 * @error: return location
 *
 * A new request takes the right to ask; one that is there is changed, and what was done with it taken back, by whoever asked and whoever
 * may answer.
 *
 * Fails with %PURSUIT_ERROR_DENIED, or as the store does.
 *
 * Returns: %TRUE when the actor may
 */
gboolean
pursuit_requests_require (PursuitDesk           *desk,
                          PursuitRoleRequest    *request,
                          const PursuitSubject  *subject,
                          GError               **error)
{
  g_autoptr(PursuitRole) role = NULL;

  if (PURSUIT_RECORD (request)->id == 0)
    return pursuit_desk_require_about (desk, PURSUIT_RIGHT_REQUEST, subject, error);
  role = load_role (desk, request->role_id, error);
  if (role == NULL)
    return FALSE;

  return is_requester (desk, request->requester_id) || answers (desk, request, role) || refuse_answer (desk, request, role, error);
}

/* How far it has come is written by answering it. */
static gboolean
require_unanswered (PursuitRoleRequest  *before,
                    PursuitRoleRequest  *after,
                    GError             **error)
{
  if (before->state == PURSUIT_REQUEST_ASKED && after->state == PURSUIT_REQUEST_ASKED && before->deal_id == after->deal_id &&
      before->role_id == after->role_id && before->requester_id == after->requester_id && after->answered_at == 0 &&
      after->answered_by_id == 0)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       before->state == PURSUIT_REQUEST_ASKED
                         ? _("Of a request, the deal, the role and who asked stay as they are; it is answered, not edited.")
                         : _("This request was answered already."));
  return FALSE;
}

/**
 * pursuit_requests_require_part:
 * @desk: a desk, within a transaction
 * @before: (nullable): the request as it is, %NULL when it is new, comes back, or what was done with it is taken back
 * @after: the request as it is to be
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when it cannot be asked so, %PURSUIT_ERROR_NOT_FOUND, or as the store does.
 *
 * Returns: %TRUE when @after can be written
 */
gboolean
pursuit_requests_require_part (PursuitDesk         *desk,
                               PursuitRoleRequest  *before,
                               PursuitRoleRequest  *after,
                               GError             **error)
{
  gboolean is_new = PURSUIT_RECORD (after)->id == 0;

  if (is_new && after->state != PURSUIT_REQUEST_ASKED)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A new request is answered by nobody yet."));
      return FALSE;
    }
  if (before != NULL && !require_unanswered (before, after, error))
    return FALSE;
  if ((is_new || (before != NULL && g_strcmp0 (before->needed_on, after->needed_on) != 0)) && !require_day (after, error))
    return FALSE;
  if ((is_new || (before != NULL && before->staff_id != after->staff_id)) && !require_person (desk, after->staff_id, error))
    return FALSE;

  return !is_new || (require_role (desk, after->role_id, error) && require_open_deal (desk, after, error));
}

/**
 * pursuit_requests_require_change:
 * @desk: a desk
 * @before: a record as it was, a blank one for a new record
 * @after: the record as it is to be
 * @error: return location
 *
 * What somebody answered is taken back by others only who could have answered it.
 *
 * Fails with %PURSUIT_ERROR_DENIED, or as the store does.
 *
 * Returns: %TRUE unless @after is a request that is answered otherwise
 */
gboolean
pursuit_requests_require_change (PursuitDesk    *desk,
                                 PursuitRecord  *before,
                                 PursuitRecord  *after,
                                 GError        **error)
{
  g_autoptr(PursuitRole) role = NULL;

  if (!PURSUIT_IS_ROLE_REQUEST (after) || before->id == 0 ||
      PURSUIT_ROLE_REQUEST (before)->state == PURSUIT_ROLE_REQUEST (after)->state)
    return TRUE;
  role = load_role (desk, PURSUIT_ROLE_REQUEST (after)->role_id, error);

  return role != NULL && (answers (desk, PURSUIT_ROLE_REQUEST (before), role) ||
                          refuse_answer (desk, PURSUIT_ROLE_REQUEST (before), role, error));
}

/**
 * pursuit_requests_may_go:
 * @record: a request that is to be deleted
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID: what was answered is history.
 *
 * Returns: %TRUE when nobody answered it
 */
gboolean
pursuit_requests_may_go (PursuitRecord  *record,
                         GError        **error)
{
  if (PURSUIT_ROLE_REQUEST (record)->state == PURSUIT_REQUEST_ASKED)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This request was answered; it stays."));
  return FALSE;
}

static gboolean
puts_on_deal (PursuitRecord *request)
{
  gint64 state = PURSUIT_ROLE_REQUEST (request)->state;

  return request->deleted_at == 0 && (state == PURSUIT_REQUEST_ACCEPTED || state == PURSUIT_REQUEST_DONE);
}

/**
 * pursuit_requests_follow:
 * @desk: a desk, within a transaction
 * @before: (nullable): a request as it was until now
 * @after: the same as an undo made it again
 * @error: return location
 *
 * Takes what followed from an acceptance back with it, or does it again.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when the person was released since, or as the store does.
 *
 * Returns: %TRUE when request and assignment agree
 */
gboolean
pursuit_requests_follow (PursuitDesk    *desk,
                         PursuitRecord  *before,
                         PursuitRecord  *after,
                         GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) assignment = NULL;
  gint64 id;

  if (!PURSUIT_IS_ROLE_REQUEST (after) || before == NULL || puts_on_deal (before) == puts_on_deal (after))
    return TRUE;
  if (!pursuit_request_lookup_assignment (store, PURSUIT_ROLE_REQUEST (after)->deal_id, after->id, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  assignment = pursuit_store_load (store, PURSUIT_TYPE_ASSIGNMENT, id, error);
  if (assignment == NULL)
    return FALSE;
  if (PURSUIT_ASSIGNMENT (assignment)->released_on != NULL)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
                           _("The person was released from the deal since; it cannot be undone."));
      return FALSE;
    }

  return (assignment->deleted_at == 0) == puts_on_deal (after) ||
         pursuit_store_set_deleted (store, assignment, !puts_on_deal (after), error);
}

/**
 * pursuit_requests_ask:
 * @desk: a desk
 * @request: a new request: deal, role, what for and needed by when; its id is set on success
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Asks for a role on a deal, of a person or of whoever coordinates the role.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID when the day is over, the role is none that works on deals, the person does
 * not work here any more or the deal is closed, %PURSUIT_ERROR_NOT_FOUND, or as the store does.
 *
 * Returns: %TRUE when it is asked
 */
gboolean
pursuit_requests_ask (PursuitDesk         *desk,
                      PursuitRoleRequest  *request,
                      gint64              *out_entry_id,
                      GError             **error)
{
  g_return_val_if_fail (PURSUIT_IS_ROLE_REQUEST (request), FALSE);

  return pursuit_records_create (desk, PURSUIT_RECORD (request), out_entry_id, error);
}

/* What is done with a request, as far as it was read. */
typedef struct
{
  PursuitDesk *desk;
  const PursuitAnswer *answer;
  PursuitRoleRequest *request;
  PursuitRole *role;
} Answering;

static gboolean
require_step (Answering  *self,
              GError    **error)
{
  PursuitRequestState from = (PursuitRequestState) self->request->state;
  PursuitRequestState to = self->answer->state;

  if (to == PURSUIT_REQUEST_DONE ? from == PURSUIT_REQUEST_ACCEPTED : from == PURSUIT_REQUEST_ASKED && to != PURSUIT_REQUEST_ASKED)
    return TRUE;

  if (to == PURSUIT_REQUEST_DONE && from == PURSUIT_REQUEST_ASKED)
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Nobody accepted this request yet."));
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This request was answered already: %s."),
                 pursuit_enum_get_label (PURSUIT_TYPE_REQUEST_STATE, (int) from));
  return FALSE;
}

/* Whoever asked withdraws; whoever was asked answers; either says that it is done. */
static gboolean
require_actor (Answering  *self,
               GError    **error)
{
  gboolean is_mine = is_requester (self->desk, self->request->requester_id);

  if (self->answer->state == PURSUIT_REQUEST_WITHDRAWN && !is_mine && !administers (self->desk))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED,
                           _("Only whoever asked, or an administrator, may withdraw a request."));
      return FALSE;
    }
  if (answers (self->desk, self->request, self->role) ||
      (is_mine && (self->answer->state == PURSUIT_REQUEST_WITHDRAWN || self->answer->state == PURSUIT_REQUEST_DONE)))
    return TRUE;

  return refuse_answer (self->desk, self->request, self->role, error);
}

static gboolean
require_reason (Answering  *self,
                GError    **error)
{
  g_autofree char *reason = pursuit_str_dup_stripped (self->answer->reason != NULL ? self->answer->reason : "");

  if (self->answer->state != PURSUIT_REQUEST_DECLINED || !pursuit_str_empty (reason))
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Say why the request is declined."));
  return FALSE;
}

/* Who comes: somebody else than the person asked is named by whoever coordinates the role. */
static gboolean
choose_person (Answering  *self,
               gint64     *out_staff_id,
               GError    **error)
{
  gint64 asked_id = self->request->staff_id;
  gint64 staff_id = self->answer->staff_id != 0 ? self->answer->staff_id
                    : asked_id != 0             ? asked_id
                                                : pursuit_desk_get_actor_id (self->desk);

  if (staff_id == 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Say who comes."));
      return FALSE;
    }
  if (staff_id != asked_id && !is_actor (self->desk, self->role->coordinator_id) && !administers (self->desk))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED,
                   _("Only whoever coordinates “%s”, or an administrator, names another person."),
                   pursuit_locale_choose_name (self->role->name, NULL));
      return FALSE;
    }

  *out_staff_id = staff_id;
  return require_person (self->desk, staff_id, error);
}

/* The hours of the request itself count in the week in which it is needed; those of the assignment in every week. */
static gint64
choose_hours (Answering *self)
{
  if (self->answer->hours >= 0)
    return self->answer->hours;

  return self->request->hours > 0 ? 0 : self->role->hours;
}

static gboolean
put_on_deal (Answering  *self,
             GError    **error)
{
  PursuitRoleRequest *request = self->request;
  gint64 hours = choose_hours (self);
  g_autoptr(PursuitRecord) assignment =
    g_object_new (PURSUIT_TYPE_ASSIGNMENT, "customer-id", request->customer_id, "deal-id", request->deal_id, "role-id",
                  request->role_id, "staff-id", request->staff_id, "from-stage", request->stage, "until-stage", request->stage,
                  "hours", hours, "request-id", PURSUIT_RECORD (request)->id, NULL);

  /* By the rules of every assignment, but part of this entry. */
  return pursuit_records_complete_part (self->desk, assignment, error) && pursuit_record_validate (assignment, error) &&
         pursuit_records_require_part (self->desk, NULL, assignment, error) &&
         pursuit_store_insert (pursuit_desk_get_store (self->desk), assignment, error);
}

static gboolean
accept (Answering  *self,
        GError    **error)
{
  gint64 staff_id;

  if (self->answer->state != PURSUIT_REQUEST_ACCEPTED)
    return TRUE;
  if (!choose_person (self, &staff_id, error) || !require_role (self->desk, self->request->role_id, error) ||
      !require_open_deal (self->desk, self->request, error))
    return FALSE;

  g_object_set (self->request, "staff-id", staff_id, NULL);
  return put_on_deal (self, error);
}

static const char *
get_verb (PursuitRequestState state)
{
  switch (state)
    {
    case PURSUIT_REQUEST_ACCEPTED:
      return PURSUIT_VERB_REQUEST_ACCEPT;
    case PURSUIT_REQUEST_DECLINED:
      return PURSUIT_VERB_REQUEST_DECLINE;
    case PURSUIT_REQUEST_DONE:
      return PURSUIT_VERB_REQUEST_DONE;
    case PURSUIT_REQUEST_WITHDRAWN:
    case PURSUIT_REQUEST_ASKED:
    default:
      return PURSUIT_VERB_REQUEST_WITHDRAW;
    }
}

/* That something is done is no other answer: who accepted it, and when, stays. */
static void
write_down (Answering *self)
{
  g_autofree char *reason = pursuit_str_dup_stripped (self->answer->reason != NULL ? self->answer->reason : "");

  g_object_set (self->request, "state", (gint64) self->answer->state, NULL);
  if (!pursuit_str_empty (reason))
    g_object_set (self->request, "reason", reason, NULL);
  if (self->answer->state != PURSUIT_REQUEST_DONE)
    g_object_set (self->request, "answered-by-id", pursuit_desk_get_actor_id (self->desk), "answered-at", pursuit_time_now (), NULL);
}

/**
 * pursuit_requests_answer:
 * @desk: a desk
 * @answer: what becomes of a request
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Accepts a request, which puts the person on the deal for the stage, declines it with a reason, says that it is done, or withdraws it.
 * It is answered by the person asked, by whoever coordinates the role, or by an administrator.
 *
 * Fails with %PURSUIT_ERROR_DENIED when that is somebody else, %PURSUIT_ERROR_INVALID when it was answered already, a reason is missing
 * or who is named does not work here any more, %PURSUIT_ERROR_NOT_FOUND, or as the store does; nothing is written then.
 *
 * Returns: %TRUE when it is written down
 */
gboolean
pursuit_requests_answer (PursuitDesk          *desk,
                         const PursuitAnswer  *answer,
                         gint64               *out_entry_id,
                         GError              **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(PursuitRecord) after = NULL;
  g_autoptr(PursuitRole) role = NULL;
  g_auto(PursuitTx) tx = { NULL };
  Answering self = { desk, answer, NULL, NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && answer != NULL, FALSE);

  if (!pursuit_tx_begin (&tx, store, error) ||
      !(before = pursuit_store_load (store, PURSUIT_TYPE_ROLE_REQUEST, answer->request_id, error)) ||
      !pursuit_records_require_alive (before, error) ||
      !(role = load_role (desk, PURSUIT_ROLE_REQUEST (before)->role_id, error)))
    return FALSE;

  after = pursuit_record_copy (before);
  self.request = PURSUIT_ROLE_REQUEST (after);
  self.role = role;
  if (!require_actor (&self, error) || !require_step (&self, error) || !require_reason (&self, error) || !accept (&self, error))
    return FALSE;

  write_down (&self);
  return pursuit_record_validate (after, error) && pursuit_store_update (store, after, error) &&
         pursuit_desk_write_journal (desk, get_verb (answer->state), before, after, out_entry_id, error) &&
         pursuit_tx_commit (&tx, error);
}
