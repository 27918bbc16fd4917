/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-filter-button.h"

#include <glib/gi18n-lib.h>

#include "pursuit-org-unit.h"
#include "pursuit-picker-popover.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitFilterButton narrows a view to one seller or team: it says which, lets another be found by typing, and takes
 * the filter away with one click.
 */
struct _PursuitFilterButton
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *clear_button;
  PursuitPickerPopover *popover;   /* (nullable): until somebody wants to choose */

  PursuitWorker *worker;
  PursuitList list;
  gint64 id;
  char *name;
  char *title;
  char *all;
  GCancellable *naming;            /* (nullable): while the name is asked for */
};

G_DEFINE_FINAL_TYPE (PursuitFilterButton, pursuit_filter_button, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
update (PursuitFilterButton *self)
{
  const char *value = self->id == 0 ? self->all : self->name != NULL ? self->name : "…";
  g_autofree char *text = NULL;

  if (self->title == NULL)
    return;

  /* Translators: a filter: %1$s is what is filtered, such as "Seller", %2$s whose things are shown */
  text = g_strdup_printf (_("%1$s: %2$s"), self->title, value);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->clear_button, self->id != 0);
  if (self->id != 0)
    gtk_widget_add_css_class (self->box, "active");
  else
    gtk_widget_remove_css_class (self->box, "active");
}

static void
stop_naming (PursuitFilterButton *self)
{
  if (self->naming != NULL)
    g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
}

static void
picked_cb (PursuitPickerPopover *popover,
           gint64                id,
           const char           *name,
           PursuitFilterButton  *self)
{
  gboolean changed = id != self->id;

  pursuit_filter_button_set_id (self, id, name);
  gtk_widget_grab_focus (self->button);
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
give_source (PursuitFilterButton *self)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (self->list);
  g_autofree char *none = g_strdup_printf (_("%1$s: %2$s"), self->title, self->all);

  pursuit_picker_popover_set_source (self->popover, self->worker, query, none);
}

/* Most people look at a view far more often than they narrow it. */
static void
make_popover (GtkMenuButton *button,
              gpointer       user_data)
{
  PursuitFilterButton *self = user_data;

  if (self->popover != NULL)
    return;

  self->popover = PURSUIT_PICKER_POPOVER (pursuit_picker_popover_new ());
  g_signal_connect_object (self->popover, "picked", G_CALLBACK (picked_cb), self, 0);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
  give_source (self);
}

static void
clear_cb (GtkButton           *button,
          PursuitFilterButton *self)
{
  picked_cb (NULL, 0, NULL, self);
}

static void
pursuit_filter_button_dispose (GObject *object)
{
  PursuitFilterButton *self = PURSUIT_FILTER_BUTTON (object);

  self->popover = NULL;
  stop_naming (self);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_FILTER_BUTTON);

  G_OBJECT_CLASS (pursuit_filter_button_parent_class)->dispose (object);
}

static void
pursuit_filter_button_finalize (GObject *object)
{
  PursuitFilterButton *self = PURSUIT_FILTER_BUTTON (object);

  g_free (self->name);
  g_free (self->title);
  g_free (self->all);

  G_OBJECT_CLASS (pursuit_filter_button_parent_class)->finalize (object);
}

static void
pursuit_filter_button_class_init (PursuitFilterButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_filter_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_filter_button_finalize;

  /**
   * PursuitFilterButton::changed:
   *
   * A person chose another filter, or none.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/filter-button.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitFilterButton, box);
  gtk_widget_class_bind_template_child (widget_class, PursuitFilterButton, button);
  gtk_widget_class_bind_template_child (widget_class, PursuitFilterButton, label);
  gtk_widget_class_bind_template_child (widget_class, PursuitFilterButton, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
pursuit_filter_button_init (PursuitFilterButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_popover, self, NULL);
}

/**
 * pursuit_filter_button_set_title:
 * @self: a filter
 * @title: what is filtered: "Seller"
 * @all: what is shown without it: "all"
 */
void
pursuit_filter_button_set_title (PursuitFilterButton *self,
                                 const char          *title,
                                 const char          *all)
{
  g_return_if_fail (PURSUIT_IS_FILTER_BUTTON (self));

  pursuit_set_str (&self->title, title);
  pursuit_set_str (&self->all, all);
  update (self);
}

/**
 * pursuit_filter_button_set_source:
 * @self: a filter with a title
 * @worker: the worker to ask
 * @list: what is chosen from
 *
 * Says where choices come from, and takes a chosen one away.
 */
void
pursuit_filter_button_set_source (PursuitFilterButton *self,
                                  PursuitWorker       *worker,
                                  PursuitList          list)
{
  g_return_if_fail (PURSUIT_IS_FILTER_BUTTON (self) && self->title != NULL);

  g_set_object (&self->worker, worker);
  self->list = list;
  if (self->popover != NULL)
    give_source (self);
  pursuit_filter_button_set_id (self, 0, NULL);
}

typedef struct
{
  PursuitList list;
  gint64 id;
} Question;

static gpointer
name_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *question = data;
  g_autoptr(PursuitRecord) record = pursuit_records_load (desk,
                                                          question->list == PURSUIT_LIST_STAFF ? PURSUIT_TYPE_STAFF
                                                                                               : PURSUIT_TYPE_ORG_UNIT,
                                                          question->id, error);

  return record != NULL ? g_strdup (pursuit_record_get_name (record)) : NULL;
}

static void
name_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitFilterButton) self = user_data;
  g_autofree char *name = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->naming)
    return;

  g_clear_object (&self->naming);
  pursuit_set_str (&self->name, name);
  update (self);
}

static void
ask_name (PursuitFilterButton *self)
{
  const Question question = { self->list, self->id };

  self->naming = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, name_job, g_memdup2 (&question, sizeof question), g_free, g_free, self->naming, name_cb,
                             g_object_ref (self));
}

/**
 * pursuit_filter_button_set_id:
 * @self: a filter
 * @id: whom to show, 0 for all
 * @name: (nullable): what that is called; it is asked for when it is not known
 *
 * Sets the filter without emitting #PursuitFilterButton::changed.
 */
void
pursuit_filter_button_set_id (PursuitFilterButton *self,
                              gint64               id,
                              const char          *name)
{
  g_return_if_fail (PURSUIT_IS_FILTER_BUTTON (self));

  stop_naming (self);
  self->id = id;
  pursuit_set_str (&self->name, name);
  update (self);
  if (id != 0 && name == NULL && self->worker != NULL)
    ask_name (self);
}

/**
 * pursuit_filter_button_get_id:
 * @self: a filter
 *
 * Returns: whom to show, 0 for all
 */
gint64
pursuit_filter_button_get_id (PursuitFilterButton *self)
{
  g_return_val_if_fail (PURSUIT_IS_FILTER_BUTTON (self), 0);

  return self->id;
}
