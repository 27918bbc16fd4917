/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Forward declarations of the core's types, so that its headers need not include each other. */
typedef struct _PursuitRowSource PursuitRowSource;

G_END_DECLS
