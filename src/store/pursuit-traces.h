/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

GArray   *pursuit_traces_list_persons   (PursuitStore       *store,
                                         gint64              contact_id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_traces_list_customers (PursuitStore       *store,
                                         gint64              contact_id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_traces_list_rows      (PursuitStore       *store,
                                         GType               type,
                                         const char         *field,
                                         gint64              ref_id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_traces_list_mentions  (PursuitStore       *store,
                                         GType               type,
                                         gint64              customer_id,
                                         const char         *text,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_traces_list_filters   (PursuitStore       *store,
                                         const char         *text,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_traces_list_entries   (PursuitStore       *store,
                                         const char         *entity,
                                         gint64              entity_id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_traces_list_imports   (PursuitStore       *store,
                                         gint64              contact_id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_traces_list_payloads  (PursuitStore       *store,
                                         const char         *text,
                                         gint64              customer_id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_traces_has_namesake   (PursuitStore       *store,
                                         gint64              contact_id,
                                         gint64              customer_id,
                                         const char         *name,
                                         gboolean           *out_has,
                                         GError            **error);
gboolean  pursuit_traces_blot_reasons   (PursuitStore       *store,
                                         gint64              customer_id,
                                         const char         *text,
                                         const char         *blot,
                                         GError            **error);
gboolean  pursuit_traces_wipe           (PursuitStore       *store,
                                         GError            **error);
void      pursuit_traces_wipe_local     (PursuitStore       *store,
                                         const char * const *texts,
                                         GHashTable         *entries);

G_END_DECLS
