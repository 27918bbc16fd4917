/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CUS-7, STG-1 to STG-4, STG-8: what warns of a deal, as a table of cases. */

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-red-flags.h"
#include "pursuit-rival.h"

#define NOW G_GINT64_CONSTANT (1773729120000007)   /* 2026-03-17 */
#define TODAY "2026-03-17"

/* One person of each role is known, the next step is planned, the buyer stands where we do: nothing to say, but for what
 * a case changes. */
typedef struct
{
  const char *name;
  PursuitDealStatus status;
  int gap;
  const char *next_step;
  const char *next_step_on;
  const char *parked_until;
  const char *accepted_on;
  int in_stage;                    /* days */
  int silent;                      /* days; -1: never in touch */
  int decider;                     /* attitude; -9: nobody decides */
  int approver;
  gboolean no_coach;
  PursuitStanding standing;
  guint n_missing;
  const char *expected;            /* ids, "!" at harm */
} Case;

#define CALM .next_step = "Call", .next_step_on = "2026-03-20"

static const Case cases[] = {
  { "nothing", CALM, .expected = "" },
  { "one-ahead-is-normal", CALM, .gap = 1, .expected = "" },
  { "two-ahead", CALM, .gap = 2, .expected = "ahead" },
  { "one-late", CALM, .gap = -1, .expected = "!late" },
  { "step-today", .next_step = "Call", .next_step_on = TODAY, .expected = "" },
  { "step-yesterday", .next_step = "Call", .next_step_on = "2026-03-16", .expected = "!step-overdue" },
  { "step-without-a-day", .next_step = "Call", .expected = "no-step" },
  { "no-step", .expected = "no-step" },
  { "as-long-as-expected", CALM, .in_stage = 30, .expected = "" },
  { "stalled", CALM, .in_stage = 31, .expected = "stalled" },
  { "as-long-without-contact-as-allowed", CALM, .silent = 20, .expected = "" },
  { "silent", CALM, .silent = 21, .expected = "silent" },
  { "never-in-touch", CALM, .silent = -1, .expected = "silent" },
  { "no-decider", CALM, .decider = -9, .expected = "no-decider" },
  { "no-coach", CALM, .no_coach = TRUE, .expected = "no-coach" },
  { "decider-against", CALM, .decider = -1, .expected = "!decider-against" },
  { "approver-against", CALM, .approver = -2, .expected = "!decider-against" },
  { "both-against", CALM, .decider = -1, .approver = -2, .expected = "!decider-against !decider-against" },
  { "rival-behind", CALM, .standing = PURSUIT_STANDING_AHEAD, .expected = "" },
  { "rival-level", CALM, .standing = PURSUIT_STANDING_LEVEL, .expected = "" },
  { "rival-ahead", CALM, .standing = PURSUIT_STANDING_BEHIND, .expected = "rival-ahead" },
  { "missing", CALM, .n_missing = 2, .expected = "missing" },
  { "the-worst-first", .next_step_on = "2026-03-01", .next_step = "Call", .gap = -2, .no_coach = TRUE, .in_stage = 99,
    .silent = 99, .decider = -9, .standing = PURSUIT_STANDING_BEHIND, .n_missing = 1,
    .expected = "!late !step-overdue rival-ahead no-decider stalled silent missing no-coach" },
  { "parked-may-stand-and-be-silent", .parked_until = "2026-04-15", .in_stage = 99, .silent = 99, .expected = "" },
  { "parked-but-promised", .parked_until = "2026-04-15", .next_step = "Call", .next_step_on = "2026-03-16",
    .expected = "!step-overdue" },
  { "parked-until-today-is-over", CALM, .parked_until = TODAY, .in_stage = 99, .expected = "stalled" },
  { "lost", .status = PURSUIT_DEAL_LOST, .gap = 3, .in_stage = 99, .silent = 99, .n_missing = 4, .expected = "" },
  { "won", .status = PURSUIT_DEAL_WON, .gap = 3, .in_stage = 99, .silent = 99, .expected = "not-accepted" },
  { "won-past-its-gates", .status = PURSUIT_DEAL_WON, .n_missing = 1, .expected = "missing not-accepted" },
  { "won-and-accepted", .status = PURSUIT_DEAL_WON, .accepted_on = "2026-03-10", .expected = "" },
};

static PursuitStakeholder *
make_person (PursuitBuyingRole role,
             int               attitude)
{
  return g_object_new (PURSUIT_TYPE_STAKEHOLDER, "role", (gint64) role, "attitude", (gint64) attitude, NULL);
}

