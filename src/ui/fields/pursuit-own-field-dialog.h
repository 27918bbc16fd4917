/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-own-field.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_OWN_FIELD_DIALOG (pursuit_own_field_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOwnFieldDialog, pursuit_own_field_dialog, PURSUIT, OWN_FIELD_DIALOG, AdwWindow)

GtkWidget *pursuit_own_field_dialog_new (GtkWindow       *parent,
                                         PursuitWorker   *worker,
                                         PursuitOwnField *definition,
                                         gint64           n_values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
