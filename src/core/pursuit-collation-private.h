/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-collation.h"

G_BEGIN_DECLS

#define PURSUIT_COLLATION_LOCALE "zh@collation=pinyin"

gboolean pursuit_collation_is_read (void);

G_END_DECLS
