/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-process-json.h"

G_BEGIN_DECLS

/* The fields that the form has, by the names of the field tables, in the order in which they are written; NULL ends a list. */
extern const char *const pursuit_process_json_process[];
extern const char *const pursuit_process_json_stage[];
extern const char *const pursuit_process_json_milestone[];
extern const char *const pursuit_process_json_activity[];

G_END_DECLS
