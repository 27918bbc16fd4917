/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every field table promises, whatever record type it describes. */

#include "pursuit-enums.h"
#include "pursuit-text.h"
#include "sample-record.h"

typedef void (*CheckClass) (GType               type,
                            PursuitRecordClass *klass);

/* The data of a test is the check; it is made for every record type. */
static void
for_every_type (gconstpointer data)
{
  CheckClass check = (CheckClass) data;
  guint n;
  const GType *types = pursuit_record_types (&n);

  g_assert_cmpuint (n, ==, 35);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) klass = g_type_class_ref (types[i]);

      check (types[i], PURSUIT_RECORD_CLASS (klass));
    }
}

/* One member, one field: nothing lies in the struct that the table does not know, and no field lies elsewhere. */
static void
check_offsets (GType               type,
               PursuitRecordClass *klass)
{
  GTypeQuery query;

  g_type_query (type, &query);
  g_assert_cmpuint (query.instance_size, ==, sizeof (PursuitRecord) + klass->n_fields * sizeof (gint64));
  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_assert_cmpuint (klass->fields[i].offset, >=, sizeof (PursuitRecord));
      g_assert_cmpuint (klass->fields[i].offset % sizeof (gint64), ==, 0);
      for (guint j = 0; j < i; j++)
        g_assert_cmpuint (klass->fields[i].offset, !=, klass->fields[j].offset);
    }
}

static void
check_names (GType               type,
             PursuitRecordClass *klass)
{
  g_assert_cmpuint (klass->n_fields, <=, 64);
  g_assert_true (pursuit_record_type_from_table (klass->table) == type);
  g_assert_cmpstr (pursuit_record_type_get_table (type), ==, klass->table);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      g_assert_true (pursuit_record_class_find (klass, field->name) == field);
      g_assert_true (pursuit_record_type_find (type, field->name) == field);
      g_assert_cmpuint (pursuit_record_class_get_bit (klass, field), ==, G_GUINT64_CONSTANT (1) << i);
      g_assert_cmpstr (field->label, !=, "");
      for (const char *p = field->name; *p != '\0'; p++)
        g_assert_true (g_ascii_islower (*p) || *p == '_');
    }
  g_assert_null (pursuit_record_class_find (klass, "no_such_field"));
}

static void
check_kinds (GType               type,
             PursuitRecordClass *klass)
{
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      g_assert_cmpint (field->min, <=, field->max);
      if (field->kind == PURSUIT_KIND_ENUM)
        g_assert_true (G_TYPE_IS_ENUM (field->type ()));
      else if (field->kind == PURSUIT_KIND_REF)
        g_assert_true (g_type_is_a (field->type (), PURSUIT_TYPE_RECORD));
      else
        g_assert_null (field->type);
      g_assert_true (field->kind != PURSUIT_KIND_REF || g_str_has_suffix (field->name, "_id"));
    }
  g_assert_true (klass->name_field == NULL || pursuit_field_is_text (klass->name_field));
  g_assert_true (klass->name_field == NULL || (klass->name_field->flags & PURSUIT_FIELD_REQUIRED));
  g_assert_true (klass->fold_name == NULL || klass->name_field != NULL);
}

/* A profile is personal data of a person, which no list, search or index gets hold of. */
static void
check_profile (GType               type,
               PursuitRecordClass *klass)
{
  const PursuitFieldFlags elsewhere = PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_FULL_TEXT | PURSUIT_FIELD_FACET | PURSUIT_FIELD_WANTED |
                                      PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_REQUIRED;
  guint n = 0;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if (!(field->flags & PURSUIT_FIELD_PROFILE))
        continue;
      g_assert_true (field->flags & PURSUIT_FIELD_PERSONAL);
      g_assert_false (field->flags & elsewhere);
      g_assert_true (field->kind != PURSUIT_KIND_REF);
      n++;
    }
  g_assert_cmpuint (n, ==, g_str_equal (klass->table, "contact") ? 7 : 0);
}

/* Whatever a header says, it must mean one field: its label, its name and its aliases are compared folded. */
static void
add_header (GHashTable         *headers,
            const PursuitField *field,
            const char         *header)
{
  char *folded = pursuit_text_fold_header (header);
  const PursuitField *other = g_hash_table_lookup (headers, folded);

  if (other != NULL && other != field)
    g_error ("“%s” means both %s and %s", header, other->name, field->name);
  g_assert_cmpstr (folded, !=, "");
  g_hash_table_insert (headers, folded, (gpointer) field);
}

static void
check_aliases (GType               type,
               PursuitRecordClass *klass)
{
  g_autoptr(GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_auto(GStrv) aliases = g_strsplit (klass->fields[i].aliases != NULL ? klass->fields[i].aliases : "", "|", -1);

      add_header (headers, &klass->fields[i], klass->fields[i].name);
      add_header (headers, &klass->fields[i], klass->fields[i].label);
      for (guint j = 0; aliases[j] != NULL; j++)
        add_header (headers, &klass->fields[i], aliases[j]);
    }
}

static void
count_up_cb (GObject    *object,
             GParamSpec *pspec,
             guint      *count)
{
  (*count)++;
}

static void
check_text_property (PursuitRecord      *record,
                     const PursuitField *field,
                     const char         *property)
{
  g_autofree char *value = sample_text (field, 5);
  g_autofree char *read = NULL;

  g_object_set (record, property, value, NULL);
  g_assert_cmpstr (pursuit_record_get_text (record, field), ==, value);
  g_object_get (record, property, &read, NULL);
  g_assert_cmpstr (read, ==, value);
  g_object_set (record, property, value, NULL);
}

