/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-own-set.h"
#include "pursuit-row.h"

G_BEGIN_DECLS

char *pursuit_journal_dup_title  (PursuitRow *row) G_GNUC_WARN_UNUSED_RESULT;
char *pursuit_journal_dup_detail (PursuitRow *row,
                                  const char *currency,
                                  const PursuitOwnSet *own_set) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
