/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-duplicate-keys.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* What two records have in common that mean the same company or person (DOS-6), however it was typed. */

/* Less than this is no number of anybody. */
#define LEAST_DIGITS 7
#define LEAST_CODE 5

/* Where everybody can have an address: a domain that says nothing. */
static const char *const free_mail[] = {
  "126.com", "139.com", "163.com", "189.cn", "21cn.com", "aliyun.com", "foxmail.com", "gmail.com", "gmx.de", "gmx.net",
  "googlemail.com", "hinet.net", "hotmail.com", "icloud.com", "live.com", "mail.ru", "me.com", "msn.com", "outlook.com", "pchome.com.tw",
  "proton.me", "protonmail.com", "qq.com", "sina.cn", "sina.com", "sina.com.cn", "sohu.com", "tom.com", "vip.163.com", "vip.qq.com",
  "vip.sina.com", "web.de", "wo.cn", "yahoo.com", "yahoo.com.cn", "yahoo.com.tw", "yandex.ru", "yeah.net", NULL,
};

/* Codes of countries, the longer first where one begins with another. */
static const char *const country_codes[] = {
  "886", "852", "853", "971", "966", "351", "353", "358", "420", "86", "81", "82", "84", "65", "66", "60", "61", "62", "63", "64",
  "90", "91", "92", "93", "94", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
  "49", "51", "52", "54", "55", "56", "57", "7", "1", NULL,
};

/**
 * pursuit_duplicate_has_keys:
 * @type: a record type
 *
 * Returns: %TRUE when duplicates of it are looked for
 */
gboolean
pursuit_duplicate_has_keys (GType type)
{
  return type == PURSUIT_TYPE_CUSTOMER || type == PURSUIT_TYPE_CONTACT;
}

/* An extension is another desk, not another company. */
static void
cut_extension (char *folded)
{
  static const char *const marks[] = { "ext", "x", "转", "分机", "#", ";", ",", NULL };

  for (guint i = 0; marks[i] != NULL; i++)
    {
      char *found = strstr (folded, marks[i]);

      if (found != NULL && found != folded)
        *found = '\0';
    }
}

static const char *
skip_country (const char *digits,
              gboolean    is_international)
{
  /* 86 139 1234 5678, as programs write it that leave the plus out */
  if (!is_international)
    return strlen (digits) == 13 && g_str_has_prefix (digits, "861") ? digits + 2 : digits;

  for (guint i = 0; country_codes[i] != NULL; i++)
    if (g_str_has_prefix (digits, country_codes[i]))
      return digits + strlen (country_codes[i]);

  return digits;
}

/**
 * pursuit_phone_dup_key:
 * @phone: (nullable): a telephone number as somebody typed it
 *
 * Returns: (transfer full) (nullable): its digits, without the code of the country, the zero of the area and the extension; %NULL when
 *   it is too short to be one
 */
char *
pursuit_phone_dup_key (const char *phone)
{
  g_autofree char *folded = pursuit_text_fold (phone != NULL ? phone : "");
  g_autoptr(GString) digits = g_string_new (NULL);
  const char *p = folded;
  gboolean is_international;

  cut_extension (folded);
  while (*p != '\0' && *p != '+' && !g_ascii_isdigit (*p))
    p++;
  is_international = *p == '+' || g_str_has_prefix (p, "00");
  for (; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && !(is_international && digits->len == 0 && *p == '0'))
      g_string_append_c (digits, *p);

  p = skip_country (digits->str, is_international);
  while (*p == '0')
    p++;
  return strlen (p) >= LEAST_DIGITS ? g_strdup (p) : NULL;
}

/**
 * pursuit_host_dup_key:
 * @website: (nullable): an address as somebody typed it
 *
 * Returns: (transfer full) (nullable): the domain alone, without “www.”
 */
char *
pursuit_host_dup_key (const char *website)
{
  g_autofree char *folded = pursuit_text_fold (website != NULL ? website : "");
  const char *start = strstr (folded, "://");
  gsize length;

  start = start != NULL ? start + strlen ("://") : folded;
  if (g_str_has_prefix (start, "www."))
    start += strlen ("www.");
  length = strcspn (start, "/:?# ");

  return length > 0 && memchr (start, '.', length) != NULL ? g_strndup (start, length) : NULL;
}

static char *
dup_address (const char *email)
{
  g_autofree char *folded = pursuit_text_fold (email != NULL ? email : "");
  const char *at = strchr (folded, '@');

  g_strstrip (folded);
  return at != NULL && at != folded && strchr (at, '.') != NULL && strpbrk (folded, " ,;") == NULL ? g_strdup (folded) : NULL;
}

static char *
dup_code (const char *code)
{
  g_autofree char *key = pursuit_text_fold_key (code != NULL ? code : "");

  return strlen (key) >= LEAST_CODE ? g_steal_pointer (&key) : NULL;
}

typedef struct
{
  PursuitDuplicateKeyFunc func;
  gpointer user_data;
} Teller;

static gboolean
tell (const Teller         *teller,
      PursuitDuplicateKind  kind,
      const char           *key)
{
  return key == NULL || *key == '\0' || teller->func (kind, key, teller->user_data);
}

