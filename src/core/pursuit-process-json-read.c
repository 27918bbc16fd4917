/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-json-syntax.h"
#include "pursuit-role.h"
#include "pursuit-text.h"

/*
 * Reads a process that somebody wrote or sent, strictly: what is not understood is refused, with the path to it, never guessed
 * at or left out.
 *
 *   text -> pursuit_json_check_syntax() -> the library -> records, by their field tables -> pursuit_process_book_check()
 */

typedef struct
{
  GPtrArray *roles;
  GString *path;
  GError **error;
} Reader;

/* Takes the sentence. */
static gboolean
refuse (Reader     *self,
        const char *member,
        char       *sentence)
{
  g_set_error (self->error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, "%s%s%s: %s", self->path->str,
               self->path->len > 0 && member != NULL ? "." : "", member != NULL ? member : "", sentence);
  g_free (sentence);

  return FALSE;
}

static gboolean
refuse_unknown (Reader            *self,
                JsonObject        *object,
                const char *const *fields,
                const char *const *others)
{
  g_autoptr(GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (fields, l->data) && !g_strv_contains (others, l->data))
      return refuse (self, l->data, g_strdup (_("There is no such member here.")));

  return TRUE;
}

static gboolean
require_members (Reader            *self,
                 JsonObject        *object,
                 const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!json_object_has_member (object, names[i]))
      return refuse (self, names[i], g_strdup (_("This is missing.")));

  return TRUE;
}

static GType
get_held_type (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
}

static gboolean
refuse_enum (Reader             *self,
             const PursuitField *field,
             const char         *nick)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (field->type ());
  g_autoptr(GString) nicks = g_string_new (NULL);
  g_autofree char *excerpt = g_utf8_substring (nick, 0, MIN (g_utf8_strlen (nick, -1), 60));

  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (nicks, "%s%s", i > 0 ? _(", ") : "", klass->values[i].value_nick);

  return refuse (self, field->name, g_strdup_printf (_("“%1$s” is not one of: %2$s."), excerpt, nicks->str));
}

static gboolean
read_text (Reader              *self,
           PursuitRecord       *record,
           const PursuitField  *field,
           JsonNode            *node)
{
  const char *text;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (get_held_type (node) != G_TYPE_STRING)
    return refuse (self, field->name, g_strdup (_("A text in quotes is expected here.")));

  text = json_node_get_string (node);
  pursuit_record_set_text (record, field, *text != '\0' ? text : NULL);
  return TRUE;
}

static gboolean
read_number (Reader              *self,
             PursuitRecord       *record,
             const PursuitField  *field,
             JsonNode            *node)
{
  GType held = get_held_type (node);
  int value;

  if (field->kind == PURSUIT_KIND_ENUM)
    {
      if (held != G_TYPE_STRING)
        return refuse (self, field->name, g_strdup (_("A text in quotes is expected here.")));
      if (!pursuit_enum_from_nick (field->type (), json_node_get_string (node), &value))
        return refuse_enum (self, field, json_node_get_string (node));
      pursuit_record_set_number (record, field, value);
      return TRUE;
    }
  if (field->kind == PURSUIT_KIND_BOOL)
    {
      if (held != G_TYPE_BOOLEAN)
        return refuse (self, field->name, g_strdup (_("Either true or false is expected here.")));
      pursuit_record_set_number (record, field, json_node_get_boolean (node));
      return TRUE;
    }
  if (held != G_TYPE_INT64)
    return refuse (self, field->name, g_strdup (_("A whole number is expected here.")));

  pursuit_record_set_number (record, field, json_node_get_int (node));
  return TRUE;
}

static gboolean
read_record (Reader            *self,
             JsonObject        *object,
             PursuitRecord     *record,
             const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), fields[i]);
      JsonNode *node = json_object_get_member (object, fields[i]);

      if (node != NULL && !(pursuit_field_is_text (field) ? read_text (self, record, field, node)
                                                          : read_number (self, record, field, node)))
        return FALSE;
    }

  return TRUE;
}

static PursuitRole *
find_role (Reader     *self,
           const char *text)
{
  g_autofree char *key = pursuit_text_fold_key (text);
  int system_role;

  if (pursuit_enum_from_nick (PURSUIT_TYPE_SYSTEM_ROLE, text, &system_role) && system_role != PURSUIT_SYSTEM_ROLE_NONE)
    for (guint i = 0; i < self->roles->len; i++)
      if (((PursuitRole *) g_ptr_array_index (self->roles, i))->system_role == system_role)
        return g_ptr_array_index (self->roles, i);
  for (guint i = 0; i < self->roles->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (self->roles, i);
      g_autofree char *role_key = pursuit_text_fold_key (role->name);

      if (g_strcmp0 (role_key, key) == 0)
        return role;
    }

  return NULL;
}

