/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PursuitSeverity:
 * @PURSUIT_SEVERITY_INFO: good to know
 * @PURSUIT_SEVERITY_WARNING: attention, nothing is broken
 * @PURSUIT_SEVERITY_ERROR: something cannot be done until it is put right
 */
typedef enum
{
  PURSUIT_SEVERITY_INFO,
  PURSUIT_SEVERITY_WARNING,
  PURSUIT_SEVERITY_ERROR,
} PursuitSeverity;

#define PURSUIT_TYPE_BANNER (pursuit_banner_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBanner, pursuit_banner, PURSUIT, BANNER, GtkWidget)

GtkWidget      *pursuit_banner_new               (PursuitSeverity  severity) G_GNUC_WARN_UNUSED_RESULT;
PursuitSeverity pursuit_banner_get_severity      (PursuitBanner   *self);
const char     *pursuit_banner_get_sentence      (PursuitBanner   *self);
const char     *pursuit_banner_get_detail        (PursuitBanner   *self);
void            pursuit_banner_set_sentence      (PursuitBanner   *self,
                                                  const char      *sentence,
                                                  const char      *detail);
void            pursuit_banner_set_button        (PursuitBanner   *self,
                                                  const char      *label,
                                                  const char      *detailed_action);
void            pursuit_banner_set_second_button (PursuitBanner   *self,
                                                  const char      *label,
                                                  const char      *detailed_action);
gboolean        pursuit_banner_get_revealed      (PursuitBanner   *self);
void            pursuit_banner_set_revealed      (PursuitBanner   *self,
                                                  gboolean         revealed);

G_END_DECLS
