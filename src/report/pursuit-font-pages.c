/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-font-pages.h"

#include <string.h>
#include <sys/mman.h>

/*
 * Pages of font files that a process has looked at. For each character that is drawn the kernel maps 64 KB of the file around it; a
 * screen of Chinese makes that 16 MB, of which nothing is wanted again, since what was drawn is kept as pictures. The pages
 * are those of the file in the system's memory, so giving them back loses nothing, and looking again needs no disk.
 */

static GMutex mutex;
static gboolean kept;   /* under the mutex */

static gboolean
is_font (const char *path)
{
  static const char *const suffixes[] = { ".otf", ".ttf", ".otc", ".ttc", NULL };

  for (guint i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (path, suffixes[i]))
      return TRUE;

  return FALSE;
}

/* A line of /proc/PID/maps: "55d0-55d8 r--p 00000000 fe:00 1234   /usr/share/fonts/…". Only what cannot have been written to. */
static gsize
give_back_line (char *line)
{
  char *path = strchr (line, '/');
  char *rest;
  guint64 begin, end;

  if (path == NULL || !is_font (path))
    return 0;
  begin = g_ascii_strtoull (line, &rest, 16);
  if (*rest != '-')
    return 0;
  end = g_ascii_strtoull (rest + 1, &rest, 16);
  if (!g_str_has_prefix (rest, " r--p ") || end <= begin)
    return 0;

  return madvise ((void *) (gsize) begin, (gsize) (end - begin), MADV_DONTNEED) == 0 ? (gsize) (end - begin) : 0;
}

/**
 * pursuit_font_pages_keep:
 *
 * Has every page stay from now on. Called by whoever draws text on a thread of its own: such a thread closes fonts when it
 * likes, and what lies in their place then is not a font.
 */
void
pursuit_font_pages_keep (void)
{
  g_mutex_lock (&mutex);
  kept = TRUE;
  g_mutex_unlock (&mutex);
}

/**
 * pursuit_font_pages_give_back:
 *
 * Gives back the pages of font files, when something was drawn and it will be a while until something new is. For the main thread
 * only, which is the one that opens and closes fonts as long as nobody called pursuit_font_pages_keep(). Takes less than a
 * millisecond.
 *
 * Returns: how many bytes of font files had been open to be looked at
 */
gsize
pursuit_font_pages_give_back (void)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *maps = NULL;
  gsize sum = 0;
  char *next;

  if (kept || !g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
    return 0;

  for (char *line = maps; *line != '\0'; line = next)
    {
      next = line + strcspn (line, "\n");
      if (*next != '\0')
        *next++ = '\0';
      sum += give_back_line (line);
    }

  return sum;
}
