/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_EMPLOYMENT (pursuit_employment_get_type ())
G_DECLARE_FINAL_TYPE (PursuitEmployment, pursuit_employment, PURSUIT, EMPLOYMENT, PursuitRecord)

/* A post that a person had before, at this customer or another (DOS-2). */
struct _PursuitEmployment
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 contact_id;
  char *title;
  char *from_on;
  char *until_on;
  char *notes;
};

G_END_DECLS
