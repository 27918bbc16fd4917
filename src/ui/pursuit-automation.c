/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-automation.h"

#include <glib/gi18n-lib.h>

#include "pursuit-dbus-automation.h"
#include "pursuit-window.h"

/* The exit code of a command that was refused, so that nothing has happened. */
#define EXIT_REFUSED 1

#define ERROR_PREFIX "io.github.pursuit.Pursuit.Error."

/*
 * PursuitAutomation is the object on the session's bus by which other programs have the windows do things. It knows which
 * databases are open from the windows of the application, hands each command to the worker of its window, and answers when
 * that is done.
 *
 *   caller ──Run──▶ Call ──job──▶ worker thread: runner (desk, words)
 *     ◀──code, answer, messages── │
 *     ──Cancel, or gone───────────┴▶ cancellable ◀── the window closes
 */
struct _PursuitAutomation
{
  GObject parent_instance;

  GtkApplication *application;  /* not owned: it owns this */
  PursuitRunner runner;
  PursuitDBusAutomation1 *skeleton;
  GPtrArray *workers;           /* of PursuitWorker, those of the open databases */
  GList *calls;                 /* of Call, those that were not answered */
};

G_DEFINE_FINAL_TYPE (PursuitAutomation, pursuit_automation, G_TYPE_OBJECT)

/* A command that somebody waits for. It keeps the application alive, so that the answer goes out. */
typedef struct
{
  PursuitAutomation *automation;
  GDBusMethodInvocation *invocation;
  PursuitWorker *worker;
  GCancellable *cancellable;
  guint watch_id;
  gboolean window_closed;
} Call;

static void
call_free (Call *call)
{
  PursuitAutomation *self = call->automation;

  self->calls = g_list_remove (self->calls, call);
  g_bus_unwatch_name (call->watch_id);
  g_object_unref (call->worker);
  g_object_unref (call->cancellable);
  g_application_release (G_APPLICATION (self->application));
  g_object_unref (self);
  g_free (call);
}

/* What the worker thread is given. */
typedef struct
{
  PursuitRunner runner;
  char **words;
  char *folder;
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_strfreev (command->words);
  g_free (command->folder);
  g_free (command);
}

typedef struct
{
  int code;
  char *answer;
  char *messages;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_free (outcome->answer);
  g_free (outcome->messages);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static gpointer
run_job (PursuitDesk   *desk,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Command *command = data;
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->code = command->runner (desk, (const char * const *) command->words, command->folder, cancellable,
                                   &outcome->answer, &outcome->messages);

  return outcome;
}

/* Whoever is told that the window was closed may do the same elsewhere: only where nothing has happened. */
static void
answer (Call         *call,
        Outcome      *outcome,
        const GError *error)
{
  if (call->window_closed && (outcome == NULL || outcome->code == EXIT_REFUSED))
    g_dbus_method_invocation_return_dbus_error (call->invocation, ERROR_PREFIX "Closed",
                                                _("The window was closed; nothing has happened."));
  else if (outcome != NULL)
    pursuit_dbus_automation1_complete_run (call->automation->skeleton, call->invocation, outcome->code, outcome->answer,
                                           outcome->messages);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_dbus_method_invocation_return_dbus_error (call->invocation, ERROR_PREFIX "Cancelled",
                                                _("The command was taken back; nothing has happened."));
  else
    g_dbus_method_invocation_return_dbus_error (call->invocation, ERROR_PREFIX "NotOpen", error->message);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Call *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Outcome) outcome = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  answer (call, outcome, error);
  if (!call->window_closed)
    pursuit_worker_poll (call->worker);
  call_free (call);
}

static void
caller_vanished_cb (GDBusConnection *connection,
                    const char      *name,
                    gpointer         user_data)
{
  Call *call = user_data;

  g_cancellable_cancel (call->cancellable);
}

/* The worker of a file; without a name the only one there is. */
static PursuitWorker *
find_worker (PursuitAutomation *self,
             const char        *database)
{
  if (*database == '\0')
    return self->workers->len == 1 ? g_ptr_array_index (self->workers, 0) : NULL;

  for (guint i = 0; i < self->workers->len; i++)
    {
      PursuitWorker *worker = g_ptr_array_index (self->workers, i);

      if (g_str_equal (pursuit_worker_get_opened (worker)->path, database))
        return worker;
    }

  return NULL;
}

static void
begin (PursuitAutomation     *self,
       GDBusMethodInvocation *invocation,
       PursuitWorker         *worker,
       const char * const    *words,
       const char            *folder)
{
  Command *command = g_new0 (Command, 1);
  Call *call = g_new0 (Call, 1);

  command->runner = self->runner;
  command->words = g_strdupv ((char **) words);
  command->folder = g_strdup (folder);

  g_application_hold (G_APPLICATION (self->application));
  call->automation = g_object_ref (self);
  call->invocation = invocation;
  call->worker = g_object_ref (worker);
  call->cancellable = g_cancellable_new ();
  call->watch_id = g_bus_watch_name_on_connection (g_dbus_method_invocation_get_connection (invocation),
                                                   g_dbus_method_invocation_get_sender (invocation),
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, caller_vanished_cb, call, NULL);
  self->calls = g_list_prepend (self->calls, call);
  pursuit_worker_call_async (worker, run_job, command, command_free, outcome_free, call->cancellable, ran_cb, call);
}

static gboolean
handle_run_cb (PursuitAutomation     *self,
               GDBusMethodInvocation *invocation,
               const char * const    *words,
               const char            *database,
               const char            *folder)
{
  PursuitWorker *worker = find_worker (self, database);

  if (worker != NULL)
    begin (self, invocation, worker, words, folder);
  else if (*database == '\0')
    g_dbus_method_invocation_return_dbus_error (invocation, ERROR_PREFIX "NotOpen",
                                                _("There is not exactly one open database; name one."));
  else
    g_dbus_method_invocation_return_dbus_error (invocation, ERROR_PREFIX "NotOpen",
                                                _("No window has that database open."));

  return TRUE;
}

