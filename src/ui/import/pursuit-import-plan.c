/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-csv-writer.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-import-decide.h"
#include "pursuit-import-templates.h"
#include "pursuit-own-fields.h"
#include "pursuit-row.h"
#include "pursuit-str.h"
#include "pursuit-table-reader.h"

/* As many as somebody looks through in a list. */
#define MOST_COLLEAGUES 1000

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * pursuit_import_plan_new:
 *
 * Returns: (transfer full): a plan without a file; everything is to be recognised
 */
PursuitImportPlan *
pursuit_import_plan_new (void)
{
  PursuitImportPlan *self = g_new0 (PursuitImportPlan, 1);

  self->fields = new_table ();
  self->stages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->decisions = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  return self;
}

/**
 * pursuit_import_plan_free:
 * @self: (transfer full): a plan
 */
void
pursuit_import_plan_free (PursuitImportPlan *self)
{
  g_clear_object (&self->file);
  g_free (self->encoding);
  g_free (self->sheet);
  g_free (self->template_name);
  g_free (self->template);
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->stages);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->decisions);
  g_free (self);
}

/**
 * pursuit_import_plan_forget_doubts:
 * @self: a plan
 *
 * Forgets what was decided about doubtful rows: they are other ones now.
 */
void
pursuit_import_plan_forget_doubts (PursuitImportPlan *self)
{
  g_hash_table_remove_all (self->decisions);
  memset (self->by_alike, 0, sizeof self->by_alike);
  self->first_kept_out = 0;
}

/**
 * pursuit_import_plan_set_template:
 * @self: a plan
 * @name: (nullable): what a template is called
 * @definition: (nullable): what it says; %NULL for no template
 */
void
pursuit_import_plan_set_template (PursuitImportPlan *self,
                                  const char        *name,
                                  const char        *definition)
{
  pursuit_set_str (&self->template_name, name);
  pursuit_set_str (&self->template, definition);
  self->proposes = FALSE;
}

/* Other columns may be those of another template. */
static void
propose_anew (PursuitImportPlan *self)
{
  pursuit_import_plan_set_template (self, NULL, NULL);
  self->date_order = self->chose_order ? self->date_order : PURSUIT_DATE_ORDER_AUTO;
  self->proposes = TRUE;
}

/**
 * pursuit_import_plan_set_file:
 * @self: a plan
 * @file: another file
 *
 * Begins anew with another file: what was decided about the columns of the old one is forgotten.
 */
void
pursuit_import_plan_set_file (PursuitImportPlan *self,
                              GFile             *file)
{
  g_set_object (&self->file, file);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->sheet, g_free);
  g_hash_table_remove_all (self->fields);
  g_hash_table_remove_all (self->stages);
  g_hash_table_remove_all (self->people);
  propose_anew (self);
  pursuit_import_plan_forget_doubts (self);
}

/**
 * pursuit_import_plan_set_sheet:
 * @self: a plan with a workbook
 * @sheet: (nullable): the name of another of its sheets
 *
 * Begins anew with another sheet: what was decided about the columns of the old one is forgotten.
 */
void
pursuit_import_plan_set_sheet (PursuitImportPlan *self,
                               const char        *sheet)
{
  pursuit_set_str (&self->sheet, sheet);
  g_hash_table_remove_all (self->fields);
  g_hash_table_remove_all (self->stages);
  g_hash_table_remove_all (self->people);
  propose_anew (self);
  pursuit_import_plan_forget_doubts (self);
}

static PursuitImportPlan *
plan_copy (const PursuitImportPlan *self)
{
  PursuitImportPlan *copy = pursuit_import_plan_new ();
  GHashTableIter iter;
  gpointer key, value;

  copy->file = g_object_ref (self->file);
  copy->kind = self->kind;
  copy->encoding = g_strdup (self->encoding);
  copy->sheet = g_strdup (self->sheet);
  copy->date_order = self->date_order;
  copy->chose_order = self->chose_order;
  copy->first_kept_out = self->first_kept_out;
  copy->template_name = g_strdup (self->template_name);
  copy->template = g_strdup (self->template);
  copy->proposes = self->proposes;
  memcpy (copy->by_alike, self->by_alike, sizeof copy->by_alike);
  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->fields, g_strdup (key), g_strdup (value));
  g_hash_table_iter_init (&iter, self->stages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->stages, g_strdup (key), value);
  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->people, g_strdup (key), g_memdup2 (value, sizeof (gint64)));
  g_hash_table_iter_init (&iter, self->decisions);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->decisions, key, g_memdup2 (value, sizeof (PursuitImportDecision)));

  return copy;
}

