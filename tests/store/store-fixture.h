/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-error.h"
#include "pursuit-store.h"
#include "scratch-db.h"

G_BEGIN_DECLS

/* A store in a directory of its own, and raw SQL to look at it from outside. */
typedef struct
{
  char *dir;
  char *path;
  PursuitStore *store;   /* NULL while closed */
} StoreFixture;

void   store_fixture_set_up        (StoreFixture  *self,
                                    gconstpointer  data);
void   store_fixture_set_up_closed (StoreFixture  *self,
                                    gconstpointer  data);
void   store_fixture_tear_down     (StoreFixture  *self,
                                    gconstpointer  data);
void   store_fixture_close         (StoreFixture  *self);
void   store_fixture_open          (StoreFixture  *self);
void   store_fixture_fill          (StoreFixture  *self);

void   store_fixture_refuses       (StoreFixture  *self,
                                    PursuitStoreFlags flags,
                                    PursuitError   code,
                                    const char    *sentence);
void   store_fixture_raw           (StoreFixture  *self,
                                    const char    *sql);
gint64 store_fixture_int           (StoreFixture  *self,
                                    const char    *sql);
char  *store_fixture_text          (StoreFixture  *self,
                                    const char    *sql) G_GNUC_WARN_UNUSED_RESULT;
char  *store_fixture_list_files    (StoreFixture  *self) G_GNUC_WARN_UNUSED_RESULT;
char  *store_fixture_hash_file     (StoreFixture  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
