/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-product.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"

/* The kinds whose rows are one record each: customers, their contacts, products. */

/* A name that is nobody's does not keep a customer out: it comes into the pool, and is to be looked at. */
static gboolean
read_owner (PursuitImportRun            *run,
            const PursuitImportBinding  *binding,
            const char                  *text,
            PursuitRecord               *record,
            GError                     **error)
{
  char *message;
  gint64 id;

  if (!pursuit_import_find_ref (run, PURSUIT_TYPE_STAFF, text, &id, error))
    return FALSE;
  if (id == 0)
    {
      if (!pursuit_import_note_person (run, text, &message, error))
        return FALSE;
      pursuit_import_doubt (run, binding->column->header, message);
    }

  pursuit_record_set_number (record, binding->field, id);
  return TRUE;
}

static gboolean
read_customer (PursuitImportRun            *run,
               const PursuitImportBinding  *binding,
               const char                  *text,
               PursuitRecord               *record,
               GError                     **error)
{
  gint64 id;

  if (binding->field->type () == PURSUIT_TYPE_STAFF)
    return read_owner (run, binding, text, record, error);

  /* The company above may stand further down. */
  if (!pursuit_import_find_ref (run, PURSUIT_TYPE_CUSTOMER, text, &id, error))
    return FALSE;
  if (id == 0)
    pursuit_import_defer (run, binding, text);

  pursuit_record_set_number (record, binding->field, id);
  return TRUE;
}

/* The company on a business card: one that is known, spelt so or differently, or a new one, which is to be looked at. */
static gboolean
read_company (PursuitImportRun            *run,
              const PursuitImportBinding  *binding,
              const char                  *text,
              PursuitRecord               *record,
              GError                     **error)
{
  g_autoptr(PursuitRecord) customer = NULL;
  g_autofree char *name = pursuit_str_dup_stripped (text);
  gint64 id;

  if (!pursuit_import_find_ref (run, PURSUIT_TYPE_CUSTOMER, name, &id, error))
    return FALSE;
  if (id == 0)
    {
      customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
      if (pursuit_desk_get_scope (run->desk, PURSUIT_RIGHT_EDIT) != PURSUIT_SCOPE_ALL)
        PURSUIT_CUSTOMER (customer)->owner_id = pursuit_desk_get_actor_id (run->desk);
      if (!pursuit_import_insert (run, customer, error))
        return FALSE;
      pursuit_import_doubt (run, binding->column->header, g_strdup_printf (_("“%s” is a new customer"), name));
      id = customer->id;
    }

  pursuit_record_set_number (record, binding->field, id);
  return TRUE;
}

static gboolean
read_contact (PursuitImportRun            *run,
              const PursuitImportBinding  *binding,
              const char                  *text,
              PursuitRecord               *record,
              GError                     **error)
{
  gint64 id;

  /* Whom somebody reports to is known only together with the customer, which may be in a later column. */
  if (binding->field->type () == PURSUIT_TYPE_CONTACT)
    {
      pursuit_import_defer (run, binding, text);
      return TRUE;
    }
  if (run->import->new_customers)
    return read_company (run, binding, text, record, error);
  if (!pursuit_import_require_ref (run, PURSUIT_TYPE_CUSTOMER, text, &id, error))
    return FALSE;

  pursuit_record_set_number (record, binding->field, id);
  return TRUE;
}

static const PursuitField customer_own[] = {
  { .name = PURSUIT_IMPORT_EXTERNAL_ID, .label = N_("External number"),
    .aliases = "external id|id|number|no|customer id|customer no|customer number|customer code|account id|account number|"
               "编号|编码|代码|外部编号|客户编号|客户编码|客户代码|客户号|客户 ID|公司编号" },
};

static const PursuitField contact_own[] = {
  { .name = PURSUIT_IMPORT_EXTERNAL_ID, .label = N_("External number"),
    .aliases = "external id|id|number|no|contact id|contact no|contact number|person id|编号|编码|外部编号|联系人编号|"
               "联系人编码|联系人 ID|聯絡人編號|聯絡人 ID" },
};

static const PursuitField product_own[] = {
  { .name = PURSUIT_IMPORT_EXTERNAL_ID, .label = N_("External number"),
    .aliases = "external id|id|number|no|product id|product no|product number|product code|item number|sku|编号|编码|"
               "代码|外部编号|产品编号|产品编码|产品代码|商品编号|物料编码|货号|料号|产品 ID" },
};

static const char *const customer_required[] = { "name", NULL };
static const char *const contact_required[] = { "name", "customer_id", NULL };
static const char *const product_required[] = { "name", NULL };

const PursuitImportHandler pursuit_import_customers = {
  .get_type = pursuit_customer_get_type,
  .own = customer_own,
  .n_own = G_N_ELEMENTS (customer_own),
  .required = customer_required,
  .right = PURSUIT_RIGHT_IMPORT,
  .read = read_customer,
  .settle = pursuit_import_settle,
  .finish = pursuit_import_note_funnel,
  .fit = pursuit_import_fit_funnel,
};

const PursuitImportHandler pursuit_import_contacts = {
  .get_type = pursuit_contact_get_type,
  .own = contact_own,
  .n_own = G_N_ELEMENTS (contact_own),
  .required = contact_required,
  .right = PURSUIT_RIGHT_IMPORT,
  .read = read_contact,
  .settle = pursuit_import_settle,
};

const PursuitImportHandler pursuit_import_products = {
  .get_type = pursuit_product_get_type,
  .own = product_own,
  .n_own = G_N_ELEMENTS (product_own),
  .required = product_required,
  .right = PURSUIT_RIGHT_STAFF,
  .settle = pursuit_import_settle,
};
