/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-coverage.h"

#include <glib/gi18n-lib.h>

/*
 * The right people at the right phase (TEAM-1 to TEAM-3): what a process asks of the stages of a deal, who works on it, and what is
 * still wanting. A stage is due when the deal stands in it or before it; what a later one wants can wait.
 */

static void
role_free (gpointer data)
{
  g_free (((PursuitCoverageRole *) data)->name);
  g_free (data);
}

static void
stage_free (gpointer data)
{
  g_free (((PursuitCoverageStage *) data)->name);
  g_free (((PursuitCoverageStage *) data)->short_name);
  g_free (data);
}

static void
member_free (gpointer data)
{
  PursuitCoverageMember *member = data;

  g_free (member->name);
  g_free (member->from_on);
  g_free (member->until_on);
  g_free (member);
}

static void
ask_free (gpointer data)
{
  g_free (((PursuitCoverageAsk *) data)->name);
  g_free (((PursuitCoverageAsk *) data)->needed_on);
  g_free (data);
}

/**
 * pursuit_coverage_new:
 *
 * Returns: (transfer full): a coverage of nothing yet
 */
PursuitCoverage *
pursuit_coverage_new (void)
{
  PursuitCoverage *self = g_new0 (PursuitCoverage, 1);

  self->roles = g_ptr_array_new_with_free_func (role_free);
  self->stages = g_ptr_array_new_with_free_func (stage_free);
  self->needs = g_ptr_array_new_with_free_func (g_free);
  self->members = g_ptr_array_new_with_free_func (member_free);
  self->asks = g_ptr_array_new_with_free_func (ask_free);

  return self;
}

/**
 * pursuit_coverage_free:
 * @self: (transfer full): a coverage
 */
void
pursuit_coverage_free (PursuitCoverage *self)
{
  g_free (self->customer);
  g_free (self->title);
  g_free (self->owner);
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->needs);
  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->asks);
  g_free (self->cells);
  g_free (self);
}

/**
 * pursuit_coverage_add_role:
 * @self: a coverage
 * @id: a role
 * @name: as it is shown
 *
 * Returns: (transfer none): a further row
 */
PursuitCoverageRole *
pursuit_coverage_add_role (PursuitCoverage *self,
                           gint64           id,
                           const char      *name)
{
  PursuitCoverageRole *role = g_new0 (PursuitCoverageRole, 1);

  role->id = id;
  role->name = g_strdup (name);
  g_ptr_array_add (self->roles, role);

  return role;
}

/**
 * pursuit_coverage_add_stage:
 * @self: a coverage
 * @id: a stage
 * @position: where it stands, behind those that were added before
 * @name: as it is shown
 *
 * Returns: (transfer none): a further column
 */
PursuitCoverageStage *
pursuit_coverage_add_stage (PursuitCoverage *self,
                            gint64           id,
                            int              position,
                            const char      *name)
{
  PursuitCoverageStage *stage = g_new0 (PursuitCoverageStage, 1);

  stage->id = id;
  stage->position = position;
  stage->name = g_strdup (name);
  g_ptr_array_add (self->stages, stage);

  return stage;
}

/**
 * pursuit_coverage_add_need:
 * @self: a coverage
 * @position: of a stage
 * @role_id: a role
 * @need: a #PursuitNeed
 *
 * Returns: (transfer none): what the process says of the role there, for deals of any amount
 */
PursuitCoverageNeed *
pursuit_coverage_add_need (PursuitCoverage *self,
                           int              position,
                           gint64           role_id,
                           int              need)
{
  PursuitCoverageNeed *entry = g_new0 (PursuitCoverageNeed, 1);

  entry->position = position;
  entry->role_id = role_id;
  entry->need = need;
  g_ptr_array_add (self->needs, entry);

  return entry;
}

/**
 * pursuit_coverage_add_member:
 * @self: a coverage
 * @role_id: a role
 * @staff_id: who plays it
 * @name: what they are called
 *
 * Returns: (transfer none): somebody who works on the deal, in all stages
 */
PursuitCoverageMember *
pursuit_coverage_add_member (PursuitCoverage *self,
                             gint64           role_id,
                             gint64           staff_id,
                             const char      *name)
{
  PursuitCoverageMember *member = g_new0 (PursuitCoverageMember, 1);

  member->role_id = role_id;
  member->staff_id = staff_id;
  member->name = g_strdup (name);
  g_ptr_array_add (self->members, member);

  return member;
}

