/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-paper.h"

G_BEGIN_DECLS

PursuitPaper *pursuit_dossier_make_paper (PursuitDesk  *desk,
                                          gint64        customer_id,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
