/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_SETTING (pursuit_setting_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSetting, pursuit_setting, PURSUIT, SETTING, PursuitRecord)

/* One setting of the database, valid for everybody who opens it. */
struct _PursuitSetting
{
  PursuitRecord parent_instance;

  char *key;
  char *value;
};

G_END_DECLS
