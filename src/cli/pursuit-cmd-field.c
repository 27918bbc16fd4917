/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-own-fields.h"
#include "pursuit-records.h"

/* field list, add, edit, move, retire, restore, delete and choices: the fields that a house adds (DOS-1). */

static gboolean
parse_type (const char  *text,
            GType       *out_type,
            GError     **error)
{
  PursuitOwnEntity entity;
  GType type = pursuit_record_type_from_table (text);

  if (type == G_TYPE_INVALID && g_str_has_suffix (text, "s"))
    {
      g_autofree char *singular = g_strndup (text, strlen (text) - 1);

      type = pursuit_record_type_from_table (singular);
    }
  if (!pursuit_own_entity_from_type (type, &entity))
    return pursuit_cli_misuse (error, _("“%s” has no own fields; customer, contact and deal have."), text);

  *out_type = type;
  return TRUE;
}

static PursuitOwnField *
load (PursuitCli  *self,
      GError     **error)
{
  GType type;

  if (!parse_type (self->args[0], &type, error) || !pursuit_cli_open (self, error))
    return NULL;

  return pursuit_own_fields_load (self->desk, type, self->args[1], error);
}

static char *
dup_choices (PursuitOwnField *definition)
{
  g_autoptr(GPtrArray) choices = pursuit_own_choices_parse (definition->choices, NULL);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const PursuitOwnChoice *choice = g_ptr_array_index (choices, i);

      if (choice->retired)
        /* Translators: %s is one of several values that is not offered any more */
        g_string_append_printf (all, _("%s (retired)"), pursuit_own_choice_get_label (choice));
      else
        g_string_append (all, pursuit_own_choice_get_label (choice));
      if (i + 1 < choices->len)
        g_string_append (all, _(", "));
    }

  return g_strdup (all->str);
}

static const char *
get_entity_label (gint64 entity)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (pursuit_own_entity_to_type ((PursuitOwnEntity) entity));

  return _(((PursuitRecordClass *) klass)->label);
}

static PursuitTable *
make_table (void)
{
  PursuitTable *table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Of"), FALSE);
  pursuit_table_add_column (table, _("Key"), FALSE);
  pursuit_table_add_column (table, _("Name"), FALSE);
  pursuit_table_add_column (table, _("Kind"), FALSE);
  pursuit_table_add_column (table, _("Values"), TRUE);
  pursuit_table_add_column (table, _("Retired"), FALSE);
  pursuit_table_add_column (table, _("Choices"), FALSE);

  return table;
}

static void
add_row (PursuitTable              *table,
         const PursuitOwnFieldInfo *info)
{
  PursuitOwnField *definition = info->definition;

  pursuit_table_add_cell (table, get_entity_label (definition->entity));
  pursuit_table_add_cell (table, definition->key);
  pursuit_table_add_cell (table, pursuit_locale_choose_name (definition->name, definition->name_zh));
  pursuit_table_add_cell (table, pursuit_enum_get_label (PURSUIT_TYPE_OWN_KIND, (int) definition->kind));
  pursuit_table_take_cell (table, g_strdup_printf ("%lld", (long long) info->n_values));
  pursuit_table_add_cell (table, definition->retired ? _("Yes") : "");
  pursuit_table_take_cell (table, dup_choices (definition));
}

static gboolean
run_list (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(GPtrArray) infos = NULL;
  g_autoptr(PursuitTable) table = make_table ();
  GType type = G_TYPE_INVALID;
  JsonArray *fields;

  if (self->n_args > 0 && !parse_type (self->args[0], &type, error))
    return FALSE;
  if (!pursuit_cli_open (self, error) || (infos = pursuit_own_fields_list (self->desk, error)) == NULL)
    return FALSE;

  fields = json_array_new ();
  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitOwnFieldInfo *info = g_ptr_array_index (infos, i);
      JsonObject *object;

      if (type != G_TYPE_INVALID && pursuit_own_entity_to_type ((PursuitOwnEntity) info->definition->entity) != type)
        continue;
      object = pursuit_answer_describe_record (self, PURSUIT_RECORD (info->definition));
      json_object_set_int_member (object, "values", info->n_values);
      json_array_add_object_element (fields, object);
      add_row (table, info);
    }
  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "fields", fields);
  if (!self->json)
    pursuit_table_write (table, self->output);
  return TRUE;
}

