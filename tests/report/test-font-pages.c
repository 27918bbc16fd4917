/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is given back is nothing that anybody would miss. */

#include "pursuit-font-pages.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>

#define SIZE (256 * 1024)

typedef struct
{
  char *path;
  guint8 *content;    /* of the file, apart from the mapping */
  guint8 *mapped;
} Mapping;

static Mapping
map (const char *name,
     int         protection)
{
  g_autofree char *dir = g_dir_make_tmp ("pursuit-fonts-XXXXXX", NULL);
  Mapping self = { g_build_filename (dir, name, NULL), g_malloc (SIZE), NULL };
  int fd;

  for (guint i = 0; i < SIZE; i++)
    self.content[i] = (guint8) (i * 7 + i / 4096);
  g_assert_true (g_file_set_contents (self.path, (const char *) self.content, SIZE, NULL));
  fd = g_open (self.path, O_RDONLY, 0);
  self.mapped = mmap (NULL, SIZE, protection, MAP_PRIVATE, fd, 0);
  g_assert_true (self.mapped != MAP_FAILED);
  g_assert_true (g_close (fd, NULL));
  g_assert_cmpmem (self.mapped, SIZE, self.content, SIZE);

  return self;
}

static void
unmap (Mapping *self)
{
  g_autofree char *dir = g_path_get_dirname (self->path);

  g_assert_cmpint (munmap (self->mapped, SIZE), ==, 0);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
  g_free (self->path);
  g_free (self->content);
}

/* Kilobytes of a mapping that are in the memory of this process. */
static guint
read_resident (Mapping *self)
{
  g_autofree char *smaps = NULL;
  const char *found;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &smaps, NULL, NULL));
  found = strstr (smaps, self->path);
  g_assert_nonnull (found);
  found = strstr (found, "\nRss:");
  g_assert_nonnull (found);

  return (guint) g_ascii_strtoull (found + strlen ("\nRss:"), NULL, 10);
}

static void
test_fonts (void)
{
  Mapping font = map ("Some Font.otf", PROT_READ);

  g_assert_cmpuint (read_resident (&font), ==, SIZE / 1024);
  g_assert_cmpuint (pursuit_font_pages_give_back (), >=, SIZE);
  g_assert_cmpuint (read_resident (&font), ==, 0);
  g_assert_cmpmem (font.mapped, SIZE, font.content, SIZE);
  unmap (&font);
}

static void
test_others (void)
{
  Mapping other = map ("ttf", PROT_READ);

  pursuit_font_pages_give_back ();
  g_assert_cmpuint (read_resident (&other), ==, SIZE / 1024);
  unmap (&other);
}

/* What was written into memory is nowhere else. */
static void
test_written (void)
{
  Mapping font = map ("changed.ttf", PROT_READ | PROT_WRITE);

  font.mapped[1] = 'x';
  pursuit_font_pages_give_back ();
  g_assert_cmpuint (font.mapped[1], ==, 'x');
  unmap (&font);
}

/* Once another thread has drawn, nobody knows what lies where. */
static void
test_kept (void)
{
  Mapping font;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  font = map ("kept.ttc", PROT_READ);
  pursuit_font_pages_keep ();
  g_assert_cmpuint (pursuit_font_pages_give_back (), ==, 0);
  g_assert_cmpuint (read_resident (&font), ==, SIZE / 1024);
  unmap (&font);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/font-pages/are-given-back-and-read-again", test_fonts);
  g_test_add_func ("/report/font-pages/of-other-files-stay", test_others);
  g_test_add_func ("/report/font-pages/that-were-written-stay", test_written);
  g_test_add_func ("/report/font-pages/stay-when-others-draw", test_kept);

  return g_test_run ();
}
