/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-contact-detail.h"
#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PEOPLE_VIEW (pursuit_people_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPeopleView, pursuit_people_view, PURSUIT, PEOPLE_VIEW, GtkWidget)

void                  pursuit_people_view_set_model    (PursuitPeopleView *self,
                                                        PursuitWorker     *worker,
                                                        PursuitQueryModel *model);
void                  pursuit_people_view_set_editable (PursuitPeopleView *self,
                                                        gboolean           editable);
void                  pursuit_people_view_select       (PursuitPeopleView *self,
                                                        gint64             contact_id);
PursuitContact       *pursuit_people_view_get_person   (PursuitPeopleView *self);
PursuitContactDetail *pursuit_people_view_get_detail   (PursuitPeopleView *self);

G_END_DECLS
