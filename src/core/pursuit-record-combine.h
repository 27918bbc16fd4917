/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

/**
 * PursuitCombining:
 * @theirs: the fields that are taken from the other record
 * @both: the fields in which both texts are kept, one after the other, see pursuit_record_can_join()
 * @extra_theirs: (nullable): keys of own fields whose value is taken from the other record, none included
 * @extra_kept: (nullable): keys of own fields that stay as they are in the record that is kept, none included; of others what only
 *   one of the two says is kept
 *
 * How two records that mean the same become one: whatever is not named here stays as it is in the record that is kept.
 */
typedef struct
{
  PursuitFieldMask theirs;
  PursuitFieldMask both;
  const char *const *extra_theirs;
  const char *const *extra_kept;
} PursuitCombining;

PursuitFieldMask pursuit_record_class_select_combined (PursuitRecordClass *klass) G_GNUC_WARN_UNUSED_RESULT;
gboolean         pursuit_record_can_join        (const PursuitField     *field);
void             pursuit_record_suggest_combining (PursuitRecord        *kept,
                                                 PursuitRecord          *other,
                                                 PursuitCombining       *out_combining);
void             pursuit_record_combine         (PursuitRecord          *kept,
                                                 PursuitRecord          *other,
                                                 const PursuitCombining *combining);
gboolean         pursuit_combining_takes         (const PursuitCombining *self,
                                                 PursuitRecord          *kept,
                                                 const PursuitField     *field);
char            *pursuit_text_join              (const char             *first,
                                                 const char             *second) G_GNUC_WARN_UNUSED_RESULT;
char            *pursuit_tags_unite             (const char             *first,
                                                 const char             *second) G_GNUC_WARN_UNUSED_RESULT;
char            *pursuit_extra_unite            (const char             *kept,
                                                 const char             *other,
                                                 const char *const      *theirs,
                                                 const char *const      *stays) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
