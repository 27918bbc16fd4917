/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-profile.h"

#include <json-glib/json-glib.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-journal-views.h"
#include "pursuit-row.h"
#include "pursuit-store.h"
#include "pursuit-str.h"

/*
 * The personal profile (DOS-2): ambition, character, temperament … Who may not see it does not get it from the service, whichever
 * way a contact leaves it; a save merges what that person could not see with what is there, so that nothing is blanked by it. Who
 * does see it is written down, once a day.
 */

/* An export may have to write many: others can save in between. */
#define VIEWS_AT_ONCE 500u

static PursuitFieldMask
get_mask (PursuitRecord *record)
{
  return PURSUIT_IS_CONTACT (record) ? pursuit_record_class_select (PURSUIT_RECORD_GET_CLASS (record), PURSUIT_FIELD_PROFILE) : 0;
}

/* A contact's profile belongs to whoever owns the customer. */
static gboolean
require_for_contact (PursuitDesk     *desk,
                     PursuitContact  *contact,
                     GError         **error)
{
  PursuitScope scope = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PROFILE);
  g_autoptr(PursuitRecord) customer = NULL;

  if (scope == PURSUIT_SCOPE_ALL || scope == PURSUIT_SCOPE_NONE)
    return pursuit_desk_require (desk, PURSUIT_RIGHT_PROFILE, error);
  customer = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, contact->customer_id, error);

  return customer != NULL &&
         pursuit_desk_require_about (desk, PURSUIT_RIGHT_PROFILE, &(PursuitSubject) { PURSUIT_CUSTOMER (customer)->owner_id, customer->id, 0 },
                                     error);
}

/**
 * pursuit_contacts_may_see_profile:
 * @desk: a desk
 * @contact: a contact
 *
 * Returns: %TRUE when the actor may see the personal profile of @contact, and change it where they may change the contact
 */
gboolean
pursuit_contacts_may_see_profile (PursuitDesk    *desk,
                                  PursuitContact *contact)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_CONTACT (contact), FALSE);

  return require_for_contact (desk, contact, NULL);
}

static void
blank (PursuitRecord    *record,
       PursuitFieldMask  mask)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    if (!(mask & (G_GUINT64_CONSTANT (1) << i)))
      continue;
    else if (pursuit_field_is_text (&klass->fields[i]))
      pursuit_record_set_text (record, &klass->fields[i], NULL);
    else
      pursuit_record_set_number (record, &klass->fields[i], 0);
}

/**
 * pursuit_contacts_hide_profile:
 * @desk: a desk
 * @contact: a contact that is about to be handed out
 *
 * Blanks the personal profile unless the actor may see it.
 */
void
pursuit_contacts_hide_profile (PursuitDesk    *desk,
                               PursuitContact *contact)
{
  g_return_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_CONTACT (contact));

  if (pursuit_contacts_has_profile (contact) && !pursuit_contacts_may_see_profile (desk, contact))
    blank (PURSUIT_RECORD (contact), get_mask (PURSUIT_RECORD (contact)));
}

/**
 * pursuit_contacts_has_profile:
 * @contact: a contact
 *
 * Returns: %TRUE when anything of the profile is filled in
 */
gboolean
pursuit_contacts_has_profile (PursuitContact *contact)
{
  PursuitRecord *record = PURSUIT_RECORD (contact);
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    if ((klass->fields[i].flags & PURSUIT_FIELD_PROFILE) && !pursuit_record_is_blank (record, &klass->fields[i]))
      return TRUE;

  return FALSE;
}

/**
 * pursuit_profile_hide:
 * @desk: a desk
 * @record: any record that is about to be handed out
 *
 * pursuit_contacts_hide_profile() for whoever does not ask what the record is.
 */
void
pursuit_profile_hide (PursuitDesk   *desk,
                      PursuitRecord *record)
{
  if (PURSUIT_IS_CONTACT (record))
    pursuit_contacts_hide_profile (desk, PURSUIT_CONTACT (record));
}

/**
 * pursuit_profile_require_change:
 * @desk: a desk
 * @before: a record as the actor knows it
 * @after: the same with the actor's changes
 * @error: return location
 *
 * Who may not see a profile cannot write one either.
 *
 * Fails with %PURSUIT_ERROR_DENIED, or %PURSUIT_ERROR_NOT_FOUND when the customer is gone.
 *
 * Returns: %TRUE when the profile is left alone or the actor may change it
 */
gboolean
pursuit_profile_require_change (PursuitDesk    *desk,
                                PursuitRecord  *before,
                                PursuitRecord  *after,
                                GError        **error)
{
  return (pursuit_record_diff (before, after) & get_mask (after)) == 0 ||
         require_for_contact (desk, PURSUIT_CONTACT (after), error);
}