/* The role that @member names, 0 when it says nothing. */
static gboolean
read_role_name (Reader     *self,
                JsonObject *object,
                const char *member,
                gint64     *out_id)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *excerpt = NULL;
  const char *text;
  PursuitRole *role;

  *out_id = 0;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (get_held_type (node) != G_TYPE_STRING)
    return refuse (self, member, g_strdup (_("A text in quotes is expected here.")));

  text = json_node_get_string (node);
  role = find_role (self, text);
  if (role == NULL)
    {
      excerpt = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 60));
      return refuse (self, member, g_strdup_printf (_("There is no role “%s”."), excerpt));
    }

  *out_id = PURSUIT_RECORD (role)->id;
  return TRUE;
}

typedef gboolean (*ReadElement) (Reader     *self,
                                 JsonObject *object,
                                 gpointer    into);

/* Reads each object of the list @member; the path grows by "member[i]" meanwhile. */
static gboolean
read_list (Reader      *self,
           JsonObject  *object,
           const char  *member,
           ReadElement  read,
           gpointer     into)
{
  JsonNode *list = json_object_get_member (object, member);
  gsize length = self->path->len;

  if (list == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (list))
    return refuse (self, member, g_strdup (_("A list in “[” and “]” is expected here.")));

  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (list), i);

      g_string_append_printf (self->path, "%s%s[%u]", length > 0 ? "." : "", member, i);
      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (self, NULL, g_strdup (_("An object in “{” and “}” is expected here.")));
      if (!read (self, json_node_get_object (element), into))
        return FALSE;
      g_string_truncate (self->path, length);
    }

  return TRUE;
}

static gboolean
read_milestone (Reader     *self,
                JsonObject *object,
                gpointer    into)
{
  static const char *const others[] = { NULL };
  static const char *const required[] = { "name", "kind", "required", NULL };
  PursuitMilestone *milestone = pursuit_process_book_add_milestone (into);

  return refuse_unknown (self, object, pursuit_process_json_milestone, others) && require_members (self, object, required) &&
         read_record (self, object, PURSUIT_RECORD (milestone), pursuit_process_json_milestone);
}

/* Whole units with up to two places, as hundredths. */
static gboolean
read_amount (Reader           *self,
             JsonObject       *object,
             PursuitStageRole *role)
{
  JsonNode *node = json_object_get_member (object, "from_amount");
  double amount;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (get_held_type (node) != G_TYPE_INT64 && get_held_type (node) != G_TYPE_DOUBLE)
    return refuse (self, "from_amount", g_strdup (_("A number is expected here.")));

  amount = json_node_get_double (node);
  if (!(amount >= 0 && amount <= 1e13))
    return refuse (self, "from_amount", g_strdup (_("An amount cannot be less than nothing, or more than there is.")));

  role->from_amount = (gint64) (amount * 100 + 0.5);
  return TRUE;
}

static gboolean
read_role (Reader     *self,
           JsonObject *object,
           gpointer    into)
{
  static const char *const fields[] = { "need", NULL };
  static const char *const others[] = { "role", "from_amount", NULL };
  static const char *const required[] = { "role", "need", NULL };
  PursuitStageRole *role = pursuit_process_book_add_role (into, 0);

  if (!refuse_unknown (self, object, fields, others) || !require_members (self, object, required) ||
      !read_record (self, object, PURSUIT_RECORD (role), fields) || !read_role_name (self, object, "role", &role->role_id) ||
      !read_amount (self, object, role))
    return FALSE;

  return role->role_id != 0 || refuse (self, "role", g_strdup (_("This must say something.")));
}

static gboolean
read_stage (Reader     *self,
            JsonObject *object,
            gpointer    into)
{
  static const char *const others[] = { "lead_role", "milestones", "roles", NULL };
  static const char *const required[] = { "position", "name", "buyer_name", "type", "probability", "expected_days", NULL };
  PursuitBookStage *entry = pursuit_process_book_add_stage (into);

  return refuse_unknown (self, object, pursuit_process_json_stage, others) && require_members (self, object, required) &&
         read_record (self, object, PURSUIT_RECORD (entry->stage), pursuit_process_json_stage) &&
         read_role_name (self, object, "lead_role", &entry->stage->lead_role_id) &&
         read_list (self, object, "milestones", read_milestone, entry) && read_list (self, object, "roles", read_role, entry);
}

