/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/**
 * PursuitWayBack:
 *
 * A backup before a large change, checked while the change is made; on scope exit one that is not wanted any more is given up.
 */
typedef struct
{
  GThread *thread;
  GCancellable *cancellable;
  GCancellable *outer;     /* whoever ends the change ends the check */
  gulong outer_id;
} PursuitWayBack;

gboolean pursuit_way_back_begin (PursuitWayBack  *self,
                                 PursuitDesk     *desk,
                                 const char      *reason,
                                 GCancellable    *cancellable,
                                 GError         **error);
gboolean pursuit_way_back_end   (PursuitWayBack  *self,
                                 GError         **error);
void     pursuit_way_back_clear (PursuitWayBack  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitWayBack, pursuit_way_back_clear)

G_END_DECLS
