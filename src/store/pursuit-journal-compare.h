/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-journal.h"

G_BEGIN_DECLS

char     *pursuit_journal_dup_hash    (PursuitStore   *store,
                                       gint64          id,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_journal_find_common (PursuitStore   *a,
                                       PursuitStore   *b,
                                       gint64         *out_id,
                                       GError        **error);
gboolean  pursuit_journal_count_since (PursuitStore   *store,
                                       gint64          after_id,
                                       gint64         *out_n_entries,
                                       gint64         *out_n_people,
                                       GError        **error);

G_END_DECLS
