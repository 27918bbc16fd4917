/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pursuit-cli-output-private.h"
#include "pursuit-desk.h"

G_BEGIN_DECLS

/* What a script can act on; docs/cli.md explains them. */
typedef enum
{
  PURSUIT_EXIT_DONE = 0,
  PURSUIT_EXIT_REFUSED = 1,
  PURSUIT_EXIT_USAGE = 2,
  PURSUIT_EXIT_STORAGE = 3,
  PURSUIT_EXIT_CONFLICT = 4,
} PursuitExit;

typedef struct _PursuitCommand PursuitCommand;

/**
 * PursuitCli:
 * @command: what was asked for
 * @db: (nullable): the database file
 * @as: (nullable): who acts
 * @json: whether the answer is for a program
 * @args: what followed the command's name, without the options
 * @n_args: how many that are
 * @options: (nullable): the command's own options, of the struct that its table was written for
 * @output: where the answer goes
 * @answer: (nullable): the one JSON document of the answer, unless it was streamed
 * @desk: (nullable): the opened database, see pursuit_cli_open()
 * @via_window: whether a window is to do it, if there is one
 * @alone: whether it may write where locks do not reach other computers
 * @read_only: whether nothing is to be changed
 * @words: all of what was asked for, lent
 * @host: (nullable): the desk of the window in which this runs, lent; %NULL when it runs for its own process
 * @folder: (nullable): what relative names of files start from, lent; empty when nobody said, %NULL for the process's own
 * @cancellable: (nullable): how whoever asked takes it back, lent; only with @host
 * @handed_over: whether a window has done it
 * @code: how it ended there
 * @at_file: whether a file is being opened: then "not found" is trouble with storage, not a refusal
 *
 * One run of the program, or of one of its commands in a window.
 */
typedef struct
{
  const PursuitCommand *command;
  char *db;
  char *as;
  gboolean json;
  char **args;
  guint n_args;
  gpointer options;
  PursuitOutput *output;
  JsonObject *answer;
  PursuitDesk *desk;
  gboolean at_file;
  gboolean via_window;
  gboolean alone;
  gboolean read_only;
  const char * const *words;
  PursuitDesk *host;
  const char *folder;
  GCancellable *cancellable;
  gboolean handed_over;
  PursuitExit code;
} PursuitCli;

/**
 * PursuitCommand:
 * @name: one or two words
 * @arguments: (nullable): what follows, for the help
 * @summary: one line for the list of commands, a message id
 * @details: (nullable): what else to know, a message id
 * @n_required: how many arguments there must be
 * @n_allowed: how many there may be
 * @file_argument: which argument, from 1, is a file name and so any bytes; 0 for none
 * @own_process: whether it makes or opens a database of its own, so that no window can do it
 * @options: (nullable): entries made with PURSUIT_OPTION
 * @options_size: the size of the struct that they fill
 * @run: does it
 *
 * One row of the table of commands.
 */
struct _PursuitCommand
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *details;
  guint n_required;
  guint n_allowed;
  guint file_argument;
  gboolean own_process;
  const GOptionEntry *options;
  gsize options_size;
  gboolean (*run) (PursuitCli  *self,
                   GError     **error);
};

/* Option tables hold offsets into a struct that lives as long as the run, so that no value is global. */
#define PURSUIT_OPTION(Type, member, long_name, arg, description, placeholder) \
  { long_name, 0, 0, arg, (gpointer) G_STRUCT_OFFSET (Type, member), description, placeholder }

#define PURSUIT_ARGUMENTS_UNLIMITED G_MAXUINT

PursuitExit pursuit_cli_execute    (PursuitCli    *self,
                                    const char * const *words);
PursuitStoreFlags pursuit_cli_get_flags (PursuitCli *self);
gboolean  pursuit_cli_open         (PursuitCli    *self,
                                    GError       **error);
gboolean  pursuit_cli_need_db      (PursuitCli    *self,
                                    GError       **error);
gboolean  pursuit_cli_misuse       (GError       **error,
                                    const char    *format,
                                    ...) G_GNUC_PRINTF (2, 3);
const char *pursuit_cli_name_error (const GError *error);
gboolean  pursuit_cli_split_pair   (const char    *text,
                                    char         **out_left,
                                    char         **out_right,
                                    GError       **error);
gboolean  pursuit_cli_parse_number (const char    *text,
                                    gint64         min,
                                    gint64         max,
                                    gint64        *out_number,
                                    GError       **error);

G_END_DECLS
