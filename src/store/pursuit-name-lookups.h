/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/* What an import asks, for each of its rows: who is called so, and what there is already (DOS-6). */

/**
 * PursuitNamed:
 * @id: a record
 * @name: its name, or its external id where that was asked for
 * @name_key: (nullable): its folded name, where all names were asked for
 * @customer_id: its customer, where all names at customers were asked for
 *
 * What is told of a record; lent for the call.
 */
typedef struct
{
  gint64 id;
  const char *name;
  const char *name_key;
  gint64 customer_id;
} PursuitNamed;

/* Returns %FALSE to hear of no more. */
typedef gboolean (*PursuitNamedFunc) (const PursuitNamed *named,
                                      gpointer            user_data);

/* Returns %FALSE to hear of no more; @record is lent for the call. */
typedef gboolean (*PursuitRecordFunc) (PursuitRecord *record,
                                       gpointer       user_data);

gboolean pursuit_lookup_all_records  (PursuitStore      *store,
                                      GType              type,
                                      PursuitFieldMask   fields,
                                      PursuitRecordFunc  func,
                                      gpointer           user_data,
                                      GError           **error);
gboolean pursuit_lookup_named        (PursuitStore      *store,
                                      GType              type,
                                      const char        *name_key,
                                      PursuitNamedFunc   func,
                                      gpointer           user_data,
                                      GError           **error);
gboolean pursuit_lookup_all_names    (PursuitStore      *store,
                                      GType              type,
                                      PursuitNamedFunc   func,
                                      gpointer           user_data,
                                      GError           **error);
gboolean pursuit_lookup_numbered     (PursuitStore      *store,
                                      GType              type,
                                      const char        *external_id,
                                      PursuitNamedFunc   func,
                                      gpointer           user_data,
                                      GError           **error);
gboolean pursuit_lookup_all_numbers  (PursuitStore      *store,
                                      GType              type,
                                      PursuitNamedFunc   func,
                                      gpointer           user_data,
                                      GError           **error);
gboolean pursuit_lookup_names_at     (PursuitStore      *store,
                                      GType              type,
                                      gint64             customer_id,
                                      PursuitNamedFunc   func,
                                      gpointer           user_data,
                                      GError           **error);
gboolean pursuit_lookup_all_names_at (PursuitStore      *store,
                                      GType              type,
                                      PursuitNamedFunc   func,
                                      gpointer           user_data,
                                      GError           **error);
gboolean pursuit_lookup_last_id     (PursuitStore     *store,
                                     GType             type,
                                     gint64           *out_id,
                                     GError          **error);
gboolean pursuit_lookup_placeholder (PursuitStore     *store,
                                     gint64           *out_id,
                                     GError          **error);
gboolean pursuit_lookup_uses        (PursuitStore     *store,
                                     GType             type,
                                     gint64            first_id,
                                     gint64            last_id,
                                     GType            *out_user,
                                     gint64           *out_count,
                                     GError          **error);

G_END_DECLS