static void
check_number_property (PursuitRecord      *record,
                       const PursuitField *field,
                       const char         *property)
{
  gint64 read;

  g_object_set (record, property, G_GINT64_CONSTANT (42), NULL);
  g_assert_cmpint (pursuit_record_get_number (record, field), ==, 42);
  g_object_get (record, property, &read, NULL);
  g_assert_cmpint (read, ==, 42);
  g_object_set (record, property, G_GINT64_CONSTANT (42), NULL);
}

static void
check_properties (GType               type,
                  PursuitRecordClass *klass)
{
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      PursuitRecord *record = pursuit_record_new (type);
      g_autofree char *property = g_strdelimit (g_strdup (field->name), "_", '-');
      g_autofree char *signal = g_strconcat ("notify::", property, NULL);
      guint all = 0;
      guint own = 0;

      g_signal_connect (record, "notify", G_CALLBACK (count_up_cb), &all);
      g_signal_connect (record, signal, G_CALLBACK (count_up_cb), &own);
      if (pursuit_field_is_text (field))
        check_text_property (record, field, property);
      else
        check_number_property (record, field, property);
      g_assert_cmpuint (own, ==, 1);
      g_assert_cmpuint (all, ==, 1);
      g_assert_finalize_object (record);
    }
}

static void
check_samples (GType               type,
               PursuitRecordClass *klass)
{
  for (guint variant = 0; variant < 40; variant++)
    {
      g_autoptr(PursuitRecord) record = sample_record_new (type, variant);
      g_autoptr(GError) error = NULL;

      pursuit_record_validate (record, &error);
      g_assert_no_error (error);
    }
}

static GType enum_types[16];

static guint
list_enums (void)
{
  guint n = 0;

  enum_types[n++] = PURSUIT_TYPE_GRADE;
  enum_types[n++] = PURSUIT_TYPE_FUNNEL;
  enum_types[n++] = PURSUIT_TYPE_BUYING_ROLE;
  enum_types[n++] = PURSUIT_TYPE_DEAL_STATUS;
  enum_types[n++] = PURSUIT_TYPE_ACTIVITY_KIND;
  enum_types[n++] = PURSUIT_TYPE_MILESTONE_KIND;
  enum_types[n++] = PURSUIT_TYPE_SYSTEM_ROLE;

  return n;
}

static void
assert_value_is_unmistakable (GType             type,
                              const GEnumValue *value)
{
  const char *nick = value->value_nick;
  int read = -1;

  g_assert_cmpstr (pursuit_enum_get_nick (type, value->value), ==, nick);
  g_assert_true (pursuit_enum_from_nick (type, nick, &read));
  g_assert_cmpint (read, ==, value->value);
  read = -1;
  g_assert_true (pursuit_enum_parse (type, nick, &read));
  g_assert_cmpint (read, ==, value->value);
  read = -1;
  if (*value->value_name != '\0')
    g_assert_true (pursuit_enum_parse (type, pursuit_enum_get_label (type, value->value), &read));
  g_assert_true (*value->value_name == '\0' || read == value->value);
  g_assert_true ((*value->value_name == '\0') == g_str_equal (nick, "none"));
  g_assert_cmpstr (pursuit_enum_get_label (type, value->value), ==, value->value_name);
}

/* A nick must lead back to its value, and no label may be another value's nick. */
static void
test_enum_words (void)
{
  guint n = list_enums ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GEnumClass) klass = g_type_class_ref (enum_types[i]);
      int value = 77;

      for (guint j = 0; j < klass->n_values; j++)
        {
          g_assert_cmpint (klass->values[j].value, ==, (int) j);
          assert_value_is_unmistakable (enum_types[i], &klass->values[j]);
        }
      g_assert_null (pursuit_enum_get_nick (enum_types[i], (int) klass->n_values));
      g_assert_false (pursuit_enum_from_nick (enum_types[i], "nonsense", &value));
      g_assert_false (pursuit_enum_parse (enum_types[i], "nonsense", &value));
      g_assert_false (pursuit_enum_parse (enum_types[i], "", &value));
      g_assert_cmpint (value, ==, 77);
    }
}

/* References come after what they refer to, but for the loops of people and units. */
static void
test_order_of_types (void)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) klass = g_type_class_ref (types[i]);
      PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

      for (guint f = 0; f < record_class->n_fields; f++)
        {
          const PursuitField *field = &record_class->fields[f];
          guint j = 0;

          if (field->kind != PURSUIT_KIND_REF || g_str_equal (field->name, "lead_id") ||
              g_str_equal (field->name, "coordinator_id"))
            continue;
          while (j < n && types[j] != field->type ())
            j++;
          g_assert_cmpuint (j, <=, i);
        }
    }
  g_assert_true (pursuit_record_type_from_table ("journal") == G_TYPE_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/core/fields/offsets-cover-the-struct", (gconstpointer) check_offsets, for_every_type);
  g_test_add_data_func ("/core/fields/names-are-unique", (gconstpointer) check_names, for_every_type);
  g_test_add_data_func ("/core/fields/kinds-fit", (gconstpointer) check_kinds, for_every_type);
  g_test_add_data_func ("/core/fields/profile-is-nowhere-else", (gconstpointer) check_profile, for_every_type);
  g_test_add_data_func ("/core/fields/headers-mean-one-field", (gconstpointer) check_aliases, for_every_type);
  g_test_add_data_func ("/core/fields/properties-notify-once", (gconstpointer) check_properties, for_every_type);
  g_test_add_data_func ("/core/fields/samples-are-valid", (gconstpointer) check_samples, for_every_type);
  g_test_add_func ("/core/enums/words-lead-back", test_enum_words);
  g_test_add_func ("/core/types/references-come-later", test_order_of_types);

  return g_test_run ();
}
