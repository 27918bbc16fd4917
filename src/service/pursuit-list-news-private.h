/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-journal.h"
#include "pursuit-query.h"

G_BEGIN_DECLS

/**
 * PursuitReach:
 * @PURSUIT_REACH_NOTHING: nothing that the list shows, asks for or is ordered by
 * @PURSUIT_REACH_ROWS: a few rows, known by their ids
 * @PURSUIT_REACH_OF_CUSTOMERS: the rows of a few customers
 * @PURSUIT_REACH_ALL: anything
 *
 * How much of a list an entry of the journal may have changed.
 */
typedef enum
{
  PURSUIT_REACH_NOTHING,
  PURSUIT_REACH_ROWS,
  PURSUIT_REACH_OF_CUSTOMERS,
  PURSUIT_REACH_ALL,
} PursuitReach;

PursuitReach pursuit_list_news_reach (const PursuitQuery         *query,
                                      const PursuitJournalEntry  *entry,
                                      GArray                     *ids);

G_END_DECLS
