/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-duplicate-keys.h"
#include "pursuit-error.h"
#include "pursuit-name-lookups.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * Rows that look like somebody who is there already, and may be somebody else (DOS-6): the same registration code, telephone number,
 * e-mail address or domain, a name that is written otherwise. What becomes of them is decided by a person: of each row, or of
 * all in the same way. As long as nobody has, they stay out.
 */

static void
difference_free (gpointer data)
{
  PursuitImportDifference *self = data;

  g_free (self->label);
  g_free (self->here);
  g_free (self->there);
  g_free (self);
}

void
pursuit_import_likeness_free (PursuitImportLikeness *self)
{
  g_free (self->name);
  g_free (self->reasons);
  g_ptr_array_unref (self->differences);
  g_free (self);
}

/* Case, width and script mean nothing; but 有限公司 and 集团 may be two companies. */
static gboolean
has_other_form (PursuitImportRun *run,
                PursuitRecord    *existing,
                PursuitRecord    *incoming)
{
  const char *name = pursuit_record_get_name (incoming);
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  if (run->type != PURSUIT_TYPE_CUSTOMER || name == NULL || g_strcmp0 (pursuit_record_get_name (existing), name) == 0 ||
      (incoming->external_id != NULL && g_strcmp0 (existing->external_id, incoming->external_id) == 0))
    return FALSE;

  here = pursuit_text_fold (pursuit_record_get_name (existing));
  there = pursuit_text_fold (name);
  return !g_str_equal (here, there);
}

/* Whom an earlier row names is not meant by another; but two rows may look like the same one. */
static gboolean
may_be_meant (gint64   id,
              gpointer user_data)
{
  PursuitImportRun *run = user_data;

  return !g_hash_table_contains (run->seen, GSIZE_TO_POINTER ((gsize) id)) ||
         g_hash_table_contains (run->merged, GSIZE_TO_POINTER ((gsize) id));
}

/* Everything is read when the first new row comes, before it is written: rows are compared with what was there, not with each other. */
static gboolean
prepare (PursuitImportRun  *run,
         GError           **error)
{
  gint64 last_id;

  if (run->is_compared)
    return TRUE;
  if (!pursuit_lookup_last_id (run->store, run->type, &last_id, error))
    return FALSE;
  if (last_id > 0)
    {
      run->likeness = pursuit_likeness_new (run->store, run->type, run->import->most_similar, error);
      if (run->likeness == NULL)
        return FALSE;
      if (pursuit_likeness_is_empty (run->likeness))
        g_clear_pointer (&run->likeness, pursuit_likeness_free);
    }

  run->is_compared = TRUE;
  return TRUE;
}

/**
 * pursuit_import_find_alike:
 * @run: a run
 * @incoming: what the present row says
 * @existing: (nullable): whom pursuit_import_match() found
 * @out_like: (out): who may be meant; its id is 0 for nobody
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_like was set
 */
gboolean
pursuit_import_find_alike (PursuitImportRun  *run,
                           PursuitRecord     *incoming,
                           PursuitRecord     *existing,
                           PursuitLike       *out_like,
                           GError           **error)
{
  g_autoptr(PursuitRecord) found = NULL;

  const PursuitImportDecision *decision = pursuit_import_find_decision (run);

  *out_like = (PursuitLike) { decision != NULL ? decision->id : 0, 0, 0 };
  if (decision != NULL || !pursuit_duplicate_has_keys (run->type))
    return TRUE;
  if (existing != NULL)
    {
      if (existing->deleted_at == 0 && has_other_form (run, existing, incoming))
        *out_like = (PursuitLike) { existing->id, 1u << PURSUIT_DUPLICATE_NAME, 0 };
      return TRUE;
    }
  /* Where all come in as they are, nobody needs to know. */
  if (pursuit_import_takes_all_as_new (run->import))
    return TRUE;
  if (!prepare (run, error))
    return FALSE;
  if (run->likeness == NULL || !pursuit_likeness_find (run->likeness, incoming, may_be_meant, run, out_like))
    return TRUE;

  /* Two numbers in the other system are two customers there. */
  found = pursuit_store_load (run->store, run->type, out_like->id, error);
  if (found == NULL)
    return FALSE;
  if (found->deleted_at != 0 || (incoming->external_id != NULL && found->external_id != NULL))
    out_like->id = 0;
  return TRUE;
}

