/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-field.h"
#include "pursuit-query.h"

G_BEGIN_DECLS

/* Which filters of the command line a list understands. */
typedef enum
{
  PURSUIT_FILTER_SEARCH = 1 << 0,
  PURSUIT_FILTER_OWNER = 1 << 1,
  PURSUIT_FILTER_STAGE = 1 << 2,
  PURSUIT_FILTER_STATUS = 1 << 3,
  PURSUIT_FILTER_CUSTOMER = 1 << 4,
  PURSUIT_FILTER_FACETS = 1 << 5,
  PURSUIT_FILTER_STALLED = 1 << 7,
  PURSUIT_FILTER_TRACKS = 1 << 8,
  PURSUIT_FILTER_SAVED = 1 << 9,
  PURSUIT_FILTER_WHERE = 1 << 10,
} PursuitFilters;

/**
 * PursuitKind:
 * @name: what the command line and JSON call one record, a stable word
 * @plural: what they call several
 * @type: the record type
 * @has_list: whether @list is meant
 * @list: the list of all of them
 * @filters: what that list can be narrowed by
 *
 * A kind of record, as one names it on the command line.
 */
typedef struct
{
  const char *name;
  const char *plural;
  PursuitTypeFunc type;
  gboolean has_list;
  PursuitList list;
  PursuitFilters filters;
} PursuitKind;

const PursuitKind *pursuit_kind_find         (const char   *word,
                                              GError      **error);
const PursuitKind *pursuit_kind_find_list    (const char   *word,
                                              GError      **error);
const PursuitKind *pursuit_kind_from_type    (GType         type);
char              *pursuit_kinds_dup_words   (gboolean      only_lists) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
