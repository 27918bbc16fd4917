/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-standard.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-process.h"
#include "pursuit-role.h"
#include "pursuit-stage.h"

/* What a new database begins with: the standard process (chapter 2 of domain.md) and the roles. Names are kept as English
 * message ids and shown through gettext, so that one file serves people of several languages. */

static const struct
{
  const char *name;
  const char *short_name;
  const char *buyer_name;
  gint64 probability;     /* Default */
  gint64 expected_days;   /* Default: together about seven months, within the 3 to 12 of STG-3 */
} stages[] = {
  { N_("Account planning and phone invitation"), N_("Planning"), N_("Problem found, need raised"), 10, 21 },
  { N_("Customer visit and first survey"), N_("Survey"), N_("Feasibility studied, budget set"), 20, 30 },
  { N_("First proposal sent"), N_("Proposal"), N_("Project approved, buying team formed"), 30, 30 },
  { N_("Demonstration and technical exchange"), N_("Demonstration"), N_("Buying criteria set"), 40, 40 },
  { N_("Needs analysis and formal design"), N_("Design"), N_("Tender, first screening"), 55, 35 },
  { N_("Project evaluation"), N_("Evaluation"), N_("Preferred supplier chosen"), 70, 30 },
  { N_("Commercial negotiation"), N_("Negotiation"), N_("Commercial negotiation"), 85, 25 },
  { N_("Contract signed, handed to delivery"), N_("Signing"), N_("Contract signed"), 100, 14 },
};

static gboolean
install_stages (PursuitStore  *store,
                gint64         process_id,
                GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_STAGE);
      PursuitStage *stage = PURSUIT_STAGE (record);

      stage->process_id = process_id;
      stage->position = i + 1;
      stage->name = g_strdup (stages[i].name);
      stage->short_name = g_strdup (stages[i].short_name);
      stage->buyer_name = g_strdup (stages[i].buyer_name);
      stage->probability = stages[i].probability;
      stage->expected_days = stages[i].expected_days;
      stage->type = i + 1 == G_N_ELEMENTS (stages) ? PURSUIT_STAGE_WON : PURSUIT_STAGE_OPEN;
      if (!pursuit_store_insert (store, record, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
install_roles (PursuitStore  *store,
               GError       **error)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PURSUIT_TYPE_SYSTEM_ROLE);

  for (guint i = 0; i < klass->n_values; i++)
    {
      g_autoptr(PursuitRecord) record = NULL;

      if (klass->values[i].value == PURSUIT_SYSTEM_ROLE_NONE)
        continue;
      record = pursuit_record_new (PURSUIT_TYPE_ROLE);
      PURSUIT_ROLE (record)->name = g_strdup (klass->values[i].value_name);
      PURSUIT_ROLE (record)->system_role = klass->values[i].value;
      if (!pursuit_store_insert (store, record, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_standard_install:
 * @store: a new store, within a transaction
 * @out_process_id: (out): the standard process
 * @error: return location
 *
 * Writes the standard process with its eight stages, and one role per system role.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when all is written
 */
gboolean
pursuit_standard_install (PursuitStore  *store,
                          gint64        *out_process_id,
                          GError       **error)
{
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_PROCESS);
  PursuitProcess *process = PURSUIT_PROCESS (record);

  process->name = g_strdup (N_("Project selling"));
  process->version = 1;
  process->standard = TRUE;
  process->code = g_strdup ("project");
  process->state = PURSUIT_PROCESS_PUBLISHED;
  if (!pursuit_store_insert (store, record, error) || !install_stages (store, record->id, error) ||
      !install_roles (store, error))
    return FALSE;

  *out_process_id = record->id;
  return TRUE;
}
