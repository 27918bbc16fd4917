/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "array-source.h"

#include "pursuit-error.h"

#include <string.h>

/*
 * A table in memory for the importer. A row that begins with "!" is refused as one with a wrong number of cells would
 * be; one that is "!!" breaks the file.
 */
struct _ArraySource
{
  GObject parent_instance;

  char *name;
  GPtrArray *rows;   /* char **, the first is the header */
  guint next;        /* the row to hand out */
};

static void array_source_row_source_init (PursuitRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArraySource, array_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_ROW_SOURCE, array_source_row_source_init))

static const char * const *
array_source_get_header (PursuitRowSource *source)
{
  return g_ptr_array_index (ARRAY_SOURCE (source)->rows, 0);
}

static gboolean
array_source_next (PursuitRowSource     *source,
                   const char * const  **out_cells,
                   GError              **error)
{
  ArraySource *self = ARRAY_SOURCE (source);
  const char * const *cells;

  if (self->next >= self->rows->len)
    {
      *out_cells = NULL;
      return TRUE;
    }

  cells = g_ptr_array_index (self->rows, self->next);
  if (g_strcmp0 (cells[0], "!!") == 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, "“%s” is broken", self->name);
      return FALSE;
    }
  self->next++;
  if (cells[0][0] == '!')
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, "Row %u of “%s” is odd", self->next, self->name);
      return FALSE;
    }

  g_assert_cmpuint (g_strv_length ((char **) cells), ==, g_strv_length (g_ptr_array_index (self->rows, 0)));
  *out_cells = cells;
  return TRUE;
}

static const char * const *
array_source_get_refused (PursuitRowSource *source)
{
  ArraySource *self = ARRAY_SOURCE (source);

  return g_ptr_array_index (self->rows, self->next - 1);
}

static guint64
array_source_get_row (PursuitRowSource *source)
{
  return ARRAY_SOURCE (source)->next;
}

static double
array_source_get_progress (PursuitRowSource *source)
{
  return (double) ARRAY_SOURCE (source)->next / ARRAY_SOURCE (source)->rows->len;
}

static const char *
array_source_get_name (PursuitRowSource *source)
{
  return ARRAY_SOURCE (source)->name;
}

static gboolean
array_source_rewind (PursuitRowSource  *source,
                     GError           **error)
{
  ARRAY_SOURCE (source)->next = 1;
  return TRUE;
}

static void
array_source_row_source_init (PursuitRowSourceInterface *iface)
{
  iface->get_header = array_source_get_header;
  iface->next = array_source_next;
  iface->get_refused = array_source_get_refused;
  iface->get_row = array_source_get_row;
  iface->get_progress = array_source_get_progress;
  iface->get_name = array_source_get_name;
  iface->rewind = array_source_rewind;
}

static void
array_source_finalize (GObject *object)
{
  ArraySource *self = ARRAY_SOURCE (object);

  g_free (self->name);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (array_source_parent_class)->finalize (object);
}

static void
array_source_class_init (ArraySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = array_source_finalize;
}

static void
array_source_init (ArraySource *self)
{
  self->next = 1;
}

/* Makes a source of rows (char **), of which the first is the header; takes a reference. */
PursuitRowSource *
array_source_new_rows (const char *name,
                       GPtrArray  *rows)
{
  ArraySource *self = g_object_new (ARRAY_TYPE_SOURCE, NULL);

  self->name = g_strdup (name);
  self->rows = g_ptr_array_ref (rows);

  return PURSUIT_ROW_SOURCE (self);
}

/* Makes a source of rows written as "cell|cell|cell", of which the first is the header. */
PursuitRowSource *
array_source_new (const char *name,
                  const char *header,
                  ...)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  va_list list;

  va_start (list, header);
  for (const char *row = header; row != NULL; row = va_arg (list, const char *))
    g_ptr_array_add (rows, g_strsplit (row, "|", -1));
  va_end (list);

  return array_source_new_rows (name, rows);
}
