/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-answer-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-locale.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/* PursuitAnswerRow says in two lines what was answered to a request for a role, and opens the deal. */
struct _PursuitAnswerRow
{
  GtkListBoxRow parent;

  GtkImage *icon;
  GtkLabel *what;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (PursuitAnswerRow, pursuit_answer_row, GTK_TYPE_LIST_BOX_ROW)

static void
pursuit_answer_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_ANSWER_ROW);

  G_OBJECT_CLASS (pursuit_answer_row_parent_class)->dispose (object);
}

static void
pursuit_answer_row_class_init (PursuitAnswerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_answer_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("team/answer-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitAnswerRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitAnswerRow, what);
  gtk_widget_class_bind_template_child (widget_class, PursuitAnswerRow, detail);
}

static void
pursuit_answer_row_init (PursuitAnswerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* One whole sentence for each answer, so that each language can order it as it likes. */
static char *
dup_what (const PursuitRequestItem *item)
{
  const char *role = pursuit_locale_choose_name (item->role, NULL);
  const char *who = item->answerer != NULL ? item->answerer : C_("person", "Somebody");

  switch (item->state)
    {
    case PURSUIT_REQUEST_DECLINED:
      /* Translators: %1$s is a person, %2$s a customer, %3$s a role */
      return g_strdup_printf (_("%1$s declined · %2$s, %3$s"), who, item->customer, role);
    case PURSUIT_REQUEST_WITHDRAWN:
      /* Translators: %1$s is a person, %2$s a customer, %3$s a role */
      return g_strdup_printf (_("%1$s withdrew · %2$s, %3$s"), who, item->customer, role);
    case PURSUIT_REQUEST_DONE:
      /* Translators: %1$s is a person, %2$s a customer, %3$s a role */
      return g_strdup_printf (_("%1$s was there · %2$s, %3$s"), item->person != NULL ? item->person : who, item->customer, role);
    case PURSUIT_REQUEST_ACCEPTED:
    case PURSUIT_REQUEST_ASKED:
    default:
      /* Translators: %1$s is a person, %2$s a customer, %3$s a role */
      return g_strdup_printf (_("%1$s accepted · %2$s, %3$s"), who, item->customer, role);
    }
}

/**
 * pursuit_answer_row_new:
 * @item: a request that was answered
 *
 * Returns: (transfer floating): a row that says how
 */
GtkWidget *
pursuit_answer_row_new (const PursuitRequestItem *item)
{
  PursuitAnswerRow *self = g_object_new (PURSUIT_TYPE_ANSWER_ROW, NULL);
  gboolean is_good = item->state == PURSUIT_REQUEST_ACCEPTED || item->state == PURSUIT_REQUEST_DONE;
  g_autofree char *what = dup_what (item);
  g_autofree char *when = pursuit_time_format_since (item->answered_at);
  /* Translators: why a request was declined, or what was said to it */
  g_autofree char *reason = pursuit_str_empty (item->reason) ? NULL : g_strdup_printf (_("Reason: %s"), item->reason);

  gtk_image_set_from_icon_name (self->icon, is_good ? "pursuit-proven-symbolic" : "pursuit-lost-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), is_good ? "success-text" : "error-text");
  gtk_label_set_text (self->what, what);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->what), what);
  gtk_label_set_text (self->detail, reason != NULL ? reason : when);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.show-deal");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "x", item->deal_id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);

  return GTK_WIDGET (self);
}
