/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-product.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"

/* The kinds whose rows are one record each and nothing else: customers, products. */

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

static const PursuitField customer_own[] = {
  { .name = PURSUIT_IMPORT_EXTERNAL_ID, .label = N_("External number"),
    .aliases = "external id|id|number|no|customer id|customer no|customer number|customer code|account id|account number|"
               "编号|编码|代码|外部编号|客户编号|客户编码|客户代码|客户号|客户 ID|公司编号" },
};

static const PursuitField product_own[] = {
  { .name = PURSUIT_IMPORT_EXTERNAL_ID, .label = N_("External number"),
    .aliases = "external id|id|number|no|product id|product no|product number|product code|item number|sku|编号|编码|"
               "代码|外部编号|产品编号|产品编码|产品代码|商品编号|物料编码|货号|料号|产品 ID" },
};

static const char *const customer_required[] = { "name", NULL };
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

const PursuitImportHandler pursuit_import_products = {
  .get_type = pursuit_product_get_type,
  .own = product_own,
  .n_own = G_N_ELEMENTS (product_own),
  .required = product_required,
  .right = PURSUIT_RIGHT_STAFF,
  .settle = pursuit_import_settle,
};
