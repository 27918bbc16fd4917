/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-query.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitGlance:
 * @id: the record
 * @owner_id: whose it is, or whose customer it belongs to; 0 for nobody
 * @customer_id: the customer, 0 for staff
 * @title: name or title
 * @customer: (nullable): of a contact or deal, the customer, by its short name where it has one
 * @about: (nullable): region of a customer, title of a contact or member of staff, stage of a deal as a message id
 * @person: (nullable): owner of a customer or deal, unit of a member of staff
 *
 * What one line says of a record.
 */
typedef struct
{
  gint64 id;
  gint64 owner_id;
  gint64 customer_id;
  char *title;
  char *customer;
  char *about;
  char *person;
} PursuitGlance;

void       pursuit_glance_free   (PursuitGlance       *self);
GPtrArray *pursuit_store_glance  (PursuitStore        *self,
                                  const PursuitQuery  *query,
                                  const gint64        *ids,
                                  guint                n_ids,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
