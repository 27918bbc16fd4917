/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-place.h"

G_BEGIN_DECLS

/**
 * PursuitPlaceVerdict:
 * @PURSUIT_PLACE_PASSED: as it has to be
 * @PURSUIT_PLACE_ADVICE: will do, but could be better
 * @PURSUIT_PLACE_FAILED: a team's database cannot be kept there
 *
 * How a test of a folder ended.
 */
typedef enum
{
  PURSUIT_PLACE_PASSED,
  PURSUIT_PLACE_ADVICE,
  PURSUIT_PLACE_FAILED,
} PursuitPlaceVerdict;

/**
 * PursuitPlaceFinding:
 * @id: a stable word for what was tested
 * @verdict: how it ended
 * @finding: what was found, a sentence
 * @remedy: (nullable): the line that an administrator needs to mend it
 * @value: what was measured
 * @unit: (nullable): in what, "us", "s" or "bytes"; %NULL when nothing was measured
 *
 * One property of a folder.
 */
typedef struct
{
  const char *id;
  PursuitPlaceVerdict verdict;
  char *finding;
  const char *remedy;
  gint64 value;
  const char *unit;
} PursuitPlaceFinding;

GPtrArray  *pursuit_place_check           (const char           *folder,
                                           GCancellable         *cancellable,
                                           PursuitPlace        **out_place,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
guint       pursuit_place_count_failures  (GPtrArray            *findings);
const char *pursuit_place_verdict_to_word (PursuitPlaceVerdict   verdict);

G_END_DECLS
