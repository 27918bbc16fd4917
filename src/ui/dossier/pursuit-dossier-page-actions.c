/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-date.h"
#include "pursuit-deletion.h"
#include "pursuit-dossier-export.h"
#include "pursuit-enums.h"
#include "pursuit-merge-window.h"
#include "pursuit-new-deal-dialog.h"
#include "pursuit-record-dialog.h"
#include "pursuit-records.h"
#include "pursuit-standing-rules.h"

/* What a person can do on a dossier. */

static const char *const person_fields[] = {
  "name", "title", "buying_role", "attitude", "reports_to_id", "phone", "email", "wechat", "address", "birthday",
  "ambition", "character", "temperament", "preferences", "strengths", "notes", "extra", NULL
};

static const char *const activity_fields[] = {
  "kind", "happened_at", "subject", "body", "contact_id", "deal_id", "staff_id", NULL
};

static GtkWidget *
create_dialog (PursuitDossierPage *self,
               PursuitRecord      *record,
               const char         *title,
               const char *const  *names)
{
  return pursuit_record_dialog_new (GTK_WIDGET (self), self->worker, record, title, names);
}

/* People and deals can only be chosen among those of the customer. */
static void
narrow (PursuitDossierPage *self,
        GtkWidget          *dialog,
        const char         *name,
        PursuitList         list)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);

  query->customer_id = PURSUIT_RECORD (self->dossier->customer)->id;
  pursuit_record_form_set_query (pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (dialog)), name, query);
}

static const char *
get_activity_title (int kind)
{
  switch ((PursuitActivityKind) kind)
    {
    case PURSUIT_ACTIVITY_VISIT:
      return _("Record a Visit");
    case PURSUIT_ACTIVITY_CALL:
      return _("Record a Call");
    case PURSUIT_ACTIVITY_NOTE:
    default:
      return _("Write a Note");
    }
}

static void
add_activity (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);
  g_autoptr(PursuitRecord) activity = pursuit_record_new (PURSUIT_TYPE_ACTIVITY);
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);
  GtkWidget *dialog;
  int kind = PURSUIT_ACTIVITY_NOTE;

  pursuit_enum_from_nick (PURSUIT_TYPE_ACTIVITY_KIND, g_variant_get_string (parameter, NULL), &kind);
  PURSUIT_ACTIVITY (activity)->kind = kind;
  PURSUIT_ACTIVITY (activity)->customer_id = PURSUIT_RECORD (self->dossier->customer)->id;
  PURSUIT_ACTIVITY (activity)->staff_id = opened->actor_id;
  PURSUIT_ACTIVITY (activity)->happened_at = pursuit_time_now ();
  dialog = create_dialog (self, activity, get_activity_title (kind), activity_fields);
  narrow (self, dialog, "contact_id", PURSUIT_LIST_CONTACTS);
  narrow (self, dialog, "deal_id", PURSUIT_LIST_DEALS);
  gtk_window_present (GTK_WINDOW (dialog));
  pursuit_record_form_focus (pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (dialog)), "subject");
}

static void
person_saved_cb (PursuitDossierPage *self,
                 gint64              id)
{
  g_assert (PURSUIT_IS_DOSSIER_PAGE (self));

  pursuit_people_view_select (self->people, id);
  pursuit_people_view_select (self->preview_people, id);
}

static void
add_person (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);
  g_autoptr(PursuitRecord) person = pursuit_record_new (PURSUIT_TYPE_CONTACT);
  GtkWidget *dialog;

  PURSUIT_CONTACT (person)->customer_id = PURSUIT_RECORD (self->dossier->customer)->id;
  dialog = create_dialog (self, person, _("Add a Person"), person_fields);
  narrow (self, dialog, "reports_to_id", PURSUIT_LIST_CONTACTS);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (person_saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_deal (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);

  pursuit_new_deal_dialog_present (widget, self->worker, PURSUIT_RECORD (self->dossier->customer)->id, 0);
}

