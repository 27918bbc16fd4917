/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-own-set.h"
#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_JOURNAL_ROW (pursuit_journal_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitJournalRow, pursuit_journal_row, PURSUIT, JOURNAL_ROW, GtkWidget)

GtkWidget  *pursuit_journal_row_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_journal_row_show    (PursuitJournalRow *self,
                                         PursuitRow        *row,
                                         const char        *currency,
                                         const PursuitOwnSet *own_set);
PursuitRow *pursuit_journal_row_get_row (PursuitJournalRow *self);

G_END_DECLS
