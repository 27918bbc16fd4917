/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-people-view-private.h"

#include "pursuit-contact-verbs.h"
#include "pursuit-deletion.h"
#include "pursuit-merge-window.h"

/* What one does with the person who is selected. */

void
pursuit_people_view_update_actions (PursuitPeopleView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_there = self->person != NULL && self->person->erased_at == 0;
  gboolean has_gone = is_there && self->person->left_on != NULL;

  gtk_widget_action_set_enabled (widget, "people.delete", self->person != NULL && self->editable);
  gtk_widget_action_set_enabled (widget, "people.merge", is_there && self->editable);
  gtk_widget_action_set_enabled (widget, "people.move", is_there && self->editable);
  gtk_widget_action_set_enabled (widget, "people.leave", is_there && !has_gone && self->editable);
  gtk_widget_action_set_enabled (widget, "people.come-back", has_gone && self->editable);
  gtk_widget_action_set_enabled (widget, "people.export-card", is_there);
  gtk_widget_action_set_enabled (widget, "people.export-all", is_there);
  gtk_widget_action_set_enabled (widget, "people.erase", is_there && self->may_erase);
}

static void
delete_selected (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (widget);

  if (self->person != NULL)
    pursuit_deletion_start (widget, self->worker, PURSUIT_RECORD (self->person), "people.delete-anyway");
}

static void
merge_selected (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (widget);

  if (self->person != NULL)
    gtk_window_present (GTK_WINDOW (pursuit_merge_window_new (widget, self->worker, PURSUIT_TYPE_CONTACT,
                                                              PURSUIT_RECORD (self->person)->id, 0)));
}

static void
delete_anyway (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (widget);

  if (self->person != NULL && PURSUIT_RECORD (self->person)->id == g_variant_get_int64 (parameter))
    pursuit_deletion_start (widget, self->worker, PURSUIT_RECORD (self->person), NULL);
}

static void
change_post (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (widget);
  PursuitPostQuestion question = g_str_equal (action_name, "people.move")    ? PURSUIT_POST_MOVE
                                 : g_str_equal (action_name, "people.leave") ? PURSUIT_POST_LEAVE
                                                                             : PURSUIT_POST_RETURN;

  if (self->person != NULL)
    pursuit_contact_ask_post (widget, self->worker, self->person, question);
}

static void
export_person (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (widget);

  if (self->person != NULL)
    pursuit_contact_ask_export (widget, self->worker, self->person, g_str_equal (action_name, "people.export-card"));
}

static void
erase_person (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (widget);

  if (self->person != NULL)
    pursuit_contact_ask_erase (widget, self->worker, self->person);
}

void
pursuit_people_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "people.delete", NULL, delete_selected);
  gtk_widget_class_install_action (widget_class, "people.delete-anyway", "x", delete_anyway);
  gtk_widget_class_install_action (widget_class, "people.merge", NULL, merge_selected);
  gtk_widget_class_install_action (widget_class, "people.move", NULL, change_post);
  gtk_widget_class_install_action (widget_class, "people.leave", NULL, change_post);
  gtk_widget_class_install_action (widget_class, "people.come-back", NULL, change_post);
  gtk_widget_class_install_action (widget_class, "people.export-card", NULL, export_person);
  gtk_widget_class_install_action (widget_class, "people.export-all", NULL, export_person);
  gtk_widget_class_install_action (widget_class, "people.erase", NULL, erase_person);
}
