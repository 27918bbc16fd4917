/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-org-unit.h"
#include "pursuit-records-private.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * Staff, and the tree they stand in. A column of offices or regions makes a unit per office and below it a team per
 * manager, named after and led by the manager; a column of units or departments names the unit itself. Managers who have
 * no row of their own come in with the role of a sales manager, everybody else who is new with that of a seller.
 */

#define OFFICE "office"

typedef struct
{
  GHashTable *units;      /* "parent:folded name" -> id */
  GHashTable *teams;      /* "parent:lead" -> id */
  GHashTable *units_any;  /* folded name -> id of the oldest */
  GPtrArray *roles;       /* PursuitRole */
  gint64 manager_role_id;
  gint64 seller_role_id;
  gboolean has_unit_column;
  GHashTable *managers;   /* ids of those who came in without a row of their own, so far */
  GHashTable *sellers;    /* ids of those who came in as sellers because nothing else is known of them */
  guint n_units;

  /* The row at hand; NULL where it says nothing. */
  guint64 row;
  char *office;
  char *unit;
  char *manager;
} Staff;

static void
staff_free (gpointer data)
{
  Staff *state = data;

  g_hash_table_unref (state->units);
  g_hash_table_unref (state->teams);
  g_hash_table_unref (state->units_any);
  g_hash_table_unref (state->managers);
  g_hash_table_unref (state->sellers);
  g_clear_pointer (&state->roles, g_ptr_array_unref);
  g_free (state->office);
  g_free (state->unit);
  g_free (state->manager);
  g_free (state);
}

static gpointer
to_pointer (gint64 id)
{
  return GSIZE_TO_POINTER ((gsize) id);
}

static char *
make_team_key (gint64 parent_id,
               gint64 lead_id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, parent_id, lead_id);
}

static void
remember_unit (Staff          *state,
               PursuitOrgUnit *unit)
{
  gint64 id = PURSUIT_RECORD (unit)->id;
  char *key = pursuit_text_fold_key (unit->name);

  g_hash_table_insert (state->units, g_strdup_printf ("%" G_GINT64_FORMAT ":%s", unit->parent_id, key), to_pointer (id));
  if (unit->lead_id != 0)
    g_hash_table_insert (state->teams, make_team_key (unit->parent_id, unit->lead_id), to_pointer (id));
  if (g_hash_table_contains (state->units_any, key))
    g_free (key);
  else
    g_hash_table_insert (state->units_any, key, to_pointer (id));
}

static gint64
find_system_role (Staff             *state,
                  PursuitSystemRole  system_role)
{
  for (guint i = 0; i < state->roles->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (state->roles, i);

      if (role->system_role == (gint64) system_role)
        return PURSUIT_RECORD (role)->id;
    }

  return 0;
}

static gboolean
prepare_staff (PursuitImportRun  *run,
               GError           **error)
{
  Staff *state = g_new0 (Staff, 1);
  g_autoptr(GPtrArray) units = NULL;

  run->state = state;
  run->free_state = staff_free;
  state->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->teams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->units_any = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->managers = g_hash_table_new (NULL, NULL);
  state->sellers = g_hash_table_new (NULL, NULL);
  state->has_unit_column = pursuit_import_get_binding (run, "unit_id") != NULL;
  units = pursuit_store_list (run->store, PURSUIT_TYPE_ORG_UNIT, error);
  if (units == NULL)
    return FALSE;
  for (guint i = 0; i < units->len; i++)
    remember_unit (state, g_ptr_array_index (units, i));

  state->roles = pursuit_store_list (run->store, PURSUIT_TYPE_ROLE, error);
  if (state->roles == NULL)
    return FALSE;
  state->manager_role_id = find_system_role (state, PURSUIT_SYSTEM_ROLE_MANAGER);
  state->seller_role_id = find_system_role (state, PURSUIT_SYSTEM_ROLE_SELLER);
  return TRUE;
}

static gboolean
is_called (const char *label,
           const char *key)
{
  g_autofree char *label_key = pursuit_text_fold_key (label);

  return g_str_equal (label_key, key);
}

