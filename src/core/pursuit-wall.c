/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall.h"

#include <string.h>

static void
person_free (gpointer data)
{
  PursuitWallPerson *person = data;

  g_free (person->name);
  g_free (person->title);
  g_free (person);
}

static void
staff_free (gpointer data)
{
  PursuitWallStaff *staff = data;

  g_free (staff->name);
  g_free (staff->title);
  g_free (staff);
}

static void
cell_free (gpointer data)
{
  PursuitWallCell *cell = data;

  g_clear_object (&cell->bond);
  g_free (cell);
}

static void
period_free (gpointer data)
{
  PursuitWallPeriod *period = data;

  g_free (period->period);
  g_free (period);
}

/**
 * pursuit_wall_new:
 *
 * Returns: (transfer full): a wall of nobody; whoever reads it fills in its members and has the rest computed
 */
PursuitWall *
pursuit_wall_new (void)
{
  PursuitWall *self = g_new0 (PursuitWall, 1);

  self->people = g_ptr_array_new_with_free_func (person_free);
  self->staff = g_ptr_array_new_with_free_func (staff_free);
  self->cells = g_ptr_array_new_with_free_func (cell_free);
  self->periods = g_ptr_array_new_with_free_func (period_free);
  self->marks = g_array_new (FALSE, FALSE, sizeof (PursuitWallMark));

  return self;
}

/**
 * pursuit_wall_free:
 * @self: (transfer full): a wall
 */
void
pursuit_wall_free (PursuitWall *self)
{
  g_free (self->customer);
  g_free (self->period);
  g_free (self->present);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->staff);
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->periods);
  g_array_unref (self->marks);
  g_free (self->assessed_on);
  g_free (self->assessed_by);
  g_free (self);
}

/**
 * pursuit_wall_add_cell:
 * @self: a wall
 * @bond: (transfer full): what was assessed in its period
 */
void
pursuit_wall_add_cell (PursuitWall *self,
                       PursuitBond *bond)
{
  PursuitWallCell *cell = g_new0 (PursuitWallCell, 1);

  cell->bond = bond;
  cell->before = -1;
  g_ptr_array_add (self->cells, cell);
}

/**
 * pursuit_wall_is_wanted:
 * @role: a #PursuitBuyingRole
 *
 * Returns: %TRUE when somebody of us has to know a person with that part in the purchase: deciders and approvers
 */
gboolean
pursuit_wall_is_wanted (int role)
{
  return role == PURSUIT_BUYING_ROLE_DECIDER || role == PURSUIT_BUYING_ROLE_APPROVER;
}

/**
 * pursuit_wall_is_at_target:
 * @level: how well two people know each other
 * @target: how well they should, 0 for no target
 *
 * Returns: %TRUE when that is enough; people who do not know each other are never at their target
 */
gboolean
pursuit_wall_is_at_target (int level,
                           int target)
{
  return level > 0 && level >= target;
}

static PursuitWallPeriod *
find_or_add_period (PursuitWall *self,
                    const char  *period)
{
  PursuitWallPeriod *last = self->periods->len > 0 ? g_ptr_array_index (self->periods, self->periods->len - 1) : NULL;

  if (last != NULL && g_str_equal (last->period, period))
    return last;

  last = g_new0 (PursuitWallPeriod, 1);
  last->period = g_strdup (period);
  g_ptr_array_add (self->periods, last);
  return last;
}

/* The best relationship of a person in a period, -1 for none; @out_at_target: whether any is good enough. */
static int
find_strength (const PursuitWall *self,
               gint64             contact_id,
               const char        *period,
               gboolean          *out_at_target)
{
  int strength = -1;

  *out_at_target = FALSE;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const PursuitWallMark *mark = &g_array_index (self->marks, PursuitWallMark, i);

      if (mark->contact_id != contact_id || strcmp (mark->period, period) != 0)
        continue;
      strength = MAX (strength, mark->level);
      *out_at_target |= pursuit_wall_is_at_target (mark->level, mark->target);
    }

  return strength;
}

