/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-fixture.h"

#include <string.h>

/*
 * The twin: the same reading of CSV, written in the slow and obvious way over the whole text, to compare the
 * fast one with on random texts.
 */
typedef struct
{
  const char *at;
  char        separator;
  guint       n_columns;
  guint64     row;
  gboolean    stray;
  gboolean    unclosed;
} Twin;

static gboolean
is_line_end (char c)
{
  return c == '\0' || c == '\n' || c == '\r';
}

static void
skip_line_end (Twin *twin)
{
  if (twin->at[0] == '\r' && twin->at[1] == '\n')
    twin->at++;
  if (*twin->at != '\0')
    twin->at++;
}

static void
read_quoted (Twin    *twin,
             GString *cell)
{
  g_autoptr (GString) tail = g_string_new (NULL);

  for (twin->at++; !(twin->at[0] == '"' && twin->at[1] != '"'); twin->at++)
    {
      if (*twin->at == '\0')
        {
          twin->unclosed = TRUE;
          return;
        }
      if (*twin->at == '"')
        twin->at++;
      g_string_append_c (cell, *twin->at);
    }

  for (twin->at++; *twin->at != twin->separator && !is_line_end (*twin->at); twin->at++)
    g_string_append_c (tail, *twin->at);

  if (strspn (tail->str, " \t") < tail->len)
    {
      twin->stray = TRUE;
      g_string_append (cell, tail->str);
    }
}

static char *
read_cell (Twin *twin)
{
  GString *cell = g_string_new (NULL);

  if (*twin->at == '"')
    read_quoted (twin, cell);
  else
    for (; *twin->at != twin->separator && !is_line_end (*twin->at); twin->at++)
      g_string_append_c (cell, *twin->at);

  return g_string_free (cell, FALSE);
}

static void
unguard_cell (char *cell)
{
  const char *text = cell + strspn (cell, "'");

  if (text > cell && *text != '\0' && (strchr ("=+-@\t\r\n", *text) != NULL || g_str_has_prefix (text, "＝")))
    memmove (cell, cell + 1, strlen (cell));
}

static GPtrArray *
read_row (Twin *twin)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  twin->row++;
  twin->stray = FALSE;
  g_ptr_array_add (cells, read_cell (twin));
  while (*twin->at == twin->separator)
    {
      twin->at++;
      g_ptr_array_add (cells, read_cell (twin));
    }
  skip_line_end (twin);

  return cells;
}

static gboolean
is_blank_row (Twin      *twin,
              GPtrArray *cells)
{
  const char *cell = g_ptr_array_index (cells, 0);

  return cells->len == 1 && twin->n_columns > 1 && !twin->stray && strspn (cell, " \t\r\n") == strlen (cell);
}

static void
print_row (Twin      *twin,
           GPtrArray *cells,
           GString   *out)
{
  guint n = cells->len;

  while (n > twin->n_columns && *(char *) g_ptr_array_index (cells, n - 1) == '\0')
    n--;
  if (!twin->stray && n == twin->n_columns)
    g_ptr_array_set_size (cells, (int) n);
  else
    g_string_append_c (out, '!');

  g_ptr_array_foreach (cells, (GFunc) unguard_cell, NULL);
  g_ptr_array_add (cells, NULL);
  csv_fixture_append_row (out, twin->row, (const char * const *) cells->pdata);
}

static char *
print_twin (const char *text,
            char        separator,
            guint       n_columns)
{
  Twin twin = { .at = text, .separator = separator, .n_columns = n_columns };
  GString *out = g_string_new (NULL);

  while (*twin.at != '\0')
    {
      g_autoptr (GPtrArray) cells = NULL;

      if (is_line_end (*twin.at))
        {
          twin.row++;
          skip_line_end (&twin);
          continue;
        }

      cells = read_row (&twin);
      if (twin.unclosed)
        {
          g_string_append_c (out, 'X');
          break;
        }
      if (!is_blank_row (&twin, cells))
        print_row (&twin, cells, out);
    }

  return g_string_free (out, FALSE);
}

/* Quotation marks, separators and line ends are frequent, so that they meet. */
static char *
random_text (GRand *rand,
             char   separator)
{
  static const char * const parts[] = {
    "\"", "\"", "\"", "\"\"", "\r", "\n", "\r\n", "\n", "a", "b", " ", "\t", "'", "=", "'=",
    "，", "逐鹿", "é", "𠮷", ";", ",",
  };
  GString *text = g_string_new (NULL);
  gint length = g_rand_int_range (rand, 0, 60);

  for (gint i = 0; i < length; i++)
    {
      if (g_rand_int_range (rand, 0, 4) == 0)
        g_string_append_c (text, separator);
      else
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
    }

  return g_string_free (text, FALSE);
}

static void
check_seed (CsvFixture *self,
            guint32     seed)
{
  static const char separators[] = { ',', ';', '\t', '|' };
  static const char * const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  char separator = separators[g_rand_int_range (rand, 0, G_N_ELEMENTS (separators))];
  guint n_columns = (guint) g_rand_int_range (rand, 1, 5);
  PursuitCsvOptions options = {
    .encoding = encodings[g_rand_int_range (rand, 0, G_N_ELEMENTS (encodings))],
    .separator = separator,
    .piece_size = (gsize) g_rand_int_range (rand, 0, 40),
  };
  g_autofree char *body = random_text (rand, separator);
  g_autoptr (GString) text = g_string_new ("h1");
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 2; i <= n_columns; i++)
    g_string_append_printf (text, "%ch%u", separator, i);
  g_string_append_printf (text, "\n%s", body);

  csv_fixture_encode (self, text->str, options.encoding);
  reader = csv_fixture_open (self, &options);
  printed = csv_fixture_print (reader);
  expected = print_twin (text->str, separator, n_columns);
  if (g_strcmp0 (printed, expected) != 0)
    g_test_message ("seed %u: %s", seed, text->str);
  g_assert_cmpstr (printed, ==, expected);
}

static void
test_twin (CsvFixture    *self,
           gconstpointer  data)
{
  guint32 n_seeds = g_test_slow () ? 50000 : 1000;

  /* The same seeds in every run, and as many new ones; a failure prints its seed. */
  for (guint32 i = 0; i < n_seeds; i++)
    {
      check_seed (self, i);
      check_seed (self, (guint32) g_test_rand_int_range ((gint32) n_seeds, G_MAXINT32));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  csv_fixture_add ("/report/csv-twin/random-texts/read-alike", test_twin);

  return g_test_run ();
}