/* Roles bear message ids: a file may say the name in English, in the language of the locale, or what Chinese files say. */
static PursuitRole *
find_role (Staff      *state,
           const char *text)
{
  g_autofree char *key = pursuit_text_fold_key (text);
  int system_role;

  for (guint i = 0; i < state->roles->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (state->roles, i);

      if (is_called (role->name, key) || is_called (_(role->name), key))
        return role;
    }
  if (!pursuit_import_parse_word (PURSUIT_TYPE_SYSTEM_ROLE, text, &system_role))
    return NULL;
  for (guint i = 0; i < state->roles->len; i++)
    if (((PursuitRole *) g_ptr_array_index (state->roles, i))->system_role == system_role)
      return g_ptr_array_index (state->roles, i);

  return NULL;
}

static gboolean
read_role (PursuitImportRun            *run,
           const PursuitImportBinding  *binding,
           const char                  *text,
           PursuitRecord               *record,
           GError                     **error)
{
  PursuitRole *role = find_role (run->state, text);
  g_autoptr(GError) local = NULL;

  if (role == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("there is no role “%s”"), text);
      return FALSE;
    }
  /* Nobody makes themselves an administrator by a file. */
  if (!pursuit_records_require_role (run->desk, PURSUIT_RECORD (role)->id, &local))
    {
      if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DENIED))
        local->code = PURSUIT_ERROR_INVALID;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  pursuit_record_set_number (record, binding->field, PURSUIT_RECORD (role)->id);
  return TRUE;
}

/* Forgets what an earlier row said. */
static Staff *
get_state (PursuitImportRun *run)
{
  Staff *state = run->state;

  if (state->row != run->row)
    {
      g_clear_pointer (&state->office, g_free);
      g_clear_pointer (&state->unit, g_free);
      g_clear_pointer (&state->manager, g_free);
      state->row = run->row;
    }

  return state;
}

/* Units and managers are made only when the whole row is good; here they are only noted. */
static gboolean
read_staff (PursuitImportRun            *run,
            const PursuitImportBinding  *binding,
            const char                  *text,
            PursuitRecord               *record,
            GError                     **error)
{
  Staff *state = get_state (run);

  if (g_str_equal (binding->field->name, OFFICE))
    pursuit_set_str (&state->office, text);
  else if (binding->field->type () == PURSUIT_TYPE_ORG_UNIT)
    pursuit_set_str (&state->unit, text);
  else if (binding->field->type () == PURSUIT_TYPE_STAFF)
    pursuit_set_str (&state->manager, text);
  else
    return read_role (run, binding, text, record, error);

  return TRUE;
}

static gboolean
make_unit (PursuitImportRun  *run,
           const char        *name,
           gint64             parent_id,
           gint64             lead_id,
           gint64            *out_id,
           GError           **error)
{
  Staff *state = run->state;
  g_autoptr(PursuitRecord) unit = pursuit_record_new (PURSUIT_TYPE_ORG_UNIT);

  PURSUIT_ORG_UNIT (unit)->name = g_strdup (name);
  PURSUIT_ORG_UNIT (unit)->parent_id = parent_id;
  PURSUIT_ORG_UNIT (unit)->lead_id = lead_id;
  if (!pursuit_import_insert (run, unit, error))
    return FALSE;

  remember_unit (state, PURSUIT_ORG_UNIT (unit));
  state->n_units++;
  *out_id = unit->id;
  return TRUE;
}

/* @parent_id: below which unit, or -1 for anywhere; a new one then stands at the top. */
static gboolean
find_unit (PursuitImportRun  *run,
           const char        *name,
           gint64             parent_id,
           gint64             lead_id,
           gint64            *out_id,
           GError           **error)
{
  Staff *state = run->state;
  g_autofree char *key = pursuit_text_fold_key (name);
  g_autofree char *full_key = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", parent_id, key);
  gpointer found = parent_id < 0 ? g_hash_table_lookup (state->units_any, key)
                                 : g_hash_table_lookup (state->units, full_key);

  if (found != NULL)
    {
      *out_id = (gint64) GPOINTER_TO_SIZE (found);
      return TRUE;
    }

  return make_unit (run, name, MAX (parent_id, 0), lead_id, out_id, error);
}

