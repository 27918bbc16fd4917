/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The four kinds of values that a row can hold besides nothing. */
typedef enum
{
  PURSUIT_VALUE_NULL,
  PURSUIT_VALUE_NUMBER,
  PURSUIT_VALUE_REAL,
  PURSUIT_VALUE_TEXT,
  PURSUIT_VALUE_BYTES,
} PursuitValueKind;

typedef struct
{
  PursuitValueKind kind;
  gint64 number;
  double real;
  const guint8 *bytes;    /* of the row, not terminated */
  gsize length;
} PursuitValue;

/* One row, as it lies in the file. */
typedef struct
{
  gint64 id;
  guint n_values;
  PursuitValue *values;
  guint8 *payload;
  gsize room;
  guint values_room;
} PursuitPageRow;

/* Where a row lies. */
typedef struct
{
  gint64 id;
  guint32 page;
  guint16 cell;
  gboolean is_stray;    /* on a page that no table leads to any more */
} PursuitPageSpot;

typedef struct _PursuitPages PursuitPages;

PursuitPages *pursuit_pages_new         (const guint8           *bytes,
                                         gsize                   length) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_pages_free        (PursuitPages           *self);
guint         pursuit_pages_count       (PursuitPages           *self);
GArray       *pursuit_pages_walk        (PursuitPages           *self,
                                         guint32                 root) G_GNUC_WARN_UNUSED_RESULT;
GArray       *pursuit_pages_list_stray  (PursuitPages           *self) G_GNUC_WARN_UNUSED_RESULT;
GHashTable   *pursuit_pages_read_schema (PursuitPages           *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      pursuit_pages_read_row    (PursuitPages           *self,
                                         const PursuitPageSpot  *spot,
                                         PursuitPageRow         *row);
guint         pursuit_pages_get_n_bad   (PursuitPages           *self);
guint         pursuit_pages_get_n_gone  (PursuitPages           *self);
void          pursuit_page_row_clear    (PursuitPageRow         *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitPages, pursuit_pages_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitPageRow, pursuit_page_row_clear)

G_END_DECLS
