/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-customer.h"

G_BEGIN_DECLS

/**
 * PursuitStandingKind:
 * @PURSUIT_STANDING_KIND_GRADE: A, B or C (DOS-3)
 * @PURSUIT_STANDING_KIND_FUNNEL: where it is in the small funnel (CUS-8)
 * @PURSUIT_STANDING_KIND_LEVEL: how deep the relationship is, 1 to 5 (CUS-1)
 *
 * What is judged of a customer from time to time; every change is kept with its date, who made it and why.
 */
typedef enum
{
  PURSUIT_STANDING_KIND_GRADE,
  PURSUIT_STANDING_KIND_FUNNEL,
  PURSUIT_STANDING_KIND_LEVEL,
} PursuitStandingKind;

#define PURSUIT_N_STANDING_KINDS 3
#define PURSUIT_LEVEL_MAX 5

/**
 * PursuitStandingMove:
 * @id: its number
 * @customer_id: whose standing changed
 * @kind: what changed
 * @from: what it was
 * @to: what it became
 * @at: when, UTC microseconds
 * @staff_id: who changed it, 0 for nobody in particular
 * @staff: (nullable): that person's name
 * @reason: (nullable): why, or what shows it
 *
 * One change of a customer's standing.
 */
typedef struct
{
  gint64 id;
  gint64 customer_id;
  PursuitStandingKind kind;
  gint64 from;
  gint64 to;
  gint64 at;
  gint64 staff_id;
  char *staff;
  char *reason;
} PursuitStandingMove;

void        pursuit_standing_move_free          (PursuitStandingMove   *move);

const char *pursuit_standing_kind_get_nick      (PursuitStandingKind    kind);
gboolean    pursuit_standing_kind_from_nick     (const char            *nick,
                                                 PursuitStandingKind   *out_kind);
const char *pursuit_standing_kind_get_field     (PursuitStandingKind    kind);
int         pursuit_standing_kind_get_max       (PursuitStandingKind    kind);
gint64      pursuit_standing_get                (PursuitCustomer       *customer,
                                                 PursuitStandingKind    kind);
char       *pursuit_standing_format             (PursuitStandingKind    kind,
                                                 gint64                 value) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_standing_parse              (PursuitStandingKind    kind,
                                                 const char            *text,
                                                 gint64                *out_value,
                                                 GError               **error);
const char *pursuit_standing_get_level_meaning  (gint64                 level);
gboolean    pursuit_standing_require_interested (PursuitCustomer       *customer,
                                                 gboolean               has_interested,
                                                 GError               **error);
gboolean    pursuit_standing_set                (PursuitCustomer       *customer,
                                                 PursuitStandingKind    kind,
                                                 gint64                 value,
                                                 const char            *reason,
                                                 gboolean               has_interested,
                                                 GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitStandingMove, pursuit_standing_move_free)

G_END_DECLS
