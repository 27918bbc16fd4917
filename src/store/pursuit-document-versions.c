/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-document-versions.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-store-private.h"

/* What documents hold. Rows are added and read, never changed: whoever reads a version in pieces needs no lock in between. */

/* The column order is a contract between every SELECT here and read_version(). */
#define VERSION_COLUMNS \
  "v.id, v.document_id, v.version, v.file_name, v.media_type, v.size, v.checksum, v.added_at, v.staff_id, s.name"

/**
 * pursuit_document_version_free:
 * @self: (transfer full): a version
 */
void
pursuit_document_version_free (PursuitDocumentVersion *self)
{
  g_free (self->file_name);
  g_free (self->media_type);
  g_free (self->checksum);
  g_free (self->staff);
  g_free (self);
}

/**
 * pursuit_document_version_n_pieces:
 * @self: a version
 *
 * Returns: in how many pieces its content is kept
 */
gint64
pursuit_document_version_n_pieces (const PursuitDocumentVersion *self)
{
  return (self->size + PURSUIT_DOCUMENT_PIECE - 1) / PURSUIT_DOCUMENT_PIECE;
}

/**
 * pursuit_document_version_get_length:
 * @self: a version
 * @position: of a piece, from 0
 *
 * Returns: how long that piece is
 */
gsize
pursuit_document_version_get_length (const PursuitDocumentVersion *self,
                                     gint64                        position)
{
  return (gsize) CLAMP (self->size - position * PURSUIT_DOCUMENT_PIECE, 0, PURSUIT_DOCUMENT_PIECE);
}

static PursuitDocumentVersion *
read_version (PursuitStmt *stmt)
{
  PursuitDocumentVersion *version = g_new0 (PursuitDocumentVersion, 1);

  version->id = pursuit_stmt_get_number (stmt, 0);
  version->document_id = pursuit_stmt_get_number (stmt, 1);
  version->version = pursuit_stmt_get_number (stmt, 2);
  version->file_name = g_strdup (pursuit_stmt_get_text (stmt, 3));
  version->media_type = g_strdup (pursuit_stmt_get_text (stmt, 4));
  version->size = pursuit_stmt_get_number (stmt, 5);
  version->checksum = g_strdup (pursuit_stmt_get_text (stmt, 6));
  version->added_at = pursuit_stmt_get_number (stmt, 7);
  version->staff_id = pursuit_stmt_get_number (stmt, 8);
  version->staff = g_strdup (pursuit_stmt_get_text (stmt, 9));

  return version;
}

/**
 * pursuit_document_versions_add:
 * @store: a store, within a transaction
 * @version: a new version, its number one that the document never had; its id is set
 * @error: return location
 *
 * Writes down that there is a further version. The pieces follow.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_document_versions_add (PursuitStore            *store,
                               PursuitDocumentVersion  *version,
                               GError                 **error)
{
  static const char sql[] =
    "INSERT INTO document_version (document_id, version, file_name, media_type, size, checksum, added_at, staff_id)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, version->document_id);
  pursuit_stmt_bind_number (&stmt, 2, version->version);
  pursuit_stmt_bind_text (&stmt, 3, version->file_name);
  pursuit_stmt_bind_text (&stmt, 4, version->media_type);
  pursuit_stmt_bind_number (&stmt, 5, version->size);
  pursuit_stmt_bind_text (&stmt, 6, version->checksum);
  pursuit_stmt_bind_number (&stmt, 7, version->added_at);
  pursuit_stmt_bind_ref (&stmt, 8, version->staff_id);
  if (!pursuit_stmt_run (&stmt, error))
    return FALSE;

  version->id = pursuit_db_last_id (store->db);
  return TRUE;
}

/**
 * pursuit_document_versions_add_piece:
 * @store: a store, within the transaction that added @version
 * @version: a version
 * @position: of the piece, from 0
 * @bytes: its bytes
 * @length: how many
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the piece is written
 */
