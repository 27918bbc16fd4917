/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

/* The member that a field describes, to read and to write; which of the two it is says pursuit_field_is_text(). */
#define TEXT_OF(self, field) (*(char **) G_STRUCT_MEMBER_P (self, (field)->offset))
#define NUMBER_OF(self, field) (*(gint64 *) G_STRUCT_MEMBER_P (self, (field)->offset))

G_END_DECLS
