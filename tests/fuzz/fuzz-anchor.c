/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include "pursuit-anchor.h"

/* An anchor as it comes back from a mail or from paper. What was read is written and read again. */
int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autoptr(GPtrArray) anchors = pursuit_anchor_parse (text, NULL);

  for (guint i = 0; anchors != NULL && i < anchors->len; i++)
    {
      const PursuitAnchor *anchor = g_ptr_array_index (anchors, i);
      g_autofree char *written = pursuit_anchor_dup_text (anchor);
      g_autoptr(GPtrArray) again = pursuit_anchor_parse (written, NULL);

      g_assert_nonnull (again);
      g_assert_cmpint (((PursuitAnchor *) g_ptr_array_index (again, 0))->id, ==, anchor->id);
      g_assert_cmpstr (((PursuitAnchor *) g_ptr_array_index (again, 0))->number, ==, anchor->number);
    }

  return 0;
}
