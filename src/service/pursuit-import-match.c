/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-merge.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * Whether a row is somebody known (DOS-6): by the id in the other system, else by the folded name; contacts and deals by
 * their name at their customer. What an earlier row of the file was taken for is not taken again.
 */

/* How well a record fits; of equals the oldest is taken. */
typedef enum
{
  FIT_NONE,
  FIT_FOLDED_BUT_TAKEN,
  FIT_FOLDED,
  FIT_EXACT_BUT_TAKEN,
  FIT_EXACT,
} Fit;

typedef struct
{
  PursuitImportRun *run;
  gint64 id;
  Fit fit;
} Search;

static gboolean
is_seen (PursuitImportRun *run,
         gint64            id)
{
  return g_hash_table_contains (run->seen, GSIZE_TO_POINTER ((gsize) id));
}

static gboolean
consider (gint64   id,
          gboolean exact,
          gpointer user_data)
{
  Search *search = user_data;
  gboolean taken = is_seen (search->run, id);
  Fit fit = exact ? (taken ? FIT_EXACT_BUT_TAKEN : FIT_EXACT) : (taken ? FIT_FOLDED_BUT_TAKEN : FIT_FOLDED);

  if (fit > search->fit)
    {
      search->fit = fit;
      search->id = id;
    }

  return search->fit != FIT_EXACT;
}

/* The present row is about this record: no other row can be. */
void
pursuit_import_mark_seen (PursuitImportRun *run,
                          gint64            id)
{
  g_hash_table_insert (run->seen, GSIZE_TO_POINTER ((gsize) id), GSIZE_TO_POINTER ((gsize) run->row));
}

static gint64
get_customer_id (PursuitImportRun *run,
                 PursuitRecord    *record)
{
  const PursuitField *field = pursuit_record_class_find (run->klass, "customer_id");

  return field != NULL ? pursuit_record_get_number (record, field) : 0;
}

static gboolean
search_by_name (PursuitImportRun  *run,
                PursuitRecord     *incoming,
                Search            *search,
                GError           **error)
{
  const char *name = pursuit_record_get_text (incoming, run->klass->name_field);
  gboolean at_customer = run->klass->fold_name == NULL;
  g_autofree char *folded = NULL;
  PursuitImportWanted wanted = { NULL, name, 0 };

  if (pursuit_str_empty (name))
    return TRUE;
  if (at_customer)
    {
      folded = pursuit_text_fold_key (name);
      wanted.key = folded;
      wanted.customer_id = get_customer_id (run, incoming);
    }
  else
    wanted.key = pursuit_record_get_name_key (incoming);

  return pursuit_import_names_find (pursuit_import_get_names (run, run->type, at_customer ? PURSUIT_IMPORT_AT_CUSTOMER
                                                                                          : PURSUIT_IMPORT_BY_NAME),
                                    &wanted, consider, search, error);
}

static gboolean
refuse_second (PursuitImportRun  *run,
               const char        *what,
               gint64             id,
               GError           **error)
{
  gulong row = (gulong) GPOINTER_TO_SIZE (g_hash_table_lookup (run->seen, GSIZE_TO_POINTER ((gsize) id)));
  g_autofree char *excerpt = pursuit_str_excerpt (what);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” stands in row %2$lu already"), excerpt, row);
  return FALSE;
}

static const char *
get_header (PursuitImportRun *run,
            const char       *field)
{
  const PursuitImportBinding *binding = pursuit_import_get_binding (run, field);

  return binding != NULL ? binding->column->header : NULL;
}

/* Somebody of the same name has another id in the other system: most likely a namesake, but worth a look. */
static void
doubt_namesake (PursuitImportRun *run,
                PursuitRecord    *incoming,
                PursuitRecord    *namesake)
{
  pursuit_import_doubt (run, get_header (run, run->klass->name_field->name),
                        g_strdup_printf (_("“%1$s” has the number %2$s here, but %3$s is called so as well"),
                                         pursuit_record_get_name (incoming), incoming->external_id,
                                         namesake->external_id != NULL ? namesake->external_id
                                                                       : pursuit_record_get_name (namesake)));
}

