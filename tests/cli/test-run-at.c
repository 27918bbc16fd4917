/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A command of pursuitctl at a desk that is open already, as a window runs it. */

#include "pursuit-cli.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-cli-output-private.h"
#include "pursuit-error.h"
#include "scratch-desk.h"

typedef struct
{
  int code;
  char *answer;
  char *messages;
} Answer;

static void
answer_clear (Answer *self)
{
  g_free (self->answer);
  g_free (self->messages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

/* The words stand in one text, separated by bars. */
static Answer
run_cancellable (ScratchDesk  *fixture,
                 GCancellable *cancellable,
                 const char   *folder,
                 const char   *text)
{
  g_auto(GStrv) words = g_strsplit (text, "|", -1);
  Answer answer = { -1, NULL, NULL };

  answer.code = pursuit_cli_run_at (fixture->desk, (const char * const *) words, folder, cancellable, &answer.answer,
                                    &answer.messages);
  g_assert_true (g_utf8_validate (answer.answer, -1, NULL));
  g_assert_true (g_utf8_validate (answer.messages, -1, NULL));
  return answer;
}

static Answer
run (ScratchDesk *fixture,
     const char  *text)
{
  return run_cancellable (fixture, NULL, fixture->dir, text);
}

static void
expect_done (ScratchDesk *fixture,
             const char  *text)
{
  g_auto(Answer) answer = run (fixture, text);

  g_assert_cmpstr (answer.messages, ==, "");
  g_assert_cmpint (answer.code, ==, 0);
}

/* One sentence without the program's name, and no answer. */
static void
expect_refused (ScratchDesk *fixture,
                int          code,
                const char  *text,
                const char  *says)
{
  g_auto(Answer) answer = run (fixture, text);

  g_assert_cmpint (answer.code, ==, code);
  g_assert_cmpstr (answer.answer, ==, "");
  if (strstr (answer.messages, says) == NULL)
    g_error ("%s: %s", text, answer.messages);
  g_assert_false (g_str_has_prefix (answer.messages, "pursuitctl"));
  g_assert_true (strchr (answer.messages, '\n') == answer.messages + strlen (answer.messages) - 1);
}

static void
test_answer (ScratchDesk   *fixture,
             gconstpointer  unused)
{
  g_auto(Answer) text = run (fixture, "add|customer|name=海康威视");
  g_auto(Answer) json = run (fixture, "--json|add|customer|name=Acme");
  g_auto(Answer) list = run (fixture, "list|customers|--json");

  g_assert_cmpint (text.code, ==, 0);
  g_assert_nonnull (strstr (text.answer, "“海康威视”"));
  g_assert_cmpint (json.code, ==, 0);
  g_assert_true (g_str_has_prefix (json.answer, "{\"entry\":3,\"record\":{\"type\":\"customer\",\"id\":2,"));
  g_assert_nonnull (strstr (list.answer, "\"count\":2,"));
  scratch_desk_assert (fixture, "SELECT id, name FROM customer ORDER BY id", "1|海康威视\n2|Acme");
}

/* The desk is the same one afterwards, also when a command failed half way. */
static void
test_failure (ScratchDesk   *fixture,
              gconstpointer  unused)
{
  g_auto(Answer) json = run (fixture, "--json|set|customer|1|name=New");

  g_assert_cmpint (json.code, ==, 1);
  g_assert_true (g_str_has_prefix (json.answer, "{\"error\":{\"code\":\"not-found\","));
  expect_refused (fixture, 2, "bord", "board");
  expect_refused (fixture, 2, "", "Say what to do");
  expect_refused (fixture, 2, "set|customer|1", "KIND RECORD FIELD=VALUE");
  expect_refused (fixture, 2, "list|customers|--limit|many", "many");
  expect_refused (fixture, 1, "show|customer|Nobody", "Nobody");
  expect_done (fixture, "add|customer|name=Acme");
  scratch_desk_assert (fixture, "SELECT name FROM customer", "Acme");
}

static void
test_refused (ScratchDesk   *fixture,
              gconstpointer  unused)
{
  const char *none[] = { NULL };
  Answer empty;

  expect_refused (fixture, 1, "init", "init");
  expect_refused (fixture, 1, "demo", "demo");
  expect_refused (fixture, 2, "--completion", "pursuitctl itself");
  expect_refused (fixture, 2, "board|--help", "pursuitctl itself");
  expect_refused (fixture, 2, "--version", "pursuitctl itself");
  expect_refused (fixture, 1, "--db|other.pursuit|board", "other.pursuit");
  expect_refused (fixture, 2, "import|customers|-", "standard input");
  empty.code = pursuit_cli_run_at (fixture->desk, none, fixture->dir, NULL, &empty.answer, &empty.messages);
  g_assert_cmpint (empty.code, ==, 2);
  answer_clear (&empty);
}

static void
test_same_database (ScratchDesk   *fixture,
                    gconstpointer  unused)
{
  g_autofree char *link = g_build_filename (fixture->dir, "link", NULL);

  g_assert_no_errno (symlink ("scratch.pursuit", link));
  expect_done (fixture, "--db|scratch.pursuit|add|customer|name=Acme");
  expect_done (fixture, "--db|./link|add|customer|name=Bolt");
  g_unlink (link);
  scratch_desk_assert (fixture, "SELECT count(*) FROM customer", "2");
}

/* Names of files start from the folder of whoever asked, never from the process's own. */
static void
test_files (ScratchDesk   *fixture,
            gconstpointer  unused)
{
  g_autofree char *in = g_build_filename (fixture->dir, "in.csv", NULL);
  g_autofree char *out = g_build_filename (fixture->dir, "out.csv", NULL);
  g_autofree char *rejects = g_build_filename (fixture->dir, "rejects.csv", NULL);
  g_autofree char *found = NULL;
  g_auto(Answer) import = { 0, NULL, NULL };
  g_auto(Answer) stream = { 0, NULL, NULL };
  g_auto(Answer) nowhere = { 0, NULL, NULL };

  g_assert_true (g_file_set_contents (in, "name,employees\nAcme,1\nBolt,many\n", -1, NULL));
  import = run (fixture, "import|customers|in.csv|--rejects|rejects.csv");
  g_assert_cmpint (import.code, ==, 0);
  g_assert_true (g_str_has_prefix (import.messages, "Row 3 of “in.csv”"));
  g_assert_true (g_file_test (rejects, G_FILE_TEST_EXISTS));
  expect_done (fixture, "export|customers|out.csv");
  g_assert_true (g_file_get_contents (out, &found, NULL, NULL));
  g_assert_nonnull (strstr (found, "Acme"));
  stream = run (fixture, "export|customers|-");
  g_assert_cmpstr (stream.answer, ==, found);
  nowhere = run_cancellable (fixture, NULL, "", "export|customers|out.csv");
  g_assert_cmpint (nowhere.code, ==, 2);
  g_assert_nonnull (strstr (nowhere.messages, "which folder"));
  g_unlink (in);
  g_unlink (out);
  g_unlink (rejects);
}

/* An administrator may have others act, and stays who it is; whoever is somebody else may not become more. */
static void
test_rights (ScratchDesk   *fixture,
             gconstpointer  unused)
{
  gint64 owner = pursuit_desk_get_actor_id (fixture->desk);

  expect_done (fixture, "add|staff|name=Li Na|role=Seller");
  expect_done (fixture, "add|staff|name=Root|role=Administrator");
  expect_done (fixture, "--as|Li Na|add|customer|name=Acme|owner=Li Na");
  expect_refused (fixture, 1, "--as|Li Na|journal", "Seller");
  g_assert_cmpint (pursuit_desk_get_actor_id (fixture->desk), ==, owner);
  scratch_desk_assert (fixture, "SELECT actor FROM journal ORDER BY id DESC LIMIT 1", "Li Na");

  g_assert_true (pursuit_desk_sign_in_as (fixture->desk, "Li Na", NULL));
  expect_done (fixture, "--as|Li Na|set|customer|1|region=East");
  expect_refused (fixture, 1, "check", "Seller");
  expect_refused (fixture, 1, "--as|Root|check", "only an administrator");
  expect_refused (fixture, 1, "--as|2|set|customer|1|region=West", "only an administrator");
  scratch_desk_assert (fixture, "SELECT region FROM customer", "East");
}

static void
test_cancel (ScratchDesk   *fixture,
             gconstpointer  unused)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *in = g_build_filename (fixture->dir, "in.csv", NULL);
  g_auto(Answer) answer = { 0, NULL, NULL };

  g_assert_true (g_file_set_contents (in, "name\nAcme\n", -1, NULL));
  g_cancellable_cancel (cancellable);
  answer = run_cancellable (fixture, cancellable, fixture->dir, "--json|import|customers|in.csv");
  g_assert_cmpint (answer.code, ==, 1);
  g_assert_nonnull (strstr (answer.answer, "\"cancelled\""));
  scratch_desk_assert (fixture, "SELECT count(*) FROM customer", "0");
  g_unlink (in);
}

static void
test_many_words (ScratchDesk   *fixture,
                 gconstpointer  unused)
{
  g_autoptr(GString) text = g_string_new ("add|customer|name=Acme");

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "|nonsense");
  expect_refused (fixture, 2, text->str, "nonsense");
  g_string_assign (text, "board");
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "|x");
  expect_refused (fixture, 2, text->str, "too much");
  scratch_desk_assert (fixture, "SELECT count(*) FROM customer", "0");
}