/**
 * pursuit_coverage_add_ask:
 * @self: a coverage
 * @request_id: a request that waits for its answer
 * @role_id: a role
 * @position: the stage it is for, 0 for the present one
 *
 * Returns: (transfer none): the request
 */
PursuitCoverageAsk *
pursuit_coverage_add_ask (PursuitCoverage *self,
                          gint64           request_id,
                          gint64           role_id,
                          int              position)
{
  PursuitCoverageAsk *ask = g_new0 (PursuitCoverageAsk, 1);

  ask->request_id = request_id;
  ask->role_id = role_id;
  ask->position = position;
  g_ptr_array_add (self->asks, ask);

  return ask;
}

/**
 * pursuit_coverage_get_need:
 * @need: a #PursuitNeed
 * @from_amount: for deals of at least so much, 0 for all
 * @amount: of a deal
 *
 * Says what a requirement comes to for a deal (TEAM-2: not everyone must be in place, by deal size).
 *
 * Returns: a #PursuitNeed, or -1 when the role is not needed
 */
int
pursuit_coverage_get_need (int    need,
                           gint64 from_amount,
                           gint64 amount)
{
  if (amount >= from_amount)
    return need;

  return need == PURSUIT_NEED_REQUIRED ? PURSUIT_NEED_OPTIONAL : -1;
}

static int
find_need (const PursuitCoverage *self,
           gint64                 role_id,
           int                    position)
{
  for (guint i = 0; i < self->needs->len; i++)
    {
      const PursuitCoverageNeed *need = g_ptr_array_index (self->needs, i);

      if (need->role_id == role_id && need->position == position)
        return pursuit_coverage_get_need (need->need, need->from_amount, self->amount);
    }

  return -1;
}

static gboolean
covers (const PursuitCoverageMember *member,
        int                          position)
{
  return position >= member->from_stage && (member->until_stage == 0 || position <= member->until_stage);
}

/* Who plays the role of a cell. Whoever has left us is still shown where they were, but nobody can count on them. */
static void
find_members (const PursuitCoverage *self,
              gint64                 role_id,
              int                    position,
              gboolean               is_past,
              PursuitCoverageCell   *cell)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const PursuitCoverageMember *member = g_ptr_array_index (self->members, i);

      if (member->role_id != role_id || !covers (member, position) || (member->is_inactive && !is_past))
        continue;
      /* The owner of the deal sells where nobody else was named, and where there is selling to do. */
      if (member->assignment_id == 0 && (cell->n_members > 0 || (cell->need < 0 && !cell->is_lead)))
        continue;
      if (cell->n_members++ == 0)
        cell->member = member;
    }
}

static const PursuitCoverageAsk *
find_ask (const PursuitCoverage *self,
          gint64                 role_id,
          int                    position)
{
  for (guint i = 0; i < self->asks->len; i++)
    {
      const PursuitCoverageAsk *ask = g_ptr_array_index (self->asks, i);

      if (ask->role_id == role_id && (ask->position != 0 ? ask->position : self->position) == position)
        return ask;
    }

  return NULL;
}

/* The stage after the one that the deal stands in. */
static int
find_next (const PursuitCoverage *self)
{
  for (guint i = 0; self->is_open && i < self->stages->len; i++)
    {
      const PursuitCoverageStage *stage = g_ptr_array_index (self->stages, i);

      if (stage->position > self->position)
        return stage->position;
    }

  return 0;
}

static PursuitCoverageState
judge (const PursuitCoverage     *self,
       const PursuitCoverageCell *cell,
       int                        position,
       int                        next)
{
  if (!self->is_open || position < self->position)
    return cell->member != NULL || cell->need == PURSUIT_NEED_REQUIRED ? PURSUIT_COVERAGE_PAST
         : cell->need == PURSUIT_NEED_OPTIONAL                         ? PURSUIT_COVERAGE_OPTIONAL
                                                                       : PURSUIT_COVERAGE_NONE;
  if (cell->member != NULL)
    return PURSUIT_COVERAGE_FILLED;
  if (cell->ask != NULL)
    return PURSUIT_COVERAGE_REQUESTED;
  if (cell->need == PURSUIT_NEED_REQUIRED)
    return position == self->position || position == next ? PURSUIT_COVERAGE_MISSING : PURSUIT_COVERAGE_PENDING;

  return cell->need == PURSUIT_NEED_OPTIONAL ? PURSUIT_COVERAGE_OPTIONAL : PURSUIT_COVERAGE_NONE;
}

