/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-actions.h"
#include "pursuit-recents.h"

G_BEGIN_DECLS

/**
 * PursuitCommandActions:
 *
 * What could be done when the command bar was opened: the actions that were enabled, and where each is to be done.
 */
typedef struct _PursuitCommandActions PursuitCommandActions;

PursuitCommandActions *pursuit_command_actions_new   (GtkWidget             *bar,
                                                      GtkWidget             *origin,
                                                      GtkWidget             *page) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_command_actions_free  (PursuitCommandActions *self);
GPtrArray             *pursuit_command_actions_find  (PursuitCommandActions *self,
                                                      const char            *words,
                                                      PursuitRecents        *recents) G_GNUC_WARN_UNUSED_RESULT;
const PursuitAction   *pursuit_command_actions_named (PursuitCommandActions *self,
                                                      const char            *name);
gboolean               pursuit_command_actions_run   (PursuitCommandActions *self,
                                                      const PursuitAction   *action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitCommandActions, pursuit_command_actions_free)

G_END_DECLS
