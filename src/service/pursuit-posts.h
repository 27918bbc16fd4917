/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-contact.h"
#include "pursuit-desk.h"
#include "pursuit-employment.h"

G_BEGIN_DECLS

#define PURSUIT_VERB_POST "post"
#define PURSUIT_VERB_LEAVE "leave"
#define PURSUIT_VERB_COME_BACK "come-back"

/**
 * PursuitPost:
 * @customer_id: where
 * @customer: what the company is called
 * @title: (nullable): as what
 * @from_on: (nullable): since when
 * @until_on: (nullable): until when, %NULL for the present one
 *
 * A post that a person has or had.
 */
typedef struct
{
  gint64 customer_id;
  char *customer;
  char *title;
  char *from_on;
  char *until_on;
} PursuitPost;

void       pursuit_post_free               (PursuitPost    *self);

gboolean   pursuit_contacts_move           (PursuitDesk    *desk,
                                            gint64          contact_id,
                                            gint64          customer_id,
                                            const char     *title,
                                            const char     *day,
                                            gint64         *out_entry_id,
                                            GError        **error);
gboolean   pursuit_contacts_leave          (PursuitDesk    *desk,
                                            gint64          contact_id,
                                            const char     *day,
                                            gint64         *out_entry_id,
                                            GError        **error);
gboolean   pursuit_contacts_come_back      (PursuitDesk    *desk,
                                            gint64          contact_id,
                                            const char     *title,
                                            gint64         *out_entry_id,
                                            GError        **error);
GPtrArray *pursuit_contacts_list_posts     (PursuitDesk    *desk,
                                            PursuitContact *contact,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pursuit_contacts_is_there       (PursuitContact *contact,
                                            gint64          customer_id);

gboolean   pursuit_posts_require_chain     (PursuitDesk    *desk,
                                            PursuitRecord  *before,
                                            PursuitRecord  *after,
                                            GError        **error);
gboolean   pursuit_posts_follow            (PursuitDesk    *desk,
                                            PursuitRecord  *before,
                                            PursuitRecord  *after,
                                            const char     *day,
                                            GError        **error);
gboolean   pursuit_posts_take_back         (PursuitDesk    *desk,
                                            PursuitRecord  *before,
                                            PursuitRecord  *after,
                                            gboolean        is_again,
                                            GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitPost, pursuit_post_free)

G_END_DECLS
