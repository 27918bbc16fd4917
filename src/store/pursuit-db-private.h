/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "pursuit-busy-private.h"

G_BEGIN_DECLS

/* "Purs" in ASCII, kept in the file's header. */
#define PURSUIT_APPLICATION_ID 0x50757273

/* How long a statement waits for a lock before it gives up, in milliseconds. */
#define PURSUIT_DB_PATIENCE 5000

/* How much of a file is kept in memory, in KiB: usually, and while a transaction writes very much. */
#define PURSUIT_DB_USUAL_CACHE "PRAGMA cache_size = -32000"
#define PURSUIT_DB_LARGE_CACHE "PRAGMA cache_size = -128000"

/*
 * PursuitDb: one SQLite connection with its statement cache. This type and PursuitStmt are the only
 * things in the program that touch sqlite3.h; a second engine would stand here.
 */
typedef struct
{
  sqlite3 *handle;
  char *name;               /* the file's display name, for messages */
  gboolean read_only;
  gboolean is_copy;         /* a backup's target, or the model of a schema */
  gboolean is_away;         /* an answer did not come: a new connection is wanted */
  gboolean is_damaged;      /* the engine said so: nothing is written any more, see pursuit-store-damage.c */
  gboolean is_index_damaged; /* the full-text index alone; whoever sees it takes it back, see pursuit-text-index.c */
  gboolean has_saved;       /* something was committed here */
  gboolean in_transaction;  /* a PursuitTx has begun */
  int trouble;              /* the code with which the engine ended that transaction by itself, 0 for none */
  gboolean has_guard;       /* see pursuit-db-guard.c */
  gboolean is_guarded;
  PursuitBusy busy;
  GHashTable *statements;   /* SQL text -> sqlite3_stmt, idle or in use */
  guint n_lent;             /* statements that were prepared and not cleared yet */
  struct _PursuitInserts *inserts;  /* NULL unless a large transaction is at work, see pursuit-inserts.c */
} PursuitDb;

PursuitDb *pursuit_db_open        (const char    *path,
                                   gboolean       create,
                                   gboolean       read_only,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitDb *pursuit_db_open_plain  (const char    *path,
                                   const char    *name,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_db_close       (PursuitDb     *self);
void       pursuit_db_remove      (const char    *path);
gboolean   pursuit_db_exec        (PursuitDb     *self,
                                   const char    *sql,
                                   GError       **error);
gint64     pursuit_db_last_id     (PursuitDb     *self);
int        pursuit_db_changes     (PursuitDb     *self);
gboolean   pursuit_db_get_number  (PursuitDb     *self,
                                   const char    *sql,
                                   gint64        *out_number,
                                   GError       **error);
GArray    *pursuit_db_list_ids    (PursuitDb     *self,
                                   const char    *sql,
                                   gint64         id,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_db_set_error   (PursuitDb     *self,
                                   int            code,
                                   GError       **error);
gboolean   pursuit_db_require_transaction (PursuitDb *self,
                                   GError       **error);
void       pursuit_db_interrupt   (PursuitDb     *self);
void       pursuit_db_disconnect  (PursuitDb     *self);
gboolean   pursuit_db_is_connected (PursuitDb    *self,
                                   GError       **error);
void       pursuit_db_set_vfs     (const char    *name);
guint      pursuit_db_get_patience (void);
void       pursuit_db_guard       (PursuitDb     *self);
gboolean   pursuit_db_set_guarded (PursuitDb     *self,
                                   gboolean       guarded);
gboolean   pursuit_db_wait        (PursuitDb     *db,
                                   GError       **error);

/* What is bound to a statement that somebody else will run, see pursuit-inserts.c. */
typedef struct _PursuitBoundRow PursuitBoundRow;

void       pursuit_bound_row_add_number (PursuitBoundRow *self,
                                         int              index,
                                         gint64           number);
void       pursuit_bound_row_add_text   (PursuitBoundRow *self,
                                         int              index,
                                         const char      *text);
void       pursuit_bound_row_add_bytes  (PursuitBoundRow *self,
                                         int              index,
                                         const guint8    *bytes,
                                         gsize            length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDb, pursuit_db_close)

/* A statement borrowed from the cache; g_auto() hands it back, reset and without bindings. */
typedef struct
{
  PursuitDb *db;
  sqlite3_stmt *handle;
  gboolean cached;
  PursuitBoundRow *row;     /* takes what is bound, when there is no handle */
} PursuitStmt;

gboolean    pursuit_stmt_prepare     (PursuitStmt   *self,
                                      PursuitDb     *db,
                                      const char    *sql,
                                      GError       **error);
gboolean    pursuit_stmt_prepare_kept (PursuitStmt  *self,
                                      PursuitDb     *db,
                                      sqlite3_stmt **kept,
                                      const char    *sql,
                                      GError       **error);
void        pursuit_stmt_clear       (PursuitStmt   *self);
void        pursuit_stmt_bind_number (PursuitStmt   *self,
                                      int            index,
                                      gint64         number);
void        pursuit_stmt_bind_ref    (PursuitStmt   *self,
                                      int            index,
                                      gint64         id);
void        pursuit_stmt_bind_text   (PursuitStmt   *self,
                                      int            index,
                                      const char    *text);
void        pursuit_stmt_bind_bytes  (PursuitStmt   *self,
                                      int            index,
                                      const guint8  *bytes,
                                      gsize          length);
gboolean    pursuit_stmt_step        (PursuitStmt   *self,
                                      gboolean      *out_row,
                                      GError       **error);
gboolean    pursuit_stmt_run         (PursuitStmt   *self,
                                      GError       **error);
gint64      pursuit_stmt_get_number  (PursuitStmt   *self,
                                      int            column);
const char *pursuit_stmt_get_text    (PursuitStmt   *self,
                                      int            column);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitStmt, pursuit_stmt_clear)

G_END_DECLS
