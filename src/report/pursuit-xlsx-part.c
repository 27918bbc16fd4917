/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-part.h"

#include <expat.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#include "pursuit-error.h"

/* So much is unpacked at a time. */
#define PIECE_SIZE (64 * 1024)
/* What a workbook contains unpacks to ten or twenty times its size, to fifty at most; deflate can do a thousand. */
#define MAX_RATIO 200
#define RATIO_FROM (1024 * 1024)
/* No element of a workbook lies deeper than about ten. */
#define MAX_DEPTH 100
/* A single tag that does not end would be kept and read again with every piece. */
#define MAX_TAG (1024 * 1024)
/* Namespaces contain no such character. */
#define SEPARATOR '|'

/*
 * PursuitXlsxPart: one part of a package, unpacked and read in pieces.
 *
 *   zip -> at most @limit bytes and MAX_RATIO times what is packed -> expat, no DTD, at most MAX_DEPTH -> handler
 *
 * A handler that finds something wrong stops the reading with an error of its own.
 */
struct _PursuitXlsxPart
{
  PursuitXlsxPackage *package;
  char *path;
  zip_file_t *file;
  XML_Parser parser;
  const PursuitXlsxHandler *handler;
  gpointer user_data;
  guint64 limit;
  guint64 packed;
  guint64 size;      /* as the archive says; for progress only */
  guint64 n_read;
  guint depth;
  GError *failure;
};

static const char *
get_local (const char *name)
{
  const char *separator = strrchr (name, SEPARATOR);

  return separator != NULL ? separator + 1 : name;
}

static void
refuse (PursuitXlsxPart *self,
        const char      *format)
{
  pursuit_xlsx_part_stop (self, g_error_new (PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format,
                                             pursuit_xlsx_package_get_name (self->package), self->path));
}

static void XMLCALL
start_cb (void        *user_data,
          const char  *name,
          const char **attributes)
{
  PursuitXlsxPart *self = user_data;

  if (++self->depth > MAX_DEPTH)
    refuse (self, _("“%s” is not opened: its part “%s” is nested deeper than a workbook can be"));
  else if (self->failure == NULL && self->handler->start != NULL)
    self->handler->start (self->user_data, get_local (name), attributes);
}

static void XMLCALL
end_cb (void       *user_data,
        const char *name)
{
  PursuitXlsxPart *self = user_data;

  self->depth--;
  if (self->failure == NULL && self->handler->end != NULL)
    self->handler->end (self->user_data, get_local (name));
}

static void XMLCALL
text_cb (void       *user_data,
         const char *text,
         int         length)
{
  PursuitXlsxPart *self = user_data;

  if (self->failure == NULL && self->handler->text != NULL)
    self->handler->text (self->user_data, text, (gsize) length);
}

/* No workbook declares a document type; who does wants entities, which grow without end or read other files. */
static void XMLCALL
doctype_cb (void       *user_data,
            const char *name,
            const char *system_id,
            const char *public_id,
            int         has_subset)
{
  refuse (user_data, _("“%s” is not opened: its part “%s” declares XML entities, which no workbook needs"));
}

static XML_Parser
make_parser (PursuitXlsxPart *self)
{
  XML_Parser parser = XML_ParserCreateNS (NULL, SEPARATOR);

  XML_SetUserData (parser, self);
  XML_SetElementHandler (parser, start_cb, end_cb);
  XML_SetCharacterDataHandler (parser, text_cb);
  XML_SetStartDoctypeDeclHandler (parser, doctype_cb);

  return parser;
}

static gboolean
refuse_open (PursuitXlsxPackage  *package,
             const char          *path,
             int                  code,
             const char          *format,
             GError             **error)
{
  g_set_error (error, PURSUIT_ERROR, code, format, pursuit_xlsx_package_get_name (package), path);

  return FALSE;
}

static gboolean
open_entry (PursuitXlsxPart  *self,
            GError          **error)
{
  zip_t *zip = pursuit_xlsx_package_get_zip (self->package);
  zip_int64_t index = zip_name_locate (zip, self->path, ZIP_FL_NOCASE);
  zip_stat_t stat;

  if (index < 0)
    return refuse_open (self->package, self->path, PURSUIT_ERROR_STORAGE,
                        _("“%s” is damaged: its part “%s” is missing"), error);
  if (zip_stat_index (zip, (zip_uint64_t) index, 0, &stat) != 0)
    return refuse_open (self->package, self->path, PURSUIT_ERROR_STORAGE,
                        _("“%s” is damaged: its part “%s” cannot be unpacked"), error);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    return refuse_open (self->package, self->path, PURSUIT_ERROR_INVALID,
                        _("“%s” is protected by a password; remove it in the spreadsheet program and save the file again"), error);

  self->size = (stat.valid & ZIP_STAT_SIZE) ? stat.size : 0;
  self->packed = MIN ((stat.valid & ZIP_STAT_COMP_SIZE) ? stat.comp_size : G_MAXUINT64,
                      pursuit_xlsx_package_get_size (self->package));
  self->file = zip_fopen_index (zip, (zip_uint64_t) index, 0);
  if (self->file == NULL)
    return refuse_open (self->package, self->path, PURSUIT_ERROR_STORAGE,
                        _("“%s” is damaged: its part “%s” cannot be unpacked"), error);

  return TRUE;
}

/**
 * pursuit_xlsx_part_open:
 * @package: an open package, which outlives the part
 * @path: the name of the part
 * @limit: so many bytes are unpacked at most
 * @handler: what is done with its elements
 * @user_data: for @handler
 * @error: return location for the refusal
 *
 * Opens a part for reading it piece by piece.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the part is locked by a password, and with %PURSUIT_ERROR_STORAGE when it is missing
 * or damaged.
 *
 * Returns: (transfer full): the part, of which nothing has been read
 */
