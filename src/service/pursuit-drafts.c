/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-drafts.h"

#include "pursuit-date.h"
#include "pursuit-local-files-private.h"
#include "pursuit-local-json-private.h"

/*
 * PursuitDrafts keeps what a person has typed and not saved yet, a file of this computer for each field or form, until the
 * save is acknowledged or the person gives it up. It belongs to the main thread; the files are written on one of their own.
 */
struct _PursuitDrafts
{
  GObject parent_instance;

  PursuitLocalFiles *files;
  GHashTable *drafts;   /* key -> PursuitDraft */
  gboolean has_failed;  /* the disk took the last one not */
};

G_DEFINE_FINAL_TYPE (PursuitDrafts, pursuit_drafts, G_TYPE_OBJECT)

#define FORMAT 1

static guint problem_signal;

/**
 * pursuit_draft_free:
 * @draft: (transfer full): a draft
 */
void
pursuit_draft_free (PursuitDraft *draft)
{
  g_free (draft->field);
  g_free (draft->original);
  g_free (draft->text);
  g_free (draft);
}

static PursuitDraft *
draft_copy (const PursuitDraft *draft)
{
  PursuitDraft *copy = g_memdup2 (draft, sizeof *draft);

  copy->field = g_strdup (draft->field);
  copy->original = g_strdup (draft->original);
  copy->text = g_strdup (draft->text);

  return copy;
}

static char *
draft_to_json (const PursuitDraft *draft)
{
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "format", FORMAT);
  pursuit_local_json_add_text (object, "type", pursuit_record_type_get_table (draft->type));
  pursuit_local_json_add_number (object, "id", draft->id);
  pursuit_local_json_add_text (object, "field", draft->field);
  pursuit_local_json_add_number (object, "revision", draft->revision);
  pursuit_local_json_add_text (object, "original", draft->original);
  pursuit_local_json_add_text (object, "text", draft->text);
  pursuit_local_json_add_number (object, "at", draft->at);

  return pursuit_local_json_print (object);
}

static PursuitDraft *
draft_from_json (const char *json)
{
  g_autoptr(JsonObject) object = pursuit_local_json_parse (json);
  g_autoptr(PursuitDraft) draft = g_new0 (PursuitDraft, 1);
  g_autofree char *type = NULL;
  gint64 format;

  if (object == NULL || !pursuit_local_json_read_number (object, "format", &format) || format != FORMAT ||
      !pursuit_local_json_read_text (object, "type", &type) || type == NULL ||
      !pursuit_local_json_read_number (object, "id", &draft->id) ||
      !pursuit_local_json_read_text (object, "field", &draft->field) || draft->field == NULL ||
      !pursuit_local_json_read_number (object, "revision", &draft->revision) ||
      !pursuit_local_json_read_text (object, "original", &draft->original) ||
      !pursuit_local_json_read_text (object, "text", &draft->text) || draft->text == NULL ||
      !pursuit_local_json_read_number (object, "at", &draft->at))
    return NULL;

  draft->type = pursuit_record_type_from_table (type);
  draft->left_behind = TRUE;

  return draft->type != G_TYPE_INVALID ? g_steal_pointer (&draft) : NULL;
}

static char *
dup_key (GType       type,
         gint64      id,
         const char *field)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return pursuit_local_files_dup_key (pursuit_record_type_get_table (type), number, field, NULL);
}

/* A file under another name than its field's would never be found again. */
static gboolean
take_over (PursuitDrafts *self,
           const char    *key,
           const char    *json)
{
  g_autoptr(PursuitDraft) draft = draft_from_json (json);
  g_autofree char *right_key = draft != NULL ? dup_key (draft->type, draft->id, draft->field) : NULL;

  if (g_strcmp0 (key, right_key) != 0)
    return FALSE;

  g_hash_table_insert (self->drafts, g_steal_pointer (&right_key), g_steal_pointer (&draft));
  return TRUE;
}

static void
read_drafts (PursuitDrafts *self)
{
  g_autoptr(GHashTable) contents = pursuit_local_files_read (self->files);
  GHashTableIter iter;
  gpointer key, json;

  g_hash_table_iter_init (&iter, contents);
  while (g_hash_table_iter_next (&iter, &key, &json))
    if (!take_over (self, key, json))
      pursuit_local_files_set_aside (self->files, key);
}

static void
pursuit_drafts_finalize (GObject *object)
{
  PursuitDrafts *self = PURSUIT_DRAFTS (object);

  g_clear_pointer (&self->files, pursuit_local_files_free);
  g_hash_table_unref (self->drafts);

  G_OBJECT_CLASS (pursuit_drafts_parent_class)->finalize (object);
}

static void
pursuit_drafts_class_init (PursuitDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_drafts_finalize;

  /**
   * PursuitDrafts::problem:
   * @sentence: why
   *
   * What is typed cannot be kept on this computer just now; said once until it can be again.
   */
  problem_signal = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
}

static void
pursuit_drafts_init (PursuitDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) pursuit_draft_free);
}

/**
 * pursuit_drafts_new:
 * @dir: a folder of this computer, which need not exist yet
 *
 * Reads what an earlier session left in @dir; what cannot be read is set aside there, never deleted.
 *
 * Returns: (transfer full): the drafts
 */
