/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-people-view.h"

#include <glib/gi18n-lib.h>

#include "pursuit-columns-layout.h"
#include "pursuit-contact-row.h"
#include "pursuit-deletion.h"
#include "pursuit-list-splice.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/* How many people the overview lists; the others are on the tab of their own. */
#define MOST_IN_PREVIEW 6

/*
 * PursuitPeopleView shows who the people at a customer are: a list, and what we know of the one selected.
 *
 *   GListStore of PursuitContact, spliced on every reading -> GtkListBox -> PursuitContactDetail
 */
struct _PursuitPeopleView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  PursuitContactDetail *detail;
  GtkWidget *add;

  GListStore *store;
  PursuitWorker *worker;
  GPtrArray *people;
  gint64 customer_id;
  gint64 selected_id;
  gboolean editable;
  gboolean preview;
  gboolean is_splicing;
};

enum
{
  PROP_PREVIEW = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitPeopleView, pursuit_people_view, GTK_TYPE_WIDGET)

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return pursuit_contact_row_new (PURSUIT_CONTACT (item));
}

static PursuitContact *
find_person (PursuitPeopleView *self,
             gint64             id)
{
  for (guint i = 0; self->people != NULL && i < self->people->len; i++)
    {
      PursuitRecord *person = g_ptr_array_index (self->people, i);

      if (person->id == id)
        return PURSUIT_CONTACT (person);
    }

  return NULL;
}

static void
show_selected (PursuitPeopleView *self)
{
  PursuitContact *person = find_person (self, self->selected_id);

  if (person != NULL)
    pursuit_contact_detail_set_contact (self->detail, person, self->people, self->editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.delete", person != NULL && self->editable);
}

static void
row_selected_cb (PursuitPeopleView *self,
                 GtkListBoxRow     *row)
{
  g_assert (PURSUIT_IS_PEOPLE_VIEW (self));

  if (row == NULL || self->is_splicing)
    return;

  pursuit_field_list_apply (pursuit_contact_detail_get_fields (self->detail));
  self->selected_id = PURSUIT_RECORD (pursuit_contact_row_get_contact (PURSUIT_CONTACT_ROW (row)))->id;
  show_selected (self);
}

static void
delete_selected (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (widget);
  PursuitContact *person = find_person (self, self->selected_id);

  if (person != NULL)
    pursuit_deletion_start (widget, self->worker, PURSUIT_RECORD (person), "people.delete-anyway");
}

static void
delete_anyway (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (widget);
  PursuitContact *person = find_person (self, g_variant_get_int64 (parameter));

  if (person != NULL)
    pursuit_deletion_start (widget, self->worker, PURSUIT_RECORD (person), NULL);
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

static void
pursuit_people_view_dispose (GObject *object)
{
  PursuitPeopleView *self = PURSUIT_PEOPLE_VIEW (object);

  self->is_splicing = TRUE;
  g_clear_object (&self->worker);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_PEOPLE_VIEW);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (pursuit_people_view_parent_class)->dispose (object);
}

static void
pursuit_people_view_class_init (PursuitPeopleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_people_view_dispose;
  object_class->get_property = pursuit_people_view_get_property;
  object_class->set_property = pursuit_people_view_set_property;

  props[PROP_PREVIEW] = g_param_spec_boolean ("preview", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "people.delete", NULL, delete_selected);
  gtk_widget_class_install_action (widget_class, "people.delete-anyway", "x", delete_anyway);

  g_type_ensure (PURSUIT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (PURSUIT_TYPE_CONTACT_DETAIL);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/people-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitPeopleView, add);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
pursuit_people_view_init (PursuitPeopleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (PURSUIT_TYPE_CONTACT);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->store), create_row, NULL, NULL);
}

/**
 * pursuit_people_view_set_worker:
 * @self: a view of people
 * @worker: the thread that keeps the records
 *
 * Says where changes go; to be called before people are shown.
 */
void
pursuit_people_view_set_worker (PursuitPeopleView *self,
                                PursuitWorker     *worker)
{
  g_return_if_fail (PURSUIT_IS_PEOPLE_VIEW (self));

  if (g_set_object (&self->worker, worker))
    pursuit_contact_detail_set_worker (self->detail, worker, self->preview);
}

static gboolean
is_same_state (gpointer a,
               gpointer b)
{
  return PURSUIT_RECORD (a)->id == PURSUIT_RECORD (b)->id && PURSUIT_RECORD (a)->revision == PURSUIT_RECORD (b)->revision;
}

/**
 * pursuit_people_view_set_people:
 * @self: a view of people
 * @customer_id: whose people
 * @people: (element-type PursuitContact): the people, not to be changed any more
 * @editable: whether they may be changed
 *
 * Shows the people, or a newer state of them; the same person stays selected and what is being edited is left alone.
 */
void
pursuit_people_view_set_people (PursuitPeopleView *self,
                                gint64             customer_id,
                                GPtrArray         *people,
                                gboolean           editable)
{
  guint n_people;

  g_return_if_fail (PURSUIT_IS_PEOPLE_VIEW (self) && people != NULL);

  n_people = self->preview ? MIN (people->len, MOST_IN_PREVIEW) : people->len;
  g_ptr_array_ref (people);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = people;
  self->customer_id = customer_id;
  self->editable = editable;

  self->is_splicing = TRUE;
  pursuit_list_splice (self->store, people, n_people, is_same_state);
  self->is_splicing = FALSE;

  gtk_widget_set_visible (self->add, editable);
  gtk_stack_set_visible_child_name (self->stack, n_people > 0 ? "people" : "nobody");
  pursuit_people_view_select (self, self->selected_id);
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
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint position = 0;

  g_return_if_fail (PURSUIT_IS_PEOPLE_VIEW (self));

  self->selected_id = 0;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(PursuitRecord) person = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (person->id == contact_id || i == 0)
        {
          position = i;
          self->selected_id = person->id;
        }
    }
  if (n_items > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) position));
  show_selected (self);
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
