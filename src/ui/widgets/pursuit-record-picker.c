/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-picker.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-org-unit.h"
#include "pursuit-picker-popover.h"
#include "pursuit-product.h"
#include "pursuit-row.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitRecordPicker is a button that shows one record's name and lets another be chosen by typing: the seller of a
 * deal, its customer, the team of a filter.
 */
struct _PursuitRecordPicker
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  PursuitPickerPopover *popover;

  PursuitWorker *worker;
  PursuitList list;
  GCancellable *cancellable;
  gint64 id;
  char *name;
  char *title;
  char *none_label;
};

G_DEFINE_FINAL_TYPE (PursuitRecordPicker, pursuit_record_picker, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
update (PursuitRecordPicker *self)
{
  const char *none = self->none_label != NULL ? self->none_label : _("Choose…");
  const char *name = self->id != 0 && self->name != NULL ? self->name : self->id != 0 ? "…" : none;
  g_autofree char *spoken = NULL;

  gtk_label_set_text (GTK_LABEL (self->label), name);
  gtk_widget_set_tooltip_text (self->button, self->id != 0 ? self->name : NULL);
  /* Translators: %1$s is what is chosen, such as "Seller", %2$s its present value */
  spoken = self->title != NULL ? g_strdup_printf (_("%1$s: %2$s"), self->title, name) : g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
picked_cb (PursuitPickerPopover *popover,
           gint64                id,
           const char           *name,
           PursuitRecordPicker  *self)
{
  gboolean changed = id != self->id;

  pursuit_record_picker_set_id (self, id, name);
  gtk_widget_grab_focus (self->button);
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

typedef struct
{
  PursuitList list;
  gint64 id;
} NameQuestion;

static gpointer
read_name_job (PursuitDesk   *desk,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  NameQuestion *question = data;
  g_autoptr(GPtrArray) rows = pursuit_desk_query_rows (desk, question->list, &question->id, 1, error);

  if (rows == NULL)
    return NULL;

  return g_strdup (rows->len > 0 ? pursuit_row_get_text (g_ptr_array_index (rows, 0), 0) : "");
}

static void
read_name_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitRecordPicker) self = user_data;
  g_autofree char *name = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  pursuit_set_str (&self->name, name);
  update (self);
}

static void
read_name (PursuitRecordPicker *self)
{
  NameQuestion *question = g_new0 (NameQuestion, 1);

  question->list = self->list;
  question->id = self->id;
  pursuit_worker_call_async (self->worker, read_name_job, question, g_free, g_free, self->cancellable, read_name_cb,
                             g_object_ref (self));
}

static void
pursuit_record_picker_dispose (GObject *object)
{
  PursuitRecordPicker *self = PURSUIT_RECORD_PICKER (object);

  g_cancellable_cancel (self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_RECORD_PICKER);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (pursuit_record_picker_parent_class)->dispose (object);
}

static void
pursuit_record_picker_finalize (GObject *object)
{
  PursuitRecordPicker *self = PURSUIT_RECORD_PICKER (object);

  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->title);
  g_free (self->none_label);

  G_OBJECT_CLASS (pursuit_record_picker_parent_class)->finalize (object);
}

