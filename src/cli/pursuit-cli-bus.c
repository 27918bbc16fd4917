/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-bus-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "pursuit-error.h"

/* How long a window may take to say that it is there. */
#define GREETING_MS 5000

#define OBJECT_PATH "/io/github/pursuit/Pursuit/Automation"
#define INTERFACE "io.github.pursuit.Pursuit.Automation1"
#define ERROR_CLOSED "io.github.pursuit.Pursuit.Error.Closed"
#define ERROR_NOT_OPEN "io.github.pursuit.Pursuit.Error.NotOpen"
#define ERROR_CANCELLED "io.github.pursuit.Pursuit.Error.Cancelled"

/*
 * PursuitBus speaks with the window that runs in this session; docs/automation.md has the interface. The connection is its
 * own: the shared one would end the program together with the bus, and would start a bus where there is none.
 */
struct _PursuitBus
{
  GMainContext *context;
  GMainLoop *loop;
  GDBusConnection *connection;  /* NULL without a bus */
  GCancellable *cancellable;
  gboolean interrupted;

  /* What the call that is under way has brought. */
  GVariant *reply;
  GError *error;
};

/* The bus of the person's session, which timers and cron jobs are not told of. */
static char *
find_socket (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder = runtime != NULL ? g_strdup (runtime) : g_strdup_printf ("/run/user/%u", (guint) getuid ());

  return g_build_filename (folder, "bus", NULL);
}

static char *
find_address (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *socket = find_socket ();
  g_autofree char *escaped = g_dbus_address_escape_value (socket);

  /* This address would start a bus. */
  if (address != NULL && g_str_has_prefix (address, "autolaunch:"))
    return NULL;
  if (address != NULL && *address != '\0')
    return g_strdup (address);

  return g_file_test (socket, G_FILE_TEST_EXISTS) ? g_strconcat ("unix:path=", escaped, NULL) : NULL;
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PursuitBus *self = user_data;

  self->connection = g_dbus_connection_new_for_address_finish (result, NULL);
  g_main_loop_quit (self->loop);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* A bus that does not answer is as good as none. */
static void
connect_to (PursuitBus *self,
            const char *address)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GSource) timeout = g_timeout_source_new (GREETING_MS);

  g_source_set_callback (timeout, give_up_cb, cancellable, NULL);
  g_source_attach (timeout, self->context);
  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, cancellable, connected_cb, self);
  g_main_loop_run (self->loop);
  g_source_destroy (timeout);
}

/**
 * pursuit_bus_new:
 *
 * Connects to the session's bus. Where there is none, nobody is found on it. To be used and freed on one thread.
 *
 * Returns: (transfer full): the bus
 */
PursuitBus *
pursuit_bus_new (void)
{
  PursuitBus *self = g_new0 (PursuitBus, 1);
  g_autofree char *address = find_address ();

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->cancellable = g_cancellable_new ();
  g_main_context_push_thread_default (self->context);
  if (address != NULL)
    connect_to (self, address);

  return self;
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  PursuitBus *self = user_data;

  self->reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &self->error);
  g_main_loop_quit (self->loop);
}

/* Never starts a window: what is wanted is one that runs. */
static GVariant *
call (PursuitBus          *self,
      const char          *interface,
      const char          *method,
      GVariant            *arguments,
      const GVariantType  *type,
      int                  timeout_ms,
      GError             **error)
{
  g_dbus_connection_call (self->connection, PURSUIT_APP_ID, OBJECT_PATH, interface, method, arguments, type,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, timeout_ms, self->cancellable, called_cb, self);
  g_main_loop_run (self->loop);
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));

  return g_steal_pointer (&self->reply);
}

static gboolean
is_nobody (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_PROPERTY);
}

/**
 * pursuit_bus_find_database:
 * @self: a bus
 * @path: the canonical name of a file
 * @out_found: (out): whether a window has it open
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE when there is a window that does not answer.
 *
 * Returns: %TRUE when @out_found was set
 */
