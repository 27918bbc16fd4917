/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* AT_EACCESS */

#include "csv-fixture.h"

#include "pursuit-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define NOBODY 65534

static gboolean was_root;

void
csv_fixture_set_up (CsvFixture    *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("pursuit-csv-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "table.csv", NULL);
  self->file = g_file_new_for_path (path);
}

/* Removes the one file; whatever else was left behind keeps the folder from going. */
void
csv_fixture_tear_down (CsvFixture    *self,
                       gconstpointer  data)
{
  g_unlink (g_file_peek_path (self->file));
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_clear_object (&self->file);
  g_clear_pointer (&self->folder, g_free);
}

/**
 * csv_fixture_become_nobody:
 *
 * For what root is never refused: root becomes another user, everybody else stays who they are. There may be none in a container,
 * or none with a way to the temporary folder.
 *
 * Returns: %FALSE when the test cannot go on here; it is then marked as skipped
 */
gboolean
csv_fixture_become_nobody (void)
{
  was_root = geteuid () == 0;
  if (!was_root)
    return TRUE;

  if (seteuid (NOBODY) != 0)
    g_test_skip ("nobody else to become: user 65534 is not there");
  else if (faccessat (AT_FDCWD, g_get_tmp_dir (), X_OK, AT_EACCESS) == 0)
    return TRUE;
  else
    g_test_skip ("others may not use the temporary folder");
  csv_fixture_become_root ();

  return FALSE;
}

void
csv_fixture_become_root (void)
{
  if (was_root)
    g_assert_cmpint (seteuid (0), ==, 0);
}

void
csv_fixture_write (CsvFixture *self,
                   const char *bytes,
                   gssize      length)
{
  g_autoptr (GError) error = NULL;

  /* Without a flag GLib 2.74 leaves the end of a longer file in place; with it, it writes a new file. */
  g_file_set_contents_full (g_file_peek_path (self->file), bytes, length,
                            G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

void
csv_fixture_encode (CsvFixture *self,
                    const char *text,
                    const char *encoding)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  csv_fixture_write (self, bytes, (gssize) length);
}

PursuitCsvReader *
csv_fixture_open (CsvFixture              *self,
                  const PursuitCsvOptions *options)
{
  g_autoptr (GError) error = NULL;
  PursuitCsvReader *reader = pursuit_csv_reader_new (self->file, options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reader);

  return reader;
}

/* Opens what cannot be opened, or else reads until the file turns out to be broken. */
GError *
csv_fixture_refuse (CsvFixture              *self,
                    const PursuitCsvOptions *options)
{
  g_autoptr (PursuitCsvReader) reader = NULL;
  GError *error = NULL;
  const char * const *cells = NULL;

  reader = pursuit_csv_reader_new (self->file, options, &error);
  g_assert_true ((reader == NULL) == (error != NULL));

  while (error == NULL)
    {
      if (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error))
        g_assert_nonnull (cells);
      else if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID))
        g_clear_error (&error);
    }

  return error;
}

void
csv_fixture_append_row (GString            *out,
                        guint64             row,
                        const char * const *cells)
{
  g_autofree char *joined = g_strjoinv ("|", (char **) cells);

  g_string_append_printf (out, "%" G_GUINT64_FORMAT ":%s/", row, joined);
}

/* Prints header and rows as "1:a|b/2:1|2/"; a refused row is "!3:…/", a broken file ends with "X". */
char *
csv_fixture_print (PursuitCsvReader *reader)
{
  PursuitRowSource *source = PURSUIT_ROW_SOURCE (reader);
  GString *out = g_string_new (NULL);
  const char * const *header = pursuit_row_source_get_header (source);
  const char * const *cells = header;

  while (cells != NULL)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_strv_length ((char **) cells), ==, g_strv_length ((char **) header));
      csv_fixture_append_row (out, pursuit_row_source_get_row (source), cells);

      while (!pursuit_row_source_next (source, &cells, &error))
        {
          if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE))
            {
              g_string_append_c (out, 'X');
              return g_string_free (out, FALSE);
            }
          g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
          g_clear_error (&error);
          g_string_append_c (out, '!');
          csv_fixture_append_row (out, pursuit_row_source_get_row (source),
                                  pursuit_row_source_get_refused (source));
        }
    }

  return g_string_free (out, FALSE);
}
