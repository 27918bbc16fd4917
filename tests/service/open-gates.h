/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

void open_gates (PursuitDesk *desk);

G_END_DECLS
