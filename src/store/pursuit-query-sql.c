/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-sql-private.h"

#include <string.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-field.h"
#include "pursuit-names-private.h"
#include "pursuit-names-sql-private.h"
#include "pursuit-str.h"
#include "pursuit-text.h"
#include "pursuit-timeline-topic.h"

/* Turns a PursuitQuery into SQL. The pieces are constants; every value is bound. */

#define BELOW_UNIT_BEFORE                                                                     \
  " IN (WITH RECURSIVE below (id) AS (SELECT "
#define BELOW_UNIT_AFTER_OPEN                                                                 \
  " UNION SELECT u.id FROM org_unit u JOIN below b ON u.parent_id = b.id AND u.deleted_at = 0)" \
  " SELECT s.id FROM staff s JOIN below b ON s.unit_id = b.id"
#define BELOW_UNIT_AFTER BELOW_UNIT_AFTER_OPEN ")"

void
pursuit_query_sql_init (PursuitQuerySql *self,
                        const char      *head)
{
  self->sql = g_string_new (head);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->sets = g_ptr_array_new_with_free_func (pursuit_name_set_unref);
}

void
pursuit_query_sql_clear (PursuitQuerySql *self)
{
  if (self->sql == NULL)
    return;

  g_string_free (self->sql, TRUE);
  g_array_unref (self->numbers);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->sets);
  self->sql = NULL;
}

/* Appends "BEFORE$nAFTER" with one of the three for $n. */
static void
append (PursuitQuerySql *self,
        const char      *before,
        gint64           number,
        char            *text,
        PursuitNameSet  *set,
        const char      *after)
{
  g_array_append_val (self->numbers, number);
  g_ptr_array_add (self->texts, text);
  g_ptr_array_add (self->sets, set);
  g_string_append_printf (self->sql, "%s$%u%s", before, self->texts->len, after);
}

/* Appends "BEFORE$nAFTER" with a number for $n. */
void
pursuit_query_sql_number (PursuitQuerySql *self,
                          const char      *before,
                          gint64           number,
                          const char      *after)
{
  append (self, before, number, NULL, NULL, after);
}

/* Appends "BEFORE$nAFTER" with a copy of a text for $n. */
void
pursuit_query_sql_text (PursuitQuerySql *self,
                        const char      *before,
                        const char      *text,
                        const char      *after)
{
  append (self, before, 0, g_strdup (text), NULL, after);
}

static void
number_is (PursuitQuerySql *self,
           const char      *column,
           gint64           number)
{
  if (number == 0 || column == NULL)
    return;

  g_string_append_printf (self->sql, " AND %s", column);
  pursuit_query_sql_number (self, " = ", number, "");
}

/* Nicks are constants of the program. They stand in the text, because a bound one that decides about a partial index makes
 * the engine plan the statement anew each time it is bound. */
static void
nick_is (PursuitQuerySql *self,
         const char      *before,
         GType            type,
         int              value)
{
  if (value == PURSUIT_ANY)
    return;

  if (g_str_equal (pursuit_enum_get_nick (type, value), "none"))
    g_string_append_printf (self->sql, "%s IS NULL", before);
  else
    g_string_append_printf (self->sql, "%s = '%s'", before, pursuit_enum_get_nick (type, value));
}

/* What people type has a few words; the engine would refuse a statement that is made of a whole pasted page. */
#define MOST_WORDS 16
#define LONGEST_WORD 400

/* "%WORD%", where % and _ in the word are what was typed, not wildcards. */
static char *
make_pattern (const char *word)
{
  GString *pattern = g_string_new ("%");

  for (const char *p = word; *p != '\0' && p - word < LONGEST_WORD; p = g_utf8_next_char (p))
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_len (pattern, p, g_utf8_next_char (p) - p);
    }
  g_string_append_c (pattern, '%');

  return g_string_free (pattern, FALSE);
}

