/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-choices.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-json-syntax.h"
#include "pursuit-locale.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* The values that a field of a house's own offers, and their JSON: [{"key":"a","name":"…","name_zh":"…"}]. */

#define LONGEST_KEY 40

/**
 * pursuit_own_choice_new:
 * @key: what is kept in records
 * @name: what people call it
 * @name_zh: (nullable): what they call it in Chinese
 *
 * Returns: (transfer full): a choice
 */
PursuitOwnChoice *
pursuit_own_choice_new (const char *key,
                    const char *name,
                    const char *name_zh)
{
  PursuitOwnChoice *self = g_new0 (PursuitOwnChoice, 1);

  self->key = g_strdup (key);
  self->name = pursuit_str_dup_stripped (name);
  self->name_zh = pursuit_str_empty (name_zh) ? NULL : pursuit_str_dup_stripped (name_zh);

  return self;
}

/**
 * pursuit_own_choice_free:
 * @self: (transfer full): a choice
 */
void
pursuit_own_choice_free (PursuitOwnChoice *self)
{
  g_free (self->key);
  g_free (self->name);
  g_free (self->name_zh);
  g_free (self);
}

/**
 * pursuit_own_choice_get_label:
 * @self: a choice
 *
 * Returns: its name for the person who reads, lent
 */
const char *
pursuit_own_choice_get_label (const PursuitOwnChoice *self)
{
  return pursuit_locale_choose_name (self->name, self->name_zh);
}

/**
 * pursuit_own_choices_new:
 *
 * Returns: (transfer full) (element-type PursuitOwnChoice): no choices
 */
GPtrArray *
pursuit_own_choices_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_own_choice_free);
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

static PursuitOwnChoice *
read_choice (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *key = object != NULL ? get_string (object, "key") : NULL;
  const char *name = object != NULL ? get_string (object, "name") : NULL;
  PursuitOwnChoice *choice;

  if (key == NULL || name == NULL)
    return NULL;

  choice = pursuit_own_choice_new (key, name, get_string (object, "name_zh"));
  choice->retired = json_object_get_boolean_member_with_default (object, "retired", FALSE);
  return choice;
}

/**
 * pursuit_own_choices_parse:
 * @json: (nullable): a JSON array; blank for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when @json is no list of choices.
 *
 * Returns: (transfer full) (element-type PursuitOwnChoice): the choices
 */
GPtrArray *
pursuit_own_choices_parse (const char  *json,
                       GError     **error)
{
  g_autoptr(GPtrArray) choices = pursuit_own_choices_new ();
  g_autoptr(JsonNode) node = NULL;
  JsonArray *array;

  if (pursuit_str_empty (json))
    return g_steal_pointer (&choices);

  if (pursuit_json_check_syntax (json, strlen (json), NULL))
    node = json_from_string (json, NULL);
  array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      PursuitOwnChoice *choice = read_choice (json_array_get_element (array, i));

      if (choice == NULL)
        array = NULL;
      else
        g_ptr_array_add (choices, choice);
    }
  if (array != NULL)
    return g_steal_pointer (&choices);

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The choices cannot be read."));
  return NULL;
}

/**
 * pursuit_own_choices_print:
 * @choices: (element-type PursuitOwnChoice): choices
 *
 * Returns: (transfer full) (nullable): their JSON, %NULL for none
 */
char *
pursuit_own_choices_print (GPtrArray *choices)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < choices->len; i++)
    {
      const PursuitOwnChoice *choice = g_ptr_array_index (choices, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "key", choice->key);
      json_object_set_string_member (object, "name", choice->name);
      if (!pursuit_str_empty (choice->name_zh))
        json_object_set_string_member (object, "name_zh", choice->name_zh);
      if (choice->retired)
        json_object_set_boolean_member (object, "retired", TRUE);
      json_array_add_object_element (array, object);
    }
  if (choices->len == 0)
    return NULL;

  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

/**
 * pursuit_own_choices_find:
 * @choices: (element-type PursuitOwnChoice): choices
 * @key: a key
 *
 * Returns: (nullable): the choice, lent
 */
PursuitOwnChoice *
pursuit_own_choices_find (GPtrArray  *choices,
                      const char *key)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((PursuitOwnChoice *) g_ptr_array_index (choices, i))->key, key))
      return g_ptr_array_index (choices, i);

  return NULL;
}

static gboolean
is_called (const char *name,
           const char *folded)
{
  g_autofree char *key = name != NULL ? pursuit_text_fold_key (name) : NULL;

  return key != NULL && *key != '\0' && g_str_equal (key, folded);
}