gboolean
pursuit_document_versions_add_piece (PursuitStore                  *store,
                                     const PursuitDocumentVersion  *version,
                                     gint64                         position,
                                     const guint8                  *bytes,
                                     gsize                          length,
                                     GError                       **error)
{
  static const char sql[] = "INSERT INTO document_piece (version_id, position, bytes) VALUES ($1, $2, $3)";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (store->in_transaction, FALSE);
  g_return_val_if_fail (length == pursuit_document_version_get_length (version, position), FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, version->id);
  pursuit_stmt_bind_number (&stmt, 2, position);
  pursuit_stmt_bind_bytes (&stmt, 3, bytes, length);

  return pursuit_stmt_run (&stmt, error);
}

/**
 * pursuit_document_versions_list:
 * @store: a store
 * @document_id: a document
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitDocumentVersion): its versions, the newest first
 */
GPtrArray *
pursuit_document_versions_list (PursuitStore  *store,
                                gint64         document_id,
                                GError       **error)
{
  static const char sql[] =
    "SELECT " VERSION_COLUMNS
    "  FROM document_version v LEFT JOIN staff s ON s.id = v.staff_id"
    " WHERE v.document_id = $1 ORDER BY v.version DESC";
  g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_document_version_free);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, document_id);
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&versions);
      g_ptr_array_add (versions, read_version (&stmt));
    }
}

/**
 * pursuit_document_versions_load:
 * @store: a store
 * @document_id: a document
 * @version: the number of a version
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when the document has no such version, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the version
 */
PursuitDocumentVersion *
pursuit_document_versions_load (PursuitStore  *store,
                                gint64         document_id,
                                gint64         version,
                                GError       **error)
{
  static const char sql[] =
    "SELECT " VERSION_COLUMNS
    "  FROM document_version v LEFT JOIN staff s ON s.id = v.staff_id"
    " WHERE v.document_id = $1 AND v.version = $2";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, document_id);
  pursuit_stmt_bind_number (&stmt, 2, version);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return NULL;
  if (row)
    return read_version (&stmt);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("The document has no version %lld."), (long long) version);
  return NULL;
}

/**
 * pursuit_document_versions_set_damage:
 * @version: a version whose content is not what was added
 * @error: return location
 *
 * Sets %PURSUIT_ERROR_STORAGE: the database as a whole can still be written to.
 */
void
pursuit_document_versions_set_damage (const PursuitDocumentVersion  *version,
                                      GError                       **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
               _("Version %1$lld of “%2$s” is no longer what was added: its content was changed or is missing in part. "
                 "Take another version, or a backup."),
               (long long) version->version, version->file_name);
}

/* @out_bytes is NULL for a piece that is missing or not as long as it was. */
static gboolean
find_piece (PursuitStore                  *store,
            const PursuitDocumentVersion  *version,
            gint64                         position,
            GBytes                       **out_bytes,
            GError                       **error)
{
  static const char sql[] = "SELECT bytes FROM document_piece WHERE version_id = $1 AND position = $2";
  g_auto(PursuitStmt) stmt = { NULL };
  gsize length = pursuit_document_version_get_length (version, position);
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, version->id);
  pursuit_stmt_bind_number (&stmt, 2, position);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_bytes = row && (gsize) sqlite3_column_bytes (stmt.handle, 0) == length
                 ? g_bytes_new (sqlite3_column_blob (stmt.handle, 0), length) : NULL;
  return TRUE;
}

