/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

/* The member that a field describes, to read and to write; which of the two it is says pursuit_field_is_text(). */
#define TEXT_OF(self, field) (*(char **) G_STRUCT_MEMBER_P (self, (field)->offset))
#define NUMBER_OF(self, field) (*(gint64 *) G_STRUCT_MEMBER_P (self, (field)->offset))

/* The values of own fields, see pursuit-record-extra.c. */
const char *pursuit_record_get_own_text   (PursuitRecord      *self,
                                           const PursuitField *field);
gint64      pursuit_record_get_own_number (PursuitRecord      *self,
                                           const PursuitField *field);
void        pursuit_record_set_own_text   (PursuitRecord      *self,
                                           const PursuitField *field,
                                           const char         *text);
void        pursuit_record_set_own_number (PursuitRecord      *self,
                                           const PursuitField *field,
                                           gint64              number);
char       *pursuit_record_merge_extra    (PursuitRecord      *original,
                                           PursuitRecord      *mine,
                                           PursuitRecord      *theirs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
