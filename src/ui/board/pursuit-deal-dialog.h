/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-deal-verb.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DEAL_DIALOG (pursuit_deal_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (PursuitDealDialog, pursuit_deal_dialog, PURSUIT, DEAL_DIALOG, AdwWindow)

/**
 * PursuitDealDialogClass:
 * @show_problem: says in place why something was refused; %NULL when all is well again
 * @show_busy: shows whether the worker is at it
 * @is_changed: whether something was typed that would be lost; by default nothing was
 * @discard: the person gives up what was typed; by default nothing follows
 * @done: what follows on success; by default the dialog closes
 */
struct _PursuitDealDialogClass
{
  AdwWindowClass parent_class;

  void (*show_problem) (PursuitDealDialog     *self,
                        const GError          *error);
  void (*show_busy)    (PursuitDealDialog     *self,
                        gboolean               busy);
  gboolean (*is_changed) (PursuitDealDialog   *self);
  void (*discard)      (PursuitDealDialog     *self);
  void (*done)         (PursuitDealDialog     *self,
                        const PursuitDealDone *done);
};

void           pursuit_deal_dialog_set_up          (PursuitDealDialog *self,
                                                    GtkWidget         *over,
                                                    PursuitWorker     *worker);
PursuitWorker *pursuit_deal_dialog_get_worker      (PursuitDealDialog *self);
GCancellable  *pursuit_deal_dialog_get_cancellable (PursuitDealDialog *self);
gboolean       pursuit_deal_dialog_may_edit        (PursuitDealDialog *self);
void           pursuit_deal_dialog_call            (PursuitDealDialog *self,
                                                    PursuitDealVerb   *verb,
                                                    const char        *done_text);
void           pursuit_deal_dialog_expect          (PursuitDealDialog *self,
                                                    gint64             stage_id,
                                                    gint64             status);

G_END_DECLS
