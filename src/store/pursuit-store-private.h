/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-db-private.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

struct _PursuitStore
{
  GObject parent_instance;

  PursuitDb *db;
  char *path;
  gboolean in_transaction;
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
gboolean   pursuit_backup_copy       (PursuitDb   *db,
                                      const char  *target,
                                      GError     **error);
gboolean   pursuit_store_may_write   (PursuitStore  *self,
                                      GError       **error);

G_END_DECLS
