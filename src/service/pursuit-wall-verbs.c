/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall-verbs.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-import-trace.h"
#include "pursuit-import-undo.h"
#include "pursuit-lookups.h"
#include "pursuit-quarter.h"
#include "pursuit-records-private.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "pursuit-wall-lookups.h"
#include "pursuit-wall-private.h"

/* Reading the relationship wall, saying something about two people on it, and assessing a quarter (CUS-2). */

static void
note_assessed (PursuitWall *wall,
               PursuitDesk *desk)
{
  gint64 staff_id = 0;

  for (guint i = 0; i < wall->cells->len; i++)
    {
      const PursuitWallCell *cell = g_ptr_array_index (wall->cells, i);

      if (g_strcmp0 (cell->bond->assessed_on, wall->assessed_on) <= 0)
        continue;
      pursuit_set_str (&wall->assessed_on, cell->bond->assessed_on);
      staff_id = cell->bond->assessed_by_id;
    }

  wall->assessed_by = pursuit_lookup_name (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAFF, staff_id);
}

static gboolean
read_cells (PursuitWall  *wall,
            PursuitStore *store,
            GError      **error)
{
  g_autoptr(GArray) ids = pursuit_wall_list_bonds (store, wall->customer_id, wall->period, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      PursuitRecord *bond = pursuit_store_load (store, PURSUIT_TYPE_BOND, g_array_index (ids, gint64, i), error);

      if (bond == NULL)
        return FALSE;
      pursuit_wall_add_cell (wall, PURSUIT_BOND (bond));
    }

  return ids != NULL;
}

/* The one that is asked for, the last one with anything in it, or the present one. */
static char *
choose_period (PursuitStore  *store,
               gint64         customer_id,
               const char    *period,
               const char    *present,
               GError       **error)
{
  g_autofree char *latest = NULL;
  char *quarter;

  if (period != NULL)
    return pursuit_quarter_parse (period, &quarter, error) ? quarter : NULL;

  latest = pursuit_wall_find_latest (store, customer_id, present, error);
  if (latest == NULL)
    return NULL;

  return *latest != '\0' ? g_steal_pointer (&latest) : g_strdup (present);
}

/**
 * pursuit_wall_read:
 * @desk: a desk
 * @customer_id: a customer
 * @period: (nullable): a quarter; %NULL for the last one in which anything was assessed
 * @error: return location
 *
 * Reads the relationship wall of a customer: a handful of indexed statements, and one for each cell.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when the customer is gone, %PURSUIT_ERROR_DENIED when the actor may not see it,
 * %PURSUIT_ERROR_INVALID when @period is no quarter, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the wall
 */
PursuitWall *
pursuit_wall_read (PursuitDesk  *desk,
                   gint64        customer_id,
                   const char   *period,
                   GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) customer = pursuit_records_load (desk, PURSUIT_TYPE_CUSTOMER, customer_id, error);
  g_autoptr(PursuitWall) wall = pursuit_wall_new ();
  g_autofree char *today = pursuit_date_today ();

  if (customer == NULL || !pursuit_records_require_alive (customer, error))
    return NULL;

  wall->customer_id = customer_id;
  wall->customer = g_strdup (pursuit_record_get_name (customer));
  wall->present = pursuit_quarter_of (today);
  wall->period = choose_period (store, customer_id, period, wall->present, error);
  if (wall->period == NULL || !pursuit_wall_read_marks (store, wall, error) ||
      !pursuit_wall_read_people (store, wall, error) || !pursuit_wall_read_staff (store, wall, error) ||
      !read_cells (wall, store, error))
    return NULL;

  note_assessed (wall, desk);
  wall->may_edit = !pursuit_store_is_read_only (store) &&
                   pursuit_records_require (desk, customer, PURSUIT_RIGHT_EDIT, NULL);
  pursuit_wall_compute (wall);
  return g_steal_pointer (&wall);
}

static PursuitBond *
make_bond (gint64      customer_id,
           const char *quarter,
           gint64      contact_id,
           gint64      staff_id)
{
  PursuitBond *bond = PURSUIT_BOND (pursuit_record_new (PURSUIT_TYPE_BOND));

  bond->customer_id = customer_id;
  bond->contact_id = contact_id;
  bond->staff_id = staff_id;
  bond->period = g_strdup (quarter);

  return bond;
}

static void
take_change (PursuitBond             *bond,
             const PursuitWallChange *change,
             PursuitDesk             *desk)
{
  if (change->level >= 0)
    bond->level = change->level;
  if (change->target >= 0)
    bond->target = change->target;
  if (change->evidence != NULL)
    pursuit_set_str (&bond->evidence, pursuit_str_empty (change->evidence) ? NULL : change->evidence);

  g_clear_pointer (&bond->assessed_on, g_free);
  bond->assessed_by_id = 0;
  pursuit_wall_complete_bond (desk, bond);
}

