/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-inline-field.h"

G_BEGIN_DECLS

/**
 * PursuitNameFunc:
 * @field: a reference field
 * @id: what it refers to
 * @user_data: what was given along
 *
 * Returns: (nullable): what the record is called, lent
 */
typedef const char *(*PursuitNameFunc) (const PursuitField *field,
                                        gint64              id,
                                        gpointer            user_data);

#define PURSUIT_TYPE_FIELD_LIST (pursuit_field_list_get_type ())
G_DECLARE_FINAL_TYPE (PursuitFieldList, pursuit_field_list, PURSUIT, FIELD_LIST, GtkWidget)

void                pursuit_field_list_set_fields (PursuitFieldList  *self,
                                                   PursuitWorker     *worker,
                                                   GType              type,
                                                   PursuitFieldMask   fields,
                                                   PursuitFieldMask   always);
void                pursuit_field_list_set_record (PursuitFieldList  *self,
                                                   PursuitRecord     *record,
                                                   gboolean           editable,
                                                   PursuitNameFunc    get_name,
                                                   gpointer           user_data);
PursuitInlineField *pursuit_field_list_find       (PursuitFieldList  *self,
                                                   const char        *name);
gboolean            pursuit_field_list_edit       (PursuitFieldList  *self,
                                                   const char        *name);
void                pursuit_field_list_apply      (PursuitFieldList  *self);
gboolean            pursuit_field_list_is_editing (PursuitFieldList  *self);
void                pursuit_field_list_show_all   (PursuitFieldList  *self);
void                pursuit_field_list_set_aside  (PursuitFieldList   *self);
void                pursuit_field_list_look       (PursuitFieldList   *self);
void                pursuit_field_list_compare    (PursuitFieldList   *self);

G_END_DECLS
