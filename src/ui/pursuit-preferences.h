/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_PREFERENCES (pursuit_preferences_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPreferences, pursuit_preferences, PURSUIT, PREFERENCES, GObject)

PursuitPreferences *pursuit_preferences_get_default  (void);
char               *pursuit_preferences_dup_string   (PursuitPreferences *self,
                                                      const char         *name) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_preferences_hold_back    (PursuitPreferences *self);
gboolean            pursuit_preferences_get_boolean  (PursuitPreferences *self,
                                                      const char         *name);

G_END_DECLS
