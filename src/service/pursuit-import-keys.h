/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitImportKey:
 *
 * What a name is known by: 96 bits that follow from the folded name and where it is looked for, so that the names
 * themselves need not be kept. Two names that differ share them once in more files than there are.
 */
typedef struct
{
  guint64 hash;
  guint32 check;
} PursuitImportKey;

/**
 * PursuitImportKeyFunc:
 * @id: a record
 * @exact: whether its name is spelt exactly as the one that was looked for
 * @user_data: whatever was given with the function
 *
 * Returns: %FALSE to hear of no more
 */
typedef gboolean (*PursuitImportKeyFunc) (gint64   id,
                                          gboolean exact,
                                          gpointer user_data);

typedef struct _PursuitImportKeys PursuitImportKeys;

PursuitImportKeys *pursuit_import_keys_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_import_keys_free    (PursuitImportKeys       *self);
PursuitImportKey   pursuit_import_keys_make    (PursuitImportKeys       *self,
                                                gint64                   place,
                                                const char              *text);
void               pursuit_import_keys_add     (PursuitImportKeys       *self,
                                                const PursuitImportKey  *key,
                                                const char              *name,
                                                gint64                   id);
void               pursuit_import_keys_remove  (PursuitImportKeys       *self,
                                                const PursuitImportKey  *key,
                                                gint64                   id);
void               pursuit_import_keys_find    (PursuitImportKeys       *self,
                                                const PursuitImportKey  *key,
                                                const char              *name,
                                                PursuitImportKeyFunc     func,
                                                gpointer                 user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitImportKeys, pursuit_import_keys_free)

G_END_DECLS
