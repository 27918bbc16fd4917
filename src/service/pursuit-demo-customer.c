/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include <string.h>

/*
 * One customer is planned whole, because its head depends on what follows: the funnel on the deals, the last contact on the
 * visits. Then it is written, and the places in the plan become ids.
 */

#define BRANCH_PERCENT 7
#define MAX_BRANCHES 5
#define POOL_PERCENT 14   /* of the C customers */

static void
pursuit_demo_case_clear (PursuitDemoCase *plan)
{
  g_clear_object (&plan->customer);
  g_clear_pointer (&plan->contacts, g_ptr_array_unref);
  g_clear_pointer (&plan->deals, g_ptr_array_unref);
  g_clear_pointer (&plan->activities, g_ptr_array_unref);
  g_clear_pointer (&plan->documents, g_ptr_array_unref);
  pursuit_demo_company_clear (&plan->company);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitDemoCase, pursuit_demo_case_clear)

/* In every hundred there are six A and twenty-five B, however small the database. */
static PursuitGrade
choose_grade (PursuitDemo *self,
              guint        index)
{
  guint rank = (index * 61 + self->seed % 100) % 100;

  if (rank < 6)
    return PURSUIT_GRADE_A;

  return rank < 31 ? PURSUIT_GRADE_B : PURSUIT_GRADE_C;
}

static gint64
choose_seller (PursuitDemo     *self,
               PursuitDemoCase *plan)
{
  guint n;
  const PursuitDemoWord *regions = pursuit_demo_words_list (self->words, "regions", &n);
  GArray *sellers;

  for (guint i = 0; i < n; i++)
    if (g_str_equal (regions[i].text, plan->company.region))
      {
        sellers = g_ptr_array_index (self->sellers, i);
        return g_array_index (sellers, gint64, pursuit_demo_random_below (&plan->random, sellers->len));
      }

  g_assert_not_reached ();
}

/* Now and then a customer belongs to the last large one. */
static void
choose_company (PursuitDemo     *self,
                PursuitDemoCase *plan)
{
  PursuitCustomer *customer = plan->customer;

  if (self->group_id != 0 && self->n_in_group < MAX_BRANCHES && customer->grade != PURSUIT_GRADE_A &&
      pursuit_demo_random_chance (&plan->random, BRANCH_PERCENT))
    {
      pursuit_demo_names_branch (self->names, &plan->random, &self->group, self->n_in_group++, &plan->company);
      customer->parent_id = self->group_id;
      customer->owner_id = plan->seller_id = self->group_seller_id;
      return;
    }

  pursuit_demo_names_company (self->names, &plan->random, customer->grade == PURSUIT_GRADE_A, &plan->company);
  plan->seller_id = choose_seller (self, plan);
  if (customer->grade != PURSUIT_GRADE_C || !pursuit_demo_random_chance (&plan->random, POOL_PERCENT))
    customer->owner_id = plan->seller_id;
}

static char *
join_two (PursuitDemo       *self,
          PursuitDemoRandom *random,
          const char        *list,
          const char        *between)
{
  const char *first = pursuit_demo_words_pick (self->words, list, random);
  const char *second = pursuit_demo_words_pick (self->words, list, random);

  if (first == second || pursuit_demo_random_chance (random, 35))
    return g_strdup (first);

  return g_strconcat (first, between, second, NULL);
}

static char *
draw_condition (PursuitDemo       *self,
                PursuitDemoRandom *random,
                gint64             annual_revenue)
{
  static const char mark[] = "{n}";
  const char *text = pursuit_demo_words_pick (self->words, "business conditions", random);
  const char *found = strstr (text, mark);
  gint64 hundred_millions = MAX (annual_revenue / self->unit / 100000000, 1);

  if (found == NULL)
    return g_strdup (text);

  return g_strdup_printf ("%.*s%" G_GINT64_FORMAT "%s", (int) (found - text), text, hundred_millions,
                          found + strlen (mark));
}

