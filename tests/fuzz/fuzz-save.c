/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include "pursuit-save.h"

/* A save as it waits in the outbox of this computer. */
int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autoptr(PursuitSave) save = pursuit_save_from_json (text, NULL);
  g_autoptr(PursuitSave) again = NULL;
  g_autofree char *written = NULL;

  if (save == NULL)
    return 0;

  written = pursuit_save_to_json (save);
  again = pursuit_save_from_json (written, NULL);
  g_assert_nonnull (again);

  return 0;
}
