/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-records.h"

G_BEGIN_DECLS

gboolean pursuit_records_require          (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           PursuitRight    right,
                                           GError        **error);
gboolean pursuit_records_require_change   (PursuitDesk    *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           GError        **error);
gboolean pursuit_records_require_references (PursuitDesk   *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           GError        **error);
gboolean pursuit_records_require_alive    (PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_require_customer (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_require_role     (PursuitDesk    *desk,
                                           gint64          role_id,
                                           GError        **error);
gboolean pursuit_records_may_go           (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);
PursuitRecord *pursuit_records_copy_change (PursuitRecord *original,
                                           PursuitRecord  *edited) G_GNUC_WARN_UNUSED_RESULT;
void     pursuit_records_take_over        (PursuitRecord  *edited,
                                           PursuitRecord  *merged);
gboolean pursuit_records_apply_change     (PursuitDesk    *desk,
                                           PursuitRecord  *original,
                                           PursuitRecord  *edited,
                                           PursuitRecord  *current,
                                           gint64         *out_entry_id,
                                           GError        **error);
gboolean pursuit_records_apply_deletion   (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           gboolean        deleted,
                                           gint64         *out_entry_id,
                                           GError        **error);
gboolean pursuit_records_follow           (PursuitDesk    *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           GError        **error);
gboolean pursuit_records_follow_contact   (PursuitDesk    *desk,
                                           gint64          customer_id,
                                           GError        **error);
gboolean pursuit_records_require_unmerged (PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_may_come_back    (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_is_part_of_deal  (GType           type);
gboolean pursuit_records_is_technical     (GType           type);
gboolean pursuit_records_complete_part    (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_require_part     (PursuitDesk    *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           GError        **error);
gboolean pursuit_records_complete_change  (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_put_back         (PursuitRecord  *record,
                                           JsonObject     *before,
                                           JsonObject     *after,
                                           GError        **error);
gboolean pursuit_records_write_history    (PursuitDesk    *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           const char     *reason,
                                           GError        **error);

/* pursuit-own-fields.c */
gboolean pursuit_own_fields_complete      (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_own_fields_may_go        (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);

G_END_DECLS
