/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-merge-private.h"

#include "pursuit-bond.h"
#include "pursuit-references.h"

/* Whatever refers to a record refers to another one from now on, deleted rows too. Where both have the same thing of which there can
 * only be one, it is brought together in the record that stays, and the other is deleted: its row keeps what it said. */

/* What there is once: the fields that say so, one of which refers to what is merged. */
static const struct
{
  const char *table;
  const char *fields[5];
} unique[] = {
  { "stakeholder", { "deal_id", "contact_id" } },
  { "bond", { "customer_id", "period", "contact_id", "staff_id" } },
  { "employment", { "customer_id", "contact_id", "title", "from_on" } },
};

void
pursuit_merge_trace_init (PursuitMergeTrace *self)
{
  self->moved = json_object_new ();
  self->deleted = json_object_new ();
  self->kept_before = json_object_new ();
  self->kept_after = json_object_new ();
}

void
pursuit_merge_trace_clear (PursuitMergeTrace *self)
{
  g_clear_pointer (&self->moved, json_object_unref);
  g_clear_pointer (&self->deleted, json_object_unref);
  g_clear_pointer (&self->kept_before, json_object_unref);
  g_clear_pointer (&self->kept_after, json_object_unref);
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  if (!json_object_has_member (object, name))
    json_object_set_array_member (object, name, json_array_new ());

  return json_object_get_array_member (object, name);
}

static void
add_change (JsonObject       *object,
            PursuitRecord    *record,
            PursuitFieldMask  mask)
{
  JsonArray *pair = json_array_new ();

  json_array_add_int_element (pair, record->id);
  json_array_add_object_element (pair, pursuit_record_to_json (record, mask));
  json_array_add_array_element (get_array (object, PURSUIT_RECORD_GET_CLASS (record)->table), pair);
}

/* Ids that follow each other take one pair. */
static void
add_moved (JsonObject             *moved,
           const PursuitReference *reference,
           gint64                  id)
{
  g_autofree char *name = g_strconcat (reference->table, ".", reference->column, NULL);
  JsonArray *ranges = get_array (moved, name);
  guint n = json_array_get_length (ranges);
  JsonArray *last = n > 0 ? json_array_get_array_element (ranges, n - 1) : NULL;

  if (last != NULL && json_array_get_int_element (last, 1) + 1 == id)
    json_array_remove_element (last, 1);
  else
    {
      last = json_array_new ();
      json_array_add_int_element (last, id);
      json_array_add_array_element (ranges, last);
    }
  json_array_add_int_element (last, id);
}

/* Of two judgements of one relationship the newer one counts. */
static void
combine_bonds (PursuitBond *kept,
               PursuitBond *other)
{
  static const char *const judged[] = { "level", "target", "evidence", "assessed_on", "assessed_by_id" };
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (kept);
  PursuitFieldMask mask = 0;

  if (g_strcmp0 (other->assessed_on, kept->assessed_on) <= 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (judged); i++)
    mask |= pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, judged[i]));
  pursuit_record_assign (PURSUIT_RECORD (kept), PURSUIT_RECORD (other), mask);
}

static void
combine (PursuitRecord *kept,
         PursuitRecord *other)
{
  PursuitCombining combining;

  if (PURSUIT_IS_BOND (kept))
    {
      combine_bonds (PURSUIT_BOND (kept), PURSUIT_BOND (other));
      return;
    }

  pursuit_record_suggest_combining (kept, other, &combining);
  pursuit_record_combine (kept, other, &combining);
}

static gboolean
bring_together (PursuitDesk        *desk,
                PursuitRecord      *other,
                gint64              kept_id,
                PursuitMergeTrace  *trace,
                GError            **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) kept = pursuit_store_load (store, G_OBJECT_TYPE (other), kept_id, error);
  g_autoptr(PursuitRecord) before = NULL;
  PursuitFieldMask changed;

  if (kept == NULL)
    return FALSE;
  before = pursuit_record_copy (kept);
  combine (kept, other);
  changed = pursuit_record_diff (before, kept);
  if (changed != 0 && !pursuit_store_update (store, kept, error))
    return FALSE;
  if (!pursuit_store_set_deleted (store, other, TRUE, error))
    return FALSE;

  if (changed != 0)
    {
      add_change (trace->kept_before, before, changed);
      add_change (trace->kept_after, kept, changed);
    }
  json_array_add_int_element (get_array (trace->deleted, PURSUIT_RECORD_GET_CLASS (other)->table), other->id);
  return TRUE;
}

static const char *const *
find_unique (const PursuitReference *reference)
{
  for (guint i = 0; i < G_N_ELEMENTS (unique); i++)
    if (g_str_equal (unique[i].table, reference->table) && g_strv_contains (unique[i].fields, reference->column))
      return unique[i].fields;

  return NULL;
}

/* Whether the record that stays has the same already. */
static gboolean
settle_clash (PursuitDesk             *desk,
              const PursuitReference  *reference,
              gint64                   row_id,
              gint64                   to_id,
              PursuitMergeTrace       *trace,
              GError                 **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  const char *const *fields = find_unique (reference);
  g_autoptr(PursuitRecord) other = NULL;
  g_autoptr(PursuitRecord) moved = NULL;
  gint64 kept_id;

  if (fields == NULL)
    return TRUE;
  other = pursuit_store_load (store, reference->type, row_id, error);
  if (other == NULL || other->deleted_at != 0)
    return other != NULL;

  moved = pursuit_record_copy (other);
  pursuit_record_set_number (moved, pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (moved), reference->column), to_id);
  if (!pursuit_references_find_same (store, moved, fields, &kept_id, error))
    return FALSE;

  return kept_id == 0 || bring_together (desk, other, kept_id, trace, error);
}

static gboolean
move_by (PursuitDesk             *desk,
         const PursuitReference  *reference,
         gint64                   from_id,
         gint64                   to_id,
         PursuitMergeTrace       *trace,
         GError                 **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GArray) ids = pursuit_references_find (store, reference, from_id, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean moved;

      if (!settle_clash (desk, reference, id, to_id, trace, error) ||
          !pursuit_references_move (store, reference, id, from_id, to_id, &moved, error))
        return FALSE;
      if (moved)
        add_moved (trace->moved, reference, id);
    }

  return TRUE;
}

/**
 * pursuit_merge_move_children:
 * @desk: a desk, within a transaction
 * @type: a record type
 * @from_id: a record
 * @to_id: another
 * @trace: what was done is added to it
 * @error: return location
 *
 * Lets everything that refers to one record refer to the other.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, %PURSUIT_ERROR_INVALID when what is brought together breaks a rule.
 *
 * Returns: %TRUE when nothing refers to @from_id any more
 */
gboolean
pursuit_merge_move_children (PursuitDesk        *desk,
                             GType               type,
                             gint64              from_id,
                             gint64              to_id,
                             PursuitMergeTrace  *trace,
                             GError            **error)
{
  g_autoptr(GArray) references = pursuit_references_list (type);

  for (guint i = 0; i < references->len; i++)
    if (!move_by (desk, &g_array_index (references, PursuitReference, i), from_id, to_id, trace, error))
      return FALSE;

  return TRUE;
}
