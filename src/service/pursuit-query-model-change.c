/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-model-private.h"

#include "pursuit-query-places.h"

/* How a list becomes another one, told with the narrowest signals. A removal and an addition are two (platform.md 1: as one, GTK
 * walks every row). */

static void
remove_range (PursuitQueryModel *self,
              guint              position,
              guint              n)
{
  if (n == 0)
    return;

  g_array_remove_range (pursuit_id_list_change (&self->ids), position, n);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n, 0);
}

static void
insert_range (PursuitQueryModel *self,
              guint              position,
              const gint64      *ids,
              guint              n)
{
  if (n == 0)
    return;

  g_array_insert_vals (pursuit_id_list_change (&self->ids), position, ids, n);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
}

/* A stretch of the list as it is, and what it is to become. */
typedef struct
{
  guint start;
  guint n;
  const gint64 *now;
  guint n_now;
} Stretch;

static Stretch
trim (PursuitQueryModel *self,
      Stretch            whole)
{
  const gint64 *old = pursuit_id_list_get_data (self->ids) + whole.start;
  guint head = 0;
  guint tail = 0;

  while (head < whole.n && head < whole.n_now && old[head] == whole.now[head])
    head++;
  while (tail < whole.n - head && tail < whole.n_now - head && old[whole.n - 1 - tail] == whole.now[whole.n_now - 1 - tail])
    tail++;

  return (Stretch) { whole.start + head, whole.n - head - tail, whole.now + head, whole.n_now - head - tail };
}

static void
replace_stretch (PursuitQueryModel *self,
                 Stretch            whole)
{
  Stretch stretch = trim (self, whole);

  remove_range (self, stretch.start, stretch.n);
  insert_range (self, stretch.start, stretch.now, stretch.n_now);
}

/* A row that stays: where it is and where it will be, both within the stretch. */
typedef struct
{
  guint from;
  guint to;
} Pin;

static guint
find (const gint64 *ids,
      guint         n,
      gint64        id)
{
  guint i = 0;

  while (i < n && ids[i] != id)
    i++;

  return i;
}

static gboolean
fits (GArray    *pins,
      const Pin *pin)
{
  for (guint i = 0; i < pins->len; i++)
    {
      const Pin *other = &g_array_index (pins, Pin, i);

      if (pin->from == other->from || (pin->from < other->from) != (pin->to < other->to))
        return FALSE;
    }

  return TRUE;
}

static int
compare_pins (gconstpointer a,
              gconstpointer b)
{
  const Pin *x = a;
  const Pin *y = b;

  return (x->from > y->from) - (x->from < y->from);
}

/* Those rows that can stay: they are in both, and no row that matters more changes sides with them. */
static GArray *
find_pins (PursuitQueryModel *self,
           const Stretch     *stretch)
{
  g_autoptr(GArray) kept = pursuit_query_model_list_kept (self);
  const gint64 *old = pursuit_id_list_get_data (self->ids) + stretch->start;
  GArray *pins = g_array_new (FALSE, FALSE, sizeof (Pin));

  for (guint i = 0; i < kept->len; i++)
    {
      gint64 id = g_array_index (kept, gint64, i);
      Pin pin = { find (old, stretch->n, id), find (stretch->now, stretch->n_now, id) };

      if (pin.from < stretch->n && pin.to < stretch->n_now && fits (pins, &pin))
        g_array_append_val (pins, pin);
    }
  g_array_sort (pins, compare_pins);

  return pins;
}

/* Replaces the ids by others around the rows that stay; from the end, so that no place shifts before it was used. */
void
pursuit_query_model_replace_ids (PursuitQueryModel *self,
                                 PursuitIdList     *ids)
{
  guint old_len = pursuit_id_list_get_length (self->ids);
  Stretch whole = { 0, old_len, pursuit_id_list_get_data (ids), pursuit_id_list_get_length (ids) };
  Stretch rest = trim (self, whole);
  g_autoptr(GArray) pins = NULL;

  if (rest.n == 0 && rest.n_now == 0)
    return;

  pins = find_pins (self, &rest);
  for (guint i = pins->len; i > 0; i--)
    {
      const Pin *pin = &g_array_index (pins, Pin, i - 1);

      replace_stretch (self, (Stretch) { rest.start + pin->from + 1, rest.n - pin->from - 1, rest.now + pin->to + 1,
                                         rest.n_now - pin->to - 1 });
      rest.n = pin->from;
      rest.n_now = pin->to;
    }
  replace_stretch (self, rest);
  if (old_len != pursuit_id_list_get_length (self->ids))
    g_object_notify (G_OBJECT (self), "n-items");
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* Moves a few rows; from the end and back to it, so that no place shifts before it was used. */
void
pursuit_query_model_take_places (PursuitQueryModel *self,
                                 GArray            *places)
{
  guint old_len = pursuit_id_list_get_length (self->ids);
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < places->len; i++)
    {
      const PursuitRowPlace *place = &g_array_index (places, PursuitRowPlace, i);

      if (place->from != PURSUIT_NO_PLACE && !place->stays)
        g_array_append_val (removed, place->from);
    }
  g_array_sort (removed, compare_positions);
  for (guint i = removed->len; i > 0; i--)
    remove_range (self, g_array_index (removed, guint, i - 1), 1);

  for (guint i = 0; i < places->len; i++)
    {
      const PursuitRowPlace *place = &g_array_index (places, PursuitRowPlace, i);

      if (place->to != PURSUIT_NO_PLACE && !place->stays)
        insert_range (self, place->to, &place->id, 1);
    }
  if (old_len != pursuit_id_list_get_length (self->ids))
    g_object_notify (G_OBJECT (self), "n-items");
}
