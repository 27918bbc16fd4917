/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-db-private.h"
#include "pursuit-pages-private.h"
#include "pursuit-recovery.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  PursuitValueKind kind;
  gboolean must_be;       /* NOT NULL */
  gboolean has_default;
  gboolean is_key;        /* the row's number, which is not kept in the row itself */
} PursuitRecoveryColumn;

/* A table of the newest format, and where its rows were found. */
typedef struct
{
  PursuitRecoveredTable *result;
  GArray *columns;
  GArray *spots;
  guint key;
  GHashTable *placeholders;   /* gint64 of rows that were made up */
} PursuitRecoveryTable;

/* The work as a whole. */
typedef struct
{
  PursuitPages *pages;
  PursuitDb *db;              /* the new file, without guard and without references being enforced */
  GPtrArray *tables;
  PursuitRecovery *result;
  GCancellable *cancellable;
} PursuitRecoveryWork;

GPtrArray            *pursuit_recovery_read_model (GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitRecoveryTable *pursuit_recovery_find       (PursuitRecoveryWork   *work,
                                                   const char            *name);
gboolean              pursuit_recovery_fits       (PursuitRecoveryTable  *table,
                                                   const PursuitPageRow  *row);
void                  pursuit_recovery_note_lost  (PursuitRecoveryWork   *work,
                                                   PursuitRecoveryTable  *table,
                                                   const PursuitPageRow  *row);
gboolean              pursuit_recovery_load       (PursuitRecoveryWork   *work,
                                                   GError               **error);
gboolean              pursuit_recovery_mend       (PursuitRecoveryWork   *work,
                                                   GError               **error);
gboolean              pursuit_recovery_miss       (PursuitRecoveryWork   *work,
                                                   GError               **error);

G_END_DECLS
