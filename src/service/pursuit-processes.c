/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-processes-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-money.h"
#include "pursuit-process-json.h"
#include "pursuit-process-lookups.h"
#include "pursuit-role.h"
#include "pursuit-stage-role.h"
#include "pursuit-standard.h"

/* What a process as a file counts amounts in. */
#define HUNDREDTHS 100

/* Processes as they are read, exported and brought in (STG-5, STG-7). */

void
pursuit_process_info_free (PursuitProcessInfo *info)
{
  g_object_unref (info->process);
  g_free (info);
}

/**
 * pursuit_process_dup_title:
 * @process: a process
 *
 * Returns: (transfer full): its name and version as people read it
 */
char *
pursuit_process_dup_title (PursuitProcess *process)
{
  /* Translators: the name of a process and the number of its version */
  return g_strdup_printf (_("%1$s, version %2$lld"), pursuit_locale_choose_name (process->name, process->name_zh),
                          (long long) process->version);
}

static int
by_code_and_version (gconstpointer a,
                     gconstpointer b)
{
  const PursuitProcessInfo *first = *(PursuitProcessInfo *const *) a;
  const PursuitProcessInfo *second = *(PursuitProcessInfo *const *) b;
  int order = g_strcmp0 (first->process->code, second->process->code);

  return order != 0 ? order : (first->process->version < second->process->version) - (first->process->version > second->process->version);
}

static gboolean
count_parts (PursuitStore        *store,
             PursuitProcessInfo  *info,
             GError             **error)
{
  PursuitProcessCounts counts;

  if (!pursuit_lookup_process_counts (store, PURSUIT_RECORD (info->process)->id, &counts, error))
    return FALSE;

  info->n_stages = (guint) counts.n_stages;
  info->n_milestones = (guint) counts.n_milestones;
  info->n_deals = counts.n_deals;
  info->n_open = counts.n_open;
  return TRUE;
}

static void
mark_newest (GPtrArray *infos)
{
  const char *code = NULL;

  for (guint i = 0; i < infos->len; i++)
    {
      PursuitProcessInfo *info = g_ptr_array_index (infos, i);

      info->is_newest = info->process->state == PURSUIT_PROCESS_PUBLISHED && g_strcmp0 (code, info->process->code) != 0;
      if (info->is_newest)
        code = info->process->code;
    }
}

/**
 * pursuit_processes_list:
 * @desk: a desk
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitProcessInfo): all processes, by code, the newest version of each first
 */
GPtrArray *
pursuit_processes_list (PursuitDesk  *desk,
                        GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_process_info_free);
  g_autoptr(GPtrArray) processes = NULL;

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_VIEW, error) ||
      (processes = pursuit_store_list (store, PURSUIT_TYPE_PROCESS, error)) == NULL)
    return NULL;
  for (guint i = 0; i < processes->len; i++)
    {
      PursuitProcessInfo *info = g_new0 (PursuitProcessInfo, 1);

      info->process = g_object_ref (g_ptr_array_index (processes, i));
      g_ptr_array_add (infos, info);
      if (!count_parts (store, info, error))
        return NULL;
    }
  g_ptr_array_sort (infos, by_code_and_version);
  mark_newest (infos);

  return g_steal_pointer (&infos);
}

static int
by_position (gconstpointer a,
             gconstpointer b)
{
  const PursuitMilestone *first = *(PursuitMilestone *const *) a;
  const PursuitMilestone *second = *(PursuitMilestone *const *) b;

  return first->position != second->position ? (first->position > second->position) - (first->position < second->position)
                                             : (PURSUIT_RECORD (first)->id > PURSUIT_RECORD (second)->id) -
                                                 (PURSUIT_RECORD (first)->id < PURSUIT_RECORD (second)->id);
}

static int
by_activity_position (gconstpointer a,
                      gconstpointer b)
{
  const PursuitBookActivity *first = *(PursuitBookActivity *const *) a;
  const PursuitBookActivity *second = *(PursuitBookActivity *const *) b;

  return (first->activity->position > second->activity->position) - (first->activity->position < second->activity->position);
}

