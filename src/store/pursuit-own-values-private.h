/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-db-private.h"
#include "pursuit-record.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

void     pursuit_own_values_register (PursuitDb      *db);
void     pursuit_own_values_note     (PursuitStore   *store,
                                      PursuitRecord  *record);
gboolean pursuit_own_values_settle   (PursuitStore   *store,
                                      GError        **error);
void     pursuit_own_values_forget   (PursuitStore   *store);
gboolean pursuit_own_values_sort     (PursuitDb      *db,
                                      GError        **error);
gboolean pursuit_own_values_rebuild  (PursuitDb      *db,
                                      GError        **error);

/* What the table is to hold for one kind of record, see step 25; after FROM and the name of its table. */
#define PURSUIT_OWN_VALUES_OF " x, json_each (CASE WHEN json_valid (x.extra) THEN x.extra ELSE '{}' END) e" \
  " WHERE x.extra IS NOT NULL AND e.atom IS NOT NULL AND e.atom <> ''"

G_END_DECLS
