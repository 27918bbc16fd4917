/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-bar-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-command-row.h"
#include "pursuit-list-splice.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* What the bar lists, and what it says when there is nothing to list. */

/* More rows than this nobody looks through; each is a widget. */
#define MOST_ROWS 50
/* Without a sign in front every heading gets its share. */
#define MOST_BELOW_HEADING 7
#define MOST_RECENT 12

static PursuitCommandSection
get_section (const PursuitFound *found)
{
  switch (found->kind)
    {
    case PURSUIT_FOUND_CUSTOMER:
      return PURSUIT_COMMAND_CUSTOMERS;
    case PURSUIT_FOUND_DEAL:
      return PURSUIT_COMMAND_DEALS;
    case PURSUIT_FOUND_TEXT:
      return PURSUIT_COMMAND_TEXTS;
    case PURSUIT_FOUND_CONTACT:
    case PURSUIT_FOUND_STAFF:
    default:
      return PURSUIT_COMMAND_PEOPLE;
    }
}

static void
add_found (GPtrArray             *items,
           PursuitCommandSection  section,
           const PursuitFound    *found)
{
  g_ptr_array_add (items, pursuit_command_item_new_found (section, found));
}

static void
add_actions (PursuitCommandBar *self,
             GPtrArray         *items,
             const char        *words,
             guint              most)
{
  PursuitRecents *recents = self->worker != NULL ? pursuit_worker_get_recents (self->worker) : NULL;
  g_autoptr(GPtrArray) actions = pursuit_command_actions_find (self->actions, words, recents);

  for (guint i = 0; i < actions->len && i < most && items->len < MOST_ROWS; i++)
    g_ptr_array_add (items, pursuit_command_item_new_action (PURSUIT_COMMAND_ACTIONS, g_ptr_array_index (actions, i)));
}

static const PursuitFound *
find_found (PursuitCommandBar   *self,
            const PursuitRecent *recent)
{
  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    {
      const PursuitFound *found = g_ptr_array_index (self->found, i);

      if (found->id == recent->id && found->kind == pursuit_command_bar_get_kind (recent->type))
        return found;
    }

  return NULL;
}

/* Records and actions in the order in which they were used; what is gone or cannot be done is left out. */
static void
add_recent (PursuitCommandBar *self,
            GPtrArray         *items)
{
  PursuitRecents *recents = pursuit_worker_get_recents (self->worker);
  GPtrArray *list = recents != NULL ? pursuit_recents_get_list (recents) : NULL;

  for (guint i = 0; list != NULL && i < list->len && items->len < MOST_RECENT; i++)
    {
      const PursuitRecent *recent = g_ptr_array_index (list, i);
      const PursuitAction *action = NULL;
      const PursuitFound *found = NULL;

      if (recent->action == NULL)
        found = find_found (self, recent);
      else if (self->question->actions)
        action = pursuit_command_actions_named (self->actions, recent->action);

      if (found != NULL)
        add_found (items, PURSUIT_COMMAND_RECENT, found);
      else if (action != NULL)
        g_ptr_array_add (items, pursuit_command_item_new_action (PURSUIT_COMMAND_RECENT, action));
    }
}

static void
add_section (PursuitCommandBar     *self,
             GPtrArray             *items,
             PursuitCommandSection  section,
             guint                  most)
{
  guint n = 0;

  for (guint i = 0; i < self->found->len && n < most && items->len < MOST_ROWS; i++)
    {
      const PursuitFound *found = g_ptr_array_index (self->found, i);

      if (get_section (found) != section)
        continue;
      add_found (items, section, found);
      n++;
    }
}

/* The heading with the best of all comes first: Enter opens that. */
static void
add_sections (PursuitCommandBar *self,
              GPtrArray         *items,
              guint              most)
{
  gboolean is_done[PURSUIT_COMMAND_N_SECTIONS] = { FALSE };

  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    {
      const PursuitFound *found = g_ptr_array_index (self->found, i);
      PursuitCommandSection section = get_section (found);

      /* An older answer may hold what is not asked for any more. */
      if (is_done[section] || (found->kind & self->question->kinds) == 0)
        continue;
      is_done[section] = TRUE;
      add_section (self, items, section, most);
    }
}

