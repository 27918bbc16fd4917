/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk-fixture.h"
#include "pursuit-worker-private.h"

G_BEGIN_DECLS

/* A worker at the small house with customer 1, "Mill", and what this computer keeps for it in a folder of its own. The desk of
 * the house is the colleague next door: a second connection to the same file, that may hold it. */
typedef struct
{
  DeskFixture next_door;
  PursuitTx hold;
  char *state;
  PursuitWorker *worker;
} WorkerFixture;

void          worker_fixture_set_up       (WorkerFixture     *self,
                                           gconstpointer      data);
void          worker_fixture_tear_down    (WorkerFixture     *self,
                                           gconstpointer      data);
void          worker_fixture_open         (WorkerFixture     *self);
void          worker_fixture_open_as      (WorkerFixture     *self,
                                           const char        *staff);
void          worker_fixture_open_to_read (WorkerFixture     *self);
void          worker_fixture_close        (WorkerFixture     *self);
void          worker_fixture_hold         (WorkerFixture     *self);
void          worker_fixture_let_go       (WorkerFixture     *self);
char         *worker_fixture_dup_dir      (WorkerFixture     *self,
                                           const char        *name) G_GNUC_WARN_UNUSED_RESULT;
char         *worker_fixture_list_files   (WorkerFixture     *self,
                                           const char        *name,
                                           const char        *suffix) G_GNUC_WARN_UNUSED_RESULT;

PursuitSave  *worker_fixture_edit         (WorkerFixture     *self,
                                           const char        *property,
                                           const char        *value) G_GNUC_WARN_UNUSED_RESULT;
PursuitSaved *worker_fixture_save         (WorkerFixture     *self,
                                           PursuitSave       *save,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void          worker_fixture_save_expect  (WorkerFixture     *self,
                                           PursuitSave       *save,
                                           PursuitSavedState  state);
void          worker_fixture_await_link   (WorkerFixture     *self,
                                           PursuitLink        link);
void          worker_fixture_await_unsent (WorkerFixture     *self,
                                           guint              n,
                                           guint              n_held);
gpointer      worker_fixture_call         (WorkerFixture     *self,
                                           PursuitJob         job,
                                           gpointer           data,
                                           GCancellable      *cancellable,
                                           GError           **error);

/* What customer 1 holds, seen from outside. */
#define worker_fixture_assert(self, column, expected)                                                          \
  G_STMT_START                                                                                                 \
    {                                                                                                          \
      g_autofree char *held_ = desk_fixture_text (&(self)->next_door, "SELECT %s FROM customer WHERE id = 1",  \
                                                  (column));                                                   \
      g_assert_cmpstr (held_, ==, (expected));                                                                 \
    }                                                                                                          \
  G_STMT_END

G_END_DECLS
