/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-setting.h"

#include <glib/gi18n-lib.h>


G_DEFINE_FINAL_TYPE (PursuitSetting, pursuit_setting, PURSUIT_TYPE_RECORD)

static const PursuitField setting_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitSetting, key, N_("Key"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitSetting, value, N_("Value"), 0),
};

static void
pursuit_setting_class_init (PursuitSettingClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "setting", N_("Setting"),
                                   setting_fields, G_N_ELEMENTS (setting_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "key");
}

static void
pursuit_setting_init (PursuitSetting *self)
{
}
