/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-erasure.h"

G_BEGIN_DECLS

void pursuit_erasure_wipe_local (PursuitStore       *store,
                                 gint64              contact_id,
                                 const char * const *texts,
                                 GHashTable         *entries);

G_END_DECLS
