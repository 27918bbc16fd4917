/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* The sooner, the better the match. */
typedef enum
{
  PURSUIT_COMMAND_MATCH_START,
  PURSUIT_COMMAND_MATCH_WORD,
  PURSUIT_COMMAND_MATCH_INSIDE,
  PURSUIT_COMMAND_MATCH_NONE,
} PursuitCommandMatch;

PursuitCommandMatch pursuit_command_match_label (const char    *label,
                                                 const char    *words);
void                pursuit_command_match_mark  (PangoAttrList *marks,
                                                 const char    *text,
                                                 const char    *words);

G_END_DECLS
