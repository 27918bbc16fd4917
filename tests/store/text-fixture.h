/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-text-index-private.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* What the tests of the full-text index write and ask. */
char          *text_fixture_find         (StoreFixture       *self,
                                          const PursuitQuery *scope,
                                          const char         *words) G_GNUC_WARN_UNUSED_RESULT;
void           text_fixture_assert_found (StoreFixture       *self,
                                          const char         *words,
                                          const char         *expected);
gboolean       text_fixture_is_sound     (StoreFixture       *self);
void           text_fixture_assert_sound (StoreFixture       *self);
void           text_fixture_save         (StoreFixture       *self,
                                          PursuitRecord      *record);
void           text_fixture_set_deleted  (StoreFixture       *self,
                                          PursuitRecord      *record,
                                          gboolean            deleted);
PursuitRecord *text_fixture_add_customer (StoreFixture       *self,
                                          const char         *notes) G_GNUC_WARN_UNUSED_RESULT;
PursuitRecord *text_fixture_add_activity (StoreFixture       *self,
                                          gint64              customer_id,
                                          const char         *subject,
                                          const char         *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
