/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-row-source.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_VCARD_READER (pursuit_vcard_reader_get_type ())
G_DECLARE_FINAL_TYPE (PursuitVcardReader, pursuit_vcard_reader, PURSUIT, VCARD_READER, GObject)

PursuitVcardReader *pursuit_vcard_reader_new     (GFile       *file,
                                                  const char  *encoding,
                                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_vcard_is_card_file   (GFile       *file);

G_END_DECLS