static void
pursuit_record_picker_class_init (PursuitRecordPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_record_picker_dispose;
  object_class->finalize = pursuit_record_picker_finalize;

  /**
   * PursuitRecordPicker::changed:
   *
   * A person chose another record, or none.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (PURSUIT_TYPE_PICKER_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/record-picker.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordPicker, button);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordPicker, label);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordPicker, popover);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
}

static void
pursuit_record_picker_init (PursuitRecordPicker *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * pursuit_record_picker_new:
 *
 * Returns: (transfer floating): a picker that knows no records yet
 */
GtkWidget *
pursuit_record_picker_new (void)
{
  return g_object_new (PURSUIT_TYPE_RECORD_PICKER, NULL);
}

/**
 * pursuit_record_picker_set_source:
 * @self: a picker
 * @worker: the worker to ask
 * @query: which records can be chosen
 * @none_label: (nullable): what choosing none is called; %NULL when there must be one
 *
 * Says what can be chosen. The chosen record stays.
 */
void
pursuit_record_picker_set_source (PursuitRecordPicker *self,
                                  PursuitWorker       *worker,
                                  const PursuitQuery  *query,
                                  const char          *none_label)
{
  g_return_if_fail (PURSUIT_IS_RECORD_PICKER (self));

  g_set_object (&self->worker, worker);
  self->list = query->list;
  pursuit_set_str (&self->none_label, none_label);
  pursuit_picker_popover_set_source (self->popover, worker, query, none_label);
  update (self);
}

/**
 * pursuit_record_picker_set_title:
 * @self: a picker
 * @title: (nullable): what is chosen, for those who hear rather than see: "Seller"
 */
void
pursuit_record_picker_set_title (PursuitRecordPicker *self,
                                 const char          *title)
{
  g_return_if_fail (PURSUIT_IS_RECORD_PICKER (self));

  if (pursuit_set_str (&self->title, title))
    update (self);
}

/**
 * pursuit_record_picker_set_id:
 * @self: a picker
 * @id: a record, 0 for none
 * @name: (nullable): what it is called; %NULL to have it looked up
 *
 * Shows a record without emitting #PursuitRecordPicker::changed.
 */
void
pursuit_record_picker_set_id (PursuitRecordPicker *self,
                              gint64               id,
                              const char          *name)
{
  g_return_if_fail (PURSUIT_IS_RECORD_PICKER (self));

  /* A name that is still on its way belongs to the record before. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  self->id = id;
  pursuit_set_str (&self->name, name);
  if (id != 0 && name == NULL && self->worker != NULL)
    read_name (self);
  update (self);
}

/**
 * pursuit_record_picker_get_id:
 * @self: a picker
 *
 * Returns: the record, 0 for none
 */
gint64
pursuit_record_picker_get_id (PursuitRecordPicker *self)
{
  g_return_val_if_fail (PURSUIT_IS_RECORD_PICKER (self), 0);

  return self->id;
}

/**
 * pursuit_record_picker_get_name:
 * @self: a picker
 *
 * Returns: (nullable): what the record is called, lent; %NULL for none and while it is looked up
 */
const char *
pursuit_record_picker_get_name (PursuitRecordPicker *self)
{
  g_return_val_if_fail (PURSUIT_IS_RECORD_PICKER (self), NULL);

  return self->name;
}

/**
 * pursuit_record_picker_popup:
 * @self: a picker
 *
 * Opens the list as a click would.
 */
void
pursuit_record_picker_popup (PursuitRecordPicker *self)
{
  g_return_if_fail (PURSUIT_IS_RECORD_PICKER (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

/**
 * pursuit_record_picker_find_list:
 * @type: a record type
 * @out_list: (out): the list in which its records are found
 *
 * Returns: %FALSE when there is no such list
 */
gboolean
pursuit_record_picker_find_list (GType        type,
                                 PursuitList *out_list)
{
  if (type == PURSUIT_TYPE_CUSTOMER)
    *out_list = PURSUIT_LIST_CUSTOMERS;
  else if (type == PURSUIT_TYPE_CONTACT)
    *out_list = PURSUIT_LIST_CONTACTS;
  else if (type == PURSUIT_TYPE_DEAL)
    *out_list = PURSUIT_LIST_DEALS;
  else if (type == PURSUIT_TYPE_STAFF)
    *out_list = PURSUIT_LIST_STAFF;
  else if (type == PURSUIT_TYPE_ORG_UNIT)
    *out_list = PURSUIT_LIST_UNITS;
  else if (type == PURSUIT_TYPE_PRODUCT)
    *out_list = PURSUIT_LIST_PRODUCTS;
  else
    return FALSE;

  return TRUE;
}
