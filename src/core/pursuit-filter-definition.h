/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pursuit-query.h"

G_BEGIN_DECLS

/* PursuitQuery::waiting_for of a filter: the service puts whoever asks in its place. */
#define PURSUIT_FILTER_WHOEVER_ASKS G_GINT64_CONSTANT (-1)

/**
 * PursuitFilterDefinition:
 * @query: what is listed, and in what order
 * @columns: (nullable): the columns of a table in their order, %NULL for the usual ones
 * @unknown: (nullable): the parts that a newer version wrote and this one does not understand
 * @rest: (nullable): those parts as they were read
 *
 * What a saved filter says (DOS-3).
 */
typedef struct
{
  PursuitQuery *query;
  char **columns;
  char **unknown;
  JsonObject *rest;
} PursuitFilterDefinition;

PursuitFilterDefinition *pursuit_filter_definition_new     (const PursuitQuery            *query,
                                                            const char *const             *columns) G_GNUC_WARN_UNUSED_RESULT;
PursuitFilterDefinition *pursuit_filter_definition_parse   (PursuitList                    list,
                                                            const char                    *json,
                                                            GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
char                    *pursuit_filter_definition_to_json (const PursuitFilterDefinition *self) G_GNUC_WARN_UNUSED_RESULT;
void                     pursuit_filter_definition_keep    (PursuitFilterDefinition       *self,
                                                            const PursuitFilterDefinition *former);
void                     pursuit_filter_definition_free    (PursuitFilterDefinition       *self);

const char              *pursuit_filter_get_list_name      (PursuitList                    list);
gboolean                 pursuit_filter_find_list          (const char                    *name,
                                                            PursuitList                   *out_list);
const char              *pursuit_order_get_nick            (PursuitOrder                   order);
gboolean                 pursuit_order_from_nick           (const char                    *nick,
                                                            PursuitOrder                  *out_order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitFilterDefinition, pursuit_filter_definition_free)

G_END_DECLS
