/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-contact.h"
#include "pursuit-desk.h"

G_BEGIN_DECLS

/* What is written down when somebody is shown a profile. */
#define PURSUIT_VERB_VIEW "view"

gboolean pursuit_contacts_may_see_profile (PursuitDesk    *desk,
                                           PursuitContact *contact);
void     pursuit_contacts_hide_profile    (PursuitDesk    *desk,
                                           PursuitContact *contact);
gboolean pursuit_contacts_has_profile     (PursuitContact *contact);
gboolean pursuit_contacts_note_view       (PursuitDesk    *desk,
                                           PursuitContact *contact,
                                           GError        **error);
gboolean pursuit_contacts_note_views      (PursuitDesk    *desk,
                                           GPtrArray      *contacts,
                                           GError        **error);

gboolean pursuit_profile_note_views       (PursuitDesk    *desk,
                                           GArray         *ids,
                                           GError        **error);
void     pursuit_profile_hide             (PursuitDesk    *desk,
                                           PursuitRecord  *record);
void     pursuit_profile_hide_entries     (PursuitDesk    *desk,
                                           GPtrArray      *entries);
void     pursuit_profile_hide_rows        (PursuitDesk    *desk,
                                           PursuitList     list,
                                           GPtrArray      *rows);
gboolean pursuit_profile_require_change   (PursuitDesk    *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           GError        **error);

G_END_DECLS
