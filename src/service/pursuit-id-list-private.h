/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * PursuitIdList is the ids of a list in order, which a million rows make eight megabytes: the window and a job on the worker share
 * it, and only who changes it while it is shared gets a copy.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GArray *ids;            /* gint64 */
} PursuitIdList;

PursuitIdList *pursuit_id_list_new      (GArray         *ids) G_GNUC_WARN_UNUSED_RESULT;
PursuitIdList *pursuit_id_list_ref      (PursuitIdList  *self);
void           pursuit_id_list_unref    (PursuitIdList  *self);
GArray        *pursuit_id_list_change   (PursuitIdList **list);

static inline guint
pursuit_id_list_get_length (const PursuitIdList *self)
{
  return self->ids->len;
}

static inline const gint64 *
pursuit_id_list_get_data (const PursuitIdList *self)
{
  return (const gint64 *) (gpointer) self->ids->data;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitIdList, pursuit_id_list_unref)

G_END_DECLS
