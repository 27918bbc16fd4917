/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-facet-popover.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-own-fields.h"
#include "pursuit-query-run.h"
#include "pursuit-str.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"

/*
 * PursuitFacetPopover lists the values of a field that occur, with how often, found by typing, each with a mark for whether it
 * is chosen. They are counted when it is opened, not before. Where several may be chosen, it stays open, and having none is a
 * value as well.
 */
struct _PursuitFacetPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *nothing;

  char *field;
  char *needle;
  PursuitWorker *worker;
  PursuitQuery *query;          /* with what is chosen here */
  GCancellable *cancellable;
  gboolean several;
  gboolean is_showing;          /* the marks follow the query, nobody chose anything */
};

static guint toggled_signal;

G_DEFINE_FINAL_TYPE (PursuitFacetPopover, pursuit_facet_popover, GTK_TYPE_POPOVER)

typedef struct
{
  char *value;
  char *label;
  gint64 count;
} Choice;

typedef struct
{
  PursuitQuery *query;
  char *field;
  gboolean several;
} Question;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->value);
  g_free (choice->label);
  g_free (choice);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  pursuit_query_free (question->query);
  g_free (question->field);
  g_free (question);
}

/* Owners are counted by id; what they are called comes with one more question for all of them. */
static gboolean
name_owners (PursuitDesk  *desk,
             GPtrArray    *choices,
             GError      **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) rows = NULL;

  for (guint i = 0; i < choices->len; i++)
    {
      gint64 id = g_ascii_strtoll (((Choice *) g_ptr_array_index (choices, i))->value, NULL, 10);

      g_array_append_val (ids, id);
    }
  rows = pursuit_desk_query_rows (desk, PURSUIT_LIST_STAFF, (const gint64 *) (gpointer) ids->data, ids->len, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    for (guint j = 0; j < choices->len; j++)
      if (g_array_index (ids, gint64, j) == pursuit_row_get_id (g_ptr_array_index (rows, i)))
        pursuit_set_str (&((Choice *) g_ptr_array_index (choices, j))->label,
                         pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_STAFF_ROW_NAME));

  return rows != NULL;
}

/* Whose field it is stands before "own." and its key. */
static const PursuitOwn *
find_own (const PursuitOwnSet *set,
          const char          *field)
{
  GType type = PURSUIT_TYPE_CUSTOMER;

  if (g_str_has_prefix (field, PURSUIT_OWN_OF_DEAL_PREFIX))
    type = PURSUIT_TYPE_DEAL;
  else if (g_str_has_prefix (field, PURSUIT_OWN_OF_CONTACT_PREFIX))
    type = PURSUIT_TYPE_CONTACT;

  return pursuit_own_set_find (set, type, strstr (field, PURSUIT_OWN_PREFIX));
}

static gboolean
name_own (PursuitDesk  *desk,
          GPtrArray    *choices,
          const char   *field,
          GError      **error)
{
  const PursuitOwnSet *set = pursuit_desk_get_own_set (desk, error);
  const PursuitOwn *own = set != NULL ? find_own (set, field) : NULL;

  for (guint i = 0; own != NULL && i < choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (choices, i);
      const PursuitOwnChoice *named = pursuit_own_choices_find (own->choices, choice->value);

      if (named != NULL)
        pursuit_set_str (&choice->label, pursuit_own_choice_get_label (named));
    }

  return set != NULL;
}

static void
take_choice (GPtrArray  *choices,
             const char *field,
             const char *value,
             gint64      count)
{
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice) { g_strdup (value), pursuit_facet_dup_label (field, value), count };
  g_ptr_array_add (choices, choice);
}

/* What is chosen stays in the list, so that it can be taken away, even when nobody has it any more. */
static void
take_missing (GPtrArray      *choices,
              const Question *question)
{
  const char *const *chosen = pursuit_query_get_choice (question->query, question->field);
  guint n_counted = choices->len;

  for (guint i = 0; chosen != NULL && chosen[i] != NULL; i++)
    {
      guint j = 0;

      while (j < n_counted && !g_str_equal (((Choice *) g_ptr_array_index (choices, j))->value, chosen[i]))
        j++;
      if (j == n_counted)
        take_choice (choices, question->field, chosen[i], 0);
    }
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Question *question = data;
  g_autoptr(PursuitQuery) others = pursuit_query_copy (question->query);
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func (choice_free);
  g_autoptr(GPtrArray) facets = NULL;

  pursuit_query_choose (others, question->field, NULL);
  facets = pursuit_desk_query_facet (desk, others, question->field, error);
  if (facets == NULL)
    return NULL;
  for (guint i = 0; i < facets->len; i++)
    {
      const PursuitFacet *facet = g_ptr_array_index (facets, i);

      if (facet->value != NULL || question->several)
        take_choice (choices, question->field, facet->value != NULL ? facet->value : "", facet->count);
    }
  take_missing (choices, question);
  if (g_str_equal (question->field, "owner_id") && !name_owners (desk, choices, error))
    return NULL;
  if (pursuit_query_is_own_field (question->field) && !name_own (desk, choices, question->field, error))
    return NULL;

  return g_steal_pointer (&choices);
}

static void
check_toggled_cb (PursuitFacetPopover *self,
                  GtkCheckButton      *check)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (check), ADW_TYPE_ACTION_ROW);

  g_assert (PURSUIT_IS_FACET_POPOVER (self));

  if (!self->is_showing)
    g_signal_emit (self, toggled_signal, 0, g_object_get_data (G_OBJECT (row), "value"),
                   adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), gtk_check_button_get_active (check));
}

