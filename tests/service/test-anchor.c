/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An anchor comes back from people, mails and printers, and still tells whether the journal is the one that it was. */

#include "pursuit-anchor.h"
#include "pursuit-error.h"
#include "pursuit-product.h"
#include "pursuit-records.h"
#include "scratch-desk.h"

#include <string.h>

static void
add_product (ScratchDesk *scratch,
             const char  *name)
{
  g_autoptr(PursuitProduct) product = g_object_new (PURSUIT_TYPE_PRODUCT, NULL);
  g_autoptr(GError) error = NULL;

  product->name = g_strdup (name);
  pursuit_records_create (scratch->desk, PURSUIT_RECORD (product), NULL, &error);
  g_assert_no_error (error);
}

static PursuitAnchor *
make_anchor (ScratchDesk *scratch)
{
  g_autoptr(GError) error = NULL;
  PursuitAnchor *anchor = pursuit_anchor_new (scratch->store, NULL, &error);

  g_assert_no_error (error);
  return anchor;
}

static void
assert_holds (ScratchDesk *scratch,
              const char  *text,
              const char  *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) anchors = pursuit_anchor_parse (text, &error);
  g_autoptr(PursuitJournalVerdict) verdict = NULL;

  g_assert_no_error (error);
  verdict = pursuit_anchor_verify (scratch->store, anchors, NULL, &error);
  g_assert_no_error (error);
  if (expected == NULL)
    g_assert_cmpuint (verdict->findings->len, ==, 0);
  else
    {
      const PursuitJournalFinding *finding = g_ptr_array_index (verdict->findings, 0);

      g_assert_cmpuint (verdict->findings->len, ==, 1);
      g_assert_cmpstr (pursuit_journal_finding_get_nick (finding->kind), ==, expected);
    }
}

static void
test_round_trip (ScratchDesk   *scratch,
                 gconstpointer  unused)
{
  g_autoptr(PursuitAnchor) anchor = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GPtrArray) anchors = NULL;
  PursuitAnchor *read;

  add_product (scratch, "Pump");
  anchor = make_anchor (scratch);
  g_assert_cmpint (anchor->n_entries, ==, anchor->id);
  g_assert_cmpstr (anchor->store_uuid, ==, pursuit_store_get_uuid (scratch->store));
  text = pursuit_anchor_dup_text (anchor);
  anchors = pursuit_anchor_parse (text, NULL);
  g_assert_cmpuint (anchors->len, ==, 1);
  read = g_ptr_array_index (anchors, 0);
  g_assert_cmpstr (read->hash, ==, anchor->hash);
  g_assert_cmpstr (read->number, ==, anchor->number);
  g_assert_cmpstr (read->store_uuid, ==, anchor->store_uuid);
  g_assert_cmpint (read->id, ==, anchor->id);
  g_assert_cmpint (read->at, ==, anchor->at);
  g_assert_cmpint (read->made_at, ==, anchor->made_at);
  assert_holds (scratch, text, NULL);
  add_product (scratch, "Valve");
  assert_holds (scratch, text, NULL);
}

/* What becomes of a text on its way: each takes one and gives another. */
static char *
quote (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *inner = g_strjoinv ("\r\n> > ", lines);

  return g_strconcat ("On Monday Li Na wrote:\r\n> > ", inner, "\r\n-- \r\nBest regards\r\n", NULL);
}

static char *
wrap (const char *text)
{
  GString *wrapped = g_string_new (NULL);
  guint column = 0;

  for (; *text != '\0'; text++)
    {
      column = *text == '\n' ? 0 : column + 1;
      g_string_append_c (wrapped, *text == ' ' && column > 30 ? '\n' : *text);
      if (*text == ' ' && column > 30)
        column = 0;
    }

  return g_string_free (wrapped, FALSE);
}

static char *
replace_all (const char *text,
             const char *what,
             const char *with)
{
  GString *result = g_string_new (text);

  g_string_replace (result, what, with, 0);
  return g_string_free (result, FALSE);
}

static char *
widen (const char *text)
{
  g_autofree char *colons = replace_all (text, ":  ", "： ");
  g_autofree char *spaces = replace_all (colons, "  ", "　 ");
  g_autofree char *digits = replace_all (spaces, "7", "７");

  return g_strconcat ("\xef\xbb\xbf", digits, NULL);
}

static char *
squeeze (const char *text)
{
  g_autofree char *spaces = replace_all (text, "  ", "");
  g_autofree char *up = g_ascii_strup (spaces, -1);

  return replace_all (up, "\n\n", "\n");
}

