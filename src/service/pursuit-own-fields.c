/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-fields.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-own-defs.h"
#include "pursuit-own-rules.h"
#include "pursuit-records-private.h"
#include "pursuit-str.h"

/* Positions are given with room between them, so that one field is moved by writing one. */
#define STEP 10
#define LAST_POSITION 1000

/**
 * pursuit_own_field_info_free:
 * @info: (transfer full): what a list says of a field
 */
void
pursuit_own_field_info_free (PursuitOwnFieldInfo *info)
{
  g_object_unref (info->definition);
  g_free (info);
}

/**
 * pursuit_desk_get_own_set:
 * @desk: a desk
 * @error: return location
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: (transfer none): the fields that the house has added, lent until the desk is used again
 */
PursuitOwnSet *
pursuit_desk_get_own_set (PursuitDesk  *desk,
                          GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  return pursuit_own_defs_get (pursuit_desk_get_store (desk), error);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  PursuitOwnField *one = *(PursuitOwnField *const *) a;
  PursuitOwnField *other = *(PursuitOwnField *const *) b;

  if (one->entity != other->entity)
    return one->entity < other->entity ? -1 : 1;
  if (one->position != other->position)
    return one->position < other->position ? -1 : 1;

  return PURSUIT_RECORD (one)->id < PURSUIT_RECORD (other)->id ? -1 : PURSUIT_RECORD (one)->id > PURSUIT_RECORD (other)->id;
}

/* In the order in which they are shown. */
static GPtrArray *
list_definitions (PursuitDesk  *desk,
                  GError      **error)
{
  GPtrArray *definitions = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_OWN_FIELD, error);

  if (definitions != NULL)
    g_ptr_array_sort (definitions, compare);
  return definitions;
}

static gboolean
count_values (PursuitDesk      *desk,
              PursuitOwnField  *definition,
              gint64           *out_count,
              GError          **error)
{
  return pursuit_own_defs_count_values (pursuit_desk_get_store (desk),
                                        pursuit_own_entity_to_type ((PursuitOwnEntity) definition->entity), definition->key,
                                        NULL, out_count, error);
}

/**
 * pursuit_own_fields_list:
 * @desk: a desk
 * @error: return location
 *
 * Everybody may know which fields there are.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitOwnFieldInfo): the fields of customers, then of contacts, then of deals, each in
 *   the order in which they are shown, the retired ones too
 */
GPtrArray *
pursuit_own_fields_list (PursuitDesk  *desk,
                         GError      **error)
{
  g_autoptr(GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_own_field_info_free);
  g_autoptr(GPtrArray) definitions = NULL;
  g_auto(PursuitReading) reading = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (!pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error))
    return NULL;
  definitions = list_definitions (desk, error);
  for (guint i = 0; definitions != NULL && i < definitions->len; i++)
    {
      PursuitOwnFieldInfo *info = g_new0 (PursuitOwnFieldInfo, 1);

      info->definition = g_object_ref (g_ptr_array_index (definitions, i));
      g_ptr_array_add (infos, info);
      if (!count_values (desk, info->definition, &info->n_values, error))
        return NULL;
    }

  return definitions != NULL ? g_steal_pointer (&infos) : NULL;
}

/**
 * pursuit_own_fields_load:
 * @desk: a desk
 * @type: a record type that can have own fields
 * @key: a key, with or without %PURSUIT_OWN_PREFIX
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the definition
 */
PursuitOwnField *
pursuit_own_fields_load (PursuitDesk  *desk,
                         GType         type,
                         const char   *key,
                         GError      **error)
{
  PursuitOwnSet *set = pursuit_desk_get_own_set (desk, error);
  const PursuitOwn *own = set != NULL ? pursuit_own_set_find (set, type, key) : NULL;

  if (set == NULL)
    return NULL;
  if (own == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no own field with the key “%s”."), key);
      return NULL;
    }

  return (PursuitOwnField *) pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_OWN_FIELD, own->id, error);
}

static gint64
find_last_position (GPtrArray *definitions,
                    gint64     entity)
{
  gint64 last = 0;

  for (guint i = 0; i < definitions->len; i++)
    {
      PursuitOwnField *each = g_ptr_array_index (definitions, i);

      if (each->entity == entity)
        last = MAX (last, each->position);
    }

  return last;
}

