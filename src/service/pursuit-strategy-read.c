/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-strategy-private.h"

#include "pursuit-date.h"
#include "pursuit-deal-parts.h"
#include "pursuit-deals-gate.h"
#include "pursuit-enums.h"
#include "pursuit-lookups.h"
#include "pursuit-posts.h"
#include "pursuit-profile.h"
#include "pursuit-records-private.h"
#include "pursuit-records.h"
#include "pursuit-red-flags.h"
#include "pursuit-staff.h"
#include "pursuit-tracks.h"

static void
person_free (gpointer data)
{
  PursuitStrategyPerson *person = data;

  g_clear_object (&person->stakeholder);
  g_clear_object (&person->contact);
  g_free (person);
}

static void
review_free (gpointer data)
{
  PursuitStrategyReview *review = data;

  g_clear_object (&review->strategy);
  g_free (review->staff);
  g_free (review);
}

/**
 * pursuit_strategy_sheet_free:
 * @self: (transfer full): a sheet
 */
void
pursuit_strategy_sheet_free (PursuitStrategySheet *self)
{
  g_clear_object (&self->deal);
  g_clear_object (&self->customer);
  g_clear_object (&self->process);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->tracks, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_clear_pointer (&self->rivals, g_ptr_array_unref);
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->milestones, pursuit_gate_free);
  g_clear_pointer (&self->flags, g_ptr_array_unref);
  g_free (self);
}

static PursuitStage *
find_stage (PursuitStrategySheet *self,
            gint64                id)
{
  for (guint i = 0; i < self->stages->len; i++)
    if (((PursuitRecord *) g_ptr_array_index (self->stages, i))->id == id)
      return g_ptr_array_index (self->stages, i);

  return NULL;
}

static gboolean
read_process (PursuitStrategySheet  *self,
              PursuitDesk           *desk,
              GError               **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);

  self->process = (PursuitProcess *) pursuit_store_load (store, PURSUIT_TYPE_PROCESS, self->deal->process_id, error);
  if (self->process == NULL)
    return FALSE;
  self->stages = pursuit_deal_parts_list (store, PURSUIT_PART_STAGES, PURSUIT_RECORD (self->deal)->id, error);
  if (self->stages == NULL)
    return FALSE;

  self->stage = find_stage (self, self->deal->stage_id);
  self->buyer_stage = find_stage (self, self->deal->buyer_stage_id);
  return TRUE;
}

/* What a person reads in place of the numbers that the deal refers to. */
static void
read_names (PursuitStrategySheet *self,
            PursuitDesk          *desk)
{
  PursuitRecord *deal = PURSUIT_RECORD (self->deal);
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (deal);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      char *name = NULL;

      if (field->kind == PURSUIT_KIND_REF)
        name = pursuit_lookup_name (pursuit_desk_get_store (desk), field->type (), pursuit_record_get_number (deal, field));
      if (name != NULL)
        g_hash_table_insert (self->names, (gpointer) field->name, name);
    }
}

static gboolean
read_tracks (PursuitStrategySheet  *self,
             PursuitDesk           *desk,
             GError               **error)
{
  g_autoptr(GPtrArray) moves = pursuit_deal_parts_tracks (pursuit_desk_get_store (desk), PURSUIT_RECORD (self->deal)->id,
                                                          error);

  if (moves == NULL)
    return FALSE;
  pursuit_tracks_compute (moves, self->buyer_stage != NULL ? (int) self->buyer_stage->position : 0, pursuit_time_now ());
  self->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_track_move_free);
  while (moves->len > 0)
    g_ptr_array_add (self->tracks, g_ptr_array_steal_index (moves, moves->len - 1));

  return TRUE;
}

static gboolean
read_people (PursuitStrategySheet  *self,
             PursuitDesk           *desk,
             GError               **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  gint64 deal_id = PURSUIT_RECORD (self->deal)->id;
  g_autoptr(GPtrArray) found = pursuit_deal_parts_list (store, PURSUIT_PART_STAKEHOLDERS, deal_id, error);

  if (found == NULL)
    return FALSE;
  self->people = g_ptr_array_new_with_free_func (person_free);
  for (guint i = 0; i < found->len; i++)
    {
      PursuitStrategyPerson *person = g_new0 (PursuitStrategyPerson, 1);

      g_ptr_array_add (self->people, person);
      person->stakeholder = g_object_ref (g_ptr_array_index (found, i));
      person->contact = (PursuitContact *) pursuit_store_load (store, PURSUIT_TYPE_CONTACT,
                                                               person->stakeholder->contact_id, error);
      if (person->contact == NULL)
        return FALSE;
      pursuit_contacts_hide_profile (desk, person->contact);
    }

  self->offered = pursuit_deal_parts_list (store, PURSUIT_PART_CONTACTS, deal_id, error);
  return self->offered != NULL;
}

