/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-standard.h"

G_BEGIN_DECLS

const char *const *pursuit_standard_list_names (guint *out_n);

G_END_DECLS
