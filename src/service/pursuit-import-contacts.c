/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-posts.h"
#include "pursuit-str.h"

/* Persons: whose company may come with their card, and who may work elsewhere now than we know. */

/* The company on a business card: one that is known, spelt so or differently, or a new one, which is to be looked at. A new one is
 * made only when the row comes in. */
static gboolean
read_company (PursuitImportRun            *run,
              const PursuitImportBinding  *binding,
              const char                  *text,
              PursuitRecord               *record,
              GError                     **error)
{
  g_autofree char *name = pursuit_str_dup_stripped (text);
  gint64 id;

  if (!pursuit_import_find_ref (run, PURSUIT_TYPE_CUSTOMER, name, &id, error))
    return FALSE;
  if (id == 0)
    {
      run->company = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
      id = PURSUIT_IMPORT_PENDING;
      pursuit_import_doubt (run, binding->column->header, g_strdup_printf (_("“%s” is a new customer"), name));
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

/* A person who is refused, or kept out, leaves no company behind: whatever else could be wrong is asked first. */
static gboolean
make_company (PursuitImportRun  *run,
              PursuitContact    *incoming,
              GError           **error)
{
  PursuitRecord *company = run->company;

  if (!pursuit_import_require_fields (run, PURSUIT_RECORD (incoming), error) || !pursuit_record_validate (PURSUIT_RECORD (incoming), error))
    return FALSE;

  if (pursuit_desk_get_scope (run->desk, PURSUIT_RIGHT_EDIT) != PURSUIT_SCOPE_ALL)
    PURSUIT_CUSTOMER (company)->owner_id = pursuit_desk_get_actor_id (run->desk);
  if (!pursuit_import_insert (run, company, error))
    return FALSE;

  incoming->customer_id = company->id;
  return TRUE;
}

/* Another customer is another post, of which only what the row says is known, as when somebody writes it down (DOS-2). */
static gboolean
begin_post (PursuitImportRun  *run,
            PursuitContact    *existing,
            PursuitContact    *incoming,
            PursuitFieldMask  *given,
            GError           **error)
{
  static const char *const names[] = { "title", "reports_to_id", "buying_role", "interest", "left_on" };
  gboolean same;

  if (!pursuit_import_is_same_name (run, PURSUIT_TYPE_CUSTOMER, existing->customer_id, incoming->customer_id, &same, error))
    return FALSE;

  for (guint i = 0; !same && i < G_N_ELEMENTS (names); i++)
    {
      const PursuitField *field = pursuit_record_class_find (run->klass, names[i]);

      if (pursuit_record_is_blank (PURSUIT_RECORD (incoming), field))
        *given |= pursuit_record_class_get_bit (run->klass, field);
    }
  return TRUE;
}

static gboolean
fit_contact (PursuitImportRun  *run,
             PursuitRecord     *existing,
             PursuitRecord     *incoming,
             PursuitFieldMask  *given,
             GError           **error)
{
  PursuitFieldMask customer = pursuit_record_class_get_bit (run->klass, pursuit_record_class_find (run->klass, "customer_id"));

  if (run->company != NULL && (existing == NULL || *given & customer) && !make_company (run, PURSUIT_CONTACT (incoming), error))
    return FALSE;

  return existing == NULL || !(*given & customer) ||
         begin_post (run, PURSUIT_CONTACT (existing), PURSUIT_CONTACT (incoming), given, error);
}

static const PursuitField contact_own[] = {
  { .name = PURSUIT_IMPORT_EXTERNAL_ID, .label = N_("External number"),
    .aliases = "external id|id|number|no|contact id|contact no|contact number|person id|编号|编码|外部编号|联系人编号|"
               "联系人编码|联系人 ID|聯絡人編號|聯絡人 ID" },
};

static const char *const contact_required[] = { "name", "customer_id", NULL };

const PursuitImportHandler pursuit_import_contacts = {
  .get_type = pursuit_contact_get_type,
  .own = contact_own,
  .n_own = G_N_ELEMENTS (contact_own),
  .required = contact_required,
  .right = PURSUIT_RIGHT_IMPORT,
  .read = read_contact,
  .settle = pursuit_import_settle,
  .fit = fit_contact,
};