/* @json without the profile; NULL when there was nothing of it. */
static char *
strip (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr(GTypeClass) klass = g_type_class_ref (PURSUIT_TYPE_CONTACT);
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);
  gboolean is_stripped = FALSE;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  for (guint i = 0; i < record_class->n_fields; i++)
    if ((record_class->fields[i].flags & PURSUIT_FIELD_PROFILE) &&
        json_object_has_member (json_node_get_object (node), record_class->fields[i].name))
      {
        json_object_remove_member (json_node_get_object (node), record_class->fields[i].name);
        is_stripped = TRUE;
      }

  return is_stripped ? json_to_string (node, FALSE) : NULL;
}

/* Whether the actor may see the profile of the contact with that number; of one that is not there nobody does. */
static gboolean
may_see_id (PursuitDesk *desk,
            gint64       contact_id)
{
  g_autoptr(PursuitRecord) contact = NULL;

  if (pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PROFILE) == PURSUIT_SCOPE_ALL)
    return TRUE;
  contact = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CONTACT, contact_id, NULL);

  return contact != NULL && pursuit_contacts_may_see_profile (desk, PURSUIT_CONTACT (contact));
}

/* An import holds what it changed of many; who may not see every profile does not see any of it. */
static gboolean
may_see_all (PursuitDesk *desk)
{
  return pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PROFILE) == PURSUIT_SCOPE_ALL;
}

static void
hide_entry (PursuitDesk         *desk,
            PursuitJournalEntry *entry)
{
  g_autofree char *before = strip (entry->before);
  g_autofree char *after = strip (entry->after);

  if ((before == NULL && after == NULL) || may_see_id (desk, entry->entity_id))
    return;
  if (before != NULL)
    pursuit_set_str (&entry->before, before);
  if (after != NULL)
    pursuit_set_str (&entry->after, after);
}

/**
 * pursuit_profile_hide_entries:
 * @desk: a desk
 * @entries: (element-type PursuitJournalEntry): entries of the journal that are about to be shown
 *
 * Takes out of them what they say of profiles that the actor may not see.
 */
void
pursuit_profile_hide_entries (PursuitDesk *desk,
                              GPtrArray   *entries)
{
  g_return_if_fail (PURSUIT_IS_DESK (desk) && entries != NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->entity, "contact") && entry->entity_id != 0)
        hide_entry (desk, entry);
      else if (entry->entity_id == 0 && !may_see_all (desk))
        {
          g_clear_pointer (&entry->before, g_free);
          g_clear_pointer (&entry->after, g_free);
        }
    }
}

static void
hide_column (PursuitRow *row,
             guint       column)
{
  g_autofree char *stripped = strip (pursuit_row_get_text (row, column));

  if (stripped != NULL)
    pursuit_row_set_text (row, column, stripped);
}

static void
hide_timeline_row (PursuitDesk *desk,
                   PursuitRow  *row)
{
  g_autoptr(PursuitJournalEntry) entry = NULL;
  g_autofree char *stripped = NULL;

  if (pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE) != PURSUIT_TIMELINE_CHANGE ||
      g_strcmp0 (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY), "contact") != 0)
    return;
  stripped = strip (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_DETAIL));
  if (stripped == NULL)
    return;

  entry = pursuit_journal_load (pursuit_desk_get_store (desk), pursuit_row_get_id (row) / PURSUIT_TIMELINE_MOST_SOURCES, NULL);
  if (entry == NULL || !may_see_id (desk, entry->entity_id))
    pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_DETAIL, stripped);
}

static void
hide_journal_row (PursuitDesk *desk,
                  PursuitRow  *row)
{
  if (pursuit_row_get_number (row, PURSUIT_JOURNAL_ROW_ENTITY_ID) == 0)
    {
      pursuit_row_set_text (row, PURSUIT_JOURNAL_ROW_BEFORE, NULL);
      pursuit_row_set_text (row, PURSUIT_JOURNAL_ROW_AFTER, NULL);
      return;
    }
  if (g_strcmp0 (pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_ENTITY), "contact") != 0 ||
      may_see_id (desk, pursuit_row_get_number (row, PURSUIT_JOURNAL_ROW_ENTITY_ID)))
    return;

  hide_column (row, PURSUIT_JOURNAL_ROW_BEFORE);
  hide_column (row, PURSUIT_JOURNAL_ROW_AFTER);
}

/**
 * pursuit_profile_hide_rows:
 * @desk: a desk
 * @list: which list they are of
 * @rows: (element-type PursuitRow): rows that are about to be shown
 *
 * Takes out of a timeline or a journal what it says of profiles that the actor may not see; other lists have no such columns.
 */
