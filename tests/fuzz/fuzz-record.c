/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include "pursuit-record.h"

/* A record as it stands in the journal and in a save: every kind is filled from the same bytes. What was read is written and
 * read again, which must give the same. */

static void
fill (GType       type,
      JsonObject *object)
{
  g_autoptr(PursuitRecord) record = g_object_new (type, NULL);
  g_autoptr(PursuitRecord) again = g_object_new (type, NULL);
  g_autoptr(JsonObject) written = NULL;

  if (!pursuit_record_apply_json (record, object, NULL))
    return;

  written = pursuit_record_to_json (record, PURSUIT_FIELD_MASK_ALL);
  g_assert_true (pursuit_record_apply_json (again, written, NULL));
  g_assert_cmpuint (pursuit_record_diff (record, again), ==, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  guint n;
  const GType *types = pursuit_record_types (&n);

  if (!g_utf8_validate_len ((const char *) bytes, length, NULL) ||
      !json_parser_load_from_data (parser, (const char *) bytes, (gssize) length, NULL))
    return 0;
  root = json_parser_get_root (parser);
  for (guint i = 0; root != NULL && JSON_NODE_HOLDS_OBJECT (root) && i < n; i++)
    fill (types[i], json_node_get_object (root));

  return 0;
}