static gboolean
may_see (PursuitImportRun  *run,
         PursuitRecord     *record,
         gboolean          *out_may,
         GError           **error)
{
  g_autoptr(PursuitRecord) customer = NULL;
  g_autoptr(GError) local = NULL;

  if (PURSUIT_IS_CONTACT (record))
    customer = pursuit_store_load (run->store, PURSUIT_TYPE_CUSTOMER, PURSUIT_CONTACT (record)->customer_id, error);
  else
    customer = g_object_ref (record);
  if (customer == NULL)
    return FALSE;

  *out_may = pursuit_desk_require_about (run->desk, PURSUIT_RIGHT_VIEW,
                                         &(PursuitSubject) { PURSUIT_CUSTOMER (customer)->owner_id, customer->id, 0 }, &local);
  if (*out_may || g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DENIED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What the house has added is one text of a record, and taken or left as a whole. */
static void
add_own_differences (PursuitImportRun *run,
                     PursuitRecord    *existing,
                     PursuitRecord    *incoming,
                     GPtrArray        *differences)
{
  g_autoptr(GPtrArray) fields = pursuit_own_set_list_changed (run->import->own_set, NULL, incoming);
  g_autoptr(GString) all_here = g_string_new (NULL);
  g_autoptr(GString) all_there = g_string_new (NULL);
  PursuitImportDifference *difference;

  for (guint i = 0; i < fields->len; i++)
    {
      const PursuitField *field = g_ptr_array_index (fields, i);
      g_autofree char *here = pursuit_import_format_field (run, existing, field);
      g_autofree char *there = pursuit_import_format_field (run, incoming, field);

      if (g_str_equal (here, there))
        continue;
      if (*here != '\0')
        g_string_append_printf (all_here, "%s%s: %s", all_here->len > 0 ? _(", ") : "", _(field->label), here);
      g_string_append_printf (all_there, "%s%s: %s", all_there->len > 0 ? _(", ") : "", _(field->label), there);
    }
  if (all_there->len == 0)
    return;

  difference = g_new0 (PursuitImportDifference, 1);
  difference->field = pursuit_record_get_extra_bit (existing);
  difference->label = g_strdup (_("Own fields"));
  difference->here = g_string_free (g_steal_pointer (&all_here), FALSE);
  difference->there = g_string_free (g_steal_pointer (&all_there), FALSE);
  difference->take = TRUE;
  g_ptr_array_add (differences, difference);
}

/* What the row says otherwise. The name stays as it is known, and nobody changes the customer by looking like somebody. */
static GPtrArray *
list_differences (PursuitImportRun *run,
                  PursuitRecord    *existing,
                  PursuitRecord    *incoming,
                  PursuitFieldMask  given)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (difference_free);
  PursuitFieldMask mask = (pursuit_record_diff (existing, incoming) & given) | pursuit_record_class_get_bit (run->klass, run->klass->name_field);

  for (guint i = 0; i < run->klass->n_fields; i++)
    {
      const PursuitField *field = &run->klass->fields[i];
      PursuitImportDifference *difference;

      if (!(mask & (G_GUINT64_CONSTANT (1) << i)) || (field->flags & PURSUIT_FIELD_TECHNICAL))
        continue;
      difference = g_new0 (PursuitImportDifference, 1);
      difference->field = G_GUINT64_CONSTANT (1) << i;
      difference->label = g_strdup (_(field->label));
      difference->here = pursuit_import_format_field (run, existing, field);
      difference->there = pursuit_import_format_field (run, incoming, field);
      difference->take = field != run->klass->name_field && !g_str_equal (field->name, "customer_id");
      if (g_str_equal (difference->here, difference->there))
        difference_free (difference);
      else
        g_ptr_array_add (differences, difference);
    }
  if (given & pursuit_record_get_extra_bit (existing))
    add_own_differences (run, existing, incoming, differences);

  return differences;
}

typedef struct
{
  GPtrArray *keys;     /* "kind:key" of one */
  guint shared;        /* bits of the kinds that the other has too */
} Comparison;

static gboolean
collect_key_cb (PursuitDuplicateKind  kind,
                const char           *key,
                gpointer              user_data)
{
  Comparison *comparison = user_data;

  g_ptr_array_add (comparison->keys, g_strdup_printf ("%u:%s", kind, key));
  return TRUE;
}

static gboolean
compare_key_cb (PursuitDuplicateKind  kind,
                const char           *key,
                gpointer              user_data)
{
  Comparison *comparison = user_data;
  g_autofree char *wanted = g_strdup_printf ("%u:%s", kind, key);

  if (g_ptr_array_find_with_equal_func (comparison->keys, wanted, g_str_equal, NULL))
    comparison->shared |= 1u << kind;

  return TRUE;
}

/* All that the two share, not only what the one was found by. */
static char *
dup_reasons (PursuitRecord     *existing,
             PursuitRecord     *incoming,
             const PursuitLike *like)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  Comparison comparison = { keys, like->kinds };

  pursuit_duplicate_keys_foreach (existing, collect_key_cb, &comparison);
  pursuit_duplicate_keys_foreach (incoming, compare_key_cb, &comparison);
  if (comparison.shared == 0 && like->percent > 0)
    /* Translators: how much of two names is the same */
    return g_strdup_printf (_("name %u %% alike"), like->percent);

  return pursuit_duplicate_dup_reasons (comparison.shared);
}

