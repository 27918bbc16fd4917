/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-db-private.h"
#include "pursuit-own-set.h"
#include "pursuit-query-run.h"
#include "pursuit-query.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* A statement put together from constant pieces; whatever came from a person is a parameter. */
typedef struct
{
  GString *sql;
  GArray *numbers;      /* gint64, parallel to texts */
  GPtrArray *texts;     /* char *, NULL where the number counts */
  GPtrArray *sets;      /* PursuitNameSet, NULL where number or text counts */
} PursuitQuerySql;

/* What one deal d weighs, as pursuit_deal_weigh() has it; count, sum and weighted sum, for pursuit_totals_read(). */
#define PURSUIT_WEIGHTED "d.amount / 100 * d.probability + d.amount % 100 * d.probability / 100"
#define PURSUIT_SUM_COLUMNS "count(*), coalesce(sum(d.amount), 0), coalesce(sum(" PURSUIT_WEIGHTED "), 0)"

/* Whether proof x shows its milestone: one that points to something that is gone shows nothing (STG-2). Most point to one thing. */
#define PURSUIT_PROOF_SHOWS                                                                                              \
  "x.deleted_at = 0"                                                                                                     \
  " AND (x.document_id IS NULL OR EXISTS (SELECT 1 FROM document y WHERE y.id = x.document_id AND y.deleted_at = 0))"    \
  " AND (x.activity_id IS NULL OR EXISTS (SELECT 1 FROM activity y WHERE y.id = x.activity_id AND y.deleted_at = 0))"    \
  " AND (x.contact_id IS NULL OR EXISTS (SELECT 1 FROM contact y WHERE y.id = x.contact_id AND y.deleted_at = 0"       \
  " AND y.left_on IS NULL AND y.customer_id = x.customer_id))"

/* The product line of a row of "product" (%PURSUIT_BOARD_BY_PRODUCT). */
#define PURSUIT_PRODUCT_LINE "coalesce(series, name)"

/* Where the rows of a list are, and which columns its filters look at; NULL where a filter does not apply. */
typedef struct
{
  const char *id;
  const char *from;          /* see pursuit_list_from() */
  const char *alive;
  const char *search[2];
  int names;                 /* 1 + #PursuitNameKind where the names in memory answer for search, 0 elsewhere */
  const char *customer;
  const char *deal;
  const char *stage;
  const char *owner;
  const char *works_on_deal;       /* a column: whoever works on this deal sees the row */
  const char *works_on_customer;   /* the same, of a customer */
  const char *product;
  const char *status;
  gboolean has_customer;     /* the rows come with their customer, c */
  gboolean pool_is_shared;   /* rows without an owner belong to everybody's own */
} PursuitListShape;

/* What a list is ordered by: one key, and the id after it in the same direction, so that no two rows are equal. */
typedef struct
{
  const char *key;           /* an expression over pursuit_list_from(); NULL when the id alone decides */
  gboolean descending;       /* before a person reversed it, see pursuit_list_is_descending() */
  gboolean none_last;        /* rows without a key stand at the end, before a person reversed it */
  gboolean around_today;     /* the key is a day; rows without one stand after today's */
} PursuitOrderShape;

const PursuitListShape *pursuit_list_shape          (PursuitList             list);
const char             *pursuit_list_from           (const PursuitQuery     *query);
const PursuitOrderShape *pursuit_list_order          (const PursuitQuery     *query);
gboolean                pursuit_list_is_descending  (const PursuitQuery     *query);
const char             *pursuit_list_row_sql        (PursuitList             list);
const char             *pursuit_list_rows_sql       (PursuitList             list);
const char             *pursuit_list_row_spec       (PursuitList             list);

gboolean                pursuit_query_is_about_all  (const PursuitQuery     *query);

void                    pursuit_totals_read         (PursuitTotals          *self,
                                                     PursuitStmt            *stmt,
                                                     int                     column);

void                    pursuit_query_sql_init      (PursuitQuerySql        *self,
                                                     const char             *head);
void                    pursuit_query_sql_clear     (PursuitQuerySql        *self);
void                    pursuit_query_sql_number    (PursuitQuerySql        *self,
                                                     const char             *before,
                                                     gint64                  number,
                                                     const char             *after);
void                    pursuit_query_sql_text      (PursuitQuerySql        *self,
                                                     const char             *before,
                                                     const char             *text,
                                                     const char             *after);
gboolean                pursuit_query_sql_where     (PursuitQuerySql        *self,
                                                     PursuitStore           *store,
                                                     const PursuitQuery     *query,
                                                     GError                **error);
void                    pursuit_query_sql_within_scope (PursuitQuerySql     *self,
                                                     const PursuitListShape *shape,
                                                     const PursuitQuery     *query);
void                    pursuit_query_sql_owners    (PursuitQuerySql        *self,
                                                     const char             *column,
                                                     const PursuitQuery     *query);
void                    pursuit_query_sql_deals     (PursuitQuerySql        *self,
                                                     const PursuitQuery     *query);
void                    pursuit_query_sql_choices   (PursuitQuerySql        *self,
                                                     const PursuitQuery     *query);
void                    pursuit_query_sql_choices_kept (PursuitQuerySql     *self,
                                                     const PursuitQuery     *query);
gboolean                pursuit_query_sql_keeps_choices (const PursuitQuery *query);
gboolean                pursuit_query_sql_leads_to_few (const PursuitQuery  *query);
void                    pursuit_query_sql_closing_days (PursuitQuerySql     *self,
                                                     const PursuitQuery     *query);
void                    pursuit_query_sql_where_facets (PursuitQuerySql     *self,
                                                     const PursuitQuery     *query);
void                    pursuit_query_sql_where_kept (PursuitQuerySql       *self,
                                                     const PursuitQuery     *query);
void                    pursuit_query_sql_key       (PursuitQuerySql        *self,
                                                     const PursuitQuery     *query);
void                    pursuit_query_sql_order     (PursuitQuerySql        *self,
                                                     const PursuitQuery     *query);
gboolean                pursuit_query_find_own_order (PursuitStore          *store,
                                                     const PursuitQuery     *query,
                                                     const PursuitOwn      **out_own,
                                                     GError                **error);
guint                   pursuit_query_own_order_n_parts (const PursuitOwn   *own);
gboolean                pursuit_query_own_order_part (PursuitQuerySql       *self,
                                                     PursuitStore           *store,
                                                     const PursuitQuery     *query,
                                                     const PursuitOwn       *own,
                                                     guint                   part,
                                                     GError                **error);
void                    pursuit_query_own_order_key (PursuitQuerySql        *self,
                                                     const PursuitQuery     *query,
                                                     const PursuitOwn       *own);
gboolean                pursuit_query_sql_prepare   (PursuitQuerySql        *self,
                                                     PursuitDb              *db,
                                                     PursuitStmt            *out_stmt,
                                                     GError                **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitQuerySql, pursuit_query_sql_clear)

G_END_DECLS