const PursuitCommand pursuit_cmd_field_list = {
  .name = "field list",
  .arguments = N_("[KIND]"),
  .summary = N_("List the fields that the house has added"),
  .details = N_("KIND is customer, contact or deal."),
  .n_required = 0,
  .n_allowed = 1,
  .run = run_list,
};

typedef struct
{
  char *key;
  char *name_zh;
  char *kind;
  char **choices;
  gboolean searched;
} AddOptions;

static const GOptionEntry add_options[] = {
  PURSUIT_OPTION (AddOptions, kind, "kind", G_OPTION_ARG_STRING, N_("text, number, money, date, choice or yes-no"), N_("KIND")),
  PURSUIT_OPTION (AddOptions, key, "key", G_OPTION_ARG_STRING, N_("The key of its values; made from the name otherwise"), N_("KEY")),
  PURSUIT_OPTION (AddOptions, name_zh, "chinese", G_OPTION_ARG_STRING, N_("What it is called in Chinese"), N_("NAME")),
  PURSUIT_OPTION (AddOptions, choices, "choice", G_OPTION_ARG_STRING_ARRAY,
                  N_("One of the values to choose from, with its Chinese name after a slash"), N_("NAME[/NAME]")),
  PURSUIT_OPTION (AddOptions, searched, "searched", G_OPTION_ARG_NONE, N_("Lists are searched for its values"), NULL),
  { NULL },
};

static void
add_choice (GPtrArray  *choices,
            const char *text)
{
  g_auto(GStrv) names = g_strsplit (text, "/", 2);
  g_autofree char *key = pursuit_own_choices_make_key (choices, names[0]);

  g_ptr_array_add (choices, pursuit_own_choice_new (key, names[0], names[1]));
}

