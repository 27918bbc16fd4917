/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STAFF (pursuit_staff_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStaff, pursuit_staff, PURSUIT, STAFF, PursuitRecord)

/* Who does not say how many hours a week they work works so many (Default). */
#define PURSUIT_STAFF_USUAL_HOURS 40

/* Somebody in our company, a seller or not; weekly_hours is 0 for the usual week. */
struct _PursuitStaff
{
  PursuitRecord parent_instance;

  char *name;
  char *title;
  gint64 unit_id;
  gint64 manager_id;
  gint64 role_id;
  char *phone;
  char *email;
  gint64 inactive;
  gint64 weekly_hours;
};

G_END_DECLS
