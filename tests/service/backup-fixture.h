/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk-fixture.h"
#include "pursuit-backups.h"

G_BEGIN_DECLS

/* A desk whose backups go to a folder of the test's own. */
typedef struct
{
  DeskFixture base;
  char *home;
} BackupFixture;

void           backup_fixture_set_up    (BackupFixture  *self,
                                         gconstpointer   data);
void           backup_fixture_tear_down (BackupFixture  *self,
                                         gconstpointer   data);
PursuitBackup *backup_fixture_take      (BackupFixture  *self,
                                         const char     *reason) G_GNUC_WARN_UNUSED_RESULT;
guint          backup_fixture_count     (BackupFixture  *self,
                                         const char     *folder);
void           backup_fixture_remove    (const char     *folder);
void           backup_fixture_pass_time (int             minutes);

G_END_DECLS
