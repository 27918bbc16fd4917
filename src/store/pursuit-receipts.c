/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-receipts-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-local.h"
#include "pursuit-str.h"

/*
 * Receipts: this computer remembers each of its saves that the database acknowledged. An old copy of the file put in its
 * place, a server that lied about locks or about its disk: the engine's own check finds such a file sound, and only somebody
 * who remembers can tell that saves are gone (shared-database.md 3.9).
 *
 * One JSON object a line in `saves.jsonl`, the newest last, written in one piece after the commit and not synchronised: a
 * receipt that a power cut takes costs a witness, not a save. Since each entry's hash covers the one before it, the newest
 * receipt of an opening answers for all that it saved; those of the last few openings are looked for.
 */

#define FILE_NAME PURSUIT_RECEIPTS_FILE
#define OLDER_FILE_NAME PURSUIT_RECEIPTS_OLDER_FILE
/* Some ten thousand saves; then the file becomes the older one, whose content is given up. */
#define MOST_BYTES (8 * 1024 * 1024)
/* How much of it is read to find the last openings, and how many of them count as witnesses. */
#define TAIL_BYTES (256 * 1024)
#define MOST_WITNESSES 8

/* The newest save of one opening. */
typedef struct
{
  char *client;
  gint64 id;
  guint8 hash[PURSUIT_HASH_SIZE];
} Witness;

static void
witness_free (gpointer data)
{
  Witness *witness = data;

  g_free (witness->client);
  g_free (witness);
}

/**
 * pursuit_receipt_free:
 * @receipt: (transfer full): a receipt
 */
void
pursuit_receipt_free (PursuitReceipt *receipt)
{
  g_clear_pointer (&receipt->entry, pursuit_journal_entry_free);
  g_free (receipt);
}

static char *
hash_to_text (const guint8 *hash)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (2 * PURSUIT_HASH_SIZE + 1);

  for (guint i = 0; i < PURSUIT_HASH_SIZE; i++)
    {
      text[2 * i] = digits[hash[i] >> 4];
      text[2 * i + 1] = digits[hash[i] & 15];
    }
  text[2 * PURSUIT_HASH_SIZE] = '\0';

  return text;
}

/* A copy of the file has the same uuid: what was saved into the one is not missing in the other. */
static JsonObject *
begin_line (PursuitStore *store)
{
  g_autofree char *path = g_filename_display_name (store->path);
  JsonObject *line = json_object_new ();

  json_object_set_string_member (line, "path", path);
  json_object_set_int_member (line, "generation", store->generation);

  return line;
}

static void
append_line (GString    *lines,
             JsonObject *line)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, line);
  text = json_to_string (node, FALSE);
  g_string_append (lines, text);
  g_string_append_c (lines, '\n');
}

/* Reading */

