/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-error.h"
#include "pursuit-vcard-reader.h"
#include "pursuit-vcard.h"

/* Business cards from outside, and what is written of those that could be read. */

static char *
get_path (void)
{
  static char *path = NULL;

  if (path == NULL)
    path = g_strdup_printf ("%s/pursuit-fuzz-%d.vcf", g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir (), (int) getpid ());

  return path;
}

static void
write_again (const char *const *cells)
{
  for (PursuitVcardVersion version = PURSUIT_VCARD_3_0; version <= PURSUIT_VCARD_4_0; version++)
    {
      g_autoptr(PursuitVcard) card = pursuit_vcard_new ();
      g_autofree char *text = NULL;

      for (guint i = 0; i < PURSUIT_VCARD_N_CELLS; i++)
        pursuit_vcard_set (card, i, cells[i]);
      text = pursuit_vcard_to_text (card, version);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
read_all (PursuitRowSource *source)
{
  const char *const *cells = NULL;
  guint64 last = 0;

  for (;;)
    {
      g_autoptr(GError) error = NULL;
      const char *const *refused;

      if (pursuit_row_source_next (source, &cells, &error))
        {
          if (cells == NULL)
            break;
          g_assert_cmpuint (g_strv_length ((char **) cells), ==, PURSUIT_VCARD_N_CELLS);
          for (guint i = 0; cells[i] != NULL; i++)
            g_assert_true (g_utf8_validate (cells[i], -1, NULL));
          write_again (cells);
        }
      refused = pursuit_row_source_get_refused (source);
      for (guint i = 0; refused != NULL && refused[i] != NULL; i++)
        g_assert_true (g_utf8_validate (refused[i], -1, NULL));
      if (error != NULL && !g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID))
        break;
      g_assert_cmpuint (pursuit_row_source_get_row (source), >, last);
      last = pursuit_row_source_get_row (source);
    }
  g_assert_true (pursuit_row_source_get_progress (source) <= 1.0);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autoptr(GFile) file = g_file_new_for_path (get_path ());
  g_autoptr(PursuitVcardReader) reader = NULL;
  int fd = g_open (get_path (), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  if (length > 0)
    g_assert_cmpint (write (fd, bytes, length), ==, length);
  close (fd);

  reader = pursuit_vcard_reader_new (file, NULL, NULL);
  if (reader != NULL)
    {
      read_all (PURSUIT_ROW_SOURCE (reader));
      if (pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), NULL))
        read_all (PURSUIT_ROW_SOURCE (reader));
    }
  g_unlink (get_path ());

  return 0;
}
