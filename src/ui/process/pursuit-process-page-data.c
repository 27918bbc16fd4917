/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-page-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-role.h"

/* How the page gets what it shows, and how it saves it. */

typedef struct
{
  GPtrArray *infos;
  GPtrArray *roles;
  PursuitProcessBook *book;
  gboolean may_edit;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->infos, g_ptr_array_unref);
  g_clear_pointer (&answer->roles, g_ptr_array_unref);
  g_clear_pointer (&answer->book, pursuit_process_book_free);
  g_free (answer);
}

typedef struct
{
  gint64 process_id;
  gint64 stage_id;
} Question;

/* The one that was asked for; else the one that new deals follow; else the first. */
static gint64
choose_process (PursuitDesk *desk,
                GPtrArray   *infos,
                gint64       wanted)
{
  gint64 standard = pursuit_desk_get_process_id (desk);
  gint64 chosen = 0;

  for (guint i = 0; i < infos->len; i++)
    {
      gint64 id = PURSUIT_RECORD (((PursuitProcessInfo *) g_ptr_array_index (infos, i))->process)->id;

      if (id == wanted)
        return id;
      if (chosen == 0 || id == standard)
        chosen = id;
    }

  return chosen;
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *question = data;
  g_autoptr(PursuitRecord) stage = NULL;
  Answer *answer = g_new0 (Answer, 1);
  gint64 id;

  answer->may_edit = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_ADMINISTER) != PURSUIT_SCOPE_NONE &&
                     !pursuit_store_is_read_only (pursuit_desk_get_store (desk));
  answer->infos = pursuit_processes_list (desk, error);
  answer->roles = answer->infos != NULL ? pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, error) : NULL;
  if (answer->roles == NULL)
    {
      answer_free (answer);
      return NULL;
    }

  if (question->stage_id != 0)
    stage = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, question->stage_id, NULL);
  id = choose_process (desk, answer->infos, stage != NULL ? PURSUIT_STAGE (stage)->process_id : question->process_id);
  answer->book = id != 0 ? pursuit_processes_load (desk, id, error) : NULL;
  if (id != 0 && answer->book == NULL)
    {
      answer_free (answer);
      return NULL;
    }

  return answer;
}

static char *
dup_choice (const PursuitProcessInfo *info)
{
  const char *name = pursuit_locale_choose_name (info->process->name, info->process->name_zh);

  /* Translators: the name of a process, and its version */
  return g_strdup_printf (_("%1$s v%2$lld"), name, (long long) info->process->version);
}

static void
fill_chooser (PursuitProcessPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->infos->len; i++)
    {
      PursuitProcessInfo *info = g_ptr_array_index (self->infos, i);
      g_autofree char *choice = dup_choice (info);

      gtk_string_list_append (names, choice);
      if (PURSUIT_RECORD (info->process)->id == PURSUIT_RECORD (self->original->process)->id)
        selected = i;
    }
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->chooser, selected);
}

static void
show_state (PursuitProcessPage *self)
{
  static const char *const classes[] = { [PURSUIT_PROCESS_DRAFT] = "warning", [PURSUIT_PROCESS_PUBLISHED] = "success",
                                         [PURSUIT_PROCESS_RETIRED] = "neutral" };
  PursuitProcess *process = self->original->process;

  gtk_label_set_label (GTK_LABEL (self->state), process->standard && process->state == PURSUIT_PROCESS_PUBLISHED
                                                  ? _("Standard")
                                                  : pursuit_enum_get_label (PURSUIT_TYPE_PROCESS_STATE, (int) process->state));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->state, classes[i]);
  gtk_widget_add_css_class (self->state, classes[process->state]);
}

/* The row of the stage that was asked for; else the one that was shown before. */
static guint
choose_row (PursuitProcessPage *self)
{
  gint64 stage_id = self->wanted_stage;

  self->wanted_stage = 0;
  for (guint i = 0; stage_id != 0 && i < self->edited->stages->len; i++)
    if (PURSUIT_RECORD (((PursuitBookStage *) g_ptr_array_index (self->edited->stages, i))->stage)->id == stage_id)
      return i + 1;

  return MIN (self->shown, self->edited->stages->len + 1);
}

