/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-request-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-locale.h"
#include "pursuit-record-dialog.h"
#include "pursuit-records.h"
#include "pursuit-role-request.h"
#include "pursuit-role.h"

/* A request is needed so many days from now unless somebody says otherwise. */
#define DAYS_AHEAD 7

/*
 * The form with which a role is asked for on a deal (TEAM-4): that of any record, and a row above which says as what. It is a draft
 * while it is typed, and waits on this computer when the database cannot be reached, as every new record.
 */

/* What is asked of the worker, and what it finds. */
typedef struct
{
  GtkWidget *opener;
  gint64 deal_id;
  gint64 stage;
  gint64 role_id;
  PursuitRecord *deal;
  GPtrArray *roles;        /* PursuitRole, those that work on deals, in the order of the matrix */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->opener);
  g_clear_object (&question->deal);
  g_clear_pointer (&question->roles, g_ptr_array_unref);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static int
compare_roles (gconstpointer a,
               gconstpointer b)
{
  const PursuitRole *one = *(PursuitRole *const *) a;
  const PursuitRole *other = *(PursuitRole *const *) b;

  return one->position != other->position ? (one->position < other->position ? -1 : 1) : 0;
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *asked = data;
  g_autoptr(Question) question = g_new0 (Question, 1);
  g_autoptr(GPtrArray) all = NULL;

  question->deal = pursuit_records_load (desk, PURSUIT_TYPE_DEAL, asked->deal_id, error);
  if (question->deal == NULL || (all = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, error)) == NULL)
    return NULL;

  question->roles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (all, i);

      if (role->works_on_deals && PURSUIT_RECORD (role)->deleted_at == 0)
        g_ptr_array_add (question->roles, g_object_ref (role));
    }
  g_ptr_array_sort (question->roles, compare_roles);
  return g_steal_pointer (&question);
}

static PursuitRole *
get_chosen (AdwComboRow *row)
{
  GPtrArray *roles = g_object_get_data (G_OBJECT (row), "roles");
  guint chosen = adw_combo_row_get_selected (row);

  return chosen < roles->len ? g_ptr_array_index (roles, chosen) : NULL;
}

/* The role is no field of the form: it goes into the new record from which the form begins. */
static void
role_changed_cb (AdwComboRow       *row,
                 GParamSpec        *pspec,
                 PursuitRecordForm *form)
{
  PursuitRole *role = get_chosen (row);

  if (role != NULL && pursuit_record_form_get_original (form) != NULL)
    g_object_set (pursuit_record_form_get_original (form), "role-id", PURSUIT_RECORD (role)->id, NULL);
}

static GtkWidget *
make_role_row (GPtrArray *roles,
               gint64     role_id)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < roles->len; i++)
    {
      PursuitRole *role = g_ptr_array_index (roles, i);

      gtk_string_list_append (names, pursuit_locale_choose_name (role->name, NULL));
      if (PURSUIT_RECORD (role)->id == role_id)
        chosen = i;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Role"));
  g_object_set_data_full (G_OBJECT (row), "roles", g_ptr_array_ref (roles), (GDestroyNotify) g_ptr_array_unref);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);

  return row;
}

static PursuitRecord *
make_request (const Question *asked,
              const Question *found)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *day = pursuit_date_add_days (today, DAYS_AHEAD);

  return g_object_new (PURSUIT_TYPE_ROLE_REQUEST, "deal-id", asked->deal_id, "customer-id", PURSUIT_DEAL (found->deal)->customer_id,
                       "stage", asked->stage, "needed-on", day, NULL);
}

static void
present (PursuitWorker  *worker,
         const Question *asked,
         const Question *found)
{
  static const char *const names[] = { "purpose", "needed_on", "hours", "staff_id", "background", NULL };
  g_autoptr(PursuitRecord) request = make_request (asked, found);
  /* Translators: %s is a deal */
  g_autofree char *title = g_strdup_printf (_("Ask for a Role: %s"), pursuit_record_get_name (found->deal));
  GtkWidget *dialog = pursuit_record_dialog_new (asked->opener, worker, request, title, names);
  PursuitRecordForm *form = pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (dialog));
  GtkWidget *row = make_role_row (found->roles, asked->role_id);

  g_signal_connect_object (row, "notify::selected", G_CALLBACK (role_changed_cb), form, 0);
  role_changed_cb (ADW_COMBO_ROW (row), NULL, form);
  pursuit_record_form_insert (form, row, "purpose");
  gtk_window_present (GTK_WINDOW (dialog));
  pursuit_record_form_focus (form, "purpose");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Question) asked = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Question) found = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (gtk_widget_get_root (asked->opener) == NULL)
    return;
  if (found == NULL)
    gtk_widget_activate_action (asked->opener, "win.toast", "s", error->message);
  else if (found->roles->len == 0)
    gtk_widget_activate_action (asked->opener, "win.toast", "s", _("Nobody works on deals in any role yet."));
  else
    present (PURSUIT_WORKER (source), asked, found);
}

/**
 * pursuit_request_dialog_present:
 * @widget: the widget that asks for it; its window is covered and tells how it went
 * @worker: the worker
 * @deal_id: a deal
 * @stage: the position of the stage for which somebody is needed, 0 for the present one
 * @role_id: the role, 0 to have it chosen
 *
 * Shows the form with which a role is asked for, filled in as far as it is known.
 */
void
pursuit_request_dialog_present (GtkWidget     *widget,
                                PursuitWorker *worker,
                                gint64         deal_id,
                                gint64         stage,
                                gint64         role_id)
{
  Question *asked;
  Question *copy;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PURSUIT_IS_WORKER (worker) && deal_id != 0);

  asked = g_new0 (Question, 1);
  copy = g_new0 (Question, 1);
  asked->opener = g_object_ref (widget);
  asked->deal_id = deal_id;
  asked->stage = stage;
  asked->role_id = role_id;
  copy->deal_id = deal_id;
  pursuit_worker_call_async (worker, read_job, copy, question_free, question_free, NULL, read_cb, asked);
}
