/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-recents.h"

#include "pursuit-local-files-private.h"
#include "pursuit-local-json-private.h"

/*
 * PursuitRecents keeps what one person opened and did lately in one database, on this computer, the newest first. It holds
 * no names, only which: whether a thing is still there, and may be seen, is asked when it is shown. It belongs to the main
 * thread; its file is written on another. That file may be lost without harm: what cannot be read there is forgotten.
 */
struct _PursuitRecents
{
  GObject parent_instance;

  PursuitLocalFiles *files;
  GPtrArray *list;      /* of PursuitRecent, the newest first */
};

G_DEFINE_FINAL_TYPE (PursuitRecents, pursuit_recents, G_TYPE_OBJECT)

#define FORMAT 1
#define KEY "recent"

static guint changed_signal;

static void
recent_free (gpointer data)
{
  PursuitRecent *recent = data;

  g_free (recent->action);
  g_free (recent);
}

static PursuitRecent *
recent_new (GType       type,
            gint64      id,
            const char *action)
{
  PursuitRecent *recent = g_new0 (PursuitRecent, 1);

  recent->type = type;
  recent->id = id;
  recent->action = g_strdup (action);

  return recent;
}

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  const PursuitRecent *first = a;
  const PursuitRecent *second = b;

  return first->type == second->type && first->id == second->id && g_strcmp0 (first->action, second->action) == 0;
}

static JsonObject *
recent_to_json (const PursuitRecent *recent)
{
  JsonObject *object = json_object_new ();

  if (recent->action != NULL)
    pursuit_local_json_add_text (object, "action", recent->action);
  else
    {
      pursuit_local_json_add_text (object, "type", pursuit_record_type_get_table (recent->type));
      pursuit_local_json_add_number (object, "id", recent->id);
    }

  return object;
}

static PursuitRecent *
recent_from_json (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *table = NULL;
  g_autofree char *action = NULL;
  GType type;
  gint64 id;

  if (object == NULL || !pursuit_local_json_read_text (object, "action", &action) ||
      !pursuit_local_json_read_text (object, "type", &table) || !pursuit_local_json_read_number (object, "id", &id))
    return NULL;
  if (action != NULL)
    return recent_new (G_TYPE_INVALID, 0, action);

  type = table != NULL ? pursuit_record_type_from_table (table) : G_TYPE_INVALID;
  return type != G_TYPE_INVALID && id > 0 ? recent_new (type, id, NULL) : NULL;
}

static char *
to_json (PursuitRecents *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_int_member (object, "format", FORMAT);
  for (guint i = 0; i < self->list->len; i++)
    json_array_add_object_element (array, recent_to_json (g_ptr_array_index (self->list, i)));
  json_object_set_array_member (object, "recent", array);

  return pursuit_local_json_print (object);
}

/* Whatever else stands there is passed over. */
static void
take_over (PursuitRecents *self,
           const char     *json)
{
  g_autoptr(JsonObject) object = pursuit_local_json_parse (json);
  JsonNode *node = object != NULL ? json_object_get_member (object, "recent") : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64 format;

  if (array == NULL || !pursuit_local_json_read_number (object, "format", &format) || format != FORMAT)
    return;

  for (guint i = 0; i < json_array_get_length (array) && self->list->len < PURSUIT_RECENTS_MOST; i++)
    {
      PursuitRecent *recent = recent_from_json (json_array_get_element (array, i));

      if (recent != NULL && !g_ptr_array_find_with_equal_func (self->list, recent, is_same, NULL))
        g_ptr_array_add (self->list, recent);
      else
        g_clear_pointer (&recent, recent_free);
    }
}

static void
pursuit_recents_finalize (GObject *object)
{
  PursuitRecents *self = PURSUIT_RECENTS (object);

  g_clear_pointer (&self->files, pursuit_local_files_free);
  g_ptr_array_unref (self->list);

  G_OBJECT_CLASS (pursuit_recents_parent_class)->finalize (object);
}

static void
pursuit_recents_class_init (PursuitRecentsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_recents_finalize;

  /**
   * PursuitRecents::changed:
   *
   * Something was opened or done, or all of it was forgotten.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
pursuit_recents_init (PursuitRecents *self)
{
  self->list = g_ptr_array_new_with_free_func (recent_free);
}

/**
 * pursuit_recents_new:
 * @dir: a folder of this computer, which need not exist yet
 *
 * Reads what an earlier session left in @dir. What is damaged there is forgotten.
 *
 * Returns: (transfer full): what was opened and done lately
 */
PursuitRecents *
pursuit_recents_new (const char *dir)
{
  PursuitRecents *self = g_object_new (PURSUIT_TYPE_RECENTS, NULL);
  g_autoptr(GHashTable) contents = NULL;
  const char *json;

  self->files = pursuit_local_files_new (dir);
  contents = pursuit_local_files_read (self->files);
  json = g_hash_table_lookup (contents, KEY);
  if (json != NULL)
    take_over (self, json);

  return self;
}

/* Takes @recent. What is there already only moves to the front. */
static void
put_first (PursuitRecents *self,
           PursuitRecent  *recent)
{
  guint position;

  if (g_ptr_array_find_with_equal_func (self->list, recent, is_same, &position))
    {
      recent_free (recent);
      if (position == 0)
        return;
      recent = g_ptr_array_steal_index (self->list, position);
    }
  g_ptr_array_insert (self->list, 0, recent);
  if (self->list->len > PURSUIT_RECENTS_MOST)
    g_ptr_array_set_size (self->list, PURSUIT_RECENTS_MOST);

  pursuit_local_files_put (self->files, KEY, to_json (self), NULL);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * pursuit_recents_note:
 * @self: recent things
 * @type: a record type
 * @id: which record
 *
 * Notes that a person opened a record just now. It is on the disk a moment later: this never waits.
 */
void
pursuit_recents_note (PursuitRecents *self,
                      GType           type,
                      gint64          id)
{
  g_return_if_fail (PURSUIT_IS_RECENTS (self));
  g_return_if_fail (pursuit_record_type_get_table (type) != NULL);

  if (id > 0)
    put_first (self, recent_new (type, id, NULL));
}

/**
 * pursuit_recents_note_action:
 * @self: recent things
 * @action: the detailed name of an action
 *
 * Notes that a person did something just now.
 */
void
pursuit_recents_note_action (PursuitRecents *self,
                             const char     *action)
{
  g_return_if_fail (PURSUIT_IS_RECENTS (self));
  g_return_if_fail (action != NULL);

  put_first (self, recent_new (G_TYPE_INVALID, 0, action));
}

/**
 * pursuit_recents_get_list:
 * @self: recent things
 *
 * Returns: (transfer none) (element-type PursuitRecent): the newest first, lent until something is noted
 */
GPtrArray *
pursuit_recents_get_list (PursuitRecents *self)
{
  g_return_val_if_fail (PURSUIT_IS_RECENTS (self), NULL);

  return self->list;
}

/**
 * pursuit_recents_clear:
 * @self: recent things
 *
 * Forgets everything, on the disk too.
 */
void
pursuit_recents_clear (PursuitRecents *self)
{
  g_return_if_fail (PURSUIT_IS_RECENTS (self));

  if (self->list->len == 0)
    return;

  g_ptr_array_set_size (self->list, 0);
  pursuit_local_files_remove (self->files, KEY);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * pursuit_recents_flush:
 * @self: recent things
 *
 * Waits until everything is on the disk.
 */
void
pursuit_recents_flush (PursuitRecents *self)
{
  g_return_if_fail (PURSUIT_IS_RECENTS (self));

  pursuit_local_files_flush (self->files);
}
