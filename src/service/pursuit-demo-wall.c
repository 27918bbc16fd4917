/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include "pursuit-bond.h"
#include "pursuit-date.h"
#include "pursuit-quarter.h"

/* How well ours know the people at the best customers, over three quarters (CUS-2). */

#define N_QUARTERS 3
#define MOST_OF_US 4

/* Whoever sells there, one who knows the technology, and two colleagues of the region. */
static guint
list_ours (PursuitDemo     *self,
           PursuitDemoCase *plan,
           gint64          *ours)
{
  guint n = 0;

  ours[n++] = plan->seller_id;
  if (self->presales->len > 0)
    ours[n++] = g_array_index (self->presales, gint64, pursuit_demo_random_below (&plan->judging, self->presales->len));
  for (guint i = 0; i < self->sellers->len && n < MOST_OF_US; i++)
    {
      const GArray *sellers = g_ptr_array_index (self->sellers, i);
      gint64 id = sellers->len > 0 ? g_array_index (sellers, gint64, 0) : 0;
      gboolean is_there = id == 0;

      for (guint j = 0; j < n; j++)
        is_there |= ours[j] == id;
      if (!is_there && pursuit_demo_random_chance (&plan->judging, 40))
        ours[n++] = id;
    }

  return n;
}

static gboolean
write_bond (PursuitDemo          *self,
            PursuitDemoCase      *plan,
            const PursuitBond    *what,
            const char           *quarter,
            GError              **error)
{
  g_autoptr(PursuitBond) bond = PURSUIT_BOND (pursuit_record_new (PURSUIT_TYPE_BOND));
  int days_ago = pursuit_demo_random_between (&plan->judging, 3, 12);

  bond->customer_id = PURSUIT_RECORD (plan->customer)->id;
  bond->contact_id = what->contact_id;
  bond->staff_id = what->staff_id;
  bond->level = what->level;
  bond->target = what->target;
  bond->period = g_strdup (quarter);
  bond->assessed_on = pursuit_date_from_time (self->now - days_ago * G_TIME_SPAN_DAY);
  bond->assessed_by_id = plan->seller_id;

  return pursuit_store_insert (self->store, PURSUIT_RECORD (bond), error);
}

/* Who decides is known less than who uses, and should be known better; in most quarters a little is won. */
static gboolean
write_pair (PursuitDemo      *self,
            PursuitDemoCase  *plan,
            PursuitContact   *contact,
            gint64            staff_id,
            char            **quarters,
            GError          **error)
{
  gboolean is_wanted = contact->buying_role == PURSUIT_BUYING_ROLE_DECIDER || contact->buying_role == PURSUIT_BUYING_ROLE_APPROVER;
  g_autoptr(PursuitBond) bond = PURSUIT_BOND (pursuit_record_new (PURSUIT_TYPE_BOND));

  bond->contact_id = PURSUIT_RECORD (contact)->id;
  bond->staff_id = staff_id;
  bond->level = pursuit_demo_random_between (&plan->judging, 0, is_wanted ? 1 : 3);
  bond->target = is_wanted || pursuit_demo_random_chance (&plan->judging, 20) ? bond->level + 2 : 0;
  for (guint i = 0; i < N_QUARTERS; i++)
    {
      if (!write_bond (self, plan, bond, quarters[i], error))
        return FALSE;
      if (bond->level < 5 && pursuit_demo_random_chance (&plan->judging, 45))
        bond->level++;
    }

  return TRUE;
}

/*
 * pursuit_demo_write_wall:
 *
 * Writes the relationship wall of a customer of the first grade; what it refers to has its ids.
 */
gboolean
pursuit_demo_write_wall (PursuitDemo      *self,
                         PursuitDemoCase  *plan,
                         GError          **error)
{
  g_autofree char *today = pursuit_date_from_time (self->now);
  g_autofree char *present = pursuit_quarter_of (today);
  g_auto(GStrv) quarters = g_new0 (char *, N_QUARTERS + 1);
  gint64 ours[MOST_OF_US];
  guint n_ours;

  if (plan->customer->grade != PURSUIT_GRADE_A)
    return TRUE;

  for (int i = 0; i < N_QUARTERS; i++)
    quarters[i] = pursuit_quarter_add (present, i + 1 - N_QUARTERS);
  n_ours = list_ours (self, plan, ours);
  for (guint i = 0; i < MIN (plan->contacts->len, 6); i++)
    for (guint j = 0; j < n_ours; j++)
      if (pursuit_demo_random_chance (&plan->judging, j == 0 ? 85 : 45) &&
          !write_pair (self, plan, g_ptr_array_index (plan->contacts, i), ours[j], quarters, error))
        return FALSE;

  return TRUE;
}
