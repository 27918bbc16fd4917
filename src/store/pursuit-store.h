/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-place.h"
#include "pursuit-record.h"

G_BEGIN_DECLS

/**
 * PursuitStoreFlags:
 * @PURSUIT_STORE_NONE: open an existing database
 * @PURSUIT_STORE_CREATE: make a new one
 * @PURSUIT_STORE_READ_ONLY: change nothing
 * @PURSUIT_STORE_ALONE: write even where locks do not reach every computer; the person knows that nobody else may use the file
 *   meanwhile
 * @PURSUIT_STORE_KEYS_LATER: do not make keys anew by which older programs sorted names; see pursuit_sort_keys_continue()
 */
typedef enum
{
  PURSUIT_STORE_NONE = 0,
  PURSUIT_STORE_CREATE = 1 << 0,
  PURSUIT_STORE_READ_ONLY = 1 << 1,
  PURSUIT_STORE_ALONE = 1 << 2,
  PURSUIT_STORE_KEYS_LATER = 1 << 3,
} PursuitStoreFlags;

/**
 * PursuitStoreTick:
 * @waited_us: how long a colleague's lock has been waited for, 0 while a statement runs
 * @data: what pursuit_store_set_tick() was given
 *
 * Called often, on the store's thread, as long as the database is at work.
 */
typedef void (*PursuitStoreTick) (gint64   waited_us,
                                  gpointer data);

#define PURSUIT_TYPE_STORE (pursuit_store_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStore, pursuit_store, PURSUIT, STORE, GObject)

PursuitStore  *pursuit_store_open          (const char         *path,
                                            PursuitStoreFlags   flags,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;
const PursuitPlace *pursuit_store_get_place (PursuitStore      *self);
void           pursuit_store_discard       (PursuitStore       *self);
const char    *pursuit_store_get_path      (PursuitStore       *self);
gboolean       pursuit_store_is_read_only  (PursuitStore       *self);
gboolean       pursuit_store_is_damaged    (PursuitStore       *self);
void           pursuit_store_set_read_only (PursuitStore       *self,
                                            const char         *reason);
const char    *pursuit_store_get_read_only_reason (PursuitStore *self);
const char    *pursuit_store_get_uuid      (PursuitStore       *self);
gint64         pursuit_store_get_generation (PursuitStore      *self);
gboolean       pursuit_store_raise_generation (PursuitStore    *self,
                                            GError            **error);
const char    *pursuit_store_get_client    (PursuitStore       *self);
int            pursuit_store_get_version   (PursuitStore       *self);
int            pursuit_store_get_newest    (void);
void           pursuit_store_interrupt     (PursuitStore       *self);
void           pursuit_store_set_cancellable (PursuitStore     *self,
                                            GCancellable       *cancellable);
void           pursuit_store_set_tick      (PursuitStore       *self,
                                            PursuitStoreTick    tick,
                                            gpointer            data);
void           pursuit_store_set_patience  (PursuitStore       *self,
                                            guint               patience_ms);

gboolean       pursuit_store_look          (PursuitStore       *self,
                                            gboolean           *out_changed,
                                            GError            **error);
void           pursuit_store_rest          (PursuitStore       *self);
gboolean       pursuit_store_reopen        (PursuitStore       *self,
                                            GError            **error);
void           pursuit_store_set_save      (PursuitStore       *self,
                                            const char         *client,
                                            gint64              seq);

PursuitRecord *pursuit_store_load          (PursuitStore       *self,
                                            GType               type,
                                            gint64              id,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_store_has_refused_insert (PursuitStore  *store);
void           pursuit_store_insert_at_once (PursuitStore      *store);
gboolean       pursuit_store_settle_inserts (PursuitStore      *store,
                                            GError            **error);
GPtrArray     *pursuit_store_list          (PursuitStore       *self,
                                            GType               type,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable    *pursuit_store_index_names   (PursuitStore       *self,
                                            GType               type,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_store_insert        (PursuitStore       *self,
                                            PursuitRecord      *record,
                                            GError            **error);
gboolean       pursuit_store_update        (PursuitStore       *self,
                                            PursuitRecord      *record,
                                            GError            **error);
gboolean       pursuit_store_change        (PursuitStore       *self,
                                            PursuitRecord      *before,
                                            PursuitRecord      *record,
                                            GError            **error);
gboolean       pursuit_store_set_deleted   (PursuitStore       *self,
                                            PursuitRecord      *record,
                                            gboolean            deleted,
                                            GError            **error);
gboolean       pursuit_store_delete_range  (PursuitStore       *self,
                                            GType               type,
                                            gint64              first_id,
                                            gint64              last_id,
                                            gint64             *out_count,
                                            GError            **error);
gint64         pursuit_store_count         (PursuitStore       *self,
                                            GType               type,
                                            GError            **error);
gint64         pursuit_store_count_customers (PursuitStore     *self,
                                            GError            **error);

char          *pursuit_store_dup_setting   (PursuitStore       *self,
                                            const char         *key,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_store_put_setting   (PursuitStore       *self,
                                            const char         *key,
                                            const char         *value,
                                            GError            **error);

GPtrArray     *pursuit_store_check         (PursuitStore       *self,
                                            GCancellable       *cancellable,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_store_backup        (PursuitStore       *self,
                                            const char         *target,
                                            GError            **error);

/**
 * PursuitTx:
 *
 * One transaction: begun at once for writing, rolled back on scope exit unless committed.
 */
typedef struct
{
  PursuitStore *store;
} PursuitTx;

gboolean       pursuit_tx_begin            (PursuitTx          *self,
                                            PursuitStore       *store,
                                            GError            **error);
gboolean       pursuit_tx_begin_large      (PursuitTx          *self,
                                            PursuitStore       *store,
                                            GError            **error);
gboolean       pursuit_tx_commit           (PursuitTx          *self,
                                            GError            **error);
void           pursuit_tx_clear            (PursuitTx          *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitTx, pursuit_tx_clear)

/**
 * PursuitReading:
 *
 * Several reads that see one state of the database and lock the file once; ends on scope exit.
 */
typedef struct
{
  PursuitStore *store;
} PursuitReading;

gboolean       pursuit_reading_begin       (PursuitReading     *self,
                                            PursuitStore       *store,
                                            GError            **error);
void           pursuit_reading_clear       (PursuitReading     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitReading, pursuit_reading_clear)

G_END_DECLS
