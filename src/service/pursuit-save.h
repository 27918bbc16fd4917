/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/**
 * PursuitSaveVerb:
 * @PURSUIT_SAVE_CREATE: @edited is new; a deal begins in stage @position
 * @PURSUIT_SAVE_EDIT: @edited in place of @original
 * @PURSUIT_SAVE_REVIVE: back with it, with @edited in place of @original
 * @PURSUIT_SAVE_DELETE: away with it; with @original only as long as nobody else changed that
 * @PURSUIT_SAVE_RESTORE: back with it
 * @PURSUIT_SAVE_MOVE: a deal to stage @position, for reason @text, with @override past milestones that are missing
 * @PURSUIT_SAVE_WIN: a deal, on day @day; with @override past what is missing, for reason @text
 * @PURSUIT_SAVE_LOSE: a deal, for reason @text, to competitor @other
 * @PURSUIT_SAVE_REOPEN: a deal, where it stopped
 * @PURSUIT_SAVE_BUYER_STAGE: of a deal: the buyer stands in stage @position, 0 for unknown again, as @text shows
 * @PURSUIT_SAVE_PARK: a deal until day @day, for reason @text
 * @PURSUIT_SAVE_UNPARK: a deal
 * @PURSUIT_SAVE_ESTIMATE: of a deal: win probability @position, -1 for that of its stage
 * @PURSUIT_SAVE_HAND_OVER: a deal to the member of staff @ref_id, on day @day
 * @PURSUIT_SAVE_ACCEPT: a deal that was handed over, on day @day
 * @PURSUIT_SAVE_PLAN: a deal's next step @text on day @day
 * @PURSUIT_SAVE_STANDING: of a customer: what @other names (grade, funnel or level) is @position, for reason @text
 * @PURSUIT_SAVE_ASSESS: the relationship wall of a customer for quarter @other, from what was known last
 * @PURSUIT_SAVE_POST: a person to the customer @ref_id, as @text, from day @day on
 * @PURSUIT_SAVE_LEAVE: a person has left, on day @day
 * @PURSUIT_SAVE_COME_BACK: a person is back, as @text
 * @PURSUIT_SAVE_ANSWER: of a request for a role: what @other names (a state) becomes of it, for reason @text; who comes is @ref_id,
 *   @position hours a week, -1 for what the request says
 * @PURSUIT_SAVE_UNDO: journal entry @entry_id
 *
 * What a person can ask to be written. With @original, what is done to a deal is done only as long as the deal stands where
 * it is there; the buyer's stage is set, and a customer judged, only as long as nobody else did so.
 */
typedef enum
{
  PURSUIT_SAVE_CREATE,
  PURSUIT_SAVE_EDIT,
  PURSUIT_SAVE_REVIVE,
  PURSUIT_SAVE_DELETE,
  PURSUIT_SAVE_RESTORE,
  PURSUIT_SAVE_MOVE,
  PURSUIT_SAVE_WIN,
  PURSUIT_SAVE_LOSE,
  PURSUIT_SAVE_REOPEN,
  PURSUIT_SAVE_BUYER_STAGE,
  PURSUIT_SAVE_PARK,
  PURSUIT_SAVE_UNPARK,
  PURSUIT_SAVE_ESTIMATE,
  PURSUIT_SAVE_HAND_OVER,
  PURSUIT_SAVE_ACCEPT,
  PURSUIT_SAVE_PLAN,
  PURSUIT_SAVE_STANDING,
  PURSUIT_SAVE_ASSESS,
  PURSUIT_SAVE_POST,
  PURSUIT_SAVE_LEAVE,
  PURSUIT_SAVE_COME_BACK,
  PURSUIT_SAVE_ANSWER,
  PURSUIT_SAVE_UNDO,
} PursuitSaveVerb;

/**
 * PursuitSave:
 * @verb: what to do
 * @type: to which type of record, %G_TYPE_INVALID for an undo
 * @id: to which one, 0 for a new one and an undo
 * @original: (nullable): the record as it was when editing began
 * @edited: (nullable): the record as it is wanted; after pursuit_save_apply() as it is
 * @position: of a stage, a percentage, how a customer is judged, or hours
 * @override: whether to go past milestones that are missing
 * @ref_id: of a member of staff, or of a customer
 * @text: (nullable): a reason, what shows something, a next step, or a job
 * @other: (nullable): a competitor, what is judged of a customer, a quarter, or what becomes of a request
 * @day: (nullable): an ISO date
 * @entry_id: of the journal
 * @client: (nullable): who numbers it, %NULL until it was stamped by an outbox
 * @seq: its number there
 * @made_at: when the person meant it, UTC microseconds
 * @actor_id: who meant it, 0 for the owner of the file
 * @actor: (nullable): that person's name
 * @is_tried: whether it may have arrived already, so that the journal has to be asked
 *
 * One intention of a person as data: it can wait on this computer until the database can take it, and be sent again when
 * nobody knows whether it arrived, because (@client, @seq) is taken only once.
 */
typedef struct
{
  PursuitSaveVerb verb;
  GType type;
  gint64 id;
  PursuitRecord *original;
  PursuitRecord *edited;
  int position;
  gboolean override;
  gint64 ref_id;
  char *text;
  char *other;
  char *day;
  gint64 entry_id;

  char *client;
  gint64 seq;
  gint64 made_at;
  gint64 actor_id;
  char *actor;
  gboolean is_tried;
} PursuitSave;

PursuitSave *pursuit_save_new         (PursuitSaveVerb     verb,
                                       GType               type,
                                       gint64              id) G_GNUC_WARN_UNUSED_RESULT;
PursuitSave *pursuit_save_new_create  (PursuitRecord      *record) G_GNUC_WARN_UNUSED_RESULT;
PursuitSave *pursuit_save_new_edit    (PursuitRecord      *original,
                                       PursuitRecord      *edited) G_GNUC_WARN_UNUSED_RESULT;
PursuitSave *pursuit_save_new_undo    (gint64              entry_id) G_GNUC_WARN_UNUSED_RESULT;
PursuitSave *pursuit_save_copy        (const PursuitSave  *self) G_GNUC_WARN_UNUSED_RESULT;
void         pursuit_save_free        (PursuitSave        *self);
gboolean     pursuit_save_is_about    (const PursuitSave  *self,
                                       const PursuitSave  *other);
void         pursuit_save_follow      (PursuitSave        *self,
                                       const PursuitSave  *earlier);
gboolean     pursuit_save_apply       (PursuitSave        *self,
                                       PursuitDesk        *desk,
                                       gint64             *out_entry_id,
                                       GError            **error);

char        *pursuit_save_to_json     (const PursuitSave  *self) G_GNUC_WARN_UNUSED_RESULT;
PursuitSave *pursuit_save_from_json   (const char         *json,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitSave, pursuit_save_free)

G_END_DECLS
