/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/* Entries of the journal about many customers, and which they are, so that each timeline finds them. */

gboolean pursuit_journal_customers_add  (PursuitStore  *store,
                                         gint64         entry_id,
                                         gint64         customer_id,
                                         GError       **error);
gboolean pursuit_journal_customers_copy (PursuitStore  *store,
                                         gint64         from_entry_id,
                                         gint64         to_entry_id,
                                         GError       **error);

G_END_DECLS
