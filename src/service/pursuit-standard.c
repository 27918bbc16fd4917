/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-standard-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-process-json.h"
#include "pursuit-processes-private.h"
#include "pursuit-role.h"
#include "pursuit-service-resources.h"

/*
 * What a new database begins with: the roles, and three processes (chapter 2 of domain.md, STG-7). Names are kept as English
 * message ids and shown through gettext, so that one file serves people of several languages (pursuit-standard-names.c). The
 * texts of the playbooks are pages that a house makes its own: they are written down in the language of whoever makes the
 * database, English (data/processes/NAME.json) or Chinese (NAME.zh.json, the texts alone).
 */

#define FOLDER "/io/github/pursuit/Pursuit/processes"

static const char *const codes[] = { "project", "repeat", "renewal", NULL };
static const char *const texts[] = { "playbook", "scripts", "templates", "lessons" };

/**
 * pursuit_standard_list_codes:
 *
 * Returns: (transfer none) (array zero-terminated=1): the codes of the processes that come with the program, the one that new
 *   deals follow first
 */
const char *const *
pursuit_standard_list_codes (void)
{
  return codes;
}

static GBytes *
look_up (const char  *code,
         const char  *suffix,
         GError     **error)
{
  g_autofree char *path = g_strconcat (FOLDER "/", code, suffix, NULL);

  /* Asked for by its function, so that the linker keeps the resource. */
  return g_resource_lookup_data (pursuit_service_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static void
put_texts (PursuitProcessBook *book,
           JsonObject         *object)
{
  PursuitBookStage *entry = pursuit_process_book_find_stage (book, json_object_get_int_member (object, "position"));

  for (guint i = 0; entry != NULL && i < G_N_ELEMENTS (texts); i++)
    pursuit_record_set_text (PURSUIT_RECORD (entry->stage), pursuit_record_type_find (PURSUIT_TYPE_STAGE, texts[i]),
                             json_object_get_string_member_with_default (object, texts[i], NULL));
}

static gboolean
put_chinese (PursuitProcessBook  *book,
             GError             **error)
{
  g_autoptr(GBytes) bytes = look_up (book->process->code, ".zh.json", error);
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonArray *stages;

  if (bytes == NULL ||
      !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error))
    return FALSE;
  stages = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "stages");
  for (guint i = 0; i < json_array_get_length (stages); i++)
    put_texts (book, json_array_get_object_element (stages, i));

  return TRUE;
}

/**
 * pursuit_standard_read:
 * @code: one of pursuit_standard_list_codes()
 * @roles: (element-type PursuitRole): the roles of the house
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when the house lacks a role that the process names.
 *
 * Returns: (transfer full): a process that comes with the program, its playbooks in the language of the person
 */
PursuitProcessBook *
pursuit_standard_read (const char  *code,
                       GPtrArray   *roles,
                       GError     **error)
{
  g_autoptr(GBytes) bytes = look_up (code, ".json", error);
  g_autoptr(PursuitProcessBook) book = NULL;

  if (bytes == NULL ||
      (book = pursuit_process_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), roles, error)) == NULL ||
      (pursuit_locale_get_script () != PURSUIT_LOCALE_OTHER && !put_chinese (book, error)))
    return NULL;

  return g_steal_pointer (&book);
}

/* The roles that people have on deals (chapter 3 of domain.md), in the order of the matrix, and how many hours a week each takes
 * unless somebody says otherwise (Default). Quality and delivery are no system roles: they may what a consultant may. */
static const struct
{
  PursuitSystemRole system_role;
  const char *name;             /* NULL for that of the system role */
  int hours;
} deal_roles[] = {
  { PURSUIT_SYSTEM_ROLE_SELLER, NULL, 4 },
  { PURSUIT_SYSTEM_ROLE_PRESALES, NULL, 4 },
  { PURSUIT_SYSTEM_ROLE_CONSULTANT, NULL, 4 },
  { PURSUIT_SYSTEM_ROLE_CONSULTANT, N_("Quality"), 4 },
  { PURSUIT_SYSTEM_ROLE_EXECUTIVE, NULL, 4 },
  { PURSUIT_SYSTEM_ROLE_COMMERCIAL, NULL, 4 },
  { PURSUIT_SYSTEM_ROLE_FINANCE, NULL, 4 },
  { PURSUIT_SYSTEM_ROLE_LEGAL, NULL, 4 },
  { PURSUIT_SYSTEM_ROLE_CONSULTANT, N_("Delivery"), 4 },
};

static gboolean
install_role (PursuitStore       *store,
              const char         *name,
              PursuitSystemRole   system_role,
              guint               place,
              GError            **error)
{
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_ROLE);
  PursuitRole *role = PURSUIT_ROLE (record);

  role->name = g_strdup (name);
  role->system_role = system_role;
  if (place < G_N_ELEMENTS (deal_roles))
    {
      role->works_on_deals = TRUE;
      role->position = place + 1;
      role->hours = deal_roles[place].hours;
    }

  return pursuit_store_insert (store, record, error);
}

static guint
find_place (PursuitSystemRole system_role)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (deal_roles) && (deal_roles[i].name != NULL || deal_roles[i].system_role != system_role))
    i++;

  return i;
}

/* The first role of each kind is that of the system role. */
static gboolean
install_roles (PursuitStore  *store,
               GError       **error)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PURSUIT_TYPE_SYSTEM_ROLE);

  for (guint i = 0; i < klass->n_values; i++)
    {
      PursuitSystemRole system_role = (PursuitSystemRole) klass->values[i].value;

      if (system_role != PURSUIT_SYSTEM_ROLE_NONE &&
          !install_role (store, klass->values[i].value_name, system_role, find_place (system_role), error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (deal_roles); i++)
    if (deal_roles[i].name != NULL && !install_role (store, deal_roles[i].name, deal_roles[i].system_role, i, error))
      return FALSE;

  return TRUE;
}

static gboolean
install_process (PursuitStore  *store,
                 const char    *code,
                 GPtrArray     *roles,
                 gboolean       standard,
                 gint64        *out_process_id,
                 GError       **error)
{
  PursuitProcessWork work = { NULL, store, NULL };
  g_autoptr(PursuitProcessBook) book = pursuit_standard_read (code, roles, error);

  if (book == NULL)
    return FALSE;
  book->process->version = 1;
  book->process->standard = standard;
  book->process->state = PURSUIT_PROCESS_PUBLISHED;
  if (!pursuit_process_work_insert_book (&work, book, error))
    return FALSE;

  if (standard)
    *out_process_id = PURSUIT_RECORD (book->process)->id;
  return TRUE;
}

/**
 * pursuit_standard_install:
 * @store: a new store, within a transaction
 * @out_process_id: (out): the process that new deals follow
 * @error: return location
 *
 * Writes one role per system role, those that people have on deals beside them, and the processes that come with the program.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when all is written
 */
gboolean
pursuit_standard_install (PursuitStore  *store,
                          gint64        *out_process_id,
                          GError       **error)
{
  g_autoptr(GPtrArray) roles = NULL;

  if (!install_roles (store, error) || (roles = pursuit_store_list (store, PURSUIT_TYPE_ROLE, error)) == NULL)
    return FALSE;
  for (guint i = 0; codes[i] != NULL; i++)
    if (!install_process (store, codes[i], roles, i == 0, out_process_id, error))
      return FALSE;

  return TRUE;
}
