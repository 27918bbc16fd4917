/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-window.h"

G_BEGIN_DECLS

/**
 * PursuitTraceOptions:
 * @quit: whether to close the window in the end
 * @n_scrolled_frames: for how many frames to scroll then, see pursuit_trace_scroll(); 0 for none
 * @typed: (nullable): what to type into the command bar then, see pursuit_trace_type()
 * @least_stall_ms: which stalls to tell from then on, see pursuit_trace_stalls(); 0 for none
 *
 * What is measured once the window's content is painted.
 */
typedef struct
{
  gboolean quit;
  int n_scrolled_frames;
  char *typed;
  int least_stall_ms;
} PursuitTraceOptions;

void pursuit_trace_mark  (const char                *what);
void pursuit_trace_start (PursuitWindow             *window,
                          const PursuitTraceOptions *options);

G_END_DECLS
