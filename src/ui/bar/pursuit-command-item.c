/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-item.h"

#include <glib/gi18n-lib.h>

#include "pursuit-command-match.h"
#include "pursuit-str.h"

/*
 * PursuitCommandItem is one line of the command bar: a record that was found, or an action. The same thing keeps its line
 * from one key press to the next; only the words that are marked in it change.
 */
struct _PursuitCommandItem
{
  GObject parent_instance;

  PursuitCommandSection section;
  PursuitFound *found;            /* or */
  const PursuitAction *action;
  char *words;                    /* folded */
};

G_DEFINE_FINAL_TYPE (PursuitCommandItem, pursuit_command_item, G_TYPE_OBJECT)

static guint changed_signal;

static const char *const headings[PURSUIT_COMMAND_N_SECTIONS] = {
  [PURSUIT_COMMAND_RECENT] = N_("Recent"),
  [PURSUIT_COMMAND_CUSTOMERS] = N_("Customers"),
  [PURSUIT_COMMAND_PEOPLE] = N_("People"),
  [PURSUIT_COMMAND_DEALS] = N_("Deals"),
  [PURSUIT_COMMAND_TEXTS] = N_("In Texts"),
  [PURSUIT_COMMAND_ACTIONS] = N_("Actions"),
};

static void
pursuit_command_item_finalize (GObject *object)
{
  PursuitCommandItem *self = PURSUIT_COMMAND_ITEM (object);

  g_clear_pointer (&self->found, pursuit_found_free);
  g_free (self->words);

  G_OBJECT_CLASS (pursuit_command_item_parent_class)->finalize (object);
}

static void
pursuit_command_item_class_init (PursuitCommandItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_command_item_finalize;

  /**
   * PursuitCommandItem::changed:
   *
   * Other words are to be marked.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
pursuit_command_item_init (PursuitCommandItem *self)
{
}

/**
 * pursuit_command_item_new_found:
 * @section: below which heading it stands
 * @found: a record; copied
 *
 * Returns: (transfer full): its line
 */
PursuitCommandItem *
pursuit_command_item_new_found (PursuitCommandSection  section,
                                const PursuitFound    *found)
{
  PursuitCommandItem *self = g_object_new (PURSUIT_TYPE_COMMAND_ITEM, NULL);

  self->section = section;
  self->found = pursuit_found_copy (found);

  return self;
}

/**
 * pursuit_command_item_new_action:
 * @section: below which heading it stands
 * @action: an action of the table
 *
 * Returns: (transfer full): its line
 */
PursuitCommandItem *
pursuit_command_item_new_action (PursuitCommandSection  section,
                                 const PursuitAction   *action)
{
  PursuitCommandItem *self = g_object_new (PURSUIT_TYPE_COMMAND_ITEM, NULL);

  self->section = section;
  self->action = action;

  return self;
}

PursuitCommandSection
pursuit_command_item_get_section (PursuitCommandItem *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_ITEM (self), PURSUIT_COMMAND_RECENT);

  return self->section;
}

/**
 * pursuit_command_item_get_heading:
 * @section: a section
 *
 * Returns: (transfer none): what stands above it, in the language of the window
 */
const char *
pursuit_command_item_get_heading (PursuitCommandSection section)
{
  g_return_val_if_fail (section < PURSUIT_COMMAND_N_SECTIONS, "");

  return _(headings[section]);
}

/**
 * pursuit_command_item_get_found:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): the record, %NULL for an action
 */
const PursuitFound *
pursuit_command_item_get_found (PursuitCommandItem *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_ITEM (self), NULL);

  return self->found;
}

/**
 * pursuit_command_item_get_action:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): the action, %NULL for a record
 */
const PursuitAction *
pursuit_command_item_get_action (PursuitCommandItem *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_ITEM (self), NULL);

  return self->action;
}

/**
 * pursuit_command_item_get_title:
 * @self: a line
 *
 * Returns: (transfer none): what it is called
 */
const char *
pursuit_command_item_get_title (PursuitCommandItem *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_ITEM (self), "");

  if (self->action != NULL)
    return _(self->action->label);

  return self->found->title != NULL ? self->found->title : "";
}

/* A short text is its own title: once is enough. */
static gboolean
says_title (const PursuitFound *found)
{
  const char *title = found->title != NULL ? found->title : "";

  for (const char *p = found->snippet; *p != '\0'; p++)
    if (*p != '\002' && *p != '\003' && *p != *title++)
      return FALSE;

  return *title == '\0';
}

