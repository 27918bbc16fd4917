/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include <string.h>

#include "pursuit-date.h"

/* What happened with a customer: visits, calls, notes, and the papers that came of it. */

#define POOL_DAYS 90   /* nobody has been for so long at a customer of the public pool (TER-2) */

/*
 * pursuit_demo_fill_in:
 *
 * Returns: @text with the name of a contact where it says so
 */
char *
pursuit_demo_fill_in (const char *text,
                      const char *contact)
{
  static const char mark[] = "{contact}";
  const char *found = strstr (text, mark);

  if (found == NULL)
    return g_strdup (text);

  return g_strdup_printf ("%.*s%s%s", (int) (found - text), text, contact, found + strlen (mark));
}

static char *
pick_text (PursuitDemo       *self,
           PursuitDemoRandom *random,
           const char        *list,
           PursuitContact    *contact)
{
  return pursuit_demo_fill_in (pursuit_demo_words_pick (self->words, list, random), contact->name);
}

/* Where a deal stood on a day, 0 when it was not there. */
static int
find_position (PursuitDemoDeal *deal,
               gint64           at)
{
  int position = 0;

  for (guint i = 0; i < deal->steps->len; i++)
    {
      PursuitDemoStep *step = &g_array_index (deal->steps, PursuitDemoStep, i);

      if (step->move.at <= at)
        position = step->position;
    }

  return position;
}

static PursuitActivity *
make_activity (PursuitDemo     *self,
               PursuitDemoCase *plan,
               int              days_ago,
               guint            deal)
{
  static const guint8 kinds[] = { 16, 40, 44 };
  PursuitDemoRandom *random = &plan->random;
  PursuitActivity *activity = PURSUIT_ACTIVITY (pursuit_record_new (PURSUIT_TYPE_ACTIVITY));
  guint contact = pursuit_demo_random_below (random, plan->contacts->len);
  PursuitContact *person = g_ptr_array_index (plan->contacts, contact);
  char list[16];
  int position = 0;

  activity->happened_at = pursuit_demo_time (self, random, days_ago);
  activity->kind = pursuit_demo_random_weigh (random, kinds, G_N_ELEMENTS (kinds));
  if (deal > 0)
    position = find_position (g_ptr_array_index (plan->deals, deal - 1), activity->happened_at);
  if (position > 0)
    activity->deal_id = deal;
  activity->staff_id = plan->seller_id;
  if ((position == 4 || position == 5) && pursuit_demo_random_chance (random, 30))
    activity->staff_id =
      g_array_index (self->presales, gint64, pursuit_demo_random_below (random, self->presales->len));

  if (activity->kind == PURSUIT_ACTIVITY_NOTE)
    {
      activity->subject = pick_text (self, random, "notes", person);
      return activity;
    }

  g_snprintf (list, sizeof (list), "%s %d", activity->kind == PURSUIT_ACTIVITY_CALL ? "calls" : "visits",
              MIN (position, 8));
  activity->contact_id = contact + 1;
  activity->subject = pick_text (self, random, list, person);
  if (pursuit_demo_random_chance (random, 55))
    activity->body = pick_text (self, random, "outcomes", person);
  return activity;
}

/* A day within the life of a deal. */
static int
draw_day_of (PursuitDemo       *self,
             PursuitDemoRandom *random,
             PursuitDemoDeal   *deal)
{
  gint64 begin = g_array_index (deal->steps, PursuitDemoStep, 0).move.at;
  gint64 end = deal->deal->status == PURSUIT_DEAL_OPEN
                 ? self->now
                 : g_array_index (deal->steps, PursuitDemoStep, deal->steps->len - 1).move.at;
  int oldest = (int) ((self->now - begin) / G_TIME_SPAN_DAY);
  int newest = (int) ((self->now - end) / G_TIME_SPAN_DAY);

  return pursuit_demo_random_between (random, MIN (newest, oldest), oldest);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const PursuitActivity *first = *(PursuitActivity *const *) a;
  const PursuitActivity *second = *(PursuitActivity *const *) b;

  return first->happened_at < second->happened_at ? -1 : first->happened_at > second->happened_at;
}

static void
plan_activities (PursuitDemo     *self,
                 PursuitDemoCase *plan)
{
  PursuitDemoRandom *random = &plan->random;
  gint64 grade = plan->customer->grade;
  int n = grade == PURSUIT_GRADE_A   ? pursuit_demo_random_between (random, 6, 10)
          : grade == PURSUIT_GRADE_B ? pursuit_demo_random_between (random, 4, 8)
                                     : pursuit_demo_random_between (random, 2, 5);

  for (int i = 0; i < n; i++)
    {
      guint deal = 0;
      int days_ago = pursuit_demo_random_between (random, plan->customer->owner_id != 0 ? 0 : POOL_DAYS, PURSUIT_DEMO_DAYS - 2);

      if (plan->deals->len > 0 && pursuit_demo_random_chance (random, 80))
        {
          deal = 1 + pursuit_demo_random_below (random, plan->deals->len);
          days_ago = draw_day_of (self, random, g_ptr_array_index (plan->deals, deal - 1));
        }
      g_ptr_array_add (plan->activities, make_activity (self, plan, days_ago, deal));
    }

  g_ptr_array_sort (plan->activities, compare_times);
}

static void
add_document (PursuitDemo           *self,
              PursuitDemoCase       *plan,
              guint                  deal,
              gint64                 at,
              const PursuitDemoWord *word)
{
  PursuitDocument *document = PURSUIT_DOCUMENT (pursuit_record_new (PURSUIT_TYPE_DOCUMENT));
  g_autofree char *day = pursuit_date_from_time (at);

  document->deal_id = deal;
  document->name = g_strdup_printf ("%s_%s.pdf", word->more[0], day);
  document->location = g_strdup_printf ("项目资料/%s/%s", plan->company.short_name, document->name);
  g_ptr_array_add (plan->documents, document);
}

/* A stage that a deal entered leaves its paper behind, now and then. */
static void
plan_documents (PursuitDemo     *self,
                PursuitDemoCase *plan)
{
  guint n;
  const PursuitDemoWord *kinds = pursuit_demo_words_list (self->words, "documents", &n);

  for (guint i = 0; i < plan->deals->len; i++)
    {
      PursuitDemoDeal *deal = g_ptr_array_index (plan->deals, i);

      for (guint k = 0; k < deal->steps->len; k++)
        {
          PursuitDemoStep *step = &g_array_index (deal->steps, PursuitDemoStep, k);
          const PursuitDemoWord *kind = &kinds[pursuit_demo_random_below (&plan->random, n)];

          if (g_ascii_strtoll (kind->text, NULL, 10) == step->position)
            add_document (self, plan, i + 1, step->move.at, kind);
        }
    }
}

/*
 * pursuit_demo_plan_events:
 *
 * Two to ten visits, calls and notes, most of them about a deal and fitting the stage in which it stood that day.
 */
void
pursuit_demo_plan_events (PursuitDemo     *self,
                          PursuitDemoCase *plan)
{
  plan_activities (self, plan);
  plan_documents (self, plan);
}
