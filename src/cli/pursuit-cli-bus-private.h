/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PursuitBus PursuitBus;

PursuitBus *pursuit_bus_new           (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_bus_find_database (PursuitBus          *self,
                                       const char          *path,
                                       gboolean            *out_found,
                                       GError             **error);
gboolean    pursuit_bus_run           (PursuitBus          *self,
                                       const char          *path,
                                       const char * const  *words,
                                       const char          *folder,
                                       int                 *out_code,
                                       char               **out_answer,
                                       char               **out_messages,
                                       GError             **error);
void        pursuit_bus_free          (PursuitBus          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBus, pursuit_bus_free)

G_END_DECLS
