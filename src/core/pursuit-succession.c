/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-succession.h"

#include <glib/gi18n-lib.h>

#include "pursuit-absence.h"
#include "pursuit-activity.h"
#include "pursuit-assignment.h"
#include "pursuit-bond.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-default-member.h"
#include "pursuit-exchange.h"
#include "pursuit-obligation.h"
#include "pursuit-org-unit.h"
#include "pursuit-proof.h"
#include "pursuit-risk.h"
#include "pursuit-role-request.h"
#include "pursuit-role.h"
#include "pursuit-saved-filter.h"
#include "pursuit-staff.h"
#include "pursuit-strategy.h"
#include "pursuit-technical-question.h"
#include "pursuit-technical-stage.h"
#include "pursuit-text.h"

/* Who comes after somebody (DOS-8): which references to staff are duties, and to whom each of them goes. */

static const struct
{
  PursuitTypeFunc type;
  const char *field;
  const char *nick;
  const char *label;
} duties[PURSUIT_N_DUTIES] = {
  [PURSUIT_DUTY_CUSTOMER] = { pursuit_customer_get_type, "owner_id", "customers", N_("Customers") },
  [PURSUIT_DUTY_DEAL] = { pursuit_deal_get_type, "owner_id", "deals", N_("Open deals") },
  [PURSUIT_DUTY_NEXT_STEP] = { pursuit_deal_get_type, "next_step_owner_id", "next_steps", N_("Next steps") },
  [PURSUIT_DUTY_RECEIVER] = { pursuit_deal_get_type, "receiver_id", "to_accept", N_("Deals to accept for delivery") },
  [PURSUIT_DUTY_UNIT] = { pursuit_org_unit_get_type, "lead_id", "units", N_("Units to lead") },
  [PURSUIT_DUTY_REPORT] = { pursuit_staff_get_type, "manager_id", "reports", N_("People who report to them") },
  [PURSUIT_DUTY_ASSIGNMENT] = { pursuit_assignment_get_type, "staff_id", "assignments", N_("Roles on deals") },
  [PURSUIT_DUTY_REQUEST] = { pursuit_role_request_get_type, "staff_id", "requests", N_("Requests to answer") },
  [PURSUIT_DUTY_MEMBER] = { pursuit_default_member_get_type, "staff_id", "teams", N_("Sellers’ teams") },
  [PURSUIT_DUTY_COORDINATE] = { pursuit_role_get_type, "coordinator_id", "roles", N_("Roles to coordinate") },
  [PURSUIT_DUTY_TECHNICAL] = { pursuit_technical_stage_get_type, "staff_id", "technical_stages", N_("Technical stages") },
  [PURSUIT_DUTY_QUESTION] = { pursuit_technical_question_get_type, "staff_id", "questions", N_("Technical questions") },
  [PURSUIT_DUTY_RISK] = { pursuit_risk_get_type, "staff_id", "risks", N_("Risks") },
  [PURSUIT_DUTY_OBLIGATION] = { pursuit_obligation_get_type, "staff_id", "obligations", N_("Interface items") },
};

/* What somebody did stays theirs: whom they knew, and how they looked at their lists, too. */
static const struct
{
  PursuitTypeFunc type;
  const char *field;
} histories[] = {
  { pursuit_absence_get_type, "staff_id" },
  { pursuit_activity_get_type, "staff_id" },
  { pursuit_bond_get_type, "assessed_by_id" },
  { pursuit_bond_get_type, "staff_id" },
  { pursuit_default_member_get_type, "seller_id" },
  { pursuit_exchange_get_type, "staff_id" },
  { pursuit_obligation_get_type, "done_by_id" },
  { pursuit_proof_get_type, "staff_id" },
  { pursuit_role_request_get_type, "answered_by_id" },
  { pursuit_role_request_get_type, "requester_id" },
  { pursuit_saved_filter_get_type, "staff_id" },
  { pursuit_strategy_get_type, "staff_id" },
  { pursuit_technical_stage_get_type, "feasibility_by_id" },
};

/*
 * PursuitSuccession says who takes over from a member of staff: one person, or several by customer, region and unit. The closest
 * rule counts: a customer's before its region's before that for everything.
 */
struct _PursuitSuccession
{
  gint64 leaver_id;
  gint64 to_id;
  gboolean deactivate;
  GHashTable *customers;   /* gint64 * -> gint64 * */
  GHashTable *units;       /* gint64 * -> gint64 * */
  GHashTable *regions;     /* folded name -> gint64 * */
};

/**
 * pursuit_duty_get_type_of:
 * @duty: a duty
 *
 * Returns: the type of the records that name who has it
 */
GType
pursuit_duty_get_type_of (PursuitDuty duty)
{
  g_return_val_if_fail (duty < PURSUIT_N_DUTIES, G_TYPE_INVALID);

  return duties[duty].type ();
}

/**
 * pursuit_duty_get_field:
 * @duty: a duty
 *
 * Returns: the field that names who has it
 */
const PursuitField *
pursuit_duty_get_field (PursuitDuty duty)
{
  g_return_val_if_fail (duty < PURSUIT_N_DUTIES, NULL);

  return pursuit_record_type_find (duties[duty].type (), duties[duty].field);
}

/**
 * pursuit_duty_get_nick:
 * @duty: a duty
 *
 * Returns: its name for programs
 */
const char *
pursuit_duty_get_nick (PursuitDuty duty)
{
  g_return_val_if_fail (duty < PURSUIT_N_DUTIES, NULL);

  return duties[duty].nick;
}

/**
 * pursuit_duty_get_label:
 * @duty: a duty
 *
 * Returns: what people call it, translated
 */
