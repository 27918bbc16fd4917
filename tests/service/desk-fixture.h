/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* When the tests happen: 2026-03-17 06:32:00.000007 UTC. */
#define DESK_NOW G_GINT64_CONSTANT (1773729120000007)
#define DESK_TODAY "2026-03-17"

/* For tests of what comes with the program: the gates of its processes stay closed. */
extern const char desk_with_gates[];
#define DESK_WITH_GATES ((gconstpointer) desk_with_gates)

/* A desk at a new database with a small house in it:
 *
 *   Head      Chief (executive), Root (administrator), Sun (pre-sales), Qian (no role)
 *   ├ East    Ma leads (manager), Li (seller)
 *   │ └ Coast Wang (seller)
 *   └ West    Zhu leads (manager), Zhao (seller)
 */
typedef struct
{
  StoreFixture base;   /* its store is that of the desk, borrowed */
  PursuitDesk *desk;
} DeskFixture;

void        desk_fixture_set_up        (DeskFixture        *self,
                                        gconstpointer       data);
void        desk_fixture_tear_down     (DeskFixture        *self,
                                        gconstpointer       data);
void        desk_fixture_reopen        (DeskFixture        *self,
                                        PursuitStoreFlags   flags);
void        desk_fixture_sign_in       (DeskFixture        *self,
                                        const char         *name);
gint64      desk_fixture_find          (DeskFixture        *self,
                                        const char         *table,
                                        const char         *name);
gint64      desk_fixture_add_customer  (DeskFixture        *self,
                                        const char         *name,
                                        const char         *owner);
gint64      desk_fixture_add_deal      (DeskFixture        *self,
                                        const char         *title,
                                        const char         *customer,
                                        const char         *owner,
                                        gint64              amount,
                                        int                 position);
gint64      desk_fixture_int           (DeskFixture        *self,
                                        const char         *format,
                                        ...) G_GNUC_PRINTF (2, 3);
char       *desk_fixture_text          (DeskFixture        *self,
                                        const char         *format,
                                        ...) G_GNUC_PRINTF (2, 3) G_GNUC_WARN_UNUSED_RESULT;
void        desk_fixture_assert_sound  (DeskFixture        *self);

G_END_DECLS
