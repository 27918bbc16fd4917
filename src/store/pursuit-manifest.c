/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-manifest.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-date.h"
#include "pursuit-error.h"

/* What a manifest of ours never reaches: whatever is longer is something else. */
#define MOST_BYTES 1000000

#define FORMAT 1

static void
row_count_clear (gpointer data)
{
  g_free (((PursuitRowCount *) data)->table);
}

/**
 * pursuit_manifest_new:
 *
 * Returns: (transfer full): an empty manifest
 */
PursuitManifest *
pursuit_manifest_new (void)
{
  PursuitManifest *self = g_new0 (PursuitManifest, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (PursuitRowCount));
  g_array_set_clear_func (self->rows, row_count_clear);

  return self;
}

/**
 * pursuit_manifest_free:
 * @self: (transfer full): a manifest
 */
void
pursuit_manifest_free (PursuitManifest *self)
{
  g_free (self->database);
  g_free (self->path);
  g_free (self->store_uuid);
  g_free (self->program);
  g_free (self->reason);
  g_array_unref (self->rows);
  g_free (self->journal_hash);
  g_strfreev (self->findings);
  g_free (self->sha256);
  g_free (self);
}

/**
 * pursuit_manifest_dup_name:
 * @copy: the file name of a copy
 *
 * Returns: (transfer full): the file name of its manifest
 */
char *
pursuit_manifest_dup_name (const char *copy)
{
  return g_strconcat (copy, ".json", NULL);
}

/**
 * pursuit_manifest_add_rows:
 * @self: a manifest
 * @table: a table
 * @count: how many rows it has
 */
void
pursuit_manifest_add_rows (PursuitManifest *self,
                           const char      *table,
                           gint64           count)
{
  const PursuitRowCount row = { g_strdup (table), count };

  g_array_append_val (self->rows, row);
}

/**
 * pursuit_manifest_get_rows:
 * @self: a manifest
 * @table: a table
 *
 * Returns: how many rows it has, 0 for a table that the copy does not have
 */
gint64
pursuit_manifest_get_rows (const PursuitManifest *self,
                           const char            *table)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const PursuitRowCount *row = &g_array_index (self->rows, PursuitRowCount, i);

      if (g_str_equal (row->table, table))
        return row->count;
    }

  return 0;
}

/* Reading: anybody may have written the file, so nothing is taken for granted. */

static char *
dup_text (JsonObject *object,
          const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL;
}

static gint64
get_number (JsonObject *object,
            const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static JsonObject *
get_object (JsonObject *object,
            const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_rows (PursuitManifest *self,
           JsonObject      *rows)
{
  g_autoptr(GList) tables = rows != NULL ? json_object_get_members (rows) : NULL;

  for (GList *l = tables; l != NULL; l = l->next)
    pursuit_manifest_add_rows (self, l->data, get_number (rows, l->data));
}

static char **
read_findings (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "findings");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr(GStrvBuilder) findings = g_strv_builder_new ();

  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      const char *text = JSON_NODE_HOLDS_VALUE (item) ? json_node_get_string (item) : NULL;

      g_strv_builder_add (findings, text != NULL ? text : "");
    }

  return g_strv_builder_end (findings);
}

