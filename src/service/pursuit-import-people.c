/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-name-lookups.h"
#include "pursuit-pinyin.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* Members of staff whom a file calls otherwise than we do: who may be meant, and whom somebody says is meant. */

/* So many names are told; a column that holds something else entirely has more. */
#define MOST_PEOPLE 200
/* Shorter names that differ in one character are two persons. */
#define SHORTEST 3
#define SHORTEST_LATIN 5

void
pursuit_import_person_free (PursuitImportPerson *self)
{
  g_free (self->text);
  g_free (self->suggestion);
  g_free (self);
}

typedef struct
{
  gint64 id;
  char *name;
  char *folded;
} Colleague;

static void
colleague_clear (gpointer data)
{
  Colleague *colleague = data;

  g_free (colleague->name);
  g_free (colleague->folded);
}

static gboolean
take_colleague (const PursuitNamed *named,
                gpointer            user_data)
{
  const Colleague colleague = { named->id, g_strdup (named->name), pursuit_text_fold_key (named->name) };

  g_array_append_val ((GArray *) user_data, colleague);
  return TRUE;
}

static gboolean
read_colleagues (PursuitImportRun  *run,
                 GError           **error)
{
  if (run->colleagues != NULL)
    return TRUE;

  run->colleagues = g_array_new (FALSE, FALSE, sizeof (Colleague));
  g_array_set_clear_func (run->colleagues, colleague_clear);
  return pursuit_lookup_all_names (run->store, PURSUIT_TYPE_STAFF, take_colleague, run->colleagues, error);
}

static gboolean
sound_alike (gunichar a,
             gunichar b)
{
  const guint16 *of_a, *of_b;
  guint n_a, n_b;

  if (a == b)
    return TRUE;
  n_a = pursuit_pinyin_list (a, &of_a);
  n_b = pursuit_pinyin_list (b, &of_b);
  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++)
      if (of_a[i] == of_b[j])
        return TRUE;

  return FALSE;
}

/* 林若夕 and 林若溪 */
static gboolean
is_read_alike (const char *a,
               const char *b)
{
  if (g_utf8_strlen (a, -1) != g_utf8_strlen (b, -1))
    return FALSE;
  for (; *a != '\0'; a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    if (!sound_alike (g_utf8_get_char (a), g_utf8_get_char (b)))
      return FALSE;

  return TRUE;
}

/* One character too many, too few, or wrong. */
static gboolean
is_mistyped (const char *a,
             const char *b)
{
  glong n_a = g_utf8_strlen (a, -1);
  glong n_b = g_utf8_strlen (b, -1);

  if (MIN (n_a, n_b) < ((guchar) *a < 0x80 ? SHORTEST_LATIN : SHORTEST) || ABS (n_a - n_b) > 1)
    return FALSE;
  while (*a != '\0' && *b != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }

  return g_str_equal (n_a >= n_b && *a != '\0' ? g_utf8_next_char (a) : a, n_b >= n_a && *b != '\0' ? g_utf8_next_char (b) : b);
}

static const Colleague *
suggest (PursuitImportRun *run,
         const char       *text)
{
  g_autofree char *folded = pursuit_text_fold_key (text);
  const Colleague *mistyped = NULL;

  for (guint i = 0; *folded != '\0' && i < run->colleagues->len; i++)
    {
      const Colleague *colleague = &g_array_index (run->colleagues, Colleague, i);

      if (is_read_alike (folded, colleague->folded))
        return colleague;
      if (mistyped == NULL && is_mistyped (folded, colleague->folded))
        mistyped = colleague;
    }

  return mistyped;
}

static PursuitImportPerson *
find_person (PursuitImportRun *run,
             const char       *text)
{
  for (guint i = 0; i < run->report->people->len; i++)
    {
      PursuitImportPerson *person = g_ptr_array_index (run->report->people, i);

      if (g_str_equal (person->text, text))
        return person;
    }

  return NULL;
}

static PursuitImportPerson *
add_person (PursuitImportRun  *run,
            const char        *text,
            GError           **error)
{
  PursuitImportPerson *person;
  const Colleague *colleague;

  if (!read_colleagues (run, error))
    return NULL;

  colleague = suggest (run, text);
  person = g_new0 (PursuitImportPerson, 1);
  person->text = g_strdup (text);
  person->suggestion_id = colleague != NULL ? colleague->id : 0;
  person->suggestion = colleague != NULL ? g_strdup (colleague->name) : NULL;
  g_ptr_array_add (run->report->people, person);

  return person;
}

/**
 * pursuit_import_note_person:
 * @run: a run
 * @text: what the present row calls a member of staff whom nobody knows
 * @out_message: (out): what there is to say of it, with who may be meant
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is noted
 */
gboolean
pursuit_import_note_person (PursuitImportRun  *run,
                            const char        *text,
                            char             **out_message,
                            GError           **error)
{
  g_autofree char *excerpt = pursuit_str_excerpt (text);
  PursuitImportPerson *person = find_person (run, excerpt);

  if (person == NULL && run->report->people->len < MOST_PEOPLE)
    {
      person = add_person (run, excerpt, error);
      if (person == NULL)
        return FALSE;
    }
  if (person != NULL)
    person->n_rows++;

  if (person != NULL && person->suggestion != NULL)
    *out_message = g_strdup_printf (_("there is no member of staff “%1$s”; perhaps “%2$s” is meant"), excerpt, person->suggestion);
  else
    *out_message = pursuit_import_dup_unknown (PURSUIT_TYPE_STAFF, text);
  return TRUE;
}

/* Whom somebody said is meant; 0 when nobody did. */
gint64
pursuit_import_find_mapped (PursuitImportRun *run,
                            const char       *text)
{
  g_autofree char *excerpt = NULL;
  gint64 *id;

  if (g_hash_table_size (run->import->people) == 0)
    return 0;

  excerpt = pursuit_str_excerpt (text);
  id = g_hash_table_lookup (run->import->people, excerpt);
  return id != NULL ? *id : 0;
}

/**
 * pursuit_import_map_person:
 * @self: an import
 * @text: what the file calls a member of staff
 * @id: who is meant
 */
void
pursuit_import_map_person (PursuitImport *self,
                           const char    *text,
                           gint64         id)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  g_hash_table_insert (self->people, pursuit_str_excerpt (text), g_memdup2 (&id, sizeof id));
}
