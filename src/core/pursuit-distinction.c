/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-distinction.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"

G_DEFINE_FINAL_TYPE (PursuitDistinction, pursuit_distinction, PURSUIT_TYPE_RECORD)

static const PursuitField distinction_fields[] = {
  PURSUIT_FIELD_INT (PursuitDistinction, entity, N_("Kind"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_TECHNICAL, .min = 1, .max = 2),
  PURSUIT_FIELD_INT (PursuitDistinction, first_id, N_("One"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_TECHNICAL),
  PURSUIT_FIELD_INT (PursuitDistinction, second_id, N_("The other"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_TECHNICAL),
};

/* A pair stands in one way only. */
static gboolean
pursuit_distinction_check (PursuitRecord  *record,
                           GError        **error)
{
  PursuitDistinction *self = PURSUIT_DISTINCTION (record);

  if (self->first_id < self->second_id)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A record cannot be told apart from itself."));
  return FALSE;
}

static void
pursuit_distinction_class_init (PursuitDistinctionClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "distinction", N_("No duplicate"), distinction_fields,
                                   G_N_ELEMENTS (distinction_fields));
  record_class->check = pursuit_distinction_check;
}

static void
pursuit_distinction_init (PursuitDistinction *self)
{
}
