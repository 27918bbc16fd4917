/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-lookups.h"
#include "pursuit-profile.h"
#include "pursuit-records-private.h"
#include "pursuit-staff.h"

/* Who asks for everything at once gets no more; the lists do. */
#define MOST_CONTACTS 200
#define MOST_DEALS 200

/**
 * pursuit_dossier_free:
 * @self: (transfer full): a dossier
 */
void
pursuit_dossier_free (PursuitDossier *self)
{
  g_clear_object (&self->customer);
  g_free (self->owner_name);
  g_free (self->parent_name);
  g_clear_pointer (&self->figures, pursuit_customer_figures_free);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->deals, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_contacts (PursuitDossier  *self,
               PursuitDesk     *desk,
               GError         **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CONTACTS);
  g_autoptr(GArray) ids = NULL;

  query->customer_id = PURSUIT_RECORD (self->customer)->id;
  query->order = PURSUIT_ORDER_BUYING_ROLE;
  ids = pursuit_desk_query_ids (desk, query, MOST_CONTACTS, error);
  if (ids == NULL)
    return FALSE;

  self->contacts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < ids->len; i++)
    {
      PursuitRecord *contact = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CONTACT,
                                                   g_array_index (ids, gint64, i), error);

      if (contact == NULL)
        return FALSE;
      pursuit_profile_hide (desk, contact);
      g_ptr_array_add (self->contacts, contact);
    }

  return TRUE;
}

static gboolean
append_ids (PursuitDesk         *desk,
            const PursuitQuery  *query,
            int                  status,
            GArray              *ids,
            GError             **error)
{
  g_autoptr(PursuitQuery) with_status = pursuit_query_copy (query);
  g_autoptr(GArray) more = NULL;

  if (ids->len >= MOST_DEALS)
    return TRUE;
  with_status->status = status;
  more = pursuit_desk_query_ids (desk, with_status, MOST_DEALS - ids->len, error);
  if (more == NULL)
    return FALSE;

  g_array_append_vals (ids, more->data, more->len);
  return TRUE;
}

static gboolean
read_figures (PursuitDossier  *self,
              PursuitDesk     *desk,
              GError         **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) scoped = NULL;
  PursuitStore *store = pursuit_desk_get_store (desk);
  PursuitTotals all;

  query->customer_id = PURSUIT_RECORD (self->customer)->id;
  scoped = pursuit_desk_scope_query (desk, query);
  if (!pursuit_store_query_totals (store, scoped, &all, error))
    return FALSE;
  self->n_deals = all.count;

  scoped->status = PURSUIT_DEAL_OPEN;
  if (!pursuit_store_query_totals (store, scoped, &self->open, error))
    return FALSE;
  scoped->status = PURSUIT_DEAL_WON;

  return pursuit_store_query_totals (store, scoped, &self->won, error);
}

static gboolean
read_deals (PursuitDossier  *self,
            PursuitDesk     *desk,
            GError         **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  query->customer_id = PURSUIT_RECORD (self->customer)->id;
  if (!append_ids (desk, query, PURSUIT_DEAL_OPEN, ids, error) ||
      !append_ids (desk, query, PURSUIT_DEAL_WON, ids, error) ||
      !append_ids (desk, query, PURSUIT_DEAL_LOST, ids, error))
    return FALSE;
  self->deals = pursuit_desk_query_rows (desk, PURSUIT_LIST_DEALS, (const gint64 *) (gpointer) ids->data, ids->len,
                                         error);

  return self->deals != NULL;
}

/* What one may not see does not exist. */
static gboolean
require_visible (PursuitDesk    *desk,
                 PursuitRecord  *customer,
                 GError        **error)
{
  if (customer->deleted_at != 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” was deleted; restore it first."),
                   pursuit_record_get_name (customer));
      return FALSE;
    }

  return pursuit_desk_require_about (desk, PURSUIT_RIGHT_VIEW, &(PursuitSubject) { PURSUIT_CUSTOMER (customer)->owner_id, customer->id, 0 },
                                     error);
}

/**
 * pursuit_dossier_read:
 * @desk: a desk
 * @customer_id: a customer
 * @error: return location
 *
 * Reads what a dossier's page shows beside its lists, in a handful of indexed statements.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when it is gone or deleted, %PURSUIT_ERROR_DENIED when the actor may not see it,
 * or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the dossier
 */
PursuitDossier *
pursuit_dossier_read (PursuitDesk  *desk,
                      gint64        customer_id,
                      GError      **error)
{
  g_autoptr(PursuitDossier) self = g_new0 (PursuitDossier, 1);
  g_autofree char *today = pursuit_date_today ();
  PursuitStore *store = pursuit_desk_get_store (desk);
  PursuitRecord *customer = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, customer_id, error);

  if (customer == NULL)
    return NULL;
  self->customer = PURSUIT_CUSTOMER (customer);
  if (!require_visible (desk, customer, error) || !read_figures (self, desk, error) ||
      !pursuit_lookup_contacts (store, customer_id, &self->n_contacts, error) ||
      !pursuit_lookup_subsidiaries (store, customer_id, &self->n_subsidiaries, error) ||
      !pursuit_lookup_activities (store, customer_id, &self->n_activities, error))
    return NULL;

  self->figures = pursuit_customer_figures_read (store, customer_id, today, _(", "), error);
  if (self->figures == NULL)
    return NULL;

  self->owner_name = pursuit_lookup_name (store, PURSUIT_TYPE_STAFF, self->customer->owner_id);
  self->parent_name = pursuit_lookup_name (store, PURSUIT_TYPE_CUSTOMER, self->customer->parent_id);
  pursuit_customer_compute_completeness (self->customer, &self->missing);
  self->may_edit = !pursuit_store_is_read_only (store) &&
                   pursuit_records_require (desk, customer, PURSUIT_RIGHT_EDIT, NULL);

  return g_steal_pointer (&self);
}

/**
 * pursuit_dossier_read_lists:
 * @self: a dossier
 * @desk: the desk that it was read at
 * @error: return location
 *
 * Reads people and deals too, for whoever writes everything down at once.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when they are there
 */
gboolean
pursuit_dossier_read_lists (PursuitDossier  *self,
                            PursuitDesk     *desk,
                            GError         **error)
{
  g_return_val_if_fail (self != NULL && self->contacts == NULL && self->deals == NULL, FALSE);

  return read_contacts (self, desk, error) && read_deals (self, desk, error);
}
