/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-duplicate-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-duplicate-keys.h"
#include "pursuit-ui-types.h"

/* Two that may mean the same, with the reasons. */
struct _PursuitDuplicateRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *first;
  GtkLabel *second;
  GtkLabel *reasons;
  GtkWidget *dismiss;
  GtkWidget *compare;

  gint64 first_id;
  gint64 second_id;
};

static guint dismiss_signal;
static guint compare_signal;

G_DEFINE_FINAL_TYPE (PursuitDuplicateRow, pursuit_duplicate_row, GTK_TYPE_LIST_BOX_ROW)

static void
dismiss_cb (PursuitDuplicateRow *self)
{
  g_signal_emit (self, dismiss_signal, 0);
}

static void
compare_cb (PursuitDuplicateRow *self)
{
  g_signal_emit (self, compare_signal, 0);
}

static void
pursuit_duplicate_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_DUPLICATE_ROW);

  G_OBJECT_CLASS (pursuit_duplicate_row_parent_class)->dispose (object);
}

static void
pursuit_duplicate_row_class_init (PursuitDuplicateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_duplicate_row_dispose;

  /**
   * PursuitDuplicateRow::dismiss:
   *
   * The two are not the same.
   */
  dismiss_signal = g_signal_new ("dismiss", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PursuitDuplicateRow::compare:
   *
   * The two are to be looked at side by side.
   */
  compare_signal = g_signal_new ("compare", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("merge/duplicate-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicateRow, first);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicateRow, second);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicateRow, reasons);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicateRow, dismiss);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicateRow, compare);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
}

static void
pursuit_duplicate_row_init (PursuitDuplicateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_name (const PursuitDuplicate *duplicate)
{
  if (duplicate->detail == NULL)
    return g_strdup (duplicate->name);

  /* Translators: a person and the customer where they work */
  return g_strdup_printf (C_("duplicate", "%1$s (%2$s)"), duplicate->name, duplicate->detail);
}

/**
 * pursuit_duplicate_row_new:
 * @pair: two that may mean the same, copied
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
pursuit_duplicate_row_new (const PursuitLikelyPair *pair)
{
  PursuitDuplicateRow *self = g_object_new (PURSUIT_TYPE_DUPLICATE_ROW, NULL);
  g_autofree char *first = dup_name (&pair->first);
  g_autofree char *second = dup_name (&pair->second);
  g_autofree char *kinds = pursuit_duplicate_dup_reasons (pair->first.kinds);
  /* Translators: how likely two are the same, in per cent, and why */
  g_autofree char *reasons = g_strdup_printf (C_("duplicate", "%1$d%% · %2$s"), pair->first.score, kinds);
  g_autofree char *label = g_strdup_printf (_("“%1$s” and “%2$s”: %3$s"), first, second, kinds);

  self->first_id = pair->first.id;
  self->second_id = pair->second.id;
  gtk_label_set_text (self->first, first);
  gtk_label_set_text (self->second, second);
  gtk_label_set_text (self->reasons, reasons);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

/**
 * pursuit_duplicate_row_get_ids:
 * @self: a row
 * @out_first_id: (out): one of the two, the older one
 * @out_second_id: (out): the other
 */
void
pursuit_duplicate_row_get_ids (PursuitDuplicateRow *self,
                               gint64              *out_first_id,
                               gint64              *out_second_id)
{
  g_return_if_fail (PURSUIT_IS_DUPLICATE_ROW (self));

  *out_first_id = self->first_id;
  *out_second_id = self->second_id;
}
