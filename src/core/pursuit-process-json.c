/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-json-private.h"

#include "pursuit-enums.h"
#include "pursuit-role.h"
#include "pursuit-str.h"

/* A process as a file (STG-5); docs/process-format.md describes the form. */

const char *const pursuit_process_json_process[] = { "code", "name", "name_zh", "version", "skip_rule", "back_rule",
                                                     "silence_days", NULL };
const char *const pursuit_process_json_stage[] = { "position", "name", "name_zh", "short_name", "buyer_name", "buyer_name_zh",
                                                   "type", "probability", "expected_days", "playbook", "scripts",
                                                   "templates", "lessons", NULL };
const char *const pursuit_process_json_milestone[] = { "name", "name_zh", "kind", "required", "handover", "technical", NULL };
const char *const pursuit_process_json_activity[] = { "task", "name", "notes", NULL };

/* What says nothing is left out. */
static JsonObject *
print_record (PursuitRecord     *record,
              const char *const *names)
{
  g_autoptr(JsonObject) all = pursuit_record_to_json (record, PURSUIT_FIELD_MASK_ALL);
  JsonObject *object = json_object_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), names[i]);

      if (field->kind == PURSUIT_KIND_ENUM)
        json_object_set_string_member (object, names[i],
                                       pursuit_enum_get_nick (field->type (), (int) pursuit_record_get_number (record, field)));
      else if (!pursuit_field_is_text (field) || !pursuit_str_empty (pursuit_record_get_text (record, field)))
        json_object_set_member (object, names[i], json_object_dup_member (all, names[i]));
    }

  return object;
}

static PursuitRole *
find_role (GPtrArray *roles,
           gint64     id)
{
  for (guint i = 0; i < roles->len; i++)
    if (((PursuitRecord *) g_ptr_array_index (roles, i))->id == id)
      return g_ptr_array_index (roles, i);

  return NULL;
}

/* The nick is the same in every house; a further role of the same rights is known by its name alone. */
static const char *
get_role_text (GPtrArray *roles,
               gint64     id)
{
  PursuitRole *role = find_role (roles, id);

  if (role == NULL)
    return NULL;
  for (guint i = 0; i < roles->len; i++)
    {
      PursuitRole *other = g_ptr_array_index (roles, i);

      if (other->system_role != role->system_role || other->system_role == PURSUIT_SYSTEM_ROLE_NONE)
        continue;
      return other == role ? pursuit_enum_get_nick (PURSUIT_TYPE_SYSTEM_ROLE, (int) role->system_role) : role->name;
    }

  return role->name;
}

/* From an amount in whole units and hundredths: which currency it is, the house knows. */
static JsonObject *
print_role (PursuitStageRole *role,
            GPtrArray        *roles)
{
  JsonObject *object = json_object_new ();
  const char *text = get_role_text (roles, role->role_id);

  json_object_set_string_member (object, "role", text != NULL ? text : "");
  json_object_set_string_member (object, "need", pursuit_enum_get_nick (PURSUIT_TYPE_NEED, (int) role->need));
  if (role->from_amount % 100 != 0)
    json_object_set_double_member (object, "from_amount", (double) role->from_amount / 100);
  else if (role->from_amount != 0)
    json_object_set_int_member (object, "from_amount", role->from_amount / 100);

  return object;
}

static JsonArray *
print_roles (PursuitBookStage *entry,
             GPtrArray        *roles)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < entry->roles->len; i++)
    json_array_add_object_element (array, print_role (g_ptr_array_index (entry->roles, i), roles));

  return array;
}

static JsonObject *
print_stage (PursuitBookStage *entry,
             GPtrArray        *roles)
{
  JsonObject *object = print_record (PURSUIT_RECORD (entry->stage), pursuit_process_json_stage);
  JsonArray *milestones = json_array_new ();
  const char *role = get_role_text (roles, entry->stage->lead_role_id);

  if (role != NULL)
    json_object_set_string_member (object, "lead_role", role);
  for (guint i = 0; i < entry->milestones->len; i++)
    json_array_add_object_element (milestones, print_record (g_ptr_array_index (entry->milestones, i),
                                                             pursuit_process_json_milestone));
  json_object_set_array_member (object, "milestones", milestones);
  if (entry->roles->len > 0)
    json_object_set_array_member (object, "roles", print_roles (entry, roles));

  return object;
}

static JsonObject *
print_activity (PursuitBookActivity *entry)
{
  JsonObject *object = print_record (PURSUIT_RECORD (entry->activity), pursuit_process_json_activity);

  if (entry->position != 0)
    json_object_set_int_member (object, "stage", entry->position);

  return object;
}

/**
 * pursuit_process_json_print:
 * @book: a whole process
 * @roles: (element-type PursuitRole): the roles that there are
 *
 * Returns: (transfer full): the process as a file, which pursuit_process_json_parse() reads again
 */
char *
pursuit_process_json_print (PursuitProcessBook *book,
                            GPtrArray          *roles)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonObject) process = print_record (PURSUIT_RECORD (book->process), pursuit_process_json_process);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *stages = json_array_new ();
  JsonArray *activities = json_array_new ();

  json_object_set_string_member (object, "format", PURSUIT_PROCESS_FORMAT);
  json_object_set_int_member (object, "format_version", PURSUIT_PROCESS_FORMAT_VERSION);
  for (guint i = 0; pursuit_process_json_process[i] != NULL; i++)
    if (json_object_has_member (process, pursuit_process_json_process[i]))
      json_object_set_member (object, pursuit_process_json_process[i],
                              json_object_dup_member (process, pursuit_process_json_process[i]));
  for (guint i = 0; i < book->stages->len; i++)
    json_array_add_object_element (stages, print_stage (g_ptr_array_index (book->stages, i), roles));
  for (guint i = 0; i < book->activities->len; i++)
    json_array_add_object_element (activities, print_activity (g_ptr_array_index (book->activities, i)));
  json_object_set_array_member (object, "stages", stages);
  json_object_set_array_member (object, "activities", activities);
  json_node_set_object (node, object);

  return json_to_string (node, TRUE);
}