static void
add_figures (PursuitDemo     *self,
             PursuitDemoCase *plan,
             guint            percent)
{
  static const struct { int least, most; } hundreds_of_millions[] = { { 1, 1 }, { 20, 240 }, { 4, 60 }, { 1, 12 } };
  PursuitDemoRandom *random = &plan->random;
  PursuitCustomer *customer = plan->customer;
  gint64 revenue = (gint64) pursuit_demo_random_between (random, hundreds_of_millions[customer->grade].least,
                                                         hundreds_of_millions[customer->grade].most) *
                   100000000 * self->unit;

  if (pursuit_demo_random_chance (random, percent))
    customer->annual_revenue = revenue;
  if (pursuit_demo_random_chance (random, percent))
    customer->employees = pursuit_demo_random_between (random, 6, 40) * (revenue / self->unit / 100000000 + 4);
  if (pursuit_demo_random_chance (random, percent))
    customer->founded_year = pursuit_demo_random_between (random, 1953, 2019);
  if (pursuit_demo_random_chance (random, percent))
    customer->estimated_revenue =
      (gint64) pursuit_demo_random_between (random, 3, customer->grade == PURSUIT_GRADE_A ? 300 : 90) * 100000 *
      self->unit;
  if (pursuit_demo_random_chance (random, percent))
    customer->business_condition = draw_condition (self, random, revenue);
}

static void
add_ways (PursuitDemo     *self,
          PursuitDemoCase *plan,
          guint            percent)
{
  PursuitDemoRandom *random = &plan->random;
  PursuitCustomer *customer = plan->customer;

  if (pursuit_demo_random_chance (random, percent))
    customer->address = g_strdup_printf ("%s市%s %d 号", plan->company.place,
                                         pursuit_demo_words_pick (self->words, "streets", random),
                                         pursuit_demo_random_between (random, 1, 399));
  if (pursuit_demo_random_chance (random, percent + 15))
    customer->phone = pursuit_demo_names_phone (random);
  if (pursuit_demo_random_chance (random, percent / 2))
    customer->email = g_strconcat ("office@", plan->company.domain, NULL);
  if (pursuit_demo_random_chance (random, percent / 2))
    customer->website = g_strconcat ("www.", plan->company.domain, NULL);
  if (pursuit_demo_random_chance (random, percent - 15))
    customer->registration_code = pursuit_demo_names_code (random);
}

static void
add_market (PursuitDemo     *self,
            PursuitDemoCase *plan,
            guint            percent)
{
  PursuitDemoRandom *random = &plan->random;
  PursuitCustomer *customer = plan->customer;

  if (pursuit_demo_random_chance (random, percent))
    customer->competitors = join_two (self, random, "competitors", "、");
  if (pursuit_demo_random_chance (random, percent))
    customer->potential_projects = join_two (self, random, "potential projects", "；");
  if (pursuit_demo_random_chance (random, 70))
    customer->source = g_strdup (pursuit_demo_words_pick (self->words, "sources", random));
  if (pursuit_demo_random_chance (random, percent / 2))
    customer->tags = g_strdup (pursuit_demo_words_pick (self->words, "tags", random));
  if (pursuit_demo_random_chance (random, percent / 3))
    customer->notes = g_strdup (pursuit_demo_words_pick (self->words, "customer notes", random));
}

/* The better the customer, the more is known about it. */
static void
fill_head (PursuitDemo     *self,
           PursuitDemoCase *plan)
{
  static const guint8 known[] = { 0, 90, 68, 40 };
  PursuitCustomer *customer = plan->customer;
  guint percent = known[customer->grade];

  customer->name = g_strdup (plan->company.name);
  customer->short_name = g_strdup (plan->company.short_name);
  customer->region = g_strdup (plan->company.region);
  customer->industry = g_strdup (plan->company.industry);
  add_ways (self, plan, percent);
  add_figures (self, plan, percent);
  add_market (self, plan, percent);
}

