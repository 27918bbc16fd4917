/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-match.h"

#include "pursuit-command-word.h"
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

/**
 * pursuit_command_match_label:
 * @label: what an action is called
 * @words: what was typed, folded
 *
 * Looks for all of the words, in any order, as they are typed or as pinyin.
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
      gsize start, end;

      if (!pursuit_command_word_find (folded, all[i], &start, &end))
        return PURSUIT_COMMAND_MATCH_NONE;
      if (!pursuit_command_word_begins (folded, start))
        match = PURSUIT_COMMAND_MATCH_INSIDE;
      else if (start > 0)
        match = MAX (match, PURSUIT_COMMAND_MATCH_WORD);
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
      gsize start, end;

      if (pursuit_command_word_find (folded.folded->str, all[i], &start, &end))
        mark (marks, g_array_index (folded.starts, guint, start), g_array_index (folded.ends, guint, end - 1));
    }
}
