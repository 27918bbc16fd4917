/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-automation.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_APPLICATION (pursuit_application_get_type ())
G_DECLARE_FINAL_TYPE (PursuitApplication, pursuit_application, PURSUIT, APPLICATION, AdwApplication)

void                pursuit_application_set_up_language (void);
PursuitApplication *pursuit_application_new             (void) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_application_set_runner      (PursuitApplication *self,
                                                         PursuitRunner       runner);
void                pursuit_application_show_file       (PursuitApplication *self,
                                                         const char         *path,
                                                         GtkWindow          *into);
gboolean            pursuit_application_has_failed      (PursuitApplication *self);

G_END_DECLS
