/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-filters.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-filter-lookups.h"
#include "pursuit-journal.h"
#include "pursuit-row.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * Filters that people keep (DOS-3). They are records, made, changed, deleted and brought back by the verbs of
 * pursuit-records.h; here is whose they are. A private one is nobody else's business, not even the administrator's.
 */

static gboolean
is_own (PursuitDesk        *desk,
        PursuitSavedFilter *filter)
{
  return filter->staff_id == pursuit_desk_get_actor_id (desk);
}

/**
 * pursuit_filters_new:
 * @desk: a desk
 * @list: which list it is of
 *
 * Returns: (transfer full): a filter of the actor's, private and without a name, to be filled in and created
 */
PursuitSavedFilter *
pursuit_filters_new (PursuitDesk *desk,
                     PursuitList  list)
{
  PursuitSavedFilter *filter = PURSUIT_SAVED_FILTER (pursuit_record_new (PURSUIT_TYPE_SAVED_FILTER));

  filter->list = g_strdup (pursuit_filter_get_list_name (list));
  filter->staff_id = pursuit_desk_get_actor_id (desk);
  filter->position = 1;

  return filter;
}

static gboolean
add_filters (PursuitDesk  *desk,
             const char   *list,
             GPtrArray    *filters,
             GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GArray) ids = pursuit_lookup_filters (store, list, pursuit_desk_get_actor_id (desk), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      PursuitRecord *filter = pursuit_store_load (store, PURSUIT_TYPE_SAVED_FILTER, g_array_index (ids, gint64, i), error);

      if (filter == NULL)
        return FALSE;
      g_ptr_array_add (filters, filter);
    }

  return ids != NULL;
}

/**
 * pursuit_filters_list_of:
 * @desk: a desk
 * @list: a word for what they narrow; one that is no list keeps something else in the same way
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitSavedFilter): the actor's filters and those that somebody shared, in their order
 */
GPtrArray *
pursuit_filters_list_of (PursuitDesk  *desk,
                         const char   *list,
                         GError      **error)
{
  g_autoptr(GPtrArray) filters = g_ptr_array_new_with_free_func (g_object_unref);

  return add_filters (desk, list, filters, error) ? g_steal_pointer (&filters) : NULL;
}

/**
 * pursuit_filters_list:
 * @desk: a desk
 * @list: which list they are of
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitSavedFilter): the actor's filters and those that somebody shared, in their order
 */
GPtrArray *
pursuit_filters_list (PursuitDesk  *desk,
                      PursuitList   list,
                      GError      **error)
{
  return pursuit_filters_list_of (desk, pursuit_filter_get_list_name (list), error);
}

/**
 * pursuit_filters_list_all:
 * @desk: a desk
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitSavedFilter): the same of every list that has filters, one list after the other
 */
GPtrArray *
pursuit_filters_list_all (PursuitDesk  *desk,
                          GError      **error)
{
  static const PursuitList lists[] = { PURSUIT_LIST_CUSTOMERS, PURSUIT_LIST_DEALS, PURSUIT_LIST_CONTACTS, PURSUIT_LIST_ACTIVITIES };
  g_autoptr(GPtrArray) filters = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!add_filters (desk, pursuit_filter_get_list_name (lists[i]), filters, error))
      return NULL;

  return g_steal_pointer (&filters);
}

/**
 * pursuit_filters_read:
 * @desk: a desk
 * @filter: a filter
 * @error: return location
 *
 * Reads what a filter asks for the actor: what waits for whoever asks waits for the actor.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the filter cannot be read.
 *
 * Returns: (transfer full): what it says
 */
PursuitFilterDefinition *
pursuit_filters_read (PursuitDesk         *desk,
                      PursuitSavedFilter  *filter,
                      GError             **error)
{
  PursuitFilterDefinition *definition;
  PursuitList list;

  if (!pursuit_filter_find_list (filter->list, &list))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This filter cannot be read."));
      return NULL;
    }

  definition = pursuit_filter_definition_parse (list, filter->definition, error);
  /* For whoever is not on the staff nothing waits, which is what no number finds. */
  if (definition != NULL && definition->query->waiting_for == PURSUIT_FILTER_WHOEVER_ASKS && pursuit_desk_get_actor_id (desk) != 0)
    definition->query->waiting_for = pursuit_desk_get_actor_id (desk);

  return definition;
}

/**
 * pursuit_filters_choose_named:
 * @desk: a desk
 * @filters: (element-type PursuitSavedFilter): filters of one list
 * @name: what it is called, whatever the capitals
 *
 * Returns: (transfer none) (nullable): the one that is called so; of two the actor's own
 */
PursuitSavedFilter *
pursuit_filters_choose_named (PursuitDesk *desk,
                              GPtrArray   *filters,
                              const char  *name)
{
  g_autofree char *wanted = pursuit_text_fold (name);
  PursuitSavedFilter *found = NULL;

  for (guint i = 0; i < filters->len; i++)
    {
      PursuitSavedFilter *filter = g_ptr_array_index (filters, i);
      g_autofree char *folded = pursuit_text_fold (filter->name);

      if (g_str_equal (folded, wanted) && (found == NULL || is_own (desk, filter)))
        found = filter;
    }

  return found;
}