static void
add_choice (PursuitFacetPopover *self,
            const Choice        *choice)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, choice->count);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *suffix = gtk_label_new (number);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->label);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (choice->value), g_free);
  g_object_set_data_full (G_OBJECT (row), "folded", pursuit_text_fold (choice->label), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), pursuit_query_has_chosen (self->query, self->field, choice->value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_add_css_class (suffix, "caption");
  gtk_widget_add_css_class (suffix, "secondary");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  gtk_list_box_append (self->list, row);
}

static void
clear_choices (PursuitFacetPopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitFacetPopover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) choices = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  clear_choices (self);
  if (choices == NULL)
    {
      gtk_label_set_text (self->nothing, error->message);
      return;
    }

  gtk_label_set_text (self->nothing, _("Nothing found"));
  for (guint i = 0; i < choices->len; i++)
    add_choice (self, g_ptr_array_index (choices, i));
}

static void
stop_counting (PursuitFacetPopover *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
opened_cb (PursuitFacetPopover *self)
{
  Question *question;

  g_assert (PURSUIT_IS_FACET_POPOVER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  if (self->worker == NULL)
    return;

  stop_counting (self);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->query = pursuit_query_copy (self->query);
  question->field = g_strdup (self->field);
  question->several = self->several;
  pursuit_worker_call_async (self->worker, count_job, question, question_free, (GDestroyNotify) g_ptr_array_unref,
                             self->cancellable, count_cb, g_object_ref (self));
}

/* Whoever chose something elsewhere sees it here as well. */
static void
show_chosen (PursuitFacetPopover *self)
{
  GtkListBoxRow *row;

  self->is_showing = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))),
                                 pursuit_query_has_chosen (self->query, self->field, g_object_get_data (G_OBJECT (row), "value")));
  self->is_showing = FALSE;
}

static gboolean
matches_needle (GtkListBoxRow *row,
                gpointer       user_data)
{
  PursuitFacetPopover *self = user_data;

  return self->needle == NULL || pursuit_text_matches (g_object_get_data (G_OBJECT (row), "folded"), self->needle);
}

static void
search_changed_cb (PursuitFacetPopover *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_assert (PURSUIT_IS_FACET_POPOVER (self));

  g_clear_pointer (&self->needle, g_free);
  if (!pursuit_str_empty (typed))
    self->needle = pursuit_text_fold (typed);
  gtk_list_box_invalidate_filter (self->list);
}

/* Enter takes the first one that matches. */
static void
search_activate_cb (PursuitFacetPopover *self)
{
  GtkListBoxRow *row;

  g_assert (PURSUIT_IS_FACET_POPOVER (self));

  for (int i = 0; self->needle != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        adw_action_row_activate (ADW_ACTION_ROW (row));
        return;
      }
}

static void
pursuit_facet_popover_dispose (GObject *object)
{
  PursuitFacetPopover *self = PURSUIT_FACET_POPOVER (object);

  stop_counting (self);
  g_clear_object (&self->worker);
  if (self->list != NULL)
    gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_FACET_POPOVER);
  self->list = NULL;

  G_OBJECT_CLASS (pursuit_facet_popover_parent_class)->dispose (object);
}

static void
pursuit_facet_popover_finalize (GObject *object)
{
  PursuitFacetPopover *self = PURSUIT_FACET_POPOVER (object);

  g_clear_pointer (&self->query, pursuit_query_free);
  g_free (self->field);
  g_free (self->needle);

  G_OBJECT_CLASS (pursuit_facet_popover_parent_class)->finalize (object);
}

static void
pursuit_facet_popover_class_init (PursuitFacetPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_facet_popover_dispose;
  object_class->finalize = pursuit_facet_popover_finalize;

  /**
   * PursuitFacetPopover::toggled:
   * @self: the popover
   * @value: the value as the facet has it, "" for none
   * @label: what people call it
   * @is_chosen: whether it is chosen now
   *
   * A person chose a value, or took it away.
   */
  toggled_signal = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/facet-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitFacetPopover, search);
  gtk_widget_class_bind_template_child (widget_class, PursuitFacetPopover, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitFacetPopover, nothing);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
}

static void
pursuit_facet_popover_init (PursuitFacetPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, matches_needle, self, NULL);
}

/**
 * pursuit_facet_popover_new:
 * @field: the field whose values are listed
 * @several: whether more than one may be chosen
 *
 * Returns: (transfer floating): a list that knows nobody to ask yet
 */
GtkWidget *
pursuit_facet_popover_new (const char *field,
                           gboolean    several)
{
  PursuitFacetPopover *self = g_object_new (PURSUIT_TYPE_FACET_POPOVER, NULL);

  self->field = g_strdup (field);
  self->several = several;

  return GTK_WIDGET (self);
}

/**
 * pursuit_facet_popover_set_source:
 * @self: a list of values
 * @worker: (nullable): who counts
 * @query: what is listed; copied
 *
 * Says what is chosen, and among what the values are to be counted when the list is opened: what all other fields leave.
 */
void
pursuit_facet_popover_set_source (PursuitFacetPopover *self,
                                  PursuitWorker       *worker,
                                  const PursuitQuery  *query)
{
  g_return_if_fail (PURSUIT_IS_FACET_POPOVER (self));

  g_set_object (&self->worker, worker);
  g_clear_pointer (&self->query, pursuit_query_free);
  self->query = pursuit_query_copy (query);
  show_chosen (self);
}

/**
 * pursuit_facet_dup_label:
 * @field: a field of customers
 * @value: a value of it, "" for none
 *
 * Returns: (transfer full): what people call it; of owners, whose names are elsewhere, the number
 */
char *
pursuit_facet_dup_label (const char *field,
                         const char *value)
{
  if (*value != '\0')
    return g_strdup (value);

  return g_strdup (g_str_equal (field, "owner_id") ? _("Public pool") : C_("facet", "None"));
}