static PursuitBookStage *
find_stage (PursuitProcessBook *book,
            gint64              id)
{
  for (guint i = 0; id != 0 && i < book->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (book->stages, i);

      if (PURSUIT_RECORD (entry->stage)->id == id)
        return entry;
    }

  return NULL;
}

/* The records that a book was made with give way to those of the database. */
static void
put_stages (PursuitProcessBook *book,
            GPtrArray          *stages,
            GPtrArray          *milestones,
            GPtrArray          *roles)
{
  for (guint i = 0; i < stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (stages, i);

      if (stage->process_id == PURSUIT_RECORD (book->process)->id)
        g_set_object (&pursuit_process_book_add_stage (book)->stage, stage);
    }
  for (guint i = 0; i < milestones->len; i++)
    {
      PursuitMilestone *milestone = g_ptr_array_index (milestones, i);
      PursuitBookStage *entry = find_stage (book, milestone->stage_id);

      if (entry != NULL)
        g_ptr_array_add (entry->milestones, g_object_ref (milestone));
    }
  for (guint i = 0; i < roles->len; i++)
    {
      PursuitStageRole *role = g_ptr_array_index (roles, i);
      PursuitBookStage *entry = find_stage (book, role->stage_id);

      if (entry != NULL)
        g_ptr_array_add (entry->roles, g_object_ref (role));
    }
  for (guint i = 0; i < book->stages->len; i++)
    g_ptr_array_sort (((PursuitBookStage *) g_ptr_array_index (book->stages, i))->milestones, by_position);
  pursuit_process_book_sort (book);
}

static void
put_activities (PursuitProcessBook *book,
                GPtrArray          *activities)
{
  for (guint i = 0; i < activities->len; i++)
    {
      PursuitSellingActivity *activity = g_ptr_array_index (activities, i);
      PursuitBookStage *stage = find_stage (book, activity->stage_id);
      PursuitBookActivity *entry;

      if (activity->process_id != PURSUIT_RECORD (book->process)->id)
        continue;
      entry = pursuit_process_book_add_activity (book);
      g_set_object (&entry->activity, activity);
      entry->position = stage != NULL ? (int) stage->stage->position : 0;
    }
  g_ptr_array_sort (book->activities, by_activity_position);
}

PursuitProcessBook *
pursuit_processes_read (PursuitStore  *store,
                        gint64         process_id,
                        GError       **error)
{
  g_autoptr(PursuitRecord) process = pursuit_store_load (store, PURSUIT_TYPE_PROCESS, process_id, error);
  g_autoptr(PursuitProcessBook) book = pursuit_process_book_new ();
  g_autoptr(GPtrArray) stages = NULL;
  g_autoptr(GPtrArray) milestones = NULL;
  g_autoptr(GPtrArray) activities = NULL;
  g_autoptr(GPtrArray) roles = NULL;

  if (process == NULL)
    return NULL;
  if (process->deleted_at != 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” was deleted; restore it first."),
                   pursuit_record_get_name (process));
      return NULL;
    }
  if ((stages = pursuit_store_list (store, PURSUIT_TYPE_STAGE, error)) == NULL ||
      (milestones = pursuit_store_list (store, PURSUIT_TYPE_MILESTONE, error)) == NULL ||
      (activities = pursuit_store_list (store, PURSUIT_TYPE_SELLING_ACTIVITY, error)) == NULL ||
      (roles = pursuit_store_list (store, PURSUIT_TYPE_STAGE_ROLE, error)) == NULL)
    return NULL;

  g_set_object (&book->process, PURSUIT_PROCESS (process));
  put_stages (book, stages, milestones, roles);
  put_activities (book, activities);
  return g_steal_pointer (&book);
}

/**
 * pursuit_processes_load:
 * @desk: a desk
 * @process_id: a process
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the process with everything that belongs to it
 */
