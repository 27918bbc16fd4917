/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-strings.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-xlsx-part.h"
#include "pursuit-xlsx-text.h"

/* A million customers with addresses are 100 MB; what is larger does not go into the memory. */
#define MAX_STRINGS_SIZE (512 * 1024 * 1024)
#define MAX_TEXT_SIZE (256 * 1024 * 1024)
#define MAX_STRINGS (8 * 1024 * 1024)

/*
 * PursuitXlsxStrings: the texts of a workbook, each kept once; cells name them by number. This is the one thing that has to
 * be in memory as a whole: the texts behind each other in one block, and where each begins.
 */
struct _PursuitXlsxStrings
{
  PursuitXlsxPackage *package;
  PursuitXlsxPart *part;
  PursuitXlsxText text;
  GString *block;
  GArray *starts;    /* guint32 */
};

static void
refuse (PursuitXlsxStrings *self)
{
  pursuit_xlsx_part_stop (self->part, g_error_new (PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                                                   _("“%s” has more text than fits into the memory; split it"),
                                                   pursuit_xlsx_package_get_name (self->package)));
}

static void
start_cb (gpointer     user_data,
          const char  *name,
          const char **attributes)
{
  PursuitXlsxStrings *self = user_data;

  pursuit_xlsx_text_start (&self->text, name);
}

static void
end_cb (gpointer    user_data,
        const char *name)
{
  PursuitXlsxStrings *self = user_data;
  guint32 start = (guint32) self->block->len;

  pursuit_xlsx_text_end (&self->text, name);
  if (!g_str_equal (name, "si"))
    return;

  pursuit_xlsx_unescape (self->text.text, 0);
  g_array_append_val (self->starts, start);
  g_string_append_len (self->block, self->text.text->str, (gssize) self->text.text->len + 1);
  g_string_truncate (self->text.text, 0);
  if (self->starts->len > MAX_STRINGS || self->block->len > MAX_TEXT_SIZE)
    refuse (self);
}

static void
text_cb (gpointer    user_data,
         const char *text,
         gsize       length)
{
  PursuitXlsxStrings *self = user_data;

  if (!pursuit_xlsx_text_add (&self->text, text, length))
    refuse (self);
}

static gboolean
read_part (PursuitXlsxStrings  *self,
           PursuitXlsxPackage  *package,
           const char          *path,
           GError             **error)
{
  static const PursuitXlsxHandler handler = { start_cb, end_cb, text_cb };
  gboolean ended = FALSE;

  self->part = pursuit_xlsx_part_open (package, path, MAX_STRINGS_SIZE, &handler, self, error);
  if (self->part == NULL)
    return FALSE;
  while (!ended)
    if (!pursuit_xlsx_part_read (self->part, &ended, error))
      return FALSE;
  g_clear_pointer (&self->part, pursuit_xlsx_part_free);

  return TRUE;
}

/**
 * pursuit_xlsx_strings_read:
 * @package: an open package
 * @path: (nullable): the part with the shared strings; %NULL when there is none
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the part is damaged or too large.
 *
 * Returns: (transfer full): the strings
 */
PursuitXlsxStrings *
pursuit_xlsx_strings_read (PursuitXlsxPackage  *package,
                           const char          *path,
                           GError             **error)
{
  g_autoptr(PursuitXlsxStrings) self = g_new0 (PursuitXlsxStrings, 1);

  self->package = package;
  self->text.text = g_string_new (NULL);
  self->block = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (path != NULL && !read_part (self, package, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_xlsx_strings_free:
 * @self: (transfer full): strings
 */
void
pursuit_xlsx_strings_free (PursuitXlsxStrings *self)
{
  g_clear_pointer (&self->part, pursuit_xlsx_part_free);
  g_string_free (self->text.text, TRUE);
  g_string_free (self->block, TRUE);
  g_array_unref (self->starts);
  g_free (self);
}

/**
 * pursuit_xlsx_strings_get:
 * @self: strings
 * @index: the number of one
 *
 * Returns: (transfer none) (nullable): the text, %NULL when there is none with this number
 */
const char *
pursuit_xlsx_strings_get (PursuitXlsxStrings *self,
                          guint64             index)
{
  return index < self->starts->len ? self->block->str + g_array_index (self->starts, guint32, index) : NULL;
}
