/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a customer may be judged: DOS-3, CUS-1, CUS-8. */

#include "pursuit-customer.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-standing-rules.h"

static PursuitCustomer *
make_customer (void)
{
  return g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", "grade", (gint64) PURSUIT_GRADE_C, NULL);
}

typedef struct
{
  PursuitStandingKind kind;
  gint64 value;
  const char *reason;
  gboolean has_interested;
  const char *refusal;     /* NULL when it is allowed */
} Case;

static const Case cases[] = {
  { PURSUIT_STANDING_KIND_GRADE, PURSUIT_GRADE_A, NULL, FALSE, NULL },
  { PURSUIT_STANDING_KIND_GRADE, PURSUIT_GRADE_NONE, "Gone quiet", FALSE, NULL },
  { PURSUIT_STANDING_KIND_GRADE, PURSUIT_GRADE_C, NULL, FALSE, "*judged so already: Grade C." },
  { PURSUIT_STANDING_KIND_GRADE, 4, NULL, FALSE, "Grade cannot be 4." },
  { PURSUIT_STANDING_KIND_GRADE, -1, NULL, FALSE, "Grade cannot be -1." },
  { PURSUIT_STANDING_KIND_FUNNEL, PURSUIT_FUNNEL_LEAD, NULL, FALSE, NULL },
  { PURSUIT_STANDING_KIND_FUNNEL, PURSUIT_FUNNEL_OPPORTUNITY, "They called", FALSE, "*no opportunity yet*" },
  { PURSUIT_STANDING_KIND_FUNNEL, PURSUIT_FUNNEL_OPPORTUNITY, NULL, TRUE, NULL },
  { PURSUIT_STANDING_KIND_FUNNEL, 3, NULL, TRUE, "Funnel cannot be 3." },
  { PURSUIT_STANDING_KIND_LEVEL, 3, "Praise in writing", FALSE, NULL },
  { PURSUIT_STANDING_KIND_LEVEL, 3, NULL, FALSE, "Say what shows*" },
  { PURSUIT_STANDING_KIND_LEVEL, 3, " \t", FALSE, "Say what shows*" },
  { PURSUIT_STANDING_KIND_LEVEL, 6, "Praise", FALSE, "Relationship level cannot be 6." },
};

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr(PursuitCustomer) customer = make_customer ();
      g_autoptr(GError) error = NULL;
      gint64 was = pursuit_standing_get (customer, c->kind);
      gboolean done = pursuit_standing_set (customer, c->kind, c->value, c->reason, c->has_interested, &error);

      g_assert_true (done == (c->refusal == NULL));
      g_assert_cmpint (pursuit_standing_get (customer, c->kind), ==, done ? c->value : was);
      if (done)
        continue;
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_true (g_pattern_match_simple (c->refusal, error->message));
    }
}

/* To take an assessment away nothing needs to be shown. */
static void
test_level_goes (void)
{
  g_autoptr(PursuitCustomer) customer = make_customer ();

  g_assert_true (pursuit_standing_set (customer, PURSUIT_STANDING_KIND_LEVEL, 4, "Joint project", FALSE, NULL));
  g_assert_true (pursuit_standing_set (customer, PURSUIT_STANDING_KIND_LEVEL, 0, NULL, FALSE, NULL));
}

static void
test_parse (void)
{
  static const struct { PursuitStandingKind kind; const char *text; gint64 value; } texts[] = {
    { PURSUIT_STANDING_KIND_GRADE, "A", PURSUIT_GRADE_A },
    { PURSUIT_STANDING_KIND_GRADE, "grade b", PURSUIT_GRADE_B },
    { PURSUIT_STANDING_KIND_GRADE, "none", PURSUIT_GRADE_NONE },
    { PURSUIT_STANDING_KIND_GRADE, "", -1 },
    { PURSUIT_STANDING_KIND_GRADE, "d", -1 },
    { PURSUIT_STANDING_KIND_FUNNEL, "OPPORTUNITY", PURSUIT_FUNNEL_OPPORTUNITY },
    { PURSUIT_STANDING_KIND_FUNNEL, "won", -1 },
    { PURSUIT_STANDING_KIND_LEVEL, "0", 0 },
    { PURSUIT_STANDING_KIND_LEVEL, "5", 5 },
    { PURSUIT_STANDING_KIND_LEVEL, "6", -1 },
    { PURSUIT_STANDING_KIND_LEVEL, "33", -1 },
    { PURSUIT_STANDING_KIND_LEVEL, "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 value = -1;
      gboolean done = pursuit_standing_parse (texts[i].kind, texts[i].text, &value, &error);

      g_assert_true (done == (texts[i].value >= 0));
      g_assert_cmpint (value, ==, texts[i].value);
      if (!done)
        g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
    }
}

/* What stands in files must never change. */
static void
test_nicks (void)
{
  static const char *const nicks[] = { "grade", "funnel", "level" };

  for (guint kind = 0; kind < PURSUIT_N_STANDING_KINDS; kind++)
    {
      PursuitStandingKind found;

      g_assert_cmpstr (pursuit_standing_kind_get_nick (kind), ==, nicks[kind]);
      g_assert_true (pursuit_standing_kind_from_nick (nicks[kind], &found));
      g_assert_cmpint (found, ==, kind);
      g_assert_nonnull (pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, pursuit_standing_kind_get_field (kind)));
    }
  g_assert_false (pursuit_standing_kind_from_nick ("phase", &(PursuitStandingKind) { 0 }));
  g_assert_false (pursuit_standing_kind_from_nick (NULL, &(PursuitStandingKind) { 0 }));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/standing/rules", test_rules);
  g_test_add_func ("/core/standing/level-goes-without-evidence", test_level_goes);
  g_test_add_func ("/core/standing/parse", test_parse);
  g_test_add_func ("/core/standing/nicks", test_nicks);

  return g_test_run ();
}
