/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-question.h"

#include "pursuit-str.h"

/* A sign in front says what is looked for. Chinese input methods make the wide forms, and a bracket of ">". */
static const struct
{
  gunichar sign;
  char prefix;
} signs[] = {
  { '>', '>' },
  { 0xff1e, '>' },   /* ＞ */
  { 0x300b, '>' },   /* 》 */
  { '@', '@' },
  { 0xff20, '@' },   /* ＠ */
  { '#', '#' },
  { 0xff03, '#' },   /* ＃ */
};

static char
find_prefix (gunichar sign)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].sign == sign)
      return signs[i].prefix;

  return '\0';
}

static const char *
skip_space (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/**
 * pursuit_command_question_parse:
 * @typed: what stands in the entry, valid UTF-8
 *
 * Understands what is asked: ">" in front is for actions, "@" for people, "#" for deals, in either width.
 *
 * Returns: (transfer full): the question
 */
PursuitCommandQuestion *
pursuit_command_question_parse (const char *typed)
{
  PursuitCommandQuestion *self = g_new0 (PursuitCommandQuestion, 1);
  const char *start = skip_space (typed);

  self->prefix = find_prefix (g_utf8_get_char (start));
  self->words = pursuit_str_dup_stripped (self->prefix != '\0' ? g_utf8_next_char (start) : start);
  switch (self->prefix)
    {
    case '>':
      self->actions = TRUE;
      break;
    case '@':
      self->kinds = PURSUIT_FOUND_CONTACT | PURSUIT_FOUND_STAFF;
      break;
    case '#':
      self->kinds = PURSUIT_FOUND_DEAL;
      break;
    default:
      self->kinds = PURSUIT_FOUND_NAMES | PURSUIT_FOUND_TEXT;
      self->actions = TRUE;
      break;
    }

  return self;
}

/**
 * pursuit_command_question_free:
 * @self: (transfer full): a question
 */
void
pursuit_command_question_free (PursuitCommandQuestion *self)
{
  g_free (self->words);
  g_free (self);
}