static void
count (PursuitCoverage           *self,
       const PursuitCoverageCell *cell,
       int                        position,
       int                        next)
{
  if (!self->is_open)
    return;
  if (position == self->position && cell->need == PURSUIT_NEED_REQUIRED)
    {
      self->n_required++;
      self->n_covered += cell->member != NULL;
    }
  if (position == next)
    {
      self->n_next_asked += cell->state == PURSUIT_COVERAGE_REQUESTED;
      self->n_next_missing += cell->state == PURSUIT_COVERAGE_MISSING;
    }
  self->n_later += cell->state == PURSUIT_COVERAGE_PENDING;
}

/**
 * pursuit_coverage_compute:
 * @self: a coverage with all that was read
 *
 * Works the cells out, and what they come to. The owner of the deal is a member too, in the first role of sellers, wherever the process
 * has that role and nobody was named.
 */
void
pursuit_coverage_compute (PursuitCoverage *self)
{
  int next = find_next (self);

  g_free (self->cells);
  self->cells = g_new0 (PursuitCoverageCell, MAX (1, self->roles->len * self->stages->len));
  self->n_required = self->n_covered = self->n_next_asked = self->n_next_missing = self->n_later = 0;

  for (guint row = 0; row < self->roles->len; row++)
    for (guint column = 0; column < self->stages->len; column++)
      {
        const PursuitCoverageRole *role = g_ptr_array_index (self->roles, row);
        const PursuitCoverageStage *stage = g_ptr_array_index (self->stages, column);
        PursuitCoverageCell *cell = &self->cells[row * self->stages->len + column];

        cell->need = find_need (self, role->id, stage->position);
        cell->is_lead = stage->lead_role_id == role->id;
        find_members (self, role->id, stage->position, !self->is_open || stage->position < self->position, cell);
        if (cell->member == NULL)
          cell->ask = find_ask (self, role->id, stage->position);
        cell->state = judge (self, cell, stage->position, next);
        count (self, cell, stage->position, next);
      }
}

/**
 * pursuit_coverage_get_cell:
 * @self: a computed coverage
 * @row: index of a role
 * @column: index of a stage
 *
 * Returns: (transfer none): the cell
 */
const PursuitCoverageCell *
pursuit_coverage_get_cell (const PursuitCoverage *self,
                           guint                  row,
                           guint                  column)
{
  g_return_val_if_fail (row < self->roles->len && column < self->stages->len, NULL);

  return &self->cells[row * self->stages->len + column];
}

/**
 * pursuit_coverage_find_cell:
 * @self: a computed coverage
 * @role_id: a role
 * @position: of a stage
 *
 * Returns: (transfer none) (nullable): the cell, %NULL when there is no such row or column
 */
const PursuitCoverageCell *
pursuit_coverage_find_cell (const PursuitCoverage *self,
                            gint64                 role_id,
                            int                    position)
{
  for (guint row = 0; row < self->roles->len; row++)
    for (guint column = 0; column < self->stages->len; column++)
      if (((PursuitCoverageRole *) g_ptr_array_index (self->roles, row))->id == role_id &&
          ((PursuitCoverageStage *) g_ptr_array_index (self->stages, column))->position == position)
        return pursuit_coverage_get_cell (self, row, column);

  return NULL;
}

/**
 * pursuit_coverage_find_role:
 * @self: a coverage
 * @role_id: a role
 *
 * Returns: (transfer none) (nullable): its row
 */
PursuitCoverageRole *
pursuit_coverage_find_role (const PursuitCoverage *self,
                            gint64                 role_id)
{
  for (guint i = 0; i < self->roles->len; i++)
    if (((PursuitCoverageRole *) g_ptr_array_index (self->roles, i))->id == role_id)
      return g_ptr_array_index (self->roles, i);

  return NULL;
}

/**
 * pursuit_coverage_find_span:
 * @self: a coverage
 * @role_id: a role
 * @out_from: (out): the first stage in which the process has the role
 * @out_until: (out): the last one
 *
 * Returns: %TRUE when the process has the role at all: a stage needs it, may have it or is led by it
 */