static PursuitFunnel
judge_funnel (PursuitDemoCase *plan)
{
  for (guint i = 0; i < plan->deals->len; i++)
    if (((PursuitDemoDeal *) g_ptr_array_index (plan->deals, i))->deal->status == PURSUIT_DEAL_OPEN)
      return PURSUIT_FUNNEL_OPPORTUNITY;
  if (plan->deals->len > 0 || pursuit_demo_random_chance (&plan->random, plan->customer->owner_id != 0 ? 20 : 3))
    return PURSUIT_FUNNEL_LEAD;

  return PURSUIT_FUNNEL_POTENTIAL;
}

/* A note is no contact (VIS-8). */
static gint64
find_last_contact (PursuitDemoCase *plan)
{
  gint64 last = 0;

  for (guint i = 0; i < plan->activities->len; i++)
    {
      PursuitActivity *activity = g_ptr_array_index (plan->activities, i);

      if (activity->kind != PURSUIT_ACTIVITY_NOTE)
        last = MAX (last, activity->happened_at);
    }

  return last;
}

static void
conclude_head (PursuitDemo     *self,
               PursuitDemoCase *plan)
{
  static const char *const lists[] = { "progress potential", "progress lead", "progress opportunity" };
  static const int levels[][2] = { { 0, 1 }, { 1, 3 }, { 2, 5 } };
  PursuitCustomer *customer = plan->customer;

  customer->funnel = judge_funnel (plan);
  if (pursuit_demo_random_chance (&plan->random, 25 + 30 * (guint) customer->funnel))
    customer->progress = g_strdup (pursuit_demo_words_pick (self->words, lists[customer->funnel], &plan->random));
  customer->relationship_level =
    pursuit_demo_random_between (&plan->random, levels[customer->funnel][0], levels[customer->funnel][1]);
  customer->last_contact_at = find_last_contact (plan);
}

static void
plan_case (PursuitDemo     *self,
           guint            index,
           PursuitDemoCase *plan)
{
  plan->index = index;
  plan->random = pursuit_demo_random_new (self->seed, 1 + (guint64) index);
  plan->customer = PURSUIT_CUSTOMER (pursuit_record_new (PURSUIT_TYPE_CUSTOMER));
  plan->contacts = g_ptr_array_new_with_free_func (g_object_unref);
  plan->deals = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_demo_deal_free);
  plan->activities = g_ptr_array_new_with_free_func (g_object_unref);
  plan->documents = g_ptr_array_new_with_free_func (g_object_unref);

  plan->customer->grade = choose_grade (self, index);
  choose_company (self, plan);
  fill_head (self, plan);
  pursuit_demo_plan_people (self, plan);
  pursuit_demo_plan_deals (self, plan);
  pursuit_demo_plan_events (self, plan);
  pursuit_demo_plan_tracks (self, plan, index);
  conclude_head (self, plan);
  pursuit_demo_plan_interest (self, plan, index);
  pursuit_demo_plan_own (plan, index);
}

static gint64
get_contact_id (PursuitDemoCase *plan,
                gint64           place)
{
  return place == 0 ? 0 : PURSUIT_RECORD (g_ptr_array_index (plan->contacts, (guint) place - 1))->id;
}

static gint64
get_deal_id (PursuitDemoCase *plan,
             gint64           place)
{
  PursuitDemoDeal *deal = place == 0 ? NULL : g_ptr_array_index (plan->deals, (guint) place - 1);

  return deal == NULL ? 0 : PURSUIT_RECORD (deal->deal)->id;
}

static gboolean
write_contact (PursuitDemo      *self,
               PursuitDemoCase  *plan,
               guint             place,
               GError          **error)
{
  PursuitContact *contact = g_ptr_array_index (plan->contacts, place - 1);

  contact->customer_id = PURSUIT_RECORD (plan->customer)->id;
  if (plan->chief != 0 && place != plan->chief && pursuit_demo_random_chance (&plan->random, 60))
    contact->reports_to_id = PURSUIT_RECORD (g_ptr_array_index (plan->contacts, plan->chief - 1))->id;

  return pursuit_store_insert (self->store, PURSUIT_RECORD (contact), error);
}

