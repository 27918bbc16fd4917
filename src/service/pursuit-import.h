/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-date.h"
#include "pursuit-desk.h"
#include "pursuit-import-report.h"
#include "pursuit-own-set.h"
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
                                                    const PursuitOwnSet *own_set,
                                                    guint               *out_n) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_import_set_own_set    (PursuitImport       *self,
                                                    PursuitOwnSet       *own_set);
gboolean             pursuit_import_map_column     (PursuitImport       *self,
                                                    const char          *header,
                                                    const char          *field,
                                                    GError             **error);
gboolean             pursuit_import_map_stage      (PursuitImport       *self,
                                                    const char          *label,
                                                    int                  position,
                                                    GError             **error);
void                 pursuit_import_map_person     (PursuitImport       *self,
                                                    const char          *text,
                                                    gint64               id);
GStrv                pursuit_import_list_unknown_stages (PursuitImport  *self,
                                                    PursuitDesk         *desk,
                                                    GCancellable        *cancellable,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitDateOrder     pursuit_import_get_date_order (PursuitImport       *self);
void                 pursuit_import_set_date_order (PursuitImport       *self,
                                                    PursuitDateOrder     order);
void                 pursuit_import_set_factor     (PursuitImport       *self,
                                                    const char          *header,
                                                    gint64               factor);
void                 pursuit_import_set_new_customers (PursuitImport    *self,
                                                    gboolean             new_customers);
void                 pursuit_import_set_allow_refused (PursuitImport    *self,
                                                    gboolean             allow_refused);
void                 pursuit_import_set_rejects    (PursuitImport       *self,
                                                    PursuitRowSink       sink,
                                                    PursuitRowsAnew      anew,
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
