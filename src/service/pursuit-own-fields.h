/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-own-field.h"
#include "pursuit-own-set.h"

G_BEGIN_DECLS

/* The fields that a house adds to customers, contacts and deals (DOS-1). A definition is a record like any other: it is
 * changed by pursuit_records_save(), and pursuit_records_undo() takes everything back. Whatever way it is written, the rules of
 * pursuit-own-rules.h hold, and as long as records have values, key and kind stay and no choice in use is removed. */

/**
 * PursuitOwnFieldInfo:
 * @definition: the definition
 * @n_values: how many records have a value of it
 *
 * What a list of own fields says of one.
 */
typedef struct
{
  PursuitOwnField *definition;
  gint64 n_values;
} PursuitOwnFieldInfo;

void            pursuit_own_field_info_free (PursuitOwnFieldInfo *info);
PursuitOwnSet  *pursuit_desk_get_own_set    (PursuitDesk         *desk,
                                             GError             **error);
GPtrArray      *pursuit_own_fields_list     (PursuitDesk         *desk,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitOwnField *pursuit_own_fields_load    (PursuitDesk         *desk,
                                             GType                type,
                                             const char          *key,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        pursuit_own_fields_add      (PursuitDesk         *desk,
                                             PursuitOwnField     *definition,
                                             gint64              *out_entry_id,
                                             GError             **error);
gboolean        pursuit_own_fields_retire   (PursuitDesk         *desk,
                                             gint64               id,
                                             gboolean             retired,
                                             gint64              *out_entry_id,
                                             GError             **error);
gboolean        pursuit_own_fields_move     (PursuitDesk         *desk,
                                             gint64               id,
                                             gint64               before_id,
                                             gint64              *out_entry_id,
                                             GError             **error);
gboolean        pursuit_own_fields_delete   (PursuitDesk         *desk,
                                             gint64               id,
                                             gboolean             with_values,
                                             gint64              *out_entry_id,
                                             GError             **error);
char           *pursuit_own_fields_dup_labels (PursuitDesk       *desk,
                                             PursuitRecord       *original,
                                             PursuitRecord       *mine,
                                             PursuitRecord       *theirs) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitOwnFieldInfo, pursuit_own_field_info_free)

G_END_DECLS
