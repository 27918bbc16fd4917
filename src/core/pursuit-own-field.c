/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-field.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"

G_DEFINE_FINAL_TYPE (PursuitOwnField, pursuit_own_field, PURSUIT_TYPE_RECORD)

static const PursuitField own_field_fields[] = {
  PURSUIT_FIELD_ENUM (PursuitOwnField, entity, N_("Belongs to"), pursuit_own_entity_get_type, 0),
  PURSUIT_FIELD_TEXT (PursuitOwnField, key, N_("Key"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitOwnField, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED),
  PURSUIT_FIELD_TEXT (PursuitOwnField, name_zh, N_("Chinese name"), PURSUIT_FIELD_SEARCHED),
  PURSUIT_FIELD_ENUM (PursuitOwnField, kind, N_("Kind"), pursuit_own_kind_get_type, 0),
  PURSUIT_FIELD_LONG (PursuitOwnField, choices, N_("Choices"), PURSUIT_FIELD_TECHNICAL),
  PURSUIT_FIELD_INT (PursuitOwnField, position, N_("Position"), 0, .min = 1, .max = 1000),
  PURSUIT_FIELD_BOOL (PursuitOwnField, searched, N_("Found by search"), 0),
  PURSUIT_FIELD_BOOL (PursuitOwnField, retired, N_("Retired"), 0),
};

static void
pursuit_own_field_class_init (PursuitOwnFieldClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "own_field", N_("Own field"),
                                   own_field_fields, G_N_ELEMENTS (own_field_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
}

static void
pursuit_own_field_init (PursuitOwnField *self)
{
}
