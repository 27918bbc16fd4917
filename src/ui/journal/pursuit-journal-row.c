/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-journal-text.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-watch.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitJournalRow is one entry of the journal: what was done to what, by whom and when, and which fields became what.
 */
struct _PursuitJournalRow
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *actor;
  GtkLabel *when;

  PursuitRow *row;
  char *currency;
  PursuitOwnSet *own_set;
};

G_DEFINE_FINAL_TYPE (PursuitJournalRow, pursuit_journal_row, GTK_TYPE_WIDGET)

static void
name_item (PursuitJournalRow *self,
           const char        *detail)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken = NULL;

  if (item == NULL)
    return;

  spoken = g_strjoin (", ", gtk_label_get_text (self->title), gtk_label_get_text (self->actor), gtk_label_get_text (self->when),
                      *detail != '\0' ? detail : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
update (PursuitJournalRow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *when = NULL;
  const char *actor;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (self->row == NULL || !pursuit_row_is_loaded (self->row))
    return;

  title = pursuit_journal_dup_title (self->row);
  detail = pursuit_journal_dup_detail (self->row, self->currency, self->own_set);
  when = pursuit_time_format (pursuit_row_get_number (self->row, PURSUIT_JOURNAL_ROW_AT));
  actor = pursuit_row_get_text (self->row, PURSUIT_JOURNAL_ROW_ACTOR);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_label_set_text (self->actor, !pursuit_str_empty (actor) ? actor : C_("person", "Somebody"));
  gtk_label_set_text (self->when, when);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *detail != '\0' ? detail : NULL);
  name_item (self, detail);
}

static void
changed_cb (PursuitRow        *row,
            PursuitJournalRow *self)
{
  g_assert (PURSUIT_IS_JOURNAL_ROW (self));

  update (self);
}

static void
pursuit_journal_row_dispose (GObject *object)
{
  PursuitJournalRow *self = PURSUIT_JOURNAL_ROW (object);

  pursuit_row_watch (&self->row, NULL, G_CALLBACK (changed_cb), self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_JOURNAL_ROW);

  G_OBJECT_CLASS (pursuit_journal_row_parent_class)->dispose (object);
}

static void
pursuit_journal_row_finalize (GObject *object)
{
  g_free (PURSUIT_JOURNAL_ROW (object)->currency);
  g_clear_pointer (&PURSUIT_JOURNAL_ROW (object)->own_set, pursuit_own_set_unref);

  G_OBJECT_CLASS (pursuit_journal_row_parent_class)->finalize (object);
}

static void
pursuit_journal_row_class_init (PursuitJournalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_journal_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_journal_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("journal/journal-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitJournalRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitJournalRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitJournalRow, actor);
  gtk_widget_class_bind_template_child (widget_class, PursuitJournalRow, when);
}

static void
pursuit_journal_row_init (PursuitJournalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_journal_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
pursuit_journal_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_JOURNAL_ROW, NULL);
}

/**
 * pursuit_journal_row_show:
 * @self: a row
 * @row: (nullable): a row of %PURSUIT_LIST_JOURNAL, %NULL for nothing
 * @currency: (nullable): the house currency
 * @own_set: (nullable): the fields that the house has added
 *
 * Shows an entry, and follows the row while its values are on their way.
 */
void
pursuit_journal_row_show (PursuitJournalRow *self,
                          PursuitRow        *row,
                          const char        *currency,
                          const PursuitOwnSet *own_set)
{
  g_return_if_fail (PURSUIT_IS_JOURNAL_ROW (self));

  g_clear_pointer (&self->own_set, pursuit_own_set_unref);
  self->own_set = own_set != NULL ? pursuit_own_set_ref ((PursuitOwnSet *) own_set) : NULL;

  pursuit_row_watch (&self->row, row, G_CALLBACK (changed_cb), self);
  pursuit_set_str (&self->currency, currency);
  update (self);
}

/**
 * pursuit_journal_row_get_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitRow *
pursuit_journal_row_get_row (PursuitJournalRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_JOURNAL_ROW (self), NULL);

  return self->row;
}