static gboolean
make_manager (PursuitImportRun  *run,
              const char        *name,
              gint64            *out_id,
              GError           **error)
{
  Staff *state = run->state;
  g_autoptr(PursuitRecord) manager = pursuit_record_new (PURSUIT_TYPE_STAFF);

  PURSUIT_STAFF (manager)->name = g_strdup (name);
  PURSUIT_STAFF (manager)->role_id = state->manager_role_id;
  if (!pursuit_import_insert (run, manager, error))
    return FALSE;

  g_hash_table_add (state->managers, to_pointer (manager->id));
  *out_id = manager->id;
  return TRUE;
}

/* Whoever manages others and has no place yet stands in the own team, and is a sales manager unless known as something. */
static gboolean
complete_manager (PursuitImportRun  *run,
                  gint64             manager_id,
                  gint64             team_id,
                  GError           **error)
{
  Staff *state = run->state;
  g_autoptr(PursuitRecord) before = pursuit_store_load (run->store, PURSUIT_TYPE_STAFF, manager_id, error);
  g_autoptr(PursuitRecord) after = NULL;

  if (before == NULL)
    return FALSE;

  after = pursuit_record_copy (before);
  if (PURSUIT_STAFF (after)->unit_id == 0)
    PURSUIT_STAFF (after)->unit_id = team_id;
  if (PURSUIT_STAFF (after)->role_id == 0 || g_hash_table_remove (state->sellers, to_pointer (manager_id)))
    PURSUIT_STAFF (after)->role_id = state->manager_role_id;

  return pursuit_record_diff (before, after) == 0 || pursuit_import_update (run, before, after, error);
}

static gboolean
find_manager (PursuitImportRun  *run,
              PursuitStaff      *staff,
              GError           **error)
{
  Staff *state = run->state;
  g_autofree char *own_key = pursuit_text_fold_key (staff->name);

  if (state->manager == NULL || is_called (state->manager, own_key))
    return TRUE;

  return pursuit_import_find_ref (run, PURSUIT_TYPE_STAFF, state->manager, &staff->manager_id, error) &&
         (staff->manager_id != 0 || make_manager (run, state->manager, &staff->manager_id, error));
}

/* A team is known by who leads it, whatever it is called by now, else by the manager's name. */
static gboolean
find_team (PursuitImportRun  *run,
           gint64             office_id,
           gint64             manager_id,
           gint64            *out_id,
           GError           **error)
{
  Staff *state = run->state;
  g_autofree char *key = make_team_key (office_id, manager_id);
  gpointer found = g_hash_table_lookup (state->teams, key);

  if (found == NULL)
    return find_unit (run, state->manager, office_id, manager_id, out_id, error);

  *out_id = (gint64) GPOINTER_TO_SIZE (found);
  return TRUE;
}

static gboolean
find_place (PursuitImportRun  *run,
            PursuitStaff      *staff,
            GError           **error)
{
  Staff *state = run->state;
  gint64 team_id = 0;
  gint64 office_id = 0;

  if (state->office != NULL && !find_unit (run, state->office, 0, 0, &office_id, error))
    return FALSE;
  if (staff->manager_id != 0 && !state->has_unit_column &&
      !find_team (run, office_id, staff->manager_id, &team_id, error))
    return FALSE;

  staff->unit_id = team_id != 0 ? team_id : office_id;
  if (state->unit != NULL && !find_unit (run, state->unit, office_id != 0 ? office_id : -1, 0, &staff->unit_id, error))
    return FALSE;

  return staff->manager_id == 0 || complete_manager (run, staff->manager_id, team_id, error);
}

/* A file that names only the unit agrees with where somebody stands, whichever unit of that name it is. */
static gboolean
stands_there (PursuitImportRun  *run,
              gint64             unit_id,
              gboolean          *out_stays,
              GError           **error)
{
  Staff *state = run->state;
  g_autofree char *key = NULL;
  g_autoptr(PursuitRecord) unit = NULL;

  *out_stays = FALSE;
  if (state->unit == NULL || state->office != NULL || unit_id == 0)
    return TRUE;
  unit = pursuit_store_load (run->store, PURSUIT_TYPE_ORG_UNIT, unit_id, error);
  if (unit == NULL)
    return FALSE;

  key = pursuit_text_fold_key (state->unit);
  *out_stays = unit->deleted_at == 0 && is_called (PURSUIT_ORG_UNIT (unit)->name, key);
  return TRUE;
}

