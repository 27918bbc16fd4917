/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-actions.h"

#include <glib/gi18n-lib.h>

#include "pursuit-command-match.h"
#include "pursuit-text.h"

/* An action, and the widget that it is to be asked of. */
typedef struct
{
  const PursuitAction *action;
  GWeakRef place;
} Possible;

struct _PursuitCommandActions
{
  GPtrArray *possible;    /* of Possible, in the order of the table */
};

static void
possible_free (gpointer data)
{
  Possible *possible = data;

  g_weak_ref_clear (&possible->place);
  g_free (possible);
}

/* An action of a class is that of the widget around the focus, or else of the page that is looked at. */
static GtkWidget *
find_place (const PursuitAction *action,
            GtkWidget           *bar,
            GtkWidget           *origin,
            GtkWidget           *page)
{
  GType owner = action->get_owner ();
  GtkWidget *around;

  if (action->get_place != NULL &&
      (origin == NULL || GTK_IS_BUTTON (origin) || gtk_widget_get_ancestor (origin, action->get_place ()) == NULL))
    return NULL;
  if (pursuit_actions_is_global (action))
    return bar;

  around = origin != NULL ? gtk_widget_get_ancestor (origin, owner) : NULL;
  if (around == NULL && page != NULL && g_type_is_a (G_OBJECT_TYPE (page), owner))
    around = page;

  return around;
}

/* Only what follows an action can tell whether it is enabled there: a button that nobody sees stands in for a moment. */
static gboolean
is_enabled (const PursuitAction *action,
            GtkWidget           *place)
{
  GtkWidget *probe = gtk_button_new ();
  g_autoptr(GVariant) target = NULL;
  g_autofree char *name = NULL;
  gboolean enabled;

  if (!g_action_parse_detailed_name (action->name, &name, &target, NULL))
    g_assert_not_reached ();

  /* The target first: a name without the target that it needs is complained of. */
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (probe), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), name);
  gtk_widget_set_visible (probe, FALSE);
  gtk_widget_set_parent (probe, place);
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);

  return enabled;
}

/* The bar is not an answer to a question in the bar. */
static gboolean
is_own (const PursuitAction *action)
{
  return g_strcmp0 (action->name, "win.find") == 0;
}

/**
 * pursuit_command_actions_new:
 * @bar: a widget in the window
 * @origin: (nullable): what had the focus before the bar
 * @page: (nullable): the page that is looked at
 *
 * Looks what can be done from there right now.
 *
 * Returns: (transfer full): what can be done
 */
PursuitCommandActions *
pursuit_command_actions_new (GtkWidget *bar,
                             GtkWidget *origin,
                             GtkWidget *page)
{
  PursuitCommandActions *self = g_new0 (PursuitCommandActions, 1);
  const PursuitAction *actions;
  guint n_actions;

  self->possible = g_ptr_array_new_with_free_func (possible_free);
  actions = pursuit_actions_list (&n_actions);
  for (guint i = 0; i < n_actions; i++)
    {
      GtkWidget *place = actions[i].name != NULL && !is_own (&actions[i]) ? find_place (&actions[i], bar, origin, page)
                                                                          : NULL;
      Possible *possible;

      if (place == NULL || !is_enabled (&actions[i], place))
        continue;

      possible = g_new0 (Possible, 1);
      possible->action = &actions[i];
      g_weak_ref_init (&possible->place, place);
      g_ptr_array_add (self->possible, possible);
    }

  return self;
}

/**
 * pursuit_command_actions_free:
 * @self: (transfer full): what can be done
 */
void
pursuit_command_actions_free (PursuitCommandActions *self)
{
  g_ptr_array_unref (self->possible);
  g_free (self);
}

/* A label is known by its translation, and to many also by its English original. */
static PursuitCommandMatch
match_action (const PursuitAction *action,
              const char          *words)
{
  return MIN (pursuit_command_match_label (_(action->label), words), pursuit_command_match_label (action->label, words));
}

static guint
get_recency (const PursuitAction *action,
             GPtrArray           *recent)
{
  for (guint i = 0; recent != NULL && i < recent->len; i++)
    if (g_strcmp0 (((const PursuitRecent *) g_ptr_array_index (recent, i))->action, action->name) == 0)
      return i;

  return G_MAXUINT;
}

/* Puts an action behind those that are as recent as it is, or more. */
static void
insert_by_recency (GPtrArray           *found,
                   guint                first,
                   const PursuitAction *action,
                   GPtrArray           *recent)
{
  guint recency = get_recency (action, recent);
  guint at = found->len;

  while (at > first && get_recency (g_ptr_array_index (found, at - 1), recent) > recency)
    at--;
  g_ptr_array_insert (found, (int) at, (gpointer) action);
}

/**
 * pursuit_command_actions_find:
 * @self: what can be done
 * @words: folded; empty for everything
 * @recents: (nullable): what was done lately
 *
 * Finds actions by words of their labels, in the language of the window or in English.
 *
 * Returns: (transfer container) (element-type PursuitAction): the best first, and among equals what was done lately
 */
GPtrArray *
pursuit_command_actions_find (PursuitCommandActions *self,
                              const char            *words,
                              PursuitRecents        *recents)
{
  GPtrArray *found = g_ptr_array_new ();
  GPtrArray *recent = recents != NULL ? pursuit_recents_get_list (recents) : NULL;

  for (PursuitCommandMatch match = PURSUIT_COMMAND_MATCH_START; match < PURSUIT_COMMAND_MATCH_NONE; match++)
    {
      guint first = found->len;

      for (guint i = 0; i < self->possible->len; i++)
        {
          const Possible *possible = g_ptr_array_index (self->possible, i);

          if (match_action (possible->action, words) == match)
            insert_by_recency (found, first, possible->action, recent);
        }
    }

  return found;
}

static Possible *
find_possible (PursuitCommandActions *self,
               const char            *name)
{
  for (guint i = 0; i < self->possible->len; i++)
    {
      Possible *possible = g_ptr_array_index (self->possible, i);

      if (g_strcmp0 (possible->action->name, name) == 0)
        return possible;
    }

  return NULL;
}

/**
 * pursuit_command_actions_named:
 * @self: what can be done
 * @name: the detailed name of an action
 *
 * Returns: (transfer none) (nullable): the action; %NULL when it cannot be done
 */
const PursuitAction *
pursuit_command_actions_named (PursuitCommandActions *self,
                               const char            *name)
{
  const Possible *possible = find_possible (self, name);

  return possible != NULL ? possible->action : NULL;
}

/**
 * pursuit_command_actions_run:
 * @self: what can be done
 * @action: one of them
 *
 * Does it, where it could be done when the bar was opened.
 *
 * Returns: %FALSE when that place is gone
 */
gboolean
pursuit_command_actions_run (PursuitCommandActions *self,
                             const PursuitAction   *action)
{
  Possible *possible = find_possible (self, action->name);
  g_autoptr(GtkWidget) place = possible != NULL ? g_weak_ref_get (&possible->place) : NULL;
  g_autoptr(GVariant) target = NULL;
  g_autofree char *name = NULL;

  if (place == NULL || !g_action_parse_detailed_name (action->name, &name, &target, NULL))
    return FALSE;

  return gtk_widget_activate_action_variant (place, name, target);
}
