/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-dossier.h"
#include "pursuit-paper.h"

G_BEGIN_DECLS

/**
 * PursuitPress:
 * @desk: who prints
 * @paper: what is printed
 * @names: (element-type utf8 utf8): what was looked up already, by table and id
 *
 * A paper while it is written.
 */
typedef struct
{
  PursuitDesk *desk;
  PursuitPaper *paper;
  GHashTable *names;
} PursuitPress;

void        pursuit_press_init         (PursuitPress   *self,
                                        PursuitDesk    *desk,
                                        const char     *title);
void        pursuit_press_clear        (PursuitPress   *self);
const char *pursuit_press_get_name     (PursuitPress   *self,
                                        GType           type,
                                        gint64          id);
char       *pursuit_press_format       (PursuitPress   *self,
                                        PursuitRecord  *record,
                                        const PursuitField *field) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_press_add_fields   (PursuitPress   *self,
                                        PursuitRecord  *record,
                                        const char     *only,
                                        const char     *except);
GPtrArray  *pursuit_press_list         (PursuitPress   *self,
                                        GType           type,
                                        const char     *field,
                                        gint64          id,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_press_add_people   (PursuitPress   *self,
                                        gint64          customer_id,
                                        GError        **error);
gboolean    pursuit_press_add_wall     (PursuitPress   *self,
                                        gint64          customer_id,
                                        GError        **error);
gboolean    pursuit_press_add_deals    (PursuitPress   *self,
                                        gint64          customer_id,
                                        gboolean        closed_too,
                                        GError        **error);
gboolean    pursuit_press_add_events   (PursuitPress   *self,
                                        gint64          customer_id,
                                        guint           limit,
                                        GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitPress, pursuit_press_clear)

G_END_DECLS
