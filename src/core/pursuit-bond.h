/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BOND (pursuit_bond_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBond, pursuit_bond, PURSUIT, BOND, PursuitRecord)

/* How well one of us knew one of them in a period such as "2026-Q1", and how well it should be: a cell of the wall (CUS-2). */
struct _PursuitBond
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 contact_id;
  gint64 staff_id;
  char *period;
  gint64 level;
  gint64 target;
  char *evidence;
  char *assessed_on;
  gint64 assessed_by_id;
};

G_END_DECLS
