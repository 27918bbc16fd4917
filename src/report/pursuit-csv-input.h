/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PursuitCsvPiece:
 * @PURSUIT_CSV_PIECE_TEXT: a piece of text was read
 * @PURSUIT_CSV_PIECE_END: the file has been read
 * @PURSUIT_CSV_PIECE_BAD_BYTES: what comes next is not text in the file's encoding
 * @PURSUIT_CSV_PIECE_NUL: what comes next is a NUL character
 * @PURSUIT_CSV_PIECE_FAILED: the file could not be read; the error is set
 *
 * What the next look into a file found. Only the reader knows the row, so it words that kind of trouble.
 */
typedef enum
{
  PURSUIT_CSV_PIECE_TEXT,
  PURSUIT_CSV_PIECE_END,
  PURSUIT_CSV_PIECE_BAD_BYTES,
  PURSUIT_CSV_PIECE_NUL,
  PURSUIT_CSV_PIECE_FAILED,
} PursuitCsvPiece;

typedef struct _PursuitCsvInput PursuitCsvInput;

PursuitCsvInput *pursuit_csv_input_open         (GFile            *file,
                                                 const char       *encoding,
                                                 gsize             piece_size,
                                                 GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_csv_input_free         (PursuitCsvInput  *self);
PursuitCsvPiece  pursuit_csv_input_read         (PursuitCsvInput  *self,
                                                 const char      **out_text,
                                                 gsize            *out_length,
                                                 GError          **error);
gboolean         pursuit_csv_input_rewind       (PursuitCsvInput  *self,
                                                 GError          **error);
double           pursuit_csv_input_get_progress (PursuitCsvInput  *self);
const char      *pursuit_csv_input_get_encoding (PursuitCsvInput  *self);
const char      *pursuit_csv_input_get_name     (PursuitCsvInput  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitCsvInput, pursuit_csv_input_free)

G_END_DECLS
