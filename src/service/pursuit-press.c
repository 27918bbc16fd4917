/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-press-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-children.h"
#include "pursuit-date.h"
#include "pursuit-lookups.h"
#include "pursuit-own-fields.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/* What papers are written with: names, values, records as the actor may see them. */

/* When and by whom; the owner of a file that one person uses has no name. */
static char *
dup_footer (const char *actor,
            gint64      at)
{
  g_autofree char *iso = pursuit_date_from_time (at);
  g_autofree char *day = pursuit_date_format (iso);

  if (pursuit_str_empty (actor))
    /* Translators: at the foot of a printed page: a date */
    return g_strdup_printf (_("Printed on %s"), day);

  /* Translators: at the foot of a printed page: a date and a person */
  return g_strdup_printf (_("Printed on %1$s by %2$s"), day, actor);
}

void
pursuit_press_init (PursuitPress *self,
                    PursuitDesk  *desk,
                    const char   *title)
{
  const char *actor = pursuit_desk_get_actor_name (desk);
  const gint64 now = pursuit_time_now ();

  self->desk = desk;
  self->paper = pursuit_paper_new (title, actor, now);
  self->paper->footer = dup_footer (actor, now);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
pursuit_press_clear (PursuitPress *self)
{
  g_clear_pointer (&self->paper, pursuit_paper_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
}

/**
 * pursuit_press_get_name:
 * @self: a press
 * @type: a record type
 * @id: a record of it, 0 for none
 *
 * Returns: (nullable): what it is called
 */
const char *
pursuit_press_get_name (PursuitPress *self,
                        GType         type,
                        gint64        id)
{
  g_autofree char *key = NULL;
  char *name;

  if (id == 0)
    return NULL;
  key = g_strdup_printf ("%s %lld", pursuit_record_type_get_table (type), (long long) id);
  name = g_hash_table_lookup (self->names, key);
  if (name == NULL)
    {
      name = pursuit_lookup_name (pursuit_desk_get_store (self->desk), type, id);
      if (name != NULL)
        g_hash_table_insert (self->names, g_steal_pointer (&key), name);
    }

  return name;
}

/**
 * pursuit_press_format:
 * @self: a press
 * @record: a record
 * @field: a field of it
 *
 * Returns: (transfer full): its value as people read it, names for references; empty when it is blank
 */
char *
pursuit_press_format (PursuitPress       *self,
                      PursuitRecord      *record,
                      const PursuitField *field)
{
  if (field->kind == PURSUIT_KIND_REF)
    {
      const char *name = pursuit_press_get_name (self, field->type (), pursuit_record_get_number (record, field));

      return g_strdup (name != NULL ? name : "");
    }
  if (pursuit_record_is_blank (record, field))
    return g_strdup ("");

  return pursuit_record_format (record, field, pursuit_desk_get_currency (self->desk));
}

static gboolean
is_among (const char *words,
          const char *word)
{
  g_autofree char *with_spaces = g_strdup_printf (" %s ", word);

  return strstr (words, with_spaces) != NULL;
}

static void
add_field (PursuitPress       *self,
           PursuitRecord      *record,
           const PursuitField *field)
{
  g_autofree char *value = pursuit_press_format (self, record, field);

  pursuit_paper_add_field (self->paper, _(field->label), value);
}

/* What the house has added. A definition that cannot be read leaves its fields out. */
static void
add_own_fields (PursuitPress  *self,
                PursuitRecord *record)
{
  PursuitOwnSet *set = pursuit_desk_get_own_set (self->desk, NULL);
  guint n;
  const PursuitField *const *fields = pursuit_own_set_list (set, G_OBJECT_TYPE (record), &n);

  for (guint i = 0; i < n; i++)
    add_field (self, record, fields[i]);
}

/**
 * pursuit_press_add_fields:
 * @self: a press
 * @record: a record
 * @only: (nullable): names of fields, with spaces around each; %NULL for all that people may read, own fields too
 * @except: names of fields that are left out
 *
 * Adds the fields that hold something, in the order of the field table.
 */
void
pursuit_press_add_fields (PursuitPress  *self,
                          PursuitRecord *record,
                          const char    *only,
                          const char    *except)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if ((field->flags & PURSUIT_FIELD_TECHNICAL) || is_among (except, field->name) ||
          (only != NULL ? !is_among (only, field->name) : (field->flags & PURSUIT_FIELD_DERIVED) != 0))
        continue;
      add_field (self, record, field);
    }
  if (only == NULL)
    add_own_fields (self, record);
}

/**
 * pursuit_press_list:
 * @self: a press
 * @type: a record type
 * @field: which of its fields refers to @id
 * @id: a record
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitRecord): what belongs to @id, as the actor may see it
 */
GPtrArray *
pursuit_press_list (PursuitPress  *self,
                    GType          type,
                    const char    *field,
                    gint64         id,
                    GError       **error)
{
  g_autoptr(GArray) ids = pursuit_children_list (pursuit_desk_get_store (self->desk), type, pursuit_record_type_find (type, field), id,
                                                 error);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      PursuitRecord *record = pursuit_records_load (self->desk, type, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}
