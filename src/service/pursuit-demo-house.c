/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include "pursuit-error.h"
#include "pursuit-org-unit.h"
#include "pursuit-product.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"

/* The selling house itself: its units, its people and what it sells. */

#define MIN_SELLERS 6
#define MAX_SELLERS 400
#define CUSTOMERS_PER_SELLER 25
#define TEAM_SIZE 8

/* A small house sells in three large regions, a large one in each region. */
static const struct
{
  const char *name;
  const char *regions;
} large_regions[] = {
  { "北方大区", "华北 东北 西北" },
  { "东部大区", "华东 华中" },
  { "南方大区", "华南 西南" },
};

typedef struct
{
  PursuitDemo *demo;
  PursuitDemoRandom random;
  GHashTable *roles;       /* system role -> id */
  GHashTable *taken;       /* names of staff */
} House;

static gboolean
add (House          *house,
     PursuitRecord  *record,
     gint64         *out_id,
     GError        **error)
{
  if (!pursuit_store_insert (house->demo->store, record, error))
    return FALSE;

  *out_id = record->id;
  return TRUE;
}

static gboolean
add_unit (House       *house,
          const char  *name,
          gint64       parent_id,
          gint64      *out_id,
          GError     **error)
{
  g_autoptr(PursuitOrgUnit) unit = PURSUIT_ORG_UNIT (pursuit_record_new (PURSUIT_TYPE_ORG_UNIT));

  unit->name = g_strdup (name);
  unit->parent_id = parent_id;

  return add (house, PURSUIT_RECORD (unit), out_id, error);
}

static gboolean
set_lead (House   *house,
          gint64   unit_id,
          gint64   lead_id,
          GError **error)
{
  g_autoptr(PursuitRecord) unit = pursuit_store_load (house->demo->store, PURSUIT_TYPE_ORG_UNIT, unit_id, error);

  if (unit == NULL)
    return FALSE;
  PURSUIT_ORG_UNIT (unit)->lead_id = lead_id;

  return pursuit_store_update (house->demo->store, unit, error);
}

/* Colleagues of the same name would be confused, so there are none. */
static void
choose_name (House             *house,
             PursuitDemoPerson *person)
{
  do
    {
      pursuit_demo_person_clear (person);
      pursuit_demo_names_person (house->demo->names, &house->random, FALSE, person);
    }
  while (g_hash_table_contains (house->taken, person->name));

  g_hash_table_add (house->taken, g_strdup (person->name));
}

static gboolean
add_staff (House              *house,
           const char         *title,
           PursuitSystemRole   role,
           gint64              unit_id,
           gint64              manager_id,
           gint64             *out_id,
           GError            **error)
{
  g_autoptr(PursuitStaff) staff = PURSUIT_STAFF (pursuit_record_new (PURSUIT_TYPE_STAFF));
  g_auto(PursuitDemoPerson) person = { NULL, NULL };

  choose_name (house, &person);
  staff->name = g_strdup (person.name);
  staff->title = g_strdup (title);
  staff->unit_id = unit_id;
  staff->manager_id = manager_id;
  staff->role_id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (house->roles, GINT_TO_POINTER (role)));
  staff->phone = pursuit_demo_names_phone (&house->random);
  staff->email = g_strconcat (person.latin, "@hengchuan.example", NULL);

  return add (house, PURSUIT_RECORD (staff), out_id, error);
}

static GArray *
get_sellers (PursuitDemo *demo,
             const char  *region)
{
  guint n;
  const PursuitDemoWord *regions = pursuit_demo_words_list (demo->words, "regions", &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (regions[i].text, region))
      return g_ptr_array_index (demo->sellers, i);

  g_assert_not_reached ();
}

static gboolean
add_sellers (House    *house,
             guint     n_sellers,
             gint64    unit_id,
             gint64    manager_id,
             char    **regions,
             GError  **error)
{
  for (guint i = 0; i < n_sellers; i++)
    {
      const char *title = pursuit_demo_random_chance (&house->random, 25) ? "高级销售经理" : "销售工程师";
      gint64 id;

      if (!add_staff (house, title, PURSUIT_SYSTEM_ROLE_SELLER, unit_id, manager_id, &id, error))
        return FALSE;
      for (guint k = 0; regions[k] != NULL; k++)
        g_array_append_val (get_sellers (house->demo, regions[k]), id);
    }

  return TRUE;
}

