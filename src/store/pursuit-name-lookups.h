/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/* What an import asks, for each of its rows: who is called so, and what there is already (DOS-6). */

/**
 * PursuitNameFunc:
 * @id: a record
 * @name: its name, lent for this call
 * @user_data: whatever was given with the function
 *
 * Returns: %FALSE to hear of no more
 */
typedef gboolean (*PursuitNameFunc) (gint64      id,
                                     const char *name,
                                     gpointer    user_data);

/**
 * PursuitNameKeyFunc:
 * @id: a record
 * @name_key: its folded name, lent for this call
 * @name: its name, lent for this call
 * @user_data: whatever was given with the function
 *
 * Returns: %FALSE to hear of no more
 */
typedef gboolean (*PursuitNameKeyFunc) (gint64      id,
                                        const char *name_key,
                                        const char *name,
                                        gpointer    user_data);

gboolean pursuit_lookup_named       (PursuitStore     *store,
                                     GType             type,
                                     const char       *name_key,
                                     PursuitNameFunc   func,
                                     gpointer          user_data,
                                     GError          **error);
gboolean pursuit_lookup_all_names   (PursuitStore        *store,
                                     GType                type,
                                     PursuitNameKeyFunc   func,
                                     gpointer             user_data,
                                     GError             **error);
gboolean pursuit_lookup_last_id     (PursuitStore     *store,
                                     GType             type,
                                     gint64           *out_id,
                                     GError          **error);
gboolean pursuit_lookup_names_at    (PursuitStore     *store,
                                     GType             type,
                                     gint64            customer_id,
                                     PursuitNameFunc   func,
                                     gpointer          user_data,
                                     GError          **error);
gboolean pursuit_lookup_placeholder (PursuitStore     *store,
                                     gint64           *out_id,
                                     GError          **error);
gboolean pursuit_lookup_uses        (PursuitStore     *store,
                                     GType             type,
                                     gint64            first_id,
                                     gint64            last_id,
                                     GType            *out_user,
                                     gint64           *out_count,
                                     GError          **error);

G_END_DECLS
