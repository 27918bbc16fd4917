/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-output-private.h"

G_BEGIN_DECLS

typedef struct _PursuitProgressLine PursuitProgressLine;

PursuitProgressLine *pursuit_progress_line_new  (PursuitOutput        *output) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_progress_line_show (double                fraction,
                                                 guint64               n_rows,
                                                 gpointer              user_data);
void                 pursuit_progress_line_free (PursuitProgressLine  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitProgressLine, pursuit_progress_line_free)

G_END_DECLS