static gboolean
run_add (PursuitCli  *self,
         GError     **error)
{
  const AddOptions *options = self->options;
  g_autoptr(PursuitOwnField) definition = g_object_new (PURSUIT_TYPE_OWN_FIELD, "name", self->args[1], "key", options->key,
                                                        "name-zh", options->name_zh, NULL);
  g_autoptr(GPtrArray) choices = pursuit_own_choices_new ();
  PursuitOwnEntity entity = PURSUIT_OWN_OF_CUSTOMER;
  GType type;
  gint64 entry_id;
  int kind = PURSUIT_OWN_TEXT;

  if (!parse_type (self->args[0], &type, error))
    return FALSE;
  if (options->kind != NULL && !pursuit_enum_parse (PURSUIT_TYPE_OWN_KIND, options->kind, &kind))
    return pursuit_cli_misuse (error, _("“%s” is no kind of field."), options->kind);

  pursuit_own_entity_from_type (type, &entity);
  for (guint i = 0; options->choices != NULL && options->choices[i] != NULL; i++)
    add_choice (choices, options->choices[i]);
  definition->entity = (gint64) entity;
  definition->kind = kind;
  definition->searched = options->searched;
  definition->choices = pursuit_own_choices_print (choices);

  return pursuit_cli_open (self, error) && pursuit_own_fields_add (self->desk, definition, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_OWN_FIELD, PURSUIT_RECORD (definition)->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_field_add = {
  .name = "field add",
  .arguments = N_("KIND NAME"),
  .summary = N_("Add a field to customers, contacts or deals"),
  .n_required = 2,
  .n_allowed = 2,
  .options = add_options,
  .options_size = sizeof (AddOptions),
  .run = run_add,
};

typedef struct
{
  char *name;
  char *name_zh;
  char *kind;
  gboolean searched;
  gboolean not_searched;
  char *before;
  gboolean last;
} EditOptions;

static const GOptionEntry edit_options[] = {
  PURSUIT_OPTION (EditOptions, name, "name", G_OPTION_ARG_STRING, N_("What it is called from now on"), N_("NAME")),
  PURSUIT_OPTION (EditOptions, name_zh, "chinese", G_OPTION_ARG_STRING, N_("What it is called in Chinese"), N_("NAME")),
  PURSUIT_OPTION (EditOptions, kind, "kind", G_OPTION_ARG_STRING, N_("Another kind, as long as no record has a value"), N_("KIND")),
  PURSUIT_OPTION (EditOptions, searched, "searched", G_OPTION_ARG_NONE, N_("Lists are searched for its values"), NULL),
  PURSUIT_OPTION (EditOptions, not_searched, "not-searched", G_OPTION_ARG_NONE, N_("Lists are not searched for its values"), NULL),
  PURSUIT_OPTION (EditOptions, before, "before", G_OPTION_ARG_STRING, N_("Move it before another field"), N_("KEY")),
  PURSUIT_OPTION (EditOptions, last, "last", G_OPTION_ARG_NONE, N_("Move it to the end"), NULL),
  { NULL },
};

static gboolean
answer (PursuitCli       *self,
        PursuitOwnField  *definition,
        gint64            entry_id,
        GError          **error)
{
  return pursuit_answer_change (self, PURSUIT_TYPE_OWN_FIELD, PURSUIT_RECORD (definition)->id, entry_id, error);
}

static gboolean
move (PursuitCli       *self,
      PursuitOwnField  *definition,
      gint64           *out_entry_id,
      GError          **error)
{
  const EditOptions *options = self->options;
  g_autoptr(PursuitOwnField) before = NULL;

  if (options->before != NULL)
    {
      before = pursuit_own_fields_load (self->desk, pursuit_own_entity_to_type ((PursuitOwnEntity) definition->entity),
                                        options->before, error);
      if (before == NULL)
        return FALSE;
    }

  return pursuit_own_fields_move (self->desk, PURSUIT_RECORD (definition)->id, before != NULL ? PURSUIT_RECORD (before)->id : 0,
                                  out_entry_id, error);
}

static gboolean
run_edit (PursuitCli  *self,
          GError     **error)
{
  const EditOptions *options = self->options;
  g_autoptr(PursuitOwnField) definition = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 entry_id = 0;
  int kind;

  if ((options->before != NULL || options->last) &&
      (options->name != NULL || options->name_zh != NULL || options->kind != NULL || options->searched || options->not_searched))
    return pursuit_cli_misuse (error, _("--before and --last go without the other options."));
  if ((definition = load (self, error)) == NULL)
    return FALSE;
  if (options->before != NULL || options->last)
    return move (self, definition, &entry_id, error) && answer (self, definition, entry_id, error);

  kind = (int) definition->kind;
  if (options->kind != NULL && !pursuit_enum_parse (PURSUIT_TYPE_OWN_KIND, options->kind, &kind))
    return pursuit_cli_misuse (error, _("“%s” is no kind of field."), options->kind);
  edited = pursuit_record_copy (PURSUIT_RECORD (definition));
  if (kind != definition->kind)
    g_object_set (edited, "kind", (gint64) kind, "choices", NULL, NULL);
  if (options->name != NULL)
    g_object_set (edited, "name", options->name, NULL);
  if (options->name_zh != NULL)
    g_object_set (edited, "name-zh", options->name_zh, NULL);
  if (options->searched || options->not_searched)
    g_object_set (edited, "searched", (gint64) options->searched, NULL);

  return pursuit_records_save (self->desk, PURSUIT_RECORD (definition), edited, &entry_id, error) &&
         answer (self, definition, entry_id, error);
}

const PursuitCommand pursuit_cmd_field_edit = {
  .name = "field edit",
  .arguments = N_("KIND KEY"),
  .summary = N_("Rename a field of the house, or move it"),
  .n_required = 2,
  .n_allowed = 2,
  .options = edit_options,
  .options_size = sizeof (EditOptions),
  .run = run_edit,
};

static gboolean
set_retired (PursuitCli  *self,
             gboolean     retired,
             GError     **error)
{
  g_autoptr(PursuitOwnField) definition = load (self, error);
  gint64 entry_id;

  return definition != NULL &&
         pursuit_own_fields_retire (self->desk, PURSUIT_RECORD (definition)->id, retired, &entry_id, error) &&
         answer (self, definition, entry_id, error);
}

static gboolean
run_retire (PursuitCli  *self,
            GError     **error)
{
  return set_retired (self, TRUE, error);
}

const PursuitCommand pursuit_cmd_field_retire = {
  .name = "field retire",
  .arguments = N_("KIND KEY"),
  .summary = N_("Show a field of the house no more, and keep its values"),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_retire,
};

static gboolean
run_restore (PursuitCli  *self,
             GError     **error)
{
  return set_retired (self, FALSE, error);
}

const PursuitCommand pursuit_cmd_field_restore = {
  .name = "field restore",
  .arguments = N_("KIND KEY"),
  .summary = N_("Show a field again that was retired"),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_restore,
};

typedef struct
{
  gboolean with_values;
} DeleteOptions;

static const GOptionEntry delete_options[] = {
  PURSUIT_OPTION (DeleteOptions, with_values, "with-values", G_OPTION_ARG_NONE, N_("Although records have values of it"), NULL),
  { NULL },
};

static gboolean
run_delete (PursuitCli  *self,
            GError     **error)
{
  const DeleteOptions *options = self->options;
  g_autoptr(PursuitOwnField) definition = load (self, error);
  gint64 entry_id;

  return definition != NULL &&
         pursuit_own_fields_delete (self->desk, PURSUIT_RECORD (definition)->id, options->with_values, &entry_id, error) &&
         answer (self, definition, entry_id, error);
}

const PursuitCommand pursuit_cmd_field_delete = {
  .name = "field delete",
  .arguments = N_("KIND KEY"),
  .summary = N_("Delete a field of the house"),
  .n_required = 2,
  .n_allowed = 2,
  .options = delete_options,
  .options_size = sizeof (DeleteOptions),
  .run = run_delete,
};

typedef struct
{
  char **add;
  char **remove;
  char **retire;
  char **restore;
} ChoicesOptions;

static const GOptionEntry choices_options[] = {
  PURSUIT_OPTION (ChoicesOptions, add, "add", G_OPTION_ARG_STRING_ARRAY, N_("Offer one more, with its Chinese name after a slash"),
                  N_("NAME[/NAME]")),
  PURSUIT_OPTION (ChoicesOptions, remove, "remove", G_OPTION_ARG_STRING_ARRAY, N_("Take one away that no record has"), N_("CHOICE")),
  PURSUIT_OPTION (ChoicesOptions, retire, "retire", G_OPTION_ARG_STRING_ARRAY, N_("Offer one no more; records keep it"), N_("CHOICE")),
  PURSUIT_OPTION (ChoicesOptions, restore, "restore", G_OPTION_ARG_STRING_ARRAY, N_("Offer one again"), N_("CHOICE")),
  { NULL },
};

static PursuitOwnChoice *
find_choice (GPtrArray   *choices,
             const char  *text,
             GError     **error)
{
  PursuitOwnChoice *choice = pursuit_own_choices_find_called (choices, text);

  if (choice == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no choice “%s”."), text);
  return choice;
}

static gboolean
change_choices (PursuitCli  *self,
                GPtrArray   *choices,
                GError     **error)
{
  const ChoicesOptions *options = self->options;
  char **const lists[] = { options->remove, options->retire, options->restore };

  for (guint i = 0; options->add != NULL && options->add[i] != NULL; i++)
    add_choice (choices, options->add[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && lists[i][j] != NULL; j++)
      {
        PursuitOwnChoice *choice = find_choice (choices, lists[i][j], error);

        if (choice == NULL)
          return FALSE;
        if (lists[i] == options->remove)
          g_ptr_array_remove (choices, choice);
        else
          choice->retired = lists[i] == options->retire;
      }

  return TRUE;
}

static gboolean
run_choices (PursuitCli  *self,
             GError     **error)
{
  g_autoptr(PursuitOwnField) definition = load (self, error);
  g_autoptr(PursuitRecord) edited = definition != NULL ? pursuit_record_copy (PURSUIT_RECORD (definition)) : NULL;
  g_autoptr(GPtrArray) choices = definition != NULL ? pursuit_own_choices_parse (definition->choices, error) : NULL;
  g_autofree char *json = NULL;
  gint64 entry_id;

  if (choices == NULL || !change_choices (self, choices, error))
    return FALSE;

  json = pursuit_own_choices_print (choices);
  g_object_set (edited, "choices", json, NULL);
  return pursuit_records_save (self->desk, PURSUIT_RECORD (definition), edited, &entry_id, error) &&
         answer (self, definition, entry_id, error);
}

const PursuitCommand pursuit_cmd_field_choices = {
  .name = "field choices",
  .arguments = N_("KIND KEY"),
  .summary = N_("Change what a field of the house lets choose from"),
  .details = N_("A CHOICE goes by its name or its key. One that records have cannot be removed, only retired."),
  .n_required = 2,
  .n_allowed = 2,
  .options = choices_options,
  .options_size = sizeof (ChoicesOptions),
  .run = run_choices,
};
