/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-erasure-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-activity.h"
#include "pursuit-bond.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-employment.h"
#include "pursuit-error.h"
#include "pursuit-saved-filter.h"
#include "pursuit-stakeholder.h"
#include "pursuit-str.h"
#include "pursuit-traces.h"

/*
 * Erasing what is known about a person. Every field goes, and so do the texts of what hangs on the person; where others wrote about
 * the person, the name, the phone and the addresses are blotted out. Entries of the journal that held any of it keep who did what
 * and when, and lose what was said: the chain of hashes still verifies (shared-database.md 3.9).
 */

/* Stands where somebody was mentioned; the same in every language. */
#define BLOT "███"

/* A shorter text says nothing about who is meant. */
#define LEAST_CHARACTERS 2
#define LEAST_OF_NUMBERS 5

typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  gint64 contact_id;
  GArray *persons;        /* the contact and those that were merged into it */
  GPtrArray *names;       /* what the person is called: looked for where the person was */
  GPtrArray *numbers;     /* phone, addresses: nobody else's, looked for everywhere */
  GPtrArray *texts;       /* all that is erased, for this computer */
  GHashTable *entries;    /* of the journal, whose payload goes */
  guint n_mentions;
} Erasing;

static void
erasing_clear (Erasing *self)
{
  g_clear_pointer (&self->persons, g_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Erasing, erasing_clear)

static void
add_text (GPtrArray  *texts,
          const char *text,
          glong       least)
{
  if (!pursuit_str_empty (text) && g_utf8_strlen (text, -1) >= least)
    g_ptr_array_add (texts, g_strdup (text));
}

/* As it stands between the quotation marks of JSON. */
static char *
dup_as_json (const char *text)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *quoted = NULL;

  json_node_set_string (node, text);
  quoted = json_to_string (node, FALSE);
  return g_strndup (quoted + 1, strlen (quoted) - 2);
}

static void
learn_person (Erasing        *self,
              PursuitContact *contact)
{
  PursuitRecord *record = PURSUIT_RECORD (contact);
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  add_text (self->names, contact->name, LEAST_CHARACTERS);
  add_text (self->numbers, contact->phone, LEAST_OF_NUMBERS);
  add_text (self->numbers, contact->email, LEAST_OF_NUMBERS);
  add_text (self->numbers, contact->wechat, LEAST_OF_NUMBERS);
  for (guint i = 0; i < klass->n_fields; i++)
    if (pursuit_field_is_text (&klass->fields[i]) && !pursuit_record_is_blank (record, &klass->fields[i]))
      {
        const char *text = pursuit_record_get_text (record, &klass->fields[i]);
        g_autofree char *as_json = dup_as_json (text);

        add_text (self->texts, text, LEAST_OF_NUMBERS - 1);
        add_text (self->texts, as_json, LEAST_OF_NUMBERS - 1);
      }
  add_text (self->texts, contact->name, LEAST_CHARACTERS);
}

static gboolean
learn (Erasing  *self,
       GError  **error)
{
  self->persons = pursuit_traces_list_persons (self->store, self->contact_id, error);
  if (self->persons == NULL)
    return FALSE;

  for (guint i = 0; i < self->persons->len; i++)
    {
      g_autoptr(PursuitRecord) contact =
        pursuit_store_load (self->store, PURSUIT_TYPE_CONTACT, g_array_index (self->persons, gint64, i), error);

      if (contact == NULL)
        return FALSE;
      learn_person (self, PURSUIT_CONTACT (contact));
    }

  return TRUE;
}

static gboolean
add_entries (Erasing *self,
             GArray  *ids)
{
  g_autoptr(GArray) found = ids;

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_hash_table_add (self->entries, GSIZE_TO_POINTER ((gsize) g_array_index (found, gint64, i)));

  return found != NULL;
}

/* Blanks the fields in @mask of a record, and forgets what the journal said of it. */
static gboolean
blank_record (Erasing           *self,
              GType              type,
              gint64             id,
              PursuitFieldMask   mask,
              GError           **error)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (self->store, type, id, error);
  PursuitRecordClass *klass;

  if (record == NULL)
    return FALSE;
  klass = PURSUIT_RECORD_GET_CLASS (record);
  for (guint i = 0; i < klass->n_fields; i++)
    if ((mask & (G_GUINT64_CONSTANT (1) << i)) && pursuit_field_is_text (&klass->fields[i]))
      pursuit_record_set_text (record, &klass->fields[i], NULL);

  return pursuit_store_update (self->store, record, error) &&
         add_entries (self, pursuit_traces_list_entries (self->store, klass->table, id, error));
}