const char *
pursuit_duty_get_label (PursuitDuty duty)
{
  g_return_val_if_fail (duty < PURSUIT_N_DUTIES, NULL);

  return _(duties[duty].label);
}

/**
 * pursuit_duty_is_history:
 * @type: a record type
 * @field: a field of it that refers to staff
 *
 * Returns: %TRUE when it says who did something or whose it was, which nobody takes over
 */
gboolean
pursuit_duty_is_history (GType       type,
                         const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    if (histories[i].type () == type && g_str_equal (histories[i].field, field))
      return TRUE;

  return FALSE;
}

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/**
 * pursuit_succession_new:
 * @leaver_id: whose duties go to others
 * @to_id: who takes over whatever no other rule says, 0 for nobody
 *
 * Returns: (transfer full): a succession
 */
PursuitSuccession *
pursuit_succession_new (gint64 leaver_id,
                        gint64 to_id)
{
  PursuitSuccession *self = g_new0 (PursuitSuccession, 1);

  self->leaver_id = leaver_id;
  self->to_id = to_id;
  self->customers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

static void
copy_ids (GHashTable *from,
          GHashTable *to)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to, copy_id (*(gint64 *) key), copy_id (*(gint64 *) value));
}

/**
 * pursuit_succession_copy:
 * @self: a succession
 *
 * Returns: (transfer full): the same again, for another thread
 */
PursuitSuccession *
pursuit_succession_copy (PursuitSuccession *self)
{
  PursuitSuccession *copy = pursuit_succession_new (self->leaver_id, self->to_id);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  copy->deactivate = self->deactivate;
  copy_ids (self->customers, copy->customers);
  copy_ids (self->units, copy->units);
  g_hash_table_iter_init (&iter, self->regions);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->regions, g_strdup (key), copy_id (*(gint64 *) value));

  return copy;
}

void
pursuit_succession_free (PursuitSuccession *self)
{
  g_hash_table_unref (self->customers);
  g_hash_table_unref (self->units);
  g_hash_table_unref (self->regions);
  g_free (self);
}

/**
 * pursuit_succession_get_leaver:
 * @self: a succession
 *
 * Returns: whose duties go to others
 */
gint64
pursuit_succession_get_leaver (PursuitSuccession *self)
{
  return self->leaver_id;
}

/**
 * pursuit_succession_set_deactivate:
 * @self: a succession
 * @deactivate: whether the leaver has left with it, and signs in no more
 */
void
pursuit_succession_set_deactivate (PursuitSuccession *self,
                                   gboolean           deactivate)
{
  self->deactivate = deactivate;
}

/**
 * pursuit_succession_deactivates:
 * @self: a succession
 *
 * Returns: whether the leaver has left with it
 */
gboolean
pursuit_succession_deactivates (PursuitSuccession *self)
{
  return self->deactivate;
}

/**
 * pursuit_succession_set_customer:
 * @self: a succession
 * @customer_id: a customer
 * @to_id: who takes it over, with what is to be done there
 */
void
pursuit_succession_set_customer (PursuitSuccession *self,
                                 gint64             customer_id,
                                 gint64             to_id)
{
  g_hash_table_insert (self->customers, copy_id (customer_id), copy_id (to_id));
}

/**
 * pursuit_succession_set_region:
 * @self: a succession
 * @region: a region, compared folded
 * @to_id: who takes over its customers, with what is to be done there
 */
void
pursuit_succession_set_region (PursuitSuccession *self,
                               const char        *region,
                               gint64             to_id)
{
  g_hash_table_insert (self->regions, pursuit_text_fold_key (region), copy_id (to_id));
}

/**
 * pursuit_succession_set_unit:
 * @self: a succession
 * @unit_id: a unit of our own
 * @to_id: who leads it, and has its people report to them
 */
void
pursuit_succession_set_unit (PursuitSuccession *self,
                             gint64             unit_id,
                             gint64             to_id)
{
  g_hash_table_insert (self->units, copy_id (unit_id), copy_id (to_id));
}

/**
 * pursuit_succession_find:
 * @self: a succession
 * @customer_id: the customer that the duty is about, 0 for none
 * @region: (nullable): that customer's region
 * @unit_id: the unit that the duty is about, 0 for none
 *
 * DOS-8: the closest rule counts.
 *
 * Returns: who takes the duty over, 0 when nobody was chosen
 */
gint64
pursuit_succession_find (PursuitSuccession *self,
                         gint64             customer_id,
                         const char        *region,
                         gint64             unit_id)
{
  const gint64 *found = g_hash_table_lookup (self->customers, &customer_id);

  if (found == NULL && region != NULL && g_hash_table_size (self->regions) > 0)
    {
      g_autofree char *key = pursuit_text_fold_key (region);

      found = g_hash_table_lookup (self->regions, key);
    }
  if (found == NULL)
    found = g_hash_table_lookup (self->units, &unit_id);

  return found != NULL ? *found : self->to_id;
}

static void
add_new (GArray *ids,
         gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;
  if (id != 0)
    g_array_append_val (ids, id);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const gint64 left = *(const gint64 *) a;
  const gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/**
 * pursuit_succession_list:
 * @self: a succession
 *
 * Returns: (transfer full) (element-type gint64): everybody who is to take something over, by id
 */
GArray *
pursuit_succession_list (PursuitSuccession *self)
{
  GHashTable *const maps[] = { self->customers, self->units, self->regions };
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  add_new (ids, self->to_id);
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, maps[i]);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        add_new (ids, *(gint64 *) value);
    }
  g_array_sort (ids, compare_ids);

  return ids;
}
