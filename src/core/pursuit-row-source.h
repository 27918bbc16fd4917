/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "pursuit-core-types.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ROW_SOURCE (pursuit_row_source_get_type ())
G_DECLARE_INTERFACE (PursuitRowSource, pursuit_row_source, PURSUIT, ROW_SOURCE, GObject)

/**
 * PursuitRowSourceInterface:
 * @get_header: see pursuit_row_source_get_header()
 * @next: see pursuit_row_source_next()
 * @get_refused: see pursuit_row_source_get_refused()
 * @get_row: see pursuit_row_source_get_row()
 * @get_progress: see pursuit_row_source_get_progress()
 * @get_name: see pursuit_row_source_get_name()
 * @rewind: see pursuit_row_source_rewind()
 * @dup_note: (nullable): see pursuit_row_source_dup_note()
 *
 * What a table from outside gives, whatever its format; an implementation fills in every function that is not nullable.
 */
struct _PursuitRowSourceInterface
{
  GTypeInterface parent_iface;

  const char * const *(*get_header)   (PursuitRowSource     *self);
  gboolean            (*next)         (PursuitRowSource     *self,
                                       const char * const  **out_cells,
                                       GError              **error);
  const char * const *(*get_refused)  (PursuitRowSource     *self);
  guint64             (*get_row)      (PursuitRowSource     *self);
  double              (*get_progress) (PursuitRowSource     *self);
  const char         *(*get_name)     (PursuitRowSource     *self);
  gboolean            (*rewind)       (PursuitRowSource     *self,
                                       GError              **error);
  char               *(*dup_note)     (PursuitRowSource     *self);
};

const char * const *pursuit_row_source_get_header   (PursuitRowSource     *self);
gboolean            pursuit_row_source_next         (PursuitRowSource     *self,
                                                     const char * const  **out_cells,
                                                     GError              **error);
const char * const *pursuit_row_source_get_refused  (PursuitRowSource     *self);
guint64             pursuit_row_source_get_row      (PursuitRowSource     *self);
double              pursuit_row_source_get_progress (PursuitRowSource     *self);
const char         *pursuit_row_source_get_name     (PursuitRowSource     *self);
gboolean            pursuit_row_source_rewind       (PursuitRowSource     *self,
                                                     GError              **error);
char               *pursuit_row_source_dup_note     (PursuitRowSource     *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
