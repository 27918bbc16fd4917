/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  gboolean (*verb) (PursuitDesk  *desk,
                    GError      **error);
} VerbCase;

const VerbCase *verb_cases_list    (guint       *out_n);
void            verb_cases_furnish (DeskFixture *fixture);
char           *verb_cases_picture (DeskFixture *fixture) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
