/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-clock.h"

#include <time.h>

static double
read_clock (clockid_t which)
{
  struct timespec now;

  clock_gettime (which, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

BenchTime
bench_clock_read (void)
{
  return (BenchTime) { read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_PROCESS_CPUTIME_ID) };
}

/* What one of @n_times took on average. */
BenchTime
bench_clock_since (BenchTime begun,
                   guint     n_times)
{
  BenchTime now = bench_clock_read ();

  return (BenchTime) { (now.wall - begun.wall) / n_times, (now.cpu - begun.cpu) / n_times };
}
