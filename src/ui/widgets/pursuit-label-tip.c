/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-label-tip.h"

static gboolean
query_tooltip_cb (GtkWidget  *label,
                  int         x,
                  int         y,
                  gboolean    keyboard_mode,
                  GtkTooltip *tooltip,
                  gpointer    user_data)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));
  return TRUE;
}

/**
 * pursuit_label_tip_when_cut:
 * @label: a label that may have too little room
 *
 * Shows the whole text as a tooltip while the label cuts it, and no tooltip while it does not: a tip that repeats what
 * can be read is only in the way.
 */
void
pursuit_label_tip_when_cut (GtkLabel *label)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