/**
 * pursuit_own_fields_add:
 * @desk: a desk
 * @definition: a new definition; it gets a key when it has none, and its place at the end
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Adds a field to a kind of record.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID when people could mean another field by the name (the sentence
 * names it), or %PURSUIT_ERROR_STORAGE; nothing is written then.
 *
 * Returns: %TRUE when there is such a field
 */
gboolean
pursuit_own_fields_add (PursuitDesk      *desk,
                        PursuitOwnField  *definition,
                        gint64           *out_entry_id,
                        GError          **error)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_OWN_FIELD (definition), FALSE);

  definition->position = 0;
  return pursuit_records_create (desk, PURSUIT_RECORD (definition), out_entry_id, error);
}

/* A new definition gets a key and a place, whichever way it is made. */
gboolean
pursuit_own_fields_complete (PursuitDesk    *desk,
                             PursuitRecord  *record,
                             GError        **error)
{
  g_autoptr(GPtrArray) others = NULL;
  PursuitOwnField *definition;

  if (!PURSUIT_IS_OWN_FIELD (record))
    return TRUE;
  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_FIELDS, error))
    return FALSE;
  others = list_definitions (desk, error);
  if (others == NULL)
    return FALSE;

  definition = PURSUIT_OWN_FIELD (record);
  if (pursuit_str_empty (definition->key) && !pursuit_str_empty (definition->name))
    {
      g_free (definition->key);
      definition->key = pursuit_own_rules_make_key (definition, others);
    }
  if (definition->position == 0)
    definition->position = MIN (find_last_position (others, definition->entity) + STEP, LAST_POSITION);
  return TRUE;
}

/* Changes one field of a definition, by the verb for records. */
static gboolean
save_number (PursuitDesk    *desk,
             PursuitRecord  *original,
             const char     *name,
             gint64          number,
             gint64         *out_entry_id,
             GError        **error)
{
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  pursuit_record_set_number (edited, pursuit_record_type_find (PURSUIT_TYPE_OWN_FIELD, name), number);
  return pursuit_records_save (desk, original, edited, out_entry_id, error);
}

/**
 * pursuit_own_fields_retire:
 * @desk: a desk
 * @id: a definition
 * @retired: %TRUE to retire it, %FALSE to show it again
 * @out_entry_id: (out) (optional): the journal entry, 0 when there was nothing to change
 * @error: return location
 *
 * A retired field is not shown any more; its values are kept.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is so
 */
gboolean
pursuit_own_fields_retire (PursuitDesk  *desk,
                           gint64        id,
                           gboolean      retired,
                           gint64       *out_entry_id,
                           GError      **error)
{
  g_autoptr(PursuitRecord) original = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_OWN_FIELD, id, error);
  return original != NULL && save_number (desk, original, "retired", retired, out_entry_id, error);
}

/* The position for @moved before @before, or at the end: 0 when there is no room. */
static gint64
find_room (GPtrArray       *definitions,
           PursuitOwnField *moved,
           gint64           before_id)
{
  gint64 previous = 0;

  for (guint i = 0; i < definitions->len; i++)
    {
      PursuitOwnField *each = g_ptr_array_index (definitions, i);

      if (each->entity != moved->entity || each == moved)
        continue;
      if (PURSUIT_RECORD (each)->id == before_id)
        return each->position - previous > 1 ? previous + (each->position - previous) / 2 : 0;
      previous = each->position;
    }

  return previous + STEP <= LAST_POSITION ? previous + STEP : 0;
}

static PursuitOwnField *
find_definition (GPtrArray *definitions,
                 gint64     id)
{
  for (guint i = 0; i < definitions->len; i++)
    if (PURSUIT_RECORD (g_ptr_array_index (definitions, i))->id == id)
      return g_ptr_array_index (definitions, i);

  return NULL;
}

