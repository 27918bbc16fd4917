/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-text-query.h"
#include "pursuit-text-tokens.h"

G_BEGIN_DECLS

/* Tokens that stand one after the other. */
typedef struct
{
  GPtrArray *tokens;    /* char * */
  gboolean prefix;      /* the last one only begins like this */
} PursuitTextPhrase;

/* One word that was typed: any of the phrases will do. */
typedef struct
{
  GPtrArray *phrases;   /* PursuitTextPhrase */
} PursuitTextWord;

struct _PursuitTextQuery
{
  GPtrArray *words;     /* PursuitTextWord, each of which must occur */
};

PursuitTextPhrase *pursuit_text_word_add        (PursuitTextWord *word);
void               pursuit_text_word_add_pinyin (PursuitTextWord *word,
                                                 const char      *letters);

G_END_DECLS
