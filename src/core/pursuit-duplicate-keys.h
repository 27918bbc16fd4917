/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

/* Which recipe the keys are made by. Raise it when they come out otherwise: what a file holds of another is made anew. */
#define PURSUIT_DUPLICATE_KEYS_VERSION 1

/**
 * PursuitDuplicateKind:
 * @PURSUIT_DUPLICATE_CODE: the same registration code
 * @PURSUIT_DUPLICATE_NAME: the same name, folded; of people at one customer
 * @PURSUIT_DUPLICATE_PHONE: the same telephone number
 * @PURSUIT_DUPLICATE_EMAIL: the same e-mail address
 * @PURSUIT_DUPLICATE_DOMAIN: the same domain, of the website or the e-mail address, unless everybody can have an address there
 *
 * By what two records are taken for the same. The numbers are kept in files.
 */
typedef enum
{
  PURSUIT_DUPLICATE_CODE = 1,
  PURSUIT_DUPLICATE_NAME = 2,
  PURSUIT_DUPLICATE_PHONE = 3,
  PURSUIT_DUPLICATE_EMAIL = 4,
  PURSUIT_DUPLICATE_DOMAIN = 5,
  PURSUIT_DUPLICATE_N_KINDS,
} PursuitDuplicateKind;

/**
 * PursuitDuplicateKeyFunc:
 * @kind: which key
 * @key: what it is
 * @user_data: whatever was given with the function
 *
 * Returns: %FALSE to hear of no more
 */
typedef gboolean (*PursuitDuplicateKeyFunc) (PursuitDuplicateKind  kind,
                                             const char           *key,
                                             gpointer              user_data);

gboolean         pursuit_duplicate_has_keys     (GType                    type);
gboolean         pursuit_duplicate_keys_foreach (PursuitRecord           *record,
                                                 PursuitDuplicateKeyFunc  func,
                                                 gpointer                 user_data);
PursuitFieldMask pursuit_duplicate_keys_fields  (PursuitRecordClass      *klass) G_GNUC_WARN_UNUSED_RESULT;
int              pursuit_duplicate_score        (GType                    type,
                                                 guint                    kinds);
char            *pursuit_duplicate_dup_reasons  (guint                    kinds) G_GNUC_WARN_UNUSED_RESULT;
char            *pursuit_phone_dup_key          (const char              *phone) G_GNUC_WARN_UNUSED_RESULT;
char            *pursuit_host_dup_key           (const char              *website) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
