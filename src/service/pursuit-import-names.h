/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitImportBy:
 * @PURSUIT_IMPORT_BY_NAME: by the folded name
 * @PURSUIT_IMPORT_BY_NUMBER: by the id in the other system, deleted records too
 * @PURSUIT_IMPORT_AT_CUSTOMER: by the folded name, at a customer
 *
 * How records are known again.
 */
typedef enum
{
  PURSUIT_IMPORT_BY_NAME,
  PURSUIT_IMPORT_BY_NUMBER,
  PURSUIT_IMPORT_AT_CUSTOMER,
} PursuitImportBy;

/**
 * PursuitImportWanted:
 * @key: the folded name, or the id in the other system
 * @name: the same as it was spelt
 * @customer_id: where, for %PURSUIT_IMPORT_AT_CUSTOMER
 *
 * Who is looked for.
 */
typedef struct
{
  const char *key;
  const char *name;
  gint64 customer_id;
} PursuitImportWanted;

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

PursuitImportNames *pursuit_import_names_new    (PursuitStore               *store,
                                                 GType                       type,
                                                 PursuitImportBy             by) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_import_names_free   (PursuitImportNames         *self);
gboolean            pursuit_import_names_find   (PursuitImportNames         *self,
                                                 const PursuitImportWanted  *wanted,
                                                 PursuitImportNameFunc       func,
                                                 gpointer                    user_data,
                                                 GError                    **error);
void                pursuit_import_names_add    (PursuitImportNames         *self,
                                                 PursuitRecord              *record);
void                pursuit_import_names_change (PursuitImportNames         *self,
                                                 PursuitRecord              *before,
                                                 PursuitRecord              *after);

G_END_DECLS