/**
 * pursuit_import_analysis_free:
 * @self: (transfer full): an analysis
 */
void
pursuit_import_analysis_free (PursuitImportAnalysis *self)
{
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->stage_names, g_strfreev);
  g_clear_pointer (&self->unknown_stages, g_strfreev);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->report, pursuit_import_report_free);
  g_clear_object (&self->rejects);
  g_clear_pointer (&self->sheets, g_strfreev);
  g_free (self->problem);
  g_free (self->template_name);
  g_free (self->template);
  g_free (self->definition);
  g_free (self->encoding);
  g_free (self->sheet);
  g_free (self);
}

/**
 * pursuit_import_pace_new:
 *
 * Returns: (transfer full): a pace at nought
 */
PursuitImportPace *
pursuit_import_pace_new (void)
{
  PursuitImportPace *self = g_new0 (PursuitImportPace, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

/**
 * pursuit_import_pace_ref:
 * @self: a pace
 *
 * Returns: (transfer full): @self
 */
PursuitImportPace *
pursuit_import_pace_ref (PursuitImportPace *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * pursuit_import_pace_unref:
 * @self: (transfer full): a pace
 */
void
pursuit_import_pace_unref (PursuitImportPace *self)
{
  if (g_atomic_ref_count_dec (&self->refs))
    g_free (self);
}

/* What a job on the worker is given. */
typedef struct
{
  PursuitImportPlan *plan;
  PursuitImportPace *pace;
  gboolean dry_run;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  pursuit_import_plan_free (job->plan);
  g_clear_pointer (&job->pace, pursuit_import_pace_unref);
  g_free (job);
}

static void
progress_cb (double   fraction,
             guint64  n_rows,
             gpointer user_data)
{
  PursuitImportPace *pace = user_data;

  g_atomic_int_set (&pace->thousandths, (gint) (fraction * 1000));
  g_atomic_int_set (&pace->rows, (gint) MIN (n_rows, G_MAXINT));
}

static gboolean
apply_decisions (const PursuitImportPlan  *plan,
                 PursuitImport            *import,
                 GError                  **error)
{
  GHashTableIter iter;
  gpointer key, value;

  if (plan->chose_order)
    pursuit_import_set_date_order (import, plan->date_order);
  g_hash_table_iter_init (&iter, plan->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!pursuit_import_map_column (import, key, value, error))
      return FALSE;
  g_hash_table_iter_init (&iter, plan->stages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!pursuit_import_map_stage (import, key, GPOINTER_TO_INT (value), error))
      return FALSE;
  g_hash_table_iter_init (&iter, plan->people);
  while (g_hash_table_iter_next (&iter, &key, &value))
    pursuit_import_map_person (import, key, *(gint64 *) value);

  return TRUE;
}

/* The preview goes on to show what there is to decide, also where it is decided. */
static void
apply_doubts (const Job     *job,
              PursuitImport *import)
{
  GHashTableIter iter;
  gpointer key, value;

  pursuit_import_set_page (import, job->plan->first_kept_out);
  for (guint i = 0; !job->dry_run && i < PURSUIT_N_ALIKES; i++)
    pursuit_import_set_doubtful_alike (import, i, job->plan->by_alike[i]);
  g_hash_table_iter_init (&iter, job->plan->decisions);
  while (!job->dry_run && g_hash_table_iter_next (&iter, &key, &value))
    pursuit_import_decide (import, GPOINTER_TO_SIZE (key), value);
}

static GPtrArray *
copy_columns (PursuitImport *import)
{
  GPtrArray *columns = pursuit_import_get_columns (import);
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_import_column_free);

  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (copies, pursuit_import_column_copy (g_ptr_array_index (columns, i)));

  return copies;
}

/* Beside the file, named after it: "customers-refused.csv". */
static GFile *
rejects_beside (GFile *file)
{
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  char *dot = strrchr (name, '.');
  g_autofree char *rejects = NULL;

  if (dot != NULL && dot != name)
    *dot = '\0';
  /* Translators: the file with the refused rows of an import; %s is the name of the imported file */
  rejects = g_strdup_printf (_("%s-refused.csv"), name);

  return g_file_get_child (folder, rejects);
}

/* The file with the refused rows, which is there when it is closed. */
typedef struct
{
  GFile *file;
  PursuitCsvWriter *writer;
} Rejects;

static void
rejects_clear (Rejects *rejects)
{
  g_clear_object (&rejects->writer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rejects, rejects_clear)

static gboolean
begin_rejects_cb (gpointer   user_data,
                  GError   **error)
{
  Rejects *rejects = user_data;

  g_clear_object (&rejects->writer);
  rejects->writer = pursuit_csv_writer_new (rejects->file, error);
  return rejects->writer != NULL;
}

static gboolean
add_reject_cb (const char * const  *cells,
               gpointer             user_data,
               GError             **error)
{
  return pursuit_csv_writer_add_row (((Rejects *) user_data)->writer, cells, error);
}

static gboolean
run (const Job              *job,
     PursuitImport          *import,
     PursuitImportAnalysis  *analysis,
     PursuitDesk            *desk,
     GCancellable           *cancellable,
     GError                **error)
{
  g_autoptr(GFile) file = job->dry_run ? NULL : rejects_beside (job->plan->file);
  g_auto(Rejects) rejects = { file, NULL };
  g_autoptr(GError) unwritten = NULL;

  if (file != NULL)
    {
      if (!begin_rejects_cb (&rejects, error))
        return FALSE;
      pursuit_import_set_rejects (import, add_reject_cb, begin_rejects_cb, &rejects);
    }
  pursuit_import_set_allow_refused (import, TRUE);
  analysis->report = pursuit_import_run (import, desk, job->dry_run, progress_cb, job->pace, cancellable, error);
  pursuit_import_set_rejects (import, NULL, NULL, NULL);
  if (analysis->report == NULL)
    return FALSE;
  if (file == NULL || analysis->report->counts[PURSUIT_OUTCOME_REFUSED] == 0)
    return TRUE;

  /* The rows are in by now: that their refused neighbours could not be written is no failure of the import. */
  if (pursuit_csv_writer_close (rejects.writer, &unwritten))
    analysis->rejects = g_object_ref (file);
  else
    g_ptr_array_add (analysis->report->notes, g_strdup (unwritten->message));

  return TRUE;
}

static void
colleague_free (gpointer data)
{
  g_free (((PursuitImportColleague *) data)->name);
  g_free (data);
}

/* Whom a person can choose from, in the order of lists; %NULL only with @error set. */
static GPtrArray *
list_staff (PursuitDesk  *desk,
            GError      **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_STAFF);
  g_autoptr(GArray) ids = pursuit_desk_query_ids (desk, query, MOST_COLLEAGUES, error);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) staff = g_ptr_array_new_with_free_func (colleague_free);

  if (ids == NULL)
    return NULL;
  rows = pursuit_desk_query_rows (desk, PURSUIT_LIST_STAFF, (const gint64 *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      PursuitImportColleague *colleague;

      if (g_ptr_array_index (rows, i) == NULL)
        continue;
      colleague = g_new0 (PursuitImportColleague, 1);
      colleague->id = pursuit_row_get_id (g_ptr_array_index (rows, i));
      colleague->name = g_strdup (pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_STAFF_ROW_NAME));
      g_ptr_array_add (staff, colleague);
    }

  return g_steal_pointer (&staff);
}

static GStrv
list_stage_names (PursuitDesk  *desk,
                  GError      **error)
{
  g_autoptr(GPtrArray) stages = pursuit_deals_list_stages (desk, 0, error);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  if (stages == NULL)
    return NULL;
  for (guint i = 0; i < stages->len; i++)
    g_strv_builder_add (names, ((PursuitStage *) g_ptr_array_index (stages, i))->name);

  return g_strv_builder_end (names);
}

static gboolean
let_own_fields_in (PursuitImport  *import,
                   PursuitDesk    *desk,
                   GError        **error)
{
  PursuitOwnSet *own_set = pursuit_desk_get_own_set (desk, error);

  if (own_set == NULL)
    return FALSE;

  pursuit_import_set_own_set (import, own_set);
  return TRUE;
}

/* The plan's template, or one that was made of a file with the same columns, which is proposed. One that cannot be read, or not be
 * looked for, is none. */
static void
apply_template (const PursuitImportPlan *plan,
                PursuitImport           *import,
                PursuitImportAnalysis   *analysis,
                PursuitDesk             *desk)
{
  g_autoptr(GPtrArray) templates = plan->proposes ? pursuit_import_templates_list (desk, plan->kind, NULL) : NULL;
  PursuitSavedFilter *proposed = templates != NULL ? pursuit_import_templates_propose (templates, import) : NULL;
  const char *definition = proposed != NULL ? proposed->definition : plan->template;

  if (definition == NULL || !pursuit_import_apply_template (import, definition, NULL))
    return;
  analysis->template_name = g_strdup (proposed != NULL ? proposed->name : plan->template_name);
  analysis->template = g_strdup (definition);
}

/* A file that cannot be read at all is an error; one that cannot be imported yet is an analysis with a problem, because
 * its columns are needed to mend it. */
static gpointer
import_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Job *job = data;
  const PursuitTableOptions options = { .encoding = job->plan->encoding, .sheet = job->plan->sheet };
  g_autoptr(PursuitRowSource) reader = pursuit_table_reader_new (job->plan->file, &options, error);
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(PursuitImportAnalysis) analysis = g_new0 (PursuitImportAnalysis, 1);
  g_autoptr(GError) problem = NULL;

  if (reader == NULL)
    return NULL;
  import = pursuit_import_new (job->plan->kind, reader, error);
  if (import == NULL || !let_own_fields_in (import, desk, error))
    return NULL;
  apply_template (job->plan, import, analysis, desk);
  if (!apply_decisions (job->plan, import, error))
    return NULL;
  apply_doubts (job, import);
  pursuit_import_set_new_customers (import, pursuit_table_reader_is_cards (reader));

  analysis->encoding = g_strdup (pursuit_table_reader_get_encoding (reader));
  analysis->sheet = g_strdup (pursuit_table_reader_get_sheet (reader));
  analysis->sheets = g_strdupv ((char **) pursuit_table_reader_get_sheets (reader));
  analysis->columns = copy_columns (import);
  analysis->definition = pursuit_import_dup_template (import);
  analysis->date_order = pursuit_import_get_date_order (import);
  analysis->stage_names = list_stage_names (desk, error);
  if (analysis->stage_names == NULL)
    return NULL;
  analysis->unknown_stages = pursuit_import_list_unknown_stages (import, desk, cancellable, &problem);
  if (problem == NULL && (analysis->unknown_stages == NULL || analysis->unknown_stages[0] == NULL))
    run (job, import, analysis, desk, cancellable, &problem);
  if (problem == NULL && (g_hash_table_size (job->plan->people) > 0 ||
                          (analysis->report != NULL && analysis->report->people->len > 0)))
    analysis->staff = list_staff (desk, &problem);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) || (problem != NULL && !job->dry_run))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  analysis->problem = problem != NULL ? g_strdup (problem->message) : NULL;
  return g_steal_pointer (&analysis);
}

/**
 * pursuit_import_plan_run_async:
 * @self: a plan with a file, copied
 * @worker: the worker
 * @dry_run: whether to find out only, or to import
 * @pace: what the run tells its progress
 * @cancellable: cancelling leaves the data as it was
 * @callback: called with a #PursuitImportAnalysis as the result of pursuit_worker_call_finish()
 * @user_data: for @callback
 *
 * Reads the file on the worker thread and says what would become of its rows, or brings them in; the refused rows of an
 * import are written beside the file.
 */
void
pursuit_import_plan_run_async (const PursuitImportPlan *self,
                               PursuitWorker           *worker,
                               gboolean                 dry_run,
                               PursuitImportPace       *pace,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 user_data)
{
  Job *job = g_new0 (Job, 1);

  job->plan = plan_copy (self);
  job->pace = pursuit_import_pace_ref (pace);
  job->dry_run = dry_run;
  pursuit_worker_call_async (worker, import_job, job, job_free, (GDestroyNotify) pursuit_import_analysis_free,
                             cancellable, callback, user_data);
}
