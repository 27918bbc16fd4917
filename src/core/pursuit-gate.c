/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-gate.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-str.h"

/* The rules of a move that look at more than the deal (STG-2): the milestones of the stages that are left, and what the
 * process says of leaving stages out and of going back. */

/**
 * pursuit_gate_item_new:
 * @milestone: (transfer full): a milestone
 * @position: of its stage
 *
 * Returns: (transfer full): an item without proof, which is missing when @milestone is required
 */
PursuitGateItem *
pursuit_gate_item_new (PursuitMilestone *milestone,
                       int               position)
{
  PursuitGateItem *self = g_new0 (PursuitGateItem, 1);

  self->milestone = milestone;
  self->position = position;
  self->is_missing = milestone->required != 0;

  return self;
}

/**
 * pursuit_gate_item_free:
 * @self: (transfer full): an item
 */
void
pursuit_gate_item_free (PursuitGateItem *self)
{
  g_clear_object (&self->milestone);
  g_clear_object (&self->proof);
  g_free (self->trouble);
  g_free (self->shown_by);
  g_free (self);
}

/**
 * pursuit_gate_new:
 * @deal: a deal, which is kept
 *
 * Returns: (transfer full): a gate without stages and items
 */
PursuitGate *
pursuit_gate_new (PursuitDeal *deal)
{
  PursuitGate *self;

  g_return_val_if_fail (PURSUIT_IS_DEAL (deal), NULL);

  self = g_new0 (PursuitGate, 1);
  self->deal = g_object_ref (deal);
  self->stages = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_gate_item_free);

  return self;
}

/**
 * pursuit_gate_free:
 * @self: (transfer full): a gate
 */
void
pursuit_gate_free (PursuitGate *self)
{
  g_object_unref (self->deal);
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->items);
  g_free (self->may_not);
  g_free (self->missing_roles);
  g_free (self);
}

/**
 * pursuit_gate_take_item:
 * @self: a gate
 * @item: (transfer full): one of its milestones
 *
 * Adds a milestone and counts it.
 */
void
pursuit_gate_take_item (PursuitGate     *self,
                        PursuitGateItem *item)
{
  g_ptr_array_add (self->items, item);
  self->n_required += item->milestone->required != 0;
  self->n_missing += item->is_missing;
}

static void
apply_rule (PursuitGate *self,
            gint64       rule)
{
  self->needs_reason = rule == PURSUIT_MOVE_RULE_REASON;
  self->is_forbidden = rule == PURSUIT_MOVE_RULE_FORBIDDEN;
}

/**
 * pursuit_gate_judge:
 * @self: a gate that knows where the deal stands, is to stand, and what lies between
 * @process: the deal's process
 *
 * Finds out what the process says of the way. A deal that is won leaves no stages out: the contract is a fact, whatever
 * was still to come; its milestones are asked for all the same.
 */
void
pursuit_gate_judge (PursuitGate    *self,
                    PursuitProcess *process)
{
  self->goes_back = !self->is_win && self->to < self->from;
  self->skips = !self->is_win && self->to > self->from && self->n_left_out > 0;
  self->needs_reason = self->is_forbidden = FALSE;
  if (self->skips)
    apply_rule (self, process->skip_rule);
  else if (self->goes_back)
    apply_rule (self, process->back_rule);
}

/**
 * pursuit_gate_is_open:
 * @self: a gate
 *
 * Returns: %TRUE when nothing is missing and nothing has to be asked
 */
gboolean
pursuit_gate_is_open (const PursuitGate *self)
{
  return self->n_missing == 0 && !self->needs_reason && !self->is_forbidden;
}

static char *
join_missing (const PursuitGate *self,
              const char        *separator,
              gboolean           quoted)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (self->items, i);
      const char *name = pursuit_locale_choose_name (item->milestone->name, item->milestone->name_zh);

      if (!item->is_missing)
        continue;
      if (names->len > 0)
        g_string_append (names, separator);
      if (quoted)
        g_string_append_printf (names, _("“%s”"), name);
      else
        g_string_append (names, name);
    }

  return g_string_free (names, FALSE);
}

/**
 * pursuit_gate_dup_missing:
 * @self: a gate
 *
 * Returns: (transfer full) (nullable): the names of the required milestones that are not shown, a line each; %NULL when there are none
 */
char *
pursuit_gate_dup_missing (const PursuitGate *self)
{
  return self->n_missing > 0 ? join_missing (self, "\n", FALSE) : NULL;
}

/**
 * pursuit_gate_is_reason:
 * @text: (nullable): what somebody wrote
 *
 * Returns: %TRUE when it says enough to go past what is missing
 */
gboolean
pursuit_gate_is_reason (const char *text)
{
  g_autofree char *stripped = pursuit_str_empty (text) ? NULL : pursuit_str_dup_stripped (text);

  return stripped != NULL && g_utf8_strlen (stripped, -1) >= PURSUIT_GATE_LEAST_REASON;
}

static gboolean
refuse_missing (const PursuitGate  *self,
                GError            **error)
{
  g_autofree char *names = join_missing (self, _(", "), TRUE);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_GATED,
               ngettext ("“%1$s” cannot go on while a milestone is missing: %2$s.",
                         "“%1$s” cannot go on while milestones are missing: %2$s.", self->n_missing),
               self->deal->title, names);
  return FALSE;
}

static gboolean
refuse_way (const PursuitGate  *self,
            GError            **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               self->goes_back ? _("The process of “%1$s” does not let a deal go back from stage %2$d to stage %3$d.")
                               : _("The process of “%1$s” lets no stage be left out between stage %2$d and stage %3$d."),
               self->deal->title, self->from, self->to);
  return FALSE;
}

static gboolean
refuse_without_reason (const PursuitGate  *self,
                       GError            **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_GATED,
               self->goes_back ? _("Say why “%1$s” goes back from stage %2$d to stage %3$d.")
                               : _("Say why “%1$s” leaves stages out between stage %2$d and stage %3$d."),
               self->deal->title, self->from, self->to);
  return FALSE;
}

/**
 * pursuit_gate_require:
 * @self: a gate that was judged
 * @reason: (nullable): why the deal moves so
 * @override: whether to go past what is missing; the caller has asked for the right to it
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_INVALID when the process forbids the way, with %PURSUIT_ERROR_GATED when milestones or a reason
 * are missing (the sentence says which), or when @reason says too little to go past them.
 *
 * Returns: %TRUE when the deal may move
 */
gboolean
pursuit_gate_require (const PursuitGate  *self,
                      const char         *reason,
                      gboolean            override,
                      GError            **error)
{
  if (self->is_forbidden)
    return refuse_way (self, error);
  if (self->n_missing > 0 && !override)
    return refuse_missing (self, error);
  if (self->n_missing > 0 && !pursuit_gate_is_reason (reason))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_GATED,
                   ngettext ("Say in at least %1$d character why “%2$s” goes on without what is missing.",
                             "Say in at least %1$d characters why “%2$s” goes on without what is missing.",
                             PURSUIT_GATE_LEAST_REASON),
                   PURSUIT_GATE_LEAST_REASON, self->deal->title);
      return FALSE;
    }

  return !self->needs_reason || !pursuit_str_empty (reason) || refuse_without_reason (self, error);
}
