/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-selling-activity.h"

#include <glib/gi18n-lib.h>

#include "pursuit-process.h"
#include "pursuit-stage.h"

G_DEFINE_FINAL_TYPE (PursuitSellingActivity, pursuit_selling_activity, PURSUIT_TYPE_RECORD)

static const PursuitField selling_activity_fields[] = {
  PURSUIT_FIELD_REF (PursuitSellingActivity, process_id, N_("Process"), pursuit_process_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitSellingActivity, stage_id, N_("Stage"), pursuit_stage_get_type, 0),
  PURSUIT_FIELD_INT (PursuitSellingActivity, position, N_("Position"), 0, .min = 1, .max = 1000),
  PURSUIT_FIELD_TEXT (PursuitSellingActivity, task, N_("Task"), 0),
  PURSUIT_FIELD_TEXT (PursuitSellingActivity, name, N_("Activity"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED),
  PURSUIT_FIELD_LONG (PursuitSellingActivity, notes, N_("Notes"), 0),
};

static void
pursuit_selling_activity_class_init (PursuitSellingActivityClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "selling_activity", N_("Selling activity"),
                                   selling_activity_fields, G_N_ELEMENTS (selling_activity_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
}

static void
pursuit_selling_activity_init (PursuitSellingActivity *self)
{
}
