/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-csv-reader.h"

/* A table from outside. The first byte says how it is read: which encoding and separator, and in pieces of what size. */

static char *
get_path (void)
{
  static char *path = NULL;

  if (path == NULL)
    path = g_strdup_printf ("%s/pursuit-fuzz-%d.csv", g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir (), (int) getpid ());

  return path;
}

static void
read_all (PursuitRowSource *source)
{
  const char *const *cells;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  while (pursuit_row_source_next (source, &cells, &error) && cells != NULL)
    {
      const char *const *refused = pursuit_row_source_get_refused (source);

      for (guint i = 0; cells[i] != NULL; i++)
        g_assert_true (g_utf8_validate (cells[i], -1, NULL));
      for (guint i = 0; refused != NULL && refused[i] != NULL; i++)
        g_assert_true (g_utf8_validate (refused[i], -1, NULL));
      g_assert_cmpuint (++n, <, 1000000);
    }
  g_assert_true (pursuit_row_source_get_progress (source) <= 1.0);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  static const char *const encodings[] = { NULL, "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "BIG5", NULL, "ISO-8859-1" };
  static const char separators[] = { '\0', ',', ';', '\t' };
  guint8 how = length > 0 ? bytes[0] : 0;
  PursuitCsvOptions options = { encodings[how & 7], separators[how >> 3 & 3], (how >> 5) == 7 ? 3 : 0 };
  g_autoptr(GFile) file = g_file_new_for_path (get_path ());
  g_autoptr(PursuitCsvReader) reader = NULL;
  g_autoptr(GError) error = NULL;
  int fd = g_open (get_path (), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  if (length > 1)
    g_assert_cmpint (write (fd, bytes + 1, length - 1), ==, length - 1);
  close (fd);

  reader = pursuit_csv_reader_new (file, &options, &error);
  if (reader != NULL)
    {
      read_all (PURSUIT_ROW_SOURCE (reader));
      if (pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), NULL))
        read_all (PURSUIT_ROW_SOURCE (reader));
    }
  g_unlink (get_path ());

  return 0;
}
