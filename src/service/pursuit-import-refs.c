/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-product.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* Names in a row that mean other records: the owner, the customer, the product. */

/* Enough for files in which few names occur again and again, or in runs; it is emptied when full. */
#define MAX_REFS 8192

/* Longer texts are nobody's name: to keep 8 192 of them could fill the memory. */
#define MAX_REF_LENGTH 1024

/* No more notes about names than a person reads. */
#define MAX_NAME_NOTES 20

/* What a text turned out to mean. */
typedef struct
{
  gint64 id;
  char *taken_as;   /* the record's name where it is spelt differently, else NULL */
} Ref;

/* A name that was recognised although it is spelt differently. */
typedef struct
{
  char *name;
  guint64 n_rows;
} TakenAs;

/* A name that stands further down in the file. */
typedef struct
{
  gint64 id;
  guint64 row;
  PursuitOutcome outcome;
  const PursuitImportBinding *binding;
  char *text;
} Deferred;

static void
ref_free (gpointer data)
{
  g_free (((Ref *) data)->taken_as);
  g_free (data);
}

static void
taken_as_free (gpointer data)
{
  g_free (((TakenAs *) data)->name);
  g_free (data);
}

static void
deferred_clear (gpointer data)
{
  g_free (((Deferred *) data)->text);
}

void
pursuit_import_refs_init (PursuitImportRun *run)
{
  run->refs = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  run->taken_as = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, taken_as_free);
  for (guint i = 0; i < G_N_ELEMENTS (run->names); i++)
    run->names[i] = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) pursuit_import_names_free);
  run->deferred = g_array_new (FALSE, FALSE, sizeof (Deferred));
  g_array_set_clear_func (run->deferred, deferred_clear);
}

void
pursuit_import_refs_clear (PursuitImportRun *run)
{
  for (guint i = 0; i < G_N_ELEMENTS (run->names); i++)
    g_clear_pointer (&run->names[i], g_hash_table_unref);
  g_clear_pointer (&run->refs, g_hash_table_unref);
  g_clear_pointer (&run->taken_as, g_hash_table_unref);
  g_clear_pointer (&run->deferred, g_array_unref);
}

/* Who of a record type is called what, if anybody has asked; NULL otherwise. */
PursuitImportNames *
pursuit_import_peek_names (PursuitImportRun *run,
                           GType             type,
                           PursuitImportBy   by)
{
  return g_hash_table_lookup (run->names[by], GSIZE_TO_POINTER (type));
}

PursuitImportNames *
pursuit_import_get_names (PursuitImportRun *run,
                          GType             type,
                          PursuitImportBy   by)
{
  PursuitImportNames *names = pursuit_import_peek_names (run, type, by);

  if (names == NULL)
    {
      names = pursuit_import_names_new (run->store, type, by);
      g_hash_table_insert (run->names[by], GSIZE_TO_POINTER (type), names);
    }

  return names;
}

typedef struct
{
  gint64 id;
  gboolean exact;
} Search;

/* The record that is spelt exactly so, else the oldest one. */
static gboolean
consider (gint64   id,
          gboolean exact,
          gpointer user_data)
{
  Search *search = user_data;

  if (exact || search->id == 0)
    *search = (Search) { id, exact };

  return !exact;
}

/* The name of a record; NULL for none. */
gboolean
pursuit_import_read_name (PursuitImportRun  *run,
                          GType              type,
                          gint64             id,
                          char             **out_name,
                          GError           **error)
{
  g_autoptr(PursuitRecord) record = NULL;

  *out_name = NULL;
  if (id == 0)
    return TRUE;
  record = pursuit_store_load (run->store, type, id, error);
  if (record == NULL)
    return FALSE;

  *out_name = g_strdup (pursuit_record_get_name (record));
  return TRUE;
}

static Ref *
look_up (PursuitImportRun  *run,
         GType              type,
         const char        *text,
         GError           **error)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  g_autofree char *key = PURSUIT_RECORD_CLASS (klass)->fold_name (text);
  const PursuitImportWanted wanted = { key, text, 0 };
  Search search = { 0, FALSE };
  g_autofree char *name = NULL;
  Ref *ref;

  if (*key != '\0' && !pursuit_import_names_find (pursuit_import_get_names (run, type, PURSUIT_IMPORT_BY_NAME), &wanted,
                                                  consider, &search, error))
    return NULL;
  if (search.id != 0 && !search.exact && !pursuit_import_read_name (run, type, search.id, &name, error))
    return NULL;

  ref = g_new0 (Ref, 1);
  ref->id = search.id;
  ref->taken_as = g_steal_pointer (&name);
  return ref;
}