/**
 * pursuit_own_choices_find_called:
 * @choices: (element-type PursuitOwnChoice): choices
 * @text: a key, or a name in either script, folded when it is compared
 *
 * Returns: (nullable): the choice, lent
 */
PursuitOwnChoice *
pursuit_own_choices_find_called (GPtrArray  *choices,
                             const char *text)
{
  g_autofree char *folded = pursuit_text_fold_key (text);
  PursuitOwnChoice *choice = pursuit_own_choices_find (choices, text);

  for (guint i = 0; choice == NULL && i < choices->len; i++)
    {
      PursuitOwnChoice *each = g_ptr_array_index (choices, i);

      if (is_called (each->name, folded) || is_called (each->name_zh, folded) || is_called (_(each->name), folded))
        choice = each;
    }

  return choice;
}

/**
 * pursuit_key_is_valid:
 * @key: a key
 *
 * Returns: %TRUE when @key is a small letter followed by small letters, digits and underscores, and not too long
 */
gboolean
pursuit_key_is_valid (const char *key)
{
  if (key == NULL || !g_ascii_islower (*key) || strlen (key) > LONGEST_KEY)
    return FALSE;

  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '_')
      return FALSE;

  return TRUE;
}

/**
 * pursuit_key_from_name:
 * @name: what people call something
 *
 * Returns: (transfer full): a key that reminds of it, empty when @name has no letters of the alphabet
 */
char *
pursuit_key_from_name (const char *name)
{
  GString *key = g_string_new (NULL);

  for (const char *p = name; *p != '\0' && key->len < LONGEST_KEY - 4; p++)
    if (g_ascii_isalpha (*p) || (key->len > 0 && g_ascii_isdigit (*p)))
      g_string_append_c (key, g_ascii_tolower (*p));
    else if (key->len > 0 && key->str[key->len - 1] != '_')
      g_string_append_c (key, '_');
  while (key->len > 0 && key->str[key->len - 1] == '_')
    g_string_truncate (key, key->len - 1);

  return g_string_free (key, FALSE);
}

/**
 * pursuit_own_choices_make_key:
 * @choices: (element-type PursuitOwnChoice): the choices that there are
 * @name: what a new one is called
 *
 * Returns: (transfer full): a key that none of them has
 */
char *
pursuit_own_choices_make_key (GPtrArray  *choices,
                          const char *name)
{
  g_autofree char *base = pursuit_key_from_name (name);

  if (*base != '\0' && pursuit_own_choices_find (choices, base) == NULL)
    return g_steal_pointer (&base);

  for (guint i = 1;; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s_%u", *base != '\0' ? base : "choice", i);

      if (pursuit_own_choices_find (choices, key) == NULL)
        return g_steal_pointer (&key);
    }
}

static gboolean
check_choice (GPtrArray            *choices,
              const PursuitOwnChoice  *choice,
              GError              **error)
{
  if (pursuit_str_empty (choice->name))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A choice has no name."));
      return FALSE;
    }
  if (!pursuit_key_is_valid (choice->key))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” is not a key: take small letters, digits and underscores, a letter first."), choice->key);
      return FALSE;
    }
  if (pursuit_own_choices_find (choices, choice->key) != choice ||
      pursuit_own_choices_find_called (choices, choice->name) != choice ||
      (choice->name_zh != NULL && pursuit_own_choices_find_called (choices, choice->name_zh) != choice))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” stands twice among the choices."), choice->name);
      return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_own_choices_check:
 * @choices: (element-type PursuitOwnChoice): choices
 * @error: return location for the first thing that is wrong
 *
 * Fails with %PURSUIT_ERROR_INVALID when there are none or too many, or two that cannot be told apart.
 *
 * Returns: %TRUE when they can be offered
 */
gboolean
pursuit_own_choices_check (GPtrArray  *choices,
                       GError    **error)
{
  guint n_offered = 0;

  if (choices->len > PURSUIT_MOST_CHOICES)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There may be %d choices at most."), PURSUIT_MOST_CHOICES);
      return FALSE;
    }
  for (guint i = 0; i < choices->len; i++)
    {
      if (!check_choice (choices, g_ptr_array_index (choices, i), error))
        return FALSE;
      n_offered += !((PursuitOwnChoice *) g_ptr_array_index (choices, i))->retired;
    }
  if (n_offered > 0)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is nothing to choose from."));
  return FALSE;
}
