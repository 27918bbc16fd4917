/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include "pursuit-absence.h"
#include "pursuit-assignment.h"
#include "pursuit-date.h"
#include "pursuit-default-member.h"
#include "pursuit-query-run.h"
#include "pursuit-role.h"
#include "pursuit-role-request.h"
#include "pursuit-staff.h"

/*
 * Who works on what (TEAM-1 to TEAM-7): who coordinates a role, whom a seller has by default, who is on the largest open deals, who is
 * asked for there, and who is away. It is about the largest deals alone, so that it costs the same whatever the size of the house.
 */

#define STREAM (G_GUINT64_CONSTANT (7) << 56)
#define MOST_DEALS 48
#define MOST_MEMBERS 60

/* From which stage until which somebody in the role is on a deal. */
static const struct
{
  PursuitSystemRole role;
  int from, until;
  int hours;
} spans[] = {
  { PURSUIT_SYSTEM_ROLE_PRESALES, 3, 6, 6 },
  { PURSUIT_SYSTEM_ROLE_COMMERCIAL, 6, 8, 4 },
  { PURSUIT_SYSTEM_ROLE_FINANCE, 7, 7, 3 },
};

static const struct
{
  PursuitSystemRole role;
  const char *purpose;
  const char *background;
  int hours;
} wishes[] = {
  { PURSUIT_SYSTEM_ROLE_EXECUTIVE, "高层互访", "客户总经理换届，需高层当面确认合作范围", 4 },
  { PURSUIT_SYSTEM_ROLE_EXECUTIVE, "评审会", NULL, 3 },
  { PURSUIT_SYSTEM_ROLE_CONSULTANT, "可行性复核", "现场工况与方案假设有出入，需专家到场复核", 8 },
  { PURSUIT_SYSTEM_ROLE_LEGAL, "合同条款审核", "客户要求修改违约责任条款", 5 },
  { PURSUIT_SYSTEM_ROLE_CONSULTANT, "技术答疑", NULL, 4 },
  { PURSUIT_SYSTEM_ROLE_LEGAL, "保密协议审核", NULL, 2 },
};

typedef struct
{
  PursuitDemo *demo;
  PursuitDemoRandom random;
  GHashTable *role_ids;    /* system role -> id of the role that works on deals */
  GHashTable *people;      /* system role -> GArray of gint64 */
  char *today;
  guint n_wishes;
} Team;

