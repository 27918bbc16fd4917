/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-search.h"

G_BEGIN_DECLS

/**
 * PursuitCommandQuestion:
 * @kinds: which records are asked for, 0 for none
 * @actions: whether actions are asked for
 * @prefix: the sign that narrows the question, '\0' for none
 * @words: what they are called; empty for whatever is recent
 *
 * What somebody typed into the command bar, understood.
 */
typedef struct
{
  PursuitFoundKinds kinds;
  gboolean actions;
  char prefix;
  char *words;
} PursuitCommandQuestion;

PursuitCommandQuestion *pursuit_command_question_parse (const char             *typed) G_GNUC_WARN_UNUSED_RESULT;
void                    pursuit_command_question_free  (PursuitCommandQuestion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitCommandQuestion, pursuit_command_question_free)

G_END_DECLS
