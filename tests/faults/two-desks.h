/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "machines.h"
#include "pursuit-desk.h"

G_BEGIN_DECLS

enum
{
  HERE,
  THERE,
  N_DESKS,
};

/* Two people at one database, each at a machine of their own. */
typedef struct
{
  Machines *machines;      /* NULL where nothing can be mounted: the test is skipped */
  PursuitDesk *desks[N_DESKS];
  gint64 customer_id;      /* "House", there from the beginning */
} TwoDesks;

void      two_desks_set_up        (TwoDesks      *self,
                                   gconstpointer  data);
void      two_desks_tear_down     (TwoDesks      *self,
                                   gconstpointer  data);
gboolean  two_desks_are_missing   (TwoDesks      *self);
void      two_desks_sit_down      (TwoDesks      *self,
                                   guint          machine);
void      two_desks_leave         (TwoDesks      *self,
                                   guint          machine);
gint64    two_desks_add_customer  (TwoDesks      *self,
                                   guint          machine,
                                   const char    *name,
                                   GError       **error);
void      two_desks_add           (TwoDesks      *self,
                                   guint          machine,
                                   const char    *name);
void      two_desks_refuses       (TwoDesks      *self,
                                   guint          machine,
                                   int            code);
gint64    two_desks_count         (TwoDesks      *self,
                                   const char    *name);
void      two_desks_assert_sound  (TwoDesks      *self);

G_END_DECLS
