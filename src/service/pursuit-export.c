/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-export-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-document.h"
#include "pursuit-org-unit.h"
#include "pursuit-own-fields.h"
#include "pursuit-process.h"
#include "pursuit-product.h"
#include "pursuit-profile.h"
#include "pursuit-query-run.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"
#include "pursuit-stage.h"

/*
 * Records go out with every field that a file can bring in again: what was exported and is imported unchanged changes
 * nothing. References go by name.
 */

/* Names are kept this long; then they are read anew. */
#define MAX_NAMES 8192

typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  const char *currency;
  PursuitRecordClass *klass;
  GPtrArray *fields;     /* const PursuitField */
  gboolean has_profile;  /* whether a personal profile is among them */
  GHashTable *names;     /* "type:id" -> name */
  GArray *seen;          /* ids of those whose profiles went out */
  PursuitRowSink sink;
  gpointer user_data;
} Export;

static GType
list_to_type (PursuitList list)
{
  switch (list)
    {
    case PURSUIT_LIST_CUSTOMERS:
      return PURSUIT_TYPE_CUSTOMER;
    case PURSUIT_LIST_CONTACTS:
      return PURSUIT_TYPE_CONTACT;
    case PURSUIT_LIST_DEALS:
      return PURSUIT_TYPE_DEAL;
    case PURSUIT_LIST_ACTIVITIES:
      return PURSUIT_TYPE_ACTIVITY;
    case PURSUIT_LIST_STAFF:
      return PURSUIT_TYPE_STAFF;
    case PURSUIT_LIST_UNITS:
      return PURSUIT_TYPE_ORG_UNIT;
    case PURSUIT_LIST_PRODUCTS:
      return PURSUIT_TYPE_PRODUCT;
    case PURSUIT_LIST_DOCUMENTS:
      return PURSUIT_TYPE_DOCUMENT;
    case PURSUIT_LIST_TIMELINE:
    case PURSUIT_LIST_JOURNAL:
    default:
      return G_TYPE_INVALID;
    }
}

/**
 * pursuit_export_can_records:
 * @list: a list
 *
 * Returns: %TRUE when its rows are records, so that pursuit_export_records() can take them out
 */
gboolean
pursuit_export_can_records (PursuitList list)
{
  return list_to_type (list) != G_TYPE_INVALID;
}

/**
 * pursuit_export_has_personal:
 * @list: a list of records
 *
 * Returns: %TRUE when its records hold personal data, of which whoever exports them should be told
 */
gboolean
pursuit_export_has_personal (PursuitList list)
{
  GType type = list_to_type (list);
  g_autoptr(GTypeClass) klass = type != G_TYPE_INVALID ? g_type_class_ref (type) : NULL;

  return klass != NULL && pursuit_record_class_select (PURSUIT_RECORD_CLASS (klass), PURSUIT_FIELD_PERSONAL) != 0;
}

/* What a file can bring in, what the actor may see, what the caller wants. */
static GPtrArray *
choose_fields (PursuitDesk        *desk,
               PursuitRecordClass *klass,
               PursuitExportFlags  flags)
{
  GPtrArray *fields = g_ptr_array_new ();
  PursuitFieldFlags hidden = 0;
  guint n_own;
  const PursuitField *const *own =
    pursuit_own_set_list (pursuit_desk_get_own_set (desk, NULL), G_TYPE_FROM_CLASS (klass), &n_own);

  if (flags & PURSUIT_EXPORT_WITHOUT_PERSONAL)
    hidden |= PURSUIT_FIELD_PERSONAL;
  if (pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PRICE) == PURSUIT_SCOPE_NONE)
    hidden |= PURSUIT_FIELD_PRICE;
  if (pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PROFILE) == PURSUIT_SCOPE_NONE)
    hidden |= PURSUIT_FIELD_PROFILE;
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if (!(field->flags & hidden) &&
          (!(field->flags & (PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL)) || field->aliases != NULL))
        g_ptr_array_add (fields, (gpointer) field);
    }
  /* What a house notes of people is about persons. */
  if ((flags & PURSUIT_EXPORT_WITHOUT_PERSONAL) && pursuit_record_class_select (klass, PURSUIT_FIELD_PERSONAL) != 0)
    n_own = 0;
  for (guint i = 0; i < n_own; i++)
    g_ptr_array_add (fields, (gpointer) own[i]);

  return fields;
}

