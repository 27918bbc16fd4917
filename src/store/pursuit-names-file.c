/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-names-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pursuit-local.h"

/*
 * The names of a database in a file of this computer, so that they need not all be read over a network, or from a large file,
 * each time. It is stamped with the database and its journal's entry up to which it knows; what came after is read from the
 * journal. A file that does not fit is as good as none.
 */

#define FILE_NAME "names"

/* Fewer names than this are read as fast from the database, unless that is far away. */
static guint least = 20000;

/**
 * pursuit_names_set_least:
 * @n: from how many names on a file is made also for a database on this computer
 *
 * For tests, which have few.
 */
void
pursuit_names_set_least (guint n)
{
  least = n;
}

static char *
dup_path (PursuitStore *store)
{
  g_autofree char *dir = pursuit_local_dup_dir (store->uuid);

  return dir != NULL ? g_build_filename (dir, FILE_NAME, NULL) : NULL;
}

/* What the file is of. */
static char *
dup_stamp (PursuitStore               *store,
           const PursuitNamesPosition *position)
{
  g_autoptr(GString) stamp = g_string_new (store->uuid);

  g_string_append_printf (stamp, " %d %lld %lld ", pursuit_schema_get_newest (), (long long) position->generation,
                          (long long) position->entry_id);
  for (guint i = 0; i < PURSUIT_HASH_SIZE; i++)
    g_string_append_printf (stamp, "%02x", position->hash[i]);

  return g_string_free (g_steal_pointer (&stamp), FALSE);
}

static gboolean
parse_stamp (PursuitStore         *store,
             GBytes               *bytes,
             PursuitNamesPosition *out_position)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto(GStrv) parts = g_strsplit (text, " ", -1);
  g_autofree char *same = NULL;

  if (g_strv_length (parts) != 5 || strlen (parts[4]) != 2 * PURSUIT_HASH_SIZE)
    return FALSE;

  out_position->generation = g_ascii_strtoll (parts[2], NULL, 10);
  out_position->entry_id = g_ascii_strtoll (parts[3], NULL, 10);
  for (guint i = 0; i < PURSUIT_HASH_SIZE; i++)
    out_position->hash[i] = (guint8) (g_ascii_xdigit_value (parts[4][2 * i]) << 4 | g_ascii_xdigit_value (parts[4][2 * i + 1]));

  /* of this database and this format, and nothing else in it */
  same = dup_stamp (store, out_position);
  return g_str_equal (text, same) && out_position->generation == store->generation;
}

/**
 * pursuit_names_load_file:
 * @store: a store
 * @out_index: (out) (transfer full): the names
 * @out_position: (out): up to which entry they are known; the database may have another one of that number
 *
 * Returns: %TRUE when there is a file of this database
 */
gboolean
pursuit_names_load_file (PursuitStore          *store,
                         PursuitNameIndex     **out_index,
                         PursuitNamesPosition  *out_position)
{
  g_autofree char *path = dup_path (store);
  g_autoptr(GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;
  g_autoptr(GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  g_autoptr(GBytes) stamp = NULL;
  g_autoptr(PursuitNameIndex) index = bytes != NULL ? pursuit_name_index_new_from_bytes (bytes, &stamp) : NULL;

  if (index == NULL || !parse_stamp (store, stamp, out_position))
    return FALSE;

  *out_index = g_steal_pointer (&index);
  return TRUE;
}

static gboolean
write_all (int           fd,
           const guint8 *bytes,
           gsize         length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* What a program that was ended on the way leaves behind is overwritten by the next one. Two that write at once spoil it for
 * each other, which shows when it is read. */
static void
replace_file (const char *path,
              GBytes     *bytes)
{
  g_autofree char *half = g_strconcat (path, ".new", NULL);
  int fd = g_open (half, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean ok;

  if (fd < 0)
    return;

  ok = write_all (fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (close (fd) != 0 || !ok || g_rename (half, path) != 0)
    g_unlink (half);
}

static gboolean
is_worth_it (PursuitStore     *store,
             PursuitNameIndex *index)
{
  guint n = 0;

  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    n += pursuit_name_index_count (index, (PursuitNameKind) kind);

  return store->place->kind == PURSUIT_PLACE_SHARE || n >= least;
}

/**
 * pursuit_names_keep_file:
 * @store: a store
 * @index: its names
 * @position: up to which entry they are known
 *
 * Writes the names down where that is worth it. Where it cannot be done, they are read again the next time.
 */
void
pursuit_names_keep_file (PursuitStore               *store,
                         PursuitNameIndex           *index,
                         const PursuitNamesPosition *position)
{
  g_autofree char *path = is_worth_it (store, index) ? dup_path (store) : NULL;
  g_autofree char *text = NULL;
  g_autoptr(GBytes) stamp = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (path == NULL)
    return;

  text = dup_stamp (store, position);
  stamp = g_bytes_new (text, strlen (text));
  bytes = pursuit_name_index_to_bytes (index, stamp);
  if (bytes != NULL)
    replace_file (path, bytes);
}

/**
 * pursuit_names_forget_file:
 * @store: a store
 *
 * Removes the file: there is a name in it that nobody is to find any more.
 */
void
pursuit_names_forget_file (PursuitStore *store)
{
  g_autofree char *path = dup_path (store);
  g_autofree char *half = path != NULL ? g_strconcat (path, ".new", NULL) : NULL;

  if (path == NULL)
    return;

  g_unlink (path);
  g_unlink (half);
}