static gboolean
read_activity (Reader     *self,
               JsonObject *object,
               gpointer    into)
{
  static const char *const others[] = { "stage", NULL };
  static const char *const required[] = { "name", NULL };
  PursuitBookActivity *entry = pursuit_process_book_add_activity (into);
  JsonNode *node = json_object_get_member (object, "stage");

  if (!refuse_unknown (self, object, pursuit_process_json_activity, others) || !require_members (self, object, required) ||
      !read_record (self, object, PURSUIT_RECORD (entry->activity), pursuit_process_json_activity))
    return FALSE;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (get_held_type (node) != G_TYPE_INT64)
    return refuse (self, "stage", g_strdup (_("A whole number is expected here.")));
  if (pursuit_process_book_find_stage (into, json_node_get_int (node)) == NULL)
    return refuse (self, "stage", g_strdup_printf (_("No stage has position %lld."), (long long) json_node_get_int (node)));

  entry->position = (int) json_node_get_int (node);
  return TRUE;
}

static gboolean
check_format (Reader     *self,
              JsonObject *object)
{
  JsonNode *format = json_object_get_member (object, "format");
  JsonNode *version = json_object_get_member (object, "format_version");

  if (get_held_type (format) != G_TYPE_STRING || !g_str_equal (json_node_get_string (format), PURSUIT_PROCESS_FORMAT))
    return refuse (self, "format", g_strdup_printf (_("“%s” is expected here."), PURSUIT_PROCESS_FORMAT));
  if (get_held_type (version) != G_TYPE_INT64 || json_node_get_int (version) < 1)
    return refuse (self, "format_version", g_strdup (_("A whole number is expected here.")));
  if (json_node_get_int (version) > PURSUIT_PROCESS_FORMAT_VERSION)
    return refuse (self, "format_version",
                   g_strdup_printf (_("This form is newer than the %d that this program can read."), PURSUIT_PROCESS_FORMAT_VERSION));

  return TRUE;
}

static gboolean
read_book (Reader             *self,
           JsonObject         *object,
           PursuitProcessBook *book)
{
  static const char *const others[] = { "format", "format_version", "stages", "activities", NULL };
  static const char *const identity[] = { "format", "format_version", NULL };
  static const char *const required[] = { "code", "name", "stages", NULL };

  return require_members (self, object, identity) && check_format (self, object) &&
         refuse_unknown (self, object, pursuit_process_json_process, others) && require_members (self, object, required) &&
         read_record (self, object, PURSUIT_RECORD (book->process), pursuit_process_json_process) &&
         read_list (self, object, "stages", read_stage, book) && read_list (self, object, "activities", read_activity, book) &&
         pursuit_process_book_check (book, self->error);
}

/* Some programs begin a file with a mark of its byte order. */
static void
skip_mark (const char **text,
           gsize       *length)
{
  if (*length >= 3 && memcmp (*text, "\xef\xbb\xbf", 3) == 0)
    {
      *text += 3;
      *length -= 3;
    }
}

/**
 * pursuit_process_json_parse:
 * @text: what a file holds
 * @length: of how many bytes
 * @roles: (element-type PursuitRole): the roles that there are, the first of each kind first
 * @error: return location
 *
 * Reads a process from the form that docs/process-format.md describes, and looks whether deals can follow it.
 *
 * Fails with %PURSUIT_ERROR_INVALID: the message begins with line and column where it is no JSON, and otherwise with the path to
 * the fault, such as "stages[3].milestones[1].kind".
 *
 * Returns: (transfer full): a draft that is in no database yet, its stages by position
 */
PursuitProcessBook *
pursuit_process_json_parse (const char  *text,
                            gsize        length,
                            GPtrArray   *roles,
                            GError     **error)
{
  g_autoptr(PursuitProcessBook) book = pursuit_process_book_new ();
  g_autoptr(GString) path = g_string_new (NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  Reader self = { roles, path, error };
  JsonNode *root;

  skip_mark (&text, &length);
  if (!pursuit_json_check_syntax (text, length, error))
    return NULL;
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This is not the JSON of a process."));
      return NULL;
    }
  if (!read_book (&self, json_node_get_object (root), book))
    return NULL;

  pursuit_process_book_sort (book);
  return g_steal_pointer (&book);
}