/* The text of a row, or of its customer, contains the word. */
static void
text_contains (PursuitQuerySql        *self,
               const PursuitListShape *shape,
               const char             *word)
{
  g_autofree char *pattern = make_pattern (word);

  g_string_append_printf (self->sql, " AND (%s", shape->search[0]);
  pursuit_query_sql_text (self, " LIKE ", pattern, " ESCAPE '\\'");
  if (shape->search[1] != NULL)
    g_string_append_printf (self->sql, " OR %s LIKE $%u ESCAPE '\\'", shape->search[1], self->texts->len);
  g_string_append_c (self->sql, ')');
}

/* A few rows are looked up, many looked at. */
static gboolean
is_among_names (PursuitQuerySql  *self,
                PursuitStore     *store,
                const char       *column,
                PursuitNameKind   kind,
                const char       *word,
                GError          **error)
{
  GArray *ids = pursuit_names_match (store, kind, word, error);
  PursuitNameSet *set;

  if (ids == NULL)
    return FALSE;

  set = pursuit_name_set_new (ids);
  if (!pursuit_name_set_is_few (set))
    {
      append (self, "is_named (", 0, NULL, set, ", ");
      g_string_append_printf (self->sql, "%s)", column);
      return TRUE;
    }

  g_string_append (self->sql, column);
  append (self, " IN (SELECT value FROM json_each (", 0, pursuit_name_set_dup_json (set), NULL, "))");
  pursuit_name_set_unref (set);
  return TRUE;
}

/* The same as text_contains(), and what is read so, by the names in memory. */
static gboolean
name_contains (PursuitQuerySql         *self,
               PursuitStore            *store,
               const PursuitListShape  *shape,
               const char              *word,
               GError                 **error)
{
  g_string_append (self->sql, " AND (");
  if (!is_among_names (self, store, shape->id, (PursuitNameKind) (shape->names - 1), word, error))
    return FALSE;
  if (shape->search[1] != NULL)
    {
      g_string_append (self->sql, " OR ");
      if (!is_among_names (self, store, shape->customer, PURSUIT_NAME_CUSTOMER, word, error))
        return FALSE;
    }
  g_string_append_c (self->sql, ')');

  return TRUE;
}

/* Every word must occur. */
static gboolean
words_occur (PursuitQuerySql         *self,
             PursuitStore            *store,
             const PursuitListShape  *shape,
             const char              *search,
             GError                 **error)
{
  g_autofree char *folded = pursuit_str_empty (search) ? NULL : pursuit_text_fold (search);
  g_auto(GStrv) words = NULL;
  gboolean has_names;

  if (folded == NULL || *folded == '\0' || shape->search[0] == NULL)
    return TRUE;
  if (shape->names != 0 && !pursuit_store_prepare_names (store, error))
    return FALSE;

  has_names = shape->names != 0 && pursuit_store_get_names (store) != NULL;
  words = g_strsplit (folded, " ", MOST_WORDS + 1);
  for (guint i = 0; words[i] != NULL && i < MOST_WORDS; i++)
    if (!has_names)
      text_contains (self, shape, words[i]);
    else if (!name_contains (self, store, shape, words[i], error))
      return FALSE;

  return TRUE;
}

static void
people_below (PursuitQuerySql *self,
              const char      *owner,
              gint64           unit_id)
{
  g_string_append_printf (self->sql, " AND %s", owner);
  pursuit_query_sql_number (self, BELOW_UNIT_BEFORE, unit_id, BELOW_UNIT_AFTER);
}

/* Whoever works on a deal in a role sees it, and its customer, whoever owns them. */
static void
or_works_on (PursuitQuerySql *self,
             const char      *column,
             const char      *assigned,
             gint64           staff_id)
{
  if (column == NULL)
    return;
  g_string_append_printf (self->sql, " OR %s IN (SELECT %s FROM assignment", column, assigned);
  pursuit_query_sql_number (self, " WHERE deleted_at = 0 AND released_on IS NULL AND staff_id = ", staff_id, ")");
}