/* Of several things that are the same, the one that tells most. */
static guint
get_alike (const PursuitLike *like,
           gboolean           may)
{
  static const guint telling[] = { PURSUIT_DUPLICATE_CODE, PURSUIT_DUPLICATE_EMAIL, PURSUIT_DUPLICATE_PHONE, PURSUIT_DUPLICATE_NAME,
                                   PURSUIT_DUPLICATE_DOMAIN };

  if (!may)
    return PURSUIT_ALIKE_HIDDEN;
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (like->kinds & (1u << telling[i]))
      return telling[i];

  return PURSUIT_ALIKE_SIMILAR;
}

static gboolean
describe (PursuitImportRun       *run,
          PursuitRecord          *existing,
          PursuitRecord          *incoming,
          PursuitFieldMask        given,
          const PursuitLike      *like,
          PursuitImportLikeness **out_likeness,
          GError                **error)
{
  PursuitImportLikeness *likeness;
  gboolean may;

  if (!may_see (run, existing, &may, error))
    return FALSE;

  likeness = g_new0 (PursuitImportLikeness, 1);
  likeness->id = like->id;
  likeness->fingerprint = pursuit_import_make_fingerprint (run->cells);
  likeness->name = may ? g_strdup (pursuit_record_get_name (existing)) : NULL;
  likeness->reasons = dup_reasons (existing, incoming, like);
  likeness->alike = get_alike (like, may);
  likeness->differences = may ? list_differences (run, existing, incoming, given) : g_ptr_array_new ();
  *out_likeness = likeness;
  return TRUE;
}

static const char *
get_name_header (PursuitImportRun *run)
{
  const PursuitImportBinding *binding = pursuit_import_get_binding (run, run->klass->name_field->name);

  return binding != NULL ? binding->column->header : NULL;
}

static gboolean
keep_out (PursuitImportRun       *run,
          PursuitImportLikeness  *likeness)
{
  g_clear_pointer (&run->doubt, g_free);
  if (likeness->name != NULL)
    /* Translators: a row of a file that looks like somebody who is there, and what is the same */
    pursuit_import_doubt (run, get_name_header (run), g_strdup_printf (_("like “%1$s”: %2$s"), likeness->name, likeness->reasons));
  else
    pursuit_import_doubt (run, get_name_header (run), g_strdup_printf (_("like somebody whom you may not see: %s"), likeness->reasons));
  run->outcome = PURSUIT_OUTCOME_DOUBTFUL;
  run->settled_id = 0;
  run->is_kept_out = TRUE;
  return TRUE;
}

