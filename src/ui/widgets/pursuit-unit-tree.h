/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-row.h"

G_BEGIN_DECLS

GPtrArray *pursuit_unit_tree_sort (GPtrArray   *rows,
                                   GHashTable **out_depths) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