static PursuitFieldMask
select_texts (GType              type,
              const char *const *names)
{
  PursuitFieldMask mask = 0;
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);

  for (; *names != NULL; names++)
    mask |= pursuit_record_class_get_bit (PURSUIT_RECORD_CLASS (klass), pursuit_record_type_find (type, *names));

  return mask;
}

/* What is only about this person. */
static gboolean
blank_children (Erasing  *self,
                gint64    contact_id,
                GError  **error)
{
  static const char *const of_post[] = { "title", "notes", NULL };
  static const char *const of_bond[] = { "evidence", NULL };
  static const char *const of_stakeholder[] = { "wants", "notes", NULL };
  const struct { GType type; const char *const *texts; } children[] = {
    { PURSUIT_TYPE_EMPLOYMENT, of_post },
    { PURSUIT_TYPE_BOND, of_bond },
    { PURSUIT_TYPE_STAKEHOLDER, of_stakeholder },
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autoptr(GArray) ids = pursuit_traces_list_rows (self->store, children[i].type, "contact_id", contact_id, error);
      PursuitFieldMask mask = select_texts (children[i].type, children[i].texts);

      for (guint j = 0; ids != NULL && j < ids->len; j++)
        if (!blank_record (self, children[i].type, g_array_index (ids, gint64, j), mask, error))
          return FALSE;
      if (ids == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Takes @text out of the texts of one record. */
static gboolean
blot_record (Erasing     *self,
             GType        type,
             gint64       id,
             const char  *text,
             GError     **error)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (self->store, type, id, error);
  PursuitRecordClass *klass;

  if (record == NULL)
    return FALSE;
  klass = PURSUIT_RECORD_GET_CLASS (record);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      const char *value = pursuit_field_is_text (field) ? pursuit_record_get_text (record, field) : NULL;

      if (value != NULL && strstr (value, text) != NULL)
        {
          g_auto(GStrv) parts = g_strsplit (value, text, -1);
          g_autofree char *blotted = g_strjoinv (BLOT, parts);

          pursuit_record_set_text (record, field, blotted);
        }
    }
  self->n_mentions++;

  return pursuit_store_update (self->store, record, error);
}

/* Customers, and what belongs to one; other people keep their own names. */
static gboolean
is_blotted (GType type)
{
  return type == PURSUIT_TYPE_CUSTOMER ||
         (type != PURSUIT_TYPE_CONTACT && pursuit_record_type_find (type, "customer_id") != NULL);
}

static gboolean
blot_at_customer (Erasing     *self,
                  gint64       customer_id,
                  const char  *text,
                  GError     **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GArray) ids = NULL;

      if (!is_blotted (types[i]))
        continue;
      ids = pursuit_traces_list_mentions (self->store, types[i], customer_id, text, error);
      for (guint j = 0; ids != NULL && j < ids->len; j++)
        if (!blot_record (self, types[i], g_array_index (ids, gint64, j), text, error))
          return FALSE;
      if (ids == NULL)
        return FALSE;
    }

  return pursuit_traces_blot_reasons (self->store, customer_id, text, BLOT, error);
}

static gboolean
forget_payloads (Erasing     *self,
                 const char  *text,
                 gint64       customer_id,
                 GError     **error)
{
  g_autofree char *as_json = dup_as_json (text);

  return add_entries (self, pursuit_traces_list_payloads (self->store, as_json, customer_id, error));
}

/* Where the person is, was or was met. A name that somebody else there has too is left where it may be theirs. */
static gboolean
blot_customer (Erasing  *self,
               gint64    contact_id,
               gint64    customer_id,
               GError  **error)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      gboolean has_namesake;

      if (!pursuit_traces_has_namesake (self->store, contact_id, customer_id, name, &has_namesake, error) ||
          (!has_namesake && (!forget_payloads (self, name, customer_id, error) ||
                             !blot_at_customer (self, customer_id, name, error))))
        return FALSE;
    }
  for (guint i = 0; i < self->numbers->len; i++)
    if (!forget_payloads (self, g_ptr_array_index (self->numbers, i), 0, error) ||
        !blot_at_customer (self, customer_id, g_ptr_array_index (self->numbers, i), error))
      return FALSE;

  return TRUE;
}

