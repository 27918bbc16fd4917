/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/**
 * PursuitDuplicate:
 * @id: a record
 * @name: (nullable): what it is called, %NULL for somebody who may not see it
 * @detail: (nullable): of a person, at which customer
 * @customer_id: whose dossier it stands in; the customer itself
 * @kinds: what they share: bit n is the #PursuitDuplicateKind n
 * @score: how likely they mean the same, 1 to 100
 *
 * Somebody who may be the same.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *detail;
  gint64 customer_id;
  guint kinds;
  int score;
} PursuitDuplicate;

/**
 * PursuitLikelyPair:
 * @first: one of the two, the older one
 * @second: the other one; the score and the reasons of both are the same
 *
 * Two that may mean the same.
 */
typedef struct
{
  PursuitDuplicate first;
  PursuitDuplicate second;
} PursuitLikelyPair;

GPtrArray *pursuit_duplicates_find     (PursuitDesk    *desk,
                                        PursuitRecord  *record,
                                        guint           limit,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *pursuit_duplicates_list     (PursuitDesk    *desk,
                                        GType           type,
                                        guint           offset,
                                        guint           limit,
                                        guint          *out_total,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pursuit_duplicates_catch_up (PursuitDesk    *desk,
                                        GCancellable   *cancellable,
                                        GError        **error);
gboolean   pursuit_duplicates_dismiss  (PursuitDesk    *desk,
                                        GType           type,
                                        gint64          id,
                                        gint64          other_id,
                                        gint64         *out_entry_id,
                                        GError        **error);

G_END_DECLS
