/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two records have in common, however it was typed. */

#include "pursuit-duplicate-keys.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"

static void
test_phones (void)
{
  static const struct
  {
    const char *phone;
    const char *key;
  } cases[] = {
    { "+86 21 5566 7788", "2155667788" },
    { "021-55667788", "2155667788" },
    { "（021）5566 7788", "2155667788" },
    { "0086-21-55667788", "2155667788" },
    { "+86 139 1234 5678", "13912345678" },
    { "8613912345678", "13912345678" },
    { "13912345678", "13912345678" },
    { "０２１－５５６６７７８８", "2155667788" },
    { "021-55667788 转 801", "2155667788" },
    { "021-55667788 ext. 12", "2155667788" },
    { "+886 2 2345 6789", "223456789" },
    { "02-2345-6789", "223456789" },
    { "+44 (0)20 7946 0018", "2079460018" },
    { "+1 555 010 0123", "5550100123" },
    { "110", NULL },
    { "by mail only", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = pursuit_phone_dup_key (cases[i].phone);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static void
test_hosts (void)
{
  static const struct
  {
    const char *website;
    const char *key;
  } cases[] = {
    { "https://www.mill.example/about", "mill.example" },
    { "HTTP://Mill.Example:8080", "mill.example" },
    { "mill.example", "mill.example" },
    { "none", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = pursuit_host_dup_key (cases[i].website);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static gboolean
append_cb (PursuitDuplicateKind  kind,
           const char           *key,
           gpointer              user_data)
{
  g_string_append_printf (user_data, "%d=%s ", (int) kind, key);
  return TRUE;
}

static char *
list_keys (PursuitRecord *record)
{
  GString *keys = g_string_new (NULL);

  g_assert_true (pursuit_duplicate_keys_foreach (record, append_cb, keys));
  return g_string_free (keys, FALSE);
}

static void
test_customer (void)
{
  static const struct
  {
    const char *email;
    const char *website;
    const char *keys;
  } cases[] = {
    { "info@mill.example", "www.mill.example", "5=mill.example " },
    { "info@mill.example", NULL, "5=mill.example " },
    { "mill@163.com", "mill.example", "5=mill.example 4=mill@163.com " },
    { "Mill@QQ.com", NULL, "4=mill@qq.com " },
    { "info@group.example", "mill.example", "5=mill.example 5=group.example " },
    { "nothing", "nothing", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "鹤鸣钢铁集团有限公司", "registration-code",
                                                        "9131 0000-ma1k", "phone", "021-5566 7788", "email", cases[i].email, "website",
                                                        cases[i].website, NULL);
      g_autofree char *keys = list_keys (customer);
      g_autofree char *expected = g_strconcat ("1=91310000ma1k 2=鹤鸣钢铁 3=2155667788 ", cases[i].keys, NULL);

      g_assert_cmpstr (keys, ==, expected);
    }
}

/* Namesakes at two customers are two people. */
static void
test_contact (void)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "王 伟", "customer-id", G_GINT64_CONSTANT (7), "email",
                                                   "Wang@Mill.example", "phone", "139 1234 5678", NULL);
  g_autofree char *keys = list_keys (contact);

  g_assert_cmpstr (keys, ==, "2=7|王伟 3=13912345678 4=wang@mill.example ");
}

static void
test_score (void)
{
  g_autofree char *reasons = pursuit_duplicate_dup_reasons (1u << PURSUIT_DUPLICATE_NAME | 1u << PURSUIT_DUPLICATE_PHONE);

  g_assert_cmpstr (reasons, ==, "same name, same phone");
  g_assert_cmpint (pursuit_duplicate_score (PURSUIT_TYPE_CUSTOMER, 1u << PURSUIT_DUPLICATE_CODE), >,
                   pursuit_duplicate_score (PURSUIT_TYPE_CUSTOMER, 1u << PURSUIT_DUPLICATE_DOMAIN));
  g_assert_cmpint (pursuit_duplicate_score (PURSUIT_TYPE_CUSTOMER, G_MAXUINT), ==, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/duplicate-keys/phones", test_phones);
  g_test_add_func ("/core/duplicate-keys/hosts", test_hosts);
  g_test_add_func ("/core/duplicate-keys/customer", test_customer);
  g_test_add_func ("/core/duplicate-keys/contact", test_contact);
  g_test_add_func ("/core/duplicate-keys/score", test_score);

  return g_test_run ();
}
