/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-process-book.h"

G_BEGIN_DECLS

/* What a file calls itself, and the version of the form, see docs/process-format.md. */
#define PURSUIT_PROCESS_FORMAT "pursuit-process"
#define PURSUIT_PROCESS_FORMAT_VERSION 1

PursuitProcessBook *pursuit_process_json_parse (const char          *text,
                                                gsize                length,
                                                GPtrArray           *roles,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;
char               *pursuit_process_json_print (PursuitProcessBook  *book,
                                                GPtrArray           *roles) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
