/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-facet-menu.h"

#include <glib/gi18n-lib.h>

#include "pursuit-facet-popover.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitFacetMenu narrows a list by one value of a field, or by several: a button that says which or how many, and opens a list
 * of the values. What several are chosen is in the query that it is given; one it keeps itself.
 */
struct _PursuitFacetMenu
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  PursuitFacetPopover *popover;   /* (nullable): until somebody wants to choose */

  char *field;
  char *title;
  char *value;
  char *label;
  gboolean says_value;      /* on its button, where there is room for that */
  gboolean several;
  PursuitWorker *worker;
  PursuitQuery *query;
};

enum
{
  PROP_FIELD = 1,
  PROP_TITLE,
  PROP_SAYS_VALUE,
  PROP_SEVERAL,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint selected_signal;
static guint toggled_signal;

G_DEFINE_FINAL_TYPE (PursuitFacetMenu, pursuit_facet_menu, GTK_TYPE_WIDGET)

static void
toggled_cb (PursuitFacetPopover *popover,
            const char          *value,
            const char          *label,
            gboolean             is_chosen,
            PursuitFacetMenu    *self)
{
  g_signal_emit (self, toggled_signal, 0, value, label, is_chosen);
  if (self->several)
    return;

  gtk_popover_popdown (GTK_POPOVER (popover));
  pursuit_facet_menu_select (self, is_chosen ? value : NULL, is_chosen ? label : NULL);
  g_signal_emit (self, selected_signal, 0);
}

/* What is marked in the list. */
static void
show_source (PursuitFacetMenu *self)
{
  if (self->query == NULL)
    return;
  if (!self->several)
    pursuit_query_choose (self->query, self->field, (const char *const[]) { self->value, NULL });
  if (self->popover != NULL)
    pursuit_facet_popover_set_source (self->popover, self->worker, self->query);
}

/* Most people look at a view far more often than they narrow it. */
static void
make_popover (GtkMenuButton *button,
              gpointer       user_data)
{
  PursuitFacetMenu *self = user_data;

  if (self->popover != NULL)
    return;

  self->popover = PURSUIT_FACET_POPOVER (pursuit_facet_popover_new (self->field, self->several));
  g_signal_connect_object (self->popover, "toggled", G_CALLBACK (toggled_cb), self, 0);
  show_source (self);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
}

static void
show_number (PursuitFacetMenu *self)
{
  const char *const *chosen = self->query != NULL ? pursuit_query_get_choice (self->query, self->field) : NULL;
  guint n = chosen != NULL ? g_strv_length ((char **) chosen) : 0;
  g_autofree char *label = NULL;
  g_autofree char *spoken = NULL;

  /* Translators: %1$s is a field such as "Region", %2$u how many of its values are chosen */
  label = g_strdup_printf (C_("facet menu", "%1$s %2$u"), self->title, n);
  spoken = g_strdup_printf (ngettext ("%1$s, %2$u value chosen", "%1$s, %2$u values chosen", n), self->title, n);
  gtk_menu_button_set_label (self->button, n > 0 ? label : self->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, n > 0 ? spoken : self->title, -1);
  if (n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
}

static void
show_value (PursuitFacetMenu *self)
{
  g_autofree char *spoken = NULL;

  if (self->several)
    {
      show_number (self);
      return;
    }

  /* Translators: %1$s is a field such as "Region", %2$s the value that a list is narrowed to */
  spoken = g_strdup_printf (_("%1$s: %2$s"), self->title, self->label != NULL ? self->label : C_("facet", "Any"));
  gtk_menu_button_set_label (self->button, self->says_value && self->label != NULL ? spoken : self->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (self->value != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
}

static void
pursuit_facet_menu_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PursuitFacetMenu *self = PURSUIT_FACET_MENU (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      g_value_set_string (value, self->field);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SAYS_VALUE:
      g_value_set_boolean (value, self->says_value);
      break;
    case PROP_SEVERAL:
      g_value_set_boolean (value, self->several);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_facet_menu_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PursuitFacetMenu *self = PURSUIT_FACET_MENU (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      self->field = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    case PROP_SAYS_VALUE:
      self->says_value = g_value_get_boolean (value);
      break;
    case PROP_SEVERAL:
      self->several = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_facet_menu_constructed (GObject *object)
{
  G_OBJECT_CLASS (pursuit_facet_menu_parent_class)->constructed (object);

  show_value (PURSUIT_FACET_MENU (object));
}

static void
pursuit_facet_menu_dispose (GObject *object)
{
  PursuitFacetMenu *self = PURSUIT_FACET_MENU (object);

  self->popover = NULL;
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_FACET_MENU);

  G_OBJECT_CLASS (pursuit_facet_menu_parent_class)->dispose (object);
}

static void
pursuit_facet_menu_finalize (GObject *object)
{
  PursuitFacetMenu *self = PURSUIT_FACET_MENU (object);

  g_clear_pointer (&self->query, pursuit_query_free);
  g_free (self->field);
  g_free (self->title);
  g_free (self->value);
  g_free (self->label);

  G_OBJECT_CLASS (pursuit_facet_menu_parent_class)->finalize (object);
}

static void
pursuit_facet_menu_class_init (PursuitFacetMenuClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pursuit_facet_menu_constructed;
  object_class->dispose = pursuit_facet_menu_dispose;
  object_class->finalize = pursuit_facet_menu_finalize;
  object_class->get_property = pursuit_facet_menu_get_property;
  object_class->set_property = pursuit_facet_menu_set_property;

  props[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  props[PROP_SAYS_VALUE] = g_param_spec_boolean ("says-value", NULL, NULL, FALSE, flags);
  props[PROP_SEVERAL] = g_param_spec_boolean ("several", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PursuitFacetMenu::selected:
   *
   * A person chose another value, or any.
   */
  selected_signal = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  /**
   * PursuitFacetMenu::toggled:
   * @self: the menu
   * @value: the value as the facet has it, "" for none
   * @label: what people call it
   * @is_chosen: whether it is chosen now
   *
   * A person chose a value, or took it away.
   */
  toggled_signal = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/facet-menu.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitFacetMenu, button);
}

static void
pursuit_facet_menu_init (PursuitFacetMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, make_popover, self, NULL);
}

/**
 * pursuit_facet_menu_set_source:
 * @self: a facet menu
 * @worker: (nullable): who counts
 * @query: what is listed; copied
 *
 * Says among what the values are to be counted when the list is opened, whatever it chooses of this field; and, where several may
 * be chosen, which are.
 */
void
pursuit_facet_menu_set_source (PursuitFacetMenu   *self,
                               PursuitWorker      *worker,
                               const PursuitQuery *query)
{
  g_return_if_fail (PURSUIT_IS_FACET_MENU (self));

  g_set_object (&self->worker, worker);
  g_clear_pointer (&self->query, pursuit_query_free);
  self->query = pursuit_query_copy (query);
  show_source (self);
  show_value (self);
}

/**
 * pursuit_facet_menu_select:
 * @self: a facet menu
 * @value: (nullable): a value as the facet has it, %NULL for any
 * @label: (nullable): what people call it
 *
 * Shows a value as chosen; nothing is emitted.
 */
void
pursuit_facet_menu_select (PursuitFacetMenu *self,
                           const char       *value,
                           const char       *label)
{
  g_return_if_fail (PURSUIT_IS_FACET_MENU (self));

  pursuit_set_str (&self->value, value);
  pursuit_set_str (&self->label, label);
  show_source (self);
  show_value (self);
}

/**
 * pursuit_facet_menu_get_value:
 * @self: a facet menu
 *
 * Returns: (nullable): the chosen value, %NULL for any
 */
const char *
pursuit_facet_menu_get_value (PursuitFacetMenu *self)
{
  g_return_val_if_fail (PURSUIT_IS_FACET_MENU (self), NULL);

  return self->value;
}

/**
 * pursuit_facet_menu_get_label:
 * @self: a facet menu
 *
 * Returns: (nullable): what people call the chosen value, %NULL for any
 */
const char *
pursuit_facet_menu_get_label (PursuitFacetMenu *self)
{
  g_return_val_if_fail (PURSUIT_IS_FACET_MENU (self), NULL);

  return self->label;
}

/**
 * pursuit_facet_menu_get_field:
 * @self: a facet menu
 *
 * Returns: the field by which it narrows
 */
const char *
pursuit_facet_menu_get_field (PursuitFacetMenu *self)
{
  g_return_val_if_fail (PURSUIT_IS_FACET_MENU (self), NULL);

  return self->field;
}