static void
team_clear (Team *team)
{
  g_clear_pointer (&team->role_ids, g_hash_table_unref);
  g_clear_pointer (&team->people, g_hash_table_unref);
  g_clear_pointer (&team->today, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Team, team_clear)

static gint64
get_role (Team             *team,
          PursuitSystemRole role)
{
  return (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (team->role_ids, GINT_TO_POINTER (role)));
}

/* Somebody in the role, the @nth in turn; 0 for nobody. */
static gint64
get_person (Team              *team,
            PursuitSystemRole  role,
            guint              nth)
{
  GArray *people = g_hash_table_lookup (team->people, GINT_TO_POINTER (role));

  return people != NULL ? g_array_index (people, gint64, nth % people->len) : 0;
}

static gboolean
add (Team           *team,
     PursuitRecord  *record,
     GError        **error)
{
  return pursuit_store_insert (team->demo->store, record, error);
}

/* Only the first of each kind works on deals under that name; executives have no coordinator, so that their requests wait for whoever
 * opens the demonstration. */
static gboolean
read_roles (Team    *team,
            GError **error)
{
  g_autoptr(GPtrArray) roles = pursuit_store_list (team->demo->store, PURSUIT_TYPE_ROLE, error);

  for (guint i = 0; roles != NULL && i < roles->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (roles, i);
      gint64 coordinator_id = get_person (team, (PursuitSystemRole) role->system_role, 0);

      if (!role->works_on_deals || get_role (team, (PursuitSystemRole) role->system_role) != 0)
        continue;
      g_hash_table_insert (team->role_ids, GINT_TO_POINTER (role->system_role), GSIZE_TO_POINTER ((gsize) PURSUIT_RECORD (role)->id));
      if (coordinator_id == 0 || role->system_role == PURSUIT_SYSTEM_ROLE_EXECUTIVE || role->system_role == PURSUIT_SYSTEM_ROLE_SELLER)
        continue;
      g_object_set (role, "coordinator-id", coordinator_id, NULL);
      if (!pursuit_store_update (team->demo->store, PURSUIT_RECORD (role), error))
        return FALSE;
    }

  return roles != NULL;
}

static gboolean
read_people (Team    *team,
             GError **error)
{
  g_autoptr(GPtrArray) staff = pursuit_store_list (team->demo->store, PURSUIT_TYPE_STAFF, error);
  g_autoptr(GPtrArray) roles = staff != NULL ? pursuit_store_list (team->demo->store, PURSUIT_TYPE_ROLE, error) : NULL;
  g_autoptr(GHashTable) kinds = g_hash_table_new (g_direct_hash, g_direct_equal);

  if (roles == NULL)
    return FALSE;
  for (guint i = 0; i < roles->len; i++)
    g_hash_table_insert (kinds, GSIZE_TO_POINTER ((gsize) PURSUIT_RECORD (g_ptr_array_index (roles, i))->id),
                         GINT_TO_POINTER (((PursuitRole *) g_ptr_array_index (roles, i))->system_role));
  for (guint i = 0; i < staff->len; i++)
    {
      PursuitStaff *person = g_ptr_array_index (staff, i);
      gpointer kind = g_hash_table_lookup (kinds, GSIZE_TO_POINTER ((gsize) person->role_id));
      GArray *people = g_hash_table_lookup (team->people, kind);

      if (people == NULL)
        g_hash_table_insert (team->people, kind, people = g_array_new (FALSE, FALSE, sizeof (gint64)));
      g_array_append_val (people, PURSUIT_RECORD (person)->id);
    }

  return TRUE;
}

/* Each seller works with the same pre-sales engineer unless a deal says otherwise. */
static gboolean
add_members (Team    *team,
             GError **error)
{
  GArray *sellers = g_hash_table_lookup (team->people, GINT_TO_POINTER (PURSUIT_SYSTEM_ROLE_SELLER));

  for (guint i = 0; sellers != NULL && i < MIN (sellers->len, MOST_MEMBERS); i++)
    {
      gint64 staff_id = get_person (team, PURSUIT_SYSTEM_ROLE_PRESALES, i);
      g_autoptr(PursuitRecord) member = g_object_new (PURSUIT_TYPE_DEFAULT_MEMBER, "seller-id", g_array_index (sellers, gint64, i),
                                                      "role-id", get_role (team, PURSUIT_SYSTEM_ROLE_PRESALES), "staff-id", staff_id,
                                                      NULL);

      if (staff_id != 0 && get_role (team, PURSUIT_SYSTEM_ROLE_PRESALES) != 0 && !add (team, member, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
assign (Team         *team,
        PursuitDeal  *deal,
        guint         position,
        guint         nth,
        GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      gint64 staff_id = get_person (team, spans[i].role, nth);
      g_autoptr(PursuitRecord) assignment = NULL;

      if ((int) position + 1 < spans[i].from || (int) position > spans[i].until || staff_id == 0 || get_role (team, spans[i].role) == 0 ||
          pursuit_demo_random_chance (&team->random, 25))
        continue;
      assignment = g_object_new (PURSUIT_TYPE_ASSIGNMENT, "customer-id", deal->customer_id, "deal-id", PURSUIT_RECORD (deal)->id, "role-id",
                                 get_role (team, spans[i].role), "staff-id", staff_id, "from-stage", (gint64) spans[i].from,
                                 "until-stage", (gint64) spans[i].until, "hours", (gint64) spans[i].hours, NULL);
      if (!add (team, assignment, error))
        return FALSE;
    }

  return TRUE;
}

/* Every third wish was answered: one in two of those with yes. */
static void
answer (Team               *team,
        PursuitRoleRequest *request,
        gint64              person_id,
        guint               nth)
{
  gboolean accepted = nth % 6 == 2;

  if (nth % 3 != 2 || person_id == 0)
    return;

  g_object_set (request, "state", (gint64) (accepted ? PURSUIT_REQUEST_ACCEPTED : PURSUIT_REQUEST_DECLINED), "answered-by-id", person_id,
                "answered-at", pursuit_demo_time (team->demo, &team->random, 1 + (int) nth % 4), NULL);
  if (accepted)
    g_object_set (request, "staff-id", person_id, NULL);
  else
    g_object_set (request, "reason", "本周休假，建议改期", NULL);
}

static gboolean
put_on_deal (Team                *team,
             PursuitRoleRequest  *request,
             GError             **error)
{
  g_autoptr(PursuitRecord) assignment =
    g_object_new (PURSUIT_TYPE_ASSIGNMENT, "customer-id", request->customer_id, "deal-id", request->deal_id, "role-id", request->role_id,
                  "staff-id", request->staff_id, "from-stage", request->stage, "until-stage", request->stage, "request-id",
                  PURSUIT_RECORD (request)->id, NULL);

  return add (team, assignment, error);
}

static gboolean
ask (Team         *team,
     PursuitDeal  *deal,
     guint         position,
     GError      **error)
{
  guint nth = team->n_wishes++;
  guint wish = nth % G_N_ELEMENTS (wishes);
  int days = nth == 0 ? -4 : 1 + (int) (nth * 3 % 17);
  g_autofree char *day = pursuit_date_add_days (team->today, days);
  gint64 person_id = get_person (team, wishes[wish].role, nth);
  g_autoptr(PursuitRoleRequest) request = NULL;

  if (get_role (team, wishes[wish].role) == 0)
    return TRUE;
  request = g_object_new (PURSUIT_TYPE_ROLE_REQUEST, "customer-id", deal->customer_id, "deal-id", PURSUIT_RECORD (deal)->id, "role-id",
                          get_role (team, wishes[wish].role), "stage", (gint64) position, "requester-id", deal->owner_id, "needed-on",
                          day, "purpose", wishes[wish].purpose, "background", wishes[wish].background, "hours",
                          (gint64) wishes[wish].hours, NULL);
  if (wishes[wish].role != PURSUIT_SYSTEM_ROLE_EXECUTIVE)
    g_object_set (request, "staff-id", person_id, NULL);
  answer (team, request, person_id, nth);

  return add (team, PURSUIT_RECORD (request), error) &&
         (request->state != PURSUIT_REQUEST_ACCEPTED || put_on_deal (team, request, error));
}

static guint
find_position (Team   *team,
               gint64  stage_id)
{
  for (guint i = 0; i < team->demo->stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (team->demo->stages, i);

      if (PURSUIT_RECORD (stage)->id == stage_id)
        return (guint) stage->position;
    }

  return 0;
}

static gboolean
staff_deals (Team    *team,
             GError **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GArray) ids = NULL;

  query->status = PURSUIT_DEAL_OPEN;
  query->order = PURSUIT_ORDER_AMOUNT;
  query->scope = PURSUIT_SCOPE_ALL;
  ids = pursuit_store_query_ids (team->demo->store, query, MOST_DEALS, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr(PursuitRecord) deal =
        pursuit_store_load (team->demo->store, PURSUIT_TYPE_DEAL, g_array_index (ids, gint64, i), error);
      guint position = deal != NULL ? find_position (team, PURSUIT_DEAL (deal)->stage_id) : 0;

      if (deal == NULL || !assign (team, PURSUIT_DEAL (deal), position, i, error) ||
          (i % 4 == 1 && !ask (team, PURSUIT_DEAL (deal), position, error)))
        return FALSE;
    }

  return ids != NULL;
}

static gboolean
add_absence (Team              *team,
             PursuitSystemRole  role,
             guint              nth,
             int                from,
             int                until,
             const char        *notes,
             GError           **error)
{
  gint64 staff_id = get_person (team, role, nth);
  g_autofree char *from_on = pursuit_date_add_days (team->today, from);
  g_autofree char *until_on = pursuit_date_add_days (team->today, until);
  g_autoptr(PursuitRecord) absence =
    g_object_new (PURSUIT_TYPE_ABSENCE, "staff-id", staff_id, "from-on", from_on, "until-on", until_on, "notes", notes, NULL);

  return staff_id == 0 || add (team, absence, error);
}

/*
 * pursuit_demo_make_team:
 *
 * Writes who works on the largest open deals; after the customers.
 */
gboolean
pursuit_demo_make_team (PursuitDemo  *self,
                        GError      **error)
{
  g_auto(Team) team = { .demo = self, .random = pursuit_demo_random_new (self->seed, STREAM) };

  team.role_ids = g_hash_table_new (g_direct_hash, g_direct_equal);
  team.people = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_array_unref);
  team.today = pursuit_date_from_time (self->now);

  return read_people (&team, error) && read_roles (&team, error) && add_members (&team, error) && staff_deals (&team, error) &&
         add_absence (&team, PURSUIT_SYSTEM_ROLE_LEGAL, 0, 27, 40, "休假", error) &&
         add_absence (&team, PURSUIT_SYSTEM_ROLE_PRESALES, 1, 13, 17, "培训", error);
}
