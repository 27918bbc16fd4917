/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-import.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

/**
 * PursuitImportPlan:
 * @file: the file to bring in
 * @kind: what it holds
 * @encoding: (nullable): the encoding of a text file, %NULL to find out
 * @sheet: (nullable): the sheet of a workbook, %NULL for the first
 * @date_order: how its dates are to be read
 * @chose_order: whether somebody said so, and not a template
 * @fields: (element-type utf8 utf8): header to field, "" to leave a column out; what is not in it is recognised
 * @stages: (element-type utf8 int): the file's word for a stage to the stage's position
 * @people: (element-type utf8 gint64): what the file calls a member of staff to who is meant
 * @decisions: (element-type guint64 PursuitImportDecision): row to what becomes of it
 * @by_alike: what becomes of the others that look like somebody by the same thing
 * @template_name: (nullable): the template that is applied before all else
 * @template: (nullable): what it says
 * @proposes: whether a template that fits is looked for, as long as nobody has seen the file
 * @first_kept_out: from which of the doubtful rows on they are shown
 *
 * What a person decided about a file. Copies of it go to the worker; the import itself lives there alone.
 */
typedef struct
{
  GFile *file;
  PursuitImportKind kind;
  char *encoding;
  char *sheet;
  PursuitDateOrder date_order;
  gboolean chose_order;
  GHashTable *fields;
  GHashTable *stages;
  GHashTable *people;
  GHashTable *decisions;
  PursuitDoubtful by_alike[PURSUIT_N_ALIKES];
  guint64 first_kept_out;
  char *template_name;
  char *template;
  gboolean proposes;
} PursuitImportPlan;

/* A member of staff to choose. */
typedef struct
{
  gint64 id;
  char *name;
} PursuitImportColleague;

/**
 * PursuitImportAnalysis:
 * @columns: (element-type PursuitImportColumn): the file's columns and what they fill
 * @stage_names: (nullable): the stages of the process, by position, as message ids
 * @unknown_stages: (nullable): words for stages that nobody has explained yet
 * @staff: (element-type PursuitImportColleague): the members of staff, when the file names one whom nobody knows
 * @report: (nullable): what would become of the rows, or became; %NULL when it could not be said
 * @problem: (nullable): why not, one sentence
 * @encoding: (nullable): the encoding that was found; %NULL for a workbook
 * @sheet: (nullable): the sheet that was read; %NULL for a text file
 * @sheets: (nullable): all sheets of a workbook
 * @rejects: (nullable): where the refused rows were written
 * @template_name: (nullable): the template that was applied
 * @template: (nullable): what it says
 * @date_order: how dates were read
 * @definition: (nullable): what the columns were taken for, as a template says it
 *
 * What the worker found out about a file under a plan.
 */
typedef struct
{
  GPtrArray *columns;
  GStrv stage_names;
  GStrv unknown_stages;
  GPtrArray *staff;
  PursuitImportReport *report;
  char *problem;
  char *encoding;
  char *sheet;
  GStrv sheets;
  GFile *rejects;
  char *template_name;
  char *template;
  char *definition;
  PursuitDateOrder date_order;
} PursuitImportAnalysis;

/* How far a run is; written by the worker, read by the window. Counted in thousandths and rows. */
typedef struct
{
  gatomicrefcount refs;
  gint thousandths;
  gint rows;
} PursuitImportPace;

PursuitImportPlan     *pursuit_import_plan_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_import_plan_free         (PursuitImportPlan      *self);
void                   pursuit_import_plan_set_file     (PursuitImportPlan      *self,
                                                         GFile                  *file);
void                   pursuit_import_plan_set_template (PursuitImportPlan      *self,
                                                         const char             *name,
                                                         const char             *definition);
void                   pursuit_import_plan_forget_doubts (PursuitImportPlan     *self);
void                   pursuit_import_plan_set_sheet    (PursuitImportPlan      *self,
                                                         const char             *sheet);
void                   pursuit_import_plan_run_async    (const PursuitImportPlan *self,
                                                         PursuitWorker          *worker,
                                                         gboolean                dry_run,
                                                         PursuitImportPace      *pace,
                                                         GCancellable           *cancellable,
                                                         GAsyncReadyCallback     callback,
                                                         gpointer                user_data);
void                   pursuit_import_analysis_free     (PursuitImportAnalysis  *self);

PursuitImportPace     *pursuit_import_pace_new          (void) G_GNUC_WARN_UNUSED_RESULT;
PursuitImportPace     *pursuit_import_pace_ref          (PursuitImportPace      *self);
void                   pursuit_import_pace_unref        (PursuitImportPace      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitImportPlan, pursuit_import_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitImportAnalysis, pursuit_import_analysis_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitImportPace, pursuit_import_pace_unref)

G_END_DECLS
