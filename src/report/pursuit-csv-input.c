/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-input.h"

#include "pursuit-csv-encoding.h"
#include "pursuit-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Large enough that a share is asked rarely, small enough to stay in the processor's cache. */
#define DEFAULT_PIECE (128 * 1024)
/* So much of the file tells UTF-16 from a binary file. */
#define HEAD_SIZE (64 * 1024)
/* So much of the file is read twice to tell UTF-8 from GB18030; real exports are smaller. */
#define TALLY_LIMIT (64 * 1024 * 1024)
/* No encoding needs so many bytes for one character. */
#define MAX_CHARACTER 16
/* One byte of TSCII can become four Tamil letters of three bytes; nothing grows more. A buffer that is always
 * large enough also avoids glibc's mistakes in going on after a full one. */
#define MAX_GROWTH 12

/*
 * PursuitCsvInput: the text of a file, whatever its encoding, as pieces of UTF-8.
 *
 * Bytes go from the stream into @raw and are either checked in place (UTF-8) or converted into @converted. A
 * character that is cut by the border of a piece stays in @raw until its other bytes have come.
 */
struct _PursuitCsvInput
{
  GInputStream    *stream;
  char            *name;
  char            *encoding;
  GIConv           converter;  /* (GIConv) -1 for UTF-8 */
  guint64          size;
  guint64          n_read;
  char            *raw;
  gsize            n_raw;
  gsize            n_used;     /* of these so many were lent by the last call */
  gsize            piece_size;
  char            *converted;
  gsize            converted_size;
  PursuitCsvPiece  ending;     /* what comes after the text in hand, once known */
  gboolean         at_end;
  gboolean         at_start;
};

/* Turns what GIO says into one sentence that names the file. */
static void
set_read_error (GError       **error,
                const GError  *cause,
                const char    *name)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” does not exist"), name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                 _("You do not have permission to read “%s”"), name);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                 _("“%s” cannot be read: %s"), name, cause->message);
}

static gboolean
open_stream (PursuitCsvInput  *self,
             GFile            *file,
             GError          **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo) info = NULL;
  GFileType type;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, &cause);
  if (info == NULL)
    {
      set_read_error (error, cause, self->name);
      return FALSE;
    }

  type = g_file_info_get_file_type (info);
  if (type == G_FILE_TYPE_DIRECTORY || type == G_FILE_TYPE_SPECIAL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   type == G_FILE_TYPE_DIRECTORY ? _("“%s” is a folder, not a CSV file")
                                                 : _("“%s” is a device or a pipe, not a CSV file"),
                   self->name);
      return FALSE;
    }

  self->size = (guint64) g_file_info_get_size (info);
  self->stream = G_INPUT_STREAM (g_file_read (file, NULL, &cause));
  if (self->stream == NULL)
    set_read_error (error, cause, self->name);

  return self->stream != NULL;
}

/* Reads until @size bytes are there or the file ends; -1 is an error. */
static gssize
read_fully (PursuitCsvInput  *self,
            char             *buffer,
            gsize             size,
            GError          **error)
{
  g_autoptr (GError) cause = NULL;
  gsize n = 0;

  if (g_input_stream_read_all (self->stream, buffer, size, &n, NULL, &cause))
    return (gssize) n;

  set_read_error (error, cause, self->name);

  return -1;
}

/* Counts on from the head that is in @buffer, which has room for a cut character and HEAD_SIZE bytes. */
static const char *
tell_utf8_from_gb18030 (PursuitCsvInput  *self,
                        char             *buffer,
                        gsize             n,
                        GError          **error)
{
  PursuitCsvTally tally = { 0 };
  gsize n_seen = 0;

  for (;;)
    {
      gsize done = pursuit_csv_tally_add (&tally, buffer, n);
      gssize n_more;

      n_seen += done;
      n -= done;
      memmove (buffer, buffer + done, n);
      if (n_seen >= TALLY_LIMIT || pursuit_csv_tally_is_settled (&tally))
        break;

      n_more = read_fully (self, buffer + n, HEAD_SIZE, error);
      if (n_more < 0)
        return NULL;
      if (n_more == 0)
        {
          tally.n_bad += n;
          break;
        }
      n += (gsize) n_more;
    }

  return pursuit_csv_tally_is_utf8 (&tally) ? "UTF-8" : "GB18030";
}

/* Returns a static name, or NULL with @error set. */
static const char *
detect_encoding (PursuitCsvInput  *self,
                 GError          **error)
{
  g_autofree char *buffer = g_malloc (HEAD_SIZE + MAX_CHARACTER);
  const char *encoding;
  gssize n;

  n = read_fully (self, buffer, HEAD_SIZE, error);
  if (n < 0)
    return NULL;

  if (pursuit_csv_is_workbook (buffer, (gsize) n))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                   _("“%s” is a workbook or an archive, not a CSV file; save the sheet as CSV first"),
                   self->name);
      return NULL;
    }

  encoding = pursuit_csv_encoding_by_bom (buffer, (gsize) n);
  if (encoding != NULL)
    return encoding;

  if (memchr (buffer, '\0', (gsize) n) == NULL)
    return tell_utf8_from_gb18030 (self, buffer, (gsize) n, error);

  encoding = pursuit_csv_encoding_by_zeros (buffer, (gsize) n);
  if (encoding == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” is neither a text file nor a workbook (.xlsx)"), self->name);

  return encoding;
}

