/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-documents.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-records-private.h"
#include "pursuit-setting.h"
#include "pursuit-str.h"

/* How large a document may be: a setting of the house. */

/**
 * pursuit_documents_get_limit:
 * @desk: a desk
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE. A setting that says nothing sensible is as good as none.
 *
 * Returns: how many bytes a document may have, 0 on failure
 */
gint64
pursuit_documents_get_limit (PursuitDesk  *desk,
                             GError      **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *value = pursuit_store_dup_setting (pursuit_desk_get_store (desk), PURSUIT_SETTING_DOCUMENT_LIMIT, &local);
  gint64 limit;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  if (value == NULL ||
      !g_ascii_string_to_signed (value, 10, PURSUIT_DOCUMENT_LIMIT_LEAST, PURSUIT_DOCUMENT_LIMIT_MOST, &limit, NULL))
    return PURSUIT_DOCUMENT_LIMIT_DEFAULT;

  return limit;
}

/* The setting as a record, made when it was never there: so the journal entry can be taken back like any other. */
static PursuitRecord *
load_setting (PursuitStore  *store,
              GError       **error)
{
  g_autoptr(GPtrArray) settings = pursuit_store_list (store, PURSUIT_TYPE_SETTING, error);
  g_autoptr(PursuitRecord) fresh = NULL;
  g_autofree char *usual = g_strdup_printf ("%lld", (long long) PURSUIT_DOCUMENT_LIMIT_DEFAULT);

  if (settings == NULL)
    return NULL;
  for (guint i = 0; i < settings->len; i++)
    {
      PursuitRecord *record = g_ptr_array_index (settings, i);

      if (g_strcmp0 (PURSUIT_SETTING (record)->key, PURSUIT_SETTING_DOCUMENT_LIMIT) == 0)
        return g_object_ref (record);
    }

  fresh = g_object_new (PURSUIT_TYPE_SETTING, "key", PURSUIT_SETTING_DOCUMENT_LIMIT, "value", usual, NULL);
  return pursuit_store_insert (store, fresh, error) ? g_steal_pointer (&fresh) : NULL;
}

static gboolean
is_sensible (gint64    limit,
             GError  **error)
{
  g_autofree char *least = g_format_size_full ((guint64) PURSUIT_DOCUMENT_LIMIT_LEAST, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *most = g_format_size_full ((guint64) PURSUIT_DOCUMENT_LIMIT_MOST, G_FORMAT_SIZE_IEC_UNITS);

  if (limit >= PURSUIT_DOCUMENT_LIMIT_LEAST && limit <= PURSUIT_DOCUMENT_LIMIT_MOST)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The limit of documents lies between %1$s and %2$s."), least, most);
  return FALSE;
}

/**
 * pursuit_documents_set_limit:
 * @desk: a desk
 * @limit: how many bytes a document may have
 * @out_entry_id: (out) (optional): the journal entry, 0 when that is the limit already
 * @error: return location
 *
 * Documents that are there and larger stay.
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may not change settings, %PURSUIT_ERROR_INVALID when the limit makes no sense,
 * or as pursuit_tx_begin().
 *
 * Returns: %TRUE when that is the limit
 */
gboolean
pursuit_documents_set_limit (PursuitDesk  *desk,
                             gint64        limit,
                             gint64       *out_entry_id,
                             GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autofree char *value = g_strdup_printf ("%lld", (long long) limit);
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(PursuitRecord) before = NULL;
  g_auto(PursuitTx) tx = { NULL };

  if (out_entry_id != NULL)
    *out_entry_id = 0;
  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) || !is_sensible (limit, error) ||
      !pursuit_tx_begin (&tx, store, error))
    return FALSE;
  record = load_setting (store, error);
  if (record == NULL)
    return FALSE;

  before = pursuit_record_copy (record);
  return !pursuit_set_str (&PURSUIT_SETTING (record)->value, value) ||
         (pursuit_store_update (store, record, error) &&
          pursuit_desk_write_journal (desk, "edit", before, record, out_entry_id, error) && pursuit_tx_commit (&tx, error));
}