/* The name of a placeholder is no customer's: a deal without a customer goes out without one. */
static char *
read_name (Export *self,
           GType   type,
           gint64  id)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (self->store, type, id, NULL);

  if (record == NULL || (type == PURSUIT_TYPE_CUSTOMER && PURSUIT_CUSTOMER (record)->placeholder))
    return g_strdup ("");
  /* Names that the program brought along are message ids. */
  if (type == PURSUIT_TYPE_STAGE || type == PURSUIT_TYPE_ROLE || type == PURSUIT_TYPE_PROCESS)
    return g_strdup (_(pursuit_record_get_name (record)));

  return g_strdup (pursuit_record_get_name (record));
}

static const char *
get_name (Export *self,
          GType   type,
          gint64  id)
{
  g_autofree char *key = NULL;
  char *name;

  if (id == 0)
    return "";

  key = g_strdup_printf ("%" G_GSIZE_FORMAT ":%" G_GINT64_FORMAT, type, id);
  name = g_hash_table_lookup (self->names, key);
  if (name == NULL)
    {
      if (g_hash_table_size (self->names) >= MAX_NAMES)
        g_hash_table_remove_all (self->names);
      name = read_name (self, type, id);
      g_hash_table_insert (self->names, g_steal_pointer (&key), name);
    }

  return name;
}

static char *
format_field (Export             *self,
              PursuitRecord      *record,
              const PursuitField *field)
{
  gint64 number = pursuit_field_is_text (field) ? 0 : pursuit_record_get_number (record, field);
  const char *text = pursuit_field_is_text (field) ? pursuit_record_get_text (record, field) : NULL;

  if (field->kind == PURSUIT_KIND_CHOICE)
    return pursuit_record_format (record, field, self->currency);
  if (pursuit_field_is_text (field))
    return g_strdup (text != NULL ? text : "");
  if (field->kind == PURSUIT_KIND_REF)
    return g_strdup (get_name (self, field->type (), number));
  if (field->kind == PURSUIT_KIND_MONEY)
    return number != 0 ? pursuit_export_format_money (number, self->currency) : g_strdup ("");
  if (field->kind == PURSUIT_KIND_TIME)
    return number != 0 ? pursuit_time_to_iso (number) : g_strdup ("");

  return pursuit_record_format (record, field, self->currency);
}

static PursuitCellKind
get_kind (const PursuitField *field)
{
  switch (field->kind)
    {
    case PURSUIT_KIND_MONEY:
      return PURSUIT_CELL_MONEY;
    case PURSUIT_KIND_INT:
      return PURSUIT_CELL_NUMBER;
    case PURSUIT_KIND_DATE:
      return PURSUIT_CELL_DATE;
    case PURSUIT_KIND_TIME:
      return PURSUIT_CELL_TIME;
    case PURSUIT_KIND_TEXT:
    case PURSUIT_KIND_LONG_TEXT:
    case PURSUIT_KIND_BOOL:
    case PURSUIT_KIND_ENUM:
    case PURSUIT_KIND_REF:
    default:
      return PURSUIT_CELL_TEXT;
    }
}

/**
 * pursuit_export_record_kinds:
 * @desk: who asks
 * @list: a list for pursuit_export_records()
 * @flags: what will be left out
 * @out_n: (out): how many columns there will be
 *
 * Returns: (transfer full) (array length=out_n): what is in the columns that pursuit_export_records() writes
 */
PursuitCellKind *
pursuit_export_record_kinds (PursuitDesk        *desk,
                             PursuitList         list,
                             PursuitExportFlags  flags,
                             guint              *out_n)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (list_to_type (list));
  g_autoptr(GPtrArray) fields = choose_fields (desk, PURSUIT_RECORD_CLASS (klass), flags);
  PursuitCellKind *kinds = g_new0 (PursuitCellKind, fields->len + 1);

  /* The external number comes first, and is text. */
  for (guint i = 0; i < fields->len; i++)
    kinds[i + 1] = get_kind (g_ptr_array_index (fields, i));

  *out_n = fields->len + 1;
  return kinds;
}

