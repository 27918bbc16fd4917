/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PROCESS (pursuit_process_get_type ())
G_DECLARE_FINAL_TYPE (PursuitProcess, pursuit_process, PURSUIT, PROCESS, PursuitRecord)

/* A standard way of selling, made of stages (STG-5). Deals keep the version they began with; the versions of one process
 * share its @code. New deals follow the one that is @standard. */
struct _PursuitProcess
{
  PursuitRecord parent_instance;

  char *name;
  gint64 version;
  gint64 standard;
  char *code;
  char *name_zh;
  gint64 state;
  gint64 skip_rule;
  gint64 back_rule;
  gint64 silence_days;
};

G_END_DECLS