PursuitProcessBook *
pursuit_processes_load (PursuitDesk  *desk,
                        gint64        process_id,
                        GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_auto(PursuitReading) reading = { NULL };

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_VIEW, error) || !pursuit_reading_begin (&reading, store, error))
    return NULL;

  return pursuit_processes_read (store, process_id, error);
}

/**
 * pursuit_processes_parse:
 * @desk: a desk
 * @text: what a file holds
 * @length: of how many bytes
 * @error: return location
 *
 * Reads a process from its JSON with the roles of this house, and changes nothing.
 *
 * Fails as pursuit_process_json_parse(), or with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): a draft for pursuit_processes_import()
 */
PursuitProcessBook *
pursuit_processes_parse (PursuitDesk  *desk,
                         const char   *text,
                         gsize         length,
                         GError      **error)
{
  g_autoptr(GPtrArray) roles = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, error);
  PursuitProcessBook *book = roles != NULL ? pursuit_process_json_parse (text, length, roles, error) : NULL;

  if (book != NULL)
    pursuit_process_book_scale (book, HUNDREDTHS, pursuit_money_get_unit (pursuit_desk_get_currency (desk)));
  return book;
}

/**
 * pursuit_processes_read_shipped:
 * @desk: a desk
 * @code: one of pursuit_standard_list_codes()
 * @error: return location
 *
 * Fails as pursuit_standard_read(), or with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): a process that comes with the program, for pursuit_processes_import()
 */
PursuitProcessBook *
pursuit_processes_read_shipped (PursuitDesk  *desk,
                                const char   *code,
                                GError      **error)
{
  g_autoptr(GPtrArray) roles = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, error);

  return roles != NULL ? pursuit_standard_read (code, roles, error) : NULL;
}

/**
 * pursuit_processes_export:
 * @desk: a desk
 * @process_id: a process
 * @error: return location
 *
 * Fails as pursuit_processes_load().
 *
 * Returns: (transfer full): its JSON, see docs/process-format.md
 */
char *
pursuit_processes_export (PursuitDesk  *desk,
                          gint64        process_id,
                          GError      **error)
{
  g_autoptr(PursuitProcessBook) book = pursuit_processes_load (desk, process_id, error);
  g_autoptr(GPtrArray) roles = NULL;

  if (book == NULL || (roles = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, error)) == NULL)
    return NULL;

  pursuit_process_book_scale (book, pursuit_money_get_unit (pursuit_desk_get_currency (desk)), HUNDREDTHS);
  return pursuit_process_json_print (book, roles);
}

gboolean
pursuit_processes_next_version (PursuitStore  *store,
                                const char    *code,
                                gint64        *out_version,
                                GError       **error)
{
  if (!pursuit_lookup_process_version (store, code, out_version, error))
    return FALSE;

  *out_version += 1;
  return TRUE;
}

/**
 * pursuit_processes_import:
 * @desk: a desk
 * @book: what pursuit_processes_parse() read; its records get their ids
 * @out_process_id: (out) (optional): the draft
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Brings a process in as the draft of a new version of its code; pursuit_processes_publish() lets deals follow it.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID with the path to the fault, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_processes_import (PursuitDesk         *desk,
                          PursuitProcessBook  *book,
                          gint64              *out_process_id,
                          gint64              *out_entry_id,
                          GError             **error)
{
  g_auto(PursuitProcessWork) work = { NULL };
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_RECORD (book->process)->id == 0, FALSE);

  if (!pursuit_process_book_check (book, error) || !pursuit_process_work_begin (&work, &tx, desk, error) ||
      !pursuit_processes_next_version (work.store, book->process->code, &book->process->version, error))
    return FALSE;

  book->process->state = PURSUIT_PROCESS_DRAFT;
  book->process->standard = FALSE;
  if (!pursuit_process_work_insert_book (&work, book, error) ||
      !pursuit_process_work_end (&work, &tx, "import", book->process, out_entry_id, error))
    return FALSE;

  if (out_process_id != NULL)
    *out_process_id = PURSUIT_RECORD (book->process)->id;
  return TRUE;
}
