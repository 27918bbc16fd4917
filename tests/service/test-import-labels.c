/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "array-source.h"

#include "pursuit-import.h"

/* What we call a field in any of our languages is understood in a file, whatever the language of who imports it. */

/* The translations of a catalogue: message id to translation, plain entries only. */
static GHashTable *
read_catalogue (const char *language)
{
  GHashTable *translations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *name = g_strconcat (language, ".po", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("PURSUIT_PO"), name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GRegex) entry = g_regex_new ("^msgid \"([^\"\\\\]+)\"\nmsgstr \"([^\"\\\\]+)\"$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (g_regex_match (entry, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_replace (translations, g_match_info_fetch (match, 1), g_match_info_fetch (match, 2));

  return translations;
}

static char *
read_as (PursuitImportKind  kind,
         const char        *header)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("file.csv", header, NULL);
  g_autoptr(PursuitImport) import = pursuit_import_new (kind, source, NULL);
  const PursuitImportColumn *column = g_ptr_array_index (pursuit_import_get_columns (import), 0);

  return g_strdup (column->field);
}

static void
test_language (gconstpointer language)
{
  g_autoptr(GHashTable) translations = read_catalogue (language);
  guint n_read = 0;

  for (PursuitImportKind kind = PURSUIT_IMPORT_CUSTOMERS; kind <= PURSUIT_IMPORT_DEALS; kind++)
    {
      guint n;
      g_autofree const PursuitField **fields = pursuit_import_list_fields (kind, NULL, &n);

      for (guint i = 0; i < n; i++)
        {
          const char *label = g_hash_table_lookup (translations, fields[i]->label);
          g_autofree char *field = label != NULL ? read_as (kind, label) : NULL;

          if (label == NULL)
            continue;
          if (g_strcmp0 (field, fields[i]->name) != 0)
            g_test_message ("kind %d: “%s” (%s) is read as %s, not as %s", kind, label, fields[i]->label, field, fields[i]->name);
          g_assert_cmpstr (field, ==, fields[i]->name);
          n_read++;
        }
    }
  g_assert_cmpuint (n_read, >, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/service/import/labels/zh_CN", "zh_CN", test_language);
  g_test_add_data_func ("/service/import/labels/zh_TW", "zh_TW", test_language);

  return g_test_run ();
}
