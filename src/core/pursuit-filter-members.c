/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-filter-members-private.h"

#include "pursuit-enums.h"
#include "pursuit-field.h"
#include "pursuit-str.h"

/* The members of a saved filter that have just one value: the same words as those of a query, but those who ask. */

typedef enum
{
  NUMBER,
  DAYS,
  TEXT,
  FLAG,
  YES_NO_ANY,
  ENUM,
  GAP,
} Kind;

/* What waits for whoever asks, not for who saved it. */
#define WAITING "waiting"

#define IN(list) (1u << PURSUIT_LIST_##list)

typedef struct
{
  const char *name;
  Kind kind;
  gsize offset;
  guint lists;
  GType (*type) (void);
} Member;

#define MEMBER(name, kind, lists, ...) { #name, kind, G_STRUCT_OFFSET (PursuitQuery, name), lists, __VA_ARGS__ }

static const Member members[] = {
  MEMBER (customer_id, NUMBER, IN (CUSTOMERS) | IN (CONTACTS) | IN (DEALS) | IN (ACTIVITIES), NULL),
  MEMBER (owner_id, NUMBER, IN (DEALS), NULL),
  MEMBER (unit_id, NUMBER, IN (DEALS), NULL),
  MEMBER (stage_id, NUMBER, IN (DEALS), NULL),
  MEMBER (process_id, NUMBER, IN (DEALS), NULL),
  MEMBER (product_line, TEXT, IN (DEALS), NULL),
  MEMBER (region, TEXT, IN (DEALS), NULL),
  MEMBER (status, ENUM, IN (DEALS), pursuit_deal_status_get_type),
  MEMBER (grade, ENUM, IN (DEALS), pursuit_grade_get_type),
  MEMBER (gap, GAP, IN (DEALS), NULL),
  MEMBER (parked, YES_NO_ANY, IN (DEALS), NULL),
  MEMBER (stalled, FLAG, IN (DEALS), NULL),
  MEMBER (silent, FLAG, IN (DEALS), NULL),
  MEMBER (incomplete, FLAG, IN (DEALS), NULL),
  MEMBER (overridden, DAYS, IN (DEALS), NULL),
  MEMBER (unaccepted, FLAG, IN (DEALS), NULL),
  MEMBER (contacts_only, FLAG, IN (ACTIVITIES), NULL),
};

static const char *const gaps[] = {
  [PURSUIT_GAP_ANY] = "any",
  [PURSUIT_GAP_MISALIGNED] = "misaligned",
  [PURSUIT_GAP_AHEAD] = "ahead",
  [PURSUIT_GAP_LATE] = "late",
};

static int
find_gap (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    if (g_str_equal (gaps[i], word))
      return (int) i;

  return PURSUIT_GAP_ANY;
}

static const Member *
find (PursuitList  list,
      const char  *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if ((members[i].lists & (1u << list)) && g_str_equal (members[i].name, name))
      return &members[i];

  return NULL;
}

static gboolean
read_text (const Member *member,
           gpointer      place,
           const char   *text)
{
  int value;

  if (member->kind == TEXT)
    pursuit_set_str (place, text);
  else if (member->kind == ENUM && pursuit_enum_from_nick (member->type (), text, &value))
    *(int *) place = value;
  else if (member->kind == GAP && (value = find_gap (text)) != PURSUIT_GAP_ANY)
    *(PursuitGapFilter *) place = (PursuitGapFilter) value;
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_number (const Member *member,
             gpointer      place,
             gint64        number)
{
  if (member->kind == NUMBER && number > 0)
    *(gint64 *) place = number;
  else if (member->kind == DAYS && number > 0 && number <= G_MAXINT)
    *(int *) place = (int) number;
  else
    return FALSE;

  return TRUE;
}

/*
 * pursuit_filter_read_member:
 * @query: what is filled
 * @name: of a member
 * @node: its value
 *
 * Returns: whether the member is understood
 */
gboolean
pursuit_filter_read_member (PursuitQuery *query,
                            const char   *name,
                            JsonNode     *node)
{
  const Member *member = find (query->list, name);
  GType type = json_node_get_value_type (node);
  gpointer place;

  if (query->list == PURSUIT_LIST_DEALS && g_str_equal (name, WAITING) && type == G_TYPE_BOOLEAN)
    {
      query->waiting_for = json_node_get_boolean (node) ? PURSUIT_FILTER_WHOEVER_ASKS : 0;
      return TRUE;
    }
  if (member == NULL)
    return FALSE;

  place = G_STRUCT_MEMBER_P (query, member->offset);
  if (type == G_TYPE_STRING)
    return read_text (member, place, json_node_get_string (node));
  if (type == G_TYPE_INT64)
    return read_number (member, place, json_node_get_int (node));
  if (type != G_TYPE_BOOLEAN || (member->kind != FLAG && member->kind != YES_NO_ANY))
    return FALSE;

  *(gboolean *) place = json_node_get_boolean (node);
  return TRUE;
}

static void
write_member (const Member  *member,
              gconstpointer  place,
              JsonObject    *object)
{
  switch (member->kind)
    {
    case NUMBER:
      if (*(const gint64 *) place != 0)
        json_object_set_int_member (object, member->name, *(const gint64 *) place);
      break;
    case DAYS:
      if (*(const int *) place != 0)
        json_object_set_int_member (object, member->name, *(const int *) place);
      break;
    case TEXT:
      if (!pursuit_str_empty (*(char *const *) place))
        json_object_set_string_member (object, member->name, *(char *const *) place);
      break;
    case FLAG:
      if (*(const gboolean *) place)
        json_object_set_boolean_member (object, member->name, TRUE);
      break;
    case YES_NO_ANY:
      if (*(const int *) place != PURSUIT_ANY)
        json_object_set_boolean_member (object, member->name, *(const int *) place);
      break;
    case ENUM:
      if (*(const int *) place != PURSUIT_ANY)
        json_object_set_string_member (object, member->name, pursuit_enum_get_nick (member->type (), *(const int *) place));
      break;
    case GAP:
      if (*(const PursuitGapFilter *) place != PURSUIT_GAP_ANY)
        json_object_set_string_member (object, member->name, gaps[*(const PursuitGapFilter *) place]);
      break;
    default:
      g_assert_not_reached ();
    }
}

/*
 * pursuit_filter_write_members:
 * @query: what a filter asks
 * @object: gets the members that ask something
 */
void
pursuit_filter_write_members (const PursuitQuery *query,
                              JsonObject         *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (members[i].lists & (1u << query->list))
      write_member (&members[i], G_STRUCT_MEMBER_P (query, members[i].offset), object);
  if (query->list == PURSUIT_LIST_DEALS && query->waiting_for != 0)
    json_object_set_boolean_member (object, WAITING, TRUE);
}