static char *
keep_number (const char *text)
{
  g_autofree char *number = g_strndup (strstr (text, "Number:"), 10 + 30 + 5 + 2);
  const char *last = strstr (text, "Last entry:");

  return g_strdup_printf ("%.*s\nnumber : %s\n", (int) strcspn (last, "\n"), last, g_strstrip (number + 7));
}

static void
test_reformatted (ScratchDesk   *scratch,
                  gconstpointer  unused)
{
  static char *(*const ways[]) (const char *text) = { quote, wrap, widen, squeeze, keep_number };
  g_autoptr(PursuitAnchor) anchor = NULL;
  g_autofree char *text = NULL;

  add_product (scratch, "Pump");
  anchor = make_anchor (scratch);
  text = pursuit_anchor_dup_text (anchor);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *one = ways[i] (text);
      g_autofree char *quoted = quote (one);
      g_autofree char *both = g_strconcat (one, "\n\n", quoted, NULL);

      assert_holds (scratch, one, NULL);
      assert_holds (scratch, quoted, NULL);
      assert_holds (scratch, both, NULL);
    }
}

/* The tail is cut off, or everything is put in order anew: only the anchor knows. */
static void
test_tail (ScratchDesk   *scratch,
           gconstpointer  unused)
{
  g_autoptr(PursuitAnchor) early = NULL;
  g_autoptr(PursuitAnchor) late = NULL;
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;
  g_autofree char *early_text = NULL;

  early = make_anchor (scratch);
  early_text = pursuit_anchor_dup_text (early);
  add_product (scratch, "Pump");
  late = make_anchor (scratch);
  text = pursuit_anchor_dup_text (late);
  number = keep_number (text);

  scratch_desk_exec (scratch, "DROP TRIGGER journal_keeps_rows; DROP TRIGGER journal_payload_keeps_rows;"
                              "DELETE FROM journal_payload WHERE journal_id = (SELECT max(id) FROM journal);"
                              "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)");
  assert_holds (scratch, early_text, NULL);
  assert_holds (scratch, text, "cut-off");
  assert_holds (scratch, number, "cut-off");
  add_product (scratch, "Another pump");
  assert_holds (scratch, early_text, NULL);
  assert_holds (scratch, text, "rewritten");
  assert_holds (scratch, number, "rewritten");
}

static void
assert_refused (const char *text,
                const char *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_anchor_parse (text, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refused (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  g_autoptr(PursuitAnchor) anchor = make_anchor (scratch);
  g_autofree char *text = pursuit_anchor_dup_text (anchor);
  g_autofree char *short_hash = replace_all (text, anchor->hash + 56, "");
  g_autofree char *no_entry = replace_all (text, "Last entry:", "Entry:");
  g_autofree char *huge = g_strnfill (2 * 1024 * 1024, 'x');
  char *digit;

  assert_refused ("", "no anchor");
  assert_refused ("Dear colleagues,\nnothing here.\n", "no anchor");
  assert_refused (huge, "no anchor");
  assert_refused ("Last entry: 12\n", "neither a hash nor a number");
  assert_refused (short_hash, "incomplete");
  assert_refused (no_entry, "which entry");
  digit = strstr (text, "Number:") + 12;
  *digit = *digit == '0' ? '1' : '0';
  assert_refused (text, "do not belong together");
}

static void
test_foreign (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  g_autoptr(PursuitAnchor) anchor = make_anchor (scratch);
  g_autoptr(GPtrArray) anchors = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  anchor->store_uuid[0] = anchor->store_uuid[0] == 'a' ? 'b' : 'a';
  g_ptr_array_add (anchors, anchor);
  g_assert_null (pursuit_anchor_verify (scratch->store, anchors, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

/* The short form is fixed for ever: people have it on paper. */
static void
test_number (void)
{
  g_autofree char *number =
    pursuit_anchor_dup_number ("00000186a10000000000ffffffffff000000000f00000186a000000000010000");

  g_assert_cmpstr (number, ==, "00001 00000 27775 00015 00000 00001");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/anchor/round-trip", test_round_trip);
  scratch_desk_add ("/service/anchor/survives-reformatting", test_reformatted);
  scratch_desk_add ("/service/anchor/finds-a-tail-that-was-cut-off", test_tail);
  scratch_desk_add ("/service/anchor/refuses-what-is-none", test_refused);
  scratch_desk_add ("/service/anchor/refuses-that-of-another-database", test_foreign);
  g_test_add_func ("/service/anchor/number-is-fixed", test_number);

  return g_test_run ();
}
