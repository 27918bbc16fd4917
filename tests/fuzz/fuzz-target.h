/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reader does with some bytes; the name is libFuzzer's. Nothing is returned but 0, and nothing may be left behind. */
int LLVMFuzzerTestOneInput (const guint8 *bytes,
                            gsize         length);

G_END_DECLS
