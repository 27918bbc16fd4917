/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-track-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-deal-words.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-str.h"
#include "pursuit-timeline-text.h"
#include "pursuit-ui-types.h"

/*
 * PursuitTrackRow is one step of one of a deal's two tracks: when, which, why, for how long, and how far apart the two were
 * from then on.
 */
struct _PursuitTrackRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *day;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *overridden;
  GtkLabel *missing;
  GtkLabel *gap;
  GtkLabel *days;
};

G_DEFINE_FINAL_TYPE (PursuitTrackRow, pursuit_track_row, GTK_TYPE_LIST_BOX_ROW)

static void
pursuit_track_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_TRACK_ROW);

  G_OBJECT_CLASS (pursuit_track_row_parent_class)->dispose (object);
}

static void
pursuit_track_row_class_init (PursuitTrackRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_track_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/track-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTrackRow, day);
  gtk_widget_class_bind_template_child (widget_class, PursuitTrackRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitTrackRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitTrackRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitTrackRow, overridden);
  gtk_widget_class_bind_template_child (widget_class, PursuitTrackRow, missing);
  gtk_widget_class_bind_template_child (widget_class, PursuitTrackRow, gap);
  gtk_widget_class_bind_template_child (widget_class, PursuitTrackRow, days);
}

static void
pursuit_track_row_init (PursuitTrackRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_title (const PursuitTrackMove *move)
{
  const char *stage = pursuit_locale_choose_name (move->stage, move->stage_zh);

  if (move->is_buyer && move->to == 0)
    return g_strdup (_("Where the buyer stands became unknown"));
  if (move->is_buyer)
    /* Translators: %1$d is the number of a stage, %2$s its name */
    return g_strdup_printf (_("The buyer: %1$d %2$s"), move->to, stage);
  if (move->to_status == PURSUIT_DEAL_WON)
    return g_strdup (_("Won"));
  if (move->to_status == PURSUIT_DEAL_LOST)
    /* Translators: %1$d is the number of a stage, %2$s its name */
    return g_strdup_printf (_("Lost in %1$d %2$s"), move->to, stage);

  /* Translators: %1$d is the number of a stage, %2$s its name */
  return g_strdup_printf (_("We: %1$d %2$s"), move->to, stage);
}

/* A reason that the program wrote itself is a message id. */
static char *
dup_detail (const PursuitTrackMove *move)
{
  const char *reason = pursuit_str_empty (move->reason) ? NULL : _(move->reason);

  if (reason != NULL && move->staff != NULL)
    /* Translators: %1$s is why something was done, %2$s who did it */
    return g_strdup_printf (_("%1$s · %2$s"), reason, move->staff);

  return g_strdup (reason != NULL ? reason : move->staff != NULL ? move->staff : "");
}

static char *
dup_gap (const PursuitTrackMove *move)
{
  if (!move->knows_gap)
    return g_strdup ("");
  if (move->gap == 0)
    return g_strdup (_("level"));
  /* One stage ahead is no chip on a card, but a step of the history. */
  if (move->gap > 0)
    return g_strdup_printf (ngettext ("%d ahead of the buyer", "%d ahead of the buyer", (gulong) move->gap), move->gap);

  return pursuit_deal_words_gap (move->gap);
}

static char *
dup_days (const PursuitTrackMove *move)
{
  if (!move->is_buyer && move->to_status != PURSUIT_DEAL_OPEN)
    return g_strdup ("");
  if (move->stays)
    return g_strdup_printf (ngettext ("%d day so far", "%d days so far", move->days), move->days);

  return g_strdup_printf (ngettext ("%d day", "%d days", move->days), move->days);
}

static void
show_missing (PursuitTrackRow        *self,
              const PursuitTrackMove *move)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->overridden, move->missing != NULL);
  if (move->missing == NULL)
    return;

  text = pursuit_timeline_dup_in_line (move->missing);
  gtk_label_set_text (self->missing, text);
}

static const char *
get_icon (const PursuitTrackMove *move)
{
  if (move->is_buyer)
    return "pursuit-buyer-symbolic";
  if (move->to_status == PURSUIT_DEAL_WON)
    return "pursuit-won-symbolic";

  return move->to_status == PURSUIT_DEAL_LOST ? "pursuit-lost-symbolic" : "pursuit-stage-symbolic";
}

static void
name_row (PursuitTrackRow *self)
{
  GtkLabel *const labels[] = { self->day, self->title, self->detail, self->missing, self->gap, self->days };
  g_autoptr(GString) spoken = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (*gtk_label_get_text (labels[i]) != '\0')
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", gtk_label_get_text (labels[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
}

/**
 * pursuit_track_row_new:
 * @move: one step of a track, computed
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
pursuit_track_row_new (const PursuitTrackMove *move)
{
  PursuitTrackRow *self = g_object_new (PURSUIT_TYPE_TRACK_ROW, NULL);
  g_autofree char *iso = pursuit_date_from_time (move->at);
  g_autofree char *day = pursuit_date_format (iso);
  g_autofree char *title = dup_title (move);
  g_autofree char *detail = dup_detail (move);
  g_autofree char *gap = dup_gap (move);
  g_autofree char *days = dup_days (move);

  gtk_label_set_text (self->day, day);
  gtk_image_set_from_icon_name (self->icon, get_icon (move));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_label_set_text (self->gap, gap);
  gtk_widget_set_visible (GTK_WIDGET (self->gap), *gap != '\0');
  gtk_widget_add_css_class (GTK_WIDGET (self->gap),
                            pursuit_deal_is_late (move->gap) ? "error" : pursuit_deal_is_ahead (move->gap) ? "warning" : "neutral");
  gtk_label_set_text (self->days, days);
  show_missing (self, move);
  name_row (self);

  return GTK_WIDGET (self);
}