/* The name UTF-16 leaves the byte order open. */
static const char *
detect_byte_order (PursuitCsvInput  *self,
                   GError          **error)
{
  g_autofree char *buffer = g_malloc (HEAD_SIZE);
  const char *encoding;
  gssize n;

  n = read_fully (self, buffer, HEAD_SIZE, error);
  if (n < 0)
    return NULL;

  encoding = pursuit_csv_encoding_by_bom (buffer, (gsize) n);
  if (encoding == NULL || !g_str_has_prefix (encoding, "UTF-16"))
    encoding = pursuit_csv_encoding_by_zeros (buffer, (gsize) n);

  return encoding != NULL ? encoding : "UTF-16LE";
}

static gboolean
is_utf8_name (const char *encoding)
{
  return g_ascii_strcasecmp (encoding, "UTF-8") == 0 || g_ascii_strcasecmp (encoding, "UTF8") == 0;
}

/* @wanted: (nullable): what the user chose */
static gboolean
choose_encoding (PursuitCsvInput  *self,
                 const char       *wanted,
                 GError          **error)
{
  const char *encoding = wanted;

  if (wanted == NULL)
    encoding = detect_encoding (self, error);
  else if (g_ascii_strcasecmp (wanted, "UTF-16") == 0)
    encoding = detect_byte_order (self, error);

  if (encoding == NULL)
    return FALSE;

  self->encoding = is_utf8_name (encoding) ? g_strdup ("UTF-8") : g_ascii_strup (encoding, -1);
  if (is_utf8_name (encoding))
    return TRUE;

  self->converter = g_iconv_open ("UTF-8", self->encoding);
  if (self->converter == (GIConv) -1)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The encoding “%s” is not known"),
                   self->encoding);
      return FALSE;
    }

  self->converted_size = MAX_GROWTH * (self->piece_size + MAX_CHARACTER);
  self->converted = g_malloc (self->converted_size);

  return TRUE;
}

/**
 * pursuit_csv_input_open:
 * @file: a file
 * @encoding: (nullable): its encoding, a name that iconv knows; %NULL to find out
 * @piece_size: how many bytes to read at a time; 0 for what is usual
 * @error: return location for the refusal
 *
 * Opens a file of text. Without @encoding it is what a byte-order mark tells, or UTF-16 when zero bytes are
 * where it has them, or UTF-8 when the file is that, or else GB18030, which Excel in China writes.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no file, with %PURSUIT_ERROR_INVALID when it is a folder
 * or a device or @encoding is unknown, and with %PURSUIT_ERROR_STORAGE when it cannot be read or is no text.
 *
 * Returns: (transfer full): the input; free with pursuit_csv_input_free()
 */
