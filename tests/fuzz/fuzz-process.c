/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-process-json.h"
#include "pursuit-role.h"

/* A process from outside. What was read is written, and that is read as the same. */

static GPtrArray *
make_roles (void)
{
  GPtrArray *roles = g_ptr_array_new_with_free_func (g_object_unref);
  PursuitRecord *record = pursuit_record_new (PURSUIT_TYPE_ROLE);

  record->id = 1;
  PURSUIT_ROLE (record)->name = g_strdup ("Seller");
  PURSUIT_ROLE (record)->system_role = PURSUIT_SYSTEM_ROLE_SELLER;
  g_ptr_array_add (roles, record);

  return roles;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autoptr(GPtrArray) roles = make_roles ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitProcessBook) book = pursuit_process_json_parse ((const char *) bytes, length, roles, &error);
  g_autoptr(PursuitProcessBook) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  g_assert_true ((book == NULL) == (error != NULL));
  if (book == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  text = pursuit_process_json_print (book, roles);
  again = pursuit_process_json_parse (text, strlen (text), roles, &error);
  g_assert_no_error (error);
  text_again = pursuit_process_json_print (again, roles);
  g_assert_cmpstr (text, ==, text_again);

  return 0;
}
