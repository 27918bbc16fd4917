/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-duplicate-keys.h"

G_BEGIN_DECLS

/* What becomes of a row. */
typedef enum
{
  PURSUIT_OUTCOME_NEW,
  PURSUIT_OUTCOME_CHANGED,
  PURSUIT_OUTCOME_UNCHANGED,
  PURSUIT_OUTCOME_DOUBTFUL,   /* taken, but with something to look at; or kept out: it looks like somebody who is there */
  PURSUIT_OUTCOME_REFUSED,
  PURSUIT_N_OUTCOMES,
} PursuitOutcome;

/**
 * PursuitDoubtful:
 * @PURSUIT_DOUBTFUL_KEEP_OUT: it stays out, and the report says so
 * @PURSUIT_DOUBTFUL_MERGE: it is about the one that it looks like
 * @PURSUIT_DOUBTFUL_CREATE: it is about somebody else
 * @PURSUIT_DOUBTFUL_SKIP: it stays out, and that is that
 *
 * What becomes of a row that looks like somebody who is there already.
 */
typedef enum
{
  PURSUIT_DOUBTFUL_KEEP_OUT,
  PURSUIT_DOUBTFUL_MERGE,
  PURSUIT_DOUBTFUL_CREATE,
  PURSUIT_DOUBTFUL_SKIP,
} PursuitDoubtful;

/**
 * PursuitAlike:
 * @PURSUIT_ALIKE_SIMILAR: a name that differs in one character
 * @PURSUIT_ALIKE_HIDDEN: whatever it is, of somebody whom the actor may not see
 *
 * By what a row looks like somebody: these, or a #PursuitDuplicateKind, of several the one that tells most.
 */
typedef enum
{
  PURSUIT_ALIKE_SIMILAR = 0,
  PURSUIT_ALIKE_HIDDEN = PURSUIT_DUPLICATE_N_KINDS,
  PURSUIT_N_ALIKES,
} PursuitAlike;

/**
 * PursuitImportDifference:
 * @field: the field, as one bit of a mask
 * @label: what it is called
 * @here: what the record says, for showing
 * @there: what the row says
 * @take: whether the row's is the one to take, if nobody says otherwise
 *
 * A field in which a row and the record that it looks like differ.
 */
typedef struct
{
  PursuitFieldMask field;
  char *label;
  char *here;
  char *there;
  gboolean take;
} PursuitImportDifference;

/**
 * PursuitImportLikeness:
 * @id: the record that the row looks like
 * @name: (nullable): what it is called; %NULL for somebody who may not see it, and then cannot merge
 * @reasons: what is the same
 * @alike: by what it looks so, a #PursuitAlike or #PursuitDuplicateKind
 * @fingerprint: tells this row from another one
 * @differences: (element-type PursuitImportDifference): what is not
 *
 * What there is to decide about a row.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *reasons;
  guint alike;
  guint fingerprint;
  GPtrArray *differences;
} PursuitImportLikeness;

/**
 * PursuitImportDecision:
 * @fingerprint: of the row that was looked at
 * @what: what becomes of it
 * @id: whom it looks like
 * @take: the fields of which the row's are taken, to merge
 * @alike: by what the row looks so
 *
 * What somebody decided about a row.
 */
typedef struct
{
  guint fingerprint;
  PursuitDoubtful what;
  gint64 id;
  PursuitFieldMask take;
  guint alike;
} PursuitImportDecision;

/**
 * PursuitImportRow:
 * @row: as a spreadsheet counts, the header is 1
 * @outcome: what becomes of it
 * @column: (nullable): the column that @message is about
 * @message: (nullable): what there is to say, for showing beside the row; the changed fields of a changed one
 * @sentence: (nullable): for refused and doubtful rows the same with the file, the row and the column in it
 * @cells: (nullable): the row as it was in the file, of long cells the beginning; %NULL when there was no room for it
 * @likeness: (nullable): of a doubtful row that was kept out, whom it looks like
 */
typedef struct
{
  guint64 row;
  PursuitOutcome outcome;
  char *column;
  char *message;
  char *sentence;
  char **cells;
  PursuitImportLikeness *likeness;
} PursuitImportRow;

/**
 * PursuitImportPerson:
 * @text: what the file says
 * @n_rows: in how many rows
 * @suggestion_id: who may be meant, 0 when nobody is called nearly so
 * @suggestion: (nullable): their name
 *
 * A member of staff whom the file names and nobody knows.
 */
typedef struct
{
  char *text;
  guint64 n_rows;
  gint64 suggestion_id;
  char *suggestion;
} PursuitImportPerson;

/* Of the rows that are kept out a report has so many at a time. */
#define PURSUIT_IMPORT_PAGE 1000

/**
 * PursuitImportReport:
 * @n_rows: rows read, without the header
 * @counts: rows per outcome (doubtful ones are counted there instead of as new or changed)
 * @n_kept_out: how many of the doubtful ones were not taken, because they look like somebody who is there already
 * @n_alike: the same by what they look so
 * @first_kept_out: how many of those come before the ones in @rows
 * @rows: (element-type PursuitImportRow): the first 1 000 rows of every outcome, in the order of the file as far as
 *   their outcome was known at once; of those kept out the 1 000 that were asked for by pursuit_import_set_page()
 * @people: (element-type PursuitImportPerson): the members of staff whom nobody knows, the first few hundred
 * @notes: (element-type utf8): what else a person should know, one sentence each ("“GTXPro” was taken as “GTX Pro” in 1480 rows.")
 * @entry_id: the journal entry, 0 for a dry run or when nothing changed
 */
typedef struct
{
  guint64 n_rows;
  guint64 counts[PURSUIT_N_OUTCOMES];
  guint64 n_kept_out;
  guint64 n_alike[PURSUIT_N_ALIKES];
  guint64 first_kept_out;
  GPtrArray *rows;
  GPtrArray *people;
  GPtrArray *notes;
  gint64 entry_id;
} PursuitImportReport;

void pursuit_import_report_free (PursuitImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitImportReport, pursuit_import_report_free)

G_END_DECLS