/* What no message of the bus could carry is refused whole, never cut. */
static void
test_long_answer (void)
{
  PursuitOutput *output = pursuit_output_new_kept ();
  g_autofree char *piece = g_strnfill (1024 * 1024, 'x');
  g_autofree char *answer = NULL;
  g_autofree char *messages = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 64; i++)
    pursuit_output_text (output, piece);
  g_assert_false (pursuit_output_is_ended (output));
  g_assert_true (pursuit_output_flush (output, &error));
  pursuit_output_text (output, "y");
  g_assert_false (pursuit_output_flush (output, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_true (pursuit_output_is_ended (output));
  pursuit_output_message (output, "bad \xff, two\nlines");
  pursuit_output_take (output, &answer, &messages);
  g_assert_cmpstr (answer, ==, "");
  g_assert_cmpstr (messages, ==, "bad \xef\xbf\xbd, two lines\n");
  pursuit_output_free (output);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/cli/run-at/answers-as-pursuitctl-does", test_answer);
  scratch_desk_add ("/cli/run-at/failure-leaves-the-desk-usable", test_failure);
  scratch_desk_add ("/cli/run-at/refuses-what-is-for-a-process-of-its-own", test_refused);
  scratch_desk_add ("/cli/run-at/knows-the-database-by-any-name", test_same_database);
  scratch_desk_add ("/cli/run-at/files-start-from-the-callers-folder", test_files);
  scratch_desk_add ("/cli/run-at/widens-no-right", test_rights);
  scratch_desk_add ("/cli/run-at/can-be-cancelled", test_cancel);
  scratch_desk_add ("/cli/run-at/withstands-many-words", test_many_words);

  g_test_add_func ("/cli/run-at/refuses-an-answer-that-is-too-long", test_long_answer);

  return g_test_run ();
}
