/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-draft-offer.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DRAFT_ROW (pursuit_draft_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDraftRow, pursuit_draft_row, PURSUIT, DRAFT_ROW, GtkListBoxRow)

GtkWidget *pursuit_draft_row_new  (PursuitWorker     *worker,
                                   PursuitDraftOffer *offer) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_draft_row_save (PursuitDraftRow   *self);

G_END_DECLS