static PursuitManifest *
read_object (JsonObject *object)
{
  g_autoptr(PursuitManifest) self = pursuit_manifest_new ();
  g_autofree char *at = dup_text (object, "at");
  JsonObject *journal = get_object (object, "journal");

  self->database = dup_text (object, "database");
  self->path = dup_text (object, "path");
  self->store_uuid = dup_text (object, "store_uuid");
  self->generation = get_number (object, "generation");
  self->program = dup_text (object, "program");
  self->schema = (int) CLAMP (get_number (object, "schema"), 0, G_MAXINT);
  self->reason = dup_text (object, "reason");
  read_rows (self, get_object (object, "rows"));
  self->journal_id = get_number (journal, "id");
  self->journal_hash = journal != NULL ? dup_text (journal, "hash") : NULL;
  self->findings = read_findings (object);
  self->size = get_number (object, "size");
  self->sha256 = dup_text (object, "sha256");
  if (get_number (object, "format") != FORMAT || at == NULL || !pursuit_time_from_iso (at, &self->at) ||
      self->database == NULL || self->path == NULL || self->reason == NULL || self->sha256 == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

static JsonNode *
read_json (const char *name)
{
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (name, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > MOST_BYTES ||
      !g_file_get_contents (name, &text, &length, NULL) || strlen (text) != length ||
      !g_utf8_validate (text, (gssize) length, NULL))
    return NULL;

  return json_from_string (text, NULL);
}

/**
 * pursuit_manifest_load:
 * @copy: the file name of a copy
 * @error: return location
 *
 * Reads what is known of a copy; whether the copy still is what it was then is another question, see
 * pursuit_backup_verify().
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no manifest beside @copy, or none of ours.
 *
 * Returns: (transfer full): the manifest
 */
PursuitManifest *
pursuit_manifest_load (const char  *copy,
                       GError     **error)
{
  g_autofree char *name = pursuit_manifest_dup_name (copy);
  g_autofree char *display = g_filename_display_basename (copy);
  g_autoptr(JsonNode) node = read_json (name);
  PursuitManifest *self = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    self = read_object (json_node_get_object (node));
  if (self == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” is no backup: nothing beside it says what it is."),
                 display);

  return self;
}

/* Writing */

static JsonObject *
rows_to_json (const PursuitManifest *self)
{
  JsonObject *rows = json_object_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      const PursuitRowCount *row = &g_array_index (self->rows, PursuitRowCount, i);

      json_object_set_int_member (rows, row->table, row->count);
    }

  return rows;
}

static JsonArray *
findings_to_json (const PursuitManifest *self)
{
  JsonArray *findings = json_array_new ();

  for (guint i = 0; self->findings != NULL && self->findings[i] != NULL; i++)
    json_array_add_string_element (findings, self->findings[i]);

  return findings;
}

static void
set_text (JsonObject *object,
          const char *key,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
  else
    json_object_set_null_member (object, key);
}

static JsonObject *
to_json (const PursuitManifest *self)
{
  JsonObject *object = json_object_new ();
  JsonObject *journal = json_object_new ();
  g_autofree char *at = pursuit_time_to_iso (self->at);

  json_object_set_int_member (object, "format", FORMAT);
  set_text (object, "database", self->database);
  set_text (object, "path", self->path);
  set_text (object, "store_uuid", self->store_uuid);
  json_object_set_int_member (object, "generation", self->generation);
  set_text (object, "at", at);
  set_text (object, "program", self->program);
  json_object_set_int_member (object, "schema", self->schema);
  set_text (object, "reason", self->reason);
  json_object_set_object_member (object, "rows", rows_to_json (self));
  json_object_set_int_member (journal, "id", self->journal_id);
  set_text (journal, "hash", self->journal_hash);
  json_object_set_object_member (object, "journal", journal);
  json_object_set_array_member (object, "findings", findings_to_json (self));
  json_object_set_int_member (object, "size", self->size);
  set_text (object, "sha256", self->sha256);

  return object;
}

/**
 * pursuit_manifest_write:
 * @self: a manifest
 * @copy: the file name of the copy, which need not be there yet
 * @error: return location
 *
 * Writes it beside @copy, durably and for its owner's eyes only.
 *
 * Fails with %G_FILE_ERROR; nothing is left behind then.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
pursuit_manifest_write (const PursuitManifest  *self,
                        const char             *copy,
                        GError                **error)
{
  g_autofree char *name = pursuit_manifest_dup_name (copy);
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autofree char *text = NULL;

  json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), to_json (self));
  text = json_to_string (node, TRUE);

  return g_file_set_contents_full (name, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}