/* Field by field, as somebody chose. */
static void
merge_chosen (PursuitImportRun  *run,
              PursuitRecord     *changed,
              PursuitRecord     *incoming,
              PursuitFieldMask   mask)
{
  pursuit_record_assign (changed, incoming, mask & ~pursuit_record_get_extra_bit (changed));
  if (mask & pursuit_record_get_extra_bit (changed))
    {
      g_autoptr(PursuitRecord) blank = pursuit_record_new (run->type);

      pursuit_record_carry_extra (changed, blank, incoming);
    }
  if (incoming->external_id != NULL && changed->external_id == NULL)
    pursuit_set_str (&changed->external_id, incoming->external_id);
}

/* The name stays as it is known, and being like somebody is no reason to move to another company. */
static void
keep_identity (PursuitImportRun  *run,
               PursuitRecord     *existing,
               PursuitRecord     *incoming,
               PursuitFieldMask  *given)
{
  const PursuitField *customer = pursuit_record_class_find (run->klass, "customer_id");

  *given &= ~pursuit_record_class_get_bit (run->klass, run->klass->name_field);
  if (customer != NULL)
    *given &= ~pursuit_record_class_get_bit (run->klass, customer);
  if (g_strcmp0 (pursuit_record_get_name (existing), pursuit_record_get_name (incoming)) != 0)
    pursuit_import_doubt (run, get_name_header (run), g_strdup_printf (_("“%1$s” was taken as “%2$s”"), pursuit_record_get_name (incoming),
                                                                       pursuit_record_get_name (existing)));
}

static gboolean
merge (PursuitImportRun             *run,
       PursuitRecord                *existing,
       PursuitRecord                *incoming,
       PursuitFieldMask              given,
       const PursuitImportDecision  *decision,
       GError                      **error)
{
  g_autoptr(PursuitRecord) changed = NULL;

  if (decision->fingerprint == 0)
    keep_identity (run, existing, incoming, &given);
  else
    given &= decision->take;
  if (run->handler->fit != NULL && !run->handler->fit (run, existing, incoming, &given, error))
    return FALSE;

  changed = pursuit_record_copy (existing);
  if (decision->fingerprint != 0)
    merge_chosen (run, changed, incoming, given);
  else if (!pursuit_import_merge (run, changed, incoming, given, error))
    return FALSE;

  g_hash_table_add (run->merged, GSIZE_TO_POINTER ((gsize) existing->id));
  return pursuit_import_change (run, existing, changed, error);
}

static gboolean
create (PursuitImportRun  *run,
        PursuitRecord     *incoming,
        PursuitFieldMask   given,
        GError           **error)
{
  return (run->handler->fit == NULL || run->handler->fit (run, NULL, incoming, &given, error)) &&
         pursuit_import_create (run, incoming, error);
}

/**
 * pursuit_import_settle_alike:
 * @run: a run
 * @incoming: what the present row says
 * @given: the fields that it says something about
 * @like: who may be meant
 * @error: return location
 *
 * Does with the row what was decided, or keeps it out.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the row cannot be taken, and with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the row is settled
 */
gboolean
pursuit_import_settle_alike (PursuitImportRun   *run,
                             PursuitRecord      *incoming,
                             PursuitFieldMask    given,
                             const PursuitLike  *like,
                             GError            **error)
{
  const PursuitImportDecision *decided = pursuit_import_find_decision (run);
  PursuitImportDecision decision = { 0, PURSUIT_DOUBTFUL_KEEP_OUT, 0, 0, 0 };
  g_autoptr(PursuitRecord) existing = pursuit_store_load (run->store, run->type, like->id, error);
  gboolean may;

  if (existing == NULL || !may_see (run, existing, &may, error))
    return FALSE;
  if (decided != NULL)
    decision = *decided;
  else
    decision.what = pursuit_import_choose (run, get_alike (like, may));
  if (decision.what == PURSUIT_DOUBTFUL_CREATE)
    return create (run, incoming, given, error);
  if (decision.what == PURSUIT_DOUBTFUL_MERGE && may && existing->deleted_at == 0)
    return merge (run, existing, incoming, given, &decision, error);

  return describe (run, existing, incoming, given, like, &run->alike, error) && keep_out (run, run->alike);
}