static gboolean
write_header (Export  *self,
              GError **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();

  g_ptr_array_add (cells, (gpointer) _("External number"));
  for (guint i = 0; i < self->fields->len; i++)
    g_ptr_array_add (cells, (gpointer) _(((const PursuitField *) g_ptr_array_index (self->fields, i))->label));
  g_ptr_array_add (cells, NULL);

  return self->sink ((const char * const *) cells->pdata, self->user_data, error);
}

static gboolean
write_record (Export         *self,
              PursuitRecord  *record,
              GError        **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (record->external_id != NULL ? record->external_id : ""));
  for (guint i = 0; i < self->fields->len; i++)
    g_ptr_array_add (cells, format_field (self, record, g_ptr_array_index (self->fields, i)));
  g_ptr_array_add (cells, NULL);

  return self->sink ((const char * const *) cells->pdata, self->user_data, error);
}

/* A record that was deleted while we wrote is left out. */
static gboolean
write_id (Export  *self,
          gint64   id,
          GError **error)
{
  g_autoptr(PursuitRecord) record =
    pursuit_store_load (self->store, G_TYPE_FROM_CLASS (self->klass), id, error);

  if (record == NULL)
    return FALSE;
  if (record->deleted_at != 0 || (PURSUIT_IS_CUSTOMER (record) && PURSUIT_CUSTOMER (record)->placeholder))
    return TRUE;

  pursuit_profile_hide (self->desk, record);
  if (self->has_profile && pursuit_contacts_has_profile (PURSUIT_CONTACT (record)))
    g_array_append_val (self->seen, id);
  return write_record (self, record, error);
}

static gboolean
holds_profile (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (((const PursuitField *) g_ptr_array_index (fields, i))->flags & PURSUIT_FIELD_PROFILE)
      return TRUE;

  return FALSE;
}

static int
by_id (gconstpointer a,
       gconstpointer b)
{
  const gint64 first = *(const gint64 *) a;
  const gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static gboolean
write_all (Export        *self,
           GArray        *ids,
           GCancellable  *cancellable,
           GError       **error)
{
  if (!write_header (self, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !write_id (self, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

/**
 * pursuit_export_records:
 * @desk: a desk, perhaps at a copy of the database
 * @witness: the desk at the database itself, on this thread
 * @query: what to take out: a list of records, see pursuit_export_can_records()
 * @flags: what to leave out
 * @sink: (scope call): takes the rows, the labels of the fields first
 * @user_data: for @sink
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Takes records out with all their fields, in the order in which they were made. Amounts are plain numbers, dates ISO 8601,
 * references names; prices are left out for those who may not see them (TEAM-6), and so are personal profiles. Importing the same
 * file again changes nothing.
 *
 * Whose profile went out is written down at @witness as if it had been shown (DOS-2): what @sink has taken is not to be handed to
 * anybody before this returns.
 *
 * Fails with %PURSUIT_ERROR_DENIED without the right, %PURSUIT_ERROR_STORAGE, %G_IO_ERROR_CANCELLED, or as @sink fails.
 *
 * Returns: %TRUE when @sink has taken everything
 */
gboolean
pursuit_export_records (PursuitDesk         *desk,
                        PursuitDesk         *witness,
                        const PursuitQuery  *query,
                        PursuitExportFlags   flags,
                        PursuitRowSink       sink,
                        gpointer             user_data,
                        GCancellable        *cancellable,
                        GError             **error)
{
  g_autoptr(PursuitQuery) scoped = NULL;
  g_autoptr(GTypeClass) klass = NULL;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GHashTable) names = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  Export self = { desk, pursuit_desk_get_store (desk), pursuit_desk_get_currency (desk), .sink = sink, .user_data = user_data };

  g_return_val_if_fail (pursuit_export_can_records (query->list), FALSE);

  scoped = pursuit_export_scope_query (desk, query, error);
  if (scoped == NULL)
    return FALSE;
  ids = pursuit_store_query_ids (self.store, scoped, 0, error);
  if (ids == NULL)
    return FALSE;

  g_array_sort (ids, by_id);
  klass = g_type_class_ref (list_to_type (query->list));
  self.klass = PURSUIT_RECORD_CLASS (klass);
  self.fields = fields = choose_fields (desk, self.klass, flags);
  self.names = names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.has_profile = holds_profile (fields);
  self.seen = seen;
  return write_all (&self, ids, cancellable, error) && pursuit_profile_note_views (witness, seen, error);
}
