/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-fixture.h"
#include "pursuit-csv-writer.h"
#include "pursuit-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>


/* How many bytes the disk still takes; negative when it has no end. */
static gssize disk_space = -1;

ssize_t __real_write (int fd, const void *bytes, size_t length);
ssize_t __wrap_write (int fd, const void *bytes, size_t length);

/* Stands between the writer and the disk; a disk that fills up takes a part first. */
ssize_t
__wrap_write (int         fd,
              const void *bytes,
              size_t      length)
{
  if (disk_space < 0)
    return __real_write (fd, bytes, length);

  if (disk_space == 0)
    {
      errno = ENOSPC;
      return -1;
    }

  length = MIN (length, (gsize) disk_space);
  disk_space -= (gssize) length;

  return __real_write (fd, bytes, length);
}

static PursuitCsvWriter *
open_writer (CsvFixture *self)
{
  g_autoptr (GError) error = NULL;
  PursuitCsvWriter *writer = pursuit_csv_writer_new (self->file, &error);

  g_assert_no_error (error);

  return writer;
}

static void
add_row (PursuitCsvWriter *writer,
         const char       *first,
         const char       *second)
{
  const char * const cells[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;

  pursuit_csv_writer_add_row (writer, cells, &error);
  g_assert_no_error (error);
}

static void
close_writer (PursuitCsvWriter *writer)
{
  g_autoptr (GError) error = NULL;

  pursuit_csv_writer_close (writer, &error);
  g_assert_no_error (error);
}

static void
assert_content (CsvFixture *self,
                const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (g_file_peek_path (self->file), &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static guint
count_files (CsvFixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static void
test_bytes (CsvFixture    *self,
            gconstpointer  data)
{
  g_autoptr (PursuitCsvWriter) writer = open_writer (self);

  add_row (writer, "名称", "note");
  add_row (writer, "=1+1", "say \"hi\", \"\"\r\nthen go");
  add_row (writer, "", "+86 139 1234 5678");
  close_writer (writer);
  assert_content (self, "\xEF\xBB\xBF\"名称\",\"note\"\r\n"
                        "\"'=1+1\",\"say \"\"hi\"\", \"\"\"\"\r\nthen go\"\r\n"
                        "\"\",\"+86 139 1234 5678\"\r\n");
}

/* What is written is read again as it was, in every combination of the characters that matter. */
static void
test_round_trip (CsvFixture    *self,
                 gconstpointer  data)
{
  static const char * const parts[] = {
    "", "'", "\"", ",", ";", "\t", "\r", "\n", "\r\n",
    "=", "+", "-", "@", "＝", "１", "1", " ", "sep=;", "逐鹿", "𠮷",
  };
  const gsize n = G_N_ELEMENTS (parts);
  g_autoptr (PursuitCsvWriter) writer = open_writer (self);
  g_autoptr (PursuitCsvReader) reader = NULL;
  const char * const *cells = NULL;

  add_row (writer, "@id", "=name");
  for (gsize i = 0; i < n * n * n; i++)
    {
      g_autofree char *cell = g_strconcat (parts[i % n], parts[i / n % n], parts[i / n / n], NULL);

      add_row (writer, cell, parts[i % n]);
    }
  close_writer (writer);

  reader = csv_fixture_open (self, NULL);
  g_assert_cmpstr (pursuit_csv_reader_get_encoding (reader), ==, "UTF-8");
  g_assert_cmpstr (pursuit_row_source_get_header (PURSUIT_ROW_SOURCE (reader))[0], ==, "@id");
  for (gsize i = 0; i < n * n * n; i++)
    {
      g_autofree char *cell = g_strconcat (parts[i % n], parts[i / n % n], parts[i / n / n], NULL);

      g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
      g_assert_cmpstr (cells[0], ==, cell);
      g_assert_cmpstr (cells[1], ==, parts[i % n]);
    }
  g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
  g_assert_null (cells);
}

static void
test_one_column (CsvFixture    *self,
                 gconstpointer  data)
{
  const char * const cells[][2] = { { "name", NULL }, { "", NULL }, { "  ", NULL }, { "x", NULL } };
  g_autoptr (PursuitCsvWriter) writer = open_writer (self);
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autofree char *printed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_true (pursuit_csv_writer_add_row (writer, cells[i], NULL));
  close_writer (writer);

  reader = csv_fixture_open (self, NULL);
  printed = csv_fixture_print (reader);
  g_assert_cmpstr (printed, ==, "1:name/2:/3:  /4:x/");
}

static void
test_dropped (CsvFixture    *self,
              gconstpointer  data)
{
  PursuitCsvWriter *writer = open_writer (self);

  add_row (writer, "a", "b");
  g_assert_cmpuint (count_files (self), ==, 1);
  g_assert_finalize_object (writer);
  g_assert_cmpuint (count_files (self), ==, 0);

  csv_fixture_write (self, "old", -1);
  writer = open_writer (self);
  add_row (writer, "a", "b");
  g_assert_finalize_object (writer);
  assert_content (self, "old");
  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
test_replaced (CsvFixture    *self,
               gconstpointer  data)
{
  g_autoptr (PursuitCsvWriter) writer = NULL;
  struct stat info;

  csv_fixture_write (self, "old", -1);
  g_assert_cmpint (g_chmod (g_file_peek_path (self->file), 0640), ==, 0);
  writer = open_writer (self);

  /* More than is kept in memory, so that some of it is on the disk already. */
  for (guint i = 0; i < 20000; i++)
    add_row (writer, "a", "b");
  assert_content (self, "old");

  close_writer (writer);
  g_assert_cmpint (g_stat (g_file_peek_path (self->file), &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 3 + 20000 * strlen ("\"a\",\"b\"\r\n"));
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
test_link (CsvFixture    *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "link.csv", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (path);
  g_autoptr (PursuitCsvWriter) writer = NULL;

  csv_fixture_write (self, "old", -1);
  g_assert_cmpint (symlink ("table.csv", path), ==, 0);
  writer = pursuit_csv_writer_new (link, NULL);
  g_assert_nonnull (writer);
  add_row (writer, "a", "b");
  close_writer (writer);

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  assert_content (self, "\xEF\xBB\xBF\"a\",\"b\"\r\n");
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Whether it fills up at once, in the middle, or only when the rest is written at the end. */
static void
test_disk_full (CsvFixture    *self,
                gconstpointer  data)
{
  static const gssize spaces[] = { 0, 1, 1000, 100000, 180000, 180002 };
  const char * const cells[] = { "a", "b", NULL };
  const char *message = "“table.csv” cannot be written: the disk is full";

  csv_fixture_write (self, "old", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      PursuitCsvWriter *writer = open_writer (self);
      g_autoptr (GError) error = NULL;

      disk_space = spaces[i];
      for (guint j = 0; j < 20000; j++)
        {
          g_autoptr (GError) row_error = NULL;

          if (!pursuit_csv_writer_add_row (writer, cells, &row_error))
            assert_error (row_error, PURSUIT_ERROR_STORAGE, message);
        }
      g_assert_false (pursuit_csv_writer_close (writer, &error));
      disk_space = -1;

      assert_error (error, PURSUIT_ERROR_STORAGE, message);
      g_assert_finalize_object (writer);
      assert_content (self, "old");
      g_assert_cmpuint (count_files (self), ==, 1);
    }
}

static void
refuse (const char *path,
        const char *message)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (pursuit_csv_writer_new (file, &error));
  assert_error (error, PURSUIT_ERROR_STORAGE, message);
}

static void
test_no_place (CsvFixture    *self,
               gconstpointer  data)
{
  g_autofree char *is_folder = g_strdup_printf ("“%s” is a folder", strrchr (self->folder, '/') + 1);

  refuse ("/nowhere/at/all.csv", "“all.csv” cannot be written: its folder does not exist");
  refuse (self->folder, is_folder);
  refuse ("/dev/null", "“null” is a device or a pipe, not a file");

  g_assert_cmpint (g_chmod (self->folder, 0555), ==, 0);
  if (!csv_fixture_become_nobody ())
    return;

  refuse (g_file_peek_path (self->file),
          "“table.csv” cannot be written: you do not have permission to write in its folder");
  csv_fixture_become_root ();
  g_assert_cmpint (g_chmod (self->folder, 0755), ==, 0);

  csv_fixture_write (self, "old", -1);
  g_assert_cmpint (g_chmod (g_file_peek_path (self->file), 0444), ==, 0);
  if (!csv_fixture_become_nobody ())
    return;

  refuse (g_file_peek_path (self->file), "“table.csv” cannot be written: the file is read-only");
  csv_fixture_become_root ();
  assert_content (self, "old");
}

static void
test_not_mounted (CsvFixture    *self,
                  gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("resource:///table.csv");
  g_autoptr (GError) error = NULL;

  g_assert_null (pursuit_csv_writer_new (file, &error));
  assert_error (error, PURSUIT_ERROR_INVALID,
                "“table.csv” is not in a folder that this computer has mounted");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  csv_fixture_add ("/report/csv-writer/bytes/as-excel-likes-them", test_bytes);
  csv_fixture_add ("/report/csv-writer/round-trip/every-cell-comes-back", test_round_trip);
  csv_fixture_add ("/report/csv-writer/round-trip/one-column", test_one_column);
  csv_fixture_add ("/report/csv-writer/dropped/leaves-nothing", test_dropped);
  csv_fixture_add ("/report/csv-writer/close/replaces-at-once", test_replaced);
  csv_fixture_add ("/report/csv-writer/close/keeps-a-link", test_link);
  csv_fixture_add ("/report/csv-writer/disk-full/said-and-old-file-kept", test_disk_full);
  csv_fixture_add ("/report/csv-writer/no-place/said", test_no_place);
  csv_fixture_add ("/report/csv-writer/not-mounted/said", test_not_mounted);

  return g_test_run ();
}
