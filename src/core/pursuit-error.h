/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PURSUIT_ERROR (pursuit_error_quark ())

/**
 * PursuitError:
 * @PURSUIT_ERROR_INVALID: what was asked breaks a rule or a value cannot be read; mend the input
 * @PURSUIT_ERROR_NOT_FOUND: the record or file does not exist, or was deleted
 * @PURSUIT_ERROR_CONFLICT: somebody else changed the same thing meanwhile; look at theirs and try again
 * @PURSUIT_ERROR_DENIED: the actor lacks the right; the message names who could do it
 * @PURSUIT_ERROR_GATED: a move lacks milestones or a reason (STG-2); reach them, say why, or let somebody override it
 * @PURSUIT_ERROR_STORAGE: the file, the disk or the database engine refused
 * @PURSUIT_ERROR_NEWER: the database was made by a newer version of the program
 * @PURSUIT_ERROR_BUSY: somebody else holds the database for longer than we wait; nothing happened, try again
 * @PURSUIT_ERROR_AWAY: the place of the database does not answer; what was asked for may be asked for again later
 * @PURSUIT_ERROR_DAMAGED: the database is damaged; it is not written to any more
 *
 * The one error domain of the program; each code is something that the caller can act on.
 * Cancelling is not one of them: that is %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  PURSUIT_ERROR_INVALID,
  PURSUIT_ERROR_NOT_FOUND,
  PURSUIT_ERROR_CONFLICT,
  PURSUIT_ERROR_DENIED,
  PURSUIT_ERROR_STORAGE,
  PURSUIT_ERROR_NEWER,
  PURSUIT_ERROR_BUSY,
  PURSUIT_ERROR_AWAY,
  PURSUIT_ERROR_DAMAGED,
  PURSUIT_ERROR_GATED,
} PursuitError;

GQuark pursuit_error_quark (void);

G_END_DECLS
