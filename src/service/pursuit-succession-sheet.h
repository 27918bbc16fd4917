/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-paper.h"
#include "pursuit-successions.h"

G_BEGIN_DECLS

PursuitPaper *pursuit_succession_make_sheet (PursuitDesk               *desk,
                                             PursuitSuccessionPreview  *preview,
                                             GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