/* A region's sellers sit in its teams; a region that is one team needs no level below it. */
static gboolean
add_region (House       *house,
            const char  *name,
            const char  *customers_in,
            guint        n_sellers,
            gint64       company_id,
            gint64       president_id,
            GError     **error)
{
  guint n_teams = (n_sellers + TEAM_SIZE - 1) / TEAM_SIZE;
  g_auto(GStrv) regions = g_strsplit (customers_in, " ", -1);
  gint64 unit_id, manager_id;

  if (!add_unit (house, name, company_id, &unit_id, error) ||
      !add_staff (house, "大区销售经理", PURSUIT_SYSTEM_ROLE_MANAGER, unit_id, president_id, &manager_id, error) ||
      !set_lead (house, unit_id, manager_id, error))
    return FALSE;
  if (n_teams <= 1)
    return add_sellers (house, n_sellers, unit_id, manager_id, regions, error);

  for (guint i = 0; i < n_teams; i++)
    {
      guint size = n_sellers * (i + 1) / n_teams - n_sellers * i / n_teams;
      g_autofree char *team = g_strdup_printf ("%s %u 组", name, i + 1);
      gint64 team_id, lead_id;

      if (!add_unit (house, team, unit_id, &team_id, error) ||
          !add_staff (house, "销售主管", PURSUIT_SYSTEM_ROLE_MANAGER, team_id, manager_id, &lead_id, error) ||
          !set_lead (house, team_id, lead_id, error) ||
          !add_sellers (house, size, team_id, lead_id, regions, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_regions (House   *house,
             gint64   company_id,
             gint64   president_id,
             GError **error)
{
  guint n_sellers = CLAMP (house->demo->n_customers / CUSTOMERS_PER_SELLER, MIN_SELLERS, MAX_SELLERS);
  gboolean is_small = n_sellers < 21;
  guint n;
  const PursuitDemoWord *regions = pursuit_demo_words_list (house->demo->words, "regions", &n);

  if (is_small)
    n = G_N_ELEMENTS (large_regions);
  for (guint i = 0; i < n; i++)
    {
      guint size = n_sellers * (i + 1) / n - n_sellers * i / n;
      g_autofree char *name = is_small ? g_strdup (large_regions[i].name)
                                       : g_strconcat (regions[i].text, "大区", NULL);
      const char *customers_in = is_small ? large_regions[i].regions : regions[i].text;

      if (!add_region (house, name, customers_in, size, company_id, president_id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_department (House                  *house,
                const PursuitDemoWord  *department,
                guint                   n_people,
                gint64                  company_id,
                gint64                  president_id,
                GError                **error)
{
  gint64 unit_id, id;
  int role;

  if (!pursuit_enum_from_nick (PURSUIT_TYPE_SYSTEM_ROLE, department->more[0], &role))
    g_assert_not_reached ();
  if (!add_unit (house, department->text, company_id, &unit_id, error))
    return FALSE;
  for (guint i = 0; i < n_people; i++)
    {
      if (!add_staff (house, department->more[1], (PursuitSystemRole) role, unit_id, president_id, &id, error) ||
          (i == 0 && !set_lead (house, unit_id, id, error)))
        return FALSE;
      if (role == PURSUIT_SYSTEM_ROLE_PRESALES)
        g_array_append_val (house->demo->presales, id);
    }

  return TRUE;
}

/* One pre-sales engineer for six sellers, one of the others for thirty. */
static gboolean
add_departments (House   *house,
                 gint64   company_id,
                 gint64   president_id,
                 GError **error)
{
  guint n_sellers = CLAMP (house->demo->n_customers / CUSTOMERS_PER_SELLER, MIN_SELLERS, MAX_SELLERS);
  guint n;
  const PursuitDemoWord *departments = pursuit_demo_words_list (house->demo->words, "departments", &n);

  for (guint i = 0; i < n; i++)
    {
      guint n_people = i == 0 ? 2 + n_sellers / 6 : 1 + n_sellers / 30;

      if (!add_department (house, &departments[i], n_people, company_id, president_id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_products (House   *house,
              GError **error)
{
  guint n;
  const PursuitDemoWord *words = pursuit_demo_words_list (house->demo->words, "products", &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitProduct) product = PURSUIT_PRODUCT (pursuit_record_new (PURSUIT_TYPE_PRODUCT));
      gint64 id;

      product->series = g_strdup (words[i].text);
      product->name = g_strdup (words[i].more[0]);
      product->price = g_ascii_strtoll (words[i].more[1], NULL, 10) * house->demo->unit;
      if (!add (house, PURSUIT_RECORD (product), &id, error))
        return FALSE;
      g_array_append_val (house->demo->products, id);
    }

  return TRUE;
}

static GHashTable *
index_roles (PursuitStore  *store,
             GError       **error)
{
  g_autoptr(GPtrArray) roles = pursuit_store_list (store, PURSUIT_TYPE_ROLE, error);
  GHashTable *index;

  if (roles == NULL)
    return NULL;
  index = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < roles->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (roles, i);

      /* The first of each kind is that of the system role. */
      if (!g_hash_table_contains (index, GINT_TO_POINTER (role->system_role)))
        g_hash_table_insert (index, GINT_TO_POINTER (role->system_role), GSIZE_TO_POINTER ((gsize) PURSUIT_RECORD (role)->id));
    }

  return index;
}

/*
 * pursuit_demo_make_house:
 *
 * Writes units, staff and products, and remembers who sells where.
 */
gboolean
pursuit_demo_make_house (PursuitDemo  *self,
                         GError      **error)
{
  g_autoptr(GHashTable) roles = index_roles (self->store, error);
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  House house = { self, pursuit_demo_random_new (self->seed, 0), roles, taken };
  PursuitDemoRandom *random = &house.random;
  gint64 company_id, president_id;

  if (roles == NULL)
    return FALSE;

  return add_unit (&house, pursuit_demo_words_pick (self->words, "house", random), 0, &company_id, error) &&
         add_staff (&house, "副总经理", PURSUIT_SYSTEM_ROLE_EXECUTIVE, company_id, 0, &president_id, error) &&
         set_lead (&house, company_id, president_id, error) &&
         add_regions (&house, company_id, president_id, error) &&
         add_departments (&house, company_id, president_id, error) && add_products (&house, error);
}
