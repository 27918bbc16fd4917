/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PursuitClaim PursuitClaim;

PursuitClaim *pursuit_claim_take    (const char    *path,
                                     char         **out_holder,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitClaim *pursuit_claim_wait    (const char    *path,
                                     guint          patience_ms,
                                     char         **out_holder,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      pursuit_claim_is_held (const char    *path,
                                     char         **out_holder);
void          pursuit_claim_free    (PursuitClaim  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitClaim, pursuit_claim_free)

G_END_DECLS
