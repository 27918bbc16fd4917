/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-win-flow.h"

#include "pursuit-deals-gate.h"
#include "pursuit-gate-sheet.h"
#include "pursuit-win-dialog.h"

/* Winning a deal: where nothing is missing only the day is asked for, else the sheet shows what is (STG-2). */
typedef struct
{
  gint64 deal_id;
  char *title;
} Winning;

static void
winning_free (gpointer data)
{
  g_free (((Winning *) data)->title);
  g_free (data);
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_deals_read_gate (desk, *(gint64 *) data, 0, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(PursuitGate) gate = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
  Winning *winning = g_task_get_task_data (task);
  GtkWidget *over = g_task_get_source_object (task);
  PursuitDealDialog *dialog;

  /* Whoever asked is gone: so is the question. */
  if (gtk_widget_get_root (over) == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  /* What cannot be read now is asked again by the verb itself. */
  if (gate == NULL || pursuit_gate_is_open (gate))
    dialog = pursuit_win_dialog_present (over, PURSUIT_WORKER (source), winning->deal_id, winning->title);
  else
    dialog = pursuit_gate_sheet_present (over, PURSUIT_WORKER (source), winning->deal_id, 0, NULL);
  g_task_return_pointer (task, g_object_ref (dialog), g_object_unref);
}

/**
 * pursuit_win_flow_begin_async:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: an open deal
 * @title: (nullable): what it is called
 * @callback: called when the dialog is shown
 * @user_data: for @callback
 *
 * Asks for what is still to be known before a deal is won.
 */
void
pursuit_win_flow_begin_async (GtkWidget           *over,
                              PursuitWorker       *worker,
                              gint64               deal_id,
                              const char          *title,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (over, NULL, callback, user_data);
  Winning *winning = g_new0 (Winning, 1);

  winning->deal_id = deal_id;
  winning->title = g_strdup (title);
  g_task_set_task_data (task, winning, winning_free);
  pursuit_worker_call_async (worker, read_job, g_memdup2 (&deal_id, sizeof deal_id), g_free,
                             (GDestroyNotify) pursuit_gate_free, NULL, read_cb, task);
}

/**
 * pursuit_win_flow_begin_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the dialog that is shown; %NULL when who asked is gone
 */
PursuitDealDialog *
pursuit_win_flow_begin_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
