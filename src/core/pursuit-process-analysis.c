/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-analysis.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-pinyin.h"
#include "pursuit-text.h"

/* The process builder's second and third step (STG-6): activities grouped by task, blanks and repeats. */

/* Names shorter than this differ by every character; of longer ones one may be a slip in each so many. */
#define LEAST_SIMILAR 4
#define SLIP_EACH 8
/* Nobody reads more pairs. */
#define MOST_SIMILAR 200

/* A name as it is compared. */
typedef struct
{
  PursuitBookActivity *activity;
  char *key;            /* folded */
  gunichar *letters;    /* of @key */
  glong n_letters;
  char *sound;          /* the same with the first pinyin of each Chinese character */
} Name;

static void
name_clear (gpointer data)
{
  Name *self = data;

  g_free (self->key);
  g_free (self->letters);
  g_free (self->sound);
}

static char *
spell (const gunichar *letters,
       glong           n_letters)
{
  GString *sound = g_string_new (NULL);

  for (glong i = 0; i < n_letters; i++)
    {
      const guint16 *syllables;

      if (pursuit_pinyin_list (letters[i], &syllables) > 0)
        g_string_append_printf (sound, "%s ", pursuit_pinyin_spell (syllables[0]));
      else
        g_string_append_unichar (sound, letters[i]);
    }

  return g_string_free (sound, FALSE);
}

static GArray *
make_names (PursuitProcessBook *book)
{
  GArray *names = g_array_new (FALSE, TRUE, sizeof (Name));

  g_array_set_clear_func (names, name_clear);
  for (guint i = 0; i < book->activities->len; i++)
    {
      Name name = { .activity = g_ptr_array_index (book->activities, i) };
      const char *text = name.activity->activity->name;

      name.key = pursuit_text_fold_key (text != NULL ? text : "");
      name.letters = g_utf8_to_ucs4_fast (name.key, -1, &name.n_letters);
      name.sound = spell (name.letters, name.n_letters);
      g_array_append_val (names, name);
    }

  return names;
}

/* Whether one becomes the other with at most @most letters put in, left out or changed. */
static gboolean
is_near (const Name *a,
         const Name *b,
         glong       most)
{
  g_autofree glong *row = NULL;

  if (ABS (a->n_letters - b->n_letters) > most)
    return FALSE;
  row = g_new (glong, b->n_letters + 1);
  for (glong j = 0; j <= b->n_letters; j++)
    row[j] = j;
  for (glong i = 0; i < a->n_letters; i++)
    {
      glong diagonal = row[0];

      row[0] = i + 1;
      for (glong j = 0; j < b->n_letters; j++)
        {
          glong above = row[j + 1];

          row[j + 1] = MIN (MIN (above, row[j]) + 1, diagonal + (a->letters[i] != b->letters[j]));
          diagonal = above;
        }
    }

  return row[b->n_letters] <= most;
}

static gboolean
is_similar (const Name *a,
            const Name *b)
{
  glong shorter = MIN (a->n_letters, b->n_letters);

  if (a->n_letters > 1 && g_str_equal (a->sound, b->sound))
    return TRUE;

  return shorter >= LEAST_SIMILAR && is_near (a, b, MAX (shorter / SLIP_EACH, 1));
}

static void
add_finding (PursuitProcessAnalysis    *self,
             PursuitProcessFindingKind  kind,
             PursuitBookStage          *stage,
             PursuitBookActivity       *activity,
             PursuitBookActivity       *other)
{
  PursuitProcessFinding *finding = g_new0 (PursuitProcessFinding, 1);

  *finding = (PursuitProcessFinding) { kind, stage, activity, other };
  g_ptr_array_add (self->findings, finding);
}

static gboolean
has_activity (PursuitProcessBook *book,
              gint64              position)
{
  for (guint i = 0; i < book->activities->len; i++)
    if (((PursuitBookActivity *) g_ptr_array_index (book->activities, i))->position == position)
      return TRUE;

  return FALSE;
}

static void
find_blanks (PursuitProcessAnalysis *self,
             PursuitProcessBook     *book)
{
  for (guint i = 0; i < book->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (book->stages, i);

      if (entry->stage->type != PURSUIT_STAGE_LOST && !has_activity (book, entry->stage->position))
        add_finding (self, PURSUIT_FINDING_NO_ACTIVITY, entry, NULL, NULL);
    }
  for (guint i = 0; i < book->activities->len; i++)
    {
      PursuitBookActivity *entry = g_ptr_array_index (book->activities, i);

      if (pursuit_process_book_find_stage (book, entry->position) == NULL)
        add_finding (self, PURSUIT_FINDING_NO_STAGE, NULL, entry, NULL);
    }
}

static gboolean
is_elsewhere (PursuitBookActivity *a,
              PursuitBookActivity *b)
{
  return a->position != 0 && b->position != 0 && a->position != b->position;
}

