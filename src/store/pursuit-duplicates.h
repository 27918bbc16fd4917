/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-duplicate-keys.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitDuplicatePair:
 * @first_id: a record
 * @second_id: a newer one
 * @kinds: what they share: bit n is the #PursuitDuplicateKind n
 * @score: how likely they mean the same, 1 to 100
 *
 * Two records that may mean the same.
 */
typedef struct
{
  gint64 first_id;
  gint64 second_id;
  guint kinds;
  int score;
} PursuitDuplicatePair;

gboolean  pursuit_duplicates_has_more (PursuitStore   *store);
gboolean  pursuit_duplicates_continue (PursuitStore   *store,
                                       gboolean       *out_ready,
                                       GError        **error);
GArray   *pursuit_duplicates_of       (PursuitStore   *store,
                                       PursuitRecord  *record,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_duplicates_pairs    (PursuitStore   *store,
                                       GType           type,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
