/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-journal.h"
#include "pursuit-query.h"
#include "pursuit-rights.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* Settings that the program itself reads. */
#define PURSUIT_SETTING_CURRENCY "currency"
#define PURSUIT_SETTING_PROCESS "process"

/**
 * PursuitSubject:
 * @owner_id: whose it is, 0 for nobody's
 * @customer_id: the customer that it is or hangs on, 0 for none
 * @deal_id: the deal that it is or is part of, 0 for none
 *
 * What somebody wants to do something with, as far as rights go by it: whose it is, and who works on it.
 */
typedef struct
{
  gint64 owner_id;
  gint64 customer_id;
  gint64 deal_id;
} PursuitSubject;

#define PURSUIT_TYPE_DESK (pursuit_desk_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDesk, pursuit_desk, PURSUIT, DESK, GObject)

PursuitDesk       *pursuit_desk_create         (const char         *path,
                                                const char         *currency,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitDesk       *pursuit_desk_create_with    (const char         *path,
                                                const char         *currency,
                                                PursuitStoreFlags   flags,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitDesk       *pursuit_desk_open           (const char         *path,
                                                PursuitStoreFlags   flags,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitDesk       *pursuit_desk_new_at_copy    (PursuitDesk        *self,
                                                PursuitStore       *copy,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           pursuit_desk_refresh        (PursuitDesk        *self,
                                                GError            **error);
gboolean           pursuit_desk_refresh_rights (PursuitDesk        *self,
                                                GError            **error);
PursuitStore      *pursuit_desk_get_store      (PursuitDesk        *self);
const char        *pursuit_desk_get_currency   (PursuitDesk        *self);
gint64             pursuit_desk_get_process_id (PursuitDesk        *self);

gboolean           pursuit_desk_sign_in        (PursuitDesk        *self,
                                                gint64              staff_id,
                                                GError            **error);
gboolean           pursuit_desk_sign_in_as     (PursuitDesk        *self,
                                                const char         *name,
                                                GError            **error);
PursuitDesk       *pursuit_desk_sit_beside     (PursuitDesk        *self,
                                                gint64              staff_id,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gint64             pursuit_desk_get_actor_id   (PursuitDesk        *self);
const char        *pursuit_desk_get_actor_name (PursuitDesk        *self);
PursuitSystemRole  pursuit_desk_get_role       (PursuitDesk        *self);
const PursuitRights *pursuit_desk_get_rights   (PursuitDesk        *self);
PursuitScope       pursuit_desk_get_scope      (PursuitDesk        *self,
                                                PursuitRight        right);
gboolean           pursuit_desk_require        (PursuitDesk        *self,
                                                PursuitRight        right,
                                                GError            **error);
gboolean           pursuit_desk_require_for    (PursuitDesk        *self,
                                                PursuitRight        right,
                                                gint64              owner_id,
                                                GError            **error);

gboolean           pursuit_desk_require_about  (PursuitDesk        *self,
                                                PursuitRight        right,
                                                const PursuitSubject *subject,
                                                GError            **error);
gboolean           pursuit_desk_require_for_unit (PursuitDesk      *self,
                                                PursuitRight        right,
                                                gint64              unit_id,
                                                GError            **error);

/* Queries with the actor's scope put in; see pursuit-query-run.h for shapes and failures. */
GArray            *pursuit_desk_query_ids      (PursuitDesk        *self,
                                                const PursuitQuery *query,
                                                guint               limit,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           pursuit_desk_query_count    (PursuitDesk        *self,
                                                const PursuitQuery *query,
                                                gint64             *out_count,
                                                GError            **error);
GPtrArray         *pursuit_desk_query_rows     (PursuitDesk        *self,
                                                PursuitList         list,
                                                const gint64       *ids,
                                                guint               n_ids,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *pursuit_desk_query_first    (PursuitDesk        *self,
                                                const PursuitQuery *query,
                                                guint               limit,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *pursuit_desk_query_facet    (PursuitDesk        *self,
                                                const PursuitQuery *query,
                                                const char         *field,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_desk_narrow_query   (PursuitDesk        *self,
                                                PursuitQuery       *query,
                                                PursuitRight        right);
PursuitQuery      *pursuit_desk_scope_query    (PursuitDesk        *self,
                                                const PursuitQuery *query) G_GNUC_WARN_UNUSED_RESULT;

gboolean           pursuit_desk_write_journal  (PursuitDesk        *self,
                                                const char         *verb,
                                                PursuitRecord      *before,
                                                PursuitRecord      *after,
                                                gint64             *out_entry_id,
                                                GError            **error);
gboolean           pursuit_desk_write_undo     (PursuitDesk        *self,
                                                gint64              undoes_id,
                                                PursuitRecord      *before,
                                                PursuitRecord      *after,
                                                gint64             *out_entry_id,
                                                GError            **error);

G_END_DECLS
