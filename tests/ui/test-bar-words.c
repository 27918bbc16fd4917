/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed into the command bar: what it asks for, where it fits, what is marked. */

#include <gtk/gtk.h>

#include "pursuit-command-item.h"
#include "pursuit-command-match.h"
#include "pursuit-command-question.h"
#include "pursuit-text.h"

static void
test_question (void)
{
  const PursuitFoundKinds people = PURSUIT_FOUND_CONTACT | PURSUIT_FOUND_STAFF;
  const PursuitFoundKinds all = PURSUIT_FOUND_NAMES | PURSUIT_FOUND_TEXT;
  const struct { const char *typed; PursuitFoundKinds kinds; gboolean actions; const char *words; } cases[] = {
    { "", all, TRUE, "" },
    { "  hk ws ", all, TRUE, "hk ws" },
    { ">undo", 0, TRUE, "undo" },
    { " > undo", 0, TRUE, "undo" },
    { "＞undo", 0, TRUE, "undo" },
    { "》undo", 0, TRUE, "undo" },
    { "@ann", people, FALSE, "ann" },
    { "＠　安", people, FALSE, "安" },
    { "#", PURSUIT_FOUND_DEAL, FALSE, "" },
    { "＃2# 高炉", PURSUIT_FOUND_DEAL, FALSE, "2# 高炉" },
    { "a@b", all, TRUE, "a@b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitCommandQuestion) question = pursuit_command_question_parse (cases[i].typed);

      g_assert_cmpint (question->kinds, ==, cases[i].kinds);
      g_assert_cmpint (question->actions, ==, cases[i].actions);
      g_assert_cmpstr (question->words, ==, cases[i].words);
    }
}

static void
test_labels (void)
{
  const struct { const char *label; const char *words; PursuitCommandMatch match; } cases[] = {
    { "Import a File…", "imp", PURSUIT_COMMAND_MATCH_START },
    { "Import a File…", "file", PURSUIT_COMMAND_MATCH_WORD },
    { "Import a File…", "file import", PURSUIT_COMMAND_MATCH_WORD },
    { "Import a File…", "port", PURSUIT_COMMAND_MATCH_INSIDE },
    { "Import a File…", "file move", PURSUIT_COMMAND_MATCH_NONE },
    { "导入文件…", "文件", PURSUIT_COMMAND_MATCH_WORD },
    { "导入文件…", "drwj", PURSUIT_COMMAND_MATCH_START },
    { "导入文件…", "daorw", PURSUIT_COMMAND_MATCH_START },
    { "导入文件…", "wenj", PURSUIT_COMMAND_MATCH_WORD },
    { "导入文件…", "dwj", PURSUIT_COMMAND_MATCH_NONE },
    { "重庆", "cq", PURSUIT_COMMAND_MATCH_START },
    { "重庆", "zhongqing", PURSUIT_COMMAND_MATCH_START },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s: %s", cases[i].label, cases[i].words);
      g_assert_cmpint (pursuit_command_match_label (cases[i].label, cases[i].words), ==, cases[i].match);
    }
}

/* What is in bold, each stretch in brackets. */
static char *
print_marks (const char *text,
             const char *typed)
{
  g_autoptr(PangoAttrList) marks = pango_attr_list_new ();
  g_autofree char *words = pursuit_text_fold (typed);
  g_autoptr(GString) marked = g_string_new (NULL);
  PangoAttrIterator *iter;
  int start, end;

  pursuit_command_match_mark (marks, text, words);
  iter = pango_attr_list_get_iterator (marks);
  do
    {
      g_autofree char *part = NULL;

      pango_attr_iterator_range (iter, &start, &end);
      part = g_strndup (text + start, (gsize) (MIN (end, (int) strlen (text)) - start));
      g_string_append_printf (marked, pango_attr_iterator_get (iter, PANGO_ATTR_WEIGHT) != NULL ? "[%s]" : "%s", part);
    }
  while (pango_attr_iterator_next (iter) && start < (int) strlen (text) && end < (int) strlen (text));
  if (end < (int) strlen (text))
    g_string_append (marked, text + end);
  pango_attr_iterator_destroy (iter);

  return g_strdup (marked->str);
}

static void
test_marks (void)
{
  const struct { const char *text; const char *typed; const char *marked; } cases[] = {
    { "Millworks", "mill", "[Mill]works" },
    { "Old Harbour", "harb OLD", "[Old] [Harb]our" },
    { "Café Élan", "elan", "Café [Élan]" },
    { "鹤鸣钢铁", "鶴鳴", "[鹤鸣]钢铁" },
    { "鹤鸣钢铁", "hm", "[鹤鸣]钢铁" },
    { "鹤鸣钢铁", "mingg", "鹤[鸣钢]铁" },
    { "鹤鸣钢铁", "h鸣g", "[鹤鸣钢]铁" },
    { "杭州海康威视", "hkws", "杭州[海康威视]" },
    { "Ｐress 8", "press", "[Ｐress] 8" },
    { "Mill", "xyz", "Mill" },
    { "", "a", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = print_marks (cases[i].text, cases[i].typed);

      g_assert_cmpstr (marked, ==, cases[i].marked);
    }
}

static void
test_texts (void)
{
  const struct { const char *title; const char *detail; const char *snippet; const char *expected; } cases[] = {
    { "Visit", "Old Harbour", "came with the \002ferry\003man\nat nine", "Old Harbour · came with the ferryman at nine" },
    { "Old Harbour", NULL, "\002ferry\003", "ferry" },
    { "Ask for the ferry", "Old Harbour", "Ask for the \002ferry\003", "Old Harbour" },
    { "Ask", NULL, "Ask", "" },
    { "Ask for", NULL, "Ask", "Ask" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PursuitFound found = { .kind = PURSUIT_FOUND_TEXT, .id = 1, .title = (char *) cases[i].title,
                                   .detail = (char *) cases[i].detail, .snippet = (char *) cases[i].snippet };
      g_autoptr(PursuitCommandItem) item = pursuit_command_item_new_found (PURSUIT_COMMAND_TEXTS, &found);
      g_autoptr(PangoAttrList) marks = pango_attr_list_new ();
      g_autofree char *detail = pursuit_command_item_dup_detail (item, marks);

      g_assert_cmpstr (detail, ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/bar/question/signs-in-front", test_question);
  g_test_add_func ("/ui/bar/match/labels", test_labels);
  g_test_add_func ("/ui/bar/match/marks", test_marks);
  g_test_add_func ("/ui/bar/list/texts", test_texts);

  return g_test_run ();
}
