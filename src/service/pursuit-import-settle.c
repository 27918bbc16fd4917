/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-family.h"
#include "pursuit-posts.h"
#include "pursuit-standing.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* What becomes of a row once it has been read: a new record, a changed one, or nothing. */

/* Whoever is looked for from now on may be this record. */
static void
follow_names (PursuitImportRun *run,
              PursuitRecord    *before,
              PursuitRecord    *after)
{
  for (PursuitImportBy by = PURSUIT_IMPORT_BY_NAME; by <= PURSUIT_IMPORT_AT_CUSTOMER; by++)
    {
      PursuitImportNames *names = pursuit_import_peek_names (run, G_OBJECT_TYPE (after), by);

      if (names != NULL && before != NULL)
        pursuit_import_names_change (names, before, after);
      else if (names != NULL)
        pursuit_import_names_add (names, after);
    }
}

/* Inserts a record, of whatever type, and remembers it for the undo. */
gboolean
pursuit_import_insert (PursuitImportRun  *run,
                       PursuitRecord     *record,
                       GError           **error)
{
  if (!pursuit_store_insert (run->store, record, error))
    return FALSE;

  run->n_written++;
  follow_names (run, NULL, record);
  pursuit_import_trace_add_new (run->trace, record);
  return TRUE;
}

/* Writes a record that was changed, of whatever type, and remembers how it was. */
gboolean
pursuit_import_update (PursuitImportRun  *run,
                       PursuitRecord     *before,
                       PursuitRecord     *after,
                       GError           **error)
{
  if (PURSUIT_IS_CUSTOMER (after) && PURSUIT_CUSTOMER (before)->parent_id != PURSUIT_CUSTOMER (after)->parent_id &&
      !pursuit_family_require (run->desk, after, error))
    return FALSE;
  if (!pursuit_posts_require_chain (run->desk, before, after, error) || !pursuit_store_update (run->store, after, error))
    return FALSE;
  run->n_written++;
  /* What is new is judged for the first time when all rows are in. */
  if (!pursuit_posts_follow (run->desk, before, after, NULL, error) ||
      (!pursuit_import_trace_has_created (run->trace, after) &&
       !pursuit_standing_note (run->desk, before, after, NULL, error)))
    return FALSE;

  follow_names (run, before, after);
  pursuit_import_trace_add_change (run->trace, before, after);
  return TRUE;
}

static void
set_outcome (PursuitImportRun *run,
             PursuitOutcome    outcome,
             PursuitRecord    *record)
{
  run->outcome = run->doubt != NULL ? PURSUIT_OUTCOME_DOUBTFUL : outcome;
  run->settled_id = record->id;
}

