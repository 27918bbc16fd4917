/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-set.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-own-field.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * PursuitOwnSet is which fields a house has added, as they are defined at one time. It is never changed; whoever keeps one
 * asks for the next when the definitions change.
 */
struct _PursuitOwnSet
{
  gatomicrefcount refs;
  GPtrArray *all;           /* const PursuitOwn, in the order in which they are shown */
  GHashTable *shown;        /* GType -> GPtrArray of const PursuitField, without those that are retired */
};

static const PursuitFieldKind kinds[] = {
  [PURSUIT_OWN_TEXT] = PURSUIT_KIND_TEXT,
  [PURSUIT_OWN_NUMBER] = PURSUIT_KIND_NUMBER,
  [PURSUIT_OWN_MONEY] = PURSUIT_KIND_MONEY,
  [PURSUIT_OWN_DATE] = PURSUIT_KIND_DATE,
  [PURSUIT_OWN_CHOICE] = PURSUIT_KIND_CHOICE,
  [PURSUIT_OWN_YES_NO] = PURSUIT_KIND_CHOICE,
};

/**
 * pursuit_own_entity_to_type:
 * @entity: what own fields can belong to
 *
 * Returns: the record type
 */
GType
pursuit_own_entity_to_type (PursuitOwnEntity entity)
{
  switch (entity)
    {
    case PURSUIT_OWN_OF_CUSTOMER:
      return PURSUIT_TYPE_CUSTOMER;
    case PURSUIT_OWN_OF_CONTACT:
      return PURSUIT_TYPE_CONTACT;
    case PURSUIT_OWN_OF_DEAL:
      return PURSUIT_TYPE_DEAL;
    default:
      return G_TYPE_INVALID;
    }
}

/**
 * pursuit_own_entity_from_type:
 * @type: a record type
 * @out_entity: (out): what it is among those that can have own fields
 *
 * Returns: %TRUE when it can have some
 */
gboolean
pursuit_own_entity_from_type (GType             type,
                              PursuitOwnEntity *out_entity)
{
  for (PursuitOwnEntity entity = PURSUIT_OWN_OF_CUSTOMER; entity <= PURSUIT_OWN_OF_DEAL; entity++)
    if (pursuit_own_entity_to_type (entity) == type)
      {
        *out_entity = entity;
        return TRUE;
      }

  return FALSE;
}

static GPtrArray *
read_choices (const PursuitOwnField *definition)
{
  GPtrArray *choices = NULL;

  if (definition->kind == PURSUIT_OWN_CHOICE)
    choices = pursuit_own_choices_parse (definition->choices, NULL);
  if (choices == NULL)
    choices = pursuit_own_choices_new ();
  if (definition->kind == PURSUIT_OWN_YES_NO)
    {
      g_ptr_array_add (choices, pursuit_own_choice_new ("true", N_("Yes"), NULL));
      g_ptr_array_add (choices, pursuit_own_choice_new ("false", N_("No"), NULL));
    }

  return choices;
}

static PursuitOwn *
make_own (PursuitOwnField *definition,
          const char      *label)
{
  PursuitOwn *own = g_new0 (PursuitOwn, 1);

  own->id = PURSUIT_RECORD (definition)->id;
  own->type = pursuit_own_entity_to_type ((PursuitOwnEntity) definition->entity);
  own->kind = (PursuitOwnKind) definition->kind;
  own->key = g_strdup (definition->key);
  own->name = g_strdup (definition->name);
  own->name_zh = pursuit_str_empty (definition->name_zh) ? NULL : g_strdup (definition->name_zh);
  own->choices = read_choices (definition);
  own->searched = definition->searched != 0;
  own->retired = definition->retired != 0;
  own->field.name = g_strconcat (PURSUIT_OWN_PREFIX, definition->key, NULL);
  own->field.label = g_strdup (label);
  own->field.kind = kinds[own->kind];
  own->field.own = own;

  return own;
}

