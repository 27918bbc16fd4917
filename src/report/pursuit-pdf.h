/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "pursuit-paper.h"

G_BEGIN_DECLS

GBytes *pursuit_pdf_make (const PursuitPaper  *paper,
                          guint               *out_n_pages,
                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