/* The chief first, so that the others can report to an id. */
static gboolean
write_contacts (PursuitDemo      *self,
                PursuitDemoCase  *plan,
                GError          **error)
{
  if (plan->chief != 0 && !write_contact (self, plan, plan->chief, error))
    return FALSE;
  for (guint place = 1; place <= plan->contacts->len; place++)
    if (place != plan->chief && !write_contact (self, plan, place, error))
      return FALSE;

  return TRUE;
}

static gboolean
write_deal (PursuitDemo      *self,
            PursuitDemoDeal  *deal,
            gint64            customer_id,
            GError          **error)
{
  deal->deal->customer_id = customer_id;
  if (!pursuit_store_insert (self->store, PURSUIT_RECORD (deal->deal), error))
    return FALSE;
  for (guint i = 0; i < deal->steps->len; i++)
    {
      PursuitStageMove *move = &g_array_index (deal->steps, PursuitDemoStep, i).move;

      move->deal_id = PURSUIT_RECORD (deal->deal)->id;
      if (!pursuit_stage_moves_add (self->store, move, error))
        return FALSE;
    }

  return pursuit_demo_write_tracks (self, deal, error);
}

static gboolean
write_events (PursuitDemo      *self,
              PursuitDemoCase  *plan,
              GError          **error)
{
  for (guint i = 0; i < plan->activities->len; i++)
    {
      PursuitActivity *activity = g_ptr_array_index (plan->activities, i);

      activity->customer_id = PURSUIT_RECORD (plan->customer)->id;
      activity->contact_id = get_contact_id (plan, activity->contact_id);
      activity->deal_id = get_deal_id (plan, activity->deal_id);
      if (!pursuit_store_insert (self->store, PURSUIT_RECORD (activity), error))
        return FALSE;
    }
  for (guint i = 0; i < plan->documents->len; i++)
    {
      PursuitDocument *document = g_ptr_array_index (plan->documents, i);

      document->customer_id = PURSUIT_RECORD (plan->customer)->id;
      document->deal_id = get_deal_id (plan, document->deal_id);
      if (!pursuit_demo_write_paper (self, plan, document, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_case (PursuitDemo      *self,
            PursuitDemoCase  *plan,
            GError          **error)
{
  if (!pursuit_store_insert (self->store, PURSUIT_RECORD (plan->customer), error) ||
      !write_contacts (self, plan, error) || !pursuit_demo_write_standing (self, plan, error) ||
      !pursuit_demo_write_wall (self, plan, error))
    return FALSE;
  for (guint i = 0; i < plan->deals->len; i++)
    if (!write_deal (self, g_ptr_array_index (plan->deals, i), PURSUIT_RECORD (plan->customer)->id, error))
      return FALSE;

  if (!write_events (self, plan, error))
    return FALSE;
  for (guint i = 0; i < plan->deals->len; i++)
    if (!pursuit_demo_write_strategy (self, plan, g_ptr_array_index (plan->deals, i), error))
      return FALSE;

  return TRUE;
}

/* Large Chinese customers have subsidiaries, and those follow them. */
static void
remember_group (PursuitDemo     *self,
                PursuitDemoCase *plan)
{
  if (plan->customer->grade == PURSUIT_GRADE_C || plan->customer->parent_id != 0 || plan->company.is_english)
    return;

  pursuit_demo_company_clear (&self->group);
  self->group = plan->company;
  memset (&plan->company, 0, sizeof (plan->company));
  self->group_id = PURSUIT_RECORD (plan->customer)->id;
  self->group_seller_id = plan->seller_id;
  self->n_in_group = 0;
}

/*
 * pursuit_demo_add_customer:
 *
 * Makes up the @index-th customer with its people, deals and history, and writes it.
 */
gboolean
pursuit_demo_add_customer (PursuitDemo  *self,
                           guint         index,
                           GError      **error)
{
  g_auto(PursuitDemoCase) plan = { .customer = NULL };

  plan_case (self, index, &plan);
  if (!write_case (self, &plan, error))
    return FALSE;

  remember_group (self, &plan);
  return TRUE;
}
