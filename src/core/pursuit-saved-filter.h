/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_SAVED_FILTER (pursuit_saved_filter_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSavedFilter, pursuit_saved_filter, PURSUIT, SAVED_FILTER, PursuitRecord)

/* What a list is narrowed by, its order and its columns, under a name (DOS-3); private unless shared. */
struct _PursuitSavedFilter
{
  PursuitRecord parent_instance;

  char *list;
  char *name;
  gint64 staff_id;
  gint64 shared;
  gint64 position;
  char *definition;
};

G_END_DECLS
