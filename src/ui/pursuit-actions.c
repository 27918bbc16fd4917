/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-actions.h"

#include <glib/gi18n-lib.h>

#include "pursuit-application.h"
#include "pursuit-board-lane.h"
#include "pursuit-board-page.h"
#include "pursuit-customers-page.h"
#include "pursuit-documents-view.h"
#include "pursuit-process-page.h"
#include "pursuit-views.h"
#include "pursuit-window.h"

#define OF_APPLICATION pursuit_application_get_type
#define OF_BOARD pursuit_board_page_get_type
#define OF_CUSTOMERS pursuit_customers_page_get_type
#define OF_PROCESSES pursuit_process_page_get_type
#define OF_WINDOW pursuit_window_get_type
#define IN_DOCUMENTS pursuit_documents_view_get_type
#define IN_LANE pursuit_board_lane_get_type

static const PursuitAction fixed_actions[] = {
  { "win.toggle-sidebar", N_("Show or Hide the Sidebar"), PURSUIT_SECTION_VIEWS, "F9", OF_WINDOW },
  { "win.find", N_("Find Anything"), PURSUIT_SECTION_VIEWS, "<Control>k", OF_WINDOW },
  { "win.clear-recent", N_("Clear Recent"), PURSUIT_SECTION_VIEWS, "", OF_WINDOW },
  { "win.search", N_("Search This View"), PURSUIT_SECTION_VIEWS, "<Control>f", OF_WINDOW },
  { "win.refresh", N_("Read Again"), PURSUIT_SECTION_VIEWS, "F5 <Control>r", OF_WINDOW },

  { "win.new", N_("New Customer or Deal"), PURSUIT_SECTION_WORK, "<Control>n", OF_WINDOW },
  { "win.undo", N_("Undo"), PURSUIT_SECTION_WORK, "<Control>z", OF_WINDOW },
  { "win.redo", N_("Redo"), PURSUIT_SECTION_WORK, "<Shift><Control>z", OF_WINDOW },
  { "win.show-duplicates", N_("Duplicates"), PURSUIT_SECTION_WORK, "", OF_WINDOW },
  { "win.export", N_("Export the List…"), PURSUIT_SECTION_WORK, "<Shift><Control>e", OF_WINDOW },
  { "win.hand-over", N_("Hand Over Everything of Somebody…"), PURSUIT_SECTION_WORK, "", OF_WINDOW },

  { "process.new-version", N_("Begin a New Version of the Process"), PURSUIT_SECTION_WORK, "", OF_PROCESSES },
  { "process.publish", N_("Publish the Process…"), PURSUIT_SECTION_WORK, "", OF_PROCESSES },
  { "process.migrate", N_("Move Running Deals Over…"), PURSUIT_SECTION_WORK, "", OF_PROCESSES },
  { "process.import", N_("Import a Process…"), PURSUIT_SECTION_WORK, "", OF_PROCESSES },
  { "process.export", N_("Export the Process…"), PURSUIT_SECTION_WORK, "", OF_PROCESSES },

  { "win.open-database", N_("Open a Database…"), PURSUIT_SECTION_DATABASE, "<Control>o", OF_WINDOW },
  { "win.new-database", N_("New Database…"), PURSUIT_SECTION_DATABASE, "<Shift><Control>n", OF_WINDOW },
  { "win.open-demo", N_("Try the Demo"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.import", N_("Import a File…"), PURSUIT_SECTION_DATABASE, "<Control>i", OF_WINDOW },
  { "win.retry", N_("Try to Reach the Database Again"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.show-unsent", N_("Changes Not Saved Yet"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.show-drafts", N_("Unsaved Text"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.work-alone", N_("Work Alone…"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.show-own-fields", N_("Own Fields"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.show-rights", N_("Rights"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.show-journal", N_("Journal"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.safety", N_("Safety of the Data"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.try-again", N_("Open the Database Again"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.open-newest-backup", N_("Open the Newest Backup"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.salvage", N_("Salvage What Can Be Read…"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.back-up", N_("Back Up Now…"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.show-missing", N_("Saves That Are Gone"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },
  { "win.begin-maintenance", N_("Ask Everybody to Leave…"), PURSUIT_SECTION_DATABASE, "", OF_WINDOW },

  { "card.open", N_("Open the Deal"), PURSUIT_SECTION_BOARD, "Return", OF_BOARD, IN_LANE },
  { "board.details", N_("Details Beside the Board"), PURSUIT_SECTION_BOARD, "space", OF_BOARD },
  { "card.open-dossier", N_("Open Its Dossier in a New Window"), PURSUIT_SECTION_BOARD, "<Control>Return", OF_BOARD, IN_LANE },
  { "card.open-strategy", N_("Strategy Sheet"), PURSUIT_SECTION_BOARD, "", OF_BOARD, IN_LANE },
  { "card.open-customer", N_("Show Its Customer"), PURSUIT_SECTION_BOARD, "", OF_BOARD, IN_LANE },
  { "card.edit-next-step", N_("Change the Next Step"), PURSUIT_SECTION_BOARD, "F2", OF_BOARD, IN_LANE },
  { "card.move(1)", N_("Move One Stage Forward"), PURSUIT_SECTION_BOARD, "<Alt>Right", OF_BOARD, IN_LANE },
  { "card.move(-1)", N_("Move One Stage Back"), PURSUIT_SECTION_BOARD, "<Alt>Left", OF_BOARD, IN_LANE },
  { "card.buyer-stage(1)", N_("The Buyer Is One Stage Further…"), PURSUIT_SECTION_BOARD, "<Alt><Shift>Right", OF_BOARD, IN_LANE },
  { "card.buyer-stage(-1)", N_("The Buyer Went Back One Stage…"), PURSUIT_SECTION_BOARD, "<Alt><Shift>Left", OF_BOARD, IN_LANE },
  { "card.milestones", N_("Milestones…"), PURSUIT_SECTION_BOARD, "m", OF_BOARD, IN_LANE },
  { "card.win", N_("Won…"), PURSUIT_SECTION_BOARD, "w", OF_BOARD, IN_LANE },
  { "card.lose", N_("Lost…"), PURSUIT_SECTION_BOARD, "l", OF_BOARD, IN_LANE },
  { "card.park", N_("Park…"), PURSUIT_SECTION_BOARD, "p", OF_BOARD, IN_LANE },
  { "card.unpark", N_("The Deal Goes On"), PURSUIT_SECTION_BOARD, "", OF_BOARD, IN_LANE },
  { "card.estimate", N_("Set the Win Probability…"), PURSUIT_SECTION_BOARD, "", OF_BOARD, IN_LANE },
  { "card.assign", N_("Hand to Another Seller…"), PURSUIT_SECTION_BOARD, "", OF_BOARD, IN_LANE },
  { "card.choose", N_("Choose the Card for Something Together"), PURSUIT_SECTION_BOARD, "<Control>space", OF_BOARD, IN_LANE },
  { "board.choose-none", N_("Let Go of All Chosen Cards"), PURSUIT_SECTION_BOARD, "Escape", OF_BOARD },
  { "card.menu", N_("Everything That Can Be Done with a Card"), PURSUIT_SECTION_BOARD, "<Shift>F10 Menu", OF_BOARD, IN_LANE },
  { "board.go-to-lane(1)", N_("Go to the First Stage"), PURSUIT_SECTION_BOARD, "1", OF_BOARD },
  { "board.go-to-lane(8)", N_("Go to the Eighth Stage"), PURSUIT_SECTION_BOARD, "8", OF_BOARD },
  { "board.show-review", N_("Deals for Review"), PURSUIT_SECTION_BOARD, "", OF_BOARD },
  { NULL, N_("Edit a Field"), PURSUIT_SECTION_DOSSIER, "Return", NULL },
  { NULL, N_("Keep a Field as It Was"), PURSUIT_SECTION_DOSSIER, "Escape", NULL },
  { NULL, N_("Save a Field of Several Lines"), PURSUIT_SECTION_DOSSIER, "<Control>Return", NULL },
  { "customers.rename", N_("Rename the Customer"), PURSUIT_SECTION_DOSSIER, "F2", OF_CUSTOMERS },
  { "customers.edit-all", N_("Edit All Fields of the Customer"), PURSUIT_SECTION_DOSSIER, "", OF_CUSTOMERS },
  { "customers.add-person", N_("Add a Person"), PURSUIT_SECTION_DOSSIER, "", OF_CUSTOMERS },
  { "customers.add-activity::visit", N_("Record a Visit"), PURSUIT_SECTION_DOSSIER, "", OF_CUSTOMERS },
  { "customers.add-activity::call", N_("Record a Call"), PURSUIT_SECTION_DOSSIER, "", OF_CUSTOMERS },
  { "customers.add-activity::note", N_("Write a Note"), PURSUIT_SECTION_DOSSIER, "", OF_CUSTOMERS },
  { "customers.new-deal", N_("New Deal with This Customer"), PURSUIT_SECTION_DOSSIER, "", OF_CUSTOMERS },
  { NULL, N_("Delete the Customer or Person"), PURSUIT_SECTION_DOSSIER, "Delete", NULL },
  { "documents.add", N_("Add Files…"), PURSUIT_SECTION_DOSSIER, "Insert", IN_DOCUMENTS, IN_DOCUMENTS },
  { "documents.paste", N_("Add What Was Copied as a Document"), PURSUIT_SECTION_DOSSIER, "<Control>v", IN_DOCUMENTS, IN_DOCUMENTS },
  { "list.menu", N_("What Can Be Done with a Customer"), PURSUIT_SECTION_DOSSIER, "<Shift>F10 Menu",
    pursuit_customer_list_get_type, pursuit_customer_list_get_type },
  { "customers.table", N_("Show the Customers as a Table"), PURSUIT_SECTION_DOSSIER, "<Control>t", OF_CUSTOMERS },
  { "customers.back", N_("Back to the List"), PURSUIT_SECTION_DOSSIER, "<Alt>Left", OF_CUSTOMERS },

  { NULL, N_("Main Menu"), PURSUIT_SECTION_PROGRAM, "F10", NULL },
  { "app.preferences", N_("Preferences"), PURSUIT_SECTION_PROGRAM, "<Control>comma", OF_APPLICATION },
  { "win.show-shortcuts", N_("Keyboard Shortcuts"), PURSUIT_SECTION_PROGRAM, "<Control>question", OF_WINDOW },
  { "app.about", N_("About Pursuit"), PURSUIT_SECTION_PROGRAM, "", OF_APPLICATION },
  { "win.close", N_("Close the Window"), PURSUIT_SECTION_PROGRAM, "<Control>w", OF_WINDOW },
  { "app.quit", N_("Quit"), PURSUIT_SECTION_PROGRAM, "<Control>q", OF_APPLICATION },
};

static const char *const section_titles[PURSUIT_N_SECTIONS] = {
  [PURSUIT_SECTION_VIEWS] = N_("Views"),
  [PURSUIT_SECTION_WORK] = N_("Work"),
  [PURSUIT_SECTION_DATABASE] = N_("Database"),
  [PURSUIT_SECTION_PROGRAM] = N_("Program"),
  [PURSUIT_SECTION_BOARD] = N_("Board"),
  [PURSUIT_SECTION_DOSSIER] = N_("Customers and Dossiers"),
  [PURSUIT_SECTION_IMPORT] = N_("Import"),
};

/* Each view is an action, with Ctrl and its number as its key; then come the others. */
static GArray *
make_actions (void)
{
  GArray *actions = g_array_new (FALSE, FALSE, sizeof (PursuitAction));
  const PursuitView *views;
  guint n_views;

  views = pursuit_views_list (&n_views);
  for (guint i = 0; i < n_views; i++)
    {
      PursuitAction action = { NULL, views[i].title, PURSUIT_SECTION_VIEWS, "", OF_WINDOW };

      action.name = g_strconcat ("win.view::", views[i].name, NULL);
      if (i < 9)
        action.accels = g_strdup_printf ("<Control>%u", i + 1);
      g_array_append_val (actions, action);
    }
  g_array_append_vals (actions, fixed_actions, G_N_ELEMENTS (fixed_actions));

  return actions;
}

/**
 * pursuit_actions_list:
 * @out_n: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n): everything that a person can do, by section
 */
const PursuitAction *
pursuit_actions_list (guint *out_n)
{
  static GArray *actions;

  if (actions == NULL)
    actions = make_actions ();

  *out_n = actions->len;
  return (const PursuitAction *) (gconstpointer) actions->data;
}

/**
 * pursuit_actions_section_title:
 * @section: a section
 *
 * Returns: its heading in the language of the window
 */
const char *
pursuit_actions_section_title (PursuitSection section)
{
  g_return_val_if_fail (section < PURSUIT_N_SECTIONS, "");

  return _(section_titles[section]);
}

/**
 * pursuit_actions_is_global:
 * @action: an action
 *
 * Returns: whether its keys work anywhere in the window, rather than where the focus is
 */
gboolean
pursuit_actions_is_global (const PursuitAction *action)
{
  return action->get_owner == OF_APPLICATION || action->get_owner == OF_WINDOW;
}

/**
 * pursuit_actions_split_accels:
 * @action: an action
 *
 * Returns: (transfer full): its keys, none for an action without
 */
char **
pursuit_actions_split_accels (const PursuitAction *action)
{
  return *action->accels ? g_strsplit (action->accels, " ", -1) : g_new0 (char *, 1);
}

/**
 * pursuit_actions_set_accels:
 * @application: the application
 *
 * Gives the actions of the application and of the window their keys.
 */
void
pursuit_actions_set_accels (GtkApplication *application)
{
  const PursuitAction *actions;
  guint n_actions;

  actions = pursuit_actions_list (&n_actions);
  for (guint i = 0; i < n_actions; i++)
    {
      g_auto(GStrv) accels = NULL;

      /* A key that GTK has by itself needs none of ours. */
      if (!pursuit_actions_is_global (&actions[i]))
        continue;

      accels = pursuit_actions_split_accels (&actions[i]);
      gtk_application_set_accels_for_action (application, actions[i].name, (const char *const *) accels);
    }
}
