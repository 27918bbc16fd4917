/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-row.h"

G_BEGIN_DECLS

/*
 * PursuitRowCache knows the rows of a list that are alive, because a widget holds them, and holds the last few hundred
 * itself, so that scrolling back is free. It lies inside its owner and must not move.
 */
typedef struct
{
  GHashTable *by_id;   /* id -> PursuitRow, weak: what is alive */
  GHashTable *ids;     /* PursuitRow -> id, the same the other way round */
  GQueue recent;       /* PursuitRow, strong: what was asked for last */
} PursuitRowCache;

void        pursuit_row_cache_init     (PursuitRowCache *self);
void        pursuit_row_cache_clear    (PursuitRowCache *self);
void        pursuit_row_cache_forget   (PursuitRowCache *self);
PursuitRow *pursuit_row_cache_find     (PursuitRowCache *self,
                                        gint64           id);
void        pursuit_row_cache_adopt    (PursuitRowCache *self,
                                        PursuitRow      *row);
void        pursuit_row_cache_take     (PursuitRowCache *self,
                                        GPtrArray       *rows);
GArray     *pursuit_row_cache_list_ids (PursuitRowCache *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