static gboolean
handle_cancel_cb (PursuitAutomation     *self,
                  GDBusMethodInvocation *invocation)
{
  const char *caller = g_dbus_method_invocation_get_sender (invocation);

  for (GList *l = self->calls; l != NULL; l = l->next)
    {
      Call *call = l->data;

      if (g_strcmp0 (g_dbus_method_invocation_get_sender (call->invocation), caller) == 0)
        g_cancellable_cancel (call->cancellable);
    }
  pursuit_dbus_automation1_complete_cancel (self->skeleton, invocation);

  return TRUE;
}

static void
news_cb (PursuitWorker *worker,
         GPtrArray     *entries,
         gpointer       user_data)
{
  PursuitAutomation *self = user_data;
  const PursuitJournalEntry *newest = g_ptr_array_index (entries, entries->len - 1);
  const char *path = pursuit_worker_get_opened (worker)->path;

  if (g_utf8_validate (path, -1, NULL))
    pursuit_dbus_automation1_emit_changed (self->skeleton, path, newest->id);
}

static void
publish (PursuitAutomation *self)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < self->workers->len; i++)
    {
      char *path = pursuit_worker_get_opened (g_ptr_array_index (self->workers, i))->path;

      if (g_utf8_validate (path, -1, NULL))
        g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  pursuit_dbus_automation1_set_databases (self->skeleton, (const char * const *) paths->pdata);
}

/* The window that closes waits for its worker: what was asked of it from outside must not keep a person waiting. */
static void
leave (PursuitAutomation *self,
       PursuitWorker     *worker)
{
  g_signal_handlers_disconnect_by_func (worker, news_cb, self);
  for (GList *l = self->calls; l != NULL; l = l->next)
    {
      Call *call = l->data;

      if (call->worker == worker)
        {
          call->window_closed = TRUE;
          g_cancellable_cancel (call->cancellable);
        }
    }
}

/* Brings the list of open databases up to date with the windows. */
static void
look_at_windows (PursuitAutomation *self)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->workers);

  self->workers = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    {
      PursuitWorker *worker = PURSUIT_IS_WINDOW (l->data) ? pursuit_window_get_worker (l->data) : NULL;

      if (worker == NULL)
        continue;
      g_ptr_array_add (self->workers, g_object_ref (worker));
      if (!g_ptr_array_find (before, worker, NULL))
        g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, 0);
    }
  for (guint i = 0; i < before->len; i++)
    if (!g_ptr_array_find (self->workers, g_ptr_array_index (before, i), NULL))
      leave (self, g_ptr_array_index (before, i));

  publish (self);
}

static void
window_added_cb (PursuitAutomation *self,
                 GtkWindow         *window)
{
  if (PURSUIT_IS_WINDOW (window))
    g_signal_connect_object (window, "notify::worker", G_CALLBACK (look_at_windows), self, G_CONNECT_SWAPPED);
}

static void
pursuit_automation_dispose (GObject *object)
{
  PursuitAutomation *self = PURSUIT_AUTOMATION (object);

  pursuit_automation_unexport (self);
  g_ptr_array_set_size (self->workers, 0);

  G_OBJECT_CLASS (pursuit_automation_parent_class)->dispose (object);
}

static void
pursuit_automation_finalize (GObject *object)
{
  PursuitAutomation *self = PURSUIT_AUTOMATION (object);

  g_object_unref (self->skeleton);
  g_ptr_array_unref (self->workers);

  G_OBJECT_CLASS (pursuit_automation_parent_class)->finalize (object);
}

static void
pursuit_automation_class_init (PursuitAutomationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pursuit_automation_dispose;
  object_class->finalize = pursuit_automation_finalize;
}

static void
pursuit_automation_init (PursuitAutomation *self)
{
  self->workers = g_ptr_array_new_with_free_func (g_object_unref);
  self->skeleton = pursuit_dbus_automation1_skeleton_new ();
  g_signal_connect_object (self->skeleton, "handle-run", G_CALLBACK (handle_run_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-cancel", G_CALLBACK (handle_cancel_cb), self, G_CONNECT_SWAPPED);
}

/**
 * pursuit_automation_new:
 * @application: the program, which owns the result
 * @runner: what runs commands
 *
 * Returns: (transfer full): the object that others may use once it is exported
 */
PursuitAutomation *
pursuit_automation_new (GtkApplication *application,
                        PursuitRunner   runner)
{
  PursuitAutomation *self = g_object_new (PURSUIT_TYPE_AUTOMATION, NULL);

  self->application = application;
  self->runner = runner;
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (look_at_windows), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * pursuit_automation_export:
 * @self: the object
 * @connection: a bus that only the same user can reach
 * @path: where on it
 * @error: return location
 *
 * Fails as g_dbus_interface_skeleton_export().
 *
 * Returns: %TRUE when others can use it
 */
gboolean
pursuit_automation_export (PursuitAutomation  *self,
                           GDBusConnection    *connection,
                           const char         *path,
                           GError            **error)
{
  g_return_val_if_fail (PURSUIT_IS_AUTOMATION (self), FALSE);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection, path, error);
}

/**
 * pursuit_automation_unexport:
 * @self: the object
 *
 * Takes it from the bus; what was begun is still answered.
 */
void
pursuit_automation_unexport (PursuitAutomation *self)
{
  g_return_if_fail (PURSUIT_IS_AUTOMATION (self));

  if (g_dbus_interface_skeleton_get_connection (G_DBUS_INTERFACE_SKELETON (self->skeleton)) != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}
