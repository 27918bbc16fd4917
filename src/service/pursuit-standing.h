/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-standing-moves.h"

G_BEGIN_DECLS

/**
 * PursuitStandingChange:
 * @customer_id: a customer
 * @kind: what is judged
 * @value: how it is judged from now on
 * @reason: (nullable): why, or what shows it; a relationship level needs it
 * @seen: (nullable): the customer as whoever judges saw it; refused when somebody else judged it anew since
 *
 * One judgement.
 */
typedef struct
{
  gint64 customer_id;
  PursuitStandingKind kind;
  gint64 value;
  const char *reason;
  PursuitCustomer *seen;
} PursuitStandingChange;

gboolean   pursuit_standing_change         (PursuitDesk                  *desk,
                                            const PursuitStandingChange  *change,
                                            gint64                       *out_entry_id,
                                            GError                      **error);
GPtrArray *pursuit_standing_read           (PursuitDesk                  *desk,
                                            gint64                        customer_id,
                                            GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/* For whatever writes customers by itself, within its transaction. */
gboolean   pursuit_standing_note           (PursuitDesk                  *desk,
                                            PursuitRecord                *before,
                                            PursuitRecord                *after,
                                            const char                   *reason,
                                            GError                      **error);
gboolean   pursuit_standing_require_evidence (PursuitRecord              *before,
                                              PursuitRecord              *after,
                                              GError                    **error);
gboolean   pursuit_standing_require_change (PursuitDesk                  *desk,
                                            PursuitRecord                *before,
                                            PursuitRecord                *after,
                                            GError                      **error);

G_END_DECLS
