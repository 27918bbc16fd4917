/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-when-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitWhenRow asks when something happened: a day, and a time of day as people where the window is count it.
 */
struct _PursuitWhenRow
{
  AdwActionRow parent_instance;

  GtkEntry *day;
  GtkEntry *clock;
};

G_DEFINE_FINAL_TYPE (PursuitWhenRow, pursuit_when_row, ADW_TYPE_ACTION_ROW)

static void
pursuit_when_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_WHEN_ROW);

  G_OBJECT_CLASS (pursuit_when_row_parent_class)->dispose (object);
}

static void
pursuit_when_row_class_init (PursuitWhenRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_when_row_dispose;

  g_type_ensure (PURSUIT_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/when-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitWhenRow, day);
  gtk_widget_class_bind_template_child (widget_class, PursuitWhenRow, clock);
}

static void
pursuit_when_row_init (PursuitWhenRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_when_row_new:
 * @title: what is asked
 *
 * Returns: (transfer floating): a row that says now
 */
GtkWidget *
pursuit_when_row_new (const char *title)
{
  PursuitWhenRow *self = g_object_new (PURSUIT_TYPE_WHEN_ROW, "title", title, NULL);

  pursuit_when_row_set_time (self, pursuit_time_now ());

  return GTK_WIDGET (self);
}

/**
 * pursuit_when_row_set_time:
 * @self: a row
 * @us: an instant, 0 for none
 *
 * Shows an instant in the local time zone.
 */
void
pursuit_when_row_set_time (PursuitWhenRow *self,
                           gint64          us)
{
  g_autoptr(GDateTime) local = us != 0 ? g_date_time_new_from_unix_local (us / G_USEC_PER_SEC) : NULL;
  g_autofree char *day = local != NULL ? g_date_time_format (local, "%Y-%m-%d") : g_strdup ("");
  g_autofree char *clock = local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");

  g_return_if_fail (PURSUIT_IS_WHEN_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->day), day);
  gtk_editable_set_text (GTK_EDITABLE (self->clock), clock);
}

static gboolean
parse_clock (const char  *text,
             int         *out_hour,
             int         *out_minute,
             GError     **error)
{
  g_auto(GStrv) parts = NULL;
  guint64 hour;
  guint64 minute;

  *out_hour = *out_minute = 0;
  if (pursuit_str_empty (text))
    return TRUE;

  parts = g_strsplit (text, ":", 2);
  if (parts[1] != NULL && g_ascii_string_to_unsigned (g_strstrip (parts[0]), 10, 0, 23, &hour, NULL) &&
      g_ascii_string_to_unsigned (g_strstrip (parts[1]), 10, 0, 59, &minute, NULL))
    {
      *out_hour = (int) hour;
      *out_minute = (int) minute;
      return TRUE;
    }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a time of day, such as 14:30."), text);
  return FALSE;
}

/**
 * pursuit_when_row_read:
 * @self: a row
 * @out_us: (out): the instant, 0 when the day is blank
 * @error: return location for the refusal
 *
 * Reads the row; a blank time of day is midnight.
 *
 * Fails with %PURSUIT_ERROR_INVALID and a sentence that quotes what was typed.
 *
 * Returns: %TRUE when @out_us was set
 */
gboolean
pursuit_when_row_read (PursuitWhenRow  *self,
                       gint64          *out_us,
                       GError         **error)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->day));
  g_autofree char *iso = NULL;
  g_autoptr(GDateTime) local = NULL;
  int year, month, day, hour, minute;

  g_return_val_if_fail (PURSUIT_IS_WHEN_ROW (self), FALSE);

  if (pursuit_str_empty (typed))
    {
      *out_us = 0;
      return TRUE;
    }
  if (!pursuit_date_parse (typed, PURSUIT_DATE_ORDER_AUTO, &iso, error) ||
      !parse_clock (gtk_editable_get_text (GTK_EDITABLE (self->clock)), &hour, &minute, error))
    return FALSE;

  if (sscanf (iso, "%d-%d-%d", &year, &month, &day) == 3)
    local = g_date_time_new_local (year, month, day, hour, minute, 0);
  *out_us = local != NULL ? g_date_time_to_unix (local) * G_USEC_PER_SEC : pursuit_time_from_date (iso);

  return TRUE;
}
