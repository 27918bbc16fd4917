/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-post-form.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-record-picker.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitPostForm asks where a person works from now on, as what and since when; of one who has left, when; of one who is back, as
 * what.
 */
struct _PursuitPostForm
{
  GtkWidget parent_instance;

  PursuitRecordPicker *customer;
  AdwEntryRow *title;
  AdwEntryRow *day;
};

G_DEFINE_FINAL_TYPE (PursuitPostForm, pursuit_post_form, GTK_TYPE_WIDGET)

static void
pursuit_post_form_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_POST_FORM);

  G_OBJECT_CLASS (pursuit_post_form_parent_class)->dispose (object);
}

static void
pursuit_post_form_class_init (PursuitPostFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_post_form_dispose;

  g_type_ensure (PURSUIT_TYPE_RECORD_PICKER);
  g_type_ensure (PURSUIT_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/post-form.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPostForm, customer);
  gtk_widget_class_bind_template_child (widget_class, PursuitPostForm, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitPostForm, day);
}

static void
pursuit_post_form_init (PursuitPostForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_post_form_new:
 * @worker: the worker
 * @question: what is asked
 * @title: (nullable): what the person was until now
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
pursuit_post_form_new (PursuitWorker       *worker,
                       PursuitPostQuestion  question,
                       const char          *title)
{
  PursuitPostForm *self = g_object_new (PURSUIT_TYPE_POST_FORM, NULL);
  g_autoptr(PursuitQuery) customers = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autofree char *today = pursuit_date_today ();

  pursuit_record_picker_set_title (self->customer, _("Customer"));
  pursuit_record_picker_set_source (self->customer, worker, customers, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->customer), question == PURSUIT_POST_MOVE);
  gtk_widget_set_visible (GTK_WIDGET (self->title), question != PURSUIT_POST_LEAVE);
  gtk_widget_set_visible (GTK_WIDGET (self->day), question != PURSUIT_POST_RETURN);
  if (question == PURSUIT_POST_RETURN)
    gtk_editable_set_text (GTK_EDITABLE (self->title), title != NULL ? title : "");
  gtk_editable_set_text (GTK_EDITABLE (self->day), today);

  return GTK_WIDGET (self);
}

/**
 * pursuit_post_form_get_customer:
 * @self: a form
 *
 * Returns: the customer that was chosen, 0 for none
 */
gint64
pursuit_post_form_get_customer (PursuitPostForm *self)
{
  g_return_val_if_fail (PURSUIT_IS_POST_FORM (self), 0);

  return pursuit_record_picker_get_id (self->customer);
}

/**
 * pursuit_post_form_get_title:
 * @self: a form
 *
 * Returns: (transfer none): the title that was typed
 */
const char *
pursuit_post_form_get_title (PursuitPostForm *self)
{
  g_return_val_if_fail (PURSUIT_IS_POST_FORM (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->title));
}

/**
 * pursuit_post_form_read_day:
 * @self: a form
 * @out_day: (out) (transfer full) (nullable): the day that was typed, %NULL for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is no date.
 *
 * Returns: %TRUE when @out_day was set
 */
gboolean
pursuit_post_form_read_day (PursuitPostForm  *self,
                            char            **out_day,
                            GError          **error)
{
  const char *text;

  g_return_val_if_fail (PURSUIT_IS_POST_FORM (self), FALSE);

  *out_day = NULL;
  text = gtk_editable_get_text (GTK_EDITABLE (self->day));
  return pursuit_str_empty (text) || pursuit_date_parse (text, PURSUIT_DATE_ORDER_AUTO, out_day, error);
}
