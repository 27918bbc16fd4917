/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-db-private.h"

G_BEGIN_DECLS

/* Ids that a statement asks for; shared by the statements of one query. */
typedef struct _PursuitNameSet PursuitNameSet;

PursuitNameSet *pursuit_name_set_new      (GArray         *ids) G_GNUC_WARN_UNUSED_RESULT;
void            pursuit_name_set_unref    (gpointer        self);
gboolean        pursuit_name_set_is_few   (PursuitNameSet *self);
char           *pursuit_name_set_dup_json (PursuitNameSet *self) G_GNUC_WARN_UNUSED_RESULT;
void            pursuit_name_set_bind     (PursuitNameSet *self,
                                           PursuitStmt    *stmt,
                                           int             index);
void            pursuit_names_register    (PursuitDb      *db);

G_END_DECLS