/* What one may not see is not fetched (design.md 6). The pool without an owner is free to claim, so it is seen by all. */
void
pursuit_query_sql_within_scope (PursuitQuerySql        *self,
                                const PursuitListShape *shape,
                                const PursuitQuery     *query)
{
  if (query->scope == PURSUIT_SCOPE_ALL)
    return;
  if (query->scope == PURSUIT_SCOPE_NONE)
    {
      g_string_append (self->sql, " AND 0 = 1");
      return;
    }
  if (shape->owner == NULL)
    return;

  g_string_append_printf (self->sql, " AND (%s", shape->owner);
  if (query->scope == PURSUIT_SCOPE_TEAM)
    {
      /* One list of people, not two conditions: an index by owner then answers. */
      pursuit_query_sql_number (self,
                                " IN (WITH RECURSIVE below (id) AS ("
                                "SELECT u.id FROM org_unit u WHERE u.deleted_at = 0 AND u.lead_id = ",
                                query->scope_staff_id, BELOW_UNIT_AFTER_OPEN);
      pursuit_query_sql_number (self, " UNION SELECT ", query->scope_staff_id, ")");
    }
  else
    pursuit_query_sql_number (self, " = ", query->scope_staff_id, "");
  if (query->scope_is_assigned && query->scope >= PURSUIT_SCOPE_ASSIGNED)
    {
      or_works_on (self, shape->works_on_deal, "deal_id", query->scope_staff_id);
      or_works_on (self, shape->works_on_customer, "customer_id", query->scope_staff_id);
    }
  if (shape->pool_is_shared)
    g_string_append_printf (self->sql, " OR %s IS NULL", shape->owner);
  g_string_append_c (self->sql, ')');
}

/* Appends " AND ..." for whose rows @query is about and may see; @column is where the number of their owner is. */
void
pursuit_query_sql_owners (PursuitQuerySql    *self,
                          const char         *column,
                          const PursuitQuery *query)
{
  const PursuitListShape shape = { .owner = column };

  number_is (self, column, query->owner_id);
  if (query->unit_id != 0)
    people_below (self, column, query->unit_id);
  pursuit_query_sql_within_scope (self, &shape, query);
}

/* Every index that puts customers in order has the grade in it; by the grade first, they would have to be sorted. */
static void
grade_is (PursuitQuerySql *self,
          int              grade)
{
  if (grade == PURSUIT_GRADE_NONE)
    g_string_append (self->sql, " AND coalesce(c.grade, '') = ''");
  else
    nick_is (self, " AND coalesce(c.grade, '')", PURSUIT_TYPE_GRADE, grade);
}

static void
customer_filters (PursuitQuerySql    *self,
                  const PursuitQuery *query)
{
  grade_is (self, query->grade);
  nick_is (self, " AND c.funnel", PURSUIT_TYPE_FUNNEL, query->funnel);
  /* Deals have it themselves. */
  if (query->region != NULL && query->list != PURSUIT_LIST_DEALS)
    pursuit_query_sql_text (self, " AND c.region = ", query->region, "");
  if (query->industry != NULL)
    pursuit_query_sql_text (self, " AND c.industry = ", query->industry, "");
  pursuit_query_sql_choices (self, query);
}

/* Numbers of topics are constants of the program: a part of the history about which nobody asked is then not read. */
static void
timeline_filters (PursuitQuerySql    *self,
                  const PursuitQuery *query)
{
  if (query->topic == PURSUIT_TOPIC_LOOKS && !query->shows_looks)
    g_string_append (self->sql, " AND 0 = 1");
  else if (query->topic == PURSUIT_TOPIC_ANY)
    g_string_append_printf (self->sql, " AND t.topic <> %d", (int) PURSUIT_TOPIC_LOOKS);
  else
    g_string_append_printf (self->sql, " AND t.topic = %d", query->topic);
  number_is (self, "t.actor_id", query->actor_id);
}

