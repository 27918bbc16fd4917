/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-people-button.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-person-row.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitPeopleButton says at the bottom of the window who else has the database open; its popover says who exactly, and
 * whether it is known that they cannot overwrite one another. Whoever is alone with a file on this computer does not see it.
 */
struct _PursuitPeopleButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkWidget *face;
  GtkBox *pile;
  GtkLabel *label;
  GtkListBox *list;
  GtkImage *sharing_icon;
  GtkLabel *sharing;

  PursuitPeople *people;
};

G_DEFINE_FINAL_TYPE (PursuitPeopleButton, pursuit_people_button, GTK_TYPE_WIDGET)

/* More faces than this say nothing; the number does. */
#define MOST_AVATARS 4
#define AVATAR_SIZE 20

/* One face for each person, whoever sits at two programs. */
static GPtrArray *
list_names (GPtrArray *people)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < people->len; i++)
    {
      const PursuitPresent *present = g_ptr_array_index (people, i);

      if (g_hash_table_add (seen, pursuit_present_dup_title (present)))
        g_ptr_array_add (names, g_strdup (present->person));
    }

  return names;
}

static void
add_avatar (PursuitPeopleButton *self,
            const char          *name)
{
  GtkWidget *avatar = adw_avatar_new (AVATAR_SIZE, name, TRUE);

  gtk_widget_add_css_class (avatar, "avatar-20");
  gtk_box_append (self->pile, avatar);
}

static void
show_pile (PursuitPeopleButton *self,
           GPtrArray           *names)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pile))) != NULL)
    gtk_box_remove (self->pile, child);

  for (guint i = 0; i < MIN (names->len, MOST_AVATARS); i++)
    add_avatar (self, g_ptr_array_index (names, i));
  if (names->len > MOST_AVATARS)
    {
      /* Translators: how many more people there are than pictures of them */
      g_autofree char *more = g_strdup_printf (_("+%u"), names->len - MOST_AVATARS);
      GtkWidget *label = gtk_label_new (more);

      gtk_widget_add_css_class (label, "more");
      gtk_box_append (self->pile, label);
    }
}

static void
show_label (PursuitPeopleButton *self,
            GPtrArray           *names)
{
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *described = NULL;

  if (names->len > 1)
    text = g_strdup_printf (ngettext ("%u person here", "%u people here", names->len), names->len);
  else
    text = g_strdup (_("Only you are here"));
  gtk_label_set_text (self->label, text);

  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (_(", "), (char **) names->pdata);
  /* Translators: read aloud: how many people are here, and their names */
  described = g_strdup_printf (_("%1$s: %2$s"), text, joined);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, described, -1);
}

static void
show_list (PursuitPeopleButton *self,
           GPtrArray           *people)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < people->len; i++)
    {
      if (gtk_list_box_get_row_at_index (self->list, (int) i) == NULL)
        gtk_list_box_append (self->list, pursuit_person_row_new ());
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      pursuit_person_row_set_present (PURSUIT_PERSON_ROW (row), g_ptr_array_index (people, i));
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) people->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
set_sharing (PursuitPeopleButton *self,
             const char          *icon,
             const char          *css_class,
             const char          *sentence)
{
  const char *classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (self->sharing_icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->sharing_icon), classes);
  gtk_label_set_text (self->sharing, sentence);
}

static void
show_sharing (PursuitPeopleButton *self)
{
  switch (pursuit_people_get_sharing (self->people))
    {
    case PURSUIT_SHARING_PROVEN:
      set_sharing (self, "pursuit-proven-symbolic", "success-text", _("Verified: nobody can overwrite what another saves."));
      break;
    case PURSUIT_SHARING_BROKEN:
      set_sharing (self, "dialog-error-symbolic", "error-text",
                   _("Sharing is not safe here: the folder’s locks do not hold, so nothing can be saved."));
      break;
    case PURSUIT_SHARING_UNPROVEN:
      set_sharing (self, "dialog-warning-symbolic", "warning-text",
                   _("Not verified yet: whether the folder’s locks hold is being found out."));
      break;
    case PURSUIT_SHARING_ALONE:
    default:
      set_sharing (self, "dialog-information-symbolic", "secondary",
                   _("Shared use is verified when the second person joins."));
      break;
    }
}

static void
changed_cb (PursuitPeopleButton *self)
{
  GPtrArray *people = pursuit_people_get_list (self->people);
  g_autoptr(GPtrArray) names = list_names (people);

  gtk_widget_set_visible (GTK_WIDGET (self), people->len > 0 && (names->len > 1 || pursuit_people_is_shared (self->people)));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  show_pile (self, names);
  show_label (self, names);
  show_list (self, people);
  show_sharing (self);
}

/* A popover asks a text that wraps for its height as if it had one line: the text says how high it will be. */
static void
fix_height (GtkWidget *label)
{
  int width, height;

  gtk_widget_set_size_request (label, -1, -1);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_set_size_request (label, -1, height);
}

/* "3 min ago" is written anew for whoever looks. */
static void
popover_shown_cb (PursuitPeopleButton *self)
{
  if (self->people)
    show_list (self, pursuit_people_get_list (self->people));
  fix_height (GTK_WIDGET (self->sharing));
}

static void
begin_clicked_cb (PursuitPeopleButton *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
pursuit_people_button_dispose (GObject *object)
{
  PursuitPeopleButton *self = PURSUIT_PEOPLE_BUTTON (object);

  g_clear_object (&self->people);
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_PEOPLE_BUTTON);

  G_OBJECT_CLASS (pursuit_people_button_parent_class)->dispose (object);
}

static void
pursuit_people_button_class_init (PursuitPeopleButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_people_button_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "peoplebutton");
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("people-button.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleButton, button);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleButton, face);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleButton, pile);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleButton, label);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleButton, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleButton, sharing_icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleButton, sharing);
  gtk_widget_class_bind_template_callback (widget_class, begin_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
}

static void
pursuit_people_button_init (PursuitPeopleButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A menu button centres what it shows, in a box of its own; this one stands in a column. */
  gtk_widget_set_halign (gtk_widget_get_parent (self->face), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * pursuit_people_button_set_people:
 * @self: a button
 * @people: (nullable): who has the database open, or %NULL
 *
 * Shows them, from their next change on; nobody until then.
 */
void
pursuit_people_button_set_people (PursuitPeopleButton *self,
                                  PursuitPeople       *people)
{
  g_return_if_fail (PURSUIT_IS_PEOPLE_BUTTON (self));

  if (self->people)
    g_signal_handlers_disconnect_by_func (self->people, changed_cb, self);
  g_set_object (&self->people, people);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->button)
    gtk_menu_button_popdown (self->button);

  if (people == NULL)
    return;

  g_signal_connect_object (people, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
