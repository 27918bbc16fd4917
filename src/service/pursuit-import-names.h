/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

typedef struct _PursuitImportNames PursuitImportNames;

/**
 * PursuitImportNameFunc:
 * @id: a record
 * @exact: whether its name is spelt exactly as the one that was looked for
 * @user_data: whatever was given with the function
 *
 * Returns: %FALSE to hear of no more
 */
typedef gboolean (*PursuitImportNameFunc) (gint64   id,
                                           gboolean exact,
                                           gpointer user_data);

PursuitImportNames *pursuit_import_names_new    (PursuitStore           *store,
                                                 GType                   type) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_import_names_free   (PursuitImportNames     *self);
gboolean            pursuit_import_names_find   (PursuitImportNames     *self,
                                                 const char             *key,
                                                 const char             *name,
                                                 PursuitImportNameFunc   func,
                                                 gpointer                user_data,
                                                 GError                **error);
void                pursuit_import_names_add    (PursuitImportNames     *self,
                                                 PursuitRecord          *record);
void                pursuit_import_names_remove (PursuitImportNames     *self,
                                                 PursuitRecord          *record);

G_END_DECLS
