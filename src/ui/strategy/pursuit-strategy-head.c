/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-strategy-head.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-enums.h"
#include "pursuit-label-tip.h"
#include "pursuit-locale.h"
#include "pursuit-red-flags.h"
#include "pursuit-stage-tracks.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/*
 * PursuitStrategyHead is how a deal stands at a glance: where we are and where the buyer is, what comes next, how likely it
 * is, and what warns of it.
 */
struct _PursuitStrategyHead
{
  GtkWidget parent_instance;

  PursuitStageTracks *tracks;
  GtkLabel *ours;
  GtkLabel *theirs;
  GtkLabel *next;
  GtkLabel *chance;
  GtkWidget *parked;
  GtkLabel *parked_text;
  GtkWidget *flags;
  GtkWidget *calm;
};

G_DEFINE_FINAL_TYPE (PursuitStrategyHead, pursuit_strategy_head, GTK_TYPE_WIDGET)

static void
pursuit_strategy_head_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_STRATEGY_HEAD);

  G_OBJECT_CLASS (pursuit_strategy_head_parent_class)->dispose (object);
}

static void
pursuit_strategy_head_class_init (PursuitStrategyHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_strategy_head_dispose;

  g_type_ensure (PURSUIT_TYPE_STAGE_TRACKS);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/strategy-head.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, tracks);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, ours);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, theirs);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, next);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, chance);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, parked);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, parked_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, flags);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyHead, calm);
}

static void
pursuit_strategy_head_init (PursuitStrategyHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
take_text (GtkLabel *label,
           char     *text)
{
  gtk_label_set_text (label, text);
  g_free (text);
}

static char *
dup_position (const char *name,
              gint64      position,
              gint64      since)
{
  int days = pursuit_deal_count_days_in_stage (since, pursuit_time_now ());

  /* Translators: a stage: %1$d its number, %2$s its name, %3$d since how many days */
  return g_strdup_printf (ngettext ("%1$d %2$s, for %3$d day", "%1$d %2$s, for %3$d days", days), (int) position, name, days);
}

static void
show_positions (PursuitStrategyHead        *self,
                const PursuitStrategySheet *sheet)
{
  const PursuitStage *ours = sheet->stage;
  const PursuitStage *theirs = sheet->buyer_stage;

  pursuit_stage_tracks_show (self->tracks, sheet->stages, ours != NULL ? (int) ours->position : 0, 0,
                             theirs != NULL ? (int) theirs->position : 0);
  take_text (self->ours, ours == NULL ? g_strdup ("")
                                      : dup_position (pursuit_locale_choose_name (ours->name, ours->name_zh),
                                                      ours->position, sheet->deal->stage_entered_at));
  take_text (self->theirs,
             theirs == NULL ? g_strdup (_("Nobody said where the buyer stands."))
                            : dup_position (pursuit_locale_choose_name (theirs->buyer_name, theirs->buyer_name_zh),
                                            theirs->position, sheet->deal->buyer_entered_at));
}

static char *
dup_next (const PursuitStrategySheet *sheet)
{
  const char *who = g_hash_table_lookup (sheet->names, "next_step_owner_id");
  g_autofree char *day = NULL;

  if (pursuit_str_empty (sheet->deal->next_step))
    return g_strdup (_("None is planned."));
  if (who == NULL)
    who = g_hash_table_lookup (sheet->names, "owner_id");
  if (pursuit_str_empty (sheet->deal->next_step_on))
    return g_strdup (sheet->deal->next_step);

  day = pursuit_date_format_relative (sheet->deal->next_step_on);
  if (who == NULL)
    /* Translators: %1$s is a day such as “tomorrow”, %2$s what to do */
    return g_strdup_printf (_("%1$s: %2$s"), day, sheet->deal->next_step);

  /* Translators: %1$s is a day such as “tomorrow”, %2$s what to do, %3$s who does it */
  return g_strdup_printf (_("%1$s: %2$s (%3$s)"), day, sheet->deal->next_step, who);
}

/* A figure that somebody set by hand says so, and what the process would have. */
static char *
dup_chance (const PursuitStrategySheet *sheet)
{
  if (sheet->deal->probability_manual && sheet->stage != NULL)
    return g_strdup_printf (_("%1$d %% set by hand; the stage has %2$d %%"), (int) sheet->deal->probability,
                            (int) sheet->stage->probability);

  return g_strdup_printf (_("%d %%"), (int) sheet->deal->probability);
}

static void
show_parked (PursuitStrategyHead        *self,
             const PursuitStrategySheet *sheet)
{
  g_autofree char *today = pursuit_date_today ();
  gboolean is_parked = sheet->deal->status == PURSUIT_DEAL_OPEN && pursuit_deal_is_parked (sheet->deal->parked_until, today);
  g_autofree char *day = is_parked ? pursuit_date_format (sheet->deal->parked_until) : NULL;

  gtk_widget_set_visible (self->parked, is_parked);
  gtk_widget_set_visible (GTK_WIDGET (self->parked_text), is_parked);
  if (is_parked)
    /* Translators: %1$s is a date, %2$s the reason */
    take_text (self->parked_text, g_strdup_printf (_("until %1$s: %2$s"), day,
                                                   sheet->deal->parked_reason != NULL ? sheet->deal->parked_reason : ""));
}

static void
show_flags (PursuitStrategyHead *self,
            GPtrArray           *flags)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->flags)) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < flags->len; i++)
    {
      const PursuitRedFlag *flag = g_ptr_array_index (flags, i);
      GtkWidget *label = gtk_label_new (flag->text);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      pursuit_label_tip_when_cut (GTK_LABEL (label));
      gtk_widget_add_css_class (label, "chip");
      gtk_widget_add_css_class (label, flag->is_error ? "error" : "warning");
      gtk_widget_set_parent (label, self->flags);
    }
  gtk_widget_set_visible (self->flags, flags->len > 0);
  gtk_widget_set_visible (self->calm, flags->len == 0);
}

/**
 * pursuit_strategy_head_show:
 * @self: a head
 * @sheet: what to show
 *
 * Shows how a deal stands.
 */
void
pursuit_strategy_head_show (PursuitStrategyHead        *self,
                            const PursuitStrategySheet *sheet)
{
  g_return_if_fail (PURSUIT_IS_STRATEGY_HEAD (self) && sheet != NULL);

  show_positions (self, sheet);
  take_text (self->next, dup_next (sheet));
  take_text (self->chance, dup_chance (sheet));
  show_parked (self, sheet);
  show_flags (self, sheet->flags);
}
