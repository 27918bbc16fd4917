/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/* What is written down when all that is known about a person is taken out. */
#define PURSUIT_VERB_EXPORT "export"

JsonObject *pursuit_contacts_export      (PursuitDesk  *desk,
                                          gint64        contact_id,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_contacts_note_export (PursuitDesk  *desk,
                                          gint64        contact_id,
                                          GError      **error);

G_END_DECLS
