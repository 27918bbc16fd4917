/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-command-actions.h"
#include "pursuit-command-bar.h"
#include "pursuit-command-item.h"
#include "pursuit-command-question.h"

G_BEGIN_DECLS

/* What is to be opened as soon as the answer to what was typed is here. */
typedef enum
{
  PURSUIT_COMMAND_GO_NOWHERE,
  PURSUIT_COMMAND_GO_HERE,
  PURSUIT_COMMAND_GO_BESIDE,
} PursuitCommandGo;

/*
 * PursuitCommandBar finds and opens anything: it lies over the window until one has chosen or gone back.
 *
 *   entry -> PursuitCommandQuestion -> pursuit_search_async() on the worker, cancelled by the next key
 *                                   -> PursuitCommandActions, what could be done where the focus was
 *   both -> GListStore of PursuitCommandItem, spliced -> GtkListBox of PursuitCommandRow
 *
 * The rows of an older question stay until the answer to the newer one is here; Enter waits for it.
 */
struct _PursuitCommandBar
{
  GtkWidget parent_instance;

  GtkWidget *clamp;
  GtkWidget *panel;
  GtkSearchEntry *entry;
  GtkWidget *escape;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *state;
  GtkLabel *sentence;
  GtkWidget *try_again;
  GtkWidget *hints;

  GListStore *items;
  PursuitWorker *worker;            /* (nullable) */
  PursuitCommandActions *actions;   /* what could be done when it was opened */
  GtkWidget *origin;                /* (weak) what had the focus before */
  gboolean is_composing;            /* an input method holds keys that are no text yet */
  gboolean is_narrow;
  guint adapt_id;

  PursuitCommandQuestion *question; /* what is typed */
  GPtrArray *found;                 /* (nullable): the last answer */
  GError *problem;                  /* (nullable): or why there is none */
  gboolean is_answered;
  gboolean was_moved;               /* the selection is the person's choice */
  PursuitCommandGo go;
  GCancellable *asking;
  guint ask_id;
  guint slow_id;
};

PursuitFoundKinds pursuit_command_bar_get_kind (GType type);
void pursuit_command_bar_ask           (PursuitCommandBar *self);
void pursuit_command_bar_stop_asking   (PursuitCommandBar *self);
void pursuit_command_bar_typed         (PursuitCommandBar *self);
void pursuit_command_bar_set_up_list   (PursuitCommandBar *self);
void pursuit_command_bar_show_answer   (PursuitCommandBar *self);
void pursuit_command_bar_show_waiting  (PursuitCommandBar *self);
void pursuit_command_bar_clear_list    (PursuitCommandBar *self);
void pursuit_command_bar_move          (PursuitCommandBar *self,
                                        int                steps);
void pursuit_command_bar_announce      (PursuitCommandBar *self,
                                        GtkListBoxRow     *row);
void pursuit_command_bar_activate      (PursuitCommandBar *self,
                                        PursuitCommandGo   go);
void pursuit_command_bar_open_selected (PursuitCommandBar *self,
                                        PursuitCommandGo   go);

G_END_DECLS
