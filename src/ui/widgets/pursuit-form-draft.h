/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-drafts.h"

G_BEGIN_DECLS

/* What the draft of a whole form is called among those of single fields. */
#define PURSUIT_FORM_DRAFT "form"

void     pursuit_form_draft_keep (PursuitDrafts       *drafts,
                                  PursuitRecord       *original,
                                  PursuitRecord       *edited);
void     pursuit_form_draft_drop (PursuitDrafts       *drafts,
                                  PursuitRecord       *original);
gboolean pursuit_form_draft_read (const PursuitDraft  *draft,
                                  PursuitRecord       *current,
                                  PursuitRecord      **out_original,
                                  PursuitRecord      **out_edited);

G_END_DECLS