static PursuitFieldMask
get_bit (PursuitImportRun *run,
         const char       *field)
{
  return pursuit_record_class_get_bit (run->klass, pursuit_record_class_find (run->klass, field));
}

static gboolean
settle_known (PursuitImportRun  *run,
              PursuitRecord     *existing,
              PursuitRecord     *incoming,
              PursuitFieldMask   given,
              GError           **error)
{
  Staff *state = run->state;
  PursuitStaff *staff = PURSUIT_STAFF (incoming);
  g_autoptr(PursuitRecord) changed = pursuit_record_copy (existing);
  gboolean stays;

  if (!stands_there (run, PURSUIT_STAFF (existing)->unit_id, &stays, error) || !find_manager (run, staff, error) ||
      (!stays && !find_place (run, staff, error)))
    return FALSE;
  if (staff->manager_id != 0)
    given |= get_bit (run, "manager_id");
  if (staff->unit_id != 0)
    given |= get_bit (run, "unit_id");

  if (!pursuit_import_merge (run, changed, incoming, given, error) ||
      !pursuit_import_change (run, existing, changed, error))
    return FALSE;

  /* A manager whom an earlier row named, and whose own row this is. */
  if (g_hash_table_remove (state->managers, to_pointer (existing->id)) && run->outcome != PURSUIT_OUTCOME_DOUBTFUL)
    run->outcome = PURSUIT_OUTCOME_NEW;
  return TRUE;
}

static gboolean
settle_staff (PursuitImportRun  *run,
              PursuitRecord     *incoming,
              PursuitFieldMask   given,
              GError           **error)
{
  Staff *state = get_state (run);
  PursuitStaff *staff = PURSUIT_STAFF (incoming);
  g_autoptr(PursuitRecord) existing = NULL;
  gboolean is_seller = staff->role_id == 0;

  if (!pursuit_import_match (run, incoming, &existing, error))
    return FALSE;
  if (existing != NULL)
    return settle_known (run, existing, incoming, given, error);

  if (is_seller)
    staff->role_id = state->seller_role_id;
  /* Checked before anything is made for it. */
  if (!pursuit_import_require_fields (run, incoming, error) || !pursuit_record_validate (incoming, error) ||
      !find_manager (run, staff, error) || !find_place (run, staff, error) ||
      !pursuit_import_create (run, incoming, error))
    return FALSE;

  if (is_seller)
    g_hash_table_add (state->sellers, to_pointer (incoming->id));
  return TRUE;
}

static void
finish_staff (PursuitImportRun *run)
{
  const Staff *state = run->state;
  guint n_managers = g_hash_table_size (state->managers);

  if (n_managers > 0)
    pursuit_import_note (run, g_strdup_printf (ngettext ("%u manager without a row of their own was added.",
                                                         "%u managers without rows of their own were added.",
                                                         n_managers),
                                               n_managers));
  if (state->n_units > 0)
    pursuit_import_note (run, g_strdup_printf (ngettext ("%u unit was added to the organisation.",
                                                         "%u units were added to the organisation.", state->n_units),
                                               state->n_units));
}

static const PursuitField staff_own[] = {
  { .name = PURSUIT_IMPORT_EXTERNAL_ID, .label = N_("External number"),
    .aliases = "external id|id|number|no|staff id|staff no|employee id|employee no|employee number|personnel number|编号|"
               "编码|外部编号|员工编号|员工号|工号|人员编号|员工 ID|員工編號" },
  { .name = OFFICE, .label = N_("Office"),
    .aliases = "regional office|branch|branch office|region|area|大区|区域|地区|所属区域|所属大区|分公司|办事处|區域|辦事處" },
};

static const char *const staff_required[] = { "name", NULL };

const PursuitImportHandler pursuit_import_staff = {
  .get_type = pursuit_staff_get_type,
  .own = staff_own,
  .n_own = G_N_ELEMENTS (staff_own),
  .required = staff_required,
  .right = PURSUIT_RIGHT_STAFF,
  .prepare = prepare_staff,
  .read = read_staff,
  .settle = settle_staff,
  .finish = finish_staff,
};
