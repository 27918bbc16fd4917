/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands before and after a word that was found, see pursuit_text_query_dup_snippet(). */
#define PURSUIT_MATCH_BEGIN "\002"
#define PURSUIT_MATCH_END "\003"

typedef struct _PursuitTextQuery PursuitTextQuery;

PursuitTextQuery *pursuit_text_query_new         (const char             *words) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_text_query_free        (PursuitTextQuery       *self);
char             *pursuit_text_query_dup_match   (PursuitTextQuery       *self) G_GNUC_WARN_UNUSED_RESULT;
char             *pursuit_text_query_dup_snippet (PursuitTextQuery       *self,
                                                  const char             *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitTextQuery, pursuit_text_query_free)

G_END_DECLS
