/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-defs-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-own-rules.h"
#include "pursuit-store-private.h"

/* What may be done to a definition while records have values of it: whichever way it is written, values stay readable. */

static GType
get_type_of (PursuitOwnField *definition)
{
  return pursuit_own_entity_to_type ((PursuitOwnEntity) definition->entity);
}

/* The definition of before was deleted, or another program wrote values without one. */
static gboolean
require_free_key (PursuitStore     *store,
                  PursuitOwnField  *definition,
                  GError          **error)
{
  gint64 count;

  if (!pursuit_own_defs_count_values (store, get_type_of (definition), definition->key, NULL, &count, error))
    return FALSE;
  if (count == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("%2$d record has a value of an earlier field at the key “%1$s”: take another key, or restore that field.",
                         "%2$d records have values of an earlier field at the key “%1$s”: take another key, or restore that field.",
                         (gulong) count),
               definition->key, (int) count);
  return FALSE;
}

static gboolean
require_same_kind (PursuitStore     *store,
                   PursuitOwnField  *before,
                   PursuitOwnField  *after,
                   GError          **error)
{
  gint64 count;

  if (g_strcmp0 (before->key, after->key) != 0 || before->entity != after->entity)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The key of “%s” and what it belongs to cannot change."),
                   before->name);
      return FALSE;
    }
  if (before->kind == after->kind)
    return TRUE;
  if (!pursuit_own_defs_count_values (store, get_type_of (before), before->key, NULL, &count, error))
    return FALSE;
  if (count == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("“%1$s” has a value in %2$d record: its kind cannot change.",
                         "“%1$s” has values in %2$d records: its kind cannot change.", (gulong) count),
               before->name, (int) count);
  return FALSE;
}

static gboolean
require_unused (PursuitStore         *store,
                PursuitOwnField      *definition,
                const PursuitOwnChoice  *choice,
                GError              **error)
{
  gint64 count;

  if (!pursuit_own_defs_count_values (store, get_type_of (definition), definition->key, choice->key, &count, error))
    return FALSE;
  if (count == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("%2$d record holds “%1$s”: the choice cannot be removed, but it can be retired.",
                         "%2$d records hold “%1$s”: the choice cannot be removed, but it can be retired.", (gulong) count),
               pursuit_own_choice_get_label (choice), (int) count);
  return FALSE;
}

static gboolean
require_choices (PursuitStore     *store,
                 PursuitOwnField  *before,
                 PursuitOwnField  *after,
                 GError          **error)
{
  g_autoptr(GPtrArray) were = pursuit_own_choices_parse (before->choices, NULL);
  g_autoptr(GPtrArray) are = pursuit_own_choices_parse (after->choices, error);

  if (are == NULL)
    return FALSE;
  for (guint i = 0; were != NULL && before->kind == PURSUIT_OWN_CHOICE && i < were->len; i++)
    {
      const PursuitOwnChoice *choice = g_ptr_array_index (were, i);

      if (pursuit_own_choices_find (are, choice->key) == NULL && !require_unused (store, before, choice, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
require_change (PursuitStore     *store,
                PursuitOwnField  *after,
                GError          **error)
{
  g_autoptr(PursuitRecord) before = pursuit_store_load (store, PURSUIT_TYPE_OWN_FIELD, PURSUIT_RECORD (after)->id, error);

  return before != NULL && require_same_kind (store, PURSUIT_OWN_FIELD (before), after, error) &&
         require_choices (store, PURSUIT_OWN_FIELD (before), after, error);
}

/* Whether a definition may be written so. */
gboolean
pursuit_own_defs_check (PursuitStore   *store,
                        PursuitRecord  *record,
                        GError        **error)
{
  PursuitOwnField *definition;
  g_autoptr(GPtrArray) others = NULL;

  if (!PURSUIT_IS_OWN_FIELD (record))
    return TRUE;

  definition = PURSUIT_OWN_FIELD (record);
  others = pursuit_store_list (store, PURSUIT_TYPE_OWN_FIELD, error);
  return others != NULL && pursuit_own_rules_check (definition, others, error) &&
         (record->id == 0 ? require_free_key (store, definition, error) : require_change (store, definition, error));
}
