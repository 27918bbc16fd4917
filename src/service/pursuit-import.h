/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-date.h"
#include "pursuit-desk.h"
#include "pursuit-row-sink.h"
#include "pursuit-row-source.h"

G_BEGIN_DECLS

/* What a file holds, one record type a file. */
typedef enum
{
  PURSUIT_IMPORT_CUSTOMERS,
  PURSUIT_IMPORT_CONTACTS,
  PURSUIT_IMPORT_PRODUCTS,
  PURSUIT_IMPORT_STAFF,
  PURSUIT_IMPORT_DEALS,
} PursuitImportKind;

/* What becomes of a row. */
typedef enum
{
  PURSUIT_OUTCOME_NEW,
  PURSUIT_OUTCOME_CHANGED,
  PURSUIT_OUTCOME_UNCHANGED,
  PURSUIT_OUTCOME_DOUBTFUL,   /* taken, but with something to look at: a likely duplicate, an amount read freely */
  PURSUIT_OUTCOME_REFUSED,
  PURSUIT_N_OUTCOMES,
} PursuitOutcome;

/**
 * PursuitImportColumn:
 * @header: the column's header in the file
 * @sample: (nullable): the first value that is not blank
 * @field: (nullable): the name of the field that it fills; "external_id" for the id in the other system, %NULL to leave it out
 * @factor: what amounts are multiplied with, 1 unless the header names a unit such as (万元)
 * @guessed: whether @field was recognised rather than chosen
 */
typedef struct
{
  char *header;
  char *sample;
  char *field;
  gint64 factor;
  gboolean guessed;
} PursuitImportColumn;

PursuitImportColumn *pursuit_import_column_copy (const PursuitImportColumn *self) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_import_column_free (PursuitImportColumn       *self);

/**
 * PursuitImportRow:
 * @row: as a spreadsheet counts, the header is 1
 * @outcome: what becomes of it
 * @column: (nullable): the column that @message is about
 * @message: (nullable): what there is to say, for showing beside the row; the changed fields of a changed one
 * @sentence: (nullable): for refused and doubtful rows the same with the file, the row and the column in it
 * @cells: (nullable): the row as it was in the file, of long cells the beginning; %NULL when there was no room for it
 */
typedef struct
{
  guint64 row;
  PursuitOutcome outcome;
  char *column;
  char *message;
  char *sentence;
  char **cells;
} PursuitImportRow;

/**
 * PursuitImportReport:
 * @n_rows: rows read, without the header
 * @counts: rows per outcome (doubtful ones are counted there instead of as new or changed)
 * @rows: (element-type PursuitImportRow): the first 1 000 rows of every outcome, in the order of the file as far as
 *   their outcome was known at once
 * @notes: (element-type utf8): what else a person should know, one sentence each ("“GTXPro” was taken as “GTX Pro” in 1480 rows.")
 * @entry_id: the journal entry, 0 for a dry run or when nothing changed
 */
typedef struct
{
  guint64 n_rows;
  guint64 counts[PURSUIT_N_OUTCOMES];
  GPtrArray *rows;
  GPtrArray *notes;
  gint64 entry_id;
} PursuitImportReport;

void pursuit_import_report_free (PursuitImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitImportReport, pursuit_import_report_free)

/* How far a run is, 0 to 1; called on the thread that runs it. */
typedef void (*PursuitProgress) (double   fraction,
                                 guint64  n_rows,
                                 gpointer user_data);

#define PURSUIT_TYPE_IMPORT (pursuit_import_get_type ())
G_DECLARE_FINAL_TYPE (PursuitImport, pursuit_import, PURSUIT, IMPORT, GObject)

PursuitImport       *pursuit_import_new            (PursuitImportKind    kind,
                                                    PursuitRowSource    *source,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray           *pursuit_import_get_columns    (PursuitImport       *self);
const PursuitField **pursuit_import_list_fields    (PursuitImportKind    kind,
                                                    guint               *out_n) G_GNUC_WARN_UNUSED_RESULT;
gboolean             pursuit_import_map_column     (PursuitImport       *self,
                                                    const char          *header,
                                                    const char          *field,
                                                    GError             **error);
gboolean             pursuit_import_map_stage      (PursuitImport       *self,
                                                    const char          *label,
                                                    int                  position,
                                                    GError             **error);
GStrv                pursuit_import_list_unknown_stages (PursuitImport  *self,
                                                    PursuitDesk         *desk,
                                                    GCancellable        *cancellable,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_import_set_date_order (PursuitImport       *self,
                                                    PursuitDateOrder     order);
void                 pursuit_import_set_factor     (PursuitImport       *self,
                                                    const char          *header,
                                                    gint64               factor);
void                 pursuit_import_set_allow_refused (PursuitImport    *self,
                                                    gboolean             allow_refused);
void                 pursuit_import_set_rejects    (PursuitImport       *self,
                                                    PursuitRowSink       sink,
                                                    gpointer             user_data);
PursuitImportReport *pursuit_import_run            (PursuitImport       *self,
                                                    PursuitDesk         *desk,
                                                    gboolean             dry_run,
                                                    PursuitProgress      progress,
                                                    gpointer             user_data,
                                                    GCancellable        *cancellable,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitImportReport *pursuit_import_take_report    (PursuitImport       *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
