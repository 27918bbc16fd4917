/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *pursuit_local_dup_dir         (const char *store_uuid) G_GNUC_WARN_UNUSED_RESULT;
char *pursuit_local_dup_backups_dir (void) G_GNUC_WARN_UNUSED_RESULT;
char *pursuit_local_dup_formats_dir (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
