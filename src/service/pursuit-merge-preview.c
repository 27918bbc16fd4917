/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-merge-private.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-own-fields.h"
#include "pursuit-references.h"

/* What a merge would do, before it is done. */

static void
field_free (gpointer data)
{
  PursuitMergeField *self = data;

  g_free (self->winner);
  g_free (self->loser);
  g_free (self);
}

/**
 * pursuit_merge_preview_free:
 * @self: (transfer full): a preview
 */
void
pursuit_merge_preview_free (PursuitMergePreview *self)
{
  g_clear_object (&self->winner);
  g_clear_object (&self->loser);
  g_ptr_array_unref (self->fields);
  g_array_unref (self->counts);
  g_free (self);
}

/* A value as people read it; a reference by the name of what it refers to. */
static char *
dup_value (PursuitDesk        *desk,
           PursuitRecord      *record,
           const PursuitField *field)
{
  g_autoptr(PursuitRecord) other = NULL;

  if (pursuit_record_is_blank (record, field))
    return g_strdup ("");
  if (field->kind != PURSUIT_KIND_REF)
    return pursuit_record_format (record, field, pursuit_desk_get_currency (desk));

  other = pursuit_store_load (pursuit_desk_get_store (desk), field->type (), pursuit_record_get_number (record, field), NULL);
  return g_strdup (other != NULL ? pursuit_record_get_name (other) : "");
}

/* The profile of a person is shown to those who may see it only. */
static PursuitFieldMask
select_shown (PursuitDesk   *desk,
              PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  PursuitFieldMask mask = pursuit_record_class_select_combined (klass);

  if (pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PROFILE) == PURSUIT_SCOPE_NONE)
    mask &= ~pursuit_record_class_select (klass, PURSUIT_FIELD_PROFILE);

  return mask;
}

static void
add_field (PursuitMergePreview *self,
           PursuitDesk         *desk,
           const PursuitField  *field)
{
  PursuitMergeField *shown = g_new0 (PursuitMergeField, 1);

  shown->field = field;
  shown->winner = dup_value (desk, self->winner, field);
  shown->loser = dup_value (desk, self->loser, field);
  shown->can_join = pursuit_record_can_join (field) && *shown->winner != '\0' && *shown->loser != '\0';
  g_ptr_array_add (self->fields, shown);
}

/* Those that the house has added stand after the others, each for itself; of one that nobody sees nobody decides. */
static void
add_own_fields (PursuitMergePreview *self,
                PursuitDesk         *desk)
{
  g_autoptr(GPtrArray) changed =
    pursuit_own_set_list_changed (pursuit_desk_get_own_set (desk, NULL), self->winner, self->loser);

  for (guint i = 0; i < changed->len; i++)
    if (!((const PursuitField *) g_ptr_array_index (changed, i))->own->retired)
      add_field (self, desk, g_ptr_array_index (changed, i));
}

static void
add_fields (PursuitMergePreview *self,
            PursuitDesk         *desk)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self->winner);
  PursuitFieldMask differs = pursuit_record_diff (self->winner, self->loser) & select_shown (desk, self->winner);

  for (guint i = 0; i < klass->n_fields; i++)
    if (differs & (G_GUINT64_CONSTANT (1) << i))
      add_field (self, desk, &klass->fields[i]);
  add_own_fields (self, desk);
}

/* Who was merged into one of the two earlier is nobody of their own. */
static gboolean
is_counted (const PursuitReference *reference)
{
  return reference->type != G_TYPE_INVALID && !g_str_equal (reference->column, "merged_into_id");
}

static PursuitMergeCount *
get_count (PursuitMergePreview *self,
           GType                type)
{
  PursuitMergeCount fresh = { type, 0, 0 };

  for (guint i = 0; i < self->counts->len; i++)
    if (g_array_index (self->counts, PursuitMergeCount, i).type == type)
      return &g_array_index (self->counts, PursuitMergeCount, i);

  g_array_append_val (self->counts, fresh);
  return &g_array_index (self->counts, PursuitMergeCount, self->counts->len - 1);
}

static gboolean
add_counts (PursuitMergePreview  *self,
            PursuitStore         *store,
            GError              **error)
{
  g_autoptr(GArray) references = pursuit_references_list (G_OBJECT_TYPE (self->winner));

  for (guint i = 0; i < references->len; i++)
    {
      const PursuitReference *reference = &g_array_index (references, PursuitReference, i);
      gint64 n_winner, n_loser;
      PursuitMergeCount *count;

      if (!is_counted (reference))
        continue;
      if (!pursuit_references_count (store, reference, self->winner->id, &n_winner, error) ||
          !pursuit_references_count (store, reference, self->loser->id, &n_loser, error))
        return FALSE;
      if (n_winner == 0 && n_loser == 0)
        continue;
      count = get_count (self, reference->type);
      count->n_winner += n_winner;
      count->n_loser += n_loser;
    }

  return TRUE;
}

/**
 * pursuit_merge_preview:
 * @desk: a desk
 * @type: %PURSUIT_TYPE_CUSTOMER or %PURSUIT_TYPE_CONTACT
 * @winner_id: the record that is to stay
 * @loser_id: the one that is to become part of it
 * @error: return location
 *
 * Fails as pursuit_merge_records() would, so that nobody chooses in vain.
 *
 * Returns: (transfer full): in what the two differ, and how much would move
 */
PursuitMergePreview *
pursuit_merge_preview (PursuitDesk  *desk,
                       GType         type,
                       gint64        winner_id,
                       gint64        loser_id,
                       GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitMergePreview) self = g_new0 (PursuitMergePreview, 1);
  g_auto(PursuitReading) reading = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);
  g_return_val_if_fail (type == PURSUIT_TYPE_CUSTOMER || type == PURSUIT_TYPE_CONTACT, NULL);

  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->counts = g_array_new (FALSE, FALSE, sizeof (PursuitMergeCount));
  if (!pursuit_reading_begin (&reading, store, error) ||
      !pursuit_merge_load_both (desk, type, winner_id, loser_id, &self->winner, &self->loser, error) ||
      !pursuit_merge_require_apart (desk, self->winner, self->loser, error) || !add_counts (self, store, error))
    return NULL;

  pursuit_record_suggest_combining (self->winner, self->loser, &self->suggested);
  add_fields (self, desk);
  return g_steal_pointer (&self);
}
