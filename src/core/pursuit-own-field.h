/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_OWN_FIELD (pursuit_own_field_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOwnField, pursuit_own_field, PURSUIT, OWN_FIELD, PursuitRecord)

/* A field that a house has added to a kind of record (DOS-1); its values stand in that record's "extra". */
struct _PursuitOwnField
{
  PursuitRecord parent_instance;

  gint64 entity;
  char *key;
  char *name;
  char *name_zh;
  gint64 kind;
  char *choices;
  gint64 position;
  gint64 searched;
  gint64 retired;
};

G_END_DECLS