static GPtrArray *
list_items (PursuitCommandBar *self,
            const char        *words)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint most = self->question->prefix != '\0' ? MOST_ROWS : MOST_BELOW_HEADING;

  if (*words != '\0')
    add_sections (self, items, most);
  else if (self->worker != NULL && self->question->kinds != 0)
    add_recent (self, items);
  if (self->question->actions && (*words != '\0' || self->question->prefix != '\0' || self->worker == NULL))
    add_actions (self, items, words, self->worker == NULL ? MOST_ROWS : most);

  return items;
}

static guint
count_below_heading (PursuitCommandBar     *self,
                     PursuitCommandSection  section)
{
  GListModel *model = G_LIST_MODEL (self->items);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(PursuitCommandItem) item = g_list_model_get_item (model, i);

      count += pursuit_command_item_get_section (item) == section;
    }

  return count;
}

static GtkWidget *
make_heading (PursuitCommandSection section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (pursuit_command_item_get_heading (section));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (box, "command-heading");
  gtk_widget_add_css_class (title, "title");
  gtk_widget_add_css_class (count, "secondary");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);

  return box;
}

static void
update_heading (GtkListBoxRow *row,
                GtkListBoxRow *before,
                gpointer       user_data)
{
  PursuitCommandBar *self = user_data;
  PursuitCommandSection section = pursuit_command_item_get_section (pursuit_command_row_get_item (PURSUIT_COMMAND_ROW (row)));
  GtkWidget *heading = gtk_list_box_row_get_header (row);
  g_autofree char *count = NULL;

  if (before != NULL &&
      pursuit_command_item_get_section (pursuit_command_row_get_item (PURSUIT_COMMAND_ROW (before))) == section)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  /* A row keeps its section for life: what stands above it is right already, but for the number. */
  if (heading == NULL)
    gtk_list_box_row_set_header (row, heading = make_heading (section));
  count = g_strdup_printf ("%u", count_below_heading (self, section));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (heading)), count);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return pursuit_command_row_new (item);
}

void
pursuit_command_bar_set_up_list (PursuitCommandBar *self)
{
  self->items = g_list_store_new (PURSUIT_TYPE_COMMAND_ITEM);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), create_row, NULL, NULL);
  gtk_list_box_set_header_func (self->list, update_heading, self, NULL);
}

void
pursuit_command_bar_clear_list (PursuitCommandBar *self)
{
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_error (&self->problem);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_widget_set_visible (self->state, FALSE);
}

/* A row that was made a moment ago has no place yet; it is one of the first, or the frame after shows it. */
static void
scroll_to (PursuitCommandBar *self,
           GtkListBoxRow     *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  GtkWidget *heading = gtk_list_box_row_get_header (row);
  graphene_rect_t bounds;
  double top;

  if (gtk_list_box_row_get_index (row) == 0)
    {
      gtk_adjustment_set_value (adjustment, 0);
      return;
    }
  if (!gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds) || bounds.size.height <= 0)
    return;

  top = bounds.origin.y - (heading != NULL ? gtk_widget_get_height (heading) : 0);
  gtk_adjustment_clamp_page (adjustment, top, bounds.origin.y + bounds.size.height);
}

static void
select_at (PursuitCommandBar *self,
           int                position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, position);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  scroll_to (self, row);
}

/* What the person went to stays selected as long as it is listed; else the best is. */
static void
select_again (PursuitCommandBar  *self,
              PursuitCommandItem *chosen)
{
  guint position;

  if (chosen == NULL || !self->was_moved || !g_list_store_find (self->items, chosen, &position))
    {
      self->was_moved = FALSE;
      position = 0;
    }
  select_at (self, (int) position);
}

