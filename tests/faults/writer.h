/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/* One process of the suite: a desk at the shared file, several people at it, and a log of what was acknowledged. */
typedef struct
{
  char *path;
  int log;
  char *name;           /* of the process, in every marker */
  GRand *random;
  guint users;
  double rate;          /* saves a second, all users together; 0 without a pause */
  gint64 ends_at;       /* monotonic */
  PursuitDesk *desk;    /* NULL while it cannot be opened */
  GArray *customers;    /* gint64, those that were there at the beginning and one's own */
  GArray *deals;
  gint64 last_entry;    /* one's own, for undo; 0 for none */
  guint seq;
} Writer;

/* What a save came to, for the log. */
typedef struct
{
  const char *verb;
  const char *entity;
  gint64 id;
  gint64 entry;
  char marker[64];
} Saved;

/* writer-verbs.c */
gboolean writer_save (Writer  *self,
                      Saved   *out_saved,
                      GError **error);
gboolean writer_look (Writer  *self,
                      GError **error);

G_END_DECLS