/* The words around a match, on one line, behind where it stands; the match comes between two signs that nobody types. */
static char *
dup_snippet (const PursuitFound *found,
             PangoAttrList      *marks)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint start = 0;

  if (!pursuit_str_empty (found->detail))
    g_string_append_printf (text, "%s · ", found->detail);
  for (const char *p = found->snippet; *p != '\0'; p++)
    {
      if (*p == '\002')
        start = (guint) text->len;
      else if (*p == '\003' && text->len > start && marks != NULL)
        {
          PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

          bold->start_index = start;
          bold->end_index = (guint) text->len;
          pango_attr_list_insert (marks, bold);
        }
      else if (*p != '\003')
        g_string_append_c (text, *p == '\n' || *p == '\t' ? ' ' : *p);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * pursuit_command_item_dup_detail:
 * @self: a line
 * @marks: (nullable): where to put what is to be printed in bold
 *
 * Returns: (transfer full): what tells it from others, on one line; empty for nothing
 */
char *
pursuit_command_item_dup_detail (PursuitCommandItem *self,
                                 PangoAttrList      *marks)
{
  char *detail;

  g_return_val_if_fail (PURSUIT_IS_COMMAND_ITEM (self), NULL);

  if (self->action != NULL)
    return g_strdup (self->section == PURSUIT_COMMAND_ACTIONS ? pursuit_actions_section_title (self->action->section) : "");
  if (!pursuit_str_empty (self->found->snippet) && !says_title (self->found))
    return dup_snippet (self->found, marks);

  detail = g_strdup (self->found->detail != NULL ? self->found->detail : "");
  if (marks != NULL && self->words != NULL)
    pursuit_command_match_mark (marks, detail, self->words);

  return detail;
}

/**
 * pursuit_command_item_get_icon:
 * @self: a line
 *
 * Returns: (transfer none): the name of its icon
 */
const char *
pursuit_command_item_get_icon (PursuitCommandItem *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_ITEM (self), NULL);

  if (self->action != NULL)
    return "go-next-symbolic";

  switch (self->found->kind)
    {
    case PURSUIT_FOUND_CUSTOMER:
      return "pursuit-customer-symbolic";
    case PURSUIT_FOUND_DEAL:
      return "pursuit-deal-symbolic";
    case PURSUIT_FOUND_TEXT:
      return "text-x-generic-symbolic";
    case PURSUIT_FOUND_STAFF:
      return "pursuit-team-symbolic";
    case PURSUIT_FOUND_CONTACT:
    default:
      return "avatar-default-symbolic";
    }
}

/**
 * pursuit_command_item_dup_keys:
 * @self: a line
 *
 * Returns: (transfer full) (nullable): the key that does the same, %NULL for none
 */
char *
pursuit_command_item_dup_keys (PursuitCommandItem *self)
{
  g_auto(GStrv) accels = NULL;
  GdkModifierType modifiers;
  guint key;

  g_return_val_if_fail (PURSUIT_IS_COMMAND_ITEM (self), NULL);

  if (self->action == NULL)
    return NULL;

  accels = pursuit_actions_split_accels (self->action);
  if (accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &modifiers))
    return NULL;

  return gtk_accelerator_get_label (key, modifiers);
}

/**
 * pursuit_command_item_get_words:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what is to be marked in it, folded
 */
const char *
pursuit_command_item_get_words (PursuitCommandItem *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_ITEM (self), NULL);

  return self->words;
}

/**
 * pursuit_command_item_set_words:
 * @self: a line
 * @words: (nullable): what is to be marked in it, folded
 */
void
pursuit_command_item_set_words (PursuitCommandItem *self,
                                const char         *words)
{
  g_return_if_fail (PURSUIT_IS_COMMAND_ITEM (self));

  if (pursuit_set_str (&self->words, words))
    g_signal_emit (self, changed_signal, 0);
}

static gboolean
is_same_found (const PursuitFound *first,
               const PursuitFound *second)
{
  return first->kind == second->kind && first->id == second->id && first->customer_id == second->customer_id &&
         g_strcmp0 (first->title, second->title) == 0 && g_strcmp0 (first->detail, second->detail) == 0 &&
         g_strcmp0 (first->snippet, second->snippet) == 0;
}

/**
 * pursuit_command_item_is_same:
 * @a: a line
 * @b: a line
 *
 * Returns: whether they say the same, the marks aside
 */
gboolean
pursuit_command_item_is_same (gpointer a,
                              gpointer b)
{
  PursuitCommandItem *first = PURSUIT_COMMAND_ITEM (a);
  PursuitCommandItem *second = PURSUIT_COMMAND_ITEM (b);

  if (first->section != second->section || first->action != second->action)
    return FALSE;

  return first->action != NULL || is_same_found (first->found, second->found);
}
