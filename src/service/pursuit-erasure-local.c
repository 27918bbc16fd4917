/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-erasure-private.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-local.h"
#include "pursuit-traces.h"

/* What was typed on this computer of a person who is erased: drafts, and saves that were not sent. */

static gboolean
mentions (const char         *content,
          const char * const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if (strstr (content, texts[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_about (const char *content,
          gint64      contact_id)
{
  g_autoptr(JsonNode) node = json_from_string (content, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL && g_str_equal (json_object_get_string_member_with_default (object, "type", ""), "contact") &&
         json_object_get_int_member_with_default (object, "id", 0) == contact_id;
}

static void
wipe_folder (const char         *folder,
             gint64              contact_id,
             const char * const *texts)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_str_has_suffix (name, ".lock") &&
          g_file_get_contents (path, &content, NULL, NULL) && (mentions (content, texts) || is_about (content, contact_id)))
        g_unlink (path);
    }
}

/* Removes what this computer keeps of a person. */
void
pursuit_erasure_wipe_local (PursuitStore       *store,
                            gint64              contact_id,
                            const char * const *texts,
                            GHashTable         *entries)
{
  static const char *const folders[] = { "drafts", "outbox" };
  g_autofree char *dir = pursuit_local_dup_dir (pursuit_store_get_uuid (store));

  pursuit_traces_wipe_local (store, texts, entries);
  for (guint i = 0; dir != NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (dir, folders[i], NULL);

      wipe_folder (folder, contact_id, texts);
    }
}