/* Who was merged is what it became (DOS-6). */
static gboolean
follow_merge (PursuitImportRun  *run,
              PursuitRecord     *incoming,
              PursuitRecord    **existing,
              GError           **error)
{
  const PursuitField *field = pursuit_record_class_find (run->klass, "merged_into_id");
  gint64 kept_id;

  if (field == NULL || (*existing)->deleted_at == 0 || pursuit_record_get_number (*existing, field) == 0)
    return TRUE;
  if (!pursuit_merge_find_kept (run->desk, run->type, (*existing)->id, &kept_id, error))
    return FALSE;
  if (is_seen (run, kept_id))
    return refuse_second (run, (*existing)->external_id, kept_id, error);

  g_object_unref (*existing);
  *existing = pursuit_store_load (run->store, run->type, kept_id, error);
  if (*existing == NULL)
    return FALSE;

  /* the number stays with the row that had it, and leads here the next time */
  pursuit_set_str (&incoming->external_id, (*existing)->external_id);
  return TRUE;
}

static gboolean
match_number (PursuitImportRun  *run,
              PursuitRecord     *incoming,
              PursuitRecord    **out_existing,
              GError           **error)
{
  const PursuitImportWanted wanted = { incoming->external_id, incoming->external_id, 0 };
  Search search = { run, 0, FIT_NONE };

  if (!pursuit_import_names_find (pursuit_import_get_names (run, run->type, PURSUIT_IMPORT_BY_NUMBER), &wanted, consider,
                                  &search, error))
    return FALSE;
  if (search.fit == FIT_NONE)
    return TRUE;
  if (search.fit == FIT_EXACT_BUT_TAKEN)
    {
      run->column = get_header (run, PURSUIT_IMPORT_EXTERNAL_ID);
      return refuse_second (run, incoming->external_id, search.id, error);
    }

  *out_existing = pursuit_store_load (run->store, run->type, search.id, error);
  return *out_existing != NULL && follow_merge (run, incoming, out_existing, error);
}

static gboolean
match_name (PursuitImportRun  *run,
            PursuitRecord     *incoming,
            PursuitRecord    **out_existing,
            GError           **error)
{
  Search search = { run, 0, FIT_NONE };
  g_autoptr(PursuitRecord) found = NULL;
  gboolean taken;

  if (!search_by_name (run, incoming, &search, error))
    return FALSE;
  if (search.fit == FIT_NONE)
    return TRUE;

  taken = search.fit == FIT_EXACT_BUT_TAKEN || search.fit == FIT_FOLDED_BUT_TAKEN;
  if (taken && incoming->external_id == NULL)
    {
      run->column = get_header (run, run->klass->name_field->name);
      return refuse_second (run, pursuit_record_get_name (incoming), search.id, error);
    }

  found = pursuit_store_load (run->store, run->type, search.id, error);
  if (found == NULL)
    return FALSE;
  if (taken || (incoming->external_id != NULL && found->external_id != NULL))
    doubt_namesake (run, incoming, found);
  else
    *out_existing = g_steal_pointer (&found);

  return TRUE;
}

/**
 * pursuit_import_match:
 * @run: a run
 * @incoming: what the present row says
 * @out_existing: (out) (transfer full) (nullable): the record that it is about, %NULL when it is new
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when an earlier row was about the same record already.
 *
 * Returns: %TRUE when @out_existing was set
 */
gboolean
pursuit_import_match (PursuitImportRun  *run,
                      PursuitRecord     *incoming,
                      PursuitRecord    **out_existing,
                      GError           **error)
{
  *out_existing = NULL;
  if (incoming->external_id != NULL && !match_number (run, incoming, out_existing, error))
    return FALSE;

  if (incoming->external_id != NULL && run->handler->number_decides)
    return TRUE;

  return *out_existing != NULL || match_name (run, incoming, out_existing, error);
}

/* Whether two references mean records of the same name: then a file that gives only names agrees with both. */
gboolean
pursuit_import_is_same_name (PursuitImportRun  *run,
                             GType              type,
                             gint64             id,
                             gint64             other_id,
                             gboolean          *out_same,
                             GError           **error)
{
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(PursuitRecord) other = NULL;

  *out_same = id == other_id;
  if (id == other_id || id == 0 || other_id == 0)
    return TRUE;

  record = pursuit_store_load (run->store, type, id, error);
  other = record != NULL ? pursuit_store_load (run->store, type, other_id, error) : NULL;
  if (other == NULL)
    return FALSE;

  *out_same = record->deleted_at == 0 && g_str_equal (pursuit_record_get_name (record), pursuit_record_get_name (other));
  return TRUE;
}
