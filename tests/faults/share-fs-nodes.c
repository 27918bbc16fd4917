/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the kernel knows by number: one node for each file of the backing folder that it has looked up and not forgotten. */

#define _GNU_SOURCE /* O_PATH */

#include "share-fs.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static GMutex lock;
static GHashTable *nodes;   /* of ShareNode, its own key */
static ShareNode root;

static guint
node_hash (gconstpointer key)
{
  const ShareNode *node = key;

  return (guint) (node->inode ^ node->device << 7);
}

static gboolean
node_equal (gconstpointer a,
            gconstpointer b)
{
  const ShareNode *first = a;
  const ShareNode *second = b;

  return first->inode == second->inode && first->device == second->device;
}

static void
node_free (gpointer data)
{
  ShareNode *node = data;

  close (node->fd);
  g_free (node);
}

/**
 * share_nodes_init:
 * @backing: the folder that is the server
 */
void
share_nodes_init (const char *backing)
{
  struct stat info;

  nodes = g_hash_table_new_full (node_hash, node_equal, node_free, NULL);
  root.fd = open (backing, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root.fd < 0 || fstat (root.fd, &info) != 0)
    g_error ("%s: %s", backing, g_strerror (errno));
  root.device = info.st_dev;
  root.inode = info.st_ino;
}

ShareNode *
share_nodes_get (fuse_ino_t ino)
{
  return ino == FUSE_ROOT_ID ? &root : (ShareNode *) ino;
}

/* Takes @fd. */
static ShareNode *
keep (int                fd,
      const struct stat *info)
{
  const ShareNode key = { .device = info->st_dev, .inode = info->st_ino };
  ShareNode *node;

  g_mutex_lock (&lock);
  node = g_hash_table_lookup (nodes, &key);
  if (node == NULL)
    {
      node = g_new (ShareNode, 1);
      *node = (ShareNode) { .device = info->st_dev, .inode = info->st_ino, .fd = fd };
      g_hash_table_add (nodes, node);
    }
  else
    close (fd);
  node->lookups++;
  node->looked_up_at = g_get_monotonic_time ();
  g_mutex_unlock (&lock);

  return node;
}

/**
 * share_nodes_look_up:
 * @parent: a folder
 * @name: what is in it
 * @out_entry: (out): for the kernel, which keeps nothing of it
 *
 * Returns: 0 or an error number
 */
int
share_nodes_look_up (fuse_ino_t               parent,
                     const char              *name,
                     struct fuse_entry_param *out_entry)
{
  int fd;

  *out_entry = (struct fuse_entry_param) { .generation = 1 };
  if (parent == FUSE_ROOT_ID && g_str_equal (name, SHARE_CONTROL_NAME))
    {
      out_entry->ino = SHARE_CONTROL_INO;
      share_control_fill_attr (&out_entry->attr);
      return 0;
    }

  fd = openat (share_nodes_get (parent)->fd, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    return errno;
  if (fstat (fd, &out_entry->attr) != 0)
    {
      int code = errno;

      close (fd);
      return code;
    }

  out_entry->ino = (fuse_ino_t) keep (fd, &out_entry->attr);
  return 0;
}

void
share_nodes_forget (fuse_ino_t ino,
                    guint64    lookups)
{
  ShareNode *node = share_nodes_get (ino);

  if (ino == FUSE_ROOT_ID || ino == SHARE_CONTROL_INO)
    return;

  g_mutex_lock (&lock);
  node->lookups -= MIN (lookups, node->lookups);
  if (node->lookups == 0)
    g_hash_table_remove (nodes, node);
  g_mutex_unlock (&lock);
}
