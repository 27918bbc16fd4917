/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-proof.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

void     pursuit_proof_save_async    (PursuitWorker        *worker,
                                      PursuitProof         *proof,
                                      PursuitRecord        *source,
                                      PursuitProof         *replaced,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean pursuit_proof_save_finish   (GAsyncResult         *result,
                                      gboolean             *out_waiting,
                                      GError              **error);

G_END_DECLS