gboolean
pursuit_bus_find_database (PursuitBus  *self,
                           const char  *path,
                           gboolean    *out_found,
                           GError     **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) value = NULL;
  g_autofree const char **databases = NULL;

  *out_found = FALSE;
  if (self->connection == NULL)
    return TRUE;
  reply = call (self, "org.freedesktop.DBus.Properties", "Get", g_variant_new ("(ss)", INTERFACE, "Databases"),
                G_VARIANT_TYPE ("(v)"), GREETING_MS, &local);
  if (reply == NULL && is_nobody (local))
    return TRUE;
  if (reply == NULL)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("There is a window that does not answer."));
      return FALSE;
    }

  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return TRUE;
  databases = g_variant_get_strv (value, NULL);
  *out_found = g_strv_contains (databases, path);
  return TRUE;
}

/* The first time the window is asked to stop, and its answer waited for; the second time nothing is waited for. */
static gboolean
interrupted_cb (gpointer user_data)
{
  PursuitBus *self = user_data;

  if (self->interrupted)
    g_cancellable_cancel (self->cancellable);
  else
    g_dbus_connection_call (self->connection, PURSUIT_APP_ID, OBJECT_PATH, INTERFACE, "Cancel", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  self->interrupted = TRUE;

  return G_SOURCE_CONTINUE;
}

static GSource *
listen_to (PursuitBus *self,
           int         signal_number)
{
  GSource *source = g_unix_signal_source_new (signal_number);

  g_source_set_callback (source, interrupted_cb, self, NULL);
  g_source_attach (source, self->context);

  return source;
}

static gboolean
is_remote (const GError *error,
           const char   *name)
{
  g_autofree char *found = g_dbus_error_get_remote_error (error);

  return g_strcmp0 (found, name) == 0;
}

/* What went wrong on the way to the window and back, told by whether the command can have been done. */
static void
explain (GError *failure,
         GError **error)
{
  g_autoptr(GError) local = failure;

  if (is_remote (local, ERROR_CLOSED) || is_remote (local, ERROR_NOT_OPEN))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The window closed the database first."));
  else if (is_remote (local, ERROR_CANCELLED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, local->message);
  else if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                         _("Nobody waits for the window any more; it may still do what was asked."));
  else if (g_error_matches (local, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) || local->domain == G_IO_ERROR)
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                         _("The window ended before it answered; look whether it did what was asked."));
  else
    {
      g_dbus_error_strip_remote_error (local);
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The window refused the command: %s"), local->message);
    }
}

/**
 * pursuit_bus_run:
 * @self: a bus on which a window has the file open
 * @path: the canonical name of the file
 * @words: the command and its options, in UTF-8
 * @folder: what relative names of files start from, in UTF-8
 * @out_code: (out): the exit code
 * @out_answer: (out) (transfer full): what belongs to the standard output
 * @out_messages: (out) (transfer full): what belongs to the standard error, a sentence a line
 * @error: return location
 *
 * Has a command done by the window, however long it takes. Ctrl+C asks the window to stop.
 *
 * Fails with %G_IO_ERROR_CLOSED when the window closed the file before, with %G_IO_ERROR_CANCELLED when it was stopped
 * before, nothing having been done in both cases; with %PURSUIT_ERROR_STORAGE when nobody knows.
 *
 * Returns: %TRUE when the window has answered
 */
gboolean
pursuit_bus_run (PursuitBus          *self,
                 const char          *path,
                 const char * const  *words,
                 const char          *folder,
                 int                 *out_code,
                 char               **out_answer,
                 char               **out_messages,
                 GError             **error)
{
  g_autoptr(GSource) interrupt = listen_to (self, SIGINT);
  g_autoptr(GSource) terminate = listen_to (self, SIGTERM);
  g_autoptr(GVariant) reply = NULL;
  GError *failure = NULL;

  reply = call (self, INTERFACE, "Run", g_variant_new ("(^asss)", words, path, folder), G_VARIANT_TYPE ("(iss)"), G_MAXINT,
                &failure);
  g_source_destroy (interrupt);
  g_source_destroy (terminate);
  if (reply == NULL)
    {
      explain (failure, error);
      return FALSE;
    }

  g_variant_get (reply, "(iss)", out_code, out_answer, out_messages);
  return TRUE;
}

/**
 * pursuit_bus_free:
 * @self: (transfer full): a bus
 */
void
pursuit_bus_free (PursuitBus *self)
{
  if (self->connection != NULL)
    g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_object_unref (self->cancellable);
  g_main_context_pop_thread_default (self->context);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}
