/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-preferences.h"

static char *schema_directory;

/* A program that is not installed has no schema, and must not abort for want of it. */
static void
test_without_schema (void)
{
  g_autoptr(PursuitPreferences) preferences = g_object_new (PURSUIT_TYPE_PREFERENCES, NULL);
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autofree char *view = NULL;

  g_assert_true (source == NULL || g_settings_schema_source_lookup (source, PURSUIT_APP_ID, TRUE) == NULL);
  view = pursuit_preferences_dup_string (preferences, "last-view");
  g_assert_cmpstr (view, ==, "board");
  g_object_set (preferences, "last-view", "customers", NULL);
  g_clear_pointer (&view, g_free);
  view = pursuit_preferences_dup_string (preferences, "last-view");
  g_assert_cmpstr (view, ==, "customers");
}

static void
check_key (PursuitPreferences *preferences,
           GSettingsSchema    *schema,
           const char         *name)
{
  g_autoptr(GSettingsSchemaKey) key = g_settings_schema_get_key (schema, name);
  g_autoptr(GVariant) wanted = g_settings_schema_key_get_default_value (key);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (preferences), name);
  g_auto(GValue) value = G_VALUE_INIT;

  g_assert_nonnull (pspec);
  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (preferences), name, &value);
  if (G_VALUE_HOLDS_STRING (&value))
    g_assert_cmpstr (g_value_get_string (&value), ==, g_variant_get_string (wanted, NULL));
  else if (G_VALUE_HOLDS_INT (&value))
    g_assert_cmpint (g_value_get_int (&value), ==, g_variant_get_int32 (wanted));
  else if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_assert_cmpint (g_value_get_boolean (&value), ==, g_variant_get_boolean (wanted));
  else if (G_VALUE_HOLDS_VARIANT (&value))
    g_assert_cmpvariant (g_value_get_variant (&value), wanted);
  else
    g_assert_not_reached ();
}

/* Every key is a property with the same name and the same default, so that nothing is written down in vain. */
static void
test_agree_with_schema (void)
{
  g_autoptr(PursuitPreferences) preferences = g_object_new (PURSUIT_TYPE_PREFERENCES, NULL);
  g_autoptr(GSettingsSchemaSource) source = NULL;
  g_autoptr(GSettingsSchema) schema = NULL;
  g_auto(GStrv) keys = NULL;
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;
  GError *error = NULL;

  source = g_settings_schema_source_new_from_directory (schema_directory, NULL, TRUE, &error);
  g_assert_no_error (error);
  schema = g_settings_schema_source_lookup (source, PURSUIT_APP_ID, FALSE);
  g_assert_nonnull (schema);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i]; i++)
    check_key (preferences, schema, keys[i]);

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (preferences), &n_pspecs);
  g_assert_cmpuint (n_pspecs, ==, g_strv_length (keys));
}

int
main (int    argc,
      char **argv)
{
  int status;

  /* Before anything asks for a schema. */
  schema_directory = g_strdup (g_getenv ("GSETTINGS_SCHEMA_DIR"));
  g_unsetenv ("GSETTINGS_SCHEMA_DIR");
  g_setenv ("XDG_DATA_DIRS", "/nowhere", TRUE);
  g_setenv ("XDG_DATA_HOME", "/nowhere", TRUE);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/preferences/schema/can-be-missing", test_without_schema);
  g_test_add_func ("/ui/preferences/schema/agrees", test_agree_with_schema);
  status = g_test_run ();
  g_free (schema_directory);

  return status;
}
