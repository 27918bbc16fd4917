/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two records become one, field by field. */

#include "pursuit-record-combine.h"

#include "pursuit-customer.h"
#include "pursuit-enums.h"
#include "sample-record.h"

static PursuitFieldMask
bit (const char *name)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (PURSUIT_TYPE_CUSTOMER);

  return pursuit_record_class_get_bit (PURSUIT_RECORD_CLASS (klass), pursuit_record_class_find (PURSUIT_RECORD_CLASS (klass), name));
}

/* What one does not say the other does; of two opinions that of the record that stays. */
static void
test_suggestion (void)
{
  g_autoptr(PursuitCustomer) kept = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", "region", "East", "notes", "a", NULL);
  g_autoptr(PursuitCustomer) other = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "The Mill", "phone", "1", "notes", "b", "grade",
                                                   (gint64) PURSUIT_GRADE_B, NULL);
  PursuitCombining combining;

  pursuit_record_suggest_combining (PURSUIT_RECORD (kept), PURSUIT_RECORD (other), &combining);
  g_assert_cmpuint (combining.theirs, ==, bit ("phone") | bit ("grade"));
  g_assert_cmpuint (combining.both, ==, bit ("notes"));

  pursuit_record_combine (PURSUIT_RECORD (kept), PURSUIT_RECORD (other), &combining);
  g_assert_cmpstr (kept->name, ==, "Mill");
  g_assert_cmpstr (kept->region, ==, "East");
  g_assert_cmpstr (kept->phone, ==, "1");
  g_assert_cmpstr (kept->notes, ==, "a\n\nb");
  g_assert_cmpint (kept->grade, ==, PURSUIT_GRADE_B);
}

/* Every field of every type can be chosen, and nothing but what was chosen changes. */
static void
test_each_field (void)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) first = sample_record_new (types[i], 1);
      g_autoptr(PursuitRecord) other = sample_record_new (types[i], 2);
      PursuitFieldMask chosen = pursuit_record_class_select_combined (PURSUIT_RECORD_GET_CLASS (first)) &
                                pursuit_record_diff (first, other);

      for (guint j = 0; j < PURSUIT_RECORD_GET_CLASS (first)->n_fields; j++)
        {
          g_autoptr(PursuitRecord) kept = pursuit_record_copy (first);
          const PursuitCombining combining = { .theirs = chosen & (G_GUINT64_CONSTANT (1) << j) };
          PursuitFieldMask left = pursuit_record_diff (first, other);

          pursuit_record_combine (kept, other, &combining);
          g_assert_cmpuint (pursuit_record_diff (kept, first) & ~combining.theirs, ==, 0);
          g_assert_cmpuint (pursuit_record_diff (kept, other), ==, left & ~combining.theirs);
        }
    }
}

/* Nobody can choose what rules compute. */
static void
test_derived (void)
{
  g_autoptr(PursuitCustomer) kept = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", NULL);
  g_autoptr(PursuitCustomer) other = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", "last-contact-at", G_GINT64_CONSTANT (7),
                                                   "completeness", G_GINT64_CONSTANT (50), NULL);
  const PursuitCombining all = { PURSUIT_FIELD_MASK_ALL, 0, NULL };

  pursuit_record_combine (PURSUIT_RECORD (kept), PURSUIT_RECORD (other), &all);
  g_assert_cmpint (kept->last_contact_at, ==, 0);
  g_assert_cmpint (kept->completeness, ==, 0);
}

static void
test_texts (void)
{
  static const struct
  {
    const char *first;
    const char *second;
    const char *joined;
  } cases[] = {
    { "a", "b", "a\n\nb" },
    { "a", NULL, "a" },
    { NULL, "b", "b" },
    { NULL, NULL, NULL },
    { "said on Monday", "Monday", "said on Monday" },
    { "Monday", "said on Monday", "said on Monday" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *joined = pursuit_text_join (cases[i].first, cases[i].second);

      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

static void
test_tags (void)
{
  static const struct
  {
    const char *first;
    const char *second;
    const char *united;
  } cases[] = {
    { "steel, key", "Key，old", "steel, key, old" },
    { "钢铁、重点", "重点;老", "钢铁, 重点, 老" },
    { NULL, " a ,, b ", "a, b" },
    { "a", NULL, "a" },
    { NULL, " , ", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *united = pursuit_tags_unite (cases[i].first, cases[i].second);

      g_assert_cmpstr (united, ==, cases[i].united);
    }
}

static void
test_extra (void)
{
  static const char *const size[] = { "size", NULL };
  static const struct
  {
    const char *kept;
    const char *other;
    const char *const *theirs;
    const char *const *stays;
    const char *united;
  } cases[] = {
    { "{\"size\":1}", "{\"size\":2,\"site\":\"north\"}", NULL, NULL, "{\"size\":1,\"site\":\"north\"}" },
    { "{\"size\":1}", "{\"size\":2}", size, NULL, "{\"size\":2}" },
    { "{ \"size\": 1 }", "{\"size\":2}", NULL, NULL, "{ \"size\": 1 }" },
    { NULL, "{\"size\":2}", NULL, NULL, "{\"size\":2}" },
    { NULL, NULL, NULL, NULL, NULL },
    { "{\"size\":1}", "no JSON", size, NULL, "{\"size\":1}" },
    { "{\"site\":\"north\"}", "{\"size\":2}", NULL, size, "{\"site\":\"north\"}" },
    { "{\"site\":\"north\",\"size\":1}", "{\"site\":\"south\"}", size, NULL, "{\"site\":\"north\"}" },
    { "{\"size\":1}", NULL, size, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *united = pursuit_extra_unite (cases[i].kept, cases[i].other, cases[i].theirs, cases[i].stays);

      g_assert_cmpstr (united, ==, cases[i].united);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/combine/suggestion", test_suggestion);
  g_test_add_func ("/core/combine/each-field", test_each_field);
  g_test_add_func ("/core/combine/derived", test_derived);
  g_test_add_func ("/core/combine/texts", test_texts);
  g_test_add_func ("/core/combine/tags", test_tags);
  g_test_add_func ("/core/combine/extra", test_extra);

  return g_test_run ();
}
