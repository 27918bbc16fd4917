/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Wall and processor time, in microseconds. */
typedef struct
{
  double wall;
  double cpu;
} BenchTime;

BenchTime bench_clock_read  (void);
BenchTime bench_clock_since (BenchTime begun,
                             guint     n_times);

G_END_DECLS