/* Counts one row in which @text was understood as @name. */
void
pursuit_import_note_name (PursuitImportRun *run,
                          const char       *text,
                          const char       *name)
{
  TakenAs *taken = g_hash_table_lookup (run->taken_as, text);

  if (strlen (text) > MAX_REF_LENGTH)
    return;
  if (taken == NULL)
    {
      if (g_hash_table_size (run->taken_as) >= MAX_REFS)
        return;
      taken = g_new0 (TakenAs, 1);
      taken->name = g_strdup (name);
      g_hash_table_insert (run->taken_as, g_strdup (text), taken);
    }
  taken->n_rows++;
}

static GHashTable *
get_known (PursuitImportRun *run,
           GType             type)
{
  GHashTable *known = g_hash_table_lookup (run->refs, GSIZE_TO_POINTER (type));

  if (known == NULL)
    {
      known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, ref_free);
      g_hash_table_insert (run->refs, GSIZE_TO_POINTER (type), known);
    }

  return known;
}

/* What a text that stands for a record means, from what is known or from the names; the caller frees what is not kept. */
static Ref *
get_ref (PursuitImportRun  *run,
         GType              type,
         const char        *text,
         gboolean          *out_kept,
         GError           **error)
{
  GHashTable *known = get_known (run, type);
  Ref *ref = g_hash_table_lookup (known, text);

  *out_kept = ref != NULL;
  if (ref != NULL)
    return ref;

  ref = look_up (run, type, text, error);
  /* Who is not there yet may come further down. */
  if (ref == NULL || ref->id == 0 || strlen (text) > MAX_REF_LENGTH)
    return ref;

  if (g_hash_table_size (known) >= MAX_REFS)
    g_hash_table_remove_all (known);
  g_hash_table_insert (known, g_strdup (text), ref);
  *out_kept = TRUE;
  return ref;
}

/* Who is called @text, spelt so or differently; 0 when nobody is. Fails only with the store. */
gboolean
pursuit_import_find_ref (PursuitImportRun  *run,
                         GType              type,
                         const char        *text,
                         gint64            *out_id,
                         GError           **error)
{
  gboolean kept;
  Ref *ref;

  *out_id = type == PURSUIT_TYPE_STAFF ? pursuit_import_find_mapped (run, text) : 0;
  if (*out_id != 0)
    return TRUE;

  ref = get_ref (run, type, text, &kept, error);
  if (ref == NULL)
    return FALSE;
  if (ref->taken_as != NULL)
    pursuit_import_note_name (run, text, ref->taken_as);

  *out_id = ref->id;
  if (!kept)
    ref_free (ref);
  return TRUE;
}

char *
pursuit_import_dup_unknown (GType       type,
                            const char *text)
{
  g_autofree char *excerpt = pursuit_str_excerpt (text);

  if (type == PURSUIT_TYPE_STAFF)
    return g_strdup_printf (_("there is no member of staff “%s”"), excerpt);
  if (type == PURSUIT_TYPE_PRODUCT)
    return g_strdup_printf (_("there is no product “%s”"), excerpt);
  if (type == PURSUIT_TYPE_CUSTOMER)
    return g_strdup_printf (_("there is no customer “%s”"), excerpt);

  return g_strdup_printf (_("there is no contact “%s” at this customer"), excerpt);
}

/* Like pursuit_import_find_ref(), but refuses the row when nobody is called so. */
gboolean
pursuit_import_require_ref (PursuitImportRun  *run,
                            GType              type,
                            const char        *text,
                            gint64            *out_id,
                            GError           **error)
{
  g_autofree char *unknown = NULL;

  if (!pursuit_import_find_ref (run, type, text, out_id, error))
    return FALSE;
  if (*out_id != 0)
    return TRUE;

  if (type != PURSUIT_TYPE_STAFF)
    unknown = pursuit_import_dup_unknown (type, text);
  else if (!pursuit_import_note_person (run, text, &unknown, error))
    return FALSE;
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, unknown);
  return FALSE;
}

/* Keeps a name for the end of the file; the row's record is filled in when it has been written. */
void
pursuit_import_defer (PursuitImportRun            *run,
                      const PursuitImportBinding  *binding,
                      const char                  *text)
{
  const Deferred deferred = { 0, run->row, PURSUIT_OUTCOME_NEW, binding, g_strdup (text) };

  g_array_append_val (run->deferred, deferred);
}

/* The row was settled: its deferred names know now whose they are; those of a refused row are dropped. */
void
pursuit_import_settle_deferred (PursuitImportRun *run,
                                gboolean          is_taken)
{
  for (guint i = run->deferred->len; i > 0; i--)
    {
      Deferred *deferred = &g_array_index (run->deferred, Deferred, i - 1);

      if (deferred->row != run->row)
        break;
      deferred->id = run->settled_id;
      deferred->outcome = run->outcome;
      if (!is_taken)
        g_array_remove_index (run->deferred, i - 1);
    }
}

typedef struct
{
  gint64 id;
  gint64 self_id;
} Colleague;

static gboolean
is_colleague (gint64   id,
              gboolean exact,
              gpointer user_data)
{
  Colleague *search = user_data;

  if (id != search->self_id)
    search->id = id;

  return search->id == 0;
}

