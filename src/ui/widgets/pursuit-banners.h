/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-banner.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BANNERS (pursuit_banners_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBanners, pursuit_banners, PURSUIT, BANNERS, GtkWidget)

PursuitBanner *pursuit_banners_set   (PursuitBanners  *self,
                                      const char      *id,
                                      PursuitSeverity  severity,
                                      const char      *sentence,
                                      const char      *detail,
                                      const char      *button,
                                      const char      *detailed_action);
void           pursuit_banners_unset (PursuitBanners  *self,
                                      const char      *id);
void           pursuit_banners_clear (PursuitBanners  *self);
PursuitBanner *pursuit_banners_find  (PursuitBanners  *self,
                                      const char      *id);

G_END_DECLS