/* One for each wording of a definition, for good: a house changes its fields now and then, not by the thousand. */
static const PursuitOwn *
intern (PursuitOwnField *definition)
{
  static GMutex lock;
  static GHashTable *known;
  const char *label = pursuit_locale_choose_name (definition->name, definition->name_zh);
  g_autofree char *wording =
    g_strdup_printf ("%" G_GINT64_FORMAT "\n%d\n%s\n%d\n%s\n%s\n%s\n%d%d\n%s", PURSUIT_RECORD (definition)->id,
                     (int) definition->entity, definition->key, (int) definition->kind, definition->name,
                     definition->name_zh != NULL ? definition->name_zh : "", label, definition->searched != 0,
                     definition->retired != 0, definition->choices != NULL ? definition->choices : "");
  const PursuitOwn *own;

  g_mutex_lock (&lock);
  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  own = g_hash_table_lookup (known, wording);
  if (own == NULL)
    {
      own = make_own (definition, label);
      g_hash_table_insert (known, g_steal_pointer (&wording), (gpointer) own);
    }
  g_mutex_unlock (&lock);

  return own;
}

static int
compare_definitions (gconstpointer a,
                     gconstpointer b)
{
  const PursuitOwnField *one = *(PursuitOwnField *const *) a;
  const PursuitOwnField *other = *(PursuitOwnField *const *) b;

  if (one->position != other->position)
    return one->position < other->position ? -1 : 1;

  return PURSUIT_RECORD (one)->id < PURSUIT_RECORD (other)->id ? -1 : PURSUIT_RECORD (one)->id > PURSUIT_RECORD (other)->id;
}

static gboolean
is_usable (PursuitOwnField *definition)
{
  GType type = pursuit_own_entity_to_type ((PursuitOwnEntity) definition->entity);

  return PURSUIT_RECORD (definition)->deleted_at == 0 && type != G_TYPE_INVALID && !pursuit_str_empty (definition->key) &&
         !pursuit_str_empty (definition->name) && (guint64) definition->kind < G_N_ELEMENTS (kinds);
}

static void
show (PursuitOwnSet    *self,
      const PursuitOwn *own)
{
  GPtrArray *fields = g_hash_table_lookup (self->shown, GSIZE_TO_POINTER (own->type));

  if (own->retired)
    return;
  if (fields == NULL)
    {
      fields = g_ptr_array_new ();
      g_hash_table_insert (self->shown, GSIZE_TO_POINTER (own->type), fields);
    }
  g_ptr_array_add (fields, (gpointer) &own->field);
}

/**
 * pursuit_own_set_new:
 * @definitions: (element-type PursuitOwnField): the definitions of a house
 *
 * Returns: (transfer full): the fields that they define
 */
PursuitOwnSet *
pursuit_own_set_new (GPtrArray *definitions)
{
  PursuitOwnSet *self = g_new0 (PursuitOwnSet, 1);
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy (definitions, (GCopyFunc) g_object_ref, NULL);

  g_ptr_array_set_free_func (sorted, g_object_unref);
  g_ptr_array_sort (sorted, compare_definitions);
  g_atomic_ref_count_init (&self->refs);
  self->all = g_ptr_array_new ();
  self->shown = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < sorted->len; i++)
    if (is_usable (g_ptr_array_index (sorted, i)))
      {
        const PursuitOwn *own = intern (g_ptr_array_index (sorted, i));

        g_ptr_array_add (self->all, (gpointer) own);
        show (self, own);
      }

  return self;
}

/**
 * pursuit_own_set_ref:
 * @self: a set
 *
 * Returns: (transfer full): @self
 */
PursuitOwnSet *
pursuit_own_set_ref (PursuitOwnSet *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * pursuit_own_set_unref:
 * @self: (transfer full): a set
 *
 * The fields in it stay.
 */
void
pursuit_own_set_unref (PursuitOwnSet *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->all);
  g_hash_table_unref (self->shown);
  g_free (self);
}

/**
 * pursuit_own_set_equal:
 * @self: (nullable): a set
 * @other: (nullable): another
 *
 * Returns: %TRUE when both have the same fields in the same order
 */
gboolean
pursuit_own_set_equal (const PursuitOwnSet *self,
                       const PursuitOwnSet *other)
{
  if (self == NULL || other == NULL)
    return self == other;

  return self->all->len == other->all->len &&
         (self->all->len == 0 || memcmp (self->all->pdata, other->all->pdata, self->all->len * sizeof (gpointer)) == 0);
}

/**
 * pursuit_own_set_list:
 * @self: (nullable): a set
 * @type: a record type
 * @out_n: (out): how many
 *
 * Returns: (array length=out_n): the fields of @type in the order in which they are shown, without those that are retired;
 *   lent for as long as the set is there, the fields themselves for good
 */
