/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-journal.h"
#include "pursuit-locale.h"
#include "pursuit-process.h"
#include "pursuit-processes.h"

/* Which process the board shows, where there are several side by side. */

static char *
dup_label (const char *name,
           const char *name_zh,
           gint64      version)
{
  /* Translators: a process: %1$s is its name, %2$d its version */
  return g_strdup_printf (_("%1$s v%2$d"), pursuit_locale_choose_name (name, name_zh), (int) version);
}

/* The process that is shown, as the menu says it. */
char *
pursuit_board_page_dup_process (PursuitBoardPage *self)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, self->process_id);
}

/* Whether that is another one than before. */
gboolean
pursuit_board_page_choose_process (PursuitBoardPage *self,
                                   const char       *text)
{
  gint64 id = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  if (id == 0 || id == self->process_id)
    return FALSE;

  self->chosen_process = id;
  return TRUE;
}

/* Says which one is shown. */
void
pursuit_board_page_name_process (PursuitBoardPage *self,
                                 PursuitBoard     *board)
{
  g_autofree char *label = dup_label (board->process_name, board->process_name_zh, board->process_version);
  /* Translators: the button that chooses a process, read aloud */
  g_autofree char *spoken = g_strdup_printf (_("Process: %s"), label);

  adw_button_content_set_label (self->process_name_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->process_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* A draft has no deals, and what is retired or an older version is of interest as long as deals follow it. */
static gboolean
is_offered (const PursuitProcessInfo *info)
{
  return info->n_open > 0 || info->is_newest;
}

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_processes_list (desk, error);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitBoardPage) self = user_data;
  g_autoptr(GPtrArray) infos = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
  gboolean several;

  if (infos == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_menu_remove_all (self->process_menu);
  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitProcessInfo *info = g_ptr_array_index (infos, i);
      g_autofree char *label = dup_label (info->process->name, info->process->name_zh, info->process->version);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, PURSUIT_RECORD (info->process)->id);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      if (!is_offered (info))
        continue;
      g_menu_item_set_action_and_target (item, "board.process", "s", id);
      g_menu_append_item (self->process_menu, item);
    }
  several = g_menu_model_get_n_items (G_MENU_MODEL (self->process_menu)) > 1;
  if (several && gtk_menu_button_get_menu_model (self->process_button) == NULL)
    gtk_menu_button_set_menu_model (self->process_button, G_MENU_MODEL (self->process_menu));
  gtk_widget_set_visible (GTK_WIDGET (self->process_button), several);
}

/* Reads which ones there are to choose from. */
void
pursuit_board_page_read_processes (PursuitBoardPage *self)
{
  if (self->worker != NULL)
    pursuit_worker_call_async (self->worker, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                               self->cancellable, list_cb, g_object_ref (self));
}

/* Counting the deals of every process takes its time: only when there may be others than before. */
void
pursuit_board_page_look_at_news (PursuitBoardPage *self,
                                 GPtrArray        *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->entity, "process") == 0)
        {
          pursuit_board_page_read_processes (self);
          return;
        }
    }
}
