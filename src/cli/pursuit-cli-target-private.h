/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"
#include "pursuit-csv-writer.h"

G_BEGIN_DECLS

PursuitCsvWriter *pursuit_target_open (PursuitCli  *self,
                                       const char  *path,
                                       const char  *source,
                                       GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
