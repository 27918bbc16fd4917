/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

gboolean pursuit_lookup_same_document (PursuitStore  *store,
                                       gint64         customer_id,
                                       gint64         deal_id,
                                       const char    *checksum,
                                       char         **out_name,
                                       GError       **error);
gboolean pursuit_lookup_last_version  (PursuitStore  *store,
                                       gint64         document_id,
                                       gint64        *out_version,
                                       GError       **error);

G_END_DECLS
