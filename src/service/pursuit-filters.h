/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-filter-definition.h"
#include "pursuit-saved-filter.h"

G_BEGIN_DECLS

GPtrArray          *pursuit_filters_list           (PursuitDesk         *desk,
                                                    PursuitList          list,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *pursuit_filters_list_of        (PursuitDesk         *desk,
                                                    const char          *list,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitSavedFilter *pursuit_filters_choose_named   (PursuitDesk         *desk,
                                                    GPtrArray           *filters,
                                                    const char          *name);
PursuitSavedFilter *pursuit_filters_find           (PursuitDesk         *desk,
                                                    PursuitList          list,
                                                    const char          *name,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitSavedFilter *pursuit_filters_new            (PursuitDesk         *desk,
                                                    PursuitList          list) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *pursuit_filters_list_all       (PursuitDesk         *desk,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitFilterDefinition *pursuit_filters_read      (PursuitDesk         *desk,
                                                    PursuitSavedFilter  *filter,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_filters_count          (PursuitDesk         *desk,
                                                    PursuitSavedFilter  *filter,
                                                    gint64              *out_count,
                                                    GError             **error);
gboolean            pursuit_filters_require        (PursuitDesk         *desk,
                                                    PursuitSavedFilter  *filter,
                                                    GError             **error);
gboolean            pursuit_filters_require_change (PursuitDesk         *desk,
                                                    PursuitSavedFilter  *before,
                                                    PursuitSavedFilter  *after,
                                                    GError             **error);
void                pursuit_filters_hide_rows      (PursuitDesk         *desk,
                                                    PursuitList          list,
                                                    GPtrArray           *rows);
void                pursuit_filters_hide_entries   (PursuitDesk         *desk,
                                                    GPtrArray           *entries);

G_END_DECLS