static gboolean
read_reviews (PursuitStrategySheet  *self,
              PursuitDesk           *desk,
              GError               **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) found = pursuit_deal_parts_list (store, PURSUIT_PART_STRATEGIES, PURSUIT_RECORD (self->deal)->id,
                                                        error);

  if (found == NULL)
    return FALSE;
  self->reviews = g_ptr_array_new_with_free_func (review_free);
  for (guint i = 0; i < found->len; i++)
    {
      PursuitStrategyReview *review = g_new0 (PursuitStrategyReview, 1);

      review->strategy = g_object_ref (g_ptr_array_index (found, i));
      review->staff = pursuit_lookup_name (store, PURSUIT_TYPE_STAFF, review->strategy->staff_id);
      g_ptr_array_add (self->reviews, review);
    }

  if (found->len > 0)
    self->since = ((PursuitRecord *) g_ptr_array_index (found, 0))->created_at;
  return TRUE;
}

/* The stages that a deal left: those before its own, and with a won one that, too. The hand-over is another matter. */
static guint
count_missing (PursuitStrategySheet *self)
{
  int left = (self->stage != NULL ? (int) self->stage->position : 0) - (self->deal->status != PURSUIT_DEAL_WON);
  guint n = 0;

  for (guint i = 0; i < self->milestones->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (self->milestones->items, i);

      n += item->is_missing && !item->milestone->handover && item->position <= left;
    }

  return n;
}

static void
raise_flags (PursuitStrategySheet *self)
{
  g_autofree PursuitRedFlagPerson *people = g_new0 (PursuitRedFlagPerson, self->people->len + 1);
  g_autofree char *today = pursuit_date_today ();
  guint n_people = 0;
  PursuitRedFlagFacts facts = {
    .deal = self->deal,
    .people = people,
    .rivals = self->rivals,
    .expected_days = self->stage != NULL ? self->stage->expected_days : 0,
    .silence_days = self->process->silence_days,
    .last_contact_at = self->customer->last_contact_at,
    .n_missing = count_missing (self),
    .now = pursuit_time_now (),
    .today = today,
  };

  for (guint i = 0; i < self->people->len; i++)
    {
      const PursuitStrategyPerson *person = g_ptr_array_index (self->people, i);

      /* Who has left decides nothing any more. */
      if (!pursuit_contacts_is_there (person->contact, self->deal->customer_id))
        continue;
      people[n_people].stakeholder = person->stakeholder;
      people[n_people].name = person->contact->name;
      n_people++;
    }
  facts.n_people = n_people;
  self->flags = pursuit_red_flags_compute (&facts);
}

/* Whoever is to take it over may say so, whosever the deal is (STG-8). */
static void
judge_rights (PursuitStrategySheet *self,
              PursuitDesk          *desk)
{
  gint64 actor_id = pursuit_desk_get_actor_id (desk);

  if (pursuit_store_is_read_only (pursuit_desk_get_store (desk)))
    return;

  self->may_edit = pursuit_records_require (desk, PURSUIT_RECORD (self->deal), PURSUIT_RIGHT_EDIT, NULL);
  self->may_accept = self->may_edit || (actor_id != 0 && actor_id == self->deal->receiver_id);
}

/**
 * pursuit_strategy_read:
 * @desk: a desk
 * @deal_id: a deal
 * @error: return location
 *
 * Reads everything that the strategy sheet of a deal shows (CUS-7): a handful of indexed statements and one for each
 * record.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when it is gone or deleted, %PURSUIT_ERROR_DENIED when the actor may not see it,
 * or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the sheet
 */
PursuitStrategySheet *
pursuit_strategy_read (PursuitDesk  *desk,
                       gint64        deal_id,
                       GError      **error)
{
  g_autoptr(PursuitStrategySheet) self = g_new0 (PursuitStrategySheet, 1);
  PursuitStore *store;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  store = pursuit_desk_get_store (desk);
  self->deal = (PursuitDeal *) pursuit_records_load (desk, PURSUIT_TYPE_DEAL, deal_id, error);
  if (self->deal == NULL || !pursuit_records_require_alive (PURSUIT_RECORD (self->deal), error) ||
      !read_process (self, desk, error))
    return NULL;
  self->customer = (PursuitCustomer *) pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, self->deal->customer_id, error);
  if (self->customer == NULL)
    return NULL;
  self->milestones = pursuit_deals_read_milestones (desk, deal_id, error);
  if (self->milestones == NULL)
    return NULL;
  self->rivals = pursuit_deal_parts_list (store, PURSUIT_PART_RIVALS, deal_id, error);
  if (self->rivals == NULL || !read_tracks (self, desk, error) || !read_people (self, desk, error) ||
      !read_reviews (self, desk, error) || !pursuit_strategy_sheet_read_changes (self, desk, error))
    return NULL;

  read_names (self, desk);
  judge_rights (self, desk);
  raise_flags (self);

  return g_steal_pointer (&self);
}
