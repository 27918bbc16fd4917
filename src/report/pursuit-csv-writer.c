/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-writer.h"

#include "pursuit-csv-guard.h"
#include "pursuit-new-file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Rows are written together, so that a share is not asked for each. */
#define FLUSH_SIZE (64 * 1024)

/*
 * PursuitCsvWriter: rows into a CSV file that Excel, LibreOffice and our own import read.
 */
struct _PursuitCsvWriter
{
  GObject         parent_instance;

  PursuitNewFile *file;
  GString        *buffer;
  GError         *failure;
};

G_DEFINE_FINAL_TYPE (PursuitCsvWriter, pursuit_csv_writer, G_TYPE_OBJECT)

static void
pursuit_csv_writer_finalize (GObject *object)
{
  PursuitCsvWriter *self = PURSUIT_CSV_WRITER (object);

  g_clear_pointer (&self->file, pursuit_new_file_free);
  g_string_free (self->buffer, TRUE);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (pursuit_csv_writer_parent_class)->finalize (object);
}

static void
pursuit_csv_writer_class_init (PursuitCsvWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_csv_writer_finalize;
}

static void
pursuit_csv_writer_init (PursuitCsvWriter *self)
{
  self->buffer = g_string_sized_new (2 * FLUSH_SIZE);
}

/* Keeps the first failure, so that a caller who goes on hears of it in the end. */
static gboolean
fail (PursuitCsvWriter  *self,
      int                saved_errno,
      GError           **error)
{
  if (self->failure == NULL)
    pursuit_new_file_set_error (self->file, saved_errno, &self->failure);
  g_propagate_error (error, g_error_copy (self->failure));

  return FALSE;
}

static gboolean
flush_buffer (PursuitCsvWriter  *self,
              GError           **error)
{
  gsize done = 0;

  while (done < self->buffer->len)
    {
      gssize n = write (pursuit_new_file_get_fd (self->file), self->buffer->str + done, self->buffer->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, errno, error);
      done += (gsize) n;
    }

  g_string_truncate (self->buffer, 0);

  return TRUE;
}

/**
 * pursuit_csv_writer_new:
 * @file: the file to write; replaced if it exists
 * @error: return location for the refusal
 *
 * Begins a CSV file: UTF-8 with a byte-order mark, which Excel needs, commas, every cell quoted, lines ended
 * by CR LF. Nothing is seen of it before pursuit_csv_writer_close(); without that, nothing is left behind.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @file is not on a mounted file system, and with
 * %PURSUIT_ERROR_STORAGE when it is a folder or its folder cannot be written.
 *
 * Returns: (transfer full): a writer without rows
 */
PursuitCsvWriter *
pursuit_csv_writer_new (GFile   *file,
                        GError **error)
{
  g_autoptr (PursuitCsvWriter) self = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (PURSUIT_TYPE_CSV_WRITER, NULL);
  self->file = pursuit_new_file_open (file, error);
  if (self->file == NULL)
    return NULL;

  g_string_append (self->buffer, "\xEF\xBB\xBF");

  return g_steal_pointer (&self);
}

static void
append_cell (GString    *buffer,
             const char *cell)
{
  const char *quote;

  g_string_append_c (buffer, '"');
  if (pursuit_csv_needs_guard (cell))
    g_string_append_c (buffer, '\'');

  while ((quote = strchr (cell, '"')) != NULL)
    {
      g_string_append_len (buffer, cell, quote - cell + 1);
      g_string_append_c (buffer, '"');
      cell = quote + 1;
    }

  g_string_append (buffer, cell);
  g_string_append_c (buffer, '"');
}

/**
 * pursuit_csv_writer_add_row:
 * @self: a writer that is not closed
 * @cells: (array zero-terminated=1): the cells, in UTF-8; the first row is the header
 * @error: return location for the refusal
 *
 * Adds a row. A text that a spreadsheet would run as a formula gets an apostrophe in front, which
 * #PursuitCsvReader takes away again; plain amounts and telephone numbers stay as they are.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the disk is full or refuses; every later call then fails alike.
 *
 * Returns: %TRUE when the row was taken; it is on the disk only after pursuit_csv_writer_close()
 */
gboolean
pursuit_csv_writer_add_row (PursuitCsvWriter    *self,
                            const char * const  *cells,
                            GError             **error)
{
  g_return_val_if_fail (PURSUIT_IS_CSV_WRITER (self), FALSE);
  g_return_val_if_fail (pursuit_new_file_get_path (self->file) != NULL, FALSE);
  g_return_val_if_fail (cells != NULL && cells[0] != NULL, FALSE);

  if (self->failure != NULL)
    return fail (self, 0, error);

  for (gsize i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (self->buffer, ',');
      append_cell (self->buffer, cells[i]);
    }
  g_string_append (self->buffer, "\r\n");

  return self->buffer->len < FLUSH_SIZE || flush_buffer (self, error);
}

/**
 * pursuit_csv_writer_close:
 * @self: a writer
 * @error: return location for the refusal
 *
 * Finishes the file and puts it in its place.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the disk is full or refuses, now or in an earlier call; a file that
 * was there before is then unchanged, and dropping @self removes what was written.
 *
 * Returns: %TRUE when the complete file is on the disk; the writer takes no more rows
 */
gboolean
pursuit_csv_writer_close (PursuitCsvWriter  *self,
                          GError           **error)
{
  g_return_val_if_fail (PURSUIT_IS_CSV_WRITER (self), FALSE);
  g_return_val_if_fail (pursuit_new_file_get_path (self->file) != NULL, FALSE);

  if (self->failure != NULL)
    return fail (self, 0, error);

  return flush_buffer (self, error) && pursuit_new_file_commit (self->file, error);
}
