/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"

G_BEGIN_DECLS

/**
 * PursuitGlobalOptions:
 *
 * Options that every command takes, before or after its name, and what is left of the words when all options are taken.
 */
typedef struct
{
  char *db;
  char *as;
  gboolean json;
  gboolean via_window;
  gboolean alone;
  gboolean read_only;
  gboolean help;
  gboolean version;
  gboolean completion;
  char **rest;
} PursuitGlobalOptions;

const GOptionEntry *pursuit_options_get_global    (void);
GOptionContext     *pursuit_options_make_context  (const PursuitCommand  *command,
                                                   PursuitGlobalOptions  *globals,
                                                   gpointer               options) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_options_resolve_files (PursuitCli            *cli,
                                                   GError               **error);
void                pursuit_options_clear         (const PursuitCommand  *command,
                                                   PursuitGlobalOptions  *globals,
                                                   gpointer               options);

G_END_DECLS