/* An address where everybody can have one says who it is, another says for whom they work. */
static gboolean
tell_addresses (const Teller    *teller,
                PursuitCustomer *customer)
{
  g_autofree char *address = dup_address (customer->email);
  g_autofree char *host = pursuit_host_dup_key (customer->website);
  const char *domain = address != NULL ? strchr (address, '@') + 1 : NULL;
  gboolean is_free = domain != NULL && g_strv_contains (free_mail, domain);

  if (host != NULL && !g_strv_contains (free_mail, host) && !tell (teller, PURSUIT_DUPLICATE_DOMAIN, host))
    return FALSE;
  if (is_free)
    return tell (teller, PURSUIT_DUPLICATE_EMAIL, address);

  return g_strcmp0 (domain, host) == 0 || tell (teller, PURSUIT_DUPLICATE_DOMAIN, domain);
}

static gboolean
tell_customer (const Teller    *teller,
               PursuitCustomer *customer)
{
  g_autofree char *code = dup_code (customer->registration_code);
  g_autofree char *phone = pursuit_phone_dup_key (customer->phone);

  return tell (teller, PURSUIT_DUPLICATE_CODE, code) &&
         tell (teller, PURSUIT_DUPLICATE_NAME, pursuit_record_get_name_key (PURSUIT_RECORD (customer))) &&
         tell (teller, PURSUIT_DUPLICATE_PHONE, phone) && tell_addresses (teller, customer);
}

static gboolean
tell_contact (const Teller   *teller,
              PursuitContact *contact)
{
  g_autofree char *folded = pursuit_text_fold_key (contact->name != NULL ? contact->name : "");
  g_autofree char *name = *folded != '\0' && contact->customer_id != 0
                            ? g_strdup_printf ("%" G_GINT64_FORMAT "|%s", contact->customer_id, folded) : NULL;
  g_autofree char *phone = pursuit_phone_dup_key (contact->phone);
  g_autofree char *address = dup_address (contact->email);

  return tell (teller, PURSUIT_DUPLICATE_NAME, name) && tell (teller, PURSUIT_DUPLICATE_PHONE, phone) &&
         tell (teller, PURSUIT_DUPLICATE_EMAIL, address);
}

/* In a damaged file there may be anything. */
static gboolean
is_readable (PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  PursuitFieldMask mask = pursuit_duplicate_keys_fields (klass);

  for (guint i = 0; i < klass->n_fields; i++)
    if ((mask & (G_GUINT64_CONSTANT (1) << i)) && pursuit_field_is_text (&klass->fields[i]))
      {
        const char *text = pursuit_record_get_text (record, &klass->fields[i]);

        if (text != NULL && !g_utf8_validate (text, -1, NULL))
          return FALSE;
      }

  return TRUE;
}

/**
 * pursuit_duplicate_keys_foreach:
 * @record: a customer or a contact
 * @func: (scope call): told of each key, none twice; of none when the texts are no texts
 * @user_data: for @func
 *
 * Returns: %FALSE when @func wanted to hear of no more
 */
gboolean
pursuit_duplicate_keys_foreach (PursuitRecord           *record,
                                PursuitDuplicateKeyFunc  func,
                                gpointer                 user_data)
{
  const Teller teller = { func, user_data };

  if (!is_readable (record))
    return TRUE;

  return PURSUIT_IS_CUSTOMER (record) ? tell_customer (&teller, PURSUIT_CUSTOMER (record))
                                      : tell_contact (&teller, PURSUIT_CONTACT (record));
}

/**
 * pursuit_duplicate_keys_fields:
 * @klass: the class of customers or contacts
 *
 * Returns: the fields from which keys are made
 */
PursuitFieldMask
pursuit_duplicate_keys_fields (PursuitRecordClass *klass)
{
  static const char *const names[] = { "name", "phone", "email", "website", "registration_code", "customer_id", NULL };
  PursuitFieldMask mask = 0;

  for (guint i = 0; i < klass->n_fields; i++)
    if (g_strv_contains (names, klass->fields[i].name))
      mask |= G_GUINT64_CONSTANT (1) << i;

  return mask;
}

/**
 * pursuit_duplicate_score:
 * @type: a record type
 * @kinds: which keys two records share: bit n is the #PursuitDuplicateKind n
 *
 * Returns: how likely they mean the same, 1 to 100
 */
int
pursuit_duplicate_score (GType type,
                         guint kinds)
{
  static const int of_customers[PURSUIT_DUPLICATE_N_KINDS] = { 0, 60, 50, 30, 40, 20 };
  static const int of_contacts[PURSUIT_DUPLICATE_N_KINDS] = { 0, 0, 50, 50, 60, 0 };
  int score = 0;

  for (guint kind = 1; kind < PURSUIT_DUPLICATE_N_KINDS; kind++)
    if (kinds & (1u << kind))
      score += type == PURSUIT_TYPE_CUSTOMER ? of_customers[kind] : of_contacts[kind];

  return MIN (score, 100);
}

/**
 * pursuit_duplicate_dup_reasons:
 * @kinds: which keys two records share: bit n is the #PursuitDuplicateKind n
 *
 * Returns: (transfer full): the same in words
 */
char *
pursuit_duplicate_dup_reasons (guint kinds)
{
  static const char *const words[PURSUIT_DUPLICATE_N_KINDS] = {
    NULL, N_("same registration code"), N_("same name"), N_("same phone"), N_("same e-mail address"), N_("same domain"),
  };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint kind = 1; kind < PURSUIT_DUPLICATE_N_KINDS; kind++)
    if (kinds & (1u << kind))
      g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "", _(words[kind]));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
