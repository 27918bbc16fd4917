/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

/**
 * PursuitDealVerbKind:
 * @PURSUIT_DEAL_VERB_MOVE: to stage @position, for reason @text; with @override past what is missing
 * @PURSUIT_DEAL_VERB_WIN: on day @date; with @override past what is missing, for reason @text
 * @PURSUIT_DEAL_VERB_LOSE: for reason @text, to competitor @other
 * @PURSUIT_DEAL_VERB_REOPEN: where it stopped
 * @PURSUIT_DEAL_VERB_BUYER_STAGE: the buyer stands in stage @position, 0 for unknown, as @text shows
 * @PURSUIT_DEAL_VERB_PARK: until day @date, for reason @text
 * @PURSUIT_DEAL_VERB_UNPARK: no longer
 * @PURSUIT_DEAL_VERB_ESTIMATE: win probability @position, -1 for that of the stage
 * @PURSUIT_DEAL_VERB_HAND_OVER: to the member of staff @ref_id, on day @date
 * @PURSUIT_DEAL_VERB_ACCEPT: what was handed over, on day @date
 * @PURSUIT_DEAL_VERB_PLAN: next step @text on day @date
 * @PURSUIT_DEAL_VERB_CREATE: @edited in stage @position
 * @PURSUIT_DEAL_VERB_SAVE: @edited in place of @original
 * @PURSUIT_DEAL_VERB_DELETE: away with it
 */
typedef enum
{
  PURSUIT_DEAL_VERB_MOVE,
  PURSUIT_DEAL_VERB_WIN,
  PURSUIT_DEAL_VERB_LOSE,
  PURSUIT_DEAL_VERB_REOPEN,
  PURSUIT_DEAL_VERB_BUYER_STAGE,
  PURSUIT_DEAL_VERB_PARK,
  PURSUIT_DEAL_VERB_UNPARK,
  PURSUIT_DEAL_VERB_ESTIMATE,
  PURSUIT_DEAL_VERB_HAND_OVER,
  PURSUIT_DEAL_VERB_ACCEPT,
  PURSUIT_DEAL_VERB_PLAN,
  PURSUIT_DEAL_VERB_CREATE,
  PURSUIT_DEAL_VERB_SAVE,
  PURSUIT_DEAL_VERB_DELETE,
} PursuitDealVerbKind;

/* What a person wants done with a deal: made by a key, a menu, a drop or a form, carried out by the worker. */
typedef struct
{
  PursuitDealVerbKind kind;
  gint64 deal_id;
  int position;
  gboolean override;
  gint64 ref_id;
  char *text;
  char *other;
  char *date;
  PursuitRecord *original;
  PursuitRecord *edited;
} PursuitDealVerb;

/* What became of it. */
typedef struct
{
  gint64 deal_id;
  gint64 entry_id;
  gboolean is_waiting;   /* kept on this computer until the database can be reached */
} PursuitDealDone;

PursuitDealVerb *pursuit_deal_verb_new         (PursuitDealVerbKind   kind,
                                                gint64                deal_id) G_GNUC_WARN_UNUSED_RESULT;
PursuitDealVerb *pursuit_deal_verb_copy        (const PursuitDealVerb *self) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_deal_verb_free        (PursuitDealVerb      *self);
void             pursuit_deal_verb_expect      (PursuitDealVerb      *self,
                                                gint64                stage_id,
                                                gint64                status);
void             pursuit_deal_verb_call_async  (PursuitDealVerb      *self,
                                                PursuitWorker        *worker,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         pursuit_deal_verb_call_finish (PursuitWorker        *worker,
                                                GAsyncResult         *result,
                                                PursuitDealDone      *out_done,
                                                GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDealVerb, pursuit_deal_verb_free)

G_END_DECLS
