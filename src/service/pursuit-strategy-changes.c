/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-strategy-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deal-parts.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-lookups.h"
#include "pursuit-rival.h"
#include "pursuit-str.h"
#include "pursuit-tracks.h"

/*
 * What changed since the last review (CUS-7): the steps of both tracks, and the deal, its people and its competitors as
 * they are against what they were then. That follows from the journal: what is taken back from what is there now, entry by
 * entry, leaves what was there. A field that went and came back has not changed.
 */

#define LONGEST_VALUE 60

/* A record as it was, beside what it is. */
typedef struct
{
  PursuitRecord *was;
  PursuitRecord *is;
  gboolean existed;
} Then;

static void
then_free (gpointer data)
{
  Then *then = data;

  g_clear_object (&then->was);
  g_clear_object (&then->is);
  g_free (then);
}

static char *
dup_value (PursuitDesk        *desk,
           PursuitRecord      *record,
           const PursuitField *field)
{
  g_autofree char *text = NULL;

  /* The middle of a scale is a value, too. */
  if (field->kind != PURSUIT_KIND_INT && pursuit_record_is_blank (record, field))
    return g_strdup (C_("value", "none"));
  text = field->kind == PURSUIT_KIND_REF
           ? pursuit_lookup_name (pursuit_desk_get_store (desk), field->type (), pursuit_record_get_number (record, field))
           : pursuit_record_format (record, field, pursuit_desk_get_currency (desk));
  if (text == NULL)
    return g_strdup (C_("value", "none"));

  g_strdelimit (text, "\n", ' ');
  if (g_utf8_strlen (text, -1) > LONGEST_VALUE)
    {
      g_autofree char *beginning = g_utf8_substring (text, 0, LONGEST_VALUE);

      return g_strconcat (beginning, "…", NULL);
    }

  return g_steal_pointer (&text);
}

/* What a part of the deal is called: a person by their name. */
static char *
dup_name (PursuitDesk   *desk,
          PursuitRecord *record)
{
  const char *name = pursuit_record_get_name (record);

  if (PURSUIT_IS_STAKEHOLDER (record))
    {
      char *person = pursuit_lookup_name (pursuit_desk_get_store (desk), PURSUIT_TYPE_CONTACT,
                                          PURSUIT_STAKEHOLDER (record)->contact_id);

      return person != NULL ? person : g_strdup ("");
    }

  return g_strdup (name != NULL ? name : "");
}

static void
say_fields (PursuitStrategySheet *self,
            PursuitDesk          *desk,
            Then                 *then)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (then->is);
  PursuitFieldMask changed = pursuit_record_diff (then->was, then->is) &
                             ~pursuit_record_class_select (klass, PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL);
  g_autofree char *name = PURSUIT_IS_DEAL (then->is) ? NULL : dup_name (desk, then->is);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      g_autofree char *was = NULL;
      g_autofree char *is = NULL;

      if (!(changed & pursuit_record_class_get_bit (klass, field)))
        continue;
      was = dup_value (desk, then->was, field);
      is = dup_value (desk, then->is, field);
      g_ptr_array_add (self->changes,
                       name == NULL
                         /* Translators: a field of a record, what it held and what it holds now */
                         ? g_strdup_printf (_("%1$s: %2$s → %3$s"), _(field->label), was, is)
                         /* Translators: %1$s is a person or a competitor, then a field, what it held and what it holds now */
                         : g_strdup_printf (_("%1$s, %2$s: %3$s → %4$s"), name, _(field->label), was, is));
    }
}

static char *
dup_coming (PursuitRecord *record,
            const char    *name)
{
  const char *role;

  if (PURSUIT_IS_RIVAL (record))
    /* Translators: %s is a competitor */
    return g_strdup_printf (_("%s competes now."), name);

  role = PURSUIT_STAKEHOLDER (record)->role != PURSUIT_BUYING_ROLE_NONE
           ? pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, (int) PURSUIT_STAKEHOLDER (record)->role) : NULL;
  if (role != NULL)
    /* Translators: %1$s is a person, %2$s their role in the purchase */
    return g_strdup_printf (_("%1$s has a part in the purchase now: %2$s"), name, role);

  /* Translators: %s is a person */
  return g_strdup_printf (_("%s has a part in the purchase now."), name);
}