/* Each activity is told beside the first one that it repeats, or else beside those that it resembles. */
static void
find_repeats (PursuitProcessAnalysis *self,
              GArray                 *names)
{
  guint n_similar = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = &g_array_index (names, Name, i);
      gboolean is_told = FALSE;

      for (guint j = 0; j < i && !is_told; j++)
        {
          const Name *other = &g_array_index (names, Name, j);

          is_told = *name->key != '\0' && g_str_equal (name->key, other->key);
          if (is_told)
            add_finding (self, is_elsewhere (name->activity, other->activity) ? PURSUIT_FINDING_REPEATED : PURSUIT_FINDING_TWICE,
                         NULL, name->activity, other->activity);
        }
      for (guint j = 0; j < i && !is_told && n_similar < MOST_SIMILAR; j++)
        {
          const Name *other = &g_array_index (names, Name, j);

          if (!is_similar (name, other))
            continue;
          n_similar++;
          add_finding (self, PURSUIT_FINDING_SIMILAR, NULL, name->activity, other->activity);
        }
    }
}

static PursuitActivityGroup *
add_group (PursuitProcessAnalysis *self,
           const char             *task)
{
  PursuitActivityGroup *group = g_new0 (PursuitActivityGroup, 1);

  group->task = task;
  group->activities = g_ptr_array_new ();
  g_ptr_array_add (self->groups, group);

  return group;
}

static void
group_by_task (PursuitProcessAnalysis *self,
               PursuitProcessBook     *book)
{
  g_autoptr(GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  PursuitActivityGroup *without = NULL;

  for (guint i = 0; i < book->activities->len; i++)
    {
      PursuitBookActivity *entry = g_ptr_array_index (book->activities, i);
      char *key = pursuit_text_fold_key (entry->activity->task != NULL ? entry->activity->task : "");
      PursuitActivityGroup *group = g_hash_table_lookup (by_key, key);

      if (group == NULL)
        {
          group = add_group (self, *key != '\0' ? entry->activity->task : NULL);
          if (*key == '\0')
            without = group;
          g_hash_table_insert (by_key, g_strdup (key), group);
        }
      g_ptr_array_add (group->activities, entry);
      g_free (key);
    }
  if (without != NULL)
    {
      guint index;

      g_ptr_array_find (self->groups, without, &index);
      g_ptr_array_add (self->groups, g_ptr_array_steal_index (self->groups, index));
    }
}

static void
group_free (gpointer data)
{
  PursuitActivityGroup *self = data;

  g_ptr_array_unref (self->activities);
  g_free (self);
}

/**
 * pursuit_process_analysis_new:
 * @book: a process, which lends what it holds
 *
 * Returns: (transfer full): its activities by task, with blanks and repeats
 */
PursuitProcessAnalysis *
pursuit_process_analysis_new (PursuitProcessBook *book)
{
  PursuitProcessAnalysis *self = g_new0 (PursuitProcessAnalysis, 1);
  g_autoptr(GArray) names = make_names (book);

  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->findings = g_ptr_array_new_with_free_func (g_free);
  group_by_task (self, book);
  find_blanks (self, book);
  find_repeats (self, names);

  return self;
}

void
pursuit_process_analysis_free (PursuitProcessAnalysis *self)
{
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/**
 * pursuit_process_finding_get_nick:
 * @kind: a kind of finding
 *
 * Returns: what it is called in JSON
 */
const char *
pursuit_process_finding_get_nick (PursuitProcessFindingKind kind)
{
  static const char *const nicks[] = { "no-stage", "no-activity", "twice", "repeated", "similar" };

  return nicks[kind];
}

/**
 * pursuit_process_finding_dup_sentence:
 * @finding: a finding
 *
 * Returns: (transfer full): what it says, for people
 */
char *
pursuit_process_finding_dup_sentence (const PursuitProcessFinding *finding)
{
  const char *name = finding->activity != NULL ? _(finding->activity->activity->name) : NULL;
  const char *other = finding->other != NULL ? _(finding->other->activity->name) : NULL;

  switch (finding->kind)
    {
    case PURSUIT_FINDING_NO_STAGE:
      return g_strdup_printf (_("“%s” serves no stage."), name);
    case PURSUIT_FINDING_NO_ACTIVITY:
      return g_strdup_printf (_("Stage %1$d, “%2$s”, has no activity."), (int) finding->stage->stage->position,
                              pursuit_locale_choose_name (finding->stage->stage->name, finding->stage->stage->name_zh));
    case PURSUIT_FINDING_TWICE:
      return g_strdup_printf (_("“%s” is there twice."), name);
    case PURSUIT_FINDING_REPEATED:
      return g_strdup_printf (_("“%1$s” is done for stage %2$d and for stage %3$d."), name, finding->other->position,
                              finding->activity->position);
    default:
      return g_strdup_printf (_("“%1$s” and “%2$s” may be the same."), other, name);
    }
}
