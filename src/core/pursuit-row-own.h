/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-own-set.h"
#include "pursuit-row.h"

G_BEGIN_DECLS

PursuitRecord *pursuit_row_hold_own   (PursuitRow         *row,
                                       guint               column,
                                       const PursuitField *field) G_GNUC_WARN_UNUSED_RESULT;
char          *pursuit_row_format_own (PursuitRow         *row,
                                       guint               column,
                                       const PursuitField *field,
                                       const char         *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