/* All but how the customer is judged, which takes a reason. */
static char **
dup_form_fields (void)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (PURSUIT_TYPE_CUSTOMER);
  PursuitRecordClass *record_class = (PursuitRecordClass *) klass;
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < record_class->n_fields; i++)
    {
      const PursuitField *field = &record_class->fields[i];
      gboolean is_judged = FALSE;

      for (guint kind = 0; kind < PURSUIT_N_STANDING_KINDS; kind++)
        is_judged |= g_str_equal (field->name, pursuit_standing_kind_get_field (kind));
      if (!is_judged && !(field->flags & (PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL)))
        g_strv_builder_add (names, field->name);
    }
  g_strv_builder_add (names, "extra");

  return g_strv_builder_end (names);
}

static void
edit_all (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);

  g_auto(GStrv) names = dup_form_fields ();

  gtk_window_present (GTK_WINDOW (create_dialog (self, PURSUIT_RECORD (self->dossier->customer), _("Edit All Fields"),
                                                 (const char *const *) names)));
}

static void
edit_field (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  pursuit_dossier_page_edit_field (PURSUIT_DOSSIER_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
delete_customer (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);

  pursuit_deletion_start (widget, self->worker, PURSUIT_RECORD (self->dossier->customer), "dossier.delete-anyway");
}

static void
merge_customer (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);

  gtk_window_present (GTK_WINDOW (pursuit_merge_window_new (widget, self->worker, PURSUIT_TYPE_CUSTOMER,
                                                            PURSUIT_RECORD (self->dossier->customer)->id, 0)));
}

/* Knowing that somebody else changed the customer. */
static void
delete_anyway (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);

  if (self->dossier != NULL && self->customer_id == g_variant_get_int64 (parameter))
    pursuit_deletion_start (widget, self->worker, PURSUIT_RECORD (self->dossier->customer), NULL);
}

/* On success the news bring the dossier back. */
static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitDossierPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (saved == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
restore_customer (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);

  pursuit_worker_save_async (self->worker,
                             pursuit_save_new (PURSUIT_SAVE_RESTORE, PURSUIT_TYPE_CUSTOMER, self->customer_id), NULL,
                             restored_cb, g_object_ref (self));
}

static void
export_dossier (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);
  PursuitRecord *customer = PURSUIT_RECORD (self->dossier->customer);

  pursuit_dossier_export_start (widget, self->worker, customer->id, pursuit_record_get_name (customer),
                                g_str_equal (action_name, "dossier.export-pdf") ? PURSUIT_DOSSIER_PDF : PURSUIT_DOSSIER_JSON);
}

/* Greys what cannot be done with what is shown. */
void
pursuit_dossier_page_update_actions (PursuitDossierPage *self)
{
  static const char *const editing[] = { "dossier.add-activity", "dossier.add-person", "dossier.new-deal",
                                         "dossier.edit-all", "dossier.edit-field", "dossier.delete", "dossier.merge" };
  gboolean may_edit = self->dossier != NULL && self->dossier->may_edit;

  for (guint i = 0; i < G_N_ELEMENTS (editing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), editing[i], may_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossier.export", self->dossier != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossier.export-pdf", self->dossier != NULL);
}

void
pursuit_dossier_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "dossier.add-activity", "s", add_activity);
  gtk_widget_class_install_action (widget_class, "dossier.add-person", NULL, add_person);
  gtk_widget_class_install_action (widget_class, "dossier.new-deal", NULL, new_deal);
  gtk_widget_class_install_action (widget_class, "dossier.edit-all", NULL, edit_all);
  gtk_widget_class_install_action (widget_class, "dossier.edit-field", "s", edit_field);
  gtk_widget_class_install_action (widget_class, "dossier.delete", NULL, delete_customer);
  gtk_widget_class_install_action (widget_class, "dossier.merge", NULL, merge_customer);
  gtk_widget_class_install_action (widget_class, "dossier.delete-anyway", "x", delete_anyway);
  gtk_widget_class_install_action (widget_class, "dossier.restore", NULL, restore_customer);
  gtk_widget_class_install_action (widget_class, "dossier.export", NULL, export_dossier);
  gtk_widget_class_install_action (widget_class, "dossier.export-pdf", NULL, export_dossier);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "dossier.edit-field", "s", "name");
}
