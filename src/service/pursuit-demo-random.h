/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SplitMix64: small, and the same on every machine and with every GLib, so that a seed stands for one database for ever. */
typedef struct
{
  guint64 state;
} PursuitDemoRandom;

PursuitDemoRandom pursuit_demo_random_new     (guint32             seed,
                                               guint64             stream);
guint             pursuit_demo_random_below   (PursuitDemoRandom  *self,
                                               guint               n);
int               pursuit_demo_random_between (PursuitDemoRandom  *self,
                                               int                 least,
                                               int                 most);
gboolean          pursuit_demo_random_chance  (PursuitDemoRandom  *self,
                                               guint               percent);
guint             pursuit_demo_random_weigh   (PursuitDemoRandom  *self,
                                               const guint8       *weights,
                                               guint               n);

G_END_DECLS