PursuitCsvInput *
pursuit_csv_input_open (GFile       *file,
                        const char  *encoding,
                        gsize        piece_size,
                        GError     **error)
{
  g_autoptr (PursuitCsvInput) self = NULL;
  g_autofree char *basename = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  basename = g_file_get_basename (file);
  self = g_new0 (PursuitCsvInput, 1);
  self->name = g_filename_display_name (basename);
  self->converter = (GIConv) -1;
  self->piece_size = piece_size > 0 ? piece_size : DEFAULT_PIECE;
  self->raw = g_malloc (self->piece_size + MAX_CHARACTER);

  if (!open_stream (self, file, error) ||
      !choose_encoding (self, encoding, error) ||
      !pursuit_csv_input_rewind (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_csv_input_free:
 * @self: an input
 *
 * Closes the file.
 */
void
pursuit_csv_input_free (PursuitCsvInput *self)
{
  g_return_if_fail (self != NULL);

  if (self->converter != (GIConv) -1)
    g_iconv_close (self->converter);
  g_clear_object (&self->stream);
  g_free (self->name);
  g_free (self->encoding);
  g_free (self->raw);
  g_free (self->converted);
  g_free (self);
}

/* Drops what was lent and reads the next bytes behind what was left. */
static gboolean
fill_raw (PursuitCsvInput  *self,
          GError          **error)
{
  g_autoptr (GError) cause = NULL;
  gssize n;

  self->n_raw -= self->n_used;
  memmove (self->raw, self->raw + self->n_used, self->n_raw);
  self->n_used = 0;

  n = g_input_stream_read (self->stream, self->raw + self->n_raw, self->piece_size, NULL, &cause);
  if (n < 0)
    {
      set_read_error (error, cause, self->name);
      return FALSE;
    }

  self->at_end = n == 0;
  self->n_raw += (gsize) n;
  self->n_read += (guint64) n;
  if (self->at_end && self->n_read < self->size)
    {
      /* Where it was cut there may be half a row that looks like a whole one. */
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                   _("“%s” has been changed by another program since it was opened"), self->name);
      return FALSE;
    }

  return TRUE;
}

static gsize
take_utf8 (PursuitCsvInput *self)
{
  guint64 n_wide = 0;
  const char *rest;
  gsize n_rest;

  self->n_used = pursuit_csv_utf8_span (self->raw, self->n_raw, &n_wide);
  rest = self->raw + self->n_used;
  n_rest = self->n_raw - self->n_used;

  if (n_rest > 0 && *rest == '\0')
    self->ending = PURSUIT_CSV_PIECE_NUL;
  else if (n_rest > 0 && (self->at_end || !pursuit_csv_utf8_is_cut (rest, n_rest)))
    self->ending = PURSUIT_CSV_PIECE_BAD_BYTES;
  else if (self->at_end)
    self->ending = PURSUIT_CSV_PIECE_END;

  return self->n_used;
}

static gsize
take_converted (PursuitCsvInput *self)
{
  char *in = self->raw, *out = self->converted;
  gsize in_left = self->n_raw, out_left = self->converted_size;
  gsize length;
  const char *nul;
  gboolean bad = FALSE;

  /* EINVAL is a cut character. */
  if (g_iconv (self->converter, &in, &in_left, &out, &out_left) == (gsize) -1)
    bad = errno != EINVAL || self->at_end || in_left >= MAX_CHARACTER;
  self->n_used = self->n_raw - in_left;

  /* Some encodings hold a character back until they know that no accent follows. */
  if (self->at_end && !bad)
    g_iconv (self->converter, NULL, NULL, &out, &out_left);

  length = (gsize) (out - self->converted);
  nul = memchr (self->converted, '\0', length);

  if (nul != NULL)
    self->ending = PURSUIT_CSV_PIECE_NUL;
  else if (bad)
    self->ending = PURSUIT_CSV_PIECE_BAD_BYTES;
  else if (self->at_end)
    self->ending = PURSUIT_CSV_PIECE_END;

  return nul != NULL ? (gsize) (nul - self->converted) : length;
}

/**
 * pursuit_csv_input_read:
 * @self: an input
 * @out_text: (out) (transfer none): the next piece, lent until the next call
 * @out_length: (out): its length in bytes, never 0
 * @error: return location for the refusal
 *
 * Reads on. A piece ends between two characters, is UTF-8 and contains no NUL and no byte-order mark at the
 * beginning of the file. The out parameters are set only with %PURSUIT_CSV_PIECE_TEXT; every other answer is
 * repeated until pursuit_csv_input_rewind().
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the disk or the share does, or when the file has become shorter meanwhile.
 *
 * Returns: what was found
 */
PursuitCsvPiece
pursuit_csv_input_read (PursuitCsvInput  *self,
                        const char      **out_text,
                        gsize            *out_length,
                        GError          **error)
{
  g_return_val_if_fail (self != NULL, PURSUIT_CSV_PIECE_END);

  while (self->ending == PURSUIT_CSV_PIECE_TEXT)
    {
      const char *text;
      gsize length, skipped = 0;

      if (!fill_raw (self, error))
        return PURSUIT_CSV_PIECE_FAILED;

      length = self->converted != NULL ? take_converted (self) : take_utf8 (self);
      text = self->converted != NULL ? self->converted : self->raw;

      if (self->at_start && length > 0)
        {
          skipped = length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
          self->at_start = FALSE;
        }
      if (length == skipped)
        continue;

      *out_text = text + skipped;
      *out_length = length - skipped;
      return PURSUIT_CSV_PIECE_TEXT;
    }

  return self->ending;
}

/**
 * pursuit_csv_input_rewind:
 * @self: an input
 * @error: return location for the refusal
 *
 * Goes back to the beginning of the file.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the stream cannot do that.
 *
 * Returns: %TRUE when the next piece is the first again
 */
gboolean
pursuit_csv_input_rewind (PursuitCsvInput  *self,
                          GError          **error)
{
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, NULL, &cause))
    {
      set_read_error (error, cause, self->name);
      return FALSE;
    }

  if (self->converter != (GIConv) -1)
    g_iconv (self->converter, NULL, NULL, NULL, NULL);
  self->n_read = self->n_raw = self->n_used = 0;
  self->ending = PURSUIT_CSV_PIECE_TEXT;
  self->at_end = FALSE;
  self->at_start = TRUE;

  return TRUE;
}

/**
 * pursuit_csv_input_get_progress:
 * @self: an input
 *
 * Returns: how much of the file has been read, from 0.0 to 1.0
 */
double
pursuit_csv_input_get_progress (PursuitCsvInput *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  if (self->at_end)
    return 1.0;
  if (self->size == 0)
    return 0.0;

  /* A file that grows meanwhile is longer than it was. */
  return MIN (1.0, (double) self->n_read / (double) self->size);
}

/**
 * pursuit_csv_input_get_encoding:
 * @self: an input
 *
 * Returns: (transfer none): the name of the encoding, for display
 */
const char *
pursuit_csv_input_get_encoding (PursuitCsvInput *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->encoding;
}

/**
 * pursuit_csv_input_get_name:
 * @self: an input
 *
 * Returns: (transfer none): the display name of the file, for messages
 */
const char *
pursuit_csv_input_get_name (PursuitCsvInput *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}
