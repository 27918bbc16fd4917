/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-window.h"

G_BEGIN_DECLS

typedef struct _PursuitTour PursuitTour;

PursuitTour *pursuit_tour_start    (PursuitWindow *window,
                                    const char    *database,
                                    const char    *directory) G_GNUC_WARN_UNUSED_RESULT;
gboolean     pursuit_tour_has_failed (PursuitTour *self);
void         pursuit_tour_free     (PursuitTour   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitTour, pursuit_tour_free)

G_END_DECLS
