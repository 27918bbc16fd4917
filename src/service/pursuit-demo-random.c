/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-random.h"

static guint64
next (PursuitDemoRandom *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * pursuit_demo_random_new:
 * @seed: what the person asked for
 * @stream: which of the many independent sequences, such as one per customer
 *
 * Returns: a sequence that depends on nothing else
 */
PursuitDemoRandom
pursuit_demo_random_new (guint32 seed,
                         guint64 stream)
{
  PursuitDemoRandom self = { ((guint64) seed << 32) ^ 0x5eed };

  self.state = next (&self) ^ (stream * G_GUINT64_CONSTANT (0xd1342543de82ef95));
  next (&self);
  return self;
}

/**
 * pursuit_demo_random_below:
 * @self: a sequence
 * @n: at least 1
 *
 * Returns: 0 to @n - 1
 */
guint
pursuit_demo_random_below (PursuitDemoRandom *self,
                           guint              n)
{
  return (guint) (((next (self) >> 32) * n) >> 32);
}

/**
 * pursuit_demo_random_between:
 * @self: a sequence
 * @least: the least
 * @most: the most, not less than @least
 *
 * Returns: @least to @most, both included
 */
int
pursuit_demo_random_between (PursuitDemoRandom *self,
                             int                least,
                             int                most)
{
  return least + (int) pursuit_demo_random_below (self, (guint) (most - least) + 1);
}

/**
 * pursuit_demo_random_chance:
 * @self: a sequence
 * @percent: 0 to 100
 *
 * Returns: %TRUE in @percent of 100 cases
 */
gboolean
pursuit_demo_random_chance (PursuitDemoRandom *self,
                            guint              percent)
{
  return pursuit_demo_random_below (self, 100) < percent;
}

/**
 * pursuit_demo_random_weigh:
 * @self: a sequence
 * @weights: (array length=n): how likely each is, not all 0
 * @n: how many there are
 *
 * Returns: an index, as often as its weight says
 */
guint
pursuit_demo_random_weigh (PursuitDemoRandom *self,
                           const guint8      *weights,
                           guint              n)
{
  guint total = 0;
  guint rest;

  for (guint i = 0; i < n; i++)
    total += weights[i];
  rest = pursuit_demo_random_below (self, total);
  for (guint i = 0; i < n; i++)
    {
      if (rest < weights[i])
        return i;
      rest -= weights[i];
    }

  return n - 1;
}
