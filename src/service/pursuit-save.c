/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-save.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-posts.h"
#include "pursuit-records.h"
#include "pursuit-requests.h"
#include "pursuit-standing.h"
#include "pursuit-wall-verbs.h"

/**
 * pursuit_save_new:
 * @verb: what to do
 * @type: to which type of record
 * @id: to which one
 *
 * Returns: (transfer full): a save whose other members the caller sets
 */
PursuitSave *
pursuit_save_new (PursuitSaveVerb verb,
                  GType           type,
                  gint64          id)
{
  PursuitSave *self = g_new0 (PursuitSave, 1);

  self->verb = verb;
  self->type = type;
  self->id = id;

  return self;
}

/**
 * pursuit_save_new_create:
 * @record: a new record, which is copied
 *
 * Returns: (transfer full): the wish to have it
 */
PursuitSave *
pursuit_save_new_create (PursuitRecord *record)
{
  PursuitSave *self;

  g_return_val_if_fail (PURSUIT_IS_RECORD (record), NULL);

  self = pursuit_save_new (PURSUIT_SAVE_CREATE, G_OBJECT_TYPE (record), 0);
  self->edited = pursuit_record_copy (record);

  return self;
}

/**
 * pursuit_save_new_edit:
 * @original: a record as it was when editing began, which is copied
 * @edited: the same as it is wanted, which is copied
 *
 * Returns: (transfer full): the wish to have it changed
 */
PursuitSave *
pursuit_save_new_edit (PursuitRecord *original,
                       PursuitRecord *edited)
{
  PursuitSave *self;

  g_return_val_if_fail (PURSUIT_IS_RECORD (original) && PURSUIT_IS_RECORD (edited), NULL);
  g_return_val_if_fail (G_OBJECT_TYPE (original) == G_OBJECT_TYPE (edited), NULL);

  self = pursuit_save_new (PURSUIT_SAVE_EDIT, G_OBJECT_TYPE (edited), edited->id);
  self->original = pursuit_record_copy (original);
  self->edited = pursuit_record_copy (edited);

  return self;
}

/**
 * pursuit_save_new_undo:
 * @entry_id: a journal entry
 *
 * Returns: (transfer full): the wish to have it taken back
 */
PursuitSave *
pursuit_save_new_undo (gint64 entry_id)
{
  PursuitSave *self = pursuit_save_new (PURSUIT_SAVE_UNDO, G_TYPE_INVALID, 0);

  self->entry_id = entry_id;

  return self;
}

/**
 * pursuit_save_copy:
 * @self: a save
 *
 * Returns: (transfer full): an independent copy
 */
PursuitSave *
pursuit_save_copy (const PursuitSave *self)
{
  PursuitSave *copy = g_memdup2 (self, sizeof *self);

  copy->original = self->original != NULL ? pursuit_record_copy (self->original) : NULL;
  copy->edited = self->edited != NULL ? pursuit_record_copy (self->edited) : NULL;
  copy->text = g_strdup (self->text);
  copy->other = g_strdup (self->other);
  copy->day = g_strdup (self->day);
  copy->client = g_strdup (self->client);
  copy->actor = g_strdup (self->actor);

  return copy;
}

/**
 * pursuit_save_free:
 * @self: (transfer full): a save
 */
void
pursuit_save_free (PursuitSave *self)
{
  g_clear_object (&self->original);
  g_clear_object (&self->edited);
  g_free (self->text);
  g_free (self->other);
  g_free (self->day);
  g_free (self->client);
  g_free (self->actor);
  g_free (self);
}

/**
 * pursuit_save_is_about:
 * @self: a save
 * @other: another
 *
 * Returns: %TRUE when both are about the same record, so that their order matters
 */
gboolean
pursuit_save_is_about (const PursuitSave *self,
                       const PursuitSave *other)
{
  return self->type != G_TYPE_INVALID && self->type == other->type && self->id != 0 && self->id == other->id;
}

