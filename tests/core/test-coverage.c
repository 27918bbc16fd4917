/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TEAM-1 to TEAM-3: which roles of a deal are filled, asked for and missing. */

#include "pursuit-coverage.h"

enum { SELLER = 1, PRESALES, EXECUTIVE, COMMERCIAL };
enum { CHEN = 11, HAN, SHEN, HE };

#define LARGE 500000000

/* Five stages. The seller leads 1 to 3, the commercial manager 4 and 5; pre-sales is needed in 2 and 3 and may be there in 1; an
 * executive is needed in 3 to 5 of large deals; the commercial manager is needed in 4 and 5. */
static PursuitCoverage *
make_coverage (int position)
{
  PursuitCoverage *self = pursuit_coverage_new ();

  self->is_open = TRUE;
  self->position = position;
  pursuit_coverage_add_role (self, SELLER, "Seller");
  pursuit_coverage_add_role (self, PRESALES, "Pre-sales");
  pursuit_coverage_add_role (self, EXECUTIVE, "Executive");
  pursuit_coverage_add_role (self, COMMERCIAL, "Commercial");
  for (int i = 1; i <= 5; i++)
    pursuit_coverage_add_stage (self, 100 + i, i, "Stage")->lead_role_id = i <= 3 ? SELLER : COMMERCIAL;
  for (int i = 1; i <= 3; i++)
    pursuit_coverage_add_need (self, i, PRESALES, i == 1 ? PURSUIT_NEED_OPTIONAL : PURSUIT_NEED_REQUIRED);
  for (int i = 3; i <= 5; i++)
    pursuit_coverage_add_need (self, i, EXECUTIVE, PURSUIT_NEED_REQUIRED)->from_amount = LARGE;
  pursuit_coverage_add_need (self, 4, COMMERCIAL, PURSUIT_NEED_REQUIRED);
  pursuit_coverage_add_need (self, 5, COMMERCIAL, PURSUIT_NEED_REQUIRED);
  pursuit_coverage_add_need (self, 1, SELLER, PURSUIT_NEED_REQUIRED);

  return self;
}

static void
add_owner (PursuitCoverage *self)
{
  pursuit_coverage_add_member (self, SELLER, CHEN, "Chen");
}

static void
add_assigned (PursuitCoverage *self,
              gint64           role_id,
              gint64           staff_id,
              int              from,
              int              until)
{
  PursuitCoverageMember *member = pursuit_coverage_add_member (self, role_id, staff_id, "Somebody");

  member->assignment_id = 1000 + self->members->len;
  member->from_stage = from;
  member->until_stage = until;
}

/* One letter a cell, a row for each role; capitals lead. */
static char *
draw (PursuitCoverage *self)
{
  static const char letters[] = ".ofrmwp";
  GString *picture = g_string_new (NULL);

  pursuit_coverage_compute (self);
  for (guint row = 0; row < self->roles->len; row++)
    {
      if (row > 0)
        g_string_append_c (picture, '|');
      for (guint column = 0; column < self->stages->len; column++)
        {
          const PursuitCoverageCell *cell = pursuit_coverage_get_cell (self, row, column);
          char letter = letters[cell->state];

          g_string_append_c (picture, cell->is_lead && letter != '.' ? g_ascii_toupper (letter) : letter);
        }
    }

  return g_string_free (picture, FALSE);
}

typedef struct
{
  const char *name;
  int position;
  gint64 amount;
  gboolean owned;
  gboolean closed;
  struct { gint64 role; gint64 staff; int from; int until; } members[3];
  struct { gint64 role; int position; } asks[2];
  const char *picture;
} Case;

