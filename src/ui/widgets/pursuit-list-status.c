/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-list-status.h"

#include <glib/gi18n-lib.h>

#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* Who waits for less does not want to be told. */
#define PATIENCE_MS 300

/*
 * PursuitListStatus stands where a list will be: while its first answer is on its way it says what is waited for, and when there
 * is none it says why and offers to try again.
 *
 *   PursuitQueryModel: loading, error ─┐
 *   PursuitWorker: slow, link ─────────┴▶ nothing (at first) | spinner and sentence | problem and "Try Again"
 */
struct _PursuitListStatus
{
  GtkWidget parent_instance;

  GtkStack *pages;       /* (nullable), as what is in it: until there is something to say */
  GtkSpinner *spinner;
  GtkLabel *waiting;
  GtkLabel *problem;

  PursuitQueryModel *model;
  guint patience_id;
  gboolean is_patient;   /* it has not taken long yet */
};

G_DEFINE_FINAL_TYPE (PursuitListStatus, pursuit_list_status, GTK_TYPE_WIDGET)

/* What the answer waits for. */
static const char *
get_waiting (PursuitListStatus *self)
{
  PursuitWorker *worker = pursuit_query_model_get_worker (self->model);
  const char *sentence = NULL;
  PursuitLink link = pursuit_worker_get_link (worker, &sentence);

  if ((link == PURSUIT_LINK_BUSY || link == PURSUIT_LINK_AWAY) && sentence != NULL)
    return sentence;
  if (pursuit_worker_is_slow (worker))
    return _("Somebody else is saving just now; the list follows.");
  if (pursuit_worker_is_on_share (worker))
    return _("Reading from the shared folder…");

  return _("Reading the list…");
}

static gboolean
is_waiting (PursuitListStatus *self)
{
  return self->model != NULL && pursuit_query_model_is_loading (self->model) &&
         g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;
}

static void
update (PursuitListStatus *self)
{
  const char *error = self->model != NULL ? pursuit_query_model_get_error (self->model) : NULL;
  gboolean waits = error == NULL && is_waiting (self);
  const char *page = "nothing";

  if (error != NULL)
    page = "problem";
  else if (waits && !self->is_patient)
    page = "waiting";

  /* Most lists have nothing to say, and a board has many. */
  if (self->pages == NULL && g_str_equal (page, "nothing"))
    return;
  if (self->pages == NULL)
    gtk_widget_init_template (GTK_WIDGET (self));

  gtk_label_set_text (self->problem, error != NULL ? error : "");
  gtk_label_set_text (self->waiting, waits ? get_waiting (self) : "");
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "waiting"));
  gtk_stack_set_visible_child_name (self->pages, page);
}

static gboolean
patience_cb (gpointer user_data)
{
  PursuitListStatus *self = user_data;

  self->patience_id = 0;
  self->is_patient = FALSE;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Each question is given its time. */
static void
loading_cb (PursuitListStatus *self)
{
  g_assert (PURSUIT_IS_LIST_STATUS (self));

  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->is_patient = is_waiting (self);
  if (self->is_patient)
    self->patience_id = g_timeout_add (PATIENCE_MS, patience_cb, self);
  update (self);
}

static void
try_again (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  PursuitListStatus *self = PURSUIT_LIST_STATUS (widget);

  if (self->model != NULL)
    pursuit_query_model_refresh (self->model);
}

static void
forget_model (PursuitListStatus *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->model == NULL)
    return;

  g_signal_handlers_disconnect_by_data (pursuit_query_model_get_worker (self->model), self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
}

static void
pursuit_list_status_dispose (GObject *object)
{
  PursuitListStatus *self = PURSUIT_LIST_STATUS (object);

  forget_model (self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_LIST_STATUS);

  G_OBJECT_CLASS (pursuit_list_status_parent_class)->dispose (object);
}

static void
pursuit_list_status_class_init (PursuitListStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_list_status_dispose;

  gtk_widget_class_install_action (widget_class, "list-status.try-again", NULL, try_again);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/list-status.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitListStatus, pages);
  gtk_widget_class_bind_template_child (widget_class, PursuitListStatus, spinner);
  gtk_widget_class_bind_template_child (widget_class, PursuitListStatus, waiting);
  gtk_widget_class_bind_template_child (widget_class, PursuitListStatus, problem);
}

static void
pursuit_list_status_init (PursuitListStatus *self)
{
}

/**
 * pursuit_list_status_set_model:
 * @self: a status
 * @model: (nullable): the list of which it tells
 *
 * Follows a list. Who shows the list shows the status in its place while pursuit_list_status_is_needed().
 */
void
pursuit_list_status_set_model (PursuitListStatus *self,
                               PursuitQueryModel *model)
{
  PursuitWorker *worker;

  g_return_if_fail (PURSUIT_IS_LIST_STATUS (self));

  forget_model (self);
  if (model != NULL)
    {
      self->model = g_object_ref (model);
      worker = pursuit_query_model_get_worker (model);
      g_signal_connect_object (model, "notify::loading", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "notify::error", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (worker, "slow", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (worker, "link", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  loading_cb (self);
}

/**
 * pursuit_list_status_is_needed:
 * @self: a status
 *
 * Returns: whether there is something to say in the list's place
 */
gboolean
pursuit_list_status_is_needed (PursuitListStatus *self)
{
  g_return_val_if_fail (PURSUIT_IS_LIST_STATUS (self), FALSE);

  return self->model != NULL && (pursuit_query_model_get_error (self->model) != NULL || is_waiting (self));
}

/**
 * pursuit_list_status_get_sentence:
 * @self: a status
 *
 * Returns: (nullable): what it says at present, %NULL for nothing; lent
 */
const char *
pursuit_list_status_get_sentence (PursuitListStatus *self)
{
  const char *page;

  g_return_val_if_fail (PURSUIT_IS_LIST_STATUS (self), NULL);

  if (self->pages == NULL)
    return NULL;

  page = gtk_stack_get_visible_child_name (self->pages);
  if (g_strcmp0 (page, "waiting") == 0)
    return gtk_label_get_text (self->waiting);
  if (g_strcmp0 (page, "problem") == 0)
    return gtk_label_get_text (self->problem);

  return NULL;
}