PursuitXlsxPart *
pursuit_xlsx_part_open (PursuitXlsxPackage        *package,
                        const char                *path,
                        guint64                    limit,
                        const PursuitXlsxHandler  *handler,
                        gpointer                   user_data,
                        GError                   **error)
{
  g_autoptr(PursuitXlsxPart) self = g_new0 (PursuitXlsxPart, 1);

  self->package = package;
  self->path = g_strdup (path);
  self->limit = limit;
  self->handler = handler;
  self->user_data = user_data;
  if (!open_entry (self, error))
    return NULL;
  self->parser = make_parser (self);

  return g_steal_pointer (&self);
}

/**
 * pursuit_xlsx_part_free:
 * @self: (transfer full): a part
 */
void
pursuit_xlsx_part_free (PursuitXlsxPart *self)
{
  if (self->file != NULL)
    zip_fclose (self->file);
  g_clear_pointer (&self->parser, XML_ParserFree);
  g_clear_error (&self->failure);
  g_free (self->path);
  g_free (self);
}

/**
 * pursuit_xlsx_part_stop:
 * @self: the part that is being read
 * @failure: (transfer full): why
 *
 * Ends the reading from within a handler. The first reason counts.
 */
void
pursuit_xlsx_part_stop (PursuitXlsxPart *self,
                        GError          *failure)
{
  if (self->failure != NULL)
    {
      g_error_free (failure);
      return;
    }

  self->failure = failure;
  XML_StopParser (self->parser, XML_FALSE);
}

static gboolean
check_size (PursuitXlsxPart *self)
{
  if (self->n_read > self->limit)
    refuse (self, _("“%s” is not opened: its part “%s” unpacks to more than any workbook needs"));
  else if (self->n_read > RATIO_FROM && self->n_read / MAX_RATIO > self->packed)
    refuse (self, _("“%s” is not opened: its part “%s” unpacks to hundreds of times its size, as if it were to fill the memory"));

  return self->failure == NULL;
}

static gboolean
parse_piece (PursuitXlsxPart *self,
             const char      *piece,
             gsize            n,
             gboolean         is_last)
{
  if (XML_Parse (self->parser, piece, (int) n, is_last) == XML_STATUS_ERROR && self->failure == NULL)
    refuse (self, is_last && n == 0 ? _("“%s” is damaged: its part “%s” ends too early")
                                    : _("“%s” is damaged: its part “%s” is not well-formed"));
  else if (self->failure == NULL && !is_last &&
           self->n_read - (guint64) MAX (XML_GetCurrentByteIndex (self->parser), 0) > MAX_TAG)
    refuse (self, _("“%s” is damaged: its part “%s” is not well-formed"));

  return self->failure == NULL;
}

/**
 * pursuit_xlsx_part_read:
 * @self: a part
 * @out_ended: (out): whether that was the last piece
 * @error: return location for the refusal
 *
 * Unpacks the next piece and gives its elements to the handler.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the part is damaged or too large, and as the handler wants; every later call then
 * fails alike.
 *
 * Returns: %TRUE when the piece was read
 */
gboolean
pursuit_xlsx_part_read (PursuitXlsxPart  *self,
                        gboolean         *out_ended,
                        GError          **error)
{
  char piece[PIECE_SIZE];
  zip_int64_t n = self->failure == NULL ? zip_fread (self->file, piece, sizeof piece) : -1;

  if (n < 0 && self->failure == NULL)
    refuse (self, _("“%s” is damaged: its part “%s” cannot be unpacked"));
  else if (n >= 0)
    {
      self->n_read += (guint64) n;
      if (check_size (self) && parse_piece (self, piece, (gsize) n, n == 0))
        *out_ended = n == 0;
    }

  if (self->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->failure));

  return FALSE;
}

/**
 * pursuit_xlsx_part_get_progress:
 * @self: a part
 *
 * Returns: how much of it has been read, from 0.0 to 1.0
 */
double
pursuit_xlsx_part_get_progress (PursuitXlsxPart *self)
{
  return self->size > 0 ? MIN ((double) self->n_read / (double) self->size, 1.0) : 1.0;
}

/**
 * pursuit_xlsx_part_read_all:
 * @package: an open package
 * @path: the name of the part
 * @limit: so many bytes are unpacked at most
 * @handler: what is done with its elements; none of them stops the reading
 * @user_data: for @handler
 * @error: return location for the refusal
 *
 * Reads a small part at once; see pursuit_xlsx_part_read().
 *
 * Returns: %TRUE when it was read
 */
gboolean
pursuit_xlsx_part_read_all (PursuitXlsxPackage        *package,
                            const char                *path,
                            guint64                    limit,
                            const PursuitXlsxHandler  *handler,
                            gpointer                   user_data,
                            GError                   **error)
{
  g_autoptr(PursuitXlsxPart) self = pursuit_xlsx_part_open (package, path, limit, handler, user_data, error);
  gboolean ended = FALSE;

  if (self == NULL)
    return FALSE;
  while (!ended)
    if (!pursuit_xlsx_part_read (self, &ended, error))
      return FALSE;

  return TRUE;
}

/**
 * pursuit_xlsx_attribute:
 * @attributes: (array zero-terminated=1): names and values by turns
 * @name: a name without namespace
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
pursuit_xlsx_attribute (const char **attributes,
                        const char  *name)
{
  for (; attributes[0] != NULL; attributes += 2)
    if (g_str_equal (get_local (attributes[0]), name))
      return attributes[1];

  return NULL;
}