static const Case cases[] = {
  { "nobody", 1, 0, FALSE, FALSE, { { 0 } }, { { 0 } }, "M....|omw..|..ooo|...WW" },
  { "owner-sells", 1, 0, TRUE, FALSE, { { 0 } }, { { 0 } }, "FFF..|omw..|..ooo|...WW" },
  { "next-is-due", 2, 0, TRUE, FALSE, { { 0 } }, { { 0 } }, "PFF..|omm..|..ooo|...WW" },
  { "large-deal", 2, LARGE, TRUE, FALSE, { { 0 } }, { { 0 } }, "PFF..|omm..|..mww|...WW" },
  { "just-not-large", 2, LARGE - 1, TRUE, FALSE, { { 0 } }, { { 0 } }, "PFF..|omm..|..ooo|...WW" },
  { "span", 2, 0, TRUE, FALSE, { { PRESALES, HAN, 2, 2 } }, { { 0 } }, "PFF..|ofm..|..ooo|...WW" },
  { "open-end", 2, 0, TRUE, FALSE, { { PRESALES, HAN, 3, 0 } }, { { 0 } }, "PFF..|omfff|..ooo|...WW" },
  { "open-beginning", 2, 0, TRUE, FALSE, { { PRESALES, HAN, 0, 2 } }, { { 0 } }, "PFF..|pfm..|..ooo|...WW" },
  { "asked-now", 2, 0, TRUE, FALSE, { { 0 } }, { { PRESALES, 0 } }, "PFF..|orm..|..ooo|...WW" },
  { "asked-later", 2, 0, TRUE, FALSE, { { 0 } }, { { COMMERCIAL, 4 } }, "PFF..|omm..|..ooo|...RW" },
  { "asked-for-optional", 2, 0, TRUE, FALSE, { { 0 } }, { { EXECUTIVE, 3 } }, "PFF..|omm..|..roo|...WW" },
  { "filled-beats-asked", 2, 0, TRUE, FALSE, { { PRESALES, HAN, 2, 3 } }, { { PRESALES, 2 } }, "PFF..|off..|..ooo|...WW" },
  { "owner-gives-way", 2, 0, TRUE, FALSE, { { SELLER, HE, 2, 2 } }, { { 0 } }, "PFF..|omm..|..ooo|...WW" },
  { "past-and-missed", 4, 0, FALSE, FALSE, { { 0 } }, { { 0 } }, "P....|opp..|..ooo|...MM" },
  { "last-stage", 5, LARGE, TRUE, FALSE, { { COMMERCIAL, HE, 4, 5 } }, { { 0 } }, "PPP..|opp..|..ppm|...PF" },
  { "closed", 5, 0, TRUE, TRUE, { { COMMERCIAL, HE, 4, 5 } }, { { 0 } }, "PPP..|opp..|..ooo|...PP" },
};

static void
test_picture (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(PursuitCoverage) self = make_coverage (c->position);
  g_autofree char *picture = NULL;

  self->amount = c->amount;
  self->is_open = !c->closed;
  for (guint i = 0; i < G_N_ELEMENTS (c->members) && c->members[i].role != 0; i++)
    add_assigned (self, c->members[i].role, c->members[i].staff, c->members[i].from, c->members[i].until);
  if (c->owned)
    add_owner (self);
  for (guint i = 0; i < G_N_ELEMENTS (c->asks) && c->asks[i].role != 0; i++)
    pursuit_coverage_add_ask (self, 500 + i, c->asks[i].role, c->asks[i].position);

  picture = draw (self);
  g_assert_cmpstr (picture, ==, c->picture);
}

static void
test_counts (void)
{
  g_autoptr(PursuitCoverage) self = make_coverage (2);

  self->amount = LARGE;
  add_assigned (self, PRESALES, HAN, 2, 2);
  pursuit_coverage_add_ask (self, 1, EXECUTIVE, 3);
  pursuit_coverage_compute (self);

  g_assert_cmpuint (self->n_required, ==, 1);
  g_assert_cmpuint (self->n_covered, ==, 1);
  g_assert_cmpuint (self->n_next_asked, ==, 1);
  g_assert_cmpuint (self->n_next_missing, ==, 1);     /* pre-sales in 3 */
  g_assert_cmpuint (self->n_later, ==, 4);            /* executive and commercial manager in 4 and 5 */

  self->is_open = FALSE;
  pursuit_coverage_compute (self);
  g_assert_cmpuint (self->n_required + self->n_next_missing + self->n_later, ==, 0);
}

/* Who has left us is shown where they were, and missing where they are counted on. */
static void
test_inactive (void)
{
  g_autoptr(PursuitCoverage) self = make_coverage (3);
  g_autofree char *picture = NULL;

  add_assigned (self, PRESALES, HAN, 1, 5);
  ((PursuitCoverageMember *) g_ptr_array_index (self->members, 0))->is_inactive = TRUE;
  picture = draw (self);

  g_assert_cmpstr (picture, ==, "P....|ppm..|..ooo|...MW");
}

