/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-place-private.h"

#include <dirent.h>
#include <fcntl.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/*
 * Programs that keep a folder in step with other computers copy whole files at moments of their own. A database that
 * is being written is copied torn, and two people who save get two files. They are recognised by what they leave in the
 * folders they keep, by the folders that their settings name, and by the names that they give to such folders.
 */

#define NEXTCLOUD "Nextcloud"
#define OWNCLOUD "ownCloud"
#define DROPBOX "Dropbox"
#define ONEDRIVE "OneDrive"
#define NUTSTORE "坚果云 (Nutstore)"

/* A program leaves its marks at the top of a folder, which has few entries; a folder with more is no such top. */
#define MOST_ENTRIES 4096

typedef struct
{
  const char *start;
  const char *end;     /* NULL: @start is the whole name */
  gboolean is_file;    /* a folder of that name means something else */
  const char *program;
} Mark;

static const Mark marks[] = {
  { ".stfolder", NULL, FALSE, "Syncthing" },
  { ".dropbox", NULL, TRUE, DROPBOX },   /* in the home directory a folder of that name holds its settings */
  { ".dropbox.cache", NULL, FALSE, DROPBOX },
  { ".sync_", ".db", TRUE, NEXTCLOUD },
  { "._sync_", ".db", TRUE, NEXTCLOUD },
  { ".nextcloudsync.log", NULL, TRUE, NEXTCLOUD },
  { ".owncloudsync.log", NULL, TRUE, OWNCLOUD },
  { ".849C9593-D756-4E56-8D6E-42412F2A707B", NULL, FALSE, ONEDRIVE },
  { ".tmp.drivedownload", NULL, FALSE, "Google Drive" },
  { ".tmp.driveupload", NULL, FALSE, "Google Drive" },
  { ".SynologyWorkingDirectory", NULL, FALSE, "Synology Drive" },
};

typedef struct
{
  const char *name;
  const char *program;
} FolderName;

/* Directly under the home directory, alone or followed by an account: “OneDrive - Works”, “Dropbox (Works)”, “Nextcloud2”. */
static const FolderName folder_names[] = {
  { "Nextcloud", NEXTCLOUD },
  { "ownCloud", OWNCLOUD },
  { "Dropbox", DROPBOX },
  { "OneDrive", ONEDRIVE },
  { "Google Drive", "Google Drive" },
  { "Insync", "Insync" },
  { "Nutstore", NUTSTORE },
  { "Nutstore Files", NUTSTORE },
  { "我的坚果云", NUTSTORE },
  { "坚果云", NUTSTORE },
  { "Seafile", "Seafile" },
  { "SynologyDrive", "Synology Drive" },
  { "MEGA", "MEGA" },
  { "BaiduSyncdisk", "百度网盘 (Baidu)" },
};

typedef struct
{
  const char *file;     /* under the home directory */
  const char *key;      /* NULL: a JSON object of accounts, each with a "path" */
  const char *program;
} Settings;

static const Settings settings[] = {
  { ".config/Nextcloud/nextcloud.cfg", "localPath", NEXTCLOUD },
  { ".config/ownCloud/owncloud.cfg", "localPath", OWNCLOUD },
  { ".config/onedrive/config", "sync_dir", ONEDRIVE },
  { ".dropbox/info.json", NULL, DROPBOX },
};

/* Marks */

static gboolean
is_regular (int                  folder_fd,
            const struct dirent *entry)
{
  struct stat info;

  if (entry->d_type != DT_UNKNOWN)
    return entry->d_type == DT_REG;

  return fstatat (folder_fd, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (info.st_mode);
}

static const Mark *
find_mark (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].end == NULL ? g_str_equal (name, marks[i].start)
                             : g_str_has_prefix (name, marks[i].start) && g_str_has_suffix (name, marks[i].end))
      return &marks[i];

  return NULL;
}

static const char *
look_into (const char *folder)
{
  DIR *dir = opendir (folder);
  const char *program = NULL;
  struct dirent *entry;

  if (dir == NULL)
    return NULL;
  for (guint n = 0; program == NULL && n < MOST_ENTRIES && (entry = readdir (dir)) != NULL; n++)
    {
      const Mark *mark = entry->d_name[0] == '.' ? find_mark (entry->d_name) : NULL;

      if (mark != NULL && (!mark->is_file || is_regular (dirfd (dir), entry)))
        program = mark->program;
    }
  closedir (dir);

  return program;
}

static const char *
find_by_marks (const char *path)
{
  g_autofree char *folder = g_strdup (path);
  const char *program = NULL;

  while (program == NULL && !g_str_equal (folder, "/"))
    {
      char *above = g_path_get_dirname (folder);

      program = look_into (folder);
      g_free (folder);
      folder = above;
    }

  return program;
}