/**
 * pursuit_filters_find:
 * @desk: a desk
 * @list: which list it is of
 * @name: what it is called, whatever the capitals
 * @error: return location
 *
 * Looks for a filter; of two with one name the actor's own counts.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the filter
 */
PursuitSavedFilter *
pursuit_filters_find (PursuitDesk  *desk,
                      PursuitList   list,
                      const char   *name,
                      GError      **error)
{
  g_autoptr(GPtrArray) filters = pursuit_filters_list (desk, list, error);
  PursuitSavedFilter *found = filters != NULL ? pursuit_filters_choose_named (desk, filters, name) : NULL;

  if (filters != NULL && found == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no filter “%s”."), name);

  return found != NULL ? g_object_ref (found) : NULL;
}

/**
 * pursuit_filters_count:
 * @desk: a desk
 * @filter: a filter
 * @out_count: (out): how many it lists for the actor
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when the filter cannot be read, %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE when @out_count was set
 */
gboolean
pursuit_filters_count (PursuitDesk         *desk,
                       PursuitSavedFilter  *filter,
                       gint64              *out_count,
                       GError             **error)
{
  g_autoptr(PursuitFilterDefinition) definition = pursuit_filters_read (desk, filter, error);

  return definition != NULL && pursuit_desk_query_count (desk, definition->query, out_count, error);
}

/**
 * pursuit_filters_require:
 * @desk: a desk
 * @filter: what somebody wants to change
 * @error: return location
 *
 * Everybody keeps their own; shared ones are kept by the administrator too.
 *
 * Fails with %PURSUIT_ERROR_DENIED.
 *
 * Returns: %TRUE when the actor may
 */
gboolean
pursuit_filters_require (PursuitDesk         *desk,
                         PursuitSavedFilter  *filter,
                         GError             **error)
{
  if (is_own (desk, filter))
    return TRUE;
  if (filter->shared)
    return pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error);

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, _("This filter belongs to somebody else."));
  return FALSE;
}

/**
 * pursuit_filters_require_change:
 * @desk: a desk
 * @before: the filter as it was, a blank one for a new one
 * @after: the filter as it is to be
 * @error: return location
 *
 * What all see is shared by those who give others their work; nobody saves in somebody else's name.
 *
 * Fails with %PURSUIT_ERROR_DENIED.
 *
 * Returns: %TRUE when the actor may
 */
gboolean
pursuit_filters_require_change (PursuitDesk         *desk,
                                PursuitSavedFilter  *before,
                                PursuitSavedFilter  *after,
                                GError             **error)
{
  if (after->shared && !before->shared && !pursuit_desk_require (desk, PURSUIT_RIGHT_ASSIGN, error))
    return FALSE;
  if (before->staff_id == after->staff_id || is_own (desk, after))
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, _("This filter belongs to somebody else."));
  return FALSE;
}

/* An entry that tells of a filter that is private to somebody else, or was when it went. */
static gboolean
may_see (PursuitDesk *desk,
         const char  *entity,
         gint64       entity_id)
{
  g_autoptr(PursuitRecord) filter = NULL;

  if (g_strcmp0 (entity, "saved_filter") != 0)
    return TRUE;
  filter = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_SAVED_FILTER, entity_id, NULL);

  return filter != NULL && (is_own (desk, PURSUIT_SAVED_FILTER (filter)) || PURSUIT_SAVED_FILTER (filter)->shared);
}

/**
 * pursuit_filters_hide_rows:
 * @desk: who asks
 * @list: a list
 * @rows: (element-type PursuitRow): its rows
 *
 * Takes out of rows of the journal what they tell of private filters of somebody else.
 */
void
pursuit_filters_hide_rows (PursuitDesk *desk,
                           PursuitList  list,
                           GPtrArray   *rows)
{
  for (guint i = 0; list == PURSUIT_LIST_JOURNAL && i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);

      if (may_see (desk, pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_ENTITY), pursuit_row_get_number (row, PURSUIT_JOURNAL_ROW_ENTITY_ID)))
        continue;
      pursuit_row_set_text (row, PURSUIT_JOURNAL_ROW_BEFORE, NULL);
      pursuit_row_set_text (row, PURSUIT_JOURNAL_ROW_AFTER, NULL);
    }
}

/**
 * pursuit_filters_hide_entries:
 * @desk: who asks
 * @entries: (element-type PursuitJournalEntry): entries of the journal
 *
 * The same for entries.
 */
void
pursuit_filters_hide_entries (PursuitDesk *desk,
                              GPtrArray   *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (may_see (desk, entry->entity, entry->entity_id))
        continue;
      g_clear_pointer (&entry->before, g_free);
      g_clear_pointer (&entry->after, g_free);
    }
}
