/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CUSTOMER (pursuit_customer_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCustomer, pursuit_customer, PURSUIT, CUSTOMER, PursuitRecord)

/* An organisation that we sell to, or may: the head of a dossier (DOS-1). */
struct _PursuitCustomer
{
  PursuitRecord parent_instance;

  char *name;
  char *short_name;
  gint64 grade;
  gint64 funnel;
  gint64 owner_id;
  char *region;
  char *industry;
  char *address;
  char *phone;
  char *email;
  char *website;
  char *registration_code;
  gint64 parent_id;
  char *business_condition;
  char *progress;
  char *potential_projects;
  gint64 estimated_revenue;
  gint64 annual_revenue;
  gint64 employees;
  gint64 founded_year;
  char *competitors;
  char *source;
  char *tags;
  gint64 relationship_level;
  char *notes;
  gint64 placeholder;
  gint64 completeness;
  gint64 last_contact_at;
  gint64 merged_into_id;
  char *extra;
};

int      pursuit_customer_compute_completeness (PursuitCustomer  *self,
                                               PursuitFieldMask *out_missing);

G_END_DECLS
