/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-cli-private.h"

G_BEGIN_DECLS

typedef struct _PursuitInterrupt PursuitInterrupt;

PursuitInterrupt *pursuit_interrupt_new             (PursuitCli        *cli) G_GNUC_WARN_UNUSED_RESULT;
GCancellable     *pursuit_interrupt_get_cancellable (PursuitInterrupt  *self);
void              pursuit_interrupt_free            (PursuitInterrupt  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitInterrupt, pursuit_interrupt_free)

G_END_DECLS
