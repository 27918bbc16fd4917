/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-changes.h"

#include <glib/gi18n-lib.h>

/* A journal entry holds the own fields of a record all together: which of them changed, and how, is found out here. */

static PursuitRecord *
make_record (GType       type,
             const char *extra)
{
  PursuitRecord *record = pursuit_record_new (type);

  pursuit_record_set_text (record, PURSUIT_RECORD_GET_CLASS (record)->extra, extra);
  return record;
}

static char *
dup_value (PursuitRecord      *record,
           const PursuitField *field,
           const char         *currency)
{
  g_autofree char *value = pursuit_record_format (record, field, currency);

  return *value != '\0' ? g_steal_pointer (&value) : g_strdup (C_("own field", "nothing"));
}

/**
 * pursuit_own_changes_describe:
 * @set: (nullable): the fields of the house
 * @type: the type of a record
 * @before: (nullable): its own fields as they were, a JSON object
 * @after: what the journal says of the record, with its own fields as they became
 * @currency: (nullable): the house currency
 *
 * Returns: (transfer full) (nullable): the own fields that changed, from what to what, for the middle of a sentence; %NULL when there is
 *   none, or none that is defined any more
 */
char *
pursuit_own_changes_describe (const PursuitOwnSet *set,
                              GType                type,
                              const char          *before,
                              JsonObject          *after,
                              const char          *currency)
{
  PursuitOwnEntity entity;
  JsonNode *node = json_object_get_member (after, "extra");
  g_autofree char *text = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_to_string (node, FALSE) : NULL;
  g_autoptr(PursuitRecord) was = NULL;
  g_autoptr(PursuitRecord) is = NULL;
  g_autoptr(GPtrArray) changed = NULL;
  g_autoptr(GString) all = g_string_new (NULL);

  if (node == NULL || !pursuit_own_entity_from_type (type, &entity))
    return NULL;

  was = make_record (type, before);
  is = make_record (type, text);
  changed = pursuit_own_set_list_changed (set, was, is);
  for (guint i = 0; i < changed->len; i++)
    {
      const PursuitField *field = g_ptr_array_index (changed, i);
      g_autofree char *from = dup_value (was, field, currency);
      g_autofree char *to = dup_value (is, field, currency);

      g_string_append (all, all->len > 0 ? _(", ") : "");
      /* Translators: in a list of what was changed: an own field, its value before, its value now */
      g_string_append_printf (all, C_("own field", "%1$s (%2$s → %3$s)"), _(field->label), from, to);
    }

  return all->len > 0 ? g_strdup (all->str) : NULL;
}
