/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-contact.h"
#include "pursuit-vcard.h"

G_BEGIN_DECLS

PursuitVcard *pursuit_vcard_new_for_contact (PursuitContact *contact,
                                             const char     *company) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
