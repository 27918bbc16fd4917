/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

GArray   *pursuit_post_lookup_list    (PursuitStore  *store,
                                       gint64         contact_id,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_post_lookup_last    (PursuitStore  *store,
                                       gint64         contact_id,
                                       gint64         customer_id,
                                       gboolean       deleted,
                                       gint64        *out_id,
                                       GError       **error);
gboolean  pursuit_post_lookup_since   (PursuitStore  *store,
                                       gint64         contact_id,
                                       char         **out_day,
                                       GError       **error);
gboolean  pursuit_post_lookup_reports (PursuitStore  *store,
                                       gint64         contact_id,
                                       gint64         to_id,
                                       gboolean      *out_reports,
                                       GError       **error);

G_END_DECLS
