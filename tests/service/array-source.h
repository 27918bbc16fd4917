/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-row-source.h"

G_BEGIN_DECLS

#define ARRAY_TYPE_SOURCE (array_source_get_type ())
G_DECLARE_FINAL_TYPE (ArraySource, array_source, ARRAY, SOURCE, GObject)

PursuitRowSource *array_source_new      (const char        *name,
                                         const char        *header,
                                         ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
PursuitRowSource *array_source_new_rows (const char        *name,
                                         GPtrArray         *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
