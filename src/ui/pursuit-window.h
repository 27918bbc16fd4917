/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-application.h"
#include "pursuit-banners.h"
#include "pursuit-page.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_WINDOW (pursuit_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWindow, pursuit_window, PURSUIT, WINDOW, AdwApplicationWindow)

PursuitWindow *pursuit_window_new        (PursuitApplication *application) G_GNUC_WARN_UNUSED_RESULT;
void           pursuit_window_open       (PursuitWindow      *self,
                                          const char         *path);
void           pursuit_window_set_staff  (PursuitWindow      *self,
                                          const char         *staff);
const char    *pursuit_window_get_path   (PursuitWindow      *self);
PursuitWorker *pursuit_window_get_worker (PursuitWindow      *self);
PursuitPage   *pursuit_window_get_page   (PursuitWindow      *self);
const char    *pursuit_window_get_state  (PursuitWindow      *self);
PursuitBanners *pursuit_window_get_banners (PursuitWindow    *self);

G_END_DECLS
