/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-item.h"

/* One row of the preview's table; it keeps the report's array of rows alive. */
struct _PursuitImportItem
{
  GObject parent_instance;

  GPtrArray *rows;
  guint index;
};

G_DEFINE_FINAL_TYPE (PursuitImportItem, pursuit_import_item, G_TYPE_OBJECT)

static void
pursuit_import_item_finalize (GObject *object)
{
  g_ptr_array_unref (PURSUIT_IMPORT_ITEM (object)->rows);

  G_OBJECT_CLASS (pursuit_import_item_parent_class)->finalize (object);
}

static void
pursuit_import_item_class_init (PursuitImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_import_item_finalize;
}

static void
pursuit_import_item_init (PursuitImportItem *self)
{
}

/**
 * pursuit_import_item_new:
 * @report: what became of the rows
 * @index: which of its rows
 *
 * Returns: (transfer full): an item for a list model
 */
PursuitImportItem *
pursuit_import_item_new (PursuitImportReport *report,
                         guint                index)
{
  PursuitImportItem *self = g_object_new (PURSUIT_TYPE_IMPORT_ITEM, NULL);

  self->rows = g_ptr_array_ref (report->rows);
  self->index = index;

  return self;
}

/**
 * pursuit_import_item_get:
 * @self: an item
 *
 * Returns: the row, lent
 */
const PursuitImportRow *
pursuit_import_item_get (PursuitImportItem *self)
{
  g_return_val_if_fail (PURSUIT_IS_IMPORT_ITEM (self), NULL);

  return g_ptr_array_index (self->rows, self->index);
}