/**
 * pursuit_document_versions_read_piece:
 * @store: a store
 * @version: a version, as loaded
 * @position: of the piece, from 0
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE, also when the piece is missing or not as long as it was.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
pursuit_document_versions_read_piece (PursuitStore                  *store,
                                      const PursuitDocumentVersion  *version,
                                      gint64                         position,
                                      GError                       **error)
{
  GBytes *bytes;

  if (!find_piece (store, version, position, &bytes, error))
    return NULL;
  if (bytes == NULL)
    pursuit_document_versions_set_damage (version, error);

  return bytes;
}

/* Whether the content is what was added; @out_sound is left alone when the database does not answer. */
static gboolean
check_content (PursuitStore                  *store,
               const PursuitDocumentVersion  *version,
               GCancellable                  *cancellable,
               gboolean                      *out_sound,
               GError                       **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gint64 i = 0; i < pursuit_document_version_n_pieces (version); i++)
    {
      g_autoptr(GBytes) bytes = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !find_piece (store, version, i, &bytes, error))
        return FALSE;
      *out_sound = bytes != NULL;
      if (bytes == NULL)
        return TRUE;
      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }

  *out_sound = g_strcmp0 (g_checksum_get_string (checksum), version->checksum) == 0;
  return TRUE;
}

static gboolean
check_next (PursuitStore   *store,
            gint64         *last_id,
            gboolean       *out_more,
            GCancellable   *cancellable,
            GPtrArray      *findings,
            GError        **error)
{
  static const char sql[] =
    "SELECT " VERSION_COLUMNS
    "  FROM document_version v LEFT JOIN staff s ON s.id = v.staff_id WHERE v.id > $1 ORDER BY v.id LIMIT 1";
  g_autoptr(PursuitDocumentVersion) version = NULL;
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean sound = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, *last_id);
  if (!pursuit_stmt_step (&stmt, out_more, error))
    return FALSE;
  if (!*out_more)
    return TRUE;

  version = read_version (&stmt);
  pursuit_stmt_clear (&stmt);
  if (!check_content (store, version, cancellable, &sound, error))
    return FALSE;
  if (!sound)
    g_ptr_array_add (findings, g_strdup_printf (_("The content of version %1$lld of document %2$lld, “%3$s”, is not what was added."),
                                                (long long) version->version, (long long) version->document_id,
                                                version->file_name));
  *last_id = version->id;
  return TRUE;
}

/* What no version knows of, and documents that say otherwise than their versions. */
static const struct
{
  const char *sql;
  const char *format;
} counts[] = {
  { "SELECT count(*) FROM document_piece p LEFT JOIN document_version v ON v.id = p.version_id"
    " WHERE v.id IS NULL OR p.position >= (v.size + 262143) / 262144",
    N_("Pieces of documents that belong to no version: %lld.") },
  { "SELECT count(*) FROM document f LEFT JOIN document_version v ON v.document_id = f.id AND v.version = f.version"
    " WHERE f.version > 0 AND (v.id IS NULL OR v.size <> f.size OR v.checksum IS NOT f.checksum)",
    N_("Documents that do not agree with their newest version: %lld.") },
};

G_STATIC_ASSERT (PURSUIT_DOCUMENT_PIECE == 262144);

/**
 * pursuit_document_versions_check:
 * @store: a store
 * @most: how many findings are enough
 * @cancellable: (nullable): looked at at each piece
 * @findings: (element-type utf8): gets one sentence for each finding
 * @error: return location
 *
 * Reads all documents and compares them with their checksums, and looks for pieces that belong nowhere.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the file cannot be read so far, %G_IO_ERROR_CANCELLED when cancelled.
 *
 * Returns: %TRUE when everything was looked at
 */
gboolean
pursuit_document_versions_check (PursuitStore  *store,
                                 guint          most,
                                 GCancellable  *cancellable,
                                 GPtrArray     *findings,
                                 GError       **error)
{
  gint64 last_id = 0;
  gboolean more = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      gint64 count;

      if (!pursuit_db_get_number (store->db, counts[i].sql, &count, error))
        return FALSE;
      if (count > 0)
        g_ptr_array_add (findings, g_strdup_printf (_(counts[i].format), (long long) count));
    }

  while (more && findings->len < most)
    if (!check_next (store, &last_id, &more, cancellable, findings, error))
      return FALSE;
  return TRUE;
}