/* The record that holds what was assessed of the two, or a new one that nobody has written yet. */
static PursuitBond *
load_bond (PursuitDesk  *desk,
           gint64        customer_id,
           const char   *quarter,
           gint64        contact_id,
           gint64        staff_id,
           GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitBond) bond = make_bond (customer_id, quarter, contact_id, staff_id);
  gint64 id;

  if (!pursuit_wall_find_bond (store, bond, &id, error))
    return NULL;

  return id == 0 ? g_steal_pointer (&bond) : PURSUIT_BOND (pursuit_store_load (store, PURSUIT_TYPE_BOND, id, error));
}

/**
 * pursuit_wall_set:
 * @desk: a desk
 * @customer_id: a customer
 * @period: (nullable): a quarter; %NULL for the present one
 * @change: what to say about two people
 * @out_bond_id: (out) (optional): the record that holds it
 * @out_entry_id: (out) (optional): the journal entry, 0 when it was so already
 * @error: return location
 *
 * Says how well one of us and one of them know each other, or should.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID when the level is none, the person
 * belongs to another customer or has left, one of us has left, or @period is no quarter, %PURSUIT_ERROR_CONFLICT when
 * somebody else said something else in this moment, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is said
 */
gboolean
pursuit_wall_set (PursuitDesk              *desk,
                  gint64                    customer_id,
                  const char               *period,
                  const PursuitWallChange  *change,
                  gint64                   *out_bond_id,
                  gint64                   *out_entry_id,
                  GError                  **error)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *quarter = period == NULL ? pursuit_quarter_of (today) : NULL;
  g_autoptr(PursuitBond) original = NULL;
  g_autoptr(PursuitRecord) bond = NULL;
  gboolean done;

  if ((quarter == NULL && !pursuit_quarter_parse (period, &quarter, error)) ||
      (original = load_bond (desk, customer_id, quarter, change->contact_id, change->staff_id, error)) == NULL)
    return FALSE;

  bond = pursuit_record_copy (PURSUIT_RECORD (original));
  take_change (PURSUIT_BOND (bond), change, desk);
  done = bond->id == 0 ? pursuit_records_create (desk, bond, out_entry_id, error)
                       : pursuit_records_save (desk, PURSUIT_RECORD (original), bond, out_entry_id, error);
  if (done && out_bond_id != NULL)
    *out_bond_id = bond->id;

  return done;
}

/**
 * pursuit_wall_clear:
 * @desk: a desk
 * @customer_id: a customer
 * @period: (nullable): a quarter; %NULL for the present one
 * @contact_id: a person there
 * @staff_id: one of us
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Takes away what was said about two people in a quarter.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when nothing was, otherwise as pursuit_records_delete().
 *
 * Returns: %TRUE when it is gone
 */
gboolean
pursuit_wall_clear (PursuitDesk  *desk,
                    gint64        customer_id,
                    const char   *period,
                    gint64        contact_id,
                    gint64        staff_id,
                    gint64       *out_entry_id,
                    GError      **error)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *quarter = period == NULL ? pursuit_quarter_of (today) : NULL;
  g_autoptr(PursuitBond) bond = NULL;

  if ((quarter == NULL && !pursuit_quarter_parse (period, &quarter, error)) ||
      (bond = load_bond (desk, customer_id, quarter, contact_id, staff_id, error)) == NULL)
    return FALSE;
  if (PURSUIT_RECORD (bond)->id != 0)
    return pursuit_records_delete (desk, PURSUIT_TYPE_BOND, PURSUIT_RECORD (bond)->id, out_entry_id, error);

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("Nothing was assessed of these two people in this quarter."));
  return FALSE;
}

/* What an assessment writes, in one transaction with one entry. */
typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  gint64 customer_id;
  const char *quarter;
  PursuitImportTrace *trace;
} Assessment;

static gboolean
write_bond (Assessment   *self,
            PursuitBond  *original,
            PursuitBond  *bond,
            GError      **error)
{
  PursuitRecord *record = PURSUIT_RECORD (bond);

  if (!pursuit_record_validate (record, error) || !pursuit_wall_require_bond (self->desk, NULL, bond, error))
    return FALSE;
  if (record->id == 0)
    {
      if (!pursuit_store_insert (self->store, record, error))
        return FALSE;
      pursuit_import_trace_add_new (self->trace, record);
      return TRUE;
    }
  if (pursuit_record_diff (PURSUIT_RECORD (original), record) == 0)
    return TRUE;
  if (!pursuit_store_update (self->store, record, error))
    return FALSE;

  pursuit_import_trace_add_change (self->trace, PURSUIT_RECORD (original), record);
  return TRUE;
}

/* Whether somebody of the last time is still there to be assessed. */
static gboolean
is_there (Assessment  *self,
          PursuitBond *bond)
{
  g_autoptr(PursuitRecord) contact = pursuit_store_load (self->store, PURSUIT_TYPE_CONTACT, bond->contact_id, NULL);
  g_autoptr(PursuitRecord) staff = pursuit_store_load (self->store, PURSUIT_TYPE_STAFF, bond->staff_id, NULL);

  return contact != NULL && contact->deleted_at == 0 && PURSUIT_CONTACT (contact)->left_on == NULL &&
         PURSUIT_CONTACT (contact)->customer_id == self->customer_id && staff != NULL && staff->deleted_at == 0 &&
         !PURSUIT_STAFF (staff)->inactive;
}

