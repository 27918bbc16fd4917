/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-backups.h"
#include "pursuit-banners.h"
#include "pursuit-safety-window.h"

G_BEGIN_DECLS

/*
 * PursuitSafetyWindow is what there is to know and to do about the file itself: where it lies and what that means, whether
 * the journal is whole, and the backups. Everything is read on the worker; each answer is said where it was asked for.
 */
struct _PursuitSafetyWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  PursuitBanners *banners;
  AdwActionRow *file;
  AdwActionRow *place;
  AdwActionRow *journal;
  GtkWidget *verify;
  GtkWidget *anchor;
  AdwActionRow *state;
  GtkWidget *spinner;
  GtkWidget *take;
  AdwActionRow *second;
  GtkWidget *backups_group;
  GtkListBox *backups;

  PursuitWorker *worker;
  GCancellable *cancellable;
  guint n_reading;          /* how much is being read */
  char *restoring;          /* (nullable): the backup that it is about */
};

void pursuit_safety_window_begin           (PursuitSafetyWindow *self);
void pursuit_safety_window_end             (PursuitSafetyWindow *self);
void pursuit_safety_window_tell            (PursuitSafetyWindow *self,
                                            const char          *text);
void pursuit_safety_window_read_backups    (PursuitSafetyWindow *self);
void pursuit_safety_window_take_backup     (PursuitSafetyWindow *self);
void pursuit_safety_window_choose_second   (PursuitSafetyWindow *self);
void pursuit_safety_window_install_backup_actions (GtkWidgetClass *widget_class);
void pursuit_safety_window_install_restore_action (GtkWidgetClass *widget_class);

G_END_DECLS
