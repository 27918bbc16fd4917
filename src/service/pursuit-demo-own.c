/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include "pursuit-enums.h"
#include "pursuit-own-field.h"

/* Three fields that the house of the demonstration has added, and what good customers have in them. */

static const struct
{
  const char *key, *name, *name_zh;
  PursuitOwnKind kind;
  const char *choices;
} fields[] = {
  { "contract_type", "Contract type", "合同类型", PURSUIT_OWN_CHOICE,
    "[{\"key\":\"frame\",\"name\":\"Frame contract\",\"name_zh\":\"框架合同\"},"
    "{\"key\":\"single\",\"name\":\"Single order\",\"name_zh\":\"单次订单\"},"
    "{\"key\":\"tender\",\"name\":\"Tender\",\"name_zh\":\"招标采购\"}]" },
  { "machines", "Machines in use", "在用设备", PURSUIT_OWN_NUMBER, NULL },
  { "listed", "Listed company", "上市公司", PURSUIT_OWN_YES_NO, NULL },
};

/**
 * pursuit_demo_make_own_fields:
 * @self: a demonstration, within its transaction
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when customers have own fields
 */
gboolean
pursuit_demo_make_own_fields (PursuitDemo  *self,
                              GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr(PursuitRecord) definition =
        g_object_new (PURSUIT_TYPE_OWN_FIELD, "key", fields[i].key, "name", fields[i].name, "name-zh", fields[i].name_zh,
                      "kind", (gint64) fields[i].kind, "choices", fields[i].choices, "position", (gint64) (10 * (i + 1)),
                      "searched", (gint64) (fields[i].kind == PURSUIT_OWN_CHOICE), NULL);

      if (!pursuit_store_insert (self->store, definition, error))
        return FALSE;
    }

  return TRUE;
}

/* By the customer's place and not by chance: what else is invented stays as it was. */
void
pursuit_demo_plan_own (PursuitDemoCase *plan,
                       guint            index)
{
  static const char *const contracts[] = { "frame", "single", "tender", "frame" };

  if (plan->customer->grade != PURSUIT_GRADE_A && plan->customer->grade != PURSUIT_GRADE_B)
    return;

  plan->customer->extra = g_strdup_printf ("{\"contract_type\":\"%s\",\"listed\":%s,\"machines\":%u}",
                                           contracts[index % G_N_ELEMENTS (contracts)], index % 3 == 0 ? "true" : "false",
                                           4 + index * 37 % 180);
}
