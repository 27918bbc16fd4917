/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/**
 * PursuitVerb:
 * @name: as the journal, and mostly the command line, calls it
 * @right: what it takes
 *
 * Something that people do.
 */
typedef struct
{
  const char *name;
  PursuitRight right;
} PursuitVerb;

/**
 * PursuitExplanation:
 * @may: whether the actor may
 * @right: what it takes
 * @scope: how far that reaches for the actor
 * @sentence: why, and who else could
 *
 * The answer to “why can’t I?”.
 */
typedef struct
{
  gboolean may;
  PursuitRight right;
  PursuitScope scope;
  char *sentence;
} PursuitExplanation;

const PursuitVerb  *pursuit_verbs_list       (guint                 *out_n);
gboolean            pursuit_verbs_find       (const char            *name,
                                              PursuitRight          *out_right);
PursuitExplanation *pursuit_verbs_explain    (PursuitDesk           *desk,
                                              PursuitRight           right,
                                              const PursuitSubject  *subject,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_explanation_free (PursuitExplanation    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitExplanation, pursuit_explanation_free)

G_END_DECLS
