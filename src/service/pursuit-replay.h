/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-receipts.h"

G_BEGIN_DECLS

/**
 * PursuitReplayed:
 * @receipt: the save that was missing
 * @entry_id: the journal entry that it is now, 0 when it was not done
 * @sentence: (nullable): why it was not done
 */
typedef struct
{
  PursuitReceipt *receipt;
  gint64 entry_id;
  char *sentence;
} PursuitReplayed;

GPtrArray *pursuit_replay_missing (PursuitDesk   *desk,
                                   GCancellable  *cancellable,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
