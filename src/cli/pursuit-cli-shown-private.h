/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-columns-private.h"

G_BEGIN_DECLS

/* Which columns of a list somebody wants to see. */
typedef struct _PursuitShown PursuitShown;

PursuitShown *pursuit_shown_new      (PursuitCli          *cli,
                                      PursuitList          list,
                                      const char          *names,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_shown_free     (PursuitShown        *self);
PursuitTable *pursuit_shown_make_table (const PursuitShown *self) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_shown_add_to_table (const PursuitShown *self,
                                      PursuitRow          *row,
                                      PursuitTable        *table);
JsonObject   *pursuit_shown_describe (const PursuitShown  *self,
                                      PursuitRow          *row) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitShown, pursuit_shown_free)

G_END_DECLS
