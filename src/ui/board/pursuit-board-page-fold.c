/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include "pursuit-preferences.h"

/* Which lanes a person has folded, kept for each process by its name and for each other grouping by its own. */

/* Under which name the present lanes are kept. */
static const char *
get_name (PursuitBoardPage *self)
{
  if (self->grouping == PURSUIT_BOARD_BY_STAGE)
    return self->process_name != NULL ? self->process_name : "";

  return pursuit_board_page_get_grouping (self);
}

static GVariant *
get_all (void)
{
  GVariant *all;

  g_object_get (pursuit_preferences_get_default (), "board-folded", &all, NULL);

  return all;
}

/* Whether a lane that is being made was folded when it was last seen. */
gboolean
pursuit_board_page_is_folded (PursuitBoardPage *self,
                              PursuitBoardLane *lane)
{
  g_autoptr(GVariant) all = get_all ();
  g_autofree char *key = pursuit_board_lane_dup_key (lane);
  g_autofree const char **keys = NULL;
  g_autoptr(GVariant) folded = g_variant_lookup_value (all, get_name (self), G_VARIANT_TYPE_STRING_ARRAY);

  if (folded == NULL)
    return FALSE;

  keys = g_variant_get_strv (folded, NULL);
  return g_strv_contains (keys, key);
}

static GVariant *
list_folded (PursuitBoardPage *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      PursuitBoardLane *lane = g_ptr_array_index (self->lanes, i);

      if (pursuit_board_lane_get_folded (lane))
        {
          g_autofree char *key = pursuit_board_lane_dup_key (lane);

          g_variant_builder_add (&builder, "s", key);
        }
    }

  return g_variant_builder_end (&builder);
}

/* Remembers which of the present lanes are folded. */
void
pursuit_board_page_keep_folds (PursuitBoardPage *self)
{
  g_autoptr(GVariant) all = get_all ();
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *folded;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&s@as}", &name, &folded))
    if (!g_str_equal (name, get_name (self)))
      g_variant_builder_add (&builder, "{s@as}", name, folded);
  g_variant_builder_add (&builder, "{s@as}", get_name (self), list_folded (self));
  g_object_set (pursuit_preferences_get_default (), "board-folded", g_variant_builder_end (&builder), NULL);
}