PursuitDrafts *
pursuit_drafts_new (const char *dir)
{
  PursuitDrafts *self = g_object_new (PURSUIT_TYPE_DRAFTS, NULL);

  self->files = pursuit_local_files_new (dir);
  read_drafts (self);

  return self;
}

/**
 * pursuit_drafts_keep:
 * @self: drafts
 * @type: a record type
 * @id: which one, 0 for one that is still to be made
 * @field: the field, or what the form calls itself
 * @original: (nullable): what stood there
 * @text: what was typed
 *
 * Like pursuit_drafts_keep_draft(), now.
 */
void
pursuit_drafts_keep (PursuitDrafts *self,
                     GType          type,
                     gint64         id,
                     const char    *field,
                     const char    *original,
                     const char    *text)
{
  const PursuitDraft draft = {
    .type = type,
    .id = id,
    .field = (char *) field,
    .original = (char *) original,
    .text = (char *) text,
  };

  pursuit_drafts_keep_draft (self, &draft);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PursuitDrafts *self = PURSUIT_DRAFTS (source);
  g_autoptr(GError) error = NULL;
  gboolean had_failed = self->has_failed;

  self->has_failed = !g_task_propagate_boolean (G_TASK (result), &error);
  if (self->has_failed && !had_failed)
    g_signal_emit (self, problem_signal, 0, error->message);
}

/**
 * pursuit_drafts_keep_draft:
 * @self: drafts
 * @draft: what was typed; copied, and dated now when it bears no time
 *
 * Keeps what was typed, in place of an earlier draft of the same field. It is on the disk a moment later: this never waits.
 */
void
pursuit_drafts_keep_draft (PursuitDrafts      *self,
                           const PursuitDraft *draft)
{
  g_autofree char *key = NULL;
  PursuitDraft *copy;

  g_return_if_fail (PURSUIT_IS_DRAFTS (self));
  g_return_if_fail (draft->field != NULL && draft->text != NULL);

  if (draft->id != 0 && g_strcmp0 (draft->original != NULL ? draft->original : "", draft->text) == 0)
    {
      pursuit_drafts_drop (self, draft->type, draft->id, draft->field);
      return;
    }

  key = dup_key (draft->type, draft->id, draft->field);
  copy = draft_copy (draft);
  copy->left_behind = FALSE;
  if (copy->at == 0)
    copy->at = pursuit_time_now ();
  pursuit_local_files_put (self->files, key, draft_to_json (copy), g_task_new (self, NULL, kept_cb, NULL));
  g_hash_table_insert (self->drafts, g_steal_pointer (&key), copy);
}

/**
 * pursuit_drafts_drop:
 * @self: drafts
 * @type: a record type
 * @id: which one, 0 for one that is still to be made
 * @field: the field, or what the form calls itself
 *
 * Forgets a draft, if there is one: its text was saved, or given up by the person.
 */
void
pursuit_drafts_drop (PursuitDrafts *self,
                     GType          type,
                     gint64         id,
                     const char    *field)
{
  g_autofree char *key = NULL;

  g_return_if_fail (PURSUIT_IS_DRAFTS (self));

  key = dup_key (type, id, field);
  if (g_hash_table_remove (self->drafts, key))
    pursuit_local_files_remove (self->files, key);
}

/**
 * pursuit_drafts_drop_record:
 * @self: drafts
 * @type: a record type
 * @id: which one, 0 for those that are still to be made
 *
 * Forgets all drafts of a record.
 */
void
pursuit_drafts_drop_record (PursuitDrafts *self,
                            GType          type,
                            gint64         id)
{
  GHashTableIter iter;
  gpointer key, value;

  g_return_if_fail (PURSUIT_IS_DRAFTS (self));

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const PursuitDraft *draft = value;

      if (draft->type != type || draft->id != id)
        continue;
      pursuit_local_files_remove (self->files, key);
      g_hash_table_iter_remove (&iter);
    }
}

/**
 * pursuit_drafts_find:
 * @self: drafts
 * @type: a record type
 * @id: which one, 0 for one that is still to be made
 * @field: the field, or what the form calls itself
 *
 * Returns: (nullable): the draft, lent until it is kept anew or dropped; %NULL when there is none
 */
const PursuitDraft *
pursuit_drafts_find (PursuitDrafts *self,
                     GType          type,
                     gint64         id,
                     const char    *field)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (PURSUIT_IS_DRAFTS (self), NULL);

  key = dup_key (type, id, field);
  return g_hash_table_lookup (self->drafts, key);
}

static int
by_time (gconstpointer a,
         gconstpointer b)
{
  const PursuitDraft *first = *(PursuitDraft *const *) a;
  const PursuitDraft *second = *(PursuitDraft *const *) b;

  return first->at < second->at ? -1 : first->at > second->at;
}

/**
 * pursuit_drafts_list:
 * @self: drafts
 *
 * Returns: (transfer full) (element-type PursuitDraft): copies of all drafts, oldest first
 */
GPtrArray *
pursuit_drafts_list (PursuitDrafts *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_draft_free);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    g_ptr_array_add (list, draft_copy (draft));
  g_ptr_array_sort (list, by_time);

  return list;
}

/**
 * pursuit_drafts_flush:
 * @self: drafts
 *
 * Waits until everything is on the disk, for whoever is about to end the program.
 */
void
pursuit_drafts_flush (PursuitDrafts *self)
{
  g_return_if_fail (PURSUIT_IS_DRAFTS (self));

  pursuit_local_files_flush (self->files);
}
