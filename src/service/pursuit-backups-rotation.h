/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitBackupAge:
 * @at: when it was made
 * @is_good: whether one could go back to it
 * @is_wanted: whether somebody asked for it, or it was made before a large change
 * @keep: what pursuit_backups_choose() decides
 */
typedef struct
{
  gint64 at;
  gboolean is_good;
  gboolean is_wanted;
  gboolean keep;
} PursuitBackupAge;

void pursuit_backups_choose (PursuitBackupAge *ages,
                             guint             n,
                             gint64            now);

G_END_DECLS
