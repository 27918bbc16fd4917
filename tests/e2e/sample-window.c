/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

/*
 * A small window with one of each thing that the end-to-end tests do: an entry, a button, a menu, a card to drag.
 * It keeps the harness itself under test while the program's own window changes.
 */

static const char window_ui[] =
  "<interface>"
  "  <menu id='menu'><item>"
  "    <attribute name='label'>Clear</attribute><attribute name='action'>win.clear</attribute>"
  "  </item></menu>"
  "  <object class='AdwApplicationWindow' id='window'>"
  "    <property name='title'>Sample</property>"
  "    <property name='default-width'>600</property><property name='default-height'>400</property>"
  "    <property name='content'><object class='GtkBox'>"
  "      <property name='orientation'>vertical</property>"
  "      <child><object class='AdwHeaderBar'>"
  "        <child><object class='GtkMenuButton'>"
  "          <property name='label'>Menu</property><property name='menu-model'>menu</property>"
  "        </object></child>"
  "      </object></child>"
  "      <child><object class='GtkBox'>"
  "        <property name='spacing'>12</property><property name='margin-top'>24</property>"
  "        <property name='margin-start'>24</property>"
  "        <child><object class='GtkEntry' id='entry'>"
  "          <accessibility><property name='label'>Name</property></accessibility>"
  "        </object></child>"
  "        <child><object class='GtkButton' id='greet'>"
  "          <property name='label'>Greet</property><property name='action-name'>win.greet</property>"
  "        </object></child>"
  "        <child><object class='GtkLabel' id='greeting'/></child>"
  "      </object></child>"
  "      <child><object class='GtkBox'>"
  "        <property name='homogeneous'>1</property><property name='vexpand'>1</property>"
  "        <child><object class='GtkButton' id='card'>"
  "          <property name='label'>Card</property>"
  "          <property name='valign'>center</property><property name='halign'>center</property>"
  "        </object></child>"
  "        <child><object class='GtkLabel' id='target'><property name='label'>Empty</property></object></child>"
  "      </object></child>"
  "    </object></property>"
  "  </object>"
  "</interface>";

static void
greet_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkBuilder *builder = user_data;
  GtkEditable *entry = GTK_EDITABLE (gtk_builder_get_object (builder, "entry"));
  g_autofree char *greeting = g_strconcat ("Hello ", gtk_editable_get_text (entry), NULL);

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "greeting")), greeting);
}

static void
clear_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkBuilder *builder = user_data;

  gtk_editable_set_text (GTK_EDITABLE (gtk_builder_get_object (builder, "entry")), "");
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "greeting")), "");
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  return gdk_content_provider_new_typed (G_TYPE_STRING, "Card");
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         GtkLabel      *label)
{
  gtk_label_set_label (label, g_value_get_string (value));
  return TRUE;
}

static void
activate_cb (GtkApplication *application,
             GtkBuilder     *builder)
{
  static const GActionEntry actions[] = {
    { "clear", clear_cb },
    { "greet", greet_cb },
  };
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  GtkWidget *target = GTK_WIDGET (gtk_builder_get_object (builder, "target"));
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), builder);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (gtk_builder_get_object (builder, "card")), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), target);
  gtk_widget_add_controller (target, GTK_EVENT_CONTROLLER (drop));

  gtk_window_set_application (window, application);
  gtk_window_present (window);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = NULL;
  g_autoptr(GtkBuilder) builder = NULL;

  adw_init ();
  application = adw_application_new ("io.github.pursuit.Sample", G_APPLICATION_DEFAULT_FLAGS);
  builder = gtk_builder_new_from_string (window_ui, -1);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), builder);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
