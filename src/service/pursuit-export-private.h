/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-export.h"

G_BEGIN_DECLS

PursuitQuery *pursuit_export_scope_query  (PursuitDesk          *desk,
                                           const PursuitQuery   *query,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
char         *pursuit_export_format_money (gint64                minor,
                                           const char           *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
