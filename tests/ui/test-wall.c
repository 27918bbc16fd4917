/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The relationship wall on the page (CUS-2), by its keys; and judging a customer in its popovers (DOS-3, CUS-1, CUS-8). */

#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-contact.h"
#include "pursuit-dossier-page.h"
#include "pursuit-enums.h"
#include "pursuit-records.h"
#include "pursuit-standing-popover.h"
#include "pursuit-wall-verbs.h"
#include "pursuit-wall-view-private.h"

#define GAO 1
#define FANG 2     /* decides */
#define CHEN 1     /* owns the customer */

static PursuitWallView *
get_view (DossierFixture *fixture)
{
  return PURSUIT_WALL_VIEW (ui_find_type (GTK_WIDGET (fixture->dossier), PURSUIT_TYPE_WALL_VIEW));
}

static PursuitWallCellView *
get_cell (DossierFixture *fixture,
          gint64          contact_id)
{
  return pursuit_wall_grid_find_cell (pursuit_wall_view_get_grid (get_view (fixture)), contact_id, CHEN);
}

static gboolean
is_read (gpointer data)
{
  return pursuit_wall_view_get_wall (get_view (data)) != NULL;
}

static void
show (DossierFixture *fixture)
{
  dossier_show (fixture, HEMING);
  ui_wait_until (is_read, fixture);
  ui_settle ();
}

/* What is to come about between Fang and Chen; -1 for nothing known. */
typedef struct
{
  DossierFixture *fixture;
  int level;
  int target;
} Wanted;

static gboolean
is_so (gpointer data)
{
  const Wanted *wanted = data;
  PursuitBond *bond = pursuit_wall_cell_view_get_bond (get_cell (wanted->fixture, FANG));

  return bond == NULL ? wanted->level < 0 : bond->level == wanted->level && bond->target == wanted->target;
}

static void
wait_for (DossierFixture *fixture,
          int             level,
          int             target)
{
  Wanted wanted = { fixture, level, target };

  ui_wait_until (is_so, &wanted);
}

static GtkWidget *
get_focus (DossierFixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static void
press (DossierFixture *fixture,
       const char     *action,
       GVariant       *parameter)
{
  gtk_widget_activate_action_variant (get_focus (fixture), action, parameter);
}

/* A number says how well, arrows move, Delete takes away; the focus stays through all of it. */
static void
test_keys (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  show (&fixture);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (get_cell (&fixture, FANG))));
  press (&fixture, "grid.set-level", g_variant_new ("i", 3));
  wait_for (&fixture, 3, 0);
  g_assert_true (get_focus (&fixture) == GTK_WIDGET (get_cell (&fixture, FANG)));
  g_assert_cmpstr (fixture.offer, ==, "Fang Jingzhi and Chen Zhuo: strength 3");

  press (&fixture, "grid.move", g_variant_new ("(ii)", 0, 1));
  g_assert_true (get_focus (&fixture) == GTK_WIDGET (get_cell (&fixture, GAO)));
  press (&fixture, "grid.move", g_variant_new ("(ii)", 0, 1));
  g_assert_true (get_focus (&fixture) == GTK_WIDGET (get_cell (&fixture, GAO)));
  press (&fixture, "grid.move", g_variant_new ("(ii)", 0, -1));
  press (&fixture, "grid.remove", NULL);
  wait_for (&fixture, -1, 0);
  dossier_fixture_tear_down (&fixture);
}

/* The popover says everything at once, and is gone afterwards. */
static void
test_popover (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *popover, *spin;

  dossier_fixture_set_up (&fixture, FALSE);
  show (&fixture);
  gtk_widget_grab_focus (GTK_WIDGET (get_cell (&fixture, FANG)));
  press (&fixture, "grid.open", g_variant_new ("s", "target"));
  ui_settle ();
  popover = ui_find_type (GTK_WIDGET (get_cell (&fixture, FANG)), GTK_TYPE_POPOVER);
  g_assert_nonnull (popover);
  spin = ui_find_type (popover, GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 2);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (popover, GTK_TYPE_ENTRY)), "Met twice");
  g_signal_emit_by_name (popover, "save", 2, 4, "Met twice");
  gtk_popover_popdown (GTK_POPOVER (popover));
  wait_for (&fixture, 2, 4);
  ui_settle ();
  g_assert_null (ui_find_type (GTK_WIDGET (get_cell (&fixture, FANG)), GTK_TYPE_POPOVER));
  g_assert_cmpstr (pursuit_wall_cell_view_get_bond (get_cell (&fixture, FANG))->evidence, ==, "Met twice");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_cell (&fixture, FANG)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Fang Jingzhi, Chen Zhuo: strength 2 of 5, target 4");
  dossier_fixture_tear_down (&fixture);
}

static gboolean
is_gap_shown (DossierFixture *fixture)
{
  const PursuitWall *wall = pursuit_wall_view_get_wall (get_view (fixture));

  return wall != NULL && wall->n_holes == 1;
}