/* A next step that still waits to be planned. */
static void
follow_plan (PursuitSave       *self,
             const PursuitSave *earlier)
{
  static const char *const names[] = { "next_step", "next_step_on" };
  const char *const values[] = { earlier->text, earlier->day };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const PursuitField *field = pursuit_record_type_find (self->type, names[i]);
      gboolean is_touched = self->edited != NULL && g_strcmp0 (pursuit_record_get_text (self->edited, field),
                                                               pursuit_record_get_text (self->original, field)) != 0;

      pursuit_record_set_text (self->original, field, values[i]);
      if (self->edited != NULL && !is_touched)
        pursuit_record_set_text (self->edited, field, values[i]);
    }
}

/* Fields that still wait to be written; those that this window knows otherwise came from somebody else. */
static void
follow_edit (PursuitSave       *self,
             const PursuitSave *earlier)
{
  PursuitFieldMask changed = pursuit_record_diff (earlier->original, earlier->edited) &
                             ~pursuit_record_diff (self->original, earlier->original);
  PursuitFieldMask touched = self->edited != NULL ? pursuit_record_diff (self->original, self->edited) : 0;
  g_autoptr(PursuitRecord) wanted = NULL;

  /* Of own fields each is looked at for itself. */
  if (self->edited != NULL && (changed & touched & pursuit_record_get_extra_bit (self->edited)))
    {
      wanted = pursuit_record_copy (earlier->edited);
      pursuit_record_carry_extra (wanted, self->original, self->edited);
      pursuit_record_assign (self->edited, wanted, pursuit_record_get_extra_bit (wanted));
    }
  pursuit_record_assign (self->original, earlier->edited, changed);
  if (self->edited != NULL)
    pursuit_record_assign (self->edited, earlier->edited, changed & ~touched);
}

/**
 * pursuit_save_follow:
 * @self: a save that nobody has tried yet
 * @earlier: one about the same record that will be written before it
 *
 * Lets a save begin where an earlier one that still waits will have left the record: what a person does in a window that
 * cannot show the earlier change as saved is not in conflict with that change.
 */
void
pursuit_save_follow (PursuitSave       *self,
                     const PursuitSave *earlier)
{
  gboolean looks_at_fields = self->verb == PURSUIT_SAVE_EDIT || self->verb == PURSUIT_SAVE_REVIVE ||
                             self->verb == PURSUIT_SAVE_DELETE;

  if (!looks_at_fields || self->original == NULL || !pursuit_save_is_about (self, earlier))
    return;

  if (earlier->verb == PURSUIT_SAVE_PLAN)
    follow_plan (self, earlier);
  else if (earlier->original != NULL && earlier->edited != NULL)
    follow_edit (self, earlier);
}

/* The next step alone, on top of whatever the deal has become meanwhile. */
static gboolean
plan_next_step (PursuitSave  *self,
                PursuitDesk  *desk,
                gint64       *out_entry_id,
                GError      **error)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), self->type, self->id, error);
  g_autoptr(PursuitRecord) edited = NULL;

  if (original == NULL)
    return FALSE;

  edited = pursuit_record_copy (original);
  pursuit_record_set_text (edited, pursuit_record_type_find (self->type, "next_step"), self->text);
  pursuit_record_set_text (edited, pursuit_record_type_find (self->type, "next_step_on"), self->day);

  return pursuit_records_save (desk, original, edited, out_entry_id, error);
}

static gboolean
create (PursuitSave  *self,
        PursuitDesk  *desk,
        gint64       *out_entry_id,
        GError      **error)
{
  gboolean made = PURSUIT_IS_DEAL (self->edited)
                    ? pursuit_deals_create (desk, PURSUIT_DEAL (self->edited), self->position, out_entry_id, error)
                    : pursuit_records_create (desk, self->edited, out_entry_id, error);

  if (made)
    self->id = self->edited->id;

  return made;
}

