/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-match.h"

#include "pursuit-text.h"

#include <string.h>

/* Where words occur in a text as a person reads it: which labels of actions they mean, and what is printed in bold. */

/* A text as it is searched, and where each byte of that comes from. */
typedef struct
{
  GString *folded;
  GArray *starts;    /* of guint: for each byte of @folded, where its character begins in the text */
  GArray *ends;      /* and where it ends */
} Folded;

static void
folded_clear (Folded *self)
{
  g_string_free (self->folded, TRUE);
  g_array_unref (self->starts);
  g_array_unref (self->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folded, folded_clear)

static void
folded_init (Folded     *self,
             const char *text)
{
  self->folded = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint start = (guint) (p - text);
      guint end = (guint) (g_utf8_next_char (p) - text);
      g_autofree char *letter = g_strndup (p, end - start);
      g_autofree char *plain = g_unichar_isspace (g_utf8_get_char (p)) ? g_strdup (" ") : pursuit_text_fold (letter);

      g_string_append (self->folded, plain);
      for (gsize i = 0; i < strlen (plain); i++)
        {
          g_array_append_val (self->starts, start);
          g_array_append_val (self->ends, end);
        }
    }
}

/* Every Chinese character is the start of a word; a Latin letter is after what is none. */
static gboolean
begins_word (const char *text,
             const char *at)
{
  gunichar before;

  if (at == text || !g_unichar_isalnum (g_utf8_get_char (at)) || (guchar) *at >= 0xe3)
    return TRUE;

  before = g_utf8_get_char (g_utf8_prev_char (at));
  return !g_unichar_isalnum (before) || before >= 0x3000;
}

/* The place where a word fits best, %NULL when it occurs nowhere. */
static const char *
find_word (const char *text,
           const char *word)
{
  const char *first = strstr (text, word);

  for (const char *at = first; at != NULL; at = strstr (at + 1, word))
    if (begins_word (text, at))
      return at;

  return first;
}

/**
 * pursuit_command_match_label:
 * @label: what an action is called
 * @words: what was typed, folded
 *
 * Looks for all of the words, in any order.
 *
 * Returns: how well the worst of them fits
 */
PursuitCommandMatch
pursuit_command_match_label (const char *label,
                             const char *words)
{
  g_autofree char *folded = pursuit_text_fold (label);
  g_auto(GStrv) all = g_strsplit (words, " ", -1);
  PursuitCommandMatch match = PURSUIT_COMMAND_MATCH_START;

  if (g_str_has_prefix (folded, words))
    return PURSUIT_COMMAND_MATCH_START;

  for (guint i = 0; all[i] != NULL; i++)
    {
      const char *at = find_word (folded, all[i]);

      if (at == NULL)
        return PURSUIT_COMMAND_MATCH_NONE;
      match = MAX (match, begins_word (folded, at) ? PURSUIT_COMMAND_MATCH_WORD : PURSUIT_COMMAND_MATCH_INSIDE);
    }

  return match;
}

static void
mark (PangoAttrList *marks,
      guint          start,
      guint          end)
{
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = start;
  bold->end_index = end;
  pango_attr_list_insert (marks, bold);
}

/**
 * pursuit_command_match_mark:
 * @marks: where to put the marks
 * @text: a text as it is shown
 * @words: what was typed, folded
 *
 * Makes bold what was typed, where it occurs in the text.
 */
void
pursuit_command_match_mark (PangoAttrList *marks,
                            const char    *text,
                            const char    *words)
{
  g_auto(GStrv) all = g_strsplit (words, " ", -1);
  g_auto(Folded) folded = { NULL, NULL, NULL };

  folded_init (&folded, text);
  for (guint i = 0; all[i] != NULL; i++)
    {
      const char *at = *all[i] != '\0' ? find_word (folded.folded->str, all[i]) : NULL;
      gsize start = at != NULL ? (gsize) (at - folded.folded->str) : 0;

      if (at != NULL)
        mark (marks, g_array_index (folded.starts, guint, start),
              g_array_index (folded.ends, guint, start + strlen (all[i]) - 1));
    }
}
