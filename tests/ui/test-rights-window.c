/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of rights: read, changed by whoever administers, only read by others. */

#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-enums.h"
#include "pursuit-rights-window.h"

typedef struct
{
  PursuitRightsWindow *window;
  gint64 role_id;
  const char *label;
} Shown;

static gpointer
find_seller_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GPtrArray) all = pursuit_rights_load_all (pursuit_desk_get_store (desk), error);

  for (guint i = 0; i < all->len; i++)
    {
      const PursuitRights *rights = g_ptr_array_index (all, i);

      if (rights->system_role == PURSUIT_SYSTEM_ROLE_SELLER)
        return GSIZE_TO_POINTER (rights->role_id);
    }

  return NULL;
}

static gboolean
shows (gpointer user_data)
{
  const Shown *shown = user_data;
  GtkWidget *cell = pursuit_rights_window_get_cell (shown->window, shown->role_id, PURSUIT_RIGHT_EDIT);

  return cell != NULL && GTK_IS_MENU_BUTTON (cell) && g_strcmp0 (gtk_menu_button_get_label (GTK_MENU_BUTTON (cell)), shown->label) == 0;
}

/* A cell is changed, marked, and put back to what is shipped. */
static void
test_change (void)
{
  DossierFixture fixture = { 0 };
  Shown shown = { NULL };

  dossier_fixture_set_up (&fixture, FALSE);
  shown.window = PURSUIT_RIGHTS_WINDOW (g_object_ref_sink (pursuit_rights_window_new (NULL, fixture.base.worker)));
  shown.role_id = (gint64) GPOINTER_TO_SIZE (ui_call (&fixture.base, find_seller_job, NULL));
  g_assert_cmpint (shown.role_id, >, 0);
  shown.label = "Own";
  ui_wait_until (shows, &shown);

  gtk_widget_activate_action (GTK_WIDGET (shown.window), "rights.set", "(xii)", shown.role_id, PURSUIT_RIGHT_EDIT, PURSUIT_SCOPE_TEAM);
  shown.label = "● Team";
  ui_wait_until (shows, &shown);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (pursuit_rights_window_get_cell (shown.window, shown.role_id, PURSUIT_RIGHT_EDIT)), ==,
                   "As shipped: Own");

  gtk_widget_activate_action (GTK_WIDGET (shown.window), "rights.set", "(xii)", shown.role_id, PURSUIT_RIGHT_EDIT, PURSUIT_SCOPE_OWN);
  shown.label = "Own";
  ui_wait_until (shows, &shown);

  gtk_window_destroy (GTK_WINDOW (shown.window));
  g_object_unref (shown.window);
  dossier_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/rights/change-and-put-back", test_change);

  return g_test_run ();
}
