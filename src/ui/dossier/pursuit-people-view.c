/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-people-view-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-columns-layout.h"
#include "pursuit-contact-row.h"
#include "pursuit-list-place.h"
#include "pursuit-lookups.h"
#include "pursuit-posts.h"
#include "pursuit-profile.h"
#include "pursuit-records.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/* How many people the overview lists; the others are on the tab of their own. */
#define MOST_IN_PREVIEW 6

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

static gboolean
has_left (PursuitRow *row)
{
  return row != NULL && pursuit_row_get_text (row, PURSUIT_CONTACT_ROW_LEFT_ON) != NULL;
}

/* Who has left comes last: the first of them stands below a heading. */
static gboolean
begins_the_gone (PursuitPeopleView *self,
                 PursuitRow        *row,
                 guint              position)
{
  g_autoptr(PursuitRow) before = position > 0 ? g_list_model_get_item (G_LIST_MODEL (self->model), position - 1) : NULL;

  return has_left (row) && !has_left (before);
}

static void
bind_cb (PursuitPeopleView *self,
         GtkListItem       *item)
{
  g_assert (PURSUIT_IS_PEOPLE_VIEW (self));

  pursuit_contact_row_show (PURSUIT_CONTACT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  pursuit_contact_row_set_heading (PURSUIT_CONTACT_ROW (gtk_list_item_get_child (item)),
                                   begins_the_gone (self, gtk_list_item_get_item (item), gtk_list_item_get_position (item)));
}

static void
unbind_cb (PursuitPeopleView *self,
           GtkListItem       *item)
{
  pursuit_contact_row_show (PURSUIT_CONTACT_ROW (gtk_list_item_get_child (item)), NULL);
}

/* What is read of the person who is selected. */
typedef struct
{
  PursuitRecord *contact;
  char *superior;
  char *closed;          /* why the profile is not shown */
  GPtrArray *posts;
  gboolean may_erase;
} Person;

static void
person_free (gpointer data)
{
  Person *person = data;

  g_clear_object (&person->contact);
  g_free (person->superior);
  g_free (person->closed);
  g_clear_pointer (&person->posts, g_ptr_array_unref);
  g_free (person);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Person, person_free)

/* What is shown of a profile was written down before. */
static void
ask_profile (PursuitDesk *desk,
             Person      *person)
{
  g_autoptr(GError) error = NULL;

  if (!pursuit_contacts_may_see_profile (desk, PURSUIT_CONTACT (person->contact)))
    person->closed = g_strdup (_("The personal profile is not shown: that takes a right of its own."));
  else if (!pursuit_contacts_note_view (desk, PURSUIT_CONTACT (person->contact), &error))
    person->closed = g_strdup (error->message);
}

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
  ask_profile (desk, person);
  person->may_erase = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_ERASE) != PURSUIT_SCOPE_NONE;
  person->posts = pursuit_contacts_list_posts (desk, PURSUIT_CONTACT (person->contact), error);
  if (person->posts == NULL)
    return NULL;

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
  self->may_erase = person->may_erase;
  pursuit_contact_detail_set_background (self->detail, person->closed, person->posts);
  pursuit_contact_detail_set_contact (self->detail, self->person, person->superior, self->editable);
  pursuit_people_view_update_actions (self);
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

static void
person_activated_cb (PursuitPeopleView *self,
                     gint64             id)
{
  g_assert (PURSUIT_IS_PEOPLE_VIEW (self));

  pursuit_people_view_select (self, id);
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
  pursuit_people_view_update_actions (self);
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
  pursuit_people_view_read_chart (self);
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
  pursuit_people_view_stop_chart (self);
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

  pursuit_people_view_install_actions (widget_class);

  g_type_ensure (PURSUIT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (PURSUIT_TYPE_CONTACT_DETAIL);
  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  g_type_ensure (PURSUIT_TYPE_ORG_CHART);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/people-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, add);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, chart_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, chart);
  gtk_widget_class_bind_template_callback (widget_class, person_activated_cb);
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
  pursuit_people_view_stop_chart (self);
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
  pursuit_people_view_update_actions (self);
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
  pursuit_people_view_update_actions (self);
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