/* Makes room between all, each a change of its own. */
static gboolean
spread (PursuitDesk      *desk,
        GPtrArray        *definitions,
        PursuitOwnField  *moved,
        GError          **error)
{
  gint64 position = 0;

  for (guint i = 0; i < definitions->len; i++)
    {
      PursuitOwnField *each = g_ptr_array_index (definitions, i);

      if (each->entity != moved->entity)
        continue;
      position += STEP;
      if (each->position != position &&
          !save_number (desk, PURSUIT_RECORD (each), "position", position, NULL, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_own_fields_move:
 * @desk: a desk
 * @id: a definition
 * @before_id: another of the same kind of record, 0 for the end
 * @out_entry_id: (out) (optional): the journal entry, 0 when there was nothing to change
 * @error: return location
 *
 * Moves a field before another one. Where there is no room left between their positions, all get new ones before.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it stands there
 */
gboolean
pursuit_own_fields_move (PursuitDesk  *desk,
                         gint64        id,
                         gint64        before_id,
                         gint64       *out_entry_id,
                         GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  for (guint attempt = 0; attempt < 2; attempt++)
    {
      g_autoptr(GPtrArray) definitions = list_definitions (desk, error);
      PursuitOwnField *moved = definitions != NULL ? find_definition (definitions, id) : NULL;
      gint64 position;

      if (definitions == NULL)
        return FALSE;
      if (moved == NULL || (before_id != 0 && find_definition (definitions, before_id) == NULL))
        break;
      position = find_room (definitions, moved, before_id);
      if (position != 0)
        return save_number (desk, PURSUIT_RECORD (moved), "position", position, out_entry_id, error);
      if (!spread (desk, definitions, moved, error))
        return FALSE;
    }

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no such own field any more."));
  return FALSE;
}

/* Nothing is lost by mistake: what has values is retired. */
gboolean
pursuit_own_fields_may_go (PursuitDesk    *desk,
                           PursuitRecord  *record,
                           GError        **error)
{
  gint64 count;

  if (!count_values (desk, PURSUIT_OWN_FIELD (record), &count, error))
    return FALSE;
  if (count == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("“%1$s” has a value in %2$d record: retire it instead, or delete it with its values.",
                         "“%1$s” has values in %2$d records: retire it instead, or delete it with its values.", (gulong) count),
               pursuit_record_get_name (record), (int) count);
  return FALSE;
}

/**
 * pursuit_own_fields_delete:
 * @desk: a desk
 * @id: a definition
 * @with_values: whether it is to go although records have values of it
 * @out_entry_id: (out) (optional): the journal entry; undoing it brings the values back too
 * @error: return location
 *
 * Deletes a field. With it nobody sees its values any more, anywhere.
 *
 * Fails with %PURSUIT_ERROR_INVALID when records have values and @with_values is not set (the sentence says how many),
 * %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is gone
 */
gboolean
pursuit_own_fields_delete (PursuitDesk  *desk,
                           gint64        id,
                           gboolean      with_values,
                           gint64       *out_entry_id,
                           GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(PursuitRecord) before = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!pursuit_tx_begin (&tx, store, error) ||
      !(record = pursuit_store_load (store, PURSUIT_TYPE_OWN_FIELD, id, error)) ||
      !pursuit_records_require_alive (record, error) ||
      !pursuit_records_require (desk, record, PURSUIT_RIGHT_DELETE, error) ||
      (!with_values && !pursuit_own_fields_may_go (desk, record, error)))
    return FALSE;

  before = pursuit_record_copy (record);
  return pursuit_store_set_deleted (store, record, TRUE, error) &&
         pursuit_desk_write_journal (desk, "delete", before, record, out_entry_id, error) &&
         pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_own_fields_dup_labels:
 * @desk: a desk
 * @original: a record as it was when editing began
 * @mine: @original with changes
 * @theirs: the record as it is now
 *
 * Returns: (transfer full): what the own fields are called that both changed to different values; those without a definition
 *   by their keys
 */
char *
pursuit_own_fields_dup_labels (PursuitDesk   *desk,
                               PursuitRecord *original,
                               PursuitRecord *mine,
                               PursuitRecord *theirs)
{
  g_autoptr(PursuitExtra) was = pursuit_record_dup_extra (original, NULL);
  g_autoptr(PursuitExtra) wanted = pursuit_record_dup_extra (mine, NULL);
  g_autoptr(PursuitExtra) is = pursuit_record_dup_extra (theirs, NULL);
  PursuitOwnSet *set = pursuit_desk_get_own_set (desk, NULL);
  g_autoptr(GPtrArray) keys = was != NULL && wanted != NULL && is != NULL ? pursuit_extra_merge (was, wanted, is) : NULL;
  GString *labels = g_string_new (NULL);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      const PursuitOwn *own = pursuit_own_set_find (set, G_OBJECT_TYPE (mine), key);

      g_string_append_printf (labels, "%s%s", i > 0 ? _(", ") : "", own != NULL ? _(own->field.label) : key);
    }

  return g_string_free (labels, FALSE);
}
