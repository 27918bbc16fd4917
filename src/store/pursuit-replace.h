/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

gboolean pursuit_store_seize          (PursuitStore  *self,
                                       GError       **error);
gboolean pursuit_store_adopt_identity (PursuitStore  *self,
                                       PursuitStore  *live,
                                       GError       **error);
gboolean pursuit_store_replace        (PursuitStore  *self,
                                       PursuitStore  *with,
                                       GCancellable  *cancellable,
                                       GError       **error);
gboolean pursuit_store_release        (PursuitStore  *self,
                                       GError       **error);

G_END_DECLS