gboolean
pursuit_coverage_find_span (const PursuitCoverage *self,
                            gint64                 role_id,
                            int                   *out_from,
                            int                   *out_until)
{
  int from = 0, until = 0;

  for (guint i = 0; i < self->stages->len; i++)
    {
      const PursuitCoverageStage *stage = g_ptr_array_index (self->stages, i);

      if (stage->lead_role_id != role_id && find_need (self, role_id, stage->position) < 0)
        continue;
      if (from == 0)
        from = stage->position;
      until = stage->position;
    }
  if (from == 0)
    return FALSE;

  *out_from = from;
  *out_until = until;
  return TRUE;
}

/**
 * pursuit_coverage_has_role:
 * @self: a coverage
 * @role_id: a role
 *
 * Returns: %TRUE when the process has the role in some stage, for deals of any amount
 */
gboolean
pursuit_coverage_has_role (const PursuitCoverage *self,
                           gint64                 role_id)
{
  for (guint i = 0; i < self->needs->len; i++)
    if (((PursuitCoverageNeed *) g_ptr_array_index (self->needs, i))->role_id == role_id)
      return TRUE;
  for (guint i = 0; i < self->stages->len; i++)
    if (((PursuitCoverageStage *) g_ptr_array_index (self->stages, i))->lead_role_id == role_id)
      return TRUE;

  return FALSE;
}

/* In a stage that the role leads there is one of them; the same person is not named twice anywhere. */
static gboolean
are_at_odds (const PursuitCoverageStage  *stage,
             const PursuitCoverageMember *a,
             const PursuitCoverageMember *b)
{
  return covers (a, stage->position) && covers (b, stage->position) &&
         (a->staff_id == b->staff_id || stage->lead_role_id == a->role_id);
}

/**
 * pursuit_coverage_find_overlap:
 * @self: a coverage
 * @member: somebody who is to work on the deal; not one of its members
 * @out_position: (out): the first stage in which they are at odds
 *
 * A stage has one lead, and nobody plays the same role twice at a time.
 *
 * Returns: (transfer none) (nullable): who is there already, %NULL when nobody is
 */
const PursuitCoverageMember *
pursuit_coverage_find_overlap (const PursuitCoverage       *self,
                               const PursuitCoverageMember *member,
                               int                         *out_position)
{
  for (guint i = 0; i < self->stages->len; i++)
    for (guint j = 0; j < self->members->len; j++)
      {
        const PursuitCoverageStage *stage = g_ptr_array_index (self->stages, i);
        const PursuitCoverageMember *other = g_ptr_array_index (self->members, j);

        if (other->assignment_id == 0 || other->assignment_id == member->assignment_id || other->role_id != member->role_id ||
            !are_at_odds (stage, member, other))
          continue;
        *out_position = stage->position;
        return other;
      }

  return NULL;
}

/**
 * pursuit_coverage_get_word:
 * @state: how it is with a role in a stage
 *
 * Returns: (transfer none): one word for it, as it is shown
 */
const char *
pursuit_coverage_get_word (PursuitCoverageState state)
{
  switch (state)
    {
    case PURSUIT_COVERAGE_OPTIONAL:
      return C_("role in a stage", "Optional");
    case PURSUIT_COVERAGE_FILLED:
      return C_("role in a stage", "In place");
    case PURSUIT_COVERAGE_REQUESTED:
      return C_("role in a stage", "Asked for");
    case PURSUIT_COVERAGE_MISSING:
      return C_("role in a stage", "Missing");
    case PURSUIT_COVERAGE_PENDING:
      return C_("role in a stage", "To come");
    case PURSUIT_COVERAGE_PAST:
      return C_("role in a stage", "Over");
    case PURSUIT_COVERAGE_NONE:
    default:
      return C_("role in a stage", "Not needed");
    }
}

/**
 * pursuit_coverage_dup_missing:
 * @self: a computed coverage
 * @position: of a stage that the deal is to enter, or stands in
 *
 * Returns: (transfer full) (nullable): the roles that the stage requires and that nobody plays or was asked for, with commas; %NULL when
 *   there are none
 */
char *
pursuit_coverage_dup_missing (const PursuitCoverage *self,
                              int                    position)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint row = 0; row < self->roles->len; row++)
    {
      const PursuitCoverageRole *role = g_ptr_array_index (self->roles, row);
      const PursuitCoverageCell *cell = pursuit_coverage_find_cell (self, role->id, position);

      if (cell != NULL && cell->need == PURSUIT_NEED_REQUIRED && cell->member == NULL && cell->ask == NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", role->name);
    }

  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}
