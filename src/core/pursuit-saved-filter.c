/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-saved-filter.h"

#include <glib/gi18n-lib.h>

#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitSavedFilter, pursuit_saved_filter, PURSUIT_TYPE_RECORD)

static const PursuitField saved_filter_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitSavedFilter, list, N_("List"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_TECHNICAL),
  PURSUIT_FIELD_TEXT (PursuitSavedFilter, name, N_("Name"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitSavedFilter, staff_id, N_("Saved by"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_BOOL (PursuitSavedFilter, shared, N_("Shared"), 0),
  PURSUIT_FIELD_INT (PursuitSavedFilter, position, N_("Position"), 0, .min = 1, .max = 1000),
  PURSUIT_FIELD_LONG (PursuitSavedFilter, definition, N_("Definition"), PURSUIT_FIELD_TECHNICAL),
};

static void
pursuit_saved_filter_class_init (PursuitSavedFilterClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "saved_filter", N_("Saved filter"),
                                   saved_filter_fields, G_N_ELEMENTS (saved_filter_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
}

static void
pursuit_saved_filter_init (PursuitSavedFilter *self)
{
}