static void
say_record (PursuitStrategySheet *self,
            PursuitDesk          *desk,
            Then                 *then)
{
  g_autofree char *name = NULL;
  gboolean exists = then->is->deleted_at == 0;

  if (then->existed && exists)
    {
      say_fields (self, desk, then);
      return;
    }
  if (then->existed == exists || PURSUIT_IS_DEAL (then->is))
    return;

  name = dup_name (desk, then->is);
  if (exists)
    g_ptr_array_add (self->changes, dup_coming (then->is, name));
  else if (PURSUIT_IS_RIVAL (then->is))
    /* Translators: %s is a competitor */
    g_ptr_array_add (self->changes, g_strdup_printf (_("%s competes no more."), name));
  else
    /* Translators: %s is a person */
    g_ptr_array_add (self->changes, g_strdup_printf (_("%s has no part in the purchase any more."), name));
}

static char *
dup_step (const PursuitTrackMove *move)
{
  const char *stage = pursuit_locale_choose_name (move->stage, move->stage_zh);

  if (move->is_buyer && move->to == 0)
    return g_strdup (_("Where the buyer stands became unknown."));
  if (move->is_buyer && pursuit_str_empty (move->reason))
    /* Translators: %1$d is the number of a stage, %2$s its name */
    return g_strdup_printf (_("The buyer went to stage %1$d, %2$s."), move->to, stage);
  if (move->is_buyer)
    /* Translators: %1$d is the number of a stage, %2$s its name, %3$s what showed it */
    return g_strdup_printf (_("The buyer went to stage %1$d, %2$s: %3$s"), move->to, stage, move->reason);
  if (move->to_status == PURSUIT_DEAL_WON)
    return g_strdup (_("The deal was won."));
  if (move->to_status == PURSUIT_DEAL_LOST)
    return g_strdup (_("The deal was lost."));
  if (move->from_status != PURSUIT_DEAL_OPEN)
    return g_strdup (_("The deal was reopened."));

  /* Translators: %1$d and %2$d are numbers of stages, %3$s the name of the second */
  return g_strdup_printf (_("We went from stage %1$d to %2$d, %3$s."), move->from, move->to, stage);
}

static void
say_steps (PursuitStrategySheet *self)
{
  for (guint i = 0; i < self->tracks->len; i++)
    {
      const PursuitTrackMove *move = g_ptr_array_index (self->tracks, i);

      if (move->at > self->since)
        g_ptr_array_add (self->changes, dup_step (move));
    }
}

static gboolean
is_watched (const PursuitJournalEntry *entry)
{
  return g_str_equal (entry->entity, "deal") || g_str_equal (entry->entity, "stakeholder") ||
         g_str_equal (entry->entity, "rival");
}

static JsonObject *
parse (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* Takes one entry back. What has been erased from the journal cannot be. */
static void
take_back (Then                      *then,
           const PursuitJournalEntry *entry)
{
  g_autoptr(JsonObject) before = parse (entry->before);

  if (g_str_equal (entry->verb, "create"))
    then->existed = FALSE;
  else if (before != NULL && json_object_has_member (before, "deleted"))
    then->existed = !json_object_get_boolean_member (before, "deleted");
  else if (before != NULL)
    pursuit_record_apply_json (then->was, before, NULL);
}

static Then *
find_then (GHashTable                 *all,
           GPtrArray                  *order,
           PursuitStore               *store,
           const PursuitJournalEntry  *entry,
           GError                    **error)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, entry->entity, entry->entity_id);
  Then *then = g_hash_table_lookup (all, key);
  PursuitRecord *is;

  if (then != NULL)
    return then;
  is = pursuit_store_load (store, pursuit_record_type_from_table (entry->entity), entry->entity_id, error);
  if (is == NULL)
    return NULL;

  then = g_new0 (Then, 1);
  then->is = is;
  then->was = pursuit_record_copy (is);
  then->existed = is->deleted_at == 0;
  g_hash_table_insert (all, g_steal_pointer (&key), then);
  g_ptr_array_add (order, then);
  return then;
}

/* Without a review there is nothing to compare with, and nothing is said. */
gboolean
pursuit_strategy_sheet_read_changes (PursuitStrategySheet  *self,
                                     PursuitDesk           *desk,
                                     GError               **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, then_free);
  g_autoptr(GPtrArray) order = g_ptr_array_new ();
  g_autoptr(GPtrArray) entries = NULL;

  self->changes = g_ptr_array_new_with_free_func (g_free);
  if (self->since == 0)
    return TRUE;
  entries = pursuit_deal_parts_journal (store, PURSUIT_RECORD (self->deal)->id, self->since, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);
      Then *then;

      if (!is_watched (entry))
        continue;
      then = find_then (all, order, store, entry, error);
      if (then == NULL)
        return FALSE;
      take_back (then, entry);
    }

  say_steps (self);
  for (guint i = 0; i < order->len; i++)
    say_record (self, desk, g_ptr_array_index (order, i));
  return TRUE;
}
