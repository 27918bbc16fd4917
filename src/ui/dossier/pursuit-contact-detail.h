/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-contact.h"
#include "pursuit-field-list.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CONTACT_DETAIL (pursuit_contact_detail_get_type ())
G_DECLARE_FINAL_TYPE (PursuitContactDetail, pursuit_contact_detail, PURSUIT, CONTACT_DETAIL, GtkWidget)

void              pursuit_contact_detail_set_worker  (PursuitContactDetail *self,
                                                      PursuitWorker        *worker,
                                                      gboolean              profile_only);
void              pursuit_contact_detail_set_background (PursuitContactDetail *self,
                                                      const char           *closed,
                                                      GPtrArray            *posts);
void              pursuit_contact_detail_set_contact (PursuitContactDetail *self,
                                                      PursuitContact       *contact,
                                                      const char           *superior,
                                                      gboolean              editable);
PursuitFieldList *pursuit_contact_detail_get_fields  (PursuitContactDetail *self);

G_END_DECLS
