/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-press-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-bond.h"
#include "pursuit-contact.h"
#include "pursuit-enums.h"
#include "pursuit-profile.h"
#include "pursuit-staff.h"
#include "pursuit-wall-verbs.h"

/* The people at a customer, and how well we know them. */

/* What the table of people says; everything else that is known of somebody comes below it. */
#define IN_TABLE " customer_id name title buying_role attitude phone email "

/* Deciders first, who left last. */
static int
compare_people (gconstpointer a,
                gconstpointer b)
{
  PursuitContact *left = *(PursuitContact *const *) a;
  PursuitContact *right = *(PursuitContact *const *) b;
  const gint64 left_role = left->buying_role != PURSUIT_BUYING_ROLE_NONE ? left->buying_role : G_MAXINT;
  const gint64 right_role = right->buying_role != PURSUIT_BUYING_ROLE_NONE ? right->buying_role : G_MAXINT;

  if ((left->left_on != NULL) != (right->left_on != NULL))
    return left->left_on != NULL ? 1 : -1;
  if (left_role != right_role)
    return left_role < right_role ? -1 : 1;

  return PURSUIT_RECORD (left)->id < PURSUIT_RECORD (right)->id ? -1 : 1;
}

static void
add_cell (PursuitPress       *press,
          PursuitPaperBlock  *table,
          PursuitRecord      *record,
          const char         *field)
{
  pursuit_paper_table_take (table, pursuit_press_format (press, record, pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), field)));
}

static void
add_person (PursuitPress       *press,
            PursuitPaperBlock  *table,
            PursuitRecord      *contact)
{
  static const char *const fields[] = { "name", "title", "buying_role", "attitude", "phone", "email" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_cell (press, table, contact, fields[i]);
}

/* A name alone says nothing. */
static void
add_details (PursuitPress  *press,
             PursuitRecord *contact)
{
  const guint before = press->paper->blocks->len;

  pursuit_paper_add (press->paper, PURSUIT_PAPER_SUBHEADING, pursuit_record_get_name (contact));
  pursuit_press_add_fields (press, contact, NULL, IN_TABLE);
  if (press->paper->blocks->len == before + 1)
    g_ptr_array_set_size (press->paper->blocks, (int) before);
}

/**
 * pursuit_press_add_people:
 * @self: a press
 * @customer_id: a customer
 * @error: return location
 *
 * Adds the people, deciders first. Profiles that the actor may see are printed, and that is noted in the journal.
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when they are on the paper
 */
gboolean
pursuit_press_add_people (PursuitPress  *self,
                          gint64         customer_id,
                          GError       **error)
{
  g_autoptr(GPtrArray) people = pursuit_press_list (self, PURSUIT_TYPE_CONTACT, "customer_id", customer_id, error);
  PursuitPaperBlock *table;

  if (people == NULL || !pursuit_contacts_note_views (self->desk, people, error))
    return FALSE;
  pursuit_paper_add (self->paper, PURSUIT_PAPER_HEADING, _("People"));
  if (people->len == 0)
    pursuit_paper_add (self->paper, PURSUIT_PAPER_NOTE, _("Nobody is known there yet."));

  g_ptr_array_sort (people, compare_people);
  table = pursuit_paper_add_table (self->paper, 0, _("Name"), _("Title"), _("Role in the purchase"), _("Attitude to us"), _("Phone"),
                                   _("E-mail"), NULL);
  for (guint i = 0; i < people->len; i++)
    add_person (self, table, g_ptr_array_index (people, i));
  for (guint i = 0; i < people->len; i++)
    add_details (self, g_ptr_array_index (people, i));

  return TRUE;
}

static void
add_bond (PursuitPress       *press,
          PursuitPaperBlock  *table,
          PursuitBond        *bond)
{
  pursuit_paper_table_add (table, pursuit_press_get_name (press, PURSUIT_TYPE_CONTACT, bond->contact_id));
  pursuit_paper_table_add (table, pursuit_press_get_name (press, PURSUIT_TYPE_STAFF, bond->staff_id));
  pursuit_paper_table_take (table, g_strdup_printf ("%d", (int) bond->level));
  pursuit_paper_table_take (table, bond->target > 0 ? g_strdup_printf ("%d", (int) bond->target) : NULL);
  pursuit_paper_table_add (table, bond->evidence);
  add_cell (press, table, PURSUIT_RECORD (bond), "assessed_on");
}

/* In the order of the wall: deciders first. */
static void
add_cells (PursuitPress *press,
           PursuitWall  *wall)
{
  PursuitPaperBlock *table = pursuit_paper_add_table (press->paper, 1u << 2 | 1u << 3, _("Person"), _("Our person"), _("Strength"),
                                                      _("Target"), _("Evidence"), _("Assessed on"), NULL);

  for (guint i = 0; i < wall->people->len; i++)
    for (guint j = 0; j < wall->staff->len; j++)
      {
        const PursuitWallPerson *person = g_ptr_array_index (wall->people, i);
        const PursuitWallStaff *staff = g_ptr_array_index (wall->staff, j);
        const PursuitWallCell *cell = pursuit_wall_find_cell (wall, person->id, staff->id);

        if (cell != NULL)
          add_bond (press, table, cell->bond);
      }
}

static void
add_holes (PursuitPress *press,
           PursuitWall  *wall)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < wall->people->len; i++)
    {
      const PursuitWallPerson *person = g_ptr_array_index (wall->people, i);

      if (person->is_hole)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", person->name);
    }
  if (names->len == 0)
    return;

  /* Translators: %s lists people at the customer who decide or approve */
  text = g_strdup_printf (_("They decide or approve, and nobody of us knows them as well as we want: %s"), names->str);
  pursuit_paper_add (press->paper, PURSUIT_PAPER_TEXT, text);
}

/**
 * pursuit_press_add_wall:
 * @self: a press
 * @customer_id: a customer
 * @error: return location
 *
 * Adds who of us knows whom of them how well, as of the last quarter, and where the holes are; nothing when there is neither.
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is on the paper
 */
gboolean
pursuit_press_add_wall (PursuitPress  *self,
                        gint64         customer_id,
                        GError       **error)
{
  g_autoptr(PursuitWall) wall = pursuit_wall_read (self->desk, customer_id, NULL, error);
  g_autofree char *heading = NULL;

  if (wall == NULL)
    return FALSE;
  if (wall->cells->len == 0 && wall->n_holes == 0)
    return TRUE;

  /* Translators: a heading: who of us knows whom of them how well; %s is a quarter such as 2026-Q1 */
  heading = g_strdup_printf (_("Relationship wall, %s"), wall->period);
  pursuit_paper_add (self->paper, PURSUIT_PAPER_HEADING, heading);
  add_holes (self, wall);
  add_cells (self, wall);

  return TRUE;
}
