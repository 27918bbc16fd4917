/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-people-view.h"

#include <glib/gi18n-lib.h>

#include "pursuit-columns-layout.h"
#include "pursuit-contact-row.h"
#include "pursuit-deletion.h"
#include "pursuit-list-place.h"
#include "pursuit-list-status.h"
#include "pursuit-merge-window.h"
#include "pursuit-lookups.h"
#include "pursuit-records.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/* How many people the overview lists; the others are on the tab of their own. */
#define MOST_IN_PREVIEW 6

/*
 * PursuitPeopleView shows who the people at a customer are: a list, and what we know of the one selected, which is read
 * when it is selected.
 *
 *   PursuitQueryModel (PURSUIT_LIST_CONTACTS) [-> GtkSliceListModel] -> GtkSingleSelection -> GtkListView
 *                                                                              │
 *                                                       PursuitContactDetail ◀──worker
 */
struct _PursuitPeopleView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  PursuitContactDetail *detail;
  PursuitListStatus *status;
  GtkWidget *add;

  PursuitWorker *worker;
  PursuitQueryModel *model;
  GtkSingleSelection *selection;
  GCancellable *cancellable;   /* of the reading of a person */
  PursuitContact *person;      /* whose details are shown */
  gint64 selected_id;
  gboolean editable;
  gboolean preview;
  gboolean is_restoring;       /* the selection follows the model, nobody selected anything */
};

enum
{
  PROP_PREVIEW = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitPeopleView, pursuit_people_view, GTK_TYPE_WIDGET)

static void
setup_cb (PursuitPeopleView *self,
          GtkListItem       *item)
{
  g_assert (PURSUIT_IS_PEOPLE_VIEW (self));

  gtk_list_item_set_child (item, pursuit_contact_row_new ());
}

static void
bind_cb (PursuitPeopleView *self,
         GtkListItem       *item)
{
  g_assert (PURSUIT_IS_PEOPLE_VIEW (self));

  pursuit_contact_row_show (PURSUIT_CONTACT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (PursuitPeopleView *self,
           GtkListItem       *item)
{
  pursuit_contact_row_show (PURSUIT_CONTACT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
update_actions (PursuitPeopleView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.delete", self->person != NULL && self->editable);
}

/* What is read of the person who is selected. */
typedef struct
{
  PursuitRecord *contact;
  char *superior;
} Person;

static void
person_free (gpointer data)
{
  Person *person = data;

  g_clear_object (&person->contact);
  g_free (person->superior);
  g_free (person);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Person, person_free)

static gpointer
read_person_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const gint64 *id = data;
  g_autoptr(Person) person = g_new0 (Person, 1);

  person->contact = pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, *id, error);
  if (person->contact == NULL)
    return NULL;
  person->superior = pursuit_lookup_name (pursuit_desk_get_store (desk), PURSUIT_TYPE_CONTACT,
                                          PURSUIT_CONTACT (person->contact)->reports_to_id);

  return g_steal_pointer (&person);
}

static void
read_person_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PursuitPeopleView) self = user_data;
  g_autoptr(Person) person = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  /* Somebody else was selected meanwhile; or the person is gone, which the list will say. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (person == NULL)
    return;
  g_set_object (&self->person, PURSUIT_CONTACT (person->contact));
  pursuit_contact_detail_set_contact (self->detail, self->person, person->superior, self->editable);
  update_actions (self);
}

static void
stop_reading (PursuitPeopleView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_person (PursuitPeopleView *self)
{
  stop_reading (self);
  if (self->worker == NULL || self->selected_id == 0)
    return;

  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_person_job, g_memdup2 (&self->selected_id, sizeof self->selected_id), g_free,
                             person_free, self->cancellable, read_person_cb, g_object_ref (self));
}

/* Whom the details are about. */
static void
go_to (PursuitPeopleView *self,
       gint64             id)
{
  if (self->selected_id == id)
    return;

  self->selected_id = id;
  g_clear_object (&self->person);
  update_actions (self);
  read_person (self);
}

/* The model moved below the selection: the same person stays selected while listed, else the first one is. */
static void
restore_selection (PursuitPeopleView *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = self->selected_id != 0 ? pursuit_query_model_find (self->model, self->selected_id) : G_MAXUINT;

  if (position >= n_items)
    position = 0;
  self->is_restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, n_items > 0 ? position : GTK_INVALID_LIST_POSITION);
  self->is_restoring = FALSE;
  go_to (self, n_items > 0 ? pursuit_query_model_get_id (self->model, position) : 0);
}

static void
update_state (PursuitPeopleView *self)
{
  guint n_items = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  const char *page = n_items > 0 ? "people" : "nobody";

  gtk_stack_set_visible_child_name (self->stack, pursuit_list_status_is_needed (self->status) ? "status" : page);
}

static void
items_changed_cb (PursuitPeopleView *self)
{
  g_assert (PURSUIT_IS_PEOPLE_VIEW (self));

  restore_selection (self);
  update_state (self);
}

