/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"
#include "pursuit-processes.h"

G_BEGIN_DECLS

gboolean pursuit_cli_look_up_process (PursuitCli          *self,
                                      const char          *text,
                                      gint64              *out_id,
                                      GError             **error);
PursuitProcessBook *pursuit_cli_read_process (PursuitCli  *self,
                                      const char          *path,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
