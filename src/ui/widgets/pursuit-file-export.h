/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-compat.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

/**
 * PursuitFileExport:
 * @title: the title of the file chooser
 * @name: how the file is called unless the person says otherwise; what cannot be in a file's name is replaced
 * @label: what the chooser calls files of this kind, translated
 * @pattern: which files those are, such as "*.pdf"
 * @job: makes the content on the worker, a #GBytes
 * @data: (transfer full) (nullable): for @job
 * @free_data: (nullable): frees @data
 * @tell: (nullable): told how it went, a sentence; %NULL for a toast
 *
 * What is to be taken out, and how that is asked and told.
 */
typedef struct
{
  const char *title;
  const char *name;
  const char *label;
  const char *pattern;
  PursuitJob job;
  gpointer data;
  GDestroyNotify free_data;
  void (*tell) (GtkWidget *widget, const char *text);
} PursuitFileExport;

void pursuit_file_export_start (GtkWidget               *widget,
                                PursuitWorker           *worker,
                                const PursuitFileExport *what);

G_END_DECLS