/* Names */

static gboolean
is_followed_by_account (const char *rest)
{
  return *rest == '\0' || g_ascii_isdigit (*rest) || g_str_has_prefix (rest, " (") || g_str_has_prefix (rest, " - ");
}

static const char *
find_by_name (const char *path,
              const char *home)
{
  g_auto(GStrv) parts = NULL;

  if (!pursuit_path_lies_under (path, home) || strlen (path) <= strlen (home) + 1)
    return NULL;

  parts = g_strsplit (path + strlen (home) + 1, "/", 2);
  for (guint i = 0; i < G_N_ELEMENTS (folder_names); i++)
    if (g_str_has_prefix (parts[0], folder_names[i].name) &&
        is_followed_by_account (parts[0] + strlen (folder_names[i].name)))
      return folder_names[i].program;

  return NULL;
}

/* Settings */

/* What a program's settings call a folder: perhaps with “~”, quoted, and (Qt) with letters as “\x9010”. */
static char *
read_folder (const char *text,
             const char *home)
{
  g_autoptr(GString) folder = g_string_new (NULL);
  g_autofree char *plain = g_strdup (text);

  g_strstrip (plain);
  if (*plain == '"' && strlen (plain) > 1 && g_str_has_suffix (plain, "\""))
    {
      plain[strlen (plain) - 1] = '\0';
      memmove (plain, plain + 1, strlen (plain));
    }
  if (*plain == '~')
    g_string_append (folder, home);
  for (const char *p = plain + (*plain == '~'); *p != '\0'; p++)
    {
      char *end;
      guint64 letter = g_str_has_prefix (p, "\\x") ? g_ascii_strtoull (p + 2, &end, 16) : 0;

      if (letter > 0 && g_unichar_validate ((gunichar) letter))
        {
          g_string_append_unichar (folder, (gunichar) letter);
          p = end - 1;
        }
      else if (p[0] != '\\' || p[1] != '\\')
        g_string_append_c (folder, *p);
    }

  return g_string_free (g_steal_pointer (&folder), FALSE);
}

/* The way that the kernel sees it, if it exists. */
static char *
make_real (const char *folder)
{
  char *real = realpath (folder, NULL);

  return real != NULL ? real : g_canonicalize_filename (folder, "/");
}

static gboolean
is_named_by (const char *path,
             const char *text,
             const char *home)
{
  g_autofree char *folder = read_folder (text, home);
  g_autofree char *real = NULL;

  if (!g_path_is_absolute (folder))
    return FALSE;

  real = make_real (folder);
  return pursuit_path_lies_under (path, real);
}

/* “0\Folders\1\localPath=/home/…” and “sync_dir = "~/…"” alike. */
static gboolean
lines_name_it (const char *path,
               const char *content,
               const char *key,
               const char *home)
{
  g_auto(GStrv) lines = g_strsplit (content, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strchug (lines[i]);
      const char *found = *line != '#' ? strstr (line, key) : NULL;
      const char *value = found != NULL ? found + strlen (key) : "";

      value += strspn (value, " \t");
      if (*value == '=' && is_named_by (path, value + 1, home))
        return TRUE;
    }

  return FALSE;
}

static gboolean
accounts_name_it (const char *path,
                  const char *content,
                  const char *home)
{
  g_autoptr(JsonNode) root = json_from_string (content, NULL);
  JsonObjectIter iter;
  JsonNode *account;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, NULL, &account))
    {
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (account) ? json_node_get_object (account) : NULL;
      const char *folder = object != NULL ? json_object_get_string_member_with_default (object, "path", NULL) : NULL;

      if (folder != NULL && is_named_by (path, folder, home))
        return TRUE;
    }

  return FALSE;
}

static const char *
find_by_settings (const char *path,
                  const char *home)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *file = g_build_filename (home, settings[i].file, NULL);
      g_autofree char *content = NULL;

      if (g_file_get_contents (file, &content, NULL, NULL) &&
          (settings[i].key != NULL ? lines_name_it (path, content, settings[i].key, home)
                                   : accounts_name_it (path, content, home)))
        return settings[i].program;
    }

  return NULL;
}

/**
 * pursuit_synced_dup_program:
 * @path: an absolute path without symbolic links
 * @home: the home directory
 *
 * Returns: (transfer full) (nullable): the name of the program that keeps the folder in step with other computers, %NULL if none is
 *   known to
 */
char *
pursuit_synced_dup_program (const char *path,
                            const char *home)
{
  g_autofree char *real_home = make_real (home);
  const char *program = find_by_name (path, real_home);

  if (program == NULL)
    program = find_by_settings (path, real_home);
  if (program == NULL)
    program = find_by_marks (path);

  return g_strdup (program);
}
