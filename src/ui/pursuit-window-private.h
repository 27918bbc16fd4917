/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-adaptive-bin.h"
#include "pursuit-banners.h"
#include "pursuit-command-bar.h"
#include "pursuit-later.h"
#include "pursuit-sidebar.h"
#include "pursuit-window.h"

G_BEGIN_DECLS

/* What the window shows: the names of the children of its outermost stack. */
#define PURSUIT_STATE_WELCOME "welcome"
#define PURSUIT_STATE_LOADING "loading"
#define PURSUIT_STATE_ERROR "error"
#define PURSUIT_STATE_DENIED "denied"
#define PURSUIT_STATE_CONTENT "content"

/*
 * One database, and the views of it. The window owns the worker; pages are made when they are first looked at and are
 * handed the worker when it has opened. Everything that rows and pages want from the window are its actions.
 */
struct _PursuitWindow
{
  AdwApplicationWindow parent;

  GtkOverlay *overlay;
  AdwToastOverlay *toasts;
  PursuitBanners *banners;
  GtkStack *states;
  PursuitAdaptiveBin *bin;
  PursuitCommandBar *bar;   /* (nullable): until somebody wants it */
  PursuitSidebar *sidebar;
  GtkStack *pages;
  PursuitLater *loading;    /* with "loading_page" */
  PursuitLater *error;      /* with "error_page" and the buttons "try_again", "open_newest_backup" and "salvage" */
  PursuitLater *denied;     /* with "denied_page" */

  PursuitWorker *worker;
  PursuitPeople *people;
  guint maintenance_id;   /* while everybody is asked to leave */
  GCancellable *opening;
  char *path;
  char *staff;        /* who is signed in to what is opened, NULL for the owner of the file */
  gboolean opened;
  guint slow_id;
  char *waited_for;   /* (nullable): what it says should that take long */
  guint busy_id;      /* somebody else has been saving for a while */
  guint unsent_id;    /* something has been unsent for a while */
  guint rest_id;      /* something new was shown a moment ago */
  PursuitStoreFlags flags;   /* how the file was opened */
  gboolean may_work_alone;   /* it is only read because others might write to it */

  AdwToast *toast;   /* weak: the last one */
  char *view;
  GArray *done;      /* of gint64: entries that Ctrl+Z takes back, the last first */
  GArray *undone;    /* of gint64: entries that took something back */
};

void         pursuit_window_set_state       (PursuitWindow  *self,
                                             const char     *state);
void         pursuit_window_update_actions  (PursuitWindow  *self);
PursuitPage *pursuit_window_find_page       (PursuitWindow  *self,
                                             const char     *view);
void         pursuit_window_set_opened      (PursuitWindow  *self,
                                             gboolean        opened);
void         pursuit_window_hand_out_worker (PursuitWindow  *self);
void         pursuit_window_install_actions (GtkWidgetClass *widget_class);
void         pursuit_window_install_create_actions (GtkWidgetClass *widget_class);
void         pursuit_window_install_export_actions (GtkWidgetClass *widget_class);
void         pursuit_window_install_file_actions (GtkWidgetClass *widget_class);
void         pursuit_window_install_find_actions (GtkWidgetClass *widget_class);
void         pursuit_window_reset_bar       (PursuitWindow  *self);
void         pursuit_window_install_missing_actions (GtkWidgetClass *widget_class);
void         pursuit_window_watch_missing   (PursuitWindow  *self);
void         pursuit_window_install_people_actions (GtkWidgetClass *widget_class);
void         pursuit_window_update_people_actions (PursuitWindow *self);
void         pursuit_window_meet_people     (PursuitWindow  *self);
void         pursuit_window_part_from_people (PursuitWindow *self);
void         pursuit_window_add_toast       (PursuitWindow  *self,
                                             const char     *text);
void         pursuit_window_begin_waiting   (PursuitWindow  *self,
                                             const char     *title);
void         pursuit_window_close_database  (PursuitWindow  *self);
void         pursuit_window_create          (PursuitWindow  *self,
                                             const char     *path,
                                             const char     *currency);
void         pursuit_window_export          (PursuitWindow  *self,
                                             const PursuitQuery *query,
                                             GFile          *file);
void         pursuit_window_reopen          (PursuitWindow  *self,
                                             PursuitStoreFlags flags);
void         pursuit_window_watch_link      (PursuitWindow  *self);
void         pursuit_window_forget_link     (PursuitWindow  *self);
void         pursuit_window_watch_backups   (PursuitWindow  *self);
void         pursuit_window_forget_backups  (PursuitWindow  *self);
void         pursuit_window_show_drafts     (PursuitWindow  *self);
void         pursuit_window_install_link_actions (GtkWidgetClass *widget_class);
void         pursuit_window_install_rescue_actions (GtkWidgetClass *widget_class);
void         pursuit_window_salvage_to      (PursuitWindow  *self,
                                             const char     *target);
void         pursuit_window_install_salvage_action (GtkWidgetClass *widget_class);
void         pursuit_window_show_error      (PursuitWindow  *self,
                                             const char     *title,
                                             const char     *sentence);

G_END_DECLS
