/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

/* The people at a customer: who decides, what they think of us, and for the best customers what they are like. */

static PursuitBuyingRole
get_role (const char *nick)
{
  int role = PURSUIT_BUYING_ROLE_NONE;

  if (!pursuit_enum_from_nick (PURSUIT_TYPE_BUYING_ROLE, nick, &role))
    g_assert_not_reached ();

  return (PursuitBuyingRole) role;
}

/* A coach is on our side, a gatekeeper is not, the others lean either way. */
static gint64
choose_attitude (PursuitDemoRandom *random,
                 PursuitBuyingRole  role)
{
  static const guint8 usual[] = { 4, 14, 40, 30, 12 };

  if (role == PURSUIT_BUYING_ROLE_COACH)
    return pursuit_demo_random_between (random, 1, 2);
  if (role == PURSUIT_BUYING_ROLE_GATEKEEPER)
    return pursuit_demo_random_between (random, -2, 1);

  return (gint64) pursuit_demo_random_weigh (random, usual, G_N_ELEMENTS (usual)) - 2;
}

static char *
maybe (PursuitDemo       *self,
       PursuitDemoRandom *random,
       guint              percent,
       const char        *list)
{
  return pursuit_demo_random_chance (random, percent) ? g_strdup (pursuit_demo_words_pick (self->words, list, random))
                                                      : NULL;
}

static void
add_profile (PursuitDemo       *self,
             PursuitDemoRandom *random,
             PursuitContact    *contact)
{
  contact->ambition = maybe (self, random, 70, "ambitions");
  contact->character = maybe (self, random, 70, "characters");
  contact->temperament = maybe (self, random, 75, "temperaments");
  contact->preferences = maybe (self, random, 55, "preferences");
  contact->strengths = maybe (self, random, 60, "strengths");
  if (pursuit_demo_random_chance (random, 50))
    contact->birthday = g_strdup_printf ("%04d-%02d-%02d", pursuit_demo_random_between (random, 1964, 1996),
                                         pursuit_demo_random_between (random, 1, 12),
                                         pursuit_demo_random_between (random, 1, 28));
}

static void
add_ways (PursuitDemoCase         *plan,
          const PursuitDemoPerson *person,
          PursuitContact          *contact)
{
  PursuitDemoRandom *random = &plan->random;

  if (pursuit_demo_random_chance (random, 88))
    contact->phone = pursuit_demo_names_phone (random);
  if (pursuit_demo_random_chance (random, 45))
    contact->email = g_strconcat (person->latin, "@", plan->company.domain, NULL);
  if (pursuit_demo_random_chance (random, 40))
    contact->wechat = g_strdup_printf ("%s_%02u", person->latin, pursuit_demo_random_below (random, 100));
}

/* The one who decides stands above the others; where nobody does, one who approves. */
static void
note_chief (PursuitDemoCase   *plan,
            guint              place,
            PursuitBuyingRole  role)
{
  if (role == PURSUIT_BUYING_ROLE_DECIDER && !plan->chief_decides)
    {
      plan->chief = place;
      plan->chief_decides = TRUE;
    }
  else if (role == PURSUIT_BUYING_ROLE_APPROVER && plan->chief == 0)
    plan->chief = place;
}

static PursuitContact *
make_contact (PursuitDemo     *self,
              PursuitDemoCase *plan,
              guint            turn,
              guint            offset)
{
  PursuitDemoRandom *random = &plan->random;
  PursuitContact *contact = PURSUIT_CONTACT (pursuit_record_new (PURSUIT_TYPE_CONTACT));
  gboolean is_english = plan->company.is_english && pursuit_demo_random_chance (random, 50);
  g_auto(PursuitDemoPerson) person = { NULL, NULL };
  guint n;
  const PursuitDemoWord *titles = pursuit_demo_words_list (self->words, is_english ? "english titles" : "titles", &n);
  /* One after the other, so that nobody's title comes twice in a house. */
  const PursuitDemoWord *title = &titles[(turn + offset) % n];
  PursuitBuyingRole role = get_role (title->more[0]);

  pursuit_demo_names_person (self->names, random, is_english, &person);
  contact->name = g_strdup (person.name);
  contact->title = g_strdup (title->text);
  if (plan->customer->grade != PURSUIT_GRADE_C || pursuit_demo_random_chance (random, 60))
    contact->buying_role = role;
  if (contact->buying_role != PURSUIT_BUYING_ROLE_NONE)
    contact->attitude = choose_attitude (random, role);
  note_chief (plan, turn + 1, role);
  add_ways (plan, &person, contact);
  if (plan->customer->grade == PURSUIT_GRADE_A)
    add_profile (self, random, contact);

  return contact;
}

/*
 * pursuit_demo_plan_people:
 *
 * From one person at a small customer to eight at a large one.
 */
void
pursuit_demo_plan_people (PursuitDemo     *self,
                          PursuitDemoCase *plan)
{
  PursuitDemoRandom *random = &plan->random;
  gint64 grade = plan->customer->grade;
  int n_people = grade == PURSUIT_GRADE_A   ? pursuit_demo_random_between (random, 4, 8)
                 : grade == PURSUIT_GRADE_B ? pursuit_demo_random_between (random, 2, 5)
                                            : pursuit_demo_random_between (random, 1, 3);
  guint offset = pursuit_demo_random_below (random, 8);

  for (int i = 0; i < n_people; i++)
    g_ptr_array_add (plan->contacts, make_contact (self, plan, (guint) i, offset));
}
