/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-own-set.h"
#include "pursuit-row.h"

G_BEGIN_DECLS

char       *pursuit_timeline_dup_markup (PursuitRow          *row,
                                         GPtrArray           *stages,
                                         const PursuitOwnSet *own_set,
                                         const char          *currency) G_GNUC_WARN_UNUSED_RESULT;
char       *pursuit_timeline_dup_plain  (PursuitRow          *row,
                                         GPtrArray           *stages,
                                         const PursuitOwnSet *own_set,
                                         const char          *currency) G_GNUC_WARN_UNUSED_RESULT;
char       *pursuit_timeline_dup_detail (PursuitRow *row) G_GNUC_WARN_UNUSED_RESULT;
char       *pursuit_timeline_dup_in_line (const char *lines) G_GNUC_WARN_UNUSED_RESULT;
const char *pursuit_timeline_get_icon   (PursuitRow *row);

G_END_DECLS