const PursuitField *const *
pursuit_own_set_list (const PursuitOwnSet *self,
                      GType                type,
                      guint               *out_n)
{
  GPtrArray *fields = self != NULL ? g_hash_table_lookup (self->shown, GSIZE_TO_POINTER (type)) : NULL;

  *out_n = fields != NULL ? fields->len : 0;
  return fields != NULL ? (const PursuitField *const *) fields->pdata : NULL;
}

/**
 * pursuit_own_set_find:
 * @self: (nullable): a set
 * @type: a record type
 * @key: a key, with or without %PURSUIT_OWN_PREFIX
 *
 * Returns: (nullable): the field, a retired one too
 */
const PursuitOwn *
pursuit_own_set_find (const PursuitOwnSet *self,
                      GType                type,
                      const char          *key)
{
  if (g_str_has_prefix (key, PURSUIT_OWN_PREFIX))
    key += strlen (PURSUIT_OWN_PREFIX);

  for (guint i = 0; self != NULL && i < self->all->len; i++)
    {
      const PursuitOwn *own = g_ptr_array_index (self->all, i);

      if (own->type == type && g_str_equal (own->key, key))
        return own;
    }

  return NULL;
}

/**
 * pursuit_own_set_find_id:
 * @self: (nullable): a set
 * @id: of a definition
 *
 * Returns: (nullable): the field, a retired one too
 */
const PursuitOwn *
pursuit_own_set_find_id (const PursuitOwnSet *self,
                         gint64               id)
{
  for (guint i = 0; self != NULL && i < self->all->len; i++)
    if (((const PursuitOwn *) g_ptr_array_index (self->all, i))->id == id)
      return g_ptr_array_index (self->all, i);

  return NULL;
}

/**
 * pursuit_own_set_find_field:
 * @self: (nullable): a set
 * @type: a record type
 * @name: the name of a built-in field, or of an own one with %PURSUIT_OWN_PREFIX
 *
 * Returns: (nullable): the field
 */
const PursuitField *
pursuit_own_set_find_field (const PursuitOwnSet *self,
                            GType                type,
                            const char          *name)
{
  const PursuitOwn *own;

  if (!g_str_has_prefix (name, PURSUIT_OWN_PREFIX))
    return pursuit_record_type_find (type, name);

  own = pursuit_own_set_find (self, type, name);
  return own != NULL ? &own->field : NULL;
}

static gboolean
is_called (const char *name,
           const char *folded)
{
  g_autofree char *key = name != NULL ? pursuit_text_fold_header (name) : NULL;

  return key != NULL && *key != '\0' && g_str_equal (key, folded);
}

/**
 * pursuit_own_set_find_called:
 * @self: (nullable): a set
 * @type: a record type
 * @text: a name in either script or a key, as it stands in the header of a file; folded when it is compared
 *
 * Returns: (nullable): the field, unless it is retired
 */
const PursuitField *
pursuit_own_set_find_called (const PursuitOwnSet *self,
                             GType                type,
                             const char          *text)
{
  g_autofree char *folded = pursuit_text_fold_header (text);
  guint n;
  const PursuitField *const *fields = pursuit_own_set_list (self, type, &n);

  for (guint i = 0; i < n; i++)
    {
      const PursuitOwn *own = fields[i]->own;

      if (is_called (fields[i]->name, folded) || is_called (own->key, folded) || is_called (own->name, folded) ||
          is_called (own->name_zh, folded) || is_called (_(own->name), folded))
        return fields[i];
    }

  return NULL;
}

static PursuitExtraType
get_extra_type (const PursuitOwn *own)
{
  if (own->kind == PURSUIT_OWN_YES_NO)
    return PURSUIT_EXTRA_BOOL;

  return own->kind == PURSUIT_OWN_NUMBER || own->kind == PURSUIT_OWN_MONEY ? PURSUIT_EXTRA_NUMBER : PURSUIT_EXTRA_TEXT;
}

static gboolean
is_whole (const char *number)
{
  return strpbrk (number, ".eE") == NULL;
}

