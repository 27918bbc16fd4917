/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The process builder (STG-6): activities grouped by task, blanks and repeats shown. */

#include "pursuit-enums.h"
#include "pursuit-process-analysis.h"

typedef struct
{
  const char *task;
  const char *name;
  int position;
} Case;

/* Three stages; the last one is where deals are won. */
static PursuitProcessBook *
make_book (const Case *cases,
           guint       n)
{
  PursuitProcessBook *book = pursuit_process_book_new ();

  for (guint i = 0; i < 3; i++)
    g_object_set (pursuit_process_book_add_stage (book)->stage, "name", i == 0 ? "Find" : i == 1 ? "Offer" : "Sign", "type",
                  i == 2 ? PURSUIT_STAGE_WON : PURSUIT_STAGE_OPEN, NULL);
  for (guint i = 0; i < n; i++)
    {
      PursuitBookActivity *entry = pursuit_process_book_add_activity (book);

      g_object_set (entry->activity, "task", cases[i].task, "name", cases[i].name, NULL);
      entry->position = cases[i].position;
    }

  return book;
}

static char *
print_findings (const Case *cases,
                guint       n)
{
  g_autoptr(PursuitProcessBook) book = make_book (cases, n);
  g_autoptr(PursuitProcessAnalysis) analysis = pursuit_process_analysis_new (book);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < analysis->findings->len; i++)
    {
      const PursuitProcessFinding *finding = g_ptr_array_index (analysis->findings, i);
      g_autofree char *sentence = pursuit_process_finding_dup_sentence (finding);

      g_string_append_printf (all, "%s: %s\n", pursuit_process_finding_get_nick (finding->kind), sentence);
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

#define assert_findings(cases, expected)                                        \
  G_STMT_START                                                                  \
  {                                                                             \
    g_autofree char *found = print_findings (cases, G_N_ELEMENTS (cases));      \
    g_assert_cmpstr (found, ==, expected);                                      \
  }                                                                             \
  G_STMT_END

static void
test_blanks (void)
{
  static const Case cases[] = { { "Calls", "First call", 1 }, { "Calls", "Dinner", 0 }, { "Visits", "Visit", 3 } };

  assert_findings (cases, "no-activity: Stage 2, “Offer”, has no activity.\n"
                          "no-stage: “Dinner” serves no stage.\n");
}

static void
test_repeats (void)
{
  static const Case cases[] = { { NULL, "Send offer", 1 }, { NULL, "ＳＥＮＤ　offer", 1 }, { NULL, "send  Offer", 2 },
                                { NULL, "Sign", 3 } };

  assert_findings (cases, "twice: “ＳＥＮＤ　offer” is there twice.\n"
                          "repeated: “send  Offer” is done for stage 1 and for stage 2.\n");
}

/* A slip of the pen, and characters that sound the same; short names and different ones are left alone. */
static void
test_similar (void)
{
  static const Case cases[] = { { NULL, "Prepare quotation", 1 }, { NULL, "Prepare quotations", 2 }, { NULL, "拜访客户", 2 },
                                { NULL, "拜仿客户", 3 }, { NULL, "Call", 1 }, { NULL, "Mail", 2 }, { NULL, "邀约", 1 }, { NULL, "合同", 3 } };

  assert_findings (cases, "similar: “Prepare quotation” and “Prepare quotations” may be the same.\n"
                          "similar: “拜访客户” and “拜仿客户” may be the same.\n");
}

static void
test_groups (void)
{
  static const Case cases[] = { { NULL, "Dinner", 1 }, { "Calls", "First call", 1 }, { "Visits", "Visit", 2 },
                                { "ＣＡＬＬＳ", "Second call", 3 } };
  g_autoptr(PursuitProcessBook) book = make_book (cases, G_N_ELEMENTS (cases));
  g_autoptr(PursuitProcessAnalysis) analysis = pursuit_process_analysis_new (book);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < analysis->groups->len; i++)
    {
      const PursuitActivityGroup *group = g_ptr_array_index (analysis->groups, i);

      g_string_append_printf (all, "%s:%u|", group->task != NULL ? group->task : "-", group->activities->len);
    }
  g_assert_cmpstr (all->str, ==, "Calls:2|Visits:1|-:1|");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/process-analysis/blanks", test_blanks);
  g_test_add_func ("/core/process-analysis/repeats", test_repeats);
  g_test_add_func ("/core/process-analysis/similar-names", test_similar);
  g_test_add_func ("/core/process-analysis/groups-by-task", test_groups);

  return g_test_run ();
}
