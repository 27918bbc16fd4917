/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The smallest of many keys, the largest of them at the top. */
typedef struct
{
  guint64 *keys;
  guint n;
  guint limit;
} PursuitNameHeap;

void pursuit_name_heap_init  (PursuitNameHeap *self,
                              guint            limit);
void pursuit_name_heap_clear (PursuitNameHeap *self);
void pursuit_name_heap_add   (PursuitNameHeap *self,
                              guint64          key);

/* Whether @key would be kept. */
static inline gboolean
pursuit_name_heap_takes (const PursuitNameHeap *self,
                         guint64                key)
{
  return self->n < self->limit || key < self->keys[0];
}

G_END_DECLS
