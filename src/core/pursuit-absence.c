/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-absence.h"

#include <glib/gi18n-lib.h>

#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitAbsence, pursuit_absence, PURSUIT_TYPE_RECORD)

static const PursuitField absence_fields[] = {
  PURSUIT_FIELD_REF (PursuitAbsence, staff_id, N_("Person"), pursuit_staff_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_DATE (PursuitAbsence, from_on, N_("From"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_DATE (PursuitAbsence, until_on, N_("Until"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_LONG (PursuitAbsence, notes, N_("Notes"), 0),
};

static void
pursuit_absence_class_init (PursuitAbsenceClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "absence", N_("Absence"), absence_fields, G_N_ELEMENTS (absence_fields));
}

static void
pursuit_absence_init (PursuitAbsence *self)
{
}