static PursuitDeal *
make_deal (const Case *given)
{
  return g_object_new (PURSUIT_TYPE_DEAL, "status", (gint64) given->status, "gap", (gint64) given->gap,
                       "next-step", given->next_step, "next-step-on", given->next_step_on,
                       "parked-until", given->parked_until, "accepted-on", given->accepted_on,
                       "stage-entered-at", NOW - given->in_stage * G_TIME_SPAN_DAY, NULL);
}

static char *
dup_ids (GPtrArray *flags)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < flags->len; i++)
    {
      const PursuitRedFlag *flag = g_ptr_array_index (flags, i);

      g_string_append_printf (ids, "%s%s%s", i > 0 ? " " : "", flag->is_error ? "!" : "", flag->id);
      g_assert_true (g_str_has_suffix (flag->text, "."));
    }

  return g_string_free (ids, FALSE);
}

static void
test_rule (gconstpointer data)
{
  const Case *given = data;
  g_autoptr(PursuitDeal) deal = make_deal (given);
  g_autoptr(PursuitStakeholder) decider = make_person (PURSUIT_BUYING_ROLE_DECIDER, given->decider);
  g_autoptr(PursuitStakeholder) approver = make_person (PURSUIT_BUYING_ROLE_APPROVER, given->approver);
  g_autoptr(PursuitStakeholder) coach = make_person (PURSUIT_BUYING_ROLE_COACH, 2);
  g_autoptr(PursuitRival) rival = g_object_new (PURSUIT_TYPE_RIVAL, "name", "Northwind", "standing",
                                                (gint64) given->standing, NULL);
  g_autoptr(GPtrArray) rivals = g_ptr_array_new ();
  g_autoptr(GPtrArray) flags = NULL;
  g_autofree char *ids = NULL;
  PursuitRedFlagPerson people[3] = { { approver, "Lin" } };
  PursuitRedFlagFacts facts = { deal, people, 1, rivals, 30, 20, 0, given->n_missing, NOW, TODAY };

  if (given->decider != -9)
    people[facts.n_people++] = (PursuitRedFlagPerson) { decider, "Gao" };
  if (!given->no_coach)
    people[facts.n_people++] = (PursuitRedFlagPerson) { coach, "Wei" };
  g_ptr_array_add (rivals, rival);
  facts.last_contact_at = given->silent < 0 ? 0 : NOW - given->silent * G_TIME_SPAN_DAY;

  flags = pursuit_red_flags_compute (&facts);
  ids = dup_ids (flags);
  g_assert_cmpstr (ids, ==, given->expected);
}

static void
test_process_may_not_mind (void)
{
  const Case calm = { "calm", CALM, .in_stage = 999 };
  g_autoptr(PursuitDeal) deal = make_deal (&calm);
  const PursuitRedFlagFacts facts = { deal, NULL, 0, NULL, 0, 0, 0, 0, NOW, TODAY };
  g_autoptr(GPtrArray) flags = pursuit_red_flags_compute (&facts);
  g_autofree char *ids = dup_ids (flags);

  g_assert_cmpstr (ids, ==, "no-decider no-coach");
}

static void
test_sentences_name_what_they_mean (void)
{
  const Case given = { "late", .next_step = "Call", .next_step_on = "2026-03-12", .gap = -1, .in_stage = 34 };
  g_autoptr(PursuitDeal) deal = make_deal (&given);
  g_autoptr(PursuitStakeholder) decider = make_person (PURSUIT_BUYING_ROLE_DECIDER, -2);
  const PursuitRedFlagPerson person = { decider, "Gao Huimin" };
  const PursuitRedFlagFacts facts = { deal, &person, 1, NULL, 20, 0, 0, 0, NOW, TODAY };
  g_autoptr(GPtrArray) flags = pursuit_red_flags_compute (&facts);
  const char *expected[] = { "The buyer is 1 stage further than we are.", "The next step is overdue by 5 days.",
                             "Gao Huimin, who decides, is against us.",
                             "It has stood in this stage for 34 days; 20 are usual.",
                             "Nobody at the customer coaches us." };

  g_assert_cmpuint (flags->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < flags->len; i++)
    g_assert_cmpstr (((PursuitRedFlag *) g_ptr_array_index (flags, i))->text, ==, expected[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/red-flags/rules/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_rule);
    }
  g_test_add_func ("/core/red-flags/process-may-not-mind", test_process_may_not_mind);
  g_test_add_func ("/core/red-flags/sentences-name-what-they-mean", test_sentences_name_what_they_mean);

  return g_test_run ();
}
