/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DISTINCTION (pursuit_distinction_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDistinction, pursuit_distinction, PURSUIT, DISTINCTION, PursuitRecord)

/* That two records look alike and are not the same (DOS-6). */
struct _PursuitDistinction
{
  PursuitRecord parent_instance;

  gint64 entity;        /* 1 for customers, 2 for contacts, see pursuit_duplicate_entity() */
  gint64 first_id;      /* the older one */
  gint64 second_id;
};

G_END_DECLS
