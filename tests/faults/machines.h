/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Several client machines over one folder on a server, in a temporary folder of their own (share-fs.c). */
typedef struct _Machines Machines;

Machines   *machines_new        (guint        count,
                                 char       **out_reason) G_GNUC_WARN_UNUSED_RESULT;
void        machines_free       (Machines    *self);
const char *machines_get_server (Machines    *self);
const char *machines_get_folder (Machines    *self,
                                 guint        machine);
char       *machines_dup_path   (Machines    *self,
                                 guint        machine,
                                 const char  *name) G_GNUC_WARN_UNUSED_RESULT;
char       *machines_dup_server_path (Machines *self,
                                 const char  *name) G_GNUC_WARN_UNUSED_RESULT;
void        machines_set        (Machines    *self,
                                 guint        machine,
                                 const char  *lines);
gint64      machines_get        (Machines    *self,
                                 guint        machine,
                                 const char  *key);

G_END_DECLS
