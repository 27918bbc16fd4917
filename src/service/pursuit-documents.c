/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-documents.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deal.h"
#include "pursuit-document-lookups.h"
#include "pursuit-documents-private.h"
#include "pursuit-error.h"
#include "pursuit-records-private.h"
#include "pursuit-str.h"

/* Adding: one transaction for the record, its version and all of its pieces, so that either all of it is there or nothing. */

static gboolean
write_pieces (PursuitStore                  *store,
              const PursuitDocumentVersion  *version,
              PursuitDocumentFile           *file,
              GCancellable                  *cancellable,
              GError                       **error)
{
  g_autofree guint8 *buffer = g_malloc (PURSUIT_DOCUMENT_PIECE);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gint64 i = 0; i < pursuit_document_version_n_pieces (version); i++)
    {
      gsize length = pursuit_document_version_get_length (version, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !pursuit_document_file_read (file, i * PURSUIT_DOCUMENT_PIECE, buffer, length, error) ||
          !pursuit_document_versions_add_piece (store, version, i, buffer, length, error))
        return FALSE;
      g_checksum_update (checksum, buffer, (gssize) length);
    }

  if (g_str_equal (g_checksum_get_string (checksum), version->checksum))
    return TRUE;

  pursuit_document_file_set_changed (file, error);
  return FALSE;
}

/* The content of what was described, of a document that is in the database; within a transaction. */
gboolean
pursuit_documents_write_content (PursuitDesk          *desk,
                                 PursuitDocument      *document,
                                 PursuitDocumentFile  *file,
                                 gint64                at,
                                 GCancellable         *cancellable,
                                 GError              **error)
{
  g_autoptr(PursuitDocumentVersion) version = g_new0 (PursuitDocumentVersion, 1);

  version->document_id = PURSUIT_RECORD (document)->id;
  version->version = document->version;
  version->file_name = g_strdup (pursuit_document_file_get_name (file));
  version->media_type = g_strdup (document->media_type);
  version->size = document->size;
  version->checksum = g_strdup (document->checksum);
  version->added_at = at;
  version->staff_id = pursuit_desk_get_actor_id (desk);

  return pursuit_document_versions_add (pursuit_desk_get_store (desk), version, error) &&
         write_pieces (pursuit_desk_get_store (desk), version, file, cancellable, error);
}

/* What the record says of a file that is to be its content. */
void
pursuit_documents_describe (PursuitDocument     *document,
                            PursuitDocumentFile *file,
                            gint64               version)
{
  document->version = version;
  document->size = pursuit_document_file_get_size (file);
  pursuit_set_str (&document->media_type, pursuit_document_file_get_media_type (file));
  pursuit_set_str (&document->checksum, pursuit_document_file_get_checksum (file));
}

/* A document of a deal is one of the deal's customer. */
static gboolean
complete_customer (PursuitDesk      *desk,
                   PursuitDocument  *document,
                   GError          **error)
{
  g_autoptr(PursuitRecord) deal = NULL;

  if (document->deal_id == 0)
    return TRUE;
  deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, document->deal_id, error);
  if (deal == NULL || !pursuit_records_require_alive (deal, error))
    return FALSE;
  if (document->customer_id == 0)
    document->customer_id = PURSUIT_DEAL (deal)->customer_id;
  if (document->customer_id == PURSUIT_DEAL (deal)->customer_id)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is a deal of another customer."),
               pursuit_record_get_name (deal));
  return FALSE;
}

/* Whoever tries again because no answer came is told that it is there, instead of getting it twice. */
static gboolean
is_new (PursuitDesk      *desk,
        PursuitDocument  *document,
        GError          **error)
{
  g_autofree char *name = NULL;

  if (!pursuit_lookup_same_document (pursuit_desk_get_store (desk), document->customer_id, document->deal_id,
                                     document->checksum, &name, error))
    return FALSE;
  if (name == NULL)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The same file is there already, as “%s”."), name);
  return FALSE;
}