/* A contact reports to another one of the same customer; everything else is known by its name alone. */
static gboolean
find_deferred (PursuitImportRun  *run,
               const Deferred    *deferred,
               PursuitRecord     *record,
               gint64            *out_id,
               GError           **error)
{
  const PursuitField *customer = pursuit_record_class_find (run->klass, "customer_id");
  GType type = deferred->binding->field->type ();

  if (type == run->type && customer != NULL)
    {
      g_autofree char *key = pursuit_text_fold_key (deferred->text);
      const PursuitImportWanted wanted = { key, deferred->text, pursuit_record_get_number (record, customer) };
      Colleague search = { 0, record->id };

      if (!pursuit_import_names_find (pursuit_import_get_names (run, type, PURSUIT_IMPORT_AT_CUSTOMER), &wanted, is_colleague,
                                      &search, error))
        return FALSE;
      *out_id = search.id;
      return TRUE;
    }

  return pursuit_import_find_ref (run, type, deferred->text, out_id, error);
}

/* @out_doubt: what is wrong with the reference, if anything. */
static gboolean
resolve_one (PursuitImportRun  *run,
             const Deferred    *deferred,
             gboolean          *out_changed,
             char             **out_doubt,
             GError           **error)
{
  const PursuitField *field = deferred->binding->field;
  g_autoptr(PursuitRecord) record = pursuit_store_load (run->store, run->type, deferred->id, error);
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(GError) local = NULL;
  gboolean same;
  gint64 id;

  if (record == NULL || !find_deferred (run, deferred, record, &id, error))
    return FALSE;
  if (id == 0)
    {
      *out_doubt = pursuit_import_dup_unknown (field->type (), deferred->text);
      return TRUE;
    }
  if (!pursuit_import_is_same_name (run, field->type (), pursuit_record_get_number (record, field), id, &same, error))
    return FALSE;
  if (same)
    return TRUE;

  before = pursuit_record_copy (record);
  pursuit_record_set_number (record, field, id);
  if (pursuit_import_update (run, before, record, &local))
    *out_changed = TRUE;
  else if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_INVALID))
    *out_doubt = g_strdup (local->message);
  else
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

/* The second pass: names that stood further down in the file. What is still unknown is left out, and said so. */
gboolean
pursuit_import_resolve_deferred (PursuitImportRun  *run,
                                 GError           **error)
{
  for (guint i = 0; i < run->deferred->len; i++)
    {
      const Deferred *deferred = &g_array_index (run->deferred, Deferred, i);
      g_autofree char *doubt = NULL;
      gboolean changed = FALSE;

      if (g_cancellable_set_error_if_cancelled (run->watcher->cancellable, error))
        return FALSE;
      if (!resolve_one (run, deferred, &changed, &doubt, error))
        return FALSE;
      if (doubt != NULL)
        pursuit_import_revise_row (run, deferred->row, deferred->outcome, PURSUIT_OUTCOME_DOUBTFUL,
                                   deferred->binding->column->header, doubt);
      else if (changed && deferred->outcome == PURSUIT_OUTCOME_UNCHANGED)
        pursuit_import_revise_row (run, deferred->row, deferred->outcome, PURSUIT_OUTCOME_CHANGED, NULL, NULL);
    }

  return TRUE;
}

static int
by_rows (gconstpointer a,
         gconstpointer b,
         gpointer      taken_as)
{
  const TakenAs *first = g_hash_table_lookup (taken_as, a);
  const TakenAs *second = g_hash_table_lookup (taken_as, b);

  if (first->n_rows != second->n_rows)
    return first->n_rows > second->n_rows ? -1 : 1;

  return strcmp (a, b);
}

/* Says which names were recognised although they are spelt differently, the most frequent first. */
void
pursuit_import_note_names (PursuitImportRun *run)
{
  GList *names = g_hash_table_get_keys (run->taken_as);
  guint n = 0;

  names = g_list_sort_with_data (names, by_rows, run->taken_as);
  for (GList *l = names; l != NULL && n < MAX_NAME_NOTES; l = l->next, n++)
    {
      const TakenAs *taken = g_hash_table_lookup (run->taken_as, l->data);

      pursuit_import_note (run, g_strdup_printf (ngettext ("“%1$s” was taken as “%2$s” in %3$lu row.",
                                                           "“%1$s” was taken as “%2$s” in %3$lu rows.",
                                                           (gulong) taken->n_rows),
                                                 (const char *) l->data, taken->name, (gulong) taken->n_rows));
    }
  if (g_hash_table_size (run->taken_as) > n)
    pursuit_import_note (run, g_strdup_printf (ngettext ("%u more name was spelt differently.",
                                                         "%u more names were spelt differently.",
                                                         g_hash_table_size (run->taken_as) - n),
                                               g_hash_table_size (run->taken_as) - n));
  g_list_free (names);
}
