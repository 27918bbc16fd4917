/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"
#include "pursuit-table-writer.h"

G_BEGIN_DECLS

PursuitTableWriter *pursuit_target_open          (PursuitCli          *self,
                                                  const char          *path,
                                                  const char          *source,
                                                  PursuitTableFormat   format,
                                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_target_choose_format (const char          *wanted,
                                                  const char          *path,
                                                  PursuitTableFormat  *out_format,
                                                  GError             **error);

G_END_DECLS