static const char *
get_deal_verb (PursuitSaveVerb verb)
{
  static const char *const verbs[] = {
    [PURSUIT_SAVE_MOVE] = "move",
    [PURSUIT_SAVE_WIN] = "win",
    [PURSUIT_SAVE_LOSE] = "lose",
    [PURSUIT_SAVE_REOPEN] = "reopen",
    [PURSUIT_SAVE_BUYER_STAGE] = "buyer-stage",
    [PURSUIT_SAVE_PARK] = "park",
    [PURSUIT_SAVE_UNPARK] = "unpark",
    [PURSUIT_SAVE_ESTIMATE] = "estimate",
    [PURSUIT_SAVE_HAND_OVER] = "hand-over",
    [PURSUIT_SAVE_ACCEPT] = "accept",
  };

  return verbs[verb];
}

static gboolean
change_deal (PursuitSave  *self,
             PursuitDesk  *desk,
             gint64       *out_entry_id,
             GError      **error)
{
  PursuitDealChange change = { .verb = get_deal_verb (self->verb), .deal_id = self->id, .position = self->position,
                               .reason = self->text, .override = self->override, .lost_to = self->other,
                               .day = self->day, .ref_id = self->ref_id };

  if (self->original != NULL)
    {
      change.seen.stage_id = PURSUIT_DEAL (self->original)->stage_id;
      change.seen.status = PURSUIT_DEAL (self->original)->status;
      change.seen.buyer_stage_id = PURSUIT_DEAL (self->original)->buyer_stage_id;
      change.seen.client = self->client;
    }

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

static gboolean
judge (PursuitSave  *self,
       PursuitDesk  *desk,
       gint64       *out_entry_id,
       GError      **error)
{
  PursuitStandingChange change = { .customer_id = self->id, .value = self->position, .reason = self->text };

  if (self->original != NULL)
    change.seen = PURSUIT_CUSTOMER (self->original);

  g_return_val_if_fail (pursuit_standing_kind_from_nick (self->other, &change.kind), FALSE);

  return pursuit_standing_change (desk, &change, out_entry_id, error);
}

/* Where a person works. */
static gboolean
change_post (PursuitSave  *self,
             PursuitDesk  *desk,
             gint64       *out_entry_id,
             GError      **error)
{
  if (self->verb == PURSUIT_SAVE_POST)
    return pursuit_contacts_move (desk, self->id, self->ref_id, self->text, self->day, out_entry_id, error);

  return self->verb == PURSUIT_SAVE_LEAVE ? pursuit_contacts_leave (desk, self->id, self->day, out_entry_id, error)
                                          : pursuit_contacts_come_back (desk, self->id, self->text, out_entry_id, error);
}

static gboolean
answer (PursuitSave  *self,
        PursuitDesk  *desk,
        gint64       *out_entry_id,
        GError      **error)
{
  PursuitAnswer answer = { .request_id = self->id, .staff_id = self->ref_id, .hours = self->position, .reason = self->text };
  int state;

  g_return_val_if_fail (pursuit_enum_from_nick (PURSUIT_TYPE_REQUEST_STATE, self->other, &state), FALSE);

  answer.state = (PursuitRequestState) state;
  return pursuit_requests_answer (desk, &answer, out_entry_id, error);
}

static gboolean
carry_out (PursuitSave  *self,
           PursuitDesk  *desk,
           gint64       *out_entry_id,
           GError      **error)
{
  switch (self->verb)
    {
    case PURSUIT_SAVE_CREATE:
      return create (self, desk, out_entry_id, error);
    case PURSUIT_SAVE_EDIT:
      return pursuit_records_save (desk, self->original, self->edited, out_entry_id, error);
    case PURSUIT_SAVE_REVIVE:
      return pursuit_records_revive (desk, self->original, self->edited, out_entry_id, error);
    case PURSUIT_SAVE_DELETE:
      return self->original != NULL ? pursuit_records_delete_seen (desk, self->original, out_entry_id, error)
                                    : pursuit_records_delete (desk, self->type, self->id, out_entry_id, error);
    case PURSUIT_SAVE_RESTORE:
      return pursuit_records_restore (desk, self->type, self->id, out_entry_id, error);
    case PURSUIT_SAVE_MOVE:
    case PURSUIT_SAVE_WIN:
    case PURSUIT_SAVE_LOSE:
    case PURSUIT_SAVE_REOPEN:
    case PURSUIT_SAVE_BUYER_STAGE:
    case PURSUIT_SAVE_PARK:
    case PURSUIT_SAVE_UNPARK:
    case PURSUIT_SAVE_ESTIMATE:
    case PURSUIT_SAVE_HAND_OVER:
    case PURSUIT_SAVE_ACCEPT:
      return change_deal (self, desk, out_entry_id, error);
    case PURSUIT_SAVE_PLAN:
      return plan_next_step (self, desk, out_entry_id, error);
    case PURSUIT_SAVE_STANDING:
      return judge (self, desk, out_entry_id, error);
    case PURSUIT_SAVE_ASSESS:
      return pursuit_wall_assess (desk, self->id, self->other, NULL, 0, out_entry_id, error);
    case PURSUIT_SAVE_POST:
    case PURSUIT_SAVE_LEAVE:
    case PURSUIT_SAVE_COME_BACK:
      return change_post (self, desk, out_entry_id, error);
    case PURSUIT_SAVE_ANSWER:
      return answer (self, desk, out_entry_id, error);
    case PURSUIT_SAVE_UNDO:
      return pursuit_records_undo (desk, self->entry_id, out_entry_id, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* What one person left unsent is not written in the name of another who sits at the same computer. */
static gboolean
is_by_actor (PursuitSave  *self,
             PursuitDesk  *desk,
             GError      **error)
{
  if (self->client == NULL || self->actor_id == pursuit_desk_get_actor_id (desk))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, _("This was made by “%s”, who has to be signed in to send it."),
               self->actor != NULL ? self->actor : "");
  return FALSE;
}

/* It was done at an earlier try, whose answer was lost. */
static gboolean
take_done (PursuitSave  *self,
           PursuitDesk  *desk,
           gint64        entry_id,
           GError      **error)
{
  g_autoptr(PursuitJournalEntry) entry = pursuit_journal_load (pursuit_desk_get_store (desk), entry_id, error);
  g_autoptr(PursuitRecord) record = NULL;

  if (entry == NULL)
    return FALSE;
  if (self->edited == NULL)
    return TRUE;

  /* Others may have put it out of this person's sight since: it was done all the same. */
  record = pursuit_records_load (desk, self->type, entry->entity_id, NULL);
  if (record != NULL)
    g_set_object (&self->edited, record);
  self->id = entry->entity_id;
  return TRUE;
}

static gboolean
was_done (PursuitSave  *self,
          PursuitDesk  *desk,
          gint64       *out_entry_id,
          GError      **error)
{
  return !self->is_tried ||
         pursuit_journal_find_save (pursuit_desk_get_store (desk), self->client, self->seq, out_entry_id, error);
}

/**
 * pursuit_save_apply:
 * @self: a save; on success its id and @edited are what the database holds
 * @desk: a desk
 * @out_entry_id: (out): the journal entry, 0 when there was nothing to change
 * @error: return location
 *
 * Does what the person meant, as one transaction, and once: a save that was stamped and may have been done at an earlier
 * try is looked up in the journal first.
 *
 * Fails as the verb does, see pursuit-records.h and pursuit-deals.h, and with %PURSUIT_ERROR_DENIED when somebody else
 * than the actor meant it; nothing is written then.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_save_apply (PursuitSave  *self,
                    PursuitDesk  *desk,
                    gint64       *out_entry_id,
                    GError      **error)
{
  PursuitStore *store;
  gboolean done;

  g_return_val_if_fail (self != NULL && PURSUIT_IS_DESK (desk), FALSE);

  *out_entry_id = 0;
  if (!is_by_actor (self, desk, error) || !was_done (self, desk, out_entry_id, error))
    return FALSE;
  if (*out_entry_id != 0)
    return take_done (self, desk, *out_entry_id, error);

  store = pursuit_desk_get_store (desk);
  self->is_tried = self->client != NULL;
  pursuit_store_set_save (store, self->client, self->seq);
  done = carry_out (self, desk, out_entry_id, error);
  /* A verb that was refused before its transaction began must not leave its number to the next one. */
  pursuit_store_set_save (store, NULL, 0);

  return done;
}
