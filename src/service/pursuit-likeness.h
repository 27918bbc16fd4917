/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitLike:
 * @id: a record
 * @kinds: what it shares: bit n is the #PursuitDuplicateKind n
 * @percent: how much of the name is the same, when that is all; otherwise 0
 *
 * A record that may mean the same.
 */
typedef struct
{
  gint64 id;
  guint kinds;
  guint percent;
} PursuitLike;

/**
 * PursuitLikeFilter:
 * @id: a record
 * @user_data: whatever was given with the function
 *
 * Returns: %TRUE when the record may be meant
 */
typedef gboolean (*PursuitLikeFilter) (gint64   id,
                                       gpointer user_data);

/* With more records than these, names that differ in one character are not looked for. */
#define PURSUIT_LIKENESS_MOST_SIMILAR 100000

typedef struct _PursuitLikeness PursuitLikeness;

PursuitLikeness *pursuit_likeness_new  (PursuitStore       *store,
                                        GType               type,
                                        guint               most_similar,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_likeness_free (PursuitLikeness    *self);
gboolean         pursuit_likeness_is_empty (PursuitLikeness *self);
gboolean         pursuit_likeness_has_similar (PursuitLikeness *self);
gboolean         pursuit_likeness_find (PursuitLikeness    *self,
                                        PursuitRecord      *record,
                                        PursuitLikeFilter   filter,
                                        gpointer            user_data,
                                        PursuitLike        *out_like);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitLikeness, pursuit_likeness_free)

G_END_DECLS