/* What people look for is kept in their filters, private ones too. */
static gboolean
blot_filters (Erasing     *self,
              const char  *text,
              GError     **error)
{
  g_autoptr(GArray) ids = pursuit_traces_list_filters (self->store, text, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!blot_record (self, PURSUIT_TYPE_SAVED_FILTER, id, text, error) ||
          !add_entries (self, pursuit_traces_list_entries (self->store, "saved_filter", id, error)))
        return FALSE;
    }

  return ids != NULL;
}

/* In their names, and in the JSON that says what they list. */
static gboolean
blot_all_filters (Erasing     *self,
                  const char  *text,
                  GError     **error)
{
  g_autofree char *as_json = dup_as_json (text);

  return blot_filters (self, text, error) && (g_str_equal (text, as_json) || blot_filters (self, as_json, error));
}

/* A name that somebody else has too may be looked for because of them. */
static gboolean
blot_searches (Erasing  *self,
               gint64    contact_id,
               GError  **error)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      gboolean has_namesake;

      if (!pursuit_traces_has_namesake (self->store, contact_id, 0, name, &has_namesake, error) ||
          (!has_namesake && !blot_all_filters (self, name, error)))
        return FALSE;
    }
  for (guint i = 0; i < self->numbers->len; i++)
    if (!blot_all_filters (self, g_ptr_array_index (self->numbers, i), error))
      return FALSE;

  return TRUE;
}

static void
blank_contact (PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  PursuitContact *contact = PURSUIT_CONTACT (record);
  g_autofree char *name = g_strdup_printf ("Erased person %" G_GINT64_FORMAT, record->id);

  for (guint i = 0; i < klass->n_fields; i++)
    if (pursuit_field_is_text (&klass->fields[i]))
      pursuit_record_set_text (record, &klass->fields[i], NULL);
  g_object_set (contact, "name", name, "buying-role", G_GINT64_CONSTANT (0), "attitude", G_GINT64_CONSTANT (0), "reports-to-id",
                G_GINT64_CONSTANT (0), "erased-at", pursuit_time_now (), NULL);
  pursuit_set_str (&record->external_id, NULL);
}

static gboolean
erase_person (Erasing  *self,
              gint64    contact_id,
              GError  **error)
{
  g_autoptr(PursuitRecord) contact = NULL;
  g_autoptr(GArray) customers = pursuit_traces_list_customers (self->store, contact_id, error);

  if (customers == NULL || !blank_children (self, contact_id, error))
    return FALSE;
  for (guint i = 0; i < customers->len; i++)
    if (!blot_customer (self, contact_id, g_array_index (customers, gint64, i), error))
      return FALSE;
  if (!blot_searches (self, contact_id, error))
    return FALSE;

  contact = pursuit_store_load (self->store, PURSUIT_TYPE_CONTACT, contact_id, error);
  if (contact == NULL)
    return FALSE;
  blank_contact (contact);
  return pursuit_store_update (self->store, contact, error) &&
         add_entries (self, pursuit_traces_list_imports (self->store, contact_id, error)) &&
         add_entries (self, pursuit_traces_list_entries (self->store, "contact", contact_id, error));
}

static gboolean
erase_persons (Erasing  *self,
               GError  **error)
{
  for (guint i = 0; i < self->persons->len; i++)
    if (!erase_person (self, g_array_index (self->persons, gint64, i), error))
      return FALSE;

  return TRUE;
}

/* That something was erased, not what. */
static gboolean
write_entry (Erasing         *self,
             PursuitContact  *contact,
             gint64          *out_entry_id,
             GError         **error)
{
  PursuitJournalEntry entry = {
    .actor_id = pursuit_desk_get_actor_id (self->desk),
    .actor = (char *) pursuit_desk_get_actor_name (self->desk),
    .verb = (char *) PURSUIT_VERB_ERASE,
    .entity = (char *) "contact",
    .entity_id = PURSUIT_RECORD (contact)->id,
    .customer_id = contact->customer_id,
  };

  if (!pursuit_journal_add (self->store, &entry, error))
    return FALSE;

  *out_entry_id = entry.id;
  return TRUE;
}

