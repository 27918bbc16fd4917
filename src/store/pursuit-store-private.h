/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-backup.h"
#include "pursuit-claim.h"
#include "pursuit-db-private.h"
#include "pursuit-own-set.h"
#include "pursuit-presence-private.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* SHA-256 */
#define PURSUIT_HASH_SIZE 32

struct _PursuitStore
{
  GObject parent_instance;

  PursuitDb *db;
  GMutex db_lock;                   /* held while db is exchanged, and by whoever interrupts it from another thread */
  PursuitPresence *presence;
  PursuitPlace *place;
  PursuitClaim *claim;              /* on a share, while it may be written */
  char *path;
  char *uuid;
  gint64 generation;
  gint64 data_version;
  char *read_only_reason;
  char *damage;                     /* one sentence, once it was found out that the file is damaged */
  GCancellable *cancellable;        /* lent, see pursuit_store_set_cancellable() */
  PursuitStoreTick tick;            /* see pursuit_store_set_tick() */
  gpointer tick_data;
  guint patience_ms;                /* of the locks, 0 for the usual one */

  /* Who saves, and the number of the last save; the next one may be somebody else's, tried again. */
  char *client;
  gint64 last_seq;
  char *save_client;
  gint64 save_seq;

  gboolean in_transaction;
  gboolean tx_is_large;             /* see pursuit_tx_begin_large() */
  guint tx_new_customers;           /* since anything else was written, see pursuit-facets.c */
  gint64 tx_entry_id;               /* newest journal entry of the transaction, 0 for none yet */
  guint8 tx_hash[PURSUIT_HASH_SIZE];
  gboolean has_old_keys;            /* names are sorted by keys of another time */
  guint keys_type;                  /* which type's are looked at next */
  gint64 keys_last_id;              /* and from where */
  gboolean has_more_texts;          /* the full-text index was not complete at the opening */
  gboolean tx_texts;                /* the full-text index was written to */
  GString *tx_receipts;             /* what is noted of them once they are committed */

  /* See pursuit-own-defs.c. */
  PursuitOwnSet *own_set;           /* NULL until somebody asks */
  gint64 own_stamp[2];
  gboolean tx_knows_own;            /* it is as this transaction sees the file */
  GArray *tx_own_values[PURSUIT_OWN_OF_DEAL + 1]; /* gint64: whose values are to be written, see pursuit-own-values.c */

  /* See pursuit-receipts.c. */
  int receipts_fd;
  GPtrArray *witnesses;             /* NULL until somebody asks */

  struct _PursuitFacets *facets;    /* NULL while triggers keep them, see pursuit-facets.c */
  struct _PursuitNames *names;      /* NULL until somebody looks for one, see pursuit-names.c */
  GHashTable *statements_by_type;   /* GType -> PursuitRecordSql, see pursuit-store-records.c */
};

typedef struct _PursuitRecordSql PursuitRecordSql;

PursuitRecordSql *pursuit_store_get_sql (PursuitStore *self,
                                         GType         type);

int        pursuit_schema_get_newest (void);
gboolean   pursuit_schema_migrate    (PursuitDb   *db,
                                      const char  *path,
                                      int          target,
                                      GError     **error);
gboolean   pursuit_schema_verify     (PursuitDb   *db,
                                      GError     **error);
GHashTable *pursuit_schema_make_expected       (int     version,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *pursuit_schema_get_newest_expected (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_schema_set_newer_error (PursuitDb *db,
                                      int          version,
                                      GError     **error);
gboolean   pursuit_store_enter_place (PursuitStore *self,
                                      const char   *named,
                                      PursuitStoreFlags flags,
                                      GError      **error);
void       pursuit_store_enter_place_again (PursuitStore *self);
void       pursuit_store_settle_in_place (PursuitStore *self,
                                      PursuitStoreFlags flags);
gboolean   pursuit_backup_copy       (PursuitDb   *db,
                                      const char  *path,
                                      const char  *target,
                                      const char  *reason,
                                      GError     **error);
GPtrArray *pursuit_store_check_content (PursuitStore *self,
                                      GCancellable *cancellable,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_store_watch_connection (PursuitStore *self);
gboolean   pursuit_store_is_still_known (PursuitStore  *store,
                                      GError       **error);
gboolean   pursuit_store_may_write   (PursuitStore  *self,
                                      GError       **error);

gboolean   pursuit_store_refuse_damage  (PursuitStore *self,
                                         GError      **error);
gboolean   pursuit_store_is_in_doubt    (PursuitStore *self);
gboolean   pursuit_store_look_through   (PursuitStore *self,
                                         GError      **error);
gboolean   pursuit_store_meet_suspicion (PursuitStore *self,
                                         GError      **error);
void       pursuit_store_leave_damage   (PursuitStore *self);

G_END_DECLS