static void
show_items (PursuitCommandBar *self)
{
  g_autofree char *words = pursuit_text_fold (self->question->words);
  g_autoptr(GPtrArray) items = list_items (self, words);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autoptr(PursuitCommandItem) chosen = NULL;

  if (row != NULL)
    chosen = g_object_ref (pursuit_command_row_get_item (PURSUIT_COMMAND_ROW (row)));
  pursuit_list_splice (self->items, items, items->len, pursuit_command_item_is_same);
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr(PursuitCommandItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      pursuit_command_item_set_words (item, words);
    }
  gtk_list_box_invalidate_headers (self->list);
  gtk_widget_set_visible (self->scroller, items->len > 0);
  select_again (self, chosen);
}

/* What to say when nothing is listed. */
static char *
dup_sentence (PursuitCommandBar *self)
{
  if (!pursuit_str_empty (self->question->words))
    {
      g_autofree char *words = pursuit_str_excerpt (self->question->words);

      if (self->question->prefix == '>')
        /* Translators: %s is what was typed */
        return g_strdup_printf (_("Nothing that can be done now is called “%s”. Try another word of its name."), words);
      if (self->question->prefix != '\0')
        return g_strdup_printf (_("Nobody and nothing of that kind is called “%s”. Without the sign in front, it is looked "
                                  "for everywhere."), words);
      return g_strdup_printf (_("Nothing is called “%s”. Try fewer letters, another word of the name, or the first letters "
                                "of its syllables in Pinyin."), words);
    }
  if (self->question->prefix != '\0')
    return g_strdup (_("Type part of a name."));

  return g_strdup (_("Type part of a name, or what you want to do. What you open is listed here the next time."));
}

static const char *
get_waiting_sentence (PursuitCommandBar *self)
{
  if (pursuit_worker_is_on_share (self->worker))
    return _("Waiting for the shared folder: the names are still being read from it. Actions can be chosen already.");

  return _("Waiting for the database, which is still reading names or busy with a change. Actions can be chosen already.");
}

/* Says what there is to say beside the list, or in its place. */
static void
show_state (PursuitCommandBar *self,
            gboolean           is_waiting)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;
  g_autofree char *sentence = NULL;

  if (is_waiting)
    sentence = g_strdup (get_waiting_sentence (self));
  else if (self->problem != NULL)
    sentence = g_strdup (self->problem->message);
  else if (is_empty)
    sentence = dup_sentence (self);
  gtk_label_set_text (self->sentence, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->try_again, !is_waiting && self->problem != NULL);
  gtk_widget_set_visible (self->state, sentence != NULL);
}

/* Actions need no answer; the records of the question before stay until there is one. */
void
pursuit_command_bar_show_waiting (PursuitCommandBar *self)
{
  show_items (self);
  show_state (self, TRUE);
}

/* Shows what is known of what is typed. */
void
pursuit_command_bar_show_answer (PursuitCommandBar *self)
{
  show_items (self);
  show_state (self, FALSE);
  pursuit_command_bar_announce (self, gtk_list_box_get_selected_row (self->list));
}

/* Selects another row; what is far beyond the end is the last. */
void
pursuit_command_bar_move (PursuitCommandBar *self,
                          int                steps)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->items));
  gint64 to = (row != NULL ? gtk_list_box_row_get_index (row) : 0) + (gint64) steps;

  if (n == 0)
    return;

  self->was_moved = TRUE;
  select_at (self, (int) CLAMP (to, 0, n - 1));
}

/* The focus stays in the entry: a screen reader hears there which row is selected, or why there is none. */
void
pursuit_command_bar_announce (PursuitCommandBar *self,
                              GtkListBoxRow     *row)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree char *text = NULL;

  if (row != NULL)
    /* Translators: spoken: %1$s is what is selected, %2$d is its number and %3$u how many there are */
    text = g_strdup_printf (_("%1$s, %2$d of %3$u"), pursuit_command_row_get_name (PURSUIT_COMMAND_ROW (row)),
                            gtk_list_box_row_get_index (row) + 1, n);
  else
    text = g_strdup (gtk_label_get_text (self->sentence));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
