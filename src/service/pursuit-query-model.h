/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-row.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_QUERY_MODEL (pursuit_query_model_get_type ())
G_DECLARE_FINAL_TYPE (PursuitQueryModel, pursuit_query_model, PURSUIT, QUERY_MODEL, GObject)

PursuitQueryModel  *pursuit_query_model_new          (PursuitWorker       *worker) G_GNUC_WARN_UNUSED_RESULT;
PursuitWorker      *pursuit_query_model_get_worker   (PursuitQueryModel   *self);
void                pursuit_query_model_set_query    (PursuitQueryModel   *self,
                                                      const PursuitQuery  *query);
const PursuitQuery *pursuit_query_model_get_query    (PursuitQueryModel   *self);
void                pursuit_query_model_seed         (PursuitQueryModel   *self,
                                                      const PursuitQuery  *query,
                                                      const gint64        *ids,
                                                      guint                n_ids,
                                                      GPtrArray           *rows,
                                                      gboolean             complete);
void                pursuit_query_model_refresh      (PursuitQueryModel   *self);
gboolean            pursuit_query_model_is_loading   (PursuitQueryModel   *self);
const char         *pursuit_query_model_get_error    (PursuitQueryModel   *self);
gint64              pursuit_query_model_get_id       (PursuitQueryModel   *self,
                                                      guint                position);
guint               pursuit_query_model_find         (PursuitQueryModel   *self,
                                                      gint64               id);

G_END_DECLS
