/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PursuitRecoveredTable:
 * @name: a table
 * @n_rows: the rows that are in the new file
 * @n_stray: those of them that nothing led to any more, known by what they hold
 * @n_refused: rows that were found and could not be placed
 * @n_placeholders: rows that were made up, because something else refers to them
 * @n_unlinked: references to something lost that were dropped
 * @n_missing: numbers that are not there
 * @missing: (element-type gint64): those numbers, ascending, the first ten thousand
 * @last_id: the highest number that is there
 * @n_named: those of them that the journal, or something that refers to them, says were there
 *
 * What became of one table.
 */
typedef struct
{
  char *name;
  gint64 n_rows;
  gint64 n_stray;
  gint64 n_refused;
  gint64 n_placeholders;
  gint64 n_unlinked;
  gint64 n_missing;
  GArray *missing;
  gint64 last_id;
  gint64 n_named;
} PursuitRecoveredTable;

/**
 * PursuitRecovery:
 * @tables: (element-type PursuitRecoveredTable): what became of each table
 * @n_pages: the pages of the damaged file
 * @n_gone: pages that are missing at its end, as far as it says itself
 * @n_bad: rows whose place was found, but that could not be made out
 * @lost: the rows that could not be placed, a line of JSON each
 *
 * What came of reading a damaged file.
 */
typedef struct
{
  GPtrArray *tables;
  guint n_pages;
  guint n_gone;
  guint n_bad;
  GString *lost;
} PursuitRecovery;

PursuitRecovery       *pursuit_recovery_run        (const char       *damaged,
                                                    const char       *target,
                                                    GCancellable     *cancellable,
                                                    GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_recovery_free       (PursuitRecovery  *self);
PursuitRecoveredTable *pursuit_recovery_find_table (PursuitRecovery  *self,
                                                    const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitRecovery, pursuit_recovery_free)

G_END_DECLS
