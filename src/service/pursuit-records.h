/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/* The verbs that are the same for every record type. Each is one transaction and one journal entry; @out_entry_id
 * (nullable) receives that entry, which pursuit_records_undo() takes back. Deals are created and moved by
 * pursuit-deals.h. */

PursuitRecord *pursuit_records_load (PursuitDesk *desk,
                                  GType           type,
                                  gint64          id,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean pursuit_records_create  (PursuitDesk    *desk,
                                  PursuitRecord  *record,
                                  gint64         *out_entry_id,
                                  GError        **error);
gboolean pursuit_records_save    (PursuitDesk    *desk,
                                  PursuitRecord  *original,
                                  PursuitRecord  *edited,
                                  gint64         *out_entry_id,
                                  GError        **error);
gboolean pursuit_records_delete  (PursuitDesk    *desk,
                                  GType           type,
                                  gint64          id,
                                  gint64         *out_entry_id,
                                  GError        **error);
gboolean pursuit_records_restore (PursuitDesk    *desk,
                                  GType           type,
                                  gint64          id,
                                  gint64         *out_entry_id,
                                  GError        **error);
gboolean pursuit_records_delete_seen (PursuitDesk *desk,
                                  PursuitRecord  *seen,
                                  gint64         *out_entry_id,
                                  GError        **error);
gboolean pursuit_records_revive  (PursuitDesk    *desk,
                                  PursuitRecord  *original,
                                  PursuitRecord  *edited,
                                  gint64         *out_entry_id,
                                  GError        **error);
gboolean pursuit_records_undo    (PursuitDesk    *desk,
                                  gint64          entry_id,
                                  gint64         *out_entry_id,
                                  GError        **error);

G_END_DECLS
