/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-comparison.h"
#include "pursuit-drafts.h"

G_BEGIN_DECLS

/**
 * PursuitDraftOffer:
 * @draft: what was typed
 * @original: the record as it was when it was typed, as far as that is known
 * @edited: the same with what was typed; what could not be read is as it was
 * @current: the record as it is now; a blank one for a record that was still to be made
 * @comparison: (nullable): what others made of it since
 * @problem: (nullable): why it cannot be saved as it is
 *
 * A draft beside what is in the database now.
 */
typedef struct
{
  PursuitDraft *draft;
  PursuitRecord *original;
  PursuitRecord *edited;
  PursuitRecord *current;
  PursuitComparison *comparison;
  char *problem;
} PursuitDraftOffer;

GPtrArray *pursuit_draft_offers_read (PursuitDesk       *desk,
                                      GPtrArray         *drafts,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_draft_offer_free  (PursuitDraftOffer *self);
gboolean   pursuit_draft_offer_is_over (const PursuitDraftOffer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDraftOffer, pursuit_draft_offer_free)

G_END_DECLS
