/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-heap-private.h"

/**
 * pursuit_name_heap_init:
 * @self: a heap
 * @limit: how many keys it is to keep, at least one
 *
 * Makes an empty heap.
 */
void
pursuit_name_heap_init (PursuitNameHeap *self,
                        guint            limit)
{
  self->keys = g_new (guint64, limit);
  self->n = 0;
  self->limit = limit;
}

void
pursuit_name_heap_clear (PursuitNameHeap *self)
{
  g_clear_pointer (&self->keys, g_free);
}

static void
sink (PursuitNameHeap *self,
      guint            i)
{
  for (;;)
    {
      guint64 key = self->keys[i];
      guint worst = i;

      for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < self->n; child++)
        if (self->keys[child] > self->keys[worst])
          worst = child;
      if (worst == i)
        return;

      self->keys[i] = self->keys[worst];
      self->keys[worst] = key;
      i = worst;
    }
}

/**
 * pursuit_name_heap_add:
 * @self: a heap
 * @key: a key
 *
 * Keeps @key, in place of the largest one when there are enough; a key that is larger than all of these is not kept.
 */
void
pursuit_name_heap_add (PursuitNameHeap *self,
                       guint64          key)
{
  guint i;

  if (!pursuit_name_heap_takes (self, key))
    return;
  if (self->n == self->limit)
    {
      self->keys[0] = key;
      sink (self, 0);
      return;
    }

  i = self->n++;
  for (; i > 0 && self->keys[(i - 1) / 2] < key; i = (i - 1) / 2)
    self->keys[i] = self->keys[(i - 1) / 2];
  self->keys[i] = key;
}
