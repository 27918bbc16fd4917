/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-import.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_IMPORT_ITEM (pursuit_import_item_get_type ())
G_DECLARE_FINAL_TYPE (PursuitImportItem, pursuit_import_item, PURSUIT, IMPORT_ITEM, GObject)

PursuitImportItem      *pursuit_import_item_new (PursuitImportReport    *report,
                                                 guint                   index) G_GNUC_WARN_UNUSED_RESULT;
const PursuitImportRow *pursuit_import_item_get (PursuitImportItem      *self);

G_END_DECLS