static void
show_answer (PursuitProcessPage *self,
             Answer             *answer)
{

  self->is_showing = TRUE;
  g_clear_pointer (&self->infos, g_ptr_array_unref);
  g_clear_pointer (&self->roles, g_ptr_array_unref);
  pursuit_process_page_drop_books (self);
  self->infos = g_steal_pointer (&answer->infos);
  self->roles = g_steal_pointer (&answer->roles);
  self->original = g_steal_pointer (&answer->book);
  self->may_edit = answer->may_edit;
  if (self->original == NULL)
    {
      self->is_showing = FALSE;
      pursuit_process_page_set_changed (self, FALSE);
      pursuit_process_page_set_state (self, PURSUIT_PROCESS_EMPTY);
      return;
    }

  self->edited = pursuit_process_book_copy (self->original);
  self->process_id = PURSUIT_RECORD (self->original->process)->id;
  fill_chooser (self);
  show_state (self);
  pursuit_process_page_fill_list (self, choose_row (self));
  self->is_showing = FALSE;
  pursuit_process_page_set_changed (self, FALSE);
  pursuit_process_page_set_state (self, PURSUIT_PROCESS_BOOK);
}

static void
show_error (PursuitProcessPage *self,
            const GError       *error)
{
  gboolean denied = g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->error_page),
                             denied ? _("Not for Your Role") : _("The Processes Cannot Be Shown"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->error_page), error->message);
  pursuit_process_page_set_state (self, PURSUIT_PROCESS_ERROR);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitProcessPage) self = user_data;
  g_autoptr(GError) error = NULL;
  Answer *answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another question took the place of this one. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&answer, answer_free);
      return;
    }

  g_clear_object (&self->reading);
  if (answer != NULL)
    show_answer (self, answer);
  else
    show_error (self, error);
  g_clear_pointer (&answer, answer_free);
  if (!self->is_stale)
    return;

  self->is_stale = FALSE;
  pursuit_process_page_read (self, self->process_id);
}

/* Reads a process anew, 0 for the one that new deals follow. What was typed and not saved is gone. */
void
pursuit_process_page_read (PursuitProcessPage *self,
                           gint64              process_id)
{
  const Question question = { process_id, self->wanted_stage };

  if (self->worker == NULL)
    return;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  pursuit_worker_call_async (self->worker, read_job, g_memdup2 (&question, sizeof question), g_free, answer_free,
                             self->reading, read_cb, g_object_ref (self));
}

typedef struct
{
  PursuitProcessBook *original;
  PursuitProcessBook *edited;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  pursuit_process_book_free (save->original);
  pursuit_process_book_free (save->edited);
  g_free (save);
}

static gpointer
save_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Save *save = data;
  gint64 entry_id = 0;

  if (!pursuit_processes_save (desk, save->original, save->edited, &entry_id, error))
    return NULL;

  return g_memdup2 (&entry_id, sizeof entry_id);
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitProcessPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *entry_id = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (self->states), TRUE);
  if (self->worker == NULL)
    return;
  if (entry_id == NULL)
    {
      /* It stays typed, and can be saved again. */
      pursuit_process_page_show_problem (self, error->message);
      pursuit_process_page_set_changed (self, TRUE);
      return;
    }

  if (*entry_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", _("The process was saved"), *entry_id);
  pursuit_process_page_read (self, self->process_id);
}

/* Saves what was typed in all parts as one change. */
void
pursuit_process_page_save (PursuitProcessPage *self)
{
  Save *save;

  if (self->worker == NULL || self->edited == NULL || !self->is_changed || !pursuit_process_page_check_part (self))
    return;

  pursuit_process_page_keep_part (self);
  pursuit_process_page_show_problem (self, NULL);
  pursuit_process_page_set_changed (self, FALSE);
  /* Until the answer nothing is typed that a new reading would take away. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->states), FALSE);
  save = g_new0 (Save, 1);
  save->original = pursuit_process_book_copy (self->original);
  save->edited = pursuit_process_book_copy (self->edited);
  /* Not cancelled with the page: what a person did is done. */
  pursuit_worker_call_async (self->worker, save_job, save, save_free, g_free, NULL, save_cb, g_object_ref (self));
}