/* What a row must say and does not; @run->column is where it would stand. */
gboolean
pursuit_import_require_fields (PursuitImportRun  *run,
                               PursuitRecord     *record,
                               GError           **error)
{
  for (guint i = 0; i < run->klass->n_fields; i++)
    {
      const PursuitField *field = &run->klass->fields[i];
      const PursuitImportBinding *binding;

      if (!(field->flags & PURSUIT_FIELD_REQUIRED) || !pursuit_record_is_blank (record, field))
        continue;

      binding = pursuit_import_get_binding (run, field->name);
      run->column = binding != NULL ? binding->column->header : NULL;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is missing."), _(field->label));
      return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_import_create:
 * @run: a run
 * @record: a complete new record, what the present row says
 * @error: return location
 *
 * Writes the record and settles the row as new.
 *
 * Fails as pursuit_store_insert().
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_import_create (PursuitImportRun  *run,
                       PursuitRecord     *record,
                       GError           **error)
{
  if (!pursuit_import_require_fields (run, record, error) || !pursuit_import_insert (run, record, error))
    return FALSE;

  pursuit_import_mark_seen (run, record->id);
  set_outcome (run, PURSUIT_OUTCOME_NEW, record);
  return TRUE;
}

/* A name that only its folded form recognised stays as it is known here. */
static PursuitFieldMask
keep_name (PursuitImportRun *run,
           PursuitRecord    *existing,
           PursuitRecord    *incoming)
{
  const PursuitField *field = run->klass->name_field;
  const char *here = pursuit_record_get_text (existing, field);
  const char *there = pursuit_record_get_text (incoming, field);
  const PursuitImportBinding *binding = pursuit_import_get_binding (run, field->name);
  g_autofree char *here_key = NULL;
  g_autofree char *there_key = NULL;

  if (g_strcmp0 (here, there) == 0 || there == NULL || run->klass->fold_name == NULL ||
      (incoming->external_id != NULL && g_strcmp0 (existing->external_id, incoming->external_id) == 0))
    return 0;

  /* Case, width and script mean nothing; but 有限公司 and 集团 may be two companies. */
  here_key = pursuit_text_fold (here);
  there_key = pursuit_text_fold (there);
  if (run->type != PURSUIT_TYPE_CUSTOMER || g_str_equal (here_key, there_key))
    pursuit_import_note_name (run, there, here);
  else
    pursuit_import_doubt (run, binding != NULL ? binding->column->header : NULL,
                          g_strdup_printf (_("“%1$s” was taken as “%2$s”"), there, here));
  return pursuit_record_class_get_bit (run->klass, field);
}

/**
 * pursuit_import_merge:
 * @run: a run
 * @existing: a record as it is; it is changed
 * @incoming: what the present row says about it
 * @given: the fields that the row says something about
 * @error: return location
 *
 * Takes over what the row says: fields that it leaves blank stay, references to a namesake too.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is taken over
 */
gboolean
pursuit_import_merge (PursuitImportRun  *run,
                      PursuitRecord     *existing,
                      PursuitRecord     *incoming,
                      PursuitFieldMask   given,
                      GError           **error)
{
  PursuitFieldMask mask = pursuit_record_diff (existing, incoming) & given;

  mask &= ~keep_name (run, existing, incoming);
  for (guint i = 0; i < run->klass->n_fields; i++)
    {
      const PursuitField *field = &run->klass->fields[i];
      PursuitFieldMask bit = pursuit_record_class_get_bit (run->klass, field);
      gboolean same;

      if (!(mask & bit) || field->kind != PURSUIT_KIND_REF)
        continue;
      if (!pursuit_import_is_same_name (run, field->type (), pursuit_record_get_number (existing, field),
                                        pursuit_record_get_number (incoming, field), &same, error))
        return FALSE;
      if (same)
        mask &= ~bit;
    }

  pursuit_record_assign (existing, incoming, mask & ~pursuit_record_get_extra_bit (existing));
  if (mask & pursuit_record_get_extra_bit (existing))
    {
      g_autoptr(PursuitRecord) blank = pursuit_record_new (run->type);

      pursuit_record_carry_extra (existing, blank, incoming);
    }
  if (incoming->external_id != NULL)
    pursuit_set_str (&existing->external_id, incoming->external_id);
  return TRUE;
}

/* For the eye only: a name that cannot be read now is left blank. */
char *
pursuit_import_format_field (PursuitImportRun   *run,
                             PursuitRecord      *record,
                             const PursuitField *field)
{
  g_autofree char *name = NULL;

  if (field->kind != PURSUIT_KIND_REF)
    return pursuit_record_format (record, field, run->currency);
  if (run->company != NULL && pursuit_record_get_number (record, field) == PURSUIT_IMPORT_PENDING)
    return g_strdup (pursuit_record_get_name (run->company));

  /* Names that the program brought along are message ids. */
  pursuit_import_read_name (run, field->type (), pursuit_record_get_number (record, field), &name, NULL);
  return g_strdup (name != NULL && *name != '\0' ? _(name) : "");
}

static void
describe_change (PursuitImportRun   *run,
                 PursuitRecord      *before,
                 PursuitRecord      *after,
                 const PursuitField *field,
                 GString            *all)
{
  g_autofree char *old = pursuit_import_format_field (run, before, field);
  g_autofree char *new = pursuit_import_format_field (run, after, field);

  /* Translators: the label of a field, its old and its new value */
  g_string_append_printf (all, _("%1$s: %2$s → %3$s"), _(field->label), old, new);
  g_string_append_c (all, '\n');
}

/* "Grade: B → A", one line a field, for the preview. */
static void
describe_changes (PursuitImportRun *run,
                  PursuitRecord    *before,
                  PursuitRecord    *after)
{
  PursuitFieldMask changed = pursuit_record_diff (before, after);
  GString *all = g_string_new (NULL);

  if (run->report->counts[PURSUIT_OUTCOME_CHANGED] < PURSUIT_IMPORT_MAX_ROWS)
    {
      g_autoptr(GPtrArray) own = pursuit_own_set_list_changed (run->import->own_set, before, after);

      for (guint i = 0; i < run->klass->n_fields; i++)
        if ((changed & (G_GUINT64_CONSTANT (1) << i)) && pursuit_import_can_read (&run->klass->fields[i]))
          describe_change (run, before, after, &run->klass->fields[i], all);
      for (guint i = 0; i < own->len; i++)
        describe_change (run, before, after, g_ptr_array_index (own, i), all);
    }

  if (all->len > 0)
    g_string_truncate (all, all->len - 1);
  g_free (run->changes);
  run->changes = g_string_free (all, FALSE);
}

/**
 * pursuit_import_change:
 * @run: a run
 * @existing: a record as it is in the database
 * @changed: the same with what the present row says
 * @error: return location
 *
 * Writes the record if anything changed, brings it back if it was deleted, and settles the row.
 *
 * Fails as pursuit_store_update().
 *
 * Returns: %TRUE when the row is settled
 */
gboolean
pursuit_import_change (PursuitImportRun  *run,
                       PursuitRecord     *existing,
                       PursuitRecord     *changed,
                       GError           **error)
{
  gboolean is_deleted = existing->deleted_at != 0;

  if (is_deleted)
    {
      if (!pursuit_store_set_deleted (run->store, changed, FALSE, error))
        return FALSE;
      run->n_written++;
      run->n_revived++;
    }
  if (is_deleted || pursuit_record_diff (existing, changed) != 0 ||
      g_strcmp0 (existing->external_id, changed->external_id) != 0)
    {
      if (!pursuit_import_require_fields (run, changed, error) || !pursuit_import_update (run, existing, changed, error))
        return FALSE;
      describe_changes (run, existing, changed);
      set_outcome (run, is_deleted ? PURSUIT_OUTCOME_NEW : PURSUIT_OUTCOME_CHANGED, changed);
    }
  else
    set_outcome (run, PURSUIT_OUTCOME_UNCHANGED, changed);

  pursuit_import_mark_seen (run, changed->id);
  return TRUE;
}

/* What most kinds do with a row. */
gboolean
pursuit_import_settle (PursuitImportRun  *run,
                       PursuitRecord     *incoming,
                       PursuitFieldMask   given,
                       GError           **error)
{
  g_autoptr(PursuitRecord) existing = NULL;
  g_autoptr(PursuitRecord) changed = NULL;
  PursuitLike like;

  if (!pursuit_import_match (run, incoming, &existing, error) ||
      !pursuit_import_find_alike (run, incoming, existing, &like, error))
    return FALSE;
  if (like.id != 0)
    return pursuit_import_settle_alike (run, incoming, given, &like, error);
  if (run->handler->fit != NULL && !run->handler->fit (run, existing, incoming, &given, error))
    return FALSE;
  if (existing == NULL)
    return pursuit_import_create (run, incoming, error);

  changed = pursuit_record_copy (existing);
  return pursuit_import_merge (run, changed, incoming, given, error) &&
         pursuit_import_change (run, existing, changed, error);
}