/* Who decides and is known by nobody is a gap until somebody knows them. */
static void
test_gap (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  show (&fixture);
  g_assert_true (is_gap_shown (&fixture));
  gtk_widget_grab_focus (GTK_WIDGET (get_cell (&fixture, FANG)));
  press (&fixture, "grid.set-level", g_variant_new ("i", 2));
  wait_for (&fixture, 2, 0);
  g_assert_false (is_gap_shown (&fixture));
  dossier_fixture_tear_down (&fixture);
}

/* Who may only look sees the wall, and no key changes it. */
static void
test_without_right (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_fixture_open_again (&fixture, PURSUIT_STORE_NONE, "Han Xu");
  show (&fixture);
  g_assert_false (pursuit_wall_view_get_wall (get_view (&fixture))->may_edit);
  gtk_widget_grab_focus (GTK_WIDGET (get_cell (&fixture, FANG)));
  press (&fixture, "grid.set-level", g_variant_new ("i", 3));
  press (&fixture, "grid.open", g_variant_new ("s", "level"));
  ui_settle ();
  g_assert_null (pursuit_wall_cell_view_get_bond (get_cell (&fixture, FANG)));
  g_assert_null (ui_find_type (GTK_WIDGET (get_cell (&fixture, FANG)), GTK_TYPE_POPOVER));
  dossier_fixture_tear_down (&fixture);
}

/* Nobody at the customer is said, not shown as an empty grid. */
static void
test_nobody_there (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *grid;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HAIYUE);
  ui_wait_until (is_read, &fixture);
  grid = GTK_WIDGET (pursuit_wall_view_get_grid (get_view (&fixture)));
  g_assert_false (gtk_widget_get_child_visible (grid));
  dossier_fixture_tear_down (&fixture);
}

static gpointer
past_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const PursuitWallChange change = { FANG, CHEN, 2, 4, "Met at the fair" };

  g_assert_true (pursuit_wall_set (desk, HEMING, "2020-Q1", &change, NULL, NULL, error));
  return NULL;
}

static gboolean
is_past (gpointer data)
{
  const PursuitWall *wall = pursuit_wall_view_get_wall (get_view (data));

  return wall != NULL && g_str_equal (wall->period, "2020-Q1");
}

static gboolean
is_present (gpointer data)
{
  const PursuitWall *wall = pursuit_wall_view_get_wall (get_view (data));

  return wall != NULL && g_str_equal (wall->period, wall->present) && wall->cells->len == 1;
}

/* A new quarter begins with what was known last, in one step that can be undone. */
static void
test_assess (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  show (&fixture);
  ui_call (&fixture.base, past_job, NULL);
  pursuit_worker_poll (fixture.base.worker);
  ui_wait_until (is_past, &fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_view (&fixture)), "wall.assess", NULL));
  ui_wait_until (is_present, &fixture);
  g_assert_cmpint (pursuit_wall_cell_view_get_bond (get_cell (&fixture, FANG))->target, ==, 4);
  g_assert_cmpint (fixture.entry_id, !=, 0);
  dossier_fixture_tear_down (&fixture);
}

static gboolean
is_idle (gpointer data)
{
  return !pursuit_standing_popover_is_reading (data);
}

static PursuitStandingPopover *
open_judgement (DossierFixture *fixture,
                const char     *field)
{
  GtkWidget *focus;

  g_assert_false (pursuit_dossier_page_edit_field (fixture->dossier, field));
  ui_settle ();
  focus = get_focus (fixture);
  g_assert_nonnull (focus);
  focus = gtk_widget_get_ancestor (focus, PURSUIT_TYPE_STANDING_POPOVER);
  g_assert_nonnull (focus);
  ui_wait_until (is_idle, focus);

  return PURSUIT_STANDING_POPOVER (focus);
}

/* Where the button is among all that the popover has. */
static GtkWidget *
find_save (GtkWidget *below)
{
  if (GTK_IS_BUTTON (below) && gtk_widget_has_css_class (below, "suggested-action"))
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_save (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
judge (PursuitStandingPopover *popover,
       guint                   value,
       const char             *reason)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find_type (GTK_WIDGET (popover), GTK_TYPE_DROP_DOWN)), value);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (GTK_WIDGET (popover), GTK_TYPE_ENTRY)), reason);
  g_signal_emit_by_name (find_save (GTK_WIDGET (popover)), "clicked");
  ui_wait_until (is_idle, popover);
}

/* A level needs evidence: without it the popover says so and stays; with it the tile follows. */
static void
test_level_needs_evidence (void)
{
  DossierFixture fixture = { 0 };
  PursuitStandingPopover *popover;
  g_autofree char *level = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  show (&fixture);
  popover = open_judgement (&fixture, "relationship_level");
  judge (popover, 3, " ");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
  judge (popover, 3, "Praise in writing");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (popover)));
  g_assert_cmpstr (fixture.offer, ==, "The customer is judged anew");
  dossier_fixture_tear_down (&fixture);
}

#define MANY 30

