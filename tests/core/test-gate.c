/* SPDX-License-Identifier: GPL-3.0-or-later */

/* STG-2: what a move needs, as tables of cases. */

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-gate.h"

#define ENOUGH "twenty characters are enough"

static void
take_item (PursuitGate *gate,
           const char  *name,
           gboolean     required,
           gboolean     shown)
{
  PursuitMilestone *milestone = g_object_new (PURSUIT_TYPE_MILESTONE, "name", name, "required", (gint64) required, NULL);
  PursuitGateItem *item = pursuit_gate_item_new (milestone, 1);

  item->is_missing = required && !shown;
  pursuit_gate_take_item (gate, item);
}

typedef struct
{
  int from;
  int to;
  guint n_left_out;
  gboolean is_win;
  PursuitMoveRule skip;
  PursuitMoveRule back;
  gboolean missing;
  const char *reason;
  gboolean override;
  int code;              /* a PursuitError, -1 for none */
} Case;

#define FREE PURSUIT_MOVE_RULE_FREE
#define REASON PURSUIT_MOVE_RULE_REASON
#define FORBIDDEN PURSUIT_MOVE_RULE_FORBIDDEN

static const Case cases[] = {
  /* forward by one: only milestones count */
  { 3, 4, 0, FALSE, FORBIDDEN, FORBIDDEN, FALSE, NULL, FALSE, -1 },
  { 3, 4, 0, FALSE, FREE, FREE, TRUE, ENOUGH, FALSE, PURSUIT_ERROR_GATED },
  { 3, 4, 0, FALSE, FREE, FREE, TRUE, ENOUGH, TRUE, -1 },
  { 3, 4, 0, FALSE, FREE, FREE, TRUE, "nineteen characters", TRUE, PURSUIT_ERROR_GATED },
  { 3, 4, 0, FALSE, FREE, FREE, TRUE, "二十个字符才够所以这里写满二十个字了吧", TRUE, PURSUIT_ERROR_GATED },
  { 3, 4, 0, FALSE, FREE, FREE, TRUE, "二十个字符才够所以这里写满二十个字了吧。", TRUE, -1 },
  { 3, 4, 0, FALSE, FREE, FREE, TRUE, NULL, TRUE, PURSUIT_ERROR_GATED },
  /* leaving stages out */
  { 3, 5, 1, FALSE, REASON, FREE, FALSE, NULL, FALSE, PURSUIT_ERROR_GATED },
  { 3, 5, 1, FALSE, REASON, FREE, FALSE, " \u3000", FALSE, PURSUIT_ERROR_GATED },
  { 3, 5, 1, FALSE, REASON, FREE, FALSE, "quick", FALSE, -1 },
  { 3, 5, 1, FALSE, FREE, FORBIDDEN, FALSE, NULL, FALSE, -1 },
  { 3, 5, 1, FALSE, FORBIDDEN, FREE, FALSE, ENOUGH, TRUE, PURSUIT_ERROR_INVALID },
  /* a gap in the numbers, or a stage for lost deals, is no stage left out */
  { 3, 5, 0, FALSE, FORBIDDEN, FREE, FALSE, NULL, FALSE, -1 },
  /* back */
  { 5, 4, 0, FALSE, FREE, REASON, FALSE, NULL, FALSE, PURSUIT_ERROR_GATED },
  { 5, 1, 3, FALSE, FORBIDDEN, REASON, FALSE, "wrong", FALSE, -1 },
  { 5, 4, 0, FALSE, FREE, FREE, FALSE, NULL, FALSE, -1 },
  { 5, 4, 0, FALSE, FREE, FORBIDDEN, FALSE, ENOUGH, TRUE, PURSUIT_ERROR_INVALID },
  /* a contract that is signed leaves nothing out, but lacks what it lacks */
  { 3, 8, 4, TRUE, FORBIDDEN, FORBIDDEN, FALSE, NULL, FALSE, -1 },
  { 3, 8, 4, TRUE, FREE, FREE, TRUE, NULL, FALSE, PURSUIT_ERROR_GATED },
};

static void
test_require (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Line", NULL);
      g_autoptr(PursuitProcess) process = g_object_new (PURSUIT_TYPE_PROCESS, "skip-rule", (gint64) c->skip, "back-rule",
                                                        (gint64) c->back, NULL);
      g_autoptr(PursuitGate) gate = pursuit_gate_new (deal);
      g_autoptr(GError) error = NULL;
      gboolean done;

      gate->from = c->from;
      gate->to = c->to;
      gate->n_left_out = c->n_left_out;
      gate->is_win = c->is_win;
      take_item (gate, "Asked", TRUE, !c->missing);
      take_item (gate, "Nice", FALSE, FALSE);
      pursuit_gate_judge (gate, process);
      done = pursuit_gate_require (gate, c->reason, c->override, &error);
      if (done != (c->code < 0) || (error != NULL && error->code != c->code))
        g_error ("case %u: %s", i, error != NULL ? error->message : "allowed");
      g_assert_cmpint (pursuit_gate_is_open (gate), ==, !c->missing && !gate->needs_reason && !gate->is_forbidden);
    }
}

/* Names stand a line each in the history, and in one sentence for people. */
static void
test_names (void)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Line", NULL);
  g_autoptr(PursuitGate) gate = pursuit_gate_new (deal);
  g_autoptr(GError) error = NULL;
  g_autofree char *missing = NULL;

  g_assert_null (pursuit_gate_dup_missing (gate));
  take_item (gate, "One", TRUE, FALSE);
  take_item (gate, "Two", TRUE, TRUE);
  take_item (gate, "Three", TRUE, FALSE);
  g_assert_cmpuint (gate->n_required, ==, 3);
  g_assert_cmpuint (gate->n_missing, ==, 2);
  missing = pursuit_gate_dup_missing (gate);
  g_assert_cmpstr (missing, ==, "One\nThree");
  g_assert_false (pursuit_gate_require (gate, NULL, FALSE, &error));
  g_assert_cmpstr (error->message, ==, "“Line” cannot go on while milestones are missing: “One”, “Three”.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/gate/require/every-rule", test_require);
  g_test_add_func ("/core/gate/missing/names", test_names);

  return g_test_run ();
}
