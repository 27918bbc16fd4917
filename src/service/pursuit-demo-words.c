/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-words.h"

#include <gio/gio.h>
#include <string.h>

#include "pursuit-service-resources.h"

#define FOLDER "/io/github/pursuit/Pursuit/demo/"

struct _PursuitDemoWords
{
  GHashTable *lists;      /* name -> GArray of PursuitDemoWord */
  GPtrArray *texts;       /* what the words point into */
};

static void
add_entry (GArray *list,
           char   *entry)
{
  PursuitDemoWord word = { g_strstrip (entry), { NULL, NULL } };
  char *rest = entry;

  for (guint i = 0; i < G_N_ELEMENTS (word.more) && (rest = strchr (rest, '|')) != NULL; i++)
    {
      *rest++ = '\0';
      word.more[i] = rest;
    }
  g_array_append_val (list, word);
}

static void
add_line (GArray *list,
          char   *line)
{
  char *next;

  for (char *entry = line; entry != NULL; entry = next)
    {
      next = strstr (entry, " / ");
      if (next != NULL)
        {
          *next = '\0';
          next += strlen (" / ");
        }
      add_entry (list, entry);
    }
}

static void
read_file (PursuitDemoWords *self,
           const char       *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  /* Asked for by its function, so that the linker keeps the resource. */
  g_autoptr(GBytes) bytes =
    g_resource_lookup_data (pursuit_service_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GArray *list = NULL;
  char *text;
  char *next;

  g_assert (bytes != NULL);   /* linked into the program */
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_ptr_array_add (self->texts, text);

  for (char *line = text; line != NULL && *line != '\0'; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      if (*line == '[')
        {
          *strchr (line, ']') = '\0';
          list = g_array_new (FALSE, FALSE, sizeof (PursuitDemoWord));
          g_hash_table_insert (self->lists, line + 1, list);
        }
      else if (*line != '\0' && *line != '#')
        add_line (list, line);
    }
}

/**
 * pursuit_demo_words_new:
 *
 * Reads the lists that are linked into the program.
 *
 * Returns: (transfer full): the words
 */
PursuitDemoWords *
pursuit_demo_words_new (void)
{
  PursuitDemoWords *self = g_new0 (PursuitDemoWords, 1);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  read_file (self, "industries.txt");
  read_file (self, "names.txt");
  read_file (self, "people.txt");
  read_file (self, "sales.txt");

  return self;
}

/**
 * pursuit_demo_words_free:
 * @self: (transfer full): words
 */
void
pursuit_demo_words_free (PursuitDemoWords *self)
{
  g_hash_table_unref (self->lists);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * pursuit_demo_words_list:
 * @self: words
 * @name: of a list that exists
 * @out_n: (out): how many there are
 *
 * Returns: (array length=out_n): the list, lent
 */
const PursuitDemoWord *
pursuit_demo_words_list (PursuitDemoWords *self,
                         const char       *name,
                         guint            *out_n)
{
  GArray *list = g_hash_table_lookup (self->lists, name);

  if (list == NULL || list->len == 0)
    g_error ("data/demo/ has no list “%s”", name);

  *out_n = list->len;
  return (const PursuitDemoWord *) (gconstpointer) list->data;
}

/**
 * pursuit_demo_words_choose:
 * @self: words
 * @name: of a list that exists
 * @random: the sequence to draw from
 *
 * Returns: one entry, lent
 */
const PursuitDemoWord *
pursuit_demo_words_choose (PursuitDemoWords  *self,
                           const char        *name,
                           PursuitDemoRandom *random)
{
  guint n;
  const PursuitDemoWord *words = pursuit_demo_words_list (self, name, &n);

  return &words[pursuit_demo_random_below (random, n)];
}

/**
 * pursuit_demo_words_pick:
 * @self: words
 * @name: of a list that exists
 * @random: the sequence to draw from
 *
 * Returns: the text of one entry, lent
 */
const char *
pursuit_demo_words_pick (PursuitDemoWords  *self,
                         const char        *name,
                         PursuitDemoRandom *random)
{
  return pursuit_demo_words_choose (self, name, random)->text;
}
