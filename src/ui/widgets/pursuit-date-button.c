/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-date-button.h"

#include "pursuit-date.h"
#include "pursuit-ui-types.h"

/*
 * PursuitDateButton opens a calendar beside an entry and writes the chosen day into it. The entry stays the place where
 * the date lives: whoever types is not slowed down.
 */
struct _PursuitDateButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkCalendar *calendar;
  GtkEditable *entry;
  gboolean showing;      /* while the calendar is set from the entry */
};

G_DEFINE_FINAL_TYPE (PursuitDateButton, pursuit_date_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ENTRY,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

static void
write_date (PursuitDateButton *self,
            const char        *iso)
{
  if (self->entry == NULL)
    return;

  gtk_editable_set_text (self->entry, iso);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
day_selected_cb (GtkCalendar       *calendar,
                 PursuitDateButton *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *iso = g_date_time_format (day, "%Y-%m-%d");

  if (!self->showing)
    write_date (self, iso);
}

static void
show_cb (GtkWidget         *popover,
         PursuitDateButton *self)
{
  const char *typed = self->entry != NULL ? gtk_editable_get_text (self->entry) : "";
  g_autofree char *iso = NULL;
  g_autoptr(GDateTime) day = NULL;
  GDate date;

  if (!pursuit_date_parse (typed, PURSUIT_DATE_ORDER_AUTO, &iso, NULL))
    iso = pursuit_date_today ();
  g_date_clear (&date, 1);
  g_date_set_parse (&date, iso);
  if (!g_date_valid (&date))
    return;

  day = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0);
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
}

static void
pick_in_days (GtkWidget  *widget,
              const char *action,
              GVariant   *argument)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *iso = pursuit_date_add_days (today, g_variant_get_int32 (argument));

  if (iso != NULL)
    write_date (PURSUIT_DATE_BUTTON (widget), iso);
}

static void
clear_date (GtkWidget  *widget,
            const char *action,
            GVariant   *argument)
{
  write_date (PURSUIT_DATE_BUTTON (widget), "");
}

static void
pursuit_date_button_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  g_value_set_object (value, PURSUIT_DATE_BUTTON (object)->entry);
}

static void
pursuit_date_button_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PursuitDateButton *self = PURSUIT_DATE_BUTTON (object);
  GtkEditable *entry = g_value_get_object (value);

  if (self->entry == entry)
    return;

  g_clear_weak_pointer (&self->entry);
  g_set_weak_pointer (&self->entry, entry);
  g_object_notify_by_pspec (object, pspec);
}

static void
pursuit_date_button_dispose (GObject *object)
{
  PursuitDateButton *self = PURSUIT_DATE_BUTTON (object);

  g_clear_weak_pointer (&self->entry);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_DATE_BUTTON);

  G_OBJECT_CLASS (pursuit_date_button_parent_class)->dispose (object);
}

static void
pursuit_date_button_class_init (PursuitDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pursuit_date_button_get_property;
  object_class->set_property = pursuit_date_button_set_property;
  object_class->dispose = pursuit_date_button_dispose;

  props[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, GTK_TYPE_EDITABLE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "date.in-days", "i", pick_in_days);
  gtk_widget_class_install_action (widget_class, "date.clear", NULL, clear_date);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/date-button.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDateButton, button);
  gtk_widget_class_bind_template_child (widget_class, PursuitDateButton, popover);
  gtk_widget_class_bind_template_child (widget_class, PursuitDateButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
pursuit_date_button_init (PursuitDateButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_date_button_new:
 * @entry: (nullable): the entry to write into; not kept alive
 *
 * Returns: (transfer floating): a button that opens a calendar
 */
GtkWidget *
pursuit_date_button_new (GtkEditable *entry)
{
  return g_object_new (PURSUIT_TYPE_DATE_BUTTON, "entry", entry, NULL);
}
