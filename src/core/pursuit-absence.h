/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ABSENCE (pursuit_absence_get_type ())
G_DECLARE_FINAL_TYPE (PursuitAbsence, pursuit_absence, PURSUIT, ABSENCE, PursuitRecord)

/* Days on which somebody of us is away (TEAM-7). */
struct _PursuitAbsence
{
  PursuitRecord parent_instance;

  gint64 staff_id;
  char *from_on;
  char *until_on;
  char *notes;
};

G_END_DECLS