/* Appends " WHERE ..." for everything that @query asks. Fails as pursuit_store_prepare_names(). */
gboolean
pursuit_query_sql_where (PursuitQuerySql     *self,
                         PursuitStore        *store,
                         const PursuitQuery  *query,
                         GError             **error)
{
  const PursuitListShape *shape = pursuit_list_shape (query->list);

  g_string_append_printf (self->sql, " WHERE %s", shape->alive);
  number_is (self, shape->customer, query->customer_id);
  number_is (self, shape->deal, query->deal_id);
  number_is (self, shape->stage, query->stage_id);
  number_is (self, shape->owner, query->owner_id);
  number_is (self, shape->product, query->product_id);
  if (query->unit_id != 0 && shape->owner != NULL)
    people_below (self, shape->owner, query->unit_id);
  if (shape->status != NULL)
    nick_is (self, shape->status, PURSUIT_TYPE_DEAL_STATUS, query->status);
  if (query->list == PURSUIT_LIST_DEALS)
    pursuit_query_sql_deals (self, query);
  if (query->list == PURSUIT_LIST_ACTIVITIES && query->contacts_only)
    g_string_append (self->sql, " AND a.kind <> 'note'");
  if (query->list == PURSUIT_LIST_TIMELINE)
    timeline_filters (self, query);
  if (shape->has_customer)
    customer_filters (self, query);
  pursuit_query_sql_within_scope (self, shape, query);

  return words_occur (self, store, shape, query->search, error);
}

/* The same for the kept counts of customers, where nothing is 0 or an empty text. */
void
pursuit_query_sql_where_facets (PursuitQuerySql    *self,
                                const PursuitQuery *query)
{
  const PursuitListShape shape = { .owner = "nullif(x.owner_id, 0)", .pool_is_shared = TRUE };

  g_string_append (self->sql, " WHERE x.count > 0");
  number_is (self, "x.owner_id", query->owner_id);
  nick_is (self, " AND nullif(x.grade, '')", PURSUIT_TYPE_GRADE, query->grade);
  nick_is (self, " AND x.funnel", PURSUIT_TYPE_FUNNEL, query->funnel);
  if (query->region != NULL)
    pursuit_query_sql_text (self, " AND x.region = ", query->region, "");
  if (query->industry != NULL)
    pursuit_query_sql_text (self, " AND x.industry = ", query->industry, "");
  pursuit_query_sql_choices_kept (self, query);
  if (query->unit_id != 0)
    people_below (self, "x.owner_id", query->unit_id);
  pursuit_query_sql_within_scope (self, &shape, query);
}

/* The same for the totals that triggers keep, which know no deals that are gone. */
void
pursuit_query_sql_where_kept (PursuitQuerySql    *self,
                              const PursuitQuery *query)
{
  g_string_append (self->sql, " WHERE 1 = 1");
  number_is (self, "d.stage_id", query->stage_id);
  if (query->process_id != 0)
    pursuit_query_sql_number (self, " AND d.stage_id IN (SELECT id FROM stage WHERE process_id = ", query->process_id, ")");
  nick_is (self, " AND d.status", PURSUIT_TYPE_DEAL_STATUS, query->status);
  pursuit_query_sql_closing_days (self, query);
}

/**
 * pursuit_query_sql_prepare:
 * @self: a complete statement; must outlive @out_stmt
 * @db: the connection
 * @out_stmt: (out): the statement, bound
 * @error: return location
 *
 * Fails as pursuit_stmt_prepare().
 *
 * Returns: %TRUE when @out_stmt can be stepped
 */
gboolean
pursuit_query_sql_prepare (PursuitQuerySql  *self,
                           PursuitDb        *db,
                           PursuitStmt      *out_stmt,
                           GError          **error)
{
  if (!pursuit_stmt_prepare (out_stmt, db, self->sql->str, error))
    return FALSE;

  for (guint i = 0; i < self->texts->len; i++)
    if (g_ptr_array_index (self->sets, i) != NULL)
      pursuit_name_set_bind (g_ptr_array_index (self->sets, i), out_stmt, (int) i + 1);
    else if (g_ptr_array_index (self->texts, i) != NULL)
      pursuit_stmt_bind_text (out_stmt, (int) i + 1, g_ptr_array_index (self->texts, i));
    else
      pursuit_stmt_bind_number (out_stmt, (int) i + 1, g_array_index (self->numbers, gint64, i));

  return TRUE;
}