static gboolean
erase_payloads (Erasing  *self,
                GError  **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!pursuit_journal_erase (self->store, (gint64) GPOINTER_TO_SIZE (id), error))
      return FALSE;

  return TRUE;
}

/* Within a transaction. */
static gboolean
erase (Erasing         *self,
       PursuitErasure  *out_erasure,
       GError         **error)
{
  g_autoptr(PursuitRecord) contact = pursuit_store_load (self->store, PURSUIT_TYPE_CONTACT, self->contact_id, error);

  if (contact == NULL || !pursuit_contacts_require_there (contact, error))
    return FALSE;

  /* The entry comes last but one: the file lets go of payloads only beside it, and it must not be among them. */
  return learn (self, error) && erase_persons (self, error) &&
         write_entry (self, PURSUIT_CONTACT (contact), &out_erasure->entry_id, error) && erase_payloads (self, error);
}

/**
 * pursuit_contacts_erase:
 * @desk: a desk, outside any transaction
 * @contact_id: a contact
 * @out_erasure: (out): what became of it
 * @error: return location
 *
 * Erases what is known about a person, on this computer too. It cannot be undone, and neither can what the journal said of the
 * person before. Backups that were made before still have it, and so have other people's computers what they typed.
 *
 * Fails with %PURSUIT_ERROR_DENIED without %PURSUIT_RIGHT_ERASE, %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_INVALID when the
 * person was erased already, or as the store does; nothing is erased then.
 *
 * Returns: %TRUE when the person is erased
 */
gboolean
pursuit_contacts_erase (PursuitDesk     *desk,
                        gint64           contact_id,
                        PursuitErasure  *out_erasure,
                        GError         **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  PursuitErasure erasure = { 0 };
  g_auto(Erasing) self = {
    .desk = desk,
    .store = store,
    .contact_id = contact_id,
    .names = g_ptr_array_new_with_free_func (g_free),
    .numbers = g_ptr_array_new_with_free_func (g_free),
    .texts = g_ptr_array_new_with_free_func (g_free),
    .entries = g_hash_table_new (NULL, NULL),
  };
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (out_erasure != NULL, FALSE);

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_ERASE, error) || !pursuit_tx_begin (&tx, store, error) ||
      !erase (&self, &erasure, error) || !pursuit_tx_commit (&tx, error))
    return FALSE;

  g_ptr_array_add (self.texts, NULL);
  pursuit_erasure_wipe_local (store, contact_id, (const char * const *) self.texts->pdata, self.entries);
  erasure.n_entries = g_hash_table_size (self.entries);
  erasure.n_mentions = self.n_mentions;
  erasure.is_wiped = pursuit_traces_wipe (store, NULL);
  *out_erasure = erasure;
  return TRUE;
}

/**
 * pursuit_contacts_dup_name:
 * @contact: a contact
 *
 * Returns: (transfer full): what to call the person, in the language of the locale when there is no name any more
 */
char *
pursuit_contacts_dup_name (PursuitContact *contact)
{
  g_return_val_if_fail (PURSUIT_IS_CONTACT (contact), NULL);

  if (contact->erased_at == 0)
    return g_strdup (contact->name != NULL ? contact->name : "");

  /* Translators: the number of a person of whom nothing is known any more */
  return g_strdup_printf (_("Erased person %lld"), (long long) PURSUIT_RECORD (contact)->id);
}

/**
 * pursuit_contacts_require_there:
 * @record: a record
 * @error: return location
 *
 * Of a person who was erased nothing is written down any more.
 *
 * Fails with %PURSUIT_ERROR_INVALID.
 *
 * Returns: %TRUE unless @record is a person who was erased
 */
gboolean
pursuit_contacts_require_there (PursuitRecord  *record,
                                GError        **error)
{
  if (!PURSUIT_IS_CONTACT (record) || PURSUIT_CONTACT (record)->erased_at == 0)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("What was known about this person was erased."));
  return FALSE;
}
