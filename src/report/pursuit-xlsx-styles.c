/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-styles.h"

#include "pursuit-xlsx-number.h"
#include "pursuit-xlsx-part.h"

/* Large workbooks have some ten thousand styles. */
#define MAX_STYLES_SIZE (64 * 1024 * 1024)

/*
 * PursuitXlsxStyles: of everything a style can say only what makes a number a date.
 *
 * A cell names a style, the style a number format, by one of the numbers that every program knows or by one of its own, whose
 * code stands in the same part before the styles.
 */
struct _PursuitXlsxStyles
{
  GHashTable *codes;   /* number of a format -> form */
  GArray *forms;       /* of int, by style */
  gboolean in_cells;   /* within <cellXfs>, not <cellStyleXfs> */
};

static guint
read_number (const char *text)
{
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32 - 1, &number, NULL) ? (guint) number : 0;
}

static int
find_form (PursuitXlsxStyles *self,
           guint              id)
{
  gpointer form;

  if (g_hash_table_lookup_extended (self->codes, GUINT_TO_POINTER (id), NULL, &form))
    return GPOINTER_TO_INT (form);

  return pursuit_xlsx_form_by_id (id);
}

static void
start_cb (gpointer     user_data,
          const char  *name,
          const char **attributes)
{
  PursuitXlsxStyles *self = user_data;

  if (g_str_equal (name, "numFmt"))
    {
      const char *code = pursuit_xlsx_attribute (attributes, "formatCode");

      if (code != NULL)
        g_hash_table_insert (self->codes, GUINT_TO_POINTER (read_number (pursuit_xlsx_attribute (attributes, "numFmtId"))),
                             GINT_TO_POINTER (pursuit_xlsx_form_by_code (code)));
    }
  else if (g_str_equal (name, "cellXfs"))
    self->in_cells = TRUE;
  else if (self->in_cells && g_str_equal (name, "xf"))
    {
      int form = find_form (self, read_number (pursuit_xlsx_attribute (attributes, "numFmtId")));

      g_array_append_val (self->forms, form);
    }
}

static void
end_cb (gpointer    user_data,
        const char *name)
{
  PursuitXlsxStyles *self = user_data;

  if (g_str_equal (name, "cellXfs"))
    self->in_cells = FALSE;
}

/**
 * pursuit_xlsx_styles_read:
 * @package: an open package
 * @path: (nullable): the part with the styles; %NULL when there is none
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the part is damaged or too large.
 *
 * Returns: (transfer full): the styles
 */
PursuitXlsxStyles *
pursuit_xlsx_styles_read (PursuitXlsxPackage  *package,
                          const char          *path,
                          GError             **error)
{
  static const PursuitXlsxHandler handler = { start_cb, end_cb, NULL };
  g_autoptr(PursuitXlsxStyles) self = g_new0 (PursuitXlsxStyles, 1);

  self->codes = g_hash_table_new (NULL, NULL);
  self->forms = g_array_new (FALSE, FALSE, sizeof (int));
  if (path != NULL && !pursuit_xlsx_part_read_all (package, path, MAX_STYLES_SIZE, &handler, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_xlsx_styles_free:
 * @self: (transfer full): styles
 */
void
pursuit_xlsx_styles_free (PursuitXlsxStyles *self)
{
  g_hash_table_unref (self->codes);
  g_array_unref (self->forms);
  g_free (self);
}

/**
 * pursuit_xlsx_styles_get_form:
 * @self: styles
 * @style: the number of a cell's style
 *
 * Returns: as what a number of that style is shown, for pursuit_xlsx_format()
 */
int
pursuit_xlsx_styles_get_form (PursuitXlsxStyles *self,
                              guint              style)
{
  return style < self->forms->len ? g_array_index (self->forms, int, style) : PURSUIT_XLSX_PLAIN;
}
