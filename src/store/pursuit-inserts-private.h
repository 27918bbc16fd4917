/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store-private.h"

G_BEGIN_DECLS

void          pursuit_inserts_begin (PursuitStore   *store);
PursuitStmt   pursuit_inserts_take  (PursuitStore   *store,
                                     GType           type,
                                     GError        **error);
gboolean      pursuit_inserts_push  (PursuitStore   *store,
                                     gint64         *out_id,
                                     GError        **error);
void          pursuit_inserts_forget_ids (PursuitStore *store);
gboolean      pursuit_inserts_end   (PursuitStore   *store,
                                     GError        **error);

G_END_DECLS