static void
selected_cb (PursuitPeopleView *self)
{
  gint64 id = pursuit_query_model_get_id (self->model, gtk_single_selection_get_selected (self->selection));

  g_assert (PURSUIT_IS_PEOPLE_VIEW (self));

  /* A selection that only got lost because its row moved comes back in restore_selection(). */
  if (self->is_restoring || id == 0 || id == self->selected_id)
    return;

  pursuit_field_list_apply (pursuit_contact_detail_get_fields (self->detail));
  go_to (self, id);
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
pursuit_people_view_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PREVIEW:
      g_value_set_boolean (value, PURSUIT_PEOPLE_VIEW (object)->preview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_people_view_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PREVIEW:
      PURSUIT_PEOPLE_VIEW (object)->preview = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The first few people are few enough to stand in the page as they are. */
static void
pursuit_people_view_constructed (GObject *object)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (object);

  G_OBJECT_CLASS (pursuit_people_view_parent_class)->constructed (object);

  if (self->preview)
    gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
}

static void
pursuit_people_view_dispose (GObject *object)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (object);

  self->is_restoring = TRUE;
  stop_reading (self);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->worker);
  g_clear_object (&self->person);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_PEOPLE_VIEW);

  G_OBJECT_CLASS (pursuit_people_view_parent_class)->dispose (object);
}

static void
pursuit_people_view_class_init (PursuitPeopleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pursuit_people_view_constructed;
  object_class->dispose = pursuit_people_view_dispose;
  object_class->get_property = pursuit_people_view_get_property;
  object_class->set_property = pursuit_people_view_set_property;

  props[PROP_PREVIEW] = g_param_spec_boolean ("preview", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "people.delete", NULL, delete_selected);
  gtk_widget_class_install_action (widget_class, "people.merge", NULL, merge_selected);
  gtk_widget_class_install_action (widget_class, "people.delete-anyway", "x", delete_anyway);

  g_type_ensure (PURSUIT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (PURSUIT_TYPE_CONTACT_DETAIL);
  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/people-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, add);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
pursuit_people_view_init (PursuitPeopleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GListModel *
create_shown (PursuitPeopleView *self)
{
  GListModel *shown = G_LIST_MODEL (g_object_ref (self->model));

  return self->preview ? G_LIST_MODEL (gtk_slice_list_model_new (shown, 0, MOST_IN_PREVIEW)) : shown;
}

static void
watch_model (PursuitPeopleView *self)
{
  self->selection = gtk_single_selection_new (create_shown (self));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  pursuit_list_place_keep (self->list, self->model, (PursuitRowOfChild) pursuit_contact_row_get_row);
}

/**
 * pursuit_people_view_set_model:
 * @self: a view of people
 * @worker: (nullable): the thread that keeps the records
 * @model: (nullable): a model of %PURSUIT_LIST_CONTACTS, shared with whoever else shows it
 *
 * Shows the people in @model and follows it.
 */
void
pursuit_people_view_set_model (PursuitPeopleView *self,
                               PursuitWorker     *worker,
                               PursuitQueryModel *model)
{
  g_return_if_fail (PURSUIT_IS_PEOPLE_VIEW (self));

  stop_reading (self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update_state, self);
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->person);
  self->selected_id = 0;
  g_set_object (&self->model, model);
  if (g_set_object (&self->worker, worker) && worker != NULL)
    pursuit_contact_detail_set_worker (self->detail, worker, self->preview);
  if (model != NULL)
    watch_model (self);
  pursuit_list_status_set_model (self->status, model);
  update_state (self);
  update_actions (self);
}

/**
 * pursuit_people_view_set_editable:
 * @self: a view of people
 * @editable: whether they may be changed
 *
 * Says what the person may do, and reads the one who is selected again.
 */
void
pursuit_people_view_set_editable (PursuitPeopleView *self,
                                  gboolean           editable)
{
  g_return_if_fail (PURSUIT_IS_PEOPLE_VIEW (self));

  self->editable = editable;
  gtk_widget_set_visible (self->add, editable);
  update_actions (self);
  read_person (self);
}

/**
 * pursuit_people_view_select:
 * @self: a view of people
 * @contact_id: a person; the first one is taken when that one is not listed
 *
 * Selects a person in the list and shows the details.
 */
void
pursuit_people_view_select (PursuitPeopleView *self,
                            gint64             contact_id)
{
  g_return_if_fail (PURSUIT_IS_PEOPLE_VIEW (self));

  if (self->selection == NULL)
    return;

  /* One who was only just made is listed a little later. */
  go_to (self, contact_id);
  if (pursuit_query_model_find (self->model, contact_id) != G_MAXUINT)
    restore_selection (self);
}

/**
 * pursuit_people_view_get_person:
 * @self: a view of people
 *
 * Returns: (transfer none) (nullable): the selected person, %NULL while they are being read
 */
PursuitContact *
pursuit_people_view_get_person (PursuitPeopleView *self)
{
  g_return_val_if_fail (PURSUIT_IS_PEOPLE_VIEW (self), NULL);

  return self->person;
}

/**
 * pursuit_people_view_get_detail:
 * @self: a view of people
 *
 * Returns: (transfer none): the details of the selected person
 */
PursuitContactDetail *
pursuit_people_view_get_detail (PursuitPeopleView *self)
{
  g_return_val_if_fail (PURSUIT_IS_PEOPLE_VIEW (self), NULL);

  return self->detail;
}
