/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-desk.h"

G_BEGIN_DECLS

/**
 * PursuitRunner:
 * @desk: a desk, on the worker's thread
 * @words: a command of pursuitctl and its options
 * @folder: where relative names of files start
 * @cancellable: takes the command back
 * @out_answer: (out) (transfer full): the answer
 * @out_messages: (out) (transfer full): what is said to the person
 *
 * What runs a command. The window does not know the command line; whoever puts the program together does.
 *
 * Returns: the exit code
 */
typedef int (*PursuitRunner) (PursuitDesk         *desk,
                              const char * const  *words,
                              const char          *folder,
                              GCancellable        *cancellable,
                              char               **out_answer,
                              char               **out_messages);

#define PURSUIT_TYPE_AUTOMATION (pursuit_automation_get_type ())
G_DECLARE_FINAL_TYPE (PursuitAutomation, pursuit_automation, PURSUIT, AUTOMATION, GObject)

PursuitAutomation *pursuit_automation_new       (GtkApplication     *application,
                                                 PursuitRunner       runner) G_GNUC_WARN_UNUSED_RESULT;
gboolean           pursuit_automation_export    (PursuitAutomation  *self,
                                                 GDBusConnection    *connection,
                                                 const char         *path,
                                                 GError            **error);
void               pursuit_automation_unexport  (PursuitAutomation  *self);

G_END_DECLS
