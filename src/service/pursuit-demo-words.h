/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-demo-random.h"

G_BEGIN_DECLS

/* What the demo says, read from data/demo/: named lists of words. */
typedef struct _PursuitDemoWords PursuitDemoWords;

/* One entry: the word, and what stood behind "|". */
typedef struct
{
  const char *text;
  const char *more[2];   /* NULL where there was less */
} PursuitDemoWord;

PursuitDemoWords      *pursuit_demo_words_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_demo_words_free   (PursuitDemoWords   *self);
const PursuitDemoWord *pursuit_demo_words_list   (PursuitDemoWords   *self,
                                                  const char         *name,
                                                  guint              *out_n);
const PursuitDemoWord *pursuit_demo_words_choose (PursuitDemoWords   *self,
                                                  const char         *name,
                                                  PursuitDemoRandom  *random);
const char            *pursuit_demo_words_pick   (PursuitDemoWords   *self,
                                                  const char         *name,
                                                  PursuitDemoRandom  *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDemoWords, pursuit_demo_words_free)

G_END_DECLS
