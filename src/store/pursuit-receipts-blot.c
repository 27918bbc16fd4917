/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-receipts-private.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-local.h"

/* Receipts say what was saved, so that it could be saved again: of what was erased they must not. */

static gboolean
mentions (const char         *line,
          const char * const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if (strstr (line, texts[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* That something was saved stays a receipt. What cannot be read is none, and goes; NULL then. */
static char *
dup_blotted (const char         *line,
             const char * const *texts,
             GHashTable         *entries)
{
  g_autoptr(JsonNode) node = json_from_string (line, NULL);
  gint64 id;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  id = json_object_get_int_member_with_default (json_node_get_object (node), "id", 0);
  if (!g_hash_table_contains (entries, GSIZE_TO_POINTER ((gsize) id)) && !mentions (line, texts))
    return g_strdup (line);

  json_object_remove_member (json_node_get_object (node), "before");
  json_object_remove_member (json_node_get_object (node), "after");
  return json_to_string (node, FALSE);
}

static void
blot_file (const char         *path,
           const char * const *texts,
           GHashTable         *entries)
{
  g_autofree char *content = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GString) out = g_string_new (NULL);

  if (!g_file_get_contents (path, &content, NULL, NULL))
    return;

  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *blotted = dup_blotted (lines[i], texts, entries);

      if (blotted != NULL && !mentions (blotted, texts))
        g_string_append_printf (out, "%s\n", blotted);
    }
  g_file_set_contents_full (path, out->str, (gssize) out->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

/* Takes what was saved out of the receipts of this computer for @entries, and of those that have one of @texts in them. */
void
pursuit_receipts_blot (PursuitStore       *store,
                       const char * const *texts,
                       GHashTable         *entries)
{
  g_autofree char *dir = pursuit_local_dup_dir (store->uuid);
  g_autofree char *path = dir != NULL ? g_build_filename (dir, PURSUIT_RECEIPTS_FILE, NULL) : NULL;
  g_autofree char *older = dir != NULL ? g_build_filename (dir, PURSUIT_RECEIPTS_OLDER_FILE, NULL) : NULL;

  if (dir == NULL)
    return;

  blot_file (path, texts, entries);
  blot_file (older, texts, entries);
  /* The next receipt goes to the file that is there now. */
  if (store->receipts_fd >= 0)
    close (store->receipts_fd);
  store->receipts_fd = -1;
}
