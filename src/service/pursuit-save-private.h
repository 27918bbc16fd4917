/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-save.h"

G_BEGIN_DECLS

JsonObject  *pursuit_save_to_object   (const PursuitSave *self) G_GNUC_WARN_UNUSED_RESULT;
PursuitSave *pursuit_save_from_object (JsonObject        *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