/* A new period begins with what was known last; what was said in it already stays. */
static gboolean
copy_last (Assessment  *self,
           GError     **error)
{
  g_autofree char *before = pursuit_quarter_add (self->quarter, -1);
  g_autofree char *last = pursuit_wall_find_latest (self->store, self->customer_id, before, error);
  g_autoptr(GArray) ids = last != NULL ? pursuit_wall_list_bonds (self->store, self->customer_id, last, error) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr(PursuitRecord) old = pursuit_store_load (self->store, PURSUIT_TYPE_BOND, g_array_index (ids, gint64, i), error);
      g_autoptr(PursuitBond) bond = NULL;

      if (old == NULL || (bond = load_bond (self->desk, self->customer_id, self->quarter, PURSUIT_BOND (old)->contact_id,
                                            PURSUIT_BOND (old)->staff_id, error)) == NULL)
        return FALSE;
      if (PURSUIT_RECORD (bond)->id != 0 || !is_there (self, bond))
        continue;
      bond->level = PURSUIT_BOND (old)->level;
      bond->target = PURSUIT_BOND (old)->target;
      pursuit_set_str (&bond->evidence, PURSUIT_BOND (old)->evidence);
      pursuit_wall_complete_bond (self->desk, bond);
      if (!write_bond (self, NULL, bond, error))
        return FALSE;
    }

  return ids != NULL;
}

static gboolean
apply_changes (Assessment               *self,
               const PursuitWallChange  *changes,
               guint                     n_changes,
               GError                  **error)
{
  for (guint i = 0; i < n_changes; i++)
    {
      g_autoptr(PursuitBond) original = load_bond (self->desk, self->customer_id, self->quarter, changes[i].contact_id,
                                                   changes[i].staff_id, error);
      g_autoptr(PursuitRecord) bond = original != NULL ? pursuit_record_copy (PURSUIT_RECORD (original)) : NULL;

      if (bond == NULL)
        return FALSE;
      take_change (PURSUIT_BOND (bond), &changes[i], self->desk);
      if (!write_bond (self, original, PURSUIT_BOND (bond), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_entry (Assessment  *self,
             gint64      *out_entry_id,
             GError     **error)
{
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);
  g_autoptr(JsonObject) head = json_object_new ();

  if (pursuit_import_trace_is_empty (self->trace))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                           _("There is nothing to begin with: assess two people first, or everything was assessed already."));
      return FALSE;
    }

  json_object_set_string_member (head, "period", self->quarter);
  entry->actor_id = pursuit_desk_get_actor_id (self->desk);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (self->desk));
  entry->verb = g_strdup (PURSUIT_VERB_ASSESS);
  entry->entity = g_strdup ("bond");
  entry->customer_id = self->customer_id;
  pursuit_import_trace_to_json (self->trace, head, &entry->before, &entry->after);
  if (!pursuit_journal_add (self->store, entry, error))
    return FALSE;

  if (out_entry_id != NULL)
    *out_entry_id = entry->id;
  return TRUE;
}

/**
 * pursuit_wall_assess:
 * @desk: a desk
 * @customer_id: a customer
 * @period: (nullable): a quarter; %NULL for the present one
 * @changes: (nullable) (array length=n_changes): what is different from last time
 * @n_changes: how many those are
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Assesses a whole quarter: what was known last is taken over, without those who have left meanwhile, and then changed. All in
 * one transaction with one entry of the journal, by which the whole can be taken back.
 *
 * Fails as pursuit_wall_set(), and with %PURSUIT_ERROR_INVALID when there is nothing to take over or to say.
 *
 * Returns: %TRUE when it is assessed
 */
gboolean
pursuit_wall_assess (PursuitDesk              *desk,
                     gint64                    customer_id,
                     const char               *period,
                     const PursuitWallChange  *changes,
                     guint                     n_changes,
                     gint64                   *out_entry_id,
                     GError                  **error)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *quarter = period == NULL ? pursuit_quarter_of (today) : NULL;
  g_autoptr(PursuitImportTrace) trace = pursuit_import_trace_new ();
  g_autoptr(PursuitRecord) customer = NULL;
  g_auto(PursuitTx) tx = { NULL };
  Assessment self = { desk, pursuit_desk_get_store (desk), customer_id, NULL, trace };

  if (quarter == NULL && !pursuit_quarter_parse (period, &quarter, error))
    return FALSE;

  self.quarter = quarter;
  return pursuit_tx_begin (&tx, self.store, error) &&
         (customer = pursuit_store_load (self.store, PURSUIT_TYPE_CUSTOMER, customer_id, error)) != NULL &&
         pursuit_records_require_alive (customer, error) &&
         pursuit_records_require (desk, customer, PURSUIT_RIGHT_EDIT, error) && copy_last (&self, error) &&
         apply_changes (&self, changes, n_changes, error) && write_entry (&self, out_entry_id, error) &&
         pursuit_tx_commit (&tx, error);
}