static gboolean
check_value (const PursuitOwn  *own,
             PursuitExtraType   type,
             const char        *text,
             GError           **error)
{
  if (type != get_extra_type (own) || (own->kind == PURSUIT_OWN_MONEY && !is_whole (text)))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The value of “%s” has the wrong kind."), own->field.label);
  else if (own->kind == PURSUIT_OWN_DATE && !pursuit_date_is_valid (text))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is not a date."), own->field.label);
  else if (own->kind == PURSUIT_OWN_CHOICE && pursuit_own_choices_find (own->choices, text) == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is not a known value for %2$s."), text,
                 own->field.label);
  else
    return TRUE;

  return FALSE;
}

/**
 * pursuit_own_set_check:
 * @self: (nullable): a set
 * @record: a record
 * @error: return location for the first thing that is wrong
 *
 * Whether the values of own fields are what their definitions say. Values at keys that are not defined are nobody's
 * business: they are kept as they are.
 *
 * Fails with %PURSUIT_ERROR_INVALID and one sentence that names the field.
 *
 * Returns: %TRUE when they are
 */
gboolean
pursuit_own_set_check (const PursuitOwnSet  *self,
                       PursuitRecord        *record,
                       GError              **error)
{
  g_autoptr(PursuitExtra) extra = pursuit_record_dup_extra (record, error);

  if (extra == NULL)
    return FALSE;

  for (guint i = 0; i < pursuit_extra_count (extra); i++)
    {
      const char *key = pursuit_extra_get_key (extra, i);
      const PursuitOwn *own = pursuit_own_set_find (self, G_OBJECT_TYPE (record), key);
      PursuitExtraType type;
      const char *text = pursuit_extra_get (extra, key, &type);

      if (own != NULL && !check_value (own, type, text, error))
        return FALSE;
    }

  return TRUE;
}

static void
append_words (GString          *all,
              const PursuitOwn *own,
              PursuitRecord    *record)
{
  const char *text = pursuit_record_get_text (record, &own->field);
  const PursuitOwnChoice *choice;

  if (text == NULL)
    return;
  if (own->kind != PURSUIT_OWN_CHOICE)
    {
      g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", text);
      return;
    }

  choice = pursuit_own_choices_find (own->choices, text);
  if (choice == NULL)
    return;
  g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", choice->name);
  if (choice->name_zh != NULL)
    g_string_append_printf (all, " %s", choice->name_zh);
}

/**
 * pursuit_own_set_dup_search:
 * @self: (nullable): a set
 * @record: a record
 *
 * Returns: (transfer full): what @record can be found by in a list, as pursuit_record_dup_search(), with the texts and the
 *   names of the choices in its own fields, in both scripts
 */
char *
pursuit_own_set_dup_search (const PursuitOwnSet *self,
                            PursuitRecord       *record)
{
  g_autofree char *built_in = pursuit_record_dup_search (record);
  g_autoptr(GString) all = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (guint i = 0; self != NULL && i < self->all->len; i++)
    {
      const PursuitOwn *own = g_ptr_array_index (self->all, i);

      if (own->type == G_OBJECT_TYPE (record) && own->searched && !own->retired &&
          (own->kind == PURSUIT_OWN_TEXT || own->kind == PURSUIT_OWN_CHOICE))
        append_words (all, own, record);
    }
  if (all->len == 0)
    return g_steal_pointer (&built_in);

  folded = pursuit_text_fold (all->str);
  return *built_in != '\0' ? g_strconcat (built_in, " ", folded, NULL) : g_steal_pointer (&folded);
}

/**
 * pursuit_own_set_list_changed:
 * @self: (nullable): a set
 * @before: (nullable): a record as it was, %NULL for a blank one
 * @after: the same as it is
 *
 * Returns: (transfer full) (element-type PursuitField): the fields in which they differ, those that are retired too
 */
GPtrArray *
pursuit_own_set_list_changed (const PursuitOwnSet *self,
                              PursuitRecord       *before,
                              PursuitRecord       *after)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; self != NULL && i < self->all->len; i++)
    {
      const PursuitOwn *own = g_ptr_array_index (self->all, i);

      if (own->type == G_OBJECT_TYPE (after) &&
          (before != NULL ? pursuit_record_differs (before, after, &own->field)
                          : !pursuit_record_is_blank (after, &own->field)))
        g_ptr_array_add (fields, (gpointer) &own->field);
    }

  return fields;
}
