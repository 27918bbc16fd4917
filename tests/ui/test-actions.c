/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-actions.h"
#include "pursuit-application.h"
#include "ui-classes.h"
#include "ui-fixture.h"

/* "win.view::board" is the action "win.view", and "card.move(1)" is "card.move". */
static char *
dup_plain_name (const char *detailed)
{
  return g_strndup (detailed, strcspn (detailed, ":("));
}

static gboolean
class_has_action (GType       type,
                  const char *name)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  const GVariantType *parameter;
  const char *action, *property;
  GType owner;

  if (!g_type_is_a (type, GTK_TYPE_WIDGET))
    return FALSE;
  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (klass), i, &owner, &action, &parameter, &property);
       i++)
    if (g_str_equal (action, name))
      return TRUE;

  return FALSE;
}

static PursuitApplication *
make_application (void)
{
  PursuitApplication *application = pursuit_application_new ();
  g_autoptr(GError) error = NULL;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

static gboolean
application_has_action (PursuitApplication *application,
                        const char         *name)
{
  return g_str_has_prefix (name, "app.") &&
         g_action_group_has_action (G_ACTION_GROUP (application), name + strlen ("app."));
}

static void
test_table_is_true (gconstpointer data)
{
  PursuitApplication *application = (PursuitApplication *) data;
  const PursuitAction *actions;
  guint n_actions;

  actions = pursuit_actions_list (&n_actions);
  g_assert_cmpuint (n_actions, >, 0);
  for (guint i = 0; i < n_actions; i++)
    {
      g_autofree char *name = NULL;

      g_assert_true (actions[i].label && *actions[i].label);
      g_assert_cmpuint (actions[i].section, <, PURSUIT_N_SECTIONS);
      g_assert_true ((actions[i].name == NULL) == (actions[i].get_owner == NULL));
      if (actions[i].name == NULL)
        continue;

      name = dup_plain_name (actions[i].name);
      if (!application_has_action (application, name) && !class_has_action (actions[i].get_owner (), name))
        g_error ("%s has no action “%s”", g_type_name (actions[i].get_owner ()), name);
    }
}

static void
take_keys (GHashTable          *taken,
           const PursuitAction *action,
           const char          *place)
{
  g_auto(GStrv) accels = pursuit_actions_split_accels (action);

  for (guint i = 0; accels[i]; i++)
    {
      guint key;
      GdkModifierType modifiers;
      g_autofree char *everywhere = NULL;
      g_autofree char *here = NULL;

      g_assert_true (gtk_accelerator_parse (accels[i], &key, &modifiers));
      everywhere = gtk_accelerator_name (key, modifiers);
      here = g_strconcat (place, everywhere, NULL);
      if (g_hash_table_contains (taken, everywhere) || !g_hash_table_add (taken, g_steal_pointer (&here)))
        g_error ("%s is taken when “%s” wants it", everywhere, action->label);
    }
}

/* A key of the program works everywhere; a key without an action in another section works where that section's focus is. */
static gboolean
works_everywhere (const PursuitAction *action)
{
  return action->get_owner ? pursuit_actions_is_global (action) : action->section == PURSUIT_SECTION_PROGRAM;
}

/* Two actions of one class must not share a key, and no class may take a key that works everywhere. */
static void
test_keys_are_unique (void)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const PursuitAction *actions;
  guint n_actions;

  actions = pursuit_actions_list (&n_actions);
  for (guint i = 0; i < n_actions; i++)
    if (works_everywhere (&actions[i]))
      take_keys (taken, &actions[i], "");
  for (guint i = 0; i < n_actions; i++)
    if (!works_everywhere (&actions[i]))
      take_keys (taken, &actions[i],
                 actions[i].get_owner ? g_type_name (actions[i].get_owner ())
                                      : pursuit_actions_section_title (actions[i].section));
}

static void
test_keys_are_set (gconstpointer data)
{
  GtkApplication *application = GTK_APPLICATION (data);
  g_auto(GStrv) accels = gtk_application_get_accels_for_action (application, "win.search");

  g_assert_cmpuint (g_strv_length (accels), ==, 1);
  g_assert_cmpstr (accels[0], ==, "<Control>f");
}

typedef struct
{
  PursuitApplication *application;
  GPtrArray *types;
} Search;

static gboolean
some_class_has_action (Search     *search,
                       const char *name)
{
  for (guint i = 0; i < search->types->len; i++)
    if (class_has_action ((GType) search->types->pdata[i], name))
      return TRUE;

  return application_has_action (search->application, name);
}

/* GTK's own actions, and groups that a page puts in by itself under a prefix of its own. */
static gboolean
is_foreign (const char *name)
{
  static const char *const prefixes[] = { "window.", "clipboard.", "selection.", "text.", "list.", "scroll.",
                                          "default.", "menu.", "popover." };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return TRUE;

  return FALSE;
}

static void
check_template (const char *path,
                const char *text,
                gpointer    data)
{
  /* A shortcut writes action(NAME). */
  g_autoptr(GRegex) regex = g_regex_new ("name=\"action(?:-name)?\">(?:action\\()?([^<)]+)", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *detailed = g_match_info_fetch (match, 1);
      g_autofree char *name = dup_plain_name (detailed);

      if (!is_foreign (name) && !some_class_has_action (data, name))
        g_error ("%s asks for “%s”, which nothing has", path, name);
    }
}

static void
test_templates_name_actions (gconstpointer data)
{
  g_autoptr(GPtrArray) types = ui_list_template_types ();
  Search search = { (PursuitApplication *) data, types };

  ui_foreach_template (check_template, &search);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(PursuitApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  application = make_application ();
  g_test_add_data_func ("/ui/actions/table/is-true", application, test_table_is_true);
  g_test_add_data_func ("/ui/actions/templates/name-actions-that-exist", application, test_templates_name_actions);
  g_test_add_data_func ("/ui/actions/keys/are-set", application, test_keys_are_set);
  g_test_add_func ("/ui/actions/keys/are-unique", test_keys_are_unique);

  return g_test_run ();
}
