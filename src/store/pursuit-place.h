/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitPlaceKind:
 * @PURSUIT_PLACE_LOCAL: a disk of this computer
 * @PURSUIT_PLACE_SHARE: a network folder whose locks reach every computer
 * @PURSUIT_PLACE_UNSAFE: a place where locks do not reach every computer, or where nobody knows
 * @PURSUIT_PLACE_SYNCED: a folder that a program copies to other computers, without locks at all
 */
typedef enum
{
  PURSUIT_PLACE_LOCAL,
  PURSUIT_PLACE_SHARE,
  PURSUIT_PLACE_UNSAFE,
  PURSUIT_PLACE_SYNCED,
} PursuitPlaceKind;

/**
 * PursuitPlace:
 * @kind: what may be done there
 * @file_system: the type, as the mount table calls it
 * @mount_point: where it is mounted
 * @options: the mount's and the file system's options, comma-separated
 * @reason: (nullable): a sentence that says why, or what to know; %NULL when there is nothing to say
 * @round_trip_us: how long a lock and its release took when it was measured, 0 when it was not
 *
 * Where a database lies.
 */
typedef struct
{
  PursuitPlaceKind kind;
  char *file_system;
  char *mount_point;
  char *options;
  char *reason;
  gint64 round_trip_us;
} PursuitPlace;

PursuitPlace *pursuit_place_classify     (const char          *path,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitPlace *pursuit_place_classify_in  (const char          *path,
                                          const char          *mountinfo,
                                          const char          *home,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitPlace *pursuit_place_copy         (const PursuitPlace  *self) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_place_free         (PursuitPlace        *self);
const char   *pursuit_place_kind_to_word (PursuitPlaceKind     kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitPlace, pursuit_place_free)

G_END_DECLS
