/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

int pursuit_cli_run    (int                  argc,
                        char               **argv);
int pursuit_cli_run_at (PursuitDesk         *desk,
                        const char * const  *words,
                        const char          *folder,
                        GCancellable        *cancellable,
                        char               **out_answer,
                        char               **out_messages);

G_END_DECLS