void
pursuit_profile_hide_rows (PursuitDesk *desk,
                           PursuitList  list,
                           GPtrArray   *rows)
{
  if ((list != PURSUIT_LIST_TIMELINE && list != PURSUIT_LIST_JOURNAL) || may_see_all (desk))
    return;

  for (guint i = 0; i < rows->len; i++)
    if (list == PURSUIT_LIST_TIMELINE)
      hide_timeline_row (desk, g_ptr_array_index (rows, i));
    else
      hide_journal_row (desk, g_ptr_array_index (rows, i));
}

/* When today began, where the person sits. */
static gint64
get_midnight (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (pursuit_time_now () / G_USEC_PER_SEC);
  g_autoptr(GDateTime) midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                         g_date_time_get_day_of_month (now), 0, 0, 0);

  return g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
}

static gboolean
write_view (PursuitDesk  *desk,
            gint64        contact_id,
            GError      **error)
{
  /* Without a customer: it is nobody's business on the timeline. */
  PursuitJournalEntry entry = {
    .actor_id = pursuit_desk_get_actor_id (desk),
    .actor = (char *) pursuit_desk_get_actor_name (desk),
    .verb = (char *) PURSUIT_VERB_VIEW,
    .entity = (char *) "contact",
    .entity_id = contact_id,
  };

  return pursuit_journal_add (pursuit_desk_get_store (desk), &entry, error);
}

/* Some of @ids, in one transaction. */
static gboolean
write_views (PursuitDesk  *desk,
             GArray       *ids,
             guint         first,
             guint         n,
             GError      **error)
{
  g_auto(PursuitTx) tx = { NULL };

  if (!pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error))
    return FALSE;
  for (guint i = first; i < first + n; i++)
    if (!write_view (desk, g_array_index (ids, gint64, i), error))
      return FALSE;

  return pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_profile_note_views:
 * @desk: a desk, outside of a transaction
 * @ids: (element-type gint64): contacts whose profiles the actor is about to get, filled in and allowed
 * @error: return location
 *
 * Writes down that the actor saw them, once a day for each. Who is there and not noted is asked once for all of them; others
 * can save in between. Where nothing can be written because the file can only be read, nothing is.
 *
 * Fails as the store does; the profiles are then not to be handed out.
 *
 * Returns: %TRUE when they may be handed out
 */
gboolean
pursuit_profile_note_views (PursuitDesk  *desk,
                            GArray       *ids,
                            GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GArray) fresh = NULL;

  g_return_val_if_fail (ids != NULL, FALSE);

  if (ids->len == 0 || pursuit_store_is_read_only (store))
    return TRUE;
  fresh = pursuit_journal_list_unviewed (store, "contact", ids, pursuit_desk_get_actor_id (desk), pursuit_desk_get_actor_name (desk),
                                         get_midnight (), error);
  if (fresh == NULL)
    return FALSE;

  for (guint i = 0; i < fresh->len; i += VIEWS_AT_ONCE)
    if (!write_views (desk, fresh, i, MIN (VIEWS_AT_ONCE, fresh->len - i), error))
      return FALSE;
  return TRUE;
}

/**
 * pursuit_contacts_note_views:
 * @desk: a desk, outside of a transaction
 * @contacts: (element-type PursuitContact): contacts as they came from the service, whom the actor is about to be shown
 * @error: return location
 *
 * Writes down that the actor saw their profiles, as pursuit_profile_note_views(). Where nothing of a profile is filled in or was
 * handed out there is nothing to write down.
 *
 * Fails as the store does; the profiles are then not to be shown.
 *
 * Returns: %TRUE when they may be shown
 */
gboolean
pursuit_contacts_note_views (PursuitDesk  *desk,
                             GPtrArray    *contacts,
                             GError      **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (contacts != NULL, FALSE);

  for (guint i = 0; i < contacts->len; i++)
    if (pursuit_contacts_has_profile (g_ptr_array_index (contacts, i)))
      g_array_append_val (ids, PURSUIT_RECORD (g_ptr_array_index (contacts, i))->id);

  return pursuit_profile_note_views (desk, ids, error);
}

/**
 * pursuit_contacts_note_view:
 * @desk: a desk, outside of a transaction
 * @contact: a contact whose profile the actor is about to be shown
 * @error: return location
 *
 * pursuit_contacts_note_views() for one, who is looked at with or without the profile.
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may not see it, and as the store does.
 *
 * Returns: %TRUE when it may be shown
 */
gboolean
pursuit_contacts_note_view (PursuitDesk     *desk,
                            PursuitContact  *contact,
                            GError         **error)
{
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  g_return_val_if_fail (PURSUIT_IS_CONTACT (contact), FALSE);

  g_ptr_array_add (one, contact);
  return require_for_contact (desk, contact, error) && pursuit_contacts_note_views (desk, one, error);
}