static void
sum_periods (PursuitWall *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const PursuitWallMark *mark = &g_array_index (self->marks, PursuitWallMark, i);
      PursuitWallPeriod *period = find_or_add_period (self, mark->period);

      period->n_cells++;
      period->sum += mark->level;
      period->n_targets += mark->target > 0;
      period->n_reached += mark->target > 0 && pursuit_wall_is_at_target (mark->level, mark->target);
    }
  for (guint i = 0; i < self->periods->len; i++)
    {
      PursuitWallPeriod *period = g_ptr_array_index (self->periods, i);

      for (guint j = 0; j < self->people->len; j++)
        {
          const PursuitWallPerson *person = g_ptr_array_index (self->people, j);
          gboolean at_target;

          find_strength (self, person->id, period->period, &at_target);
          period->n_holes += !person->has_left && pursuit_wall_is_wanted (person->role) && !at_target;
        }
    }
}

/* The last period in which anything was assessed before the one that is looked at. */
static const char *
find_before (const PursuitWall *self)
{
  const char *before = NULL;

  for (guint i = 0; i < self->periods->len; i++)
    {
      const PursuitWallPeriod *period = g_ptr_array_index (self->periods, i);

      if (strcmp (period->period, self->period) < 0)
        before = period->period;
    }

  return before;
}

static int
find_level (const PursuitWall *self,
            PursuitBond       *bond,
            const char        *period)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const PursuitWallMark *mark = &g_array_index (self->marks, PursuitWallMark, i);

      if (mark->contact_id == bond->contact_id && mark->staff_id == bond->staff_id && strcmp (mark->period, period) == 0)
        return mark->level;
    }

  return -1;
}

/**
 * pursuit_wall_compute:
 * @self: a wall whose people, staff, cells and marks were read; the marks stand in the order of their periods
 *
 * Computes holes, what was before, and the trend.
 */
void
pursuit_wall_compute (PursuitWall *self)
{
  const char *before;

  g_ptr_array_set_size (self->periods, 0);
  self->n_holes = 0;
  sum_periods (self);
  before = find_before (self);
  for (guint i = 0; i < self->people->len; i++)
    {
      PursuitWallPerson *person = g_ptr_array_index (self->people, i);
      gboolean at_target;

      person->before = before != NULL ? find_strength (self, person->id, before, &at_target) : -1;
      person->strength = find_strength (self, person->id, self->period, &at_target);
      person->is_hole = !person->has_left && pursuit_wall_is_wanted (person->role) && !at_target;
      self->n_holes += person->is_hole;
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      PursuitWallCell *cell = g_ptr_array_index (self->cells, i);

      cell->before = before != NULL ? find_level (self, cell->bond, before) : -1;
    }
}

/**
 * pursuit_wall_find_cell:
 * @self: a wall
 * @contact_id: a person there
 * @staff_id: one of us
 *
 * Returns: (nullable): what was assessed of the two, lent
 */
const PursuitWallCell *
pursuit_wall_find_cell (const PursuitWall *self,
                        gint64             contact_id,
                        gint64             staff_id)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const PursuitWallCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->bond->contact_id == contact_id && cell->bond->staff_id == staff_id)
        return cell;
    }

  return NULL;
}

/**
 * pursuit_wall_find_period:
 * @self: a wall
 * @period: a quarter
 *
 * Returns: (nullable): what it came to, lent; %NULL when nothing was assessed in it
 */
const PursuitWallPeriod *
pursuit_wall_find_period (const PursuitWall *self,
                          const char        *period)
{
  for (guint i = 0; i < self->periods->len; i++)
    {
      const PursuitWallPeriod *found = g_ptr_array_index (self->periods, i);

      if (g_strcmp0 (found->period, period) == 0)
        return found;
    }

  return NULL;
}

/**
 * pursuit_wall_list_trend:
 * @self: a wall
 * @contact_id: a person there
 *
 * Returns: (transfer full) (element-type gint): the person's best relationship in each of the periods up to the one that is
 *   looked at, the oldest first; -1 where nothing was assessed
 */
GArray *
pursuit_wall_list_trend (const PursuitWall *self,
                         gint64             contact_id)
{
  GArray *trend = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < self->periods->len; i++)
    {
      const PursuitWallPeriod *period = g_ptr_array_index (self->periods, i);
      gboolean at_target;
      int strength;

      if (strcmp (period->period, self->period) > 0)
        break;
      strength = find_strength (self, contact_id, period->period, &at_target);
      g_array_append_val (trend, strength);
    }

  return trend;
}
