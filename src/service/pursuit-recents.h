/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-record.h"

G_BEGIN_DECLS

/* More than anybody scans; what was opened longer ago is found by its name. */
#define PURSUIT_RECENTS_MOST 50

/**
 * PursuitRecent:
 * @type: the record type; %G_TYPE_INVALID for an action
 * @id: which record, 0 for an action
 * @action: (nullable): the detailed name of an action, "win.view::board"
 *
 * Something that was opened or done lately.
 */
typedef struct
{
  GType type;
  gint64 id;
  char *action;
} PursuitRecent;

#define PURSUIT_TYPE_RECENTS (pursuit_recents_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRecents, pursuit_recents, PURSUIT, RECENTS, GObject)

PursuitRecents *pursuit_recents_new         (const char     *dir) G_GNUC_WARN_UNUSED_RESULT;
void            pursuit_recents_note        (PursuitRecents *self,
                                             GType           type,
                                             gint64          id);
void            pursuit_recents_note_action (PursuitRecents *self,
                                             const char     *action);
GPtrArray      *pursuit_recents_get_list    (PursuitRecents *self);
void            pursuit_recents_clear       (PursuitRecents *self);
void            pursuit_recents_flush       (PursuitRecents *self);

G_END_DECLS