static gboolean
insert (PursuitDesk          *desk,
        PursuitDocument      *document,
        PursuitDocumentFile  *file,
        GCancellable         *cancellable,
        gint64               *out_entry_id,
        GError              **error)
{
  PursuitRecord *record = PURSUIT_RECORD (document);
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_auto(PursuitTx) tx = { NULL };

  return pursuit_tx_begin (&tx, store, error) && pursuit_records_require_references (desk, NULL, record, error) &&
         complete_customer (desk, document, error) && pursuit_record_validate (record, error) && pursuit_records_require_customer (desk, record, error) &&
         pursuit_records_require (desk, record, PURSUIT_RIGHT_EDIT, error) && is_new (desk, document, error) &&
         pursuit_store_insert (store, record, error) &&
         pursuit_documents_write_content (desk, document, file, record->created_at, cancellable, error) &&
         pursuit_desk_write_journal (desk, "create", NULL, record, out_entry_id, error) && pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_documents_add:
 * @desk: a desk
 * @document: a new record; without a name it gets that of the file, with a deal it gets that deal's customer
 * @file: what it is
 * @cancellable: (nullable): looked at at each piece
 * @out_entry_id: (out) (optional): the journal entry, which holds what the file is, never its content
 * @error: return location
 *
 * Keeps a file with a customer, as version 1 of a new document.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the customer or deal has that very content already, or when the file is not any more
 * what it was when it was opened; %PURSUIT_ERROR_NOT_FOUND when the customer or the deal is gone; %PURSUIT_ERROR_DENIED,
 * %PURSUIT_ERROR_AWAY and the other codes of pursuit_tx_begin(), %G_IO_ERROR_CANCELLED. Nothing is written then.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_documents_add (PursuitDesk          *desk,
                       PursuitDocument      *document,
                       PursuitDocumentFile  *file,
                       GCancellable         *cancellable,
                       gint64               *out_entry_id,
                       GError              **error)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_DOCUMENT (document) && file != NULL, FALSE);

  pursuit_documents_describe (document, file, 1);
  if (pursuit_str_empty (document->name))
    pursuit_set_str (&document->name, pursuit_document_file_get_name (file));
  if (insert (desk, document, file, cancellable, out_entry_id, error))
    return TRUE;

  PURSUIT_RECORD (document)->id = 0;
  return FALSE;
}

/* A document that is called as its file was goes on being called so. */
static gboolean
follow_name (PursuitDesk          *desk,
             PursuitDocument      *document,
             PursuitDocumentFile  *file,
             GError              **error)
{
  g_autoptr(PursuitDocumentVersion) present = NULL;

  if (document->version == 0)
    return TRUE;
  present = pursuit_document_versions_load (pursuit_desk_get_store (desk), PURSUIT_RECORD (document)->id, document->version,
                                            error);
  if (present == NULL)
    return FALSE;

  if (g_strcmp0 (document->name, present->file_name) == 0)
    pursuit_set_str (&document->name, pursuit_document_file_get_name (file));
  return TRUE;
}

static gboolean
is_other_content (PursuitDocument      *document,
                  PursuitDocumentFile  *file,
                  GError              **error)
{
  if (document->version == 0 || g_strcmp0 (document->checksum, pursuit_document_file_get_checksum (file)) != 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Version %1$lld of “%2$s” is the same file."),
               (long long) document->version, document->name);
  return FALSE;
}

/* After an undo the newest version is not the one that is shown; numbers are never used twice. */
static gboolean
replace (PursuitDesk          *desk,
         PursuitDocument      *document,
         PursuitDocumentFile  *file,
         GCancellable         *cancellable,
         gint64               *out_entry_id,
         GError              **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) before = pursuit_record_copy (PURSUIT_RECORD (document));
  gint64 last;

  if (!is_other_content (document, file, error) || !follow_name (desk, document, file, error) ||
      !pursuit_lookup_last_version (store, PURSUIT_RECORD (document)->id, &last, error))
    return FALSE;

  pursuit_documents_describe (document, file, last + 1);
  return pursuit_store_update (store, PURSUIT_RECORD (document), error) &&
         pursuit_documents_write_content (desk, document, file, PURSUIT_RECORD (document)->changed_at, cancellable, error) &&
         pursuit_desk_write_journal (desk, "version", before, PURSUIT_RECORD (document), out_entry_id, error);
}

/**
 * pursuit_documents_add_version:
 * @desk: a desk
 * @document_id: a document; one that was a link gets its first version
 * @file: what it is now
 * @cancellable: (nullable): looked at at each piece
 * @out_entry_id: (out) (optional): the journal entry; undoing it shows the version before again
 * @error: return location
 *
 * Keeps a file as the newest version of a document; the older ones stay.
 *
 * Fails as pursuit_documents_add(), with %PURSUIT_ERROR_INVALID also when the present version is the same file.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_documents_add_version (PursuitDesk          *desk,
                               gint64                document_id,
                               PursuitDocumentFile  *file,
                               GCancellable         *cancellable,
                               gint64               *out_entry_id,
                               GError              **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) record = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && file != NULL, FALSE);

  return pursuit_tx_begin (&tx, store, error) &&
         (record = pursuit_store_load (store, PURSUIT_TYPE_DOCUMENT, document_id, error)) != NULL &&
         pursuit_records_require_alive (record, error) && pursuit_records_require_customer (desk, record, error) &&
         pursuit_records_require (desk, record, PURSUIT_RIGHT_EDIT, error) &&
         replace (desk, PURSUIT_DOCUMENT (record), file, cancellable, out_entry_id, error) && pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_documents_list_versions:
 * @desk: a desk
 * @document_id: a document
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED when the actor may not see it, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitDocumentVersion): its versions, the newest first
 */
GPtrArray *
pursuit_documents_list_versions (PursuitDesk  *desk,
                                 gint64        document_id,
                                 GError      **error)
{
  g_autoptr(PursuitRecord) record = pursuit_records_load (desk, PURSUIT_TYPE_DOCUMENT, document_id, error);

  if (record == NULL)
    return NULL;

  return pursuit_document_versions_list (pursuit_desk_get_store (desk), document_id, error);
}
