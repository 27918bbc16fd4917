/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CONTACT (pursuit_contact_get_type ())
G_DECLARE_FINAL_TYPE (PursuitContact, pursuit_contact, PURSUIT, CONTACT, PursuitRecord)

/* A person at a customer, with the personal profile (DOS-2). */
struct _PursuitContact
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  char *name;
  char *title;
  gint64 buying_role;
  gint64 attitude;
  gint64 reports_to_id;
  char *phone;
  char *email;
  char *wechat;
  char *address;
  char *birthday;
  char *ambition;
  char *character;
  char *temperament;
  char *preferences;
  char *strengths;
  char *interest;
  char *left_on;
  char *notes;
  gint64 erased_at;
  gint64 merged_into_id;
  char *extra;
};

G_END_DECLS
