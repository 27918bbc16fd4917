/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-later.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitLater stands for what may never be seen: the page of an error, of an empty list. It is made when it comes on the screen, or when
 * somebody asks for one of its parts; a start does not pay for it.
 *
 *   <object class="PursuitLater" id="error">
 *     <property name="file">board/board-states.ui</property>     below ui/ in the program's resources
 *     <property name="object">error</property>                   the widget of that file, which has no template
 *   </object>
 */
struct _PursuitLater
{
  GtkWidget parent_instance;

  char *file;
  char *object;
  GtkBuilder *builder;   /* (nullable): until it is made */
};

enum
{
  PROP_0,
  PROP_FILE,
  PROP_OBJECT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitLater, pursuit_later, GTK_TYPE_WIDGET)

static void
build (PursuitLater *self)
{
  g_autofree char *path = g_strconcat (PURSUIT_TEMPLATE (""), self->file, NULL);
  const char *objects[] = { self->object, NULL };
  g_autoptr(GError) error = NULL;
  GObject *child;

  if (self->builder != NULL)
    return;

  self->builder = gtk_builder_new ();
  gtk_builder_set_translation_domain (self->builder, GETTEXT_PACKAGE);
  if (!gtk_builder_add_objects_from_resource (self->builder, path, objects, &error))
    g_error ("%s", error->message);   /* the program and its files do not belong together */

  child = gtk_builder_get_object (self->builder, self->object);
  gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (self));
}

static void
pursuit_later_map (GtkWidget *widget)
{
  build (PURSUIT_LATER (widget));

  GTK_WIDGET_CLASS (pursuit_later_parent_class)->map (widget);
}

static void
pursuit_later_dispose (GObject *object)
{
  PursuitLater *self = PURSUIT_LATER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->builder);

  G_OBJECT_CLASS (pursuit_later_parent_class)->dispose (object);
}

static void
pursuit_later_finalize (GObject *object)
{
  PursuitLater *self = PURSUIT_LATER (object);

  g_free (self->file);
  g_free (self->object);

  G_OBJECT_CLASS (pursuit_later_parent_class)->finalize (object);
}

static void
pursuit_later_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PursuitLater *self = PURSUIT_LATER (object);

  switch (prop_id)
    {
    case PROP_FILE:
      g_value_set_string (value, self->file);
      break;
    case PROP_OBJECT:
      g_value_set_string (value, self->object);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_later_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PursuitLater *self = PURSUIT_LATER (object);

  switch (prop_id)
    {
    case PROP_FILE:
      pursuit_set_str (&self->file, g_value_get_string (value));
      break;
    case PROP_OBJECT:
      pursuit_set_str (&self->object, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_later_class_init (PursuitLaterClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_later_dispose;
  object_class->finalize = pursuit_later_finalize;
  object_class->get_property = pursuit_later_get_property;
  object_class->set_property = pursuit_later_set_property;
  widget_class->map = pursuit_later_map;

  props[PROP_FILE] = g_param_spec_string ("file", NULL, NULL, NULL, flags);
  props[PROP_OBJECT] = g_param_spec_string ("object", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pursuit_later_init (PursuitLater *self)
{
}

/**
 * pursuit_later_get_object:
 * @self: something that is made later
 * @id: the name of one of its parts
 *
 * Makes it, if nobody did yet.
 *
 * Returns: (transfer none): that part
 */
gpointer
pursuit_later_get_object (PursuitLater *self,
                          const char   *id)
{
  g_return_val_if_fail (PURSUIT_IS_LATER (self), NULL);

  build (self);
  return gtk_builder_get_object (self->builder, id);
}

/**
 * pursuit_later_is_built:
 * @self: something that is made later
 *
 * Returns: whether it is there
 */
gboolean
pursuit_later_is_built (PursuitLater *self)
{
  g_return_val_if_fail (PURSUIT_IS_LATER (self), FALSE);

  return self->builder != NULL;
}
