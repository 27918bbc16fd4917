/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

/* A database in a directory of its own, opened by a worker as the window would do it. */
typedef struct
{
  char *directory;
  char *path;
  PursuitWorker *worker;
} UiFixture;

typedef gboolean (*UiCondition) (gpointer data);

void     ui_fixture_set_up    (UiFixture           *self,
                               void               (*fill) (PursuitDesk *desk));
void     ui_fixture_tear_down (UiFixture           *self);
void     ui_open              (PursuitWorker       *worker,
                               const char          *path,
                               PursuitStoreFlags    flags);
void     ui_end_worker        (PursuitWorker       *worker);
void     ui_wait_until        (UiCondition          condition,
                               gpointer             data);
void     ui_settle            (void);
gpointer ui_call              (UiFixture           *self,
                               PursuitJob           job,
                               gpointer             data);

GtkWidget *ui_find_type       (GtkWidget           *below,
                               GType                type);

G_END_DECLS