static const char *
get_text (JsonObject *line,
          const char *name)
{
  JsonNode *node = json_object_get_member (line, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gint64
get_number (JsonObject *line,
            const char *name)
{
  JsonNode *node = json_object_get_member (line, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static JsonObject *
parse_line (PursuitStore *store,
            const char   *text)
{
  g_autofree char *path = g_filename_display_name (store->path);
  g_autoptr(JsonNode) node = json_from_string (text, NULL);
  JsonObject *line;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  line = json_node_get_object (node);

  return g_strcmp0 (get_text (line, "path"), path) == 0 ? json_object_ref (line) : NULL;
}

static gboolean
is_settled (JsonObject *line)
{
  return json_object_has_member (line, "settled");
}

static gboolean
is_receipt (JsonObject *line)
{
  const char *hash = get_text (line, "hash");

  return hash != NULL && strlen (hash) == 2 * PURSUIT_HASH_SIZE && get_number (line, "id") > 0 &&
         get_text (line, "client") != NULL && get_text (line, "verb") != NULL && get_text (line, "entity") != NULL &&
         get_text (line, "actor") != NULL;
}

static PursuitReceipt *
read_receipt (JsonObject *line)
{
  PursuitReceipt *receipt = g_new0 (PursuitReceipt, 1);
  PursuitJournalEntry *entry = receipt->entry = g_new0 (PursuitJournalEntry, 1);

  receipt->generation = get_number (line, "generation");
  entry->id = get_number (line, "id");
  entry->at = get_number (line, "at");
  entry->actor_id = get_number (line, "actor_id");
  entry->actor = g_strdup (get_text (line, "actor"));
  entry->verb = g_strdup (get_text (line, "verb"));
  entry->entity = g_strdup (get_text (line, "entity"));
  entry->entity_id = get_number (line, "entity_id");
  entry->customer_id = get_number (line, "customer_id");
  entry->deal_id = get_number (line, "deal_id");
  entry->undoes_id = get_number (line, "undoes_id");
  entry->client = g_strdup (get_text (line, "client"));
  entry->seq = get_number (line, "seq");
  entry->before = g_strdup (get_text (line, "before"));
  entry->after = g_strdup (get_text (line, "after"));

  return receipt;
}

static Witness *
find_witness (GPtrArray  *witnesses,
              const char *client)
{
  for (guint i = 0; i < witnesses->len; i++)
    if (g_str_equal (((Witness *) g_ptr_array_index (witnesses, i))->client, client))
      return g_ptr_array_index (witnesses, i);

  return NULL;
}

static Witness *
add_witness (GPtrArray  *witnesses,
             const char *client)
{
  Witness *witness = g_new0 (Witness, 1);

  witness->client = g_strdup (client);
  g_ptr_array_add (witnesses, witness);

  return witness;
}

static void
remember (GPtrArray  *witnesses,
          JsonObject *line)
{
  const char *client = get_text (line, "client");
  const char *hash = get_text (line, "hash");
  Witness *witness;

  if (find_witness (witnesses, client) != NULL)
    return;

  witness = add_witness (witnesses, client);
  witness->id = get_number (line, "id");
  for (guint i = 0; i < PURSUIT_HASH_SIZE; i++)
    witness->hash[i] = (guint8) (g_ascii_xdigit_value (hash[2 * i]) << 4 | g_ascii_xdigit_value (hash[2 * i + 1]));
}

/* The end of the file, where the last openings are; a line that the cut goes through does not parse. */
static char *
read_tail (PursuitStore *store)
{
  g_autofree char *dir = pursuit_local_dup_dir (store->uuid);
  g_autofree char *path = NULL;
  g_autofree char *tail = g_malloc (TAIL_BYTES + 1);
  gssize length = -1;
  GStatBuf info;
  int fd;

  if (dir == NULL)
    return NULL;

  path = g_build_filename (dir, FILE_NAME, NULL);
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    length = pread (fd, tail, TAIL_BYTES, MAX (0, info.st_size - TAIL_BYTES));
  close (fd);
  if (length < 0)
    return NULL;

  tail[length] = '\0';
  return g_steal_pointer (&tail);
}

/* What earlier runs of the program, and others on this computer, were told. */
static GPtrArray *
read_witnesses (PursuitStore *store)
{
  GPtrArray *witnesses = g_ptr_array_new_with_free_func (witness_free);
  g_autofree char *tail = read_tail (store);
  g_auto(GStrv) lines = NULL;

  if (tail == NULL)
    return witnesses;

  lines = g_strsplit (tail, "\n", -1);
  for (guint i = g_strv_length (lines); i > 0 && witnesses->len < MOST_WITNESSES; i--)
    {
      g_autoptr(JsonObject) line = parse_line (store, lines[i - 1]);

      if (line != NULL && is_settled (line))
        break;
      if (line != NULL && is_receipt (line))
        remember (witnesses, line);
    }

  return witnesses;
}

static GPtrArray *
get_witnesses (PursuitStore *store)
{
  if (store->witnesses == NULL)
    store->witnesses = read_witnesses (store);

  return store->witnesses;
}

static gboolean
is_there (PursuitStore   *store,
          const Witness  *witness,
          gboolean       *out_there,
          GError        **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT 1 FROM journal WHERE id = $1 AND hash = $2", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, witness->id);
  pursuit_stmt_bind_bytes (&stmt, 2, witness->hash, PURSUIT_HASH_SIZE);

  return pursuit_stmt_step (&stmt, out_there, error);
}

/* Writing */

/* A newer save answers for the older ones only where those are: if somebody put an old copy in place since we last looked,
 * what is missing from it must not be forgotten over what is written to it now. */
static void
keep_witness (PursuitStore *store)
{
  Witness *own = find_witness (get_witnesses (store), store->client);
  gboolean there = TRUE;

  if (own != NULL && is_there (store, own, &there, NULL) && !there)
    pursuit_set_str (&own->client, "");
}

/* Notes an entry of the transaction that is open. */
void
pursuit_receipts_add (PursuitStore              *store,
                      const PursuitJournalEntry *entry,
                      const guint8              *hash)
{
  g_autoptr(JsonObject) line = begin_line (store);
  g_autofree char *hash_text = hash_to_text (hash);

  if (store->tx_receipts == NULL || store->tx_receipts->len == 0)
    keep_witness (store);
  json_object_set_string_member (line, "hash", hash_text);
  json_object_set_int_member (line, "id", entry->id);
  json_object_set_int_member (line, "at", entry->at);
  json_object_set_int_member (line, "actor_id", entry->actor_id);
  json_object_set_string_member (line, "actor", entry->actor);
  json_object_set_string_member (line, "verb", entry->verb);
  json_object_set_string_member (line, "entity", entry->entity);
  json_object_set_int_member (line, "entity_id", entry->entity_id);
  json_object_set_int_member (line, "customer_id", entry->customer_id);
  json_object_set_int_member (line, "deal_id", entry->deal_id);
  json_object_set_int_member (line, "undoes_id", entry->undoes_id);
  json_object_set_string_member (line, "client", entry->client);
  json_object_set_int_member (line, "seq", entry->seq);
  if (entry->before != NULL)
    json_object_set_string_member (line, "before", entry->before);
  if (entry->after != NULL)
    json_object_set_string_member (line, "after", entry->after);

  if (store->tx_receipts == NULL)
    store->tx_receipts = g_string_new (NULL);
  append_line (store->tx_receipts, line);
}

/* The transaction was given up: there is nothing to remember. */
void
pursuit_receipts_forget (PursuitStore *store)
{
  if (store->tx_receipts != NULL)
    g_string_truncate (store->tx_receipts, 0);
}

static int
open_file (PursuitStore *store)
{
  g_autofree char *dir = pursuit_local_dup_dir (store->uuid);
  g_autofree char *path = NULL;
  g_autofree char *older = NULL;
  GStatBuf info;

  if (dir == NULL)
    return -1;

  path = g_build_filename (dir, FILE_NAME, NULL);
  older = g_build_filename (dir, OLDER_FILE_NAME, NULL);
  if (g_stat (path, &info) == 0 && info.st_size > MOST_BYTES)
    g_rename (path, older);

  return g_open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/* One write for all lines: other programs of this person append to the same file. */
static void
write_lines (PursuitStore *store,
             GString      *lines)
{
  gssize written;

  if (store->receipts_fd < 0)
    store->receipts_fd = open_file (store);
  if (store->receipts_fd < 0)
    return;

  do
    written = write (store->receipts_fd, lines->str, lines->len);
  while (written < 0 && errno == EINTR);

  /* A line cut short by a full disk is no receipt; without an end it would spoil the next one. */
  if (written > 0 && (gsize) written < lines->len)
    written = write (store->receipts_fd, "\n", 1);
}

/* The transaction was acknowledged. */
void
pursuit_receipts_note (PursuitStore *store)
{
  GPtrArray *witnesses;
  Witness *own;

  if (store->tx_receipts == NULL || store->tx_receipts->len == 0)
    return;

  /* Read before this one is among them. */
  witnesses = get_witnesses (store);
  write_lines (store, store->tx_receipts);
  g_string_truncate (store->tx_receipts, 0);
  own = find_witness (witnesses, store->client);
  if (own == NULL)
    own = add_witness (witnesses, store->client);
  own->id = store->tx_entry_id;
  memcpy (own->hash, store->tx_hash, PURSUIT_HASH_SIZE);
}

/* What is missing */

/**
 * pursuit_receipts_check:
 * @store: a store
 * @out_whole: (out): whether the saves that this computer was told to be done are still there, as they were
 * @error: return location
 *
 * One look at each of a few rows; to be asked at opening and whenever others changed something.
 *
 * Fails with %PURSUIT_ERROR_AWAY, %PURSUIT_ERROR_BUSY or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_whole was set
 */
gboolean
pursuit_receipts_check (PursuitStore  *store,
                        gboolean      *out_whole,
                        GError       **error)
{
  g_auto(PursuitReading) reading = { NULL };
  GPtrArray *witnesses;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);

  witnesses = get_witnesses (store);
  *out_whole = TRUE;
  if (witnesses->len == 0)
    return TRUE;

  if (!pursuit_reading_begin (&reading, store, error))
    return FALSE;
  for (guint i = 0; i < witnesses->len && *out_whole; i++)
    if (!is_there (store, g_ptr_array_index (witnesses, i), out_whole, error))
      return FALSE;

  return TRUE;
}

/* The lines of both files, oldest first. */
static GPtrArray *
read_lines (PursuitStore *store)
{
  static const char *const names[] = { OLDER_FILE_NAME, FILE_NAME };
  g_autofree char *dir = pursuit_local_dup_dir (store->uuid);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; dir != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);
      g_autofree char *content = NULL;
      g_autofree char **found = NULL;

      if (!g_file_get_contents (path, &content, NULL, NULL))
        continue;
      found = g_strsplit (content, "\n", -1);
      for (guint n = 0; found[n] != NULL; n++)
        g_ptr_array_add (lines, found[n]);
    }

  return lines;
}

/* Asked one by one: that one is there says nothing of what another program on this computer saved. */
static gboolean
collect_missing (PursuitStore  *store,
                 GPtrArray     *lines,
                 GPtrArray     *missing,
                 GError       **error)
{
  for (guint i = lines->len; i > 0; i--)
    {
      g_autoptr(JsonObject) line = parse_line (store, g_ptr_array_index (lines, i - 1));
      gint64 entry_id;

      if (line != NULL && is_settled (line))
        break;
      if (line == NULL || !is_receipt (line))
        continue;
      if (!pursuit_journal_find_save (store, get_text (line, "client"), get_number (line, "seq"), &entry_id, error))
        return FALSE;
      if (entry_id == 0)
        g_ptr_array_insert (missing, 0, read_receipt (line));
    }

  return TRUE;
}

/**
 * pursuit_receipts_list_missing:
 * @store: a store
 * @error: return location
 *
 * The saves that this computer was told to be done and that are gone, because an older state of the file was put in its place.
 * An empty list after pursuit_receipts_check() found something wrong means that the journal was written anew.
 *
 * Fails with %PURSUIT_ERROR_AWAY, %PURSUIT_ERROR_BUSY or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitReceipt): what is missing, oldest first
 */
GPtrArray *
pursuit_receipts_list_missing (PursuitStore  *store,
                               GError       **error)
{
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_receipt_free);
  g_autoptr(GPtrArray) lines = NULL;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  lines = read_lines (store);
  return collect_missing (store, lines, missing, error) ? g_steal_pointer (&missing) : NULL;
}

/**
 * pursuit_receipts_settle:
 * @store: a store
 *
 * Says that somebody has seen what is missing, and wants it no more: the file counts as whole as it is.
 */
void
pursuit_receipts_settle (PursuitStore *store)
{
  g_autoptr(JsonObject) line = NULL;
  g_autoptr(GString) lines = g_string_new (NULL);

  g_return_if_fail (PURSUIT_IS_STORE (store));

  line = begin_line (store);
  json_object_set_boolean_member (line, "settled", TRUE);
  append_line (lines, line);
  write_lines (store, lines);
  g_ptr_array_set_size (get_witnesses (store), 0);
}