static gpointer
add_people_job (PursuitDesk   *desk,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %02u", i);
      g_autoptr(PursuitRecord) person = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", (gint64) HEMING, "name", name, "buying-role",
                                                      (gint64) PURSUIT_BUYING_ROLE_USER, NULL);

      g_assert_true (pursuit_records_create (desk, person, NULL, error));
    }

  return NULL;
}

static gboolean
has_many (gpointer data)
{
  const PursuitWall *wall = pursuit_wall_view_get_wall (data);

  return wall != NULL && wall->people->len >= MANY;
}

static graphene_rect_t
get_place (GtkWidget *widget,
           GtkWidget *within)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));
  return bounds;
}

static float
get_right (graphene_rect_t bounds)
{
  return bounds.origin.x + bounds.size.width;
}

static GtkWidget *
get_child (PursuitWallGrid *grid,
           const char      *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (grid), PURSUIT_TYPE_WALL_GRID, name));
}

/* Whether what has the focus is within the part of the rows that is seen. */
static gboolean
is_in_view (gpointer grid)
{
  GtkWidget *body = gtk_widget_get_ancestor (get_child (grid, "people"), GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *cells = gtk_widget_get_ancestor (get_child (grid, "cells"), GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *cell = gtk_root_get_focus (gtk_widget_get_root (grid));
  graphene_rect_t in_rows = get_place (cell, body);
  graphene_rect_t in_columns = get_place (cell, cells);

  return in_rows.origin.y >= -1 && in_rows.origin.y + in_rows.size.height <= (float) gtk_widget_get_height (body) + 1 &&
         in_columns.origin.x >= -1 && get_right (in_columns) <= (float) gtk_widget_get_width (cells) + 1;
}

static PursuitWallView *
show_large_wall (DossierFixture *fixture)
{
  PursuitWallView *view;

  show (fixture);
  view = get_view (fixture);
  ui_call (&fixture->base, add_people_job, NULL);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Colleague %02u", i);

      pursuit_wall_view_add_guest (view, 1000 + i, name);
    }
  pursuit_worker_poll (fixture->base.worker);
  ui_wait_until (has_many, view);
  ui_settle ();

  return view;
}

/* Of a wall too large for its place, whom a cell is about is always seen: the head of its column above, its person beside it. */
static void
test_heads_stay (void)
{
  DossierFixture fixture = { 0 };
  PursuitWallView *view;
  PursuitWallGrid *grid;
  GtkWidget *cell, *head, *person;
  const PursuitWall *wall;
  const PursuitWallPerson *last;

  dossier_fixture_set_up (&fixture, FALSE);
  view = show_large_wall (&fixture);
  grid = pursuit_wall_view_get_grid (view);
  wall = pursuit_wall_view_get_wall (view);
  last = g_ptr_array_index (wall->people, wall->people->len - 1);
  cell = GTK_WIDGET (pursuit_wall_grid_find_cell (grid, last->id, 1000 + MANY - 1));
  head = gtk_grid_get_child_at (GTK_GRID (get_child (grid, "heads")), (int) wall->staff->len - 1, 0);
  person = gtk_grid_get_child_at (GTK_GRID (get_child (grid, "people")), 0, (int) wall->people->len - 1);
  g_assert_true (gtk_widget_grab_focus (cell));
  ui_wait_until (is_in_view, grid);

  g_assert_cmpfloat (get_place (head, GTK_WIDGET (grid)).origin.y, >=, 0);
  g_assert_cmpfloat_with_epsilon (get_place (head, GTK_WIDGET (grid)).origin.x, get_place (cell, GTK_WIDGET (grid)).origin.x, 1);
  g_assert_cmpfloat_with_epsilon (get_place (person, GTK_WIDGET (grid)).origin.y, get_place (cell, GTK_WIDGET (grid)).origin.y, 1);
  g_assert_cmpfloat (get_right (get_place (person, GTK_WIDGET (grid))), <=, get_place (cell, GTK_WIDGET (grid)).origin.x + 1);
  g_assert_true (gtk_widget_get_visible (get_child (grid, "scrollbar")));

  /* Keys lead back, and the wall with them. */
  for (guint i = 0; i < wall->staff->len; i++)
    press (&fixture, "grid.move", g_variant_new ("(ii)", -1, 0));
  ui_wait_until (is_in_view, grid);
  head = gtk_grid_get_child_at (GTK_GRID (get_child (grid, "heads")), 0, 0);
  g_assert_cmpfloat_with_epsilon (get_place (head, GTK_WIDGET (grid)).origin.x, get_place (get_focus (&fixture), GTK_WIDGET (grid)).origin.x, 1);
  dossier_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/wall/keys", test_keys);
  g_test_add_func ("/ui/wall/popover", test_popover);
  g_test_add_func ("/ui/wall/assess", test_assess);
  g_test_add_func ("/ui/wall/gap-until-known", test_gap);
  g_test_add_func ("/ui/wall/without-right", test_without_right);
  g_test_add_func ("/ui/wall/nobody-there", test_nobody_there);
  g_test_add_func ("/ui/wall/heads-stay", test_heads_stay);
  g_test_add_func ("/ui/standing/level-needs-evidence", test_level_needs_evidence);

  return g_test_run ();
}
