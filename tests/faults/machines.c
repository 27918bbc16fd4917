/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Mounts a folder several times, each mount a machine; see share-fs.c for what can be done to one. Whatever becomes of
 * this process, nothing stays mounted: share-fs ends with the pipe that it is held by. */

#include "machines.h"

#include "scratch-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  GSubprocess *share;
} Machine;

struct _Machines
{
  char *dir;
  char *server;
  guint count;
  Machine *machines;
};

/* Whether mounting can work at all; a reason when it cannot. */
static char *
find_obstacle (void)
{
  int fd;

  if (g_getenv ("PURSUIT_SHARE_FS") == NULL)
    return g_strdup ("built without fuse3");

  fd = open ("/dev/fuse", O_RDWR | O_CLOEXEC);
  if (fd < 0)
    return g_strdup_printf ("/dev/fuse: %s", g_strerror (errno));
  close (fd);

  return NULL;
}

/* It says "mounted", or ends. */
static gboolean
await_mount (GSubprocess *share)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (share);
  char word[8];
  gsize n_read = 0;

  return g_input_stream_read_all (output, word, sizeof word, &n_read, NULL, NULL) && n_read == sizeof word &&
         memcmp (word, "mounted\n", sizeof word) == 0;
}

static gboolean
start (Machines *self,
       Machine  *machine,
       guint     number)
{
  g_autofree char *name = g_strdup_printf ("machine-%u", number);

  machine->folder = g_build_filename (self->dir, name, NULL);
  g_assert_cmpint (g_mkdir (machine->folder, 0700), ==, 0);
  machine->share = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                                     g_getenv ("PURSUIT_SHARE_FS"), self->server, machine->folder, NULL);

  return machine->share != NULL && await_mount (machine->share);
}

static void
stop (Machine *machine)
{
  if (machine->share != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (machine->share), NULL, NULL);
      g_subprocess_wait (machine->share, NULL, NULL);
      g_object_unref (machine->share);
    }
  if (machine->folder != NULL && g_rmdir (machine->folder) != 0)
    g_error ("%s: %s", machine->folder, g_strerror (errno));
  g_free (machine->folder);
}

/* What tests leave on the server is theirs to look at, not to clean up. */
static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/**
 * machines_new:
 * @count: how many
 * @out_reason: (out) (transfer full): why there are none
 *
 * Makes a folder on a server and mounts it on @count machines, without delay. Whoever opens a database there has
 * PURSUIT_SHARE_TYPES=fuse.pursuit-share in the environment.
 *
 * Returns: (transfer full) (nullable): the machines; %NULL where nothing can be mounted, then the test is to be skipped
 */
Machines *
machines_new (guint   count,
              char  **out_reason)
{
  g_autofree char *obstacle = find_obstacle ();
  Machines *self;

  if (obstacle != NULL)
    {
      *out_reason = g_steal_pointer (&obstacle);
      return NULL;
    }

  self = g_new0 (Machines, 1);
  self->dir = g_build_filename (scratch_get_fast_dir (), "pursuit-share-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (self->dir));
  self->server = g_build_filename (self->dir, "server", NULL);
  g_assert_cmpint (g_mkdir (self->server, 0700), ==, 0);
  self->machines = g_new0 (Machine, count);
  for (guint i = 0; i < count; i++)
    {
      self->count++;
      if (!start (self, &self->machines[i], i))
        {
          *out_reason = g_strdup ("nothing can be mounted here");
          machines_free (self);
          return NULL;
        }
    }

  return self;
}

/**
 * machines_free:
 * @self: (transfer full): machines on which nothing is open any more
 *
 * Unmounts everything and removes what is on the server.
 */
void
machines_free (Machines *self)
{
  for (guint i = 0; i < self->count; i++)
    stop (&self->machines[i]);
  remove_tree (self->dir);
  g_free (self->machines);
  g_free (self->server);
  g_free (self->dir);
  g_free (self);
}

/**
 * machines_get_server:
 * @self: machines
 *
 * Returns: the folder itself, as the server sees it
 */
const char *
machines_get_server (Machines *self)
{
  return self->server;
}

/**
 * machines_get_folder:
 * @self: machines
 * @machine: from 0
 *
 * Returns: where that machine has the folder
 */
const char *
machines_get_folder (Machines *self,
                     guint     machine)
{
  g_assert_cmpuint (machine, <, self->count);

  return self->machines[machine].folder;
}

char *
machines_dup_path (Machines   *self,
                   guint       machine,
                   const char *name)
{
  return g_build_filename (machines_get_folder (self, machine), name, NULL);
}

char *
machines_dup_server_path (Machines   *self,
                          const char *name)
{
  return g_build_filename (self->server, name, NULL);
}

/**
 * machines_set:
 * @self: machines
 * @machine: from 0
 * @lines: "key=value", one to a line; they hold together
 *
 * Changes what the network does to that machine.
 */
void
machines_set (Machines   *self,
              guint       machine,
              const char *lines)
{
  g_autofree char *path = machines_dup_path (self, machine, ".control");
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, lines, strlen (lines)), ==, strlen (lines));
  close (fd);
}

/**
 * machines_get:
 * @self: machines
 * @machine: from 0
 * @key: a setting or a count
 *
 * Returns: its value now
 */
gint64
machines_get (Machines   *self,
              guint       machine,
              const char *key)
{
  g_autofree char *path = machines_dup_path (self, machine, ".control");
  g_autofree char *wanted = g_strconcat (key, "=", NULL);
  g_autofree char *report = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &report, NULL, NULL));
  lines = g_strsplit (report, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], wanted))
      return g_ascii_strtoll (lines[i] + strlen (wanted), NULL, 10);

  g_error ("%s does not say %s", path, key);
}
