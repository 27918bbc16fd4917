/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-rules.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-own-set.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* What a field may be called that a house adds: nothing by which people, or the header of a file, could mean another one. */

#define LONGEST_NAME 60

static gboolean
refuse_name (const char  *name,
             const char  *other,
             GError     **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” cannot be the name: “%2$s” is called so already."),
               name, other);
  return FALSE;
}

static gboolean
is_called (const char *name,
           const char *folded)
{
  g_autofree char *key = name != NULL ? pursuit_text_fold_header (name) : NULL;

  return key != NULL && *key != '\0' && g_str_equal (key, folded);
}

static gboolean
is_alias (const PursuitField *field,
          const char         *folded)
{
  g_auto(GStrv) aliases = g_strsplit (field->aliases != NULL ? field->aliases : "", "|", -1);

  for (guint i = 0; aliases[i] != NULL; i++)
    if (is_called (aliases[i], folded))
      return TRUE;

  return FALSE;
}

/* The built-in field that somebody could mean by the same word. */
static const PursuitField *
find_built_in (PursuitRecordClass *klass,
               const char         *folded)
{
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if (is_called (field->name, folded) || is_called (field->label, folded) || is_called (_(field->label), folded) ||
          is_alias (field, folded))
        return field;
    }

  return NULL;
}

static gboolean
is_reserved (const char *folded)
{
  static const char *const words[] = { "id", "external_id", "revision", "own", "created_at", "changed_at", "deleted_at", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (is_called (words[i], folded))
      return TRUE;

  return FALSE;
}

static PursuitOwnField *
find_other (PursuitOwnField *definition,
            GPtrArray       *others,
            const char      *folded)
{
  for (guint i = 0; i < others->len; i++)
    {
      PursuitOwnField *other = g_ptr_array_index (others, i);

      if (PURSUIT_RECORD (other)->id != PURSUIT_RECORD (definition)->id && PURSUIT_RECORD (other)->deleted_at == 0 &&
          other->entity == definition->entity &&
          (is_called (other->name, folded) || is_called (other->name_zh, folded) || is_called (other->key, folded)))
        return other;
    }

  return NULL;
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static gboolean
check_name (PursuitOwnField  *definition,
            GPtrArray        *others,
            const char       *name,
            GError          **error)
{
  GType type = pursuit_own_entity_to_type ((PursuitOwnEntity) definition->entity);
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  g_autofree char *folded = NULL;
  const PursuitField *field;
  PursuitOwnField *other;

  if (!g_utf8_validate (name, -1, NULL) || has_control (name) || g_utf8_strlen (name, -1) > LONGEST_NAME)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The name of a field is one line of at most %d characters."),
                   LONGEST_NAME);
      return FALSE;
    }

  folded = pursuit_text_fold_header (name);
  field = find_built_in (PURSUIT_RECORD_CLASS (klass), folded);
  if (field != NULL)
    return refuse_name (name, _(field->label), error);
  other = find_other (definition, others, folded);
  if (other != NULL)
    return refuse_name (name, pursuit_record_get_name (PURSUIT_RECORD (other)), error);
  if (*folded != '\0' && !is_reserved (folded))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” cannot be the name of a field."), name);
  return FALSE;
}

static gboolean
check_choices (PursuitOwnField  *definition,
               GError          **error)
{
  g_autoptr(GPtrArray) choices = pursuit_own_choices_parse (definition->choices, error);

  if (choices == NULL)
    return FALSE;
  if (definition->kind == PURSUIT_OWN_CHOICE)
    return pursuit_own_choices_check (choices, error);
  if (choices->len == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is no choice: there is nothing to choose from."),
               definition->name);
  return FALSE;
}

static gboolean
check_count (PursuitOwnField  *definition,
             GPtrArray        *others,
             GError          **error)
{
  guint n = 0;

  for (guint i = 0; i < others->len; i++)
    {
      PursuitOwnField *other = g_ptr_array_index (others, i);

      n += PURSUIT_RECORD (other)->id != PURSUIT_RECORD (definition)->id && PURSUIT_RECORD (other)->deleted_at == 0 &&
           other->entity == definition->entity;
    }
  if (n < PURSUIT_MOST_OWN_FIELDS)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There may be %d own fields at most."), PURSUIT_MOST_OWN_FIELDS);
  return FALSE;
}

/**
 * pursuit_own_rules_check:
 * @definition: a definition, new or changed
 * @others: (element-type PursuitOwnField): all definitions of the house; @definition may be among them
 * @error: return location for the first thing that is wrong
 *
 * Whether a house can have such a field (DOS-1).
 *
 * Fails with %PURSUIT_ERROR_INVALID and one sentence.
 *
 * Returns: %TRUE when it can
 */
gboolean
pursuit_own_rules_check (PursuitOwnField  *definition,
                         GPtrArray        *others,
                         GError          **error)
{
  if (pursuit_own_entity_to_type ((PursuitOwnEntity) definition->entity) == G_TYPE_INVALID)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                           _("Own fields belong to customers, contacts or deals."));
      return FALSE;
    }
  if (pursuit_str_empty (definition->name))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The field needs a name."));
      return FALSE;
    }
  if (!pursuit_key_is_valid (definition->key))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” is not a key: take small letters, digits and underscores, a letter first."),
                   definition->key != NULL ? definition->key : "");
      return FALSE;
    }

  return check_name (definition, others, definition->name, error) &&
         (pursuit_str_empty (definition->name_zh) || check_name (definition, others, definition->name_zh, error)) &&
         check_name (definition, others, definition->key, error) && check_choices (definition, error) &&
         check_count (definition, others, error);
}

/**
 * pursuit_own_rules_make_key:
 * @definition: a definition with a name and without a key
 * @others: (element-type PursuitOwnField): all definitions of the house
 *
 * Returns: (transfer full): a key that reminds of the name and is not taken
 */
char *
pursuit_own_rules_make_key (PursuitOwnField *definition,
                            GPtrArray       *others)
{
  g_autofree char *base = pursuit_key_from_name (definition->name);

  if (pursuit_key_is_valid (base) && check_name (definition, others, base, NULL))
    return g_steal_pointer (&base);

  for (guint i = 1;; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s_%u", pursuit_key_is_valid (base) ? base : "field", i);

      if (check_name (definition, others, key, NULL))
        return g_steal_pointer (&key);
    }
}
