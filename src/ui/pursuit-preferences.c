/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-preferences.h"

/*
 * What a person chose for this computer, as properties named like the keys of the GSettings schema. Without the
 * schema (a program run from an unfinished installation) the properties keep their defaults and live in memory;
 * GSettings itself would abort.
 */
struct _PursuitPreferences
{
  GObject parent;

  GSettings *settings;
  GValue values[16];
};

enum
{
  PROP_0,
  PROP_WINDOW_WIDTH,
  PROP_WINDOW_HEIGHT,
  PROP_WINDOW_MAXIMIZED,
  PROP_LAST_VIEW,
  PROP_LAST_DATABASE,
  PROP_SIDEBAR_VISIBLE,
  PROP_BOARD_DENSITY,
  PROP_BOARD_FOLDED,
  PROP_CUSTOMER_COLUMNS,
  PROP_COLOR_SCHEME,
  PROP_LANGUAGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitPreferences, pursuit_preferences, G_TYPE_OBJECT)

static gboolean
read_variant (GValue   *value,
              GVariant *variant,
              gpointer  user_data)
{
  g_value_set_variant (value, variant);
  return TRUE;
}

static GVariant *
write_variant (const GValue       *value,
               const GVariantType *type,
               gpointer            user_data)
{
  return g_value_dup_variant (value);
}

static void
bind_all (PursuitPreferences *self)
{
  g_autoptr(GSettingsSchema) schema = NULL;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  if (source)
    schema = g_settings_schema_source_lookup (source, PURSUIT_APP_ID, TRUE);
  if (schema == NULL)
    return;

  self->settings = g_settings_new_full (schema, NULL, NULL);
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    {
      const char *name = props[i]->name;

      if (!g_settings_schema_has_key (schema, name))
        continue;
      if (G_IS_PARAM_SPEC_VARIANT (props[i]))
        g_settings_bind_with_mapping (self->settings, name, self, name, G_SETTINGS_BIND_DEFAULT,
                                      read_variant, write_variant, NULL, NULL);
      else
        g_settings_bind (self->settings, name, self, name, G_SETTINGS_BIND_DEFAULT);
    }
}

static void
pursuit_preferences_finalize (GObject *object)
{
  PursuitPreferences *self = PURSUIT_PREFERENCES (object);

  g_clear_object (&self->settings);
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_value_unset (&self->values[i]);

  G_OBJECT_CLASS (pursuit_preferences_parent_class)->finalize (object);
}

static void
pursuit_preferences_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PursuitPreferences *self = PURSUIT_PREFERENCES (object);

  g_value_copy (&self->values[prop_id], value);
}

static void
pursuit_preferences_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PursuitPreferences *self = PURSUIT_PREFERENCES (object);

  if (g_param_values_cmp (pspec, &self->values[prop_id], value) == 0)
    return;

  g_value_copy (value, &self->values[prop_id]);
  g_object_notify_by_pspec (object, pspec);
}

static void
pursuit_preferences_class_init (PursuitPreferencesClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pursuit_preferences_finalize;
  object_class->get_property = pursuit_preferences_get_property;
  object_class->set_property = pursuit_preferences_set_property;

  props[PROP_WINDOW_WIDTH] = g_param_spec_int ("window-width", NULL, NULL, 0, G_MAXINT, 1280, flags);
  props[PROP_WINDOW_HEIGHT] = g_param_spec_int ("window-height", NULL, NULL, 0, G_MAXINT, 800, flags);
  props[PROP_WINDOW_MAXIMIZED] = g_param_spec_boolean ("window-maximized", NULL, NULL, FALSE, flags);
  props[PROP_LAST_VIEW] = g_param_spec_string ("last-view", NULL, NULL, "board", flags);
  props[PROP_LAST_DATABASE] = g_param_spec_string ("last-database", NULL, NULL, "", flags);
  props[PROP_SIDEBAR_VISIBLE] = g_param_spec_boolean ("sidebar-visible", NULL, NULL, TRUE, flags);
  props[PROP_BOARD_DENSITY] = g_param_spec_string ("board-density", NULL, NULL, "comfortable", flags);
  props[PROP_BOARD_FOLDED] =
    g_param_spec_variant ("board-folded", NULL, NULL, G_VARIANT_TYPE ("a{sas}"),
                          g_variant_new_array (G_VARIANT_TYPE ("{sas}"), NULL, 0), flags);
  props[PROP_CUSTOMER_COLUMNS] = g_param_spec_string ("customer-columns", NULL, NULL, "", flags);
  props[PROP_COLOR_SCHEME] = g_param_spec_string ("color-scheme", NULL, NULL, "system", flags);
  props[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pursuit_preferences_init (PursuitPreferences *self)
{
  G_STATIC_ASSERT (N_PROPS <= G_N_ELEMENTS (self->values));

  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    {
      g_value_init (&self->values[i], G_PARAM_SPEC_VALUE_TYPE (props[i]));
      g_param_value_set_default (props[i], &self->values[i]);
    }
  bind_all (self);
}

/**
 * pursuit_preferences_get_default:
 *
 * The preferences of this computer's user; like GSettings they are the same for the whole program.
 *
 * Returns: (transfer none): the preferences
 */
PursuitPreferences *
pursuit_preferences_get_default (void)
{
  static PursuitPreferences *preferences;

  if (preferences == NULL)
    preferences = g_object_new (PURSUIT_TYPE_PREFERENCES, NULL);

  return preferences;
}

/**
 * pursuit_preferences_hold_back:
 * @self: preferences
 *
 * From now on nothing is kept: a tour must not change what the person chose.
 */
void
pursuit_preferences_hold_back (PursuitPreferences *self)
{
  g_return_if_fail (PURSUIT_IS_PREFERENCES (self));

  if (self->settings)
    g_settings_delay (self->settings);
}

/**
 * pursuit_preferences_dup_string:
 * @self: preferences
 * @name: a key that holds text
 *
 * Returns: (transfer full): what was chosen
 */
char *
pursuit_preferences_dup_string (PursuitPreferences *self,
                                const char         *name)
{
  char *text = NULL;

  g_return_val_if_fail (PURSUIT_IS_PREFERENCES (self), NULL);

  g_object_get (self, name, &text, NULL);
  return text;
}

/**
 * pursuit_preferences_get_boolean:
 * @self: preferences
 * @name: a key that holds yes or no
 *
 * Returns: what was chosen
 */
gboolean
pursuit_preferences_get_boolean (PursuitPreferences *self,
                                 const char         *name)
{
  gboolean chosen = FALSE;

  g_return_val_if_fail (PURSUIT_IS_PREFERENCES (self), FALSE);

  g_object_get (self, name, &chosen, NULL);
  return chosen;
}
