/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-row.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* Count, sum and weighted sum of some deals, in minor units. */
typedef struct
{
  gint64 count;
  gint64 amount;
  gint64 weighted;
} PursuitTotals;

/* The figures of one lane of the board. */
typedef struct
{
  gint64 stage_id;
  gint64 position;
  PursuitTotals open;
} PursuitStageTotals;

/* The figures of one lane of a board that is not one of stages. */
typedef struct
{
  gint64 key_id;     /* who owns its deals, for %PURSUIT_BOARD_BY_SELLER */
  char *key_text;    /* the region or the product line; NULL where key_id counts, and for the lane of those that have none */
  char *label;       /* NULL for the lane of those that have none, and for the last one, of all others */
  gboolean is_others;
  PursuitTotals totals;
} PursuitLaneTotals;

/* What open deals will bring, by when they are expected to close; those that are parked apart. */
typedef struct
{
  PursuitTotals open;
  PursuitTotals parked;
} PursuitExpected;

/* One value of a facet. */
typedef struct
{
  char *value;   /* as stored: a nick or a text, NULL for none */
  gint64 count;
} PursuitFacet;

/* The months of which figures are told apart, the present one the last. */
#define PURSUIT_FIGURE_MONTHS 12

/* The three big figures of some customers (DOS-7). */
typedef struct
{
  gint64 customers;
  gint64 amount;         /* of all won deals */
  gint64 purchases;      /* won deals */
  gint64 month_amounts[PURSUIT_FIGURE_MONTHS];
  gint64 month_purchases[PURSUIT_FIGURE_MONTHS];
} PursuitFigures;

void        pursuit_facet_free             (PursuitFacet        *facet);
void        pursuit_totals_add             (PursuitTotals       *self,
                                            const PursuitTotals *more);
void        pursuit_lane_totals_free       (PursuitLaneTotals   *lane);

GArray     *pursuit_store_query_ids        (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            guint                limit,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *pursuit_store_query_rows       (PursuitStore        *self,
                                            PursuitList          list,
                                            const gint64        *ids,
                                            guint                n_ids,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *pursuit_store_query_first      (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            guint                limit,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_store_query_totals     (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            PursuitTotals       *out_totals,
                                            GError             **error);
GArray     *pursuit_store_query_board      (PursuitStore        *self,
                                            gint64               process_id,
                                            const PursuitQuery  *query,
                                            PursuitTotals       *out_won,
                                            PursuitTotals       *out_lost,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *pursuit_store_query_lanes      (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            PursuitBoardGrouping grouping,
                                            guint                limit,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_store_query_closed     (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            const char          *from,
                                            const char          *to,
                                            PursuitTotals       *out_totals,
                                            GError             **error);
gboolean    pursuit_store_query_expected   (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            const char          *from,
                                            const char          *to,
                                            PursuitExpected     *out_expected,
                                            GError             **error);
gboolean    pursuit_store_query_count      (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            gint64              *out_count,
                                            GError             **error);
gboolean    pursuit_store_query_figures    (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            PursuitFigures      *out_figures,
                                            GError             **error);
GPtrArray  *pursuit_store_query_facet      (PursuitStore        *self,
                                            const PursuitQuery  *query,
                                            const char          *field,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