typedef struct
{
  const char *name;
  gint64 role;
  gint64 staff;
  int from;
  int until;
  int at;                /* 0 when it is all right */
} Overlap;

/* Han does pre-sales in 2 and 3, He is the commercial manager in 4, who leads. */
static const Overlap overlaps[] = {
  { "second-lead", COMMERCIAL, SHEN, 4, 5, 4 },
  { "lead-hands-over", COMMERCIAL, SHEN, 5, 5, 0 },
  { "lead-open-end", COMMERCIAL, SHEN, 0, 0, 4 },
  { "two-who-do-not-lead", PRESALES, SHEN, 2, 3, 0 },
  { "same-person-twice", PRESALES, HAN, 3, 4, 3 },
  { "same-person-again", PRESALES, HAN, 4, 5, 0 },
  { "same-person-other-role", EXECUTIVE, HAN, 2, 3, 0 },
  { "lead-beside-owner", SELLER, SHEN, 1, 1, 0 },
};

static void
test_overlap (gconstpointer data)
{
  const Overlap *c = data;
  const PursuitCoverageMember member = { .role_id = c->role, .staff_id = c->staff, .from_stage = c->from, .until_stage = c->until };
  g_autoptr(PursuitCoverage) self = make_coverage (2);
  const PursuitCoverageMember *other;
  int position = 0;

  add_assigned (self, PRESALES, HAN, 2, 3);
  add_assigned (self, COMMERCIAL, HE, 4, 4);
  add_owner (self);
  other = pursuit_coverage_find_overlap (self, &member, &position);

  g_assert_cmpint (position, ==, c->at);
  g_assert_true ((other != NULL) == (c->at != 0));
}

/* Saying once more what an assignment says is not at odds with it. */
static void
test_overlap_with_itself (void)
{
  g_autoptr(PursuitCoverage) self = make_coverage (2);
  PursuitCoverageMember member = { .assignment_id = 1001, .role_id = COMMERCIAL, .staff_id = HE };
  int position;

  add_assigned (self, COMMERCIAL, HE, 4, 4);
  g_assert_null (pursuit_coverage_find_overlap (self, &member, &position));
}

static void
test_span (void)
{
  g_autoptr(PursuitCoverage) self = make_coverage (1);
  int from = 0, until = 0;

  g_assert_true (pursuit_coverage_find_span (self, PRESALES, &from, &until));
  g_assert_cmpint (from, ==, 1);
  g_assert_cmpint (until, ==, 3);
  g_assert_true (pursuit_coverage_find_span (self, SELLER, &from, &until));
  g_assert_cmpint (until, ==, 3);
  g_assert_false (pursuit_coverage_find_span (self, 99, &from, &until));
  g_assert_true (pursuit_coverage_has_role (self, COMMERCIAL));
  g_assert_false (pursuit_coverage_has_role (self, 99));
}

static void
test_missing (void)
{
  g_autoptr(PursuitCoverage) self = make_coverage (2);
  g_autofree char *at_three = NULL;
  g_autofree char *at_one = NULL;
  g_autofree char *asked = NULL;

  self->amount = LARGE;
  pursuit_coverage_compute (self);
  at_three = pursuit_coverage_dup_missing (self, 3);
  at_one = pursuit_coverage_dup_missing (self, 99);
  pursuit_coverage_add_ask (self, 1, PRESALES, 3);
  pursuit_coverage_compute (self);
  asked = pursuit_coverage_dup_missing (self, 3);

  g_assert_cmpstr (at_three, ==, "Pre-sales, Executive");
  g_assert_null (at_one);
  g_assert_cmpstr (asked, ==, "Executive");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/coverage/picture/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_picture);
    }
  for (guint i = 0; i < G_N_ELEMENTS (overlaps); i++)
    {
      g_autofree char *path = g_strconcat ("/core/coverage/overlap/", overlaps[i].name, NULL);

      g_test_add_data_func (path, &overlaps[i], test_overlap);
    }
  g_test_add_func ("/core/coverage/overlap/not-with-itself", test_overlap_with_itself);
  g_test_add_func ("/core/coverage/counts", test_counts);
  g_test_add_func ("/core/coverage/who-left-does-not-count", test_inactive);
  g_test_add_func ("/core/coverage/span", test_span);
  g_test_add_func ("/core/coverage/missing", test_missing);

  return g_test_run ();
}
