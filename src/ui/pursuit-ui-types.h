/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Forward declarations of the window's types, so that its headers need not include each other. */
typedef struct _PursuitWindow PursuitWindow;

/* Where the templates and pictures lie in the program. */
#define PURSUIT_RESOURCE_PATH "/io/github/pursuit/Pursuit"
#define PURSUIT_TEMPLATE(name) PURSUIT_RESOURCE_PATH "/ui/" name

G_END_DECLS
