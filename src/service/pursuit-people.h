/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-maintenance.h"
#include "pursuit-presence.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PEOPLE (pursuit_people_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPeople, pursuit_people, PURSUIT, PEOPLE, GObject)

PursuitPeople            *pursuit_people_new             (PursuitWorker *worker) G_GNUC_WARN_UNUSED_RESULT;
void                      pursuit_people_shut_down       (PursuitPeople *self);
void                      pursuit_people_look            (PursuitPeople *self);
GPtrArray                *pursuit_people_get_list        (PursuitPeople *self);
guint                     pursuit_people_count           (PursuitPeople *self);
PursuitSharing            pursuit_people_get_sharing     (PursuitPeople *self);
gboolean                  pursuit_people_is_shared       (PursuitPeople *self);
const PursuitMaintenance *pursuit_people_get_maintenance (PursuitPeople *self);

G_END_DECLS
